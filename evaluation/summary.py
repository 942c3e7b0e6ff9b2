"""Say in a few lines of plain text what an evaluation found, for a terminal."""

from collections.abc import Callable, Iterator

from evaluation.measures import BY_NAME
from evaluation.outcome import Outcome
from evaluation.plots import time_told
from evaluation.statistic import Estimate

_LISTED = 10


def summary(outcome: Outcome) -> str:
    """Return the measures with their intervals, the bad lines, the comparison, and where it all is."""
    return "\n".join(_lines(outcome))


def _lines(outcome: Outcome) -> Iterator[str]:
    width = max((len(name) for name in outcome.measures), default=0)
    for name, estimate in outcome.measures.items():
        measure = BY_NAME[name]
        if measure.is_timing and not (name.startswith("total") and estimate.value):
            continue
        told = time_told if measure.is_timing else "{:.3f}".format
        yield f"{name:{width}}  {_told(estimate, told)}"
    asked = len(outcome.rows) - outcome.resumed
    if outcome.seconds > 0 and asked > 0:
        kept = f", {outcome.resumed} kept from before" if outcome.resumed else ""
        yield f"{asked} questions in {outcome.seconds:.1f} s ({asked / outcome.seconds:.1f} a second){kept}"
    yield from (str(line) for line in outcome.refused)
    errors = [row.id for row in outcome.rows if outcome.records[row.id].get("error")]
    if errors:
        yield f"{len(errors)} without an answer, counted as zero; {errors[0]}: {outcome.records[errors[0]]['error']}"
    if outcome.comparison:
        yield outcome.comparison.verdict
        for title, flips in (("Broken", outcome.comparison.broken), ("Fixed", outcome.comparison.fixed)):
            if flips:
                named = ", ".join(flip.id for flip in flips[:_LISTED])
                yield f"{title}: {named}{', …' if len(flips) > _LISTED else ''}"
    yield f"Report: {outcome.out / 'report.html'}"


def _told(estimate: Estimate, told: Callable[[float], str]) -> str:
    if estimate.value is None:
        return f"{'–':>7}  n = {estimate.n}"
    if estimate.low is None or estimate.high is None:
        return f"{told(estimate.value):>7}  n = {estimate.n}"
    return f"{told(estimate.value):>7}  [{told(estimate.low)}, {told(estimate.high)}]  n = {estimate.n}"
