"""The frame of a reporting verb: the verb that carries the sentence, and on which side its content stands."""

from __future__ import annotations

from collections.abc import Sequence

from retriever.attributing.frames.after import verb_after
from retriever.attributing.frames.before import verb_before
from retriever.attributing.frames.frame import QUOTE, Frame
from retriever.attributing.frames.subject import PLURALS, TRAILING, has_plural_subject
from retriever.attributing.reporting import Verb, reporting_verbs
from retriever.attributing.words import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    MODALS,
    POSSESSIVES,
    PREPOSITIONS,
    RELATIVES,
    Word,
    class_of,
)

_NEVER_BEFORE = class_of("as to the a an of by for in be") | POSSESSIVES | MODALS - {"'d"}
_PROGRESSIVE = class_of("report say claim suggest warn insist argue tell predict forecast deny urge")
_PLAIN_SPEECH = class_of("say think believe argue insist allege contend")


def verb_frame(sentence: str, surface: Sequence[Word]) -> Frame | None:
    """Return the outermost frame: one whose verb stands after its content, else the first before its content."""
    after: Frame | None = None
    before: Frame | None = None
    table = reporting_verbs()
    relative_until = -1
    for index, word in enumerate(surface):
        if word.low in RELATIVES and index and surface[index - 1].low == ",":
            relative_until = next((i for i in range(index, len(surface)) if surface[i].low == ","), len(surface))
        if index < relative_until < len(surface):
            continue
        length = 1
        verb = None
        if index + 1 < len(surface):
            verb = table.get(f"{word.low} {surface[index + 1].low}")
            length = 2 if verb else 1
        verb = verb or table.get(word.low)
        if verb is None or not _is_finite(surface, index, verb):
            continue
        frame = verb_after(sentence, surface, index, length, verb)
        if frame:
            after = frame
            continue
        if before is None:
            before = verb_before(sentence, surface, index, length, verb)
    return after or before


def _is_finite(surface: Sequence[Word], index: int, verb: Verb) -> bool:
    word = surface[index]
    previous = surface[index - 1].low if index else ""
    before_that = surface[index - 2].low if index > 1 else ""
    if verb.participle:
        return verb.base in _PROGRESSIVE and (previous in BE or (previous in TRAILING and before_that in BE))
    if (word.is_capital and index > 0) or (word.is_capital and index == 0 and not verb.plain):
        return False
    if index == 0:
        return False
    if previous in BE or (previous in TRAILING and before_that in BE):
        return False
    if previous == "can" and verb.base in {"reveal", "report", "confirm", "disclose"}:
        return True  # "…, the paper can reveal"
    if previous in _NEVER_BEFORE:
        return False
    if word.low in {"not", "n't"}:
        return False
    following = surface[index + 1].low if index + 1 < len(surface) else ""
    if verb.force == "expects" and word.low.endswith(("ed", "cast", "saw")) and following == "to":
        return False
    if previous in {"nor", "neither", "once", "either", "when", "if", "though", "although"}:
        return False
    if previous in {"not", "n't", "never"} or (previous in TRAILING and before_that in {"not", "n't"}):
        return False
    if (
        verb.plain
        and verb.base in _PLAIN_SPEECH
        and before_that
        and previous not in AUXILIARIES | PREPOSITIONS | DETERMINERS
    ):
        return previous not in {"'s", "and", "or"} and following != "of"
    if verb.plain:
        return (
            previous in PLURALS
            or (
                previous.endswith("s")
                and not previous.endswith("'s")
                and previous not in {"'s", "is", "was", "has", "its", "this"}
            )
            or (previous in {",", QUOTE, "also"})
            or has_plural_subject(surface, index)
        )
    if previous in DETERMINERS and previous not in {"this", "that", "another", "each"}:
        return False
    return previous not in PREPOSITIONS | {"off", "up", "down"}
