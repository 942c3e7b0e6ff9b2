"""Who did what to whom: the parts around a verb that statement and source share."""

from __future__ import annotations

from collections.abc import Sequence

from retriever.comparing.clauses import SUBORDINATING, UNCHANGED, Fact, finite
from retriever.comparing.units import FRACTION, SMALL
from retriever.comparing.wording import Word, agree, alike, bases

_BE = frozenset("is are was were be been being".split())
_SAID = frozenset("said says say added adds announced reported".split())
_STOPS = SUBORDINATING | {";", ":", '"', "“", "”", "that", "but", "while", "whereas"}
_ROLE_OF = {"to": "to", "from": "from", "by": "by", "against": "to", "over": "to", "into": "to"}
# What the parts of a verb are called when its counterpart tells the same event from the other side.
_SIDES = {
    "sell": {"agent": "giver", "to": "receiver"}, "buy": {"agent": "receiver", "from": "giver"},
    "acquire": {"agent": "receiver", "from": "giver"}, "purchase": {"agent": "receiver", "from": "giver"},
    "export": {"agent": "giver", "to": "receiver"}, "import": {"agent": "receiver", "from": "giver"},
    "give": {"agent": "giver", "to": "receiver"}, "receive": {"agent": "receiver", "from": "giver"},
    "pay": {"agent": "giver", "to": "receiver"}, "lend": {"agent": "giver", "to": "receiver"},
    "borrow": {"agent": "receiver", "from": "giver"}, "beat": {"agent": "winner", "patient": "loser"},
    "defeat": {"agent": "winner", "patient": "loser"}, "lose": {"agent": "loser", "to": "winner"},
    "win": {"agent": "winner", "to": "loser"}, "lead": {"agent": "leader", "patient": "trailer"},
    "die": {"agent": "patient"}, "trail": {"agent": "trailer", "patient": "leader"},
    "supply": {"agent": "giver", "to": "receiver"}, "take": {"agent": "receiver", "from": "giver"},
}  # fmt: skip
_PAIRS = (
    {"sell", "buy"}, {"sell", "acquire"}, {"sell", "purchase"}, {"export", "import"}, {"give", "receive"}, {"pay", "receive"},
    {"lend", "borrow"}, {"beat", "lose"}, {"defeat", "lose"}, {"win", "lose"}, {"lead", "trail"}, {"give", "take"},
)  # fmt: skip
_MUTUAL = frozenset(
    "meet talk merge marry discuss agree negotiate join cooperate play fight share compete differ".split()
)
_BY_MEASURE = frozenset("grew rose fell dropped".split())
_TIME = frozenset("last next year month week day quarter night morning evening early late recently".split())
_OPPOSED = ({"giver", "receiver"}, {"winner", "loser"}, {"leader", "trailer"})


def converse(one: Word, other: Word) -> bool:
    """Whether two verbs tell one event from its two sides, as "sell" and "buy" do."""
    return any(
        (pair & one.bases) and (pair & other.bases) and (pair & one.bases) != (pair & other.bases) for pair in _PAIRS
    )


def _participle(word: Word) -> bool:
    return (
        word.lower.endswith(("ed", "en", "wn"))
        or word.lower in UNCHANGED
        or (bool(bases(word.lower) - {word.lower}) and not word.lower.endswith(("ing", "s")))
    )


def _done_by(words: Sequence[Word], verb: int) -> bool:
    """Whether a participle names who did it: "a vaccine developed by Halvorsen", unlike "fell by half"."""
    if verb + 2 >= len(words) or words[verb + 1].lower != "by":
        return False
    return words[verb].lower not in _BY_MEASURE and not any(
        word.lower[0].isdigit() or word.lower in SMALL | FRACTION or word.lower.endswith("ing")
        for word in words[verb + 2 : verb + 5]
    )


def roles(words: Sequence[Word], fact: Fact, verb: int) -> dict[int, str]:
    """Return the part that each content word of the fact plays for one of its verbs."""
    passive = _participle(words[verb]) and (
        any(words[p].lower in _BE for p in fact.places if verb - 4 < p < verb and not words[p].capital)
        or _done_by(words, verb)
    )
    found: dict[int, str] = {}
    if not words[verb].lower.endswith("ing") or (verb and words[verb - 1].lower in _BE | {"not", "also"}):
        for p in _left(words, fact, verb):
            found[p] = "patient" if passive else "agent"
        if not any(p in found for p in fact.places):
            for p in fact.inherited:
                found[p] = "patient" if passive else "agent"
    elif verb and words[verb - 1].lower == ",":  # "Ferreira became champion, beating Xia Meilin"
        main = next((p for p in fact.places if p < verb and finite(words, p)), None)
        if main is not None:
            found.update(dict.fromkeys(_left(words, fact, main), "agent"))
    role = "patient"
    for p in fact.places:
        if p <= verb:
            continue
        low = words[p].lower
        if low == "of" and p + 1 < len(words) and words[p + 1].lower.endswith("ing"):
            break
        if low in _STOPS or (finite(words, p) and not words[p].lower.endswith("ed")):
            break
        if low == "out" and p + 1 < len(words) and words[p + 1].lower == "of":
            role = "from"
        elif low in _ROLE_OF:
            role = _ROLE_OF[low]
        elif low in {
            "for",
            "in",
            "on",
            "at",
            "with",
            "through",
            "across",
            "under",
            ",",
            "during",
            "about",
            "near",
            "than",
        }:
            role = "other"
        elif (
            words[p].content
            and role != "other"
            and not _owns(words, p)
            and not _gerund(words, p)
            and not _when(words, p)
        ):
            if role == "by":
                found[p] = "agent" if passive else "other"
            elif not (passive and role == "patient"):
                found[p] = role
    return found


def _left(words: Sequence[Word], fact: Fact, verb: int) -> list[int]:
    """Return the content words of the subject: back to the clause's start, without adjuncts that open it."""
    back: list[int] = []
    for p in sorted((p for p in fact.places if p < verb), reverse=True):
        if words[p].lower in _STOPS or words[p].lower in {"whether"}:
            break
        back.append(p)
    opened = back and back[-1] and words[back[-1] - 1].lower in SUBORDINATING
    back.reverse()
    if opened and any(words[p].lower == "," for p in back):
        comma = max(p for p in back if words[p].lower == ",")
        back = [p for p in back if p > comma] or back
    if (
        back
        and any(words[p].lower == "," for p in back)
        and words[back[0]].lower in {"in", "on", "by", "with", "at", "under", "for", "during", "after", "from", "as"}
    ):
        comma = next(p for p in back if words[p].lower == ",")
        back = [p for p in back if p > comma]
    said = [p for p in back if words[p].lower in _SAID]
    if said:
        back = [p for p in back if p > said[-1]]  # "the union said dockworkers accepted": a clause of its own
    stop = next((p for p in back if finite(words, p)), verb)
    kept: list[int] = []
    other = False
    for p in back:
        if p >= stop:
            break
        if words[p].lower in {"to", "from", "by", "against", "at", "on", "with", "than"}:
            other = True
        if words[p].content and not other and not words[p].bases & _TIME and not _owns(words, p):
            kept.append(p)
    return kept


def _gerund(words: Sequence[Word], place: int) -> bool:
    """Whether a form in -ing leads on; at the end of its phrase it is a noun: "blame hoarding"."""
    return words[place].lower.endswith("ing") and place + 1 < len(words) and not words[place + 1].sign


def _when(words: Sequence[Word], place: int) -> bool:
    """Whether the word belongs to a time such as "last year"."""
    return bool(words[place].bases & _TIME) and bool(words[place - 1].bases & {"last", "next", "this"})


def _owns(words: Sequence[Word], place: int) -> bool:
    """Whether the word is part of a name that only owns what follows: "Yara Linde's coach"."""
    while words[place].capital and not words[place].possessive and place + 1 < len(words):
        place += 1
    return words[place].capital and words[place].possessive


def _canonical(verb: Word, role: str) -> str:
    for base in verb.bases:
        if base in _SIDES:
            return _SIDES[base].get(role, role)
    return role


def modifies(words: Sequence[Word], place: int) -> bool:
    """Whether the word only tells which kind its noun is of: "cocoa" in "cocoa farmers", "Zentro" in "Zentro customers"."""
    following = words[place + 1] if place + 1 < len(words) else None
    return (
        following is not None
        and following.content
        and not finite(words, place + 1)
        and (not following.capital or not words[place].capital)
    )


def _parts(words: Sequence[Word], fact: Fact, verb: int) -> dict[int, str]:
    """Return the part that each place plays in the verb's event, whichever of two converse verbs tells it."""
    return {p: _canonical(words[verb], role) for p, role in roles(words, fact, verb).items()}


def swapped(
    stated: Sequence[Word],
    stated_fact: Fact,
    stated_verb: int,
    given: Sequence[Word],
    given_fact: Fact,
    given_verb: int,
) -> tuple[int, int] | None:
    """Return the places of a name whose part differs between statement and source, or None.

    It differs when it does what in the source somebody else does, and in the source has another part in the same event.
    """
    if stated[stated_verb].bases & _MUTUAL:
        return None
    left, right = _parts(stated, stated_fact, stated_verb), _parts(given, given_fact, given_verb)
    for p, role in left.items():
        if modifies(stated, p):
            continue
        counterpart = [
            q
            for q in right
            if not modifies(given, q)
            and (stated[p].lower == given[q].lower or (not stated[p].capital and alike(stated[p], given[q])))
        ]
        if not counterpart or role == "other" or not any(right[q] != "other" for q in counterpart):
            continue
        if {role, *(right[q] for q in counterpart)} <= {"patient", "to", "from", "receiver"} and {"to", "from"} != {
            role,
            right[counterpart[0]],
        }:
            continue
        if all(right[q] != role for q in counterpart) and any(
            other == role for q, other in right.items() if q not in counterpart
        ):
            return p, counterpart[0]
        if all({role, right[q]} in _OPPOSED for q in counterpart):
            return p, counterpart[0]
    return None


def one_event(
    stated: Sequence[Word],
    stated_fact: Fact,
    stated_verb: int,
    given: Sequence[Word],
    given_fact: Fact,
    given_verb: int,
) -> bool:
    """Whether two converse verbs tell one event: somebody plays the same part in both."""
    left, right = _parts(stated, stated_fact, stated_verb), _parts(given, given_fact, given_verb)
    sides = set().union(*_OPPOSED)
    return any(
        role in sides and right[q] == role and agree(stated[p], given[q]) for p, role in left.items() for q in right
    )
