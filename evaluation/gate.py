"""Bars that a run must clear, for a CI that fails when quality falls."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from evaluation.measures import BY_NAME, Measure
from evaluation.outcome import Outcome


class BarError(ValueError):
    """A bar that cannot be read or applied; the message is a full sentence."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A measure and a number: a limit that it must keep, or a drop that it must not exceed."""

    measure: Measure
    number: float


def read_bar(text: str) -> Bar:
    """Read `metric=value`, such as `right=0.8`; raises `BarError`."""
    name, _, number = text.partition("=")
    measure = BY_NAME.get(name.strip().lower())
    if measure is None:
        raise BarError(f"There is no measure {name.strip()!r}; there are {', '.join(BY_NAME)}.")
    try:
        limit = float(number)
        if not math.isfinite(limit):  # No figure is under "nan": such a bar would hold nothing back.
            raise ValueError
        return Bar(measure, limit)
    except ValueError:
        raise BarError(f"{text!r} is no bar; write it as {measure.name}=0.8.") from None


def missed(outcome: Outcome, *, fail_under: Iterable[Bar] = (), max_drop: Iterable[Bar] = ()) -> list[str]:
    """Return one sentence for each bar that the run misses.

    `fail_under` is the least a measure may reach (the most, where less is better). `max_drop` is how far it may
    fall behind the baseline; a larger drop counts where its interval leaves out zero, that is, beyond chance.
    Raises `BarError` where a measure does not apply to the questions, or there is no baseline to drop from.
    """
    sentences = [_under(outcome, bar) for bar in fail_under] + [_dropped(outcome, bar) for bar in max_drop]
    return [sentence for sentence in sentences if sentence]


def _under(outcome: Outcome, bar: Bar) -> str | None:
    name = bar.measure.name
    estimate = outcome.measures.get(name)
    if estimate is None or estimate.value is None:
        raise BarError(f"The questions tell nothing about {name}, so --fail-under {name} cannot be applied.")
    if bar.measure.more_is_better and estimate.value < bar.number:
        return f"{name} is {estimate.value:.4f}, under the bar of {bar.number:g} (n = {estimate.n})."
    if not bar.measure.more_is_better and estimate.value > bar.number:
        return f"{name} is {estimate.value:.4f}, over the limit of {bar.number:g} (n = {estimate.n}; less is better)."
    return None


def _dropped(outcome: Outcome, bar: Bar) -> str | None:
    name, comparison = bar.measure.name, outcome.comparison
    if comparison is None:
        raise BarError(f"--max-drop {name} needs a baseline to drop from; name one with --baseline DIR.")
    found = next((difference for difference in comparison.differences if difference.measure.name == name), None)
    if found is None:
        raise BarError(f"{name} is not known for both runs, so --max-drop {name} cannot be applied.")
    drop = -found.change if bar.measure.more_is_better else found.change
    if found.better or not found.beyond_chance or drop <= bar.number:
        return None
    broken = ", ".join(flip.id for flip in comparison.broken[:5])
    listed = f"; broken: {broken}{' …' if len(comparison.broken) > 5 else ''}" if broken else ""
    return (
        f"{name} fell from {found.old:.4f} to {found.new:.4f} against {comparison.baseline}, by {drop:.4f} where "
        f"{bar.number:g} is allowed, beyond chance (95 % interval {found.low:+.4f} to {found.high:+.4f}{listed})."
    )
