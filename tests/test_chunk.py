from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.article import Article, Source, make_article
from ingest.chunk import split_chunks
from ingest.sentence import split_sentences

WORDS = st.sampled_from(
    ["Japan", "is", "considering", "a", "draft.", "Yes!", "U.S.", "\n\n", "“No,”", "日本。", "x" * 150]
)
PROSE = st.lists(WORDS, min_size=1, max_size=120).map(" ".join)
ANY_TEXT = st.text(min_size=1, max_size=300)


def count_words(texts: Sequence[str]) -> list[int]:
    return [len(text.split()) for text in texts]


def count_characters(texts: Sequence[str]) -> list[int]:
    return [len(text) for text in texts]


def article_of(text: str) -> Article:
    return make_article(Source("a", 1, "Harbour"), text)


@settings(deadline=None, max_examples=150)
@given(text=PROSE | ANY_TEXT, max_tokens=st.integers(1, 40))
def test_chunks_rejoin_to_the_article_and_fit(text: str, max_tokens: int) -> None:
    article = article_of(text)
    chunks = split_chunks(article, count_tokens=count_characters, max_tokens=max_tokens)
    assert "".join(chunk.text for chunk in chunks) == text
    assert [chunk.index for chunk in chunks] == list(range(len(chunks)))
    assert {chunk.count for chunk in chunks} == {len(chunks)}
    for chunk in chunks:
        assert article.text[chunk.start : chunk.end] == chunk.text
        assert 0 < len(chunk.text) <= max_tokens


@settings(deadline=None, max_examples=150)
@given(text=PROSE, max_tokens=st.integers(3, 40))
def test_a_chunk_ends_inside_a_sentence_only_where_the_sentence_is_too_long_for_one(text: str, max_tokens: int) -> None:
    chunks = split_chunks(article_of(text), count_tokens=count_words, max_tokens=max_tokens)
    spans = split_sentences(text)
    ends = {end for _, end in spans}
    for chunk in chunks:
        if chunk.end not in ends:
            [sentence] = [text[start:end] for start, end in spans if start < chunk.end < end]
            assert count_words([sentence])[0] > max_tokens


@settings(deadline=None, max_examples=100)
@given(text=PROSE, max_tokens=st.integers(3, 40))
def test_no_chunk_holds_more_than_the_encoder_reads(text: str, max_tokens: int) -> None:
    chunks = split_chunks(article_of(text), count_tokens=count_words, max_tokens=max_tokens)
    assert max(count_words([chunk.text for chunk in chunks]), default=0) <= max_tokens


def test_chunks_are_filled_evenly_rather_than_leaving_a_short_remainder() -> None:
    text = " ".join(f"Sentence number {n} stands here alone." for n in range(12))
    lengths = count_words(
        [chunk.text for chunk in split_chunks(article_of(text), count_tokens=count_words, max_tokens=60)]
    )
    assert lengths == [36, 36]


def test_an_overlong_sentence_is_cut_between_words() -> None:
    text = "One " + "word " * 30 + "and an end."
    chunks = split_chunks(article_of(text), count_tokens=count_words, max_tokens=10)
    assert all(chunk.text.endswith((" ", "end.")) for chunk in chunks)
    assert "".join(chunk.text for chunk in chunks) == text


def test_a_chunk_has_a_readable_id() -> None:
    [chunk] = split_chunks(article_of("One sentence."), count_tokens=count_words, max_tokens=10)
    assert chunk.chunk_id == "a#0"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("A" * 20_000, id="one word of 20,000 letters"),
        pytest.param("word " * 20_000, id="one sentence of 20,000 words"),
        pytest.param("日本は検討している。" * 2_000, id="a language without spaces"),
        pytest.param("\n" * 500 + "One sentence." + "\n" * 500, id="white space all around"),
    ],
)
def test_odd_texts_tile_too(text: str, make: Callable[..., Article]) -> None:
    chunks = split_chunks(make(text), count_tokens=count_words, max_tokens=254)
    assert "".join(chunk.text for chunk in chunks) == text
