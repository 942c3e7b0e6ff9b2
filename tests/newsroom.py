"""A small newsroom for the tests of evaluation: invented articles, questions on them, and a reader of shared words."""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from evaluation.evaluate import evaluate
from evaluation.outcome import Outcome
from evaluation.questions import read_questions
from ingest.index import Index
from retriever.answerer import Answerer
from retriever.check import check
from retriever.reader import Reading, SentenceReading
from retriever.search import KeywordRetriever

TOWNS = """Aldmoor Birrin Corvale Dunwick Estoria Farholm Gresley Hartmere Ilverton Jarrow Kelmont Lorvik
Marden Norby Orsley Penhurst Quenby Rothwell Selmouth Tarnow""".split()
_COMMON = frozenset(
    "a an and are by did do does for has have how in is it many of on the to was what when who will".split()
)


class WordReader:
    """Takes a sentence for an answer as far as it holds the question's words; needs no model."""

    def __init__(self, *, threshold: float = 0.7) -> None:
        self.thresholds: Mapping[str, float] = {"strict": 0.9, "default": threshold, "lenient": 0.0}

    def read(self, question: str, passages: Sequence[Sequence[str]], *, titles: Sequence[str] | None = None) -> Reading:
        del titles
        read = tuple(tuple(SentenceReading(s) for s in self.score(question, sentences)) for sentences in passages)
        return Reading(read, max((found.score for group in read for found in group), default=0.0))

    def score(self, question: str, sentences: Sequence[str], context: str | None = None) -> list[float]:
        del context
        wanted = set(_words(question)) - _COMMON
        return [len(wanted & set(_words(sentence))) / max(1, len(wanted)) for sentence in sentences]

    def answerable(self, question: str, sentences: Sequence[str]) -> float:
        return max(self.score(question, sentences), default=0.0)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def write_articles(folder: Path, towns: Sequence[str] = TOWNS) -> None:
    """Write an article of three sentences for each town."""
    for number, town in enumerate(towns, start=10):
        head = f"---\nid: {town.lower()}\ntitle: News of {town}\npublisher: {town} Post\npublished: 2031-05-02\n---\n"
        lamps = f"The council of {town} approved {number} new lamps on Tuesday, the {town} Post reported. "
        bridge = f"Mayor Ada Lind of {town} is considering a second bridge. "
        harvest = f"Farmers around {town} expect a harvest of {number * 3} tonnes of apples."
        (folder / f"{town.lower()}.md").write_text(head + lamps + bridge + harvest, encoding="utf-8")


def question_rows(towns: Sequence[str] = TOWNS) -> list[dict[str, Any]]:
    """Return two answerable questions on each town, and one that nothing answers."""
    rows: list[dict[str, Any]] = []
    for number, town in enumerate(towns, start=10):
        lamps = f"The council of {town} approved {number} new lamps on Tuesday, the {town} Post reported."
        bridge = f"Mayor Ada Lind of {town} is considering a second bridge."
        low = town.lower()
        rows += [
            {
                "id": f"{low}-lamps",
                "question": f"How many new lamps did the council of {town} approve?",
                "expected": [rf"\b{number}\b"],
                "evidence": [{"article_id": low, "quote": lamps}],
                "tags": ["lamps"],
            },
            {
                "id": f"{low}-bridge",
                "question": f"Who is considering a second bridge of {town}?",
                "expected": ["Ada Lind"],
                "evidence": [{"article_id": low, "quote": bridge}],
                "certainty": "considered",
                "tags": ["bridge"],
            },
            {
                "id": f"{low}-trams",
                "question": f"Which company runs the electric trams through {town}?",
                "answerable": False,
                "tags": ["absent"],
            },
        ]
    return rows


def write_rows(path: Path, rows: Sequence[Mapping[str, Any] | str]) -> Path:
    """Write question rows as JSON lines; a text stands as it is."""
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def evaluated(index: Index, questions: Path, out: Path, *, reader: WordReader | None = None, **how: Any) -> Outcome:
    """Evaluate a question file over a store with the keyword retriever and the reader of shared words."""
    retriever = KeywordRetriever(index)
    asked = read_questions(questions, articles=[record.source.article_id for record in index.records()])
    answerer = how.pop("answerer", None) or Answerer(index, retriever, reader or WordReader())
    return evaluate(asked, answerer, retriever, index, out, check=how.pop("check", check), **how)
