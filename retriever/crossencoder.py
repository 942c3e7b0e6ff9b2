"""Read with any sentence-transformers cross-encoder, by path or name."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from retriever.reader import Reading, SentenceReading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class CrossEncoderError(Exception):
    """A cross-encoder cannot be loaded; the message says which and why."""


class CrossEncoderReader:
    """Scores each sentence by itself with a cross-encoder of one output; it marks no answer's words."""

    thresholds: Mapping[str, float] = {"strict": 0.7, "default": 0.5, "lenient": 0.3}

    def __init__(self, name: str) -> None:
        from sentence_transformers import CrossEncoder

        try:
            self._model: Any = CrossEncoder(name, device="cpu")
        except Exception as error:  # noqa: BLE001 (the library raises many kinds)
            first = (str(error).splitlines() or ["it says no more"])[0]
            raise CrossEncoderError(f"The cross-encoder {name} cannot be loaded: {first}") from None

    def read(self, question: str, passages: Sequence[Sequence[str]], *, titles: Sequence[str] | None = None) -> Reading:
        """Score each sentence by itself; titles are not used."""
        del titles
        rest = iter(self.score(question, [sentence for passage in passages for sentence in passage]))
        read = tuple(tuple(SentenceReading(next(rest)) for _ in passage) for passage in passages)
        best = max((row.score for passage in read for row in passage), default=0.0)
        return Reading(read, best)

    def score(self, question: str, sentences: Sequence[str], context: str | None = None) -> list[float]:
        """Return the squashed output for each sentence; the context is not used."""
        del context
        if not sentences:
            return []
        import torch

        logits = self._model.predict(
            [(question, sentence) for sentence in sentences], activation_fn=torch.nn.Identity(), show_progress_bar=False
        )
        return [1 / (1 + math.exp(-max(-30.0, min(30.0, float(logit))))) for logit in logits]

    def answerable(self, question: str, sentences: Sequence[str]) -> float:
        """Return the best sentence's score."""
        return max(self.score(question, sentences), default=0.0)
