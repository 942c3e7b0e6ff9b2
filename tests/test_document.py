from datetime import UTC, date, datetime

from langchain_core.documents import Document

from ingest.article import Source, make_article
from ingest.chunk import Chunk
from ingest.document import article_document, chunk_document, document_chunk

SOURCE = Source(
    "quay",
    2,
    "The quay",
    publisher="Marlow Post",
    published=date(2025, 10, 25),
    url="https://example.org/quay",
    author="Ada Lind",
    retrieved_at=datetime(2025, 10, 26, 8, 30, tzinfo=UTC),
    language="en",
)
ARTICLE = make_article(SOURCE, "The quay opened. It was rebuilt.")


def test_a_chunk_comes_back_from_its_document_as_it_was() -> None:
    chunk = Chunk(ARTICLE.source, 1, 17, 32, ARTICLE.text[17:32], 2)
    document = chunk_document(chunk)
    assert (document.id, document.page_content) == ("quay#1", "It was rebuilt.")
    assert document_chunk(Document(**document.model_dump())) == chunk


def test_an_article_is_a_document_under_its_id_with_its_source_as_plain_values() -> None:
    document = article_document(ARTICLE)
    assert (document.id, document.page_content) == ("quay", ARTICLE.text)
    assert (document.metadata["publisher"], document.metadata["published"]) == ("Marlow Post", "2025-10-25")
