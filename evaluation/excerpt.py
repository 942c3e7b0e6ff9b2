"""Cut a quotation out of its article with the words around it, for showing."""

from dataclasses import dataclass

_AROUND = 220


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A quotation in its context; `words` is the part of it that answers, with what stands before and after."""

    before: str
    start: str
    words: str
    end: str
    after: str


def excerpt(text: str, start: int, end: int, words: tuple[int, int] | None = None, *, around: int = _AROUND) -> Excerpt:
    """Return `text[start:end]` with up to `around` characters at both sides, cut between words."""
    first, last = words if words and start <= words[0] <= words[1] <= end else (end, end)
    return Excerpt(
        before=_beginning_at_word(text, max(0, start - around), start),
        start=text[start:first],
        words=text[first:last],
        end=text[last:end],
        after=_ending_at_word(text, end, min(len(text), end + around)),
    )


def _beginning_at_word(text: str, begin: int, end: int) -> str:
    if begin == 0:
        return text[:end]
    space = text.find(" ", begin, end)
    return "…" + text[space if space >= 0 else begin : end]


def _ending_at_word(text: str, begin: int, end: int) -> str:
    if end == len(text):
        return text[begin:]
    space = text.rfind(" ", begin, end)
    return text[begin : space if space >= 0 else end] + " …"
