"""Compare a run with an earlier one, question by question, and say what moved beyond chance."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from evaluation.failure import Failure
from evaluation.measures import Measure, measures_for
from evaluation.score import Row
from evaluation.statistic import Floats, interval

METRICS, ANSWERS = "metrics.json", "answers.jsonl"


class BaselineError(ValueError):
    """A baseline that cannot be read; the message is a full sentence."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How a measure moved over the `n` questions that both runs have: new less old, with its 95 % interval."""

    measure: Measure
    old: float
    new: float
    low: float
    high: float
    n: int

    @property
    def change(self) -> float:
        """Return new less old."""
        return self.new - self.old

    @property
    def beyond_chance(self) -> bool:
        """Tell whether the interval leaves out zero."""
        return self.low > 0 or self.high < 0

    @property
    def better(self) -> bool:
        """Tell whether the change goes the way that is wanted."""
        return (self.change > 0) == self.measure.more_is_better


@dataclass(frozen=True, slots=True)
class Flip:
    """A question that one run handled right and the other not. Texts are empty where the baseline has none."""

    id: str
    old_failure: Failure | None
    new_failure: Failure | None
    old_text: str = ""

    @property
    def fixed(self) -> bool:
        """Tell whether it is right now and was not before."""
        return self.new_failure is None


@dataclass(frozen=True, slots=True)
class Baseline:
    """An earlier run: its rows, and what it answered where its answers are kept."""

    name: str
    rows: tuple[Row, ...]
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs side by side. `only_old` and `only_new` are ids that the other run does not have."""

    baseline: str
    differences: tuple[Difference, ...]
    fixed: tuple[Flip, ...]
    broken: tuple[Flip, ...]
    only_old: tuple[str, ...]
    only_new: tuple[str, ...]

    @property
    def moved(self) -> tuple[Difference, ...]:
        """Return the differences beyond chance; timings, which the machine's load moves too, are left out."""
        return tuple(d for d in self.differences if d.beyond_chance and not d.measure.is_timing)

    @property
    def verdict(self) -> str:
        """Return one sentence that says what the comparison shows."""
        flips = f"{len(self.fixed)} fixed, {len(self.broken)} broken"
        if not self.moved:
            return f"No difference shown against {self.baseline} ({flips})."
        parts = [f"{d.measure.name} {d.change:+.3f} [{d.low:+.3f}, {d.high:+.3f}]" for d in self.moved]
        better = sum(d.better for d in self.moved)
        direction = "Better" if better == len(parts) else "Worse" if not better else "Different"
        return f"{direction} than {self.baseline} beyond chance: {', '.join(parts)} ({flips})."


def compare(baseline: Baseline, rows: Sequence[Row]) -> Comparison:
    """Compare the rows of a run with those of the baseline, over the questions that both have."""
    old, new = {row.id: row for row in baseline.rows}, {row.id: row for row in rows}
    shared = [row.id for row in rows if row.id in old]
    pairs = [(old[question_id], new[question_id]) for question_id in shared]
    flips = [
        Flip(after.id, before.failure, after.failure, baseline.texts.get(after.id, ""))
        for before, after in pairs
        if before.right is not None and after.right is not None and before.right != after.right
    ]
    found = (_difference(measure, pairs) for measure in measures_for([row for pair in pairs for row in pair]))
    return Comparison(
        baseline=baseline.name,
        differences=tuple(difference for difference in found if difference),
        fixed=tuple(flip for flip in flips if flip.fixed),
        broken=tuple(flip for flip in flips if not flip.fixed),
        only_old=tuple(row.id for row in baseline.rows if row.id not in new),
        only_new=tuple(row.id for row in rows if row.id not in old),
    )


def _difference(measure: Measure, pairs: Sequence[tuple[Row, Row]]) -> Difference | None:
    """Return how a measure moved, both runs being resampled alike; None where it is not defined for both."""
    pairs = [(before, after) for before, after in pairs if measure.applies(before) and measure.applies(after)]
    if not pairs:
        return None
    old = measure.figure([before for before, _ in pairs])
    new = measure.figure([after for _, after in pairs])
    ones = np.ones((1, len(pairs)))
    values = float(old(ones)[0]), float(new(ones)[0])

    def change(weights: Floats) -> Floats:
        result: Floats = new(weights) - old(weights)
        return result

    low, high = interval(change, len(pairs))
    if not np.isfinite([*values, low, high]).all():
        return None
    return Difference(measure, *values, low, high, len(pairs))


def load_baseline(folder: Path) -> Baseline:
    """Read an earlier run from its folder; raises `BaselineError` where there is none."""
    try:
        metrics = json.loads((folder / METRICS).read_text("utf-8"))
        rows = tuple(_row(item) for item in metrics["questions"])
    except OSError as error:
        raise BaselineError(
            f"The baseline {folder} cannot be read: {error.strerror or error}. "
            "Name a folder that `evaluate --out` wrote."
        ) from None
    except (ValueError, KeyError, TypeError) as error:
        raise BaselineError(
            f"The baseline's {folder / METRICS} is damaged ({error!r}); run `evaluate --out {folder}` again."
        ) from None
    return Baseline(folder.name, rows, _texts(folder / ANSWERS))


def _row(item: Mapping[str, Any]) -> Row:
    return Row(
        id=item["id"],
        tags=tuple(item["tags"]),
        answerable=item["answerable"],
        refused=item["refused"],
        confidence=item["confidence"],
        failure=Failure(item["failure"]) if item["failure"] else None,
        right=item["right"],
        values=item["values"],
        seconds=item["seconds"],
    )


def _texts(path: Path) -> dict[str, str]:
    """Return what a run answered; a baseline may be kept without its answers."""
    try:
        lines = path.read_text("utf-8").splitlines()
        records = [json.loads(line) for line in lines]
        return {record["id"]: record["text"] for record in records}
    except (OSError, ValueError, KeyError):
        return {}
