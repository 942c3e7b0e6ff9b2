"""Frames of quotations without a verb of saying: "X quoted Y as saying …", "The verdict from X: “…”"."""

from __future__ import annotations

from collections.abc import Sequence

from retriever.attributing.frames.frame import QUOTE, Frame, Pair, Step
from retriever.attributing.frames.phrase import named_source
from retriever.attributing.frames.subject import subject_of
from retriever.attributing.predicate import has_predicate
from retriever.attributing.words import BE, Word


def quoted_as_saying(sentence: str, surface: Sequence[Word]) -> Frame | None:
    """Return the frame of somebody quoted, with who quotes where the sentence names one."""
    lows = [word.low for word in surface]
    if "quoted" not in lows:
        return None
    at = lows.index("quoted")
    saying = next(
        (
            i
            for i in range(at + 1, len(lows) - 1)
            if lows[i] == "as" and lows[i + 1] in {"saying", "telling", "writing"}
        ),
        None,
    )
    if saying is None:
        return None
    content = tuple(surface[saying + 2 :])
    while content and (content[0].low in {"that", ":", ","}):
        content = content[1:]
    middle = surface[at + 1 : saying]
    passive = at > 0 and lows[at - 1] in BE
    found = subject_of(surface, at)
    if found is None:
        return None
    head, asides, left = found
    if not has_predicate(content) and QUOTE not in {word.low for word in content} and left:
        if content and content[0].low == "by":
            middle = (*middle, *content)
        content = left
    if passive:
        return Frame(
            Step(named_source(sentence, head, asides), tuple(surface[at : saying + 2]), "says", "quote"), content
        )
    if not middle:
        return None
    outer = Step(named_source(sentence, head, asides, lenient=True), (surface[at],), "says", "quote")
    inner = Step(named_source(sentence, middle, []), tuple(surface[saying : saying + 2]), "says", "say")
    return Frame(Pair(outer.source, outer.verb, outer.force, outer.base, inner), content)


def labelled_quotation(sentence: str, surface: Sequence[Word]) -> Frame | None:
    """Return the frame of speech behind a colon that a person or a "from" stands before."""
    at = next((i for i in range(2, len(surface)) if surface[i].low == QUOTE and surface[i - 1].low == ":"), None)
    if at is None:
        return None
    left = surface[: at - 1]
    origin = next((i for i in range(len(left) - 1, 0, -1) if left[i].low == "from"), None)
    head = tuple(left[origin + 1 :]) if origin is not None else tuple(left)
    if not head or len(head) > 8 or has_predicate(head) or any(not word.is_word for word in head):
        return None
    source = named_source(sentence, head, [])
    if source.kind == "pronoun" or (origin is None and not source.person):
        return None
    return Frame(Step(source, (surface[at - 1],), "says", "say"), tuple(surface[at:]))
