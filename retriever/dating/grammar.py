"""Find expressions of days, months, quarters and years in English news, before anything is resolved."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "final": 4}

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]|20|21)\d\d"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_COUNT = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_UNIT = r"(?:days?|weeks?|months?|years?|decades?)"
_TO = r"\s*(?:to|until|till|through|and|-|–|—)\s*"
_WHICH_YEAR = r"(?:,?\s+(?:of )?(?P<{0}>last|this|next) year)"
_WHERE = r"(?:(?P<{0}>early|mid|late|the (?:beginning|start|middle|end|last day) of|later in|earlier in)[\s-]+(?:in )?)"
_UNIT_NOUN = (
    r"(?!\s+(?:people|men|women|euros?|dollars?|pounds?|yen|won|tonnes?|tons|kilomet|km|miles|met(?:re|er)s|households|jobs|"
    r"homes|troops|soldiers|workers|students|pupils|hectares|acres|cases|deaths|votes|shares|units|vehicles|cars|barrels|"
    r"percent|per cent|points|times|hours|species|members|employees|residents|square|seats|trees|rooms|or more|MHz|kg))"
)


@dataclass(frozen=True, slots=True)
class Found:
    """An expression: its kind, its words, where it stands, and the parts that the kind needs."""

    kind: str
    words: str
    span: tuple[int, int]
    parts: dict[str, str]


# Kinds in the order in which they are tried at one place; the first that fits is taken.
_KINDS: tuple[tuple[str, str], ...] = (
    ("iso", r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?![\d-])"),
    (
        "days_month_first",
        rf"(?:from |between )?(?P<m>{_MONTH})\s+(?P<d>{_DAY})(?:,?\s+(?P<y>{_YEAR}))?{_TO}(?:(?P<m2>{_MONTH})\s+)?"
        rf"(?P<d2>{_DAY})(?:,?\s+(?P<y2>{_YEAR}))?(?![\d:%]|,\d|\.\d|\s+(?:percent|per cent|people|million|billion))",
    ),
    (
        "days_day_first",
        rf"(?:from |between )?(?:the )?(?P<d>{_DAY})(?:\s+(?:of )?(?P<m>{_MONTH})(?:\s+(?P<y>{_YEAR}))?)?{_TO}(?:the )?(?P<d2>{_DAY})\s+(?:of )?"
        rf"(?P<m2>{_MONTH})(?:,?\s+(?P<y2>{_YEAR}))?",
    ),
    (
        "months",
        rf"(?:from |between )(?P<m>{_MONTH})(?:\s+(?P<y>{_YEAR}))?{_TO}(?P<m2>{_MONTH})(?!\s+\d{{1,2}}\b)(?:,?\s+(?P<y2>{_YEAR}))?",
    ),
    (
        "day",
        rf"(?:{_WEEKDAY},?\s+(?:the\s+)?)?(?P<m>{_MONTH})\s+(?:the )?(?P<d>{_DAY})(?![\d%]|[.,]\d)(?:(?:,\s*|\s+)(?P<y>{_YEAR})\b{_UNIT_NOUN}|"
        rf"{_WHICH_YEAR.format('w')})?",
    ),
    (
        "day",
        rf"(?:{_WEEKDAY},?\s+)?(?:the )?(?P<d>{_DAY})(?:\s+of)?\s+(?P<m>{_MONTH})(?![a-z])(?:,?\s+(?P<y>{_YEAR})\b{_UNIT_NOUN}|{_WHICH_YEAR.format('w')})?",
    ),
    ("numeric", r"(?P<a>\d{1,2})/(?P<b>\d{1,2})(?:/(?P<y>\d{4}|\d\d))?(?![\d/])"),
    (
        "quarter",
        rf"(?:the )?(?:(?P<n>first|second|third|fourth|final|1st|2nd|3rd|4th)[\s-]quarter|Q(?P<q>[1-4])|(?P<q2>[1-4])Q)"
        rf"(?:(?:,? of|,? in)?,?\s+(?P<y>{_YEAR})|{_WHICH_YEAR.format('w')})?",
    ),
    (
        "half",
        rf"(?:the )?(?:(?P<n>first|second)[\s-]half|H(?P<q>[12]))(?: of)?"
        rf"(?:\s+(?P<y>{_YEAR})|\s+(?P<w>last|this|next) year| the year)",
    ),
    (
        "month",
        rf"(?:{_WHERE.format('part')})?(?P<w0>last |this |next )?(?P<m>{_MONTH})(?![a-z])"
        rf"(?:,?\s+(?:of )?(?P<y>{_YEAR})\b{_UNIT_NOUN}|{_WHICH_YEAR.format('w')})?",
    ),
    ("weekday_of_week", rf"(?P<n>{_WEEKDAY})\s+(?:of )?(?P<w>last|next|this) week"),
    ("weekday_after_next", rf"(?:a week on (?P<n>{_WEEKDAY})|(?P<n2>{_WEEKDAY}) week)\b"),
    ("weekdays", rf"(?:from |between )(?P<n>{_WEEKDAY}){_TO}(?P<n2>{_WEEKDAY})"),
    (
        "weekday",
        rf"(?:(?P<w>last|next|this|this coming|this past|the previous|the following) )?(?P<n>{_WEEKDAY})(?:'s|’s)?\b",
    ),
    (
        "near",
        r"(?P<n>the day before yesterday|the day after tomorrow|yesterday|today|tomorrow|tonight|last night"
        r"|this (?:morning|afternoon|evening))\b",
    ),
    (
        "anchored",
        r"(?P<n>(?:the|a) (?:previous|next|following|same) day|(?:the|a|one) day (?:before|earlier|later|after)|that (?:same )?day"
        r"|the (?:previous|following|same) (?:week|month|year)|(?:the|a) (?:week|month|year) (?:earlier|later))"
        r"(?!\s+(?:the|a|an|his|her|its|their|he|she|it|they|when|that)\b)",
    ),
    (
        "period",
        rf"(?:{_WHERE.format('part')}|(?P<side>earlier|later) )?(?P<w>last|next|this|the coming|coming) "
        r"(?P<u>week|month|year|quarter|weekend|decade|century|spring|summer|autumn|fall|winter)(?:'s|’s)?\b(?!\s+of\b)",
    ),
    ("weekend", r"(?:at|over|on|during|before|after|until|by) the weekend\b"),
    (
        "end_of",
        r"(?:the )?end of (?:the|this|that) (?P<u>week|month|year|quarter|decade)\b|(?P<ye>(?:the )?year[- ]end)\b",
    ),
    ("ago", rf"(?P<n>{_COUNT}|several|a few|a couple of|some) (?P<u>{_UNIT}) ago\b"),
    (
        "ahead",
        rf"in (?:the next |about )?(?P<n>{_COUNT}) (?P<u>{_UNIT})(?:'|’)?(?: time)?\b(?=\s*(?:[.,;:)\"”]|$|on\b|if\b|and\b|but\b|when\b))",
    ),
    ("from_now", rf"(?P<n>{_COUNT}) (?P<u>{_UNIT}) from now\b"),
    ("years", rf"(?:(?:from|between) )?(?P<y>{_YEAR})(?:{_TO}(?P<y2>{_YEAR})|[-–/](?P<s2>\d\d))(?![\d-])"),
    ("decade", rf"(?:the )?(?:early |mid-?|late )?(?P<y>{_YEAR})s\b|the (?P<s>[2-9]0)s\b"),
    ("fiscal", rf"(?:fiscal(?: year)?|FY) ?(?P<y>{_YEAR}|\d\d)\b"),
    (
        "year",
        rf"(?:{_WHERE.format('part')})?(?P<y>{_YEAR})\b(?![-–/.:]?\d|,\d)(?!-(?:strong|odd|year|seat|mile|km))(?![%°]){_UNIT_NOUN}",
    ),
    ("season", rf"(?:the )?(?P<n>spring|summer|autumn|winter)(?: of)? (?P<y>{_YEAR})\b"),
    ("feast", r"(?P<n>Christmas(?: Day| Eve)?|New Year's (?:Day|Eve)|New Year’s (?:Day|Eve)|Boxing Day)\b"),
    (
        "ordinal",
        r"the (?P<d>(?:[1-9]|[12]\d|3[01])(?:st|nd|rd|th))(?=\s*(?:[.,;:)]|$)|\s+(?:and|that|it|he|she|to|for|of this month|of the month)\b)(?:\s+of (?:this|the) month)?",
    ),
)
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|by|until|till|from|of|during|before|after|to|and|for|through|early|late|mid|spring|summer|autumn|winter|"
    r"around|circa|as|year|than|about|the|its|their|his|her|or|election|olympics)[\s-]+|[(,]\s*|^)$",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\b(?:and|or|than|about|around|for|of|to)\s+$")
_BEFORE_MONTH = re.compile(
    r"\b(?:in|since|by|until|till|from|of|during|before|after|to|and|for|through|early|late|mid|last|next|this|month|around|"
    r"between|or|on|ending|ended|is|was|following|at least|early as|soon as|late as|later than|earlier than|only|again)[\s-]+$|\(\s*$",
    re.IGNORECASE,
)
_NAME_AFTER = re.compile(r"\s+(?!(?:The|A|An|In|On|He|She|It|They|When|As)\b)[A-Z][a-z]+")


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS)


@cache
def _starts() -> re.Pattern[str]:
    """Where an expression can start at all: keeps the cost of a sentence without dates near nothing."""
    return re.compile(
        rf"\b(?=\d|{_MONTH}|{_WEEKDAY}|[HQF][\dY]|(?:from|between|at|over|on|during|(?:before|after|until|by)(?= the weekend)|the|that|last|next|this|early|mid|late|earlier|later|yesterday|today|"
        r"tomorrow|tonight|end|year|in|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|some|fiscal|"
        r"spring|summer|autumn|winter|first|second|third|fourth|final|coming|Christmas|New Year|Boxing)\b)",
        re.IGNORECASE,
    )


@cache
def _lowered() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS)


def find_expressions(text: str) -> tuple[Found, ...]:
    """Return the date expressions of a text from left to right, none inside another."""
    found: list[Found] = []
    place = 0
    while True:
        start = _starts().search(text, place)
        if not start:
            return tuple(found)
        at = start.start()
        match_kind = _match_at(text, at)
        if match_kind is None:
            place = at + 1
            continue
        kind, match = match_kind
        parts = {name: value for name, value in match.groupdict().items() if value}
        found.append(Found(kind, match.group(), match.span(), parts))
        place = match.end()


def _match_at(text: str, at: int) -> tuple[str, re.Match[str]] | None:
    # A sentence opens with a capital ("Last week", "The previous day"): compare its first word in lower case.
    opening = text[at].isupper() and not text[at : at + 3].isupper()
    for (kind, pattern), (_, relaxed) in zip(_patterns(), _lowered(), strict=True):
        match = pattern.match(text, at)
        if not match and opening:
            match = relaxed.match(text, at)
            if (
                match
                and kind in {"month", "months", "day", "days_month_first", "weekday"}
                and not _keeps_capitals(match)
            ):
                match = None
        if match and _fits(kind, match, text):
            return kind, match
    return None


def _keeps_capitals(match: re.Match[str]) -> bool:
    parts = match.groupdict()
    return all(not parts.get(name) or parts[name][:1].isupper() for name in ("m", "m2", "n"))


def _fits(kind: str, match: re.Match[str], text: str) -> bool:
    before, after = text[: match.start()], text[match.end() :]
    if re.search(r"[\d$€£#.]$|\w-$|\d,$", before) and kind not in {"day", "month"}:
        return False
    if (
        kind == "year"
        and _COUNTED.search(before)
        and re.match(r"\s+[a-z]+s\b(?<!\bwas)(?<!\bis)(?<!\bhas)(?<!\brises)(?<!\bfalls)", after)
    ):
        return False
    if kind == "year":
        return bool(match["part"]) or (
            bool(_BEFORE_YEAR.search(before)) and not re.match(r"\s+(?:[\w-]+ )?(?:people|euros)", after)
        )
    if kind == "weekday" and re.search(r"\b[Tt]he $", before) and re.match(r" [A-Z]", after):
        return False  # a paper's name, "the Sunday …"
    if kind == "near":
        return match.group()[0].islower() or not before.strip(" \"“‘'")
    if kind == "anchored" and re.search(r"(?:month|year|week) (?:earlier|later)$", match.group()):
        return not re.search(r"\b(?:from|than|compared|versus|against|up|down)\b", before)
    if kind == "month":
        if match["y"] or match["w"] or match["w0"] or match["part"]:
            return True
        if re.match(r"(?:March|May|April|June|August)$", match["m"]) and _NAME_AFTER.match(after):
            return False
        if before.strip() == "":
            return match["m"].lower() not in {"may", "march", "mar.", "mar"} and not _NAME_AFTER.match(after)
        return bool(_BEFORE_MONTH.search(before))
    if (
        kind == "day"
        and match["m"].rstrip(".").lower() in {"may", "march"}
        and match["d"]
        and before.strip()
        and not match["m"][0].isupper()
    ):
        return False
    if kind == "years" and match.groupdict().get("s2"):
        return int(match["s2"]) > int(match["y"][2:])
    if kind == "ahead":
        return True
    if kind == "quarter" and not match["y"] and not match["w"]:
        return (
            bool(match["n"] and match.group().startswith(("the", "The")))
            or bool(match["q"] or match["q2"])
            or bool(match["n"])
        )
    return True
