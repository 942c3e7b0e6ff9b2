"""The report in a real browser: it draws, filters and expands, runs nothing of the articles, and asks for nothing."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from newsroom import TOWNS, WordReader, evaluated, question_rows, write_articles, write_rows
from playwright.sync_api import Browser, Page, expect

from ingest.index import Index

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="No Chromium is installed; install the package chromium."),
]


@pytest.fixture
def report(folder: Path, ingest: Callable[..., Any], index: Index, tmp_path: Path) -> Path:
    """Return a report with a baseline, failures of several kinds, a bad line and a hostile article."""
    write_articles(folder, TOWNS[:6])
    hostile = "The tram of Vexley costs 7 crowns <script>document.title='run'</script><img src=x onerror=alert(1)>."
    (folder / "hostile.md").write_text(f"---\nid: hostile\ntitle: Vexley\n---\n{hostile}")
    ingest()
    rows = question_rows(TOWNS[:6])
    rows[0]["expected"] = ["ninety"]
    rows.append({"id": "hostile", "question": "How many crowns costs the tram of Vexley?", "expected": ["7"]})
    rows.append({"id": "bad", "question": "Who?", "expected": ["("]})
    questions = write_rows(tmp_path / "q.jsonl", rows)
    evaluated(index, questions, tmp_path / "before")
    reader = WordReader(threshold=0.0)
    return evaluated(index, questions, tmp_path / "after", reader=reader, baseline=tmp_path / "before").out


@pytest.fixture
def page(browser: Browser, report: Path) -> Iterator[Page]:
    """Return the opened report, and check that it asked for nothing and complained of nothing."""
    context = browser.new_context()
    page = context.new_page()
    requests: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    address = (report / "report.html").as_uri()
    page.goto(address)
    yield page
    assert {request.split("#")[0] for request in requests} == {address}
    assert complaints == []
    context.close()


def test_all_questions_are_there_and_the_plots_are_drawn(page: Page) -> None:
    expect(page.locator(".item")).to_have_count(19)
    plots = page.locator(".plots svg")
    expect(plots).to_have_count(4)
    for plot in plots.all():
        box = plot.bounding_box()
        assert box is not None
        assert box["width"] > 150
        assert box["height"] > 80
        assert plot.locator("circle, polyline, rect").count() > 0
    assert page.title() == "Evaluation · q.jsonl"


def test_filters_narrow_the_table(page: Page) -> None:
    visible = page.locator(".item:visible")
    page.select_option("#outcome", "should have refused")
    expect(visible).to_have_count(6)
    expect(page.locator("#shown")).to_have_text("6 of 19")
    page.fill("#search", "birrin trams")
    expect(visible).to_have_count(1)
    page.fill("#search", "no such words")
    expect(page.locator("#none")).to_be_visible()
    page.fill("#search", "")
    page.select_option("#outcome", "")
    page.select_option("#tag", "bridge")
    expect(visible).to_have_count(6)
    page.select_option("#tag", "")
    page.select_option("#flip", "broken")
    expect(visible).to_have_count(6)
    page.select_option("#flip", "")
    page.get_by_role("button", name="retrieved but not chosen").click()
    expect(visible).to_have_count(1)


def test_a_question_expands_to_its_answer_and_sources(page: Page) -> None:
    item = page.locator(".item", has_text="How many new lamps did the council of Aldmoor approve?")
    expect(item.locator(".body")).to_be_hidden()
    item.locator("summary").click()
    expect(item.locator("mark").first).to_contain_text("The council of Aldmoor approved 10 new lamps")
    expect(item.locator(".expected")).to_contain_text("ninety missing")
    page.locator("#expand").click()
    assert page.locator(".item[open]").count() == 19
    page.locator("#expand").click()
    assert page.locator(".item[open]").count() == 0


def test_a_flip_leads_to_its_question(page: Page) -> None:
    page.select_option("#outcome", "right")
    page.locator(".flips a", has_text="birrin-trams").click()
    item = page.locator(".item[open]")
    expect(item).to_have_count(1)
    expect(item).to_be_in_viewport()
    expect(item.locator("h4", has_text="In the baseline")).to_be_visible()


def test_what_an_article_says_is_shown_and_not_run(page: Page) -> None:
    page.locator(".item", has_text="tram of Vexley").locator("summary").click()
    expect(page.locator("mark", has_text="<script>document.title='run'</script>").first).to_be_visible()
    assert page.title() != "run"
    assert page.locator("img").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1200])
def test_nothing_sticks_out_and_text_can_be_read(page: Page, scheme: Any, width: int) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 844})
    page.locator("#expand").click()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    ink, paper = (page.evaluate(f"getComputedStyle(document.body).{name}") for name in ("color", "backgroundColor"))
    assert _contrast(ink, paper) > 7
    soft = page.evaluate("getComputedStyle(document.querySelector('.facts')).color")
    assert _contrast(soft, paper) > 4.5


def test_failed_questions_are_open_in_print(page: Page) -> None:
    assert page.pdf().startswith(b"%PDF")
    assert page.locator(".item[open]").count() == page.locator('.item[data-failed="yes"]').count() == 7
    page.emulate_media(media="print")
    expect(page.locator("#filters")).to_be_hidden()


def _contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as the Web Content Accessibility Guidelines define it, from 1 to 21."""
    first, second = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (first + 0.05) / (second + 0.05)


def _luminance(colour: str) -> float:
    shares = [int(part) / 255 for part in colour.removeprefix("rgb(").removesuffix(")").split(",")]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
