"""The answer: statements with citations, or a refusal with the nearest passage."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from retriever.certainty import Certainty, weakest
from retriever.evidence import Evidence
from retriever.question import Turn
from retriever.search import Passage


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered pointer to a piece of evidence; markers count from 1."""

    marker: int
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that the answer says, and what it rests on.

    `heading` labels statements of a briefing, such as a date in a timeline or a name. `problems` are full
    sentences; a verified statement has none.
    """

    text: str
    citations: tuple[Citation, ...]
    verified: bool
    problems: tuple[str, ...] = ()
    heading: str | None = None

    @property
    def certainty(self) -> Certainty | None:
        """Return the certainty of the weakest span cited; None without a citation."""
        return weakest([citation.evidence.certainty for citation in self.citations]) if self.citations else None


@dataclass(frozen=True, slots=True)
class Difference:
    """Two cited spans that say one thing differently: number, date or certainty, with the words of each."""

    kind: str
    markers: tuple[int, int]
    words: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """What is shown for a question. `passages` are all that were considered; what is cited is in `statements`.

    `nearest` holds, for a refusal, the nearest evidence; `reason` says why it is one. `confidence` is the
    calibrated probability that the articles answer the question. `coverage` is the share of the question's
    content words found in the cited sentences. `kind` is what was asked for, as `Ask` names it; `notes` are sentences
    on what was left open or left out. `differences` are those between its cited spans; `origins` counts the
    independent articles behind it, `outlets` are whom they credit or who published them. `seconds` has retrieve, read,
    write, check and total.
    """

    question: str
    standalone_question: str
    statements: tuple[Statement, ...] = ()
    passages: tuple[Passage, ...] = ()
    abstained: bool = False
    reason: str | None = None
    nearest: tuple[Evidence, ...] = ()
    coverage: float = 0.0
    confidence: float = 0.0
    kind: str = "fact"
    notes: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    origins: int = 0
    outlets: tuple[str, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """Return the statements with their markers, or the reason of a refusal."""
        if self.abstained:
            return self.reason or ""
        return " ".join(_marked(statement) for statement in self.statements)

    @property
    def turn(self) -> Turn:
        """Return the exchange as later questions remember it: the answer without markers, none where it was refused."""
        said = " ".join(statement.text for statement in self.statements)
        return Turn(self.question, None if self.abstained else said)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Return all citations once, in the order of their markers."""
        found = {citation.marker: citation for statement in self.statements for citation in statement.citations}
        return tuple(found[marker] for marker in sorted(found))


def _marked(statement: Statement) -> str:
    markers = "".join(f" [{citation.marker}]" for citation in statement.citations)
    heading = f"{statement.heading}: " if statement.heading else ""
    return f"{heading}{statement.text}{markers}"


def answer_record(answer: Answer, question_id: str | None = None) -> dict[str, Any]:
    """Return the answer as the JSON object of the contract, the same for `ask --json` and `answers.jsonl`."""
    return {
        "id": question_id,
        "question": answer.question,
        "standalone_question": answer.standalone_question,
        "abstained": answer.abstained,
        "reason": answer.reason,
        "text": answer.text,
        "kind": answer.kind,
        "statements": [_statement_record(statement) for statement in answer.statements],
        "passages": [_passage_record(passage) for passage in answer.passages],
        "nearest": [_evidence_record(evidence) for evidence in answer.nearest],
        "notes": list(answer.notes),
        "differences": [
            {"kind": found.kind, "markers": list(found.markers), "words": list(found.words)}
            for found in answer.differences
        ],
        "origins": answer.origins,
        "outlets": list(answer.outlets),
        "confidence": round(answer.confidence, 4),
        "coverage": round(answer.coverage, 4),
        "seconds": {part: round(seconds, 4) for part, seconds in answer.seconds.items()},
    }


def _statement_record(statement: Statement) -> dict[str, Any]:
    return {
        "text": statement.text,
        "heading": statement.heading,
        "verified": statement.verified,
        "problems": list(statement.problems),
        "certainty": statement.certainty,
        "citations": [
            {"marker": citation.marker, **_evidence_record(citation.evidence)} for citation in statement.citations
        ],
    }


def _passage_record(passage: Passage) -> dict[str, Any]:
    chunk = passage.chunk
    return {
        "chunk_id": chunk.chunk_id,
        "article_id": chunk.source.article_id,
        "score": round(passage.score, 6),
        "start": chunk.start,
        "end": chunk.end,
    }


def _evidence_record(evidence: Evidence) -> dict[str, Any]:
    source = evidence.source
    return {
        "article_id": source.article_id,
        "version": source.version,
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published.isoformat() if source.published else None,
        "url": source.url,
        "start": evidence.start,
        "end": evidence.end,
        "quote": evidence.text,
        "answer_span": list(evidence.answer_span) if evidence.answer_span else None,
        "speaker": evidence.speaker,
        "outlet": evidence.outlet,
        "basis": evidence.basis,
        "certainty": evidence.certainty,
        "cue": evidence.attribution.cue,
        "dates": list(evidence.dates),
        "score": round(evidence.score, 4),
    }
