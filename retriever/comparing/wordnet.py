"""WordNet's word relations, as far as the checker needs them: near words, wider words and derived words.

The table `weights/wordnet.txt.gz` is made by `training/wordnet.py` from WordNet 3.1, copyright 2011 by Princeton
University; its licence is `weights/WORDNET-LICENSE`.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from retriever.comparing.inflection import uninflected

_TABLE = Path(__file__).parent.parent / "weights" / "wordnet.txt.gz"
_STEPS = {"n": 2, "v": 1, "a": 0, "r": 0}


@dataclass(frozen=True, slots=True)
class _Table:
    senses: dict[str, list[int]]  # the first senses of each word, as lines of the table
    parts: list[str]
    above: list[tuple[int, ...]]
    derived: dict[str, set[str]]


@cache
def _table() -> _Table:
    senses: dict[str, list[int]] = {}
    parts: list[str] = []
    above: list[tuple[int, ...]] = []
    derived: dict[str, set[str]] = {}
    for number, line in enumerate(gzip.decompress(_TABLE.read_bytes()).decode().split("\n")):
        part, words, up, near = line.split("|")
        parts.append(part)
        above.append(tuple(map(int, up.split())) if up else ())
        for word in words.split():
            senses.setdefault(word, []).append(number)
        for pair in near.split():
            one, other = pair.split(">")
            derived.setdefault(one, set()).add(other)
            derived.setdefault(other, set()).add(one)
    return _Table(senses, parts, above, derived)


@cache
def dictionary_forms(word: str) -> frozenset[str]:
    """Return the forms under which WordNet may list a lower-case word."""
    known = _table().senses
    found = {word} & known.keys()
    if word.endswith("est") and len(word) > 5:
        root = word[:-3]
        forms = {root, root + "e", root[:-1] + "y" if root.endswith("i") else root, root[:-1]} & known.keys()
        return frozenset(found | {f"{form}:most" for form in forms})
    return uninflected(word, known) | found


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word means: its forms, their own senses, the senses above these, and those of the words derived from them."""

    forms: frozenset[str]
    own: frozenset[int]
    implied: frozenset[int]
    near: frozenset[int]


@cache
def meaning(forms: frozenset[str], part: str = "") -> Meaning:
    """Return what a word means that may be of these base forms; `part` leaves only the senses of one part of speech.

    A superlative ("largest:most") has the senses of its base under numbers of its own, so that it only meets superlatives.
    """
    table = _table()
    derived = {other for form in forms for other in table.derived.get(form, ())}
    own, near = set[int](), set[int]()
    for form in forms | derived:
        base, _, most = form.partition(":")
        for sense in table.senses.get(base, ()):
            if form in derived or not part or table.parts[sense] == part:
                (near if form in derived else own).add(-1 - sense if most else sense)
    implied = set(own)
    for sense in own:
        level = {sense} if sense >= 0 else set[int]()
        for _ in range(_STEPS[table.parts[sense]] if level else 0):
            level = {up for one in level for up in table.above[one]}
            implied |= level
    return Meaning(forms | derived, frozenset(own), frozenset(implied), frozenset(own | near))


def implies(given: Meaning, stated: Meaning) -> bool:
    """Whether a text with one word also says the other: the same, a wider word (a guard is a man), or one derived from it."""
    return bool(given.forms & stated.forms or given.implied & stated.own or given.near & stated.near)
