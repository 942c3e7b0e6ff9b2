"""Evaluate a question set: ask, score, compare, report; the one door for the command line and the pages."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from evaluation.compare import compare, load_baseline
from evaluation.export import write_junit, write_metrics, write_ragas
from evaluation.measures import by_tag, measured, measures_for
from evaluation.outcome import Outcome
from evaluation.questions import QuestionSet, Refused
from evaluation.ranking import Retriever
from evaluation.report import write_report
from evaluation.run import Answerer, RunError, answer_all
from evaluation.score import checked, no_answer, score_all
from evaluation.spans import Articles, Texts

_REPORTS = ("metrics.json", "junit.xml", "ragas.jsonl", "report.html")


def evaluate(
    questions: QuestionSet,
    answerer: Answerer,
    retriever: Retriever,
    articles: Articles,
    out: Path,
    *,
    check: Callable[[str, Sequence[str]], Any],
    k: int = 10,
    workers: int | None = None,
    build: str = "",
    prepare: Callable[[], None] | None = None,
    resume: bool = True,
    baseline: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Outcome:
    """Ask the questions and write answers.jsonl, run.trec, metrics.json, report.html, junit.xml and ragas.jsonl.

    `check` is `retriever.check.check`, which judges citations. `baseline` is the `out` of an earlier run, or of
    another variant, to compare with. The other arguments are those of `evaluation.run.answer_all`. Raises
    `RunError` where the run would overwrite its own baseline, and `BaselineError` where that cannot be read.
    """
    if baseline is not None and baseline.resolve() == out.resolve():
        raise RunError(f"The run would overwrite its own baseline {baseline}; name another folder with --out.")
    before = load_baseline(baseline) if baseline else None
    # What an earlier run found must not be taken for this one's, should this one be stopped.
    for name in _REPORTS if out.is_dir() else ():
        (out / name).unlink(missing_ok=True)
    started = time.perf_counter()
    answers = answer_all(
        questions,
        answerer,
        retriever,
        out,
        k=k,
        workers=workers,
        build=build,
        prepare=prepare,
        resume=resume,
        progress=progress,
    )
    seconds = time.perf_counter() - started
    unasked = [line for line in questions.refused if line.question is not None]
    counted = (*questions.questions, *(line.question for line in unasked if line.question))
    records = dict(answers.records) | {
        line.question.id: no_answer(line.question, line.reason) for line in unasked if line.question
    }
    texts = Texts(articles)
    rows = score_all(counted, records, answers.rankings, texts, k=k, supports=checked(check))
    stopped = [
        Refused(question.line, question.id, row.problem)
        for question, row in zip(counted, rows, strict=True)
        if row.problem
    ]
    outcome = Outcome(
        questions=counted,
        rows=tuple(rows),
        records=records,
        measures={measure.name: measured(measure, rows) for measure in measures_for(rows)},
        tags=by_tag(rows),
        refused=tuple(sorted((*questions.refused, *stopped), key=lambda line: line.line)),
        comparison=compare(before, rows) if before else None,
        out=out,
        name=questions.path.name,
        k=k,
        seconds=seconds,
        resumed=answers.resumed,
    )
    metrics, junit, ragas, report = (out / name for name in _REPORTS)
    write_metrics(outcome, metrics)
    write_junit(outcome, junit)
    write_ragas(outcome, texts, ragas)
    write_report(outcome, texts, report)
    return outcome
