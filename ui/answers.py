"""An answer as HTML for the left of the chat: statements, who says so, how certain, when, and markers."""

from html import escape

from retriever.answer import Answer, Citation, Statement
from retriever.evidence import Evidence
from ui import wording
from ui.markup import Layer, element, paint, title


def answer_html(answer: Answer, turn: int = 0) -> str:
    """Return an answer or a refusal; `turn` counts questions from 0, so that its markers find its sources."""
    shown = [_standalone(answer)]
    if answer.abstained:
        shown.append(_refusal(answer, turn))
    elif answer.statements:
        shown.append(_statements(answer, turn))
        shown.append(_notes(answer))
    else:
        count = len(answer.passages)
        doing = f"Reading {count} passage{'' if count == 1 else 's'} …" if count else "Searching the articles …"
        shown.append(element("p", doing, class_="pending", role="status"))
    return "".join(shown)


def _standalone(answer: Answer) -> str:
    if wording.one_line(answer.standalone_question) == wording.one_line(answer.question):
        return ""
    words = element("q", escape(answer.standalone_question), dir="auto")
    return element("p", f"Understood as {words}", class_="standalone")


def _statements(answer: Answer, turn: int) -> str:
    items = (_statement(statement, turn) for statement in answer.statements)
    return element("div", items, class_="answer") + _differences(answer)


def _differences(answer: Answer) -> str:
    """Return, side by side, the words in which two cited sentences differ on one thing."""
    evidence = {citation.marker: citation.evidence for citation in answer.citations}
    return "".join(
        element("h3", f"The sources differ on the {found.kind}", class_="heading differs")
        + element("div", map(_side, found.words, (evidence[marker] for marker in found.markers)), class_="beside")
        for found in answer.differences
    )


def _side(words: str, evidence: Evidence) -> str:
    who = evidence.outlet or evidence.source.publisher or "publisher unknown"
    said = element("p", escape(words), class_="said", dir="auto")
    where = element("p", escape(f"{who}, {wording.published(evidence.source)}"), class_="where")
    return element("section", said + where, class_="statement")


def _statement(statement: Statement, turn: int) -> str:
    heading = element("h3", escape(statement.heading), class_="heading") if statement.heading else ""
    markers = "".join(_marker(citation, turn) for citation in statement.citations)
    said = element("p", _emphasised(statement) + markers, class_="said", dir="auto")
    problems = "".join(element("p", escape(problem), class_="problem") for problem in statement.problems)
    if not statement.verified and not statement.problems:
        problems = element("p", "The sources were not found to support this.", class_="problem")
    credits_ = element("ul", (_credit(citation, turn) for citation in statement.citations), class_="credits")
    return element("section", heading + said + problems + credits_, class_="statement")


def _emphasised(statement: Statement) -> str:
    """Return the statement with the words that answer set apart, wherever it quotes them."""
    layers = []
    for citation in statement.citations:
        evidence = citation.evidence
        if evidence.answer_span is None:
            continue
        first, last = (offset - evidence.start for offset in evidence.answer_span)
        at = statement.text.find(evidence.text)
        words = evidence.text[first:last]
        begin = at + first if at >= 0 else statement.text.find(words)
        if begin >= 0 and words:
            layers.append(Layer(begin, begin + len(words), "words"))
    return paint(statement.text, 0, len(statement.text), layers)


def _marker(citation: Citation, turn: int) -> str:
    source = citation.evidence.source
    return element(
        "button",
        str(citation.marker),
        type="button",
        class_="marker",
        data_action="show",
        data_turn=turn,
        data_marker=citation.marker,
        aria_label=f"Source {citation.marker}: {wording.one_line(source.title)}",
        title="Show this sentence in its article",
    )


def _credit(citation: Citation, turn: int) -> str:
    number = element("span", str(citation.marker), class_="number", aria_hidden="true")
    return element("li", number + element("div", credit_html(citation.evidence)), data_turn=turn)


def credit_html(evidence: Evidence) -> str:
    """Return who says it, how certain it is and of when, and below it where it stands."""
    said = evidence.attribution
    chip = element(
        "span",
        escape(str(said.certainty)),
        class_="certainty",
        data_level=said.certainty.rank,
        title=wording.certainty_help(said.certainty, said.cue),
    )
    parts = [element("span", escape(wording.reported_by(evidence)), class_="by"), chip]
    parts += [element("span", escape(date), class_="date") for date in wording.dates(evidence)]
    return element("p", _DOT.join(parts), class_="credit") + where_html(evidence)


def where_html(evidence: Evidence) -> str:
    """Return the article's title with publisher and date."""
    place = element("span", escape(wording.place(evidence.source)), class_="place")
    return element("p", title(evidence.source) + _DOT + place, class_="where")


_DOT = '<span class="dot" aria-hidden="true"> · </span>'


def _notes(answer: Answer) -> str:
    notes = wording.notes(answer)
    return element("ul", (element("li", escape(note)) for note in notes), class_="notes") if notes else ""


def _refusal(answer: Answer, turn: int) -> str:
    icon = element("span", "", class_="refusal-icon", aria_hidden="true")
    head = element("h3", icon + escape(wording.REFUSAL_LABEL))
    why = element("p", escape(answer.reason or "The articles do not answer this."), class_="reason", dir="auto")
    nearest = "".join(_nearest(evidence, turn, marker) for marker, evidence in enumerate(answer.nearest, start=1))
    return element("div", head + why + nearest, class_="refusal", role="note")


def _nearest(evidence: Evidence, turn: int, marker: int) -> str:
    label = element("p", escape(wording.NEAREST_LABEL), class_="nearest-label")
    quote = element("blockquote", escape(evidence.text.strip()), dir="auto")
    show = element(
        "button",
        "Show in the article",
        type="button",
        class_="quiet",
        data_action="show",
        data_turn=turn,
        data_marker=marker,
    )
    return element("div", label + quote + where_html(evidence) + show, class_="nearest")
