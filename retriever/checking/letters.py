"""Single letters that tell which of several things is meant: "vitamin C", "Terminal B", "T cells"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retriever.checking.verdict import Problem, says_otherwise
from retriever.comparing.clauses import finite
from retriever.comparing.match import Match
from retriever.comparing.wording import Word

_BETWEEN = frozenset({"and", "or", ",", ".", "/"})


def other_letter(match: Match) -> Iterator[Problem]:
    """Where the source's noun has another letter beside it than the statement's, or none behind it."""
    stated, given = match.stated, match.given
    for place in stated.facts[match.fact].places:
        if not _letter(stated.words, place):
            continue
        for noun, step in _nouns(stated.words, place):
            found = match.pairs.get(noun, ())
            there = [p for q in found for p in _beside(given.words, q, step)]
            own = stated.words[place].lower
            if not found or any(given.words[p].lower == own for p in there):
                continue
            words = stated.span((noun, place))
            if there:
                yield says_otherwise("name", words, given.span((found[0], there[0])))
            elif step > 0 and not _initial(stated.words, place):
                yield Problem("name", f"The source's matching words do not say “{words}”.", words)


def _letter(words: Sequence[Word], place: int) -> bool:
    """Whether a capital letter stands alone here that is neither the article nor the pronoun."""
    word = words[place]
    if len(word.lower) != 1 or not word.text[0].isupper():
        return False
    behind = place > 0 and words[place - 1].content
    return behind if word.lower in {"a", "i"} else True


def _nouns(words: Sequence[Word], place: int) -> list[tuple[int, int]]:
    """Return the noun that the letter stands behind (1) or, where there is none, the one before which it stands (-1)."""
    before = place - 1
    while before > 0 and (words[before].lower in _BETWEEN or _letter(words, before)):
        before -= 1
    if before >= 0 and words[before].content and not finite(words, before):
        return [(before, 1)]
    after = place + 1 + (words[place + 1 : place + 2] != () and words[place + 1].lower in {"-", "."})
    return [(after, -1)] if after < len(words) and words[after].content else []


def _beside(words: Sequence[Word], noun: int, step: int) -> list[int]:
    """Return the letters behind a noun (1), joined ones too, or before it (-1)."""
    found: list[int] = []
    place = noun + step
    while 0 <= place < len(words) and (words[place].lower in _BETWEEN | {"-"} or _letter(words, place)):
        if _letter(words, place):
            found.append(place)
        place += step
    return found


def _initial(words: Sequence[Word], place: int) -> bool:
    """Whether the letter is part of a person's name: "George W. Bush"."""
    after = [word for word in words[place + 1 : place + 3] if word.lower != "."]
    return bool(after) and after[0].capital and words[place - 1].capital
