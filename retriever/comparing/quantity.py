"""The quantities of a sentence, and whether a stated one follows from a given one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from retriever.comparing.clauses import finite
from retriever.comparing.wording import Word

_UNITS = """
zero 0 no_ 0 one 1 two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 ten 10 eleven 11 twelve 12 thirteen 13
fourteen 14 fifteen 15 sixteen 16 seventeen 17 eighteen 18 nineteen 19 twenty 20 thirty 30 forty 40 fifty 50 sixty 60
seventy 70 eighty 80 ninety 90
""".split()
SMALL = {word: int(value) for word, value in zip(_UNITS[::2], _UNITS[1::2], strict=True)}
SCALE = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "b": 1e9,
    "trillion": 1e12, "tn": 1e12, "trn": 1e12, "dozen": 12.0, "lakh": 1e5, "crore": 1e7,
}  # fmt: skip
FRACTION = {"half": 0.5, "third": 1 / 3, "thirds": 1 / 3, "quarter": 0.25, "quarters": 0.25, "fifth": 0.2, "tenth": 0.1}
TIMES = {"once": 1.0, "twice": 2.0, "thrice": 3.0}
ORDINAL = {
    word: float(place)
    for place, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), start=1
    )
}
CURRENCY = {
    "$": "dollar", "us$": "dollar", "dollar": "dollar", "dollars": "dollar", "usd": "dollar", "€": "euro",
    "euro": "euro", "euros": "euro", "eur": "euro", "£": "pound", "pound": "pound", "pounds": "pound",
    "sterling": "pound", "¥": "yen", "yen": "yen", "jpy": "yen", "yuan": "yuan", "renminbi": "yuan", "won": "won",
    "rupee": "rupee", "rupees": "rupee", "franc": "franc", "francs": "franc", "crown": "crown", "crowns": "crown",
    "rouble": "ruble", "roubles": "ruble", "ruble": "ruble", "rubles": "ruble", "peso": "peso", "pesos": "peso",
    "krona": "crown", "kronor": "crown", "kroner": "crown", "cent": "cent", "cents": "cent", "pence": "penny",
}  # fmt: skip
# Each unit with what it is worth in the unit named; metric and other tons count as one, as newsrooms use them.
MEASURE = {
    "kilometre": ("metre", 1e3), "kilometer": ("metre", 1e3), "km": ("metre", 1e3), "metre": ("metre", 1.0),
    "meter": ("metre", 1.0), "centimetre": ("metre", 0.01), "centimeter": ("metre", 0.01), "cm": ("metre", 0.01),
    "mile": ("mile", 1.0), "foot": ("foot", 1.0), "feet": ("foot", 1.0), "inch": ("inch", 1.0), "acre": ("acre", 1.0),
    "hectare": ("hectare", 1.0), "tonne": ("tonne", 1.0), "ton": ("tonne", 1.0), "kilogram": ("tonne", 1e-3),
    "kg": ("tonne", 1e-3), "kilo": ("tonne", 1e-3), "gram": ("tonne", 1e-6), "barrel": ("barrel", 1.0),
    "litre": ("litre", 1.0), "liter": ("litre", 1.0), "gallon": ("gallon", 1.0), "watt": ("watt", 1.0),
    "kilowatt": ("watt", 1e3), "megawatt": ("watt", 1e6), "gigawatt": ("watt", 1e9), "mw": ("watt", 1e6),
    "gw": ("watt", 1e9), "celsius": ("celsius", 1.0), "fahrenheit": ("fahrenheit", 1.0), "second": ("second", 1.0),
    "minute": ("second", 60.0), "hour": ("second", 3600.0), "day": ("day", 1.0), "week": ("week", 1.0),
    "month": ("month", 1.0), "year": ("year", 1.0), "decade": ("year", 10.0), "century": ("year", 100.0),
    "time": ("time", 1.0), "mph": ("mph", 1.0), "kph": ("kph", 1.0), "knot": ("knot", 1.0), "ounce": ("ounce", 1.0),
}  # fmt: skip
_ABOUT = frozenset("about around roughly approximately nearly almost some estimated circa closer near".split())
_BELOW = frozenset("nearly almost under below".split())
_LINK = frozenset("a an and of the".split())


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in words: `value` in `unit` (empty where only the `head` noun tells what is counted).

    `bound` is `>`, `<`, `~` (about) or `=`; `exact` holds where the sentence insists on it. `first` and `last` are the
    places of its words; `before` is the preposition that leads to it.
    """

    value: float
    unit: str
    head: str
    bound: str
    exact: bool
    first: int
    last: int
    before: str


def _bound(words: Sequence[Word], first: int) -> tuple[str, bool, int]:
    """Read the words before a number: its bound, whether it is exact, and how many of them belong to it."""
    left = [word.lower for word in words[max(0, first - 4) : first]]
    while left and left[-1] in {"the", "a", "an"}:
        left.pop()
    tail = " ".join(left)
    for phrases, bound in (
        (("more than", "at least", "over", "above", "greater than", "higher than", "no fewer than", "exceeding", "exceeded", "minimum of",
          "no less than", "exceed", "exceeds", "upwards of", "as early as"), ">"),
        (("less than", "fewer than", "under", "below", "up to", "at most", "no more than", "as much as", "as many as",
          "maximum of", "lower than"), "<"),
    ):  # fmt: skip
        for phrase in phrases:
            if tail == phrase or tail.endswith(" " + phrase):
                return bound, False, len(phrase.split())
    if left and left[-1] in {"exactly", "precisely"}:
        return "=", True, 1
    if left and left[-1] in _BELOW:
        return "<~", False, 1
    if left and (left[-1] in _ABOUT or tail.endswith(("closer to", "close to"))):
        return "~", False, 1
    return "=", False, 0


def _number(words: Sequence[Word], at: int) -> tuple[float, int] | None:
    """Read a number that starts here: its value and the place after it."""
    value, place, seen = 0.0, at, False
    current = 0.0
    while place < len(words):
        word = words[place].lower
        if word[0].isdigit():
            if seen:
                break
            current = float(word.replace(",", ""))
        elif word in SMALL and not (seen and current and (current < 20 or SMALL[word] > 9) and current % 100):
            current += SMALL[word]
        elif word in SCALE and (
            seen
            or (
                word in {"dozen", "hundred", "thousand", "million", "billion", "trillion"}
                and at > 0
                and words[at - 1].lower in {"a", "an", "the", "per"}
            )
        ):
            scale = SCALE[word]
            current = (current or 1.0) * scale
            if scale >= 1e3:
                value, current = value + current, 0.0
        elif (
            word == "and" and seen and place + 1 < len(words) and current >= 100 and words[place + 1].lower in SMALL
        ) or (
            word == "-"
            and seen
            and words[place - 1].lower in SMALL
            and place + 1 < len(words)
            and words[place + 1].lower in SMALL
            and SMALL[words[place - 1].lower] >= 20
        ):
            place += 1
            continue
        else:
            break
        seen = True
        place += 1
    return (value + current, place) if seen else None


def _unit(words: Sequence[Word], first: int, after: int, value: float) -> tuple[str, str, float, int]:
    """Read what is counted: unit, head noun, the value in that unit, and the place after it."""
    place = after + 1 if after < len(words) and words[after].lower == "-" else after
    low = words[place].lower if place < len(words) else ""
    following = words[place + 1].lower if place + 1 < len(words) else ""
    if first and words[first - 1].lower in CURRENCY and not words[first - 1].lower.isalpha():
        return CURRENCY[words[first - 1].lower], "", value, after
    if low == "percentage" or (low in {"percent", "%"} and following.startswith("point")):
        return "point", "", value, place + 2
    if low == "per" and following == "cent":
        return "percent", "", value, place + 2
    if low in {"percent", "%", "pc", "pct"}:
        return "percent", "", value, place + 1
    if low == "basis":
        return "point", "", value / 100, place + 2
    if low in {"degree", "degrees", "°"}:
        scale = {"c": "celsius", "f": "fahrenheit"}.get(following, following)
        known = scale in {"celsius", "fahrenheit"}
        return (scale if known else "degree"), "", value, place + 1 + known
    if low in {"us", "american"} and following in CURRENCY:
        low, place = following, place + 1
    if low in CURRENCY:
        return CURRENCY[low], "", value, place + 1
    measure = next(
        (MEASURE[base] for base in (low, low.removesuffix("s"), low.removesuffix("es")) if base in MEASURE), None
    )
    if measure:
        return measure[0], "", value * measure[1], place + 1
    head = ""
    for at, word in enumerate(words[place : place + 5], start=place):
        if finite(words, at):
            break  # "at least seven caught fire": what is counted was named before
        if word.sign or (
            word.lower in {"of", "in", "to", "and", "by", "for", "on", "from", "at"} and word.lower != "of"
        ):
            break
        if word.content:
            head = word.stem
            if not word.capital:
                break
    return "", head, value, after


def quantities(words: Sequence[Word], taken: frozenset[int] = frozenset()) -> tuple[Quantity, ...]:
    """Return the quantities in order; places in `taken` (dates) are not read as numbers."""
    found: list[Quantity] = []
    at = 0
    while at < len(words):
        read = None if at in taken else _read(words, at)
        if read is None:
            at += 1
            continue
        found.append(read)
        at = read.last + 1
    return tuple(found)


def _read(words: Sequence[Word], at: int) -> Quantity | None:
    low = words[at].lower
    previous = words[at - 1].lower if at else ""
    if low in TIMES:
        return Quantity(TIMES[low], "time", "", "=", False, at, at, "")
    if low == "single" and previous in {"a", "one"}:
        return Quantity(1.0, "", words[at + 1].stem if at + 1 < len(words) else "", "=", False, at, at, "")
    if low in ORDINAL and not (low == "second" and previous in SMALL):
        return (
            Quantity(ORDINAL[low], "ordinal", "", "=", False, at, at, "")
            if low not in FRACTION or previous not in SMALL | {"a": 1}
            else _fraction(words, at)
        )
    if (low in FRACTION and previous in {"a", "one", "two", "three", "by"}) or low == "half":
        return _fraction(words, at)
    if low == "one" and (
        at + 1 >= len(words)
        or words[at + 1].lower in {"of", "another", "who", "that"}
        or previous in {"no", "the", "that", "this"}
    ):
        return None
    number = _number(words, at)
    if number is None:
        return None
    value, after = number
    nxt = words[after].lower if after < len(words) else ""
    if nxt in {"half", "third", "thirds", "quarter", "quarters"} and value < 10 and low in SMALL:
        return None
    if nxt in {"st", "nd", "rd", "th"} and words[at].lower[0].isdigit():
        return Quantity(value, "ordinal", "", "=", False, at, after, "")
    first = at - 1 if at and words[at - 1].lower in CURRENCY and not words[at - 1].lower.isalpha() else at
    if first > 1 and words[first].lower == "$" and words[first - 1].lower in {"us"}:
        first -= 1
    unit, head, value, end = _unit(words, at, after, value)
    bound, exact, taken = _bound(words, first)
    before = words[first - taken - 1].lower if first - taken >= 1 else ""
    return Quantity(value, unit, head, bound, exact, first, max(end - 1, at), before)


def _fraction(words: Sequence[Word], at: int) -> Quantity:
    previous = words[at - 1].lower if at else ""
    times = SMALL.get(previous, 1)
    first = at - 1 if previous in SMALL or previous in {"a"} else at
    bound, exact, _ = _bound(words, first)
    tail = [word.lower for word in words[at + 1 : at + 4]]
    unit = "fraction"
    last = at
    if tail[:3] == ["a", "percentage", "point"]:
        unit, last = "point", at + 3
    return Quantity(FRACTION[words[at].lower] * times, unit, "", bound, exact, first, last, "")


def _value_in(quantity: Quantity, unit: str) -> float:
    if quantity.unit == "fraction" and unit == "percent":
        return quantity.value * 100
    if quantity.unit == "percent" and unit == "fraction":
        return quantity.value / 100
    return quantity.value


def same_unit(stated: Quantity, given: Quantity) -> bool:
    """Whether two quantities count the same kind of thing, as far as their words tell."""
    if {stated.unit, given.unit} == {"fraction", "percent"}:
        return True
    if stated.unit == given.unit:
        return True
    if (stated.unit and given.unit) or {stated.unit, given.unit} & {"ordinal", "time"}:
        return False
    return not (stated.head or given.head)


def follows(stated: Quantity, given: Quantity) -> bool:
    """Whether a stated quantity is no more precise than a given one and agrees with it."""
    if not same_unit(stated, given):
        return False
    value = _value_in(given, stated.unit)
    equal = abs(stated.value - value) <= 1e-6 * max(abs(value), 1e-9)
    if stated.exact and (given.bound != "=" and not given.exact):
        return False
    if stated.bound == ">":
        return equal if given.bound == ">" else given.bound == "=" and stated.value < value <= 1.15 * stated.value
    if stated.bound == "<":
        return (
            equal if given.bound in {"<", "<~"} else given.bound == "=" and 0.85 * stated.value <= value < stated.value
        )
    if stated.bound in {"~", "<~"}:
        close = abs(stated.value - value) <= 0.05 * abs(value)
        return close and (given.bound in {"~", "<~", "="} or equal)
    return equal and given.bound == "="


def worded(words: Sequence[Word], quantity: Quantity) -> tuple[int, int]:
    """Return the characters of a quantity."""
    return words[quantity.first].start, words[quantity.last].end
