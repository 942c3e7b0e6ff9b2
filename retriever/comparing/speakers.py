"""Whom a sentence names as its source: the places of the words beside a verb of saying."""

from __future__ import annotations

from collections.abc import Sequence

from retriever.comparing.clauses import RELATIVE, SUBORDINATING, finite, verbal
from retriever.comparing.units import SMALL
from retriever.comparing.wording import Word

_SAY = frozenset(
    """
    say tell report add note announce explain write state claim argue suggest warn insist stress emphasise emphasize
    reveal acknowledge admit concede show find quote describe call comment remark estimate believe confirm maintain
    allege assert declare
    """.split()
)
_FIRM = frozenset("say tell report add note explain write state".split())
_ADDING = frozenset("saying adding claiming arguing warning insisting noting alleging stressing".split())
_ASKING = frozenset("whether where when how what why who if".split())
_DETERMINERS = frozenset("the a an this that its their his her".split())
_STOPS = frozenset({";", '"', "“", "”", "that", "but", "while", "whereas", "although", ":", "—"})


def _until(words: Sequence[Word], place: int) -> list[int]:
    """Return the places from here to the next break."""
    found: list[int] = []
    for p in range(place, len(words)):
        low = words[p].lower
        if low in _STOPS | {",", ".", "as", "on", "after", "before", "in", "when", "who", "which"} or (
            found and words[p].bases & _SAY and not a_report(words, p)
        ):
            break
        found.append(p)
    return found


def _before(words: Sequence[Word], place: int) -> list[int]:
    """Return the places of the subject of this verb, past a parenthesis between commas ("Vale, a lawyer, said")."""
    start = place
    end = place
    if start and words[start - 1].lower == ",":
        start -= 1
        while start and words[start - 1].lower != ",":
            if words[start - 1].lower in _STOPS:
                return list(range(start, place))
            start -= 1
        if words[start].lower in RELATIVE:
            end = start  # "the government, which gave Helion grants, said": the clause is no part of the party
        start -= 1
    while (
        start > 0
        and words[start - 1].lower not in _STOPS | SUBORDINATING | {","}
        and (not words[start - 1].bases & _FIRM or a_report(words, start - 1))
    ):
        start -= 1
    return list(range(max(start, 0), end))


def a_report(words: Sequence[Word], place: int) -> bool:
    """Whether "report" is a noun here, "the report" or "a company report"."""
    before = next((p for p in range(place - 1, max(-1, place - 4), -1) if not words[p].content), -1)
    return words[place].lower in {"report", "reports"} and before >= 0 and words[before].lower in _DETERMINERS


def _tells(words: Sequence[Word], place: int) -> bool:
    """Whether a word tells who is credited."""
    return words[place].content or a_report(words, place)


def _inverted(words: Sequence[Word], place: int) -> list[int]:
    """Return the party behind a verb of saying that closes a clause: "…, said ecologist Dora Wieland, who led it"."""
    if not place or words[place - 1].lower != ",":
        return []
    begin = max((p + 1 for p in range(place - 1) if words[p].lower in {",", ":", ";"}), default=0)
    behind = _until(words, place + 1)
    after = words[behind[-1] + 1].lower if behind and behind[-1] + 1 < len(words) else "."
    closes = words[begin].lower not in RELATIVE and any(finite(words, p) for p in range(begin, place - 1))
    party = after in {",", "."} | RELATIVE and not any(finite(words, p) for p in behind)
    return behind if closes and party and any(words[p].capital for p in behind) else []


def _first_subject(words: Sequence[Word], place: int) -> list[int]:
    """Return the subject that a second verb shares ("Stahl conceded … and said"): the capital words that open the sentence."""
    found: list[int] = []
    begin = max((p + 1 for p in range(place) if words[p].lower in {";", "but", "while"}), default=0)
    for p in range(begin, place):
        if finite(words, p) or words[p].lower in _STOPS | {","}:
            break
        found.append(p)
    return found


def parties(words: Sequence[Word]) -> dict[int, frozenset[int]]:
    """Return, for the place of every verb of saying and "according to", the places of the party that it credits."""
    found: dict[int, frozenset[int]] = {}
    for place, word in enumerate(words):
        places: list[int] = []
        low = word.lower
        following = words[place + 1].lower if place + 1 < len(words) else ""
        previous = words[place - 1].lower if place else ""
        if low == "according" and following == "to":
            places = _until(words, place + 2)
        elif low in {"citing", "cited", "cites"}:
            places = _until(words, place + 1) + (_before(words, place) if low != "citing" else [])
        elif low in {"seen", "obtained", "reviewed"} and following == "by":
            places = _until(words, place + 2)
        elif low == "quoted" and "as" in {w.lower for w in words[place : place + 8]}:
            places = _until(words, place + 1)
        elif (
            word.bases & _SAY
            and not (word.capital and place)
            and previous
            not in {
                "the",
                "a",
                "an",
                "its",
                "to",
                "of",
                "this",
                "was",
                "were",
                "is",
                "be",
                "been",
                "being",
            }
        ):
            if low.endswith("ing") and previous == "," and low in _ADDING:
                found[place] = frozenset(p for p in _first_subject(words, place) if words[p].content)
                if found[place]:
                    continue
                del found[place]
            if not _speaks(words, place) or (previous == "not" and following in _ASKING):
                continue
            places = _inverted(words, place) or _before(words, place)
            if word.bases & {"tell"}:
                heard = _until(words, place + 1)
                places += [p for p in heard if words[p].capital or any(words[q].content for q in places)]
            if previous == "and" or (previous in {"also", "later"} and words[place - 2].lower == "and"):
                places = _first_subject(words, place)
            if previous == "but":
                places = _first_subject(words[: place - 1], place - 1)
            if (
                not any(words[p].content for p in places)
                and previous in {",", '"', "”", "’", "'"}
                and word.bases & _FIRM
            ):
                places = _until(words, place + 1)
        if any(_tells(words, p) for p in places):
            found[place] = frozenset(p for p in places if _tells(words, p))
    for place in _lead_to_quotes(words):
        party = frozenset(p for p in _before(words, place) if words[p].content)
        if place not in found and party:
            found[place] = party
    return found


def _title(words: Sequence[Word], place: int) -> bool:
    """Whether what is quoted from here is the title of a work: every word of content is capital."""
    for word in words[place:]:
        if word.sign:
            break
        if word.content and not word.capital:
            return False
    return True


def _lead_to_quotes(words: Sequence[Word]) -> list[int]:
    """Return the verbs before a quotation ("called the bill “a solution”"), which need not be verbs of saying."""
    leading = []
    opens = False
    for place, word in enumerate(words):
        if word.lower not in {'"', "“", "”"}:
            continue
        opens = not opens if word.lower == '"' else word.lower == "“"
        if not opens or _title(words, place + 1):
            continue
        for p in range(place - 1, -1, -1):
            if words[p].sign or words[p].lower in _STOPS | {"who", "which"}:
                break
            if finite(words, p) and verbal(words[p]):
                if not {word.lower for word in words[max(0, p - 2) : p]} & {"was", "were", "been", "be", "is", "are"}:
                    leading.append(p)
                break
    return leading


def _speaks(words: Sequence[Word], place: int) -> bool:
    """Whether this form of a verb of saying leads to, or closes, what is said."""
    word = words[place]
    following = words[place + 1].lower if place + 1 < len(words) else "."
    if word.bases & {"say", "tell"} or (word.bases & {"write"} and following in {"in", "to", "on"}):
        return True
    if word.lower.endswith("ing") or word.lower in {"report", "note", "state", "claim"}:
        return False
    if (
        word.lower in {"reported", "added", "claimed", "argued", "insisted"}
        and following
        not in {
            "the",
            "a",
            "an",
            "its",
            "by",
            "to",
        }
        and not following[0].isdigit()
        and following not in SMALL
    ):
        return True
    return (
        following in {"that", '"', "“", ":"}
        or (following in {".", ","} and "," in {w.lower for w in words[:place]})
        or word.bases & {"describe"} != set()
    )


def saying(word: Word) -> bool:
    """Whether this word is a verb of saying that carries no fact itself."""
    return bool(word.bases & _FIRM)
