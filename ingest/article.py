"""Articles and where they come from: the types that everything later carries along."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Source:
    """Where a text comes from; light, so that it travels inside every chunk.

    `published` is a calendar date and stays None where the text does not tell; `retrieved_at` is the moment of
    reading, in UTC, and never stands in for it. `origin` is equal for articles of equal wording (wire copy).
    """

    article_id: str
    version: int
    title: str
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    author: str | None = None
    retrieved_at: datetime | None = None
    language: str | None = None
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """A text and its source."""

    source: Source
    text: str

    @property
    def content_hash(self) -> str:
        """Return the SHA-256 of all that is indexed: the text and what the source says, not when it was read."""
        source = self.source
        parts = [
            self.text,
            source.title,
            source.publisher or "",
            source.published.isoformat() if source.published else "",
            source.url or "",
            source.author or "",
            source.language or "",
        ]
        return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def make_article(source: Source, text: str) -> Article:
    """Return the article with its origin marked."""
    return Article(replace(source, origin=origin_of(text)), text)


def origin_of(text: str) -> str:
    """Return a short fingerprint of the wording, blind to case, spacing and punctuation."""
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())
    return hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def slug(text: str) -> str:
    """Return `text` as a readable id of lower-case ASCII words joined by hyphens, at most 80 characters.

    Empty where the text holds no letter or digit that ASCII can spell.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].rstrip("-")


def source_record(source: Source) -> dict[str, Any]:
    """Return the source as plain values, dates as ISO strings, for stores that know no dates."""
    record = asdict(source)
    record["published"] = source.published.isoformat() if source.published else None
    record["retrieved_at"] = source.retrieved_at.isoformat() if source.retrieved_at else None
    return record


def source_from_record(record: Mapping[str, Any]) -> Source:
    """Return the source that `source_record` described; keys that a source has not are passed over."""
    values = {name: value for name, value in record.items() if name in _SOURCE_FIELDS}
    published, retrieved_at = values.get("published"), values.get("retrieved_at")
    values["published"] = date.fromisoformat(published) if published else None
    values["retrieved_at"] = datetime.fromisoformat(retrieved_at) if retrieved_at else None
    return Source(**values)


_SOURCE_FIELDS = frozenset(field.name for field in fields(Source))
