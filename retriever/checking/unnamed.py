"""Names of the statement that the source does not name, or names for another part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retriever.checking.verdict import Problem, said_of_another
from retriever.comparing.clauses import RELATIVE, finite
from retriever.comparing.force import PURE
from retriever.comparing.match import Match, given_places, matches, paired
from retriever.comparing.names import same_name, spelled_by
from retriever.comparing.reading import Reading, alias_of, before_it
from retriever.comparing.verbs import is_deed
from retriever.lexicon import PREPOSITION


def opens_with_name(match: Match, place: int, context: Sequence[Reading]) -> bool:
    """Whether the statement's first word is a name, as the source's sentences tell."""
    word = match.stated.words[place]
    return word.capital and any(same_name(other.words[p].lower, word.lower) for other in context for p in other.names)


def named_otherwise(match: Match, place: int, context: Sequence[Reading], known: Sequence[Reading]) -> bool:
    """Whether the source names by another form, or beside the fact, what the statement names here."""
    return (
        spelled_by(match.stated.words[place].lower, match.given.words)
        or _fuller(match, place, known)
        or _initial(match.stated, place)
        or _full_for_short(match, place)
        or _told_beside(match, place)
        or _said_of_topic(match, place, context)
        or _owner_of_party(match, place)
        or _object_pronoun(match, place, context)
        or _thinks(match, place)
    )


def _fuller(match: Match, place: int, known: Sequence[Reading]) -> bool:
    """Whether the statement gives in full a name that this fact gives in part."""
    words = match.stated.words
    return any(
        any(match.given.words[q].lower == words[p].lower for q in match.pairs.get(p, ()))
        and words[place].lower in alias_of(known, words[p].lower)
        and not _another_of_the_name(match, place, p, known)
        for p in match.stated.name_at(place)
        if p != place
    )


def _another_of_the_name(match: Match, place: int, shared: int, known: Sequence[Reading]) -> bool:
    """Whether the source's fact has another first word with the shared one, as "Lower Maruva" is not "Upper Maruva"."""
    stated, given = match.stated, match.given
    own = {stated.words[p].lower for p in stated.name_at(place)}
    for q in match.pairs.get(shared, ()):
        others = {given.words[p].lower for p in given.name_at(q)} - own
        if others and not any(
            stated.words[place].lower in run and others & run
            for reading in known
            for run in ({reading.words[p].lower for p in places} for places in reading.name_runs)
        ):
            return True
    return False


def _initial(stated: Reading, place: int) -> bool:
    return len(stated.words[place].lower) == 1


def _full_for_short(match: Match, place: int) -> bool:
    """Whether the statement spells out what the source abbreviates."""
    run = match.stated.name_at(place)
    letters = "".join(match.stated.words[p].lower[0] for p in run)
    return len(run) > 1 and any(
        word.capital and 2 <= len(word.lower) <= 6 and word.text.isupper() and word.lower in letters
        for word in match.given.words
    )


def _told_beside(match: Match, place: int) -> bool:
    """Whether a clause about the same subject names what the statement adds to it: "who has led Brightwave" for "of"."""
    stated, given = match.stated, match.given
    if not place or stated.words[place - 1].lower not in {"of", "at", "for"}:
        return False
    subject = {p for found in match.pairs.values() for p in found}
    return any(
        subject & fact.inherited and any(matches(stated, place, given, p) for p in fact.places if p in given.names)
        for number, fact in enumerate(given.facts)
        if number != match.given_fact and given.words[fact.places[0]].lower in RELATIVE
    )


def _said_of_topic(match: Match, place: int, context: Sequence[Reading]) -> bool:
    """Whether the statement adds, behind "of" and the like, the name that opens the sentence before."""
    stated = match.stated
    start = place
    while start and stated.words[start - 1].capital:
        start -= 1
    if not start or stated.words[start - 1].lower not in {"of", "at", "for", "in"}:
        return False
    for before in before_it(match.given, context):
        opening = next(iter(before.name_runs), ())
        if any(same_name(stated.words[place].lower, before.words[p].lower) for p in opening if opening[0] < 2):
            return True
    return False


_THINKING = frozenset("expect believe think predict forecast anticipate see hope fear want".split())


def _thinks(match: Match, place: int) -> bool:
    """Whether the statement has somebody expect what the source credits to him: "the economist expects" for "said …"."""
    stated = match.stated
    verb = next((p for p in stated.facts[match.fact].places if p > place and finite(stated.words, p)), None)
    return (
        verb is not None
        and bool(stated.words[verb].bases & _THINKING)
        and any(matches(stated, place, match.given, q) for places in match.given.parties for q in places)
    )


def _object_pronoun(match: Match, place: int, context: Sequence[Reading]) -> bool:
    """Whether the source has "her" or "it" where the statement repeats the name that opens the sentence before."""
    stated, given = match.stated, match.given
    verb = (stated.name_at(place) or (place,))[0] - 1
    after = {given.words[q + 1].lower for q in match.pairs.get(verb, ()) if q + 1 < len(given.words)}
    if verb >= 0 and stated.words[verb].lower in PREPOSITION:  # "under him"
        after |= {
            given.words[q + 1].lower
            for q in given_places(match)
            if q + 1 < len(given.words) and given.words[q].lower == stated.words[verb].lower
        }
    return bool(after & {"her", "him", "them", "it"}) and any(
        same_name(stated.words[place].lower, before.words[p].lower)
        for before in before_it(given, context)[-1:]
        for run in before.name_runs
        for p in run
    )


def _owner_of_party(match: Match, place: int) -> bool:
    """Whether the source names the person by whose lawyer, office or the like it is said."""
    given = match.given
    return any(
        matches(match.stated, place, given, p) and given.words[p].text.replace("’", "'").endswith("'s")
        for places in given.parties
        for p in places
    )


def unnamed(match: Match, places: Sequence[int], context: Sequence[Reading]) -> Iterator[Problem]:
    """Yield a problem for every name at these places: another one's part, or not named at all."""
    stated = match.stated
    for run in _grouped(places):
        words = stated.span(run)
        rest = _unmatched_name(match)
        if _deed_without_doer(match, run):
            continue
        here = any(matches(stated, run[0], other, p) for other in context for p in other.names)
        if (rest and words.lower().removesuffix("'s").removesuffix("’s") in rest.lower()) or (
            here and _pronoun_leads(match, context)
        ):
            continue
        if here and rest:
            yield said_of_another(words, rest)
            continue
        message = f"The source's matching words do not name “{words}”."
        yield Problem("role" if here else "name", message, words, rest, contradicts=here)


def _deed_without_doer(match: Match, run: Sequence[int]) -> bool:
    """Whether the source tells the statement's deed as a noun that leaves open whose it is: "a decision is expected"."""
    stated, given = match.stated, match.given
    verb = next(
        (
            p
            for p in stated.facts[match.fact].places
            if p > run[-1] and p in match.pairs and is_deed(stated, p) and not stated.words[p].bases & PURE
        ),
        None,
    )
    own = [q for q in match.pairs.get(verb, ()) if q in given_places(match)] if verb is not None else []
    return (
        bool(own) and all(not is_deed(given, q) for q in own) and not any(q in given.names for q in given_places(match))
    )


def _grouped(places: Sequence[int]) -> list[list[int]]:
    groups: list[list[int]] = []
    for place in places:
        if groups and place - groups[-1][-1] == 1:
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


def _unmatched_name(match: Match) -> str:
    target = match.given.facts[match.given_fact]
    left = [p for p in (*sorted(target.inherited), *target.places) if p in match.given.names and not paired(match, p)]
    return match.given.span(_grouped(left)[0]) if left else ""


def _pronoun_leads(match: Match, context: Sequence[Reading]) -> bool:
    """Whether the source's sentence takes its subject from the sentence before it."""
    first = [word.lower for word in match.given.words[:6]]
    return (
        len(context) > 1
        and match.given_fact == 0
        and bool(
            set(first[: 1 + (first[:1] in (["but"], ["and"]))])
            & {"it", "he", "she", "they", "his", "her", "its", "their", "this"}
            or (first[:1] == ["the"] and not any(p in match.given.names for p in range(4)))
        )
    )
