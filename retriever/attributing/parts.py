"""Fill the parts of an attribution, outlet, speaker and basis, from a report and from the text before it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from retriever.attributing.asides import bases_beside, outlets_beside
from retriever.attributing.carry import Known, continues, refers_to_reports, resolve, subject_before
from retriever.attributing.frames.frame import inner_steps
from retriever.attributing.report import Report
from retriever.attributing.sources import Source

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Part:
    """A source, and whether it was carried over from the text before."""

    source: Source
    carried: bool


def span_in_sentence(part: Part | None) -> Span | None:
    """Return the place of a part that stands in the sentence itself."""
    return part.source.span if part and not part.carried else None


# "The newspaper pointed to doubts": no verb of saying, but what follows is its account all the same.
ITS_VIEW = re.compile(
    r"(?:The|That|This) (?:\w+ )?(?:newspaper|paper|daily|broadcaster|news agency|agency|magazine|tabloid|network|channel)"
    r"(?: also| further)? (?:point|cite|describe|call|see|warn|raise|quote|list|put|name|compare|portray|rate|count|identif|"
    r"interpret|trace|blame|credit|link|saw|doubt|predict)\w*\b"
)


def fill_parts(sentence: str, report: Report, known: Known) -> tuple[dict[str, Part], Part | None]:
    """Fill outlet, speaker and basis from the chain, from the asides, then from the text before."""
    parts: dict[str, Part] = {}
    speaking: Part | None = None
    for step in inner_steps(report.steps):
        source, carried = step.source, False
        resolved = resolve(source, known)
        if resolved is not None:
            if (
                source.kind == "pronoun"
                or resolved.kind == "outlet"
                or source.text[:4].lower() in {"the ", "this", "that"}
            ):
                source, carried = resolved, True
            else:
                source = replace(source, role=resolved.role, role_span=None)
        elif source.kind == "pronoun" and (subject := subject_before(sentence, source)) is not None:
            source = subject
        name = "speaker" if source.kind == "pronoun" else source.kind
        if name == "nothing":
            continue
        if name == "outlet" and "outlet" in parts and parts["outlet"].source.text != source.text:
            name = "basis"
        parts.setdefault(name, Part(source, carried))
        speaking = Part(source, carried)
        if source.holder and source.holder_span and "outlet" not in parts:
            parts["outlet"] = Part(Source("outlet", source.holder, source.holder_span), carried)
        if name == "basis" and refers_to_reports(source) and known.outlet is not None:
            parts.setdefault("outlet", Part(known.outlet, carried=True))
    for source in outlets_beside(sentence, report):
        parts.setdefault("outlet", Part(source, carried=False))
    for source in bases_beside(sentence, report):
        parts.setdefault("basis", Part(source, carried=False))
    if not parts and known.outlet is not None and ITS_VIEW.match(sentence):
        speaking = Part(known.outlet, carried=True)
        parts["outlet"] = speaking
    if not parts and continues(report, known) and known.last is not None:
        speaking = Part(known.last, carried=True)
        parts[known.last.kind] = speaking
        if known.last.kind == "speaker" and known.last.person is False and known.outlet is known.last:
            parts["outlet"] = speaking
    return parts, speaking
