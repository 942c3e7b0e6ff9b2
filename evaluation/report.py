"""Write the report: one HTML file that needs nothing else, and shows each question with its sources."""

import base64
import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from evaluation import plots
from evaluation.curves import reliability, risk_coverage
from evaluation.excerpt import Excerpt, excerpt
from evaluation.failure import Failure, said
from evaluation.measures import BY_NAME, PARTS, Measure
from evaluation.outcome import Outcome
from evaluation.patterns import PatternError, found
from evaluation.questions import Question
from evaluation.score import Row
from evaluation.spans import Texts, places
from evaluation.statistic import Estimate

_PAGE = Path(__file__).parent / "page"

_GROUPS = {
    "overall": "Overall",
    "abstaining": "Knowing when not to answer",
    "answer": "Answers",
    "evidence": "Evidence",
    "citations": "Citations",
    "attribution": "Who says so, and how certain",
    "retrieval": "Retrieval of articles",
    "latency": "Seconds an answer",
}

_TILES = {
    "expected": "of answerable questions hold the expected words",
    "evidence_hit": "cite the gold evidence",
    "refusal_recall": "of unanswerable questions refused",
    "wrong_refusals": "of answerable questions refused",
    "ndcg@10": "nDCG@10 of articles",
    "total_p50": "median time of an answer",
}


@dataclass(frozen=True, slots=True)
class Quoted:
    """A citation or a piece of gold in its context; `excerpt` is None where the text is not there."""

    title: str
    facts: tuple[str, ...]
    excerpt: Excerpt | None
    marker: int | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One question as the table shows it."""

    question: Question
    row: Row
    record: Mapping[str, Any]
    outcome: str
    answer: str
    expected: tuple[tuple[str, bool | None], ...]
    cited: tuple[Quoted, ...]
    gold: tuple[Quoted, ...]
    flip: str | None
    old_text: str


def write_report(outcome: Outcome, texts: Texts, path: Path) -> None:
    """Write the report of an evaluation to `path`."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_PAGE),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    style, script = ((_PAGE / name).read_text("utf-8") for name in ("report.css", "report.js"))
    items = [
        _item(question, row, outcome, texts) for question, row in zip(outcome.questions, outcome.rows, strict=True)
    ]
    page = environment.get_template("report.html").render(
        outcome=outcome,
        written=datetime.now(UTC),
        style=Markup(style),  # noqa: S704  # Both files are our own.
        script=Markup(script),  # noqa: S704
        style_hash=_hash(style),
        script_hash=_hash(script),
        items=items,
        counts=_counts(items),
        groups=_groups(outcome),
        plots=_plots(outcome),
        stack=plots.stacked(_counts(items)),
        tags=list(outcome.tags),
        bar=plots.share_bar,
        tiles=_tiles(outcome.measures),
    )
    path.write_text(page, encoding="utf-8", errors="replace")


def _hash(text: str) -> str:
    """Return the hash by which the page's policy lets exactly this style or script run, and no other."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _counts(items: list[Item]) -> list[tuple[str, int]]:
    """Return how many questions ended in each way: right first, then the failures by step, then the untold."""
    counts = Counter(item.outcome for item in items)
    kinds = ("right", *(failure.value for failure in Failure), "not judged")
    return [(kind, counts[kind]) for kind in kinds if counts[kind]]


def _tiles(measures: Mapping[str, Estimate]) -> list[tuple[str, str, str]]:
    """Return the few figures that stand at the top, each with its interval, as far as they are there."""
    shown = []
    for name, title in _TILES.items():
        estimate = measures.get(name)
        if estimate is None or estimate.value is None:
            continue
        measure = BY_NAME[name]
        told = plots.time_told if measure.is_timing else _figure if measure.group == "retrieval" else "{:.0%}".format
        spread = (
            "" if estimate.low is None or estimate.high is None else f"{told(estimate.low)} to {told(estimate.high)}"
        )
        shown.append((title, told(estimate.value), spread))
    return shown


def _figure(value: float) -> str:
    return f"{value:.3f}"


def _groups(outcome: Outcome) -> list[tuple[str, list[tuple[Measure, Estimate]]]]:
    """Return the measures by group, without the parts that took no time at all."""
    groups = []
    for group, title in _GROUPS.items():
        found = [
            (BY_NAME[name], estimate) for name, estimate in outcome.measures.items() if BY_NAME[name].group == group
        ]
        shown = [(m, estimate) for m, estimate in found if not (m.is_timing and not _takes_time(outcome, m))]
        if shown:
            groups.append((title, shown))
    return groups


def _takes_time(outcome: Outcome, measure: Measure) -> bool:
    return bool(outcome.measures[measure.name.rsplit("_", 1)[0] + "_p95"].value)


def _plots(outcome: Outcome) -> list[tuple[str, str, Markup]]:
    """Return the plots that have something to show, each with its title and how to read it."""
    drawn = []
    if points := risk_coverage(outcome.rows):
        area = outcome.measures["risk_coverage_area"].value or 0.0
        note = f"How many answers are wrong when only the most confident are let through. Area {area:.3f}; 0 is best."
        drawn.append(("Risk and coverage", note, plots.risk_coverage_plot(points)))
        error = outcome.measures["calibration_error"].value or 0.0
        note = f"A confidence of .8 should mean that 8 of 10 are answerable: dots on the line. Mean gap {error:.3f}."
        drawn.append(("Calibration", note, plots.calibration_plot(reliability(outcome.rows))))
    parts = {
        part: (outcome.measures[f"{part}_p50"].value or 0.0, outcome.measures[f"{part}_p95"].value or 0.0)
        for part in PARTS
        if f"{part}_p95" in outcome.measures and outcome.measures[f"{part}_p95"].value
    }
    if parts:
        note = "How long the parts of an answer took, with as many questions at a time as the run had."
        drawn.append(("Latency", note, plots.latency_plot(parts)))
    tagged = {tag: scores["right"] for tag, scores in outcome.tags.items() if "right" in scores}
    if tagged:
        drawn.append(("By tag", "Few questions make wide intervals.", plots.tags_plot(dict(list(tagged.items())[:24]))))
    return drawn


def _item(question: Question, row: Row, outcome: Outcome, texts: Texts) -> Item:
    record = outcome.records[question.id]
    flips = (*outcome.comparison.fixed, *outcome.comparison.broken) if outcome.comparison else ()
    flip = next((flip for flip in flips if flip.id == question.id), None)
    judged = "right" if row.right else "not judged"
    citations = [citation for statement in record["statements"] for citation in statement["citations"]]
    return Item(
        question=question,
        row=row,
        record=record,
        outcome=row.failure.value if row.failure else judged,
        answer=record.get("error") or record["text"] or record["reason"] or "",
        expected=tuple((pattern, _is_found(pattern, said(record))) for pattern in question.expected),
        cited=tuple(_cited(citation, texts) for citation in citations or record["nearest"]),
        gold=tuple(_gold(gold.article_id, gold.quote, texts) for gold in question.evidence)
        + tuple(_gold(article_id, None, texts) for article_id in question.relevance),
        flip=None if flip is None else "fixed" if flip.fixed else "broken",
        old_text=flip.old_text if flip else "",
    )


def _is_found(pattern: str, text: str) -> bool | None:
    """Tell whether a pattern is in the text; None where it had to be stopped."""
    try:
        return found(pattern, text)
    except PatternError:
        return None


def _cited(citation: Mapping[str, Any], texts: Texts) -> Quoted:
    text = texts.text(citation["article_id"], citation["version"])
    names = (citation["publisher"], citation["published"], citation["outlet"], citation["speaker"])
    facts = tuple(dict.fromkeys(str(fact) for fact in (*names, citation["certainty"]) if fact))
    words = tuple(citation["answer_span"]) if citation["answer_span"] else None
    shown = excerpt(text, citation["start"], citation["end"], words) if text else None
    url = citation["url"] or ""
    link = url if url.startswith(("https://", "http://")) else None
    return Quoted(citation["title"], facts, shown, citation.get("marker"), link)


def _gold(article_id: str, quote: str | None, texts: Texts) -> Quoted:
    article = texts.article(article_id)
    if article is None:
        return Quoted(article_id, ("not in the store",), None)
    if not quote:
        return Quoted(article.source.title, (article_id,), None)
    found_at = places(quote, article.text)
    if not found_at:
        return Quoted(article.source.title, ("the quote is not in the article",), Excerpt("", quote, "", "", ""))
    return Quoted(article.source.title, (article_id,), excerpt(article.text, *found_at[0]))
