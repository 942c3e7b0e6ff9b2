"""Phrases behind a preposition that the source fills otherwise, or with one another's names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from retriever.checking.verdict import Problem, says_otherwise
from retriever.comparing.clauses import finite
from retriever.comparing.match import LIGHT, Match, paired
from retriever.comparing.reading import Reading
from retriever.comparing.wording import agree

_PREPOSITIONS = frozenset(
    "in on at for from to by with of over under through near below above as about against into".split()
)


def _by_preposition(reading: Reading, number: int) -> dict[str, list[int]]:
    """Return the content words of a fact by the preposition that leads to them."""
    found: dict[str, list[int]] = {}
    lead = ""
    for p in reading.facts[number].places:
        low = reading.words[p].lower
        if low in _PREPOSITIONS:
            counts = low == "to" and p > 0 and reading.words[p - 1].lower == "up"  # "up to 40 centimetres"
            lead = "" if counts else low if low != "of" else lead
        elif reading.words[p].sign or finite(reading.words, p) or low in {"and", "that", "to"}:
            lead = ""
        elif lead and reading.words[p].content and p not in reading.timed | reading.credited | reading.saying:
            found.setdefault(lead, []).append(p)
    return found


def other_phrase(match: Match) -> Iterator[Problem]:
    """Where a phrase such as "in younger people" replaces the source's own "in patients over 60"."""
    stated, given = match.stated, match.given
    theirs = _by_preposition(given, match.given_fact)
    for lead, places in _by_preposition(stated, match.fact).items():
        mine = [
            p for p in places if p not in stated.names and p not in stated.counted and not stated.words[p].bases & LIGHT
        ]
        left = [p for p in theirs.get(lead, ()) if not paired(match, p)]
        known = any(p in match.pairs or any(agree(stated.words[p], given.words[q]) for q in left) for p in mine)
        if mine and left and not known and len(left) == len(theirs[lead]):
            words, source = stated.span(mine), given.span(left)
            yield says_otherwise("scope", words, source, lead=lead)


def exchanged_names(match: Match) -> Iterator[Problem]:
    """Where two names have changed places behind their prepositions ("for Osker … with Brightwell")."""
    stated, given = match.stated, match.given
    mine = {
        p: lead for lead, places in _by_preposition(stated, match.fact).items() for p in places if p in stated.names
    }
    theirs = {
        p: lead for lead, places in _by_preposition(given, match.given_fact).items() for p in places if p in given.names
    }
    for p, lead in mine.items():
        there = [theirs.get(q) for q in match.pairs.get(p, ()) if q in given.facts[match.given_fact].places]
        if not there or lead in there or None in there:
            continue
        rivals = [
            q
            for q, other in theirs.items()
            if other == lead and any(q in found and mine.get(r) in there for r, found in match.pairs.items())
        ]
        if rivals:
            words, source = stated.words[p].text, given.words[rivals[0]].text
            yield says_otherwise("role", words, source, lead=lead)
            return


def exchanged_places(match: Match) -> Iterator[Problem]:
    """Where two names have changed places, each behind the word that the source has before the other."""
    stated, given = match.stated, match.given
    shared = [
        (mine, theirs)
        for mine in stated.name_runs
        for theirs in given.name_runs
        if {stated.words[p].lower for p in mine} == {given.words[p].lower for p in theirs}
    ]
    for (one, one_there), (other, other_there) in combinations(shared, 2):
        here, there = _leading(stated, one), _leading(stated, other)
        if (
            any(lead[:1].isalpha() for lead in (here, there))
            and here != there
            and (_leading(given, other_there), _leading(given, one_there)) == (here, there)
        ):
            words, source = stated.span(one), given.span(other_there)
            yield says_otherwise("role", words, source, lead=here)
            return


def _leading(reading: Reading, run: Sequence[int]) -> str:
    """Return the word before a name, its article passed over; nothing where the name opens the sentence."""
    before = run[0] - 1
    while before >= 0 and reading.words[before].lower in {"the", "a", "an"}:
        before -= 1
    return reading.words[before].lower if before >= 0 else ""
