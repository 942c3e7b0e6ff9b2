"""Measure the shipped reader: which sentence answers, which words do, and how well it refuses. Trains nothing.

    python training/measure.py --data ../shared/data --work WORK

Each figure comes with its 95 % bootstrap interval over questions. The reading and the refusals are measured with a
calibration that has seen none of the articles measured: fitted on one half of the held-back articles and applied to
the other, and the other way round. `--work` may hold what calibrating saw, which saves most of the time.
"""

from __future__ import annotations

import csv
import random
import re
import string
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from calibrate import Asked, best_sentence, calibrated, features_of, for_fit, in_fit, looked_at, options
from sources import join_penn

from retriever.calibration import Calibration
from retriever.reader import Reader
from retriever.similarity import SimilarityReader
from retriever.trained import TrainedReader

Candidates = list[tuple[str, list[str], list[bool]]]


def trec_qa(path: Path) -> Candidates:
    """Questions with candidate sentences, and which of them answer; those with both kinds only."""
    found: Candidates = []
    for pairs in re.findall(r"<QApairs.*?</QApairs>", path.read_text("utf-8"), re.DOTALL):
        blocks = re.findall(r"<(question|positive|negative)>\n(.*?)\n", pairs)
        texts = [(kind, join_penn(line.split("\t"))[0]) for kind, line in blocks]
        found.append((texts[0][1], [text for _, text in texts[1:]], [kind == "positive" for kind, _ in texts[1:]]))
    return [row for row in found if any(row[2]) and not all(row[2])]


def wiki_qa(path: Path) -> Candidates:
    """The same of the tab-separated file."""
    rows: dict[str, tuple[str, list[str], list[bool]]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            question, sentences, right = rows.setdefault(row["QuestionID"], (row["Question"], [], []))
            sentences.append(row["Sentence"])
            right.append(row["Label"] == "1")
            rows[row["QuestionID"]] = (question, sentences, right)
    return [row for row in rows.values() if any(row[2])]


def ranked(reader: Reader, candidates: Candidates) -> tuple[list[float], list[float]]:
    """Average precision and reciprocal rank of each question; ties count against the right sentence."""
    precisions, reciprocals = [], []
    for question, sentences, right in candidates:
        scores = reader.score(question, sentences)
        order = sorted(zip(scores, right, strict=True), key=lambda pair: (-pair[0], pair[1]))
        places = [place for place, (_, good) in enumerate(order, start=1) if good]
        precisions.append(sum(n / place for n, place in enumerate(places, start=1)) / len(places))
        reciprocals.append(1 / places[0])
    return precisions, reciprocals


def interval(values: Sequence[float], statistic: Callable[[np.ndarray], float] = np.mean) -> str:
    """The statistic with its 95 % bootstrap interval."""
    table = np.array(values)
    rng = np.random.default_rng(7)
    drawn = [statistic(table[rng.integers(0, len(table), len(table))]) for _ in range(1000)]
    low, high = np.quantile(drawn, [0.025, 0.975])
    return f"{statistic(table):.3f} [{low:.3f}, {high:.3f}]"


def plain(text: str) -> list[str]:
    """SQuAD's normalised words."""
    text = "".join(character for character in text.lower() if character not in string.punctuation)
    return re.sub(r"\b(?:a|an|the)\b", " ", text).split()


def overlap(predicted: str, answers: Sequence[str]) -> float:
    """SQuAD's F1 against the best of the answers."""
    best = 0.0
    for answer in answers:
        one, other = plain(predicted), plain(answer)
        shared = sum((Counter(one) & Counter(other)).values())
        if shared:
            best = max(best, 2 * shared / (len(one) + len(other)))
    return best


def crossed(reader: TrainedReader, asked: list[Asked]) -> list[tuple[Asked, Calibration]]:
    """Each case with a calibration fitted without its article; our own questions only fit."""
    own = [each for each in for_fit(asked) if each.case.set == "own"]
    asked = [each for each in asked if each.case.set != "own"]
    groups = sorted({each.case.group for each in asked})
    random.Random(11).shuffle(groups)
    half = set(groups[::2])
    parts: tuple[list[Asked], list[Asked]] = ([], [])
    for each in asked:
        parts[each.case.group in half].append(each)
    fitted = [calibrated(reader, [*part, *own]) for part in parts]
    return [(each, fitted[1 - side]) for side, part in enumerate(parts) for each in part]


def best_words(each: Asked, calibration: Calibration) -> str:
    """The words of the sentence that scores best."""
    place, number = best_sentence(each, calibration)
    row = each.found[place][number]
    return row.text[slice(*row.span)] if row.span else ""


def report_reading(name: str, pairs: list[tuple[Asked, Calibration]]) -> None:
    """Print F1 of the answerable, refusals by kind at the default threshold, and the risk-coverage area."""
    rows = []
    kinds: dict[str, list[float]] = defaultdict(list)
    for each, calibration in pairs:
        chance = calibration.answer(features_of(each, calibration))
        refused = chance < calibration.thresholds["default"]
        case = each.case
        right = best_sentence(each, calibration) in case.answering
        rows.append((chance, refused, case.kind in {"answered", "yes-no", "not found"}, right))
        kinds[case.kind].append(float(refused))
    answerable = [row for row in rows if row[2]]
    spans = [
        overlap(best_words(each, calibration), each.case.answers)
        for each, calibration in pairs
        if each.case.kind == "answered" and each.case.answers
    ]
    print(f"\n{name}: {len(rows)} questions, {len(answerable)} answerable")
    if spans:
        print(f"  F1 of the answer's words   {interval(spans)}  n = {len(spans)}")
    print(f"  best sentence right        {interval([float(row[3]) for row in answerable])}  n = {len(answerable)}")
    print(f"  answerable refused         {interval([float(row[1]) for row in answerable])}")
    print(f"  unanswerable refused       {interval([float(row[1]) for row in rows if not row[2]])}")
    right = np.array([[row[0], float(row[3])] for row in rows])
    print(f"  risk-coverage area         {interval(right, risk_coverage)}")
    for kind, refused in sorted(kinds.items()):
        print(f"    {kind:12} refused {np.mean(refused):.3f}  n = {len(refused)}")


def risk_coverage(rows: np.ndarray) -> float:
    """Mean share of wrongly answered among those answered, over all coverages, best first."""
    ordered = rows[np.argsort(-rows[:, 0], kind="stable")]
    return float(np.mean(np.cumsum(1 - ordered[:, 1]) / np.arange(1, len(ordered) + 1)))


def main() -> None:
    chosen = options().parse_args()
    reader = TrainedReader(chosen.weights)
    folder = chosen.data / "answer_sentences"
    for name, candidates in (
        ("TREC-QA dev", trec_qa(folder / "trecqa-dev.xml")),
        ("WikiQA dev", wiki_qa(folder / "wikiqa-dev.tsv")),
    ):
        print(f"{name}: {len(candidates)} questions, {sum(len(row[1]) for row in candidates)} sentences")
        for title, judge in (("cosine + BM25", SimilarityReader()), ("the reader", reader)):
            precisions, reciprocals = ranked(judge, candidates)
            print(f"  {title:14} MAP {interval(precisions)}  MRR {interval(reciprocals)}", flush=True)
    asked = looked_at(reader, chosen)
    pairs = crossed(reader, asked)
    for name, sets in (
        ("new-wiki, the held-back tenth", {"wiki"}),
        ("news sentences, held back", {"news", "qamr"}),
        ("written briefings, held back, over a store", {"briefing"}),
    ):
        report_reading(name, [pair for pair in pairs if pair[0].case.set in sets])
    shipped = Calibration.load(chosen.weights / "reader.json")
    report_reading(
        "our own, the half that fitted nothing",
        [(each, shipped) for each in asked if each.case.set == "own" and not in_fit(each.case.group)],
    )


if __name__ == "__main__":
    main()
