"""Words of the statement that the source does not say, or whose opposite it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retriever.checking.unnamed import named_otherwise, opens_with_name, unnamed
from retriever.checking.verdict import Problem, says_otherwise
from retriever.comparing.amounts import follows
from retriever.comparing.clauses import finite, verbal
from retriever.comparing.force import PURE, denials
from retriever.comparing.match import LIGHT, Match, body, given_places, matches, paired
from retriever.comparing.reading import Reading
from retriever.comparing.roles import converse, one_event
from retriever.comparing.units import CURRENCY
from retriever.comparing.wording import opposed


def unsaid(match: Match, context: Sequence[Reading], known: Sequence[Reading]) -> Iterator[Problem]:
    """Yield the content words that nothing in the source's fact matches, then the names."""
    stated, given = match.stated, match.given
    party = {p for places in stated.parties for p in places}
    lost_names: list[int] = []
    for place in body(stated, match.fact):
        word = stated.words[place]
        if place in match.pairs or (word.bases & PURE and any(cue.place == place for cue in stated.cues[match.fact])):
            continue
        if place in party or place in stated.quoted:
            continue  # whoever is credited is compared apart
        if place in stated.names or opens_with_name(match, place, context):
            if not named_otherwise(match, place, context, known):
                lost_names.append(place)
            continue
        if _earlier(match, place):
            continue
        reverse = [p for p in _reach(match) if opposed(word, given.words[p]) and not paired(match, p)]
        converted = [p for p in _reach(match) if converse(word, given.words[p]) and _one_event(match, place, p)]
        if converted:
            continue
        if reverse and any(place - 4 < p < place for p in denials(stated.cues[match.fact], place)):
            continue  # "has not been found" for "is missing"
        if reverse:
            theirs = given.words[reverse[0]].text
            yield says_otherwise("opposite", word.text, theirs)
            continue
        if any(matches(stated, place, other, p) for other in context for p, w in enumerate(other.words) if w.content):
            if (
                not (finite(stated.words, place) and verbal(word)) or _beyond(match, place)
            ) and not _in_place_of_another(match, place):
                continue
        if word.bases & LIGHT or (word.stem in {"author"}) or _told_otherwise(match, place):
            continue
        yield Problem(
            "content", f"The source's matching words do not say “{word.text}”.", word.text, given.fact(match.given_fact)
        )
    yield from unnamed(match, lost_names, context)


_CAUSES = frozenset("cause reason due result blame attribute".split())
_PRICES = frozenset("cost worth price value".split())
_KINDS_OF_PLACE = frozenset("river lake city town village island province region county state country".split())
_AGED = frozenset({"old", "aged"})
_FOLLOWS = frozenset("follow come".split())
_MADE = frozenset("build construct open launch create found establish introduce appoint name".split())
_MONEY = frozenset(CURRENCY.values())
_BECAUSE = frozenset("because due owing caused led after".split())


def _told_otherwise(match: Match, place: int) -> bool:
    """Whether small words of the source say it: "because" for "the cause", or the verb is one of saying ("they announced")."""
    word, before = match.stated.words[place], match.stated.words[place - 1].lower if place else ""
    if word.bases & _CAUSES:
        linked = _BECAUSE | ({"citing"} if "blame" in word.bases or "attribute" in word.bases else {"blame"})
        return any(match.given.words[p].lower in linked for p in given_places(match))
    if word.lower in _KINDS_OF_PLACE and _beside_name(match, place):
        return True
    if word.bases & _PRICES:
        return any(
            q.unit in _MONEY
            and any(follows(mine, q) for mine in match.stated.quantities if mine.unit == q.unit)
            and (q.before in {"for", "at", "of"} or any(w.content for w in match.given.words[q.last + 1 : q.last + 2]))
            for q in match.given.quantities
            if q.first in given_places(match)
        )
    if word.lower in _AGED and {place - 1, place + 1, place - 2} & match.stated.counted:
        return True  # the number beside it is compared itself
    if word.lower.endswith("er") and any(q.bound in "<>" and place + 2 == q.first for q in match.stated.quantities):
        return True  # "older than 16": so is the bound
    if word.bases & _FOLLOWS and _behind(match, place, "after"):
        return True
    if word.lower == "new":
        return any(match.given.words[p].bases & _MADE for p in given_places(match))
    if word.bases & {"oppose", "opposition", "opposed"}:
        return any(match.given.words[p].lower == "against" for p in given_places(match))
    return bool(word.bases & {"announce"}) and before in {"they", "it", "he", "she"}


def _beside_name(match: Match, place: int) -> bool:
    """Whether the noun only says what the place is whose name follows, and the source has no noun there: "the river Sind"."""
    names = (
        [q for q in match.pairs.get(place + 1, ()) if q in match.given.names] if place + 1 in match.stated.names else []
    )
    return bool(names) and not any(q and match.given.words[q - 1].content for q in names)


def _behind(match: Match, place: int, link: str) -> bool:
    """Whether what follows a verb of the statement stands in the source behind a small word, as in "resigned after a report"."""
    at = next((p for p in given_places(match) if match.given.words[p].lower == link), None)
    later = [found for p, found in match.pairs.items() if p > place]
    earlier = [found for p, found in match.pairs.items() if p < place]
    return (
        at is not None
        and bool(later and earlier)
        and all(any(q > at for q in found) for found in later)
        and all(any(q < at for q in found) for found in earlier)
    )


def _one_event(match: Match, place: int, other: int) -> bool:
    fact, target = match.stated.facts[match.fact], match.given.facts[match.given_fact]
    return one_event(match.stated.words, fact, place, match.given.words, target, other)


def _in_place_of_another(match: Match, place: int) -> bool:
    """Whether the source's fact has another word where the statement has this one: "best director" for "best actor"."""
    stated, given = match.stated, match.given
    if not place or place - 1 not in match.pairs or stated.words[place - 1].capital:
        return False
    nexts = [q + 1 for q in match.pairs[place - 1] if q in given_places(match) and q + 1 < len(given.words)]
    return bool(nexts) and all(
        given.words[q].content and not paired(match, q) and not finite(given.words, q) for q in nexts
    )


def _beyond(match: Match, place: int) -> bool:
    return any(matches(match.stated, place, match.given, p) for p, w in enumerate(match.given.words) if w.content)


def _reach(match: Match) -> list[int]:
    target = match.given.facts[match.given_fact]
    return [p for p in target.places if match.given.words[p].content]


def _earlier(match: Match, place: int) -> bool:
    """Whether "earlier" turns round the source's "after": what stands behind it came first."""
    after = next((p for p in given_places(match) if match.given.words[p].lower == "after"), None)
    if match.stated.words[place].lower not in {"earlier", "previously"} or after is None:
        return False
    verbs = [p for p in match.pairs if verbal(match.stated.words[p])]
    return bool(verbs) and all(any(q > after for q in match.pairs[p]) for p in verbs)
