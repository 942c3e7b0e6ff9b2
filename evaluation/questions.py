"""Read a question set, and name each line that cannot be asked, with its reason."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from evaluation.lines import LineError, QuestionFileError, lines_of, relevance_of
from evaluation.patterns import PatternError, check_pattern
from retriever.certainty import Certainty


@dataclass(frozen=True, slots=True)
class PastTurn:
    """An earlier question of the conversation; without an answer, it is asked first."""

    question: str
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class Gold:
    """A passage that answers: an article, and the words in it (None: anywhere in it)."""

    article_id: str
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what is known about its answer; what is not known is empty or None.

    `expected` are patterns that must all be found in the answer, `answers` are equally good short answers (an
    empty tuple: the right answer is none), `relevance` is a grade for each relevant article. `line` counts from 1.
    """

    id: str
    question: str
    line: int
    history: tuple[PastTurn, ...] = ()
    article_ids: frozenset[str] | None = None
    after: date | None = None
    before: date | None = None
    expected: tuple[str, ...] = ()
    answers: tuple[str, ...] | None = None
    evidence: tuple[Gold, ...] = ()
    relevance: Mapping[str, int] = field(default_factory=dict)
    stated_answerable: bool | None = None
    certainty: Certainty | None = None
    outlet: str | None = None
    speaker: str | None = None
    tags: tuple[str, ...] = ()

    @property
    def answerable(self) -> bool | None:
        """Tell whether the articles answer it, as the line says or as its gold implies; None where nothing tells."""
        if self.stated_answerable is not None:
            return self.stated_answerable
        return True if self.expected or self.answers or self.evidence else None


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that is not asked. `question` is there where only the store is at fault: it then counts as zero."""

    line: int
    id: str | None
    reason: str
    question: Question | None = None

    def __str__(self) -> str:
        name = f" ({self.id})" if self.id is not None else ""
        return f"Line {self.line}{name}: {self.reason}"


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """The questions of a file in their order, and the lines refused. `unjudged` counts BEIR queries left out."""

    path: Path
    questions: tuple[Question, ...]
    refused: tuple[Refused, ...] = ()
    qrels: Path | None = None
    unjudged: int = 0


def read_questions(path: Path, *, qrels: Path | None = None, articles: Collection[str] | None = None) -> QuestionSet:
    """Read `.jsonl`, `.csv` or BEIR queries; `articles` are the ids that the store holds (None: not checked).

    BEIR queries (`_id`, `text`) are asked where the judgements name them: `qrels`, or a file of that name beside.
    Raises `QuestionFileError` where the file or its judgements cannot be read at all.
    """
    lines = lines_of(path)
    judgements, qrels = relevance_of(path, lines, qrels)
    questions: list[Question] = []
    refused: list[Refused] = []
    first_line: dict[str, int] = {}
    unjudged = 0
    for line in lines:
        question_id: str | None = None
        try:
            row = line.row()
            question_id = _id_of(row)
            if question_id in first_line:
                before = first_line[question_id]
                raise LineError(f"The id {question_id!r} was used before, on line {before}; give each line its own.")
            first_line[question_id] = line.number
            question = _question_of(row, question_id, line.number, judgements.get(question_id, {}))
        except LineError as error:
            refused.append(Refused(line.number, question_id, str(error)))
            continue
        if line.is_beir and qrels and not question.relevance:
            unjudged += 1
            continue
        unknown = sorted(_articles_named(question) - set(articles)) if articles is not None else []
        if unknown:
            named = ", ".join(repr(article_id) for article_id in unknown)
            reason = f"It names {named}, which the store does not hold; ingest it, or mend the id. It counts as zero."
            refused.append(Refused(line.number, question_id, reason, question))
        else:
            questions.append(question)
    if not (questions or refused):
        raise QuestionFileError(f"{path} holds no questions; each line needs an id and a question.")
    return QuestionSet(path, tuple(questions), tuple(refused), qrels, unjudged)


def _articles_named(question: Question) -> set[str]:
    return {gold.article_id for gold in question.evidence} | set(question.article_ids or ())


def _id_of(row: Mapping[str, Any]) -> str:
    value = row.get("id", row.get("_id"))
    if value is None or value == "":
        raise LineError('It has no id; add one, such as "id": "q1".')
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise LineError(f"Its id is {value!r}, which is neither a text nor a whole number.")
    return str(value)


def _question_of(row: Mapping[str, Any], question_id: str, line: int, judged: Mapping[str, int]) -> Question:
    if "question" not in row and "text" in row:
        # BEIR: what else stands there (SciFact has an "evidence" of its own form) is not in our terms.
        row = {"question": row["text"], "tags": row.get("tags")}
    expected = _texts(row, "expected")
    try:
        for pattern in expected:
            check_pattern(pattern)
    except PatternError as error:
        raise LineError(str(error)) from None
    articles = _texts(row, "article_ids")
    return Question(
        id=question_id,
        question=_required_text(row, "question"),
        line=line,
        history=tuple(_past_turn(item) for item in _list(row, "history")),
        article_ids=frozenset(articles) if articles else None,
        after=_date(row, "after"),
        before=_date(row, "before"),
        expected=expected,
        answers=_texts(row, "answers") if row.get("answers") is not None else None,
        evidence=tuple(_gold(item) for item in _list(row, "evidence")),
        relevance=dict(judged),
        stated_answerable=_truth(row, "answerable"),
        certainty=_certainty(row),
        outlet=_text(row, "outlet"),
        speaker=_text(row, "speaker"),
        tags=_texts(row, "tags"),
    )


def _past_turn(item: object) -> PastTurn:
    if isinstance(item, str):
        return PastTurn(item)
    if not isinstance(item, Mapping):
        raise LineError(f"Its history holds {item!r}; each turn is an object with a question and, if known, an answer.")
    return PastTurn(_required_text(item, "question"), _text(item, "answer"))


def _gold(item: object) -> Gold:
    if not isinstance(item, Mapping):
        raise LineError(f"Its evidence holds {item!r}; each item is an object with an article_id and a quote.")
    return Gold(_required_text(item, "article_id"), _text(item, "quote"))


def _certainty(row: Mapping[str, Any]) -> Certainty | None:
    value = _text(row, "certainty")
    if value is None:
        return None
    try:
        return Certainty(value)
    except ValueError:
        scale = ", ".join(Certainty)
        raise LineError(f"Its certainty is {value!r}; the scale has {scale}.") from None


def _date(row: Mapping[str, Any], key: str) -> date | None:
    value = _text(row, key)
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise LineError(f"Its {key} is {value!r}; write a date as 2025-10-28.") from None


def _truth(row: Mapping[str, Any], key: str) -> bool | None:
    value = row.get(key)
    if value is None or isinstance(value, bool):
        return value
    raise LineError(f"Its {key} is {value!r}; write true or false.")


def _required_text(row: Mapping[str, Any], key: str) -> str:
    text = _text(row, key)
    if text is None or not text.strip():
        raise LineError(f"It has no {key}; add it as a text.")
    return text


def _text(row: Mapping[str, Any], key: str) -> str | None:
    value = row.get(key)
    if value is None or isinstance(value, str):
        return value
    raise LineError(f"Its {key} is {value!r}, which is not a text.")


def _list(row: Mapping[str, Any], key: str) -> list[Any]:
    value = row.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        raise LineError(f"Its {key} is {value!r}, which is not a list.")
    return value


def _texts(row: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = row.get(key)
    if isinstance(value, str):
        return (value,)
    items = _list(row, key)
    for item in items:
        if not isinstance(item, str):
            raise LineError(f"Its {key} holds {item!r}, which is not a text.")
    return tuple(items)
