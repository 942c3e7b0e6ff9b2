"""Lay cited texts side by side: where they disagree, and how many origins stand behind them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from retriever.certainty import Certainty
from retriever.comparing.amounts import follows, same_unit
from retriever.comparing.match import body, lay, matches
from retriever.comparing.moments import clashes
from retriever.comparing.quantity import Quantity
from retriever.comparing.reading import Reading, read

_ALIKE_ENOUGH = 0.5  # share of the shorter side's content that two texts must have in common to speak of one thing
_SHINGLE = 5  # words; the usual length for news near-duplicates
_ONE_ORIGIN = 0.6  # Jaccard of shingles from which on two texts count as one


@dataclass(frozen=True, slots=True)
class Cited:
    """A cited text as the comparison needs it; `published` is an ISO date."""

    text: str
    outlet: str | None = None
    publisher: str | None = None
    published: str | None = None
    certainty: Certainty | None = None
    dates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two cited texts that say one thing differently, with the deciding words of each."""

    kind: Literal["number", "date", "certainty"]
    one: Cited
    other: Cited
    words: str
    other_words: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Texts that go back to one; `members` are their places, the first being the earliest given."""

    members: tuple[int, ...]


def disagreements(cited: Sequence[Cited]) -> tuple[Disagreement, ...]:
    """Return where cited texts differ on a number, a date or their certainty for the same thing."""
    readings = [read(entry.text) for entry in cited]
    found: list[Disagreement] = []
    for left, right in combinations(range(len(cited)), 2):
        found += _between(cited[left], readings[left], cited[right], readings[right])
    return tuple(found)


def _between(one: Cited, mine: Reading, other: Cited, theirs: Reading) -> Iterable[Disagreement]:
    pairs = [
        (fact, given)
        for fact in range(len(mine.facts))
        for given in range(len(theirs.facts))
        if _same_thing(mine, fact, theirs, given)
    ]
    for fact, given in pairs:
        for words, other_words in _numbers(mine, fact, theirs, given):
            yield Disagreement("number", one, other, words, other_words)
        for words, other_words in _dates(mine, fact, theirs, given):
            yield Disagreement("date", one, other, words, other_words)
    if pairs and one.certainty and other.certainty and one.certainty != other.certainty:
        yield Disagreement("certainty", one, other, one.certainty.value, other.certainty.value)


def _same_thing(mine: Reading, fact: int, theirs: Reading, given: int) -> bool:
    """Whether two facts share most content of the shorter one: two words at least, one of them no name.

    Two sentences about one person, however long the name and titles, need not speak of one event.
    """
    there, back = lay(mine, fact, theirs, given), lay(theirs, given, mine, fact)
    sizes = [len(body(mine, fact)), len(body(theirs, given))]
    shared = [len(there.pairs), len(back.pairs)]
    shorter = sizes.index(min(sizes))
    event = any(place not in mine.names for place in there.pairs)
    return event and min(shared) >= 2 and shared[shorter] >= _ALIKE_ENOUGH * sizes[shorter]


def _numbers(mine: Reading, fact: int, theirs: Reading, given: int) -> Iterable[tuple[str, str]]:
    here = [quantity for quantity in mine.quantities if quantity.first in mine.facts[fact].places]
    there = [quantity for quantity in theirs.quantities if quantity.first in theirs.facts[given].places]
    for quantity in here:
        rivals = [
            other for other in there if same_unit(quantity, other) and _counts_same(mine, quantity, theirs, other)
        ]
        if rivals and not any(follows(quantity, other) or follows(other, quantity) for other in rivals):
            yield mine.span((quantity.first, quantity.last)), theirs.span((rivals[0].first, rivals[0].last))


def _counts_same(mine: Reading, quantity: Quantity, theirs: Reading, other: Quantity) -> bool:
    """Whether the nouns or verbs beside two numbers are the same: "killed 12" and "12 killed", not "12 killed" and "40 hurt"."""
    if quantity.head and quantity.head == other.head:
        return True
    beside = [
        [
            p
            for p in range(max(0, q.first - 3), min(len(r.words), q.last + 4))
            if r.words[p].content and p not in r.counted
        ]
        for r, q in ((mine, quantity), (theirs, other))
    ]
    return any(matches(mine, p, theirs, q) for p in beside[0] for q in beside[1])


def _dates(mine: Reading, fact: int, theirs: Reading, given: int) -> Iterable[tuple[str, str]]:
    there = [moment for moment in theirs.moments if moment.first in theirs.facts[given].places]
    for moment in mine.moments:
        if moment.first in mine.facts[fact].places and there and all(clashes(moment, other) for other in there):
            yield mine.span((moment.first, moment.last)), theirs.span((there[0].first, there[0].last))


def origins(texts: Sequence[str]) -> tuple[Origin, ...]:
    """Group equal and nearly equal texts, such as one agency report in several papers.

    Two texts are one origin when their runs of five words overlap by 0.6 (Jaccard); likeness passes on.
    """
    shingles = [_shingles(text) for text in texts]
    groups: list[list[int]] = []
    for place, mine in enumerate(shingles):
        near = [group for group in groups if any(_jaccard(mine, shingles[member]) >= _ONE_ORIGIN for member in group)]
        groups = [group for group in groups if group not in near]
        groups.append([*(member for group in near for member in group), place])
    return tuple(Origin(tuple(sorted(group))) for group in sorted(groups, key=min))


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = "".join(letter.lower() if letter.isalnum() else " " for letter in text).split()
    size = min(_SHINGLE, len(words))
    return frozenset(tuple(words[at : at + size]) for at in range(len(words) - size + 1)) if words else frozenset()


def _jaccard(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    union = len(one | other)
    return len(one & other) / union if union else 1.0
