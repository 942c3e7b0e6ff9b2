"""Tell the line breaks that end something from those that only wrap a line."""

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

_HEADING = re.compile(r"#{1,6}\s")
_ITEM = re.compile(r"\s*(?:[-*•–‣]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+\S")
# A line that ends like this waits for more, whatever its length.
_WAITING = re.compile(r"(?:[,;–—-]|\b(?:a|an|and|at|by|for|from|in|of|on|or|the|to|with))$")
_BEGINNING = re.compile(r"[\"'“‘(\[]?[A-Z0-9©]")

# Lines wrapped by hand are ragged: only one that leaves a fifth of the paragraph's width unused was ended on purpose.
_FULL = 0.8
_NARROWEST = 40


def line_ends(text: str) -> Iterator[int]:
    """Yield the offsets after paragraphs, headings, list items and lines that were ended with room to spare.

    A line had room when the next line's first word would have fitted on it: wrapping never leaves that.
    """
    end = 0
    for blank, group in groupby(text.splitlines(keepends=True), key=lambda line: not line.strip()):
        lines = list(group)
        if not blank:
            room = _FULL * max(_NARROWEST, *(len(line.rstrip()) for line in lines))
            start = end
            for line, following in pairwise(lines):
                start += len(line)
                if _ends(line.rstrip(), following, room):
                    yield start
        end += sum(map(len, lines))
        if blank:
            yield end


def _ends(line: str, following: str, room: float) -> bool:
    if _HEADING.match(line) or _HEADING.match(following) or _ITEM.match(following):
        return True
    following = following.strip()
    if not _BEGINNING.match(following) or _WAITING.search(line) or (line[-1] == ":" and following[0] in "\"'“‘"):
        return False
    return len(line) + 1 + len(following.split(None, 1)[0]) < room
