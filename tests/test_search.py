"""All retrievers have one signature, filter in the store, and fuse by reciprocal rank."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hashed_encoder import HashedEncoder
from langchain_core.documents import Document
from langchain_core.runnables import RunnableLambda

from ingest.index import Filter, Index
from ingest.sync import SyncReport
from retriever.fuse import HybridRetriever
from retriever.search import KeywordRetriever, Passage, Retriever, VectorRetriever

Ingest = Callable[..., SyncReport]
NAMES = ("vector", "keyword", "hybrid")


@pytest.fixture
def retrievers(index: Index, encoder: HashedEncoder, ingest: Ingest, folder: Path) -> dict[str, Retriever]:
    """Return the three retrievers over four articles about quays, two of each year."""
    for number, town in enumerate(("Ostby", "Lysgard", "Tarn", "Vell")):
        front = f"---\nid: {town.lower()}\ntitle: {town}\npublished: {2024 + number % 2}-05-0{number + 1}\n---\n"
        body = f"The quay of {town} will be rebuilt. The council of {town} met on Monday."
        (folder / f"{town}.md").write_text(front + body + "\n", "utf-8")
    ingest()
    vector, keyword = VectorRetriever(index, encoder), KeywordRetriever(index)
    return {"vector": vector, "keyword": keyword, "hybrid": HybridRetriever(retrievers=(vector, keyword))}


def ids(passages: list[Passage]) -> list[str]:
    return [passage.chunk.source.article_id for passage in passages]


@pytest.mark.parametrize("name", NAMES)
def test_the_best_passage_comes_first_and_scores_fall(name: str, retrievers: dict[str, Retriever]) -> None:
    found = retrievers[name].retrieve("quay of Lysgard", 4)
    assert ids(found)[0] == "lysgard"
    assert [p.score for p in found] == sorted((p.score for p in found), reverse=True)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("filter", "allowed"),
    [
        (Filter(article_ids=frozenset({"tarn", "vell"})), {"tarn", "vell"}),
        (Filter(after=date(2025, 1, 1)), {"lysgard", "vell"}),
        (Filter(before=date(2024, 12, 31)), {"ostby", "tarn"}),
        (Filter(article_ids=frozenset({"tarn", "vell"}), after=date(2025, 1, 1)), {"vell"}),
        (Filter(article_ids=frozenset()), set()),
    ],
)
def test_filters_hold_in_every_retriever_and_still_fill_k(
    name: str, filter: Filter, allowed: set[str], retrievers: dict[str, Retriever]
) -> None:
    assert set(ids(retrievers[name].retrieve("the quay of Lysgard", 2, filter))) == allowed


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("query", ["", "?", '"', "quay AND (", "NEAR/3 *", "'; DROP TABLE chunks; --", "é 日本 🙂"])
def test_no_query_is_an_error(name: str, query: str, retrievers: dict[str, Retriever]) -> None:
    assert len(retrievers[name].retrieve(query, 3)) <= 3


class Fixed:
    """Returns given passages."""

    def __init__(self, passages: list[Passage]) -> None:
        self.passages = passages

    def retrieve(self, query: str, k: int, filter: Filter | None = None) -> list[Passage]:
        return self.passages[:k]


def test_fusing_sums_reciprocal_ranks_with_five(retrievers: dict[str, Retriever]) -> None:
    a, b, c, _ = retrievers["keyword"].retrieve("quay council", 4)
    fused = HybridRetriever(retrievers=(Fixed([a, b]), Fixed([b, c]))).retrieve("any", 3)
    assert [(p.chunk, p.score) for p in fused] == [
        (b.chunk, pytest.approx(1 / 7 + 1 / 6)),
        (a.chunk, pytest.approx(1 / 6)),
        (c.chunk, pytest.approx(1 / 7)),
    ]


def test_the_hybrid_retriever_is_a_step_of_anybodys_chain(retrievers: dict[str, Retriever]) -> None:
    hybrid = retrievers["hybrid"]
    assert isinstance(hybrid, HybridRetriever)
    chain = hybrid | RunnableLambda(lambda documents: documents[0])
    document = chain.invoke("quay of Tarn")
    assert isinstance(document, Document)
    assert "Tarn" in document.page_content
    assert document.metadata["article_id"] == "tarn"
    assert document.metadata["score"] > 0
