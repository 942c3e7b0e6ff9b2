"""All measures: what each is called, over which questions it runs, and how it is computed from their rows."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from evaluation.score import Row
from evaluation.statistic import Estimate, Figure, area_under_risk, calibration_error, estimate, quantile, ratio

Group = Literal["overall", "retrieval", "answer", "evidence", "citations", "attribution", "abstaining", "latency"]

CHECKER = "retriever.check"
PARTS = ("retrieve", "read", "write", "check", "total")


@dataclass(frozen=True, slots=True)
class Measure:
    """A named figure over the rows that it applies to; `counted` are those of them that bear on its size.

    A share lies between 0 and 1 and is a mean of such. `by_tag` measures are told for each tag too.
    """

    name: str
    group: Group
    title: str
    applies: Callable[[Row], bool]
    figure: Callable[[Sequence[Row]], Figure]
    more_is_better: bool = True
    by_tag: bool = False
    is_share: bool = True
    counted: Callable[[Row], bool] | None = None

    @property
    def is_timing(self) -> bool:
        """Tell whether it depends on the machine and its load, and not on the answers alone."""
        return self.group == "latency"


def measures_for(rows: Sequence[Row]) -> list[Measure]:
    """Return the measures that apply to at least one of the rows, in the order of the report."""
    return [measure for measure in _ALL if any(map(measure.applies, rows))]


def measured(measure: Measure, rows: Sequence[Row]) -> Estimate:
    """Return a measure over the rows that it applies to, with its interval."""
    applying = [row for row in rows if measure.applies(row)]
    if not applying:
        return Estimate(None, None, None, 0)
    found = estimate(measure.figure(applying), len(applying), is_share=measure.is_share)
    return replace(found, n=sum(map(measure.counted, applying))) if measure.counted else found


def by_tag(rows: Sequence[Row]) -> dict[str, dict[str, Estimate]]:
    """Return the per-question measures for each tag, the commonest tag first."""
    counts = Counter(tag for row in rows for tag in dict.fromkeys(row.tags))
    result = {}
    for tag, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        tagged = [row for row in rows if tag in row.tags]
        result[tag] = {m.name: measured(m, tagged) for m in measures_for(tagged) if m.by_tag}
    return result


def _mean(name: str, group: Group, title: str, *, more_is_better: bool = True) -> Measure:
    return Measure(
        name,
        group,
        title,
        lambda row: name in row.values,
        lambda rows: ratio([row.values[name] for row in rows]),
        more_is_better,
        by_tag=True,
    )


def _refusing(name: str, title: str, over: Callable[[Row], float], under: Callable[[Row], float]) -> Measure:
    """Return a measure of refusing, as one sum over another, both runs of a comparison over the same questions."""
    return Measure(
        name,
        "abstaining",
        title,
        _has_truth,
        lambda rows: ratio([over(row) for row in rows], [under(row) for row in rows]),
        counted=lambda row: bool(under(row)),
    )


def _should(row: Row) -> bool:
    return row.answerable is False


def _rightly(row: Row) -> bool:
    return _should(row) and bool(row.refused)


def confidences(rows: Sequence[Row]) -> list[float]:
    """Return the confidence stated for each question."""
    # A question without an answer claims nothing: it stands last.
    return [0.0 if row.confidence is None else row.confidence for row in rows]


def truths(rows: Sequence[Row]) -> list[float]:
    """Return 1 for each question that the articles answer."""
    return [float(bool(row.answerable)) for row in rows]


def wrongs(rows: Sequence[Row]) -> list[float]:
    """Return 1 for each question that no right answer was given to; refusing is not answering."""
    return [float(not (row.answerable and row.right)) for row in rows]


def _squared_gaps(rows: Sequence[Row]) -> list[float]:
    return [(stated - truth) ** 2 for stated, truth in zip(confidences(rows), truths(rows), strict=True)]


def _has_truth(row: Row) -> bool:
    return row.answerable is not None


def _latency(part: str, percent: int) -> Measure:
    return Measure(
        f"{part}_p{percent}",
        "latency",
        f"{part} seconds, {percent}th percentile",
        lambda row: part in row.seconds,
        lambda rows: quantile([row.seconds[part] for row in rows], percent / 100),
        more_is_better=False,
        is_share=False,
    )


_ALL: tuple[Measure, ...] = (
    Measure(
        "right",
        "overall",
        "handled right",
        lambda row: row.right is not None,
        lambda rows: ratio([float(bool(row.right)) for row in rows]),
        by_tag=True,
    ),
    _mean("hit@1", "retrieval", "relevant article first"),
    _mean("hit@5", "retrieval", "relevant article in the first 5"),
    _mean("hit@10", "retrieval", "relevant article in the first 10"),
    _mean("recall@5", "retrieval", "relevant articles among the first 5"),
    _mean("recall@10", "retrieval", "relevant articles among the first 10"),
    _mean("mrr", "retrieval", "mean reciprocal rank"),
    _mean("ndcg@10", "retrieval", "nDCG of the first 10"),
    _mean("ap", "retrieval", "average precision"),
    _mean("expected", "answer", "all expected patterns in the answer"),
    _mean("token_f1", "answer", "token F1 with the short answers"),
    _mean("exact_match", "answer", "exact match with a short answer"),
    _mean("evidence_hit", "evidence", "some gold evidence cited"),
    _mean("evidence_precision", "evidence", "cited characters that are gold"),
    _mean("evidence_recall", "evidence", "gold characters that are cited"),
    _mean("evidence_f1", "evidence", "F1 of cited and gold characters"),
    _mean("citation_recall", "citations", f"citation recall (ALCE's formula, judged by {CHECKER})"),
    _mean("citation_precision", "citations", f"citation precision (ALCE's formula, judged by {CHECKER})"),
    _mean("verbatim", "citations", "statements given that stand in what they cite"),
    _mean("exact_quotes", "citations", "quotes given that stand at their offsets"),
    _mean("certainty", "attribution", "certainty as in the gold"),
    _mean("overstated", "attribution", "more certain than the gold", more_is_better=False),
    _mean("outlet", "attribution", "outlet as in the gold"),
    _mean("speaker", "attribution", "speaker as in the gold"),
    _refusing("refusal_precision", "refusals that were right", _rightly, lambda row: bool(row.refused)),
    _refusing("refusal_recall", "unanswerable questions refused", _rightly, _should),
    _refusing(
        "refusal_f1",
        "F1 of refusing",
        lambda row: 2 * _rightly(row),
        lambda row: bool(row.refused) + _should(row),
    ),
    Measure(
        "wrong_refusals",
        "abstaining",
        "answerable questions refused",
        lambda row: row.answerable is True,
        lambda rows: ratio([float(bool(row.refused)) for row in rows]),
        more_is_better=False,
    ),
    Measure(
        "risk_coverage_area",
        "abstaining",
        "area under the risk–coverage curve",
        _has_truth,
        lambda rows: area_under_risk(confidences(rows), wrongs(rows)),
        more_is_better=False,
        is_share=False,
    ),
    Measure(
        "calibration_error",
        "abstaining",
        "expected calibration error, 10 bins",
        _has_truth,
        lambda rows: calibration_error(confidences(rows), truths(rows)),
        more_is_better=False,
        is_share=False,
    ),
    Measure(
        "brier",
        "abstaining",
        "Brier score",
        _has_truth,
        lambda rows: ratio(_squared_gaps(rows)),
        more_is_better=False,
        is_share=False,
    ),
    *(_latency(part, percent) for part in PARTS for percent in (50, 95)),
)

BY_NAME: Mapping[str, Measure] = {measure.name: measure for measure in _ALL}
