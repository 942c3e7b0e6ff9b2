"""Lay one fact of a statement beside the source's nearest fact, and note where their words part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from retriever.checking.verdict import Problem
from retriever.comparing.clauses import RELATIVE, Fact, clause_of, facts, finite, verbal
from retriever.comparing.force import (
    CONFIRMED,
    CONSIDERED,
    EXPECTED,
    NAMES,
    PLANNED,
    PURE,
    Cue,
    cues,
    denials,
    level_at,
)
from retriever.comparing.moments import Moment, agrees, clashes, moments
from retriever.comparing.names import runs, same_name, spelled_by
from retriever.comparing.quantity import Quantity, follows, quantities, same_unit
from retriever.comparing.roles import converse, one_event, roles, swapped
from retriever.comparing.speakers import parties, saying
from retriever.comparing.wording import Word, agree, alike, opposed, words_of
from retriever.lexicon import AUXILIARY


@dataclass(frozen=True)
class Reading:
    """A sentence with everything that the comparison needs, read once."""

    text: str
    words: tuple[Word, ...]
    facts: tuple[Fact, ...]
    cues: tuple[tuple[Cue, ...], ...]
    moments: tuple[Moment, ...]
    quantities: tuple[Quantity, ...]
    parties: tuple[frozenset[int], ...]
    saying: frozenset[int]
    credited: frozenset[int]
    timed: frozenset[int]
    counted: frozenset[int]
    names: frozenset[int] = field(default=frozenset())

    def span(self, places: Sequence[int] | frozenset[int]) -> str:
        """Return the text from the first to the last of these places."""
        ordered = sorted(places)
        return self.text[self.words[ordered[0]].start : self.words[ordered[-1]].end] if ordered else ""

    def fact(self, number: int) -> str:
        """Return the text of one fact."""
        return self.span(self.facts[number].places).strip(" ,;")


def read(text: str) -> Reading:
    """Read one sentence."""
    words = words_of(text)
    found = moments(words)
    timed = frozenset(p for moment in found for p in range(moment.first, moment.last + 1))
    counted_quantities = quantities(words, timed)
    counted = frozenset(p for quantity in counted_quantities for p in range(quantity.first, quantity.last + 1))
    parts = facts(words)
    names = frozenset(
        p
        for run in runs(words, range(len(words)))
        for p in run
        if words[p].content and p not in timed and (len(run) > 1 or not _opens(words, p) or words[p].text.isupper())
    )
    credited = parties(words)
    return Reading(
        text, words, parts, tuple(cues(words, fact) for fact in parts), found, counted_quantities,
        tuple(credited.values()), frozenset(credited),
        frozenset(p for verb, party in credited.items() if saying(words[verb]) or words[verb].lower in _CREDITING for p in party),
        timed, counted, names,
    )  # fmt: skip


_CREDITING = frozenset("according citing seen obtained reviewed quoted".split())


def _opens(words: Sequence[Word], place: int) -> bool:
    return place == 0 or words[place - 1].lower in {".", '"', "“", ":"}


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


def weigh(reading: Reading, place: int) -> float:
    """Return how much a word tells: a name as a whole and a verb as much as two other words."""
    if place in reading.names:
        run = next((run for run in runs(reading.words, range(len(reading.words))) if place in run), (place,))
        return 2.0 / len(run)
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
    if place in stated.names and other in given.names:
        return same_name(one.lower, two.lower) or one.stem == two.stem
    if place in stated.names:
        return one.stem == two.stem or (not two.capital and agree(one, two))
    return alike(one, two)


def lay(stated: Reading, fact: int, given: Reading, given_fact: int) -> Match:
    """Match the words of two facts."""
    target = given.facts[given_fact]
    own = set(target.places)
    apart = _mere_source(given, given_fact)
    reach = [p for p in (*target.inherited, *target.places) if given.words[p].content and p not in apart]
    pairs: dict[int, tuple[int, ...]] = {}
    total = matched = 0.0
    for place in body(stated, fact):
        found = tuple(p for p in reach if matches(stated, place, given, p))
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


def problems(match: Match, context: Sequence[Reading], known: Sequence[Reading]) -> Iterator[Problem]:
    """Yield what stands against the match.

    `context` are the sentences beside the source's, itself included; `known` those that tell who somebody is.
    """
    yield from _numbers(match)
    yield from _dates(match)
    yield from _missing(match, context, known)
    yield from _reversed(match)
    yield from _denied(match)
    yield from _firmer(match)
    yield from _weaker(match)
    yield from _condition(match)
    yield from _roles(match)
    yield from _misplaced(match)
    yield from _subjects(match)
    yield from _slots(match)
    yield from _exchanged(match)
    yield from _owners(match)
    yield from _scope(match)
    yield from _order(match)
    yield from _first_of_all(match)


def _numbers(match: Match) -> Iterator[Problem]:
    given = match.given
    places = set(given.facts[match.given_fact].places)
    near = [quantity for quantity in given.quantities if quantity.first in places]
    used: set[int] = set()
    for quantity in match.stated.quantities:
        if quantity.first not in match.stated.facts[match.fact].places:
            continue
        fitting = [other for other in near if follows(quantity, other) and _same_slot(quantity, other, near)]
        if fitting:
            used.add(fitting[0].first)
            continue
        words = match.stated.span((quantity.first, quantity.last))
        rivals = [
            other
            for other in near
            if same_unit(quantity, other) and (quantity.head == other.head or quantity.unit or not quantity.head)
        ] or near
        if _elsewhere(match, quantity):
            continue
        if rivals:
            theirs = given.text[given.words[rivals[0].first].start : given.words[rivals[0].last].end]
            yield Problem(
                "number",
                f"The statement says “{words}” where the source says “{theirs}”.",
                words,
                theirs,
                contradicts=True,
            )
        else:
            yield Problem("number", f"The source's matching words do not give the number “{words}”.", words)


def _same_slot(stated: Quantity, given: Quantity, near: Sequence[Quantity]) -> bool:
    """Whether the two stand in one place of the fact: not "from" for "to", and not with another number's noun."""
    slots = {"from", "to", "by"}
    if {stated.before, given.before} <= slots and stated.before != given.before and len(near) > 1:
        return {stated.before, given.before} == {"to", "by"} and stated.unit != given.unit
    if stated.head and not stated.unit:
        others = {other.head for other in near if other is not given and not other.unit}
        if given.head and stated.head != given.head and stated.head in others:
            return False
    return True


def _elsewhere(match: Match, quantity: Quantity) -> bool:
    """Whether the number stands in another fact of the source's sentence beside the same noun or verb."""
    words = match.stated.words
    near = {
        words[p].stem
        for p in range(max(0, quantity.first - 3), min(len(words), quantity.last + 4))
        if words[p].content and p not in match.stated.names | match.stated.counted
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


def _dates(match: Match) -> Iterator[Problem]:
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
            yield Problem(
                "date",
                f"The statement says “{words}” where the source says “{theirs}”.",
                words,
                theirs,
                contradicts=True,
            )
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


_LIGHT = frozenset(
    "authority people person company firm group official year time thing way part move matter plan make take come go set place "
    "get event case fact day hold sum member issue use number amount total age".split()
)


def _missing(match: Match, context: Sequence[Reading], known: Sequence[Reading]) -> Iterator[Problem]:
    stated, given = match.stated, match.given
    party = {p for places in stated.parties for p in places}
    lost_names: list[int] = []
    for place in body(stated, match.fact):
        word = stated.words[place]
        if place in match.pairs or (word.bases & PURE and any(cue.place == place for cue in stated.cues[match.fact])):
            continue
        if place in party:
            continue  # whoever is credited is compared apart
        if place in stated.names or _opening_name(match, place, context):
            if (
                spelled_by(word.lower, given.words)
                or _fuller(match, place, known)
                or _initial(stated, place)
                or _full_for_short(match, place)
                or _told_beside(match, place)
                or _said_of_topic(match, place, context)
                or _owner_of_party(match, place)
                or _object_pronoun(match, place, context)
            ):
                continue
            lost_names.append(place)
            continue
        if _earlier(match, place):
            continue
        reverse = [p for p in _reach(match) if opposed(word, given.words[p]) and not _paired(match, p)]
        converted = [p for p in _reach(match) if converse(word, given.words[p]) and _one_event(match, place, p)]
        if converted:
            continue
        if reverse:
            theirs = given.words[reverse[0]].text
            yield Problem(
                "opposite",
                f"The statement says “{word.text}” where the source says “{theirs}”.",
                word.text,
                theirs,
                contradicts=True,
            )
            continue
        if any(matches(stated, place, other, p) for other in context for p, w in enumerate(other.words) if w.content):
            if not (finite(stated.words, place) and verbal(word)) or _beyond(match, place):
                continue
        if word.bases & _LIGHT or (word.stem in {"author"}):
            continue
        yield Problem(
            "content", f"The source's matching words do not say “{word.text}”.", word.text, given.fact(match.given_fact)
        )
    for run in _grouped(lost_names):
        words = stated.span(run)
        rest = _unmatched_name(match)
        here = any(matches(stated, run[0], other, p) for other in context for p in other.names)
        if here and _pronoun_leads(match, context):
            continue
        message = (
            f"The source says this of “{rest}”, not of “{words}”."
            if here and rest
            else f"The source's matching words do not name “{words}”."
        )
        yield Problem("role" if here else "name", message, words, rest, contradicts=here)


def alias_of(known: Sequence[Reading], name: str) -> frozenset[str]:
    """Return the words that stand with a name wherever it is given in full, titles in small letters before it too."""
    found: set[str] = set()
    for reading in known:
        for run in runs(reading.words, range(len(reading.words))):
            if any(same_name(reading.words[p].lower, name) for p in run):
                around = [*range(max(0, run[0] - 3), run[0]), *run]
                found.update(reading.words[p].lower for p in around if reading.words[p].content)
    return frozenset(found)


def _fuller(match: Match, place: int, known: Sequence[Reading]) -> bool:
    """Whether the statement gives in full a name that this fact gives in part."""
    words = match.stated.words
    run = next((run for run in runs(words, range(len(words))) if place in run), ())
    return any(
        any(match.given.words[q].lower == words[p].lower for q in match.pairs.get(p, ()))
        and words[place].lower in alias_of(known, words[p].lower)
        for p in run
        if p != place
    )


def _one_event(match: Match, place: int, other: int) -> bool:
    fact, target = match.stated.facts[match.fact], match.given.facts[match.given_fact]
    return one_event(match.stated.words, fact, place, match.given.words, target, other)


def _opening_name(match: Match, place: int, context: Sequence[Reading]) -> bool:
    """Whether the statement's first word is a name, as the source's sentences tell."""
    word = match.stated.words[place]
    return word.capital and any(other.words[p].lower == word.lower for other in context for p in other.names)


def excused(match: Match) -> float:
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


def _beyond(match: Match, place: int) -> bool:
    return any(matches(match.stated, place, match.given, p) for p, w in enumerate(match.given.words) if w.content)


def _reach(match: Match) -> list[int]:
    target = match.given.facts[match.given_fact]
    return [p for p in target.places if match.given.words[p].content]


def _paired(match: Match, given_place: int) -> bool:
    return any(given_place in found for found in match.pairs.values())


def _initial(stated: Reading, place: int) -> bool:
    return len(stated.words[place].lower) == 1


def _full_for_short(match: Match, place: int) -> bool:
    """Whether the statement spells out what the source abbreviates."""
    run = next((run for run in runs(match.stated.words, range(len(match.stated.words))) if place in run), ())
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
    run = next((run for run in runs(stated.words, range(len(stated.words))) if place in run), (place,))
    if not run[0] or stated.words[run[0] - 1].lower not in {"of", "at", "for"} or match.given not in context:
        return False
    before = context[: context.index(match.given)]
    opening = next((run for run in runs(before[-1].words, range(len(before[-1].words)))), ()) if before else ()
    return any(same_name(stated.words[place].lower, before[-1].words[p].lower) for p in opening if opening[0] < 2)


def _object_pronoun(match: Match, place: int, context: Sequence[Reading]) -> bool:
    """Whether the source has "her" or "it" where the statement repeats the name that opens the sentence before."""
    stated, given = match.stated, match.given
    run = next((run for run in runs(stated.words, range(len(stated.words))) if place in run), (place,))
    verb = run[0] - 1
    after = {given.words[q + 1].lower for q in match.pairs.get(verb, ()) if q + 1 < len(given.words)}
    if not after & {"her", "him", "them", "it"} or match.given not in context:
        return False
    before = context[: context.index(match.given)]
    return bool(before) and any(
        same_name(stated.words[place].lower, before[-1].words[p].lower) for p in before[-1].names
    )


def _owner_of_party(match: Match, place: int) -> bool:
    """Whether the source names the person by whose lawyer, office or the like it is said."""
    given = match.given
    return any(
        matches(match.stated, place, given, p) and given.words[p].text.replace("’", "'").endswith("'s")
        for places in given.parties
        for p in places
    )


def _earlier(match: Match, place: int) -> bool:
    """Whether "earlier" turns round the source's "after": what stands behind it came first."""
    after = next((p for p in _places(match) if match.given.words[p].lower == "after"), None)
    if match.stated.words[place].lower not in {"earlier", "previously"} or after is None:
        return False
    verbs = [p for p in match.pairs if verbal(match.stated.words[p])]
    return bool(verbs) and all(any(q > after for q in match.pairs[p]) for p in verbs)


def _places(match: Match) -> tuple[int, ...]:
    return match.given.facts[match.given_fact].places


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
    left = [p for p in (*sorted(target.inherited), *target.places) if p in match.given.names and not _paired(match, p)]
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


def _reversed(match: Match) -> Iterator[Problem]:
    """Where the source's fact holds both a word and its opposite, the one in the nearer clause decides."""
    stated, given = match.stated, match.given
    target = given.facts[match.given_fact]
    for place, found in match.pairs.items():
        word = stated.words[place]
        rivals = [
            p
            for p in target.places
            if given.words[p].content and opposed(word, given.words[p]) and not alike(word, given.words[p])
        ]
        same_form = any(
            place
            and p
            and (given.words[p].lower, given.words[p - 1].lower) == (word.lower, stated.words[place - 1].lower)
            for p in found
        )
        if (
            not rivals
            or same_form
            or any(
                _paired(match, p)
                for p in rivals
                if any(q != place and p in match.pairs.get(q, ()) for q in match.pairs)
            )
        ):
            continue
        own = clause_of(stated.words, place, stated.facts[match.fact])

        def nearness(p: int, own: tuple[int, ...] = own, place: int = place) -> int:
            clause = set(clause_of(given.words, p, target))
            return sum(1 for q in own if q != place and any(r in clause for r in match.pairs.get(q, ())))

        if max(map(nearness, rivals)) > max(map(nearness, found)):
            theirs = given.words[max(rivals, key=nearness)].text
            yield Problem(
                "opposite",
                f"The statement says “{word.text}” where the source says “{theirs}”.",
                word.text,
                theirs,
                contradicts=True,
            )


def _both_deny(match: Match) -> tuple[set[int], set[int]]:
    """Return the denying words of either side that deny the same verb, or are the same word, and so need no more."""
    stated, given = match.stated, match.given
    mine, theirs = stated.cues[match.fact], given.cues[match.given_fact]
    said: set[int] = set()
    there: set[int] = set()
    for place, found in match.pairs.items():
        if not verbal(stated.words[place]) or place in stated.names:
            continue
        for p in found:
            own, other = denials(mine, place), denials(theirs, p)
            if own and other:
                said.update(own)
                there.update(other)
            if (
                bool(own) == bool(other)
                and any(cue.negates and cue.place == place for cue in mine)
                and any(cue.negates and cue.place == p for cue in theirs)
            ):
                said.add(place)
                there.add(p)
    return said, there


def _denied(match: Match) -> Iterator[Problem]:
    stated, given = match.stated, match.given
    mine, theirs = stated.cues[match.fact], given.cues[match.given_fact]
    said, there = _both_deny(match)
    for place, found in match.pairs.items():
        if place in stated.names:
            continue
        here = [p for p in found if p in given.facts[match.given_fact].places]
        if not here:
            continue
        word = stated.words[place]
        own_clause = clause_of(stated.words, place, stated.facts[match.fact])
        own = [cue for cue in denials(mine, place) if cue not in said]
        own_loose = any(cue.negates and cue.place in own_clause and cue.place != place for cue in mine)
        states = [
            ([cue for cue in denials(theirs, p) if cue not in there], any(cue.negates and cue.place < p and cue.place in clause_of(given.words, p, given.facts[match.given_fact]) for cue in theirs))
            for p in here
        ]  # fmt: skip
        if own and not any(denied or loose for denied, loose in states):
            words = stated.span((*own[:1], place))
            yield Problem(
                "negation",
                f"The statement denies “{word.text}”, which the source does not.",
                words,
                given.words[here[0]].text,
                contradicts=True,
            )
            return
        if all(denied for denied, _ in states) and not own_loose:
            words = given.span((states[0][0][0], here[0]))
            yield Problem(
                "negation", f"The source denies what the statement says: “{words}”.", word.text, words, contradicts=True
            )
            return


def _acts(reading: Reading, place: int) -> bool:
    """Whether this form is a verb here and no noun: finite, after "to" or an auxiliary, or in -ing."""
    if finite(reading.words, place):
        return True
    if reading.words[place].lower.endswith("ing"):
        return not place or reading.words[place - 1].lower not in {"the", "a", "an", "its", "his", "her", "their"}
    before = [word.lower for word in reading.words[max(0, place - 3) : place]]
    return (
        bool(before) and (before[-1] == "to" or bool(set(before) & AUXILIARY)) and before[-1] not in {"the", "a", "an"}
    )


def _main(reading: Reading, place: int) -> bool:
    """Whether this is the verb of a clause, alone or behind its auxiliary ("will step down")."""
    before = reading.words[place - 1].lower if place else ""
    return finite(reading.words, place) or (verbal(reading.words[place]) and before in AUXILIARY | {"be", "been"})


def _subjects(match: Match) -> Iterator[Problem]:
    """Where the statement's subject is a name that the source gives another place, beside a subject of its own."""
    stated, given = match.stated, match.given
    fact, target = stated.facts[match.fact], given.facts[match.given_fact]
    for verb in fact.places:
        partners = [
            p for p in match.pairs.get(verb, ())
            if p in target.places and given.words[p].stem == stated.words[verb].stem and _main(given, p)
        ]  # fmt: skip
        if not partners or not _main(stated, verb):
            continue
        mine = [p for p, role in roles(stated.words, fact, verb).items() if role == "agent" and p in fact.places]
        theirs = [p for p, role in roles(given.words, target, partners[0]).items() if role == "agent"]
        named = [
            p
            for p in mine
            if stated.words[p].capital
            and any(
                given.words[q].capital and same_name(stated.words[p].lower, given.words[q].lower)
                for q in range(len(given.words))
            )
        ]
        if (
            not named
            or not theirs
            or any(matches(stated, p, given, q) or q in match.pairs.get(p, ()) for p in mine for q in theirs)
        ):
            continue
        words, source = stated.span(mine), given.span(theirs)
        yield Problem("role", f"The source says this of “{source}”, not of “{words}”.", words, source, contradicts=True)
        return


def _controls(reading: Reading, place: int) -> bool:
    """Whether a verb only leads to another ("agreed to buy"), which then tells the parts."""
    return any(w.lower == "to" for w in reading.words[place + 1 : place + 4]) and any(
        cue.place == place for found in reading.cues for cue in found
    )


def _misplaced(match: Match) -> Iterator[Problem]:
    """Where a verb's object is taken from another fact of the source while the source's own object is left out."""
    stated, given = match.stated, match.given
    fact, target = stated.facts[match.fact], given.facts[match.given_fact]
    for verb in fact.places:
        partners = [p for p in match.pairs.get(verb, ()) if p in target.places and verbal(given.words[p])]
        if not partners or not verbal(stated.words[verb]):
            continue
        mine = roles(stated.words, fact, verb)
        theirs = roles(given.words, target, partners[0])
        for role in ("agent",) if stated.words[verb].bases & PURE else ("patient", "agent"):
            objects = [
                p
                for p, part in mine.items()
                if part == role and p in fact.places and p not in stated.counted | stated.timed | stated.credited
            ]
            left = [
                p
                for p, part in theirs.items()
                if part == role and p in target.places and p not in given.counted | given.timed | given.credited
            ]
            if left and all(_stands_for_another(given, p) for p in left):
                continue
            if (
                objects
                and left
                and not any(p in match.pairs for p in objects)
                and not any(_paired(match, p) for p in left)
            ):
                words, source = stated.span(objects), given.span(left)
                yield Problem(
                    "role", f"The source says this of “{source}”, not of “{words}”.", words, source, contradicts=True
                )
                return


_ANY_THING = frozenset(
    "sum amount figure money decision move plan deal result offer step ruling proposal project vehicle product device "
    "building document text bill measure".split()
)


def _stands_for_another(reading: Reading, place: int) -> bool:
    """Whether the noun only takes up something named before: "the sum", "the decision"."""
    return (
        bool(reading.words[place].bases & _ANY_THING)
        and place > 0
        and reading.words[place - 1].lower in {"the", "this", "that"}
    )


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
            lead = low if low != "of" else lead
        elif reading.words[p].sign or finite(reading.words, p) or low in {"and", "that", "to"}:
            lead = ""
        elif lead and reading.words[p].content and p not in reading.timed | reading.credited | reading.saying:
            found.setdefault(lead, []).append(p)
    return found


def _slots(match: Match) -> Iterator[Problem]:
    """Where a phrase such as "in younger people" replaces the source's own "in patients over 60"."""
    stated, given = match.stated, match.given
    theirs = _by_preposition(given, match.given_fact)
    for lead, places in _by_preposition(stated, match.fact).items():
        mine = [
            p
            for p in places
            if p not in stated.names and p not in stated.counted and not stated.words[p].bases & _LIGHT
        ]
        left = [p for p in theirs.get(lead, ()) if not _paired(match, p)]
        if mine and left and not any(p in match.pairs for p in mine) and len(left) == len(theirs[lead]):
            words, source = stated.span(mine), given.span(left)
            yield Problem(
                "scope",
                f"The statement says “{lead} {words}” where the source says “{lead} {source}”.",
                words,
                source,
                contradicts=True,
            )


def _exchanged(match: Match) -> Iterator[Problem]:
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
            yield Problem(
                "role",
                f"The statement says “{lead} {words}” where the source says “{lead} {source}”.",
                words,
                source,
                contradicts=True,
            )
            return


def _owned(reading: Reading) -> list[tuple[int, int]]:
    """Return every named owner with the thing owned, which numbers may part: "Delmar Foods' 2.1 billion euro takeover"."""
    found = []
    for p, word in enumerate(reading.words[:-1]):
        text = word.text.lower().replace("’", "'")
        plural = text.endswith("s") and reading.words[p + 1].text in {"'", "’"}
        if not word.capital or not (text.endswith("'s") or plural) or p in reading.timed:
            continue
        thing = p + (2 if plural else 1)
        while thing < len(reading.words) and thing in reading.counted:
            thing += 1
        if thing < len(reading.words) and reading.words[thing].content:
            found.append((p, thing))
    return found


def _owners(match: Match) -> Iterator[Problem]:
    """Where the statement gives to one owner what the source gives to another ("Kestria's army")."""
    stated, given = match.stated, match.given

    for owner, thing in _owned(stated):
        if owner not in stated.facts[match.fact].places:
            continue
        rivals = [(o, t) for o, t in _owned(given) if agree(stated.words[thing], given.words[t])]
        if rivals and not any(same_name(stated.words[owner].lower, given.words[o].lower) for o, _ in rivals):
            words, source = stated.span((owner, thing)), given.span(rivals[0])
            yield Problem(
                "role",
                f"The statement says “{words}” where the source says “{source}”.",
                words,
                source,
                contradicts=True,
            )


def elsewhere(match: Match, context: Sequence[Reading]) -> Iterator[Problem]:
    """Yield what other facts say against the statement's words that the nearest fact lacks."""
    stated = match.stated
    lost = [p for p in body(stated, match.fact) if p not in match.pairs and p not in stated.names]
    for given in (match.given, *(other for other in context if other is not match.given)):
        for number in range(len(given.facts)):
            if given is match.given and number == match.given_fact:
                continue
            other = lay(stated, match.fact, given, number)
            pairs = {p: q for p, q in other.pairs.items() if p in lost and verbal(stated.words[p]) and _acts(stated, p)}
            if pairs:
                partial = Match(stated, match.fact, given, number, pairs, other.weight, other.matched)
                yield from _denied(partial)
                yield from _firmer(partial)
                yield from _subjects(partial)
                lost = [p for p in lost if p not in pairs]


def _predicate(reading: Reading, place: int) -> bool:
    word = reading.words[place]
    gerund = word.lower.endswith("ing") and not _acts(reading, place)
    return (verbal(word) and not gerund) or any(base in _EVENTS for base in word.bases)


_CARRIED_OUT = frozenset(
    "manage begin start continue help have use go come able forced oblige prove cease fail succeed serve".split()
)


def _open_end(reading: Reading, place: int) -> bool:
    """Whether the verb stands after "to", so that the sentence leaves open whether it happened."""
    return (
        place > 1
        and reading.words[place - 1].lower == "to"
        and not reading.words[place - 2].bases & _CARRIED_OUT
        and not any(w.bases & (_CARRIED_OUT - {"have", "use"}) for w in reading.words[max(0, place - 4) : place - 1])
        # "voted 54 to 43 to confirm": the count tells that it was carried.
        and not any("vote" in reading.words[p].bases and p + 1 in reading.counted for p in range(place - 1))
    )


_EVENTS = frozenset(
    "approval permission consent trip tour election recall strike vote trial sale purchase acquisition merger launch agreement deal construction withdrawal return visit meeting closure".split()
)


def _firmer(match: Match) -> Iterator[Problem]:
    stated, given = match.stated, match.given
    for place, found in match.pairs.items():
        here = [p for p in found if p in given.facts[match.given_fact].places]
        if place in stated.names or not here or not _predicate(stated, place):
            continue
        clause = frozenset(clause_of(stated.words, place, stated.facts[match.fact]))
        own, _ = level_at(stated.cues[match.fact], place, leniently=True, clause=clause)
        levels = [level_at(given.cues[match.given_fact], p) for p in here]
        level, cue = max(levels, key=lambda pair: pair[0])
        if cue is None and own == CONFIRMED and finite(stated.words, place) and all(_open_end(given, p) for p in here):
            level, cue = PLANNED, here[0] - 1
        if own > level and cue is not None and cue not in here:
            words = stated.words[place].text
            theirs = given.span((min(cue, here[0]), max(cue, here[0])))
            yield Problem(
                "certainty",
                f"The statement puts “{words}” as {NAMES[own]}; the source only as {NAMES[level]}: “{given.words[cue].text}”.",
                words,
                theirs,
            )
            return


def _weaker(match: Match) -> Iterator[Problem]:
    """Where the statement leaves open what the source says will happen or has: that misreports it too."""
    stated, given = match.stated, match.given
    for place, found in match.pairs.items():
        here = [p for p in found if p in _places(match)]
        if place in stated.names or not here or not _predicate(stated, place):
            continue
        own, cue = level_at(stated.cues[match.fact], place)
        level = min(level_at(given.cues[match.given_fact], p, leniently=True)[0] for p in here)
        open_end = (own == CONSIDERED and level >= EXPECTED) or (own < CONSIDERED and level == CONFIRMED)
        if cue is not None and open_end and cue not in match.pairs:
            words, theirs = stated.span((min(cue, place), max(cue, place))), given.words[here[0]].text
            yield Problem(
                "certainty",
                f"The statement puts “{words}” as {NAMES[own]}; the source as {NAMES[level]}: “{theirs}”.",
                words,
                theirs,
            )
            return


_CONDITIONS = frozenset("if unless provided".split())
_OPEN = frozenset("if unless provided would could may might should whether".split())


def _condition(match: Match) -> Iterator[Problem]:
    """Where the source says it only on a condition, and the statement without one."""
    stated, given = match.stated, match.given
    place = next((p for p in _places(match) if given.words[p].lower in _CONDITIONS), None)
    if (
        place is None
        or place == _places(match)[0]
        or given.words[place - 1].lower in {"as", "even", "only", "what", "ask", "asked"}
    ):
        return
    if any(stated.words[p].lower in _OPEN for p in stated.facts[match.fact].places):
        return
    told = [p for p in match.pairs if _predicate(stated, p) and p not in stated.names and _main(stated, p)]
    open_there = any(level_at(given.cues[match.given_fact], q)[0] < CONFIRMED for p in told for q in match.pairs[p])
    if open_there and all(any(q < place and q in _places(match) for q in match.pairs[p]) for p in told):
        words, theirs = stated.words[told[0]].text, given.span([p for p in _places(match) if p >= place])
        yield Problem(
            "certainty", f"The statement says “{words}” without the source's condition: “{theirs}”.", words, theirs
        )


def _roles(match: Match) -> Iterator[Problem]:
    stated, given = match.stated, match.given
    fact, target = stated.facts[match.fact], given.facts[match.given_fact]
    verbs = [
        p
        for p in fact.places
        if verbal(stated.words[p]) and not stated.words[p].bases & PURE and p not in stated.names and not _controls(stated, p)
        and _acts(stated, p)
    ]  # fmt: skip
    for verb in verbs:
        counterparts = [
            p for p in target.places
            if verbal(given.words[p]) and p not in given.names and _acts(given, p) and not _controls(given, p)
            and (p in match.pairs.get(verb, ()) or converse(stated.words[verb], given.words[p]))
        ]  # fmt: skip
        counterparts = [p for p in counterparts if given.words[p].stem == stated.words[verb].stem] or counterparts
        outcomes = [swapped(stated.words, fact, verb, given.words, target, p) for p in counterparts]
        if outcomes and all(outcomes) and outcomes[0]:
            mine, theirs = outcomes[0]
            if mine in stated.counted | stated.timed:
                continue
            words = stated.words[mine].text
            yield Problem(
                "role",
                f"In the source “{given.words[theirs].text}” has another part in “{given.words[counterparts[0]].text}” than the statement gives it.",
                words,
                given.fact(match.given_fact),
                contradicts=True,
            )
            return


_ALL = frozenset("all every everyone everybody everything entire whole each".split())
_MOST = frozenset("most majority mostly".split())
_NONE = frozenset("none nobody nothing".split())


def _scope(match: Match) -> Iterator[Problem]:
    stated, given = match.stated, match.given
    target = {given.words[p].lower for p in given.facts[match.given_fact].places}
    for place in stated.facts[match.fact].places:
        low = stated.words[place].lower
        if (
            low == "more"
            and place - 1 in stated.counted
            and not target & {"more", "another", "further", "additional", "extra", "other", "others"}
        ):
            yield Problem("scope", "The source does not say “more” of this number.", low, given.fact(match.given_fact))
        if low == "most" and place and stated.words[place - 1].lower == "the":
            continue
        for group, wider in (
            (_ALL, _ALL | {"both"}),
            (_MOST, _MOST | _ALL),
            (frozenset({"both"}), frozenset({"both", "two"})),
            (frozenset({"only"}), frozenset({"only", "just", "sole", "alone"})),
            (_NONE, _NONE | {"no", "not", "neither"}),
        ):
            if low in group and not (target if group is not _NONE else {w.lower for w in given.words}) & wider:
                yield Problem("scope", f"The source does not say “{low}” of this.", low, given.fact(match.given_fact))


_TURNS = (
    ("before", "after"),
    ("over", "under"),
    ("above", "below"),
    ("ahead", "behind"),
    ("if", "unless"),
    ("for", "against"),
    ("with", "without"),
    ("earliest", "latest"),
    ("inside", "outside"),
)


def _first_of_all(match: Match) -> Iterator[Problem]:
    """A place in a ranking that the statement drops: "the largest" for "the second-largest"."""
    stated, given = match.stated, match.given
    for place, found in match.pairs.items():
        if not stated.words[place].lower.endswith("est") or any(
            q.unit == "ordinal" and q.last in (place - 1, place - 2) for q in stated.quantities
        ):
            continue
        ranks = [
            q
            for q in given.quantities
            if (q.unit == "ordinal" and q.last + 1 in found) or (q.last + 2 in found and q.unit == "ordinal")
        ]
        if ranks:
            theirs = given.span((ranks[0].first, found[0]))
            yield Problem(
                "number",
                f"The statement says “{stated.words[place].text}” where the source says “{theirs}”.",
                stated.words[place].text,
                theirs,
                contradicts=True,
            )


def _order(match: Match) -> Iterator[Problem]:
    """Compare small words that turn a fact round, such as "before" for "after", by the words that follow them."""
    stated, given = match.stated, match.given
    target = [p for p in given.facts[match.given_fact].places if p not in given.counted]
    for place in stated.facts[match.fact].places:
        low = stated.words[place].lower
        if place in stated.counted:
            continue
        for one, other in (*_TURNS, *((b, a) for a, b in _TURNS)):
            if low != one or low in {"for", "with"} or any(given.words[p].lower == one for p in target):
                continue
            rivals = [p for p in target if given.words[p].lower == other]
            if rivals:
                yield Problem(
                    "opposite",
                    f"The statement says “{low}” where the source says “{other}”.",
                    low,
                    given.words[rivals[0]].text,
                    contradicts=True,
                )
        if low == "against" and not any(given.words[p].lower == "against" for p in target):
            yield Problem(
                "opposite",
                "The statement says “against”, which the source does not.",
                low,
                given.fact(match.given_fact),
            )
