"""Months, years and weeks as their first and last day."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from retriever.dating.grammar import MONTHS

Days = tuple[date, date]


def month_number(word: str) -> int:
    """Return the number of a month by its name or short form."""
    low = word.lower().rstrip(".")
    return next(number for number, name in enumerate(MONTHS, 1) if name.startswith(low[:3]))


def digits_in(text: str) -> int:
    """Return the digits of a text as a number."""
    return int(re.sub(r"\D", "", text))


def whole_month(year: int, month: int) -> Days:
    """Return the first and last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def whole_year(year: int) -> Days:
    """Return the first and last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def week_around(day: date, shift: int) -> Days:
    """Return Monday and Sunday of the week around a day, shifted by weeks."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=shift)
    return monday, monday + timedelta(days=6)


def month_after(day: date, months: int) -> tuple[int, int]:
    """Return year and month a number of months after a day."""
    index = day.year * 12 + day.month - 1 + months
    return index // 12, index % 12 + 1


def means_the_end(parts: dict[str, str]) -> bool:
    """Tell whether only the end of the time is meant."""
    return parts.get("part", "").lower().startswith(("the end", "the last day"))
