"""Reports by nobody: "it is said that …", or ", it is said," amid the content."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retriever.attributing.words import BE, Word, class_of

_IMPERSONAL = re.compile(
    r"^(?:but |and |so )?(?:it (?:is|was|has been|had been|'s) (?:now |also |widely |generally |commonly |being )*"
    r"(?P<verb>said|reported|understood|believed|thought|alleged|claimed|rumoured|rumored|estimated|presumed|assumed)"
    r"(?: by [\w' ]+?)?(?: that)? "
    r"|(?:we|i) (?:'re|are|'m|am|'ve been|have been) (?:now |also |just )?(?P<heard>hearing|told|getting reports|seeing reports|getting word)(?: that)? "
    r"|(?:we|i) (?P<hear>hear|understand) that "
    r"|there (?:are|have been|were) (?:\w+ )?(?P<noun>reports|rumou?rs|claims|suggestions) that "
    r"|it (?:has |had )?(?:also |since )?(?P<came>emerged|emerges|transpired|transpires) (?:\w+ )?that "
    r"|word (?P<word>is) that "
    r"|(?:rumou?r|legend|tradition|gossip|folklore|word) (?P<has>has) it (?:that )?)"
)
_SAID = class_of("said reported understood believed thought alleged claimed rumoured rumored presumed assumed")


def interjection_at(surface: Sequence[Word]) -> tuple[int, int] | None:
    """Return where ", it is said," or ", it is widely believed," begins amid a sentence, and where its verb stands."""
    lows = [word.low for word in surface]
    for at in range(1, len(lows) - 4):
        if lows[at : at + 2] == [",", "it"] and lows[at + 2] in BE | {"'s"}:
            verb = at + 4 if lows[at + 3].endswith("ly") else at + 3
            if lows[verb] in _SAID and lows[verb + 1 : verb + 2] == [","]:
                return at, verb
    return None


def impersonal_opening(surface: Sequence[Word]) -> tuple[int, int] | None:
    """Return where the verb of "it is said that" stands and where its content begins, counted in words."""
    text = " ".join(word.low for word in surface)
    match = _IMPERSONAL.match(text)
    if not match:
        return None
    begin = text.count(" ", 0, match.start(match.lastgroup or "verb"))
    return begin, text.count(" ", 0, match.end())
