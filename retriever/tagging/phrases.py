"""Find the noun phrases of a question and guess what they name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from retriever import lexicon as lx
from retriever.tagging.tokens import Tag, Token, is_plural


class Kind(Enum):
    """What a phrase names, as far as its words tell."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    TIME = "time"
    NUMBER = "number"
    EVENT = "event"
    AGREEMENT = "agreement"
    THING = "thing"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: `first` and `last` are token numbers, `last` exclusive."""

    text: str
    start: int
    end: int
    first: int
    last: int
    kind: Kind
    plural: bool
    proper: bool
    determiner: str
    head: str

    @property
    def words(self) -> frozenset[str]:
        """The words in small letters, without determiners, prepositions and possessive endings."""
        found = re.findall(r"[^\W_]+", self.text.lower())
        return frozenset(found) - lx.DETERMINER - lx.PREPOSITION - lx.CONJUNCTION - {"s"}


def noun_phrases(text: str, tokens: Sequence[Token]) -> list[Phrase]:
    """Return the noun phrases of `text` in order; "N of N" is one phrase."""
    phrases: list[Phrase] = []
    i = 0
    while i < len(tokens):
        last = _phrase_end(tokens, i)
        if last is None:
            i += 1
            continue
        last = _extend(tokens, last)
        phrases.append(_make_phrase(text, tokens, i, last))
        i = last
    return phrases


def _phrase_end(tokens: Sequence[Token], i: int) -> int | None:
    """Return where the noun phrase that begins at token `i` ends, or None where none begins."""
    start = i
    while i < len(tokens) and tokens[i].tag in {Tag.DETERMINER, Tag.POSSESSIVE} and tokens[i].lower != "'s":
        i += 1
    if i > start and i < len(tokens) and tokens[i].lower in {"first", "last", "only"}:
        i += 1
    begin = i
    while i < len(tokens) and (
        tokens[i].tag is Tag.WORD or (tokens[i].lower == "'s" and tokens[i].tag is Tag.POSSESSIVE)
    ):
        i += 1
    if i > begin and tokens[i - 1].lower == "'s":
        i -= 1
    while i > begin and tokens[i - 1].lower in lx.ADJECTIVE and tokens[i - 1].text.islower():
        i -= 1
    return i if i > begin else None


def _extend(tokens: Sequence[Token], last: int) -> int:
    """Take in "of N" and, between names, "and N"."""
    while last + 1 < len(tokens):
        joint = tokens[last].lower
        if joint == "of" or (joint in {"and", "&"} and _named(tokens[last - 1]) and _named(tokens[last + 1])):
            after = _phrase_end(tokens, last + 1)
        else:
            after = None
        if after is None:
            return last
        last = after
    return last


def _named(token: Token) -> bool:
    return token.tag is Tag.WORD and token.text[0].isupper()


def _make_phrase(text: str, tokens: Sequence[Token], first: int, last: int) -> Phrase:
    part = tokens[first:last]
    determiner = part[0].lower if part[0].tag in {Tag.DETERMINER, Tag.POSSESSIVE} else ""
    core = [t for t in part if t.tag is Tag.WORD]
    stop = next((n for n, t in enumerate(part) if t.lower == "of"), len(part))
    heads = [t for t in part[:stop] if t.tag is Tag.WORD] or core
    head = heads[-1].lower
    proper = any(_named(t) and not (t.start == 0 and len(core) > 1 and not _named(core[1])) for t in core)
    joined = any(t.lower in {"and", "&"} for t in part)
    return Phrase(
        text=text[part[0].start : part[-1].end],
        start=part[0].start,
        end=part[-1].end,
        first=first,
        last=last,
        kind=kind_of([t.text for t in heads], proper, determiner),
        plural=joined or _reads_plural(heads[-1].text, proper, determiner),
        proper=proper,
        determiner=determiner,
        head=head,
    )


def _reads_plural(head: str, proper: bool, determiner: str) -> bool:
    """Tell whether a head is plural; of names only those with "the", as in "the Sea Peoples"."""
    if not (proper and head[0].isupper()):
        return is_plural(head)
    return is_plural(head) and determiner == "the" and head.lower() not in _SINGULAR_NAMES


_SINGULAR_NAMES = lx.ORGANISATION_NAMES | lx.PLACES | {"states", "nations", "emirates"}


def kind_of(words: Sequence[str], proper: bool, determiner: str = "") -> Kind:
    """Guess what a phrase names from its words; `words` in their case, determiners left out."""
    lower = [w.lower() for w in words]
    head = lower[-1]
    number = re.compile(r"\d")
    if head in lx.MONTHS | lx.DAYS | lx.TIME_NOUNS or re.fullmatch(r"(1[89]|20)\d\d", head):
        return Kind.TIME
    if lower[0] in lx.MONTHS and number.match(head):
        return Kind.TIME
    if head in lx.PLACES or (len(lower) > 1 and " ".join(lower[-2:]) in _LONG_PLACES):
        return Kind.PLACE
    if proper and head in lx.ORGANISATION_NAMES:
        return Kind.ORGANISATION
    if set(lower) & lx.TITLES or set(lower) & (lx.MALE_NAMES | lx.FEMALE_NAMES) or _is_person_noun(head):
        return Kind.PERSON
    for nouns, kind in (
        (lx.ORGANISATION_NOUNS, Kind.ORGANISATION),
        (lx.PLACE_NOUNS, Kind.PLACE),
        (lx.EVENT_NOUNS, Kind.EVENT),
        (lx.AGREEMENT_NOUNS, Kind.AGREEMENT),
    ):
        if head in nouns or (is_plural(head) and (head[:-1] in nouns or head[:-3] + "y" in nouns)):
            return kind
    if proper:
        return Kind.NAME
    if number.match(lower[0]) and not determiner:
        return Kind.NUMBER
    return Kind.THING


_LONG_PLACES = frozenset(
    {"united states", "south korea", "north korea", "new york", "hong kong", "saudi arabia", "united kingdom",
     "south africa", "los angeles", "san francisco", "new zealand", "white house", "middle east", "european union",
     "sri lanka", "costa rica", "tel aviv", "ho chi", "new delhi", "washington d.c.", "abu dhabi"}
)  # fmt: skip


def _is_person_noun(head: str) -> bool:
    return head in lx.PERSON_NOUNS or (is_plural(head) and head[:-1] in lx.PERSON_NOUNS)
