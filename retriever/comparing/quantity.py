"""The quantities of a sentence: a value or a range of values, its unit, and the noun that it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from retriever.comparing.clauses import finite
from retriever.comparing.units import CURRENCY, FRACTION, MEASURE, ORDINAL, SCALE, SMALL, TIMES
from retriever.comparing.wording import Word

_ABOUT = frozenset("about around roughly approximately nearly almost some estimated circa closer near".split())
_PEOPLE = frozenset("man woman boy girl player driver".split())
_MINUS = frozenset("-−–")
_BELOW = frozenset("nearly almost under below".split())


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
        (("more than", "at least", "over", "above", "greater than", "higher than", "older than", "longer than", "larger than", "bigger than", "taller than", "no fewer than", "exceeding", "exceeded", "minimum of",
          "no less than", "exceed", "exceeds", "upwards of", "as early as"), ">"),
        (("less than", "fewer than", "under", "below", "up to", "at most", "no more than", "as much as", "as many as",
          "maximum of", "lower than", "younger than", "shorter than", "smaller than"), "<"),
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


def with_bound(words: Sequence[Word], quantity: Quantity) -> tuple[int, int]:
    """Return the first and the last place of a number with the words of its bound: "fewer than 40", "40 or more"."""
    first = quantity.first - _bound(words, quantity.first)[2]
    return first, quantity.last + 2 * _or_more(words, quantity.last + 1)


def _or_more(words: Sequence[Word], place: int) -> bool:
    return [word.lower for word in words[place : place + 2]] in (["or", "more"], ["or", "longer"], ["or", "over"])


def _negative(words: Sequence[Word], first: int, end: int) -> int:
    """Return how many words before a number put it below zero; -1 where the two words from `end` on do."""
    if [word.lower for word in words[end : end + 2]] in (["below", "zero"], ["below", "freezing"]):
        return -1
    sign = words[first - 1] if first else None
    if sign is None or not (sign.lower == "minus" or (sign.lower in _MINUS and sign.end == words[first].start)):
        return 0
    return int(sign.lower == "minus" or first == 1 or words[first - 2].end < sign.start)


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


def _age(words: Sequence[Word], first: int, after: int) -> bool:
    """Whether a bare number is somebody's age: "Milo Drach, 31, was", "At 18, she"."""
    closed = after < len(words) and words[after].lower == ","
    opened = words[first - 1].lower == "at" or (
        words[first - 1].lower == "," and first > 1 and words[first - 2].capital
    )
    return opened and closed and words[first].lower.isdigit()


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
    if first and value < 110 and _age(words, first, after):
        return "month", "", value * 12, after
    if first and (
        words[first - 1].lower == "aged" or (words[first - 1].lower == "of" and words[first - 2].lower in _PEOPLE)
    ):
        return "month", "", value * 12, after
    head = ""
    if low in {"a", "an"}:
        return "", "", value, after  # "from 420 million a year earlier": what is counted was named before
    for at, word in enumerate(words[place : place + 5], start=place):
        if finite(words, at):
            break  # "at least seven caught fire": what is counted was named before
        if word.sign or (
            word.lower in {"of", "in", "to", "and", "by", "for", "on", "from", "at", "with"} and word.lower != "of"
        ):
            break
        if word.content and not word.possessive and word.lower not in SMALL:
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
    return tuple(_with_currency(quantity, found) for quantity in found)


def _with_currency(quantity: Quantity, others: Sequence[Quantity]) -> Quantity:
    """Give a bare number in millions the currency of the one that it is set against: "to 310 million crowns from 420 million"."""
    if quantity.unit or quantity.head or quantity.value < 1e6 or quantity.before not in {"from", "to"}:
        return quantity
    pairs = {other.unit for other in others if {other.before, quantity.before} == {"from", "to"} and other.value >= 1e6}
    currency = pairs & frozenset(CURRENCY.values())
    return replace(quantity, unit=next(iter(currency))) if len(currency) == 1 else quantity


def _read(words: Sequence[Word], at: int) -> Quantity | None:
    low = words[at].lower
    previous = words[at - 1].lower if at else ""
    if low in TIMES:
        return Quantity(TIMES[low], "time", "", "=", False, at, at, "")
    if low == "single" and previous in {"a", "one"}:
        return Quantity(1.0, "", words[at + 1].stem if at + 1 < len(words) else "", "=", False, at, at, "")
    if low == "half" and previous == "a" and at > 2 and words[at - 2].lower == "and":
        measure = MEASURE.get(words[at - 3].lower.removesuffix("s"))
        if measure and words[at - 4].lower in {"a", "one"}:  # "a year and a half"
            bound, exact, _ = _bound(words, at - 4)
            return Quantity(1.5 * measure[1], measure[0], "", bound, exact, at - 3, at, "")
    if low in ORDINAL and not (low == "second" and previous in SMALL):
        return (
            Quantity(ORDINAL[low], "ordinal", "", "=", False, at, at, "")
            if low not in FRACTION or not (previous in SMALL or (previous == "a" and not _counts_on(words, at)))
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
    share = _share(words, after, value)
    if share is not None:
        bound, exact, _ = _bound(words, at)
        return Quantity(value / share[0], "fraction", "", bound, exact, at, share[1], "")
    nxt = words[after].lower if after < len(words) else ""
    if nxt in {"half", "third", "thirds", "quarter", "quarters"} and value < 10 and low in SMALL:
        return None
    if nxt in {"st", "nd", "rd", "th"} and words[at].lower[0].isdigit():
        return Quantity(value, "ordinal", "", "=", False, at, after, "")
    first = at - 1 if at and words[at - 1].lower in CURRENCY and not words[at - 1].lower.isalpha() else at
    if first > 1 and words[first].lower == "$" and words[first - 1].lower in {"us"}:
        first -= 1
    if words[at].lower.isdigit() and after == at + 1 and _in_name(words, at):
        return Quantity(value, "name", words[at - 1].stem, "=", False, at, at, "")
    unit, head, value, end = _unit(words, at, after, value)
    if [word.lower for word in words[after : after + 3]] == ["and", "a", "half"]:
        unit, head, value, end = _unit(words, at, after + 3, number[0] + 0.5)
    signed = _negative(words, first, end)
    if signed:
        value, first, end = -value, first - max(signed, 0), end - 2 * min(signed, 0)
    bound, exact, taken = _bound(words, first)
    if bound == "=" and _or_more(words, end):
        bound = ">"
    before = words[first - taken - 1].lower if first - taken >= 1 else ""
    return Quantity(value, unit, head, bound, exact, first, max(end - 1, at), before)


def _share(words: Sequence[Word], after: int, value: float) -> tuple[float, int] | None:
    """Read the rest of "one in five", or of "one child in five": the whole and its place."""
    if after + 1 < len(words) and words[after].content and words[after + 1].lower == "in":
        after += 1
    if after + 1 >= len(words) or words[after].lower != "in":
        return None
    whole = words[after + 1].lower
    size = SMALL.get(whole) or (float(whole) if whole.isdigit() else 0.0)
    following = words[after + 2].lower if after + 2 < len(words) else ""
    if not value < size <= 100 or following.removesuffix("s") in MEASURE or following in {"percent", "%", "-"}:
        return None
    return size, after + 1


def _counts_on(words: Sequence[Word], at: int) -> bool:
    """Whether a noun follows at once: "a third time" is no fraction."""
    return at + 1 < len(words) and words[at + 1].content and not finite(words, at + 1)


def _in_name(words: Sequence[Word], at: int) -> bool:
    """Whether the number belongs to a name: "Kestrel 2", "Gate 9"; a score or a count of things does not."""
    if not at or not words[at - 1].capital or not words[at - 1].content or len(words[at].lower) > 3:
        return False
    following = words[at + 1] if at + 1 < len(words) else None
    return following is None or (
        following.lower.removesuffix("s") not in {"-", "–", "per", "%", "percent"} | MEASURE.keys()
    )


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
