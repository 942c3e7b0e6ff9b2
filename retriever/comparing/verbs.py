"""What a verb does where it stands: tells a deed, leads to another verb, or leaves open whether it happened."""

from __future__ import annotations

from retriever.comparing.clauses import SUBORDINATING, finite, verbal
from retriever.comparing.reading import Reading
from retriever.comparing.speakers import saying
from retriever.lexicon import AUXILIARY, PREPOSITION


def is_deed(reading: Reading, place: int) -> bool:
    """Whether this form is a verb here and no noun: finite, after "to" or an auxiliary, or in -ing."""
    if (
        reading.words[place].lower == "close"
        and reading.words[place + 1 : place + 2]
        and reading.words[place + 1].lower == "to"
    ):
        return False
    if finite(reading.words, place):
        return True
    if reading.words[place].lower.endswith("ing"):
        return not place or reading.words[place - 1].lower not in {"the", "a", "an", "its", "his", "her", "their"}
    before = [word.lower for word in reading.words[max(0, place - 3) : place]]
    return (
        bool(before) and (before[-1] == "to" or bool(set(before) & AUXILIARY)) and before[-1] not in {"the", "a", "an"}
    )


def is_main(reading: Reading, place: int) -> bool:
    """Whether this is the verb of a clause, alone or behind its auxiliary ("will step down")."""
    before = reading.words[place - 1].lower if place else ""
    return finite(reading.words, place) or (verbal(reading.words[place]) and before in AUXILIARY | {"be", "been"})


def owns(reading: Reading, place: int) -> bool:
    """Whether "have" is the verb itself here: "had a contract"."""
    following = reading.words[place + 1].lower if place + 1 < len(reading.words) else ""
    return reading.words[place].lower in {"has", "have", "had"} and following in {"a", "an", "the", "no"}


def reduced(reading: Reading, place: int) -> bool:
    """Whether a participle only tells of the noun before it which one is meant: "were stolen by thieves disguised as"."""
    words = reading.words
    following = words[place + 1].lower if place + 1 < len(words) else ""
    if words[place].lower.endswith("ed") and following in {"of", "by", "as"} and place and words[place - 1].content:
        for p in range(place + 2, len(words)):
            if words[p].sign or words[p].lower in SUBORDINATING | {"and", "that"}:
                break
            if words[p].lower in AUXILIARY:
                return True  # "a man accused of breaking in was extradited"
    start = place
    while start and words[start - 1].content and not finite(words, start - 1):
        start -= 1
    if start == place or not start or words[start - 1].lower not in PREPOSITION or start in reading.timed:
        return False
    return words[place].lower.endswith("ed") and any(finite(words, p) and not saying(words[p]) for p in range(start))


def leads_on(reading: Reading, place: int) -> bool:
    """Whether a verb only leads to another ("agreed to buy"), which then tells the parts."""
    return any(w.lower == "to" for w in reading.words[place + 1 : place + 4]) and any(
        cue.place == place for found in reading.cues for cue in found
    )


_EVENTS = frozenset(
    "approval permission consent trip tour election recall strike vote trial sale purchase acquisition merger launch agreement deal construction withdrawal return visit meeting closure".split()
)


def tells(reading: Reading, place: int) -> bool:
    """Whether a word tells an event: a verb, no mere gerund, or a noun such as "approval"."""
    word = reading.words[place]
    following = reading.words[place + 1] if place + 1 < len(reading.words) else None
    if not place and following and following.content and not following.capital and not finite(reading.words, place + 1):
        return False  # "Free lunches were approved"
    gerund = word.lower.endswith("ing") and not is_deed(reading, place)
    return (verbal(word) and not gerund and (is_deed(reading, place) or is_main(reading, place))) or any(
        base in _EVENTS for base in word.bases
    )


_CARRIED_OUT = frozenset(
    "manage begin start continue help have use go come able forced oblige prove cease fail succeed serve".split()
)


def left_open(reading: Reading, place: int) -> bool:
    """Whether the verb stands after "to", so that the sentence leaves open whether it happened: "to sign or veto it" too."""
    before = [word.lower for word in reading.words[max(0, place - 3) : place]]
    if len(before) == 3 and before[0] == "to" and before[2] == "or":
        place -= 2
    elif before[1:] in (["to", "be"], ["to", "being"]):
        place -= 1
    return (
        place > 1
        and reading.words[place - 1].lower == "to"
        and not reading.words[place - 2].bases & _CARRIED_OUT
        and not any(w.bases & (_CARRIED_OUT - {"have", "use"}) for w in reading.words[max(0, place - 4) : place - 1])
        # "voted 54 to 43 to confirm": the count tells that it was carried.
        and not any("vote" in reading.words[p].bases and p + 1 in reading.counted for p in range(place - 1))
    )
