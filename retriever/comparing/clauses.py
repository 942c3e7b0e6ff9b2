"""Cut a sentence into the facts that it joins, so that words of one fact are not matched with words of another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from retriever.comparing.wording import Word
from retriever.lexicon import AUXILIARY, VERBS

JOINING = frozenset("while whereas but although though".split())
SUBORDINATING = frozenset("after before because as when if unless since until who whose which where".split())
RELATIVE = frozenset("who whose which where".split())
_PRONOUNS = frozenset("he she it they".split())
_OBJECT_PRONOUNS = frozenset("it them him her".split())
_LEADS_NOUN = frozenset("the a an its their his her to of in by for no this our at from with on".split())
_NOT_VERBS = frozenset(
    "need speed hundred indeed united embed seed feed breed wicked naked sacred exceed proceed succeed".split()
)
_NOT_FINITE = frozenset("be been being to".split())
_MORE_VERBS = frozenset(
    """
    own owe cost treat conceal exceed earn seek resume recall beat defeat overcome trail lead succeed replace lend borrow sue arrest free rescue strike hit jail sentence clear
    acquit convict charge steal rob catch throw draw cut bite fine score shed set put hurt win lose fall rise quit buy sell
    step stand snap kick pull hand outbid overtake chase lease rent hire fire sack dismiss bomb shell sink seize capture free host visit greet
    """.split()
)
UNCHANGED = frozenset("beat cut hit put set shut cost quit hurt split spread let cast".split())
_TALK = frozenset("say tell report add note announce explain write".split())


@dataclass(frozen=True, slots=True)
class Fact:
    """One of the joined facts: the places of its words, and of the names that it takes over from the fact before."""

    places: tuple[int, ...]
    inherited: frozenset[int]


def finite(words: Sequence[Word], place: int) -> bool:
    """Whether this word looks like the verb of a clause: an auxiliary, or a verb's form not led by a determiner."""
    word = words[place]
    if word.lower in AUXILIARY and word.lower not in _NOT_FINITE:
        return True
    if word.capital or word.lower.endswith("ing") or not verbal(word):
        return False
    if place and words[place - 1].lower in _LEADS_NOUN:
        return False
    return word.lower.endswith("ed") or word.lower in UNCHANGED or (len(word.bases) > 1 and not _plural(words, place))


def _plural(words: Sequence[Word], place: int) -> bool:
    """Whether a form in -s is a noun here ("steel exports to Vessia rose")."""
    word = words[place]
    if not word.lower.endswith("s") or not place or place + 1 >= len(words):
        return False
    before, following = words[place - 1], words[place + 1]
    if not (before.content and (not before.capital or before.text.endswith("s"))):
        return False
    if following.lower == "to":
        return place + 2 >= len(words) or words[place + 2].capital or not words[place + 2].bases & VERBS
    return following.lower in _LEADS_NOUN - {"the", "a", "an", "its", "their", "his", "her", "no"} | {","} or (
        following.lower in AUXILIARY
        or following.lower.endswith("ed")
        or "rise" in following.bases
        or "fall" in following.bases
    )


def verbal(word: Word) -> bool:
    """Whether this word may be a form of a verb."""
    return _verbal(word.bases, word.lower)


@lru_cache(1 << 15)
def _verbal(forms: frozenset[str], lower: str) -> bool:
    if any(base.partition("_")[0] in VERBS | _MORE_VERBS | UNCHANGED for base in forms):
        return True
    return len(lower) > 4 and lower.endswith(("ed", "ing")) and lower not in _NOT_VERBS


def _starts_fact(words: Sequence[Word], place: int, begin: int) -> bool:
    """Whether "and" or "or" at this place joins a new fact rather than another noun."""
    if not any(finite(words, p) and not words[p].bases & _TALK for p in range(begin, place)):
        return False
    after = place + 1
    while after < len(words) and words[after].lower.endswith("ly"):
        after += 1
    if after >= len(words):
        return False
    if finite(words, after) or (words[after].lower.endswith("ing") and verbal(words[after])):
        return True
    reach = 8 if place and words[place - 1].lower == "," else 3
    for later in range(after, min(after + reach, len(words))):
        if words[later].lower in {",", ";", "."} | SUBORDINATING:
            return False
        if finite(words, later) or (later > after and words[later].lower in VERBS and not words[later].capital):
            return True
    return False


def facts(words: Sequence[Word]) -> tuple[Fact, ...]:
    """Return the facts of a sentence in order; a relative clause between commas is one of its own."""
    pieces: list[list[int]] = [[]]
    relative = False
    quoted = False
    begin = 0
    for place, word in enumerate(words):
        low = word.lower
        if low in {'"', "“", "”"}:
            quoted = low == "“" or (low == '"' and not quoted)
        after_comma = place > 0 and words[place - 1].lower == ","
        if relative and not quoted and low in {",", ";"}:
            relative = False
            pieces.append(pieces.pop(-2))
        elif quoted:
            pass
        elif (
            low in {";", "—"}
            or (
                low in JOINING
                and place
                and not (low == "but" and words[place - 1].lower in {"all", "nothing", "last", "frank"})
                and (after_comma or low in {"but", "while", "whereas"})
                and any(finite(words, p) for p in range(place + 1, len(words)))
            )
            or (low in {"and", "or"} and _starts_fact(words, place, begin))
        ):
            pieces.append([])
            begin = place
        elif low in RELATIVE and after_comma and pieces[-1]:
            pieces.append([])
            relative = True
        pieces[-1].append(place)
    ordered = sorted((piece for piece in pieces if piece), key=lambda piece: piece[0])
    return tuple(_with_inherited(words, ordered))


def _with_inherited(words: Sequence[Word], pieces: Sequence[Sequence[int]]) -> list[Fact]:
    made: list[Fact] = []
    for index, piece in enumerate(pieces):
        inherited: frozenset[int] = frozenset()
        if index:
            previous = made[index - 1]
            verb = next((p for p in piece if finite(words, p)), None)
            lead = [p for p in piece if verb is None or p < verb]
            own = any(words[p].content and words[p].lower not in JOINING for p in lead)
            pronoun = any(words[p].lower in _PRONOUNS and p + 1 < len(words) and finite(words, p + 1) for p in piece)
            if words[piece[0]].lower in RELATIVE:
                inherited = frozenset(
                    p for p in previous.places if p < piece[0] and words[p].content and not finite(words, p)
                )
            elif not own or pronoun:
                inherited = _subject(words, previous)
            if any(
                words[p].lower in _OBJECT_PRONOUNS and not (p + 1 < len(words) and finite(words, p + 1)) for p in piece
            ):
                inherited |= _objects(words, previous)
        made.append(Fact(tuple(piece), inherited))
    return made


def _objects(words: Sequence[Word], fact: Fact) -> frozenset[int]:
    """Return the content words after the fact's first verb, which a pronoun of the next fact may stand for."""
    verb = next((p for p in fact.places if finite(words, p)), None)
    return frozenset(
        p for p in fact.places if verb is not None and p > verb and words[p].content and not finite(words, p)
    )


def _subject(words: Sequence[Word], fact: Fact) -> frozenset[int]:
    """Return the places before the fact's first verb, or what it inherited where it has no subject of its own."""
    verb = next((p for p in fact.places if finite(words, p)), None)
    own = frozenset(p for p in fact.places if verb is not None and p < verb and words[p].content)
    return own | fact.inherited


def clause_of(words: Sequence[Word], place: int, fact: Fact) -> tuple[int, ...]:
    """Return the places of the clause around one word, cut at words such as "after" and "because"."""
    clause: list[int] = []
    for p in fact.places:
        relative = words[p].lower == "that" and p and words[p - 1].content and not finite(words, p - 1)
        opens = words[p].lower in SUBORDINATING or (relative and p + 1 < len(words) and finite(words, p + 1))
        if opens and not (words[p].lower == "as" and words[p - 1].lower in {"such", "as"}):
            if place < p:
                return tuple(clause)
            clause = []
        clause.append(p)
    return tuple(clause)
