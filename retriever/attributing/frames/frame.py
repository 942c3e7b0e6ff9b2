"""A frame: the words that name a source, and the words of what it reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from retriever.attributing.reporting import Force
from retriever.attributing.sources import Source
from retriever.attributing.words import Word

QUOTE = "⟦quote⟧"


@dataclass(frozen=True, slots=True)
class Step:
    """One link of the chain: a source, the verb that makes it one, and what the verb does to certainty."""

    source: Source
    verb: tuple[Word, ...]
    force: Force
    base: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """One link and the content that it frames."""

    step: Step
    content: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Pair(Step):
    """A link with another one inside: who quotes, and who is quoted."""

    inner: Step | None = None


def inner_steps(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Return the links with those that were found in pairs ("X quoted Y as saying") set one after the other."""
    flat: list[Step] = []
    for step in steps:
        flat.append(step)
        if isinstance(step, Pair) and step.inner is not None:
            flat.append(step.inner)
    return tuple(flat)
