"""Rank articles by their best chunk, keep the ranking as a TREC run, and score it with ir-measures."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol
from urllib.parse import quote, unquote

import numpy as np

from evaluation.questions import Question
from ingest.index import Filter
from retriever.search import Passage

# Article ids with their scores, best first.
Ranking = Sequence[tuple[str, float]]

CUTOFFS = (1, 5, 10)


class Retriever(Protocol):
    """Anything that finds passages, best first."""

    def retrieve(self, query: str, k: int, filter: Filter = ...) -> list[Passage]:
        """Return at most `k` passages."""
        ...


def rank_articles(retriever: Retriever, query: str, k: int, filter: Filter) -> list[tuple[str, float]]:
    """Return at most `k` articles by their best chunk, asking for more chunks until there are `k` or no more."""
    wanted = 3 * k  # Articles have several chunks; the first try should mostly do.
    while True:
        passages = retriever.retrieve(query, wanted, filter)
        best: dict[str, float] = {}
        for passage in passages:
            best.setdefault(passage.chunk.source.article_id, passage.score)
        if len(best) >= k or len(passages) < wanted:
            return _strictly_falling(list(best.items())[:k])
        wanted *= 2


def _strictly_falling(ranking: Ranking) -> list[tuple[str, float]]:
    """Return the ranking in 32-bit scores without ties, which tools that sort by score would break their own way."""
    result: list[tuple[str, float]] = []
    limit = np.float32(np.inf)
    for article_id, score in ranking:
        limit = np.minimum(np.float32(score), np.nextafter(limit, np.float32(-np.inf)))
        result.append((article_id, float(limit)))
    return result


def run_lines(question_id: str, ranking: Ranking, *, name: str = "briefing") -> str:
    """Return a ranking as lines of a TREC run; white space in ids is written as in web addresses."""
    return "".join(
        f"{_word(question_id)} Q0 {_word(article_id)} {rank} {score:.9g} {name}\n"
        for rank, (article_id, score) in enumerate(ranking, start=1)
    )


def read_run(text: str) -> dict[str, list[tuple[str, float]]]:
    """Return the rankings of a TREC run by question; a line torn by a stop is passed over."""
    rankings: dict[str, list[tuple[str, float]]] = {}
    for line in text.splitlines(keepends=True):
        fields = line.split()
        if len(fields) == 6 and line.endswith("\n"):
            rankings.setdefault(unquote(fields[0]), []).append((unquote(fields[2]), float(fields[4])))
    return rankings


def _word(identifier: str) -> str:
    if "%" in identifier or any(character.isspace() for character in identifier):
        return quote(identifier, safe="!\"#$&'()*+,/:;<=>?@[\\]^`{|}")
    return identifier


def relevance(question: Question) -> dict[str, int]:
    """Return the grade of each relevant article: as judged, else 1 for each that the evidence names."""
    return dict(question.relevance) or dict.fromkeys((gold.article_id for gold in question.evidence), 1)


def ranking_scores(
    questions: Iterable[Question], rankings: Mapping[str, Ranking], k: int
) -> dict[str, dict[str, float]]:
    """Return Hit@k, Recall@k, MRR, nDCG@10 and AP of each judged question, by ir-measures.

    A question without a ranking scores zero. Cut-offs deeper than the rankings' `k` are left out.
    """
    import ir_measures

    measures = {"mrr": ir_measures.RR, "ap": ir_measures.AP}
    for cutoff in (cutoff for cutoff in CUTOFFS if cutoff <= k):
        measures[f"hit@{cutoff}"] = ir_measures.Success @ cutoff
        if cutoff > 1:
            measures[f"recall@{cutoff}"] = ir_measures.R @ cutoff
    if k >= 10:
        measures["ndcg@10"] = ir_measures.nDCG @ 10
    qrels = {question.id: grades for question in questions if (grades := relevance(question))}
    scores = {question_id: dict.fromkeys(measures, 0.0) for question_id in qrels}
    run = {question_id: dict(ranking) for question_id, ranking in rankings.items() if question_id in qrels and ranking}
    names = {measure: name for name, measure in measures.items()}
    if run:
        for metric in ir_measures.iter_calc(list(names), qrels, run):
            scores[metric.query_id][names[metric.measure]] = float(metric.value)
    return scores
