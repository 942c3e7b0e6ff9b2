"""Whom the statement credits, beside whom the source credits."""

from __future__ import annotations

from collections.abc import Sequence

from retriever.checking.same_party import is_owner, same_party
from retriever.checking.verdict import Problem
from retriever.comparing.match import matches
from retriever.comparing.reading import Reading, alias_of
from retriever.comparing.speakers import saying


def miscredited(
    stated: Reading, used: Sequence[tuple[Reading, tuple[Reading, ...]]], known: Sequence[Reading]
) -> list[Problem]:
    """Whoever the statement credits must be credited by the sentence that carries the fact, or by the one before it."""
    found = []
    for party in stated.parties:
        words = [p for p in party if p not in stated.timed and p not in stated.counted]
        givens = [given for sentence, context in used for given in _crediting(sentence, context)]
        if not words or any(_credited(stated, words, given, known) for given in givens):
            continue
        text = stated.span(party)
        others = [given.span(places) for given in givens for places in given.parties]
        if others:
            found.append(
                Problem(
                    "attribution", f"The source credits “{others[0]}”, not “{text}”.", text, others[0], contradicts=True
                )
            )
        else:
            found.append(Problem("attribution", f"The source does not credit “{text}”.", text))
    return found


def _crediting(sentence: Reading, context: Sequence[Reading]) -> list[Reading]:
    """Return the sentence, and where it names no party itself, the nearest one before it that does."""
    if sentence.parties or sentence not in context:
        return [sentence]
    before = context[: context.index(sentence)]
    return [sentence, *(next(([reading] for reading in reversed(before) if reading.parties), []))]


def _credited(stated: Reading, words: Sequence[int], given: Reading, known: Sequence[Reading]) -> bool:
    """Whether one of the source's parties is the statement's, by its names and by whatever else it says of itself."""
    named = [p for p in words if p in stated.names] or list(words)
    if any(word.lower in {"his", "her", "its", "their"} for word in given.words):
        named = [p for p in named if not is_owner(stated, p, given)]
    rest = [p for p in words if p not in named and not saying(stated.words[p])]
    titles = frozenset().union(*(alias_of(known, stated.words[p].lower) for p in named if p in stated.names))
    if not all(
        stated.words[p].lower in titles
        or any(matches(stated, p, given, q) for q, word in enumerate(given.words) if word.content)
        for p in rest
    ):
        return False
    return any(same_party(stated, words, named, given, places, known) for places in given.parties)
