"""The real chat in real Chromium: what people do with it, on a desk and on a phone."""

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from chat_page import HOSTILE_LINES, ROOT, OpenPage, Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.slow

SIGNING = "Who is expected to sign the memorandum on October 28?"
UNANSWERED = "Which metal melts at the highest temperature?"


def ask(page: "Page", question: str) -> "Locator":
    """Ask by typing, and return the turn once its answer is whole."""
    turns = page.locator(".turn").count()
    field = page.locator("#question textarea")
    field.fill(question)
    field.press("Enter")
    return finished(page, turns)


def finished(page: "Page", number: int) -> "Locator":
    turn = page.locator(f'.turn[data-turn="{number}"][data-state="done"]')
    turn.wait_for(timeout=60_000)
    return turn


def highlighted(page: "Page", marker: str) -> str:
    page.locator(f'#sources mark[data-cites~="{marker}"]').first.wait_for()
    return "".join(page.locator(f'#sources mark[data-cites~="{marker}"]').all_text_contents())


def said(turn: "Locator") -> str:
    """Return the first statement's words without its markers."""
    text = turn.locator(".said").first.evaluate(
        "(said) => [...said.childNodes].filter((n) => !n.matches?.('.marker')).map((n) => n.textContent).join('')"
    )
    return str(text).strip()


def colour(of: "Locator", what: str) -> str:
    return str(of.evaluate(f"(element) => getComputedStyle(element).{what}"))


def test_the_quoted_sentence_is_highlighted_in_its_article(open_page: OpenPage) -> None:
    page = open_page()
    turn = ask(page, SIGNING)
    quote = highlighted(page, "1")
    assert quote == said(turn)
    assert "expected to sign it on October 28" in quote
    stored = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "corpus" / "articles").glob("*.md"))
    assert quote in stored
    mark = page.locator("#sources mark").first
    assert colour(mark, "backgroundColor") not in {"rgba(0, 0, 0, 0)", colour(page.locator("body"), "backgroundColor")}
    credit = turn.locator(".credit").first.inner_text()
    assert "expected" in credit
    assert "28 October 2025 (from “October 28”)" in credit
    assert "25 October 2025" in page.locator("#sources .where").first.inner_text()


def test_a_marker_of_an_earlier_answer_brings_its_sentence_back(open_page: OpenPage) -> None:
    page = open_page()
    first = ask(page, SIGNING)
    ask(page, "What is Tokyo Gas considering?")
    assert "LNG" in highlighted(page, "1")
    first.locator(".marker").first.click()
    page.locator("#sources mark.flash").first.wait_for()
    assert highlighted(page, "1") == said(first)
    page.wait_for_function("document.querySelector('#sources mark').getBoundingClientRect().top < innerHeight")


def test_a_starter_question_is_asked_by_a_click(open_page: OpenPage) -> None:
    page = open_page()
    starter = page.locator(".starter").first
    question = starter.inner_text()
    starter.click()
    assert finished(page, 0).locator(".question").inner_text() == question


def test_a_refusal_looks_different_and_says_why(open_page: OpenPage) -> None:
    page = open_page()
    answered = ask(page, SIGNING)
    refused = ask(page, UNANSWERED)
    assert answered.locator(".refusal").count() == 0
    assert refused.locator(".answer").count() == 0
    box = refused.locator(".refusal")
    assert "Not answered by these articles" in box.inner_text()
    assert len(box.locator(".reason").inner_text()) > 20
    statement = answered.locator(".statement").first
    for what in ("backgroundColor", "borderLeftColor", "borderLeftStyle"):
        assert colour(box, what) != colour(statement, what)
    if box.locator(".nearest").count():
        assert "Nearest passage, not an answer" in box.inner_text()
        assert "Nearest passage, not an answer" in page.locator("#sources").inner_text()


def test_a_follow_up_is_understood_from_what_was_said(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, "What is Tokyo Gas considering?")
    turn = ask(page, "How much would it buy?")
    assert "Tokyo Gas" in turn.locator(".standalone").inner_text()


def test_two_sessions_do_not_see_each_other(open_page: OpenPage) -> None:
    one, other = open_page(), open_page()
    ask(one, SIGNING)
    assert other.locator(".turn").count() == 0
    turn = ask(other, "How much would it buy?")
    assert turn.locator(".standalone").count() == 0
    assert one.locator(".turn").count() == 1


def test_a_new_conversation_forgets_the_old_one(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, "What is Tokyo Gas considering?")
    page.get_by_role("button", name="New conversation").click()
    page.locator(".starter").first.wait_for()
    assert page.locator(".turn, #sources mark").count() == 0
    assert ask(page, "How much would it buy?").locator(".standalone").count() == 0


def test_a_hostile_article_runs_nothing_and_is_shown_literally(open_page: OpenPage) -> None:
    page = open_page()
    turn = ask(page, "What does the lighthouse of Vardo cost a night?")
    # Wherever the reader puts its answer, the whole article is at the right or can be read in the list.
    page.get_by_role("tab", name="Articles").click()
    row = page.locator(".articles li", has_text="Lighthouse")
    row.locator(".read").click()
    page.locator("#reader .text").wait_for()
    for line in HOSTILE_LINES:
        assert line in page.locator("#reader .text").inner_text()
    row.locator(".where").hover()
    for place in ("#reader", "#sources", "#conversation", "#list"):
        assert page.locator(f"{place} :is(script, img, iframe, form, a, svg[onload], [onmouseover])").count() == 0
    assert "<script>" in turn.inner_text() or "Lighthouse <img" in turn.inner_text()
    page.wait_for_timeout(500)


def test_a_hostile_question_is_shown_literally(open_page: OpenPage) -> None:
    page = open_page()
    question = "<img src=x onerror=\"window.ran = 'question'\"> **Who** will sign ${1+1} {{value}} $$x$$?"
    assert ask(page, question).locator(".question").inner_text() == question
    assert page.locator("#conversation img").count() == 0


def test_what_slips_through_could_still_load_nothing_from_outside(browser: "Browser", served: Served) -> None:
    page = browser.new_page()
    page.goto(served.address)
    page.locator(".starter").first.wait_for()
    directive = page.evaluate(
        """() => new Promise((resolve) => {
          document.addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective));
          new Image().src = "http://192.0.2.1/pixel.png";
          setTimeout(() => resolve("loaded"), 3000);
        })"""
    )
    page.close()
    assert directive == "img-src"


def test_uploads_are_reported_and_can_be_asked(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page()
    good = tmp_path / "ferry.md"
    good.write_text("---\ntitle: The ferry\npublisher: Coast Daily\n---\nThe ferry Solveig carries 240 passengers.\n")
    broken = tmp_path / "broken.txt"
    broken.write_bytes(b"\x00\x01 not text")
    page.get_by_role("tab", name="Articles").click()
    page.locator("#upload input[type=file]").set_input_files([good, broken])
    page.locator("#report .report").wait_for(timeout=60_000)
    report = page.locator("#report").inner_text()
    assert "1 added" in report
    assert "1 refused" in report
    assert "broken.txt: " in report
    page.locator(".read", has_text="The ferry").wait_for()
    good.write_text("---\ntitle: The ferry\npublisher: Coast Daily\n---\nThe ferry Solveig carries 250 passengers.\n")
    page.locator("#upload input[type=file]").set_input_files([good])
    page.locator("#report", has_text="1 changed").wait_for(timeout=60_000)
    page.get_by_role("tab", name="Ask").click()
    ask(page, "How many passengers does the ferry Solveig carry?")
    assert highlighted(page, "1") == "The ferry Solveig carries 250 passengers."


def test_limits_narrow_the_articles_and_a_wrong_date_is_explained(open_page: OpenPage) -> None:
    page = open_page()
    page.get_by_role("button", name="Limit articles or dates").click()
    page.get_by_label("Published on or after").fill("soon")
    page.locator("#question textarea").fill(SIGNING)
    page.locator("#question textarea").press("Enter")
    page.locator(".failure", has_text="“soon” is not a date").wait_for()
    page.get_by_label("Published on or after").fill("2026-01-01")
    assert ask(page, SIGNING).locator(".refusal").count() == 1


def test_votes_and_corrections_are_kept_in_the_store(open_page: OpenPage, served: Served) -> None:
    page = open_page()
    turn = ask(page, SIGNING)
    turn.get_by_role("button", name="This answer is not right").click()
    turn.get_by_label("What would be right").fill("The science officials.")
    turn.get_by_role("button", name="Send correction").click()
    turn.get_by_text("Your correction was kept").wait_for()
    lines = (served.store / "feedback.jsonl").read_text(encoding="utf-8").splitlines()
    last = json.loads(lines[-1])
    assert (last["question"], last["vote"], last["correction"]) == (SIGNING, "correction", "The science officials.")


def test_an_answer_is_copied_with_its_citations(open_page: OpenPage, served: Served) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    turn = ask(page, SIGNING)
    turn.get_by_role("button", name="Copy with sources").click()
    turn.get_by_text("Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(SIGNING)
    assert f"{said(turn)} [1]" in copied
    assert "25 October 2025" in copied


def test_everything_can_be_reached_by_keys(open_page: OpenPage) -> None:
    page = open_page()
    page.locator("#masthead button").focus()
    page.keyboard.press("/")
    page.keyboard.type(SIGNING)
    page.keyboard.press("Enter")
    marker = finished(page, 0).locator(".marker").first
    marker.focus()
    page.keyboard.press("Enter")
    page.locator("#sources mark:focus").wait_for()
    page.keyboard.press("Escape")
    page.locator(".marker:focus").wait_for()


def test_a_phone_shows_everything_in_one_column(open_page: OpenPage) -> None:
    page = open_page(width=375, height=740, has_touch=True, is_mobile=True)
    turn = ask(page, SIGNING)
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    turn.locator(".marker").first.tap()
    page.wait_for_function(
        "(() => { const box = document.querySelector('#sources mark').getBoundingClientRect();"
        " return box.top > 0 && box.bottom < innerHeight && box.right <= 375; })()"
    )
    page.get_by_role("button", name="Back to the answer").tap()
    page.wait_for_function("document.querySelector('.marker').getBoundingClientRect().top > 0")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_background(open_page: OpenPage, scheme: str) -> None:
    page = open_page(color_scheme=scheme)
    ask(page, SIGNING)
    ask(page, UNANSWERED)
    page.locator(".marker").first.click()
    page.locator("#sources mark.cited").first.wait_for()
    page.wait_for_timeout(1500)  # the flash of the highlight has to be over
    found = page.evaluate(CONTRAST, PLACES)
    assert len(found) > 20
    assert [each for each in found if each["contrast"] < 4.5] == []


PLACES = (
    ".question, .said, .marker, .by, .date, .certainty, .where, .tools .quiet, .reason, .refusal h3, mark.cited, "
    "#sources .text p, #sources h3, .notes li, #question .submit-button"
)

# The contrast of text by WCAG 2.1 (1.4.3) against the nearest ancestor that paints a background.
CONTRAST = """(places) => {
  const numbers = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (element) => {
    for (; element; element = element.parentElement) {
      const painted = numbers(getComputedStyle(element).backgroundColor);
      if (painted.length < 4 || painted[3] === 1) return painted;
    }
    return [255, 255, 255];
  };
  return [...document.querySelectorAll(places)].map((element) => {
    const ink = light(numbers(getComputedStyle(element).color));
    const [high, low] = [ink, light(behind(element))].sort((a, b) => b - a);
    const contrast = (high + 0.05) / (low + 0.05);
    return { place: element.className || element.tagName, text: element.textContent.slice(0, 30), contrast };
  });
}"""


@pytest.mark.skipif(not os.environ.get("BRIEFING_SCREENSHOTS"), reason="BRIEFING_SCREENSHOTS is not set")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pictures_of_the_readme_are_taken(open_page: OpenPage, scheme: str) -> None:
    page = open_page(width=1280, height=800, color_scheme=scheme, device_scale_factor=1.5)
    ask(page, SIGNING)
    ask(page, "Who is the CEO of Toyota?")
    page.locator(".marker").first.click()
    page.locator("#sources mark.cited").first.wait_for()
    page.evaluate("document.querySelector('#conversation').scrollTo(0, 0)")
    page.evaluate("document.activeElement.blur()")
    page.wait_for_timeout(2000)
    picture = ROOT / "docs" / "images" / ("chat.png" if scheme == "light" else "chat-dark.png")
    picture.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=picture)
    assert picture.stat().st_size > 20_000


def test_the_terminal_saw_no_error(open_page: OpenPage, served: Served) -> None:
    ask(open_page(), SIGNING)
    assert not re.search("Traceback|Error", served.log.read_text())
