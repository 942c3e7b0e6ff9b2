"""The frame "according to …", before or after its content."""

from __future__ import annotations

from collections.abc import Sequence

from retriever.attributing.frames.frame import QUOTE, Frame, Step
from retriever.attributing.frames.phrase import cut_at_when, named_source, segments_of, without_end_comma
from retriever.attributing.frames.subject import opens_aside
from retriever.attributing.predicate import has_predicate
from retriever.attributing.words import Word

_OPENINGS = (
    ("according", "to"),
    ("in", "the", "words", "of"),
    ("in", "the", "view", "of"),
    ("in", "the", "opinion", "of"),
)


def _opening(surface: Sequence[Word], index: int) -> int:
    """Return how many words say "according to" or the like here."""
    for words in _OPENINGS:
        if tuple(word.low for word in surface[index : index + len(words)]) == words:
            return len(words)
    return 0


def according(sentence: str, surface: Sequence[Word]) -> Frame | None:
    """Return the frame of "according to", with the source behind it."""
    for index in range(len(surface) - 2):
        length = _opening(surface, index)
        if not length or len(surface) <= index + length or surface[index + length].low in {"plan", "schedule", "plans"}:
            continue
        rest = surface[index + length :]
        stops = [place for place, word in enumerate(rest) if word.low in {",", ";", QUOTE, "."} or word.text in "—–"]
        opens = index == 0 or (index <= 2 and not has_predicate(surface[:index]))
        if opens:
            segments = segments_of(rest)
            head = segments[0]
            asides: list[Word] = []
            place = len(head) + 1
            for segment in segments[1:-1]:
                if has_predicate(segment) and not opens_aside(segment):
                    break
                asides.extend(segment)
                place += len(segment) + 1
            content = tuple(rest[place:])
        else:
            end = stops[0] if stops else len(rest)
            head = tuple(rest[:end])
            after = rest[end:]
            asides = []
            segments = segments_of(after[1:]) if after else []
            if segments and segments[0] and not has_predicate(segments[0]):
                asides = list(segments[0])
            content = tuple(without_end_comma(surface[:index]))
            if not has_predicate(content) and QUOTE not in {word.low for word in content}:
                content = (*content, *after)
        head = cut_at_when(head)
        if not head:
            return None
        source = named_source(sentence, head, asides)
        return Frame(Step(source, tuple(surface[index : index + length]), "says", "accord"), content)
    return None
