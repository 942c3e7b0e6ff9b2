"""Find where the content begins after a reporting verb: behind "that", a hearer, a time or a place."""

from __future__ import annotations

from collections.abc import Sequence

from retriever.attributing.frames.frame import QUOTE
from retriever.attributing.frames.phrase import text_of
from retriever.attributing.frames.subject import PLURALS
from retriever.attributing.outlets import is_outlet
from retriever.attributing.predicate import has_predicate, predicate_index
from retriever.attributing.reporting import Verb
from retriever.attributing.words import AUXILIARIES, DETERMINERS, PREPOSITIONS, RELATIVES, Word, class_of

_HEARER_NOUNS = class_of(
    "reporters journalists parliament lawmakers lawmaker court jurors jury investors analysts conference briefing council "
    "committee panel senators delegates crowd audience supporters state television radio media newspaper mps hearing "
    "inquiry meeting staff employees police listeners viewers agency broadcaster shareholders friends colleagues allies aides family relatives fans voters supporters pupils parents guests customers "
    "ministers officials workers worshippers residents members farmers passengers patients reporter mourners them him her us me"
)


def content_start(surface: Sequence[Word], start: int, verb: Verb) -> int | None:
    """Return where the content begins after a verb, or None where the words after it hold no content."""
    rest = surface[start:]
    limit = min(len(rest), 34)
    depth = 0
    for offset in range(limit):
        low = rest[offset].low
        if low == "(":
            depth += 1
        elif low == ")":
            depth -= 1
        if depth:
            continue
        if low == "that" and not has_predicate(rest[:offset]):
            follows = offset == 0 or rest[offset - 1].low in {","} or not _is_noun_relative(rest, offset)
            if follows:
                return start + offset + 1
        if low in {"whether", "if", "how", "why"} and offset == 0:
            return start + offset + 1
        if low in {QUOTE, ":"} and not has_predicate(rest[:offset]) and offset < 28:
            if low == QUOTE and verb.weak and offset > 3 and not verb.takes_hearer:
                continue
            return start + offset + (low == ":")
        if low == "adding" or (low in {";"}):
            break
    if verb.weak and not verb.takes_hearer and verb.base not in {"report", "announce"} and not _bare_clause(rest, verb):
        return None
    offset = 0
    if verb.takes_hearer:
        offset = _hearer_end(rest)
        if offset == 0:
            return None
    offset += _adverbial(rest[offset:])
    clause = rest[offset:]
    stop = next((i for i, word in enumerate(clause) if word.low == "," and not has_predicate(clause[:i])), None)
    if (
        clause
        and clause[0].low not in {",", ".", "to", "for", "by", "from", "with", "in", "on"}
        and has_predicate(clause)
    ):
        if stop is not None and clause[stop + 1 : stop + 2] and clause[stop + 1].low in {"adding", "citing"}:
            return None
        return start + offset
    return None


_SHOWS = class_of("show indicate suggest")
_WITHOUT_THAT = class_of(
    "fear hope suspect worry find reveal note learn hear estimate prove demonstrate swear understand guess bet"
)


def _bare_clause(rest: Sequence[Word], verb: Verb) -> bool:
    """Tell whether a clause without "that" follows a verb that may as well take an object: "figures show prices rose"."""
    if not rest or rest[0].low in PREPOSITIONS | {"to", ",", "."}:
        return False
    place = predicate_index(rest)
    if not place or any(word.low in RELATIVES | {",", "that"} for word in rest[:place]):
        return False
    return verb.base in _SHOWS or (verb.base in _WITHOUT_THAT and rest[place].low in AUXILIARIES)


def _is_noun_relative(rest: Sequence[Word], offset: int) -> bool:
    """Tell "said the plan that …" (a relative clause) from "told the court that …"."""
    previous = rest[offset - 1]
    return not (
        previous.low in _HEARER_NOUNS
        or previous.is_capital
        or previous.low.endswith(("day", "ly"))
        or previous.low
        in {
            "week",
            "month",
            "year",
            "days",
            "weeks",
            "months",
            "years",
            "today",
            "yesterday",
            "statement",
            "report",
            "interview",
            "letter",
            "filing",
            "press",
            "release",
            "post",
            "note",
            "tweet",
            "x",
            "later",
            "earlier",
            "speech",
            "article",
            "memo",
            "morning",
            "evening",
            "night",
            "afternoon",
            "email",
            "editorial",
            "also",
            "again",
            "summit",
            "call",
            "message",
            "document",
            "study",
            "out",
            ")",
            "time",
            "paper",
        }
    )


def _hearer_end(rest: Sequence[Word]) -> int:
    """Return how many words name the hearer of "told"; 0 where there is none."""
    index = 0
    while index < len(rest) and (
        rest[index].low in DETERMINERS or rest[index].low in {"state", "local", "national", "public", "several"}
    ):
        index += 1
    first = index
    while index < len(rest) and rest[index].is_capital:
        index += 1
        if index + 1 < len(rest) and rest[index].low in {"of", "and", "&", "'s", "'"} and rest[index + 1].is_capital:
            index += 1
    if index > first:
        names = rest[first:index]
        for size in range(len(names), 0, -1):
            if is_outlet(text_of(names[:size]), lenient=True) and (
                size == len(names) or is_outlet(names[size - 1].text, lenient=True) or size == 1
            ):
                return first + size
        if index < len(rest) and rest[index].low in _HEARER_NOUNS:
            return index + 1
        return index
    while index < len(rest) and index < first + 4:
        if rest[index].low in _HEARER_NOUNS:
            return index + 1
        index += 1
    return min(first + 1, len(rest)) if first else (1 if rest and rest[0].low in _HEARER_NOUNS else 0)


def _adverbial(rest: Sequence[Word]) -> int:
    """Return how many words of time or manner come first ("on Tuesday", "in a statement")."""
    if not rest or rest[0].low not in {
        "on",
        "in",
        "late",
        "early",
        "last",
        "yesterday",
        "today",
        "earlier",
        "at",
        "to",
        "after",
        "this",
        "during",
    }:
        return 0
    if rest[0].low == "this" and (len(rest) < 2 or rest[1].low not in {"week", "month", "year", "morning"}):
        return 0
    for index in range(1, min(len(rest), 12)):
        if rest[index].low == ",":
            return 0
        previous = rest[index - 1].low
        if previous in PREPOSITIONS | DETERMINERS:
            continue
        starts_clause = (
            rest[index].low in DETERMINERS | PLURALS | {"he", "she", "it", "there"}
            or (rest[index].is_capital and not rest[index - 1].is_capital)
            or previous.endswith("day")
        )
        if starts_clause and has_predicate(rest[index:]):
            return index
    return 0
