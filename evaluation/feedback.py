"""Keep what people say about answers, and turn it into question lines to review."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import filelock

FEEDBACK = "feedback.jsonl"

_VOTES = ("up", "down", "refused", "correction")


class FeedbackError(ValueError):
    """Feedback that cannot be kept or read; the message is a full sentence."""


def record_feedback(
    store: Path,
    question: str,
    answer: Mapping[str, Any],
    vote: str,
    correction: str | None = None,
    history: Iterable[Any] = (),
) -> None:
    """Append one vote to `feedback.jsonl` in the store; several processes may do so at once.

    `answer` is the contract's JSON object; `history` holds earlier turns, as objects with a question and an answer
    or as pairs of them. Raises `FeedbackError` for a vote that is not known.
    """
    if vote not in _VOTES:
        raise FeedbackError(f"There is no vote {vote!r}; there are {', '.join(_VOTES)}.")
    entry = {
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
        "question": question,
        "history": [_turn(item) for item in history],
        "vote": vote,
        "correction": correction,
        "answer": answer,
    }
    store.mkdir(parents=True, exist_ok=True)
    line = json.dumps(entry, ensure_ascii=False) + "\n"
    with (
        filelock.FileLock(store / f".{FEEDBACK}.lock"),
        (store / FEEDBACK).open("a", encoding="utf-8", errors="backslashreplace", newline="\n") as file,
    ):
        file.write(line)


def _turn(item: Any) -> dict[str, str]:
    if isinstance(item, Mapping):
        question, answer = item["question"], item.get("answer")
    elif isinstance(item, Sequence) and not isinstance(item, str):
        question, answer = (*item, None)[:2]
    else:
        question, answer = item.question, item.answer
    return {"question": str(question)} | ({"answer": str(answer)} if answer else {})


def question_lines(store: Path) -> list[dict[str, Any]]:
    """Return a question line to review for each question voted on, in the order of the first vote.

    The last vote decides. Praise keeps the evidence cited; a correction becomes the expected answer; after a thumb
    down or a refusal the line says only what was asked, and its note what to decide. Torn lines are passed over.
    Raises `FeedbackError` where the store has no feedback.
    """
    path = store / FEEDBACK
    try:
        raw = path.read_bytes().splitlines()
    except OSError as error:
        raise FeedbackError(f"There is no feedback in {path} ({error.strerror}); people give it in the chat.") from None
    latest: dict[str, Mapping[str, Any]] = {}
    for entry in filter(None, map(_entry, raw)):
        latest[json.dumps([entry["question"], entry["history"]])] = entry
    return [_question_line(number, entry) for number, entry in enumerate(latest.values(), start=1)]


def _entry(line: bytes) -> Mapping[str, Any] | None:
    """Return one vote, or None where the line is torn or holds something else."""
    try:
        entry = json.loads(line)
    except ValueError:
        return None
    if not isinstance(entry, dict) or not isinstance(entry.get("answer"), dict) or entry.get("vote") not in _VOTES:
        return None
    return entry if entry.get("question") and isinstance(entry.get("history"), list) else None


def _question_line(number: int, entry: Mapping[str, Any]) -> dict[str, Any]:
    vote, answer = entry["vote"], entry["answer"]
    line: dict[str, Any] = {
        "id": f"feedback-{number}",
        "question": entry["question"],
        "history": entry["history"],
        "tags": ["feedback", vote],
    }
    cited = [citation for statement in answer.get("statements", ()) for citation in statement["citations"]]
    evidence = [{"article_id": citation["article_id"], "quote": citation["quote"]} for citation in cited]
    if vote == "up":
        # A refusal that is praised is a question that the articles do not answer.
        line |= {"answerable": False} if answer.get("abstained") else {"answerable": True, "evidence": evidence}
        note = "The answer was praised; check that it is right before it counts as gold."
    elif vote == "correction":
        line |= {"answerable": True, "answers": [entry["correction"]]} if entry.get("correction") else {}
        note = "Check the correction against the articles, and add the evidence."
    elif vote == "refused":
        note = "It was refused: say whether the articles answer it (answerable), and add the evidence if they do."
    else:
        note = "The answer was found wrong: add what is expected, or answerable: false."
    return line | {"note": note}


def write_question_lines(lines: Iterable[Mapping[str, Any]], path: Path) -> int:
    """Write question lines to a new file and return how many; raises `FeedbackError` where that cannot be or is there."""
    try:
        with path.open("x", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            return sum(bool(file.write(json.dumps(line, ensure_ascii=False) + "\n")) for line in lines)
    except FileExistsError:
        raise FeedbackError(f"{path} is there already, perhaps with reviewed lines; name another file.") from None
    except OSError as error:
        raise FeedbackError(f"{path} cannot be written: {error.strerror or error}; name another file.") from None
