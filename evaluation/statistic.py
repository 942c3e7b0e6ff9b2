"""Figures over questions, and how far chance alone could move them: one weight per question, resampled."""

import functools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

# Rows of weights, one weight per question, in; one figure per row out. All weights 1 gives the figure itself.
Figure = Callable[[Floats], Floats]

RESAMPLES = 2000
SEED = 20251028
_CELLS_AT_ONCE = 4_000_000
_Z95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure over `n` questions with its 95 % interval; None where it is not defined or cannot be told."""

    value: float | None
    low: float | None
    high: float | None
    n: int


def ratio(over: Sequence[float], under: Sequence[float] | None = None) -> Figure:
    """Return sum of `over` by sum of `under` (default 1 each, which is the mean); not a number by zero."""
    numerators = np.asarray(over, dtype=np.float64)
    denominators = np.ones_like(numerators) if under is None else np.asarray(under, dtype=np.float64)

    def figure(weights: Floats) -> Floats:
        with np.errstate(divide="ignore", invalid="ignore"):
            result: Floats = (weights @ numerators) / (weights @ denominators)
        return result

    return figure


def quantile(values: Sequence[float], share: float) -> Figure:
    """Return the smallest value that at least `share` of the values do not exceed."""
    order = np.argsort(np.asarray(values, dtype=np.float64), kind="stable")
    ordered = np.asarray(values, dtype=np.float64)[order]

    def figure(weights: Floats) -> Floats:
        reached = np.cumsum(weights[:, order], axis=1)
        wanted = share * reached[:, -1:] - 1e-9
        result: Floats = ordered[np.argmax(reached >= wanted, axis=1)]
        return result

    return figure


def area_under_risk(confidence: Sequence[float], wrong: Sequence[float]) -> Figure:
    """Return the mean, over all coverages, of the share of wrong answers among the most confident questions.

    Questions of equal confidence enter together, each bearing the mean error of its group, so that the order in
    the file decides nothing. Source: Geifman and El-Yaniv, NIPS 2017; the area as in El-Yaniv and Wiener, 2010.
    """
    certain = np.asarray(confidence, dtype=np.float64)
    order = np.argsort(-certain, kind="stable")
    groups = np.unique(-certain[order], return_inverse=True)[1]
    errors = np.asarray(wrong, dtype=np.float64)[order]
    starts = np.flatnonzero(np.diff(groups, prepend=-1))

    def figure(weights: Floats) -> Floats:
        weights = weights[:, order]
        size = np.add.reduceat(weights, starts, axis=1)
        faults = np.add.reduceat(weights * errors, starts, axis=1)
        rate = np.divide(faults, size, out=np.zeros_like(faults), where=size > 0)
        before = np.cumsum(size, axis=1) - size
        faults_before = np.cumsum(faults, axis=1) - faults
        # Within a group of g after b questions with f errors, the j-th has risk (f + j·rate) / (b + j).
        total = np.zeros(len(weights))
        for group in range(size.shape[1]):
            largest = int(size[:, group].max())
            steps = np.arange(1, largest + 1, dtype=np.float64)
            risk = (faults_before[:, group, None] + steps * rate[:, group, None]) / (before[:, group, None] + steps)
            total += np.where(steps <= size[:, group, None], risk, 0.0).sum(axis=1)
        result: Floats = total / size.sum(axis=1)
        return result

    return figure


def calibration_error(confidence: Sequence[float], truth: Sequence[float], *, bins: int = 10) -> Figure:
    """Return the mean distance between stated confidence and observed share, over bins of equal width.

    Source: expected calibration error, Naeini et al., AAAI 2015.
    """
    stated = np.asarray(confidence, dtype=np.float64)
    observed = np.asarray(truth, dtype=np.float64)
    member = np.zeros((len(stated), bins))
    member[np.arange(len(stated)), bin_of(stated, bins)] = 1.0

    def figure(weights: Floats) -> Floats:
        gaps = np.abs(weights @ (member * (stated - observed)[:, None]))
        result: Floats = gaps.sum(axis=1) / weights.sum(axis=1)
        return result

    return figure


def bin_of(confidence: Floats, bins: int) -> npt.NDArray[np.intp]:
    """Return the bin of each confidence; the last one includes 1."""
    return np.clip((confidence * bins).astype(np.intp), 0, bins - 1)


def estimate(figure: Figure, n: int, *, is_share: bool = False) -> Estimate:
    """Return a figure over `n` questions with its percentile bootstrap interval (seeded, so always the same).

    There is no interval for fewer than two questions. Where a share is 0 or 1 in all resamples, because every
    question has that value, the bootstrap is blind to chance and Wilson's interval stands in.
    """
    value = float(figure(np.ones((1, n)))[0]) if n else math.nan
    if math.isnan(value):
        return Estimate(None, None, None, n)
    if n < 2:
        return Estimate(value, None, None, n)
    low, high = interval(figure, n)
    if is_share and low == high == value and value in (0.0, 1.0):
        reach = _Z95**2 / (n + _Z95**2)
        return Estimate(value, 1 - reach, 1.0, n) if value else Estimate(value, 0.0, reach, n)
    return Estimate(value, low, high, n)


def interval(figure: Figure, n: int) -> tuple[float, float]:
    """Return the 2.5th and 97.5th percentile of the figure over resampled questions; undefined ones left out."""
    figures = np.concatenate([figure(weights) for weights in resamples(n)])
    figures = figures[~np.isnan(figures)]
    if not len(figures):
        return math.nan, math.nan
    low, high = np.percentile(figures, [2.5, 97.5])
    return float(low), float(high)


def resamples(n: int) -> list[Floats]:
    """Return how often each of `n` questions is drawn, one row per resample, in blocks of bounded size."""
    block = max(1, _CELLS_AT_ONCE // n)
    if n * RESAMPLES <= _CELLS_AT_ONCE:
        return [_draw(n, RESAMPLES, 0)]
    return [_draw(n, min(block, RESAMPLES - begin), begin) for begin in range(0, RESAMPLES, block)]


@functools.lru_cache(maxsize=8)
def _draw(n: int, rows: int, begin: int) -> Floats:
    generator = np.random.default_rng([SEED, n, begin])
    drawn = generator.multinomial(n, np.full(n, 1 / n), size=rows).astype(np.float64)
    drawn.flags.writeable = False
    return drawn
