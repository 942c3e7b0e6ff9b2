import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from newsroom import TOWNS, WordReader, evaluated, question_rows, write_articles, write_rows

from evaluation.build import build_name
from evaluation.questions import read_questions
from evaluation.run import RunError, answer_all
from ingest.index import Index
from retriever.answer import Answer
from retriever.answerer import Answerer, Query
from retriever.question import Turn
from retriever.search import KeywordRetriever


@pytest.fixture
def newsroom(folder: Path, ingest: Callable[..., Any], index: Index) -> Index:
    """Return a store of twenty small articles."""
    write_articles(folder)
    ingest()
    return index


class Told:
    """Answers what it is told to, and keeps what it was asked."""

    def __init__(self, answer: Callable[[Query], Answer] | None = None) -> None:
        self.answer = answer or (lambda query: Answer(query.question, query.question, abstained=True, reason="No."))
        self.asked: list[Query] = []
        self.threads: set[int] = set()

    def invoke(self, query: Query, /) -> Answer:
        self.asked.append(query)
        self.threads.add(threading.get_ident())
        return self.answer(query)


def answers(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / "answers.jsonl").read_text("utf-8").splitlines()]


def test_a_run_writes_all_its_files_and_finds_what_is_there(newsroom: Index, tmp_path: Path) -> None:
    questions = write_rows(tmp_path / "q.jsonl", question_rows())
    outcome = evaluated(newsroom, questions, tmp_path / "out")
    written = {path.name for path in outcome.out.iterdir()}
    assert {"answers.jsonl", "run.trec", "metrics.json", "report.html", "junit.xml", "ragas.jsonl"} <= written
    assert [record["id"] for record in answers(outcome.out)] == [row["id"] for row in question_rows()]
    assert outcome.measures["right"].value == 1
    assert outcome.measures["evidence_f1"].value == 1
    assert outcome.measures["exact_quotes"].value == 1
    assert outcome.measures["refusal_f1"].value == 1
    assert outcome.measures["hit@1"].value == 1


def test_the_answers_are_those_of_ask(newsroom: Index, tmp_path: Path) -> None:
    row = question_rows()[0]
    outcome = evaluated(newsroom, write_rows(tmp_path / "q.jsonl", [row]), tmp_path / "out")
    asked = Answerer(newsroom, KeywordRetriever(newsroom), WordReader()).invoke(Query(row["question"]))
    [record] = answers(outcome.out)
    assert record["text"] == asked.text
    assert record["statements"][0]["citations"][0]["quote"] == asked.statements[0].citations[0].evidence.text


def test_a_question_line_of_only_id_and_question_is_just_answered(newsroom: Index, tmp_path: Path) -> None:
    questions = write_rows(tmp_path / "q.jsonl", [{"id": "q", "question": "Who is considering a second bridge?"}])
    outcome = evaluated(newsroom, questions, tmp_path / "out")
    assert "right" not in outcome.measures
    assert answers(outcome.out)[0]["abstained"] is False


def test_bad_lines_are_named_and_the_rest_is_evaluated(newsroom: Index, tmp_path: Path) -> None:
    good = question_rows()[:3]
    gone = {"id": "gone", "question": "Who?", "evidence": [{"article_id": "nowhere", "quote": "x"}]}
    slow = {"id": "slow", "question": "Who?", "expected": ["(a+)+$"]}
    rows = [*good, {"question": "Who?"}, good[0], {"id": "x", "question": "Who?", "expected": ["("]}, gone, slow, "{"]
    outcome = evaluated(newsroom, write_rows(tmp_path / "q.jsonl", rows), tmp_path / "out")
    assert [line.line for line in outcome.refused] == [4, 5, 6, 7, 8, 9]
    assert [record["id"] for record in answers(outcome.out)] == [row["id"] for row in good]
    # The line that names an article which is not there is sound: it was asked in vain, and counts as zero.
    assert (outcome.measures["right"].value, outcome.measures["right"].n) == (pytest.approx(3 / 4), 4)


def test_a_pattern_that_is_slow_in_its_trial_is_stopped_and_named(newsroom: Index, tmp_path: Path) -> None:
    row = {"id": "slow", "question": "Who is considering a second bridge?", "expected": [r"^(?:\w|\w\w|\s)+$"]}
    other = {"id": "good", "question": "Who is considering a second bridge?", "expected": ["Lind"]}
    outcome = evaluated(newsroom, write_rows(tmp_path / "q.jsonl", [row, other]), tmp_path / "out")
    assert [line.line for line in outcome.refused] == [1]
    assert outcome.measures["expected"].value == 1
    assert outcome.measures["expected"].n == 1


def test_earlier_questions_without_answers_are_asked_first_in_the_same_conversation(
    newsroom: Index, tmp_path: Path
) -> None:
    history = [{"question": "Who is considering a second bridge of Lorvik?"}, {"question": "Why?", "answer": "Floods."}]
    row = {"id": "q", "question": "When?", "history": history, "article_ids": ["lorvik"], "after": "2031-01-01"}
    real = Answerer(newsroom, KeywordRetriever(newsroom), WordReader())
    answerer = Told(real.invoke)
    evaluated(newsroom, write_rows(tmp_path / "q.jsonl", [row]), tmp_path / "out", answerer=answerer)
    first, last = answerer.asked
    assert first.history == ()
    assert first.filter == last.filter
    assert last.filter.article_ids == {"lorvik"}
    said = "Mayor Ada Lind of Lorvik is considering a second bridge."
    assert last.history == (Turn(history[0]["question"], said), Turn("Why?", "Floods."))


def test_several_questions_are_asked_at_a_time(newsroom: Index, tmp_path: Path) -> None:
    both = threading.Barrier(2, timeout=30)

    def wait(query: Query) -> Answer:
        if query.question != "first":
            both.wait()  # passes only where two are asked at once
        return Answer(query.question, query.question, abstained=True, reason="No.")

    rows = [{"id": str(number), "question": "first" if number == 0 else "later"} for number in range(9)]
    questions = write_rows(tmp_path / "q.jsonl", rows)
    outcome = evaluated(newsroom, questions, tmp_path / "out", answerer=Told(wait), workers=2)
    assert [record.get("error") for record in outcome.records.values()] == [None] * 9


def test_a_question_that_breaks_the_answerer_counts_as_zero_and_the_rest_goes_on(
    newsroom: Index, tmp_path: Path
) -> None:
    real = Answerer(newsroom, KeywordRetriever(newsroom), WordReader())

    def break_once(query: Query) -> Answer:
        if "Birrin" in query.question:
            raise RuntimeError("The lamp fell over.")
        return real.invoke(query)

    rows = [row for row in question_rows(TOWNS[:4]) if row["id"].endswith("lamps")]
    questions = write_rows(tmp_path / "q.jsonl", rows)
    outcome = evaluated(newsroom, questions, tmp_path / "out", answerer=Told(break_once))
    assert outcome.measures["right"].value == pytest.approx(3 / 4)
    assert outcome.records["birrin-lamps"]["error"] == "RuntimeError: The lamp fell over."


def test_progress_tells_how_many_of_how_many_are_done(newsroom: Index, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    questions = write_rows(tmp_path / "q.jsonl", question_rows(TOWNS[:2]))
    evaluated(newsroom, questions, tmp_path / "out", progress=lambda done, total: told.append((done, total)))
    assert told[0] == (0, 6)
    assert told[-1] == (6, 6)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


class StopError(BaseException):
    """Ends a run as an interrupt would."""


def stopped_run(index: Index, questions: Path, out: Path, *, after: int, **how: Any) -> Told:
    """Run until some questions are done, then stop."""
    answerer = Told()
    asked = read_questions(questions)

    def stop(done: int, total: int) -> None:
        if done >= after:
            raise StopError

    with pytest.raises(StopError):
        answer_all(asked, answerer, KeywordRetriever(index), out, workers=1, progress=stop, **how)
    return answerer


def test_a_stopped_run_goes_on_where_it_stopped(newsroom: Index, tmp_path: Path) -> None:
    questions, out = write_rows(tmp_path / "q.jsonl", question_rows()), tmp_path / "out"
    first = stopped_run(newsroom, questions, out, after=10)
    kept = answers(out)
    assert len(kept) == len(first.asked) >= 10
    second = Told()
    found = answer_all(read_questions(questions), second, KeywordRetriever(newsroom), out)
    assert found.resumed == len(kept)
    assert len(first.asked) + len(second.asked) == 60
    assert [record["id"] for record in answers(out)] == [row["id"] for row in question_rows()]
    assert {question_id for question_id, ranking in found.rankings.items() if ranking} == set(found.rankings)


def test_a_torn_last_line_costs_one_question(newsroom: Index, tmp_path: Path) -> None:
    questions, out = write_rows(tmp_path / "q.jsonl", question_rows()), tmp_path / "out"
    stopped_run(newsroom, questions, out, after=10)
    whole = (out / "answers.jsonl").read_bytes()
    (out / "answers.jsonl").write_bytes(whole[:-20])
    found = answer_all(read_questions(questions), Told(), KeywordRetriever(newsroom), out)
    assert found.resumed == whole.count(b"\n") - 1
    assert len(answers(out)) == 60


@pytest.mark.parametrize("change", ["questions", "k", "build", "finished"])
def test_a_run_of_anything_else_starts_anew(change: str, newsroom: Index, tmp_path: Path) -> None:
    questions, out = write_rows(tmp_path / "q.jsonl", question_rows()), tmp_path / "out"
    how = {"k": 10, "build": "one"}
    stopped_run(newsroom, questions, out, after=10, **how)
    if change == "questions":
        write_rows(questions, question_rows()[1:])
    elif change == "finished":
        answer_all(read_questions(questions), Told(), KeywordRetriever(newsroom), out, **how)  # type: ignore[arg-type]
    else:
        how |= {"k": 5} if change == "k" else {"build": "two"}
    found = answer_all(read_questions(questions), Told(), KeywordRetriever(newsroom), out, **how)  # type: ignore[arg-type]
    assert found.resumed == 0


def test_the_name_of_a_build_tells_stores_and_settings_apart(
    newsroom: Index, folder: Path, ingest: Callable[..., Any]
) -> None:
    before = build_name(newsroom.records(), "hybrid", None)
    assert build_name(newsroom.records(), "hybrid", None) == before
    assert build_name(newsroom.records(), "keyword", None) != before
    (folder / "lorvik.md").write_text("Another text.")
    ingest()
    assert build_name(newsroom.records(), "hybrid", None) != before


def test_a_run_does_not_overwrite_its_own_baseline(newsroom: Index, tmp_path: Path) -> None:
    questions = write_rows(tmp_path / "q.jsonl", question_rows(TOWNS[:1]))
    with pytest.raises(RunError, match="would overwrite its own baseline"):
        evaluated(newsroom, questions, tmp_path / "out", baseline=tmp_path / "x" / ".." / "out")


def test_a_folder_that_cannot_be_written_is_told_in_one_sentence(newsroom: Index, tmp_path: Path) -> None:
    questions = write_rows(tmp_path / "q.jsonl", question_rows(TOWNS[:1]))
    with pytest.raises(RunError, match=r"cannot be written to .*q\.jsonl: File exists; name another folder with --out"):
        answer_all(read_questions(questions), Told(), KeywordRetriever(newsroom), tmp_path / "q.jsonl")


def test_what_has_to_be_loaded_is_loaded_before_the_first_question(newsroom: Index, tmp_path: Path) -> None:
    questions = write_rows(tmp_path / "q.jsonl", question_rows(TOWNS[:3]))
    told, asked = Told(), []
    evaluated(newsroom, questions, tmp_path / "out", answerer=told, prepare=lambda: asked.append(len(told.asked)))
    assert asked == [0]


KILLED_RUN = """
import sys, time
from pathlib import Path
from evaluation.questions import read_questions
from evaluation.run import answer_all
from retriever.answer import Answer

class Slow:
    def invoke(self, query):
        time.sleep(0.02)
        return Answer(query.question, query.question, abstained=True, reason="No.")

class Nothing:
    def retrieve(self, query, k, filter=None):
        return []

answer_all(read_questions(Path(sys.argv[1])), Slow(), Nothing(), Path(sys.argv[2]), workers=1)
"""


@pytest.mark.slow
def test_a_kill_loses_at_most_the_question_under_way(newsroom: Index, tmp_path: Path) -> None:
    rows = [{"id": str(number), "question": "Who?"} for number in range(400)]
    questions, out = write_rows(tmp_path / "q.jsonl", rows), tmp_path / "out"
    root = Path(__file__).parent.parent
    running = subprocess.Popen([sys.executable, "-c", KILLED_RUN, str(questions), str(out)], cwd=root)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if (out / "answers.jsonl").exists() and (out / "answers.jsonl").read_bytes().count(b"\n") >= 20:
            break
        time.sleep(0.01)
    running.kill()
    running.wait()
    done = (out / "answers.jsonl").read_bytes().count(b"\n")
    assert 20 <= done < 400
    rest = Told()
    found = answer_all(read_questions(questions), rest, KeywordRetriever(newsroom), out)
    assert found.resumed == done
    assert len(rest.asked) == 400 - done
    assert len(answers(out)) == 400
