import json
import threading
from pathlib import Path
from typing import Any

import pytest

from evaluation.feedback import FeedbackError, question_lines, record_feedback, write_question_lines
from evaluation.questions import read_questions

CITED = {
    "abstained": False,
    "statements": [{"text": "Ada came.", "citations": [{"article_id": "harbour", "quote": "Ada came."}]}],
}
REFUSED = {"abstained": True, "statements": []}


def lines(store: Path) -> list[dict[str, Any]]:
    return [{key: value for key, value in line.items() if key != "note"} for line in question_lines(store)]


@pytest.mark.parametrize(
    ("vote", "answer", "correction", "gold"),
    [
        pytest.param(
            "up",
            CITED,
            None,
            {"answerable": True, "evidence": [{"article_id": "harbour", "quote": "Ada came."}]},
            id="praise keeps the evidence",
        ),
        pytest.param("up", REFUSED, None, {"answerable": False}, id="a praised refusal is unanswerable"),
        pytest.param("down", CITED, None, {}, id="a thumb down leaves open what is right"),
        pytest.param("refused", REFUSED, None, {}, id="a refusal leaves open what is right"),
        pytest.param(
            "correction", CITED, "Ben came.", {"answerable": True, "answers": ["Ben came."]}, id="a correction is gold"
        ),
    ],
)
def test_a_vote_becomes_a_question_line_to_review(
    vote: str, answer: dict[str, Any], correction: str | None, gold: dict[str, Any], tmp_path: Path
) -> None:
    record_feedback(tmp_path, "Who came?", answer, vote, correction)
    base = {"id": "feedback-1", "question": "Who came?", "history": [], "tags": ["feedback", vote]}
    assert lines(tmp_path) == [base | gold]
    assert question_lines(tmp_path)[0]["note"]


def test_the_lines_can_be_evaluated_as_they_are(tmp_path: Path) -> None:
    record_feedback(tmp_path, "Who came?", CITED, "up")
    record_feedback(tmp_path, "And when?", CITED, "down", history=[("Who came?", "Ada came."), {"question": "Why?"}])
    path = tmp_path / "review.jsonl"
    assert write_question_lines(question_lines(tmp_path), path) == 2
    questions = read_questions(path)
    assert questions.refused == ()
    assert [turn.answer for turn in questions.questions[1].history] == ["Ada came.", None]


def test_the_last_vote_on_a_question_decides(tmp_path: Path) -> None:
    record_feedback(tmp_path, "Who came?", CITED, "up")
    record_feedback(tmp_path, "Why?", CITED, "down")
    record_feedback(tmp_path, "Who came?", CITED, "correction", "Ben came.")
    assert [(line["question"], line["tags"][1]) for line in lines(tmp_path)] == [
        ("Who came?", "correction"),
        ("Why?", "down"),
    ]


def test_votes_given_at_the_same_time_are_all_kept_whole(tmp_path: Path) -> None:
    def vote(number: int) -> None:
        for turn in range(20):
            record_feedback(tmp_path, f"Question {number}-{turn}? {'long ' * 2000}", CITED, "up")

    threads = [threading.Thread(target=vote, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    raw = (tmp_path / "feedback.jsonl").read_text().splitlines()
    assert len({json.loads(line)["question"] for line in raw}) == len(raw) == 100


def test_a_torn_line_is_passed_over(tmp_path: Path) -> None:
    record_feedback(tmp_path, "Who came?", CITED, "up")
    with (tmp_path / "feedback.jsonl").open("a") as file:
        file.write('{"question": "Who')
    assert len(question_lines(tmp_path)) == 1


@pytest.mark.parametrize(
    "line",
    [
        pytest.param('["up"]', id="a list"),
        pytest.param('{"question": "Who?", "history": []}', id="no vote"),
        pytest.param('{"question": "Who?", "history": [], "vote": "up", "answer": null}', id="no answer"),
        pytest.param('{"question": "Who?", "history": [], "vote": [], "answer": {}}', id="a vote of another kind"),
    ],
)
def test_a_line_that_is_no_vote_is_passed_over(line: str, tmp_path: Path) -> None:
    (tmp_path / "feedback.jsonl").write_text(line + "\n")
    record_feedback(tmp_path, "Who came?", CITED, "up")
    assert [found["question"] for found in question_lines(tmp_path)] == ["Who came?"]


def test_an_unknown_vote_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FeedbackError, match="There is no vote 'sideways'; there are up, down, refused, correction"):
        record_feedback(tmp_path, "Who came?", CITED, "sideways")
    assert not (tmp_path / "feedback.jsonl").exists()


def test_a_store_without_feedback_is_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(FeedbackError, match="There is no feedback in"):
        question_lines(tmp_path)


def test_reviewed_lines_are_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "review.jsonl").write_text("precious")
    with pytest.raises(FeedbackError, match="is there already"):
        write_question_lines([{"id": "x"}], tmp_path / "review.jsonl")
    assert (tmp_path / "review.jsonl").read_text() == "precious"


def test_lines_that_cannot_be_written_are_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(
        FeedbackError, match=r"review\.jsonl cannot be written: No such file or directory; name another"
    ):
        write_question_lines([{"id": "x"}], tmp_path / "absent" / "review.jsonl")
