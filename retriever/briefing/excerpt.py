"""Sentences of articles, as exact spans: what briefings choose from and what they return."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.article import Article
from ingest.sentence import split_sentences
from retriever.coverage import content_stems

# Lines that belong to the page and not to the news: copyright, calls to subscribe, single labels.
_FURNITURE = re.compile(
    r"^\s*(?:©|\(c\)|copyright\b|all rights reserved|subscribe\b|sign up\b|read more\b|click here\b|advertisement\b|"
    r"share this\b|follow us\b|photo:|image:|source:)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A sentence of an article, `article.text[start:end]`, under a heading such as a date or a name."""

    article: Article
    start: int
    end: int
    heading: str | None = None

    @property
    def text(self) -> str:
        """The words of the article."""
        return self.article.text[self.start : self.end]


def sentences_of(article: Article) -> list[Excerpt]:
    """Return the article's sentences in order, without white space around and without the page's furniture."""
    found = []
    for start, end in split_sentences(article.text):
        text = article.text[start:end]
        first = start + len(text) - len(text.lstrip())
        last = start + len(text.rstrip())
        line = article.text[first:last]
        if len(re.findall(r"\w+", line)) >= 3 and not _FURNITURE.match(line) and not line.startswith("#"):
            found.append(Excerpt(article, first, last))
    return found


def about(articles: Sequence[Article], topic: str) -> list[Article]:
    """Return the articles that hold most of the topic's words; all of them where no topic is named or none fits."""
    wanted = content_stems(topic)
    if not wanted:
        return list(articles)
    shares = [len(wanted & content_stems(f"{a.source.title} {a.text}")) / len(wanted) for a in articles]
    best = max(shares, default=0.0)
    if best < 0.5:
        return list(articles)
    return [article for article, share in zip(articles, shares, strict=True) if share == best]
