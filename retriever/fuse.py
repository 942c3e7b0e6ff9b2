"""Fuse the findings of several retrievers by reciprocal rank."""

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from ingest.chunk import Chunk
from ingest.document import chunk_document
from ingest.index import EVERYTHING, Filter
from retriever.search import Passage


class HybridRetriever(BaseRetriever):
    """Fuses retrievers by reciprocal rank: a passage scores the sum of 1 / (constant + rank), ranks from 1.

    Source: Cormack, Clarke and Buettcher, SIGIR 2009, who chose 60 for the constant; 5 lets a first place count for more
    (docs/decisions/006-fusion.md). Each of `retrievers` is asked for `depth` passages, or for `k` where that is more. As
    LangChain's BaseRetriever it returns `k` Documents that pass `filter`, each with its fused score in the metadata.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True, frozen=True)

    # Retrievers are told by their method, not by a class; pydantic cannot check a Protocol.
    retrievers: tuple[Any, ...]
    constant: int = 5
    depth: int = 50
    k: int = 8
    filter: Filter = EVERYTHING

    def retrieve(self, query: str, k: int, filter: Filter = EVERYTHING) -> list[Passage]:
        """Return at most `k` passages by fused score; ties keep the order of the retrievers."""
        scores: dict[str, float] = {}
        chunks: dict[str, Chunk] = {}
        for retriever in self.retrievers:
            for rank, passage in enumerate(retriever.retrieve(query, max(k, self.depth), filter), start=1):
                chunk_id = passage.chunk.chunk_id
                chunks.setdefault(chunk_id, passage.chunk)
                scores[chunk_id] = scores.get(chunk_id, 0.0) + 1 / (self.constant + rank)
        best = sorted(scores, key=lambda chunk_id: -scores[chunk_id])[:k]
        return [Passage(chunks[chunk_id], scores[chunk_id]) for chunk_id in best]

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        del run_manager
        documents = []
        for passage in self.retrieve(query, self.k, self.filter):
            document = chunk_document(passage.chunk)
            document.metadata["score"] = passage.score
            documents.append(document)
        return documents
