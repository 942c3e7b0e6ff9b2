"""Tell whether a speaker is the party concerned, whose own word confirms."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retriever.attributing.report import Report
from retriever.attributing.sources import Source, is_person_word

_OWN_BODY = re.compile(
    r"^(?:the|our) (?:company|firm|bank|group|government|ministry|cabinet|agency|party|club|team|airline|department|"
    r"administration|police|force|authority|council|university|school|hospital|union|board|army|military|navy|carmaker|retailer|lender)$"
)
_SPEAKS_FOR = re.compile(
    r"\b(?:spokes\w+|minister|president|chief|executive|officer|official|director|chair\w*|head|secretary|premier|chancellor|governor|"
    r"ceo|cfo|coo|mayor|commissioner|company|manager)\b",
    re.IGNORECASE,
)


def is_concerned(report: Report, source: Source, base: str) -> bool:
    """Tell whether the speaker speaks of his own deed: "said it had signed", "We have signed"."""
    words = [word for word in report.content if word.is_word or word.low in {"'s", "'"}]
    lows = [word.low for word in words[:8]]
    if not lows:
        return False
    if base in {"believe", "think", "feel", "claim", "allege", "argue", "testify"}:
        return False
    if report.quoted:
        return bool({"we", "i", "our", "my"} & set(lows[:2])) or lows[:2] == ["the", "company"]
    if lows[0] == "it" and _expletive(lows):
        return False
    if _plural(source) and lows[0] in {"he", "she", "his", "her", "it", "its"}:
        return False
    if source.person:
        if lows[0] in {"he", "she", "his", "her", "they", "we", "i"}:
            return True
    elif lows[0] in {"it", "its", "they", "their", "we", "our"}:
        return True
    subject = " ".join(lows[:2])
    speaks_for = bool(_SPEAKS_FOR.search(f"{source.role or ''} {source.text}"))
    if speaks_for and (_OWN_BODY.match(subject) or lows[0] in {"it", "its", "they", "their"}):
        return True
    named = source.text.lower().removeprefix("the ").split()
    return (bool(named) and lows[: len(named)] == named) or (lows[1 : 1 + len(named)] == named and lows[0] == "the")


def _plural(source: Source) -> bool:
    last = source.text.split()[-1] if source.text else ""
    named = not last.islower() and not is_person_word(last)
    return not named and last.endswith("s") and not last.endswith(("ss", "'s"))


def _expletive(lows: Sequence[str]) -> bool:
    joined = " ".join(lows)
    return bool(
        re.match(
            r"it (?:is|was|would be|will be|may be|has been|had been|remains|seems|appears) (?:\w+ly |not |too |very )?(?:\w+) (?:that|to|for|whether|how)\b",
            joined,
        )
    )
