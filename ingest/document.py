"""The one door to LangChain: chunks and articles as its Documents, and back."""

from langchain_core.documents import Document

from ingest.article import Article, source_from_record, source_record
from ingest.chunk import Chunk


def chunk_document(chunk: Chunk) -> Document:
    """Return the chunk as a Document; its metadata tell the source and the place in the article."""
    place = {"chunk": chunk.index, "start": chunk.start, "end": chunk.end, "count": chunk.count}
    return Document(page_content=chunk.text, id=chunk.chunk_id, metadata={**source_record(chunk.source), **place})


def document_chunk(document: Document) -> Chunk:
    """Return the chunk that `chunk_document` was given."""
    place = document.metadata
    source = source_from_record(place)
    return Chunk(source, place["chunk"], place["start"], place["end"], document.page_content, place["count"])


def article_document(article: Article) -> Document:
    """Return a whole article as a Document."""
    source = article.source
    return Document(page_content=article.text, id=source.article_id, metadata=source_record(source))
