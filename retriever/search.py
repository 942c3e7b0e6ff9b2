"""Find passages: by meaning, by words. Every retriever has the same signature, so that they nest."""

from dataclasses import dataclass
from typing import Protocol

from ingest.chunk import Chunk
from ingest.embed import Encoder
from ingest.index import EVERYTHING, Filter, Index


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk that was found, with the score of the retriever that found it; higher is nearer."""

    chunk: Chunk
    score: float


class Retriever(Protocol):
    """Anything that finds passages, best first."""

    def retrieve(self, query: str, k: int, filter: Filter = EVERYTHING) -> list[Passage]:
        """Return at most `k` passages, best first."""
        ...


class VectorRetriever:
    """Finds passages by the cosine similarity of their embeddings to the query's."""

    def __init__(self, index: Index, encoder: Encoder) -> None:
        self._index = index
        self._encoder = encoder

    def retrieve(self, query: str, k: int, filter: Filter = EVERYTHING) -> list[Passage]:
        """Return at most `k` passages by cosine similarity."""
        [vector] = self._encoder.encode([query])
        return [Passage(chunk, score) for chunk, score in self._index.nearest(vector, k, filter)]


class KeywordRetriever:
    """Finds passages by BM25 over their words."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def retrieve(self, query: str, k: int, filter: Filter = EVERYTHING) -> list[Passage]:
        """Return at most `k` passages by BM25 score."""
        return [Passage(chunk, score) for chunk, score in self._index.matching(query, k, filter)]
