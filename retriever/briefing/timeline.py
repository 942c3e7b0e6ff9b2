"""Put the dated sentences of articles in the order of their dates."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ingest.article import Article
from retriever.briefing.excerpt import Excerpt, sentences_of
from retriever.coverage import content_stems
from retriever.dating.dates import DateExpression, find_dates

# "reported on October 25": the day of the report, not of what is told.
_REPORTING = re.compile(
    r"\b(?:reported|said|says|told|wrote|announced|added|stated|published|quoted|according to \w+)\b"
    r"[^.,;]{0,40}\b(?:on|in)?\s*$"
)


def timeline(articles: Sequence[Article], *, most: int = 12) -> list[Excerpt]:
    """Return the sentences that name a day or period that is known, earliest first, with the date as heading.

    Dates are resolved against each article's publication date; what stays unresolved is left out. A sentence with
    two dates stands at each. Where more than `most` are found, exact days come before long periods.
    """
    found: dict[tuple[str, str, tuple[str, ...]], tuple[DateExpression, Excerpt]] = {}
    for article in articles:
        before: str | None = None
        for sentence in sentences_of(article):
            for expression in _events(sentence.text, before, article.source.published):
                key = (expression.start or "", expression.end or "", tuple(sorted(content_stems(sentence.text))))
                found.setdefault(key, (expression, replace(sentence, heading=heading(expression))))
            before = sentence.text
    exact_first = sorted(found.values(), key=lambda pair: _length(pair[0]))[:most]
    ordered = sorted(exact_first, key=lambda pair: (pair[0].start or "", pair[0].end or ""))
    return [excerpt for _, excerpt in ordered]


def _events(sentence: str, before: str | None, published: date | None) -> list[DateExpression]:
    """Return the resolved dates of a sentence, without the day of the report where others are named."""
    resolved = [e for e in find_dates(sentence, before=before, published=published) if e.resolved]
    told = [e for e in resolved if not _REPORTING.search(sentence[: e.span[0]])]
    return told or resolved


def _length(expression: DateExpression) -> int:
    first, last = date.fromisoformat(expression.start or ""), date.fromisoformat(expression.end or "")
    return (last - first).days


def heading(expression: DateExpression) -> str:
    """Return the days in words: "28 October 2025", "27 to 29 October 2025"."""
    first, last = date.fromisoformat(expression.start or ""), date.fromisoformat(expression.end or "")
    if first == last:
        return f"{first.day} {first:%B %Y}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {last.day} {last:%B %Y}"
    if first.year == last.year:
        return f"{first.day} {first:%B} to {last.day} {last:%B %Y}"
    return f"{first.day} {first:%B %Y} to {last.day} {last:%B %Y}"
