"""Find the dates that a sentence names and resolve them against its publication date, never against today."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from retriever.dating.grammar import MONTHS, NUMBERS, ORDINALS, WEEKDAYS, Found, find_expressions
from retriever.dating.tense import Tense, tense_at

Days = tuple[date, date]
NO_PUBLICATION_DATE = "The publication date is unknown, so this cannot be resolved."


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


class _UnresolvedError(Exception):
    """Says why an expression has no days."""


@dataclass(frozen=True)
class _Setting:
    """What an expression is resolved against."""

    published: date | None
    anchor: date | None
    tense: Tense
    year: int | None

    @property
    def day(self) -> date:
        if self.published is None:
            raise _UnresolvedError(NO_PUBLICATION_DATE)
        return self.published


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
        setting = _Setting(day, anchor, tense, year)
        try:
            first, last = _RESOLVERS[found.kind](found.parts, setting)
        except _UnresolvedError as reason:
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


# ---- single pieces


def _month(word: str) -> int:
    low = word.lower().rstrip(".")
    return next(number for number, name in enumerate(MONTHS, 1) if name.startswith(low[:3]))


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _whole_month(year: int, month: int) -> Days:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _whole_year(year: int) -> Days:
    return date(year, 1, 1), date(year, 12, 31)


def _week(day: date, shift: int) -> Days:
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=shift)
    return monday, monday + timedelta(days=6)


def _shift_month(day: date, months: int) -> tuple[int, int]:
    index = day.year * 12 + day.month - 1 + months
    return index // 12, index % 12 + 1


_SHIFT = {"last": -1, "this": 0, "next": 1, "the coming": 1, "coming": 1, "the previous": -1, "the following": 1}


def _named_year(parts: dict[str, str], setting: _Setting) -> int | None:
    if "y" in parts:
        return int(parts["y"])
    if "w" in parts:
        return setting.day.year + _SHIFT[parts["w"].lower()]
    return None


def _nearest(candidates: list[date], setting: _Setting) -> date:
    """Choose by tense, then by nearness to the publication date."""
    day = setting.day
    if setting.tense == "past":
        earlier = [candidate for candidate in candidates if candidate <= day]
        return max(earlier) if earlier else min(candidates)
    if setting.tense == "future":
        later = [candidate for candidate in candidates if candidate >= day]
        return min(later) if later else max(candidates)
    return min(candidates, key=lambda candidate: abs((candidate - day).days))


def _day_in_year(month: int, day: int, setting: _Setting) -> date:
    candidates = []
    for year in (setting.day.year - 1, setting.day.year, setting.day.year + 1):
        if day <= calendar.monthrange(year, month)[1]:
            candidates.append(date(year, month, day))
    if not candidates:
        raise ValueError(day)
    return _nearest(candidates, setting)


def _month_in_year(month: int, setting: _Setting) -> int:
    today = setting.day
    if today.month == month:
        return today.year
    candidates = [date(year, month, 15) for year in (today.year - 1, today.year, today.year + 1)]
    return _nearest(candidates, setting).year


# ---- kinds


def _iso(parts: dict[str, str], _: _Setting) -> Days:
    day = date(int(parts["y"]), int(parts["m"]), int(parts["d"]))
    return day, day


def _day(parts: dict[str, str], setting: _Setting) -> Days:
    month, number = _month(parts["m"]), _number(parts["d"])
    year = _named_year(parts, setting)
    day = date(year, month, number) if year is not None else _day_in_year(month, number, setting)
    return day, day


def _days(parts: dict[str, str], setting: _Setting) -> Days:
    first_month = _month(parts.get("m") or parts["m2"])
    last_month = _month(parts.get("m2") or parts["m"])
    first_day, last_day = _number(parts["d"]), _number(parts["d2"])
    last_year = int(parts["y2"]) if "y2" in parts else None
    first_year = int(parts["y"]) if "y" in parts else None
    if first_year is None and last_year is None:
        first = _day_in_year(first_month, first_day, setting)
    else:
        wraps = (last_month, last_day) < (first_month, first_day)
        year = first_year if first_year is not None else (last_year or 0) - int(wraps and last_year is not None)
        first = date(year, first_month, first_day)
    year = last_year if last_year is not None else first.year
    last = date(year, last_month, last_day)
    if last < first:
        last = date(year + 1, last_month, last_day)
    return first, last


def _months(parts: dict[str, str], setting: _Setting) -> Days:
    first_month, last_month = _month(parts["m"]), _month(parts["m2"])
    wraps = last_month < first_month
    if "y2" in parts:
        last_year = int(parts["y2"])
        first_year = int(parts["y"]) if "y" in parts else last_year - int(wraps)
    else:
        first_year = int(parts["y"]) if "y" in parts else _month_in_year(first_month, setting)
        last_year = first_year + int(wraps)
    return date(first_year, first_month, 1), _whole_month(last_year, last_month)[1]


def _month_kind(parts: dict[str, str], setting: _Setting) -> Days:
    month = _month(parts["m"])
    year = _named_year(parts, setting)
    if year is None and "w0" in parts:
        word, today = parts["w0"].strip().lower(), setting.day
        year = today.year
        if word == "last" and month >= today.month:
            year -= 1
        elif word == "next" and month <= today.month:
            year += 1
    if year is None:
        year = _month_in_year(month, setting)
    first, last = _whole_month(year, month)
    return (last, last) if _is_end(parts) else (first, last)


def _is_end(parts: dict[str, str]) -> bool:
    return parts.get("part", "").lower().startswith("the end")


def _numeric(parts: dict[str, str], setting: _Setting) -> Days:
    first, second = int(parts["a"]), int(parts["b"])
    if first > 31 or second > 31 or (first > 12 and second > 12) or not first or not second:
        raise _UnresolvedError("This may be a fraction or a score rather than a date.")
    if first <= 12 and second <= 12 and first != second:
        raise _UnresolvedError("The order of day and month is ambiguous.")
    month, number = (second, first) if first > 12 else (first, second)
    if "y" not in parts:
        day = _day_in_year(month, number, setting)
    else:
        year = int(parts["y"])
        day = date(year if year > 99 else 2000 + year, month, number)
    return day, day


def _quarter(parts: dict[str, str], setting: _Setting) -> Days:
    number = ORDINALS[parts["n"].lower()] if "n" in parts else int(parts.get("q") or parts["q2"])
    year = _named_year(parts, setting)
    if year is None and setting.year is not None:
        year = setting.year
    if year is None:
        # A quarter that has begun may still be meant by the past tense, one that has not ended by the future.
        place = {"past": (number * 3 - 2, 1), "future": (number * 3, 28)}.get(setting.tense, (number * 3 - 1, 15))
        years = (setting.day.year - 1, setting.day.year, setting.day.year + 1)
        year = _nearest([date(year, *place) for year in years], setting).year
    return date(year, number * 3 - 2, 1), _whole_month(year, number * 3)[1]


def _half(parts: dict[str, str], setting: _Setting) -> Days:
    number = ORDINALS[parts["n"].lower()] if "n" in parts else int(parts["q"])
    year = _named_year(parts, setting)
    year = setting.day.year if year is None else year
    return (date(year, 1, 1), date(year, 6, 30)) if number == 1 else (date(year, 7, 1), date(year, 12, 31))


def _weekday_number(name: str) -> int:
    return WEEKDAYS.index(name.lower())


def _weekday_of_week(parts: dict[str, str], setting: _Setting) -> Days:
    monday, _ = _week(setting.day, _SHIFT[parts["w"].lower()])
    day = monday + timedelta(days=_weekday_number(parts["n"]))
    return day, day


def _weekdays(parts: dict[str, str], setting: _Setting) -> Days:
    first = _one_weekday(parts["n"], None, setting)
    last = first + timedelta(days=(_weekday_number(parts["n2"]) - first.weekday()) % 7)
    return first, last


def _weekday(parts: dict[str, str], setting: _Setting) -> Days:
    day = _one_weekday(parts["n"], parts.get("w"), setting)
    return day, day


def _one_weekday(name: str, which: str | None, setting: _Setting) -> date:
    """Return the weekday meant: the most recent one in the past tense, else the next; today's name is today."""
    number, today = _weekday_number(name), setting.day
    back = (today.weekday() - number) % 7
    ahead = (number - today.weekday()) % 7
    word = (which or "").lower()
    if word in {"last", "the previous", "this past"}:
        return today - timedelta(days=back or 7)
    if word in {"next", "the following"}:
        # "Next Tuesday" is the one of next week, so said on a Monday it is eight days off.
        return _week(today, 1)[0] + timedelta(days=number)
    if word == "this":
        return _week(today, 0)[0] + timedelta(days=number)
    if setting.tense == "past" and word != "this coming":
        return today - timedelta(days=back)
    return today + timedelta(days=ahead)


def _near(parts: dict[str, str], setting: _Setting) -> Days:
    shifts = {
        "the day before yesterday": -2, "yesterday": -1, "last night": -1, "tomorrow": 1, "the day after tomorrow": 2,
    }  # fmt: skip
    day = setting.day + timedelta(days=shifts.get(parts["n"].lower(), 0))
    return day, day


def _anchored(parts: dict[str, str], setting: _Setting) -> Days:
    words = parts["n"].lower()
    day = setting.anchor or setting.day
    back = bool(re.search(r"previous|before|earlier", words))
    same = bool(re.search(r"same|that", words))
    step = 0 if same else -1 if back else 1
    if words.endswith(("week", "week earlier", "week later")):
        if re.search(r"earlier|later", words):
            return (day + timedelta(weeks=step),) * 2
        return _week(day, step)
    if "month" in words:
        return _whole_month(*_shift_month(day, step))
    if "year" in words:
        return _whole_year(day.year + step)
    return (day + timedelta(days=step),) * 2


def _period(parts: dict[str, str], setting: _Setting) -> Days:
    shift, unit, day = _SHIFT[parts["w"].lower()], parts["u"].lower(), setting.day
    if unit in {"spring", "summer", "autumn", "fall", "winter"}:
        raise _UnresolvedError("A season has no exact days.")
    if unit == "weekend":
        saturday = _week(day, shift)[0] + timedelta(days=5)
        first, last = saturday, saturday + timedelta(days=1)
    elif unit == "week":
        first, last = _week(day, shift)
    elif unit == "month":
        first, last = _whole_month(*_shift_month(day, shift))
    elif unit == "quarter":
        year, month = _shift_month(date(day.year, (day.month - 1) // 3 * 3 + 1, 1), 3 * shift)
        first, last = date(year, month, 1), _whole_month(year, month + 2)[1]
    elif unit == "year":
        first, last = _whole_year(day.year + shift)
    else:
        size = 10 if unit == "decade" else 100
        year = day.year // size * size + shift * size
        first, last = date(year, 1, 1), date(year + size - 1, 12, 31)
    return (last, last) if _is_end(parts) else (first, last)


def _weekend(_: dict[str, str], setting: _Setting) -> Days:
    """Return the weekend that the tense points to; on a Saturday or Sunday it is the present one."""
    shift = -1 if setting.tense == "past" and setting.day.weekday() < 5 else 0
    saturday = _week(setting.day, shift)[0] + timedelta(days=5)
    return saturday, saturday + timedelta(days=1)


def _end_of(parts: dict[str, str], setting: _Setting) -> Days:
    unit = parts.get("u", "year")
    _, last = _period({"w": "this", "u": unit}, setting)
    return last, last


def _moved(parts: dict[str, str], setting: _Setting, direction: int) -> Days:
    if parts["n"].lower() not in NUMBERS and not parts["n"].isdigit():
        raise _UnresolvedError("The count is not exact.")
    count = direction * (NUMBERS.get(parts["n"].lower()) or int(parts["n"]))
    unit, day = parts["u"].rstrip("s"), setting.day
    if unit == "day":
        return (day + timedelta(days=count),) * 2
    if unit == "week":
        return (day + timedelta(weeks=count),) * 2 if abs(count) == 1 else _week(day, count)
    if unit == "month":
        return _whole_month(*_shift_month(day, count))
    return _whole_year(day.year + count * (10 if unit == "decade" else 1))


def _years(parts: dict[str, str], _: _Setting) -> Days:
    first = int(parts["y"])
    last = int(parts["y2"]) if "y2" in parts else first // 100 * 100 + int(parts["s2"])
    return date(first, 1, 1), date(last, 12, 31)


def _decade(parts: dict[str, str], _: _Setting) -> Days:
    first = int(parts["y"]) if "y" in parts else 1900 + int(parts["s"])
    return date(first, 1, 1), date(first + 9, 12, 31)


def _fiscal(_: dict[str, str], __: _Setting) -> Days:
    raise _UnresolvedError("The months of a fiscal year differ by country and company.")


def _season(_: dict[str, str], __: _Setting) -> Days:
    raise _UnresolvedError("A season has no exact days.")


def _year(parts: dict[str, str], setting: _Setting) -> Days:
    first, last = _whole_year(int(parts["y"]))
    return (last, last) if _is_end(parts) or setting.tense == "deadline" else (first, last)


def _feast(parts: dict[str, str], setting: _Setting) -> Days:
    days = {"christmas eve": (12, 24), "boxing day": (12, 26), "new year's day": (1, 1), "new year's eve": (12, 31)}
    month, number = days.get(parts["n"].lower().replace("’", "'"), (12, 25))
    day = _day_in_year(month, number, setting)
    return day, day


def _ordinal(parts: dict[str, str], setting: _Setting) -> Days:
    number, candidates = _number(parts["d"]), []
    for shift in (-1, 0, 1):
        year, month = _shift_month(setting.day, shift)
        if number <= calendar.monthrange(year, month)[1]:
            candidates.append(date(year, month, number))
    day = _nearest(candidates, setting)
    return day, day


_RESOLVERS: dict[str, Callable[[dict[str, str], _Setting], Days]] = {
    "iso": _iso,
    "days_month_first": _days,
    "days_day_first": _days,
    "months": _months,
    "day": _day,
    "numeric": _numeric,
    "quarter": _quarter,
    "half": _half,
    "month": _month_kind,
    "weekday_of_week": _weekday_of_week,
    "weekdays": _weekdays,
    "weekday": _weekday,
    "near": _near,
    "anchored": _anchored,
    "period": _period,
    "weekend": _weekend,
    "end_of": _end_of,
    "ago": lambda parts, setting: _moved(parts, setting, -1),
    "ahead": lambda parts, setting: _moved(parts, setting, 1),
    "from_now": lambda parts, setting: _moved(parts, setting, 1),
    "years": _years,
    "decade": _decade,
    "fiscal": _fiscal,
    "year": _year,
    "season": _season,
    "feast": _feast,
    "ordinal": _ordinal,
}
__all__ = ["DateExpression", "Found", "as_date", "find_dates"]
