"""What an answer promises, asked of the shipped briefing with the real model, store and reader."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from langchain_core.language_models.fake_chat_models import FakeListChatModel
from langchain_core.runnables import RunnableLambda

from ingest.embed import MiniLMEncoder
from ingest.index import Filter, Index
from ingest.sync import SyncReport, sync
from retriever.answer import Answer, answer_record
from retriever.answerer import Answerer, Query
from retriever.certainty import Certainty
from retriever.evidence import load_reader
from retriever.question import Turn
from retriever.reader import Reading, SentenceReading
from retriever.search import KeywordRetriever

pytestmark = pytest.mark.slow

QUESTIONS = [
    json.loads(line)
    for line in (Path(__file__).parent.parent / "corpus" / "questions.jsonl").read_text("utf-8").splitlines()
]


@pytest.fixture(scope="module")
def answers(briefing: tuple[Index, Answerer]) -> dict[str, Answer]:
    """Return the answers to all questions that need no conversation."""
    _, answerer = briefing
    return {row["id"]: answerer.invoke(row["question"]) for row in QUESTIONS if not row.get("history")}


def test_every_citation_quotes_its_article_exactly(
    briefing: tuple[Index, Answerer], answers: dict[str, Answer]
) -> None:
    index, _ = briefing
    cited = [citation.evidence for answer in answers.values() for citation in answer.citations]
    cited += [evidence for answer in answers.values() for evidence in answer.nearest]
    assert len(cited) > 50
    for evidence in cited:
        article = index.article(evidence.source.article_id, evidence.source.version)
        assert article is not None
        assert article.text[evidence.start : evidence.end] == evidence.text
        if evidence.answer_span:
            assert evidence.start <= evidence.answer_span[0] < evidence.answer_span[1] <= evidence.end


def test_every_marker_resolves_and_counts_from_one(answers: dict[str, Answer]) -> None:
    for answer in answers.values():
        markers = [citation.marker for citation in answer.citations]
        assert markers == list(range(1, len(markers) + 1))
        for statement in answer.statements:
            assert all(f"[{citation.marker}]" in answer.text for citation in statement.citations)


def test_no_statement_is_more_certain_than_its_weakest_span(answers: dict[str, Answer]) -> None:
    for answer in answers.values():
        for statement in answer.statements:
            if statement.citations and statement.certainty:
                ranks = [citation.evidence.certainty.rank for citation in statement.citations]
                assert statement.certainty.rank == min(ranks)


def test_a_refusal_says_why_and_shows_the_nearest_passage(answers: dict[str, Answer]) -> None:
    refused = [answer for answer in answers.values() if answer.abstained]
    assert len(refused) >= 10
    for answer in refused:
        assert not answer.statements
        assert answer.reason
        assert answer.reason.endswith((".", "shown."))
        assert answer.nearest


@pytest.mark.parametrize(
    "question",
    [
        "Who is the CEO of Toyota?",
        "What is the population of Kanagawa Prefecture?",
        "How did the stock market react?",
        "Who won the World Cup?",
    ],
)
def test_what_the_articles_do_not_say_is_refused(briefing: tuple[Index, Answerer], question: str) -> None:
    assert briefing[1].invoke(question).abstained


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("How much will Tokyo Gas pay for the LNG?", "give no amount of money"),
        ("For how many years would Tokyo Gas buy gas from Alaska?", "give no number of years"),
        ("Which outlet reported Toyota's re-import plan?", "do not say who reported it"),
    ],
)
def test_a_refusal_names_the_detail_that_is_missing(
    briefing: tuple[Index, Answerer], question: str, missing: str
) -> None:
    answer = briefing[1].invoke(question)
    assert answer.abstained
    assert missing in (answer.reason or "")
    assert answer.confidence < 0.5


def test_who_reported_is_answered_where_it_is_said(briefing: tuple[Index, Answerer]) -> None:
    answer = briefing[1].invoke("Who reported the call between Lutnick and Akazawa?")
    assert [citation.evidence.outlet for citation in answer.citations] == ["Kyodo News"]


def test_a_question_of_two_parts_is_answered_in_both(briefing: tuple[Index, Answerer]) -> None:
    answer = briefing[1].invoke("Who is expected to sign the memorandum, and where do the two leaders meet that day?")
    assert "Senior science officials" in answer.text
    assert "summit in Tokyo" in answer.text


def test_a_part_that_is_not_answered_is_named(briefing: tuple[Index, Answerer]) -> None:
    answer = briefing[1].invoke("Who is expected to sign the memorandum, and how much will Tokyo Gas pay for the LNG?")
    assert "Senior science officials" in answer.text
    assert any("how much will tokyo gas pay" in note.lower() for note in answer.notes)


class EagerReader:
    """Finds that every sentence answers, and a short question more surely than a long one."""

    thresholds = {"strict": 0.5, "default": 0.5, "lenient": 0.5}  # noqa: RUF012 (the protocol's name)

    def read(self, question: str, passages: Sequence[Sequence[str]], *, titles: Sequence[str] | None = None) -> Reading:
        score = 1 / len(question)
        return Reading(tuple(tuple(SentenceReading(score) for _ in passage) for passage in passages), 0.9)

    def score(self, question: str, sentences: Sequence[str], context: str | None = None) -> list[float]:
        return [1 / len(question)] * len(sentences)

    def answerable(self, question: str, sentences: Sequence[str]) -> float:
        return 0.9


def test_a_sentence_that_answers_both_parts_is_quoted_once(
    index: Index, folder: Path, ingest: Callable[..., SyncReport]
) -> None:
    sentence = "The two ministers will sign the memorandum in Tokyo on October 28."
    (folder / "signing.md").write_text(f"---\ntitle: The signing\npublished: 2025-10-25\n---\n{sentence}\n")
    ingest()
    answerer = Answerer(index, KeywordRetriever(index), EagerReader())
    answer = answerer.invoke("Who will sign the memorandum, and when will the memorandum be signed?")
    assert answer.text == f"{sentence} [1]"


def test_an_outlet_is_asked_for_what_it_alone_reported(briefing: tuple[Index, Answerer]) -> None:
    answer = briefing[1].invoke("What did the Asahi Shimbun report?")
    assert {citation.evidence.outlet for citation in answer.citations} == {"the Asahi Shimbun", "the Asahi"}


def test_an_answer_in_reported_words_is_not_confirmed(briefing: tuple[Index, Answerer]) -> None:
    [statement] = briefing[1].invoke("What is Tokyo Gas considering?").statements
    assert statement.certainty is Certainty.CONSIDERED


def test_a_filter_keeps_other_articles_out(briefing: tuple[Index, Answerer]) -> None:
    _, answerer = briefing
    only = Filter(article_ids=frozenset({"trump-visit"}))
    answer = answerer.invoke(Query("What is Toyota planning?", filter=only))
    assert answer.abstained
    assert {passage.chunk.source.article_id for passage in answer.passages} == {"trump-visit"}
    nothing = answerer.invoke(Query("What is Toyota planning?", filter=Filter(before=date(2020, 1, 1))))
    assert nothing.abstained
    assert "no article passes the limits" in (nothing.reason or "")


def test_a_follow_up_is_asked_as_a_whole_question_and_shown_so(briefing: tuple[Index, Answerer]) -> None:
    _, answerer = briefing
    first = answerer.invoke("What is Toyota planning?")
    answer = answerer.invoke(Query("And Nissan?", history=(Turn(first.question, first.text),)))
    assert answer.question == "And Nissan?"
    assert "Nissan" in answer.standalone_question
    assert "planning" in answer.standalone_question
    assert "sport utility vehicles" in answer.text


def test_an_empty_store_refuses(index: Index) -> None:
    answer = Answerer(index, KeywordRetriever(index), load_reader()).invoke("Who will sign?")
    assert answer.abstained
    assert "no articles are stored yet" in (answer.reason or "")


def test_it_works_as_a_step_of_a_chain(briefing: tuple[Index, Answerer]) -> None:
    chain = RunnableLambda(Query) | briefing[1] | RunnableLambda(lambda answer: answer.text)
    assert "October 28" in chain.invoke("When is the memorandum expected to be signed?")


def test_the_record_holds_every_key_of_the_contract(
    briefing: tuple[Index, Answerer], answers: dict[str, Answer]
) -> None:
    record = answer_record(answers["memo-date"], "memo-date")
    assert json.loads(json.dumps(record)) == record
    assert set(record) >= {
        "id", "question", "standalone_question", "abstained", "reason", "text", "statements", "passages", "nearest",
        "confidence", "seconds",
    }  # fmt: skip
    [statement] = record["statements"]
    assert set(statement) >= {"text", "verified", "problems", "certainty", "citations"}
    assert set(statement["citations"][0]) >= {
        "marker", "article_id", "version", "title", "publisher", "published", "url", "start", "end", "quote",
        "answer_span", "speaker", "basis", "certainty", "dates",
    }  # fmt: skip
    assert set(record["passages"][0]) >= {"chunk_id", "article_id", "score", "start", "end"}
    assert set(record["seconds"]) == {"retrieve", "read", "write", "check", "total"}
    del briefing


@pytest.mark.parametrize(
    ("reply", "kept"),
    [
        ("Tokyo Gas is considering buying liquefied natural gas from Alaska. [1]", True),
        ("Tokyo Gas has agreed to buy liquefied natural gas from Alaska. [1]", False),
        ("Tokyo Gas is considering buying liquefied natural gas from Alaska.", False),
        ("Osaka Gas is considering buying liquefied natural gas from Alaska. [1]", False),
    ],
)
def test_of_a_language_models_words_only_what_the_sources_carry_is_kept(
    briefing: tuple[Index, Answerer], reply: str, kept: bool
) -> None:
    index, quoting = briefing
    answerer = Answerer(index, quoting._retriever, quoting._reader, language_model=FakeListChatModel(responses=[reply]))
    answer = answerer.invoke("What is Tokyo Gas considering?")
    said = reply.removesuffix(" [1]")
    assert (said in answer.text) is kept
    assert not answer.abstained
    assert any("Left out" in note for note in answer.notes) is not kept


WIRE = (
    "Lysgard will close its harbour from Monday while divers clear a sunken barge, the port authority said. "
    "Grain traders expect delays of a week. The barge went down in a storm on Friday night."
)


def asked_of(index: Index, folder: Path, articles: dict[str, str], question: str) -> Answer:
    """Ingest one article for each publisher, and ask by keywords with the real reader."""
    for publisher, text in articles.items():
        front = (
            f"---\ntitle: The harbour\npublisher: {publisher}\npublished: 2025-03-01\nid: {publisher.lower()}\n---\n"
        )
        (folder / f"{publisher}.md").write_text(f"{front}{text}\n", "utf-8")
    sync([str(folder)], index, MiniLMEncoder())
    return Answerer(index, KeywordRetriever(index), load_reader()).invoke(question)


def test_a_report_that_three_papers_carry_is_one_origin(index: Index, folder: Path) -> None:
    papers = dict.fromkeys(("Lantern", "Argus", "Compass"), WIRE)
    answer = asked_of(index, folder, papers, "What will Lysgard do with its harbour?")
    assert answer.origins == 1
    assert set(answer.outlets) == set(papers)


def test_sources_that_differ_on_a_number_are_set_side_by_side(index: Index, folder: Path) -> None:
    papers = {
        "Lantern": "The storm killed 12 people in the port of Lysgard, the police said. Roads were closed.",
        "Argus": "The storm killed 21 people in the port of Lysgard, the rescue service said. Trains stopped.",
    }
    answer = asked_of(index, folder, papers, "What numbers of people in Lysgard did the storm kill?")
    assert answer.origins == 2
    assert ("number", {"12", "21"}) in [
        (found.kind, {word.split()[0] for word in found.words}) for found in answer.differences
    ]
