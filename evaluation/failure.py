"""Say whether a question was handled right, and if not, where it went wrong."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from evaluation.patterns import found
from evaluation.questions import Question
from evaluation.spans import Texts, cited_spans, passage_spans, places, shared_characters
from evaluation.wording import token_f1

# Half of the words of a short answer: less is another answer.
_ENOUGH_F1 = 0.5


class Failure(StrEnum):
    """Why a question failed, in the order of the steps that lead to an answer."""

    NO_ANSWER = "no answer"
    SHOULD_HAVE_REFUSED = "should have refused"
    NOT_RETRIEVED = "not retrieved"
    WRONGLY_REFUSED = "wrongly refused"
    NOT_CHOSEN = "retrieved but not chosen"
    UNSUPPORTED = "unsupported"


def failure_of(
    question: Question,
    record: Mapping[str, Any],
    gold: Mapping[str, list[tuple[int, int]]],
    supported: bool,
    texts: Texts,
) -> Failure | None:
    """Return why the answer fails, or None where it is right, as far as the question's gold tells.

    `gold` are the spans of the gold quotes, and `supported` tells whether the cited spans carry all statements.
    A question without gold can fail only by having no answer or an unsupported one.
    """
    if record.get("error"):
        return Failure.NO_ANSWER
    abstained = bool(record.get("abstained"))
    if question.answerable is False:
        return None if abstained else Failure.SHOULD_HAVE_REFUSED
    if abstained:
        if question.answerable is None:
            return None
        return Failure.WRONGLY_REFUSED if _retrieved(question, record, gold, texts) else Failure.NOT_RETRIEVED
    if not _answers(question, record, gold):
        return Failure.NOT_CHOSEN if _retrieved(question, record, gold, texts) else Failure.NOT_RETRIEVED
    return None if supported else Failure.UNSUPPORTED


def said(record: Mapping[str, Any]) -> str:
    """Return what an answer says: its statements with their headings, without markers."""
    parts = []
    for statement in record.get("statements", ()):
        heading = statement.get("heading")
        parts.append(f"{heading}: {statement['text']}" if heading else statement["text"])
    return " ".join(parts)


def short_answer(record: Mapping[str, Any]) -> str:
    """Return the words that answer: the first answer span cited, else all that is said."""
    for statement in record.get("statements", ()):
        for citation in statement["citations"]:
            if span := citation.get("answer_span"):
                quote: str = citation["quote"]
                return quote[span[0] - citation["start"] : span[1] - citation["start"]]
    return said(record)


def all_found(question: Question, text: str) -> bool:
    """Tell whether `text` holds all expected patterns; raises `PatternError` where one has to be stopped."""
    return all(found(pattern, text) for pattern in question.expected)


def _answers(question: Question, record: Mapping[str, Any], gold: Mapping[str, list[tuple[int, int]]]) -> bool:
    """Judge by the strictest gold given: patterns, else short answers, else a citation of the evidence."""
    if question.expected:
        return all_found(question, said(record))
    if question.answers:
        stated = (short_answer(record), said(record))
        return any(token_f1(text, question.answers) >= _ENOUGH_F1 for text in stated) or any(
            places(answer, stated[1]) for answer in question.answers
        )
    if gold:
        return shared_characters(gold, cited_spans(record)) > 0
    articles = {item.article_id for item in question.evidence}
    return not articles or bool(articles & cited_spans(record).keys())


def _retrieved(
    question: Question, record: Mapping[str, Any], gold: Mapping[str, list[tuple[int, int]]], texts: Texts
) -> bool:
    """Tell whether what answers the question was among the passages considered."""
    passages = passage_spans(record)
    if gold:
        return shared_characters(gold, passages) > 0
    if question.evidence or question.relevance:
        return bool(({item.article_id for item in question.evidence} | set(question.relevance)) & passages.keys())
    joined = " ".join(texts.text(name)[start:end] for name, spans in passages.items() for start, end in spans)
    if question.expected:
        return all_found(question, joined)
    return any(places(answer, joined) for answer in question.answers or ()) or not question.answers
