"""What the terminal prints, and what an answer and its sources are as HTML."""

import io
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from rich.console import Console
from sample_answers import QUOTE, TEXT, answer, article, evidence, refusal

from ingest.read import Refusal
from ingest.sync import SyncReport
from retriever.answer import Citation, Statement
from retriever.certainty import Certainty
from retriever.corroborating.corroboration import corroborated
from retriever.dating.dates import DateExpression
from ui import wording
from ui.answers import answer_html
from ui.articles import article_html, articles_html, report_html
from ui.conversation import Exchange, conversation_html
from ui.markup import Layer, paint
from ui.render import plain_answer, print_answer, print_article, print_articles, print_report
from ui.sources import sources_html

CREDIT = "Reported by Harbour News · expected · 28 October 2025 (from “October 28”)"

HOSTILE = (
    '<script>window.ran = true</script> <img src=x onerror="window.ran = true"> [a link](javascript:alert(1)) '
    "**bold** $$x^2$$ ${1+1} {{value}} </mark></p><svg onload=alert(1)> & \"quoted\" 'single'"
)


class Page(HTMLParser):
    """What a browser would make of a piece of HTML: its elements, its text, and the text of every highlight."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.marked: dict[str, str] = {}
        self._open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag == "mark":
            self._open = (dict(attrs)["data-cites"] or "").split()

    def handle_endtag(self, tag: str) -> None:
        if tag == "mark":
            self._open = []

    def handle_data(self, data: str) -> None:
        self.text += data
        for marker in self._open:
            self.marked[marker] = self.marked.get(marker, "") + data

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def printed(show: object, subject: object, *, terminal: bool, width: int = 80) -> str:
    file = io.StringIO()
    show(subject, Console(file=file, force_terminal=terminal, width=width, color_system=None, highlight=False))  # type: ignore[operator]
    return file.getvalue()


# The terminal


def test_a_piped_answer_that_quotes_gives_each_citation_its_credit() -> None:
    assert printed(print_answer, answer(origins=1), terminal=False).splitlines() == [
        "The old bridge is expected to close on October 28, Harbour News reported. [1]",
        "",
        f"[1] {CREDIT} · Coast Daily, 25 October 2025 · The bridge closes",
        "",
        "Rests on a single article.",
    ]


def test_a_statement_in_other_words_shows_what_it_cites() -> None:
    of = article("The old bridge is expected to close on October 28.")
    said = Statement("The bridge may close.", (Citation(1, evidence(of, of.text)),), verified=True)
    for terminal in (True, False):
        assert f"“{of.text}”" in printed(print_answer, answer(of, statements=(said,)), terminal=terminal, width=200)


def test_a_source_that_two_statements_cite_is_told_once() -> None:
    of = article("The old bridge is expected to close on October 28.")
    citation = Citation(1, evidence(of, of.text))
    said = tuple(Statement(text, (citation,), verified=True) for text in ("It may close.", "It is expected to close."))
    assert plain_answer(answer(of, statements=said)).count("[1] “") == 1


@pytest.mark.parametrize("width", [30, 50, 120])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    lines = printed(print_answer, answer(), terminal=True, width=width).splitlines()
    assert max(map(len, lines)) <= width
    assert "28 October 2025 (from “October 28”)" in " ".join(" ".join(lines).split())


def test_a_refusal_says_so_and_why_and_labels_the_nearest_passage() -> None:
    for terminal in (True, False):
        shown = " ".join(printed(print_answer, refusal(), terminal=terminal, width=70).replace("│", " ").split())
        assert wording.REFUSAL_LABEL in shown
        assert "do not say who pays" in shown
        assert f"{wording.NEAREST_LABEL}: “A new bridge may follow.”" in shown


def test_a_follow_up_shows_what_it_was_understood_as() -> None:
    shown = plain_answer(answer(question="When?"))
    assert shown.startswith("Understood as: When does the bridge close?")
    assert "Understood as" not in plain_answer(answer(origins=1))


def test_an_article_cannot_steer_the_terminal() -> None:
    text = "Nothing\x1b[2J\x1b]0;owned\x07 happened \u202edesrever\u202c here."
    of = article(text, title="A \x1b[31mtitle [bold]in brackets[/bold]")
    shown = answer(of, statements=(Statement(text, (Citation(1, evidence(of, text)),), verified=True),))
    for terminal in (True, False):
        for output in (printed(print_answer, shown, terminal=terminal), printed(print_article, of, terminal=terminal)):
            body = output if terminal else output.replace("\n", "")
            assert "\x07" not in body
            assert "\u202e" not in body
            assert "\x1b[2J" not in body
            assert "[bold]in brackets[/bold]" in " ".join(output.split())


def test_the_list_of_articles_is_a_table_in_a_terminal_and_tabs_in_a_pipe() -> None:
    source = article(published=None).source
    assert printed(print_articles, [source], terminal=False) == "bridge\t\tCoast Daily\tThe bridge closes\n"
    shown = printed(print_articles, [source], terminal=True)
    assert "date unknown" in shown
    assert "1 article" in shown
    assert "briefing ingest" in printed(print_articles, [], terminal=True)


def test_a_report_counts_and_names_every_refusal() -> None:
    report = SyncReport(added=("a", "b"), unchanged=("c",), refused=(Refusal("x.md:7", "The line is broken."),))
    assert printed(print_report, report, terminal=False).splitlines() == [
        "2 added · 0 changed · 1 unchanged · 0 removed · 1 refused",
        "refused x.md:7: The line is broken.",
    ]


# Words


@pytest.mark.parametrize(
    ("said", "words"),
    [
        pytest.param({}, "Reported by Harbour News", id="an outlet"),
        pytest.param({"outlet": None}, "Stated by the article itself", id="nobody credited"),
        pytest.param(
            {"outlet": None, "hearsay_span": (4, 9)},
            "Passed on by the article, which does not say from whom",
            id="nobody credited, but passed on",
        ),
        pytest.param(
            {"outlet": None, "speaker": "Ada Holm", "role": "mayor"}, "Said by Ada Holm (mayor)", id="a speaker"
        ),
        pytest.param({"speaker": "Ada Holm"}, "Said by Ada Holm, reported by Harbour News", id="both"),
        pytest.param({"basis": "a draft"}, "Reported by Harbour News, citing a draft", id="with its basis"),
        pytest.param(
            {"outlet": None, "basis": "a draft"}, "Stated by the article itself, citing a draft", id="a basis alone"
        ),
    ],
)
def test_the_credit_names_who_says_so(said: dict[str, object], words: str) -> None:
    assert wording.reported_by(evidence(article(), QUOTE, **said)) == words


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        pytest.param(("Oct 28", "2025-10-28", "2025-10-28"), "28 October 2025 (from “Oct 28”)", id="a day"),
        pytest.param(("28 October 2025", "2025-10-28", "2025-10-28"), "28 October 2025", id="written out in full"),
        pytest.param(
            ("27 to 29", "2025-10-27", "2025-10-29"), "27–29 October 2025 (from “27 to 29”)", id="days of a month"
        ),
        pytest.param(
            ("then", "2025-10-30", "2025-11-02"), "30 October – 2 November 2025 (from “then”)", id="two months"
        ),
        pytest.param(
            ("then", "2025-12-30", "2026-01-02"), "30 December 2025 – 2 January 2026 (from “then”)", id="two years"
        ),
        pytest.param(("next week", None, None), "“next week” (which day stays open)", id="unresolved"),
    ],
)
def test_a_date_stands_with_the_words_it_was_read_from(
    expression: tuple[str, str | None, str | None], words: str
) -> None:
    found, start, end = expression
    assert wording.date_words(DateExpression(found, (0, 1), start, end)) == words


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        pytest.param("https://example.com/a?b=1&c=2", True, id="https"),
        pytest.param("HTTP://example.com", True, id="http in capitals"),
        pytest.param("javascript:alert(1)", False, id="a script"),
        pytest.param("java\nscript:alert(1)", False, id="a script with a line break"),
        pytest.param("data:text/html,<script>", False, id="data"),
        pytest.param("https:///nowhere", False, id="no host"),
        pytest.param("https://[broken", False, id="broken brackets"),
        pytest.param("//example.com", False, id="no scheme"),
        pytest.param(None, False, id="none"),
    ],
)
def test_only_web_addresses_become_links(url: str | None, *, linked: bool) -> None:
    links = Page(article_html(article(url=url))).of("a")
    assert [link["href"] for link in links] == ([url] if linked else [])
    assert all(link["rel"] == "noopener noreferrer nofollow" for link in links)


@pytest.mark.parametrize(
    ("origins", "outlets", "said"),
    [
        (1, ("Kyodo News", "Island Post", "Quay Times"), "1 origin, 3 outlets."),
        (2, ("Kyodo News", "NHK"), "2 origins, 2 outlets."),
        (1, ("Kyodo News",), "Rests on a single source: Kyodo News."),
        (1, (), "Rests on a single article."),
    ],
)
def test_origins_and_outlets_are_told_apart(origins: int, outlets: tuple[str, ...], said: str) -> None:
    assert said in plain_answer(answer(origins=origins, outlets=outlets))
    assert said in Page(answer_html(answer(origins=origins, outlets=outlets))).text


# The chat's left and right


def test_a_cited_sentence_is_highlighted_exactly_in_its_article() -> None:
    page = Page(sources_html(answer(), 0, lambda _id, _version: article()))
    assert page.marked == {"1": QUOTE.strip()}
    assert [mark["id"] for mark in page.of("mark") if "id" in mark] == ["cite-1"]
    for line in TEXT.splitlines():
        assert line in page.text


def test_overlapping_citations_are_each_highlighted_whole() -> None:
    of = article()
    first, second = "The old bridge is expected to close", "expected to close on October 28"
    statements = tuple(
        Statement(quote, (Citation(marker, evidence(of, quote)),), verified=True)
        for marker, quote in enumerate((first, second), start=1)
    )
    page = Page(sources_html(answer(statements=statements), 0, lambda _id, _version: of))
    assert page.marked == {"1": first, "2": second}


def test_a_citation_across_paragraphs_is_highlighted_in_each() -> None:
    of = article()
    quote = "for how long.\nA new bridge may follow."
    statements = (Statement(quote, (Citation(1, evidence(of, quote)),), verified=True),)
    page = Page(sources_html(answer(statements=statements), 0, lambda _id, _version: of))
    assert page.marked == {"1": quote.replace("\n", "")}


def test_a_long_article_is_folded_but_all_there() -> None:
    far = "\n".join(f"Paragraph {number} says nothing of the bridge at all." for number in range(300))
    of = article(f"{far}\n{TEXT}{far}")
    page = Page(sources_html(answer(of), 0, lambda _id, _version: of))
    assert len(page.of("details")) == 2
    assert page.text.count("Paragraph 299 says nothing") == 2
    assert page.marked == {"1": QUOTE.strip()}


@pytest.mark.parametrize(
    "found", [pytest.param(None, id="gone"), pytest.param(article("Another text."), id="with another text")]
)
def test_an_article_that_is_not_the_one_quoted_is_not_shown_as_such(found: object) -> None:
    page = Page(sources_html(answer(), 0, lambda _id, _version: found))  # type: ignore[arg-type, return-value]
    assert page.marked["1"].strip() == QUOTE.strip()
    assert "no longer in the store" in page.text
    assert "Another text" not in page.text


def test_an_answer_carries_markers_credit_and_the_words_that_answer() -> None:
    page = Page(answer_html(answer(), 3))
    [marker] = [button for button in page.of("button") if button.get("data-action") == "show"]
    assert (marker["data-turn"], marker["data-marker"]) == ("3", "1")
    assert '<span class="words">October 28</span>' in answer_html(answer())
    assert CREDIT in page.text
    assert "Coast Daily, 25 October 2025" in page.text


def test_the_certainty_shown_names_its_scale_and_its_words() -> None:
    [chip] = [span for span in Page(answer_html(answer())).of("span") if span.get("class") == "certainty"]
    assert chip["data-level"] == str(Certainty.EXPECTED.rank)
    assert chip["title"] == "5 of 7 on the scale from denied to confirmed; read from “is expected to”"


def test_a_refusal_is_no_answer_and_shows_no_certainty() -> None:
    page = Page(answer_html(refusal()))
    classes = {attributes.get("class") for _, attributes in page.elements}
    assert "refusal" in classes
    assert not classes & {"answer", "statement", "certainty"}
    assert wording.REFUSAL_LABEL in page.text
    assert wording.NEAREST_LABEL in page.text
    right = Page(sources_html(refusal(), 0, lambda _id, _version: article()))
    assert wording.NEAREST_LABEL in right.text
    assert {mark["class"] for mark in right.of("mark")} == {"near"}


def test_an_unverified_statement_says_what_is_wrong_with_it() -> None:
    [statement] = answer().statements
    doubted = replace(statement, verified=False, problems=("The source says 12, not 21.",))
    assert "The source says 12, not 21." in Page(answer_html(answer(statements=(doubted,)))).text
    bare = replace(statement, verified=False)
    assert "not found to support this" in Page(answer_html(answer(statements=(bare,)))).text


def test_sources_that_differ_stand_side_by_side() -> None:
    quotes = ("The old bridge will close for 12 days.", "The old bridge will close for 21 days.")
    of = [article(quote, article_id=f"a{number}") for number, quote in enumerate(quotes)]
    cited = [evidence(each, quote, certainty=Certainty.EXPECTED) for each, quote in zip(of, quotes, strict=True)]
    statements = tuple(Statement(e.text, (Citation(n, e),), verified=True) for n, e in enumerate(cited, start=1))
    differing = corroborated(
        answer(statements=statements), lambda article_id, _: dict(zip(("a0", "a1"), of, strict=True))[article_id]
    )
    assert "The sources differ on the number" in Page(answer_html(differing)).text
    assert "“12 days” [1], “21 days” [2]" in plain_answer(differing)
    assert "The sources differ" not in answer_html(answer())


def test_painted_text_is_the_text() -> None:
    text = 'a < b & c > d "e"'
    layers = [Layer(0, 5, "cited", 1), Layer(3, 9, "words"), Layer(4, 40, "cited", 2)]
    assert Page(paint(text, 0, len(text), layers)).text == text


def _everything_hostile() -> str:
    of = article(
        f"{HOSTILE}\nSecond line.",
        article_id=HOSTILE,
        title=HOSTILE,
        publisher=HOSTILE,
        author=HOSTILE,
        url="javascript:alert(1)",
    )
    said: dict[str, object] = {"outlet": HOSTILE, "speaker": HOSTILE, "basis": HOSTILE, "cue": HOSTILE, "role": HOSTILE}
    said["expressions"] = (DateExpression(HOSTILE, (0, 1), None, None, HOSTILE),)
    cited = evidence(of, HOSTILE, "**bold**", **said)
    statement = Statement(HOSTILE, (Citation(1, cited),), verified=False, problems=(HOSTILE,), heading=HOSTILE)
    shown = answer(of, statements=(statement,), question=HOSTILE, standalone_question=f"{HOSTILE}?", notes=(HOSTILE,))
    refused = replace(refusal(), question=HOSTILE, reason=HOSTILE, nearest=(cited,))
    report = SyncReport(refused=(Refusal(HOSTILE, HOSTILE),))
    exchanges = (
        Exchange(HOSTILE, shown, done=True, vote="down"),
        Exchange(HOSTILE, refused, done=True),
        Exchange(HOSTILE, problem=HOSTILE),
    )
    return "".join(
        [
            conversation_html(exchanges, feedback=True),
            conversation_html((), starters=(HOSTILE,)),
            *(sources_html(each, 0, lambda _id, _version: of) for each in (shown, refused)),
            sources_html(shown, 0, lambda _id, _version: None),
            articles_html([of.source]),
            article_html(of),
            report_html(report),
        ]
    )


def test_nothing_that_an_article_or_a_question_says_becomes_markup() -> None:
    html = _everything_hostile()
    page = Page(html)
    blocks = "article aside blockquote details div form h2 h3 header label li p section summary textarea ul"
    inline = "b bdi button mark path q span svg"
    assert {tag for tag, _ in page.elements} <= {*blocks.split(), *inline.split()}
    assert not [
        name
        for _, attributes in page.elements
        for name in attributes
        if name.startswith("on") or name in {"src", "href"}
    ]
    assert "<img" not in html
    assert "<script" not in html
    assert page.text.count("<script>window.ran = true</script>") > 10
    assert "**bold** $$x^2$$ ${1+1} {{value}}" in page.text
