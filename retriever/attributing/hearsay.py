"""Find the words by which a sentence reports and names nobody: "it is said", "is understood to", "reportedly"."""

from __future__ import annotations

import re

_REPORTED = r"(?:said|reported|understood|believed|thought|alleged|claimed|rumou?red|presumed|assumed|reputed)"
_BE = r"(?:is|are|was|were|has been|have been|had been|been|being)"
_HEARSAY = re.compile(
    rf"\bit (?:{_BE}|'s|’s)(?: \w+ly)? {_REPORTED}\b"
    rf"|\b{_BE}(?: \w+ly)? {_REPORTED} (?=to\b|likely\b)"
    r"|\b(?:reportedly|allegedly|purportedly|supposedly|rumou?r has it|word is)\b"
    r"|\bthere (?:is|are|were|have been)(?: \w+)? (?:talk|reports|rumou?rs|claims|suggestions)\b",
    re.IGNORECASE,
)


def hearsay_span(sentence: str) -> tuple[int, int] | None:
    """Return where the first such words stand."""
    found = _HEARSAY.search(sentence)
    return (found.start(), found.start() + len(found[0].rstrip())) if found else None
