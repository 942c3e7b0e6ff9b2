"""Draw a round of training examples: every question once, with unanswerable ones made beside it."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, replace

import rewrite
from nearest import nearest_passages
from sources import Passage, Record

from retriever.calibration import content

WINDOWS = (1, 30, 60, 100, 100)  # words; often one sentence
BRIEFING_WINDOWS = (1, 40, 80, 120, 120)  # nearer to what the product reads


@dataclass(frozen=True)
class Example:
    """A question over sentences; no answering sentence means that it is not answered.

    `title` is that of the sentences' article, empty where it has none or none is to be shown.
    """

    question: str
    sentences: tuple[str, ...]
    answering: frozenset[int]
    span: tuple[int, int, int] | None  # (sentence, start, end)
    kind: str
    title: str = ""


class Examples:
    """Draws examples from records, with names and wrong passages to exchange from."""

    def __init__(self, records: list[Record]) -> None:
        self.records = records
        self.by_passage: dict[Passage, list[Record]] = defaultdict(list)
        self.by_group: dict[str, list[Record]] = defaultdict(list)
        for record in records:
            self.by_passage[record.passage].append(record)
            self.by_group[record.passage.group].append(record)
        self.pool = rewrite.Pool.of(self.by_passage)
        self.wrong = nearest_passages(records, records, 12)

    def round(self, seed: int) -> list[Example]:
        """One round, in a random order."""
        rng = random.Random(seed)
        made: list[Example] = []
        # How often a question is drawn, and how many unanswerable ones beside it. Briefings, which are what the product
        # reads, make about half of a round.
        shares = {
            "wiki": (0.5, 1.5),
            "reddit": (0.35, 1.1),
            "amazon": (0.15, 1.1),
            "news": (0.5, 1.2),
            "qamr": (0.35, 1.0),
            "selqa": (1.0, 1.3),
            "briefing": (5.0, 1.0),
        }
        for number, record in enumerate(self.records):
            times, negatives = shares[record.passage.set]
            for _ in range(_count(times, rng)):
                if not record.answering:
                    made.append(self.miss(record, rng))
                    continue
                made.append(self.positive(record, rng))
                for _ in range(_count(negatives, rng)):
                    negative = self.negative(number, rng)
                    if negative:
                        made.append(negative)
        made += self.statements(rng)
        made = [polish(example, rng) for example in made]
        rng.shuffle(made)
        return made

    def miss(self, record: Record, rng: random.Random) -> Example:
        """A question that its own article comes near to and does not answer, mostly around the likest sentence."""
        sentences, asked = record.passage.sentences, content(record.question)
        near = max(range(len(sentences)), key=lambda i: len(asked & content(sentences[i])) + rng.random())
        around = frozenset({near if rng.random() < 0.7 else rng.randrange(len(sentences))})
        made = Example(record.question, sentences, around, None, "miss", record.passage.title)
        return unanswered(made, rng, limits=BRIEFING_WINDOWS)

    def positive(self, record: Record, rng: random.Random) -> Example:
        """The question as it is, as a yes-or-no question, or joined with another on the passage."""
        question, spans, answering, kind = record.question, record.spans, record.answering, "answered"
        draw = rng.random()
        if draw < 0.12:
            changed = rewrite.yes_no(record, rng)
            if changed:
                question, kind = changed, "yes-no"
        elif draw < 0.19:
            other = rng.choice(self.by_passage[record.passage])
            joined = rewrite.two_part(record, other)
            if joined:
                question, answering, kind = joined, record.answering | other.answering, "two-part"
                spans = record.spans or other.spans
        span = (
            min(spans, key=lambda s: s[2] - s[1])
            if spans and rng.random() < 0.5
            else (rng.choice(spans) if spans else None)
        )
        limits = BRIEFING_WINDOWS if record.passage.set == "briefing" else WINDOWS
        made = Example(question, record.passage.sentences, answering, span, kind, record.passage.title)
        return crop(made, rng, limits=limits)

    def negative(self, number: int, rng: random.Random) -> Example | None:
        """An unanswerable example made from a record, by one of several ways."""
        record = self.records[number]
        none: frozenset[int] = frozenset()
        if not stands_alone(record.question):
            return None
        # Changed questions first, most of the time: few questions allow a given change, and these teach the most.
        changes = rng.sample(["name", "name", "number", "word", "type", "attribute", "yes-no"], 7)
        elsewhere = rng.sample(["removed", "retrieved", "neighbour"], 3)
        for way in [*changes, *elsewhere] if rng.random() < 0.6 else [*elsewhere, *changes]:
            question: str | None = record.question
            passage: Passage | None = record.passage
            if way == "removed":
                rest = tuple(s for i, s in enumerate(record.passage.sentences) if i not in record.answering)
                if rest and not holds(record, " ".join(rest)):
                    return crop(Example(record.question, rest, none, None, way, record.passage.title), rng)
                continue
            if way == "retrieved":
                passage = rng.choice(self.wrong[number][:8]) if self.wrong[number] else None
                if passage and holds(record, passage.text):
                    continue
            elif way == "neighbour":
                other = rng.choice(self.by_group[record.passage.group])
                passage = other.passage if other.passage != record.passage else None
                if (
                    passage is None
                    and len(record.passage.sentences) > 1
                    and record.passage.set in {"news", "qamr", "selqa"}
                ):
                    keep = [i for i in range(len(record.passage.sentences)) if i not in record.answering]
                    if keep:
                        alone = (record.passage.sentences[rng.choice(keep)],)
                        if not holds(record, alone[0]):
                            return Example(record.question, alone, none, None, way, record.passage.title)
                if passage and holds(record, passage.text):
                    continue
            elif way == "name":
                question = rewrite.exchange_name(record, self.pool, rng)
            elif way == "number":
                question = rewrite.exchange_number(record, rng)
            elif way == "word":
                question = rewrite.exchange_word(record, rng)
            elif way == "type":
                question = rewrite.other_type(record, rng)
            elif way == "attribute":
                question = rewrite.attribute(record.passage, rng) if rng.random() < 0.3 else None
            elif way == "yes-no":
                asked = rewrite.yes_no(record, rng)
                changed = Record(asked, record.passage, record.spans, record.answering) if asked else record
                question = rewrite.exchange_name(changed, self.pool, rng) if asked else None
            if question is None or passage is None:
                continue
            keep_near = record.answering if way in {"name", "number", "word", "type", "yes-no"} else none
            return unanswered(Example(question, passage.sentences, keep_near, None, way, passage.title), rng)
        return None

    def statements(self, rng: random.Random) -> list[Example]:
        """Questions made from the form of news and encyclopedia sentences, and the same with another name."""
        made = []
        for passage in self.by_passage:
            if passage.set not in rewrite.NEWS_AND_FACTS:
                continue
            for index in range(len(passage.sentences)):
                if passage.set != "briefing" and rng.random() < 0.6:
                    continue
                for question, (start, end) in rewrite.from_statement(passage, index, rng):
                    near = frozenset({index})
                    span = (index, start, end)
                    example = Example(question, passage.sentences, near, span, "statement", passage.title)
                    made.append(crop(example, rng))
                    record = Record(question, passage, (), frozenset({index}))
                    changed = rewrite.exchange_name(record, self.pool, rng) or rewrite.exchange_word(record, rng)
                    if changed and rng.random() < 0.7:
                        example = replace(example, question=changed, span=None, kind="statement exchanged")
                        made.append(unanswered(example, rng))
        return made


def _count(share: float, rng: random.Random) -> int:
    return int(share) + (rng.random() < share % 1)


def holds(record: Record, text: str) -> bool:
    """Whether a text may answer the question too: a word of the answer that the question lacks stands in it.

    Strict, because a passage taken for a wrong one that does answer teaches the opposite of what is meant.
    """
    asked, there = content(record.question), content(text)
    return any((content(answer) - asked) & there for answer in record.answers)


def stands_alone(question: str) -> bool:
    """Whether a question names enough to be asked of another text; "who reports?" is answered by nearly any."""
    return len(content(question)) >= 3


def crop(example: Example, rng: random.Random, *, limits: tuple[int, ...] = WINDOWS) -> Example:
    """A window of the passage with the answering sentences, of at most as many words as one of `limits`, drawn."""
    sentences = example.sentences
    low, high = (min(example.answering), max(example.answering)) if example.answering else (0, -1)
    if not example.answering:
        low = rng.randrange(len(sentences))
        high = low
    limit = rng.choice(limits)
    size = sum(len(s.split()) for s in sentences[low : high + 1])
    while True:
        options = []
        if low > 0 and size + len(sentences[low - 1].split()) <= limit:
            options.append(-1)
        if high + 1 < len(sentences) and size + len(sentences[high + 1].split()) <= limit:
            options.append(1)
        if not options:
            break
        if rng.choice(options) < 0:
            low -= 1
            size += len(sentences[low].split())
        else:
            high += 1
            size += len(sentences[high].split())
    answering = frozenset(i - low for i in example.answering)
    span = (example.span[0] - low, *example.span[1:]) if example.span else None
    return replace(example, sentences=sentences[low : high + 1], answering=answering, span=span)


def unanswered(example: Example, rng: random.Random, *, limits: tuple[int, ...] = WINDOWS) -> Example:
    """A window around the sentences named as answering, which come near and do not answer."""
    return replace(crop(example, rng, limits=limits), answering=frozenset(), span=None)


def polish(example: Example, rng: random.Random) -> Example:
    """Now and then the question without its mark, or in other words for the same, or no title."""
    question = example.question.rstrip("?") if rng.random() < 0.12 else example.question
    if rng.random() < 0.4:
        question = rewrite.other_words(question, rng)
    return replace(example, question=question, title=example.title if rng.random() < 0.75 else "")
