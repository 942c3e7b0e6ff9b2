"""What many tests need: a small deterministic encoder, stores that are closed, and articles made on the spot."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hashed_encoder import HashedEncoder

from ingest.article import Article, Source, make_article
from ingest.index import Index
from ingest.sync import SyncReport, sync

if TYPE_CHECKING:
    from retriever.answerer import Answerer


@pytest.fixture
def encoder() -> HashedEncoder:
    return HashedEncoder()


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return a place where a store can be made."""
    return tmp_path / "store"


@pytest.fixture
def index(store: Path) -> Iterator[Index]:
    with Index(store) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an empty folder for articles."""
    made = tmp_path / "articles"
    made.mkdir()
    return made


@pytest.fixture
def ingest(index: Index, encoder: HashedEncoder, folder: Path) -> Callable[..., SyncReport]:
    """Return a function that ingests the folder, or the inputs given."""

    def run(*inputs: str | Path, prune: bool = False) -> SyncReport:
        return sync([str(given) for given in inputs or (folder,)], index, encoder, prune=prune)

    return run


@pytest.fixture
def make() -> Callable[..., Article]:
    """Return a function that makes an article of a text."""

    def article(
        text: str, article_id: str = "a", *, version: int = 1, title: str = "Harbour", published: date | None = None
    ) -> Article:
        return make_article(Source(article_id, version, title, published=published), text)

    return article


@pytest.fixture(scope="session")
def briefing(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[tuple[Index, Answerer]]":
    """Return the store of the shipped briefing and what answers from it, both with the real model."""
    from ingest.embed import MiniLMEncoder
    from retriever.answerer import Answerer
    from retriever.evidence import load_reader
    from retriever.fuse import HybridRetriever
    from retriever.search import KeywordRetriever, VectorRetriever

    encoder = MiniLMEncoder()
    with Index(tmp_path_factory.mktemp("briefing") / "store") as opened:
        sync([str(Path(__file__).parent.parent / "corpus" / "articles")], opened, encoder)
        retriever = HybridRetriever(retrievers=(VectorRetriever(opened, encoder), KeywordRetriever(opened)))
        yield opened, Answerer(opened, retriever, load_reader(encoder=encoder))
