"""Carry a source over from the text before: who "he", "it", "the newspaper" or a bare quotation belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retriever.attributing.documents import is_document
from retriever.attributing.frames.frame import Step, inner_steps
from retriever.attributing.predicate import predicate_index
from retriever.attributing.quotation import left_open
from retriever.attributing.report import Report, take_apart
from retriever.attributing.sources import Source, is_person_word, source_in
from retriever.attributing.words import words_of

_SENTENCE = re.compile(r"(?<=[.!?])[\"”’']?\s+(?=[\"“‘'A-Z])")
_ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|St|Jr|Sr|Inc|Corp|Ltd|Co|No|U\.S|U\.K|[A-Z])\.$")
_OUTLET_NOUNS = re.compile(
    r"^(?:the|that|this|a|an) (?:\w+ )?(?:newspaper|paper|daily|broadcaster|news agency|agency|network|magazine|outlet|tabloid|channel|station|wire|"
    r"report|article|story|publication|site|website|weekly|broadsheet|news outlet|journal)$",
    re.IGNORECASE,
)
_REPORTS = re.compile(
    r"^(?:the|these|those|such|other) (?:media |news |press |local )*(?:reports?|article|story)$", re.IGNORECASE
)
_DEFINITE = re.compile(r"^(?:the|this|that) (?P<noun>[\w -]+)$", re.IGNORECASE)
_ORGANISATION = re.compile(
    r"\b(?:company|firm|bank|ministry|agency|group|airline|carmaker|automaker|retailer|lender|union|party|club|team|regulator|watchdog|charity|university|"
    r"hospital|police|department|authority|commission|council|office|court|maker|manufacturer|operator|developer|utility|insurer|brewer|miner|giant|startup|start-up|body|institute|organi[sz]ation)$"
)


@dataclass(frozen=True, slots=True)
class Known:
    """The sources that the text before leaves behind, the last of each kind."""

    outlet: Source | None = None
    person: Source | None = None
    body: Source | None = None
    basis: Source | None = None
    last: Source | None = None
    people: int = 0
    open_quotation: bool = False


def sentences_before(before: str | None, count: int = 3) -> tuple[str, ...]:
    """Return the last few sentences of the text before."""
    if not before:
        return ()
    pieces: list[str] = []
    for piece in _SENTENCE.split(before.strip()[-1500:]):
        if pieces and _ABBREVIATION.search(pieces[-1]):
            pieces[-1] = f"{pieces[-1]} {piece}"
        else:
            pieces.append(piece)
    return tuple(pieces[-count:])


def known_before(before: str | None) -> Known:
    """Return what the text before says about sources: nearest sentence last, so it wins."""
    known = Known(open_quotation=_open_before(before or ""))
    for sentence in sentences_before(before):
        known = _after_sentence(known, sentence)
    return known


def _open_before(before: str) -> bool:
    """Tell whether the last paragraph leaves a quotation open; marks are paired within one paragraph."""
    paragraphs = [paragraph for paragraph in before.split("\n") if paragraph.strip()]
    return bool(paragraphs) and left_open(paragraphs[-1])


def _after_sentence(known: Known, sentence: str) -> Known:
    report = take_apart(sentence)
    outlet, person, body, basis, last = known.outlet, known.person, known.body, known.basis, None
    people = known.people
    for step in inner_steps(report.steps):
        source = step.source
        if source.kind == "pronoun":
            source = resolve(source, known) or source
        if source.kind == "speaker" and not source.person and _OUTLET_NOUNS.match(source.text) and known.outlet:
            source = known.outlet
        if source.kind == "outlet":
            outlet = source
        elif source.kind == "basis":
            basis = source
        elif source.kind == "speaker" and source.person:
            person = _fuller(source, known.person)
            people += 1
            source = person
        elif source.kind == "speaker":
            body = source
        if last is None and source.kind not in {"pronoun", "nothing"}:
            last = source
    if not report.steps:
        subject = _subject_of(sentence)
        if subject is not None:
            if subject.kind == "basis":
                basis = subject
            elif subject.person:
                person, people = _fuller(subject, known.person), people + 1
            elif subject.kind == "outlet":
                outlet = subject
            elif subject.kind == "speaker":
                body = subject
        if report.quoted and known.last is not None:
            last = known.last  # a bare quotation keeps its speaker
        elif subject is not None and subject.kind == "basis":
            last = subject
    return Known(outlet, person, body, basis, last, people, known.open_quotation)


def _fuller(source: Source, earlier: Source | None) -> Source:
    """Keep the full name and the role when only a surname or a title returns."""
    if earlier is None:
        return source
    surname = re.sub(r"^(?:Mr|Mrs|Ms|Dr|Sir)\.? ", "", source.text)
    if earlier.text.endswith(surname) and len(earlier.text) > len(surname):
        return earlier
    noun = _DEFINITE.match(source.text)
    if noun and is_person_word(noun["noun"].split()[-1]):
        return earlier
    return source


def _subject_of(sentence: str) -> Source | None:
    """Return the subject of a sentence without a report, where it can be a source."""
    words = words_of(sentence)
    from_start = _leading_phrase(sentence)
    if not words or not from_start:
        return None
    phrase, at, aside, aside_at = from_start
    if len(phrase.split()) > 9:
        return None
    source = source_in(phrase, at, aside=aside, aside_at=aside_at)
    if source.kind == "basis" and not is_document(phrase):
        return None
    return source if source.kind != "nothing" else None


def subject_before(sentence: str, pronoun: Source) -> Source | None:
    """Return the subject of the sentence itself where a pronoun after it can only mean that: "Storvik will sell, it said"."""
    subject = _subject_of(sentence[: pronoun.span[0]])
    if subject is None or subject.kind != "speaker":
        return None
    low = pronoun.text.lower()
    fits = subject.person if low in {"he", "she"} else low == "it" and not subject.person and _named(subject)
    return subject if fits else None


def _leading_phrase(sentence: str) -> tuple[str, int, str, int] | None:
    words = words_of(sentence)
    place = predicate_index(words)
    if not place:
        return None
    begin = 0
    while begin < place and not (words[begin].is_capital or words[begin].low in {"the", "a", "an"}):
        begin += 1
    comma = next((index for index in range(begin, place) if words[index].low == ","), None)
    end = comma if comma is not None else place
    while end > begin and (words[end - 1].low.endswith("ly") or words[end - 1].low in {"also", "then", "later"}):
        end -= 1
    if end <= begin:
        return None
    aside, aside_at = "", 0
    if comma is not None and comma + 1 < place:
        stop = place - 1 if words[place - 1].low == "," else place
        aside_at = words[comma + 1].start
        aside = sentence[aside_at : words[stop - 1].end]
    return sentence[words[begin].start : words[end - 1].end], words[begin].start, aside, aside_at


def resolve(source: Source, known: Known) -> Source | None:
    """Return whom a pronoun or a definite phrase stands for, or None where the text before does not say."""
    low = source.text.lower()
    if source.kind == "pronoun":
        if low in {"he", "she", "i"}:
            return known.person
        if low == "it":
            for candidate in (known.last, known.body, known.outlet, known.basis):
                if candidate is not None and not candidate.person:
                    return candidate
            return None
        if low in {"they", "we"}:
            candidate = known.last or known.basis or known.body
            return candidate if candidate is not None and not candidate.person else known.basis or known.person
        return None
    if source.kind in {"speaker", "outlet"} and not source.role:
        if (
            _OUTLET_NOUNS.match(source.text)
            and known.outlet is not None
            and not (low.endswith("agency") and known.last is not None and known.last.kind == "speaker")
        ):
            return known.outlet
        noun = _DEFINITE.match(source.text)
        if noun:
            word = noun["noun"].split()[-1]
            if is_person_word(word) or word.endswith("ist"):
                fits = known.person is not None and (
                    known.people == 1 or word.lower() in (known.person.role or "").lower()
                )
                return known.person if (fits and not word.endswith("s")) or (fits and word.endswith("ss")) else None
            if known.body is not None and re.search(rf" {re.escape(noun['noun'])}$", known.body.text, re.IGNORECASE):
                return known.body
            if _ORGANISATION.search(noun["noun"]) and known.body is not None and _named(known.body):
                return (
                    known.body
                    if word.lower() not in {"ministry", "police"} or word.lower() in known.body.text.lower()
                    else None
                )
        if known.person is not None and known.person.text != source.text:
            surname = re.sub(r"^(?:Mr|Mrs|Ms|Dr|Sir)\.? ", "", source.text)
            if re.fullmatch(r"[A-Z][\w'’-]+", surname) and known.person.text.endswith(" " + surname):
                return known.person
    return None


def _named(source: Source) -> bool:
    return any(word[:1].isupper() for word in source.text.split()[1:] or source.text.split())


def refers_to_reports(source: Source) -> bool:
    """Tell whether a basis is "the report" or "the reports", which point back to an outlet."""
    return bool(_REPORTS.match(source.text))


def continues(report: Report, known: Known) -> bool:
    """Tell whether a sentence without a source of its own is the speech of the speaker before."""
    if report.steps or known.last is None:
        return False
    return bool(report.quoted) or known.open_quotation


__all__: Sequence[str] = [
    "Known",
    "Step",
    "continues",
    "known_before",
    "refers_to_reports",
    "resolve",
    "sentences_before",
]
