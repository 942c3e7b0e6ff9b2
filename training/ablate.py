"""What each step of the judging brought: cosine, + BM25, + the network, + calibration, + follow-ups, + forms.

    python training/ablate.py --data ../shared/data --work WORK

Three figures each: how often the best sentence is the right one (answerable questions, never refusing), the area under
the ROC curve of its confidence (answerable against not), and the share of unanswerable questions refused where one in
ten answerable ones is. On the held-back cases, with a calibration that has not seen the article, and on the project's
own questions, follow-ups included.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from calibrate import Asked, features_of, looked_at, options, scores_of
from cases import DEPTH
from measure import crossed, interval

from ingest.embed import MiniLMEncoder
from ingest.index import Index
from ingest.sync import sync
from retriever.answerer import Answerer, Query
from retriever.calibration import Calibration, Found
from retriever.evidence import Finding, read_passages
from retriever.fuse import HybridRetriever
from retriever.question import Turn, standalone
from retriever.reader import Reader
from retriever.search import KeywordRetriever, Retriever, VectorRetriever
from retriever.similarity import SimilarityReader, bm25
from retriever.trained import TrainedReader


@dataclass(frozen=True)
class Judged:
    """One question: whether it is answerable, whether the best sentence is right, and the confidence in it."""

    answerable: bool
    right: bool
    confidence: float


def report(name: str, judged: list[Judged]) -> None:
    """Print one line of the table."""
    rows = np.array([[each.answerable, each.confidence] for each in judged], dtype=float)
    right = [float(each.right) for each in judged if each.answerable]
    print(f"| {name} | {interval(right)} | {interval(rows, area)} | {interval(rows, refused)} |", flush=True)


def area(rows: np.ndarray) -> float:
    """The chance that an answerable question gets more confidence than an unanswerable one; ties count half."""
    good, bad = rows[rows[:, 0] == 1, 1], rows[rows[:, 0] == 0, 1]
    return float(np.mean((good[:, None] > bad) + 0.5 * (good[:, None] == bad)))


def refused(rows: np.ndarray) -> float:
    """The share of the unanswerable below the confidence that a tenth of the answerable stays below."""
    return float(np.mean(rows[rows[:, 0] == 0, 1] < np.quantile(rows[rows[:, 0] == 1, 1], 0.1)))


def from_held_back(
    pairs: list[tuple[Asked, Calibration]], score: Callable[[Asked, Calibration], list[list[float]]]
) -> list[Judged]:
    """The best sentence by `score`, whose score is the confidence."""
    judged = []
    for each, calibration in pairs:
        scores = score(each, calibration)
        best, place, number = max((s, -p, -n) for p, row in enumerate(scores) for n, s in enumerate(row))
        case = each.case
        judged.append(Judged(case.answerable, (-place, -number) in case.answering, best))
    return judged


def by_words(each: Asked) -> list[list[float]]:
    """BM25 of each sentence as a share of the best possible."""
    flat = [row.text for rows in each.found for row in rows]
    scores = bm25(each.case.question, [*flat, each.case.question])
    rest = iter(scores[:-1])
    return [[next(rest) / max(scores[-1], 1e-9) for _ in rows] for rows in each.found]


def values(each: Asked, of: Callable[[Found], float]) -> list[list[float]]:
    """One value for each sentence."""
    return [[of(row) for row in rows] for rows in each.found]


def held_back(reader: TrainedReader, asked: list[Asked]) -> None:
    """The table over held-back cases."""
    pairs = [pair for pair in crossed(reader, asked) if pair[0].case.kind != "yes-no"]
    report("cosine", from_held_back(pairs, lambda each, _: values(each, lambda row: row.cosine)))

    def summed(each: Asked, _: Calibration) -> list[list[float]]:
        return [
            [c + s for c, s in zip(cosines, words, strict=True)]
            for cosines, words in zip(values(each, lambda row: row.cosine), by_words(each), strict=True)
        ]

    report("+ BM25", from_held_back(pairs, summed))
    report("the network alone", from_held_back(pairs, lambda each, _: values(each, lambda row: row.sentence)))

    chosen = from_held_back(pairs, scores_of)
    report(
        "+ calibration",
        [
            Judged(one.answerable, one.right, calibration.answer(features_of(each, calibration)))
            for one, (each, calibration) in zip(chosen, pairs, strict=True)
        ],
    )


class _Cosine(SimilarityReader):
    """Cosine alone."""

    def score(self, question: str, sentences: list[str], context: str | None = None) -> list[float]:  # type: ignore[override]
        del context
        vectors = self._encoder.encode([question, *sentences])
        return [float(value) for value in vectors[1:] @ vectors[0]]


class _Network(TrainedReader):
    """The network's sentence logits, not calibrated."""

    def __init__(self, weights: Path) -> None:
        super().__init__(weights)
        plain = {"bias": 0.0, "sentence": 1.0}
        self._calibration = Calibration(plain, plain, plain, {"default": 0.0})


def own_table(weights: Path, corpus: Path) -> None:
    """The table over the project's own questions, asked of a fresh store."""
    rows = [json.loads(line) for line in (corpus / "questions.jsonl").read_text("utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as folder, Index(Path(folder) / "store", create=True) as index:
        encoder = MiniLMEncoder()
        sync([str(corpus / "articles")], index, encoder)
        vector = VectorRetriever(index, encoder)
        hybrid = HybridRetriever(retrievers=(vector, KeywordRetriever(index)))
        steps: tuple[tuple[str, Retriever, Reader, bool], ...] = (
            ("cosine", vector, _Cosine(encoder), False),
            ("+ BM25", hybrid, SimilarityReader(encoder), False),
            ("the network alone", hybrid, _Network(weights), False),
            ("+ calibration", hybrid, TrainedReader(weights), False),
            ("+ follow-ups", hybrid, TrainedReader(weights), True),
        )
        for name, retriever, reader, whole in steps:
            judged = []
            for row in rows:
                turns = [Turn(turn["question"], turn.get("answer")) for turn in row.get("history", ())]
                question = standalone(row["question"], turns) if whole else row["question"]
                findings, reading = read_passages(question, retriever.retrieve(question, DEPTH), reader)
                judged.append(Judged(row["answerable"], _cited(row, findings[:1]), reading.answerable))
            report(name, judged)
        answerer = Answerer(index, hybrid, TrainedReader(weights))
        judged = []
        for row in rows:
            turns = [Turn(turn["question"], turn.get("answer")) for turn in row.get("history", ())]
            answer = answerer.invoke(Query(row["question"], tuple(turns)))
            pieces = [citation.evidence for citation in answer.citations] or list(answer.nearest)
            judged.append(Judged(row["answerable"], _cited(row, pieces), answer.confidence))
        report("+ kinds, parts and forms", judged)


def _cited(row: dict[str, object], pieces: list[Finding]) -> bool:
    quotes = [piece["quote"] for piece in row.get("evidence", ())]  # type: ignore[attr-defined]
    return any(quote in piece.text or piece.text in quote for quote in quotes for piece in pieces)


def main() -> None:
    chosen = options().parse_args()
    reader = TrainedReader(chosen.weights)
    print("| held-back cases | best sentence right | area under ROC | unanswerable refused |\n|---|---|---|---|")
    held_back(reader, looked_at(reader, chosen))
    print("\n| own questions | best sentence right | area under ROC | unanswerable refused |\n|---|---|---|---|")
    own_table(chosen.weights, chosen.corpus)


if __name__ == "__main__":
    main()
