"""Turn a question and a passage's sentences into windows of word pieces that the reader's network takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import torch

from retriever.reader_model import Batch

if TYPE_CHECKING:
    from collections.abc import Sequence

LIMIT = 192  # word pieces of a window, question and marks included; trained with the same
_QUESTION_LIMIT = 40
_CLS, _SEP = 101, 102


@dataclass(frozen=True, slots=True)
class Placed:
    """A sentence inside a window: its number, its first piece, and each piece's offsets in the sentence."""

    number: int
    first: int
    offsets: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Window:
    """A question with as many whole sentences of one passage as fit."""

    passage: int
    pieces: tuple[int, ...]
    front: int  # where the passage begins
    sentences: tuple[Placed, ...]


def windows(tokenizer: Any, question: str, passages: Sequence[Sequence[str]]) -> list[Window]:
    """Return the passages cut into windows at sentence bounds; a sentence longer than a window loses its end."""
    asked = tokenizer.encode(question, add_special_tokens=False).ids[:_QUESTION_LIMIT]
    flat = [sentence for passage in passages for sentence in passage]
    encoded = iter(tokenizer.encode_batch(flat, add_special_tokens=False) if flat else ())
    front = [_CLS, *asked, _SEP]
    made: list[Window] = []
    for number, passage in enumerate(passages):
        pieces, placed = list(front), list[Placed]()
        for index in range(len(passage)):
            sentence = next(encoded)
            ids = sentence.ids[: LIMIT - 1 - len(front)]
            if placed and len(pieces) + len(ids) >= LIMIT:
                made.append(Window(number, (*pieces, _SEP), len(front), tuple(placed)))
                pieces, placed = list(front), []
            placed.append(Placed(index, len(pieces), tuple(sentence.offsets[: len(ids)])))
            pieces += ids
        if placed:
            made.append(Window(number, (*pieces, _SEP), len(front), tuple(placed)))
    return made


def batch(rows: Sequence[Window]) -> Batch:
    """Return windows as one padded batch."""
    length = max(len(row.pieces) for row in rows)
    most = max(len(row.sentences) for row in rows)
    pieces = torch.zeros(len(rows), length, dtype=torch.long)
    segments = torch.zeros(len(rows), length, dtype=torch.long)
    sentences = torch.zeros(len(rows), most, length)
    for i, row in enumerate(rows):
        pieces[i, : len(row.pieces)] = torch.tensor(row.pieces)
        segments[i, row.front : len(row.pieces)] = 1
        for j, placed in enumerate(row.sentences):
            if placed.offsets:
                sentences[i, j, placed.first : placed.first + len(placed.offsets)] = 1 / len(placed.offsets)
    return Batch(pieces, segments, sentences)
