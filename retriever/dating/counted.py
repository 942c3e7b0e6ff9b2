"""Resolve what counts from a day: weekdays, "yesterday", "the previous day", "two weeks ago"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from retriever.dating.grammar import NUMBERS, WEEKDAYS
from retriever.dating.setting import SHIFT, Resolver, Setting, UnresolvedError
from retriever.dating.spans import Days, means_the_end, month_after, week_around, whole_month, whole_year


def _weekday_number(name: str) -> int:
    return WEEKDAYS.index(name.lower())


def _weekday_of_week(parts: dict[str, str], setting: Setting) -> Days:
    monday, _ = week_around(setting.day, SHIFT[parts["w"].lower()])
    day = monday + timedelta(days=_weekday_number(parts["n"]))
    return day, day


def _weekdays(parts: dict[str, str], setting: Setting) -> Days:
    first = _one_weekday(parts["n"], None, setting)
    last = first + timedelta(days=(_weekday_number(parts["n2"]) - first.weekday()) % 7)
    return first, last


def _weekday(parts: dict[str, str], setting: Setting) -> Days:
    day = _one_weekday(parts["n"], parts.get("w"), setting)
    return day, day


def _one_weekday(name: str, which: str | None, setting: Setting) -> date:
    """Return the weekday meant: the most recent one in the past tense, else the next; today's name is today."""
    number, today = _weekday_number(name), setting.day
    back = (today.weekday() - number) % 7
    ahead = (number - today.weekday()) % 7
    word = (which or "").lower()
    if word in {"last", "the previous", "this past"}:
        return today - timedelta(days=back or 7)
    if word in {"next", "the following"}:
        # "Next Tuesday" is the one of next week, so said on a Monday it is eight days off.
        return week_around(today, 1)[0] + timedelta(days=number)
    if word == "this":
        return week_around(today, 0)[0] + timedelta(days=number)
    if setting.tense == "past" and word != "this coming":
        return today - timedelta(days=back)
    return today + timedelta(days=ahead)


def _near(parts: dict[str, str], setting: Setting) -> Days:
    shifts = {
        "the day before yesterday": -2, "yesterday": -1, "last night": -1, "tomorrow": 1, "the day after tomorrow": 2,
    }  # fmt: skip
    day = setting.day + timedelta(days=shifts.get(parts["n"].lower(), 0))
    return day, day


def _anchored(parts: dict[str, str], setting: Setting) -> Days:
    words = parts["n"].lower()
    day = setting.anchor or setting.day
    back = bool(re.search(r"previous|before|earlier", words))
    same = bool(re.search(r"same|that", words))
    step = 0 if same else -1 if back else 1
    if words.endswith(("week", "week earlier", "week later")):
        if re.search(r"earlier|later", words):
            return (day + timedelta(weeks=step),) * 2
        return week_around(day, step)
    if "month" in words:
        return whole_month(*month_after(day, step))
    if "year" in words:
        return whole_year(day.year + step)
    return (day + timedelta(days=step),) * 2


def _period(parts: dict[str, str], setting: Setting) -> Days:
    shift, unit, day = SHIFT[parts["w"].lower()], parts["u"].lower(), setting.day
    if unit in {"spring", "summer", "autumn", "fall", "winter"}:
        raise UnresolvedError("A season has no exact days.")
    if unit == "weekend":
        saturday = week_around(day, shift)[0] + timedelta(days=5)
        first, last = saturday, saturday + timedelta(days=1)
    elif unit == "week":
        first, last = week_around(day, shift)
    elif unit == "month":
        first, last = whole_month(*month_after(day, shift))
    elif unit == "quarter":
        year, month = month_after(date(day.year, (day.month - 1) // 3 * 3 + 1, 1), 3 * shift)
        first, last = date(year, month, 1), whole_month(year, month + 2)[1]
    elif unit == "year":
        first, last = whole_year(day.year + shift)
    else:
        size = 10 if unit == "decade" else 100
        year = day.year // size * size + shift * size
        first, last = date(year, 1, 1), date(year + size - 1, 12, 31)
    return (last, last) if means_the_end(parts) else (first, last)


def _weekend(_: dict[str, str], setting: Setting) -> Days:
    """Return the weekend that the tense points to; on a Saturday or Sunday it is the present one."""
    shift = -1 if setting.tense == "past" and setting.day.weekday() < 5 else 0
    saturday = week_around(setting.day, shift)[0] + timedelta(days=5)
    return saturday, saturday + timedelta(days=1)


def _end_of(parts: dict[str, str], setting: Setting) -> Days:
    unit = parts.get("u", "year")
    _, last = _period({"w": "this", "u": unit}, setting)
    return last, last


def _moved(parts: dict[str, str], setting: Setting, direction: int) -> Days:
    if parts["n"].lower() not in NUMBERS and not parts["n"].isdigit():
        raise UnresolvedError("The count is not exact.")
    count = direction * (NUMBERS.get(parts["n"].lower()) or int(parts["n"]))
    unit, day = parts["u"].rstrip("s"), setting.day
    if unit == "day":
        return (day + timedelta(days=count),) * 2
    if unit == "week":
        return (day + timedelta(weeks=count),) * 2 if abs(count) == 1 else week_around(day, count)
    if unit == "month":
        return whole_month(*month_after(day, count))
    return whole_year(day.year + count * (10 if unit == "decade" else 1))


def _season(_: dict[str, str], __: Setting) -> Days:
    raise UnresolvedError("A season has no exact days.")


def _weekday_after_next(parts: dict[str, str], setting: Setting) -> Days:
    """Return the day a week after the next such weekday: "Monday week", "a week on Monday"."""
    number = _weekday_number(parts.get("n") or parts["n2"])
    ahead = (number - setting.day.weekday()) % 7 or 7
    return (setting.day + timedelta(days=ahead + 7),) * 2


COUNTED: dict[str, Resolver] = {
    "weekday_of_week": _weekday_of_week,
    "weekday_after_next": _weekday_after_next,
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
    "season": _season,
}
