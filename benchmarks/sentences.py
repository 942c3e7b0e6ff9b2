"""Compare sentence splitters on labelled texts and by speed: `python benchmarks/sentences.py [--errors] [--unseen]`.

The labels are in tests/labelled/sentences-*.txt; the libraries are compared as they come, with no repairs.
"""

import argparse
import re
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from ingest.sentence import split_sentences

Splitter = Callable[[str], list[int]]
LABELS = Path(__file__).parent.parent / "tests" / "labelled"


def read_cases(path: Path) -> list[tuple[str, list[int]]]:
    """Return the texts and where their sentences end, but for the last."""
    cases = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("//"):
            parts = line.replace("⏎", "\n").split("¦")
            ends = [sum(map(len, parts[:n])) for n in range(1, len(parts))]
            cases.append(("".join(parts), ends))
    return cases


def ours(text: str) -> list[int]:
    return [end for _, end in split_sentences(text)]


def nupunkt_alone(text: str) -> list[int]:
    import nupunkt

    return [end for _, end in nupunkt.sent_spans(text)]


def sentencex_alone(text: str) -> list[int]:
    import sentencex

    return [found["end_index"] for found in sentencex.get_sentence_boundaries("en", text)]


def blingfire_alone(text: str) -> list[int]:
    import blingfire

    return [start for start, _ in blingfire.text_to_sentences_and_offsets(text)[1]]


def pysbd_alone(text: str) -> list[int]:
    import pysbd

    return [span.end for span in pysbd.Segmenter(language="en", clean=False, char_span=True).segment(text)]


def spacy_alone(text: str) -> list[int]:
    import spacy

    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    pipeline.max_length = len(text) + 1
    return [sentence.end_char for sentence in pipeline(text).sents]


SPLITTERS: dict[str, Splitter] = {
    "ours": ours,
    "nupunkt": nupunkt_alone,
    "sentencex": sentencex_alone,
    "blingfire": blingfire_alone,
    "pysbd": pysbd_alone,
    "spacy": spacy_alone,
}


def boundaries(text: str, ends: Sequence[int]) -> set[int]:
    """Return where sentences begin, so that it does not count who owns the white space between."""
    begins = set()
    for end in ends:
        begin = end + len(text[end:]) - len(text[end:].lstrip())
        if text[:begin].strip() and begin < len(text):
            begins.add(begin)
    return begins


def score(splitter: Splitter, cases: Sequence[tuple[str, list[int]]], *, show: bool) -> str:
    right = hits = found = wanted = 0
    for text, ends in cases:
        expected, got = boundaries(text, ends), boundaries(text, splitter(text))
        right += expected == got
        hits, found, wanted = hits + len(expected & got), found + len(got), wanted + len(expected)
        if show and expected != got:
            marked = "".join("¦" * (n in got) + "!" * ((n in got) != (n in expected)) + c for n, c in enumerate(text))
            print("   ", re.sub("\n", "⏎", marked))
    precision, recall = hits / max(found, 1), hits / max(wanted, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"{right:3}/{len(cases)} texts right  P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="show the texts that ours splits wrongly")
    parser.add_argument("--unseen", action="store_true", help="score the unseen texts, too")
    arguments = parser.parse_args()
    parts = ["development", *["unseen"] * arguments.unseen]
    cases = {part: read_cases(LABELS / f"sentences-{part}.txt") for part in parts}
    everything = [text for texts in cases.values() for text, _ in texts]
    big = "\n\n".join(everything * (1_000_000 // sum(map(len, everything)) + 1))
    for name, splitter in SPLITTERS.items():
        try:
            splitter("Ready. Go.")
        except ImportError:
            print(f"{name:10} is not installed")
            continue
        for part, texts in cases.items():
            print(f"{name:10} {part:12} {score(splitter, texts, show=arguments.errors and name == 'ours')}")
        text = big[:100_000] if name == "pysbd" else big
        started = time.perf_counter()
        splitter(text)
        speed = len(text) / 1e6 / (time.perf_counter() - started)
        module = {"ours": "ingest.sentence"}.get(name, name)
        code = f"import time; t = time.perf_counter(); import {module}; print(time.perf_counter() - t)"
        load = float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout)
        print(f"{name:10} {speed:.2f} MB/s, import {load * 1000:.0f} ms")


if __name__ == "__main__":
    main()
