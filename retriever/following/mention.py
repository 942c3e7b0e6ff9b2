"""A thing that a conversation has named, and how to name it again."""

import re
from dataclasses import dataclass

from retriever.tagging.phrases import Kind


@dataclass(frozen=True, slots=True)
class Mention:
    """A thing that was named: `text` is how to name it again."""

    text: str
    head: str
    kind: Kind
    plural: bool
    proper: bool
    weight: float
    words: frozenset[str]
    answered: bool = False


def clean(text: str) -> str:
    """Drop what only fits the first mention: "how much LNG" is "LNG" from then on."""
    text = re.sub(
        r"^(?:(?:how )?(?:much|many)|some|any|all|other|more|most|several|both|each|every|no)\s+",
        "",
        text,
        flags=re.IGNORECASE,
    )
    text = re.sub(
        r"^(?:of\s+)?(?:the\s+)?(?:main|different|other|various)\s+(?:types|kinds|sorts)\s+of\s+",
        "",
        text,
        flags=re.IGNORECASE,
    )
    return text.strip()
