"""A conversation as the chat shows it: questions, their answers, and what people thought of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from retriever.answer import Answer
from retriever.question import Turn
from ui.answers import answer_html
from ui.markup import element
from ui.render import plain_answer

# The two thumbs, drawn by hand so that nothing has to be loaded; the second is the first, turned.
_THUMB = (
    '<svg viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><path fill="none" stroke="currentColor" '
    'stroke-width="1.5" stroke-linejoin="round" d="M3 9h3v8H3zM6 9l3.5-6.5c1.4 0 2.2 1 2 2.4L11 8h4.6c1 0 1.7.9 '
    '1.5 1.9l-1.2 5.6c-.2.9-.9 1.5-1.8 1.5H6"/></svg>'
)


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and its answer, while it grows and after; `problem` says in a sentence why there is none.

    `vote` is `up` or `down`; `corrected` tells that a correction was sent.
    """

    question: str
    answer: Answer | None = None
    done: bool = False
    problem: str | None = None
    vote: str | None = None
    corrected: bool = False


def history(exchanges: Sequence[Exchange]) -> tuple[Turn, ...]:
    """Return the conversation for the answerer, oldest first; failed questions are left out."""
    return tuple(exchange.answer.turn for exchange in exchanges if exchange.done and exchange.answer)


def conversation_html(
    exchanges: Sequence[Exchange], *, starters: Sequence[str] = (), articles: int = 1, feedback: bool = False
) -> str:
    """Return all exchanges, or, where nothing was asked yet, a welcome with the starter questions.

    `articles` is how many there are to ask; with none, the welcome says how to add some.
    """
    if not exchanges:
        return _welcome(starters, articles)
    turns = (_turn(exchange, number, feedback=feedback) for number, exchange in enumerate(exchanges))
    return element("div", turns, class_="conversation", data_turns=len(exchanges))


def _welcome(starters: Sequence[str], articles: int) -> str:
    if not articles:
        return element(
            "div",
            element("h2", "There is nothing to ask yet")
            + element(
                "p",
                "The store holds no articles. Add .md, .txt or .jsonl files under <b>Articles</b>, or run "
                "<code>briefing ingest FOLDER</code> in a terminal and reload this page.",
            ),
            class_="welcome",
        )
    count = "one article" if articles == 1 else f"{articles:,} articles"
    listed = (element("li", _starter(question)) for question in starters)
    listing = element("p", "For example", class_="label") + element("ul", listed) if starters else ""
    lead = (
        f"Answers quote {count} word for word and say who reported what, how certain it is, and when. "
        "Where the articles do not answer, you are told so."
    )
    return element("div", element("h2", "Ask your articles") + element("p", lead) + listing, class_="welcome")


def _starter(question: str) -> str:
    words = escape(question)
    return element("button", words, type="button", class_="starter", data_action="ask", data_question=question)


def _turn(exchange: Exchange, number: int, *, feedback: bool) -> str:
    asked = element("h2", escape(exchange.question), class_="question", dir="auto")
    if exchange.problem is not None:
        shown = element("p", escape(exchange.problem), class_="failure", role="alert")
    elif exchange.answer is None:
        shown = element("p", "Searching the articles …", class_="pending", role="status")
    else:
        shown = answer_html(exchange.answer, number)
        if exchange.done:
            shown += _tools(exchange, exchange.answer, number, feedback=feedback)
    state = "done" if exchange.done or exchange.problem else "open"
    return element("article", asked + shown, class_="turn", data_turn=number, data_state=state)


def _tools(exchange: Exchange, answer: Answer, number: int, *, feedback: bool) -> str:
    copied = f"{exchange.question}\n\n{plain_answer(answer)}"
    copy = element("button", "Copy with sources", type="button", class_="quiet", data_action="copy", data_copy=copied)
    parts = [copy]
    if feedback:
        parts.append(_vote("up", "This answer is right", exchange, number))
        parts.append(_vote("down", "This answer is not right", exchange, number))
    if "total" in answer.seconds:
        parts.append(element("span", f"{answer.seconds['total']:.2f} s", class_="seconds", title="Time to answer"))
    return element("div", parts, class_="tools") + (_correction(exchange, number) if feedback else "")


def _vote(vote: str, label: str, exchange: Exchange, number: int) -> str:
    return element(
        "button",
        _THUMB,
        type="button",
        class_=f"quiet vote {vote}",
        data_action="vote",
        data_vote=vote,
        data_turn=number,
        aria_label=label,
        title=label,
        aria_pressed="true" if exchange.vote == vote else "false",
    )


def _correction(exchange: Exchange, number: int) -> str:
    if exchange.corrected:
        return element("p", "Thank you. Your correction was kept for review.", class_="thanks", role="status")
    if exchange.vote == "up":
        return element("p", "Thank you.", class_="thanks", role="status")
    if exchange.vote != "down":
        return ""
    field = f"correction-{number}"
    label = element("label", "Noted. What would be right? (optional)", for_=field)
    text = element("textarea", "", id=field, rows=2, maxlength=2000, dir="auto")
    send = element("button", "Send correction", type="button", class_="send", data_action="correct", data_turn=number)
    return element("div", label + text + send, class_="correction")
