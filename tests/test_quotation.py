import pytest

from retriever.attributing.quotation import left_open, quotations


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        pytest.param('"We won," she said.', ["We won,"], id="straight"),
        pytest.param("“We won,” she said.", ["We won,"], id="curly"),
        pytest.param("‘The bridge may fall,’ he warned.", ["The bridge may fall,"], id="single curly"),
        pytest.param('"The talks," she said, "have ended."', ["The talks,", "have ended."], id="split"),
        pytest.param("It's the players' union and don't count.", [], id="apostrophes"),
        pytest.param('A 15" screen was sold.', [], id="inches"),
    ],
)
def test_quotations_are_found_with_their_places(text: str, spoken: list[str]) -> None:
    found = quotations(text)
    assert [quotation.text for quotation in found] == spoken
    for quotation in found:
        assert text[slice(*quotation.inner)] == quotation.text


def test_a_quotation_inside_another_is_deeper() -> None:
    found = quotations("\"He told me 'the deal is dead' and left,\" she said.")
    assert [(quotation.depth, quotation.text) for quotation in found] == [
        (0, "He told me 'the deal is dead' and left,"),
        (1, "the deal is dead"),
    ]


def test_a_quotation_runs_over_sentences() -> None:
    first, second = 'She said: "We came at dawn.', 'Nobody was there."'
    assert left_open(first)
    assert not quotations(first)[0].closed
    (running,) = quotations(second, open_before=True)
    assert (running.text, running.opened, running.closed) == ("Nobody was there.", False, True)
