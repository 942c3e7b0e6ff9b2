"""Words of scope such as "all", "most" and "only" that the source does not say."""

from __future__ import annotations

from collections.abc import Iterator

from retriever.checking.verdict import Problem
from retriever.comparing.match import Match
from retriever.comparing.wording import undoes

_ALL = frozenset("all every everyone everybody everything entire whole each".split())
_MOST = frozenset("most majority mostly".split())
_RAISED = frozenset("raise rise increase grow lift gain".split())
_NONE = frozenset("none nobody nothing".split())


def wider_scope(match: Match) -> Iterator[Problem]:
    """Yield words of scope that the source does not say."""
    stated, given = match.stated, match.given
    target = {given.words[p].lower for p in given.facts[match.given_fact].places}
    for place in stated.facts[match.fact].places:
        low = stated.words[place].lower
        if (
            low == "more"
            and place - 1 in stated.counted
            and not target & {"more", "another", "further", "additional", "extra", "other", "others"}
            and not any(given.words[p].bases & _RAISED for p in given.facts[match.given_fact].places)
        ):
            yield Problem("scope", "The source does not say “more” of this number.", low, given.fact(match.given_fact))
        if low == "most" and place and stated.words[place - 1].lower == "the":
            continue
        for group, wider in (
            (_ALL, _ALL | {"both"}),
            (_MOST, _MOST | _ALL),
            (frozenset({"both"}), frozenset({"both", "two"})),
            (frozenset({"only"}), frozenset({"only", "just", "sole", "alone"})),
            (_NONE, _NONE | {"no", "not", "neither"}),
        ):
            if low in group and not (target if group is not _NONE else {w.lower for w in given.words}) & wider:
                if group is _NONE and any(
                    undoes(stated.words[p], given.words[q]) for p, found in match.pairs.items() for q in found
                ):
                    continue  # "nobody noticed it" for "it went unnoticed"
                yield Problem("scope", f"The source does not say “{low}” of this.", low, given.fact(match.given_fact))
