"""Promises of the checker on text and labels that other people wrote."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.support import area, qags, right_by_fold, rte, support
from ingest.sentence import split_sentences
from retriever.check import check

DATA = Path(__file__).parents[2].parent / "shared" / "data"
pytestmark = pytest.mark.skipif(not DATA.exists(), reason="The development data beside the repository is absent.")


def test_every_sentence_of_the_real_article_is_supported_by_it() -> None:
    article = (DATA / "article" / "asia-business-daily.txt").read_text(encoding="utf-8")
    for start, end in split_sentences(article):
        sentence = article[start:end].strip()
        assert check(sentence, [article]).label == "supported", sentence
        assert check(sentence, [sentence]).label == "supported", sentence


@pytest.mark.slow
def test_every_sentence_of_reading_passages_is_supported_by_its_passage() -> None:
    document = json.loads((DATA / "reading" / "squadshifts-new-wiki.json").read_text(encoding="utf-8"))
    contexts = [paragraph["context"] for article in document["data"] for paragraph in article["paragraphs"]][::20]
    refused = [
        context[start:end]
        for context in contexts
        for start, end in split_sentences(context)
        if any(map(str.isalnum, context[start:end]))
        and check(context[start:end].strip(), [context]).label != "supported"
    ]
    assert refused == []


@pytest.mark.slow
def test_support_sorts_summaries_above_the_floor_of_word_overlap() -> None:
    rows = qags(DATA / "support" / "qags-xsum.jsonl")
    labels = [label for _, _, label in rows]
    assert area([support(source, statement) for source, statement, _ in rows], labels) > 0.590


@pytest.mark.slow
def test_support_tells_entailment_above_the_floor_of_word_overlap() -> None:
    rows = rte(DATA / "support" / "rte3-dev.xml")
    labels = [label for _, _, label in rows]
    right = right_by_fold([support(source, statement) for source, statement, _ in rows], labels)
    assert sum(right) / len(right) > 0.666
