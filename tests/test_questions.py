import json
from pathlib import Path
from typing import Any

import pytest

from evaluation.lines import QuestionFileError
from evaluation.patterns import PatternError, check_pattern, found
from evaluation.questions import Gold, PastTurn, read_questions

GOOD = {"id": "good", "question": "Who opened the gate?"}


def write(path: Path, *rows: dict[str, Any] | str | bytes) -> Path:
    lines = [
        row if isinstance(row, bytes) else (row if isinstance(row, str) else json.dumps(row)).encode() for row in rows
    ]
    path.write_bytes(b"\n".join(lines) + b"\n")
    return path


def test_all_that_a_line_may_tell_is_read(tmp_path: Path) -> None:
    row = {
        "id": "q1",
        "question": "And who paid?",
        "history": [{"question": "Who opened the gate?", "answer": "Ada Lind."}, {"question": "When?"}],
        "article_ids": ["harbour"],
        "expected": ["Post", "(?i)crowns"],
        "answers": ["the Post"],
        "evidence": [{"article_id": "harbour", "quote": "The Post paid."}, {"article_id": "orchard"}],
        "answerable": True,
        "certainty": "expected",
        "outlet": "Marlow Post",
        "speaker": "Ada Lind",
        "tags": ["fact"],
        "note": "of no concern to us",
    }
    [question] = read_questions(write(tmp_path / "q.jsonl", row), articles=["harbour", "orchard"]).questions
    assert question.history == (PastTurn("Who opened the gate?", "Ada Lind."), PastTurn("When?"))
    assert question.article_ids == {"harbour"}
    assert question.expected == ("Post", "(?i)crowns")
    assert question.evidence == (Gold("harbour", "The Post paid."), Gold("orchard"))
    assert (question.certainty, question.outlet, question.speaker) == ("expected", "Marlow Post", "Ada Lind")
    assert (question.answers, question.tags, question.answerable, question.line) == (("the Post",), ("fact",), True, 1)


@pytest.mark.parametrize(
    ("row", "answerable"),
    [
        pytest.param({}, None, id="nothing tells"),
        pytest.param({"expected": ["x"]}, True, id="something is expected"),
        pytest.param({"evidence": [{"article_id": "a", "quote": "b"}]}, True, id="there is evidence"),
        pytest.param({"answers": ["x"]}, True, id="there is a short answer"),
        pytest.param({"answers": [], "answerable": False}, False, id="the line says that nothing answers"),
    ],
)
def test_gold_implies_that_a_question_is_answerable(
    row: dict[str, Any], answerable: bool | None, tmp_path: Path
) -> None:
    [question] = read_questions(write(tmp_path / "q.jsonl", GOOD | row)).questions
    assert question.answerable is answerable


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        pytest.param({"question": "Who?"}, "no id", id="missing id"),
        pytest.param({"id": "", "question": "Who?"}, "no id", id="empty id"),
        pytest.param({"id": ["a"], "question": "Who?"}, "neither a text nor a whole number", id="id of a wrong kind"),
        pytest.param(GOOD, "used before, on line 1", id="duplicate id"),
        pytest.param({"id": "x"}, "no question", id="missing question"),
        pytest.param({"id": "x", "question": "  "}, "no question", id="blank question"),
        pytest.param({"id": "x", "question": "Who?", "expected": ["("]}, "no regular expression", id="bad pattern"),
        pytest.param(
            {"id": "x", "question": "Who?", "expected": ["(a+)+$"]}, "catastrophic", id="catastrophic pattern"
        ),
        pytest.param({"id": "x", "question": "Who?", "expected": [7]}, "not a text", id="pattern of a wrong kind"),
        pytest.param({"id": "x", "question": "Who?", "evidence": "here"}, "not a list", id="evidence of a wrong kind"),
        pytest.param({"id": "x", "question": "Who?", "evidence": [{"quote": "q"}]}, "no article_id", id="no article"),
        pytest.param({"id": "x", "question": "Who?", "history": [3]}, "each turn is an object", id="broken history"),
        pytest.param({"id": "x", "question": "Who?", "answerable": "maybe"}, "true or false", id="no truth value"),
        pytest.param({"id": "x", "question": "Who?", "certainty": "sure"}, "the scale has denied", id="off the scale"),
        pytest.param({"id": "x", "question": "Who?", "after": "May"}, "write a date as", id="no date"),
        pytest.param('{"id": "x", "question": ', "broken JSON", id="broken JSON"),
        pytest.param("[" * 100_000, "broken JSON", id="brackets without an end"),
        pytest.param("[1, 2]", "not a JSON object", id="no object"),
        pytest.param('{"id": "x", "n": ' + "9" * 5000 + "}", "too many digits", id="endless number"),
        pytest.param('{"id": "x", "question": "Who \\ud800?"}', "half of a surrogate pair", id="half a character"),
        pytest.param(b'{"id": "x", "question": "caf\xe9"}', "not UTF-8", id="wrong encoding"),
    ],
)
def test_a_bad_line_is_named_with_its_number_and_the_rest_is_kept(
    bad: dict[str, Any] | str | bytes, told: str, tmp_path: Path
) -> None:
    questions = read_questions(write(tmp_path / "q.jsonl", GOOD, "", bad, GOOD | {"id": "last"}))
    assert [question.id for question in questions.questions] == ["good", "last"]
    [refused] = questions.refused
    assert refused.line == 3
    assert told in refused.reason
    assert str(refused).startswith("Line 3")


def test_an_unknown_article_is_named_and_the_question_is_kept_to_count_as_zero(tmp_path: Path) -> None:
    row = {"id": "x", "question": "Who?", "evidence": [{"article_id": "gone", "quote": "q"}]}
    questions = read_questions(write(tmp_path / "q.jsonl", GOOD, row), articles=["harbour"])
    [refused] = questions.refused
    assert (refused.line, refused.id) == (2, "x")
    assert "'gone', which the store does not hold" in refused.reason
    assert refused.question is not None
    assert [question.id for question in questions.questions] == ["good"]


def test_a_file_that_is_not_there_is_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(QuestionFileError, match=r"cannot be read: No such file"):
        read_questions(tmp_path / "absent.jsonl")


def test_an_empty_file_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "q.jsonl").write_text("\n")
    with pytest.raises(QuestionFileError, match="holds no questions"):
        read_questions(tmp_path / "q.jsonl")


def test_a_table_is_read_like_lines(tmp_path: Path) -> None:
    table = (
        "id;question;expected;evidence;answerable;tags\n"
        'a;"Who, and when?";"Ada\n[Mm]ay";"[{""article_id"": ""harbour"", ""quote"": ""Ada came.""}]";yes;fact;\n'
        "b;Why?;;;no;\n"
        "b;Twice?;;;;\n"
    ).replace("yes;fact;", "yes;fact")
    (tmp_path / "q.csv").write_text(table)
    questions = read_questions(tmp_path / "q.csv")
    first, second = questions.questions
    assert first.question == "Who, and when?"
    assert first.expected == ("Ada", "[Mm]ay")
    assert first.evidence == (Gold("harbour", "Ada came."),)
    assert (first.answerable, second.answerable) == (True, False)
    assert (first.line, second.line) == (2, 4)
    assert [(refused.line, refused.id) for refused in questions.refused] == [(5, "b")]


def test_a_table_with_a_broken_row_is_read_up_to_the_end(tmp_path: Path) -> None:
    (tmp_path / "q.csv").write_text('id,question\na,"Who" is it?\nb,"Who says ""no""?"\nc,"Open\nd,Lost?\n')
    questions = read_questions(tmp_path / "q.csv")
    assert [(question.id, question.question) for question in questions.questions] == [("b", 'Who says "no"?')]
    assert [refused.line for refused in questions.refused] == [2, 4]
    assert all("check that each quotation mark has its other half" in refused.reason for refused in questions.refused)


def test_only_a_line_break_ends_a_row_of_a_table(tmp_path: Path) -> None:
    (tmp_path / "q.csv").write_text("id,question\na,Who\u2028came\x0cin?\nb,Why?\n", "utf-8")
    first, second = read_questions(tmp_path / "q.csv").questions
    assert first.question == "Who\u2028came\x0cin?"
    assert (second.id, second.line) == ("b", 3)


@pytest.mark.parametrize(
    ("table", "told"),
    [
        pytest.param("name,question\na,Who?\n", "has no column named id", id="no id"),
        pytest.param('"id,question\na,Who?\n', "is broken CSV in its first line", id="an open quotation mark"),
    ],
)
def test_a_table_whose_first_line_names_no_columns_is_told_in_one_sentence(
    table: str, told: str, tmp_path: Path
) -> None:
    (tmp_path / "q.csv").write_text(table)
    with pytest.raises(QuestionFileError, match=told):
        read_questions(tmp_path / "q.csv")


@pytest.mark.parametrize("name", ["qrels.tsv", "news-qrels.tsv", "qrels/test.tsv"])
def test_beir_queries_find_their_judgements(name: str, tmp_path: Path) -> None:
    path = write(
        tmp_path / "news-queries.jsonl",
        {"_id": "1", "text": "apples", "evidence": {"of": "another form"}},
        {"_id": "2", "text": "pears"},
    )
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("query-id\tcorpus-id\tscore\n1\torchard\t2\n1\tharbour\t0\n")
    questions = read_questions(path)
    [question] = questions.questions
    assert (question.id, question.question, dict(question.relevance)) == ("1", "apples", {"orchard": 2})
    assert questions.unjudged == 1


def test_judgements_that_cannot_be_read_are_told_in_one_sentence(tmp_path: Path) -> None:
    path = write(tmp_path / "queries.jsonl", {"_id": "1", "text": "apples"})
    with pytest.raises(QuestionFileError, match=r"absent\.tsv cannot be read: No such file or directory\.$"):
        read_questions(path, qrels=tmp_path / "absent.tsv")
    (tmp_path / "qrels.tsv").write_bytes(b"1\torchard\xff\t1\n")
    with pytest.raises(QuestionFileError, match=r"qrels\.tsv is not UTF-8: byte 10 cannot be read\.$"):
        read_questions(path)


def test_broken_judgements_are_named_by_line(tmp_path: Path) -> None:
    path = write(tmp_path / "queries.jsonl", {"_id": "1", "text": "apples"})
    (tmp_path / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\n1\torchard\tmuch\n")
    with pytest.raises(QuestionFileError, match=r"Line 2 of .*qrels\.tsv is no judgement"):
        read_questions(path)


@pytest.mark.parametrize(
    "pattern", [r"(a+)+$", r"(\w+\s?)*$", r"((a*)*)*b", r"(?:x+x+)+y", r"(?P<n>[a-z]+)+", r"(.+)+"]
)
def test_a_repeat_of_a_repeat_is_catastrophic(pattern: str) -> None:
    with pytest.raises(PatternError, match="catastrophic"):
        check_pattern(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?:\d+,)*\d+",
        r"(\w+ )+x",
        r"Oct(ober)? 2[78]",
        r"(?i)tokyo",
        r"[)(]+",
        r"\((a+)\)+",
        r"(a++)+",
        r"a{2,}(b|c)*",
    ],
)
def test_ordinary_patterns_pass(pattern: str) -> None:
    check_pattern(pattern)


@pytest.mark.timeout(60)
def test_a_pattern_that_would_take_forever_is_stopped() -> None:
    with pytest.raises(PatternError, match=r"was stopped: it took longer than 0.2 s"):
        found(r"(a|aa)+$", "a" * 60 + "!", seconds=0.2)


def test_case_counts_unless_the_pattern_says_otherwise() -> None:
    assert not found("may", "in May")
    assert found("(?i)may", "in May")
