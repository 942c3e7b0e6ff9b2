"""Find the subject of a reporting verb, what stands beside it, and the content to its left."""

from __future__ import annotations

from collections.abc import Sequence

from retriever.attributing.frames.frame import QUOTE
from retriever.attributing.frames.phrase import segments_of
from retriever.attributing.predicate import has_predicate, predicate_index
from retriever.attributing.words import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    POSSESSIVES,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
    Word,
    class_of,
)

TRAILING = class_of(
    "also first later earlier then again subsequently separately previously further already once now still recently"
)
PLURALS = class_of(
    "i we you they people police others many some both all men women those witnesses media few most who data"
)
OPENERS = class_of(
    "asked speaking citing quoting referring writing responding replying commenting meanwhile however separately also "
    "still instead earlier later today yesterday nevertheless moreover furthermore additionally then yet last this "
    "addressing asking testifying appearing talking answering recalling announcing noting adding"
)
_AFTER_NOUN = class_of(
    "close familiar briefed involved seen reviewed obtained viewed released published compiled filed collected gathered "
    "issued taken polled surveyed opposed loyal"
)
_NOT_ADVERBS = class_of("daily weekly monthly family ally assembly supply bully anomaly monopoly")


def subject_of(surface: Sequence[Word], index: int) -> tuple[tuple[Word, ...], list[Word], tuple[Word, ...]] | None:
    """Return the subject of the verb at `index`, what stands beside it, and the content left of both.

    None where no words can be the subject; the subject itself is never empty.
    """
    end = index
    while end > 0 and (
        surface[end - 1].low in AUXILIARIES | BE | TRAILING
        or (
            surface[end - 1].low.endswith("ly")
            and surface[end - 1].low not in _NOT_ADVERBS
            and not surface[end - 1].is_capital
            and end > 1
        )
    ):
        end -= 1
    if end == 0:
        return None
    start = 0
    for place in range(end - 1, -1, -1):
        if surface[place].low in {QUOTE, ";", ":"} or surface[place].text in {"—", "–", ".", "?", "!", "…"}:
            start = place + 1
            break
    left_quote = tuple(surface[:start])
    region = surface[start:end]
    while region and region[0].low in {",", "-", "”", '"'}:
        region = region[1:]
    if not region:
        return None
    segments = [segment for segment in segments_of(region) if segment]
    if not segments:
        return None
    content_end = -1
    for number, segment in enumerate(segments[:-1]):
        if _holds_clause(segment):
            content_end = number
    ends_with_aside = region[-1].low == ","
    if ends_with_aside and _holds_clause(segments[-1]):
        return None
    left: tuple[Word, ...] = left_quote
    if content_end >= 0:
        last = segments[content_end][-1]
        left = (*left_quote, *(word for word in region if word.end <= last.end))
    remaining = segments[content_end + 1 :]
    skipped: list[Word] = []
    while len(remaining) > 1 and opens_aside(remaining[0]):
        skipped.extend(remaining[0])
        remaining = remaining[1:]
    if content_end < 0 and left_quote == () and len(remaining) > 1 and not ends_with_aside:
        # "Ann Ray, the chemist, and Bo Li said": a list keeps its first name; otherwise the last segment speaks.
        listed = remaining[-1][0].low in {"and", "or"}
        if not listed:
            skipped.extend(word for segment in remaining[:-1] for word in segment)
            head = _inner_subject(remaining[-1])
            return (head, [], (*left, *skipped)) if head else None
    if not ends_with_aside:
        remaining = remaining[-1:]
    while len(remaining) > 1 and not _can_name(remaining[0][0]):
        remaining = remaining[1:]
    head = remaining[0]
    asides = [word for segment in remaining[1:] for word in segment]
    head = _inner_subject(head)
    return (head, asides, left) if head else None


def _can_name(word: Word) -> bool:
    return word.is_capital or word.low in DETERMINERS | POSSESSIVES or word.low in PLURALS or word.low.endswith("s")


def _inner_subject(segment: Sequence[Word]) -> tuple[Word, ...]:
    """Drop what precedes the subject in its own segment: "On Tuesday", "and", a coordinated clause."""
    words = tuple(word for word in segment if word.is_word or word.text not in '"“”')
    if words and words[-1].low in {"and", "but", "or", "also"}:
        return ()
    place = predicate_index(words)
    if place is not None:
        for index in range(len(words) - 2, place, -1):
            if words[index].low in {
                "and",
                "but",
                "while",
                "as",
                "that",
                "after",
                "because",
                "when",
                "though",
                "although",
            }:
                return words[index + 1 :]
    while len(words) > 1 and words[0].low in {
        "and",
        "but",
        "while",
        "as",
        "so",
        "or",
        "yet",
        "that",
        "because",
        "when",
        "after",
    }:
        words = words[1:]
    if len(words) > 2 and words[0].low in PREPOSITIONS | {"last", "this", "earlier", "late"}:
        for index in range(2, len(words)):
            low, previous = words[index].low, words[index - 1].low
            if previous in PREPOSITIONS or previous in DETERMINERS:
                continue
            if (
                low in DETERMINERS - {"this"}
                or low in PLURALS | {"he", "she", "it"}
                or (words[index].is_capital and not (words[index - 1].is_capital and not previous.endswith("day")))
            ):
                return words[index:]
    return words


def _holds_clause(segment: Sequence[Word]) -> bool:
    """Tell whether a stretch between commas is a clause of its own, not one that hangs on another."""
    first = segment[0].low
    hangs = first in RELATIVES | SUBORDINATORS | OPENERS or (first.endswith("ing") and len(first) > 4)
    if hangs or not has_predicate(segment):
        return False
    return first not in PREPOSITIONS or len(segment) > 5


def opens_aside(segment: Sequence[Word]) -> bool:
    """Tell whether a stretch between commas opens as an aside: relative, subordinate, or with a preposition."""
    first = segment[0].low
    if first in RELATIVES or first in SUBORDINATORS or first in PREPOSITIONS or first in OPENERS:
        return True
    return first.endswith(("ing", "ly")) and len(first) > 4 and not has_predicate(segment[:3])


def has_plural_subject(surface: Sequence[Word], index: int) -> bool:
    """Tell whether the noun phrase before a verb is plural by its own noun: "allies of the chancellor concede"."""
    start = index
    while start > 0 and (surface[start - 1].is_word or surface[start - 1].low in {"'s", "'", "&"}):
        start -= 1
        if surface[start].low in {"that", "as", "while", "but", QUOTE}:
            start += 1
            break
    phrase = surface[start:index]
    place = next(
        (
            at
            for at, word in enumerate(phrase)
            if at and (word.low in PREPOSITIONS | RELATIVES or word.low in _AFTER_NOUN)
        ),
        None,
    )
    if place is None or any(word.low in AUXILIARIES | BE for word in phrase):
        return False
    noun = phrase[place - 1].low
    return noun in PLURALS or (noun.endswith("s") and not noun.endswith(("ss", "us", "is", "'s")) and len(noun) > 3)
