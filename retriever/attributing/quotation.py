"""Find direct quotations, straight or curly, nested or running over several sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass

# A single mark opens only before a letter and after a space or another mark: not "don't", not "the ’90s".
_SINGLE_OPENS = re.compile(
    r"(?:^|(?<=[\s(\[\"“—–-]))['‘](?=[A-Z“\"\w])(?!\d0s\b)(?!(?:em|til|tis|twas|cause|bout|n)\b)"
)
_SINGLE_CLOSES = re.compile(r"(?<=[\w.,!?…\"”)%])['’](?=$|[\s.,;:!?)\]\"”—–-])")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A direct quotation; `span` counts characters with the marks, `inner` without them.

    `depth` is 0 for an outer quotation and 1 for one inside another. `opened` and `closed` tell whether its marks
    stand in this text: a quotation may run on from the sentence before, or into the next.
    """

    text: str
    span: tuple[int, int]
    inner: tuple[int, int]
    depth: int = 0
    opened: bool = True
    closed: bool = True

    @property
    def is_clause(self) -> bool:
        """Whether it is long enough to be speech rather than a quoted word or phrase."""
        words = len(self.text.split())
        return words >= 4 or (words >= 2 and self.text.rstrip()[-1:] in ".,!?")


def quotations(text: str, *, open_before: bool = False) -> tuple[Quotation, ...]:
    """Return the quotations of a text in order, outer before inner.

    `open_before` says that a quotation was left open by the text before.
    """
    outer = _double(text, open_before=open_before) or _single(text, 0, len(text), 0)
    found: list[Quotation] = []
    for quotation in outer:
        found.append(quotation)
        if quotation.depth == 0:
            found.extend(_single(text, quotation.inner[0], quotation.inner[1], 1))
    return tuple(found)


def left_open(text: str) -> bool:
    """Tell whether a text ends inside a quotation.

    A paragraph inside a long quotation opens with a mark of its own, so an opening mark while one is open counts as
    a continuation.
    """
    open_mark = False
    for match in re.finditer(r"[“”\"]", text):
        mark = match.group()
        if mark == "“":
            open_mark = True
        elif mark == "”":
            open_mark = False
        else:
            open_mark = not open_mark or _opens_paragraph(text, match.start())
    return open_mark


def _opens_paragraph(text: str, at: int) -> bool:
    return (at == 0 or text[at - 1] == "\n") and at + 1 < len(text) and text[at + 1].isalnum()


def _double(text: str, *, open_before: bool) -> list[Quotation]:
    found: list[Quotation] = []
    begin: int | None = None
    inner_begin = 0
    opened = True
    if open_before and not re.match(r"\s*[\"“]", text):
        begin, inner_begin, opened = 0, 0, False
    for match in re.finditer(r"[“”\"«»„]", text):
        mark, at = match.group(), match.start()
        if mark == '"' and begin is None and at and text[at - 1].isdigit() and not text[at + 1 : at + 2].isalpha():
            continue  # inches, not a quotation
        if begin is None and mark in '"“«„':
            begin, inner_begin, opened = at, at + 1, True
        elif begin is not None and mark in '"”»':
            found.append(_quotation(text, (begin, at + 1), (inner_begin, at), 0, opened=opened, closed=True))
            begin = None
    if begin is not None:
        found.append(_quotation(text, (begin, len(text)), (inner_begin, len(text)), 0, opened=opened, closed=False))
    return found


def _single(text: str, start: int, end: int, depth: int) -> list[Quotation]:
    found: list[Quotation] = []
    place = start
    while True:
        opening = _SINGLE_OPENS.search(text, place, end)
        if not opening:
            return found
        closing = _SINGLE_CLOSES.search(text, opening.end(), end + 1)
        if not closing or closing.start() > end:
            return found
        # A possessive plural ("the players’ union") also looks like a close: prefer one after punctuation.
        better = re.compile(r"(?<=[.,!?…])['’]").search(text, opening.end(), end)
        if better and better.start() > closing.start():
            closing = better
        found.append(
            _quotation(
                text,
                (opening.start(), closing.end()),
                (opening.end(), closing.start()),
                depth,
                opened=True,
                closed=True,
            )
        )
        place = closing.end()


def _quotation(
    text: str, span: tuple[int, int], inner: tuple[int, int], depth: int, *, opened: bool, closed: bool
) -> Quotation:
    return Quotation(text[inner[0] : inner[1]], span, inner, depth, opened, closed)
