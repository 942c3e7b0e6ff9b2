"""Say where articles come from: who published them and when, and what each outlet reported that they credit."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.article import Article
from retriever.attribution import attribute
from retriever.briefing.excerpt import Excerpt, sentences_of

_CONTEXT = 3


@dataclass(frozen=True, slots=True)
class Provenance:
    """What is known of an article itself: `sentence` tells it; `excerpt` is the line that shows it, or None."""

    article: Article
    sentence: str
    excerpt: Excerpt | None


def sources(articles: Sequence[Article], *, most: int = 12) -> list[Excerpt]:
    """Return what each credited outlet reported, outlets in the order of their first report, as heading.

    Where more than `most` sentences are found, each outlet keeps its first ones.
    """
    reports: dict[str, list[Excerpt]] = {}
    names: dict[str, str] = {}
    for article in articles:
        told: list[str] = []
        for sentence in sentences_of(article):
            found = attribute(
                sentence.text,
                before=" ".join(told[-_CONTEXT:]) or None,
                publisher=article.source.publisher,
                published=article.source.published,
            )
            told.append(sentence.text)
            if found.outlet is None:
                continue
            key = _key(found.outlet, names)
            names[key] = max(names.get(key, ""), found.outlet, key=len)
            reports.setdefault(key, []).append(sentence)
    share = max(1, most // max(1, len(reports)))
    while sum(len(kept[: share + 1]) for kept in reports.values()) <= most and share < most:
        share += 1
    return [replace(sentence, heading=names[key]) for key, kept in reports.items() for sentence in kept[:share]][:most]


def _key(outlet: str, names: dict[str, str]) -> str:
    """Return the key of an outlet: "Kyodo" is "Kyodo News" where that was named."""
    words = frozenset(re.findall(r"\w+", outlet.lower())) - {"the"}
    for key, name in names.items():
        known = frozenset(re.findall(r"\w+", name.lower())) - {"the"}
        if words <= known or known <= words:
            return key
    return outlet.lower()


def provenance(article: Article) -> Provenance:
    """Return publisher, date, author and address of an article, as far as its source tells."""
    source = article.source
    sentence = f"“{source.title}”"
    sentence += f" was published by {source.publisher}" if source.publisher else " names no publisher"
    if source.published is not None:
        joint = "" if source.publisher else " and was published"
        sentence += f"{joint} on {source.published.day} {source.published:%B %Y}"
    else:
        sentence += "; its date is not known"
    if source.author:
        sentence += f", written by {source.author}"
    if source.url:
        sentence += f" ({source.url})"
    return Provenance(article, f"{sentence}.", _line_naming(article, source.publisher))


def _line_naming(article: Article, publisher: str | None) -> Excerpt | None:
    """Return the line that names the publisher: a copyright line, or None."""
    if not publisher:
        return None
    for match in re.finditer(r"^[ \t]*(\S[^\n]*)$", article.text, re.MULTILINE):
        line = match.group(1).rstrip()
        if publisher.lower() in line.lower() and re.match(
            r"(?:©|\(c\)|copyright|source:|published by)", line, re.IGNORECASE
        ):
            return Excerpt(article, match.start(1), match.start(1) + len(line))
    return None
