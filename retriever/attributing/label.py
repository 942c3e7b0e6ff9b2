"""Give a sentence its certainty: the weakest of what its chain of sources and its own content say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retriever.attributing.concerned import is_concerned
from retriever.attributing.frames.frame import Step, inner_steps
from retriever.attributing.parts import ITS_VIEW, Part, Span, span_in_sentence
from retriever.attributing.reading import Reading, read_clause
from retriever.attributing.report import Report
from retriever.attributing.words import Word, span_of, words_of
from retriever.certainty import Certainty

_FORCES = {
    "denies": Certainty.DENIED,
    "doubts": Certainty.POSSIBLE,
    "expects": Certainty.EXPECTED,
    "plans": Certainty.PLANNED,
    "proposes": Certainty.CONSIDERED,
}


# "…, but his office denied it": the sentence ends with the word of the party concerned.
_DENIED_AFTER = re.compile(
    r"(?:;|\b(?:but|though|although|while))(?: [\w'’.-]+){1,8}? (?:has |have |had |later |since |promptly )*"
    r"(?P<denial>(?:den(?:y|ies|ied)|rejects?|rejected|dismiss(?:es|ed)?|disput(?:es|ed)) (?:it|this|that|the (?:claims?|reports?|allegations?|accusations?)))"
    r"(?= (?:on \w+day|as \w+)|[.\"”’]|$)"
)


def label_of(sentence: str, report: Report, parts: dict[str, Part], speaking: Part | None) -> tuple[Certainty, Span]:
    """Return the label and its cue: the weakest of the chain's own words and of the words of the content."""
    steps = inner_steps(report.steps)
    base, base_cue = _base(sentence, report, parts, speaking, steps)
    question = _is_question(sentence, report)
    headline = sentence.rstrip(" \"”’')")[-1:] not in set(".!?…:;,")
    reading = read_clause(report.content, question=question, headline=headline) if report.content else Reading(None, ())
    choices: list[tuple[Certainty, Span]] = [(base, base_cue)]
    if reading.certainty is not None and reading.words:
        choices.append((reading.certainty, span_of(reading.words)))
    elif base is Certainty.CONFIRMED and not steps and reading.words:
        choices = [(base, span_of(reading.words))]
    for step in steps:
        if step.force in _FORCES and step.verb:
            choices.append((_FORCES[step.force], span_of(step.verb)))
    answered = _DENIED_AFTER.search(sentence)
    if answered:
        choices.append((Certainty.DENIED, answered.span("denial")))
    double = _double_denial(steps, reading)
    if double is not None:
        choices = [choice for choice in choices if choice[0] is not Certainty.DENIED]
        choices.append((base, span_of(double)))
    return min(choices, key=lambda choice: choice[0].rank)


def _double_denial(steps: Sequence[Step], reading: Reading) -> tuple[Word, ...] | None:
    """Tell "denied that it had not signed", which asserts; "denied" before a plain object is one denial only."""
    if reading.certainty is not Certainty.DENIED:
        return None
    denial = next((step for step in steps if step.force == "denies"), None)
    if denial is None or not reading.words or set(reading.words) & set(denial.verb):
        return None
    return denial.verb


def _base(
    sentence: str, report: Report, parts: dict[str, Part], speaking: Part | None, steps: Sequence[Step]
) -> tuple[Certainty, Span]:
    if report.impersonal:
        return Certainty.REPORTED, span_of(report.impersonal[:1])
    if not steps:
        if parts:
            part = speaking or next(iter(parts.values()))
            if part.source.kind == "speaker" and report.quoted and is_concerned(report, part.source, "say"):
                return Certainty.CONFIRMED, _whole(sentence)
            view = ITS_VIEW.match(sentence)
            return Certainty.REPORTED, span_in_sentence(part) or (view.span() if view else _whole(sentence))
        return Certainty.CONFIRMED, _whole(sentence)
    last = steps[-1]
    cue = span_of(last.verb)
    told_to = "outlet" in parts and not any(step.source.kind == "outlet" for step in steps)
    anonymous = any(step.source.kind == "basis" for step in steps) or "basis" in parts
    through_outlet = "outlet" in parts and not told_to
    if through_outlet or anonymous or speaking is None or speaking.source.kind != "speaker":
        return Certainty.REPORTED, cue
    if last.force in {"owns", "plans"} or is_concerned(report, speaking.source, last.base):
        return Certainty.CONFIRMED, cue
    return Certainty.REPORTED, cue


def _is_question(sentence: str, report: Report) -> bool:
    stripped = sentence.rstrip(" \"”’')")
    if not stripped.endswith("?"):
        inner = next((quote for quote in report.own_words), None)
        return bool(report.quoted and inner and inner.text.rstrip().endswith("?"))
    return not report.steps or report.quoted


def _whole(sentence: str) -> Span:
    words = words_of(sentence)
    return span_of(words) if words else (0, len(sentence))
