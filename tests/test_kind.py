import json
from pathlib import Path

import pytest

from retriever.asking.kind import Ask, Expected, what_is_asked

LABELLED = Path(__file__).parent / "labelled"


def labelled(part: str) -> list[dict[str, str | None]]:
    lines = (LABELLED / f"kinds-{part}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("part", ["development", "unseen"])
@pytest.mark.parametrize("field", ["ask", "expected", "limits"])
def test_at_least_95_of_100_labelled_questions_are_recognised(part: str, field: str) -> None:
    rows = labelled(part)
    right = []
    for row in rows:
        asked = what_is_asked(row["question"])
        found = {
            "ask": asked.ask.value == row["ask"],
            "expected": asked.expected.value == row["expected"],
            "limits": (asked.outlet, asked.before) == (row["outlet"], row["before"]),
        }
        right.append(found[field])
    assert sum(right) / len(rows) >= 0.95


def test_there_are_at_least_120_labelled_questions_and_none_stands_in_both_parts() -> None:
    development, unseen = ({row["question"] for row in labelled(part)} for part in ("development", "unseen"))
    assert len(development | unseen) >= 120
    assert not development & unseen


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("When will the summary judgment be given?", id="a summary judgment"),
        pytest.param("Who approved the timeline?", id="somebody else's timeline"),
        pytest.param("Why did the minister reject the summary?", id="somebody else's summary"),
        pytest.param("What is the source of the Nile?", id="a river's source"),
        pytest.param("Who published the leaked emails?", id="somebody else published something else"),
        pytest.param("Who is the author of the bill?", id="the author of a law"),
        pytest.param("Who wrote the summary for policymakers?", id="the author of a summary"),
    ],
)
def test_a_question_about_a_summary_or_a_source_is_a_plain_one(question: str) -> None:
    assert what_is_asked(question).ask is Ask.FACT


@pytest.mark.parametrize(
    ("question", "ask", "topic"),
    [
        pytest.param("summarise the harbour report", Ask.SUMMARY, "the harbour report", id="what to summarise"),
        pytest.param("Summarise the article", Ask.SUMMARY, "", id="the whole article is no topic"),
        pytest.param("Timeline of the merger, please", Ask.TIMELINE, "the merger", id="timeline of something"),
        pytest.param("Who is who in the phone call?", Ask.WHO_IS_WHO, "the phone call", id="people in something"),
        pytest.param("And what about the sources?", Ask.SOURCES, "", id="asked in passing"),
    ],
)
def test_a_briefing_knows_its_topic(question: str, ask: Ask, topic: str) -> None:
    asked = what_is_asked(question)
    assert (asked.ask, asked.topic) == (ask, topic)
    assert asked.briefing


def test_a_fact_wants_one_statement_and_a_list_several() -> None:
    assert what_is_asked("When was the treaty signed?").statements == 1
    assert what_is_asked("Which towns were flooded?").statements > 1


def test_what_a_person_said_names_the_speaker_and_no_outlet() -> None:
    asked = what_is_asked("What did Minister Osman say about the budget?")
    assert (asked.ask, asked.speaker, asked.outlet) == (Ask.REPORT, "Minister Osman", None)


def test_what_a_document_says_is_a_plain_question() -> None:
    assert what_is_asked("What does the memorandum say about exports?").ask is Ask.FACT


def test_known_before_a_day_leaves_that_day_out() -> None:
    asked = what_is_asked("What was known before 26 October?")
    assert (asked.before, asked.inclusive) == ("26 October", False)


@pytest.mark.parametrize("question", ["", "?", "   ", "and", "…", "what " * 5000])
def test_an_odd_question_is_taken_for_a_plain_one(question: str) -> None:
    asked = what_is_asked(question)
    assert asked.ask in {Ask.FACT, Ask.LIST}
    assert asked.expected in Expected
