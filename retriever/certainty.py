"""How certain a source is: an ordered scale, and the weakest of several labels."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Certainty(StrEnum):
    """How firmly a sentence holds what it says, from denied (lowest) to confirmed (highest)."""

    DENIED = "denied"
    POSSIBLE = "possible"
    CONSIDERED = "considered"
    PLANNED = "planned"
    EXPECTED = "expected"
    REPORTED = "reported"
    CONFIRMED = "confirmed"

    @property
    def rank(self) -> int:
        """Place on the scale, 0 for denied."""
        return list(Certainty).index(self)

    def __lt__(self, other: str) -> bool:
        return self.rank < Certainty(other).rank

    def __le__(self, other: str) -> bool:
        return self.rank <= Certainty(other).rank

    def __gt__(self, other: str) -> bool:
        return self.rank > Certainty(other).rank

    def __ge__(self, other: str) -> bool:
        return self.rank >= Certainty(other).rank


def weakest(certainties: Iterable[Certainty]) -> Certainty:
    """Return the lowest label: a statement is never more certain than its weakest cited span.

    Raises `ValueError` when there is none to choose from.
    """
    labels = tuple(certainties)
    if not labels:
        raise ValueError("The weakest of no certainties is not defined: pass at least one label.")
    return min(labels)
