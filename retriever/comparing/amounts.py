"""Whether two quantities are of one unit, and whether a stated one follows from a given one."""

from __future__ import annotations

import math

from retriever.comparing.quantity import Quantity


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
    if (stated.unit and given.unit) or {stated.unit, given.unit} & {"ordinal", "time", "second", "month"}:
        return False
    return not (stated.head or given.head)


def _next_round(value: float) -> float:
    """Return the number up to which somebody would say "more than" this one: 2 covers 2.3, 1,100 covers 1,104."""
    step = 10.0 ** math.floor(math.log10(value)) if value > 0 else 0.0
    while step and value % step:
        step /= 10
    return max(1.15 * value, min(value + step, 1.5 * value))


def follows(stated: Quantity, given: Quantity) -> bool:
    """Whether a stated quantity is no more precise than a given one and agrees with it."""
    if not same_unit(stated, given):
        return False
    value = _value_in(given, stated.unit)
    equal = abs(stated.value - value) <= 1e-6 * max(abs(value), 1e-9)
    if stated.exact and (given.bound != "=" and not given.exact):
        return False
    if stated.bound == ">":
        return equal if given.bound == ">" else given.bound == "=" and stated.value < value <= _next_round(stated.value)
    if stated.bound == "<":
        return (
            equal if given.bound in {"<", "<~"} else given.bound == "=" and 0.85 * stated.value <= value < stated.value
        )
    if stated.bound in {"~", "<~"}:
        close = abs(stated.value - value) <= 0.05 * abs(value)
        return close and (given.bound in {"~", "<~", "="} or equal)
    return equal and given.bound == "="
