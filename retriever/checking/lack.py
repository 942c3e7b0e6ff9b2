"""How much of a statement's fact the source's fact itself lacks, to choose between facts that match alike."""

from __future__ import annotations

from retriever.comparing.amounts import follows
from retriever.comparing.clauses import finite
from retriever.comparing.force import PURE
from retriever.comparing.match import Match, body
from retriever.comparing.moments import agrees
from retriever.comparing.roles import converse
from retriever.comparing.wording import opposed


def lack(match: Match) -> float:
    """Return how many verbs and numbers of the statement the source's fact itself lacks; other words count half."""
    places = match.given.facts[match.given_fact].places
    lost = sum(
        1
        for p in body(match.stated, match.fact)
        if p not in match.stated.names
        and finite(match.stated.words, p)
        and not match.stated.words[p].bases & PURE
        and not set(match.pairs.get(p, ())).intersection(places)
        and not any(
            converse(match.stated.words[p], match.given.words[q])
            or opposed(match.stated.words[p], match.given.words[q])
            for q in places
        )
    )
    near = [other for other in match.given.quantities if other.first in places]
    loose = sum(
        0.5
        for p in body(match.stated, match.fact)
        if p not in match.stated.names
        and not set(match.pairs.get(p, ())).intersection((*places, *match.given.facts[match.given_fact].inherited))
    )
    return (
        lost
        + loose
        + sum(
            1
            for q in match.stated.quantities
            if q.first in match.stated.facts[match.fact].places and not any(follows(q, other) for other in near)
        )
        + sum(
            1
            for moment in match.stated.moments
            if moment.first in match.stated.facts[match.fact].places
            and not any(agrees(moment, other) for other in match.given.moments if other.first in places)
        )
    )
