"""Our briefings tell the facts of the original article in words of their own."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ORIGINAL = ROOT.parent / "shared" / "data" / "article" / "asia-business-daily.txt"
BRIEFINGS = sorted((ROOT / "corpus" / "articles").glob("*.md"))
RUN = 6

# A name has no other wording, so each counts as one word; longer names stand before their parts.
NAMES = (
    "Japanese Minister of Economy, Trade and Industry",
    "Japan's Minister of Economy, Trade and Industry",
    "National Science Foundation",
    "Prime Minister Sanae Takaichi",
    "Toyota Motor Corporation",
    "Nissan Motor Corporation",
    "Nihon Keizai Shimbun",
    "President Donald Trump",
    "Commerce Secretary",
    "Secretary of Commerce",
    "Kanagawa Prefecture",
    "the United States",
    "Emperor Naruhito",
    "Yomiuri Shimbun",
    "Howard Lutnick",
    "Ryosei Akazawa",
    "Asahi Shimbun",
    "South Korea",
    "Kyodo News",
    "Marine One",
    "Tokyo Gas",
    "US Navy",
)

pytestmark = pytest.mark.skipif(
    not ORIGINAL.exists(),
    reason="the original article is not beside this checkout (../shared)",
)


def runs(text: str) -> set[tuple[str, ...]]:
    """Every run of RUN words, blind to case and punctuation, each name counted as one word."""
    text = text.replace("U.S.", "US")
    for name in NAMES:
        text = re.sub(rf"\b{name}\b", name.replace(" ", "_").replace(",", ""), text, flags=re.IGNORECASE)
    words = re.findall(r"[\w'-]+", text.lower().replace("'s", ""))
    return {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in BRIEFINGS])
def test_a_briefing_shares_no_run_of_six_words_with_the_original(path: Path) -> None:
    shared = runs(path.read_text(encoding="utf-8")) & runs(ORIGINAL.read_text(encoding="utf-8"))
    assert sorted(" ".join(run) for run in shared) == []


def test_the_questions_share_no_run_of_six_words_with_the_original() -> None:
    questions = (ROOT / "corpus" / "questions.jsonl").read_text(encoding="utf-8")
    shared = runs(questions) & runs(ORIGINAL.read_text(encoding="utf-8"))
    assert sorted(" ".join(run) for run in shared) == []


def test_a_copied_clause_would_be_found() -> None:
    original = ORIGINAL.read_text(encoding="utf-8")
    assert runs("So it is: " + " ".join(original.split()[60:75])) & runs(original)
