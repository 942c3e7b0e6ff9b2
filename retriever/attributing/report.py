"""Take a sentence apart into who reports and what is reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from retriever.attributing.frames.according import according
from retriever.attributing.frames.document import document_subject
from retriever.attributing.frames.frame import QUOTE, Step
from retriever.attributing.frames.impersonal import impersonal_opening, interjection_at
from retriever.attributing.frames.passive import passive_report
from retriever.attributing.frames.quoting import labelled_quotation, quoted_as_saying
from retriever.attributing.frames.silence import no_comment
from retriever.attributing.frames.tail import source_at_end
from retriever.attributing.frames.verb import verb_frame
from retriever.attributing.predicate import has_predicate
from retriever.attributing.quotation import Quotation, quotations
from retriever.attributing.reporting import reporting_verbs
from retriever.attributing.words import Word, words_of


@dataclass(frozen=True, slots=True)
class Report:
    """A sentence taken apart: links from the outermost in, and the words of what is reported."""

    steps: tuple[Step, ...]
    content: tuple[Word, ...]
    quoted: bool = False
    impersonal: tuple[Word, ...] = ()
    own_words: tuple[Quotation, ...] = field(default=())


def take_apart(sentence: str, *, open_before: bool = False) -> Report:
    """Return the chain of sources and the reported content of a sentence."""
    words = words_of(sentence)
    speech = tuple(
        quote for quote in quotations(sentence, open_before=open_before) if quote.depth == 0 and quote.is_clause
    )
    speech = tuple(quote for quote in speech if _is_speech(sentence, quote))
    surface = _surface(words, speech)
    steps, content, impersonal = _unfold(sentence, surface, 0)
    expanded, quoted = _expand(content, words)
    return Report(tuple(steps), expanded, quoted, impersonal, speech)


def _is_speech(sentence: str, quote: Quotation) -> bool:
    """Tell speech from a quoted phrase that is part of the sentence's own grammar ("the phrase …")."""
    before = sentence[: quote.span[0]].rstrip()
    if not before or before[-1] in ',:;—–-.?!”"(':
        return True
    last = words_of(before)[-1].low
    return (last in reporting_verbs() or last == "that") and len(quote.text.split()) >= 3


def _surface(words: Sequence[Word], speech: Sequence[Quotation]) -> tuple[Word, ...]:
    kept: list[Word] = []
    placed: set[int] = set()
    for word in words:
        inside = next(
            (number for number, quote in enumerate(speech) if quote.span[0] <= word.start < quote.span[1]), None
        )
        if inside is None:
            kept.append(word)
        elif inside not in placed:
            placed.add(inside)
            kept.append(Word(QUOTE, QUOTE, speech[inside].span[0], speech[inside].span[1]))
    return tuple(kept)


def _expand(content: Sequence[Word], words: Sequence[Word]) -> tuple[tuple[Word, ...], bool]:
    """Put the quoted words back; where the content opens with speech, the first speech is the content."""
    expanded: list[Word] = []
    quoted = False
    for word in content:
        if word.low != QUOTE:
            if quoted and not has_predicate(content):
                continue
            expanded.append(word)
            continue
        inside = [other for other in words if word.start <= other.start < word.end and other.low not in {'"', "“", "”"}]
        if expanded and any(other.is_word for other in expanded) and has_predicate(expanded):
            break
        quoted = True
        expanded.extend(inside)
    return tuple(expanded), quoted


def _unfold(
    sentence: str, surface: Sequence[Word], depth: int
) -> tuple[list[Step], tuple[Word, ...], tuple[Word, ...]]:
    if depth > 3 or not surface:
        return [], tuple(surface), ()
    interjection = interjection_at(surface)
    if interjection:
        start, verb = interjection
        steps, content, impersonal_words = _unfold(sentence, (*surface[:start], *surface[verb + 2 :]), depth + 1)
        return steps, content, impersonal_words or (surface[verb],)
    frame = (
        according(sentence, surface)
        or quoted_as_saying(sentence, surface)
        or verb_frame(sentence, surface)
        or passive_report(sentence, surface)
        or no_comment(sentence, surface)
        or labelled_quotation(sentence, surface)
        or document_subject(sentence, surface)
        or source_at_end(sentence, surface)
    )
    if frame is None:
        impersonal = impersonal_opening(surface)
        if impersonal:
            steps, content, _ = _unfold(sentence, surface[impersonal[1] :], depth + 1)
            return steps, content, tuple(surface[: impersonal[1]])[impersonal[0] :]
        return [], tuple(surface), ()
    if frame.step.base in {"comment", "passive", "accuse", "document"}:
        return [frame.step], frame.content, ()
    steps, content, impersonal_words = _unfold(sentence, frame.content, depth + 1)
    return [frame.step, *steps], content, impersonal_words
