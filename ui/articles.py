"""The articles in the store, and what became of an upload, as HTML."""

from collections.abc import Sequence
from datetime import date
from html import escape
from pathlib import PurePath

from ingest.article import Article, Source
from ingest.sync import SyncReport
from ui import wording
from ui.markup import element, title

# More rows than this are slow to lay out in a browser; the search field above narrows them.
MOST_ROWS = 200


def matching(sources: Sequence[Source], words: str) -> list[Source]:
    """Return the articles in whose title, publisher, date or id all of the words occur, newest first."""
    wanted = words.casefold().split()
    found = [
        source
        for source in sources
        if all(word in f"{source.title} {wording.place(source)} {source.article_id}".casefold() for word in wanted)
    ]
    found.sort(key=lambda source: source.title)
    return sorted(found, key=lambda source: source.published or date.min, reverse=True)


def articles_html(sources: Sequence[Source], words: str = "") -> str:
    """Return the list of articles that match `words`, at most 200 of them, with how many there are."""
    if not sources:
        return element(
            "div",
            element("p", "There are no articles yet.")
            + element("p", "Add .md, .txt or .jsonl files above, or run “briefing ingest FOLDER” in a terminal."),
            class_="empty",
        )
    found = matching(sources, words)
    count = f"{len(sources):,} article{'' if len(sources) == 1 else 's'}"
    if words.strip():
        count = f"{len(found):,} of {count}"
    if len(found) > MOST_ROWS:
        count += f"; the first {MOST_ROWS} are listed, type above to narrow them"
    rows = (_row(source) for source in found[:MOST_ROWS])
    return element("p", count, class_="count", role="status") + element("ul", rows, class_="articles")


def _row(source: Source) -> str:
    words = escape(wording.one_line(source.title) or source.article_id)
    button = element(
        "button",
        element("bdi", words),
        type="button",
        class_="read",
        data_action="read",
        data_article=source.article_id,
    )
    return element("li", button + element("p", escape(wording.place(source)), class_="where"))


def article_html(article: Article | None) -> str:
    """Return an article's text under its title, or that it is gone."""
    if article is None:
        return element("p", "This article is no longer in the store.", class_="gone")
    source = article.source
    said = [wording.place(source)]
    said += [f"by {wording.one_line(source.author)}"] if source.author else []
    said += [f"version {source.version}"] if source.version > 1 else []
    said.append(source.article_id)
    head = element("h3", title(source)) + element("p", escape(" · ".join(said)), class_="where")
    paragraphs = (element("p", escape(line)) for line in article.text.split("\n") if line.strip())
    body = element("div", paragraphs, class_="text", dir="auto")
    return element("article", element("header", head) + body, class_="source")


def report_html(report: SyncReport) -> str:
    """Return what became of uploaded files: how many of each kind, and every refusal with its reason."""
    refused = "".join(
        element("li", element("b", escape(_file_name(refusal.place))) + f": {escape(refusal.reason)}")
        for refusal in report.refused
    )
    listing = element("ul", refused, class_="refused") if refused else ""
    return element(
        "div",
        element("p", escape(wording.summary(report))) + listing,
        class_="report with-refusals" if refused else "report",
        role="status",
    )


def _file_name(place: str) -> str:
    """Return the name without its folder, which for an upload is a passing one."""
    return PurePath(place).name or place
