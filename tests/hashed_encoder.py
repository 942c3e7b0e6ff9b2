"""A meaningful stand-in for the model: words hashed into a few dimensions."""

import hashlib
import re
from collections.abc import Sequence

import numpy as np

from ingest.embed import Vectors


class HashedEncoder:
    """A bag of words hashed into a few dimensions: texts that share words are near each other.

    It needs no torch, gives the same vectors in every process, and keeps a list of all that it has encoded.
    """

    def __init__(self, *, dimensions: int = 64, max_tokens: int = 60) -> None:
        self.dimensions = dimensions
        self.max_tokens = max_tokens
        self.encoded: list[str] = []

    @property
    def name(self) -> str:
        return f"hashed-words-{self.dimensions}"

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(_words(text)) for text in texts]

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.encoded.extend(texts)
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in _words(text.lower()):
                digest = hashlib.blake2b(word.encode(), digest_size=8).digest()
                row[int.from_bytes(digest) % self.dimensions] += 1
            row[0] += 1e-3  # no text is without a direction
        unit: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return unit


def _words(text: str) -> list[str]:
    return re.findall(r"\w+|[^\w\s]", text)
