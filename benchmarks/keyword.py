"""Compare keyword indexes at 100,000 chunks: `python benchmarks/keyword.py [--corpus CORPUS.jsonl] [--chunks N]`.

The corpus is in BEIR form and gives the vocabulary: each chunk mixes half of the words of two random windows of 120
words, so that word frequencies are real and no two chunks are equal. With queries and judgements beside it, nDCG@10
over its own documents is measured, too. tantivy and bm25s are measured where they are installed.
"""

import argparse
import csv
import importlib.util
import json
import math
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from ingest.keyword import KeywordEntry, KeywordIndex, query_words

SHARED = Path(__file__).parent.parent.parent / "shared" / "data" / "retrieval" / "scifact-corpus.jsonl"
CHUNKS_PER_ARTICLE = 4
K = 50


class Contender(Protocol):
    def build(self, entries: Sequence[KeywordEntry]) -> None: ...
    def update(self, entries: Sequence[KeywordEntry]) -> None: ...
    def search(self, query: str, k: int) -> list[str]: ...


class Ours:
    """SQLite FTS5 as the product uses it: rare words pick the chunks that are scored."""

    def __init__(self, folder: Path) -> None:
        self.connection = sqlite3.connect(folder / "index.sqlite", isolation_level=None)
        self.connection.execute("PRAGMA journal_mode = WAL")
        self.connection.execute("PRAGMA synchronous = NORMAL")
        self.index = KeywordIndex(self.connection)

    def build(self, entries: Sequence[KeywordEntry]) -> None:
        self.index.replace(entries, [])

    update = build

    def search(self, query: str, k: int) -> list[str]:
        return [chunk_id for chunk_id, _ in self.index.search(query, k)]


class WholeFts5(Ours):
    """SQLite FTS5 with every chunk scored that holds one of the words."""

    def search(self, query: str, k: int) -> list[str]:
        statement = (
            "SELECT chunk_id FROM (SELECT rowid AS id FROM keyword_text WHERE keyword_text MATCH ? "
            "ORDER BY rank LIMIT ?) JOIN keyword_entry USING (id)"
        )
        words = " OR ".join(f'"{word}"' for word in query_words(query))
        return [row[0] for row in self.connection.execute(statement, (words, k))]


class Tantivy:
    def __init__(self, folder: Path) -> None:
        import tantivy

        schema = tantivy.SchemaBuilder()
        schema.add_text_field("chunk_id", stored=True, tokenizer_name="raw")
        schema.add_text_field("article_id", tokenizer_name="raw")
        schema.add_text_field("text", tokenizer_name="en_stem")
        self.library: Any = tantivy
        self.index = tantivy.Index(schema.build(), path=str(folder))

    def build(self, entries: Sequence[KeywordEntry]) -> None:
        writer = self.index.writer(64_000_000, 1)
        for article_id in {entry.article_id for entry in entries}:
            writer.delete_documents_by_term("article_id", article_id)
        for entry in entries:
            writer.add_document(
                self.library.Document(chunk_id=entry.chunk_id, article_id=entry.article_id, text=entry.text)
            )
        writer.commit()
        self.index.reload()

    update = build

    def search(self, query: str, k: int) -> list[str]:
        searcher = self.index.searcher()
        hits = searcher.search(self.index.parse_query(" ".join(query_words(query)), ["text"]), k).hits
        return [searcher.doc(address)["chunk_id"][0] for _, address in hits]


class Bm25s:
    """Rebuilt as a whole on every update: it knows no other way."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.entries: dict[str, KeywordEntry] = {}

    def build(self, entries: Sequence[KeywordEntry]) -> None:
        import bm25s

        self.entries |= {entry.chunk_id: entry for entry in entries}
        self.ids = list(self.entries)
        tokens = bm25s.tokenize([entry.text for entry in self.entries.values()], show_progress=False)
        self.index = bm25s.BM25()
        self.index.index(tokens, show_progress=False)
        self.index.save(self.folder)

    update = build

    def search(self, query: str, k: int) -> list[str]:
        import bm25s

        tokens = bm25s.tokenize([" ".join(query_words(query))], show_progress=False)
        found, _ = self.index.retrieve(tokens, k=min(k, len(self.ids)), show_progress=False)
        return [self.ids[number] for number in found[0]]


CONTENDERS: dict[str, tuple[str, Callable[[Path], Contender]]] = {
    "ours": ("sqlite3", Ours),
    "fts5 whole": ("sqlite3", WholeFts5),
    "tantivy": ("tantivy", Tantivy),
    "bm25s": ("bm25s", Bm25s),
}


def read_lines(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def mixed_chunks(corpus: Sequence[dict[str, str]], count: int, chance: random.Random) -> Iterator[KeywordEntry]:
    windows = []
    for document in corpus:
        words = f"{document['title']} {document['text']}".split()
        windows += [words[start : start + 120] for start in range(0, len(words) - 60, 120)]
    for number in range(count):
        one, other = chance.choice(windows), chance.choice(windows)
        words = chance.sample(one, len(one) // 2) + chance.sample(other, len(other) // 2)
        chance.shuffle(words)
        article = number // CHUNKS_PER_ARTICLE
        published = date(2010, 1, 1) + timedelta(days=article % 5000)
        yield KeywordEntry(f"a{article}#{number % CHUNKS_PER_ARTICLE}", f"a{article}", published, " ".join(words))


def milliseconds(action: Callable[[], object]) -> float:
    started = time.perf_counter()
    action()
    return (time.perf_counter() - started) * 1000


def spread(questions: Sequence[str], ask: Callable[[str], object]) -> str:
    """Return how long questions took, by the clock and in processor time, which a busy machine disturbs less."""
    clock, processor = [], []
    for question in questions:
        started, worked = time.perf_counter(), time.process_time()
        ask(question)
        clock.append((time.perf_counter() - started) * 1000)
        processor.append((time.process_time() - worked) * 1000)
    middle, late = len(clock) // 2, int(len(clock) * 0.95)
    clock, processor = sorted(clock), sorted(processor)
    return (
        f"p50 {clock[middle]:.1f} ms, p95 {clock[late]:.1f} ms "
        f"(processor {processor[middle]:.1f} and {processor[late]:.1f} ms)"
    )


def ndcg(contender: Contender, corpus: Path, documents: Sequence[dict[str, str]]) -> float | None:
    """Return nDCG@10 with a document (title and text) as one entry, or None without judgements."""
    queries_path = corpus.with_name(corpus.name.replace("corpus", "queries"))
    judgements = corpus.with_name(corpus.name.replace("corpus.jsonl", "qrels.tsv"))
    if not queries_path.exists() or not judgements.exists():
        return None
    relevant: dict[str, dict[str, int]] = {}
    with judgements.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            relevant.setdefault(row["query-id"], {})[row["corpus-id"]] = int(row["score"])
    contender.build([KeywordEntry(d["_id"], d["_id"], None, f"{d['title']}\n{d['text']}") for d in documents])
    scores = []
    for query in read_lines(queries_path):
        gains = relevant.get(query["_id"])
        if gains:
            found = contender.search(query["text"], 10)
            gained = sum(gains.get(id_, 0) / math.log2(rank + 2) for rank, id_ in enumerate(found))
            best = sorted(gains.values(), reverse=True)[:10]
            scores.append(gained / sum(gain / math.log2(rank + 2) for rank, gain in enumerate(best)))
    return sum(scores) / len(scores)


def filtered(index: KeywordIndex, questions: Sequence[str], articles: int) -> None:
    filters: dict[str, dict[str, Any]] = {
        "one article": {"article_ids": frozenset({"a3"})},
        "ten articles": {"article_ids": frozenset(f"a{n}" for n in range(10))},
        "half of the articles": {"article_ids": frozenset(f"a{n}" for n in range(0, articles, 2))},
        "one month": {"after": date(2015, 1, 1), "before": date(2015, 1, 31)},
        "nearly all dates": {"after": date(2010, 6, 1)},
    }
    for name, filter_ in filters.items():
        print(f"  {name:22} {spread(questions, partial(_ask, index, filter_))}")


def _ask(index: KeywordIndex, filter_: dict[str, Any], question: str) -> object:
    return index.search(question, K, **filter_)


def overlap(index: Ours, whole: WholeFts5, questions: Sequence[str], k: int) -> float:
    shared = [len(set(index.search(q, k)) & set(whole.search(q, k))) / k for q in questions]
    return sum(shared) / len(shared)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=SHARED, help="corpus.jsonl in BEIR form")
    parser.add_argument("--chunks", type=int, default=100_000)
    arguments = parser.parse_args()
    documents = read_lines(arguments.corpus)
    chance = random.Random(1)
    chunks = list(mixed_chunks(documents, arguments.chunks, chance))
    queries_path = arguments.corpus.with_name(arguments.corpus.name.replace("corpus", "queries"))
    questions = [q["text"] for q in read_lines(queries_path) if 8 <= len(q["text"].split()) <= 15]
    print(f"{len(chunks)} chunks, {len(questions)} questions of 8 to 15 words, k = {K}")
    for name, (module, make) in CONTENDERS.items():
        if importlib.util.find_spec(module) is None:
            print(f"{name}: {module} is not installed")
            continue
        with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
            contender = make(Path(first))
            build = milliseconds(partial(contender.build, chunks)) / 1000
            update = min(milliseconds(partial(contender.update, chunks[:CHUNKS_PER_ARTICLE])) for _ in range(3))
            for question in questions[:20]:
                contender.search(question, K)
            asked = spread(questions, lambda question, c=contender: c.search(question, K))  # type: ignore[misc]
            files = [file for file in Path(first).rglob("*") if file.is_file() and not file.name.endswith("-wal")]
            size = sum(file.stat().st_size for file in files) / 1e6
            value = ndcg(make(Path(second)), arguments.corpus, documents)
            print(
                f"{name:11} build {build:.1f} s, update {update:.1f} ms, {asked}, {size:.0f} MB"
                + (f", nDCG@10 {value:.3f}" if value is not None else "")
            )
            if isinstance(contender, Ours) and not isinstance(contender, WholeFts5):
                start = milliseconds(lambda f=first: Ours(Path(f)).search("plasma", 1))  # type: ignore[misc]
                print(f"  start to first answer  {start:.1f} ms")
                filtered(contender.index, questions, len(chunks) // CHUNKS_PER_ARTICLE)
                whole = WholeFts5(Path(first))
                for k in (10, K):
                    print(f"  same best {k} as with all scored: {overlap(contender, whole, questions, k):.3f}")


if __name__ == "__main__":
    main()
