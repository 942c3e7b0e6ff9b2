"""Held-back questions as the product meets them: over the passages found, answerable or made unanswerable."""

from __future__ import annotations

import json
import random
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import rewrite
from examples import holds, stands_alone
from nearest import nearest_passages
from sources import Passage, Record

DEPTH = 8  # passages, as the product reads
ARTICLES = 25  # in a store; among more, "Is the walkout over?" has too many answers


@dataclass(frozen=True)
class Case:
    """A question over passages of the articles titled so.

    `answering` are the sentences that answer, as (passage, sentence); `answers` their words, where known; `group`
    names the article that the question was asked of.
    """

    question: str
    passages: tuple[tuple[str, ...], ...]
    titles: tuple[str, ...]
    kind: str
    set: str
    group: str
    answering: frozenset[tuple[int, int]]
    answers: tuple[str, ...] = ()

    @property
    def answerable(self) -> bool:
        """Whether the passages answer."""
        return bool(self.answering)


def made_cases(held: list[Record], everything: list[Record], *, beside: int = 4, seed: int = 5) -> list[Case]:
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
            question: str,
            kind: str,
            answered: bool = False,
            record: Record = record,
            clean: list[Passage] = clean,
        ) -> None:
            wrong = clean[: beside if first else beside + 1]
            passages, titles = [p.sentences for p in wrong], [p.title for p in wrong]
            place = rng.randrange(len(passages) + 1)
            if first:
                passages.insert(place, first)
                titles.insert(place, record.passage.title)
            answering = frozenset((place, number) for number in record.answering) if answered else frozenset()
            known = record.passage
            cases.append(
                Case(question, tuple(passages), tuple(titles), kind, known.set, known.group, answering,
                     tuple(record.answers) if answered else ())
            )  # fmt: skip

        among(own, record.question, "answered", True)
        asked = rewrite.yes_no(record, rng)
        if asked and rng.random() < 0.3:
            among(own, asked, "yes-no", True)
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
            among(first, question, kind)
    return cases


@dataclass(frozen=True)
class Question:
    """A question of a store of articles, with the (article, sentence) pairs any of which answers."""

    text: str
    group: str
    evidence: tuple[tuple[str, str], ...]
    answers: tuple[str, ...] = ()


def briefing_cases(held: Sequence[Record], *, seed: int = 3) -> Iterator[Case]:
    """The questions of briefings as written, each over what a retriever finds in a store of so many briefings."""
    articles = list(dict.fromkeys(record.passage for record in held))
    random.Random(seed).shuffle(articles)
    for start in range(0, len(articles), ARTICLES):
        some = dict.fromkeys(articles[start : start + ARTICLES])  # in order, so that equal scores rank alike every time
        rows = [{"_id": passage.group, "title": passage.title, "text": passage.text} for passage in some]
        questions = [
            Question(
                record.question,
                record.passage.group,
                tuple((record.passage.group, record.passage.sentences[n]) for n in sorted(record.answering)),
                tuple(record.answers),
            )
            for record in held
            if record.passage in some
        ]
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / "articles.jsonl"
            place.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
            yield from stored_cases(place, questions, "briefing")


def own_cases(corpus: Path) -> Iterator[Case]:
    """The project's own questions that stand alone and ask for one thing; the group is the question's id."""
    from retriever.parts import parts_of

    questions = []
    for line in (corpus / "questions.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if not (row.get("history") or "briefing" in row.get("tags", []) or len(parts_of(row["question"])) > 1):
            evidence = tuple((piece["article_id"], piece["quote"]) for piece in row.get("evidence", ()))
            questions.append(Question(row["question"], row["id"], evidence))
    yield from stored_cases(corpus / "articles", questions, "own")


def stored_cases(articles: Path, questions: Sequence[Question], name: str) -> Iterator[Case]:
    """Each question over the passages that the product's retriever finds for it."""
    from ingest.embed import MiniLMEncoder
    from ingest.index import Index
    from ingest.sentence import split_sentences
    from ingest.sync import sync
    from retriever.fuse import HybridRetriever
    from retriever.search import KeywordRetriever, VectorRetriever

    encoder = MiniLMEncoder()
    with tempfile.TemporaryDirectory() as folder, Index(Path(folder) / "store", create=True) as index:
        sync([str(articles)], index, encoder)
        retriever = HybridRetriever(retrievers=(VectorRetriever(index, encoder), KeywordRetriever(index)))
        for question in questions:
            chunks = [passage.chunk for passage in retriever.retrieve(question.text, DEPTH)]
            passages = [[chunk.text[a:b].strip() for a, b in split_sentences(chunk.text)] for chunk in chunks]
            passages = [[sentence for sentence in passage if sentence] for passage in passages]
            answering = frozenset(
                (place, number)
                for place, (chunk, passage) in enumerate(zip(chunks, passages, strict=True))
                for number, sentence in enumerate(passage)
                if any(
                    chunk.source.article_id == article and (quote in sentence or sentence in quote)
                    for article, quote in question.evidence
                )
            )
            kind = "miss" if not question.evidence else "answered" if answering else "not found"
            titles = tuple(chunk.source.title for chunk in chunks)
            sentences = tuple(tuple(passage) for passage in passages)
            yield Case(question.text, sentences, titles, kind, name, question.group, answering, question.answers)
