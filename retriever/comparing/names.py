"""Whether a name of the statement is one of the source's: in full, in part, by initials, or by another form."""

from __future__ import annotations

from collections.abc import Sequence

from retriever.comparing.wording import Word
from retriever.comparing.wordnet import dictionary_forms

_ALIKE = (
    frozenset({"us", "usa", "america", "american", "americans", "united states", "u.s"}),
    frozenset({"uk", "britain", "british", "united kingdom", "britons"}),
    frozenset({"eu", "european union"}),
    frozenset({"un", "united nations"}),
    frozenset({"uae", "emirates", "emirati"}),
    frozenset({"holland", "netherlands", "dutch"}),
    frozenset({"france", "french"}),
    frozenset({"spain", "spanish"}),
    frozenset({"germany", "german", "germans"}),
    frozenset({"greece", "greek"}),
    frozenset({"switzerland", "swiss"}),
    frozenset({"wales", "welsh"}),
    frozenset({"ireland", "irish"}),
    frozenset({"poland", "polish"}),
    frozenset({"turkey", "turkish", "turkiye"}),
    frozenset({"denmark", "danish"}),
    frozenset({"sweden", "swedish"}),
    frozenset({"finland", "finnish"}),
    frozenset({"norway", "norwegian"}),
    frozenset({"scotland", "scottish", "scots"}),
    frozenset({"england", "english"}),
    frozenset({"philippines", "philippine", "filipino"}),
    frozenset({"thailand", "thai"}),
    frozenset({"peru", "peruvian"}),
)
_PEOPLES = ("an", "ian", "k", "k", "ne", "ab", "rd", "ry")
_SMALL = frozenset("of the and for in de du la le von van der & -".split())


def same_name(one: str, other: str) -> bool:
    """Whether two lower-case name words are forms of one name."""
    if one == other or (one.rstrip("s") == other.rstrip("s") and min(one, other, key=len).endswith(_PEOPLES)):
        return True
    if any(one in group and other in group for group in _ALIKE):
        return True
    short, long = sorted((one, other), key=len)
    root = short if short[-1] not in "aeioy" else short[:-1]
    return (
        len(root) >= 4
        and long.startswith(root)
        and long[len(root) :] in {"an", "ian", "ese", "ish", "i", "ans", "ians", "n", "ean", "eans"}
    )


def runs(words: Sequence[Word], places: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Return the names as runs of capital words, which small words such as "of" may join."""
    found: list[list[int]] = []
    allowed = set(places)
    for place in places:
        word = words[place]
        if not word.capital or not (word.content or len(word.lower) == 1):
            continue
        if found:
            between = words[found[-1][-1] + 1 : place]
            if (
                len(between) <= 2
                and all((w.lower in _SMALL or w.lower == ".") for w in between)
                and found[-1][-1] in allowed
                and not any(w.lower == "and" for w in between)
                and not (found[-1] == [0] and any(w.lower in {"in", "for"} for w in between) and _common(words[0]))
            ):
                found[-1].append(place)
                continue
        found.append([place])
    return tuple(tuple(run) for run in found)


def _common(word: Word) -> bool:
    """Whether a dictionary word is capital only because it opens the sentence: "Shares in Brixo"."""
    return bool(dictionary_forms(word.lower))


def initials_of(words: Sequence[Word]) -> frozenset[str]:
    """Return the initials of every run of two or more capital words."""
    made = set()
    for run in runs(words, range(len(words))):
        for start in range(len(run)):
            for stop in range(start + 2, len(run) + 1):
                made.add("".join(words[p].lower[0] for p in run[start:stop]))
    return frozenset(made)


def spelled_by(word: str, words: Sequence[Word]) -> bool:
    """Whether an acronym's letters begin a run of capital words."""
    return 2 <= len(word) <= 6 and word in initials_of(words)
