"""The frame of a headline that names its source at the end: "Ceasefire to start on Sunday - minister"."""

from __future__ import annotations

from collections.abc import Sequence

from retriever.attributing.frames.frame import Frame, Step
from retriever.attributing.frames.phrase import named_source
from retriever.attributing.predicate import has_predicate
from retriever.attributing.words import Word


def source_at_end(sentence: str, surface: Sequence[Word]) -> Frame | None:
    """Return the frame of a few words behind a last dash, in a sentence without a full stop."""
    dash = next((at for at in range(len(surface) - 1, 2, -1) if surface[at].text in "-–—"), None)
    if dash is None or not sentence[: surface[dash].start].endswith(" "):
        return None
    head = tuple(surface[dash + 1 :])
    if not head or len(head) > 4 or has_predicate(head) or not all(word.is_word for word in head):
        return None
    source = named_source(sentence, head, [], lenient=True)
    plain = source.kind == "speaker" and not source.person
    if plain and not (head[0].is_capital or head[-1].low in {"ministry", "police", "official", "officials", "company"}):
        return None
    return Frame(Step(source, (surface[dash],), "says", "say"), tuple(surface[:dash]))
