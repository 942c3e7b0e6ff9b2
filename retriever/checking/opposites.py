"""Words that turn a fact round: a word beside its own opposite, and "before" for "after"."""

from __future__ import annotations

from collections.abc import Iterator

from retriever.checking.verdict import Problem, says_otherwise
from retriever.comparing.clauses import clause_of, verbal
from retriever.comparing.match import Match, paired
from retriever.comparing.wording import alike, opposed


def reversed_words(match: Match) -> Iterator[Problem]:
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
                paired(match, p) for p in rivals if any(q != place and p in match.pairs.get(q, ()) for q in match.pairs)
            )
        ):
            continue
        own = clause_of(stated.words, place, stated.facts[match.fact])

        def nearness(p: int, own: tuple[int, ...] = own, place: int = place) -> int:
            clause = set(clause_of(given.words, p, target))
            return sum(1 for q in own if q != place and any(r in clause for r in match.pairs.get(q, ())))

        if max(map(nearness, rivals)) > max(map(nearness, found)):
            theirs = given.words[max(rivals, key=nearness)].text
            yield says_otherwise("opposite", word.text, theirs)


_PARTICLES = ({"on", "off"}, {"up", "down"}, {"in", "out"}, {"for", "against"})


def turned_particles(match: Match) -> Iterator[Problem]:
    """Compare the particles of one verb: "switched on" for "switched off"."""
    stated, given = match.stated, match.given
    for place, found in match.pairs.items():
        for p in found:
            if (
                place + 1 >= len(stated.words)
                or p + 1 >= len(given.words)
                or stated.words[place].stem != given.words[p].stem
            ):
                continue
            mine, theirs = stated.words[place + 1].lower, given.words[p + 1].lower
            if {mine, theirs} in _PARTICLES and verbal(stated.words[place]):
                words, source = stated.span((place, place + 1)), given.span((p, p + 1))
                yield says_otherwise("opposite", words, source)
                return


_AGAINST = frozenset("oppose object reject protest criticise criticize defeat beat resist fight sue accuse".split())
_SIDED = frozenset("vote argue rule speak decide campaign advise recommend come be".split())
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


def turned_words(match: Match) -> Iterator[Problem]:
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
                yield says_otherwise("opposite", low, given.words[rivals[0]].text)
        if (
            low == "against"
            and any(word.bases & _SIDED for word in stated.words[max(0, place - 5) : place])
            and not any(given.words[p].lower == "against" or given.words[p].bases & _AGAINST for p in target)
        ):
            yield Problem(
                "opposite",
                "The statement says “against”, which the source does not.",
                low,
                given.fact(match.given_fact),
            )
