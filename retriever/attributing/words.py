"""Words of a sentence with their places, and the closed word classes that the rules of attribution need."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """One word or punctuation mark; `start` and `end` count characters of the sentence."""

    text: str
    low: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it is a word or a number, not punctuation."""
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        """Whether it starts with a capital letter."""
        return self.text[0].isupper()


_WORD = re.compile(
    r"\w+(?=n['’]t\b)|n['’]t\b|\w+(?=['’](?:re|ve|ll|d|m)\b)|['’](?:s|re|ve|ll|d|m)\b"
    r"|(?:[A-Z]\.){2,}|\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|Lt|Col|Capt|St|Jr|Sr|Inc|Corp|Ltd|Co|No"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\."
    r"|\d+(?:[.,:/-]\d+)*|\w+(?:[-'’&]\w+)*|[^\w\s]"
)


def words_of(text: str) -> tuple[Word, ...]:
    """Return the words and punctuation marks of a text; `don't` counts as `do` and `n't`."""
    return tuple(
        Word(match.group(), match.group().lower().replace("’", "'"), match.start(), match.end())
        for match in _WORD.finditer(text)
    )


def joined(words: Sequence[Word]) -> str:
    """Return the lower-case words with single spaces, the form that cue patterns are written for."""
    return " ".join(word.low for word in words)


def span_of(words: Sequence[Word]) -> tuple[int, int]:
    """Return the characters from the first word to the last."""
    return words[0].start, words[-1].end


def class_of(text: str) -> frozenset[str]:
    """Return the words of a list written as one string."""
    return frozenset(text.split())


DETERMINERS = class_of("the a an this that these those its their his her our my your some any no every each another")
POSSESSIVES = class_of("its their his her our my your 's")
PREPOSITIONS = class_of(
    "of in on at by for from with to into over under about against between among amid after before during since "
    "until through without within across near behind beyond per via as than like toward towards despite following"
)
SUBORDINATORS = class_of(
    "although though while whereas because since after before when whenever once until as if unless despite amid "
    "lest whilst"
)
RELATIVES = class_of("who which whose whom where")
AUXILIARIES = class_of(
    "am is are was were has have had do does did will would shall should can could may might must cannot wo ca sha "
    "'ll 'd 've 're 'm"
)
MODALS = class_of("will would shall should can could may might must cannot wo ca sha 'll 'd")
BE = class_of("am is are was were be been being 're 'm")
