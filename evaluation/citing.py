"""Citation recall and precision by ALCE's formula, judged by our own checker and not by a model.

Source: Gao, Yen, Yu and Chen, "Enabling Large Language Models to Generate Text with Citations", EMNLP 2023,
section 3. There an entailment model of 11 billion parameters judges; here `retriever.check.check` does.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

# Does a list of cited texts carry a statement?
Supports = Callable[[str, Sequence[Mapping[str, Any]]], bool]


def citation_scores(statements: Sequence[Mapping[str, Any]], supports: Supports) -> tuple[float, float]:
    """Return citation recall and precision of one answer; both 0 where nothing is stated or cited.

    Recall: the share of statements that all their citations together carry. Precision: the share of citations
    that serve, that is, stand under a carried statement and either carry it alone or are needed by the others.
    """
    carried = serving = total = 0
    for statement in statements:
        text, citations = statement["text"], statement["citations"]
        total += len(citations)
        if not citations or not supports(text, citations):
            continue
        carried += 1
        serving += sum(_serves(text, citations, place, supports) for place in range(len(citations)))
    recall = carried / len(statements) if statements else 0.0
    return recall, serving / total if total else 0.0


def _serves(text: str, citations: Sequence[Mapping[str, Any]], place: int, supports: Supports) -> bool:
    if len(citations) == 1 or supports(text, [citations[place]]):
        return True
    others = [citation for at, citation in enumerate(citations) if at != place]
    return not supports(text, others)
