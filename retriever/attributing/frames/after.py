"""A reporting verb after its content, or amid it: "…, X said", "…, said X"."""

from __future__ import annotations

from collections.abc import Sequence

from retriever.attributing.documents import is_document
from retriever.attributing.frames.content import content_start
from retriever.attributing.frames.frame import QUOTE, Frame, Step
from retriever.attributing.frames.phrase import cut_at_when, named_source, segments_of, text_of, without_end_comma
from retriever.attributing.frames.subject import OPENERS, opens_aside, subject_of
from retriever.attributing.predicate import has_predicate, predicate_index
from retriever.attributing.reporting import Verb
from retriever.attributing.sources import Source
from retriever.attributing.words import DETERMINERS, PREPOSITIONS, RELATIVES, SUBORDINATORS, Word, class_of

_NEVER_AFTER = class_of(
    "accuse blame put hold call describe rule agree accept cite quote read deny reject dismiss dispute refute rebut rule_out"
)
_OUTLET_DEEDS = class_of("understand learn")
_AFTER_VERB = class_of("last this late early yesterday today earlier later then again separately and but here there")
_CONTENT_OPENERS = class_of("that whether if how why what when where")


def verb_after(sentence: str, surface: Sequence[Word], index: int, length: int, verb: Verb) -> Frame | None:
    """Return the frame of a verb that stands after its content, or between its parts."""
    previous = surface[index - 1]
    rest = surface[index + length :]
    verb_words = tuple(surface[index : index + length])
    # Inverted: "…," said the minister
    if previous.low in {",", QUOTE} or (previous.text in "—–?!." and index > 1):
        left = without_end_comma(surface[:index])
        inverted = _noun_phrase(rest, hearer=verb.takes_hearer)
        spoken = QUOTE in {word.low for word in left} or has_predicate(left)
        if inverted and spoken and rest and (rest[0].low not in _CONTENT_OPENERS | {",", ".", QUOTE, ":"}):
            head, asides, remainder = inverted
            if not (previous.low == "," and _subject_with_aside(surface, index)):
                content = _with_second_quote(left, remainder)
                return Frame(Step(named_source(sentence, head, asides), verb_words, verb.force, verb.base), content)
    found = subject_of(surface, index)
    if found is None:
        return None
    head, asides, left = found
    gerund = head[0].low.endswith("ing") and not head[0].is_capital and not is_document(text_of(head))
    if head[0].low in OPENERS or gerund:
        return None
    source = named_source(sentence, head, asides)
    if verb.base in _OUTLET_DEEDS and source.kind == "speaker" and not source.person and head[-1].is_capital:
        source = Source("outlet", source.text, source.span)  # what "understands" after its content is an outlet
    left = without_end_comma(left)
    opens_content = content_start(surface, index + length, verb)
    quoted = QUOTE in {word.low for word in left}
    before_head = surface[: surface.index(head[0])] if head[0] in surface else ()
    set_off = bool(before_head) and before_head[-1].low in {",", QUOTE} | {"—", "–", "?", "!", "."}
    if not set_off:
        return None
    following = rest[0].low if rest else ""
    if verb.base in _NEVER_AFTER or not (verb.takes_hearer or _closes(rest)):
        return None
    # "State and business appear to be serious, NHK added.": what ends so is reported, whatever its verb.
    ends = not any(word.is_word for word in rest) and sum(word.is_word for word in left) > 3
    if quoted or ends or has_predicate(left):
        if opens_content is not None and not quoted:
            return None
        if (
            opens_content is not None
            and following not in {",", "."}
            and following not in SUBORDINATORS
            and QUOTE not in {w.low for w in rest}
        ):
            return None
        content = _with_second_quote(left, rest)
        return Frame(Step(source, verb_words, verb.force, verb.base), content)
    # Between commas, as in: the merger, the company said, will create jobs
    opening = before_head[:-1]
    if following == "," and opening and not opens_aside(opening) and _starts_with_verb(rest[1:]):
        return Frame(Step(source, verb_words, verb.force, verb.base), (*opening, *rest[1:]))
    return None


def _closes(rest: Sequence[Word]) -> bool:
    """Tell whether a verb after its content is followed by nothing but an end, a time, a place or a hearer."""
    if not rest or not rest[0].is_word:
        return True
    low = rest[0].low
    return low in PREPOSITIONS | SUBORDINATORS | _AFTER_VERB or low.endswith(("ing", "ly", "day"))


def _starts_with_verb(words: Sequence[Word]) -> bool:
    place = predicate_index([Word("X", "x", 0, 0), *words])
    return place is not None and place <= 3


def _subject_with_aside(surface: Sequence[Word], index: int) -> bool:
    """Tell whether the comma before a verb closes an aside of its subject ("X, the chair, said")."""
    found = subject_of(surface, index)
    return found is not None and bool(found[1]) and surface[index - 1].low == ","


def _with_second_quote(left: Sequence[Word], rest: Sequence[Word]) -> tuple[Word, ...]:
    """Join split speech: "The talks," she said, "have ended."""
    quote = next((word for word in rest if word.low == QUOTE), None)
    place = list(rest).index(quote) if quote else 0
    if quote and left and left[-1].low == QUOTE and not any(w.low.endswith("ing") for w in rest[:place]):
        return (*left, quote)
    return tuple(left)


def _noun_phrase(rest: Sequence[Word], *, hearer: bool) -> tuple[tuple[Word, ...], list[Word], tuple[Word, ...]] | None:
    """Return the noun phrase that follows an inverted verb, with its aside and what is left."""
    end = next(
        (i for i, word in enumerate(rest) if word.low in {",", ";", ":", QUOTE} or word.text in ".?!—–("), len(rest)
    )
    head = cut_at_when(rest[:end])
    if not head or (has_predicate(head) and not any(word.low in RELATIVES for word in head)):
        return None
    if not (head[0].is_capital or head[0].low in DETERMINERS or head[0].is_word):
        return None
    if hearer and not head[0].is_capital and head[0].low in {"reporters", "journalists"}:
        return None
    after = rest[end + 1 :]
    segments = segments_of(after)
    asides: list[Word] = []
    if end < len(rest) and rest[end].low == "," and segments and segments[0] and len(head) == end:
        asides = list(segments[0])
    return head, asides, tuple(rest[len(head) :])
