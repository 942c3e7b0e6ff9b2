"""Dates as a reader compares them when no calendar is at hand: the parts that are named, and whether they agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from retriever.comparing.wording import Word

_MONTHS = "january february march april may june july august september october november december".split()
MONTH = {name: number for number, name in enumerate(_MONTHS, start=1)} | {
    name: number
    for number, names in enumerate(
        ("jan", "feb", "mar", "apr", "", "jun", "jul", "aug", "sep sept", "oct", "nov", "dec"), start=1
    )
    for name in names.split()
}
WEEKDAY = {
    name: number for number, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())
}
_ENDING = {"st", "nd", "rd", "th"}


@dataclass(frozen=True, slots=True)
class Moment:
    """A date or a time of day by the parts that the words name; None for what they leave open."""

    first: int
    last: int
    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    clock: tuple[int, int] | None = None

    @property
    def parts(self) -> dict[str, object]:
        """The named parts."""
        named = {name: getattr(self, name) for name in ("day", "month", "year", "weekday", "clock")}
        return {name: value for name, value in named.items() if value is not None}


def _small(word: Word | None, limit: int) -> int | None:
    return int(word.lower) if word and word.lower.isdigit() and 0 < int(word.lower) <= limit else None


def _year(word: Word | None) -> int | None:
    return (
        int(word.lower)
        if word and word.lower.isdigit() and len(word.lower) == 4 and 1500 <= int(word.lower) < 2200
        else None
    )


def _at(words: Sequence[Word], place: int) -> Word | None:
    return words[place] if 0 <= place < len(words) else None


def moments(words: Sequence[Word]) -> tuple[Moment, ...]:
    """Return the dates, weekdays, years and clock times of a sentence in order."""
    found: list[Moment] = []
    used: set[int] = set()
    for place, word in enumerate(words):
        if word.lower in MONTH and word.capital and not _is_verb_or_name(words, place):
            found += _around_month(words, place)
    for moment in found:
        used.update(range(moment.first, moment.last + 1))
    for place, word in enumerate(words):
        if place in used:
            continue
        if word.lower in WEEKDAY:
            found.append(Moment(place, place, weekday=WEEKDAY[word.lower]))
        elif (year := _year(word)) and not _counts(words, place):
            found.append(Moment(place, place, year=year))
        elif (clock := _clock(words, place)) is not None:
            found.append(clock)
    return tuple(sorted(found, key=lambda moment: moment.first))


def _is_verb_or_name(words: Sequence[Word], place: int) -> bool:
    """Tell "May" and "March" the month from the verb or the name at the start of a sentence."""
    following = _at(words, place + 1)
    return words[place].lower in {"may", "march", "april", "june", "august"} and (
        (place == 0 and not (following and (following.lower.isdigit() or following.sign)))
        or bool(following and following.capital and following.lower not in WEEKDAY and following.lower not in MONTH)
    )


def _around_month(words: Sequence[Word], place: int) -> list[Moment]:
    month = MONTH[words[place].lower]
    before, after = place - 1, place + 1
    if (dot := _at(words, after)) and dot.lower == "." and len(words[place].lower) <= 4:
        after += 1
    if (of := _at(words, before)) and of.lower == "of":
        before -= 1
    if (ending := _at(words, before)) and ending.lower in _ENDING:
        before -= 1
    day = _small(_at(words, before), 31)
    if day is not None:
        first, last = before, place
        year = _year(_at(words, after))
        last = after if year else last
        found = [Moment(first, last, day=day, month=month, year=year)]
        link = _at(words, before - 1)
        earlier = _small(_at(words, before - 2), 31)
        if link and link.lower in {"to", "-", "–", "and", "or", "until", "till"} and earlier is not None:
            found.insert(0, Moment(before - 2, before - 1, day=earlier, month=month, year=year))
        return found
    day = _small(_at(words, after), 31)
    if day is None:
        year = _year(_at(words, after))
        if (comma := _at(words, after)) and comma.lower == ",":
            year = _year(_at(words, after + 1))
            after += bool(year)
        return [Moment(place, after if year else place, month=month, year=year)]
    last = after
    if (ending := _at(words, last + 1)) and ending.lower in _ENDING:
        last += 1
    found = []
    link, later = _at(words, last + 1), _small(_at(words, last + 2), 31)
    if (
        link
        and link.lower in {"to", "-", "–", "and", "or", "until", "till"}
        and later is not None
        and not ((unit := _at(words, last + 3)) and unit.lower in {"percent", "%"})
    ):
        found.append(Moment(last + 1, last + 2, day=later, month=month))
    step = 2 if (comma := _at(words, last + 1)) and comma.lower == "," else 1
    year = None if found else _year(_at(words, last + step))
    last += step if year else 0
    return [Moment(place, last, day=day, month=month, year=year), *found]


def _counts(words: Sequence[Word], place: int) -> bool:
    """Whether a four-digit number counts something and so is no year."""
    before, after = _at(words, place - 1), _at(words, place + 1)
    if before and (before.lower in {"$", "€", "£", "¥", "than", "least"} or before.lower == "some"):
        return True
    return bool(
        after
        and after.lower.isalpha()
        and after.lower
        not in {
            "and",
            "to",
            "or",
            "with",
            "when",
            "after",
            "as",
            "but",
            "for",
            "at",
            "in",
            "until",
            "by",
            "the",
            "that",
            "were",
            "was",
            "is",
            "has",
            "had",
            "did",
            "from",
            "on",
            "while",
            "because",
            "before",
            "it",
            "he",
            "she",
            "they",
        }
        and (
            not before
            or before.lower
            not in {
                "in",
                "since",
                "by",
                "until",
                "from",
                "before",
                "after",
                "of",
                "during",
                "early",
                "late",
                "spring",
                "summer",
                "autumn",
                "winter",
                "fall",
                "to",
                "and",
                "between",
                "year",
            }
        )
    )


def _clock(words: Sequence[Word], place: int) -> Moment | None:
    word, hour = words[place], None
    after = place + 1
    minute = 0
    if word.lower.replace(".", "").isdigit() and "." in word.lower:
        head, _, tail = word.lower.partition(".")
        hour, minute = (int(head), int(tail)) if len(tail) == 2 else (None, 0)
    elif word.lower.isdigit() and int(word.lower) < 25:
        hour = int(word.lower)
        colon, rest = _at(words, place + 1), _at(words, place + 2)
        if colon and rest and colon.lower == ":" and rest.lower.isdigit() and len(rest.lower) == 2:
            minute, after = int(rest.lower), place + 3
    half = _at(words, after)
    if hour is None or (after == place + 1 and not (half and half.lower in {"am", "pm"})):
        return None
    if half and half.lower in {"am", "pm"}:
        return Moment(place, after, clock=(hour % 12 + (12 if half.lower == "pm" else 0), minute))
    return Moment(place, after - 1, clock=(hour, minute))


def agrees(stated: Moment, given: Moment) -> bool:
    """Whether every part that the statement names stands in the source's date."""
    return all(given.parts.get(name) == value for name, value in stated.parts.items())


def clashes(stated: Moment, given: Moment) -> bool:
    """Whether a part is named by both and differs."""
    return any(name in given.parts and given.parts[name] != value for name, value in stated.parts.items())
