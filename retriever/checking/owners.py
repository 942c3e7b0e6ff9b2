"""Things that the source gives to another owner."""

from __future__ import annotations

from collections.abc import Iterator

from retriever.checking.verdict import Problem, says_otherwise
from retriever.comparing.match import Match
from retriever.comparing.names import same_name
from retriever.comparing.reading import Reading
from retriever.comparing.wording import agree


def other_owner(match: Match) -> Iterator[Problem]:
    """Where the statement gives to one owner what the source gives to another ("Kestria's army")."""
    stated, given = match.stated, match.given

    for owner, thing in _owned(stated):
        if owner not in stated.facts[match.fact].places:
            continue
        rivals = [(o, t) for o, t in _owned(given) if agree(stated.words[thing], given.words[t])]
        if rivals and not any(same_name(stated.words[owner].lower, given.words[o].lower) for o, _ in rivals):
            words, source = stated.span((owner, thing)), given.span(rivals[0])
            yield says_otherwise("role", words, source)


def _owned(reading: Reading) -> list[tuple[int, int]]:
    """Return every named owner with the thing owned, which numbers may part: "Delmar Foods' 2.1 billion euro takeover"."""
    found = []
    for p, word in enumerate(reading.words[:-1]):
        plural = word.text.lower().endswith("s") and reading.words[p + 1].text in {"'", "’"}
        if not word.capital or not (word.possessive or plural) or p in reading.timed:
            continue
        thing = p + (2 if plural else 1)
        while thing < len(reading.words) and thing in reading.counted:
            thing += 1
        if thing < len(reading.words) and reading.words[thing].content:
            found.append((p, thing))
    return found
