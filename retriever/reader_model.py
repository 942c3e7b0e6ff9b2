"""The reader's network: the packaged MiniLM encoder with heads for answer span, sentence and "no answer".

Written out in plain PyTorch, because it then loads in a tenth of the time that the transformers library takes to
import, and compiles for training. The weights are those of BERT's layout, kept under the same names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import torch
from torch import nn
from torch.nn import functional

if TYPE_CHECKING:
    from collections.abc import Mapping

HIDDEN = 384
LAYERS = 6
HEADS = 12
INNER = 1536
WIDTH = HIDDEN // HEADS


class Outputs(NamedTuple):
    """What the network says of a batch: logits per word piece, per sentence, and per pair."""

    start: torch.Tensor  # (pairs, pieces): an answer starts here
    end: torch.Tensor  # (pairs, pieces): an answer ends here
    sentence: torch.Tensor  # (pairs, sentences): this sentence answers the question
    answer: torch.Tensor  # (pairs,): the passage answers the question


@dataclass(frozen=True)
class Batch:
    """Question-passage pairs as word pieces, padded to one length."""

    pieces: torch.Tensor  # (pairs, pieces), 0 for padding
    segments: torch.Tensor  # (pairs, pieces): 0 in the question, 1 in the passage
    sentences: torch.Tensor  # (pairs, sentences, pieces): one over its length where a piece belongs to it, else 0


class Layer(nn.Module):
    """One transformer layer, normalised after each half as in BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.attention = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.output = nn.Linear(HIDDEN, HIDDEN)
        self.attention_norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.inner = nn.Linear(HIDDEN, INNER)
        self.outer = nn.Linear(INNER, HIDDEN)
        self.outer_norm = nn.LayerNorm(HIDDEN, eps=1e-12)

    def forward(self, states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """States after this layer; `mask` is added to the attention's logits."""
        pairs, pieces, _ = states.shape
        heads = self.attention(states).view(pairs, pieces, 3, HEADS, WIDTH).permute(2, 0, 3, 1, 4)
        # Spelled out: the fused attention's backward pass takes half of a training step on a processor.
        weights = torch.matmul(heads[0] * WIDTH**-0.5, heads[1].transpose(-1, -2)) + mask
        mixed = torch.matmul(functional.softmax(weights, dim=-1), heads[2])
        mixed = mixed.transpose(1, 2).reshape(pairs, pieces, HIDDEN)
        states = self.attention_norm(states + self.output(mixed))
        out: torch.Tensor = self.outer_norm(states + self.outer(functional.gelu(self.inner(states))))
        return out


class Encoder(nn.Module):
    """The six layers of MiniLM over its embeddings."""

    def __init__(self, vocabulary: int = 30522, positions: int = 512) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, HIDDEN)
        self.positions = nn.Embedding(positions, HIDDEN)
        self.segments = nn.Embedding(2, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, pieces: torch.Tensor, segments: torch.Tensor) -> torch.Tensor:
        """States of word pieces."""
        where = torch.arange(pieces.shape[1])
        states = self.norm(self.words(pieces) + self.positions(where) + self.segments(segments))
        return self.transform(states, pieces != 0)

    def transform(self, states: torch.Tensor, present: torch.Tensor) -> torch.Tensor:
        """The layers alone, over embedded pieces."""
        mask = torch.zeros(present.shape, dtype=states.dtype).masked_fill(~present, -1e4)[:, None, None, :]
        for layer in self.layers:
            states = layer(states, mask)
        return states


class ReaderModel(nn.Module):
    """Encoder and heads."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.span = nn.Linear(HIDDEN, 2)
        self.sentence_inner = nn.Linear(3 * HIDDEN, HIDDEN)
        self.sentence = nn.Linear(HIDDEN, 1)
        self.answer_inner = nn.Linear(HIDDEN, HIDDEN)
        self.answer = nn.Linear(HIDDEN, 1)

    def forward(self, batch: Batch) -> Outputs:
        """Logits for a batch of pairs."""
        return self.judge(self.encoder(batch.pieces, batch.segments), batch)

    def judge(self, states: torch.Tensor, batch: Batch) -> Outputs:
        """The heads over the encoder's states."""
        first = states[:, 0]
        span = self.span(states).float()
        inside = (batch.segments == 1) & (batch.pieces != 0)
        inside = torch.cat([torch.ones_like(inside[:, :1]), inside[:, 1:]], dim=1)
        span = span.masked_fill(~inside[..., None], -1e4)
        mean = torch.bmm(batch.sentences.to(states.dtype), states)
        # The largest value of each feature inside the sentence: one telling word is not averaged away.
        members = batch.sentences > 0
        peak = torch.stack(
            [states.masked_fill(~row[..., None], -1e4).amax(dim=1) for row in members.unbind(1)], dim=1
        ).clamp(min=-1e3)
        joined = torch.cat([mean, peak, first[:, None].expand_as(mean)], dim=-1)
        sentence = self.sentence(functional.gelu(self.sentence_inner(joined)))[..., 0].float()
        answer = self.answer(functional.gelu(self.answer_inner(first)))[..., 0].float()
        return Outputs(span[..., 0], span[..., 1], sentence, answer)


def from_bert(weights: Mapping[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The packaged encoder's weights under this file's names (query, key and value joined)."""
    named = {
        "words.weight": weights["embeddings.word_embeddings.weight"],
        "positions.weight": weights["embeddings.position_embeddings.weight"],
        "segments.weight": weights["embeddings.token_type_embeddings.weight"],
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
    }
    for layer in range(LAYERS):
        old, new = f"encoder.layer.{layer}.", f"layers.{layer}."
        for kind in ("weight", "bias"):
            parts = [weights[f"{old}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            named[f"{new}attention.{kind}"] = torch.cat(parts)
            named[f"{new}output.{kind}"] = weights[f"{old}attention.output.dense.{kind}"]
            named[f"{new}attention_norm.{kind}"] = weights[f"{old}attention.output.LayerNorm.{kind}"]
            named[f"{new}inner.{kind}"] = weights[f"{old}intermediate.dense.{kind}"]
            named[f"{new}outer.{kind}"] = weights[f"{old}output.dense.{kind}"]
            named[f"{new}outer_norm.{kind}"] = weights[f"{old}output.LayerNorm.{kind}"]
    return named
