"""Quoted passages that no source holds word for word."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retriever.checking.verdict import Problem

_QUOTE = re.compile(r"[“\"]([^“”\"]+)[”\"]")
_SPOKEN = re.compile(r"(?<!\w)-(?=\d)|[$€£¥%]|\d+(?:[.,]\d+)*|[^\W_]+")


def _spoken(text: str) -> list[str]:
    """Return the words of a text in small letters, and the signs that are read out."""
    return [word.lower() for word in _SPOKEN.findall(text.replace("−", "-"))]


def misquoted(sentence: str, texts: Sequence[str]) -> list[Problem]:
    """Every quoted passage must stand word for word in a source."""
    found = []
    plain = [" ".join(_spoken(text)) for text in texts]
    for match in _QUOTE.finditer(sentence):
        quoted = _spoken(match.group(1))
        if not quoted or any(f" {' '.join(quoted)} " in f" {text} " for text in plain):
            continue
        near = _nearest_quote(quoted, texts)
        if near:
            found.append(
                Problem(
                    "quotation",
                    f"The quotation differs from the source's words: “{near}”.",
                    match.group(1),
                    near,
                    contradicts=True,
                )
            )
        else:
            found.append(Problem("quotation", f"No source holds the quotation “{match.group(1)}”.", match.group(1)))
    return found


def _nearest_quote(quoted: Sequence[str], texts: Sequence[str]) -> str:
    best, words = 0.49, ""
    for text in texts:
        for match in _QUOTE.finditer(text):
            theirs = _spoken(match.group(1))
            share = len(set(quoted) & set(theirs)) / max(1, len(set(quoted)))
            if share > best:
                best, words = share, match.group(1)
    return words
