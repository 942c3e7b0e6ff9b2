"""The frame of a source that keeps silent: "declined to comment"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retriever.attributing.frames.frame import Frame, Step
from retriever.attributing.frames.phrase import named_source
from retriever.attributing.frames.subject import opens_aside, subject_of
from retriever.attributing.predicate import has_predicate
from retriever.attributing.words import Word

_SILENCE = re.compile(
    r"(?:declined|declines|refused|refuses|declining) (?:\w+ly )?to (?:comment|say|elaborate|discuss|confirm|be drawn|be named|give details|answer|speculate|specify|disclose|provide|rule out)"
    r"|did (?:not|n't) (?:say|specify|elaborate|disclose|give (?:a|any|further|details)|name|identify|provide)"
    r"|(?:not|n't) rule[d]? out|(?:has|have|had) yet to (?:respond|comment|reply|say)"
    r"|(?:made|had|has|have|offered|gave|provided) no (?:immediate |further |official |public )?(?:comment|details|explanation)"
    r"|(?:is|are|was|were) (?:not|n't) (?:\w+ly )?(?:commenting|saying|disclosing|giving)|(?:remained|stayed|kept) silent|(?:was|were) tight-lipped"
    r"|declined comment|could (?:not|n't) (?:\w+ly )*(?:verify|confirm|establish)"
    r"|(?:did|has|have|had|does|do) (?:not|n't) (?:immediately |yet |publicly )*(?:respond|reply|responded|replied|comment|commented|return|returned)\b"
    r"|(?:could|was|were) (?:not|n't) (?:immediately |be )*(?:reached|available|reachable)\b(?= (?:for|by)|$|\.)"
    r"|neither confirmed nor denied|(?:would|did) neither confirm nor deny|would (?:not|n't) (?:confirm|say|comment|be drawn)"
)


def no_comment(sentence: str, surface: Sequence[Word]) -> Frame | None:
    """A speaker who keeps silent is still the speaker; the silence itself is no denial."""
    text = " ".join(word.low for word in surface)
    match = _SILENCE.search(text)
    if not match or (match.start() and text[match.start() - 1] != " "):
        return None
    index = text.count(" ", 0, match.start())
    if index == 0:
        return None
    found = subject_of(surface, index)
    if found is None:
        return None
    head, asides, left = found
    if has_predicate(left) and not opens_aside(left):
        return None
    words = tuple(surface[index : index + len(match.group().split())])
    return Frame(Step(named_source(sentence, head, asides), words, "owns", "comment"), _from(surface, head))


def _from(surface: Sequence[Word], head: Sequence[Word]) -> tuple[Word, ...]:
    return tuple(word for word in surface if word.start >= head[0].start)
