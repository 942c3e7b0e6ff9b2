"""The store: Chroma, the catalogue and the keyword index, kept in step.

Writing goes by one rule: a new version's chunks go into Chroma first, one transaction in SQLite then makes them the
current ones, and the old chunks are deleted last. A crash leaves either the old version or the new one, never a
mixture, and chunks that belong to neither are swept away before the next write.
"""

import contextlib
import hashlib
import os
import sqlite3
import threading
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Self

import filelock

from ingest.article import Article
from ingest.catalogue import Record, open_catalogue
from ingest.chunk import Chunk
from ingest.embed import Vectors
from ingest.keyword import KeywordEntry, KeywordIndex
from ingest.vectors import StoredChunk, VectorStore


class StoreError(Exception):
    """The store cannot be used as asked; the message says why and what helps."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which articles may be found: some ids, or those published from `after` to `before`, both included.

    An article of unknown date passes no limit on dates.
    """

    article_ids: frozenset[str] | None = None
    after: date | None = None
    before: date | None = None


EVERYTHING = Filter()

_CATALOGUE, _CHROMA = _PARTS = ("catalogue.sqlite", "chroma")


class Index:
    """Articles, their chunks and vectors: read by anybody, written by one at a time.

    `place` is a folder or the address of a Chroma server; for a server, the catalogue stands in `cache`.
    """

    def __init__(self, place: Path | str, *, cache: Path | None = None, create: bool = True) -> None:
        self.place = place
        if not create and isinstance(place, Path) and not any(os.path.exists(place / name) for name in _PARTS):  # noqa: PTH110 (false for a name that no file can have)
            raise StoreError(
                f"There is no store at {place}; `briefing ingest PATH` makes one, or name another with --store."
            )
        folder = place if isinstance(place, Path) else _cache_folder(place, cache)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._catalogue = open_catalogue(folder / _CATALOGUE)
            self._keywords = KeywordIndex(self._catalogue.connection)
        except (OSError, sqlite3.Error) as error:
            raise StoreError(f"The store {place} cannot be opened: {error}. Name another with --store.") from error
        self._lock = filelock.FileLock(folder / "lock")
        self._vectors: VectorStore | None = None
        self._revision_seen: str | None = None
        # Chroma must not be closed by one thread while another asks it.
        self._opening = threading.RLock()
        is_new = self._catalogue.property("writing") is None
        if not isinstance(place, Path):
            self.vectors()
        elif is_new and (place / _CHROMA).exists():
            with self.writing(None):
                pass

    def __enter__(self) -> Self:
        """Return the open store."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let go of all files."""
        self._catalogue.close()
        if self._vectors is not None:
            self._vectors.close()
            self._vectors = None

    # Reading

    def records(self) -> list[Record]:
        """Return what is known of all current articles, ordered by id."""
        return self._catalogue.records()

    def record(self, article_id: str) -> Record | None:
        """Return what is known of a current article, or None."""
        return self._catalogue.record(article_id)

    def count_chunks(self) -> int:
        """Return how many chunks are current."""
        return self._catalogue.count_chunks()

    def article(self, article_id: str, version: int | None = None) -> Article | None:
        """Return the current article of this id, or an earlier version of it; None where there is none."""
        # Its text and its version come from one statement: between two, a writer may replace it.
        article = self._catalogue.article(article_id)
        if article is None or version in {None, article.source.version}:
            return article
        return None if version is None else self.vectors().superseded(article_id, version)

    def nearest(self, vector: Vectors, k: int, filter: Filter = EVERYTHING) -> list[tuple[Chunk, float]]:
        """Return the `k` chunks nearest to a unit vector with their cosine similarity, nearest first."""
        if k < 1 or filter.article_ids == frozenset() or not self._catalogue.count_chunks():
            return []
        with self._opening:
            hits = self.vectors().nearest(
                vector, k, article_ids=filter.article_ids, after=filter.after, before=filter.before
            )
        chunks = self._catalogue.chunks([chunk_id for chunk_id, _, _ in hits])
        # Chroma may still hold chunks of a version that is just being written or swept; only current ones count.
        return [
            (chunks[chunk_id], score)
            for chunk_id, version, score in hits
            if chunk_id in chunks and chunks[chunk_id].source.version == version
        ]

    def matching(self, query: str, k: int, filter: Filter = EVERYTHING) -> list[tuple[Chunk, float]]:
        """Return the `k` chunks that match the query's words best by BM25, best first."""
        hits = self._keywords.search(query, k, article_ids=filter.article_ids, after=filter.after, before=filter.before)
        chunks = self._catalogue.chunks([chunk_id for chunk_id, _ in hits])
        return [(chunks[chunk_id], score) for chunk_id, score in hits if chunk_id in chunks]

    def vectors(self) -> VectorStore:
        """Return the open vector store, opened again where another process has written since."""
        with self._opening:
            revision = self._catalogue.property("revision")
            if self._vectors is not None and revision != self._revision_seen:
                self._vectors.close()
                self._vectors = None
            if self._vectors is None:
                try:
                    self._vectors = VectorStore(self.place / _CHROMA if isinstance(self.place, Path) else self.place)
                except Exception as error:
                    raise StoreError(
                        f"The vector store at {self.place} cannot be opened: {error}. "
                        "Check the place given with --store, or name another."
                    ) from error
                self._revision_seen = revision
                self._catch_up()
            return self._vectors

    def _catch_up(self) -> None:
        """Rebuild the catalogue where Chroma was written without it, unless a writer is just about to do so."""
        if self._out_of_step():
            with contextlib.suppress(filelock.Timeout), self._lock.acquire(timeout=0):
                # What looks like an orphan on a server may be what another machine is just writing.
                self.rebuild(sweep=isinstance(self.place, Path))

    def require_model(self, name: str) -> None:
        """Raise StoreError where the vectors were made by another model than `name`."""
        if self._catalogue.property("model") not in {None, name}:
            self.vectors()  # catches up with a reindex that was cut off at its end
        known = self._catalogue.property("model")
        if known not in {None, name}:
            raise StoreError(
                f"The store's vectors were made by {known}, but questions would be embedded by {name}; "
                "run `briefing reindex` to make them anew, or name another store with --store."
            )

    # Writing

    @contextlib.contextmanager
    def writing(self, model: str | None, *, wait: float = 10.0) -> Iterator[None]:
        """Hold the store for writing; `model` names the encoder of the vectors to come, None for any.

        Raises StoreError where another process holds it for longer than `wait` seconds, or where the store's
        vectors are another model's.
        """
        try:
            self._lock.acquire(timeout=wait)
        except filelock.Timeout:
            raise StoreError(
                f"Another process is writing to the store {self.place}; try again when it is done."
            ) from None
        except OSError as error:
            raise StoreError(f"The store {self.place} cannot be written: {error}.") from error
        try:
            if self._catalogue.property("writing") == "yes" or self._out_of_step():
                self.rebuild()
            if model is not None:
                self.require_model(model)
                # Remembered before the first vector is: an interrupted first ingest goes on with the same model.
                self.vectors().remember(model=model)
                self._catalogue.remember("model", model)
            self._catalogue.remember("writing", "yes")
            yield
            self._settle(uuid.uuid4().hex)
        finally:
            self._lock.release()

    def put(self, records: Sequence[Record], chunks: Sequence[Chunk], vectors: Vectors) -> None:
        """Make these the current versions of their articles; `vectors` has one row for each chunk, in order."""
        old = [record for new in records if (record := self._catalogue.record(new.source.article_id))]
        store = self.vectors()
        texts = [self._catalogue.article(record.source.article_id) for record in old]
        store.supersede([article for article in texts if article is not None])
        store.put(records, chunks, vectors)
        self._make_current(records, chunks)
        replaced = {(new.source.article_id, new.source.version) for new in records}
        store.delete([r for r in old if (r.source.article_id, r.source.version) not in replaced])

    def move(self, moves: Sequence[tuple[Record, str]]) -> None:
        """Note of unchanged articles from which path each is now read."""
        self.vectors().move(moves)
        with self._catalogue.transaction():
            for record, path in moves:
                self._catalogue.move(record.source.article_id, path)

    def remove(self, article_ids: Sequence[str]) -> None:
        """Remove articles with all their versions."""
        records = [record for article_id in article_ids if (record := self._catalogue.record(article_id))]
        self.vectors().delete(records)
        self.vectors().forget_superseded([record.source.article_id for record in records])
        with self._catalogue.transaction():
            self._catalogue.drop(article_ids)
            self._keywords.replace([], article_ids)

    def rebuild(self, *, sweep: bool = True) -> None:
        """Rebuild catalogue and keyword index from Chroma, and sweep away what an interrupted write left there.

        Of each article the highest version counts whose chunks are all there. The store has to be held for writing.
        """
        store = self.vectors()
        versions: dict[str, dict[int, list[StoredChunk]]] = {}
        for stored in store.everything():
            source = stored.chunk.source
            versions.setdefault(source.article_id, {}).setdefault(source.version, []).append(stored)
        records: list[Record] = []
        current: list[Chunk] = []
        orphans: list[Chunk] = []
        for by_version in versions.values():
            whole = [v for v, found in by_version.items() if len(found) == found[0].chunk.count]
            best = max(whole, default=None)
            for version, found in by_version.items():
                chunks = sorted((stored.chunk for stored in found), key=lambda chunk: chunk.index)
                if version == best:
                    records.append(Record(chunks[0].source, found[0].content_hash, len(chunks), found[0].path))
                    current.extend(chunks)
                else:
                    orphans.extend(chunks)
        if sweep:
            store.delete_chunks(orphans)
        with self._catalogue.transaction():
            self._catalogue.clear()
            self._keywords.clear()
            self._put_in_catalogue(records, current)
            if model := store.property("model"):
                self._catalogue.remember("model", model)
        self._settle(store.property("revision") or uuid.uuid4().hex)

    def replace_vectors(self, model: str, vectors: Iterator[tuple[Sequence[Record], Sequence[Chunk], Vectors]]) -> None:
        """Exchange all chunks and vectors for those of `model`; the old ones stay until the new are complete."""
        store = self.vectors()
        store.begin_exchange(model)
        try:
            with self._catalogue.transaction():
                for records, chunks, rows in vectors:
                    store.put(records, chunks, rows)
                    self._put_in_catalogue(records, chunks)
                self._catalogue.remember("model", model)
                store.finish_exchange()
        except BaseException:
            store.abandon_exchange()
            raise

    def _make_current(self, records: Sequence[Record], chunks: Sequence[Chunk]) -> None:
        with self._catalogue.transaction():
            self._put_in_catalogue(records, chunks)

    def _put_in_catalogue(self, records: Sequence[Record], chunks: Sequence[Chunk]) -> None:
        by_article: dict[str, list[Chunk]] = {}
        for chunk in chunks:
            by_article.setdefault(chunk.source.article_id, []).append(chunk)
        for record in records:
            self._catalogue.put(record, by_article[record.source.article_id])
        self._keywords.replace([_keyword_entry(chunk) for chunk in chunks], [])

    def _out_of_step(self) -> bool:
        """Tell whether Chroma was written by others, such as another machine on the same server."""
        known = self._catalogue.property("revision")
        return self.vectors().property("revision") != known or (
            known is None and self._catalogue.property("writing") is None and self.vectors().count() > 0
        )

    def _settle(self, revision: str) -> None:
        """Mark the end of a write on both sides."""
        with self._opening:
            self.vectors().remember(revision=revision)
            with self._catalogue.transaction():
                self._catalogue.remember("revision", revision)
                self._catalogue.remember("writing", "no")
            self._revision_seen = revision


def searched_text(chunk: Chunk) -> str:
    """Return what is embedded and matched of a chunk: its text under the article's title.

    A title names what the sentences below only call "it"; where the text itself opens with it, once is enough.
    """
    title = chunk.source.title
    if chunk.text.lstrip("# \n").startswith(title):
        return chunk.text
    return f"{title}\n{chunk.text}"


def _keyword_entry(chunk: Chunk) -> KeywordEntry:
    source = chunk.source
    return KeywordEntry(chunk.chunk_id, source.article_id, source.published, searched_text(chunk))


def _cache_folder(address: str, cache: Path | None) -> Path:
    if cache is None:
        raise StoreError(f"The store {address} is a server: a folder for its catalogue has to be given.")
    return cache / hashlib.sha256(address.encode()).hexdigest()[:16]
