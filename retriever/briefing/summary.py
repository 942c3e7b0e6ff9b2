"""Choose the key sentences of articles: central ones, early ones, and no two that say the same."""

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from ingest.article import Article
from retriever.briefing.excerpt import Excerpt, sentences_of
from retriever.coverage import content_stems

Matrix = NDArray[np.float64]
Encode = Callable[[Sequence[str]], Matrix]

DAMPING = 0.85
LARGEST = 400
# Quoted alone, such a sentence leaves the reader asking whom or what it means.
_LEANS = re.compile(
    r"^[\"“'‘]?(?:(?:it|he|she|they|this|that|these|those|his|her|its|their|such|both|but|and|however|also|of these|"
    r"in addition|moreover|for example)\b)",
    re.IGNORECASE,
)


def summarise(
    articles: Sequence[Article],
    *,
    most: int = 5,
    topic: str = "",
    encode: Encode | None = None,
    variety: float = 0.7,
) -> list[Excerpt]:
    """Return at most `most` key sentences in the articles' order.

    Centrality is LexRank's (Erkan and Radev 2004): a random walk over sentences by their cosine in TF-IDF of word
    stems, averaged with the cosine of vectors where `encode` is given (it returns one unit vector a row). Earlier
    sentences weigh more, sentences about `topic` too. `variety` is the share of a sentence's own score against its
    likeness to those chosen already (maximal marginal relevance).
    """
    # From each article in turn, so that a limit cuts all of them and not the last ones.
    sentences = [s for article in articles for s in sentences_of(article)[: max(10, LARGEST // max(1, len(articles)))]]
    if len(sentences) <= 1:
        return sentences
    likeness = _likeness([content_stems(s.text) for s in sentences])
    if encode is not None:
        vectors = np.asarray(encode([s.text for s in sentences]), dtype=np.float64)
        likeness = (likeness + np.clip(vectors @ vectors.T, 0.0, 1.0)) / 2
    scores = centrality(likeness) * _weights(sentences, content_stems(topic))
    return [sentences[i] for i in sorted(_varied(scores / scores.max(), likeness, min(most, len(sentences)), variety))]


def centrality(likeness: Matrix) -> Matrix:
    """Return the stationary shares of a damped random walk over a symmetric matrix of likeness; they sum to one."""
    walk = likeness.copy()
    np.fill_diagonal(walk, 0.0)
    sums = walk.sum(axis=1, keepdims=True)
    count = len(walk)
    walk = np.where(sums > 0, walk / np.where(sums > 0, sums, 1.0), 1.0 / count)
    shares = np.full(count, 1.0 / count)
    for _ in range(60):
        shares = (1 - DAMPING) / count + DAMPING * (shares @ walk)
    return np.asarray(shares)


def _likeness(stems: Sequence[frozenset[str]]) -> Matrix:
    """Return the cosine of each two sentences, words weighed by their rarity among the sentences."""
    frequency = Counter(stem for sentence in stems for stem in sentence)
    columns = {stem: number for number, stem in enumerate(sorted(frequency))}
    table = np.zeros((len(stems), max(1, len(columns))))
    for row, sentence in enumerate(stems):
        for stem in sentence:
            table[row, columns[stem]] = math.log(1 + len(stems) / frequency[stem])
    norms = np.linalg.norm(table, axis=1, keepdims=True)
    table = table / np.where(norms > 0, norms, 1.0)
    return np.asarray(table @ table.T)


def _weights(sentences: Sequence[Excerpt], topic: frozenset[str]) -> Matrix:
    """Weigh by place in the article, by topic, and against sentences that lean on the one before or are too short."""
    weights = []
    for _, group in groupby(sentences, key=lambda s: (s.article.source.article_id, s.article.source.version)):
        for place, sentence in enumerate(group):
            weight = 1.0 + 1.0 / (1 + place)
            if _LEANS.match(sentence.text):
                weight *= 0.6
            if len(sentence.text.split()) < 8:
                weight *= 0.5
            if topic:
                weight *= 1 + 2 * len(topic & content_stems(sentence.text)) / len(topic)
            weights.append(weight)
    return np.array(weights)


def _varied(scores: Matrix, likeness: Matrix, most: int, variety: float) -> list[int]:
    chosen: list[int] = []
    while len(chosen) < most:
        nearest = likeness[:, chosen].max(axis=1) if chosen else np.zeros(len(scores))
        worth = variety * scores - (1 - variety) * nearest
        worth[chosen] = -np.inf
        best = int(worth.argmax())
        if nearest[best] > 0.8:
            break
        chosen.append(best)
    return chosen
