"""Measure ours beside the plain library pipeline, in one run, on one machine, with one model.

    python -m benchmarks.pipeline [--chunks 1000] [--many 100000] [--out docs/benchmarks.md]

The plain pipeline is RecursiveCharacterTextSplitter + HuggingFaceEmbeddings + Chroma.from_documents +
similarity_search, as tutorials have it. Each side and size runs in a process of its own, so that start-up and peak
memory are its own. At `--chunks` both embed with the real model; at `--many` both take fixed random vectors, so that
the stores are compared and not the encoder.
"""

import argparse
import hashlib
import itertools
import json
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

CORPUS = Path(__file__).parents[1] / "corpus" / "articles"
SIDES = ("ours", "plain")
QUESTIONS = 200


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--chunks", type=int, default=1_000)
    parser.add_argument("--many", type=int, default=100_000)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--step", nargs=4, metavar=("NAME", "SIDE", "SIZE", "FOLDER"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        name, side, size, folder = options.step
        print(json.dumps(STEPS[name](side, int(size), Path(folder))))
        return 0
    results: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as work:
        for size, model in ((options.chunks, "real"), (options.many, "random")):
            folder = Path(work) / model
            write_articles(folder / "articles", size, each=1 if model == "real" else 4)
            for side in SIDES:
                for name in (f"ingest-{model}", f"question-{model}", *(["start"] if model == "real" else [])):
                    print(f"{name}, {side}, {size} chunks", file=sys.stderr, flush=True)
                    results[f"{name} {side}"] = run_step(name, side, size, folder)
            shutil.rmtree(folder)
    text = report(results, options.chunks, options.many)
    print(text)
    if options.out:
        options.out.write_text(text)
    return 0


def run_step(name: str, side: str, size: int, folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.pipeline", "--step", name, side, str(size), str(folder)]
    started = time.perf_counter()
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return {**found, "process": time.perf_counter() - started}


def write_articles(folder: Path, chunks: int, *, each: int) -> None:
    """Write invented articles of `each` chunks, of the model's some 20,000 whole words, as often as Zipf's law has it."""
    folder.mkdir(parents=True)
    source = " ".join(path.read_text().split("---", 2)[2] for path in sorted(CORPUS.glob("*.md")))
    # The briefing's words, most frequent first, stand for a language's common ones. Letters drawn by chance would not do
    # for the rare ones: they fall into many word pieces, which fill our chunks and are cut off by the plain pipeline.
    words = [word for word, _ in Counter(source.lower().split()).most_common()]
    chance = random.Random(7)
    rare = sorted(set(whole_words()) - set(words))
    chance.shuffle(rare)
    words += rare
    weights = list(itertools.accumulate(1 / rank for rank in range(1, len(words) + 1)))
    for number in range(chunks // each):
        sentences = []
        for _ in range(8 * each):
            picked = chance.choices(words, cum_weights=weights, k=chance.randint(12, 22))
            sentences.append(" ".join(picked).capitalize() + ".")
        (folder / f"{number:06}.txt").write_text(f"Article {number}\n\n" + " ".join(sentences))


def whole_words() -> list[str]:
    """Return the words of four letters and more that are one word piece of the packaged model."""
    from ingest.embed import packaged_model_folder

    vocabulary = json.loads((packaged_model_folder() / "tokenizer.json").read_text("utf-8"))["model"]["vocab"]
    return [word for word in vocabulary if word.isascii() and word.isalpha() and len(word) >= 4]


def random_vector(text: str) -> np.ndarray[Any, np.dtype[np.float32]]:
    """Return a unit vector that depends on the text alone."""
    seed = int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())
    vector = np.random.default_rng(seed).standard_normal(384, dtype=np.float32)
    return vector / np.linalg.norm(vector)


class RandomEncoder:
    """Our encoder's signature over fixed random vectors; a word counts as one and a third word pieces."""

    name = "random"
    max_tokens = 254

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) * 4 // 3 for text in texts]

    def encode(self, texts: Sequence[str]) -> np.ndarray[Any, np.dtype[np.float32]]:
        return np.stack([random_vector(text) for text in texts])


def plain_embeddings(model: str) -> Any:
    if model == "real":
        from langchain_huggingface import HuggingFaceEmbeddings

        from ingest.embed import packaged_model_folder

        return HuggingFaceEmbeddings(model_name=str(packaged_model_folder()))
    from langchain_core.embeddings import Embeddings

    class RandomEmbeddings(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return [random_vector(text).tolist() for text in texts]

        def embed_query(self, text: str) -> list[float]:
            return list(random_vector(text).tolist())

    return RandomEmbeddings()


def our_encoder(model: str) -> Any:
    from ingest.embed import MiniLMEncoder

    return MiniLMEncoder() if model == "real" else RandomEncoder()


def plain_ingest(folder: Path, embeddings: Any) -> int:
    from langchain_chroma import Chroma
    from langchain_core.documents import Document
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    files = sorted((folder / "articles").iterdir())
    documents = [Document(path.read_text(), metadata={"source": str(path)}) for path in files]
    # As many characters as our chunks have on these texts, so that both store as many chunks.
    chunks = RecursiveCharacterTextSplitter(chunk_size=1_300, chunk_overlap=0).split_documents(documents)
    store = None
    for start in range(0, len(chunks), 5_000):
        part = chunks[start : start + 5_000]
        if store is None:
            store = Chroma.from_documents(part, embeddings, persist_directory=str(folder / "plain"))
        else:
            store.add_documents(part)
    return len(chunks)


def ingest(side: str, size: int, folder: Path, model: str) -> dict[str, float]:
    """Ingest everything, then once more after one article in a thousand has changed."""
    articles = len(list((folder / "articles").iterdir()))
    if side == "plain":
        embeddings = plain_embeddings(model)
        embeddings.embed_query("warm up")
        started = time.perf_counter()
        chunks = plain_ingest(folder, embeddings)
        seconds = time.perf_counter() - started
        # The plain pipeline knows no change: it is done all over again.
        return {"chunks": chunks, "articles": articles, "seconds": seconds, "again": seconds, "memory": peak_memory()}
    from ingest.index import Index, searched_text
    from ingest.sync import sync

    encoder = our_encoder(model)
    encoder.encode(["warm up"])
    with Index(folder / "ours") as index:
        started = time.perf_counter()
        sync([str(folder / "articles")], index, encoder)
        seconds = time.perf_counter() - started
        memory = peak_memory()
        for path in sorted((folder / "articles").iterdir())[:: max(1, 1000)]:
            path.write_text(path.read_text() + " One sentence more than before.")
        started = time.perf_counter()
        report = sync([str(folder / "articles")], index, encoder)
        again = time.perf_counter() - started
        assert len(report.changed) == -(-articles // 1000), report.changed
        chunks = index.count_chunks()
        found = {"chunks": chunks, "articles": articles, "seconds": seconds, "again": again, "memory": memory}
        if model == "real":
            texts = [
                searched_text(chunk)
                for record in index.records()
                for chunk, _ in index.matching(record.source.title, 1)
            ]
            started = time.perf_counter()
            encoder.encode(texts)
            found["encoder"] = (time.perf_counter() - started) * chunks / len(texts)
    return found


def question(side: str, size: int, folder: Path, model: str) -> dict[str, float]:
    """Time finding passages, the question's vector given."""
    chance = random.Random(11)
    files = sorted((folder / "articles").iterdir())
    questions = []
    for _ in range(QUESTIONS):
        words = chance.choice(files).read_text().split()
        questions.append("What about " + " ".join(chance.sample(words, 9)) + "?")
    find = our_search(folder, model) if side == "ours" else plain_search(folder, model)
    for text in questions[:20]:
        find(text)
    times = []
    for text in questions:
        started = time.perf_counter()
        found = find(text)
        times.append(time.perf_counter() - started)
        assert found
    cuts = statistics.quantiles(times, n=20)
    return {"p50": statistics.median(times) * 1e3, "p95": cuts[18] * 1e3, "memory": peak_memory()}


def our_search(folder: Path, model: str) -> Callable[[str], object]:
    from ingest.index import Index
    from retriever.fuse import HybridRetriever
    from retriever.search import KeywordRetriever, VectorRetriever

    class Given(RandomEncoder):
        name = our_encoder(model).name

    index = Index(folder / "ours")
    hybrid = HybridRetriever(retrievers=(VectorRetriever(index, Given()), KeywordRetriever(index)))
    return lambda text: hybrid.retrieve(text, 5)


def plain_search(folder: Path, model: str) -> Callable[[str], object]:
    from langchain_chroma import Chroma

    del model
    store = Chroma(persist_directory=str(folder / "plain"), embedding_function=plain_embeddings("random"))
    return lambda text: store.similarity_search_by_vector(random_vector(text).tolist(), k=5)


def start(side: str, size: int, folder: Path) -> dict[str, float]:
    """Open the store, load the model and answer one question; the process's time is what counts."""
    text = "What about the memorandum and the companies?"
    if side == "plain":
        from langchain_chroma import Chroma

        store = Chroma(persist_directory=str(folder / "plain"), embedding_function=plain_embeddings("real"))
        assert store.similarity_search(text, k=5)
    else:
        from app import main as briefing

        assert briefing(["ask", text, "--store", str(folder / "ours"), "--json"]) == 0
    return {"memory": peak_memory()}


def peak_memory() -> float:
    """Return the process's peak memory in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


STEPS: dict[str, Callable[[str, int, Path], dict[str, float]]] = {
    "ingest-real": lambda side, size, folder: ingest(side, size, folder, "real"),
    "ingest-random": lambda side, size, folder: ingest(side, size, folder, "random"),
    "question-real": lambda side, size, folder: question(side, size, folder, "real"),
    "question-random": lambda side, size, folder: question(side, size, folder, "random"),
    "start": start,
}


def report(results: dict[str, Any], chunks: int, many: int) -> str:
    """Return the measurements as Markdown, each row with the ratio in our favour."""

    def row(label: str, key: str, value: Callable[[dict[str, float]], float], unit: str, *, more: bool = False) -> str:
        ours, plain = value(results[f"{key} ours"]), value(results[f"{key} plain"])
        ratio = ours / plain if more else plain / ours
        return f"| {label} | {ours:,.1f} {unit} | {plain:,.1f} {unit} | {ratio:.2f} |"

    def rate(found: dict[str, float]) -> float:
        return found["articles"] / found["seconds"]

    lines = ["| what | ours | plain | ratio in our favour |", "|---|---|---|---|"]
    for size, model in ((chunks, "real"), (many, "random")):
        vectors = "the real model" if model == "real" else "random vectors"
        label = f"{size:,} chunks, {vectors}"
        lines += [
            row(f"ingest, {label}", f"ingest-{model}", rate, "articles/s", more=True),
            row(f"re-ingest, one article in a thousand changed, {label}", f"ingest-{model}", again, "s"),
            row(f"question without the encoder, p50, {label}", f"question-{model}", p50, "ms"),
            row(f"question without the encoder, p95, {label}", f"question-{model}", p95, "ms"),
            row(f"peak memory of the ingest, {label}", f"ingest-{model}", memory, "MiB"),
        ]
        if model == "real":
            lines += [
                row("start of the process to the first answer", "start", lambda found: found["process"], "s"),
                row("peak memory of the first answer", "start", memory, "MiB"),
            ]
    ours = results["ingest-real ours"]
    share = ours["encoder"] / ours["seconds"]
    counts = [f"{results[f'ingest-{m} {s}']['chunks']:,.0f}" for m in ("real", "random") for s in SIDES]
    lines += [
        "",
        f"A whole ingest reaches {share:.0%} of the throughput of the encoder alone on the same texts.",
        f"Chunks stored: {counts[0]} and {counts[1]} (ours and plain, real model), {counts[2]} and {counts[3]} "
        "(random vectors).",
    ]
    return "\n".join(lines) + "\n"


def again(found: dict[str, float]) -> float:
    return found["again"]


def p50(found: dict[str, float]) -> float:
    return found["p50"]


def p95(found: dict[str, float]) -> float:
    return found["p95"]


def memory(found: dict[str, float]) -> float:
    return found["memory"]


if __name__ == "__main__":
    sys.exit(main())
