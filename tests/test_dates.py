import json
from pathlib import Path

import pytest

from retriever.dating.dates import find_dates

LABELLED = Path(__file__).parent / "labelled"


@pytest.mark.parametrize("part", ["development", "unseen"])
def test_dates_reach_the_bar_on_labelled_sentences(part: str) -> None:
    rows = [
        json.loads(line)
        for name in (f"dates-{part}", f"attribution-{part}")
        for line in (LABELLED / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    right = dated = 0
    for row in rows:
        found = find_dates(row["sentence"], before=row["before"], published=row["published"])
        days = [day for expression in found for day in expression.iso]
        if days or row["dates"] or "words" in row:
            dated += 1
            right += days == row["dates"]
    assert right / dated >= 0.95


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        pytest.param("The talks resume next week.", "publication date is unknown", id="next week"),
        pytest.param("The talks resume on March 3.", "publication date is unknown", id="a day without a year"),
        pytest.param("The bond matures on 10/11.", "order of day and month is ambiguous", id="numbers alone"),
        pytest.param("Sales in fiscal 2030 rose.", "fiscal year", id="fiscal year"),
        pytest.param("The summit ends on February 30, 2031.", "no such day", id="a day that does not exist"),
    ],
)
def test_what_cannot_be_resolved_says_why(sentence: str, reason: str) -> None:
    (found,) = find_dates(sentence)
    assert not found.resolved
    assert found.iso == ()
    assert reason in (found.why_not or "")


def test_a_full_date_needs_no_publication_date() -> None:
    (found,) = find_dates("The dam broke on 4 February 2027.")
    assert found.iso == ("2027-02-04",)


def test_the_previous_day_counts_from_the_day_named_before() -> None:
    (found,) = find_dates("Both spoke the previous day.", before="They met on October 20.", published="2031-10-25")
    assert found.iso == ("2031-10-19",)
    (found,) = find_dates("Both spoke the previous day.", published="2031-10-25")
    assert found.iso == ("2031-10-24",)


def test_weekdays_follow_the_tense_of_their_verb() -> None:
    said, signs = find_dates("He said on Tuesday that both will sign on Thursday.", published="2031-05-14")
    assert (said.iso, signs.iso) == (("2031-05-13",), ("2031-05-15",))


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        pytest.param("The port will open by October.", ("2031-10-31",), id="by a month ahead means its end"),
        pytest.param("The toll is 14, up from nine on Monday.", ("2031-05-12",), id="compared with the past"),
        pytest.param("He could not be reached on Sunday.", ("2031-05-11",), id="could not"),
        pytest.param("The May 20 meeting was postponed to May 27.", ("2031-05-20", "2031-05-27"), id="postponed"),
        pytest.param("Schools reopen on Monday week.", ("2031-05-26",), id="Monday week"),
        pytest.param("The season ends on the last day of June.", ("2031-06-30",), id="the last day"),
        pytest.param("Rain will stop before the weekend.", ("2031-05-17", "2031-05-18"), id="before the weekend"),
    ],
)
def test_the_words_around_a_date_decide_which_day_is_meant(sentence: str, days: tuple[str, ...]) -> None:
    found = find_dates(sentence, published="2031-05-14")
    assert tuple(day for expression in found for day in expression.iso) == days
