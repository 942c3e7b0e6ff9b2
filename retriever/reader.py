"""Judge which sentences answer a question, which of their words do, and whether any does."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class SentenceReading:
    """How likely a sentence answers (0 to 1), and the offsets of the answer's words in it, or None."""

    score: float
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader found: one `SentenceReading` per sentence of each passage, and one verdict for all.

    `answerable` is the calibrated probability that the passages answer the question at all; compare it with the
    reader's thresholds. `features` are the calibration's inputs by name, for reports.
    """

    passages: tuple[tuple[SentenceReading, ...], ...]
    answerable: float
    features: Mapping[str, float] = field(default_factory=dict)


class Reader(Protocol):
    """Anything that reads passages for a question."""

    @property
    def thresholds(self) -> Mapping[str, float]:
        """Least `answerable` at which to answer: `strict`, `default` and `lenient`."""
        ...

    def read(self, question: str, passages: Sequence[Sequence[str]], *, titles: Sequence[str] | None = None) -> Reading:
        """Read passages, each given as its sentences in order; `titles` are those of their articles."""
        ...

    def score(self, question: str, sentences: Sequence[str], context: str | None = None) -> list[float]:
        """Return one probability per sentence that it answers; without a context each stands alone."""
        ...

    def answerable(self, question: str, sentences: Sequence[str]) -> float:
        """Return the calibrated probability that any of the sentences answers."""
        ...
