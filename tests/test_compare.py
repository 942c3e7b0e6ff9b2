from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from newsroom import TOWNS, WordReader, evaluated, question_rows, write_articles, write_rows

from evaluation.compare import Baseline, BaselineError, compare, load_baseline
from evaluation.failure import Failure
from evaluation.gate import Bar, BarError, missed, read_bar
from evaluation.measures import BY_NAME
from evaluation.outcome import Outcome
from evaluation.score import Row
from ingest.index import Index

Ingest = Callable[..., Any]


@pytest.fixture
def run(folder: Path, ingest: Ingest, index: Index, tmp_path: Path) -> Callable[..., Outcome]:
    """Return a function that evaluates the newsroom's questions under a name, over the store as it is."""
    write_articles(folder)
    ingest()
    questions = write_rows(tmp_path / "q.jsonl", question_rows())

    def evaluate(name: str, **how: Any) -> Outcome:
        return evaluated(index, questions, tmp_path / name, **how)

    return evaluate


def test_two_runs_of_the_same_build_show_no_difference(run: Callable[..., Outcome], tmp_path: Path) -> None:
    run("before")
    comparison = run("after", baseline=tmp_path / "before").comparison
    assert comparison is not None
    assert comparison.verdict == "No difference shown against before (0 fixed, 0 broken)."
    quality = [difference for difference in comparison.differences if not difference.measure.is_timing]
    assert quality
    assert {(difference.change, difference.low, difference.high) for difference in quality} == {(0.0, 0.0, 0.0)}


def test_a_run_that_never_refuses_is_told_apart(run: Callable[..., Outcome], tmp_path: Path) -> None:
    run("before")
    comparison = run("after", baseline=tmp_path / "before", reader=WordReader(threshold=0.0)).comparison
    assert comparison is not None
    assert comparison.verdict.startswith("Worse than before beyond chance: right -0.333 [")
    assert [flip.id for flip in comparison.broken] == [f"{town.lower()}-trams" for town in TOWNS]
    assert {flip.new_failure for flip in comparison.broken} == {Failure.SHOULD_HAVE_REFUSED}
    assert comparison.fixed == ()


def test_a_store_without_one_article_is_told_apart(
    run: Callable[..., Outcome], tmp_path: Path, folder: Path, ingest: Ingest
) -> None:
    run("before")
    for town in TOWNS[:5]:
        (folder / f"{town.lower()}.md").unlink()
    ingest(prune=True)
    outcome = run("after", baseline=tmp_path / "before")
    assert outcome.comparison is not None
    gone = [f"{town.lower()}-{what}" for town in TOWNS[:5] for what in ("lamps", "bridge")]
    assert [flip.id for flip in outcome.comparison.broken] == gone
    assert "hit@1" in {difference.measure.name for difference in outcome.comparison.moved}
    assert {line.id for line in outcome.refused} == set(gone)


def test_chunks_of_another_size_are_told_apart(
    run: Callable[..., Outcome], tmp_path: Path, index: Index, encoder: Any, folder: Path, ingest: Ingest
) -> None:
    run("before")
    # Chunks of a few words cut every sentence, so that none holds a whole answer.
    encoder.max_tokens = 6
    ingest(prune=True)
    for path in folder.iterdir():
        path.write_text(path.read_text() + " ")
    ingest()
    comparison = run("after", baseline=tmp_path / "before").comparison
    assert comparison is not None
    assert comparison.verdict.startswith("Worse than before beyond chance")
    assert len(comparison.broken) >= 20


def test_a_repair_is_listed_as_fixed(run: Callable[..., Outcome], tmp_path: Path) -> None:
    run("before", reader=WordReader(threshold=0.0))
    comparison = run("after", baseline=tmp_path / "before").comparison
    assert comparison is not None
    assert comparison.verdict.startswith("Better than before beyond chance")
    assert len(comparison.fixed) == len(TOWNS)
    assert all(flip.old_text for flip in comparison.fixed)


def rows(*right: bool) -> tuple[Row, ...]:
    return tuple(
        Row(f"q{number}", right=value, failure=None if value else Failure.NOT_CHOSEN, values={"expected": float(value)})
        for number, value in enumerate(right)
    )


def test_a_difference_is_paired_by_question_and_not_by_place() -> None:
    old = rows(True, False, True, False)
    comparison = compare(Baseline("old", old, {}), tuple(reversed(old)))
    assert comparison.moved == ()
    assert comparison.broken == comparison.fixed == ()


def test_one_flip_in_many_is_within_chance_and_still_listed() -> None:
    old = rows(*[True] * 60)
    new = (replace(old[0], right=False, failure=Failure.NOT_CHOSEN, values={"expected": 0.0}), *old[1:])
    comparison = compare(Baseline("old", old, {}), new)
    assert comparison.moved == ()
    assert [flip.id for flip in comparison.broken] == ["q0"]
    assert comparison.verdict == "No difference shown against old (0 fixed, 1 broken)."


def test_the_interval_of_a_difference_is_that_of_the_paired_differences() -> None:
    draw = np.random.default_rng(3)
    before, after = draw.random(300), draw.random(300)
    old = [Row(str(n), values={"expected": float(value)}) for n, value in enumerate(before)]
    new = [Row(str(n), values={"expected": float(value)}) for n, value in enumerate(after)]
    [found] = compare(Baseline("old", tuple(old), {}), new).differences
    gaps = after - before
    reach = 1.96 * gaps.std() / np.sqrt(300)
    assert found.change == pytest.approx(gaps.mean())
    assert (found.low, found.high) == (
        pytest.approx(gaps.mean() - reach, abs=0.006),
        pytest.approx(gaps.mean() + reach, abs=0.006),
    )


def test_questions_of_one_run_alone_are_counted_and_not_compared() -> None:
    old, new = rows(True, True), rows(True, True, False)[1:]
    comparison = compare(Baseline("old", old, {}), new)
    assert (comparison.only_old, comparison.only_new) == (("q0",), ("q2",))
    assert {difference.n for difference in comparison.differences} == {1}


def test_timings_never_count_in_the_verdict() -> None:
    old = [Row(str(n), right=True, seconds={"total": 0.1}) for n in range(50)]
    new = [replace(row, seconds={"total": 0.9}) for row in old]
    comparison = compare(Baseline("old", tuple(old), {}), new)
    assert any(difference.beyond_chance for difference in comparison.differences)
    assert comparison.verdict.startswith("No difference shown")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param(None, r"cannot be read: No such file", id="nothing there"),
        pytest.param("{", r"is damaged", id="broken JSON"),
        pytest.param(
            '{"questions": [{"id": "q"}]}', r"is damaged \(KeyError\('tags'\)\)", id="a row without its parts"
        ),
    ],
)
def test_a_baseline_that_cannot_be_read_is_told_in_one_sentence(content: str | None, told: str, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "metrics.json").write_text(content)
    with pytest.raises(BaselineError, match=told):
        load_baseline(tmp_path)


# Bars


def test_a_missed_bar_is_told_in_one_sentence(run: Callable[..., Outcome]) -> None:
    outcome = run("out", reader=WordReader(threshold=0.0))
    assert missed(outcome, fail_under=[read_bar("right=0.6"), read_bar("wrong_refusals=0.1")]) == []
    [sentence] = missed(outcome, fail_under=[read_bar("right=0.9")])
    assert sentence == "right is 0.6667, under the bar of 0.9 (n = 60)."
    [sentence] = missed(outcome, fail_under=[read_bar("brier=0.01")])
    assert "over the limit of 0.01" in sentence


def test_a_drop_beyond_chance_misses_the_bar_and_names_what_broke(run: Callable[..., Outcome], tmp_path: Path) -> None:
    run("before")
    outcome = run("after", baseline=tmp_path / "before", reader=WordReader(threshold=0.0))
    [sentence] = missed(outcome, max_drop=[read_bar("right=0.05")])
    assert sentence.startswith("right fell from 1.0000 to 0.6667 against before, by 0.3333 where 0.05 is allowed")
    assert "broken: aldmoor-trams" in sentence
    assert missed(outcome, max_drop=[read_bar("right=0.4"), read_bar("hit@1=0")]) == []


def test_a_drop_within_chance_passes(run: Callable[..., Outcome]) -> None:
    outcome = run("out")
    old = rows(*[True] * 60)
    new = (replace(old[0], right=False, failure=Failure.NOT_CHOSEN), *old[1:])
    outcome = replace(outcome, comparison=compare(Baseline("old", old, {}), new))
    assert missed(outcome, max_drop=[Bar(BY_NAME["right"], 0.0)]) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("brightness=1", "There is no measure 'brightness'; there are right, ", id="unknown measure"),
        pytest.param("right", "'right' is no bar; write it as right=0.8", id="no number"),
        pytest.param("right=nan", "'right=nan' is no bar; write it as right=0.8", id="not a number"),
    ],
)
def test_a_bar_that_cannot_be_read_is_told_in_one_sentence(text: str, told: str) -> None:
    with pytest.raises(BarError, match=told):
        read_bar(text)


def test_a_bar_that_cannot_be_applied_is_told_in_one_sentence(run: Callable[..., Outcome]) -> None:
    outcome = run("out")
    with pytest.raises(BarError, match="tell nothing about token_f1"):
        missed(outcome, fail_under=[read_bar("token_f1=0.5")])
    with pytest.raises(BarError, match="needs a baseline"):
        missed(outcome, max_drop=[read_bar("right=0.5")])
