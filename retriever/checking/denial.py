"""What one side denies and the other does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retriever.checking.verdict import Problem, says_otherwise
from retriever.comparing.clauses import clause_of, verbal
from retriever.comparing.force import Cue, denials
from retriever.comparing.match import Match
from retriever.comparing.reading import Reading
from retriever.comparing.roles import modifies
from retriever.comparing.wording import undoes
from retriever.lexicon import AUXILIARY

_BANS = frozenset("bar ban prohibit forbid".split())


def _both_deny(match: Match) -> tuple[set[int], set[int]]:
    """Return the denying words of either side that deny the same verb, or are the same word, and so need no more."""
    stated, given = match.stated, match.given
    mine, theirs = stated.cues[match.fact], given.cues[match.given_fact]
    said: set[int] = set()
    there: set[int] = set()
    for place, found in match.pairs.items():
        for p in (p for p in found if undoes(stated.words[place], given.words[p])):
            said.update(denials(mine, place))
            there.update(denials(theirs, p))
        if not verbal(stated.words[place]) or place in stated.names:
            continue
        for p in found:
            own, other = denials(mine, place), denials(theirs, p)
            if own and other and (_doubled(stated, mine, own) == _doubled(given, theirs, other)):
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


def _doubled(reading: Reading, found: Sequence[Cue], denying: Sequence[int]) -> bool:
    """Whether one of these denying words denies the verb of another: "did not deny", "denied that it was not"."""
    return any(
        place in cue.right and (verbal(reading.words[place]) or reading.words[place - 1].lower in AUXILIARY)
        for cue in found
        if cue.place in denying
        for place in denying
    )


def one_denies(match: Match) -> Iterator[Problem]:
    """Yield a word that one side denies and the other does not."""
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
        own_loose = any(
            cue.negates
            and cue.place in own_clause
            and cue.place != place
            and (cue.place < place or not stated.words[cue.place].bases & _BANS)
            for cue in mine
        )
        states = [
            ([cue for cue in denials(theirs, p) if cue not in there], any(cue.negates and cue.place < p and cue.place in clause_of(given.words, p, given.facts[match.given_fact]) for cue in theirs))
            for p in here
        ]  # fmt: skip
        all_mine, all_theirs = denials(mine, place), [denials(theirs, p) for p in here]
        if (
            all_mine
            and all(all_theirs)
            and all(_doubled(given, theirs, other) != _doubled(stated, mine, all_mine) for other in all_theirs)
        ):
            words, source = stated.span((*all_mine, place)), given.span((*all_theirs[0], here[0]))
            yield says_otherwise("negation", words, source)
            return
        undone = [p for p in here if undoes(word, given.words[p])]
        if undone:
            if bool(denials(mine, place)) == any(denials(theirs, p) for p in undone):
                yield says_otherwise("negation", word.text, given.words[undone[0]].text)
                return
            continue  # "worked without pay" for "unpaid"
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
        if place + 1 in match.pairs and modifies(stated.words, place):
            continue  # "water main": the noun that it belongs to is compared itself
        if all(denied for denied, _ in states) and not own_loose:
            words = given.span((states[0][0][0], here[0]))
            yield Problem(
                "negation", f"The source denies what the statement says: “{words}”.", word.text, words, contradicts=True
            )
            return
