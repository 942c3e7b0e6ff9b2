"""Stretches of a sentence: between commas, up to a time or manner, and as the source that they name."""

from __future__ import annotations

from collections.abc import Sequence

from retriever.attributing.predicate import has_predicate
from retriever.attributing.sources import Source, source_in
from retriever.attributing.words import DETERMINERS, Word


def segments_of(words: Sequence[Word]) -> list[tuple[Word, ...]]:
    """Return the stretches between the commas that no bracket encloses."""
    segments: list[list[Word]] = [[]]
    depth = 0
    for word in words:
        depth += (word.text in "([") - (word.text in ")]")
        if word.low == "," and depth == 0:
            segments.append([])
        else:
            segments[-1].append(word)
    return [tuple(segment) for segment in segments]


def text_of(words: Sequence[Word]) -> str:
    """Return words as a text, one space between them."""
    return " ".join(word.text for word in words)


def named_source(sentence: str, head: Sequence[Word], asides: Sequence[Word], *, lenient: bool = False) -> Source:
    """Return the source that a noun phrase of the sentence names, with what stands beside it."""
    begin, end = head[0].start, head[-1].end
    asides = without_end_marks(asides)
    if asides:
        aside_begin, aside_end = asides[0].start, asides[-1].end
        return source_in(
            sentence[begin:end], begin, aside=sentence[aside_begin:aside_end], aside_at=aside_begin, lenient=lenient
        )
    return source_in(sentence[begin:end], begin, lenient=lenient)


def cut_at_when(words: Sequence[Word]) -> tuple[Word, ...]:
    """End a noun phrase before a time or manner that follows it ("on Tuesday", "in a statement")."""
    for index in range(1, len(words)):
        low, rest = words[index].low, words[index:]
        following = rest[1].low if len(rest) > 1 else ""
        if low in {"on", "late", "early"} and following.endswith("day"):
            return tuple(words[:index])
        if low == "in" and following in {
            "a",
            "an",
            "his",
            "her",
            "its",
            "their",
            "remarks",
            "comments",
            "testimony",
            "parliament",
        }:
            return tuple(words[:index])
        if low in {"when", "while", "as", "after", "before", "during", "that", "which", "and"} and has_predicate(
            rest[1:]
        ):
            if low in {"that", "which"}:
                continue
            return tuple(words[:index])
        if low in {"last", "this", "yesterday", "today", "earlier"} and (
            low not in {"last", "this"} or following in {"week", "month", "year"} or following.endswith("day")
        ):
            return tuple(words[:index])
        if low == "with" and words[index - 1].is_capital and following in DETERMINERS:
            return tuple(words[:index])  # "said Lena Ford with a laugh"
        if low in {"told", "told."}:
            return tuple(words[:index])
        if low in {"during", "after", "before", "via", "when", "as"} and not _belongs(words[index - 1]):
            return tuple(words[:index])
    return tuple(words)


def _belongs(word: Word) -> bool:
    """Tell whether a participle ties what follows to the noun before: "a statement issued after the meeting"."""
    return word.low.endswith("ed") or word.low in {"taken", "held", "made", "written", "drawn", "shown", "sent"}


def without_end_marks(words: Sequence[Word]) -> tuple[Word, ...]:
    """Return words without the punctuation at their end; an abbreviation keeps its stop."""
    kept = tuple(words)
    while kept and not kept[-1].is_word and kept[-1].low not in {")", "'s"}:
        kept = kept[:-1]
    return kept


def without_end_comma(words: Sequence[Word]) -> tuple[Word, ...]:
    """Return words without the commas, colons and dashes at their end."""
    kept = tuple(words)
    while kept and (kept[-1].low in {",", ";", ":", "-"} or kept[-1].text in "—–"):
        kept = kept[:-1]
    return kept
