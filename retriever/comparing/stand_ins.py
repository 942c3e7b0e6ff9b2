"""Words that stand for a name: its initials, what a source calls the named beside the name, or "the carrier" for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retriever.comparing.clauses import finite
from retriever.comparing.match import LIGHT, Match, body
from retriever.comparing.names import same_name
from retriever.comparing.reading import Reading, before_it
from retriever.comparing.roles import modifies
from retriever.comparing.wording import Word, alike, said_by
from retriever.comparing.wordnet import dictionary_forms
from retriever.lexicon import AUXILIARY

COMPANIES = frozenset(
    "company firm group club agency maker bank lender retailer airline carrier carmaker automaker chipmaker drugmaker planemaker "
    "insurer grocer brewer miner builder developer operator manufacturer producer utility start-up startup conglomerate "
    "broadcaster newspaper paper orchestra museum charity hospital university".split()
)
_ANY_COMPANY = frozenset("company firm group business".split())
_REACH = 4


def with_stand_ins(match: Match, context: Sequence[Reading], known: Sequence[Reading]) -> Match:
    """Pair a name with the words that stand for it, whichever side has the name; `known` tells who is who."""
    stated, given = match.stated, match.given
    target = given.facts[match.given_fact]
    reach = {*target.places, *target.inherited}
    theirs = [run for run in given.name_runs if reach.intersection(run) and _names(given, run)]
    open_places = [p for p in body(stated, match.fact) if p not in match.pairs]
    phrases = [phrase for phrase in _phrases(given, sorted(reach)) if _definite(given, phrase)]
    found: dict[int, tuple[int, ...]] = {}
    for phrase in _phrases(stated, open_places):
        run = next(
            (
                run
                for run in theirs
                if initials(stated, phrase, given, run) or stands_for(stated, phrase, given, run, known)
            ),
            None,
        )
        if run:
            found.update(dict.fromkeys(phrase, tuple(p for p in run if p in reach)))
            continue
        taken = next(
            (other for other in phrases if _both_stand_for_one(stated, phrase, given, other, context, known)), None
        )
        if taken:
            found.update(dict.fromkeys(phrase, tuple(taken)))
    mine = [run for run in stated.name_runs if set(run) & set(open_places)]
    for run in mine:
        named = next(
            (
                phrase
                for phrase in phrases
                if stands_for(given, phrase, stated, run, known)
                or _taken_up(given, phrase, stated, run, context, known)
            ),
            None,
        )
        short = next((other for other in theirs if initials(given, other, stated, run)), None)
        if named or short:
            found.update(dict.fromkeys((p for p in run if p in open_places), tuple(named or short or ())))
    return replace(match, pairs={**match.pairs, **found}, matched=match.matched + len(found)) if found else match


def initials(short: Reading, places: Sequence[int], full: Reading, run: Sequence[int]) -> bool:
    """Whether one capital word is made of the first letters of a whole name: "UN" of "United Nations"."""
    word = short.words[places[0]]
    spelled = "".join(full.words[p].lower[0] for p in run)
    return len(places) == 1 and word.text.isupper() and len(spelled) >= 2 and word.lower == spelled


def stands_for(
    stated: Reading, phrase: Sequence[int], given: Reading, run: Sequence[int], known: Sequence[Reading]
) -> bool:
    """Whether every word of a noun phrase is what the sources call the name beside it, as "the health minister" is."""
    if not phrase or (phrase[0] and stated.words[phrase[0] - 1].lower in {"a", "an"}):
        return False
    called = descriptions(known, [given.words[p].lower for p in run])
    if not called:
        return False
    last = phrase[-1]
    heads = [word for word, head in called if head]
    return (
        (any(_called(stated, last, word) for word in heads) or _one_company(stated.words[last], heads))
        and all(any(_called(stated, p, word) for word, _ in called) for p in phrase[:-1])
        and not all(stated.words[p].bases & LIGHT for p in phrase)
    )


def _called(stated: Reading, place: int, word: Word) -> bool:
    own = stated.words[place]
    return alike(own, word) or (same_name(own.lower, word.lower) if own.capital else said_by(own, word, "n", "n"))


def _one_company(head: Word, called: Sequence[Word]) -> bool:
    """Whether two nouns for a company may be of one: the same, or one of them says only that it is a company."""
    return is_company(head) and any(is_company(word) and (head.bases | word.bases) & _ANY_COMPANY for word in called)


def _both_stand_for_one(
    stated: Reading,
    phrase: Sequence[int],
    given: Reading,
    other: Sequence[int],
    context: Sequence[Reading],
    known: Sequence[Reading],
) -> bool:
    """Whether the source's "the company" takes up a name for which the statement's phrase stands: "the engine maker"."""
    return (
        len(other) == 1
        and bool(given.words[other[0]].bases & _ANY_COMPANY)
        and any(
            stands_for(stated, phrase, before, run, known)
            for before in before_it(given, context)[-1:]
            for run in before.name_runs
        )
    )


def _taken_up(
    given: Reading,
    phrase: Sequence[int],
    stated: Reading,
    run: Sequence[int],
    context: Sequence[Reading],
    known: Sequence[Reading],
) -> bool:
    """Whether "the company" takes up the one that the sentence before names, or that a source calls by this noun."""
    name = [stated.words[p].lower for p in run]
    return (
        len(phrase) == 1
        and bool(given.words[phrase[0]].bases & _ANY_COMPANY)
        and (
            any(
                _holds([before.words[p].lower for p in other], name)
                for before in before_it(given, context)[-1:]
                for other in before.name_runs
            )
            or any(head and word.lower == given.words[phrase[0]].lower for word, head in descriptions(known, name))
        )
    )


def is_company(word: Word) -> bool:
    """Whether the noun names a kind of company."""
    return bool(word.bases & COMPANIES) or word.lower.endswith("maker")


def descriptions(known: Sequence[Reading], name: Sequence[str]) -> list[tuple[Word, bool]]:
    """Return the words by which the sources call somebody beside the name, "the novelist Greta Holm", and which of them are nouns of their own."""
    found: list[tuple[Word, bool]] = []
    whole = False
    for reading in known:
        for run in reading.name_runs:
            own, before = [reading.words[p].lower for p in run], _before(reading, run)
            held = _holds([*own, *(reading.words[p].lower for p in before)], name)
            if not held and not _holds(name, own):
                continue
            whole = whole or held
            found += [
                (reading.words[p], p in run or not modifies(reading.words, p) or p + 1 in run)
                for p in (*before, *run[:-1], *_after(reading, run))
            ]
            found += [
                (word, True)
                for p, word in enumerate(reading.words)
                if p
                and reading.words[p - 1].lower == "the"
                and is_company(word)
                and not any(w.capital for w in reading.words[p : p + 2])
            ]
    return found if whole else []


def _holds(words: Sequence[str], parts: Sequence[str]) -> bool:
    return all(any(same_name(part, word) for word in words) for part in parts)


def _before(reading: Reading, run: Sequence[int]) -> list[int]:
    words = reading.words
    start = run[0] - 1
    apposed = run[-1] + 1 < len(words) and words[run[-1] + 1].lower == ","
    if start > 0 and words[start].lower == "," and apposed:
        start -= 1  # "its founder, Stig Aalto, …"
    found = []
    while start >= 0 and run[0] - start <= _REACH and words[start].content and not finite(words, start):
        found.append(start)
        start -= 1
    return found


def _after(reading: Reading, run: Sequence[int]) -> list[int]:
    words = reading.words
    begin = run[-1] + 2
    if begin >= len(words) or words[begin - 1].lower != "," or words[begin].lower in AUXILIARY:
        return []
    stop = next((p for p in range(begin, min(begin + 2 * _REACH, len(words))) if words[p].sign), None)
    if (
        stop is None
        or any(finite(words, p) for p in range(begin, stop))
        or words[begin].lower not in {"a", "an", "the", "its", "his", "her", "their"}
    ):
        return []
    return [p for p in range(begin, stop) if words[p].content]


def _phrases(reading: Reading, places: Sequence[int]) -> list[list[int]]:
    """Return the noun phrases whose words of content all stand at these places."""
    allowed = set(places)
    found: list[list[int]] = []
    for place in range(len(reading.words)):
        if not reading.words[place].content or finite(reading.words, place):
            continue
        if found and found[-1][-1] == place - 1 and not reading.words[place - 1].possessive:
            found[-1].append(place)
        else:
            found.append([place])
    return [phrase for phrase in found if allowed.issuperset(phrase)]


def _definite(reading: Reading, phrase: Sequence[int]) -> bool:
    """Whether the phrase has "the" before it and tells nothing more of which one it is: no "of the city" behind it."""
    words, after = reading.words, phrase[-1] + 1
    return (
        phrase[0] > 0
        and words[phrase[0] - 1].lower == "the"
        and not (after < len(words) and words[after].lower in {"of", "in", "at", "for"})
    )


def _names(reading: Reading, run: Sequence[int]) -> bool:
    return any(p in reading.names for p in run) or not dictionary_forms(reading.words[run[0]].lower)
