"""Held-back questions as the product meets them: over the best passages, answerable or made unanswerable."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass

import rewrite
from examples import holds, stands_alone
from nearest import nearest_passages
from sources import Passage, Record


@dataclass(frozen=True)
class Case:
    """A question over passages; `record` and `place` say where the answer stands, None where there is none."""

    question: str
    passages: tuple[tuple[str, ...], ...]
    kind: str
    record: Record
    place: int | None

    @property
    def answerable(self) -> bool:
        """Whether the passages answer."""
        return self.place is not None


def make_cases(held: list[Record], everything: list[Record], *, beside: int = 4, seed: int = 5) -> list[Case]:
    """Each record as it is, and up to two ways in which it is not answered, among the best other passages."""
    rng = random.Random(seed)
    pool = rewrite.Pool.of(dict.fromkeys(record.passage for record in everything))
    near = nearest_passages(held, everything, 24)
    groups: dict[str, list[Passage]] = defaultdict(list)
    for record in everything:
        if not groups[record.passage.group] or groups[record.passage.group][-1] != record.passage:
            groups[record.passage.group].append(record.passage)
    cases: list[Case] = []
    for record, others in zip(held, near, strict=True):
        clean = [other for other in others if not holds(record, other.text)]
        own = record.passage.sentences

        def among(
            first: tuple[str, ...] | None,
            wrong: list[Passage],
            question: str,
            kind: str,
            answered: bool,
            record: Record = record,
        ) -> None:
            passages = [p.sentences for p in wrong[: beside if first else beside + 1]]
            place = rng.randrange(len(passages) + 1)
            if first:
                passages.insert(place, first)
            cases.append(Case(question, tuple(passages), kind, record, place if answered else None))

        if not record.answering:
            among(own, clean, record.question, "miss", False)
            continue
        among(own, clean, record.question, "answered", True)
        asked = rewrite.yes_no(record, rng)
        if asked and rng.random() < 0.3:
            among(own, clean, asked, "yes-no", True)
        made: list[tuple[str, tuple[str, ...] | None, str]] = []
        rest = tuple(s for i, s in enumerate(own) if i not in record.answering)
        if rest and not holds(record, " ".join(rest)):
            made.append(("removed", rest, record.question))
        changed = Record(asked, record.passage, record.spans, record.answering) if asked else None
        for kind, question in (
            ("name", rewrite.exchange_name(record, pool, rng)),
            ("number", rewrite.exchange_number(record, rng)),
            ("word", rewrite.exchange_word(record, rng)),
            ("type", rewrite.other_type(record, rng)),
            ("attribute", rewrite.attribute(record.passage, rng) if rng.random() < 0.3 else None),
            ("yes-no name", rewrite.exchange_name(changed, pool, rng) if changed else None),
        ):
            if question:
                made.append((kind, own, question))
        siblings = [p for p in groups[record.passage.group] if p != record.passage and not holds(record, p.text)]
        if siblings:
            made.append(("neighbour", rng.choice(siblings).sentences, record.question))
        made.append(("retrieved", None, record.question))
        if not stands_alone(record.question):
            made = []
        for kind, first, question in rng.sample(made, min(2, len(made))):
            among(first, clean, question, kind, False)
    return cases
