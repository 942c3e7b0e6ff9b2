"""Cut an article into chunks of whole sentences that rejoin to its exact text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ingest.article import Article, Source
from ingest.sentence import split_sentences


@dataclass(frozen=True, slots=True)
class Chunk:
    """A run of whole sentences: `article.text[start:end] == text`.

    `index` counts from 0 within the article, and `count` is how many chunks the article has.
    """

    source: Source
    index: int
    start: int
    end: int
    text: str
    count: int = 1

    @property
    def chunk_id(self) -> str:
        """Return the readable id, such as `us-japan-memorandum#3`."""
        return f"{self.source.article_id}#{self.index}"


def split_chunks(
    article: Article,
    *,
    count_tokens: Callable[[Sequence[str]], list[int]],
    max_tokens: int = 254,
) -> list[Chunk]:
    """Cut `article` into chunks of at most `max_tokens` word pieces each.

    `count_tokens` counts the word pieces of several texts at once, without the model's two marks for beginning
    and end. Sentences are kept whole, but for one longer than a chunk, which is cut between words. Chunks tile
    the text: joined, they are the article.
    """
    spans = split_sentences(article.text)
    lengths = count_tokens([article.text[start:end] for start, end in spans])
    pieces: list[tuple[int, int, int]] = []
    for (start, end), length in zip(spans, lengths, strict=True):
        if length <= max_tokens:
            pieces.append((start, end, length))
        else:
            pieces.extend(_cut_sentence(article.text, start, end, count_tokens, max_tokens))
    bounds = _pack(pieces, max_tokens)
    return [
        Chunk(article.source, index, start, end, article.text[start:end], len(bounds))
        for index, (start, end) in enumerate(bounds)
    ]


def _pack(pieces: Sequence[tuple[int, int, int]], max_tokens: int) -> list[tuple[int, int]]:
    """Fill as few chunks as whole pieces allow, and fill them evenly.

    Even chunks embed better than full ones with a short remainder; the target is the total shared out over the
    fewest chunks that can hold it.
    """
    total = sum(length for _, _, length in pieces)
    target = total / max(1, -(-total // max_tokens))
    bounds: list[tuple[int, int]] = []
    filled = 0
    for start, end, length in pieces:
        # A chunk closes once it is nearer to the target without the next piece than with it.
        overshoots = filled + length > max_tokens or (filled + length - target) > (target - filled)
        if bounds and not (filled and overshoots):
            bounds[-1] = (bounds[-1][0], end)
            filled += length
        else:
            bounds.append((start, end))
            filled = length
    return bounds


def _cut_sentence(
    text: str, start: int, end: int, count_tokens: Callable[[Sequence[str]], list[int]], max_tokens: int
) -> list[tuple[int, int, int]]:
    """Cut an overlong sentence between words, or within one that is itself overlong."""
    pieces: list[tuple[int, int, int]] = []
    while start < end:
        cut, length = _longest_fitting(text, start, end, count_tokens, max_tokens)
        pieces.append((start, cut, length))
        start = cut
    return pieces


def _longest_fitting(
    text: str, start: int, end: int, count_tokens: Callable[[Sequence[str]], list[int]], max_tokens: int
) -> tuple[int, int]:
    """Find by halving the longest beginning of `text[start:end]` that fits, cut before a word where it can be."""
    # No word piece spans less than one character, and few span more than a word: this bounds the search.
    low, high = start + 1, min(end, start + max_tokens * 20)
    while low < high:
        middle = (low + high + 1) // 2
        if count_tokens([text[start:middle]])[0] <= max_tokens:
            low = middle
        else:
            high = middle - 1
    if low < end:
        space = max(text.rfind(" ", start, low), text.rfind("\n", start, low))
        low = space + 1 if space > start else low
    return low, count_tokens([text[start:low]])[0]
