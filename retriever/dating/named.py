"""Resolve what the calendar names: a day, a month, a quarter, a year, a feast."""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import date

from retriever.dating.grammar import ORDINALS
from retriever.dating.setting import (
    Resolver,
    Setting,
    UnresolvedError,
    day_in_year,
    named_year,
    nearest_day,
    year_of_month,
)
from retriever.dating.spans import Days, digits_in, means_the_end, month_after, month_number, whole_month, whole_year


def _iso(parts: dict[str, str], _: Setting) -> Days:
    day = date(int(parts["y"]), int(parts["m"]), int(parts["d"]))
    return day, day


def _day(parts: dict[str, str], setting: Setting) -> Days:
    month, number = month_number(parts["m"]), digits_in(parts["d"])
    year = named_year(parts, setting)
    day = date(year, month, number) if year is not None else day_in_year(month, number, setting)
    return day, day


def _days(parts: dict[str, str], setting: Setting) -> Days:
    first_month = month_number(parts.get("m") or parts["m2"])
    last_month = month_number(parts.get("m2") or parts["m"])
    first_day, last_day = digits_in(parts["d"]), digits_in(parts["d2"])
    last_year = int(parts["y2"]) if "y2" in parts else None
    first_year = int(parts["y"]) if "y" in parts else None
    if first_year is None and last_year is None:
        first = day_in_year(first_month, first_day, setting)
    else:
        wraps = (last_month, last_day) < (first_month, first_day)
        year = first_year if first_year is not None else (last_year or 0) - int(wraps and last_year is not None)
        first = date(year, first_month, first_day)
    year = last_year if last_year is not None else first.year
    last = date(year, last_month, last_day)
    if last < first:
        last = date(year + 1, last_month, last_day)
    return first, last


def _months(parts: dict[str, str], setting: Setting) -> Days:
    first_month, last_month = month_number(parts["m"]), month_number(parts["m2"])
    wraps = last_month < first_month
    if "y2" in parts:
        last_year = int(parts["y2"])
        first_year = int(parts["y"]) if "y" in parts else last_year - int(wraps)
    else:
        first_year = int(parts["y"]) if "y" in parts else year_of_month(first_month, setting)
        last_year = first_year + int(wraps)
    return date(first_year, first_month, 1), whole_month(last_year, last_month)[1]


def _month_kind(parts: dict[str, str], setting: Setting) -> Days:
    month = month_number(parts["m"])
    year = named_year(parts, setting)
    if year is None and "w0" in parts:
        word, today = parts["w0"].strip().lower(), setting.day
        year = today.year
        if word == "last" and month >= today.month:
            year -= 1
        elif word == "next" and month <= today.month:
            year += 1
    by_then = setting.tense == "deadline"
    if year is None:
        year = year_of_month(month, replace(setting, tense="future") if by_then else setting)
    first, last = whole_month(year, month)
    return (last, last) if means_the_end(parts) or by_then else (first, last)


def _numeric(parts: dict[str, str], setting: Setting) -> Days:
    first, second = int(parts["a"]), int(parts["b"])
    if first > 31 or second > 31 or (first > 12 and second > 12) or not first or not second:
        raise UnresolvedError("This may be a fraction or a score rather than a date.")
    if first <= 12 and second <= 12 and first != second:
        raise UnresolvedError("The order of day and month is ambiguous.")
    month, number = (second, first) if first > 12 else (first, second)
    if "y" not in parts:
        day = day_in_year(month, number, setting)
    else:
        year = int(parts["y"])
        day = date(year if year > 99 else 2000 + year, month, number)
    return day, day


def _quarter(parts: dict[str, str], setting: Setting) -> Days:
    number = ORDINALS[parts["n"].lower()] if "n" in parts else int(parts.get("q") or parts["q2"])
    year = named_year(parts, setting)
    if year is None and setting.year is not None:
        year = setting.year
    if year is None:
        # A quarter that has begun may still be meant by the past tense, one that has not ended by the future.
        place = {"past": (number * 3 - 2, 1), "future": (number * 3, 28)}.get(setting.tense, (number * 3 - 1, 15))
        years = (setting.day.year - 1, setting.day.year, setting.day.year + 1)
        year = nearest_day([date(year, *place) for year in years], setting).year
    return date(year, number * 3 - 2, 1), whole_month(year, number * 3)[1]


def _half(parts: dict[str, str], setting: Setting) -> Days:
    number = ORDINALS[parts["n"].lower()] if "n" in parts else int(parts["q"])
    year = named_year(parts, setting)
    year = setting.day.year if year is None else year
    return (date(year, 1, 1), date(year, 6, 30)) if number == 1 else (date(year, 7, 1), date(year, 12, 31))


def _years(parts: dict[str, str], _: Setting) -> Days:
    first = int(parts["y"])
    last = int(parts["y2"]) if "y2" in parts else first // 100 * 100 + int(parts["s2"])
    return date(first, 1, 1), date(last, 12, 31)


def _decade(parts: dict[str, str], _: Setting) -> Days:
    first = int(parts["y"]) if "y" in parts else 1900 + int(parts["s"])
    return date(first, 1, 1), date(first + 9, 12, 31)


def _fiscal(_: dict[str, str], __: Setting) -> Days:
    raise UnresolvedError("The months of a fiscal year differ by country and company.")


def _year(parts: dict[str, str], setting: Setting) -> Days:
    first, last = whole_year(int(parts["y"]))
    return (last, last) if means_the_end(parts) or setting.tense == "deadline" else (first, last)


def _feast(parts: dict[str, str], setting: Setting) -> Days:
    days = {"christmas eve": (12, 24), "boxing day": (12, 26), "new year's day": (1, 1), "new year's eve": (12, 31)}
    month, number = days.get(parts["n"].lower().replace("’", "'"), (12, 25))
    day = day_in_year(month, number, setting)
    return day, day


def _ordinal(parts: dict[str, str], setting: Setting) -> Days:
    number, candidates = digits_in(parts["d"]), []
    for shift in (-1, 0, 1):
        year, month = month_after(setting.day, shift)
        if number <= calendar.monthrange(year, month)[1]:
            candidates.append(date(year, month, number))
    day = nearest_day(candidates, setting)
    return day, day


NAMED: dict[str, Resolver] = {
    "iso": _iso,
    "days_month_first": _days,
    "days_day_first": _days,
    "months": _months,
    "day": _day,
    "numeric": _numeric,
    "quarter": _quarter,
    "half": _half,
    "month": _month_kind,
    "years": _years,
    "decade": _decade,
    "fiscal": _fiscal,
    "year": _year,
    "feast": _feast,
    "ordinal": _ordinal,
}
