"""Lay one fact of a statement beside one of a source, and pair the words that say the same."""

from __future__ import annotations

from dataclasses import dataclass

from retriever.comparing.amounts import follows
from retriever.comparing.clauses import Fact, finite, verbal
from retriever.comparing.moments import agrees
from retriever.comparing.names import same_name
from retriever.comparing.reading import Reading
from retriever.comparing.speakers import saying
from retriever.comparing.wording import Word, agree, alike, opposed, said_by, undoes
from retriever.lexicon import AUXILIARY


@dataclass(frozen=True)
class Match:
    """A statement's fact beside a source's: where each content word of the statement stands in the source."""

    stated: Reading
    fact: int
    given: Reading
    given_fact: int
    pairs: dict[int, tuple[int, ...]]
    weight: float
    matched: float


LIGHT = frozenset(
    "authority people person company firm group official year time thing way part move matter plan make take come go set place "
    "get event case fact day hold sum member issue use number amount total age kind man woman individual suspect point level middle "
    "have give put call see keep face need require ask involve continue remain stay happen lead make become currently recently "
    "far ever lie stand locate single earlier later previously now today announcement indicate inform describe start begin".split()
)


def weigh(reading: Reading, place: int) -> float:
    """Return how much a word tells: a name as a whole and a verb as much as two other words."""
    if place in reading.names:
        return 2.0 / len(reading.name_at(place) or (place,))
    return 2.0 if finite(reading.words, place) else 1.0


def body(reading: Reading, number: int) -> list[int]:
    """Return the content words of a fact that are neither numbers nor dates nor verbs of saying."""
    return [
        p
        for p in reading.facts[number].places
        if reading.words[p].content
        and p not in reading.timed
        and p not in reading.credited
        and p not in reading.counted
        and p not in reading.saying
        and not saying(reading.words[p])
    ]


def matches(stated: Reading, place: int, given: Reading, other: int) -> bool:
    """Tell whether a word of the statement says what a word of the source says."""
    one, two = stated.words[place], given.words[other]
    if other in given.timed:
        return False
    if one.capital and not place and other in given.names and same_name(one.lower, two.lower):
        return True  # "Canadian researchers": the first word may be a name
    if place in stated.names and other in given.names:
        return same_name(one.lower, two.lower)
    if place in stated.names:
        return one.stem == two.stem or (same_name(one.lower, two.lower) if two.capital else agree(one, two))
    return alike(one, two) or said_by(one, two, stated.parts[place], given.parts[other])


def lay(stated: Reading, fact: int, given: Reading, given_fact: int) -> Match:
    """Match the words of two facts."""
    target = given.facts[given_fact]
    own = set(target.places)
    apart = _mere_source(given, given_fact)
    reach = [p for p in (*target.inherited, *target.places) if given.words[p].content and p not in apart]
    pairs: dict[int, tuple[int, ...]] = {}
    total = matched = 0.0
    for place in body(stated, fact):
        found = _narrowed(stated, place, given, tuple(p for p in reach if matches(stated, place, given, p)))
        if not found and place not in stated.names:
            found = tuple(p for p in reach if undoes(stated.words[place], given.words[p]))
        weight = weigh(stated, place)
        total += weight
        if found:
            pairs[place] = found
            matched += weight if own.intersection(found) else 0.5 * weight
        elif any(opposed(stated.words[place], given.words[p]) for p in reach):
            matched += 0.6 * weight
    places = set(target.places)
    for quantity in stated.quantities:
        if quantity.first in stated.facts[fact].places:
            total += 1.0
            matched += any(follows(quantity, other) for other in given.quantities if other.first in places)
    for moment in stated.moments:
        if moment.first in stated.facts[fact].places:
            total += 1.0
            matched += any(agrees(moment, other) for other in given.moments if other.first in places)
    return Match(stated, fact, given, given_fact, pairs, total, matched)


def _narrowed(stated: Reading, place: int, given: Reading, found: tuple[int, ...]) -> tuple[int, ...]:
    """Return only the places of the word itself where the source has it: not "pleaded" for "appealed" if it has both."""
    word = stated.words[place]
    itself = [p for p, other in enumerate(given.words) if _one_word(word, other)] if found else []
    if not itself:
        return found
    return tuple(p for p in found if p in itself) or tuple(p for p in found if alike(word, given.words[p]))


def _one_word(one: Word, other: Word) -> bool:
    return one.stem == other.stem or bool((one.bases - {one.lower}) & (other.bases - {other.lower}))


def _mere_source(given: Reading, fact: int) -> frozenset[int]:
    """Return the places of whoever is only quoted for the fact: credited, and not taken up by a pronoun."""
    if any(given.words[p].lower in {"it", "he", "she", "they", "we", "i"} for p in given.facts[fact].places):
        return frozenset()
    return frozenset(p for p in given.credited if not _acts_here(given, given.facts[fact], p))


def _acts_here(given: Reading, fact: Fact, place: int) -> bool:
    """Whether a party also does what the fact tells: "Medora denied it and said …"."""
    if place not in fact.places:
        return False
    verb = next((p for p in fact.places if p > place and finite(given.words, p)), None)
    while (
        verb is not None
        and given.words[verb].lower in AUXILIARY
        and verb + 1 in fact.places
        and verbal(given.words[verb + 1])
    ):
        verb += 1
    return (
        verb is not None
        and not saying(given.words[verb])
        and not any(given.words[p].sign or saying(given.words[p]) for p in range(place, verb))
        and not any(p in fact.places and saying(given.words[p]) for p in range(verb, fact.places[-1] + 1))
    )


def paired(match: Match, given_place: int) -> bool:
    """Whether a word of the source is matched by any of the statement's."""
    return any(given_place in found for found in match.pairs.values())


def given_places(match: Match) -> tuple[int, ...]:
    """Return the places of the source's fact."""
    return match.given.facts[match.given_fact].places
