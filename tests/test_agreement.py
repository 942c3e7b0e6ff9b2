"""Promises of laying cited texts side by side."""

from __future__ import annotations

import pytest

from retriever.certainty import Certainty
from retriever.corroborating.agreement import Cited, disagreements, origins
from retriever.credited import told_apart

WIRE = (
    "The Port of Lysgard will close for three days from Monday while divers clear a sunken barge from its main channel, "
    "the harbour master said. Around 40 ships are waiting outside the breakwater. Grain traders expect delays of a week."
)


def test_different_numbers_for_the_same_thing_stand_side_by_side() -> None:
    cited = [
        Cited("The blast at the Corbin mill killed 12 workers.", outlet="Lantern", published="2031-03-02"),
        Cited(
            "At least 17 workers were killed in the blast at the Corbin mill.", outlet="Argus", published="2031-03-03"
        ),
    ]
    (found,) = disagreements(cited)
    assert (found.kind, found.words, found.other_words) == ("number", "12", "17")
    assert (found.one.outlet, found.other.outlet) == ("Lantern", "Argus")


def test_different_dates_for_the_same_thing_stand_side_by_side() -> None:
    cited = [
        Cited("The Lysgard pact will be signed on 28 October."),
        Cited("Ministers will sign the Lysgard pact on October 30."),
    ]
    (found,) = disagreements(cited)
    assert (found.kind, found.words, found.other_words) == ("date", "28 October", "October 30")


def test_different_certainty_for_the_same_thing_stands_side_by_side() -> None:
    cited = [
        Cited("Helix is considering a sale of its tyre unit.", certainty=Certainty.CONSIDERED),
        Cited("Helix denied a sale of its tyre unit.", certainty=Certainty.DENIED),
    ]
    assert [(found.words, found.other_words) for found in disagreements(cited)] == [("considered", "denied")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("The blast killed 12 workers.", "The blast killed twelve workers.", id="spelled out"),
        pytest.param("The mill lost 2.4 million crowns.", "The mill lost about 2.4 million crowns.", id="about"),
        pytest.param("The blast killed 12 workers.", "The strike involved 900 dockers.", id="different things"),
        pytest.param(
            "The pact was signed on 28 October.", "The pact was signed on October 28.", id="two ways of a date"
        ),
        pytest.param("The blast killed 12 workers.", "The blast injured 40 people.", id="dead and injured"),
        pytest.param(
            "President Ada Maria Lind will be in Oslo from 27 October until 29 October.",
            "After the summit of 28 October, President Ada Maria Lind would board a train.",
            id="two events of one person",
        ),
    ],
)
def test_what_agrees_or_speaks_of_something_else_is_no_disagreement(one: str, other: str) -> None:
    assert disagreements([Cited(one), Cited(other)]) == ()


def test_a_wire_copy_in_three_papers_is_one_origin() -> None:
    edited = WIRE.replace("Grain traders expect delays of a week.", "Grain traders expect delays of about a week.")
    assert [origin.members for origin in origins([WIRE, edited, WIRE])] == [(0, 1, 2)]


def test_separate_reports_are_separate_origins() -> None:
    own = "Divers are to spend three days clearing a barge that sank in Lysgard's main channel, closing the port from Monday."
    assert [origin.members for origin in origins([WIRE, own, WIRE])] == [(0, 2), (1,)]


def test_an_outlet_is_told_once_by_its_fullest_name() -> None:
    assert told_apart(["Kyodo", "the Kyodo News", "NHK", "Kyodo", "Asahi"]) == ("the Kyodo News", "NHK", "Asahi")
    assert told_apart(["Yomiuri Shimbun", "the Yomiuri Shimbun"]) == ("Yomiuri Shimbun",)
