"""Promises about our own briefings and the questions asked of them."""

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

CORPUS = Path(__file__).parents[1] / "corpus"
CERTAINTIES = {"denied", "possible", "considered", "planned", "expected", "reported", "confirmed"}
KEYS = {"id", "question", "history", "article_ids", "expected", "evidence", "answerable", "tags"}
Line = dict[str, Any]


def read_briefing(path: Path) -> tuple[dict[str, Any], str]:
    _, front_matter, text = path.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(front_matter), text


BRIEFINGS = {path.stem: read_briefing(path) for path in sorted((CORPUS / "articles").glob("*.md"))}
LINES: list[Line] = [json.loads(line) for line in (CORPUS / "questions.jsonl").read_text(encoding="utf-8").splitlines()]
ANSWERABLE = [line for line in LINES if line["answerable"]]
UNANSWERABLE = [line for line in LINES if not line["answerable"]]


def each(lines: list[Line]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("line", [pytest.param(line, id=line["id"]) for line in lines])


every_briefing = pytest.mark.parametrize("name", BRIEFINGS)


def quotes(line: Line) -> list[str]:
    return [evidence["quote"] for evidence in line["evidence"]]


def fits(line: Line, answer: str) -> bool:
    return all(re.search(pattern, answer) for pattern in line["expected"])


def sentences_beside_evidence(line: Line) -> list[str]:
    """Cut what the evidence leaves over at every full stop: a piece may be part of a sentence, never more."""
    pieces = []
    for name in line.get("article_ids", BRIEFINGS):
        rest = BRIEFINGS[name][1]
        for quote in quotes(line):
            rest = rest.replace(quote, "\n")
        pieces += re.split(r"\n+|(?<=[.!?]) (?=[A-Z])", rest)
    return pieces


@every_briefing
def test_a_briefing_names_itself_its_date_and_the_outlets_it_rests_on(name: str) -> None:
    front_matter, text = BRIEFINGS[name]
    assert front_matter["id"] == name
    assert front_matter["title"]
    assert front_matter["publisher"] == "Briefing Q&A"
    assert front_matter["published"] == date(2025, 10, 25)
    assert front_matter["language"] == "en"
    assert front_matter["based_on"][0] == "The Asia Business Daily"
    assert len(text.split()) > 80


@every_briefing
def test_every_credited_outlet_stands_in_the_text(name: str) -> None:
    front_matter, text = BRIEFINGS[name]
    for outlet in front_matter["based_on"][1:]:
        assert outlet in text


@every_briefing
def test_every_briefing_is_asked_about(name: str) -> None:
    asked = [line for line in ANSWERABLE if name in {evidence["article_id"] for evidence in line["evidence"]}]
    assert len(asked) >= 5


def test_there_are_enough_questions_of_every_kind() -> None:
    tags = Counter(tag for line in LINES for tag in line["tags"])
    assert len(LINES) >= 70
    assert len(UNANSWERABLE) >= 25
    assert sum(bool(line["history"]) for line in LINES) >= 10
    assert tags["near-miss"] > len(UNANSWERABLE) / 2
    assert tags["desk"] >= 6
    for tag in ("fact", "list", "attribution", "status", "several", "paraphrase", "off-topic", "briefing"):
        assert tags[tag] >= 3, tag


def test_no_id_and_no_question_is_used_twice() -> None:
    assert len({line["id"] for line in LINES}) == len(LINES)
    assert len({(line["question"], str(line["history"])) for line in LINES}) == len(LINES)


@each(LINES)
def test_a_line_keeps_the_form_of_the_contract(line: Line) -> None:
    assert set(line) <= KEYS | {"certainty", "outlet"}
    assert line["question"].strip() == line["question"] != ""
    assert all(set(turn) <= {"question", "answer"} and turn["question"] for turn in line["history"])
    assert bool(line["history"]) == ("follow-up" in line["tags"])
    assert line.get("certainty", "reported") in CERTAINTIES
    assert set(line.get("article_ids", BRIEFINGS)) <= set(BRIEFINGS)
    assert line["answerable"] != ("near-miss" in line["tags"] or "off-topic" in line["tags"])
    if not line["answerable"]:
        assert not KEYS & set(line) & {"expected", "evidence"}


@each([line for line in LINES if line["history"]])
def test_answers_in_a_history_are_words_of_the_briefings(line: Line) -> None:
    for turn in line["history"]:
        assert any(turn.get("answer", "") in text for _, text in BRIEFINGS.values())


@each(ANSWERABLE)
def test_every_quote_is_an_exact_span_of_its_article(line: Line) -> None:
    assert line["evidence"]
    for evidence in line["evidence"]:
        assert BRIEFINGS[evidence["article_id"]][1].count(evidence["quote"]) == 1
        assert evidence["article_id"] in line.get("article_ids", BRIEFINGS)


@each(ANSWERABLE)
def test_the_evidence_meets_every_expected_pattern(line: Line) -> None:
    assert line["expected"]
    assert fits(line, " ".join(quotes(line)))


@each(ANSWERABLE)
def test_no_other_sentence_passes_for_the_answer(line: Line) -> None:
    assert [piece for piece in sentences_beside_evidence(line) if fits(line, piece)] == []


@each([line for line in ANSWERABLE if "several" in line["tags"]])
def test_a_question_for_several_sentences_is_not_answered_by_one(line: Line) -> None:
    assert len(quotes(line)) > 1
    assert not any(fits(line, quote) for quote in quotes(line))


@each([line for line in ANSWERABLE if "outlet" in line])
def test_the_outlet_named_by_a_line_is_one_that_its_article_credits(line: Line) -> None:
    for evidence in line["evidence"]:
        credited = BRIEFINGS[evidence["article_id"]][0]["based_on"]
        assert any(outlet.startswith(line["outlet"]) for outlet in credited)
