"""Write what an evaluation found for other programs: metrics.json, JUnit XML, ragas' columns."""

import json
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from evaluation.failure import said
from evaluation.measures import BY_NAME, CHECKER
from evaluation.outcome import Outcome
from evaluation.score import Row
from evaluation.spans import Texts
from evaluation.statistic import RESAMPLES, SEED, Estimate

# What XML 1.0 cannot hold, even escaped.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_metrics(outcome: Outcome, path: Path) -> None:
    """Write all measures and the row of each question; `docs/measures.md` describes the form."""
    metrics = {
        "format": 1,
        "name": outcome.name,
        "k": outcome.k,
        "checker": CHECKER,
        "intervals": {"level": 0.95, "resamples": RESAMPLES, "seed": SEED},
        "asked": len(outcome.records),
        "seconds": round(outcome.seconds, 3),
        "resumed": outcome.resumed,
        "refused_lines": [{"line": line.line, "id": line.id, "reason": line.reason} for line in outcome.refused],
        "measures": {
            name: _estimate(estimate)
            | {
                "group": BY_NAME[name].group,
                "title": BY_NAME[name].title,
                "more_is_better": BY_NAME[name].more_is_better,
            }
            for name, estimate in outcome.measures.items()
        },
        "tags": {
            tag: {name: _estimate(estimate) for name, estimate in measures.items()}
            for tag, measures in outcome.tags.items()
        },
        "failures": dict(Counter(row.failure.value for row in outcome.rows if row.failure)),
    }
    head = json.dumps(metrics, ensure_ascii=False, indent=1).removesuffix("\n}")
    # One question a line, so that two runs can be compared by eye as well.
    rows = ",\n  ".join(json.dumps(_row(row), ensure_ascii=False) for row in outcome.rows)
    text = f'{head},\n "questions": [\n  {rows}\n ]\n}}\n'
    path.write_text(text, encoding="utf-8", errors="backslashreplace")


def _estimate(estimate: Estimate) -> dict[str, Any]:
    return {"value": estimate.value, "low": estimate.low, "high": estimate.high, "n": estimate.n}


def _row(row: Row) -> dict[str, Any]:
    return {
        "id": row.id,
        "tags": list(row.tags),
        "answerable": row.answerable,
        "refused": row.refused,
        "confidence": row.confidence,
        "right": row.right,
        "failure": row.failure,
        "values": dict(row.values),
        "seconds": dict(row.seconds),
    }


def write_junit(outcome: Outcome, path: Path) -> None:
    """Write one test case per question, grouped by first tag; lines that could not be asked are errors."""
    suite = ET.Element("testsuite", name=_xml(outcome.name))
    failed = 0
    for question, row in zip(outcome.questions, outcome.rows, strict=True):
        group = question.tags[0] if question.tags else "untagged"
        seconds = f"{row.seconds.get('total', 0.0):.3f}"
        case = ET.SubElement(suite, "testcase", name=_xml(row.id), classname=_xml(group), time=seconds)
        if row.failure:
            failed += 1
            record = outcome.records[row.id]
            failure = ET.SubElement(case, "failure", message=row.failure.value)
            failure.text = _xml(f"{question.question}\n{said(record) or record.get('error') or record['reason'] or ''}")
        elif row.right is None:
            ET.SubElement(case, "skipped", message="The question line does not say what is right.")
    counted = {question.line for question in outcome.questions}
    errors = [line for line in outcome.refused if line.line not in counted]
    for line in errors:
        case = ET.SubElement(suite, "testcase", name=_xml(line.id or f"line {line.line}"), classname="refused")
        ET.SubElement(case, "error", message=_xml(str(line)))
    suite.set("tests", str(len(outcome.rows) + len(errors)))
    suite.set("failures", str(failed))
    suite.set("errors", str(len(errors)))
    suite.set("time", f"{outcome.seconds:.3f}")
    ET.indent(suite)
    ET.ElementTree(suite).write(path, encoding="utf-8", xml_declaration=True)


def _xml(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def write_ragas(outcome: Outcome, texts: Texts, path: Path) -> None:
    """Write the samples under the column names of ragas' `SingleTurnSample`, for whoever wants to score them there."""
    lines = []
    for question in outcome.questions:
        record = outcome.records[question.id]
        sample: dict[str, Any] = {
            "user_input": record["standalone_question"],
            "response": said(record) or record["text"],
            "retrieved_contexts": [_passage_text(passage, texts) for passage in record["passages"]],
        }
        contexts = [gold.quote for gold in question.evidence if gold.quote]
        if contexts:
            sample["reference_contexts"] = contexts
        if question.answers or contexts:
            sample["reference"] = question.answers[0] if question.answers else " ".join(contexts)
        lines.append(json.dumps(sample, ensure_ascii=False) + "\n")
    path.write_text("".join(lines), encoding="utf-8", errors="backslashreplace")


def _passage_text(passage: Mapping[str, Any], texts: Texts) -> str:
    return texts.text(passage["article_id"])[passage["start"] : passage["end"]]
