"""The frame of a report in the passive: "The claim was denied by the mayor"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retriever.attributing.frames.frame import Frame, Step
from retriever.attributing.frames.phrase import cut_at_when, named_source, segments_of
from retriever.attributing.predicate import predicate_index
from retriever.attributing.reporting import Force
from retriever.attributing.words import RELATIVES, Word

# What can be denied; a bid or a bill that is rejected is not.
_CLAIM = re.compile(
    r"\b(?:reports?|claims?|suggestions?|allegations?|speculation|accusations?|rumou?rs?|notion|assertions?|charges?|"
    r"account|story|idea|it|this|that)\b"
)
_PASSIVE = re.compile(
    r"(?:is|are|was|were|(?:has|have|had) (?:since )?been) (?:(?:\w+ly|later|also|since|first) )*"
    r"(?:(?P<says>confirmed|acknowledged|first reported)"
    r"|(?P<denies>denied|rejected|dismissed|refuted|rebutted|disputed|rubbished|debunked|ridiculed))"
    r"(?: (?:on \w+day|today|yesterday|this week|last week|last night))?(?P<by> by)?(?= |$)"
)


def passive_report(sentence: str, surface: Sequence[Word]) -> Frame | None:
    """Return the frame of a passive with the speaker behind "by"; its content is the sentence's own main clause."""
    text = " ".join(word.low for word in surface)
    match = _PASSIVE.search(text)
    if not match or not match["by"]:
        return None
    begin, end = text.count(" ", 0, match.start()), text.count(" ", 0, match.end())
    if begin == 0 or surface[begin - 1].low in RELATIVES | {"that"} or _main_verb_before(surface, begin):
        return None
    force: Force = "denies" if match["denies"] else "owns"
    if force == "denies" and not _CLAIM.search(text[: match.start()]):
        return None
    head = cut_at_when(segments_of(surface[end + 1 :])[0])
    head = head[: next((at for at, word in enumerate(head) if not word.is_word and word.low not in {"'s", "&"}), None)]
    if not head:
        return None
    source = named_source(sentence, head, [])
    return Frame(Step(source, tuple(surface[begin : end + 1]), force, "passive"), tuple(surface))


def _main_verb_before(surface: Sequence[Word], begin: int) -> bool:
    place = predicate_index(surface[: begin + 1])
    return (
        place is not None
        and place < begin
        and surface[0].low not in {"that", "what"}
        and not _in_that_clause(surface, place)
    )


def _in_that_clause(surface: Sequence[Word], place: int) -> bool:
    """Tell whether a verb stands inside "rumours that the couple had split"."""
    return any(word.low == "that" for word in surface[:place])
