"""The reading copy of the store: which articles are current, and their chunks, in one SQLite file.

Chroma is the truth; this can be rebuilt from it. It exists because a list of articles or the text around a
citation should take milliseconds, and because one transaction here decides which version of an article counts.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from ingest.article import Article, Source, source_from_record, source_record
from ingest.chunk import Chunk
from ingest.connection import ThreadConnection

# Raised whenever the tables change: an older file is then rebuilt from Chroma, not misread.
SCHEMA_VERSION = 1

_TABLES = """
CREATE TABLE IF NOT EXISTS property (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS article (
    article_id TEXT PRIMARY KEY, version INTEGER NOT NULL, title TEXT NOT NULL, publisher TEXT, published TEXT,
    url TEXT, author TEXT, retrieved_at TEXT, language TEXT, origin TEXT NOT NULL,
    content_hash TEXT NOT NULL, path TEXT, count INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS article_path ON article (path);
CREATE TABLE IF NOT EXISTS chunk (
    chunk_id TEXT PRIMARY KEY, article_id TEXT NOT NULL, number INTEGER NOT NULL,
    start INTEGER NOT NULL, end INTEGER NOT NULL, text TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS chunk_article ON chunk (article_id, number);
"""


@dataclass(frozen=True, slots=True)
class Record:
    """What the catalogue knows of a current article. `path` is where it was read from, if from a file."""

    source: Source
    content_hash: str
    count: int
    path: str | None = None


def open_catalogue(path: Path) -> "Catalogue":
    """Open the file; one that is damaged or has other tables is put aside, and an empty one stands in its place."""
    try:
        return Catalogue(path)
    except sqlite3.OperationalError:
        raise  # locked, full or not to be written: the file itself may be sound
    except sqlite3.DatabaseError:
        path.replace(path.with_suffix(".damaged"))
        for ending in ("-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        return Catalogue(path)


class Catalogue:
    """Current articles and chunks by id; every change happens inside `transaction`."""

    def __init__(self, path: Path | str) -> None:
        self.connection = ThreadConnection(path)
        try:
            self._prepare()
        except sqlite3.Error:
            self.connection.close()
            raise

    def _prepare(self) -> None:
        self.connection.execute("PRAGMA journal_mode = WAL")
        [version] = self.connection.execute("PRAGMA user_version").fetchone()
        if version not in {0, SCHEMA_VERSION}:
            raise sqlite3.DatabaseError(f"Its tables are of version {version}, not {SCHEMA_VERSION}.")
        # Only a new file is written to: a writer may be at work for long, and readers do not wait for it.
        if version == 0:
            self.connection.here().executescript(f"{_TABLES}; PRAGMA user_version = {SCHEMA_VERSION}")

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make all changes within happen at once, or, on an exception, not at all."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def property(self, name: str) -> str | None:
        """Return a remembered property of the store, or None."""
        row = self.connection.execute("SELECT value FROM property WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def remember(self, name: str, value: str) -> None:
        """Remember a property of the store."""
        self.connection.execute("INSERT OR REPLACE INTO property VALUES (?, ?)", (name, value))

    def records(self) -> list[Record]:
        """Return all current articles, ordered by id."""
        return [_record(row) for row in self.connection.execute("SELECT * FROM article ORDER BY article_id")]

    def record(self, article_id: str) -> Record | None:
        """Return the current article of this id, or None."""
        row = self.connection.execute("SELECT * FROM article WHERE article_id = ?", (article_id,)).fetchone()
        return None if row is None else _record(row)

    def put(self, record: Record, chunks: Sequence[Chunk]) -> None:
        """Make `record` the current article of its id, with its chunks."""
        self.drop([record.source.article_id])
        row = {**source_record(record.source), "content_hash": record.content_hash}
        row |= {"path": record.path, "count": record.count}
        marks = ", ".join(f":{name}" for name in row)
        self.connection.execute(f"INSERT INTO article ({', '.join(row)}) VALUES ({marks})", row)  # noqa: S608
        self.connection.executemany(
            "INSERT INTO chunk VALUES (?, ?, ?, ?, ?, ?)",
            [
                (chunk.chunk_id, record.source.article_id, chunk.index, chunk.start, chunk.end, chunk.text)
                for chunk in chunks
            ],
        )

    def move(self, article_id: str, path: str | None) -> None:
        """Note that an unchanged article is now read from `path`."""
        self.connection.execute("UPDATE article SET path = ? WHERE article_id = ?", (path, article_id))

    def drop(self, article_ids: Iterable[str]) -> None:
        """Forget articles and their chunks."""
        keys = [(article_id,) for article_id in article_ids]
        self.connection.executemany("DELETE FROM article WHERE article_id = ?", keys)
        self.connection.executemany("DELETE FROM chunk WHERE article_id = ?", keys)

    def clear(self) -> None:
        """Forget everything but the properties."""
        self.connection.execute("DELETE FROM article")
        self.connection.execute("DELETE FROM chunk")

    def chunks(self, chunk_ids: Sequence[str]) -> dict[str, Chunk]:
        """Return the current chunks of these ids; ids unknown are left out."""
        statement = f"{_CHUNKS_WITH_ARTICLES} WHERE chunk_id IN (SELECT value FROM json_each(?))"  # noqa: S608
        rows = self.connection.execute(statement, (json.dumps(chunk_ids),))
        return {chunk.chunk_id: chunk for chunk in map(_chunk, rows)}

    def chunks_of(self, article_id: str) -> list[Chunk]:
        """Return the current chunks of an article in order; empty where it is unknown."""
        rows = self.connection.execute(f"{_CHUNKS_WITH_ARTICLES} WHERE article_id = ? ORDER BY number", (article_id,))
        return [_chunk(row) for row in rows]

    def article(self, article_id: str) -> Article | None:
        """Return the current article, rejoined from its chunks, or None."""
        chunks = self.chunks_of(article_id)
        return Article(chunks[0].source, "".join(chunk.text for chunk in chunks)) if chunks else None

    def count_chunks(self) -> int:
        """Return how many chunks are current."""
        return int(self.connection.execute("SELECT count(*) FROM chunk").fetchone()[0])


# One statement, so that a chunk and its article are of the same moment.
_CHUNKS_WITH_ARTICLES = (
    "SELECT chunk.number, chunk.start, chunk.end, chunk.text, article.* FROM chunk JOIN article USING (article_id)"
)
_SOURCE_FIELDS = tuple(field.name for field in fields(Source))


def _record(row: Sequence[Any]) -> Record:
    source = source_from_record(dict(zip(_SOURCE_FIELDS, row, strict=False)))
    content_hash, path, count = row[len(_SOURCE_FIELDS) :]
    return Record(source, content_hash, count, path)


def _chunk(row: Sequence[Any]) -> Chunk:
    number, start, end, text, *article = row
    record = _record(article)
    return Chunk(record.source, number, start, end, text, record.count)
