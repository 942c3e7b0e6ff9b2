"""Where quotations stand in articles, and how far spans overlap, by character."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from evaluation.questions import Gold
from ingest.article import Article

Spans = Mapping[str, Sequence[tuple[int, int]]]


class Articles(Protocol):
    """Anything that gives an article by its id; the store's index does."""

    def article(self, article_id: str, version: int | None = None) -> Article | None:
        """Return the article, or None where it is not held."""
        ...


@dataclass(frozen=True, slots=True)
class Texts:
    """The articles' texts, each fetched once."""

    articles: Articles
    _known: dict[tuple[str, int | None], Article | None] = field(default_factory=dict)

    def article(self, article_id: str, version: int | None = None) -> Article | None:
        """Return the article, or None where the store does not hold it."""
        key = (article_id, version)
        if key not in self._known:
            self._known[key] = self.articles.article(article_id, version)
        return self._known[key]

    def text(self, article_id: str, version: int | None = None) -> str:
        """Return the article's text; empty where the store does not hold it."""
        article = self.article(article_id, version)
        return article.text if article else ""


def places(quote: str, text: str) -> list[tuple[int, int]]:
    """Return where `quote` stands in `text`, white space being equal to any other white space."""
    pattern = r"\s+".join(map(re.escape, quote.split()))
    return [match.span() for match in re.finditer(pattern, text)] if pattern else []


def gold_spans(
    evidence: Iterable[Gold], texts: Texts, versions: Mapping[str, int | None]
) -> dict[str, list[tuple[int, int]]]:
    """Return the spans of the gold quotes, each at its first place in its article's `versions`."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for gold in evidence:
        if gold.quote:
            found = places(gold.quote, texts.text(gold.article_id, versions.get(gold.article_id)))
            spans.setdefault(gold.article_id, []).extend(found[:1])
    return spans


def cited_spans(record: Mapping[str, Any]) -> dict[str, list[tuple[int, int]]]:
    """Return the spans that an answer cites, by article."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for citation in citations_of(record):
        spans.setdefault(citation["article_id"], []).append((citation["start"], citation["end"]))
    return spans


def citations_of(record: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return all citations of an answer, in their order."""
    return [citation for statement in record.get("statements", ()) for citation in statement["citations"]]


def passage_spans(record: Mapping[str, Any]) -> dict[str, list[tuple[int, int]]]:
    """Return the spans of all passages that an answer considered, by article."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for passage in record.get("passages", ()):
        spans.setdefault(passage["article_id"], []).append((passage["start"], passage["end"]))
    return spans


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the union of spans, in order, without overlaps."""
    union: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if union and start <= union[-1][1]:
            union[-1] = (union[-1][0], max(end, union[-1][1]))
        elif start < end:
            union.append((start, end))
    return union


def characters(spans: Spans) -> int:
    """Return how many characters the union of spans holds."""
    return sum(end - start for group in spans.values() for start, end in merged(group))


def shared_characters(one: Spans, other: Spans) -> int:
    """Return how many characters two sets of spans have in common."""
    return sum(
        max(0, min(end, other_end) - max(start, other_start))
        for article_id in one.keys() & other.keys()
        for start, end in merged(one[article_id])
        for other_start, other_end in merged(other[article_id])
    )
