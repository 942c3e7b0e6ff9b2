"""Take a question that asks two things apart: "Who will sign it, and where do the leaders meet?"."""

import re

from retriever.question import Turn, standalone

_WH = r"(?:who|whom|whose|what|which|when|where|why|how)"
_AUXILIARY = r"(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should|may|might)"
_ASKS = rf"(?:(?:by|to|for|with|from|in|at|on|of|about|until|since)\s+)?{_WH}\b"
_PAST = (
    "took|said|won|made|paid|led|met|bought|sold|gave|got|went|came|wrote|held|lost|left|built|spoke|began|chose|caught"
)
# A second question follows a comma and "and", or "and" with a question word and a verb of its own.
_SEAM = re.compile(
    rf"(?:\?\s+(?:and\s+)?|[,;]\s*(?:and|or|but)\s+|\s+and\s+)(?={_ASKS}(?:\s+[\w'’-]+){{0,4}}?\s+{_AUXILIARY}\b|{_ASKS}\s+(?:\w+ed|{_PAST})\b)"
    rf"|\?\s+(?:and\s+)?(?={_AUXILIARY}\b)",
    re.IGNORECASE,
)
_QUESTION = re.compile(rf"\b(?:{_WH}|{_AUXILIARY})\b", re.IGNORECASE)
_POINTS_BACK = re.compile(
    r"\b(?:it|its|they|them|their|he|him|his|she|her|there|that|this|those|these)\b", re.IGNORECASE
)
_NAMES_NOTHING = re.compile(
    rf"{_WH}(?: else)? (?:is|are|was|were) (?:it|they|that|this|those|these|he|she)(?: all)?", re.IGNORECASE
)
_MOST = 3


def parts_of(question: str) -> tuple[str, ...]:
    """Return the questions that a question joins, each to be understood by itself; mostly one, at most three.

    A second part that names nothing of its own ("…, and what are they?") asks no more than the first.
    """
    pieces = [piece.strip(" ,;?") for piece in _SEAM.split(question) if piece.strip(" ,;?")]
    if len(pieces) < 2 or " " not in pieces[0] or not _QUESTION.search(pieces[0]):
        return (question,)
    parts = [_asked(pieces[0])]
    for piece in pieces[1:_MOST]:
        if not _NAMES_NOTHING.fullmatch(piece):
            asked = _asked(piece)
            parts.append(standalone(asked, [Turn(part) for part in parts]) if _POINTS_BACK.search(piece) else asked)
    return tuple(parts) if len(parts) > 1 else (question,)


def _asked(piece: str) -> str:
    stem = piece.rstrip("?!. ")
    return f"{stem[:1].upper()}{stem[1:]}?"
