"""Tell from the question words what sort of thing the answer is, such as a person, a number or a date."""

from collections.abc import Sequence
from enum import Enum

from retriever import lexicon as lx
from retriever.tagging.tokens import Tag, Token, singular


class Expected(Enum):
    """What sort of thing the answer is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    DURATION = "duration"
    REASON = "reason"
    MANNER = "manner"
    YES_NO = "yes-no"
    THING = "thing"


_MONEY = frozenset(
    "cost costs price worth pay paid spend spent charge earn salary fee fine fined budget revenue profit loss money "
    "value".split(" ")
)
_MONEY_NOUNS = frozenset(
    "price cost fee salary fine budget revenue profit loss turnover debt value dollars euros yen pounds".split(" ")
)
_NUMBER_NOUNS = frozenset(
    "number percentage percent share amount rate population size speed height depth weight score total temperature age "
    "figure toll margin magnitude capacity length distance".split(" ")
)
_DATE_NOUNS = frozenset("date day year month week time hour deadline century weekday".split(" "))
_DURATION_NOUNS = frozenset("year month week day hour minute second decade".split(" "))


def expected_answer(tokens: Sequence[Token]) -> Expected:
    """Return what sort of answer the question words ask for."""
    words = [t.lower for t in tokens]
    start = next((i for i, t in enumerate(tokens) if t.tag is Tag.WH), None)
    if start is None or (tokens and tokens[0].tag is Tag.AUXILIARY):
        return Expected.YES_NO if tokens and tokens[0].tag is Tag.AUXILIARY else _sort_of_list(words)
    asking, rest = words[start], words[start + 1 :]
    if asking in {"who", "whom", "whose"}:
        return Expected.PERSON
    if asking in {"when", "where"}:
        return Expected.DATE if asking == "when" else Expected.PLACE
    if asking == "why":
        return Expected.REASON
    if asking == "how":
        return _how(words, rest)
    before = words[:start]
    noun = asked_noun(tokens, start)
    if noun in _DURATION_NOUNS and "for" in before:
        return Expected.DURATION
    if noun:
        return _sort_of_noun(noun, words)
    if rest[:1] and rest[0] in {"caused", "led", "triggered", "prompted"}:
        return Expected.REASON
    if set(rest) & {"cost", "costs"}:
        return Expected.MONEY
    return Expected.THING


def _how(words: Sequence[str], rest: Sequence[str]) -> Expected:
    first = rest[0] if rest else ""
    if first == "much":
        return Expected.MONEY if set(rest) & _MONEY else Expected.NUMBER
    if first == "many":
        timed = len(rest) > 1 and singular(rest[1]) in _DURATION_NOUNS and "for" in words
        return Expected.DURATION if timed else Expected.NUMBER
    if first == "long":
        return Expected.DURATION
    if first in {
        "old",
        "far",
        "high",
        "big",
        "large",
        "fast",
        "tall",
        "deep",
        "heavy",
        "often",
        "wide",
        "small",
        "strong",
        "likely",
    }:
        return Expected.NUMBER
    if first in {"soon", "recently"}:
        return Expected.DATE
    return Expected.REASON if first == "come" else Expected.MANNER


def asked_noun(tokens: Sequence[Token], start: int) -> str:
    """Return the noun that "which" or "what" asks for, or that "what is the …" names."""
    i = start + 1
    if i < len(tokens) and tokens[i].tag is Tag.AUXILIARY and tokens[i].lower in {"is", "are", "was", "were", "'s"}:
        i += 1
        if i >= len(tokens) or tokens[i].tag is not Tag.DETERMINER:
            return ""
    nouns: list[str] = []
    while i < len(tokens) and (
        tokens[i].tag in {Tag.WORD, Tag.DETERMINER} or (tokens[i].lower == "else" and not nouns)
    ):
        if tokens[i].tag is Tag.WORD:
            nouns.append(tokens[i].lower)
        i += 1
    return singular(nouns[-1]) if nouns else ""


def _sort_of_noun(noun: str, words: Sequence[str]) -> Expected:
    for nouns, sort in (
        (_MONEY_NOUNS, Expected.MONEY),
        (_NUMBER_NOUNS, Expected.NUMBER),
        (_DATE_NOUNS, Expected.DATE),
        (frozenset({"reason", "cause", "motive", "grounds"}), Expected.REASON),
        (frozenset({"means", "way", "method"}), Expected.MANNER),
        (
            lx.PERSON_NOUNS | frozenset({"candidate", "person", "people", "victim", "winner", "survivor"}),
            Expected.PERSON,
        ),
        (lx.ORGANISATION_NOUNS | frozenset({"insurer", "outlet"}), Expected.ORGANISATION),
        ((lx.PLACE_NOUNS - {"state"}) | frozenset({"place", "continent", "location", "village"}), Expected.PLACE),
    ):
        if noun in nouns:
            return Expected.PERSON if noun == "name" and "victims" in words else sort
    return Expected.THING


def _sort_of_list(words: Sequence[str]) -> Expected:
    for word in words:
        sort = _sort_of_noun(singular(word), words)
        if sort is not Expected.THING:
            return sort
    return Expected.THING
