"""Everything that can stand against a match, one family after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from retriever.checking.actors import other_object, other_subject, swapped_roles
from retriever.checking.dates import wrong_dates
from retriever.checking.denial import one_denies
from retriever.checking.firmness import firmer, only_asked, unconditional, weaker
from retriever.checking.letters import other_letter
from retriever.checking.numbers import dropped_ranks, wrong_numbers
from retriever.checking.opposites import reversed_words, turned_particles, turned_words
from retriever.checking.owners import other_owner
from retriever.checking.persons import other_gender, other_office
from retriever.checking.prepositions import exchanged_names, exchanged_places, other_phrase
from retriever.checking.scope import wider_scope
from retriever.checking.unsaid import unsaid
from retriever.checking.verdict import Problem
from retriever.comparing.clauses import verbal
from retriever.comparing.match import Match, body, lay
from retriever.comparing.reading import Reading
from retriever.comparing.verbs import is_deed


def problems(match: Match, context: Sequence[Reading], known: Sequence[Reading]) -> Iterator[Problem]:
    """Yield what stands against the match.

    `context` are the sentences beside the source's, itself included; `known` those that tell who somebody is.
    """
    own = replace(match, pairs={p: found for p, found in match.pairs.items() if p not in match.stated.quoted})
    yield from wrong_numbers(match, context)
    yield from wrong_dates(match)
    yield from unsaid(match, context, known)
    yield from reversed_words(match)
    yield from one_denies(own)
    yield from firmer(own)
    yield from weaker(own)
    yield from unconditional(own)
    yield from only_asked(own)
    yield from other_letter(match)
    yield from other_office(match)
    yield from other_gender(match, context)
    yield from swapped_roles(match)
    yield from other_object(match)
    yield from other_subject(match)
    yield from other_phrase(match)
    yield from exchanged_names(match)
    yield from exchanged_places(match)
    yield from other_owner(match)
    yield from wider_scope(match)
    yield from turned_words(match)
    yield from turned_particles(match)
    yield from dropped_ranks(match)


def elsewhere(match: Match, context: Sequence[Reading]) -> Iterator[Problem]:
    """Yield what other facts say against the statement's words that the nearest fact lacks."""
    stated = match.stated
    lost = [p for p in body(stated, match.fact) if p not in match.pairs and p not in stated.names]
    for given in (match.given, *(other for other in context if other is not match.given)):
        for number in range(len(given.facts)):
            if given is match.given and number == match.given_fact:
                continue
            other = lay(stated, match.fact, given, number)
            pairs = {
                p: q for p, q in other.pairs.items() if p in lost and verbal(stated.words[p]) and is_deed(stated, p)
            }
            if pairs:
                partial = Match(stated, match.fact, given, number, pairs, other.weight, other.matched)
                yield from one_denies(partial)
                yield from firmer(partial)
                yield from other_subject(partial)
                lost = [p for p in lost if p not in pairs]
