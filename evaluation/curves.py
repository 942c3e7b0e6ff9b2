"""The curves of the report: risk over coverage, stated over observed confidence."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evaluation.measures import confidences, truths, wrongs
from evaluation.score import Row
from evaluation.statistic import bin_of


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions of like confidence: how many, what was stated on average, and which share was answerable."""

    n: int
    stated: float
    observed: float


def risk_coverage(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """Return (coverage, risk) as ever less confident questions are let in; equal ones enter together."""
    rows = [row for row in rows if row.answerable is not None]
    if not rows:
        return []
    confidence, wrong = np.array(confidences(rows)), np.array(wrongs(rows))
    order = np.argsort(-confidence, kind="stable")
    last_of_group = np.append(np.diff(confidence[order]) != 0, True)
    entered = np.arange(1, len(rows) + 1)
    risk = np.cumsum(wrong[order]) / entered
    return [(float(entered[at] / len(rows)), float(risk[at])) for at in np.flatnonzero(last_of_group)]


def reliability(rows: Sequence[Row], *, bins: int = 10) -> list[Bin]:
    """Return the filled bins of equal width, from the least confident on."""
    rows = [row for row in rows if row.answerable is not None]
    confidence, truth = np.array(confidences(rows)), np.array(truths(rows))
    member = bin_of(confidence, bins)
    return [
        Bin(int(inside.sum()), float(confidence[inside].mean()), float(truth[inside].mean()))
        for inside in (member == number for number in range(bins))
        if inside.any()
    ]
