"""A question that asks two things is taken apart, and one that asks one stays whole."""

import pytest

from retriever.parts import parts_of


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "Who signs the pact, and where do the leaders meet?",
            ("Who signs the pact?", "Where do the leaders meet?"),
        ),
        (
            "How long was the call, and what may it have been for?",
            ("How long was the call?", "What may the call have been for?"),
        ),
        ("Is the deal signed and who signed it?", ("Is the deal signed?", "Who signed the deal?")),
        (
            "What did Vane say about the call and who took part?",
            ("What did Vane say about the call?", "Who took part?"),
        ),
        ("Who won? And by how much did the team win?", ("Who won?", "By how much did the team win?")),
    ],
)
def test_each_part_can_be_asked_by_itself(question: str, parts: tuple[str, ...]) -> None:
    assert parts_of(question) == parts


@pytest.mark.parametrize(
    "question",
    [
        "Which companies plan to import cars, and what are they?",
        "When and where will the summit be held?",
        "Who is the chair and founder of Acme?",
        "What do Tokyo and Washington intend to do about exports?",
        "What did the ministry say and why?",
        "",
        "?!",
    ],
)
def test_one_question_stays_whole(question: str) -> None:
    assert parts_of(question) == (question,)


def test_no_more_than_three_parts_are_asked() -> None:
    question = ", and ".join(["what did he buy", "who sold it", "when was it sold", "where was it sold"])
    assert len(parts_of(question)) == 3
