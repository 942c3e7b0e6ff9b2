"""Names in running text: people with their roles, bodies, places, as far as capitals and titles tell."""

import re
from dataclasses import dataclass

from retriever import lexicon as lx
from retriever.tagging.phrases import Kind, kind_of

_CAPITAL = r"(?:(?:Mrs?|Ms|Dr|Gen|Gov|Sen|Rep|Prof|Sgt|Col|Capt|Lt)\.|(?:[A-Z]\.)+|[A-Z][\w'’-]*)"
_RUN = re.compile(rf"{_CAPITAL}(?:(?:\s+(?:of|for|the|and|de|van|von|bin|al)(?:\s+the)?)?\s+{_CAPITAL})*")
_FIELD = rf"{_CAPITAL}(?:\s+{_CAPITAL})*?"
_LONG_TITLE = re.compile(
    rf"(?P<title>[A-Z]\w+)\s+(?:of|for)\s+(?:the\s+)?{_FIELD}(?:\s*,\s*{_FIELD})*(?:,?\s+and\s+{_FIELD})?"
    rf"\s+(?P<name>{_CAPITAL}\s+{_CAPITAL})\b(?!\s+[A-Z])"
)
# "Minister of Economy, Trade and Industry": an office, whose fields are no names.
_OFFICE = re.compile(
    rf"\b(?:Vice |Deputy |State )*(?:Minister|Secretary|Commissioner|Department|Ministry|Office|Undersecretary) (?:of|for) (?:the )?"
    rf"{_CAPITAL}(?: {_CAPITAL})?(?:, {_CAPITAL}(?: {_CAPITAL})?)*(?:,? and {_CAPITAL}(?: {_CAPITAL})?)?"
)
_SENTENCE_START = re.compile(r"(?:^|[.!?]['\"”’)\]]*\s+|\n\s*|[“\"])$")
_NOT_NAMES = frozenset(
    {"The", "A", "An", "In", "On", "At", "It", "He", "She", "They", "We", "I", "This", "That", "These", "Those", "But",
     "And", "Or", "If", "When", "While", "After", "Before", "For", "From", "To", "By", "With", "As", "According",
     "Of", "Separately", "However", "Meanwhile", "Also", "There", "Some", "Many", "Most", "Both", "Its", "His",
     "Her", "Their", "Last", "Next", "More", "Under", "Since", "Although", "Two", "Three", "One", "No", "Not", "Such"}
)  # fmt: skip
_BODIES = lx.ORGANISATION_NOUNS | frozenset(
    many for noun in lx.ORGANISATION_NOUNS for many in (f"{noun}s", f"{noun[:-1]}ies")
)


# What a minister is of, when it stands alone.
_FIELDS = frozenset({"industry", "trade", "energy", "power", "technologies", "press", "office", "service", "board"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name where it stands: `text[start:end]` holds it with its title; `core` is the bare name."""

    start: int
    end: int
    core: str
    kind: Kind
    title: str = ""


def names_in(text: str) -> list[Name]:
    """Return the names of `text` in order, without overlaps."""
    found: list[Name] = []
    taken: list[tuple[int, int]] = []
    for match in _LONG_TITLE.finditer(text):
        if match["title"].lower() in lx.TITLES:
            found.append(Name(match.start(), match.end(), match["name"], Kind.PERSON, match["title"]))
            taken.append(match.span())
    for match in _OFFICE.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            taken.append(match.span())
    for match in _RUN.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        found += _split_run(text, match.start(), match.end())
    return sorted(found, key=lambda name: name.start)


def _split_run(text: str, start: int, end: int) -> list[Name]:
    """Split "A and B" into two names where both sides can stand alone, and drop words that only begin a sentence."""
    names: list[Name] = []
    titled = any(word.lower() in lx.TITLES for word in text[start:end].split()[:-1])
    joint = r"\s+(?:and|of)\s+(?:the\s+)?" if titled else r"\s+and\s+(?:the\s+)?"
    piece_start = start
    for cut in [*re.finditer(joint, text[start:end]), None]:
        piece_end = end if cut is None else start + cut.start()
        name = _make_name(text, piece_start, piece_end)
        piece_start = piece_end if cut is None else start + cut.end()
        if name is not None:
            names.append(name)
    return names


def _make_name(text: str, start: int, end: int) -> Name | None:
    words = text[start:end].split()
    while words and (words[0] in _NOT_NAMES or words[0].lower() in lx.WH | lx.AUXILIARY):
        start += len(words[0])
        start += len(text[start:end]) - len(text[start:end].lstrip())
        words = words[1:]
    owner = max((i for i, word in enumerate(words[:-1]) if word.endswith(("'s", "’s"))), default=-1)
    for word in words[: owner + 1]:
        start = text.index(word, start) + len(word)
        start += len(text[start:end]) - len(text[start:end].lstrip())
    words = words[owner + 1 :]
    if all(word.lower() in lx.TITLES | lx.PERSON_NOUNS | _BODIES | _FIELDS for word in words):
        return None
    if not words or words[0].lower() in lx.PREPOSITION - {"us"}:
        return None
    alone = len(words) == 1
    if alone and _SENTENCE_START.search(text[:start]):
        word = words[0].lower()
        if (
            word.endswith(("ly", "ing"))
            or word in lx.ADJECTIVE | lx.QUANTIFIER | lx.RELATIONAL | lx.ADVERB | lx.PERSON_NOUNS
        ):
            return None
    if words[-1].endswith(("'s", "’s")):
        end -= 2
        words[-1] = words[-1][:-2]
    core = list(words)
    titles: list[str] = []
    lowers = [word.lower().rstrip(".") for word in words]
    last_title = max((i for i, word in enumerate(lowers[:-1]) if word in lx.TITLES | lx.PERSON_NOUNS), default=-1)
    if last_title >= 0 and "of" not in lowers:
        titles, core = words[: last_title + 1], words[last_title + 1 :]
    kind = Kind.PERSON if titles else kind_of(core, proper=True)
    if kind is Kind.NAME and len(core) in {2, 3} and core[0].lower() in lx.MALE_NAMES | lx.FEMALE_NAMES:
        kind = Kind.PERSON
    if kind is Kind.TIME:
        return None
    return Name(start, end, " ".join(core), kind, " ".join(titles))
