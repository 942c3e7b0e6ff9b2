"""Fit the small models over the network's logits, and choose the thresholds: writes `reader.json`.

    python training/calibrate.py --data ../shared/data --weights retriever/weights

Fitted on the held-back articles that `cases.for_measuring` leaves, and half of the project's own questions.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from cases import Case, for_measuring, make_cases
from sklearn.linear_model import LogisticRegression
from sources import load

from retriever.calibration import Calibration, Found, answer_features, sentence_features
from retriever.trained import TrainedReader

SENTENCE = ("sentence", "answer", "margin", "cosine", "shared", "fits", "short")
ANSWER = ("score", "sentence", "answer", "most_answer", "margin", "most_margin", "cosine", "covered", "covered_near",
          "names_missing", "numbers_missing", "fits", "yes_no", "cause", "person", "quantity", "words_asked")  # fmt: skip


def fit(
    rows: list[dict[str, float]],
    labels: list[int],
    weights: list[float] | None = None,
    names: tuple[str, ...] = SENTENCE,
) -> dict[str, float]:
    """Logistic regression as weights by feature name."""
    table = np.array([[row[name] for name in names] for row in rows])
    scale = table.std(axis=0) + 1e-9
    model = LogisticRegression(C=1.0, max_iter=2000).fit(table / scale, labels, sample_weight=weights)
    found = {name: round(float(w), 5) for name, w in zip(names, model.coef_[0] / scale, strict=True)}
    return {"bias": round(float(model.intercept_[0]), 5), **found}


def logistic(weights: dict[str, float], row: dict[str, float]) -> float:
    return 1 / (1 + np.exp(-(weights["bias"] + sum(w * row[n] for n, w in weights.items() if n != "bias"))))


def own_cases(corpus: Path) -> list[tuple[str, list[list[str]], list[str], bool, str]]:
    """The project's own questions without a history, over the best five chunks that the product retrieves."""
    from ingest.article import Article, Source
    from ingest.chunk import split_chunks
    from ingest.embed import MiniLMEncoder
    from ingest.read import Refusal, read_inputs
    from ingest.sentence import split_sentences

    encoder = MiniLMEncoder()
    chunks = []
    for draft in read_inputs([str(corpus / "articles")]):
        if not isinstance(draft, Refusal):
            article = Article(Source(draft.article_id or draft.place, 1, draft.title), draft.text)
            chunks += split_chunks(article, count_tokens=encoder.count_tokens)
    vectors = encoder.encode([c.text for c in chunks])
    made = []
    for line in (corpus / "questions.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row.get("history") or "briefing" in row.get("tags", []):
            continue
        order = np.argsort(-(vectors @ encoder.encode([row["question"]])[0]))[:5]
        passages = [[chunks[i].text[a:b].strip() for a, b in split_sentences(chunks[i].text)] for i in order]
        made.append(
            (row["question"], passages, [chunks[i].source.title for i in order], bool(row["answerable"]), row["id"])
        )
    return made


def in_fit(name: str) -> bool:
    """Half of our own questions fit, the other half measures."""
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) % 2 == 0


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--weights", type=Path, default=Path("retriever/weights"))
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--at-most", type=int, default=100_000, help="held-back records to use")
    options = parser.parse_args()
    told = options.weights / "reader.json"
    if not told.exists():
        flat: dict[str, Any] = {name: {"bias": 0.0, "sentence": 1.0} for name in ("sentences", "candidates")}
        told.write_text(
            json.dumps(
                {
                    **flat,
                    "answers": {"bias": 0.0, "score": 1.0},
                    "thresholds": {"strict": 0.7, "default": 0.5, "lenient": 0.3},
                }
            )
        )
    reader = TrainedReader(options.weights)
    train, held = load(options.data)
    fitting = [r for r in held if not for_measuring(r)]
    random.Random(2).shuffle(fitting)
    cases = make_cases(fitting[: options.at_most], [*train, *held])
    looked = [reader.look(c.question, c.passages) for c in cases]
    own = [o for o in own_cases(options.corpus) if in_fit(o[4])]
    print(f"{len(cases)} cases, {len(own)} of our own questions", flush=True)

    sentences, candidates = sentence_models(reader, cases, looked)
    calibration = Calibration(sentences, candidates, {"bias": 0.0}, {})

    def features(question: str, found: list[list[Found]], passages: Any, titles: list[str]) -> dict[str, float]:
        scores = [[calibration.sentence(sentence_features(question, row, rows)) for row in rows] for rows in found]
        return answer_features(question, found, scores, passages, titles)

    rows = [features(c.question, f, c.passages, []) for c, f in zip(cases, looked, strict=True)]
    labels = [int(c.answerable) for c in cases]
    weights = [{"news": 2.0, "wiki": 1.0, "qamr": 1.0, "selqa": 1.0}.get(c.record.passage.set, 0.6) for c in cases]
    for question, passages, titles, answerable, _ in own:
        rows.append(features(question, reader.look(question, passages), passages, titles))
        labels.append(int(answerable))
        weights.append(8.0)
    answers = fit(rows, labels, weights, ANSWER)
    chances = np.array([logistic(answers, row) for row in rows])
    truth = np.array(labels) == 1
    # At default, nine of a hundred answerable refused in the fit leaves room for the ten that are allowed.
    thresholds = {
        "strict": round(float(np.quantile(chances[truth], 0.20)), 3),
        "default": round(float(np.quantile(chances[truth], 0.09)), 3),
        "lenient": round(float(np.quantile(chances[truth], 0.03)), 3),
    }
    for name, threshold in thresholds.items():
        print(
            f"{name} {threshold}: answerable refused {np.mean(chances[truth] < threshold):.3f}, unanswerable refused {np.mean(chances[~truth] < threshold):.3f}"
        )
    content = {"sentences": sentences, "candidates": candidates, "answers": answers, "thresholds": thresholds}
    told.write_text(json.dumps(content, indent=1) + "\n")
    print(json.dumps(content))


def sentence_models(
    reader: TrainedReader, cases: list[Case], looked: list[list[list[Found]]]
) -> tuple[dict[str, float], dict[str, float]]:
    """Fit the sentence's model inside its passage, and among candidates from anywhere."""
    rows, labels = [], []
    lone_rows, lone_labels = [], []
    for case, found in zip(cases, looked, strict=True):
        for number, passage in enumerate(found):
            if case.kind not in {"answered", "removed"} and number != case.place and number > 1:
                continue
            for index, row in enumerate(passage):
                rows.append(sentence_features(case.question, row, passage))
                labels.append(int(number == case.place and index in case.record.answering))
        if (
            case.kind == "answered"
            and case.place is not None
            and case.record.passage.set in {"selqa", "news", "reddit"}
        ):
            flat = [s for p in case.passages for s in p][:24]
            if case.record.passage.set == "selqa":
                flat = list(case.passages[case.place])
            right = {case.record.passage.sentences[i] for i in case.record.answering}
            if right & set(flat) and len(lone_labels) < 12_000:
                alone = [row for (row,) in reader.look(case.question, [[s] for s in flat])]
                for row in alone:
                    lone_rows.append(sentence_features(case.question, row, alone))
                    lone_labels.append(int(row.text in right))
    return fit(rows, labels), fit(lone_rows, lone_labels)


if __name__ == "__main__":
    main()
