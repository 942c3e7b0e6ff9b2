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
_TITLE_LIMIT = 24
# Word pieces of the packaged tokenizer: what opens a window, what closes each half of it, and a full stop.
_CLS, SEP, _STOP = 101, 102, 1012


@dataclass(frozen=True, slots=True)
class Placed:
    """A sentence inside a window: its number, its first piece, and each piece's offsets in the sentence."""

    number: int
    first: int
    offsets: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Window:
    """A question, the title of the passage's article, and as many whole sentences of the passage as fit."""

    passage: int
    pieces: tuple[int, ...]
    front: int  # where the title and the passage begin
    sentences: tuple[Placed, ...]


def front_of(question: Sequence[int], title: Sequence[int]) -> tuple[list[int], int]:
    """Return what stands before a passage's sentences, and where in it the second segment begins.

    The title tells what "the company" and "it" are, where the passage is not the article's first.
    """
    asked = [_CLS, *question[:_QUESTION_LIMIT], SEP]
    return [*asked, *title[:_TITLE_LIMIT], *([_STOP] if title else [])], len(asked)


def windows(
    tokenizer: Any, question: str, passages: Sequence[Sequence[str]], titles: Sequence[str] = ()
) -> list[Window]:
    """Return the passages cut into windows at sentence bounds; a sentence longer than a window loses its end.

    `titles` are those of the passages' articles, one for each passage, or none.
    """
    asked = tokenizer.encode(question, add_special_tokens=False).ids
    named = [row.ids for row in tokenizer.encode_batch(list(titles), add_special_tokens=False)] if titles else []
    flat = [sentence for passage in passages for sentence in passage]
    encoded = iter(tokenizer.encode_batch(flat, add_special_tokens=False) if flat else ())
    made: list[Window] = []
    for number, passage in enumerate(passages):
        front, second = front_of(asked, named[number] if named else ())
        pieces, placed = list(front), list[Placed]()
        for index in range(len(passage)):
            sentence = next(encoded)
            ids = sentence.ids[: LIMIT - 1 - len(front)]
            if placed and len(pieces) + len(ids) >= LIMIT:
                made.append(Window(number, (*pieces, SEP), second, tuple(placed)))
                pieces, placed = list(front), []
            placed.append(Placed(index, len(pieces), tuple(sentence.offsets[: len(ids)])))
            pieces += ids
        if placed:
            made.append(Window(number, (*pieces, SEP), second, tuple(placed)))
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
