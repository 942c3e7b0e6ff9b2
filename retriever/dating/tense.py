"""Tell whether the verb beside a date speaks of the past or of the future."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from retriever.attributing.predicate import is_past_form
from retriever.attributing.words import Word, words_of

Tense = Literal["past", "future", "deadline", "none"]

_FUTURE = frozenset(
    """
    will shall may might could would wo 'll expected scheduled due set slated expects expect plans plan planning planned
    forecast forecasts intends intend aims aim hopes hope considering mulling tomorrow upcoming projected likely must should
    until poised prepares preparing begins starts ends opens closes takes resumes expires due
    """.split()
)
_BINDING = frozenset(
    "agreed agrees decided vowed pledged promised voted intended hoped wanted aimed arranged invited ordered asked".split()
)
_SAME_IN_PAST = frozenset("hit cut put hurt shut split spread cost quit beat".split())
_AUXILIARY = frozenset("be been being is are was were has have had will would may might could to should must".split())
_REPORTING = frozenset(
    "said says reported announced told added confirmed warned believes expects forecast stated noted".split()
)
_PLACED = re.compile(r"\b(?:on|in|at|by|late|early|last|this|since|until|during|from|the)\s*$", re.IGNORECASE)
_MOVED_TO = re.compile(
    r"\b(?:postponed|delayed|moved|pushed|extended|adjourned|deferred|rescheduled|pushed back|put back|put off|brought forward|prolonged)"
    r"(?: \w+){0,4} (?:to|until|till)\s*(?:the )?$"
)
_COMPARED = re.compile(r"\b(?:(?:up|down) (?:\w+ )?from|compared (?:with|to)|versus) [^,;.]*$")
_MOVED = re.compile(
    r"(?: [\w'’-]+){0,4}? (?:postponed|delayed|moved|cancelled|canceled|called off|brought forward|rescheduled)\b"
)
_PRESENT_BE = frozenset("is are 's 're".split())


def _is_noun(words: Sequence[Word], place: int) -> bool:
    """Tell "a rate cut" from "the bank cut": an article without a capital stands close before."""
    return any(
        word.low in {"a", "an", "any", "no", "another", "further"} and not word.is_capital
        for word in words[max(0, place - 2) : place]
    )


def tense_at(sentence: str, span: tuple[int, int]) -> Tense:
    """Return the tense of the verb nearest to a date: before it in its clause, else after it."""
    head = sentence[: span[0]]
    if re.search(r"\bby (?:the )?$", head) and re.match(r"\d{4}$", sentence[span[0] : span[1]]):
        return "deadline"
    tense = _tense_of_verb(sentence, span)
    whole_month = re.match(r"[A-Z][a-z]+\.?(?: \d{4})?$", sentence[span[0] : span[1]])
    return "deadline" if whole_month and tense != "past" and re.search(r"\bby $", head) else tense


def _tense_of_verb(sentence: str, span: tuple[int, int]) -> Tense:
    head, tail = sentence[: span[0]], sentence[span[1] :]
    if _MOVED_TO.search(head):
        return "future"
    if _COMPARED.search(head):
        return "past"
    before = _tense_before(words_of(head)[-28:], placed=_PLACED.search(head) is not None)
    if before is not None:
        return before
    return "none" if _MOVED.match(tail) else _tense_after(words_of(tail)[:14])


def _tense_before(window: Sequence[Word], *, placed: bool) -> Tense | None:
    """Return the tense of the nearest verb before a date, or None where its own verb comes later.

    `placed` says that a preposition ties the date to what stands before it.
    """
    infinitive = False
    for place in range(len(window) - 1, -1, -1):
        word, low = window[place], window[place].low
        previous = window[place - 1].low if place else ""
        if low == "that" and not infinitive:
            return None  # the date opens a reported clause: its own verb comes later
        if low == "to":
            infinitive = True
        if low == "could" and window[place + 1 : place + 2] and window[place + 1].low in {"not", "n't"}:
            return "past"  # "could not be reached on Sunday"
        if low in _FUTURE and not (low in {"may", "will"} and word.is_capital):
            return "future"
        if previous == "had" and (low in _BINDING or low in _FUTURE):
            return "none"
        if low in _BINDING or low in {"has", "have", "'ve"}:
            return "future" if infinitive else "past"
        if low in _PRESENT_BE:
            return "future" if infinitive else "none"
        if previous in _AUXILIARY or (
            previous in {"also", "not", "n't"} and place > 1 and window[place - 2].low in _AUXILIARY
        ):
            continue
        if low in _REPORTING and not placed:
            return None  # "said third-quarter profit would …": the date belongs to what is said
        unchanged = low in _SAME_IN_PAST and not infinitive and not _is_noun(window, place)
        if (is_past_form(low) or unchanged) and not word.is_capital:
            return "past"
    return None


def _tense_after(window: Sequence[Word]) -> Tense:
    for word in window:
        if word.low in _FUTURE:
            return "future"
        if word.low in _PRESENT_BE:
            return "none"
        if is_past_form(word.low) and not word.is_capital:
            return "past"
    return "none"
