"""Choose the sentences that make the answer: one for a fact, several where several are asked for."""

import re
from collections.abc import Sequence

from retriever.coverage import content_stems
from retriever.evidence import Evidence, Finding

# "It also stresses …", "Nissan, too, …", "Separately, …" go on with a list that the sentence before began.
_GOES_ON = re.compile(
    r"(?:[A-Z][\w.&'’-]*)(?:\s+[\w.&'’-]+){0,4}?,?\s+(?:also|too|as well|further|in turn)\b"
    r"|(?:Also|Besides|Separately|Another|Other|Furthermore|Moreover|Further|Secondly|Second|Third|Finally|Then|In addition|"
    r"Likewise|Similarly|Meanwhile|A (?:second|third|further))\b"
)
_BETWEEN = 3  # white space between neighbouring sentences


def select(
    findings: Sequence[Finding], *, several: bool, most: int = 3, least_share: float = 0.4, going_on: float = 0.04
) -> list[Finding]:
    """Return the findings to cite; `findings` come best first, and so do those returned.

    Where several statements are wanted, further sentences are taken that score at least `least_share` of the best
    one's score; one that goes on with what the sentence before it began needs only `going_on` of it. Of sentences
    that say the same, one is taken.
    """
    if not several:
        return list(findings[:1])
    chosen: list[Finding] = []
    for finding in findings:
        if finding.score >= least_share * findings[0].score and len(chosen) < most:
            _add(finding, chosen)
    for finding in chosen:  # which grows on the way: a list may go on for several sentences
        after = _next(finding, findings)
        if after and len(chosen) < most and after.score >= going_on * findings[0].score and _GOES_ON.match(after.text):
            _add(after, chosen)
    return chosen


def _add(finding: Finding, chosen: list[Finding]) -> None:
    if not any(same_wording(finding.text, other.text) for other in chosen):
        chosen.append(finding)


def _next(finding: Finding, findings: Sequence[Finding]) -> Finding | None:
    """Return the sentence that follows in the article, if it was read."""
    return next(
        (other for other in findings if other.source == finding.source and 0 <= other.start - finding.end <= _BETWEEN),
        None,
    )


def in_order(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return evidence in the articles' order; of the articles, the one that came first stays first."""
    first = {piece.source.article_id: number for number, piece in reversed(list(enumerate(evidence)))}
    return sorted(evidence, key=lambda piece: (first[piece.source.article_id], piece.start))


def same_wording(one: str, other: str, *, least_overlap: float = 0.8) -> bool:
    """Tell whether two sentences name nearly the same words, as wire copy and its rewrites do."""
    left, right = content_stems(one), content_stems(other)
    union = len(left | right)
    return union == 0 or len(left & right) / union >= least_overlap
