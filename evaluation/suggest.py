"""Propose questions on an article by blanking out what its sentences tell: quotations, dates, numbers, names."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import regex

from ingest.article import Article
from ingest.sentence import split_sentences

_BLANK = "____"
_FEWEST_WORDS, _MOST_WORDS = 6, 60
_MOST_A_SENTENCE = 2
_CLOSING = '.!?”" '

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_UNIT = (
    r"(?:million|billion|trillion|thousand|percent|per cent|%|tons?|tonnes?|yen|dollars?|euros?|minutes?|hours?|people)"
)
_CAPITAL = r"(?:(?:Mr|Mrs|Ms|Dr)\. )?(?:[A-Z][\w’'-]*[a-z]\w*|[A-Z]{2,}|(?:[A-Z]\.){2,})"
_NAME = rf"{_CAPITAL}(?: (?:of |of the )?{_CAPITAL})*"
_TITLES = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|President|Minister|Secretary|Mayor|Governor|Premier|Chancellor|King|Queen|Pope)\b"
)
_OPENERS = frozenset("A An The After And As At Before But By For From In On To With".split())
_CALENDAR = re.compile(rf"\b(?:{_MONTH}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b")
_AUXILIARY = re.compile(
    r"\s+(?=(?:is|are|was|were|has|have|had|will|would|may|might|could|can|should|must|said|says|plans|expects|reported)\b)"
)

# In the order of preference: a longer finding keeps a shorter one inside it from being taken.
_KINDS: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("quotation", "Which words were said", re.compile(r"(?<=[“\"])[^“”\"]{8,}(?=[”\"])")),
    (
        "date",
        "Which date belongs",
        re.compile(rf"\b(?:{_MONTH} \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}} {_MONTH}(?: \d{{4}})?|{_MONTH} \d{{4}})\b"),
    ),
    ("number", "Which number belongs", re.compile(rf"(?<![\w.,-])[$€£¥]?\d[\d,]*(?:\.\d+)?(?: ?{_UNIT})*(?![\w-])")),
    ("name", "Which name belongs", re.compile(rf"(?<![\w.-]){_NAME}")),
)


@dataclass(frozen=True, slots=True)
class _Blank:
    """What is to be asked for: `sentence[start:end]`, and of which kind it is."""

    kind: str
    asks: str
    start: int
    end: int


def suggest(article: Article) -> list[dict[str, Any]]:
    """Return question lines on the sentences of an article, marked as suggestions, in the article's order.

    They are drafts made by rule: each wants a person's eye before it counts as gold.
    """
    lines: list[dict[str, Any]] = []
    known = frozenset(re.findall(rf"(?<=[\w,] ){_CAPITAL}", article.text))
    for start, end in split_sentences(article.text):
        sentence = article.text[start:end].strip()
        if not _FEWEST_WORDS <= len(sentence.split()) <= _MOST_WORDS:
            continue
        for blank in list(_blanks(sentence, known))[:_MOST_A_SENTENCE]:
            words = sentence[blank.start : blank.end]
            lines.append(
                {
                    "id": f"suggested-{article.source.article_id}-{len(lines) + 1}",
                    "question": _question(sentence, blank),
                    "expected": [rf"(?<!\w){regex.escape(words, literal_spaces=True)}(?!\w)"],
                    "answers": [words],
                    "evidence": [{"article_id": article.source.article_id, "quote": sentence}],
                    "answerable": True,
                    "tags": ["suggestion", blank.kind],
                    "suggested": True,
                }
            )
    return lines


def _blanks(sentence: str, known: Collection[str]) -> Iterator[_Blank]:
    """Yield what can be blanked out, the first of each kind, none within a finding of another kind.

    `known` are the words that have a capital inside sentences, and so not from opening one.
    """
    taken: list[tuple[int, int]] = []
    for kind, asks, pattern in _KINDS:
        found = [match.span() for match in pattern.finditer(sentence)]
        if kind == "name":
            found = [(_past_opener(sentence, start, end, known), end) for start, end in found]
            found = [(start, end) for start, end in found if not _CALENDAR.search(sentence, start, end)]
        free = [
            (start, end)
            for start, end in found
            if end - start > 1 and all(end <= first or start >= last for first, last in taken)
        ]
        taken += found
        yield from (_Blank(kind, asks, start, end) for start, end in free[:1])


def _past_opener(sentence: str, start: int, end: int, known: Collection[str]) -> int:
    """Return where a name begins behind a word that may have its capital only from opening the sentence."""
    first, space, _ = sentence[start:end].partition(" ")
    alone = not space and first not in known
    if start == 0 and (alone or first in _OPENERS):
        return min(end, len(first) + 1)
    return start


def _question(sentence: str, blank: _Blank) -> str:
    """Ask with who or what for a name that opens its sentence as the subject, and else with the gap itself."""
    rest = sentence[blank.end :]
    follows = _AUXILIARY.match(rest)
    if blank.kind == "name" and follows and sentence[: blank.start] in {"", "The "}:
        person = _TITLES.match(sentence, blank.start)
        return f"{'Who' if person else 'Who or what'} {rest[follows.end() :].rstrip(_CLOSING)}?"
    gap = f"{sentence[: blank.start]}{_BLANK}{rest}"
    return f"{blank.asks} in the gap: {gap}"
