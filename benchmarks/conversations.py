"""Measure the stand-alone rewrites of follow-up questions on CAsT 2019 (development) and CAsT 2020 (report only).

Unigram precision, recall and F1: words are the matches of `\\w+` in lower case, counted with their repetitions; per turn
against the manual rewrite, then averaged over the turns that are not the first of their conversation. Intervals are 95 %
percentile bootstrap intervals over conversations (a conversation's turns stand or fall together).

    python benchmarks/conversations.py [--data ../shared/data/conversations] [--show]
"""

import argparse
import csv
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from retriever.question import Turn, standalone


@dataclass(frozen=True)
class Utterance:
    """A turn of a conversation: what was typed before it, what was typed, and the manual rewrite."""

    conversation: int
    number: int
    history: tuple[str, ...]
    raw: str
    manual: str


def load(folder: Path, year: int) -> list[Utterance]:
    """Read all turns of one year in order."""
    name = "cast2019-topics.json" if year == 2019 else "cast2020-manual.json"
    rewrites: dict[str, str] = {}
    if year == 2019:
        with (folder / "cast2019-rewrites.tsv").open(encoding="utf-8") as lines:
            rewrites = {row[0]: row[1] for row in csv.reader(lines, delimiter="\t")}
    utterances = []
    for conversation in json.loads((folder / name).read_text(encoding="utf-8")):
        said: list[str] = []
        for turn in conversation["turn"]:
            raw = turn["raw_utterance"].strip()
            key = f"{conversation['number']}_{turn['number']}"
            manual = rewrites.get(key) or turn.get("manual_rewritten_utterance") or raw
            utterances.append(Utterance(conversation["number"], turn["number"], tuple(said), raw, manual.strip()))
            said.append(raw)
    return utterances


def unigrams(predicted: str, manual: str) -> tuple[float, float, float]:
    """Return precision, recall and F1 over words counted with repetitions; nothing predicted scores zero."""
    left, right = (Counter(re.findall(r"\w+", text.lower())) for text in (predicted, manual))
    shared = sum((left & right).values())
    if not shared:
        return 0.0, 0.0, 0.0
    precision, recall = shared / left.total(), shared / right.total()
    return precision, recall, 2 * precision * recall / (precision + recall)


STOP = frozenset(
    "a an the is are was were be been of in on at to for and or do does did how what why when where who which with by "
    "from it its that this there can could would should you i me my your tell about more they them their he she".split()
)


def content(text: str) -> str:
    return " ".join(word for word in re.findall(r"\w+", text) if word.lower() not in STOP)


VARIANTS: dict[str, Callable[[Utterance], str]] = {
    "raw": lambda u: u.raw,
    "previous turn + raw": lambda u: f"{u.history[-1]} {u.raw}" if u.history else u.raw,
    "raw + words of the previous turn": lambda u: f"{u.raw} {content(u.history[-1])}" if u.history else u.raw,
    "raw + words of the first turn": lambda u: f"{u.raw} {content(u.history[0])}" if u.history else u.raw,
    "all turns + raw": lambda u: " ".join((*u.history, u.raw)),
    "standalone": lambda u: standalone(u.raw, [Turn(q) for q in u.history]),
}


def interval(values: np.ndarray, groups: Sequence[int], draws: int = 2000, seed: int = 7) -> tuple[float, float]:
    """Return the 95 % percentile bootstrap interval of the mean, drawing whole conversations."""
    members = [np.flatnonzero(np.asarray(groups) == g) for g in sorted(set(groups))]
    sums = np.array([values[m].sum() for m in members])
    sizes = np.array([len(m) for m in members])
    picks = np.random.default_rng(seed).integers(0, len(members), (draws, len(members)))
    means = sums[picks].sum(1) / sizes[picks].sum(1)
    return float(np.quantile(means, 0.025)), float(np.quantile(means, 0.975))


def report(folder: Path, year: int, *, show: bool) -> None:
    utterances = load(folder, year)
    later = [u for u in utterances if u.number > 1]
    groups = [u.conversation for u in later]
    print(f"CAsT {year}: {len(later)} turns after the first of {len(set(groups))} conversations")
    for name, rewrite in VARIANTS.items():
        scores = np.array([unigrams(rewrite(u), u.manual) for u in later])
        cells = []
        for column, label in enumerate(("P", "R", "F1")):
            low, high = interval(scores[:, column], groups)
            cells.append(f"{label} {scores[:, column].mean():.3f} [{low:.3f}, {high:.3f}]")
        print(f"  {name:34} {'  '.join(cells)}")
    gains = np.array([unigrams(VARIANTS["standalone"](u), u.manual) for u in later]) - np.array(
        [unigrams(u.raw, u.manual) for u in later]
    )
    paired = [(gains[:, column].mean(), *interval(gains[:, column], groups)) for column in range(3)]
    cells = [
        f"{label} {mean:+.3f} [{low:+.3f}, {high:+.3f}]"
        for label, (mean, low, high) in zip(("P", "R", "F1"), paired, strict=True)
    ]
    print(f"  {'standalone against raw, paired':34} {'  '.join(cells)}")
    same = [u for u in later if u.raw == u.manual]
    kept = sum(VARIANTS["standalone"](u) == u.raw for u in same)
    firsts = [u for u in utterances if u.number == 1]
    first_kept = sum(VARIANTS["standalone"](u) == u.raw for u in firsts)
    print(
        f"  self-contained later turns unchanged: {kept} of {len(same)}; first turns unchanged: {first_kept} of {len(firsts)}"
    )
    seconds = []
    for u in later:
        began = time.perf_counter()
        VARIANTS["standalone"](u)
        seconds.append(time.perf_counter() - began)
    print(
        f"  milliseconds a turn: median {np.median(seconds) * 1000:.2f}, 95th percentile {np.quantile(seconds, 0.95) * 1000:.2f}"
    )
    if show:
        for u in later:
            ours = VARIANTS["standalone"](u)
            raw, new = unigrams(u.raw, u.manual)[2], unigrams(ours, u.manual)[2]
            sign = "+" if new > raw else "-" if new < raw else " "
            print(f"{sign} {u.conversation}_{u.number} {u.raw!r}\n      ours   {ours!r}\n      manual {u.manual!r}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[2] / "shared/data/conversations")
    parser.add_argument("--show", action="store_true", help="print each turn of 2019 with its rewrite")
    options = parser.parse_args()
    report(options.data, 2019, show=options.show)
    report(options.data, 2020, show=False)
