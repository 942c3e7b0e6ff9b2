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
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from cases import Case, make_cases
from scipy.optimize import minimize
from sources import load

from retriever.calibration import Calibration, Found, answer_features, sentence_features
from retriever.trained import TrainedReader

SENTENCE = ("sentence", "answer", "margin", "cosine", "shared", "fits", "typed", "adds", "short")
ANSWER = ("score", "sentence", "answer", "most_answer", "margin", "most_margin", "cosine", "covered", "covered_near",
          "names_missing", "numbers_missing", "fits", "typed", "adds", "yes_no", "cause", "person", "quantity",
          "words_asked")  # fmt: skip
# What a feature may mean is fixed, so that a chance of the sample does not turn it round: these may only lower the
# probability, those may go either way, all others may only raise it.
LOWERING = {"names_missing", "numbers_missing", "short"}
EITHER = {"yes_no", "cause", "person", "quantity", "words_asked"}
SHARE_REFUSED = {"strict": 0.12, "default": 0.08, "lenient": 0.02}  # of the answerable, in the fit
OWN_WEIGHT = 4.0
SETS = {"briefing": 4.0, "news": 2.0, "wiki": 1.0, "qamr": 1.0, "selqa": 1.0}
Weights = dict[str, float]


@dataclass(frozen=True)
class Asked:
    """A case with what the network saw of it."""

    question: str
    passages: tuple[tuple[str, ...], ...]
    titles: tuple[str, ...]
    answerable: bool
    weight: float
    found: list[list[Found]]
    case: Case | None = None
    evidence: tuple[str, ...] = ()  # the answering sentences, for our own questions


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
        found = reader.look(case.question, case.passages)
        weight = SETS.get(case.record.passage.set, 0.6)
        asked.append(Asked(case.question, case.passages, (), case.answerable, weight, found, case))
        if number % 200 == 0:
            print(f"{number} of {len(cases)} cases", flush=True)
    return asked


def own_questions(reader: TrainedReader, corpus: Path) -> dict[str, Asked]:
    """The project's own questions without a history, over the best five chunks that the product retrieves."""
    from ingest.article import Article, Source
    from ingest.chunk import split_chunks
    from ingest.embed import MiniLMEncoder
    from ingest.read import Refusal, read_inputs
    from ingest.sentence import split_sentences
    from retriever.parts import parts_of

    encoder = MiniLMEncoder()
    chunks = []
    for draft in read_inputs([str(corpus / "articles")]):
        if not isinstance(draft, Refusal):
            article = Article(Source(draft.article_id or draft.place, 1, draft.title), draft.text)
            chunks += split_chunks(article, count_tokens=encoder.count_tokens)
    vectors = encoder.encode([chunk.text for chunk in chunks])
    made = {}
    for line in (corpus / "questions.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row.get("history") or "briefing" in row.get("tags", []) or len(parts_of(row["question"])) > 1:
            continue
        order = np.argsort(-(vectors @ encoder.encode([row["question"]])[0]))[:5]
        passages = tuple(
            tuple(chunks[i].text[start:end].strip() for start, end in split_sentences(chunks[i].text)) for i in order
        )
        titles = tuple(chunks[i].source.title for i in order)
        found = reader.look(row["question"], passages)
        evidence = tuple(piece["quote"] for piece in row.get("evidence", ()))
        made[row["id"]] = Asked(
            row["question"], passages, titles, bool(row["answerable"]), OWN_WEIGHT, found, evidence=evidence
        )
    return made


def in_fit(name: str) -> bool:
    """Half of our own questions fit, the other half measures."""
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) % 2 == 0


def features_of(asked: Asked, calibration: Calibration) -> dict[str, float]:
    """The features of the whole, given the model of the sentences."""
    scores = [
        [calibration.sentence(sentence_features(asked.question, row, rows)) for row in rows] for rows in asked.found
    ]
    return answer_features(asked.question, asked.found, scores, asked.passages, asked.titles)


def calibrated(reader: TrainedReader, asked: list[Asked], own: list[Asked]) -> Calibration:
    """Fit all three models and the thresholds."""
    sentences, candidates = sentence_models(reader, asked, own)
    calibration = Calibration(sentences, candidates, {"bias": 0.0}, {})
    rows = [features_of(each, calibration) for each in [*asked, *own]]
    labels = [int(each.answerable) for each in [*asked, *own]]
    answers = fit(rows, labels, ANSWER, [each.weight for each in [*asked, *own]])
    calibration = Calibration(sentences, candidates, answers, {})
    chances = np.array([calibration.answer(row) for row in rows])
    answerable = chances[np.array(labels) == 1]
    thresholds = {name: round(float(np.quantile(answerable, share)), 3) for name, share in SHARE_REFUSED.items()}
    return Calibration(sentences, candidates, answers, thresholds)


def sentence_models(reader: TrainedReader, asked: list[Asked], own: list[Asked]) -> tuple[Weights, Weights]:
    """Fit the sentence's model inside its passage, and among candidates from anywhere."""
    rows, labels, weights = [], [], []
    for each in own:
        for passage in each.found if each.answerable else ():
            for row in passage:
                rows.append(sentence_features(each.question, row, passage))
                labels.append(int(any(quote in row.text or row.text in quote for quote in each.evidence)))
                weights.append(OWN_WEIGHT)
    lone_rows, lone_labels = [], []
    for each in asked:
        case = each.case
        if case is None:
            continue
        for number, passage in enumerate(each.found):
            if case.kind not in {"answered", "removed"} and number != case.place and number > 1:
                continue
            for index, row in enumerate(passage):
                rows.append(sentence_features(case.question, row, passage))
                labels.append(int(number == case.place and index in case.record.answering))
                weights.append(SETS.get(case.record.passage.set, 0.6))
        if (
            case.kind == "answered"
            and case.place is not None
            and case.record.passage.set in {"selqa", "news", "reddit"}
        ):
            flat = [sentence for passage in case.passages for sentence in passage][:24]
            if case.record.passage.set == "selqa":
                flat = list(case.passages[case.place])
            right = {case.record.passage.sentences[i] for i in case.record.answering}
            if right & set(flat):
                alone = [row for (row,) in reader.look(case.question, [[s] for s in flat])]
                for row in alone:
                    lone_rows.append(sentence_features(case.question, row, alone))
                    lone_labels.append(int(row.text in right))
    return fit(rows, labels, SENTENCE, weights), fit(lone_rows, lone_labels, SENTENCE)


def fit_to_tell(asked: list[Asked]) -> list[Asked]:
    """Leave out what tells little: a briefing's question seldom stands alone, so other briefings may answer it too.

    Of briefings only the questions as written are kept, misses included, over their own article and one other.
    """
    kept = []
    for each in asked:
        if each.case is None or each.case.record.passage.set != "briefing":
            kept.append(each)
        elif each.case.kind in {"answered", "miss", "attribute"}:
            own = each.passages.index(each.case.record.passage.sentences)
            places = [own, *[place for place in range(len(each.passages)) if place != own][:1]]
            case = replace(each.case, place=None if each.case.place is None else 0)
            passages, found = tuple(each.passages[p] for p in places), [each.found[p] for p in places]
            kept.append(replace(each, passages=passages, found=found, case=replace(case, passages=passages)))
    return kept


def looked_at(reader: TrainedReader, data: Path, work: Path | None, at_most: int) -> list[Asked]:
    """The held-back cases that tell something, as the network sees them."""
    return fit_to_tell(_all_looked_at(reader, data, work, at_most))


def _all_looked_at(reader: TrainedReader, data: Path, work: Path | None, at_most: int) -> list[Asked]:
    """All held-back cases as the network sees them, kept in the work folder, for this is what takes the time."""
    kept = work / "looked.pickle" if work else None
    if kept and kept.exists():
        return list(pickle.loads(kept.read_bytes()))
    train, held = load(data)
    random.Random(2).shuffle(held)
    # Briefings are what the product reads, so that more of theirs are used.
    briefings = [record for record in held if record.passage.set == "briefing"][: 4 * at_most]
    others = [record for record in held if record.passage.set != "briefing"][:at_most]
    asked = look(reader, make_cases([*briefings, *others], [*train, *held]))
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps(asked))
    return asked


def options() -> argparse.ArgumentParser:
    """The options that calibrating and measuring share."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--weights", type=Path, default=Path("retriever/weights"))
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--work", type=Path, help="folder that keeps what the network saw, for a second run")
    parser.add_argument(
        "--at-most", type=int, default=1200, help="held-back records to use, and four times as many briefings'"
    )
    return parser


def main() -> None:
    chosen = options().parse_args()
    told = chosen.weights / "reader.json"
    if not told.exists():
        plain = {"bias": 0.0}
        told.write_text(json.dumps({"sentences": plain, "candidates": plain, "answers": plain, "thresholds": {}}))
    reader = TrainedReader(chosen.weights)
    asked = looked_at(reader, chosen.data, chosen.work, chosen.at_most)
    own = [each for name, each in own_questions(reader, chosen.corpus).items() if in_fit(name)]
    found = calibrated(reader, asked, own)
    chances = np.array([found.answer(features_of(each, found)) for each in asked])
    truth = np.array([each.answerable for each in asked])
    print(f"{len(asked)} cases, {len(own)} of our own questions")
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
