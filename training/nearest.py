"""Find the best other passages of the same kind of text for each question, by BM25."""

from __future__ import annotations

from collections.abc import Sequence

import bm25s
from sources import Passage, Record

FAMILY = {"news": "short", "qamr": "short", "wiki": "wiki", "selqa": "selqa", "reddit": "reddit", "amazon": "amazon",
          "briefing": "briefing"}  # fmt: skip


def nearest_passages(asked: Sequence[Record], everything: Sequence[Record], count: int) -> list[list[Passage]]:
    """Return for each question of `asked` up to `count` passages of `everything`, best first, without its own."""
    found: list[list[Passage]] = [[] for _ in asked]
    for family in sorted(set(FAMILY.values())):
        passages = list(dict.fromkeys(r.passage for r in everything if FAMILY[r.passage.set] == family))
        members = [n for n, r in enumerate(asked) if FAMILY[r.passage.set] == family]
        if not members:
            continue
        index = bm25s.BM25()
        index.index(
            bm25s.tokenize([p.text for p in passages], stopwords="en", show_progress=False), show_progress=False
        )
        words = bm25s.tokenize([asked[n].question for n in members], stopwords="en", show_progress=False)
        rows, _ = index.retrieve(words, k=min(count, len(passages)), show_progress=False)
        for n, row in zip(members, rows, strict=True):
            found[n] = [passages[i] for i in row if passages[i] != asked[n].passage]
    return found
