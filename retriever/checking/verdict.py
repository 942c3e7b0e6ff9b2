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


def says_otherwise(kind: Kind, words: str, source_words: str, *, lead: str = "") -> Problem:
    """Return the problem of two sides that say different words in one place, behind the same `lead` where there is one."""
    lead = f"{lead} " if lead else ""
    message = f"The statement says “{lead}{words}” where the source says “{lead}{source_words}”."
    return Problem(kind, message, words, source_words, contradicts=True)


def said_of_another(words: str, source_words: str) -> Problem:
    """Return the problem of a deed that the source tells of somebody or something else."""
    message = f"The source says this of “{source_words}”, not of “{words}”."
    return Problem("role", message, words, source_words, contradicts=True)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the sources carry a statement; `support` runs from 0 to 1 and sorts statements by their backing."""

    label: Label
    support: float
    problems: tuple[Problem, ...] = ()
