"""Who somebody is: the deputy is not the mayor, "she" is not "he", and Mr. Holm is not Ms. Holm."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retriever.checking.verdict import Problem, says_otherwise
from retriever.comparing.clauses import finite
from retriever.comparing.match import Match, given_places, matches
from retriever.comparing.reading import Reading
from retriever.comparing.speakers import saying
from retriever.comparing.wording import Word

_LESSER = frozenset("deputy vice acting assistant would-be interim".split())
_PAST = frozenset("former ex".split())
_OFFICES = frozenset(
    "mayor president minister chairman chairwoman chair chief head director governor secretary leader coach manager editor "
    "officer executive king queen commissioner chancellor ambassador envoy general judge captain champion marshal attorney "
    "treasurer dean rector premier prosecutor assassin bomber spokesman spokeswoman professor speaker boss owner".split()
)


def other_office(match: Match) -> Iterator[Problem]:
    """Where the statement leaves out what makes an office another one: "the mayor" for "the deputy mayor".

    "Former" may be left out where the name stands beside the office, which tells who is meant, or "was" before it.
    """
    stated, given = match.stated, match.given
    for place in stated.facts[match.fact].places:
        end = _office(stated.words[place], place)
        here = [p for p in match.pairs.get(place, ()) if p in given_places(match)]
        if place in stated.credited:
            here = here or [p for p in given.credited if matches(stated, place, given, p)]
        ranks = [_rank(given.words, p) for p in here]
        rank = ranks[0] if ranks else None
        if end is None or rank is None or None in ranks or _rank(stated.words, place) is not None:
            continue
        if given.words[rank].lower in _PAST and _named(stated, place, end):
            continue
        yield says_otherwise(
            "role", stated.span((place, end)), given.span((rank, _office(given.words[here[0]], here[0]) or here[0]))
        )


def _office(word: Word, place: int) -> int | None:
    """Return where an office ends that begins here, "prime minister" behind its second word; None for another word."""
    found = next((base for base in word.bases if base.rpartition("_")[2] in _OFFICES), None)
    return None if found is None else place + found.count("_")


def _rank(words: Sequence[Word], place: int) -> int | None:
    """Return the place of the word before an office that makes it another one, up to two words further on the left."""
    for before in range(place - 1, max(-1, place - 5), -1):
        low = words[before].lower
        if low in _LESSER | _PAST:
            return before
        if low == "be" and [word.lower for word in words[max(0, before - 2) : before]] == ["would", "-"]:
            return before - 2
        if low != "-" and (not words[before].content or finite(words, before)):
            return None
    return None


def _named(reading: Reading, place: int, end: int) -> bool:
    """Whether a name stands beside an office, "mayor Bo Holm", "Bo Holm, the mayor", or "was" before it."""
    after = [word for word in reading.words[end + 1 : end + 3] if word.lower != ","]
    before = [word for word in reading.words[max(0, place - 3) : place] if word.lower not in {"the", "a"}]
    beside = [*after[:1], *(before[-2:-1] if before and before[-1].lower == "," else [])]
    was = bool(before) and before[-1].lower in {"was", "were", "been"}
    return was or any(word.capital and not word.bases & _OFFICES for word in beside)


_SHE = frozenset("she her hers herself ms mrs miss".split())
_HE = frozenset("he him his himself mr".split())
_TITLES = frozenset("ms mrs miss mr".split())


def other_gender(match: Match, context: Sequence[Reading]) -> Iterator[Problem]:
    """Where the statement has "he" or "Mr." for the source's "she" or "Ms.", which has none of the statement's."""
    stated, given = match.stated, match.given
    known = {word.lower for reading in (given, *context) for word in reading.words}
    for p in stated.facts[match.fact].places:
        own = _gender(stated.words[p])
        if not own or known & own:
            continue
        speaks = _speaks(stated, p)
        rivals = _others(given, given_places(match), own, speaks=speaks)
        if len(rivals) > len(_others(stated, stated.facts[match.fact].places, own, speaks=speaks)):
            words, source = _with_name(stated, p), _with_name(given, rivals[0])
            yield says_otherwise("name", words, source)
            return


def _gender(word: Word) -> frozenset[str]:
    return next((gender for gender in (_SHE, _HE) if word.lower in gender), frozenset())


def _others(reading: Reading, places: Sequence[int], own: frozenset[str], *, speaks: bool) -> list[int]:
    """Return the words of the other gender, among who only says it or among the rest."""
    return [p for p in places if _gender(reading.words[p]) - own and _speaks(reading, p) == speaks]


def _speaks(reading: Reading, place: int) -> bool:
    """Whether the pronoun is only who says it: "she said"."""
    return place + 1 < len(reading.words) and saying(reading.words[place + 1])


def _with_name(reading: Reading, place: int) -> str:
    """Return the pronoun, or the title with the name behind it."""
    titled = reading.words[place].lower in _TITLES
    name = next((p for p in range(place + 1, min(place + 3, len(reading.words))) if reading.words[p].capital), place)
    return reading.span((place, name if titled else place))
