"""The chat: questions and cited answers at the left, the cited sentences in their articles at the right."""

import logging
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from ingest.article import Article, Source
from ingest.catalogue import Record
from ingest.index import Filter
from ingest.sync import SyncReport
from retriever.answer import Answer, answer_record
from retriever.answerer import Query
from ui.articles import article_html, articles_html, report_html
from ui.conversation import Exchange, conversation_html, history
from ui.serve import LaunchError, launch
from ui.sources import EMPTY, sources_html

if TYPE_CHECKING:
    import gradio as gr

__all__ = ["LaunchError", "build_chat", "launch"]

_log = logging.getLogger(__name__)

_LONGEST_QUESTION = 2_000
_FAILED = "This question could not be answered because something went wrong here. Ask again, or see the terminal."

Exchanges = tuple[Exchange, ...]
Feedback = Callable[[str, dict[str, Any], str, str | None, Any], object]


class Answering(Protocol):
    """What the chat needs of an answerer."""

    def stream(self, input: Query) -> Iterator[Answer]:
        """Yield the answer as it grows; the last is the answer."""
        ...


class Articles(Protocol):
    """What the chat needs of the store."""

    def records(self) -> Sequence[Record]:
        """Return all current articles."""
        ...

    def article(self, article_id: str, version: int | None = None) -> Article | None:
        """Return an article, or None."""
        ...


class Chat:
    """What the chat does on each event; every session's conversation is handed in and handed back."""

    def __init__(
        self,
        answerer: Answering,
        index: Articles,
        *,
        ingest: Callable[[list[str]], SyncReport] | None = None,
        feedback: Feedback | None = None,
        starters: Sequence[str] = (),
    ) -> None:
        self._answerer = answerer
        self._index = index
        self._ingest = ingest
        self._feedback = feedback
        self._starters = tuple(starters)

    def sources(self) -> list[Source]:
        """Return where all current articles come from."""
        return [record.source for record in self._index.records()]

    def conversation(self, exchanges: Exchanges) -> str:
        """Return the conversation as HTML."""
        count = len(self._index.records()) if not exchanges else 0
        return conversation_html(
            exchanges, starters=self._starters, articles=count, feedback=self._feedback is not None
        )

    def shown(self, exchanges: Exchanges, turn: int) -> str:
        """Return the sources of one question as HTML."""
        answer = exchanges[turn].answer if 0 <= turn < len(exchanges) else None
        return sources_html(answer, turn, self._index.article)

    def ask(self, question: str, exchanges: Exchanges, filter: Filter | str) -> Iterator[tuple[str, str, Exchanges]]:
        """Yield conversation, sources and session as the answer grows.

        A `filter` that is a sentence says what is wrong with the limits chosen, and is shown instead of an answer.
        """
        question = question.strip()
        if not question:
            yield self.conversation(exchanges), self.shown(exchanges, len(exchanges) - 1), exchanges
            return
        if isinstance(filter, str):
            asked = (*exchanges, Exchange(question, problem=filter))
            yield self.conversation(asked), EMPTY, asked
            return
        if len(question) > _LONGEST_QUESTION:
            problem = f"The question has {len(question):,} characters; ask with at most {_LONGEST_QUESTION:,}."
            asked = (*exchanges, Exchange(f"{question[:200]} …", problem=problem))
            yield self.conversation(asked), EMPTY, asked
            return
        turn = len(exchanges)
        exchange = Exchange(question)
        yield self.conversation((*exchanges, exchange)), EMPTY, (*exchanges, exchange)
        try:
            for answer in self._answerer.stream(Query(question, history(exchanges), filter)):
                exchange = replace(exchange, answer=answer)
                asked = (*exchanges, exchange)
                yield self.conversation(asked), self.shown(asked, turn), asked
            asked = (*exchanges, replace(exchange, done=True))
            yield self.conversation(asked), self.shown(asked, turn), asked
            if exchange.answer is not None and exchange.answer.abstained:
                self._record(exchange, "refused", None, exchanges)
        except Exception:  # noqa: BLE001 - whatever fails must show as a sentence, not as a traceback
            _log.exception("The question %r could not be answered.", question)
            asked = (*exchanges, Exchange(question, problem=_FAILED))
            yield self.conversation(asked), EMPTY, asked

    def vote(self, exchanges: Exchanges, turn: int, vote: str, correction: str | None = None) -> Exchanges:
        """Record what somebody thinks of an answer, and return the conversation with it."""
        if self._feedback is None or not 0 <= turn < len(exchanges) or vote not in {"up", "down"}:
            return exchanges
        exchange = exchanges[turn]
        if exchange.answer is None or not exchange.done:
            return exchanges
        said = (correction or "").strip()[:_LONGEST_QUESTION] or None
        self._record(exchange, "correction" if said else vote, said, exchanges[:turn])
        marked = replace(exchange, vote=vote, corrected=said is not None)
        return (*exchanges[:turn], marked, *exchanges[turn + 1 :])

    def _record(self, exchange: Exchange, vote: str, correction: str | None, before: Exchanges) -> None:
        """Keep a vote; where that fails the chat goes on."""
        if self._feedback is None or exchange.answer is None:
            return
        try:
            self._feedback(exchange.question, answer_record(exchange.answer), vote, correction, history(before))
        except Exception:  # noqa: BLE001 - as above
            _log.exception("The vote on %r could not be kept.", exchange.question)

    def listed(self, words: str = "") -> str:
        """Return the list of articles as HTML."""
        return articles_html(self.sources(), words)

    def read(self, article_id: str) -> str:
        """Return one article as HTML."""
        return article_html(self._index.article(article_id))

    def upload(self, paths: Sequence[str]) -> str:
        """Ingest uploaded files and return the report as HTML; the files themselves are not kept."""
        if self._ingest is None or not paths:
            return ""
        try:
            return report_html(self._ingest(list(paths)))
        except Exception:  # noqa: BLE001 - as above
            _log.exception("The files %s could not be ingested.", paths)
            return '<p class="failure" role="alert">The files could not be ingested; the terminal says why.</p>'
        finally:
            # An article takes its id from the file's name, as long as no other file of that name is still there.
            for path in paths:
                shutil.rmtree(Path(path).parent, ignore_errors=True)


def make_filter(article_ids: Sequence[str], after: str, before: str) -> Filter | str:
    """Return the filter chosen, or a sentence saying which date cannot be read."""
    days: list[date | None] = []
    for given in (after, before):
        try:
            days.append(date.fromisoformat(given.strip()) if given and given.strip() else None)
        except ValueError:
            return f"“{given.strip()}” is not a date; write it as year-month-day, such as 2025-10-28."
    if days[0] and days[1] and days[0] > days[1]:
        return f"No day lies after {days[0]} and before {days[1]}; exchange the two dates."
    return Filter(frozenset(article_ids) if article_ids else None, days[0], days[1])


def build_chat(
    answerer: Answering,
    index: Articles,
    *,
    ingest: Callable[[list[str]], SyncReport] | None = None,
    feedback: Feedback | None = None,
    starters: Sequence[str] = (),
) -> "gr.Blocks":
    """Return the chat, ready to launch.

    `ingest` takes the paths of uploaded files; `feedback` takes question, answer record, vote, correction and the
    turns before. Without one of them the chat does not offer it.
    """
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    import gradio as gr

    blocks: gr.Blocks
    chat = Chat(answerer, index, ingest=ingest, feedback=feedback, starters=starters)
    # Uploads that were never ingested go after an hour.
    with gr.Blocks(title="Briefing Q&A", analytics_enabled=False, fill_width=True, delete_cache=(3600, 3600)) as blocks:
        gr.HTML(_HEADER, elem_id="masthead", apply_default_css=False)
        with gr.Tabs(elem_id="rooms"):
            with gr.Tab("Ask", id="ask"):
                refreshing = _ask_room(gr, chat)
            with gr.Tab("Articles", id="articles"):
                listing, added = _articles_room(gr, chat, offered=ingest is not None)
        for step, inputs, outputs in [*refreshing, *listing]:
            blocks.load(step, inputs, outputs, **_QUIET)
            if added is not None:
                added.then(step, inputs, outputs, **_QUIET)
    return blocks


# A step that brings a part of the page up to date with the store, its inputs and its output.
Refreshing = tuple[Callable[..., Any], Any, Any]

# No step is offered as an address for programs, and none dims what is on the page.
_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}

_HEADER = """<div class="masthead"><div><h1>Briefing Q&amp;A</h1>
<p>An answer is never more certain than its source.</p></div>
<button type="button" class="quiet" data-action="theme" aria-label="Light or dark">
<span class="moon" aria-hidden="true"></span></button></div>"""


_BACK = '<button type="button" class="quiet" data-action="back">Back to the answer</button>'

_NOTHING_READ = '<div class="no-sources"><p>Reader</p><p>Choose an article to read it here.</p></div>'

_READ_SCRIPT = """element.addEventListener("click", (event) => {
  const button = event.target.closest("[data-action=read]");
  if (button) trigger("read", { article: button.dataset.article });
});"""


def _ask_room(gr: Any, chat: Chat) -> list[Refreshing]:
    """Build conversation, composer and sources; return what to refresh."""
    script = Path(__file__).with_name("chat.js").read_text(encoding="utf-8")
    session = gr.State(())
    with gr.Row(elem_id="ask-room", equal_height=False):
        with gr.Column(scale=6, min_width=320, elem_id="conversation-column"):
            conversation = gr.HTML(js_on_load=script, elem_id="conversation", apply_default_css=False)
            with gr.Column(elem_id="composer"):
                question = gr.Textbox(
                    placeholder="Ask the articles …",
                    label="Question",
                    show_label=False,
                    container=False,
                    lines=1,
                    max_lines=5,
                    submit_btn="Ask",
                    autofocus=True,
                    elem_id="question",
                )
                with gr.Row(elem_id="composer-foot"):
                    with gr.Accordion("Limit articles or dates", open=False, elem_id="limits"):
                        ids = gr.Dropdown(label="Articles", multiselect=True, choices=[], info="None chosen means all.")
                        with gr.Row():
                            after = gr.Textbox(label="Published on or after", placeholder="2025-10-01", max_length=10)
                            before = gr.Textbox(label="Published on or before", placeholder="2025-10-31", max_length=10)
                    clear = gr.Button("New conversation", size="sm", elem_id="clear", scale=0, min_width=150)
        with gr.Column(scale=5, min_width=320, elem_id="sources-column"):
            gr.HTML(_BACK, elem_id="back", apply_default_css=False)
            sources = gr.HTML(EMPTY, elem_id="sources", apply_default_css=False)

    def ask(asked: str, exchanges: Exchanges, chosen: list[str], first: str, last: str) -> Iterator[tuple[Any, ...]]:
        for shown in chat.ask(asked or "", exchanges, make_filter(chosen or [], first, last)):
            yield (*shown, "")

    def ask_starter(
        exchanges: Exchanges, chosen: list[str], first: str, last: str, event: gr.EventData
    ) -> Iterator[tuple[Any, ...]]:
        yield from ask(_text(event, "question"), exchanges, chosen, first, last)

    def vote(exchanges: Exchanges, event: gr.EventData) -> tuple[str, Exchanges]:
        voted = chat.vote(exchanges, _number(event, "turn"), _text(event, "vote"))
        return chat.conversation(voted), voted

    def correct(exchanges: Exchanges, event: gr.EventData) -> tuple[str, Exchanges]:
        voted = chat.vote(exchanges, _number(event, "turn"), "down", _text(event, "correction"))
        return chat.conversation(voted), voted

    def show(exchanges: Exchanges, event: gr.EventData) -> str:
        return chat.shown(exchanges, _number(event, "turn"))

    def begin() -> tuple[str, str, Exchanges]:
        return chat.conversation(()), EMPTY, ()

    def choices() -> Any:
        return gr.update(choices=[(source.title, source.article_id) for source in chat.sources()])

    limits = [ids, after, before]
    out = [conversation, sources, session, question]
    question.submit(ask, [question, session, *limits], out, concurrency_limit=4, **_QUIET)
    conversation.ask(ask_starter, [session, *limits], out, concurrency_limit=4, **_QUIET)
    conversation.vote(vote, session, [conversation, session], **_QUIET)
    conversation.correct(correct, session, [conversation, session], **_QUIET)
    conversation.show(show, session, sources, **_QUIET)
    clear.click(begin, None, [conversation, sources, session], **_QUIET)

    def welcome(exchanges: Exchanges) -> str:
        return chat.conversation(exchanges)

    return [(welcome, session, conversation), (choices, None, ids)]


def _articles_room(gr: Any, chat: Chat, *, offered: bool) -> tuple[list[Refreshing], Any]:
    """Build the list of articles with a reader and, where `offered`, the upload; return what to refresh, and it."""
    upload = report = None
    with gr.Row(elem_id="articles-room", equal_height=False):
        with gr.Column(scale=5, min_width=320, elem_id="list-column"):
            if offered:
                upload = gr.File(
                    label="Add articles: .md, .txt or .jsonl",
                    file_count="multiple",
                    file_types=[".md", ".txt", ".jsonl"],
                    elem_id="upload",
                    height=140,
                )
                report = gr.HTML("", elem_id="report", apply_default_css=False)
            words = gr.Textbox(
                placeholder="Find by title, publisher or date …",
                label="Find an article",
                show_label=False,
                container=False,
                elem_id="find",
            )
            listing = gr.HTML(js_on_load=_READ_SCRIPT, elem_id="list", apply_default_css=False)
        with gr.Column(scale=6, min_width=320, elem_id="reader-column"):
            reader = gr.HTML(_NOTHING_READ, elem_id="reader", apply_default_css=False)

    def read(event: gr.EventData) -> str:
        return chat.read(_text(event, "article"))

    def add(files: Any) -> tuple[str, Any]:
        paths = [str(file) for file in (files if isinstance(files, list) else [files]) if file]
        return chat.upload(paths), None

    def listed(found: str | None) -> str:
        return chat.listed(found or "")

    words.change(listed, words, listing, trigger_mode="always_last", **_QUIET)
    listing.read(read, None, reader, **_QUIET)
    added = upload.upload(add, upload, [report, upload], **_QUIET) if upload is not None else None
    return [(listed, words, listing)], added


def _text(event: Any, name: str) -> str:
    """Return a word that the page sent; anything can come from there."""
    value = (event._data or {}).get(name)  # noqa: SLF001
    return value if isinstance(value, str) else ""


def _number(event: Any, name: str) -> int:
    """Return a number that the page sent, or -1."""
    value = (event._data or {}).get(name)  # noqa: SLF001
    return value if isinstance(value, int) else -1
