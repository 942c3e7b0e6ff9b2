"""Dates that the source gives otherwise or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retriever.checking.verdict import Problem, says_otherwise
from retriever.comparing.amounts import follows
from retriever.comparing.match import Match
from retriever.comparing.moments import Moment, agrees, clashes
from retriever.comparing.quantity import Quantity
from retriever.comparing.reading import Reading


def wrong_dates(match: Match) -> Iterator[Problem]:
    """Yield the dates that do not agree with those of the source's fact."""
    given = match.given
    for moment in match.stated.moments:
        if moment.first not in match.stated.facts[match.fact].places:
            continue
        places = set(given.facts[match.given_fact].places)
        near = [other for other in given.moments if other.first in places]
        if any(agrees(moment, other) for other in near):
            if len(near) == 1 or not _clashing_neighbour(match, moment, near):
                continue
        words = match.stated.span((moment.first, moment.last))
        rivals = [other for other in near if clashes(moment, other)]
        if not rivals and any(agrees(moment, other) for other in given.moments):
            continue
        if rivals:
            theirs = given.span((rivals[0].first, rivals[0].last))
            yield says_otherwise("date", words, theirs)
        else:
            yield Problem("date", f"The source's matching words do not give the date “{words}”.", words)


def _clashing_neighbour(match: Match, moment: Moment, near: Sequence[Moment]) -> bool:
    """Whether the number beside the date goes with another date in the source."""
    beside = _number_before(match.stated, moment.first)
    if beside is None:
        return False
    fitting = [other for other in near if agrees(moment, other)]
    for other in near:
        number = _number_before(match.given, other.first)
        if number and follows(beside, number) and other not in fitting:
            return True
    return False


def _number_before(reading: Reading, place: int) -> Quantity | None:
    return next((q for q in reversed(reading.quantities) if 0 < place - q.last <= 2), None)
