"""What an evaluation found, as it is written, shown and compared."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.compare import Comparison
from evaluation.questions import Question, Refused
from evaluation.score import Row
from evaluation.statistic import Estimate


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that an evaluation found. `questions` and `rows` go together, refused lines that count included.

    `refused` names the lines that were not asked, and those with a pattern that had to be stopped. `seconds` is
    what the asking took, of which `resumed` questions had no part.
    """

    questions: tuple[Question, ...]
    rows: tuple[Row, ...]
    records: Mapping[str, Mapping[str, Any]]
    measures: Mapping[str, Estimate]
    tags: Mapping[str, Mapping[str, Estimate]]
    refused: tuple[Refused, ...]
    comparison: Comparison | None
    out: Path
    name: str
    k: int
    seconds: float
    resumed: int
