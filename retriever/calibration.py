"""From the network's logits to probabilities: a few features in the open, weighted by logistic regression."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from retriever.answer_type import AnswerType, holds, needed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_WORD = re.compile(r"[^\W_]+")
_NAME = re.compile(r"(?<!^)\b[A-Z][\w&-]*")
_NUMBER = re.compile(r"\d[\d,.]*")
_INITIALS = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_DATE = re.compile(
    r"\d|\b(?-i:January|February|March|April|May|June|July|August|September|October|November|December)\b|\b(?:monday|"
    r"tuesday|wednesday|thursday|friday|saturday|sunday|week|month|year|day|century|centurie|decade|spring|summer|autumn|"
    r"winter|morning|evening|night)s?\b|\b(?:today|yesterday|tomorrow|before|after|when|during|since|until|while)\b",
    re.IGNORECASE,
)
_QUANTITY = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|million|billion|"
    r"half|both|several|few|many|most|all|none|no|single|double|twice|once|couple|pair|first|second|third)\b",
    re.IGNORECASE,
)
_CAUSE = re.compile(
    r"\b(?:because|due|since|as|so|to|for|after|amid|over|thanks|owing|behind|lest)\b|\b(?:caus|reason|concern|respons|"
    r"effort|protest|reflect|avoid|prevent|allow|help)", re.IGNORECASE
)  # fmt: skip
_COMMON = frozenset(
    "a an the of in on at to for from by with and or but is are was were be been being do does did has have had will would "
    "can could should may might what who whom whose which when where why how much many it its he she they his her their "
    "there this that these those as about into over than then not no any some if s t".split()
)
_YES_NO = frozenset("is are was were do does did has have had will would can could should may might".split())


@dataclass(frozen=True, slots=True)
class Found:
    """What the network saw in a sentence: logits, the best answer's margin over "no answer", and the cosine.

    `topic` is the question's cosine with the whole passage, and `covered` the share of its words, those that few of
    the passages hold telling more, that the passage and its article's title hold.
    """

    text: str
    sentence: float
    answer: float
    margin: float
    cosine: float
    span: tuple[int, int] | None
    topic: float = 0.0
    covered: float = 0.0


def _joined(initials: re.Match[str]) -> str:
    return initials[0].replace(".", "") + " "


def content(text: str) -> set[str]:
    """The text's content words, cut to five letters so that inflections meet; "U.S." is one word."""
    whole = _INITIALS.sub(_joined, text)
    return {word[:5] for word in _WORD.findall(whole.lower()) if word not in _COMMON}


def coverage(wanted: set[str], text: str) -> float:
    """The share of the wanted words that the text holds; 1 where none is wanted."""
    return len(wanted & content(text)) / len(wanted) if wanted else 1.0


def weighted_coverage(wanted: set[str], texts: Sequence[set[str]], own: set[str]) -> float:
    """The share of the wanted words that stand in `own`, where words that few of the texts hold tell more."""
    weights = {word: math.log(1 + (len(texts) + 1) / (1 + sum(word in text for text in texts))) for word in wanted}
    total = sum(weights.values())
    return sum(weights[word] for word in wanted & own) / total if total else 0.0


def question_type(question: str) -> str:
    """What is asked for: person, time, place, cause, quantity, yes-no or other."""
    low = " ".join(_WORD.findall(question.lower()))
    first = low.split(" ", 1)[0] if low else ""
    if first in _YES_NO:
        return "yes-no"
    for kind, cue in (
        ("quantity", r"\bhow (?:much|many|old|long|far|big|large|often|tall|high)\b"),
        ("person", r"\b(?:who|whom|whose)\b"),
        ("time", r"\b(?:when|what (?:date|day|year|time|month)|which (?:day|year|month))\b"),
        ("cause", r"\bwhy\b"),
        ("place", r"\bwhere\b"),
    ):
        if re.search(cue, low):
            return kind
    return "other"


def fits(kind: str, words: str, sentence: str) -> bool:
    """Whether an answer of that kind can stand in these words (person, quantity) or this sentence."""
    if kind == "person":
        return any(character.isupper() for character in words) or not words
    if kind == "quantity":
        return bool(_QUANTITY.search(words))
    if kind == "time":
        return bool(_DATE.search(sentence))
    if kind == "cause":
        return bool(_CAUSE.search(sentence))
    return True


def typed(question: str, text: str) -> float:
    """1 where the text holds what the question's form needs, -1 where it does not, 0 where that cannot be told."""
    need = needed(question)
    return _told(holds(need, text)) if need else 0.0


def named(question: str, text: str) -> float:
    """1 where a name stands beside the office whose holder is asked for, -1 where the office stands alone, else 0."""
    need = needed(question)
    return _told(holds(need, text)) if need and need.form in {AnswerType.NAME, AnswerType.HOLDER} else 0.0


def _told(held: bool | None) -> float:
    return 0.0 if held is None else 1.0 if held else -1.0


def adds(question: str, words: str) -> float:
    """1 where the answer's words say more than the question did; a question of yes or no needs no more."""
    if question_type(question) == "yes-no":
        return 1.0
    return float(bool(content(words) - content(question)) or bool(_NUMBER.search(words)))


def sentence_features(question: str, found: Found, beside: Sequence[Found]) -> dict[str, float]:
    """One sentence's features; `beside` are all sentences that it stands among, itself included."""
    wanted = content(question)
    own = content(found.text)
    words = found.text[slice(*found.span)] if found.span else ""
    return {
        "sentence": found.sentence,
        "answer": found.answer,
        "margin": found.margin / 4,
        "cosine": 4 * found.cosine,
        "topic": 4 * found.topic,
        "covered": found.covered,
        "shared": weighted_coverage(wanted, [content(other.text) for other in beside], own),
        "fits": float(fits(question_type(question), words, found.text)),
        "typed": typed(question, found.text),
        "named": named(question, found.text),
        "adds": adds(question, words),
        "short": float(len(own) < 4),
    }


def answer_features(
    question: str,
    found: Sequence[Sequence[Found]],
    scores: Sequence[Sequence[float]],
    passages: Sequence[Sequence[str]],
    titles: Sequence[str],
) -> dict[str, float]:
    """The features of the whole: the best sentence's, and what of the question stands nowhere in the text."""
    ranked = sorted(
        (
            (score, row)
            for values, rows in zip(scores, found, strict=True)
            for score, row in zip(values, rows, strict=True)
        ),
        key=lambda pair: -pair[0],
    )
    if not ranked:
        return {}
    score, best = ranked[0]
    number = next(n for n, rows in enumerate(found) if any(row is best for row in rows))
    near = " ".join([*passages[number], titles[number] if number < len(titles) else ""])
    kind = question_type(question)
    names = {frozenset(content(name)) for name in _NAME.findall(_INITIALS.sub(_joined, question))}
    numbers = {value.strip(".,") for value in _NUMBER.findall(question)}
    words = best.text[slice(*best.span)] if best.span else ""
    wanted = content(question)
    return {
        "score": _logit(score),
        "lead": min(4.0, _logit(score) - _logit(ranked[1][0] if len(ranked) > 1 else 0.0)),
        "sentence": best.sentence,
        "answer": best.answer,
        "most_answer": max(row.answer for rows in found for row in rows),
        "margin": best.margin / 4,
        "most_margin": max(row.margin for rows in found for row in rows) / 4,
        "cosine": 4 * best.cosine,
        "topic": 4 * best.topic,
        "passage": best.covered,
        "covered": coverage(wanted, best.text),
        "covered_near": coverage(wanted, near),
        "names_missing": float(sum(not name <= content(near) for name in names)),
        "numbers_missing": float(len([value for value in numbers if value not in near])),
        "fits": float(fits(kind, words, best.text)),
        "typed": typed(question, best.text),
        "named": named(question, best.text),
        "adds": adds(question, words),
        "yes_no": float(kind == "yes-no"),
        "cause": float(kind == "cause"),
        "person": float(kind == "person"),
        "quantity": float(kind == "quantity"),
        "words_asked": len(wanted) / 4,
    }


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights of the three small models and the thresholds, as `reader.json` holds them."""

    sentences: Mapping[str, float]
    candidates: Mapping[str, float]
    answers: Mapping[str, float]
    thresholds: Mapping[str, float]

    @staticmethod
    def load(path: Path) -> Calibration:
        """Read the file that calibration wrote."""
        told = json.loads(path.read_text("utf-8"))
        return Calibration(told["sentences"], told["candidates"], told["answers"], told["thresholds"])

    def sentence(self, features: Mapping[str, float]) -> float:
        """How likely a sentence inside its passage answers."""
        return _logistic(self.sentences, features)

    def candidate(self, features: Mapping[str, float]) -> float:
        """How likely a sentence by itself, among candidates from anywhere, answers."""
        return _logistic(self.candidates, features)

    def answer(self, features: Mapping[str, float]) -> float:
        """How likely the passages answer at all; 0 where there are none."""
        return _logistic(self.answers, features) if features else 0.0


def _logit(chance: float) -> float:
    return math.log((chance + 1e-4) / (1 - chance + 1e-4))


def _logistic(weights: Mapping[str, float], features: Mapping[str, float]) -> float:
    value = weights["bias"] + sum(weight * features[name] for name, weight in weights.items() if name != "bias")
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))
