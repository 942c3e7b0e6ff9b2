"""Numbers that the source gives otherwise, in another place of the fact, or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retriever.checking.verdict import Problem, says_otherwise
from retriever.comparing.amounts import follows, same_unit
from retriever.comparing.clauses import finite
from retriever.comparing.groups import tells_of_two
from retriever.comparing.match import LIGHT, Match, given_places
from retriever.comparing.quantity import Quantity, with_bound
from retriever.comparing.reading import Reading
from retriever.comparing.units import CURRENCY

_FIRST = frozenset("maiden inaugural debut initial".split())
_GAP = frozenset("by ahead behind lead leads led trail trails trailed gap up down".split())


def wrong_numbers(match: Match, context: Sequence[Reading]) -> Iterator[Problem]:
    """Yield the numbers that do not follow from those of the source's fact."""
    given = match.given
    near = _near(match)
    for quantity in match.stated.quantities:
        if quantity.first not in match.stated.facts[match.fact].places or quantity.first in match.stated.quoted:
            continue
        fitting = [
            other
            for other in near
            if follows(quantity, other) and _same_slot(match, quantity, other) and _unit_given(quantity, other, context)
        ]
        if fitting and not _counts_another(match, quantity, fitting[0]):
            continue
        words = match.stated.span((quantity.first, quantity.last))
        rivals = [
            other
            for other in near
            if same_unit(quantity, other) and (quantity.head == other.head or quantity.unit or not quantity.head)
        ] or near
        if quantity.before == "the" and quantity.value == 2 and any(map(tells_of_two, context)):
            continue  # "the two countries"
        if quantity.before == "the" and any(follows(quantity, q) for reading in context for q in reading.quantities):
            continue  # "one of the two": told of before
        if quantity.unit == "ordinal" and quantity.value == 1 and any(word.bases & _FIRST for word in given.words):
            continue
        if _elsewhere(match, quantity) or _difference(match, quantity, given.quantities):
            continue
        if rivals:
            theirs = given.span((rivals[0].first, rivals[0].last))
            if quantity.value == rivals[0].value or quantity.bound != rivals[0].bound:
                words, theirs = _in_full(match.stated, quantity), _in_full(given, rivals[0])
            yield says_otherwise("number", words, theirs)
        else:
            yield Problem("number", f"The source's matching words do not give the number “{words}”.", words)


def _difference(match: Match, quantity: Quantity, given: Sequence[Quantity]) -> bool:
    """Whether a number of points is the difference of two percentages of the source ("five points ahead")."""
    words = match.stated.words
    counted = words[quantity.last + 1].lower if quantity.last + 1 < len(words) else ""
    if quantity.unit != "point" and not counted.startswith("point"):
        return False
    if not any(words[p].lower in _GAP for p in match.stated.facts[match.fact].places):
        return False
    shares = [other.value for other in given if other.unit == "percent"]
    return any(abs(abs(one - two) - quantity.value) < 1e-6 for one in shares for two in shares if one != two)


def _counts_another(match: Match, stated: Quantity, given: Quantity) -> bool:
    """Whether the noun counted is in the source only a word beside another noun: "four pedestrians", a pedestrian bridge."""
    if stated.unit or given.unit or not stated.head or not given.head or stated.head == given.head:
        return False
    place = next(
        (p for p in range(stated.last, len(match.stated.words)) if match.stated.words[p].stem == stated.head), None
    )
    if place is None or match.stated.words[place].bases & LIGHT:
        return False
    found = match.pairs.get(place, ())
    if not found:
        return True  # "12,400 children" for "12,400 patients"
    words = match.given.words
    return all(
        p + 1 < len(words)
        and words[p + 1].content
        and not finite(words, p + 1)
        and words[p].stem != given.head
        and words[p].lower.rstrip("s") == match.stated.words[place].lower.rstrip("s")
        and p not in match.given.names
        for p in found
    )


def _in_full(reading: Reading, quantity: Quantity) -> str:
    """Return a number's words with what bounds it, and with "to" or "by" before it."""
    first, last = with_bound(reading.words, quantity)
    return reading.span((first - (quantity.before in _SLOTS and first > 0), last))


_SLOTS = frozenset({"from", "to", "by"})
_CHANGES = frozenset(
    "rise fall grow drop jump climb gain slip decline increase decrease surge plunge soar shrink cut reduction".split()
)
_STATED_UNITS = frozenset({"percent", *CURRENCY.values()})


def _slot(reading: Reading, quantity: Quantity) -> str:
    """Return "from", "to" or "by" where one leads to the number; "rose 5%" and "a rise of 5%" say "by"."""
    lead = with_bound(reading.words, quantity)[0] - 1
    if lead > 0 and reading.words[lead].lower == "of":
        lead -= 1
    changes = quantity.unit in _STATED_UNITS and lead >= 0 and reading.words[lead].bases & _CHANGES
    return "by" if changes else quantity.before


def _same_slot(match: Match, stated: Quantity, given: Quantity) -> bool:
    """Whether the two stand in one place of the fact: not "from" or "by" for "to", and not with another number's noun."""
    mine, theirs = _slot(match.stated, stated), _slot(match.given, given)
    if mine != theirs and {mine, theirs} <= _SLOTS:
        return {mine, theirs} == {"to", "by"} and stated.unit != given.unit
    if stated.head and not stated.unit:
        others = {q.head for q in _near(match) if q is not given and not q.unit}
        if given.head and stated.head != given.head and stated.head in others:
            return False
    return True


def _near(match: Match) -> list[Quantity]:
    places = set(given_places(match))
    return [quantity for quantity in match.given.quantities if quantity.first in places]


def _unit_given(stated: Quantity, given: Quantity, context: Sequence[Reading]) -> bool:
    """Whether the source gives a bare number the statement's percent or currency, here or at a number beside it."""
    return (
        stated.unit not in _STATED_UNITS
        or bool(given.unit)
        or any(other.unit == stated.unit for reading in context for other in reading.quantities)
    )


def _elsewhere(match: Match, quantity: Quantity) -> bool:
    """Whether the number stands in another fact of the source's sentence beside the same noun or verb."""
    words = match.stated.words
    own_fact = set(match.stated.facts[match.fact].places)
    near = {
        words[p].stem
        for p in range(max(0, quantity.first - 3), min(len(words), quantity.last + 4))
        if p in own_fact and words[p].content and p not in match.stated.names | match.stated.counted
    }
    for other in match.given.quantities:
        if follows(quantity, other) and other.first not in match.given.facts[match.given_fact].places:
            theirs = match.given.words
            own = next((set(fact.places) for fact in match.given.facts if other.first in fact.places), set())
            beside = {
                theirs[p].stem
                for p in range(max(0, other.first - 3), min(len(theirs), other.last + 4))
                if theirs[p].content and p not in match.given.names | match.given.counted and p in own
            }
            if near & beside:
                return True
    return False


def dropped_ranks(match: Match) -> Iterator[Problem]:
    """A place in a ranking that the statement drops: "the largest" for "the second-largest"."""
    stated, given = match.stated, match.given
    for place, found in match.pairs.items():
        if not stated.words[place].lower.endswith("est") or any(
            q.unit == "ordinal" and q.last in (place - 1, place - 2) for q in stated.quantities
        ):
            continue
        ranks = [q for q in given.quantities if q.unit == "ordinal" and {q.last + 1, q.last + 2}.intersection(found)]
        if ranks:
            theirs = given.span((ranks[0].first, found[0]))
            yield says_otherwise("number", stated.words[place].text, theirs)
