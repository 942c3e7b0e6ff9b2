"""WordNet's word relations, as far as the checker needs them: near words, wider words, derived words, antonyms.

The table `weights/wordnet.txt.gz` is made by `training/wordnet.py` from WordNet 3.1, copyright 2011 by Princeton
University; its licence is `weights/WORDNET-LICENSE`.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).parent.parent / "weights" / "wordnet.txt.gz"
_NEAR = 2  # a sense counts as a word's own if it is one of its first two
_STEPS = {"n": 2, "v": 1, "a": 0, "r": 0}
_ENDINGS = (
    ("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("'s", ""),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Table:
    senses: dict[str, list[tuple[int, int]]]  # word -> its senses, each with its rank among them
    parts: list[str]
    above: list[tuple[int, ...]]
    derived: dict[str, set[str]]
    opposed: dict[str, set[str]]


@cache
def _table() -> _Table:
    senses: dict[str, list[tuple[int, int]]] = {}
    parts: list[str] = []
    above: list[tuple[int, ...]] = []
    derived: dict[str, set[str]] = {}
    opposed: dict[str, set[str]] = {}
    for number, line in enumerate(gzip.decompress(_TABLE.read_bytes()).decode().split("\n")):
        part, words, up, near, against = line.split("|")
        parts.append(part)
        above.append(tuple(map(int, up.split())) if up else ())
        for word in words.split():
            name, rank = word.split(":")
            senses.setdefault(name, []).append((number, int(rank)))
        for text, into in ((near, derived), (against, opposed)):
            for pair in text.split():
                one, other = pair.split(">")
                into.setdefault(one, set()).add(other)
                into.setdefault(other, set()).add(one)
    return _Table(senses, parts, above, derived, opposed)


@cache
def dictionary_forms(word: str) -> frozenset[str]:
    """Return the forms under which WordNet may list a lower-case word."""
    known = _table().senses
    found = {word} & known.keys()
    if word.endswith("est") and len(word) > 5:
        root = word[:-3]
        forms = {root, root + "e", root[:-1] + "y" if root.endswith("i") else root, root[:-1]} & known.keys()
        return found | {f"{form}:most" for form in forms}
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 1:
            cut = word[: -len(ending)] + instead
            doubled = cut[:-1] if len(cut) > 3 and cut[-1] == cut[-2] else cut
            found.update({cut, doubled} & known.keys())
    return frozenset(found)


@cache
def _own(word: str, part: str = "") -> frozenset[int]:
    table = _table()
    return frozenset(
        sense
        for sense, rank in table.senses.get(word, ())
        if rank <= _NEAR and (not part or table.parts[sense] == part)
    )


@cache
def _implied(word: str, part: str = "") -> frozenset[int]:
    """Return the senses of a word with those above them: a guard is a man, to resign is to leave."""
    table = _table()
    found = set(_own(word, part))
    for sense in _own(word, part):
        level = {sense}
        for _ in range(_STEPS[table.parts[sense]]):
            level = {up for one in level for up in table.above[one]}
            found |= level
    return frozenset(found)


def implies(given: str, stated: str, given_part: str = "", part: str = "") -> bool:
    """Whether a text with the base form `given` also says `stated`: the same, a wider word, or one derived from it."""
    if given.endswith(":most") or stated.endswith(":most"):
        one, _, most = given.partition(":")
        other, _, also = stated.partition(":")
        return most == also and implies(one, other)
    derived = _table().derived
    theirs = {given} | derived.get(given, set())
    mine = {stated} | derived.get(stated, set())
    if theirs & mine:
        return True
    if _own(stated, part) & _implied(given, given_part):
        return True
    return any(
        _own(one, part if one == stated else "") & _own(other, given_part if other == given else "")
        for one in mine
        for other in theirs
    )


def antonyms(one: str, other: str) -> bool:
    """Whether WordNet calls two base forms opposites."""
    return other in _table().opposed.get(one, ())
