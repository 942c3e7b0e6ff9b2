"""The examples in docs/certainty.md are what the rules say."""

import re
from pathlib import Path

import pytest

from retriever.attribution import attribute
from retriever.certainty import Certainty

PAGE = (Path(__file__).parent.parent / "docs" / "certainty.md").read_text("utf-8")
ROWS = re.findall(r"^\| `(\w+)` \| [^|]+ \| \*([^*|]+)\*[^|]* \| ([^|]+) \|$", PAGE, re.MULTILINE)
BRIEFINGS = "\n".join(
    path.read_text("utf-8") for path in (Path(__file__).parent.parent / "corpus" / "articles").glob("*.md")
)


def test_every_label_has_an_example_in_the_order_of_the_scale() -> None:
    assert [label for label, *_ in ROWS] == [certainty.value for certainty in Certainty]


@pytest.mark.parametrize(("label", "sentence", "cue"), ROWS, ids=[row[0] for row in ROWS])
def test_an_example_has_the_label_and_the_cue_that_the_page_gives(label: str, sentence: str, cue: str) -> None:
    found = attribute(sentence)
    assert (found.certainty.value, found.cue) == (label, cue)


@pytest.mark.parametrize("sentence", [row[1] for row in ROWS if row[0] != "denied"])
def test_an_example_stands_in_a_briefing(sentence: str) -> None:
    assert " ".join(sentence.split()) in " ".join(BRIEFINGS.split())
