"""The keyword index: BM25 over chunks, inside the SQLite file that also says which articles are current.

Built on SQLite's FTS5, so that one transaction covers both; docs/decisions/002-keyword-index.md has the measurements.
"""

import json
import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ingest.connection import ThreadConnection

_TABLES = (
    """CREATE TABLE IF NOT EXISTS keyword_entry (
        id INTEGER PRIMARY KEY, chunk_id TEXT NOT NULL UNIQUE, article_id TEXT NOT NULL, published TEXT)""",
    "CREATE INDEX IF NOT EXISTS keyword_entry_article ON keyword_entry (article_id)",
    "CREATE INDEX IF NOT EXISTS keyword_entry_published ON keyword_entry (published)",
    """CREATE VIRTUAL TABLE IF NOT EXISTS keyword_text
        USING fts5 (text, tokenize = 'porter unicode61 remove_diacritics 2')""",
)

# A question's rare words pick the chunks that are scored, until they pick about this many: scoring costs a
# microsecond a chunk, and a common word alone hardly ever lifts a chunk among the best.
_FEWEST_CANDIDATES = 1000
_MOST_CANDIDATES = 6000
_MOST_WORDS = 64

# "us" is missing on purpose: in news it is a country.
_STOPWORDS = frozenset(
    """a about after again against all also am an and any are as at be because been before being below between both
    but by can could did do does doing down during each else few for from further get had has have having he her here
    hers him his how i if in into is it its itself just me more most my no nor not of off on once only or other our
    out over own same shall she should so some such than that the their theirs them then there these they this those
    through to too under until up upon very was we were what when where whether which while who whom whose why will
    with would you your""".split()
)


@dataclass(frozen=True, slots=True)
class KeywordEntry:
    """A chunk as it is searched: `text` is its article's title and its own words."""

    chunk_id: str
    article_id: str
    published: date | None
    text: str


class KeywordIndex:
    """BM25 over chunks, in tables of its own on an open connection.

    Writing joins the connection's transaction where one is open, and then leaves committing to its owner; otherwise
    each call is one transaction.
    """

    def __init__(self, connection: sqlite3.Connection | ThreadConnection) -> None:
        self._connection = connection
        for statement in _TABLES:
            connection.execute(statement)

    def replace(self, added: Sequence[KeywordEntry], removed: Sequence[str]) -> None:
        """Drop the entries of the articles in `removed` and of those in `added`, then add `added`; all or nothing.

        Raises sqlite3.IntegrityError where a chunk id occurs twice.
        """
        articles = sorted({entry.article_id for entry in added} | set(removed))
        execute = self._connection.execute
        execute("SAVEPOINT keyword_replace")
        try:
            old = [row[0] for row in execute(_IDS_OF_ARTICLES, (json.dumps(articles),))]
            self._connection.executemany("DELETE FROM keyword_text WHERE rowid = ?", ((id_,) for id_ in old))
            self._connection.executemany("DELETE FROM keyword_entry WHERE id = ?", ((id_,) for id_ in old))
            for entry in added:
                published = entry.published.isoformat() if entry.published else None
                id_ = execute(
                    "INSERT INTO keyword_entry (chunk_id, article_id, published) VALUES (?, ?, ?)",
                    (entry.chunk_id, entry.article_id, published),
                ).lastrowid
                execute("INSERT INTO keyword_text (rowid, text) VALUES (?, ?)", (id_, _plain(entry.text)))
        except BaseException:
            execute("ROLLBACK TO keyword_replace")
            execute("RELEASE keyword_replace")
            raise
        execute("RELEASE keyword_replace")

    def search(
        self,
        query: str,
        k: int,
        article_ids: frozenset[str] | None = None,
        after: date | None = None,
        before: date | None = None,
    ) -> list[tuple[str, float]]:
        """Return the ids of at most `k` chunks with their BM25 scores, best first, ties by chunk id.

        `after` and `before` are included; an article of unknown date passes neither. FTS5's k1 is 1.2, its b .75.
        """
        frequencies = sorted((frequency, word) for word in query_words(query) if (frequency := self._frequency(word)))
        if k < 1 or not frequencies:
            return []
        words = [word for _, word in frequencies]
        allowed, values = _allowed(article_ids, after, before)
        if allowed:
            few = self._few_ids(allowed, values)
            if len(few) <= _MOST_CANDIDATES:
                return self._best(words, k, ["+rowid IN (SELECT value FROM json_each(?))"], [json.dumps(few)])
            entry = " AND ".join(["id = keyword_text.rowid", *allowed])
            allowed = [f"EXISTS (SELECT 1 FROM keyword_entry WHERE {entry})"]  # noqa: S608
        picking = _picking_words(frequencies, fewest=max(_FEWEST_CANDIDATES, 10 * k))
        if len(picking) < len(words):
            picked = "+rowid IN (SELECT rowid FROM keyword_text WHERE keyword_text MATCH ?)"
            found = self._best(words, k, [picked, *allowed], [_any_of(picking), *values])
            if len(found) == k:
                return found
        return self._best(words, k, allowed, values)

    def count(self) -> int:
        """Return how many chunks are indexed."""
        return int(self._connection.execute("SELECT count(*) FROM keyword_entry").fetchone()[0])

    def clear(self) -> None:
        """Drop all entries."""
        articles = self._connection.execute("SELECT DISTINCT article_id FROM keyword_entry").fetchall()
        self.replace([], [article_id for (article_id,) in articles])

    def close(self) -> None:
        """Do nothing: the connection is its owner's to close."""

    def _frequency(self, word: str) -> int:
        """Return how many chunks hold a word, counted up to just past the limit that matters."""
        statement = "SELECT count(*) FROM (SELECT 1 FROM keyword_text WHERE keyword_text MATCH ? LIMIT ?)"
        return int(self._connection.execute(statement, (_any_of([word]), _MOST_CANDIDATES + 1)).fetchone()[0])

    def _few_ids(self, allowed: Sequence[str], values: Sequence[str]) -> list[int]:
        """Return the entries that pass a filter, counted up to just past the limit that matters."""
        rows = self._connection.execute(
            f"SELECT id FROM keyword_entry WHERE {' AND '.join(allowed)} LIMIT ?",  # noqa: S608
            (*values, _MOST_CANDIDATES + 1),
        )
        return [int(id_) for (id_,) in rows]

    def _best(
        self, words: Sequence[str], k: int, conditions: Sequence[str], values: Sequence[str]
    ) -> list[tuple[str, float]]:
        """Score the chunks that hold any of `words` and meet the conditions."""
        matching = " AND ".join(["keyword_text MATCH ?", *conditions])
        rows = self._connection.execute(
            f"""WITH scored AS MATERIALIZED (
                SELECT rowid AS id, -bm25(keyword_text) AS score FROM keyword_text WHERE {matching})
            SELECT chunk_id, score FROM scored JOIN keyword_entry USING (id)
            WHERE score >= coalesce((SELECT score FROM scored ORDER BY score DESC LIMIT 1 OFFSET ?), 0)
            ORDER BY score DESC, chunk_id LIMIT ?""",  # noqa: S608
            (_any_of(words), *values, k - 1, k),
        )
        return [(str(chunk_id), float(score)) for chunk_id, score in rows]


def query_words(query: str) -> list[str]:
    """Return the distinct words of a question that are worth looking up, in order.

    Stopwords go unless nothing else is left, or one stands in capitals among smaller words: "WHO", "IT".
    """
    shouted = query.upper() == query
    words: dict[str, bool] = {}
    for word in re.findall(r"[^\W_]+", _plain(query)):
        is_name = len(word) > 1 and word.isupper() and not shouted
        words[word.lower()] = words.get(word.lower(), False) or is_name or word.lower() not in _STOPWORDS
    telling = [word for word, tells in words.items() if tells]
    return (telling or list(words))[:_MOST_WORDS]


_IDS_OF_ARTICLES = "SELECT id FROM keyword_entry WHERE article_id IN (SELECT value FROM json_each(?))"
_INITIALISM = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s\b")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")


def _plain(text: str) -> str:
    """Write one thing one way: "U.S." as "US", "Japan's" as "Japan", "40,000" as "40000"."""
    text = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode())
    text = _INITIALISM.sub(lambda match: match[0].replace(".", "") + " ", text)
    return _THOUSANDS.sub("", _POSSESSIVE.sub("", text))


def _allowed(
    article_ids: frozenset[str] | None, after: date | None, before: date | None
) -> tuple[list[str], list[str]]:
    """Return a filter as SQL conditions on keyword_entry and their values."""
    conditions: list[str] = []
    values: list[str] = []
    if article_ids is not None:
        conditions.append("article_id IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(list(article_ids)))
    if after is not None or before is not None:
        conditions.append("published BETWEEN ? AND ?")
        values += [(after or date.min).isoformat(), (before or date.max).isoformat()]
    return conditions, values


def _any_of(words: Iterable[str]) -> str:
    """Return the FTS5 expression for any of these words; quoted, none of them is an operator."""
    return " OR ".join(f'"{word}"' for word in words)


def _picking_words(frequencies: Sequence[tuple[int, str]], *, fewest: int) -> list[str]:
    """Return the rarest words, as many as together pick at least `fewest` and not many more than the most chunks."""
    picking: list[str] = []
    picked = 0
    for frequency, word in frequencies:
        if picked >= fewest and picked + frequency > _MOST_CANDIDATES:
            break
        picking.append(word)
        picked += frequency
    return picking
