"""Quoted passages that no source holds word for word."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retriever.checking.nearest import plain_words
from retriever.checking.verdict import Problem

_QUOTE = re.compile(r"[“\"]([^“”\"]+)[”\"]")


def misquoted(sentence: str, texts: Sequence[str]) -> list[Problem]:
    """Every quoted passage must stand word for word in a source."""
    found = []
    plain = [" ".join(plain_words(text)) for text in texts]
    for match in _QUOTE.finditer(sentence):
        quoted = plain_words(match.group(1))
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
            theirs = plain_words(match.group(1))
            share = len(set(quoted) & set(theirs)) / max(1, len(set(quoted)))
            if share > best:
                best, words = share, match.group(1)
    return words
