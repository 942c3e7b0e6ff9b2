"""What a date expression is resolved against, and which year it then means."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from retriever.dating.spans import Days
from retriever.dating.tense import Tense

NO_PUBLICATION_DATE = "The publication date is unknown, so this cannot be resolved."


class UnresolvedError(Exception):
    """Says why an expression has no days."""


@dataclass(frozen=True)
class Setting:
    """What an expression is resolved against."""

    published: date | None
    anchor: date | None
    tense: Tense
    year: int | None

    @property
    def day(self) -> date:
        """The day of publication, from which the expression counts."""
        if self.published is None:
            raise UnresolvedError(NO_PUBLICATION_DATE)
        return self.published


Resolver = Callable[[dict[str, str], Setting], Days]
SHIFT = {"last": -1, "this": 0, "next": 1, "the coming": 1, "coming": 1, "the previous": -1, "the following": 1}


def named_year(parts: dict[str, str], setting: Setting) -> int | None:
    """Return the year that an expression names, itself or as "last year", or None."""
    if "y" in parts:
        return int(parts["y"])
    if "w" in parts:
        return setting.day.year + SHIFT[parts["w"].lower()]
    return None


def nearest_day(candidates: list[date], setting: Setting) -> date:
    """Choose by tense, then by nearness to the publication date."""
    day = setting.day
    if setting.tense == "past":
        earlier = [candidate for candidate in candidates if candidate <= day]
        return max(earlier) if earlier else min(candidates)
    if setting.tense == "future":
        later = [candidate for candidate in candidates if candidate >= day]
        return min(later) if later else max(candidates)
    return min(candidates, key=lambda candidate: abs((candidate - day).days))


def day_in_year(month: int, day: int, setting: Setting) -> date:
    """Return the day of a month in the year that the tense points to."""
    candidates = []
    for year in (setting.day.year - 1, setting.day.year, setting.day.year + 1):
        if day <= calendar.monthrange(year, month)[1]:
            candidates.append(date(year, month, day))
    if not candidates:
        raise ValueError(day)
    return nearest_day(candidates, setting)


def year_of_month(month: int, setting: Setting) -> int:
    """Return the year that a month without one means."""
    today = setting.day
    if today.month == month:
        return today.year
    candidates = [date(year, month, 15) for year in (today.year - 1, today.year, today.year + 1)]
    return nearest_day(candidates, setting).year
