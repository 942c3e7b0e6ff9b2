"""What the checker answers: a label, a graded support, and the problems with the words that decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Label = Literal["supported", "contradicted", "unsupported"]
Kind = Literal[
    "number",
    "date",
    "name",
    "negation",
    "opposite",
    "certainty",
    "attribution",
    "quotation",
    "role",
    "scope",
    "content",
]


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason against a statement, in a full sentence, with the deciding words of both sides.

    `source_words` is empty where the sources have no counterpart. `contradicts` holds when a matching source
    says otherwise, and not merely less.
    """

    kind: Kind
    message: str
    statement_words: str
    source_words: str = ""
    contradicts: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the sources carry a statement; `support` runs from 0 to 1 and sorts statements by their backing."""

    label: Label
    support: float
    problems: tuple[Problem, ...] = ()
