"""Ask all questions of a set, several at a time, so that a stop loses at most the questions under way."""

import hashlib
import json
import os
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from evaluation.questions import Question, QuestionSet
from evaluation.ranking import Ranking, Retriever, rank_articles, read_run, run_lines
from evaluation.score import no_answer
from ingest.index import Filter
from retriever.answer import Answer, answer_record
from retriever.answerer import Query
from retriever.question import Turn

ANSWERS, RUN, STATE = "answers.jsonl", "run.trec", "run.json"


class RunError(ValueError):
    """A run that cannot start; the message is a full sentence."""


class Answerer(Protocol):
    """Anything that answers a query; every LangChain `Runnable` of that kind does."""

    def invoke(self, input: Query, /) -> Answer:
        """Return the answer."""
        ...


@dataclass(frozen=True, slots=True)
class Answers:
    """What a run found, by question id. `resumed` counts the answers kept from a run that was stopped."""

    records: Mapping[str, Mapping[str, Any]]
    rankings: Mapping[str, Ranking]
    resumed: int = 0


@dataclass(slots=True)
class _Journal:
    """The files of a run, written question by question: first its ranking, then its answer, which completes it."""

    folder: Path
    records: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    rankings: dict[str, Ranking] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, record: Mapping[str, Any], ranking: Ranking) -> None:
        question_id = str(record["id"])
        with self.lock:
            self.records[question_id], self.rankings[question_id] = record, ranking
            _append(self.folder / RUN, run_lines(question_id, ranking))
            _append(self.folder / ANSWERS, _json_line(record))

    def write(self, order: Sequence[str]) -> None:
        """Write both files anew in the order of the questions."""
        kept = [question_id for question_id in order if question_id in self.records]
        _replace(self.folder / RUN, "".join(run_lines(name, self.rankings.get(name, ())) for name in kept))
        _replace(self.folder / ANSWERS, "".join(_json_line(self.records[name]) for name in kept))


def answer_all(
    questions: QuestionSet,
    answerer: Answerer,
    retriever: Retriever,
    out: Path,
    *,
    k: int = 10,
    workers: int | None = None,
    build: str = "",
    prepare: Callable[[], None] | None = None,
    resume: bool = True,
    progress: Callable[[int, int], None] | None = None,
) -> Answers:
    """Ask all questions and write `answers.jsonl` and `run.trec` into `out`, each question as it is done.

    `k` is how many articles are ranked. `workers` questions are asked at a time (default: one per core, at most
    8). A run that was stopped goes on where the questions, `k` and `build` (a word for store and program) are the
    same; a finished one starts anew. `prepare` is called before the first question, to load what would otherwise
    count in the time of its answer. `progress` is told how many of how many questions are done. Raises `RunError`
    where `out` cannot be written.
    """
    fingerprint = _fingerprint(questions, k, build)
    journal = (_stopped_run(out, fingerprint) if resume else None) or _Journal(out)
    order = [question.id for question in questions.questions]
    try:
        out.mkdir(parents=True, exist_ok=True)
        journal.write(order)
        _replace(out / STATE, json.dumps({"fingerprint": fingerprint, "finished": False}) + "\n")
    except OSError as error:
        raise RunError(
            f"Answers and report cannot be written to {out}: {error.strerror or error}; name another folder with --out."
        ) from None
    resumed = len(journal.records)
    waiting = [question for question in questions.questions if question.id not in journal.records]
    if progress:
        progress(resumed, len(order))
    if waiting and prepare:
        prepare()
    # The first question goes alone: models and store open on first use, and once is enough.
    for first in waiting[:1]:
        _answer_one(first, answerer, retriever, k, journal)
    with ThreadPoolExecutor(max_workers=workers or min(8, os.cpu_count() or 1)) as pool:
        tasks = [pool.submit(_answer_one, question, answerer, retriever, k, journal) for question in waiting[1:]]
        try:
            for _ in as_completed(tasks):
                if progress:
                    progress(len(journal.records), len(order))
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise
    journal.write(order)
    _replace(out / STATE, json.dumps({"fingerprint": fingerprint, "finished": True}) + "\n")
    return Answers(journal.records, journal.rankings, resumed)


def _answer_one(question: Question, answerer: Answerer, retriever: Retriever, k: int, journal: _Journal) -> None:
    limits = Filter(question.article_ids, question.after, question.before)
    try:
        answer = converse(question, answerer, limits)
        record = answer_record(answer, question.id)
        ranking = rank_articles(retriever, answer.standalone_question, k, limits)
    except Exception as error:  # noqa: BLE001  # One broken question must not end the run: it counts as zero.
        record, ranking = no_answer(question, f"{type(error).__name__}: {error}"), []
    journal.add(record, ranking)


def converse(question: Question, answerer: Answerer, filter: Filter) -> Answer:
    """Return the answer, the earlier questions of the conversation being asked first where they have no answers."""
    history: list[Turn] = []
    for turn in question.history:
        if turn.answer is None:
            history.append(answerer.invoke(Query(turn.question, tuple(history), filter)).turn)
        else:
            history.append(Turn(turn.question, turn.answer))
    return answerer.invoke(Query(question.question, tuple(history), filter))


def _stopped_run(out: Path, fingerprint: str) -> _Journal | None:
    """Return what a stopped run of the same fingerprint has finished; questions that failed are asked again."""
    try:
        state = json.loads((out / STATE).read_text("utf-8"))
        if state != {"fingerprint": fingerprint, "finished": False}:
            return None
        journal = _Journal(out)
        for line in (out / ANSWERS).read_bytes().splitlines(keepends=True):
            if line.endswith(b"\n"):
                record = json.loads(line)
                if not record.get("error"):
                    journal.records[record["id"]] = record
        rankings = read_run((out / RUN).read_text("utf-8"))
    except (OSError, ValueError, KeyError):
        return None
    journal.rankings.update({name: rankings.get(name, []) for name in journal.records})
    return journal


def _fingerprint(questions: QuestionSet, k: int, build: str) -> str:
    digest = hashlib.sha256(f"{k}\0{build}\0".encode())
    for path in (questions.path, questions.qrels):
        digest.update(path.read_bytes() if path else b"")
    return digest.hexdigest()


def _json_line(record: Mapping[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False) + "\n"


def _append(path: Path, text: str) -> None:
    # A lone surrogate from a damaged article becomes an escape, which JSON reads back as it was.
    with path.open("a", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
        file.write(text)


def _replace(path: Path, text: str) -> None:
    """Write a file whole, or leave the old one."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")
    beside.replace(path)
