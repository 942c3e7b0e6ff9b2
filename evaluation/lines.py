"""Take a question file apart into numbered rows, whatever its form: JSON lines, CSV, BEIR."""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_LISTS = ("article_ids", "expected", "answers", "evidence", "history", "tags")
_TRUTHS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


class QuestionFileError(ValueError):
    """A question file that cannot be read at all; the message is a full sentence."""


class LineError(ValueError):
    """A line that cannot be asked; the message says why, as a full sentence."""


@dataclass(frozen=True, slots=True)
class Line:
    """A numbered line (from 1) and how to read it; `row` raises `LineError` where it cannot be read."""

    number: int
    row: Callable[[], Mapping[str, Any]]
    is_beir: bool = False


def lines_of(path: Path) -> list[Line]:
    """Return the lines of a question file, by its ending `.csv` or else as JSON lines; empty lines are passed over."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise QuestionFileError(f"The questions in {path} cannot be read: {error.strerror or error}.") from None
    if path.suffix.lower() in {".csv", ".tsv"}:
        return _csv_lines(path, content)
    return [
        Line(number, _json_reader(raw), is_beir=b'"_id"' in raw and b'"question"' not in raw)
        for number, raw in enumerate(content.removeprefix(b"\xef\xbb\xbf").splitlines(), start=1)
        if raw.strip()
    ]


def _json_reader(raw: bytes) -> Callable[[], Mapping[str, Any]]:
    def read() -> Mapping[str, Any]:
        try:
            row = json.loads(raw.decode("utf-8"))
        except UnicodeDecodeError as error:
            raise LineError(f"It is not UTF-8: byte {error.start + 1} cannot be read.") from None
        except json.JSONDecodeError as error:
            raise LineError(f"It is broken JSON: {error.msg} at column {error.colno}.") from None
        except ValueError:
            raise LineError("It holds a whole number with too many digits to be read.") from None
        except RecursionError:
            raise LineError("It is broken JSON: its brackets nest too deeply.") from None
        if not isinstance(row, dict):
            raise LineError(f"It is not a JSON object but {type(row).__name__}.")
        try:
            json.dumps(row, ensure_ascii=False).encode()
        except UnicodeEncodeError:
            raise LineError("It holds half of a surrogate pair, which is no character.") from None
        return row

    return read


def _csv_lines(path: Path, content: bytes) -> list[Line]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QuestionFileError(f"{path} is not UTF-8: byte {error.start + 1} cannot be read.") from None
    header = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=header.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        names = [name.strip() for name in next(rows, [])]
    except csv.Error as error:
        raise QuestionFileError(f"{path} is broken CSV in its first line: {error}.") from None
    if not {"id", "_id"} & set(names):
        raise QuestionFileError(f"{path} has no column named id; its first line must name the columns.")
    lines: list[Line] = []
    while True:
        begins = rows.line_num + 1
        cells: Sequence[str] | csv.Error
        try:
            cells = next(rows)
        except StopIteration:
            return lines
        except csv.Error as error:  # A quotation mark that nothing closes takes in all lines to the end.
            cells = error
        if isinstance(cells, csv.Error) or any(cell.strip() for cell in cells):
            lines.append(Line(begins, _csv_reader(names, cells)))


def _csv_reader(names: Sequence[str], cells: Sequence[str] | csv.Error) -> Callable[[], Mapping[str, Any]]:
    def read() -> Mapping[str, Any]:
        if isinstance(cells, csv.Error):
            raise LineError(f"It is broken CSV ({cells}); check that each quotation mark has its other half.")
        if len(cells) > len(names):
            raise LineError(f"It has {len(cells)} cells, but the first line names {len(names)} columns.")
        filled = {name: cell.strip() for name, cell in zip(names, cells, strict=False) if cell.strip()}
        return {name: _cell(name, cell) for name, cell in filled.items()}

    return read


def _cell(name: str, cell: str) -> Any:
    """Read a cell: a list is JSON or one item a line (tags and ids also by semicolon), a truth value a word."""
    if name == "answerable":
        return _TRUTHS.get(cell.lower(), cell)
    if name not in _LISTS:
        return cell
    if cell.startswith("["):
        try:
            value = json.loads(cell)
        except (ValueError, RecursionError):
            value = None  # A pattern may begin with a bracket too.
        if isinstance(value, list):
            return value
    if name == "evidence":
        raise LineError("Its evidence is not a JSON list of objects with an article_id and a quote.")
    if name in {"tags", "article_ids"}:
        cell = cell.replace(";", "\n")
    return [part.strip() for part in cell.splitlines() if part.strip()]


def relevance_of(
    path: Path, lines: Sequence[Line], qrels: Path | None
) -> tuple[dict[str, dict[str, int]], Path | None]:
    """Return the judgements (question id to article id to grade) and the file that they come from, if any."""
    if qrels is None and any(line.is_beir for line in lines):
        beside = [
            path.with_name(path.name.replace("queries", "qrels")).with_suffix(".tsv"),
            path.with_name("qrels.tsv"),
            path.parent / "qrels" / "test.tsv",
        ]
        qrels = next((candidate for candidate in beside if candidate != path and candidate.is_file()), None)
    return (read_qrels(qrels), qrels) if qrels else ({}, None)


def read_qrels(path: Path) -> dict[str, dict[str, int]]:
    """Read judgements: BEIR's three columns with a heading, or TREC's four without."""
    try:
        rows = [line.split() for line in path.read_text("utf-8-sig").splitlines()]
    except OSError as error:
        raise QuestionFileError(f"The judgements in {path} cannot be read: {error.strerror or error}.") from None
    except UnicodeDecodeError as error:
        raise QuestionFileError(f"{path} is not UTF-8: byte {error.start + 1} cannot be read.") from None
    judgements: dict[str, dict[str, int]] = {}
    for number, row in enumerate(rows, start=1):
        if not row or (number == 1 and not row[-1].lstrip("-").isdigit()):
            continue
        if len(row) not in {3, 4} or not row[-1].lstrip("-").isdigit():
            raise QuestionFileError(
                f"Line {number} of {path} is no judgement: it needs a query id, an article id and a whole number."
            )
        if int(row[-1]) > 0:
            judgements.setdefault(row[0], {})[row[-2]] = int(row[-1])
    return judgements
