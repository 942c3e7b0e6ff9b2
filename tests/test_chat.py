"""What the chat does on each event, and how it is served."""

import socket
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sample_answers import QUOTE, answer, article, refusal

from ingest.article import Article
from ingest.catalogue import Record
from ingest.index import EVERYTHING, Filter
from ingest.read import Refusal
from ingest.sync import SyncReport
from retriever.answer import Answer
from retriever.answerer import Query
from retriever.question import Turn
from ui.chat import Chat, make_filter
from ui.conversation import Exchange
from ui.serve import LaunchError, launch
from ui.sources import EMPTY


class Bridge:
    """Answers about the bridge, in two steps, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Query] = []

    def stream(self, input: Query) -> Iterator[Answer]:
        self.asked.append(input)
        if "fail" in input.question:
            raise RuntimeError("/secret/path is on fire")
        whole = refusal() if "pays" in input.question else answer()
        yield replace(whole, statements=(), abstained=False, reason=None, nearest=())
        yield replace(whole, question=input.question, standalone_question=input.question)


class Shelf:
    """A store of articles in memory."""

    def __init__(self, *articles: Article) -> None:
        self._articles = {each.source.article_id: each for each in articles}

    def records(self) -> Sequence[Record]:
        return [Record(each.source, "", 1) for each in self._articles.values()]

    def article(self, article_id: str, version: int | None = None) -> Article | None:
        return self._articles.get(article_id)


def asked(chat: Chat, question: str, exchanges: tuple[Exchange, ...] = (), filter: Filter | str = EVERYTHING) -> Any:
    """Ask and return conversation, sources and session after the last step."""
    *_, last = chat.ask(question, exchanges, filter)
    return last


def test_an_answer_grows_and_ends_with_its_sources() -> None:
    chat = Chat(Bridge(), Shelf(article()))
    steps = list(chat.ask("When does it close?", (), EVERYTHING))
    assert "Searching the articles" in steps[0][0]
    assert steps[0][1] == EMPTY
    conversation, sources, session = steps[-1]
    assert 'data-state="done"' in conversation
    assert 'id="cite-1"' in sources
    assert len(session) == 1


def test_a_follow_up_is_asked_with_what_was_said_before() -> None:
    bridge = Bridge()
    chat = Chat(bridge, Shelf(article()))
    _, _, session = asked(chat, "When does it close?")
    asked(chat, "And why?", session)
    assert bridge.asked[0].history == ()
    assert bridge.asked[1].history == (Turn("When does it close?", QUOTE),)


def test_a_failure_is_a_sentence_without_its_cause_and_the_next_question_is_answered(
    caplog: pytest.LogCaptureFixture,
) -> None:
    bridge = Bridge()
    chat = Chat(bridge, Shelf(article()))
    conversation, _, session = asked(chat, "fail now")
    assert "could not be answered" in conversation
    assert "secret" not in conversation
    assert "Traceback" not in conversation
    assert "on fire" in caplog.text
    asked(chat, "When does it close?", session)
    assert bridge.asked[-1].history == ()


@pytest.mark.parametrize(
    ("question", "filter", "says"),
    [
        pytest.param("word " * 500, EVERYTHING, "2,499 characters; ask with at most 2,000", id="too long"),
        pytest.param("When?", "“soon” is not a date; write it as …", "“soon” is not a date", id="a wrong limit"),
    ],
)
def test_what_cannot_be_asked_is_said_and_not_asked(question: str, filter: Filter | str, says: str) -> None:
    bridge = Bridge()
    conversation, _, _ = asked(Chat(bridge, Shelf(article())), question, (), filter)
    assert says in conversation
    assert bridge.asked == []


def test_an_empty_question_changes_nothing() -> None:
    bridge = Bridge()
    chat = Chat(bridge, Shelf(article()))
    _, _, session = asked(chat, "When does it close?")
    assert asked(chat, "   ", session)[2] == session
    assert len(bridge.asked) == 1


def test_starters_are_offered_where_there_are_articles_and_help_where_there_are_none() -> None:
    offered = Chat(Bridge(), Shelf(article()), starters=("When does it close?",)).conversation(())
    assert 'data-question="When does it close?"' in offered
    empty = Chat(Bridge(), Shelf(), starters=("When does it close?",)).conversation(())
    assert "nothing to ask yet" in empty
    assert "briefing ingest" in empty
    assert "data-question" not in empty


def test_a_vote_and_a_correction_are_recorded_with_question_and_answer() -> None:
    votes: list[tuple[Any, ...]] = []
    chat = Chat(Bridge(), Shelf(article()), feedback=lambda *vote: votes.append(vote))
    _, _, session = asked(chat, "When does it close?")
    _, _, session = asked(chat, "Who pays?", session)
    voted = chat.vote(session, 1, "down")
    assert "What would be right?" in chat.conversation(voted)
    corrected = chat.vote(voted, 1, "down", " The city. ")
    assert "Your correction was kept" in chat.conversation(corrected)
    assert [(question, vote, correction) for question, _, vote, correction, _ in votes] == [
        ("Who pays?", "refused", None),
        ("Who pays?", "down", None),
        ("Who pays?", "correction", "The city."),
    ]
    for _, record, _, _, before in votes:
        assert record["abstained"] is True
        assert [turn.question for turn in before] == ["When does it close?"]


@pytest.mark.parametrize(
    ("turn", "vote"),
    [
        pytest.param(5, "up", id="a question that was not asked"),
        pytest.param(-1, "up", id="a negative number"),
        pytest.param(0, "sideways", id="an unknown vote"),
    ],
)
def test_a_vote_that_the_page_could_not_send_changes_nothing(turn: int, vote: str) -> None:
    votes: list[tuple[Any, ...]] = []
    chat = Chat(Bridge(), Shelf(article()), feedback=lambda *given: votes.append(given))
    _, _, session = asked(chat, "When does it close?")
    assert chat.vote(session, turn, vote) == session
    assert votes == []


def test_a_vote_that_cannot_be_kept_does_not_stop_the_chat(caplog: pytest.LogCaptureFixture) -> None:
    def full(*_: object) -> None:
        raise OSError("no space left")

    chat = Chat(Bridge(), Shelf(article()), feedback=full)
    _, _, session = asked(chat, "Who pays?")
    assert chat.vote(session, 0, "up")[0].vote == "up"
    assert "no space left" in caplog.text


def test_uploads_are_reported_by_name_and_not_kept(tmp_path: Path) -> None:
    folder = tmp_path / "8f3a"
    folder.mkdir()
    upload = folder / "note.md"
    upload.write_text("A note.")

    def ingest(paths: list[str]) -> SyncReport:
        assert [Path(path).read_text() for path in paths] == ["A note."]
        return SyncReport(added=("note",), refused=(Refusal(str(upload), "It is a <test>."),))

    report = Chat(Bridge(), Shelf(), ingest=ingest).upload([str(upload)])
    assert "1 added · 0 changed · 0 unchanged · 0 removed · 1 refused" in report
    assert "<b>note.md</b>: It is a &lt;test&gt;." in report
    assert str(tmp_path) not in report
    assert not folder.exists()


def test_an_upload_that_breaks_is_a_sentence(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    def ingest(_paths: list[str]) -> SyncReport:
        raise OSError("no space on /secret")

    report = Chat(Bridge(), Shelf(), ingest=ingest).upload([str(tmp_path / "gone" / "a.md")])
    assert "could not be ingested" in report
    assert "secret" not in report
    assert "no space" in caplog.text


@pytest.mark.parametrize(
    ("ids", "after", "before", "expected"),
    [
        pytest.param([], "", "", EVERYTHING, id="nothing chosen"),
        pytest.param(["a"], "2025-10-01", "", Filter(frozenset({"a"}), date(2025, 10, 1), None), id="id and day"),
        pytest.param(
            [], " 2025-10-01 ", "2025-10-01", Filter(None, date(2025, 10, 1), date(2025, 10, 1)), id="one day"
        ),
        pytest.param(
            [], "soon", "", "“soon” is not a date; write it as year-month-day, such as 2025-10-28.", id="no date"
        ),
        pytest.param(
            [],
            "2025-10-02",
            "2025-10-01",
            "No day lies after 2025-10-02 and before 2025-10-01; exchange the two dates.",
            id="exchanged",
        ),
    ],
)
def test_limits_become_a_filter_or_a_sentence(ids: list[str], after: str, before: str, expected: Filter | str) -> None:
    assert make_filter(ids, after, before) == expected


def test_the_list_finds_by_words_newest_first() -> None:
    old = article(article_id="old", title="Old bridge", published=date(2020, 1, 1))
    new = article(article_id="new", title="New bridge", published=date(2025, 1, 1))
    undated = article(article_id="undated", title="Some bridge", published=None)
    listed = Chat(Bridge(), Shelf(old, undated, new)).listed()
    places = [listed.index(f'data-article="{each}"') for each in ("new", "old", "undated")]
    assert places == sorted(places)
    found = Chat(Bridge(), Shelf(old, undated, new)).listed("bridge 2020")
    assert "1 of 3 articles" in found
    assert 'data-article="new"' not in found


def test_a_taken_port_is_a_sentence_that_names_it() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(LaunchError, match=f"127.0.0.1:{port}.*name another with --port"):
            launch(None, "127.0.0.1", port)  # type: ignore[arg-type]


def test_a_host_that_is_not_ours_is_a_sentence() -> None:
    with pytest.raises(LaunchError, match=r"192\.0\.2\.1"):
        launch(None, "192.0.2.1", 0)  # type: ignore[arg-type]
