"""The form that an answer needs is told from the question, and looked for in the text."""

import pytest

from retriever.answer_type import AnswerType, holds, lacking, needed


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("How much did the port pay for the crane?", AnswerType.MONEY),
        ("What was the price?", AnswerType.MONEY),
        ("What percentage of voters agreed?", AnswerType.SHARE),
        ("How many ships left?", AnswerType.COUNT),
        ("For how many years will it run?", AnswerType.DURATION),
        ("At what time does the hearing begin?", AnswerType.CLOCK),
        ("On which day does it open?", AnswerType.DATE),
        ("When does it open?", AnswerType.TIME),
        ("Who opened it?", AnswerType.PERSON),
        ("Who is the Sudland prime minister?", AnswerType.HOLDER),
        ("Who is the minister who resigned?", AnswerType.PERSON),
    ],
)
def test_the_form_is_told_by_the_words_of_the_question(question: str, form: AnswerType) -> None:
    need = needed(question)
    assert need is not None
    assert need.form is form


@pytest.mark.parametrize(
    "question", ["What does the port plan?", "Why was it closed?", "Is it open?", "", "How much time is left?"]
)
def test_other_questions_need_no_form(question: str) -> None:
    assert needed(question) is None


@pytest.mark.parametrize(
    ("question", "text", "held"),
    [
        ("How much did it cost?", "The crane cost 12 million euros.", True),
        ("How much did it cost?", "The crane lifts 12 tons.", False),
        ("At what time does it begin?", "It begins at 5 p.m. on Tuesday.", True),
        ("At what time does it begin?", "It begins on Tuesday.", False),
        ("For how many years?", "It would buy a million tons a year.", False),
        ("For how many years will it run?", "It will run for a year.", True),
        ("For how many years will it run?", "a three-year deal", True),
        ("What date was it?", "The ministry may decide in the market.", False),
        ("What date was it?", "It was decided in May 2020.", True),
        ("How many ships left?", "Twelve ships left.", True),
        ("How many ships left?", "Ships left in the morning.", False),
        ("How many ships left?", "All of the ships left.", None),
        ("How many people died?", "A man and a woman died.", None),
        ("How many people died?", "Nobody was hurt.", None),
        ("At what time does it begin?", "It begins at seven in the evening.", True),
        ("What percentage of voters agreed?", "Three in five voters agreed.", True),
        ("How much is the fine?", "The fine is Rs 500 crore.", True),
        ("Which business leaders will he meet?", "He is to see Emperor Otho, to talk with business leaders.", False),
        ("Which business leaders will he meet?", "He will meet Mara Lind, the most senior of them.", None),
        ("Which minister resigned?", "Foreign Minister Aldo Renn resigned.", True),
        ("Which executive resigned?", "Mara Lind, the chief executive, resigned.", True),
        ("Which leaders will meet?", "The leaders of Norland and Sudland will meet.", True),
        ("Who is the premier of Sudland?", "He and Prime Minister Mara Lind would board a train.", True),
        ("Who is the CEO of Norport?", "Norport's chief executive, Ida Falk, declined to comment.", True),
        ("Who is the mayor of Lisvik?", "Aldo Renn, 54, the new mayor of Lisvik, agreed.", True),
        ("Who is the mayor of Lisvik?", "Aldo Renn became mayor of Lisvik in May.", True),
        ("Who is the president of Norland?", "The president of Norland visited Lisvik on Friday.", False),
        ("Who is the chief executive of Norport?", "Norport's chief executive said on Monday it would close.", False),
        ("Who is the CEO of Norport?", "Norport plans to buy two ferries.", None),
        ("What are the names of the senior science officials?", "Senior science officials of both are to sign.", False),
    ],
)
def test_a_text_holds_the_form_or_not(question: str, text: str, held: bool | None) -> None:
    need = needed(question)
    assert need is not None
    assert holds(need, text) is held


def test_what_is_lacking_is_named() -> None:
    assert lacking("How much will it cost?", "It will be built next year.") == "no amount of money"
    assert lacking("How much will it cost?", "It will cost $3 million.") is None
    assert lacking("When will it open?", "It will open.") is None  # answered in too many ways to be sure
