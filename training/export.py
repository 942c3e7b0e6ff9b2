"""Write briefings with questions as a folder that `ingest` and `evaluate` take: an end-to-end measurement.

    python training/export.py OUT [--from tests/labelled/briefings-blind.txt]
    briefing ingest OUT/articles.jsonl --store OUT/store
    briefing evaluate OUT/questions.jsonl --store OUT/store --out OUT/report

Without `--from`, the questions are those of the held-back training articles.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sources import Passage, Record, is_held_back, read_articles

from ingest.article import slug


def article_id(passage: Passage) -> str:
    """A readable id from the article's file and title."""
    return slug(passage.group.removeprefix("briefing:"))


def question_line(number: int, record: Record) -> dict[str, object]:
    """A question as a line of the contract; any of the answering sentences will do."""
    quotes = [record.passage.sentences[place] for place in sorted(record.answering)]
    evidence = [{"article_id": article_id(record.passage), "quote": quote} for quote in quotes]
    line: dict[str, object] = {"id": f"{article_id(record.passage)}-{number}", "question": record.question}
    return {**line, "answerable": bool(quotes), **({"evidence": evidence} if evidence else {})}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--from", dest="place", type=Path, help="a file of briefings")
    options = parser.parse_args()
    if options.place:
        records = list(read_articles(options.place))
    else:
        records = [record for record in read_articles() if is_held_back(record)]
    passages = dict.fromkeys(record.passage for record in records)
    articles = [{"_id": article_id(passage), "title": passage.title, "text": passage.text} for passage in passages]
    questions = [question_line(number, record) for number, record in enumerate(records)]
    options.out.mkdir(parents=True, exist_ok=True)
    for name, rows in (("articles", articles), ("questions", questions)):
        (options.out / f"{name}.jsonl").write_text(
            "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8"
        )
    sys.stdout.write(f"{len(articles)} articles, {len(questions)} questions\n")


if __name__ == "__main__":
    main()
