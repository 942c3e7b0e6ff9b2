"""How many questions a second `evaluate` answers, beside retriever and reader alone in a plain loop.

python -m benchmarks.evaluate [--articles 1000] [--questions 1000]
"""

import argparse
import json
import tempfile
import time
from pathlib import Path

from evaluation.evaluate import evaluate
from evaluation.questions import read_questions
from ingest.embed import MiniLMEncoder
from ingest.index import Index
from ingest.sync import sync
from retriever.answerer import Answerer
from retriever.check import check
from retriever.evidence import load_reader, read_passages
from retriever.fuse import HybridRetriever
from retriever.reader import Reader
from retriever.search import KeywordRetriever, VectorRetriever

DEPTH = 8


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--questions", type=int, default=1000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, Index(Path(name) / "store", create=True) as index:
        folder = Path(name)
        corpus = folder / "articles.jsonl"
        corpus.write_text("".join(json.dumps(article(number)) + "\n" for number in range(options.articles)))
        rows = [question(number, options.articles) for number in range(options.questions)]
        (folder / "q.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
        encoder = MiniLMEncoder()
        reader = load_reader(encoder=encoder)
        sync([str(corpus)], index, encoder)
        retriever = HybridRetriever(retrievers=(VectorRetriever(index, encoder), KeywordRetriever(index)))
        answerer = Answerer(index, retriever, reader, depth=DEPTH)
        answerer.invoke(rows[0]["question"])

        # Half of the loop before and half behind, so that a change in the machine's load meets both alike.
        half = len(rows) // 2
        seconds = loop(rows[:half], retriever, reader)
        asked = read_questions(folder / "q.jsonl")
        began = time.perf_counter()
        outcome = evaluate(asked, answerer, retriever, index, folder / "out", check=check)
        whole = time.perf_counter() - began
        seconds += loop(rows[half:], retriever, reader)

    alone, ours, scored = (len(rows) / taken for taken in (seconds, outcome.seconds, whole))
    print(f"{options.articles} articles, {len(rows)} questions")
    print(f"retriever and reader in a loop  {alone:6.2f} questions a second")
    print(f"evaluate, asking                {ours:6.2f} questions a second, {ours / alone:.2f} times")
    print(f"evaluate, scored and reported   {scored:6.2f} questions a second, {scored / alone:.2f} times")


def loop(rows: list[dict[str, str]], retriever: HybridRetriever, reader: Reader) -> float:
    """Return the seconds that retrieving and reading take, with the depth that answering uses."""
    began = time.perf_counter()
    for row in rows:
        read_passages(row["question"], retriever.retrieve(row["question"], DEPTH), reader)
    return time.perf_counter() - began


def article(number: int) -> dict[str, str]:
    town = f"Town{number}"
    text = (
        f"The council of {town} approved {number % 90 + 10} new lamps on Tuesday, the {town} Post reported. "
        f"Work begins in spring and is to end before the first snow, an official said. "
        f"Mayor Ada Lind of {town} is considering a second bridge, which would cost {number % 7 + 2} million crowns. "
        f"Farmers around {town} expect a harvest of {number * 3} tonnes of apples. The station stays closed."
    )
    return {"_id": town.lower(), "title": f"News of {town}", "text": text}


def question(number: int, articles: int) -> dict[str, str]:
    town = f"Town{number * 7 % articles}"
    asked = (
        f"How many new lamps did the council of {town} approve?",
        f"What would a second bridge cost {town}?",
        f"Which company runs the trams through {town}?",
    )
    return {"id": str(number), "question": asked[number % 3]}


if __name__ == "__main__":
    main()
