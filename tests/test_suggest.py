import json
from collections.abc import Callable
from pathlib import Path

import pytest

from evaluation.patterns import found
from evaluation.questions import read_questions
from evaluation.suggest import suggest
from ingest.article import Article

TEXT = """Mayor Ada Lind of Marlow will open the northern gate on 3 May. The work has cost 4.5 million crowns so far.

"We have waited far too long for this," a docker told the Marlow Post on Sunday. It rained.

The Harbour Office is considering a second ferry for Estoria, and nobody objected to the plan."""


def suggested(article: Article) -> dict[str, str]:
    return {line["answers"][0]: line["question"] for line in suggest(article)}


def test_names_numbers_dates_and_quotations_are_asked_for(make: Callable[..., Article]) -> None:
    kinds = {line["answers"][0]: line["tags"][1] for line in suggest(make(TEXT))}
    assert kinds == {
        "3 May": "date",
        "Mayor Ada Lind of Marlow": "name",
        "4.5 million": "number",
        "We have waited far too long for this,": "quotation",
        "Marlow Post": "name",
        "Harbour Office": "name",
    }


@pytest.mark.parametrize(
    ("answer", "question"),
    [
        pytest.param("Mayor Ada Lind of Marlow", "Who will open the northern gate on 3 May?", id="a person as subject"),
        pytest.param(
            "Harbour Office",
            "Who or what is considering a second ferry for Estoria, and nobody objected to the plan?",
            id="a body as subject",
        ),
        pytest.param(
            "4.5 million",
            "Which number belongs in the gap: The work has cost ____ crowns so far.",
            id="a number",
        ),
    ],
)
def test_a_question_reads_as_a_person_would_ask_it(answer: str, question: str, make: Callable[..., Article]) -> None:
    assert suggested(make(TEXT))[answer] == question


def test_no_question_gives_its_answer_away(make: Callable[..., Article]) -> None:
    for line in suggest(make(TEXT)):
        assert line["answers"][0] not in line["question"]


def test_every_suggestion_is_marked_and_is_a_question_line_that_its_own_sentence_satisfies(
    make: Callable[..., Article], tmp_path: Path
) -> None:
    article = make(TEXT)
    lines = suggest(article)
    path = tmp_path / "q.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    questions = read_questions(path, articles=[article.source.article_id])
    assert questions.refused == ()
    assert len(questions.questions) == len(lines) > 0
    for line, question in zip(lines, questions.questions, strict=True):
        assert line["suggested"] is True
        assert "suggestion" in question.tags
        [gold] = question.evidence
        assert gold.quote in article.text
        assert found(question.expected[0], gold.quote)


def test_an_article_without_anything_to_ask_for_gives_no_question(make: Callable[..., Article]) -> None:
    assert suggest(make("It rained and rained and rained all day long. Nobody came.")) == []
