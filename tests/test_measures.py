import math
from collections.abc import Mapping, Sequence
from typing import Any

import ir_measures
import numpy as np
import pytest

from evaluation.citing import citation_scores
from evaluation.curves import reliability, risk_coverage
from evaluation.failure import Failure
from evaluation.measures import BY_NAME, by_tag, measured, measures_for
from evaluation.questions import Gold, Question
from evaluation.ranking import rank_articles, ranking_scores, read_run, run_lines
from evaluation.score import Row, no_answer, score, score_all
from evaluation.spans import Texts, characters, places, shared_characters
from evaluation.statistic import area_under_risk, calibration_error, estimate, quantile, ratio
from evaluation.wording import exact_match, normalised, same_name, token_f1
from ingest.article import Article, Source, make_article
from ingest.chunk import Chunk
from ingest.index import EVERYTHING, Filter
from retriever.search import Passage

TEXT = "The gate opens on 3 May. Ada Lind may buy a ferry. It rained."
ARTICLE = make_article(Source("harbour", 1, "Harbour"), TEXT)


class Shelf:
    """Articles by id."""

    def article(self, article_id: str, version: int | None = None) -> Article | None:
        return ARTICLE if article_id == "harbour" and version in {None, 1} else None


def supports_all(statement: str, citations: Sequence[Mapping[str, Any]]) -> bool:
    return True


def citation(start: int, end: int, **more: Any) -> dict[str, Any]:
    place = {"article_id": "harbour", "version": 1, "start": start, "end": end, "quote": TEXT[start:end]}
    return place | {"answer_span": None, "outlet": None, "speaker": None} | more


def record(*citations: Mapping[str, Any], certainty: str = "confirmed", **more: Any) -> dict[str, Any]:
    statements = [
        {"text": cited["quote"], "heading": None, "certainty": certainty, "citations": [cited]} for cited in citations
    ]
    return {
        "abstained": not citations,
        "reason": None if citations else "The articles do not say.",
        "text": " ".join(statement["text"] for statement in statements),
        "statements": statements,
        "passages": [{"article_id": "harbour", "start": 0, "end": len(TEXT)}],
        "confidence": 0.5,
        "seconds": {"total": 0.1},
    } | more


def scored(question: Question, answer: Mapping[str, Any]) -> Row:
    return score(question, answer, {}, Texts(Shelf()), supports_all)


def ask(**gold: Any) -> Question:
    return Question("q", "When?", 1, **gold)


GATE, FERRY, RAIN = (0, 24), (25, 50), (51, 61)
GATE_GOLD = (Gold("harbour", "The gate opens on 3 May."),)


# Ranking


def random_runs(seed: int) -> tuple[list[Question], dict[str, list[tuple[str, float]]]]:
    """Return questions with graded judgements, and rankings of which some are missing and some are empty."""
    draw = np.random.default_rng(seed)
    documents = [f"d{number}" for number in range(40)]
    questions, rankings = [], {}
    for number in range(30):
        judged = draw.choice(documents, size=draw.integers(1, 8), replace=False)
        grades = {str(name): int(draw.integers(1, 4)) for name in judged}
        questions.append(Question(f"q{number}", "?", number + 1, relevance=grades))
        found = draw.choice(documents, size=draw.integers(0, 20), replace=False)
        falling = np.sort(draw.random(len(found)))[::-1]
        if number % 7:
            rankings[f"q{number}"] = [(str(name), float(value)) for name, value in zip(found, falling, strict=True)]
    return questions, rankings


@pytest.mark.parametrize("seed", range(5))
def test_measures_of_ranking_agree_with_ir_measures(seed: int) -> None:
    questions, rankings = random_runs(seed)
    ours = ranking_scores(questions, rankings, 100)
    rows = [Row(question.id, values=ours[question.id]) for question in questions]
    qrels = [
        ir_measures.Qrel(question.id, name, grade)
        for question in questions
        for name, grade in question.relevance.items()
    ]
    run = [ir_measures.ScoredDoc(name, *pair) for name, ranking in rankings.items() for pair in ranking]
    wanted = {
        "hit@5": ir_measures.Success @ 5,
        "recall@10": ir_measures.R @ 10,
        "mrr": ir_measures.RR,
        "ndcg@10": ir_measures.nDCG @ 10,
        "ap": ir_measures.AP,
    }
    theirs = ir_measures.calc_aggregate(wanted.values(), qrels, run)
    for name, measure in wanted.items():
        assert measured(BY_NAME[name], rows).value == pytest.approx(theirs[measure], abs=1e-9), name


def test_one_ranking_by_hand() -> None:
    questions = [Question("q", "?", 1, relevance={"a": 1, "b": 1}), Question("none", "?", 2, relevance={"a": 1})]
    scores = ranking_scores(questions, {"q": [("x", 3.0), ("a", 2.0), ("y", 1.0), ("b", 0.5)]}, 10)
    assert scores["q"]["hit@1"] == 0
    assert scores["q"]["hit@5"] == 1
    assert scores["q"]["mrr"] == pytest.approx(1 / 2)
    assert scores["q"]["ap"] == pytest.approx((1 / 2 + 2 / 4) / 2)
    gained, ideal = 1 / math.log2(3) + 1 / math.log2(5), 1 / math.log2(2) + 1 / math.log2(3)
    assert scores["q"]["ndcg@10"] == pytest.approx(gained / ideal)
    assert set(scores["none"].values()) == {0.0}


def test_cut_offs_deeper_than_the_run_are_left_out() -> None:
    [values] = ranking_scores([Question("q", "?", 1, relevance={"a": 1})], {"q": [("a", 1.0)]}, 5).values()
    assert set(values) == {"mrr", "ap", "hit@1", "hit@5", "recall@5"}


class Listed:
    """Finds the same chunks for every query."""

    def __init__(self, *found: tuple[str, float]) -> None:
        self.passages = [
            Passage(Chunk(Source(name, 1, name), index, 0, 1, "x"), value) for index, (name, value) in enumerate(found)
        ]

    def retrieve(self, query: str, k: int, filter: Filter = EVERYTHING) -> list[Passage]:
        del query, filter
        return self.passages[:k]


def test_articles_are_ranked_by_their_best_chunk_and_k_of_them_are_found() -> None:
    long_article = [("long", 9.0 - number / 100) for number in range(50)]
    ranking = rank_articles(Listed(*long_article, ("short", 2.0), ("last", 1.0)), "?", 2, EVERYTHING)
    assert [name for name, _ in ranking] == ["long", "short"]


def test_tied_scores_fall_strictly_so_that_the_order_is_kept_by_whoever_sorts() -> None:
    ranking = rank_articles(Listed(("b", 0.5), ("a", 0.5), ("c", 0.5)), "?", 3, EVERYTHING)
    values = np.array([value for _, value in ranking], dtype=np.float32)
    assert (np.diff(values) < 0).all()
    assert values == pytest.approx([0.5] * 3, abs=1e-6)
    read = [value for _, value in read_run(run_lines("q", ranking))["q"]]
    assert (np.array(read, dtype=np.float32) == values).all()


def test_a_run_keeps_odd_ids_and_drops_a_torn_line() -> None:
    text = run_lines("a question", [("50% off", 1.0)]) + "a%20question Q0 torn 2 0.5"
    assert text.splitlines()[0].count(" ") == 5
    assert read_run(text) == {"a question": [("50% off", 1.0)]}


# Words


@pytest.mark.parametrize(
    ("text", "answers", "f1", "exact"),
    [
        pytest.param("The 3rd of May", ["3rd of May"], 1.0, 1.0, id="articles and case count for nothing"),
        pytest.param("on 3 May", ["3 May"], 2 * (2 / 3) * 1 / (2 / 3 + 1), 0.0, id="one word too many"),
        pytest.param("in June", ["3 May", "June"], 2 * (1 / 2) * 1 / (1 / 2 + 1), 0.0, id="the best answer counts"),
        pytest.param("in June", ["3 May"], 0.0, 0.0, id="nothing in common"),
        pytest.param("", [], 1.0, 1.0, id="nothing is right where nothing is wanted"),
        pytest.param("3 May", [], 0.0, 0.0, id="something is wrong where nothing is wanted"),
    ],
)
def test_token_f1_and_exact_match(text: str, answers: list[str], f1: float, exact: float) -> None:
    assert token_f1(text, answers) == pytest.approx(f1)
    assert exact_match(text, answers) == exact


def test_normalising_drops_case_articles_marks_and_space() -> None:
    assert normalised(" The “Post’s”  editor, a man — ") == "posts editor man"


@pytest.mark.parametrize(("one", "other", "same"), [("Kyodo", "Kyodo News", True), ("NHK", "Kyodo News", False)])
def test_a_name_is_the_same_where_one_holds_the_other(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same


# Evidence


def test_spans_overlap_by_character_and_count_once() -> None:
    cited = {"a": [(0, 10), (5, 15)], "b": [(0, 4)]}
    gold = {"a": [(8, 20)], "c": [(0, 100)]}
    assert characters(cited) == 15 + 4
    assert shared_characters(cited, gold) == 15 - 8


def test_a_quote_is_found_whatever_its_white_space() -> None:
    assert places("a  b", "x a\n b y a b") == [(2, 6), (9, 12)]


def test_evidence_by_hand() -> None:
    row = scored(ask(evidence=GATE_GOLD), record(citation(*GATE), citation(*RAIN)))
    gate, rain = 24, 10
    assert row.values["evidence_precision"] == pytest.approx(gate / (gate + rain))
    assert row.values["evidence_recall"] == 1
    assert row.values["evidence_f1"] == pytest.approx(2 * gate / (gate + rain + gate))
    assert row.values["evidence_hit"] == 1


# Citations


def test_citation_scores_follow_alce() -> None:
    carried_by = {"alone": [{1}], "together": [{1, 2}], "spare": [{1}], "not": []}

    def supports(text: str, citations: Sequence[Mapping[str, Any]]) -> bool:
        given = {cited["marker"] for cited in citations}
        return any(needed <= given for needed in carried_by[text])

    def statement(text: str, *markers: int) -> dict[str, Any]:
        return {"text": text, "citations": [{"marker": marker} for marker in markers]}

    statements = [
        statement("alone", 1),  # carried; its one citation serves
        statement("together", 1, 2),  # carried by both; each is needed
        statement("spare", 1, 2),  # carried; the second neither carries nor is needed
        statement("not", 1, 2),  # not carried; no citation serves
        statement("alone"),  # says what it cites nothing for
    ]
    recall, precision = citation_scores(statements, supports)
    assert recall == pytest.approx(3 / 5)
    assert precision == pytest.approx((1 + 2 + 1 + 0) / (1 + 2 + 2 + 2))
    assert citation_scores([], supports) == (0.0, 0.0)


# One question


def test_a_question_without_an_answer_counts_as_zero_and_never_as_missing() -> None:
    question = ask(expected=("3 May",), evidence=GATE_GOLD, answers=("3 May",), certainty="confirmed", outlet="Post")
    told = {"expected", "evidence_f1", "evidence_hit", "citation_recall", "token_f1", "certainty", "outlet"}
    for answer in (record(), no_answer(question, "The machine broke.")):
        row = scored(question, answer)
        assert told <= row.values.keys()
        assert {name: row.values[name] for name in told} == dict.fromkeys(told, 0.0)
        assert row.right is False


def test_no_answer_to_an_unanswerable_question_is_no_refusal() -> None:
    question = ask(stated_answerable=False)
    row = scored(question, no_answer(question, "The machine broke."))
    assert (row.right, row.failure, row.refused) == (False, Failure.NO_ANSWER, None)


def test_words_of_a_refusal_do_not_count_as_found() -> None:
    row = scored(ask(expected=("articles",)), record(reason="The articles do not say."))
    assert row.values["expected"] == 0


def test_certainty_is_taken_from_the_statement_that_cites_the_evidence() -> None:
    answer = record(citation(*RAIN), citation(*FERRY), certainty="confirmed")
    answer["statements"][1]["certainty"] = "possible"
    ferry = (Gold("harbour", "Ada Lind may buy a ferry."),)
    assert scored(ask(evidence=ferry, certainty="possible"), answer).values["certainty"] == 1
    overstated = scored(ask(evidence=(Gold("harbour", "It rained."),), certainty="possible"), answer)
    assert (overstated.values["certainty"], overstated.values["overstated"]) == (0, 1)


def test_a_quote_at_wrong_offsets_is_found_out() -> None:
    row = scored(ask(), record(citation(*GATE), citation(*RAIN, quote="It snowed.")))
    assert row.values["exact_quotes"] == 1 / 2


def test_the_answer_span_is_the_short_answer() -> None:
    row = scored(ask(answers=("3 May",)), record(citation(*GATE, answer_span=[18, 23])))
    assert row.values["exact_match"] == 1


@pytest.mark.parametrize(
    ("gold", "answer", "supported", "failure"),
    [
        pytest.param({"evidence": GATE_GOLD}, record(citation(*GATE)), True, None, id="right"),
        pytest.param({"evidence": GATE_GOLD}, record(citation(*GATE)), False, Failure.UNSUPPORTED, id="unsupported"),
        pytest.param(
            {"evidence": GATE_GOLD}, record(citation(*RAIN)), True, Failure.NOT_CHOSEN, id="another sentence chosen"
        ),
        pytest.param(
            {"evidence": GATE_GOLD},
            record(citation(*RAIN), passages=[{"article_id": "harbour", "start": 51, "end": 61}]),
            True,
            Failure.NOT_RETRIEVED,
            id="its passage not found",
        ),
        pytest.param({"evidence": GATE_GOLD}, record(), True, Failure.WRONGLY_REFUSED, id="refused with it in hand"),
        pytest.param(
            {"evidence": GATE_GOLD}, record(passages=[]), True, Failure.NOT_RETRIEVED, id="refused with nothing in hand"
        ),
        pytest.param({"stated_answerable": False}, record(), True, None, id="rightly refused"),
        pytest.param(
            {"stated_answerable": False}, record(citation(*RAIN)), True, Failure.SHOULD_HAVE_REFUSED, id="should refuse"
        ),
        pytest.param({"expected": ("June",)}, record(citation(*RAIN)), True, Failure.NOT_RETRIEVED, id="words nowhere"),
        pytest.param({"expected": ("May",)}, record(citation(*RAIN)), True, Failure.NOT_CHOSEN, id="words elsewhere"),
        pytest.param({}, record(), True, None, id="nothing tells what is right"),
    ],
)
def test_why_a_question_fails(
    gold: dict[str, Any], answer: dict[str, Any], supported: bool, failure: Failure | None
) -> None:
    row = score(ask(**gold), answer, {}, Texts(Shelf()), lambda *_: supported)
    assert row.failure == failure


def test_a_pattern_stopped_on_an_answer_is_named_and_counts_for_nothing() -> None:
    # Nothing gives this pattern away before it meets its text.
    text = "z" * 60 + "!"
    answer = record(citation(*GATE)) | {"id": "q"}
    answer["statements"][0]["text"] = text
    question = ask(expected=("^(z|zz)+$",), evidence=GATE_GOLD)
    [row] = score_all([question], {"q": answer}, {}, Texts(Shelf()), k=10, supports=supports_all)
    assert row.problem is not None
    assert "was stopped" in row.problem
    assert "expected" not in row.values
    assert row.right is True


# Figures over questions


def row(answerable: bool, refused: bool, confidence: float, right: bool | None = None) -> Row:
    return Row("q", answerable=answerable, refused=refused, confidence=confidence, right=right)


def value(name: str, rows: Sequence[Row]) -> float | None:
    return measured(BY_NAME[name], rows).value


def test_abstaining_by_hand() -> None:
    rows = [row(True, False, 0.9), row(True, True, 0.4), row(False, True, 0.2), row(False, False, 0.8)]
    rows.append(row(False, True, 0.1))
    assert value("refusal_precision", rows) == pytest.approx(2 / 3)
    assert value("refusal_recall", rows) == pytest.approx(2 / 3)
    assert value("refusal_f1", rows) == pytest.approx(2 * 2 / (3 + 3))
    assert value("wrong_refusals", rows) == pytest.approx(1 / 2)
    assert measured(BY_NAME["refusal_precision"], rows).n == 3


def test_precision_of_refusing_is_not_defined_where_nothing_is_refused() -> None:
    rows = [row(True, False, 0.9), row(False, False, 0.8)]
    assert value("refusal_precision", rows) is None
    assert (value("refusal_recall", rows), value("refusal_f1", rows)) == (0, 0)


def test_risk_and_coverage_by_hand() -> None:
    rows = [
        row(True, False, 0.9, right=True),
        row(True, False, 0.8, right=False),
        row(True, False, 0.8, right=True),
        row(False, True, 0.1, right=True),
    ]
    assert risk_coverage(rows) == [(1 / 4, 0.0), (3 / 4, 1 / 3), (1.0, 2 / 4)]
    # The two of equal confidence bear half a mistake each, in whichever order they stand.
    assert value("risk_coverage_area", rows) == pytest.approx((0 + 0.5 / 2 + 1 / 3 + 2 / 4) / 4)


@pytest.mark.parametrize("seed", range(3))
def test_the_area_is_the_mean_risk_where_no_confidence_is_equal(seed: int) -> None:
    draw = np.random.default_rng(seed)
    confidence, wrong = draw.random(50), draw.integers(0, 2, 50).astype(float)
    ordered = wrong[np.argsort(-confidence)]
    risks = np.cumsum(ordered) / np.arange(1, 51)
    assert area_under_risk(confidence.tolist(), wrong.tolist())(np.ones((1, 50)))[0] == pytest.approx(risks.mean())


def test_calibration_by_hand() -> None:
    rows = [row(True, False, 0.9), row(False, False, 0.92), row(False, True, 0.05), row(True, True, 1.0)]
    # The last bin, from .9 on, holds three: stated 2.82 in all, two of them answerable.
    assert value("calibration_error", rows) == pytest.approx((abs(0.9 + 0.92 + 1.0 - 2) + abs(0.05 - 0)) / 4)
    assert value("brier", rows) == pytest.approx((0.1**2 + 0.92**2 + 0.05**2 + 0) / 4)
    assert [(group.n, round(group.observed, 3)) for group in reliability(rows)] == [(1, 0.0), (3, 0.667)]


def test_quantiles_are_values_that_occurred() -> None:
    seconds = [0.1, 0.2, 0.3, 0.4]
    assert quantile(seconds, 0.5)(np.ones((1, 4)))[0] == 0.2
    assert quantile(seconds, 0.95)(np.ones((1, 4)))[0] == 0.4
    assert quantile(seconds, 0.95)(np.array([[1.0, 3.0, 0.0, 0.0]]))[0] == 0.2


def test_weights_stand_for_repeated_questions() -> None:
    draw = np.random.default_rng(5)
    confidence, wrong = draw.choice([0.2, 0.5, 0.9], 12), draw.integers(0, 2, 12).astype(float)
    weights = draw.integers(0, 3, 12)
    repeated = np.repeat(np.arange(12), weights)
    for figure in (area_under_risk, calibration_error):
        weighted = figure(confidence.tolist(), wrong.tolist())(weights[None, :].astype(float))[0]
        written_out = figure(confidence[repeated].tolist(), wrong[repeated].tolist())(np.ones((1, len(repeated))))[0]
        assert weighted == pytest.approx(written_out)


def test_the_interval_of_a_mean_is_near_the_normal_one_and_always_the_same() -> None:
    values = np.random.default_rng(1).random(400)
    found = estimate(ratio(values.tolist()), 400)
    reach = 1.96 * values.std() / math.sqrt(400)
    assert found.low == pytest.approx(values.mean() - reach, abs=0.004)
    assert found.high == pytest.approx(values.mean() + reach, abs=0.004)
    assert estimate(ratio(values.tolist()), 400) == found


def test_a_share_without_exception_has_wilsons_interval() -> None:
    z = 1.959963984540054
    found = estimate(ratio([1.0] * 30), 30, is_share=True)
    assert (found.low, found.high) == (pytest.approx(30 / (30 + z**2)), 1.0)
    assert estimate(ratio([0.0] * 30), 30, is_share=True).high == pytest.approx(z**2 / (30 + z**2))


def test_one_question_has_no_interval_and_none_has_no_value() -> None:
    assert (estimate(ratio([0.5]), 1).low, estimate(ratio([0.5]), 1).value) == (None, 0.5)
    assert measured(BY_NAME["right"], []).value is None


def test_each_tag_has_its_own_figures() -> None:
    rows = [Row("a", ("x",), right=True), Row("b", ("x", "y"), right=False), Row("c", right=True)]
    tags = by_tag(rows)
    assert list(tags) == ["x", "y"]
    assert (tags["x"]["right"].value, tags["x"]["right"].n) == (1 / 2, 2)
    assert tags["y"]["right"].value == 0


def test_only_measures_with_something_to_measure_are_told() -> None:
    assert measures_for([Row("a")]) == []
    assert [measure.name for measure in measures_for([Row("a", right=True)])] == ["right"]
