"""Answer in the articles' very words: one numbered statement for each piece of evidence."""

from collections.abc import Sequence
from dataclasses import replace

from retriever.answer import Answer, Citation, Statement
from retriever.coverage import coverage
from retriever.evidence import Evidence
from retriever.search import Passage


def quoted(answer: Answer, evidence: Sequence[Evidence], headings: Sequence[str | None] = ()) -> Answer:
    """Return the answer with one statement for each piece of evidence, in its very words."""
    labels = list(headings) or [None] * len(evidence)
    statements = tuple(
        Statement(piece.text, (Citation(marker, piece),), verified=True, heading=label)
        for marker, (piece, label) in enumerate(zip(evidence, labels, strict=True), start=1)
    )
    covered = coverage(answer.standalone_question, [piece.text for piece in evidence])
    return replace(answer, statements=statements, coverage=covered)


def renumbered(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Return the statements with markers that count from 1 in the order of their first use."""
    order: dict[int, int] = {}
    for statement in statements:
        for citation in statement.citations:
            order.setdefault(citation.marker, len(order) + 1)
    return tuple(
        replace(s, citations=tuple(replace(c, marker=order[c.marker]) for c in s.citations)) for s in statements
    )


def passage_text(passages: Sequence[Passage], evidence: Evidence) -> str:
    """Return the passage that a piece of evidence stands in, under its title."""
    for passage in passages:
        chunk = passage.chunk
        same = chunk.source.article_id == evidence.source.article_id
        if same and chunk.start <= evidence.start and evidence.end <= chunk.end:
            return f"{chunk.source.title}\n{chunk.text}"
    return evidence.text
