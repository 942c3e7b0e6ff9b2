"""Read the passages' sentences: which of them answer the question, who says so, how certain, and when."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ingest.article import Article, Source
from ingest.embed import Encoder
from ingest.sentence import split_sentences
from retriever.attribution import Attribution, attribute
from retriever.certainty import Certainty
from retriever.reader import Reader, Reading
from retriever.search import Passage

__all__ = ["Evidence", "Finding", "attributed", "load_reader", "read_passages"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """An exact span of a stored article: `article.text[start:end] == text`, for the version in `source`.

    `answer_span` are article offsets of the answer's words, or None. `attribution` says who reported it, how
    certain and of what date; `speaker` names who is credited, an outlet where nobody else is.
    """

    source: Source
    start: int
    end: int
    text: str
    score: float
    answer_span: tuple[int, int] | None
    attribution: Attribution

    @property
    def speaker(self) -> str | None:
        """Return who is credited with the content: the person or body named, else the outlet."""
        return self.attribution.speaker or self.attribution.outlet

    @property
    def outlet(self) -> str | None:
        """Return the outlet that the article credits."""
        return self.attribution.outlet

    @property
    def basis(self) -> str | None:
        """Return what the credited party rests on, such as a draft or unnamed people."""
        return self.attribution.basis

    @property
    def certainty(self) -> Certainty:
        """Return how certain the text is."""
        return self.attribution.certainty

    @property
    def dates(self) -> tuple[str, ...]:
        """Return the ISO dates named that could be resolved."""
        return self.attribution.dates


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence that was read: article offsets without the white space around, and what the reader says.

    `rank` is that of its passage, from 0.
    """

    source: Source
    start: int
    end: int
    text: str
    score: float
    answer_span: tuple[int, int] | None
    rank: int


def read_passages(question: str, passages: Sequence[Passage], reader: Reader) -> tuple[list[Finding], Reading]:
    """Return every sentence of the passages with its score, best first, and the reading as a whole."""
    spans = [
        [_stripped(passage.chunk.text, start, end) for start, end in split_sentences(passage.chunk.text)]
        for passage in passages
    ]
    spans = [[(start, end) for start, end in found if start < end] for found in spans]
    reading = reader.read(
        question,
        [[p.chunk.text[start:end] for start, end in found] for p, found in zip(passages, spans, strict=True)],
        titles=[passage.chunk.source.title for passage in passages],
    )
    findings = []
    for rank, (passage, found, read) in enumerate(zip(passages, spans, reading.passages, strict=True)):
        chunk = passage.chunk
        for (start, end), sentence in zip(found, read, strict=True):
            offset = chunk.start + start
            words = sentence.span and (offset + sentence.span[0], offset + sentence.span[1])
            text = chunk.text[start:end]
            findings.append(
                Finding(chunk.source, offset, offset + len(text), text, sentence.score, words or None, rank)
            )
    findings.sort(key=lambda finding: (-finding.score, finding.rank, finding.start))
    return findings, reading


def attributed(finding: Finding, article_of: Callable[[str, int], Article | None]) -> Evidence:
    """Return the finding as evidence: attributed in the light of the text before it."""
    source = finding.source
    article = article_of(source.article_id, source.version)
    before = article.text[: finding.start] if article else None
    return Evidence(
        source=source,
        start=finding.start,
        end=finding.end,
        text=finding.text,
        score=finding.score,
        answer_span=finding.answer_span,
        attribution=attribute(finding.text, before=before, publisher=source.publisher, published=source.published),
    )


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out the white space that a tiling of sentences carries along."""
    sentence = text[start:end]
    return start + len(sentence) - len(sentence.lstrip()), start + len(sentence.rstrip())


def load_reader(name: str | None = None, *, encoder: Encoder | None = None) -> Reader:
    """Return the shipped reader; `similarity` names the baseline, any other name or path a cross-encoder.

    An `encoder` that is there already is shared, so that its model is not loaded twice.
    """
    if name is None:
        from retriever.trained import TrainedReader

        return TrainedReader(encoder=encoder)
    if name == "similarity":
        from retriever.similarity import SimilarityReader

        return SimilarityReader(encoder)
    from retriever.crossencoder import CrossEncoderReader

    return CrossEncoderReader(name)
