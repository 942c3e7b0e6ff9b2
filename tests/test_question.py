import re

import pytest

from retriever.question import Turn, standalone

TURBINES = (
    "Norvik Wind plans to build forty turbines off the coast of Esbjerg, Chief Executive Ida Holm said on Monday."
)
CALL = (
    "The Harbour Times reported that Trade Secretary Owen Pryce and Minister of Economy, Trade and Industry Kenji Mori "
    "held a short phone call the day before."
)


def ask(*turns: str | tuple[str, str]) -> str:
    """Return the last question made to stand alone after the ones before."""
    *before, question = turns
    history = [Turn(turn) if isinstance(turn, str) else Turn(*turn) for turn in before]
    assert isinstance(question, str)
    return standalone(question, history)


@pytest.mark.parametrize(
    "question",
    [
        "What is Norvik planning?",
        "When will the treaty be signed?",
        "which companies are planning layoffs",
        "Did Norvik say that it will build the turbines?",
        "What is Rock Point, and why is it famous?",
        "Is there a military side to the deal with Norland?",
        "How long will it take to rebuild the bridge?",
        "Is it true that the mayor of Lund resigned?",
        "Who published it?",
        "What are the sources?",
        "Summarise the article",
        "Something else now: who won the election?",
    ],
)
def test_a_question_that_stands_alone_comes_back_as_it_was_typed(question: str) -> None:
    assert ask(question) == question
    assert ask("What did Kestrel announce?", question) == question


@pytest.mark.parametrize("question", ["", "  ", "?", "…", "and", "\n", "why", "it", "🙂", "a" * 5000])
def test_nothing_is_added_where_nothing_was_said_before(question: str) -> None:
    assert standalone(question, []) == question


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        pytest.param(
            ("What did the Harbour Times report?", "What did it add?"),
            "What did the Harbour Times add?",
            id="it, an outlet",
        ),
        pytest.param(
            ("When will the harbour treaty be signed?", "What does it cover?"),
            "What does the harbour treaty cover?",
            id="it, a thing",
        ),
        pytest.param(("What is Norvik planning?", "Who are its rivals?"), "Who are Norvik's rivals?", id="its"),
        pytest.param(
            (("Who plans the turbines?", TURBINES), "When did she say that?"),
            "When did Ida Holm say that?",
            id="she, a woman in the answer",
        ),
        pytest.param(
            (("Who spoke with Pryce?", CALL), "What did he want?"),
            "What did Kenji Mori want?",
            id="he, the one asked for",
        ),
        pytest.param(
            ("When did Anna Lund meet Minister Berg?", "What did they discuss?"),
            "What did Anna Lund and Minister Berg discuss?",
            id="they, two people",
        ),
        pytest.param(
            ("When will President Berg visit Norland?", "Who will he meet there?"),
            "Who will President Berg meet in Norland?",
            id="he and there",
        ),
        pytest.param(
            (("Which company builds turbines off Esbjerg?", TURBINES), "Has the company signed a contract?"),
            "Has Norvik Wind signed a contract?",
            id="the company",
        ),
        pytest.param(
            (
                ("What did the minister say?", "Finance Minister Pia Dahl said taxes would fall."),
                "Is the minister sure?",
            ),
            "Is Pia Dahl sure?",
            id="the minister",
        ),
        pytest.param(
            ("Which fields does the agreement on fish quotas cover?", "Is this agreement final?"),
            "Is the agreement on fish quotas final?",
            id="this agreement",
        ),
        pytest.param(
            ("what is norvik planning", "where does it build"), "where does norvik build", id="typed without capitals"
        ),
    ],
)
def test_pronouns_are_replaced_by_what_they_point_to(turns: tuple[str | tuple[str, str], ...], expected: str) -> None:
    assert ask(*turns) == expected


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        pytest.param(
            ("What is Norvik planning?", "And Kestrel?"), "What is Kestrel planning?", id="and another company"
        ),
        pytest.param(("what is norvik planning", "and kestrel"), "What is kestrel planning?", id="without capitals"),
        pytest.param(
            ("What did the Harbour Times report?", "What about the Evening Post?"),
            "What did the Evening Post report?",
            id="what about another outlet",
        ),
        pytest.param(
            ("How much did imports rise in October?", "And in November?"),
            "How much did imports rise in November?",
            id="another month",
        ),
        pytest.param(
            ("How much did imports rise in October?", "What about exports?"),
            "How much did exports rise in October?",
            id="a parallel common noun",
        ),
        pytest.param(
            ("Will Norvik import turbines?", "Will Kestrel?"), "Will Kestrel import turbines?", id="verb left out"
        ),
        pytest.param(("Will Norvik import turbines?", "Why?"), "Why will Norvik import turbines?", id="why"),
        pytest.param(
            ("Will Norvik import turbines?", "Why not?"), "Why will Norvik not import turbines?", id="why not"
        ),
        pytest.param(
            ("Will Norvik import turbines?", "how many"), "How many turbines will Norvik import?", id="how many"
        ),
        pytest.param(
            ("How many turbines will Norvik import?", "When?"),
            "When will Norvik import turbines?",
            id="when, after how many",
        ),
        pytest.param(
            ("What will Lisvik and the Northern Union sign?", "When?"),
            "When will Lisvik and the Northern Union sign it?",
            id="two subjects joined",
        ),
        pytest.param(
            ("When will the treaty be signed?", "By whom?"), "By whom will the treaty be signed?", id="by whom"
        ),
        pytest.param(
            ("Which fuel will Norvik buy from Norland?", "How much of it?"),
            "How much of the fuel will Norvik buy from Norland?",
            id="how much of it",
        ),
        pytest.param(
            ("How much fuel would Norvik buy?", "At what price?"),
            "At what price would Norvik buy fuel?",
            id="at what price",
        ),
        pytest.param(
            ("Could foreign cars be sold without tests?", "Who says so?"),
            "Who says that foreign cars could be sold without tests?",
            id="who says so",
        ),
        pytest.param(
            ("Will Norvik import turbines?", "Is that confirmed?"),
            "Is it confirmed that Norvik will import turbines?",
            id="is that confirmed",
        ),
        pytest.param(
            ("Has the treaty been signed?", "What are the terms?"), "What are the terms of the treaty?", id="the terms"
        ),
        pytest.param(("What is Norvik planning?", "Tell me more"), "Tell me more about Norvik.", id="tell me more"),
    ],
)
def test_what_is_left_out_is_completed(turns: tuple[str | tuple[str, str], ...], expected: str) -> None:
    assert ask(*turns) == expected


def test_a_chain_of_follow_ups_keeps_the_last_completed_question() -> None:
    assert ask("What is Norvik planning?", "And Kestrel?", "When?") == "When is Kestrel planning it?"


def test_a_change_of_subject_is_followed() -> None:
    turns = ("What is Norvik planning?", "Why?", "Who is the mayor of Lund?", "When was she elected?")
    assert ask(*turns) == "When was the mayor of Lund elected?"


def test_a_question_without_names_takes_the_topic_along() -> None:
    rewritten = ask("What caused the fire in Esbjerg?", "How many people were injured?")
    assert re.search(r"\bfire\b|\bEsbjerg\b", rewritten)


def test_a_man_is_no_she_and_a_company_no_he() -> None:
    assert "Owen" not in ask(("Who called?", "Owen Pryce called."), "What did she say?")
    assert "Norvik Motors" not in ask("What is Norvik Motors planning?", "What did he say?").split("(")[0]


def test_the_same_conversation_gives_the_same_question() -> None:
    turns = (("Who spoke with Pryce?", CALL), "What did he say about it?")
    assert len({ask(*turns) for _ in range(5)}) == 1


def test_a_question_of_odd_signs_after_a_history_is_no_error() -> None:
    history = [Turn("What is Norvik planning?", TURBINES), Turn("", None), Turn("??", "")]
    for question in ("(((", "it's it's it", "'s", "of of of", "and and", "What about?", "how many of", "\x00", "’s"):
        assert isinstance(standalone(question, history), str)
