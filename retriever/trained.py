"""The shipped reader: the packaged encoder with trained layers and heads, and a small calibrated model on top."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.embed import MiniLMEncoder, bfloat16_where_fast, packaged_model_folder
from retriever.calibration import (
    Calibration,
    Found,
    answer_features,
    content,
    sentence_features,
    weighted_coverage,
)
from retriever.reader import Reading, SentenceReading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ingest.embed import Encoder
    from retriever.reader_model import ReaderModel

WEIGHTS = Path(__file__).parent / "weights"
_LONGEST_ANSWER = 30  # word pieces
_MOST_LOGIT = 15.0  # beyond this either way nothing more is told, and one odd sentence would sway the calibration
_LEAST_MARGIN = -24.0  # of a sentence without a word piece, and so without a logit of its own
_REMEMBERED = 20_000  # sentences, some 30 MB of vectors
_PIECES_AT_ONCE = 4096
_LEAST_SCORE_FOR_WORDS = 0.1


@dataclass(frozen=True, slots=True)
class _Network:
    model: ReaderModel
    tokenizer: Any


class TrainedReader:
    """Reads with the shipped weights, which load on first use, in any thread."""

    def __init__(self, folder: Path = WEIGHTS, *, encoder: Encoder | None = None) -> None:
        self._folder = folder
        self._encoder = encoder or MiniLMEncoder()
        self._lock = threading.Lock()
        self._network: _Network | None = None
        self._vectors: dict[str, Any] = {}
        self._calibration = Calibration.load(folder / "reader.json")

    @property
    def thresholds(self) -> Mapping[str, float]:
        """Least `answerable` at which to answer."""
        return self._calibration.thresholds

    def read(self, question: str, passages: Sequence[Sequence[str]], *, titles: Sequence[str] | None = None) -> Reading:
        """Read all passages in one go; `titles` are those of the passages' articles."""
        found = self.look(question, passages, titles or ())
        scores = [
            [self._calibration.sentence(sentence_features(question, row, passage)) for row in passage]
            for passage in found
        ]
        features = answer_features(question, found, scores, passages, titles or ())
        read = tuple(
            tuple(
                SentenceReading(score, row.span if score >= _LEAST_SCORE_FOR_WORDS else None)
                for row, score in zip(rows, values, strict=True)
            )
            for rows, values in zip(found, scores, strict=True)
        )
        return Reading(read, self._calibration.answer(features), features)

    def score(self, question: str, sentences: Sequence[str], context: str | None = None) -> list[float]:
        """Return one probability per sentence; without a context each is read by itself."""
        if context is None:
            found = [row for (row,) in self.look(question, [[sentence] for sentence in sentences])]
            return [self._calibration.candidate(sentence_features(question, row, found)) for row in found]
        from ingest.sentence import split_sentences

        around = [context[start:end].strip() for start, end in split_sentences(context)]
        whole = [sentence.strip() for sentence in sentences]
        if not set(whole) <= set(around):
            around = whole
        (read,) = self.read(question, [around]).passages
        best = {text: row.score for text, row in sorted(zip(around, read, strict=True), key=lambda pair: pair[1].score)}
        return [best[sentence] for sentence in whole]

    def answerable(self, question: str, sentences: Sequence[str]) -> float:
        """Return the calibrated probability that any of the sentences, each read by itself, answers."""
        return self.read(question, [[sentence] for sentence in sentences]).answerable

    def look(self, question: str, passages: Sequence[Sequence[str]], titles: Sequence[str] = ()) -> list[list[Found]]:
        """Return what the network and the embedding see in each sentence, before any calibration."""
        import torch

        from retriever.pairs import batch, windows

        flat = [sentence for passage in passages for sentence in passage]
        if not flat:
            return [[] for _ in passages]
        network = self._load()
        near, topics = self._cosines(question, passages)
        texts = [content(" ".join([*passage, *titles[n : n + 1]])) for n, passage in enumerate(passages)]
        wanted = content(question)
        covered = [weighted_coverage(wanted, texts, text) for text in texts]
        rows = windows(network.tokenizer, question, passages, titles)
        results: dict[tuple[int, int], Found] = {}
        order = sorted(rows, key=lambda row: len(row.pieces))
        while order:
            count = max(1, min(len(order), _PIECES_AT_ONCE // len(order[-1].pieces)))
            some, order = order[-count:], order[:-count]
            with torch.inference_mode(), bfloat16_where_fast():
                out = network.model(batch(some))
            for i, row in enumerate(some):
                none = float(out.start[i, 0] + out.end[i, 0])
                for j, placed in enumerate(row.sentences):
                    span, margin = _best_span(out.start[i], out.end[i], placed)
                    text = passages[row.passage][placed.number]
                    results[row.passage, placed.number] = Found(
                        text=text,
                        sentence=_clamped(float(out.sentence[i, j])) if placed.offsets else -_MOST_LOGIT,
                        answer=float(out.answer[i]),
                        margin=margin - none if placed.offsets else _LEAST_MARGIN,
                        cosine=near[row.passage][placed.number],
                        span=span,
                        topic=topics[row.passage],
                        covered=covered[row.passage],
                    )
        return [[results[n, i] for i in range(len(passage))] for n, passage in enumerate(passages)]

    def _cosines(self, question: str, passages: Sequence[Sequence[str]]) -> tuple[list[list[float]], list[float]]:
        """Return the cosine of the question with each sentence, and with each passage as its sentences' sum.

        Sentences that were met lately are not encoded anew.
        """
        sentences = [sentence for passage in passages for sentence in passage]
        with self._lock:
            new = [sentence for sentence in dict.fromkeys(sentences) if sentence not in self._vectors]
            asked, *vectors = self._encoder.encode([question, *new])
            if len(self._vectors) + len(new) > _REMEMBERED:
                new, vectors = [*sentences], [*self._encoder.encode(sentences)]
                self._vectors.clear()
            self._vectors.update(zip(new, vectors, strict=True))
            placed = [[self._vectors[sentence] for sentence in passage] for passage in passages]
        near = [[float(vector @ asked) for vector in rows] for rows in placed]
        sums = [sum(rows[1:], rows[0]) if rows else asked * 0 for rows in placed]
        return near, [float(each @ asked / max(1e-9, float(each @ each) ** 0.5)) for each in sums]

    def _load(self) -> _Network:
        with self._lock:
            if self._network is None:
                from safetensors.torch import load_file
                from tokenizers import Tokenizer

                from retriever.reader_model import ReaderModel, from_bert

                folder = packaged_model_folder()
                tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
                tokenizer.no_truncation()
                tokenizer.no_padding()
                model = ReaderModel()
                model.encoder.load_state_dict(from_bert(load_file(folder / "model.safetensors")))
                trained = {
                    name: value.float() for name, value in load_file(self._folder / "reader.safetensors").items()
                }
                unknown = model.load_state_dict(trained, strict=False).unexpected_keys
                if unknown:
                    raise ValueError(f"The reader's weights hold {unknown[0]}, which its network does not have.")
                self._network = _Network(model.eval(), tokenizer)
            return self._network


def _clamped(logit: float) -> float:
    return max(-_MOST_LOGIT, min(_MOST_LOGIT, logit))


def _best_span(start: Any, end: Any, placed: Any) -> tuple[tuple[int, int] | None, float]:
    """The likeliest answer inside a sentence, as offsets in it, and its start and end logits' sum."""
    import torch

    count = len(placed.offsets)
    if not count:
        return None, 0.0
    first = start[placed.first : placed.first + count]
    last = end[placed.first : placed.first + count]
    pairs = first[:, None] + last[None, :]
    allowed = torch.ones(count, count, dtype=torch.bool).triu().tril(_LONGEST_ANSWER - 1)
    place = int(pairs.masked_fill(~allowed, -1e9).argmax())
    left, right = divmod(place, count)
    return (placed.offsets[left][0], placed.offsets[right][1]), float(pairs[left, right])
