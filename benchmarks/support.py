"""How well `support` sorts statements that people labelled, beside plain word overlap.

    python benchmarks/support.py ../shared/data/support

QAGS-XSum: area under the curve, people's majority per sentence. RTE-3: accuracy, the threshold chosen on the other
nine tenths, ten times. Intervals: 95 %, 2,000 bootstrap samples.
"""

from __future__ import annotations

import json
import random
import re
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.etree import ElementTree

from ingest.sentence import split_sentences
from retriever.check import check

Rows = list[tuple[str, str, bool]]
_WORD = re.compile(r"[^\W_]+")


def qags(path: Path) -> Rows:
    """Read (article, sentence, supported by the majority)."""
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        for sentence in entry["summary_sentences"]:
            votes = [response["response"] == "yes" for response in sentence["responses"]]
            rows.append((entry["article"], sentence["sentence"], sum(votes) * 2 > len(votes)))
    return rows


def rte(path: Path) -> Rows:
    """Read (text, hypothesis, entailed)."""
    root = ElementTree.parse(path).getroot()
    return [(p.findtext("t") or "", p.findtext("h") or "", p.get("entailment") == "YES") for p in root.iter("pair")]


def overlap(source: str, statement: str) -> float:
    """The floor: the share of the statement's words in the source's best sentence."""
    words = {word.lower() for word in _WORD.findall(statement)}
    parts = [{word.lower() for word in _WORD.findall(source[start:end])} for start, end in split_sentences(source)]
    return max((len(words & part) / max(1, len(words)) for part in parts), default=0.0)


def support(source: str, statement: str) -> float:
    """The checker's graded answer."""
    return check(statement, [source]).support


def area(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """The chance that a supported statement scores above an unsupported one; ties count half."""
    good = [score for score, label in zip(scores, labels, strict=True) if label]
    bad = [score for score, label in zip(scores, labels, strict=True) if not label]
    wins = sum((g > b) + 0.5 * (g == b) for g in good for b in bad)
    return wins / (len(good) * len(bad)) if good and bad else 0.5


def best_threshold(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """The score from which on "supported" is most often right."""
    ordered = sorted(set(scores))
    cuts = [ordered[0] - 1, *((a + b) / 2 for a, b in zip(ordered, ordered[1:], strict=False)), ordered[-1] + 1]
    return max(cuts, key=lambda cut: sum((s > cut) == label for s, label in zip(scores, labels, strict=True)))


def right_by_fold(scores: Sequence[float], labels: Sequence[bool], folds: int = 10) -> list[bool]:
    """Whether each row is right when its threshold comes from the other folds."""
    order = list(range(len(scores)))
    random.Random(0).shuffle(order)
    right = [False] * len(scores)
    for fold in range(folds):
        held = set(order[fold::folds])
        kept = [i for i in order if i not in held]
        cut = best_threshold([scores[i] for i in kept], [labels[i] for i in kept])
        for i in held:
            right[i] = (scores[i] > cut) == labels[i]
    return right


def interval(measure: Callable[[list[int]], float], size: int, samples: int = 2000) -> tuple[float, float]:
    """The middle 95 % of a measure over bootstrap samples of the rows."""
    chance = random.Random(1)
    values = sorted(measure([chance.randrange(size) for _ in range(size)]) for _ in range(samples))
    return values[int(0.025 * samples)], values[int(0.975 * samples) - 1]


def main(folder: Path) -> None:
    """Print both sets for the floor and for the checker."""
    for name, rows in (
        ("QAGS-XSum AUC", qags(folder / "qags-xsum.jsonl")),
        ("RTE-3 accuracy", rte(folder / "rte3-dev.xml")),
    ):
        labels = [label for _, _, label in rows]
        for title, score in (("word overlap", overlap), ("support", support)):
            begun = time.perf_counter()
            scores = [score(source, statement) for source, statement, _ in rows]
            each = 1000 * (time.perf_counter() - begun) / len(rows)
            if name.startswith("QAGS"):
                value = area(scores, labels)
                low, high = interval(
                    lambda take: area([scores[i] for i in take], [labels[i] for i in take]), len(rows), 500
                )
            else:
                right = right_by_fold(scores, labels)
                value = sum(right) / len(right)
                low, high = interval(lambda take: sum(right[i] for i in take) / len(take), len(rows))
            print(f"{name:16} {title:13} {value:.3f} [{low:.3f}, {high:.3f}]  n={len(rows)}  {each:.1f} ms")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
