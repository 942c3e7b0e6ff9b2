"""Take the endings of inflection off a word."""

from __future__ import annotations

from collections.abc import Container

_ENDINGS = (
    ("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("'s", ""),
)  # fmt: skip


def uninflected(word: str, known: Container[str]) -> frozenset[str]:
    """Return the known words that a lower-case word may be a form of by its ending: "tried" of "try"."""
    found: set[str] = set()
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 1:
            cut = word[: -len(ending)] + instead
            doubled = cut[:-1] if len(cut) > 3 and cut[-1] == cut[-2] else cut
            found.update(form for form in (cut, doubled) if form in known)
    return frozenset(found)
