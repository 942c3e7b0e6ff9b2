"""What the statement puts more or less firmly than the source, or without the source's condition."""

from __future__ import annotations

from collections.abc import Iterator

from retriever.checking.verdict import Problem
from retriever.comparing.clauses import clause_of, finite
from retriever.comparing.force import CONFIRMED, CONSIDERED, EXPECTED, NAMES, PLANNED, REPORTED, WILL, level_at
from retriever.comparing.match import Match, given_places
from retriever.comparing.reading import Reading
from retriever.comparing.verbs import is_main, left_open, tells

_HINTS = frozenset("indicate signal suggest hint".split())
_IS = frozenset("is are was were".split())
_TEMPORAL = frozenset("while when as once until after before if".split())
_PRESENT = frozenset("is are has have".split())
_CLAIMS = frozenset("accuse accusation allege claim suggest".split())


def firmer(match: Match) -> Iterator[Problem]:
    """Yield a word that the statement puts more firmly than the source."""
    stated, given = match.stated, match.given
    for place, found in match.pairs.items():
        here = [p for p in found if p in given.facts[match.given_fact].places]
        if place in stated.names or not here:
            continue
        clause = frozenset(clause_of(stated.words, place, stated.facts[match.fact]))
        own, _ = level_at(stated.cues[match.fact], place, leniently=True, clause=clause)
        if own == CONFIRMED and not (tells(stated, place) or _predicate(stated, place)):
            continue
        if (
            own == CONFIRMED
            and stated.words[place].lower.endswith("ing")
            and {"is", "are"} & {w.lower for w in stated.words[max(0, place - 2) : place]}
        ):
            own = WILL  # "is pulling out" tells of what will be done too
        if own == CONFIRMED and left_open(stated, place):
            own = PLANNED
        if own == CONFIRMED and _to_come(stated, clause):
            own = WILL
        levels = [level_at(given.cues[match.given_fact], p) for p in here]
        level, cue = max(levels, key=lambda pair: pair[0])
        if cue is None and own == CONFIRMED and finite(stated.words, place) and all(left_open(given, p) for p in here):
            level, cue = PLANNED, here[0] - 1
        if cue is None and own == CONFIRMED and _perfect(stated, place) and all(_under_way(given, p) for p in here):
            level, cue = WILL, here[0] - 1
        if cue is not None and given.words[cue].bases & _CLAIMS and stated.parties:
            continue  # who claims it is told, and compared apart
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


def _perfect(stated: Reading, place: int) -> bool:
    """Whether the verb tells of something done by now: "has moved", "has been moved"."""
    before = [word.lower for word in stated.words[max(0, place - 2) : place]]
    return bool({"has", "have"} & set(before)) and not stated.words[place].lower.endswith("ing")


def _under_way(given: Reading, place: int) -> bool:
    """Whether the verb tells of something that goes on: "is moving"."""
    before = given.words[place - 1].lower if place else ""
    return before in {"is", "are"} and given.words[place].lower.endswith("ing")


def _to_come(stated: Reading, clause: frozenset[int]) -> bool:
    """Whether the clause tells in the present when something will be: "will be replaced while the tracks are renewed"."""
    first = stated.words[min(clause)].lower
    low = {stated.words[p].lower for p in clause}
    return first in _TEMPORAL and bool(low & _PRESENT) and any(word.lower == "will" for word in stated.words)


def _predicate(stated: Reading, place: int) -> bool:
    """Whether the word is what something is said to be: "was the cause", "was higher"."""
    before = [word.lower for word in stated.words[max(0, place - 2) : place]]
    return bool(before) and (before[-1] in _IS or (before[-1] in {"the", "a", "an"} and before[0] in _IS))


def weaker(match: Match) -> Iterator[Problem]:
    """Where the statement leaves open what the source says will happen or has: that misreports it too."""
    stated, given = match.stated, match.given
    for place, found in match.pairs.items():
        here = [p for p in found if p in given_places(match)]
        if place in stated.names or not here or not tells(stated, place) or stated.words[place].bases & _HINTS:
            continue
        own, cue = level_at(stated.cues[match.fact], place)
        level = min(_level_there(match, p) for p in here)
        open_end = (own == CONSIDERED and level >= EXPECTED) or (own < CONSIDERED and level >= WILL)
        open_end = open_end or (
            CONSIDERED < own < REPORTED and level == CONFIRMED and all(_perfect(given, p) for p in here)
        )
        if cue is not None and [w.lower for w in stated.words[cue : cue + 2]] in (["may", "not"], ["can", "not"]):
            continue  # no possibility, but a ban: compared as a denial
        if cue is not None and open_end and cue not in match.pairs:
            words, theirs = stated.span((min(cue, place), max(cue, place))), given.words[here[0]].text
            yield Problem(
                "certainty",
                f"The statement puts “{words}” as {NAMES[own]}; the source as {NAMES[level]}: “{theirs}”.",
                words,
                theirs,
            )
            return


def _level_there(match: Match, place: int) -> float:
    """Return how firmly the source puts a word; what the word itself leaves open, as "cancel" does, is not its own level."""
    cues = match.given.cues[match.given_fact]
    stops = match.given.words[place].bases & _STOPPED
    return level_at([cue for cue in cues if not stops or cue.place != place], place, leniently=True)[0]


_STOPPED = frozenset("postpone delay cancel scrap call_off block put_off shelve abandon".split())
_CONDITIONS = frozenset("if unless provided".split())
_OPEN = frozenset("if unless provided would could may might should whether".split())


def unconditional(match: Match) -> Iterator[Problem]:
    """Where the source says it only on a condition, and the statement without one."""
    stated, given = match.stated, match.given
    place = next((p for p in given_places(match) if given.words[p].lower in _CONDITIONS), None)
    if (
        place is None
        or place == given_places(match)[0]
        or given.words[place - 1].lower in {"as", "even", "only", "what", "ask", "asked"}
    ):
        return
    if any(stated.words[p].lower in _OPEN for p in stated.facts[match.fact].places):
        return
    told = [p for p in match.pairs if tells(stated, p) and p not in stated.names and is_main(stated, p)]
    open_there = any(level_at(given.cues[match.given_fact], q)[0] < CONFIRMED for p in told for q in match.pairs[p])
    if open_there and all(any(q < place and q in given_places(match) for q in match.pairs[p]) for p in told):
        words, theirs = stated.words[told[0]].text, given.span([p for p in given_places(match) if p >= place])
        yield Problem(
            "certainty", f"The statement says “{words}” without the source's condition: “{theirs}”.", words, theirs
        )


def only_asked(match: Match) -> Iterator[Problem]:
    """Where the source only asks what the statement tells."""
    given = match.given
    end = next((p for p, word in enumerate(given.words) if word.lower == "?"), None)
    told = [p for p in match.pairs if p not in match.stated.names]
    if end is None or not told or any(word.lower == "?" or word.bases & _ASKS for word in match.stated.words):
        return
    begin = max((p for p in range(end) if given.words[p].lower in {"“", '"'}), default=-1)
    if all(begin < q < end for p in told for q in match.pairs[p]):
        words, theirs = match.stated.span(told), given.span((begin + 1, end))
        yield Problem("certainty", f"The source only asks: “{theirs}”.", words, theirs)


_ASKS = frozenset("ask question whether if wonder query unclear may might could".split())
