"""SciFact in the setting of the published figures, whole abstracts, beside ours, which cuts them into chunks.

    python -m benchmarks.scifact ../shared/data/retrieval [--store DIR]

The published figures are BEIR's: BM25 with k1 = .9 and b = .4 over title and text, all-MiniLM-L6-v2 over their first 256
word pieces. `--store` keeps what was ingested for a second run. Needs the extra `training` for bm25s.
"""

import argparse
import json
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import bm25s
import numpy as np
import snowballstemmer

from evaluation.measures import BY_NAME, measured
from evaluation.questions import Question, read_questions
from evaluation.ranking import rank_articles, ranking_scores
from evaluation.score import Row
from ingest.embed import MiniLMEncoder
from ingest.index import EVERYTHING, Index
from ingest.sync import sync
from retriever.fuse import HybridRetriever
from retriever.search import KeywordRetriever, VectorRetriever

Ranker = Callable[[str], list[tuple[str, float]]]
DEPTH = 10


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--store", type=Path)
    options = parser.parse_args()
    questions = read_questions(options.folder / "scifact-queries.jsonl").questions
    corpus = options.folder / "scifact-corpus.jsonl"
    articles = [json.loads(line) for line in corpus.read_text("utf-8").splitlines()]
    names = [article["_id"] for article in articles]
    texts = [f"{article['title']} {article['text']}" for article in articles]
    encoder = MiniLMEncoder()
    print("| ranking | nDCG@10 | 95 % interval | published |\n|---|---|---|---|")
    row("whole abstracts, BM25", by_words(names, texts), questions, ".679")
    row("whole abstracts, all-MiniLM-L6-v2", by_meaning(names, texts, encoder), questions, ".645")
    with tempfile.TemporaryDirectory() as folder, Index(options.store or Path(folder) / "store", create=True) as index:
        sync([str(corpus)], index, encoder)
        vector, keyword = VectorRetriever(index, encoder), KeywordRetriever(index)
        hybrid = HybridRetriever(retrievers=(vector, keyword))
        for title, retriever in (("BM25", keyword), ("all-MiniLM-L6-v2", vector), ("hybrid", hybrid)):
            row(f"ours, {title}", lambda query, way=retriever: rank_articles(way, query, DEPTH, EVERYTHING), questions)


def row(title: str, ranker: Ranker, questions: Sequence[Question], published: str = "") -> None:
    """Print one line of the table."""
    scores = ranking_scores(questions, {q.id: ranker(q.question) for q in questions}, DEPTH)
    found = measured(BY_NAME["ndcg@10"], [Row(question.id, values=scores[question.id]) for question in questions])
    print(f"| {title} | {found.value:.3f} | {found.low:.3f} to {found.high:.3f} | {published} |", flush=True)


def by_words(names: Sequence[str], texts: Sequence[str]) -> Ranker:
    """BM25 as published, by a library with settable k1 and b."""
    stemmer = snowballstemmer.stemmer("porter")

    def words(many: Sequence[str]) -> bm25s.tokenization.Tokenized:
        return bm25s.tokenize(list(many), stopwords="en", stemmer=stemmer.stemWords, show_progress=False)

    index = bm25s.BM25(k1=0.9, b=0.4, method="lucene")
    index.index(words(texts), show_progress=False)

    def rank(query: str) -> list[tuple[str, float]]:
        places, scores = index.retrieve(words([query]), k=DEPTH, show_progress=False)
        return [(names[place], float(score)) for place, score in zip(places[0], scores[0], strict=True)]

    return rank


def by_meaning(names: Sequence[str], texts: Sequence[str], encoder: MiniLMEncoder) -> Ranker:
    """Cosine of the query and the abstract, which the model cuts off after 256 word pieces."""
    vectors = encoder.encode(texts)

    def rank(query: str) -> list[tuple[str, float]]:
        scores = vectors @ encoder.encode([query])[0]
        return [(names[place], float(scores[place])) for place in np.argsort(-scores)[:DEPTH]]

    return rank


if __name__ == "__main__":
    main()
