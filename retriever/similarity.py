"""The baseline reader: a sentence answers as far as it resembles the question."""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import TYPE_CHECKING

from ingest.embed import MiniLMEncoder
from retriever.reader import Reading, SentenceReading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ingest.embed import Encoder

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_K1, _B = 1.2, 0.75


def words(text: str) -> list[str]:
    """The text's words in lower case."""
    return _WORD.findall(text.lower())


def bm25(question: str, sentences: Sequence[str]) -> list[float]:
    """The classic score of each sentence, with term weights from the sentences themselves."""
    bags = [Counter(words(sentence)) for sentence in sentences]
    lengths = [sum(bag.values()) for bag in bags]
    mean = sum(lengths) / max(len(lengths), 1) or 1.0
    scores = [0.0] * len(bags)
    for term in set(words(question)):
        holders = sum(term in bag for bag in bags)
        weight = math.log(1 + (len(bags) - holders + 0.5) / (holders + 0.5))
        for number, bag in enumerate(bags):
            count = bag[term]
            scores[number] += weight * count * (_K1 + 1) / (count + _K1 * (1 - _B + _B * lengths[number] / mean))
    return scores


class SimilarityReader:
    """Cosine of question and sentence plus shared words, squashed; it marks no answer's words.

    Its probabilities are in the right order, no more: similarity finds the topic, not the answer.
    """

    thresholds: Mapping[str, float] = {"strict": 0.65, "default": 0.55, "lenient": 0.4}

    def __init__(self, encoder: Encoder | None = None) -> None:
        self._encoder = encoder or MiniLMEncoder()

    def read(self, question: str, passages: Sequence[Sequence[str]], *, titles: Sequence[str] | None = None) -> Reading:
        """Score each sentence by itself; titles are not used."""
        del titles
        flat = self.score(question, [sentence for passage in passages for sentence in passage])
        rest = iter(flat)
        read = tuple(tuple(SentenceReading(next(rest)) for _ in passage) for passage in passages)
        return Reading(read, max(flat, default=0.0))

    def score(self, question: str, sentences: Sequence[str], context: str | None = None) -> list[float]:
        """Return the squashed mean of cosine and shared words; the context is not used."""
        del context
        if not sentences:
            return []
        vectors = self._encoder.encode([question, *sentences])
        cosines = [float(value) for value in vectors[1:] @ vectors[0]]
        best_possible = max(bm25(question, [*sentences, question])[-1], 1e-9)
        shared = [value / best_possible for value in bm25(question, sentences)]
        return [1 / (1 + math.exp(-6 * (0.5 * c + 0.5 * s - 0.4))) for c, s in zip(cosines, shared, strict=True)]

    def answerable(self, question: str, sentences: Sequence[str]) -> float:
        """Return the best sentence's score."""
        return max(self.score(question, sentences), default=0.0)
