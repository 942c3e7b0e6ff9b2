import pytest

from retriever.attribution import attribute
from retriever.certainty import Certainty, weakest


def test_the_scale_runs_from_denied_to_confirmed() -> None:
    names = ["denied", "possible", "considered", "planned", "expected", "reported", "confirmed"]
    assert sorted(Certainty) == names
    assert Certainty.PLANNED < Certainty.EXPECTED <= Certainty.EXPECTED
    assert Certainty.CONFIRMED > Certainty.REPORTED >= Certainty.REPORTED


def test_the_weakest_of_several_labels_counts() -> None:
    assert weakest([Certainty.CONFIRMED, Certainty.CONSIDERED, Certainty.REPORTED]) is Certainty.CONSIDERED


def test_the_weakest_of_none_is_refused() -> None:
    with pytest.raises(ValueError, match="pass at least one label"):
        weakest([])


@pytest.mark.parametrize(
    ("sentence", "certainty"),
    [
        pytest.param("Kyodo, which may close next year, reported that the pact was signed.", "reported", id="an aside"),
        pytest.param("The parliament rejected the plan to sell the port.", "confirmed", id="plan as an object"),
        pytest.param("The expected fall in rates lifted shares.", "confirmed", id="expected as an adjective"),
        pytest.param("In May, the navy lost two ships.", "confirmed", id="May the month"),
        pytest.param("Will Harkness won the seat.", "confirmed", id="Will the name"),
        pytest.param("Her will left the farm to a nephew.", "confirmed", id="will the testament"),
        pytest.param("The might of the army impressed them.", "confirmed", id="might the noun"),
        pytest.param("The fine cost about 5 million euros.", "confirmed", id="about a number"),
        pytest.param("Firms must file by June 30.", "confirmed", id="an obligation"),
        pytest.param("The airline is reportedly considering a merger.", "considered", id="weaker word wins"),
        pytest.param("The singer reportedly married.", "reported", id="reportedly"),
        pytest.param("Lumen is not considering a sale.", "denied", id="negation over considering"),
        pytest.param("Lumen did not rule out a sale.", "possible", id="not ruled out"),
        pytest.param("The envoy may not attend.", "possible", id="may over not"),
        pytest.param("A spokesman for Lumen declined to comment.", "confirmed", id="no comment is no denial"),
        pytest.param("If the talks fail, the dockers would strike.", "possible", id="a condition"),
        pytest.param("Will the chancellor raise the duty?", "possible", id="a question"),
        pytest.param('"We will sign on Monday," the premier said.', "expected", id="will inside a quotation"),
    ],
)
def test_certainty_follows_the_main_content(sentence: str, certainty: str) -> None:
    assert attribute(sentence).certainty == certainty
