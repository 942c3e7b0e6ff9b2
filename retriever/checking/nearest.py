"""Find the source's sentences that come nearest to a statement, or hold it word for word."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.sentence import split_sentences
from retriever.comparing.reading import Reading, read

_CANDIDATES = 6
WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset("the a an of in on at to and for by is are was were that it its with as from".split())


def plain_words(text: str) -> list[str]:
    """Return the words of a text in small letters."""
    return [word.lower() for word in WORD.findall(text)]


def copied(sentence: str, texts: Sequence[str]) -> bool:
    """Whether the sentence is one of a source's, sign for sign but for its last stop; a part of one or a question is not."""
    wanted = _plain(sentence)
    return any(
        wanted == _plain(text[start:end])
        for text in texts
        if wanted in _plain(text)
        for start, end in split_sentences(text)
    )


_ALIKE = str.maketrans("‘’“”−–", "''\"\"--")


def _plain(text: str) -> str:
    return " ".join(text.translate(_ALIKE).split()).rstrip(" .!…")


def nearest(sentence: str, texts: Sequence[str]) -> list[tuple[Reading, tuple[Reading, ...]]]:
    """Return the source sentences that share most words with the statement, each with itself and the sentences beside it."""
    wanted = {word[:6] for word in plain_words(sentence)} - _SMALL
    scored: list[tuple[float, int, list[str], int]] = []
    before: list[str] = []
    split = [[text[start:end].strip() for start, end in split_sentences(text)] for text in texts]
    for number, own in enumerate(split):
        after = split[number + 1][:1] if number + 1 < len(split) else []
        parts, first = [*before[-1:], *own, *after], len(before[-1:])
        before = own
        for place in range(first, first + len(own)):
            part = parts[place]
            score = len(wanted & {word[:6] for word in plain_words(part)})
            scored.append((-score, len(scored), parts, place))
    scored.sort(key=lambda entry: entry[:2])
    cache: dict[str, Reading] = {}

    def once(text: str) -> Reading:
        if text not in cache:
            cache[text] = read(text)
        return cache[text]

    return [
        (once(parts[place]), tuple(once(part) for part in parts[max(0, place - 2) : place + 2]))
        for _, _, parts, place in scored[:_CANDIDATES]
    ]
