"""Choose the sentences that make the answer: one for a fact, several where several are asked for."""

from collections.abc import Sequence

from retriever.coverage import content_stems
from retriever.evidence import Finding


def select(
    findings: Sequence[Finding], *, several: bool, most: int = 3, least_share: float = 0.5, floor: float = 0.3
) -> list[Finding]:
    """Return the findings to cite, in the articles' order; `findings` come best first.

    Where several statements are wanted, further sentences are taken that score at least `least_share` of the best
    one's score and at least `floor`. Of sentences that say the same, one is taken.
    """
    chosen: list[Finding] = []
    for finding in findings:
        if len(chosen) == (most if several else 1):
            break
        if chosen and finding.score < max(floor, least_share * chosen[0].score):
            break
        if not any(same_wording(finding.text, other.text) for other in chosen):
            chosen.append(finding)
    order = {finding.source.article_id: number for number, finding in reversed(list(enumerate(chosen)))}
    return sorted(chosen, key=lambda finding: (order[finding.source.article_id], finding.start))


def same_wording(one: str, other: str, *, least_overlap: float = 0.8) -> bool:
    """Tell whether two sentences name nearly the same words, as wire copy and its rewrites do."""
    left, right = content_stems(one), content_stems(other)
    union = len(left | right)
    return union == 0 or len(left & right) / union >= least_overlap
