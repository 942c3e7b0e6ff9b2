"""Who does what to whom: subjects and objects that the source places otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from retriever.checking.verdict import Problem, said_of_another
from retriever.comparing.clauses import RELATIVE, verbal
from retriever.comparing.force import PURE
from retriever.comparing.match import LIGHT, Match, matches, paired
from retriever.comparing.names import same_name, spelled_by
from retriever.comparing.reading import Reading
from retriever.comparing.roles import converse, roles, swapped
from retriever.comparing.stand_ins import is_company
from retriever.comparing.verbs import is_deed, is_main, leads_on, owns, reduced
from retriever.comparing.wording import agree
from retriever.comparing.wordnet import dictionary_forms


def swapped_roles(match: Match) -> Iterator[Problem]:
    """Yield a verb around which the statement has the parts changed."""
    stated, given = match.stated, match.given
    fact, target = stated.facts[match.fact], given.facts[match.given_fact]
    verbs = [
        p
        for p in fact.places
        if verbal(stated.words[p]) and not stated.words[p].bases & PURE and p not in stated.names and not leads_on(stated, p)
        and is_deed(stated, p)
    ]  # fmt: skip
    for verb in verbs:
        counterparts = [
            p for p in target.places
            if verbal(given.words[p]) and p not in given.names and is_deed(given, p) and not leads_on(given, p)
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


def other_subject(match: Match) -> Iterator[Problem]:
    """Where the statement's subject is a name that the source gives another place, beside a subject of its own."""
    stated, given = match.stated, match.given
    fact, target = stated.facts[match.fact], given.facts[match.given_fact]
    for verb in fact.places:
        partners = [
            p for p in match.pairs.get(verb, ())
            if p in target.places and given.words[p].stem == stated.words[verb].stem and is_main(given, p)
        ]  # fmt: skip
        if not partners or not is_main(stated, verb) or reduced(stated, verb):
            continue
        mine = [p for p, role in roles(stated.words, fact, verb).items() if role == "agent" and p in fact.places]
        theirs = [p for p, role in roles(given.words, target, partners[0]).items() if role == "agent"]
        named = [
            p
            for p in mine
            if stated.words[p].capital
            and (
                (p in match.pairs and not dictionary_forms(stated.words[p].lower))
                or any(
                    given.words[q].capital and same_name(stated.words[p].lower, given.words[q].lower)
                    for q in range(len(given.words))
                )
            )
        ]
        if (
            not named
            or not theirs
            or any(matches(stated, p, given, q) or q in match.pairs.get(p, ()) for p in mine for q in theirs)
            or any(spelled_by(stated.words[p].lower, given.words) for p in mine)
            or any(spelled_by(given.words[q].lower, stated.words) for q in theirs)
        ):
            continue
        words, source = stated.span(mine), given.span(theirs)
        yield said_of_another(words, source)
        return


def other_object(match: Match) -> Iterator[Problem]:
    """Where a verb's object is taken from another fact of the source while the source's own object is left out."""
    stated, given = match.stated, match.given
    fact, target = stated.facts[match.fact], given.facts[match.given_fact]
    for verb in fact.places:
        partners = [p for p in match.pairs.get(verb, ()) if p in target.places and verbal(given.words[p])]
        partners = partners or [p for p in target.places if owns(stated, verb) and owns(given, p)]
        if not partners or not (verbal(stated.words[verb]) or owns(stated, verb)):
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
            if not left and given.words[target.places[0]].lower in RELATIVE:
                left = [p for p, part in theirs.items() if part == role and p in target.inherited]
            if left and all(_stands_for_another(given, p) for p in left):
                continue
            light = all(stated.words[p].bases & LIGHT for p in objects) and not (
                left
                and any(is_company(stated.words[p]) for p in objects)
                and not any(is_company(given.words[p]) or p in given.names or given.words[p].capital for p in left)
            )
            if light or all(given.words[p].bases & _ANYBODY for p in left):
                continue
            rival = role == "patient" and any(q in given.names for q in left)
            if (
                objects
                and left
                and not any(p in match.pairs and not (rival and _named_elsewhere(match, p, theirs)) for p in objects)
                and not any(paired(match, p) for p in left)
                and not any(agree(stated.words[p], given.words[q]) for p in objects for q in left)
            ):
                words, source = stated.span(objects), given.span(left)
                yield said_of_another(words, source)
                return


def _named_elsewhere(match: Match, place: int, parts: Mapping[int, str]) -> bool:
    """Whether a name of the statement stands in the source, but not beside this verb: "cleared Palmeri of it"."""
    return place in match.stated.names and not any(q in parts for q in match.pairs[place])


_ANYBODY = frozenset("member man woman person people individual resident".split())
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
