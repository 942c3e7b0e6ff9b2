"""A sentence read once for comparison: its words, facts, firmness, dates, quantities, parties and names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from retriever.comparing.clauses import Fact, facts, finite
from retriever.comparing.force import Cue, cues
from retriever.comparing.moments import Moment, moments
from retriever.comparing.names import runs, same_name
from retriever.comparing.quantity import Quantity, quantities
from retriever.comparing.speakers import parties, saying
from retriever.comparing.wording import Word, words_of
from retriever.comparing.wordnet import dictionary_forms

_DETERMINERS = frozenset(
    "the a an this that these those its their his her our no some any of in on at for from with by".split()
)


@dataclass(frozen=True)
class Reading:
    """A sentence with everything that the comparison needs, read once."""

    text: str
    words: tuple[Word, ...]
    facts: tuple[Fact, ...]
    cues: tuple[tuple[Cue, ...], ...]
    moments: tuple[Moment, ...]
    quantities: tuple[Quantity, ...]
    parties: tuple[frozenset[int], ...]
    saying: frozenset[int]
    credited: frozenset[int]
    timed: frozenset[int]
    counted: frozenset[int]
    names: frozenset[int] = field(default=frozenset())
    parts: tuple[str, ...] = ()
    quotations: tuple[tuple[int, ...], ...] = ()
    speakers: Mapping[int, frozenset[int]] = field(default_factory=dict)

    @cached_property
    def name_runs(self) -> tuple[tuple[int, ...], ...]:
        """The places of each name, word by word."""
        return runs(self.words, range(len(self.words)))

    def name_at(self, place: int) -> tuple[int, ...]:
        """Return the places of the whole name that a word is part of; nothing where it is of none."""
        return next((run for run in self.name_runs if place in run), ())

    @cached_property
    def quoted(self) -> frozenset[int]:
        """The places of quoted passages of three words or more, which must stand word for word in a source anyway."""
        return frozenset(p for places in self.quotations if len(places) > 2 for p in places)

    def span(self, places: Sequence[int] | frozenset[int]) -> str:
        """Return the text from the first to the last of these places."""
        ordered = sorted(places)
        return self.text[self.words[ordered[0]].start : self.words[ordered[-1]].end] if ordered else ""

    def fact(self, number: int) -> str:
        """Return the text of one fact."""
        return self.span(self.facts[number].places).strip(" ,;")


def read(text: str) -> Reading:
    """Read one sentence."""
    words = words_of(text)
    found = moments(words)
    timed = frozenset(p for moment in found for p in range(moment.first, moment.last + 1))
    counted_quantities = quantities(words, timed)
    counted = frozenset(p for quantity in counted_quantities for p in range(quantity.first, quantity.last + 1))
    parts = facts(words)
    names = frozenset(
        p
        for run in runs(words, range(len(words)))
        for p in run
        if words[p].content
        and p not in timed
        and (len(run) > 1 or not _opens(words, p) or words[p].text.isupper())
        and not _common_opener(words, p)
    )
    credited = parties(words)
    return Reading(
        text, words, parts, tuple(cues(words, fact) for fact in parts), found, counted_quantities,
        tuple(credited.values()), frozenset(credited),
        frozenset(p for verb, party in credited.items() if saying(words[verb]) or words[verb].lower in _CREDITING for p in party),
        timed, counted, names, tuple(_part(words, place) for place in range(len(words))), _quotations(words), credited,
    )  # fmt: skip


_CREDITING = frozenset("according citing seen obtained reviewed quoted".split())


def _quotations(words: Sequence[Word]) -> tuple[tuple[int, ...], ...]:
    """Return the places of the words of each quotation."""
    found: list[list[int]] = []
    opened = False
    for place, word in enumerate(words):
        if word.lower in {'"', "“", "”"}:
            opened = not opened if word.lower == '"' else word.lower == "“"
            if opened:
                found.append([])
        elif opened and not word.sign:
            found[-1].append(place)
    return tuple(tuple(places) for places in found if places)


def _part(words: Sequence[Word], place: int) -> str:
    """Return "n" where a determiner or preposition makes the word a noun, "v" where it is a clause's verb, or nothing."""
    before = words[place - 1].lower if place else ""
    following = words[place + 1] if place + 1 < len(words) else None
    if before in _DETERMINERS and not (following and following.content):
        return "n"
    return "v" if finite(words, place) or before == "to" else ""


def _common_opener(words: Sequence[Word], place: int) -> bool:
    """Whether a dictionary word is capital only because it opens the sentence ("Parliament in Veldland")."""
    alone = place + 1 >= len(words) or not words[place + 1].capital
    return (
        alone
        and _opens(words, place)
        and words[place].text[1:].islower()
        and bool(dictionary_forms(words[place].lower))
    )


def _opens(words: Sequence[Word], place: int) -> bool:
    if place and words[place - 1].lower == '"':
        return sum(word.lower == '"' for word in words[:place]) % 2 == 1  # a closing quotation mark opens nothing
    return place == 0 or words[place - 1].lower in {".", "“", ":"}


def alias_of(known: Sequence[Reading], name: str) -> frozenset[str]:
    """Return the words that stand with a name wherever it is given in full, titles in small letters before it too."""
    found: set[str] = set()
    for reading in known:
        for run in reading.name_runs:
            if any(same_name(reading.words[p].lower, name) for p in run):
                around = [*range(max(0, run[0] - 3), run[0]), *run]
                found.update(reading.words[p].lower for p in around if reading.words[p].content)
    return frozenset(found)


def before_it(sentence: Reading, context: Sequence[Reading]) -> Sequence[Reading]:
    """Return the sentences of the context that come before this one; none where it is not of them."""
    return context[: context.index(sentence)] if sentence in context else ()
