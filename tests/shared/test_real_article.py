"""The real article that the briefing is based on goes in as it is, and every citation quotes it exactly."""

import json
from pathlib import Path

import pytest

from ingest.embed import MiniLMEncoder
from ingest.index import Index
from ingest.sync import sync
from retriever.answerer import Answerer
from retriever.evidence import load_reader
from retriever.fuse import HybridRetriever
from retriever.search import KeywordRetriever, VectorRetriever

PROJECT = Path(__file__).parent.parent.parent
ARTICLE = PROJECT.parent / "shared" / "data" / "article" / "asia-business-daily.txt"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not ARTICLE.exists(), reason="the shared data is not beside the project"),
]


def test_the_copyright_line_names_the_publisher_and_fifty_questions_cite_exactly(tmp_path: Path) -> None:
    questions = [
        json.loads(line)["question"] for line in (PROJECT / "corpus" / "questions.jsonl").open(encoding="utf-8")
    ]
    encoder = MiniLMEncoder()
    with Index(tmp_path / "store") as index:
        report = sync([str(ARTICLE)], index, encoder)
        assert not report.refused
        article = index.article(report.added[0])
        assert article is not None
        assert article.source.publisher == "The Asia Business Daily"
        assert article.text.strip() in ARTICLE.read_text("utf-8")
        retriever = HybridRetriever(retrievers=(VectorRetriever(index, encoder), KeywordRetriever(index)))
        answerer = Answerer(index, retriever, load_reader(encoder=encoder))
        answers = [answerer.invoke(question) for question in questions[:50]]
    evidence = [c.evidence for answer in answers for c in answer.citations] + [e for a in answers for e in a.nearest]
    assert len(evidence) >= 50
    assert all(article.text[piece.start : piece.end] == piece.text for piece in evidence)
    assert sum(answer.abstained for answer in answers) < 40
