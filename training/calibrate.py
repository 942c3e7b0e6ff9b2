"""Fit the small models over the network's logits, and choose the thresholds: writes `reader.json`.

    python training/calibrate.py --data ../shared/data --weights retriever/weights

Fitted on the held-back articles and half of the project's own questions; `measure.py` fits on one half of the
articles and measures on the other, and the other way round.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
import random
import sys
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from cases import Case, briefing_cases, made_cases, own_cases
from scipy.optimize import minimize
from sources import load

from retriever.calibration import Calibration, Found, answer_features, sentence_features
from retriever.trained import TrainedReader

SENTENCE = (
    "sentence",
    "answer",
    "margin",
    "cosine",
    "topic",
    "covered",
    "shared",
    "fits",
    "typed",
    "named",
    "adds",
    "short",
)
ANSWER = ("score", "lead", "sentence", "answer", "most_answer", "margin", "most_margin", "cosine", "topic", "passage",
          "covered", "covered_near", "names_missing", "numbers_missing", "fits", "typed", "named", "adds", "yes_no",
          "cause", "person", "quantity", "words_asked")  # fmt: skip
# What a feature may mean is fixed, so that a chance of the sample does not turn it round: these may only lower the
# probability, those may go either way, all others may only raise it.
LOWERING = {"names_missing", "numbers_missing", "short"}
EITHER = {"yes_no", "cause", "person", "quantity", "words_asked"}
# Of the answerable in the fit; the default lies at even odds.
SHARE_REFUSED = {"strict": 0.2, "default": 0.12, "lenient": 0.04}
# Briefings over a store are what the product reads.
SETS = {"own": 4.0, "briefing": 4.0, "news": 2.0, "wiki": 1.0, "qamr": 1.0, "selqa": 1.0}
Weights = dict[str, float]


@dataclass(frozen=True)
class Asked:
    """A case with what the network saw of each sentence of each passage."""

    case: Case
    found: list[list[Found]]

    @property
    def weight(self) -> float:
        """How much the case counts in the fit."""
        return SETS.get(self.case.set, 0.6)


def fit(
    rows: list[dict[str, float]], labels: list[int], names: tuple[str, ...], weights: list[float] | None = None
) -> Weights:
    """Logistic regression with bounded signs and a little shrinking, as weights by feature name."""
    table = np.array([[row[name] for name in names] for row in rows])
    mean, scale = table.mean(axis=0), table.std(axis=0) + 1e-9
    table = (table - mean) / scale
    truth = np.array(labels)
    each = np.ones(len(truth)) if weights is None else np.array(weights)

    def loss(values: np.ndarray) -> tuple[float, np.ndarray]:
        chances = 1 / (1 + np.exp(-np.clip(table @ values[1:] + values[0], -40, 40)))
        wrong = -(each * (truth * np.log(chances + 1e-12) + (1 - truth) * np.log(1 - chances + 1e-12))).sum()
        slope = each * (chances - truth)
        return wrong + 0.5 * (values[1:] ** 2).sum(), np.concatenate([[slope.sum()], table.T @ slope + values[1:]])

    bounds = [(None, None) if name in EITHER else (None, 0) if name in LOWERING else (0, None) for name in names]
    found = minimize(loss, np.zeros(len(names) + 1), jac=True, bounds=[(None, None), *bounds], method="L-BFGS-B").x
    slopes = found[1:] / scale
    bias = round(float(found[0] - (slopes * mean).sum()), 5)
    return {"bias": bias, **{name: round(float(slope), 5) for name, slope in zip(names, slopes, strict=True)}}


def look(reader: TrainedReader, cases: list[Case]) -> list[Asked]:
    """What the network sees of each case."""
    asked = []
    for number, case in enumerate(case for case in cases if any(case.passages)):
        asked.append(Asked(case, reader.look(case.question, case.passages, case.titles)))
        if number % 200 == 0:
            print(f"{number} of {len(cases)} cases", flush=True)
    return asked


def in_fit(name: str) -> bool:
    """Half of our own questions fit, the other half measures."""
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) % 2 == 0


def scores_of(asked: Asked, calibration: Calibration) -> list[list[float]]:
    """How likely each sentence answers, given the model of the sentences."""
    return [
        [calibration.sentence(sentence_features(asked.case.question, row, rows)) for row in rows]
        for rows in asked.found
    ]


def best_sentence(asked: Asked, calibration: Calibration) -> tuple[int, int]:
    """The passage and the number in it of the sentence that scores best, the first of equals."""
    scores = scores_of(asked, calibration)
    places = [(place, number) for place, rows in enumerate(scores) for number in range(len(rows))]
    return max(places, key=lambda at: scores[at[0]][at[1]])


def features_of(asked: Asked, calibration: Calibration) -> dict[str, float]:
    """The features of the whole, given the model of the sentences."""
    case = asked.case
    return answer_features(case.question, asked.found, scores_of(asked, calibration), case.passages, case.titles)


def calibrated(reader: TrainedReader, asked: list[Asked]) -> Calibration:
    """Fit all three models and the thresholds."""
    sentences, candidates = sentence_models(reader, asked)
    calibration = Calibration(sentences, candidates, {"bias": 0.0}, {})
    rows = [features_of(each, calibration) for each in asked]
    labels = [int(each.case.answerable) for each in asked]
    answers = fit(rows, labels, ANSWER, [each.weight for each in asked])
    calibration = Calibration(sentences, candidates, answers, {})
    chances = np.array([calibration.answer(row) for row in rows])
    answerable = chances[[each.case.answerable for each in asked]]
    thresholds = {name: round(float(np.quantile(answerable, share)), 3) for name, share in SHARE_REFUSED.items()}
    return Calibration(sentences, candidates, answers, thresholds)


def sentence_models(reader: TrainedReader, asked: list[Asked]) -> tuple[Weights, Weights]:
    """Fit the sentence's model inside its passage, and among candidates from anywhere."""
    rows, labels, weights = [], [], []
    lone_rows, lone_labels = [], []
    for each in asked:
        case = each.case
        if not case.answerable:
            continue
        for number, passage in enumerate(each.found):
            for index, row in enumerate(passage):
                rows.append(sentence_features(case.question, row, passage))
                labels.append(int((number, index) in case.answering))
                weights.append(each.weight)
        if case.kind == "answered" and case.set in {"selqa", "news", "reddit"}:
            flat = [sentence for passage in case.passages for sentence in passage][:24]
            right = {case.passages[place][number] for place, number in case.answering}
            if case.set == "selqa":
                flat = list(case.passages[next(iter(case.answering))[0]])
            if right & set(flat):
                alone = [row for (row,) in reader.look(case.question, [[s] for s in flat])]
                for row in alone:
                    lone_rows.append(sentence_features(case.question, row, alone))
                    lone_labels.append(int(row.text in right))
    return fit(rows, labels, SENTENCE, weights), fit(lone_rows, lone_labels, SENTENCE)


def looked_at(reader: TrainedReader, chosen: argparse.Namespace) -> list[Asked]:
    """All held-back cases as the network sees them, kept in the work folder, for this is what takes the time."""
    kept = chosen.work / "looked.pickle" if chosen.work else None
    if kept and kept.exists():
        return list(pickle.loads(kept.read_bytes()))
    train, held = load(chosen.data)
    random.Random(2).shuffle(held)
    briefings = list(briefing_cases([record for record in held if record.passage.set == "briefing"]))
    random.Random(2).shuffle(briefings)
    others = [record for record in held if record.passage.set != "briefing"][: chosen.at_most]
    asked = look(
        reader,
        [*briefings[: 4 * chosen.at_most], *made_cases(others, [*train, *held]), *own_cases(chosen.corpus)],
    )
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps(asked))
    return asked


def for_fit(asked: list[Asked]) -> list[Asked]:
    """Without the half of our own questions that measures."""
    return [each for each in asked if each.case.set != "own" or in_fit(each.case.group)]


def options() -> argparse.ArgumentParser:
    """The options that calibrating and measuring share."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--weights", type=Path, default=Path("retriever/weights"))
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--work", type=Path, help="folder that keeps what the network saw, for a second run")
    parser.add_argument(
        "--at-most", type=int, default=300, help="held-back records to use, and four times as many of briefings'"
    )
    return parser


def main() -> None:
    chosen = options().parse_args()
    told = chosen.weights / "reader.json"
    if not told.exists():
        plain = {"bias": 0.0}
        told.write_text(json.dumps({"sentences": plain, "candidates": plain, "answers": plain, "thresholds": {}}))
    reader = TrainedReader(chosen.weights)
    asked = for_fit(looked_at(reader, chosen))
    found = calibrated(reader, asked)
    chances = np.array([found.answer(features_of(each, found)) for each in asked])
    truth = np.array([each.case.answerable for each in asked])
    print(f"{len(asked)} cases")
    for name, threshold in found.thresholds.items():
        wrongly, rightly = np.mean(chances[truth] < threshold), np.mean(chances[~truth] < threshold)
        print(f"{name} {threshold}: answerable refused {wrongly:.3f}, unanswerable refused {rightly:.3f}")
    content = {
        "sentences": found.sentences,
        "candidates": found.candidates,
        "answers": found.answers,
        "thresholds": found.thresholds,
    }
    told.write_text(json.dumps(content, indent=1) + "\n")
    print(json.dumps(content))


if __name__ == "__main__":
    main()
