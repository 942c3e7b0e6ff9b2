"""Score one answer against what its question tells about the right one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from evaluation.citing import Supports, citation_scores
from evaluation.failure import Failure, all_found, failure_of, said, short_answer
from evaluation.patterns import PatternError
from evaluation.questions import Question
from evaluation.ranking import Ranking, ranking_scores
from evaluation.spans import Texts, characters, citations_of, cited_spans, gold_spans, shared_characters
from evaluation.wording import exact_match, same_name, token_f1
from retriever.certainty import Certainty

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """What is measured of one question. A value that does not apply is not in `values`.

    `answerable` and `right` are None where nothing tells; `refused` is None where there is no answer at all.
    `problem` says why a pattern of the question had to be stopped; its patterns then count for nothing.
    """

    id: str
    tags: tuple[str, ...] = ()
    answerable: bool | None = None
    refused: bool | None = None
    confidence: float | None = None
    failure: Failure | None = None
    right: bool | None = None
    values: Mapping[str, float] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)
    problem: str | None = None


def score_all(
    questions: Sequence[Question],
    records: Mapping[str, Record],
    rankings: Mapping[str, Ranking],
    texts: Texts,
    *,
    k: int,
    supports: Supports,
) -> list[Row]:
    """Return one row per question; one without a record counts as having no answer."""
    by_ranking = ranking_scores(questions, rankings, k)
    rows = []
    for question in questions:
        record = records.get(question.id) or no_answer(question, "It was not asked.")
        ranked = by_ranking.get(question.id, {})
        try:
            rows.append(score(question, record, ranked, texts, supports))
        except PatternError as error:
            row = score(replace(question, expected=()), record, ranked, texts, supports)
            rows.append(replace(row, problem=str(error)))
    return rows


def no_answer(question: Question, reason: str) -> dict[str, Any]:
    """Return the record of a question that got no answer: neither statements nor a refusal."""
    return {
        "id": question.id,
        "question": question.question,
        "standalone_question": question.question,
        "abstained": False,
        "reason": None,
        "text": "",
        "statements": [],
        "passages": [],
        "nearest": [],
        "confidence": 0.0,
        "seconds": {},
        "error": reason,
    }


def score(question: Question, record: Record, ranking: Mapping[str, float], texts: Texts, supports: Supports) -> Row:
    """Return the row of one question."""
    statements = record["statements"]
    versions = {citation["article_id"]: citation["version"] for citation in citations_of(record)}
    gold = gold_spans(question.evidence, texts, versions)
    recall, precision = citation_scores(statements, supports)
    failure = failure_of(question, record, gold, recall == 1, texts)
    values = dict(ranking)
    if _speaks(question, record):
        values |= {"citation_recall": recall, "citation_precision": precision}
        values |= _against_gold(question, record, gold)
    if citations_of(record):
        # How faithful what is cited is; whether there should have been more is not asked here.
        values |= {"verbatim": _verbatim(statements), "exact_quotes": _exact_quotes(record, texts)}
    if question.answers is not None:
        values |= _short_answer_scores(question, record)
    tells = question.answerable is not None or failure is not None
    return Row(
        id=question.id,
        tags=question.tags,
        answerable=question.answerable,
        refused=None if record.get("error") else bool(record["abstained"]),
        confidence=None if record.get("error") else record["confidence"],
        failure=failure,
        right=failure is None if tells else None,
        values=values,
        seconds=record["seconds"],
    )


def _speaks(question: Question, record: Record) -> bool:
    """Tell whether there is an answer to judge, or should be one: then its lack counts as zero."""
    if record.get("error"):
        return question.answerable is not False
    return bool(question.answerable) or not record["abstained"]


def _verbatim(statements: Sequence[Record]) -> float:
    """Return the share of statements that stand word for word in a span which they cite."""
    copied = [
        any(" ".join(s["text"].split()) in " ".join(citation["quote"].split()) for citation in s["citations"])
        for s in statements
    ]
    return _share(copied)


def _exact_quotes(record: Record, texts: Texts) -> float:
    """Return the share of citations whose quote stands in the article at exactly the offsets given."""
    return _share(
        [
            texts.text(cited["article_id"], cited["version"])[cited["start"] : cited["end"]] == cited["quote"]
            for cited in citations_of(record)
        ]
    )


def _against_gold(question: Question, record: Record, gold: Mapping[str, list[tuple[int, int]]]) -> dict[str, float]:
    values: dict[str, float] = {}
    if question.expected:
        values["expected"] = float(bool(record["statements"]) and all_found(question, said(record)))
    if any(item.quote for item in question.evidence):
        cited = cited_spans(record)
        shared, cited_size, gold_size = shared_characters(gold, cited), characters(cited), characters(gold)
        values["evidence_precision"] = shared / cited_size if cited_size else 0.0
        values["evidence_recall"] = shared / gold_size if gold_size else 0.0
        values["evidence_f1"] = 2 * shared / (cited_size + gold_size) if shared else 0.0
        values["evidence_hit"] = float(shared > 0)
    if question.certainty:
        stated = _certainty(record, gold)
        values["certainty"] = float(stated == question.certainty)
        values["overstated"] = float(stated is not None and stated > question.certainty)
    for part in ("outlet", "speaker"):
        wanted = getattr(question, part)
        if wanted:
            names = [citation.get(part) for citation in citations_of(record)]
            values[part] = float(any(same_name(name, wanted) for name in names if name))
    return values


def _certainty(record: Record, gold: Mapping[str, list[tuple[int, int]]]) -> Certainty | None:
    """Return the certainty of the statement that cites the gold evidence, else of the first one."""
    statements = [statement for statement in record["statements"] if statement["certainty"]]
    on_gold = [s for s in statements if shared_characters(gold, cited_spans({"statements": [s]}))]
    return next((Certainty(statement["certainty"]) for statement in on_gold or statements), None)


def _short_answer_scores(question: Question, record: Record) -> dict[str, float]:
    if record.get("error"):
        return {"token_f1": 0.0, "exact_match": 0.0}
    text, answers = short_answer(record), question.answers or ()
    return {"token_f1": token_f1(text, answers), "exact_match": exact_match(text, answers)}


def _share(truths: Sequence[bool]) -> float:
    return sum(truths) / len(truths) if truths else 0.0


def checked(check: Callable[..., Any]) -> Supports:
    """Return the judge of citations that asks `retriever.check.check`, once for each statement and sources."""
    known: dict[tuple[str, tuple[str, ...]], bool] = {}

    def supports(statement: str, citations: Sequence[Mapping[str, Any]]) -> bool:
        key = (statement, tuple(f"{c['article_id']}:{c['version']}:{c['start']}:{c['end']}" for c in citations))
        if key not in known:
            known[key] = check(statement, [citation["quote"] for citation in citations]).label == "supported"
        return known[key]

    return supports
