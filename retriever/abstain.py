"""Say why there is no answer: the topic is not there, or the topic is and the detail is not."""

from collections.abc import Sequence
from datetime import date

from ingest.article import Source

# From this share of the question's content words on, the nearest passage counts as being on the topic.
_ON_TOPIC = 0.5


def refusal(coverage_of_nearest: float, sources: Sequence[Source], *, limited: bool, missing: str | None = None) -> str:
    """Return the reason of a refusal as one or two sentences.

    `sources` are the articles that were searched; `limited` says that a filter chose them; `missing` says what they
    do not do about a topic that they touch on, as in "give no amount of money".
    """
    searched = _searched(sources, limited=limited)
    if not sources:
        return f"There is nothing to answer from: {searched}."
    if coverage_of_nearest >= _ON_TOPIC:
        but = missing or "do not answer it"
        return f"The articles touch on this, but {but} ({searched}). The nearest passage is shown."
    return f"Nothing on this was found in {searched}."


def _searched(sources: Sequence[Source], *, limited: bool) -> str:
    if not sources:
        return "no article passes the limits that were set" if limited else "no articles are stored yet"
    count = f"{len(sources)} article{'s' if len(sources) != 1 else ''}"
    dates = sorted(source.published for source in sources if source.published)
    if not dates:
        return f"{count} of unknown date"
    span = _day(dates[0]) if dates[0] == dates[-1] else f"{_day(dates[0])} to {_day(dates[-1])}"
    undated = len(sources) - len(dates)
    return f"{count}, {span}" + (f", {undated} of unknown date" if undated else "")


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
