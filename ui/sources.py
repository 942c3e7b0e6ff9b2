"""The right of the chat: every cited sentence, highlighted in its article."""

import re
from collections.abc import Callable, Sequence
from html import escape

from ingest.article import Article
from retriever.answer import Answer, Citation
from retriever.evidence import Evidence
from ui import wording
from ui.markup import Layer, element, paint, title

FindArticle = Callable[[str, int | None], Article | None]

# Up to this many characters an article is shown whole; of a longer one, what is far from a citation is folded away.
_WHOLE = 6_000

EMPTY = element(
    "div",
    element("p", "Sources")
    + element("p", "Every sentence that an answer cites appears here, highlighted in its article."),
    class_="no-sources",
)


def sources_html(answer: Answer | None, turn: int, find: FindArticle) -> str:
    """Return the cited articles of an answer, in the order of their first marker.

    For a refusal it returns the nearest passage, labelled as such. `find` looks an article up by id and version.
    """
    if answer is None:
        return EMPTY
    cited = list(answer.citations)
    if answer.abstained:
        cited = [Citation(marker, evidence) for marker, evidence in enumerate(answer.nearest, start=1)]
    if not cited:
        return EMPTY
    by_article: dict[tuple[str, int], list[Citation]] = {}
    for citation in cited:
        source = citation.evidence.source
        by_article.setdefault((source.article_id, source.version), []).append(citation)
    shown = (_source(group, find, nearest=answer.abstained) for group in by_article.values())
    return element("div", shown, class_="sources", data_turn=turn)


def _source(citations: Sequence[Citation], find: FindArticle, *, nearest: bool) -> str:
    source = citations[0].evidence.source
    article = find(source.article_id, source.version)
    label = element("p", escape(wording.NEAREST_LABEL), class_="nearest-label") if nearest else ""
    head = element("h3", title(source)) + element("p", _credits(citations), class_="where")
    if article is None or not all(_stands_in(citation.evidence, article) for citation in citations):
        body = _quotes_alone(citations)
    else:
        body = element("div", _text(article.text, citations, nearest=nearest), class_="text", dir="auto")
    return element("article", element("header", label + head) + body, class_="source nearest" if nearest else "source")


def _credits(citations: Sequence[Citation]) -> str:
    source = citations[0].evidence.source
    outlets = dict.fromkeys(c.evidence.outlet for c in citations if c.evidence.outlet)
    parts = [wording.place(source)]
    if outlets:
        parts.append(f"crediting {', '.join(outlets)}")
    if source.version > 1:
        parts.append(f"version {source.version}")
    return escape(" · ".join(parts))


def _stands_in(evidence: Evidence, article: Article) -> bool:
    return article.text[evidence.start : evidence.end] == evidence.text


def _quotes_alone(citations: Sequence[Citation]) -> str:
    gone = element(
        "p", "This version of the article is no longer in the store; the sentences were quoted from it.", class_="gone"
    )
    quotes = (
        element("p", paint(c.evidence.text, 0, len(c.evidence.text), [_highlight(c, c.evidence.start)]))
        for c in citations
    )
    return element("div", [gone, *quotes], class_="text", dir="auto")


def _highlight(citation: Citation, offset: int = 0, *, nearest: bool = False) -> Layer:
    evidence = citation.evidence
    return Layer(evidence.start - offset, evidence.end - offset, "near" if nearest else "cited", marker=citation.marker)


def _layers(citations: Sequence[Citation], *, nearest: bool) -> list[Layer]:
    layers = []
    for citation in citations:
        evidence = citation.evidence
        layers.append(_trimmed(_highlight(citation, nearest=nearest), evidence.text))
        if evidence.answer_span and not nearest:
            layers.append(Layer(*evidence.answer_span, "words"))
        if evidence.attribution.cue_span:
            first, last = evidence.attribution.cue_span
            layers.append(Layer(evidence.start + first, evidence.start + last, "cue"))
    return layers


def _trimmed(layer: Layer, text: str) -> Layer:
    """Return the layer without white space at its ends, which a highlight would paint as bare colour."""
    start = layer.start + len(text) - len(text.lstrip())
    end = layer.end - (len(text) - len(text.rstrip()))
    return Layer(start, end, layer.name, layer.marker) if start < end else layer


def _text(text: str, citations: Sequence[Citation], *, nearest: bool) -> str:
    """Return the article in paragraphs, highlighted; far paragraphs of a long article are folded away."""
    layers = _layers(citations, nearest=nearest)
    paragraphs = [match.span() for match in re.finditer(r"[^\n]+", text) if match.group().strip()]
    painted = [element("p", paint(text, start, end, layers)) for start, end in paragraphs]
    if len(text) <= _WHOLE:
        return "".join(painted)
    marked = [
        number
        for number, (start, end) in enumerate(paragraphs)
        if any(layer.start < end and layer.end > start for layer in layers)
    ]
    near = {number + step for number in marked for step in (-1, 0, 1)}
    return "".join(_folded(painted, near))


def _folded(painted: Sequence[str], near: set[int]) -> list[str]:
    shown: list[str] = []
    far: list[str] = []
    for number, paragraph in enumerate([*painted, None]):
        if paragraph is not None and number not in near:
            far.append(paragraph)
            continue
        if far:
            count = f"{len(far)} more paragraph{'' if len(far) == 1 else 's'}"
            shown.append(element("details", element("summary", count) + "".join(far), class_="fold"))
            far = []
        if paragraph is not None:
            shown.append(paragraph)
    return shown
