"""The words that chat and terminal share: who says so, how certain, and when."""

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ingest.article import Source
from retriever.answer import Answer
from retriever.certainty import Certainty
from retriever.dating.dates import DateExpression
from retriever.evidence import Evidence

if TYPE_CHECKING:
    from ingest.sync import SyncReport

NEAREST_LABEL = "Nearest passage, not an answer"
REFUSAL_LABEL = "Not answered by these articles"


def credit(evidence: Evidence) -> str:
    """Return who says it, how certain, and when: `Reported by Kyodo News · expected · 28 October 2025`."""
    return " · ".join([reported_by(evidence), str(evidence.certainty), *dates(evidence)])


def reported_by(evidence: Evidence) -> str:
    """Return who is credited; where nobody is, the article speaks for itself, or passes on what it says it heard."""
    said = evidence.attribution
    if said.speaker and said.outlet:
        words = f"Said by {_with_role(said.speaker, said.role)}, reported by {said.outlet}"
    elif said.speaker:
        words = f"Said by {_with_role(said.speaker, said.role)}"
    elif said.outlet:
        words = f"Reported by {said.outlet}"
    elif said.hearsay_span:
        words = "Passed on by the article, which does not say from whom"
    else:
        words = "Stated by the article itself"
    return f"{words}, citing {said.basis}" if said.basis else words


def _with_role(speaker: str, role: str | None) -> str:
    return f"{speaker} ({role})" if role and role.casefold() not in speaker.casefold() else speaker


def dates(evidence: Evidence) -> tuple[str, ...]:
    """Return every date that the sentence names in full, each with the words it was read from."""
    expressions = evidence.attribution.expressions
    if expressions:
        return tuple(dict.fromkeys(date_words(expression) for expression in expressions))
    return tuple(day(named) for named in evidence.dates)


def date_words(expression: DateExpression) -> str:
    """Return the days meant and the words of the text, or that they stay open and why."""
    words = one_line(expression.words)
    if expression.start is None or expression.end is None:
        return f"“{words}” (which day stays open)"
    resolved = days(expression.start, expression.end)
    return resolved if resolved.casefold() == words.casefold() else f"{resolved} (from “{words}”)"


def days(start: str, end: str) -> str:
    """Return a day as `28 October 2025`, or a range as `27–29 October 2025`; both ends are ISO dates."""
    if start == end:
        return day(start)
    try:
        first, last = date.fromisoformat(start), date.fromisoformat(end)
    except ValueError:
        return f"{start} – {end}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(end)}"
    if first.year == last.year:
        return f"{first.day} {first:%B} – {day(end)}"
    return f"{day(start)} – {day(end)}"


def day(value: str | date) -> str:
    """Return a date in words, such as `28 October 2025`; what is no ISO date comes back as it is."""
    try:
        found = date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return str(value)
    return f"{found.day} {found:%B %Y}"


def published(source: Source) -> str:
    """Return the publication date in words, or that it is unknown."""
    return day(source.published) if source.published else "date unknown"


def place(source: Source) -> str:
    """Return publisher and date, such as `Kyodo News, 25 October 2025`."""
    return f"{one_line(source.publisher or 'publisher unknown')}, {published(source)}"


def origins(answer: Answer) -> str | None:
    """Return how many independent origins and outlets stand behind an answer; None where nothing is cited."""
    if not answer.origins:
        return None
    if len(answer.outlets) == 1:
        return f"Rests on a single source: {answer.outlets[0]}."
    if answer.origins == 1 and not answer.outlets:
        return "Rests on a single article."
    counted = f"{answer.origins} origin{'' if answer.origins == 1 else 's'}"
    return f"{counted}, {len(answer.outlets)} outlet{'' if len(answer.outlets) == 1 else 's'}."


def differences(answer: Answer) -> list[str]:
    """Return one sentence for each thing on which cited spans differ."""
    return [
        f"The sources differ on the {found.kind}: “{found.words[0]}” [{found.markers[0]}], "
        f"“{found.words[1]}” [{found.markers[1]}]."
        for found in answer.differences
    ]


def notes(answer: Answer) -> list[str]:
    """Return what is to be said of an answer as a whole, such as how many independent origins it has."""
    counted = origins(answer)
    return [*answer.notes, *([counted] if counted and counted not in answer.notes else [])]


def summary(report: "SyncReport") -> str:
    """Return the counts of an ingest, such as `2 added · 0 changed · 1 unchanged · 0 removed · 1 refused`."""
    counts = {
        "added": report.added,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "removed": report.removed,
        "refused": report.refused,
    }
    return " · ".join(f"{len(found)} {what}" for what, found in counts.items())


def certainty_help(certainty: Certainty, cue: str) -> str:
    """Return what a certainty label means, with the words that it was read from."""
    scale = f"{certainty.rank + 1} of {len(Certainty)} on the scale from denied to confirmed"
    return f"{scale}; read from “{one_line(cue)}”" if cue else scale


def web_address(url: str | None) -> str | None:
    """Return `url` where it is a whole http or https address without spaces or control characters, else None."""
    if url is None or re.search(r"[\s\x00-\x1f\x7f]", url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme.lower() in {"http", "https"} and parts.netloc else None


def one_line(text: str) -> str:
    """Return `text` with every run of white space as one space."""
    return " ".join(text.split())


def printable(text: str) -> str:
    """Return `text` with control characters made visible as U+FFFD, so that an article cannot steer a terminal.

    Line breaks and tabs stay; so do ordinary letters of every script. Marks that turn the reading direction go too.
    """
    return "".join("\ufffd" if _steers(letter) else letter for letter in text)


def _steers(letter: str) -> bool:
    return (unicodedata.category(letter) == "Cc" and letter not in "\n\t") or letter in _DIRECTION_MARKS


# Overrides and isolates (Unicode Bidirectional Algorithm, section 2): they can make a line read backwards.
_DIRECTION_MARKS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
