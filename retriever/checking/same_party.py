"""Whether a party that the source credits is the statement's, under whatever form of its name."""

from __future__ import annotations

from collections.abc import Sequence

from retriever.comparing.clauses import finite
from retriever.comparing.match import matches
from retriever.comparing.names import same_name, spelled_by
from retriever.comparing.reading import Reading, alias_of
from retriever.comparing.speakers import a_report, saying
from retriever.comparing.stand_ins import COMPANIES, descriptions, is_company
from retriever.comparing.wording import agree

_BUSINESS = frozenset({"company", "firm", "group"})
_OUTLET_NOUNS = frozenset("paper newspaper agency broadcaster magazine channel station website".split())
_DOCUMENTS = frozenset(
    "result report statement study survey letter data figure document draft email memo filing poll".split()
)


def same_party(
    stated: Reading,
    words: Sequence[int],
    named: Sequence[int],
    given: Reading,
    places: frozenset[int],
    known: Sequence[Reading],
) -> bool:
    """Whether a party of the source, at `places`, is the statement's; `named` are the names among the `words` of that."""
    theirs = {given.words[p].lower for p in places}
    if _both_unnamed(stated, words, given, places) or _fuller_form(stated, words, given, places, known):
        return True
    fuller: set[str] = set()
    for p in (p for p in places if given.words[p].capital):
        fuller |= alias_of(known, given.words[p].lower) | _told_to(known, given.words[p].lower)
    if all(
        stated.words[p].lower in fuller | theirs or (saying(stated.words[p]) and not a_report(stated.words, p))
        for p in words
    ):
        return True
    if theirs <= COMPANIES and all(any(matches(stated, p, given, q) for q in given.names) for p in named):
        return True
    last = stated.words[max(words)].lower
    if (
        last in COMPANIES
        and not any(p in stated.names for p in words)
        and (
            any(given.words[p].capital for p in places)
            or (theirs & _BUSINESS and any(agree(stated.words[max(words)], w) for o in known for w in o.words))
        )
        and not _called_another(stated, max(words), given, places, known)
        and all(
            p == max(words) or any(matches(stated, p, o, q) for o in known for q in range(len(o.words))) for p in words
        )
    ):
        return True
    if {stated.words[p].lower for p in words} <= _BUSINESS:
        return bool(theirs & COMPANIES) or any(p in given.names for p in places)
    places = places | _rest_of_document(given, places)
    told = next((p for p, word in enumerate(stated.words) if "tell" in word.bases), None)
    if theirs & _OUTLET_NOUNS and told is not None:  # "told the paper", which another sentence names
        named = [p for p in named if p < told or not any(matches(stated, p, o, q) for o in known for q in o.names)]
    return all(
        any(matches(stated, p, given, q) for q in places)
        or stated.words[p].lower in fuller
        or spelled_by(stated.words[p].lower, [given.words[q] for q in sorted(places)])
        or any(given.words[q].text.isupper() and spelled_by(given.words[q].lower, stated.words) for q in places)
        for p in named
    )


def _called_another(
    stated: Reading, place: int, given: Reading, places: frozenset[int], known: Sequence[Reading]
) -> bool:
    """Whether the sources give the noun to somebody else: "the newspaper Diario" is not who speaks."""
    word = stated.words[place]
    names = [given.words[q].lower for q in sorted(places) if given.words[q].capital]
    if not names:
        return False
    own = [called for called, head in descriptions(known, names) if head and is_company(called)]
    if any(agree(word, called) or called.bases & _BUSINESS for called in own):
        return False
    return bool(own and not word.bases & _BUSINESS) or any(
        any(agree(word, called) for called, head in descriptions([reading], run) if head)
        and not any(same_name(part, name) for part in run for name in names)
        for reading in known
        for run in ([reading.words[p].lower for p in places] for places in reading.name_runs)
    )


_UNNAMED = frozenset("people person source official insider diplomat delegate banker executive trader aide".split())


def _both_unnamed(stated: Reading, words: Sequence[int], given: Reading, places: frozenset[int]) -> bool:
    """Whether both sides credit people without a name, who may be described in other words; their number must agree."""
    if any(p in stated.names for p in words):
        return False
    mine, theirs = (
        [base for p in found for base in reading.words[p].bases & _UNNAMED]
        for reading, found in ((stated, words), (given, places))
    )
    numbers = [q.value for q in stated.quantities if q.last + 1 in words or q.last in words]
    others = [q.value for q in given.quantities if q.last + 1 in places or q.last in places]
    alike = set(mine) & set(theirs) or (mine and theirs and {"source", "people", "person"} & {*mine, *theirs})
    return bool(alike) and (not numbers or not others or numbers[0] == others[0])


def _fuller_form(
    stated: Reading, words: Sequence[int], given: Reading, places: frozenset[int], known: Sequence[Reading]
) -> bool:
    """Whether another sentence credits the same noun in full: "citing an internal memo" for "the memo says"."""
    last = max(words)
    if last in stated.names or not any(matches(stated, last, given, q) for q in places):
        return False
    return any(
        all(any(matches(stated, p, other, q) for q in party) for p in words)
        for other in known
        for party in other.parties
    )


def _told_to(known: Sequence[Reading], name: str) -> set[str]:
    """Return the words of every party that the sources credit under this name, "Odd Haug told Kystavisen" included."""
    return {
        reading.words[p].lower
        for reading in known
        for places in reading.parties
        if any(reading.words[p].capital and same_name(reading.words[p].lower, name) for p in places)
        for p in places
    }


def _rest_of_document(given: Reading, places: frozenset[int]) -> frozenset[int]:
    """Return the names that go on with a document's name, up to the next sign or verb: "results published … in the …"."""
    if not any(given.words[p].bases & _DOCUMENTS for p in places):
        return frozenset()
    rest: list[int] = []
    for p in range(max(places) + 1, len(given.words)):
        if given.words[p].sign or (finite(given.words, p) and not given.words[p].lower.endswith("ed")):
            break
        if p in given.names:
            rest.append(p)
    return frozenset(rest)


def is_owner(stated: Reading, place: int, given: Reading) -> bool:
    """Whether the name only tells whose spokesman or paper it is, and the source knows the name."""
    owner = next((p for p in range(place, min(place + 4, len(stated.words))) if stated.words[p].possessive), None)
    return (
        owner is not None
        and all(stated.words[p].capital for p in range(place, owner + 1))
        and any(matches(stated, place, given, p) for p in given.names)
    )
