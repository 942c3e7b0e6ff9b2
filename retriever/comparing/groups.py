"""Names and the words that stand for two of them together: "Gorland and Vessia", "the two countries", "the neighbours"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retriever.comparing.match import Match
from retriever.comparing.names import same_name
from retriever.comparing.reading import Reading

_GROUPS = frozenset(
    "countries nations neighbours neighbors sides parties governments leaders companies firms groups rivals teams clubs "
    "partners allies states cities banks carmakers airlines pair duo ministers presidents unions".split()
)
_BOTH = frozenset("both neither either".split())


def with_groups(match: Match, context: Sequence[Reading]) -> Match:
    """Pair two joined names with the one word that stands for both, whichever side has the names."""
    stated, given = match.stated, match.given
    target = [*match.given.facts[match.given_fact].places, *match.given.facts[match.given_fact].inherited]
    found: dict[int, tuple[int, ...]] = {}
    for place in stated.facts[match.fact].places:
        if place not in match.pairs and stated.words[place].lower in _GROUPS:
            joined = [p for pair in _joined(given) for p in pair if p in target]
            if joined:
                found[place] = tuple(joined)
    words = [p for p in target if given.words[p].lower in _GROUPS]
    for pair in _joined(stated) if words else ():
        lost = [p for p in pair if p not in match.pairs]
        if lost and any(all(_same(stated, p, names) for p in pair) for names in map(_all_names, context)):
            found |= {p: tuple(words) for p in lost}
    return replace(match, pairs={**match.pairs, **found}, matched=match.matched + len(found)) if found else match


def _joined(reading: Reading) -> list[tuple[int, ...]]:
    """Return the places of every two names joined by "and"."""
    return [
        (*one, *other)
        for one in reading.name_runs
        for other in reading.name_runs
        if other[0] - one[-1] == 2 and reading.words[one[-1] + 1].lower == "and"
    ]


def tells_of_two(reading: Reading) -> bool:
    """Whether a sentence names two by "and", or takes up two by "both" or "neither"."""
    return bool(_joined(reading)) or any(word.lower in _BOTH for word in reading.words)


def _all_names(reading: Reading) -> tuple[str, ...]:
    return tuple(reading.words[p].lower for run in reading.name_runs for p in run)


def _same(stated: Reading, place: int, names: Sequence[str]) -> bool:
    return any(same_name(stated.words[place].lower, name) for name in names)
