"""Find the dates that a sentence names and resolve them against its publication date, never against today."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from retriever.dating.counted import COUNTED
from retriever.dating.grammar import find_expressions
from retriever.dating.named import NAMED
from retriever.dating.setting import Setting, UnresolvedError
from retriever.dating.tense import Tense, tense_at

_RESOLVERS = NAMED | COUNTED


@dataclass(frozen=True)
class DateExpression:
    """One date in words, with its place and the days that it means.

    `start` and `end` are the first and last day as ISO dates (equal for a single day), or None where the
    expression stays unresolved; `why_not` then says why. `span` counts characters of the sentence.
    """

    words: str
    span: tuple[int, int]
    start: str | None
    end: str | None
    why_not: str | None = None

    @property
    def resolved(self) -> bool:
        """Whether the days are known."""
        return self.start is not None

    @property
    def iso(self) -> tuple[str, ...]:
        """The days as ISO dates: none, one for a single day, or first and last of a range."""
        if self.start is None or self.end is None:
            return ()
        return (self.start,) if self.start == self.end else (self.start, self.end)


def as_date(value: date | str | None) -> date | None:
    """Return a date from a date, an ISO string (a time may follow the day) or None.

    Raises `ValueError` for a string that is no ISO date.
    """
    if value is None or value == "":
        return None
    if isinstance(value, str):
        try:
            return date.fromisoformat(value[:10])
        except ValueError:
            message = f"The publication date '{value}' is not an ISO date: write it as YYYY-MM-DD, or pass None."
            raise ValueError(message) from None
    return date(value.year, value.month, value.day)


def find_dates(
    sentence: str, *, before: str | None = None, published: date | str | None = None
) -> tuple[DateExpression, ...]:
    """Return every date expression of a sentence, resolved where it can be.

    `before` is the text before the sentence: "the previous day" counts from a day named there, or in the sentence
    itself, and from the publication date only where neither names one.
    """
    day = as_date(published)
    expressions: list[DateExpression] = []
    anchor: date | None = None
    anchor_known = False
    year = _year_in(sentence)
    for found in find_expressions(sentence):
        tense = tense_at(sentence, found.span)
        if found.kind == "anchored" and anchor is None and not anchor_known:
            anchor, anchor_known = _anchor_before(before, day, tense), True
        setting = Setting(day, anchor, tense, year)
        try:
            first, last = _RESOLVERS[found.kind](found.parts, setting)
        except UnresolvedError as reason:
            expressions.append(DateExpression(found.words, found.span, None, None, str(reason)))
            continue
        except ValueError:
            why = f"There is no such day as '{found.words}'."
            expressions.append(DateExpression(found.words, found.span, None, None, why))
            continue
        expressions.append(DateExpression(found.words, found.span, first.isoformat(), last.isoformat()))
        if first == last:
            anchor = first
    return tuple(expressions)


def _anchor_before(before: str | None, published: date | None, tense: Tense) -> date | None:
    """Return the last single day that the text before names; a past event cannot hang on a later day."""
    if not before:
        return None
    tail = " ".join(re.split(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])", before.strip())[-2:])
    for expression in reversed(find_dates(tail, published=published)):
        if expression.start is not None and expression.start == expression.end:
            day = date.fromisoformat(expression.start)
            if tense == "past" and published is not None and day > published:
                continue
            return day
    return None


def _year_in(sentence: str) -> int | None:
    years = {int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", sentence)}
    return years.pop() if len(years) == 1 else None
