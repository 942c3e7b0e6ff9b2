"""Whom the statement credits, beside whom the source credits."""

from __future__ import annotations

from collections.abc import Sequence

from retriever.checking.same_party import is_owner, same_party
from retriever.checking.verdict import Problem
from retriever.comparing.match import matches
from retriever.comparing.reading import Reading, alias_of, before_it
from retriever.comparing.speakers import a_report, saying
from retriever.comparing.stand_ins import stands_for


def miscredited(
    stated: Reading, used: Sequence[tuple[Reading, tuple[Reading, ...]]], known: Sequence[Reading]
) -> list[Problem]:
    """Whoever the statement credits must be credited by the sentence that carries the fact, or by the one before it."""
    found = []
    for party in stated.parties:
        words = [p for p in party if p not in stated.timed and p not in stated.counted]
        givens = [given for sentence, context in used for given in _crediting(sentence, context)]
        if (
            not words
            or any(_credited(stated, words, given, known) for given in givens)
            or any(_pronoun_speaks(stated, words, sentence, context) for sentence, context in used)
            or any(_in_report(stated, words, sentence) for sentence, _ in used)
        ):
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


def misquoted_speakers(stated: Reading, known: Sequence[Reading]) -> list[Problem]:
    """Yield quotations that the statement puts into another mouth than the source's clause does."""
    found = []
    for quoted in stated.quotations:
        mine = _speakers(stated, quoted)
        if not mine:
            continue
        for given in known:
            there = next((places for places in given.quotations if _holds(given, places, stated, quoted)), None)
            theirs = _speakers(given, there) if there else []
            if not theirs:
                continue
            if any(_credited(stated, list(party), given, known, (places,)) for party in mine for places in theirs):
                break
            text, source = stated.span(mine[0]), given.span(theirs[0])
            found.append(
                Problem(
                    "attribution",
                    f"The source has this quotation from “{source}”, not from “{text}”.",
                    text,
                    source,
                    contradicts=True,
                )
            )
            break
    return found


def _holds(given: Reading, there: Sequence[int], stated: Reading, quoted: Sequence[int]) -> bool:
    own = " ".join(given.words[p].lower for p in there)
    return f" {' '.join(stated.words[p].lower for p in quoted)} " in f" {own} "


def _speakers(reading: Reading, quoted: Sequence[int]) -> list[frozenset[int]]:
    """Return the parties of the clause that holds a quotation."""
    fact = next((fact for fact in reading.facts if quoted[0] in fact.places), None)
    return [
        party
        for verb, party in reading.speakers.items()
        if fact and verb in fact.places and not (quoted[0] <= verb <= quoted[-1])
    ]


def _crediting(sentence: Reading, context: Sequence[Reading]) -> list[Reading]:
    """Return the sentence, and where it names no party itself, the nearest one before it that does."""
    if sentence.parties:
        return [sentence]
    return [sentence, *[reading for reading in reversed(before_it(sentence, context)) if reading.parties][:1]]


def _told_of(stated: Reading, place: int, known: Sequence[Reading]) -> bool:
    """Whether the word stands behind "of" and in the source: "the builder of the bridge"."""
    behind = any(word.lower == "of" for word in stated.words[max(0, place - 3) : place])
    return (
        behind
        and place not in stated.names
        and any(matches(stated, place, other, q) for other in known for q in range(len(other.words)))
    )


def _pronoun_speaks(stated: Reading, words: Sequence[int], sentence: Reading, context: Sequence[Reading]) -> bool:
    """Whether the source's sentence has "she said" where the sentences before it name the statement's party."""
    if sentence not in context:
        return False
    said = any(
        word.lower in {"he", "she", "it", "they"} and saying(following)
        for word, following in zip(sentence.words, sentence.words[1:], strict=False)
    )
    before = before_it(sentence, context)[-1:]
    if said and any(
        stands_for(stated, sorted(words), other, run, context)
        for other in (*before, sentence)
        for run in other.name_runs
    ):
        return True
    return (
        said
        and any(p in stated.names or a_report(stated.words, p) for p in words)
        and all(
            any(
                matches(stated, p, other, q)
                for other in before
                for q, word in enumerate(other.words)
                if word.capital or a_report(other.words, q)
            )
            for p in words
        )
    )


def _in_report(stated: Reading, words: Sequence[int], sentence: Reading) -> bool:
    """Whether "the report says" stands for somebody who in the source says it in a report."""
    return all(a_report(stated.words, p) for p in words) and any(
        a_report(sentence.words, q) for q in range(len(sentence.words))
    )


def _credited(
    stated: Reading,
    words: Sequence[int],
    given: Reading,
    known: Sequence[Reading],
    parties: Sequence[frozenset[int]] | None = None,
) -> bool:
    """Whether one of the source's parties is the statement's, by its names and by whatever else it says of itself."""
    words = [p for p in words if p == words[0] or not _told_of(stated, p, known)]
    credited = given.parties if parties is None else parties
    if any(
        stands_for(stated, sorted(p for p in words if not saying(stated.words[p])), given, run, known)
        for places in credited
        for run in given.name_runs
        if places.issuperset(run)
    ):
        return True
    named = [p for p in words if p in stated.names] or list(words)
    if any(word.lower in {"his", "her", "its", "their"} for word in given.words):
        named = [p for p in named if not is_owner(stated, p, given)]
    rest = [p for p in words if p not in named and not saying(stated.words[p])]
    titles = frozenset().union(*(alias_of(known, stated.words[p].lower) for p in named if p in stated.names))
    if not all(
        stated.words[p].lower in titles
        or (
            stated.words[p].possessive
            and any(matches(stated, p, other, q) for other in known for q in range(len(other.words)))
        )
        or any(matches(stated, p, given, q) for q, word in enumerate(given.words) if word.content)
        for p in rest
    ):
        return False
    return any(same_party(stated, words, named, given, places, known) for places in credited)
