import sys
from pathlib import Path

import pytest

from retriever.question import Turn, standalone

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared/data/conversations"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the development data beside the repository is absent")

sys.path.insert(0, str(ROOT / "benchmarks"))


@pytest.mark.parametrize("year", [2019, 2020])
def test_rewrites_are_clearly_nearer_to_the_manual_ones_than_what_was_typed(year: int) -> None:
    import conversations

    later = [u for u in conversations.load(DATA, year) if u.number > 1]
    raw = [conversations.unigrams(u.raw, u.manual) for u in later]
    ours = [conversations.unigrams(standalone(u.raw, [Turn(q) for q in u.history]), u.manual) for u in later]
    recall, f1 = 1, 2
    for column, gain in ((recall, 0.04), (f1, 0.015)):
        assert sum(s[column] for s in ours) > sum(s[column] for s in raw) + gain * len(later)


def test_the_measure_is_the_one_that_gave_the_published_figures_for_raw_questions() -> None:
    import conversations

    later = [u for u in conversations.load(DATA, 2020) if u.number > 1]
    scores = [conversations.unigrams(u.raw, u.manual) for u in later]
    assert round(sum(s[1] for s in scores) / len(later), 3) == 0.617
    assert round(sum(s[2] for s in scores) / len(later), 3) == 0.702


@pytest.mark.parametrize("year", [2019, 2020])
def test_first_turns_and_most_self_contained_turns_are_left_alone(year: int) -> None:
    import conversations

    utterances = conversations.load(DATA, year)
    whole = [u for u in utterances if u.raw == u.manual]
    kept = [standalone(u.raw, [Turn(q) for q in u.history]) == u.raw for u in whole]
    assert all(standalone(u.raw, []) == u.raw for u in utterances if u.number == 1)
    assert sum(kept) / len(kept) > 0.9
