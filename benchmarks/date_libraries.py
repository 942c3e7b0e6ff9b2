"""Compare date libraries with our own calendar rules on the labelled date sentences.

Run from the repository root: `python benchmarks/date_libraries.py`. Libraries that are not installed are left out.
Two tasks: find and resolve in the sentence; and resolve the bare words of single days, tense left to the library.
"""

import importlib
import json
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from retriever.dating.dates import find_dates

LABELLED = Path(__file__).resolve().parent.parent / "tests" / "labelled"
Row = dict[str, Any]
Finder = Callable[[str, datetime], list[date]]


def _base(row: Row) -> datetime:
    return datetime.fromisoformat(row["published"]).replace(tzinfo=UTC)


def dateparser_search(text: str, base: datetime) -> list[date]:
    search = importlib.import_module("dateparser.search")
    settings = {"RELATIVE_BASE": base.replace(tzinfo=None)}
    return [found.date() for _, found in search.search_dates(text, languages=["en"], settings=settings) or []]


def dateparser_parse(text: str, base: datetime) -> list[date]:
    parsed = importlib.import_module("dateparser").parse(
        text, languages=["en"], settings={"RELATIVE_BASE": base.replace(tzinfo=None)}
    )
    return [parsed.date()] if parsed else []


def dateutil_parse(text: str, base: datetime) -> list[date]:
    try:
        return [importlib.import_module("dateutil.parser").parse(text, default=base, fuzzy=True).date()]
    except (ValueError, OverflowError):
        return []


def parsedatetime_search(text: str, base: datetime) -> list[date]:
    calendar = importlib.import_module("parsedatetime").Calendar()
    return [found[0].date() for found in calendar.nlp(text, base.replace(tzinfo=None)) or ()]


def ours(text: str, base: datetime) -> list[date]:
    return [date.fromisoformat(day) for found in find_dates(text, published=base.date()) for day in found.iso]


FINDERS: dict[str, tuple[Finder, Finder]] = {
    "dateparser": (dateparser_search, dateparser_parse),
    "python-dateutil": (dateutil_parse, dateutil_parse),
    "parsedatetime": (parsedatetime_search, parsedatetime_search),
    "own grammar and datetime": (ours, ours),
}


def main() -> None:
    rows: list[Row] = []
    for part in ("development", "unseen"):
        lines = (LABELLED / f"dates-{part}.jsonl").read_text(encoding="utf-8").splitlines()
        rows += [row for row in map(json.loads, lines) if row["published"] and not row["before"]]
    single = [row for row in rows if len(row["words"]) == len(row["dates"]) == 1]
    none = [row for row in rows if not row["words"]]
    print(f"{len(rows)} sentences, {len(single)} with one single day, {len(none)} without any date")
    for name, (search, parse) in FINDERS.items():
        try:
            began = time.perf_counter()
            found = sum(
                [day.isoformat() for day in search(row["sentence"], _base(row))] == row["dates"] for row in rows
            )
            spent = (time.perf_counter() - began) / len(rows) * 1000
            words = sum(
                [day.isoformat() for day in parse(row["words"][0], _base(row))] == row["dates"] for row in single
            )
            false = sum(bool(search(row["sentence"], _base(row))) for row in none)
        except ModuleNotFoundError:
            print(f"{name}: not installed")
            continue
        print(
            f"{name}: sentences {found}/{len(rows)}, single days from bare words {words}/{len(single)}, "
            f"dates where there are none {false}/{len(none)}, {spent:.2f} ms a sentence"
        )


if __name__ == "__main__":
    main()
