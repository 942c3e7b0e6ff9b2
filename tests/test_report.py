import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from newsroom import TOWNS, WordReader, evaluated, question_rows, write_articles, write_rows

from evaluation.curves import Bin
from evaluation.excerpt import excerpt
from evaluation.outcome import Outcome
from evaluation.plots import calibration_plot, risk_coverage_plot, stacked
from evaluation.summary import summary
from ingest.index import Index

HOSTILE = '<script>alert(1)</script> & "quoted" <img src=x onerror=alert(2)>'


@pytest.fixture
def run(folder: Path, ingest: Callable[..., Any], index: Index, tmp_path: Path) -> Callable[..., Outcome]:
    """Return a function that evaluates rows over four articles."""
    write_articles(folder, TOWNS[:4])

    def evaluate(rows: list[dict[str, Any]], name: str = "out", **how: Any) -> Outcome:
        ingest()
        return evaluated(index, write_rows(tmp_path / "q.jsonl", rows), tmp_path / name, **how)

    return evaluate


def page(outcome: Outcome) -> str:
    return (outcome.out / "report.html").read_text("utf-8")


def test_the_report_names_nothing_outside_itself(run: Callable[..., Outcome]) -> None:
    text = page(run(question_rows(TOWNS[:4])))
    assert not re.search(r"\b(?:src|srcset|data|poster|action)\s*=\s*[\"']?\s*(?:https?:)?//", text)
    assert not re.search(r"<(?:link|iframe|object|embed|img|base|form[^>]+action)\b", text)
    assert "@import" not in text
    assert "url(" not in text
    assert "default-src 'none'" in text


def test_what_articles_and_questions_say_is_shown_and_never_run(
    run: Callable[..., Outcome], folder: Path, ingest: Callable[..., Any]
) -> None:
    front = "---\nid: hostile\ntitle: 'Hostile <b>title</b>'\nurl: 'javascript:alert(3)'\n---\n"
    (folder / "hostile.md").write_text(f"{front}The tram of Vexley costs 7 crowns {HOSTILE}.")
    row = {
        "id": "</script><script>alert(4)</script>",
        "question": f"What costs 7 crowns of Vexley tram? {HOSTILE}",
        "expected": ["</code><script>"],
        "tags": ["'><script>alert(5)</script>"],
        "evidence": [{"article_id": "hostile", "quote": "The tram of Vexley costs 7 crowns"}],
    }
    text = page(run([row], reader=WordReader(threshold=0.1)))
    assert text.count("<script>") == text.count("</script>") == 1
    assert "<img" not in text
    assert "<b>title" not in text
    assert "javascript:" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_the_report_shows_answer_expected_quote_and_why_it_failed(run: Callable[..., Outcome]) -> None:
    rows = question_rows(TOWNS[:1])
    rows[0]["expected"] = ["ninety"]
    text = page(run(rows))
    assert "retrieved but not chosen" in text
    assert re.search(r"<code>ninety</code>\s*<span class=\"muted\">missing", text)
    assert "<mark>The council of Aldmoor approved 10 new lamps on Tuesday" in text
    assert "a refusal: the articles do not answer this" in text


def test_lines_to_mend_are_listed(run: Callable[..., Outcome]) -> None:
    rows = [*question_rows(TOWNS[:1]), {"id": "x", "question": "Who?", "expected": ["("]}]
    assert "Line 4 (x): The pattern &#39;(&#39; is no regular expression" in page(run(rows))


def test_an_evaluation_of_a_single_plain_question_has_a_report(run: Callable[..., Outcome]) -> None:
    assert "not judged" in page(run([{"id": "q", "question": "Who is considering a second bridge?"}]))


def test_metrics_hold_every_measure_and_every_question(run: Callable[..., Outcome]) -> None:
    outcome = run(question_rows(TOWNS[:4]))
    metrics = json.loads((outcome.out / "metrics.json").read_text("utf-8"))
    assert metrics["measures"].keys() == outcome.measures.keys()
    assert metrics["measures"]["right"]["value"] == outcome.measures["right"].value
    assert metrics["measures"]["right"]["n"] == 12
    assert [row["id"] for row in metrics["questions"]] == [row.id for row in outcome.rows]
    assert metrics["tags"].keys() == {"absent", "bridge", "lamps"}
    assert metrics["checker"] == "retriever.check"


def test_each_question_is_a_test_case_of_junit(run: Callable[..., Outcome]) -> None:
    rows = question_rows(TOWNS[:2])
    rows[0]["expected"] = ["ninety"]
    rows[1]["question"] += " \x00\x1b"
    suite = ET.parse(run([*rows, {"id": "x"}]).out / "junit.xml").getroot()
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("7", "1", "1")
    failed = suite.find("testcase/failure")
    assert failed is not None
    assert failed.get("message") == "retrieved but not chosen"
    assert [case.get("name") for case in suite.iter("testcase")] == [*(row["id"] for row in rows), "x"]


def test_the_export_has_the_column_names_of_ragas(run: Callable[..., Outcome]) -> None:
    outcome = run(question_rows(TOWNS[:1]))
    samples = [json.loads(line) for line in (outcome.out / "ragas.jsonl").read_text("utf-8").splitlines()]
    assert samples[0].keys() == {"user_input", "response", "retrieved_contexts", "reference_contexts", "reference"}
    assert samples[0]["response"] in samples[0]["retrieved_contexts"][0]
    assert samples[0]["reference"] == samples[0]["response"]
    assert samples[2].keys() == {"user_input", "response", "retrieved_contexts"}


def test_the_summary_is_plain_and_says_where_the_report_is(run: Callable[..., Outcome], tmp_path: Path) -> None:
    rows = [*question_rows(TOWNS[:4]), {"id": "x"}]
    run(rows, "before")
    outcome = run(rows, "after", baseline=tmp_path / "before", reader=WordReader(threshold=0.0))
    lines = summary(outcome).splitlines()
    assert re.match(r"right +0\.667  \[0\.\d{3}, 0\.\d{3}\]  n = 12$", lines[0])
    assert any(line.startswith("Worse than before beyond chance: ") for line in lines)
    assert "Broken: aldmoor-trams, birrin-trams, corvale-trams, dunwick-trams" in lines
    assert "Line 13 (x): It has no question; add it as a text." in lines
    assert lines[-1] == f"Report: {outcome.out / 'report.html'}"


def test_an_excerpt_keeps_the_quote_whole_and_cuts_its_context_between_words() -> None:
    text = "Long before that, the gate was shut. It opens on 3 May at noon. Long after that it closes."
    start, end = text.index("It opens"), text.index(" Long after")
    words = (text.index("3 May"), text.index("3 May") + 5)
    found = excerpt(text, start, end, words, around=12)
    assert found.start + found.words + found.end == "It opens on 3 May at noon."
    assert found.words == "3 May"
    assert (found.before, found.after) == ("… was shut. ", " Long after …")
    assert excerpt(text, start, end).before == text[:start]


def test_plots_escape_what_they_are_told_and_draw_what_there_is() -> None:
    assert str(stacked([("right", 3), ("<b>", 1)])).count("<rect") == 2
    assert "<b>" not in stacked([("<b>", 1)])
    assert 'points="44.0,210.0 348.0,12.0' in risk_coverage_plot([(0.0, 0.0), (1.0, 1.0)])
    assert calibration_plot([Bin(3, 0.5, 0.5)]).count("<circle") == 1
    assert risk_coverage_plot([]).count("<polyline") == 0
