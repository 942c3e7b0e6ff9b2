"""The frame of a document that speaks by its own verb: "A draft of the law calls for higher fees"."""

from __future__ import annotations

from collections.abc import Sequence

from retriever.attributing.documents import is_document
from retriever.attributing.frames.frame import Frame, Step
from retriever.attributing.frames.phrase import named_source
from retriever.attributing.frames.subject import subject_of
from retriever.attributing.predicate import predicate_index
from retriever.attributing.words import Word, class_of

_CONTAINS = class_of(
    "call recommend propose outline list detail describe contain envisage urge point blame criticise criticize warn cite highlight "
    "set lay spell identify mention foresee accuse refer paint depict document record put link trace attribute tell instruct order ask remind"
)
_FORMS = {
    form: base
    for base in _CONTAINS
    for form in (
        base + "s",
        base + ("d" if base.endswith("e") else "ed"),
        base[:-1] + "ies" if base.endswith("y") else base,
    )
} | {
    "set": "set",
    "sets": "set",
    "lays": "lay",
    "laid": "lay",
    "spelt": "spell",
    "put": "put",
    "told": "tell",
    "foresaw": "foresee",
}


def document_subject(sentence: str, surface: Sequence[Word]) -> Frame | None:
    """Return the frame of a document as the subject of a verb that tells what stands in it."""
    place = predicate_index(surface)
    if not place:
        return None
    plain = surface[place].low in _CONTAINS
    if surface[place].low not in _FORMS or (plain and not surface[place - 1].low.endswith(("s", "data"))):
        return None
    found = subject_of(surface, place)
    if found is None:
        return None
    head, asides, left = found
    if left or not is_document(sentence[head[0].start : head[-1].end]):
        return None
    source = named_source(sentence, head, asides)
    if source.kind != "basis":
        return None
    return Frame(Step(source, (surface[place],), "says", "document"), tuple(surface[place + 1 :]))
