"""The one door to Chroma: chunks with their vectors, and the texts of superseded versions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable
from urllib.parse import urlsplit

import numpy as np

from ingest.article import Article, Source, source_from_record, source_record
from ingest.catalogue import Record
from ingest.chunk import Chunk
from ingest.embed import Vectors

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

# SQLite, inside Chroma, takes at most 32,766 variables in one query.
_MOST_IDS = 10_000

_CHUNKS, _NEXT, _SUPERSEDED = "chunks", "chunks-next", "superseded"
_CONFIGURATION: Any = {"hnsw": {"space": "cosine", "ef_search": 200, "sync_threshold": 5000}}


@runtime_checkable
class Closeable(Protocol):
    """A client that holds files or connections until it is closed."""

    def close(self) -> None:
        """Let go of them."""


@dataclass(frozen=True, slots=True)
class StoredChunk:
    """A chunk as Chroma holds it, with what is needed to rebuild the catalogue from it."""

    chunk: Chunk
    content_hash: str
    path: str | None


class VectorStore:
    """Chunks by nearness in cosine space, in a Chroma folder or on a Chroma server."""

    def __init__(self, place: Path | str) -> None:
        self._client = _connect(place)
        self._chunks = self._open_chunks()

    def close(self) -> None:
        """Let go of the folder or the connection."""
        # The base class lacks `close`; both clients, of a folder and of a server, have it.
        if isinstance(self._client, Closeable):
            self._client.close()

    def property(self, name: str) -> str | None:
        """Return a remembered property of the store, or None."""
        value = (self._chunks.metadata or {}).get(name)
        return None if value is None else str(value)

    def remember(self, **properties: str) -> None:
        """Remember properties of the store."""
        self._chunks.modify(metadata={**(self._chunks.metadata or {}), **properties})

    def count(self) -> int:
        """Return how many chunks are stored, orphans of an interrupted write included."""
        return self._chunks.count()

    def put(self, records: Sequence[Record], chunks: Sequence[Chunk], vectors: Vectors) -> None:
        """Store chunks of the articles in `records` with their vectors, one row each."""
        by_id = {record.source.article_id: record for record in records}
        ids = [_key(chunk.source, chunk.index) for chunk in chunks]
        metadatas: list[Any] = [_metadata(chunk, by_id[chunk.source.article_id]) for chunk in chunks]
        step = self._client.get_max_batch_size()
        for start in range(0, len(chunks), step):
            part = slice(start, start + step)
            self._chunks.upsert(
                ids=ids[part],
                embeddings=vectors[part],
                metadatas=metadatas[part],
                documents=[chunk.text for chunk in chunks[part]],
            )

    def move(self, moves: Sequence[tuple[Record, str]]) -> None:
        """Note of unchanged articles from which path each is now read."""
        paths = {_key(record.source, number): path for record, path in moves for number in range(record.count)}
        for keys in self._parts(list(paths)):
            self._chunks.update(ids=keys, metadatas=[{"path": paths[key]} for key in keys])

    def delete(self, records: Sequence[Record]) -> None:
        """Delete the chunks of these versions of articles."""
        self._delete_keys([_key(record.source, n) for record in records for n in range(record.count)])

    def delete_chunks(self, chunks: Sequence[Chunk]) -> None:
        """Delete single chunks, such as orphans of an interrupted write."""
        self._delete_keys([_key(chunk.source, chunk.index) for chunk in chunks])

    def _delete_keys(self, keys: Sequence[str]) -> None:
        for part in self._parts(keys):
            self._chunks.delete(ids=part)

    def _parts(self, keys: Sequence[str]) -> Iterator[list[str]]:
        """Yield the keys in parts that Chroma takes at once."""
        step = self._client.get_max_batch_size()
        for start in range(0, len(keys), step):
            yield list(keys[start : start + step])

    def nearest(
        self,
        vector: Vectors,
        k: int,
        *,
        article_ids: frozenset[str] | None = None,
        after: date | None = None,
        before: date | None = None,
    ) -> list[tuple[str, int, float]]:
        """Return (chunk id, version, cosine similarity) of the `k` nearest chunks, nearest first.

        Chroma returns cosine distances, 1 minus the similarity; they are turned here, and nowhere else.
        """
        if article_ids is not None and len(article_ids) > _MOST_IDS:
            ids = sorted(article_ids)
            groups = [frozenset(ids[start : start + _MOST_IDS]) for start in range(0, len(ids), _MOST_IDS)]
            found_in = [self.nearest(vector, k, article_ids=group, after=after, before=before) for group in groups]
            return sorted((hit for hits in found_in for hit in hits), key=lambda hit: -hit[2])[:k]
        where = _where(article_ids, after, before)
        found = self._chunks.query(
            query_embeddings=np.asarray([vector], dtype=np.float32), n_results=k, where=where, include=["distances"]
        )
        distances = (found["distances"] or [[]])[0]
        hits = []
        for key, distance in zip(found["ids"][0], distances, strict=True):
            versioned, _, number = key.rpartition("#")
            article_id, _, version = versioned.rpartition("@")
            hits.append((f"{article_id}#{number}", int(version), 1.0 - float(distance)))
        return hits

    def everything(self, *, step: int = 2000) -> Iterator[StoredChunk]:
        """Yield every stored chunk, in no particular order."""
        for offset in range(0, self._chunks.count(), step):
            page = self._chunks.get(limit=step, offset=offset, include=["metadatas", "documents"])
            for metadata, text in zip(page["metadatas"] or [], page["documents"] or [], strict=True):
                yield _stored_chunk(dict(metadata), text)

    def supersede(self, articles: Sequence[Article]) -> None:
        """Keep the texts of versions that are about to be replaced."""
        if articles:
            self._superseded().upsert(
                ids=[_version_key(article.source) for article in articles],
                embeddings=np.ones((len(articles), 1), dtype=np.float32),
                metadatas=[_without_none(_source_metadata(article.source)) for article in articles],
                documents=[article.text for article in articles],
            )

    def superseded(self, article_id: str, version: int) -> Article | None:
        """Return an earlier version of an article, or None."""
        found = self._superseded().get(ids=[f"{article_id}@{version}"], include=["metadatas", "documents"])
        if not found["ids"]:
            return None
        return Article(source_from_record((found["metadatas"] or [])[0]), (found["documents"] or [])[0])

    def forget_superseded(self, article_ids: Sequence[str]) -> None:
        """Delete earlier versions of removed articles."""
        if article_ids:
            self._superseded().delete(where=_where(frozenset(article_ids), None, None))

    def begin_exchange(self, model: str) -> None:
        """Write from now on to an empty collection; the present one stays until the exchange is finished."""
        self._drop(_NEXT)
        self._chunks = self._client.create_collection(
            _NEXT, embedding_function=None, configuration=_CONFIGURATION, metadata={"model": model}
        )

    def finish_exchange(self) -> None:
        """Put the new collection in the place of the old one."""
        self._drop(_CHUNKS)
        self._chunks.modify(name=_CHUNKS)

    def abandon_exchange(self) -> None:
        """Go back to the collection that an unfinished exchange was to replace."""
        self._chunks = self._open_chunks()
        self._drop(_NEXT)

    def _drop(self, name: str) -> None:
        if name in {collection.name for collection in self._client.list_collections()}:
            self._client.delete_collection(name)

    def _open_chunks(self) -> "Collection":
        """Open the collection of chunks; an exchange that was cut off after its last chunk is finished."""
        names = {collection.name for collection in self._client.list_collections()}
        if _NEXT in names and _CHUNKS not in names:
            self._client.get_collection(_NEXT, embedding_function=None).modify(name=_CHUNKS)
        # Chroma embeds nothing here: vectors come ready, so that its own default model is never loaded.
        return self._client.get_or_create_collection(_CHUNKS, embedding_function=None, configuration=_CONFIGURATION)

    def _superseded(self) -> "Collection":
        return self._client.get_or_create_collection(_SUPERSEDED, embedding_function=None)


def _connect(place: Path | str) -> "ClientAPI":
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    if isinstance(place, Path):
        return chromadb.PersistentClient(str(place), settings=settings)
    parts = urlsplit(place)
    secure = parts.scheme == "https"
    return chromadb.HttpClient(
        host=parts.hostname or "localhost",
        port=parts.port or (443 if secure else 8000),
        ssl=secure,
        settings=settings,
    )


def _version_key(source: Source) -> str:
    return f"{source.article_id}@{source.version}"


def _key(source: Source, number: int) -> str:
    """Return the key in Chroma: the version is in it, so that a new version never overwrites half of the old."""
    return f"{_version_key(source)}#{number}"


def _source_metadata(source: Source) -> dict[str, Any]:
    row = source_record(source)
    # Chroma compares numbers only, so the day stands there a second time as one: 20251025.
    row["day"] = int(source.published.strftime("%Y%m%d")) if source.published else None
    return row


def _metadata(chunk: Chunk, record: Record) -> dict[str, Any]:
    place = {"number": chunk.index, "start": chunk.start, "end": chunk.end, "count": chunk.count}
    own = {"content_hash": record.content_hash, "path": record.path}
    return _without_none({**_source_metadata(chunk.source), **place, **own})


def _without_none(row: dict[str, Any]) -> dict[str, Any]:
    """Chroma's metadata knows no null: what is unknown is left out."""
    return {name: value for name, value in row.items() if value is not None}


def _stored_chunk(metadata: dict[str, Any], text: str) -> StoredChunk:
    source = source_from_record(metadata)
    chunk = Chunk(source, metadata["number"], metadata["start"], metadata["end"], text, metadata["count"])
    return StoredChunk(chunk, metadata["content_hash"], metadata.get("path"))


def _where(article_ids: frozenset[str] | None, after: date | None, before: date | None) -> Any:
    conditions: list[dict[str, Any]] = []
    if article_ids is not None:
        conditions.append({"article_id": {"$in": sorted(article_ids)}})
    if after is not None:
        conditions.append({"day": {"$gte": int(after.strftime("%Y%m%d"))}})
    if before is not None:
        conditions.append({"day": {"$lte": int(before.strftime("%Y%m%d"))}})
    if len(conditions) > 1:
        return {"$and": conditions}
    return conditions[0] if conditions else None
