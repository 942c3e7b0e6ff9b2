"""Take a sentence apart into who reports and what is reported: verbs before, after and around their content."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from retriever.attributing.predicate import has_predicate, predicate_index
from retriever.attributing.quotation import Quotation, quotations
from retriever.attributing.reporting import Force, Verb, reporting_verbs
from retriever.attributing.sources import Source, is_outlet, source_in
from retriever.attributing.words import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    MODALS,
    POSSESSIVES,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
    Word,
    class_of,
    words_of,
)

QUOTE = "⟦quote⟧"
_TRAILING = class_of(
    "also later earlier then again subsequently separately previously further already once now still recently"
)
_PLURALS = class_of(
    "i we you they people police others many some both all men women those witnesses media few most who"
)
_OPENERS = class_of(
    "asked speaking citing quoting referring writing responding replying commenting meanwhile however separately also "
    "still instead earlier later today yesterday nevertheless moreover furthermore additionally then yet last this "
    "addressing asking testifying appearing talking answering recalling announcing noting adding"
)
_NOT_ADVERBS = class_of("daily weekly monthly family ally assembly supply bully anomaly monopoly")
_NEVER_AFTER = class_of(
    "hold call describe rule agree accept cite quote read deny reject dismiss dispute refute rebut rule_out"
)
_PLAIN_SPEECH = class_of("say think believe argue insist allege contend")
_AFTER_VERB = class_of("last this late early yesterday today earlier later then again separately and but here there")
_CONTENT_OPENERS = class_of("that whether if how why what when where")


@dataclass(frozen=True, slots=True)
class Step:
    """One link of the chain: a source, the verb that makes it one, and what the verb does to certainty."""

    source: Source
    verb: tuple[Word, ...]
    force: Force
    base: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A sentence taken apart: links from the outermost in, and the words of what is reported."""

    steps: tuple[Step, ...]
    content: tuple[Word, ...]
    quoted: bool = False
    impersonal: tuple[Word, ...] = ()
    own_words: tuple[Quotation, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class _Frame:
    step: Step
    content: tuple[Word, ...]
    outer: bool
    lead: tuple[Word, ...] = ()


def take_apart(sentence: str, *, open_before: bool = False) -> Report:
    """Return the chain of sources and the reported content of a sentence."""
    words = words_of(sentence)
    speech = tuple(
        quote for quote in quotations(sentence, open_before=open_before) if quote.depth == 0 and quote.is_clause
    )
    speech = tuple(quote for quote in speech if _is_speech(sentence, quote))
    surface = _surface(words, speech)
    steps, content, impersonal = _unfold(sentence, surface, 0)
    expanded, quoted = _expand(content, words)
    return Report(tuple(steps), expanded, quoted, impersonal, speech)


def _is_speech(sentence: str, quote: Quotation) -> bool:
    """Tell speech from a quoted phrase that is part of the sentence's own grammar ("the phrase …")."""
    before = sentence[: quote.span[0]].rstrip()
    if not before or before[-1] in ',:;—–-.?!”"(':
        return True
    last = words_of(before)[-1].low
    return (last in reporting_verbs() or last == "that") and len(quote.text.split()) >= 3


def _surface(words: Sequence[Word], speech: Sequence[Quotation]) -> tuple[Word, ...]:
    kept: list[Word] = []
    placed: set[int] = set()
    for word in words:
        inside = next(
            (number for number, quote in enumerate(speech) if quote.span[0] <= word.start < quote.span[1]), None
        )
        if inside is None:
            kept.append(word)
        elif inside not in placed:
            placed.add(inside)
            kept.append(Word(QUOTE, QUOTE, speech[inside].span[0], speech[inside].span[1]))
    return tuple(kept)


def _expand(content: Sequence[Word], words: Sequence[Word]) -> tuple[tuple[Word, ...], bool]:
    """Put the quoted words back; where the content opens with speech, the first speech is the content."""
    expanded: list[Word] = []
    quoted = False
    for word in content:
        if word.low != QUOTE:
            if quoted and not has_predicate(content):
                continue
            expanded.append(word)
            continue
        inside = [other for other in words if word.start <= other.start < word.end and other.low not in {'"', "“", "”"}]
        if expanded and any(other.is_word for other in expanded) and has_predicate(expanded):
            break
        quoted = True
        expanded.extend(inside)
    return tuple(expanded), quoted


def _unfold(
    sentence: str, surface: Sequence[Word], depth: int
) -> tuple[list[Step], tuple[Word, ...], tuple[Word, ...]]:
    if depth > 3 or not surface:
        return [], tuple(surface), ()
    frame = (
        _according(sentence, surface)
        or _quoted_as_saying(sentence, surface)
        or _verb_frame(sentence, surface)
        or _no_comment(sentence, surface)
    )
    if frame is None:
        at = _interjected(surface)
        if at is not None:
            return [], (*surface[:at], *surface[at + 5 :]), (surface[at + 3],)
        impersonal = _impersonal(surface)
        if impersonal:
            steps, content, _ = _unfold(sentence, surface[impersonal[1] :], depth + 1)
            return steps, content, tuple(surface[: impersonal[1]])[impersonal[0] :]
        return [], tuple(surface), ()
    if frame.step.base == "comment" and frame.step.force == "owns":
        return [frame.step], frame.content, ()
    steps, content, impersonal_words = _unfold(sentence, frame.content, depth + 1)
    return [frame.step, *steps], content, impersonal_words


_IMPERSONAL = re.compile(
    r"^(?:but |and |so )?it (?:is|was|has been|had been|'s) (?:now |also |widely |generally |commonly |being )*"
    r"(?P<verb>said|reported|understood|believed|thought|alleged|claimed|rumoured|rumored|estimated|presumed|assumed)"
    r"(?: by [\w' ]+?)?(?: that)? "
)


_SAID = class_of("said reported understood believed thought alleged claimed rumoured rumored presumed assumed")


def _interjected(surface: Sequence[Word]) -> int | None:
    """Return where ", it is said," stands in the middle of a sentence."""
    lows = [word.low for word in surface]
    for at in range(1, len(lows) - 4):
        if (
            lows[at : at + 2] == [",", "it"]
            and lows[at + 2] in BE | {"'s"}
            and lows[at + 3] in _SAID
            and lows[at + 4] == ","
        ):
            return at
    return None


def _impersonal(surface: Sequence[Word]) -> tuple[int, int] | None:
    text = " ".join(word.low for word in surface)
    match = _IMPERSONAL.match(text)
    if not match:
        return None
    begin = text.count(" ", 0, match.start("verb"))
    return begin, text.count(" ", 0, match.end())


# ---- according to


def _according(sentence: str, surface: Sequence[Word]) -> _Frame | None:
    for index in range(len(surface) - 2):
        pair = (surface[index].low, surface[index + 1].low)
        if pair != ("according", "to") or surface[index + 2].low in {"plan", "schedule", "plans"}:
            continue
        rest = surface[index + 2 :]
        stops = [place for place, word in enumerate(rest) if word.low in {",", ";", QUOTE, "."} or word.text in "—–"]
        opens = index == 0 or (index <= 2 and not has_predicate(surface[:index]))
        if opens:
            segments = _segments(rest)
            head = segments[0]
            asides: list[Word] = []
            place = len(head) + 1
            for segment in segments[1:-1]:
                if has_predicate(segment) and not _opens_aside(segment):
                    break
                asides.extend(segment)
                place += len(segment) + 1
            content = tuple(rest[place:])
        else:
            end = stops[0] if stops else len(rest)
            head = tuple(rest[:end])
            after = rest[end:]
            asides = []
            segments = _segments(after[1:]) if after else []
            if segments and segments[0] and not has_predicate(segments[0]):
                asides = list(segments[0])
            content = tuple(_without_end_comma(surface[:index]))
            if not has_predicate(content) and QUOTE not in {word.low for word in content}:
                content = (*content, *after)
        head = _cut_at_when(head)
        if not head:
            return None
        source = _source(sentence, head, asides)
        return _Frame(Step(source, tuple(surface[index : index + 2]), "says", "accord"), content, not opens)
    return None


def _cut_at_when(words: Sequence[Word]) -> tuple[Word, ...]:
    """End a noun phrase before a time or manner that follows it ("on Tuesday", "in a statement")."""
    for index in range(1, len(words)):
        low, rest = words[index].low, words[index:]
        following = rest[1].low if len(rest) > 1 else ""
        if low in {"on", "late", "early"} and following.endswith("day"):
            return tuple(words[:index])
        if low == "in" and following in {
            "a",
            "an",
            "his",
            "her",
            "its",
            "their",
            "remarks",
            "comments",
            "testimony",
            "parliament",
        }:
            return tuple(words[:index])
        if low in {"when", "while", "as", "after", "before", "during", "that", "which", "and"} and has_predicate(
            rest[1:]
        ):
            if low in {"that", "which"}:
                continue
            return tuple(words[:index])
        if low in {"last", "this", "yesterday", "today", "earlier"} and (
            low not in {"last", "this"} or following in {"week", "month", "year"} or following.endswith("day")
        ):
            return tuple(words[:index])
        if low in {"told", "told."}:
            return tuple(words[:index])
        if low in {"during", "after", "before", "via", "when", "as"}:
            return tuple(words[:index])
    return tuple(words)


# ---- quoted as saying

_AS_SAYING = re.compile(r"\bquoted (?P<middle>.*?)\s?as (?:saying|telling|writing)(?: that)?(?=\s|$|,|:)")


def _quoted_as_saying(sentence: str, surface: Sequence[Word]) -> _Frame | None:
    lows = [word.low for word in surface]
    if "quoted" not in lows:
        return None
    at = lows.index("quoted")
    saying = next(
        (
            i
            for i in range(at + 1, len(lows) - 1)
            if lows[i] == "as" and lows[i + 1] in {"saying", "telling", "writing"}
        ),
        None,
    )
    if saying is None:
        return None
    content = tuple(surface[saying + 2 :])
    while content and (content[0].low in {"that", ":", ","}):
        content = content[1:]
    middle = surface[at + 1 : saying]
    passive = at > 0 and lows[at - 1] in BE
    found = _subject(surface, at)
    if found is None:
        return None
    head, asides, left = found
    if not has_predicate(content) and QUOTE not in {word.low for word in content} and left:
        if content and content[0].low == "by":
            middle = (*middle, *content)
        content = left
    if passive:
        return _Frame(
            Step(_source(sentence, head, asides), tuple(surface[at : saying + 2]), "says", "quote"), content, False
        )
    if not middle:
        return None
    outer = Step(_source(sentence, head, asides, lenient=True), (surface[at],), "says", "quote")
    inner = Step(_source(sentence, middle, []), tuple(surface[saying : saying + 2]), "says", "say")
    # The pair is one frame: the inner speaker is kept by wrapping the content in a second unfolding.
    return _Frame(_Pair(outer.source, outer.verb, outer.force, outer.base, inner), content, False)


@dataclass(frozen=True, slots=True)
class _Pair(Step):
    inner: Step | None = None


def inner_steps(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Return the links with those that were found in pairs ("X quoted Y as saying") set one after the other."""
    flat: list[Step] = []
    for step in steps:
        flat.append(step)
        if isinstance(step, _Pair) and step.inner is not None:
            flat.append(step.inner)
    return tuple(flat)


# ---- silence

_SILENCE = re.compile(
    r"(?:declined|declines|refused|refuses|declining) (?:\w+ly )?to (?:comment|say|elaborate|discuss|confirm|be drawn|be named|give details|answer|speculate|specify|disclose|provide|rule out)"
    r"|did (?:not|n't) (?:say|specify|elaborate|disclose|give (?:a|any|further|details)|name|identify|provide)"
    r"|(?:not|n't) rule[d]? out|has yet to (?:respond|comment|reply)"
    r"|declined comment|could (?:not|n't) (?:\w+ly )*(?:verify|confirm|establish)"
    r"|(?:did|has|have|had|does|do) (?:not|n't) (?:immediately |yet |publicly )*(?:respond|reply|responded|replied|comment|commented|return|returned)\b"
    r"|(?:could|was|were) (?:not|n't) (?:immediately |be )*(?:reached|available|reachable)\b(?= (?:for|by)|$|\.)"
    r"|neither confirmed nor denied|(?:would|did) neither confirm nor deny|would (?:not|n't) (?:confirm|say|comment|be drawn)"
)


def _no_comment(sentence: str, surface: Sequence[Word]) -> _Frame | None:
    """A speaker who keeps silent is still the speaker; the silence itself is no denial."""
    text = " ".join(word.low for word in surface)
    match = _SILENCE.search(text)
    if not match or (match.start() and text[match.start() - 1] != " "):
        return None
    index = text.count(" ", 0, match.start())
    if index == 0:
        return None
    found = _subject(surface, index)
    if found is None or not found[0]:
        return None
    head, asides, left = found
    if has_predicate(left) and not _opens_aside(left):
        return None
    words = tuple(surface[index : index + len(match.group().split())])
    return _Frame(Step(_source(sentence, head, asides), words, "owns", "comment"), _from(surface, head), False)


def _from(surface: Sequence[Word], head: Sequence[Word]) -> tuple[Word, ...]:
    return tuple(word for word in surface if word.start >= head[0].start)


# ---- verbs


def _verb_frame(sentence: str, surface: Sequence[Word]) -> _Frame | None:
    """Return the outermost frame: one whose verb stands after its content, else the first before its content."""
    after: _Frame | None = None
    before: _Frame | None = None
    table = reporting_verbs()
    relative_until = -1
    for index, word in enumerate(surface):
        if word.low in RELATIVES and index and surface[index - 1].low == ",":
            relative_until = next((i for i in range(index, len(surface)) if surface[i].low == ","), len(surface))
        if index < relative_until < len(surface):
            continue
        length = 1
        verb = None
        if index + 1 < len(surface):
            verb = table.get(f"{word.low} {surface[index + 1].low}")
            length = 2 if verb else 1
        verb = verb or table.get(word.low)
        if verb is None or not _is_finite(surface, index, verb):
            continue
        frame = _after(sentence, surface, index, length, verb)
        if frame:
            after = frame
            continue
        if before is None:
            before = _before(sentence, surface, index, length, verb)
    return after or before


def _is_finite(surface: Sequence[Word], index: int, verb: Verb) -> bool:
    word = surface[index]
    previous = surface[index - 1].low if index else ""
    before_that = surface[index - 2].low if index > 1 else ""
    if verb.participle or (word.is_capital and index > 0) or (word.is_capital and index == 0 and not verb.plain):
        return False
    if index == 0:
        return False
    if previous in BE or (previous in _TRAILING and before_that in BE):
        return False
    if previous in {
        "as",
        "to",
        "the",
        "a",
        "an",
        "of",
        "by",
        "for",
        "in",
        "be",
    } | POSSESSIVES | MODALS and previous not in {"'d"}:
        return (
            previous in {"will", "would", "could", "might", "may", "must", "can", "should"}
            and verb.plain
            and verb.base in {"say", "tell", "announce", "argue"}
            and False
        )
    if word.low in {"not", "n't"}:
        return False
    following = surface[index + 1].low if index + 1 < len(surface) else ""
    if verb.force == "expects" and word.low.endswith(("ed", "cast", "saw")) and following == "to":
        return False
    if previous in {"nor", "neither", "once", "either", "when", "if", "though", "although"}:
        return False
    if previous in {"not", "n't", "never"} or (previous in _TRAILING and before_that in {"not", "n't"}):
        return False
    if (
        verb.plain
        and verb.base in _PLAIN_SPEECH
        and before_that
        and previous not in AUXILIARIES | PREPOSITIONS | DETERMINERS
    ):
        return previous not in {"'s", "and", "or"} and following != "of"
    if verb.plain:
        return (
            previous in _PLURALS
            or (previous.endswith("s") and previous not in {"'s", "is", "was", "has", "its", "this"})
            or (previous in {",", QUOTE, "also"})
        )
    if previous in DETERMINERS and previous not in {"this", "that", "another", "each"}:
        return False
    return previous not in PREPOSITIONS | {"off", "up", "down"}


def _subject(surface: Sequence[Word], index: int) -> tuple[tuple[Word, ...], list[Word], tuple[Word, ...]] | None:
    """Return the subject of the verb at `index`, what stands beside it, and the content left of both."""
    end = index
    while end > 0 and (
        surface[end - 1].low in AUXILIARIES | BE | _TRAILING
        or (
            surface[end - 1].low.endswith("ly")
            and surface[end - 1].low not in _NOT_ADVERBS
            and not surface[end - 1].is_capital
            and end > 1
        )
    ):
        end -= 1
    if end == 0:
        return None
    start = 0
    for place in range(end - 1, -1, -1):
        if surface[place].low in {QUOTE, ";", ":"} or surface[place].text in {"—", "–", ".", "?", "!", "…"}:
            start = place + 1
            break
    left_quote = tuple(surface[:start])
    region = surface[start:end]
    while region and region[0].low in {",", "-", "”", '"'}:
        region = region[1:]
    if not region:
        return None
    segments = [segment for segment in _segments(region) if segment]
    if not segments:
        return None
    content_end = -1
    for number, segment in enumerate(segments[:-1]):
        if _holds_clause(segment):
            content_end = number
    ends_with_aside = region[-1].low == ","
    if ends_with_aside and _holds_clause(segments[-1]):
        return None
    left: tuple[Word, ...] = left_quote
    if content_end >= 0:
        last = segments[content_end][-1]
        left = (*left_quote, *(word for word in region if word.end <= last.end))
    remaining = segments[content_end + 1 :]
    skipped: list[Word] = []
    while len(remaining) > 1 and _opens_aside(remaining[0]):
        skipped.extend(remaining[0])
        remaining = remaining[1:]
    if content_end < 0 and left_quote == () and len(remaining) > 1 and not ends_with_aside:
        # "Ann Ray, the chemist, and Bo Li said": a list keeps its first name; otherwise the last segment speaks.
        listed = remaining[-1][0].low in {"and", "or"}
        if not listed:
            skipped.extend(word for segment in remaining[:-1] for word in segment)
            return _inner_subject(remaining[-1]), [], (*left, *skipped)
    if not ends_with_aside:
        remaining = remaining[-1:]
    while len(remaining) > 1 and not _can_name(remaining[0][0]):
        remaining = remaining[1:]
    head = remaining[0]
    asides = [word for segment in remaining[1:] for word in segment]
    head = _inner_subject(head)
    return head, asides, left


def _can_name(word: Word) -> bool:
    return word.is_capital or word.low in DETERMINERS | POSSESSIVES or word.low in _PLURALS or word.low.endswith("s")


def _inner_subject(segment: Sequence[Word]) -> tuple[Word, ...]:
    """Drop what precedes the subject in its own segment: "On Tuesday", "and", a coordinated clause."""
    words = tuple(word for word in segment if word.is_word or word.text not in '"“”')
    if words and words[-1].low in {"and", "but", "or", "also"}:
        return ()
    place = predicate_index(words)
    if place is not None:
        for index in range(len(words) - 2, place, -1):
            if words[index].low in {
                "and",
                "but",
                "while",
                "as",
                "that",
                "after",
                "because",
                "when",
                "though",
                "although",
            }:
                return words[index + 1 :]
    while len(words) > 1 and words[0].low in {
        "and",
        "but",
        "while",
        "as",
        "so",
        "or",
        "yet",
        "that",
        "because",
        "when",
        "after",
    }:
        words = words[1:]
    if len(words) > 2 and words[0].low in PREPOSITIONS | {"last", "this", "earlier", "late"}:
        for index in range(2, len(words)):
            low, previous = words[index].low, words[index - 1].low
            if previous in PREPOSITIONS or previous in DETERMINERS:
                continue
            if (
                low in DETERMINERS - {"this"}
                or low in _PLURALS | {"he", "she", "it"}
                or (words[index].is_capital and not (words[index - 1].is_capital and not previous.endswith("day")))
            ):
                return words[index:]
    return words


def _holds_clause(segment: Sequence[Word]) -> bool:
    """Tell whether a stretch between commas is a clause of its own, not one that hangs on another."""
    first = segment[0].low
    hangs = first in RELATIVES | SUBORDINATORS | _OPENERS or (first.endswith("ing") and len(first) > 4)
    if hangs or not has_predicate(segment):
        return False
    return first not in PREPOSITIONS or len(segment) > 5


def _opens_aside(segment: Sequence[Word]) -> bool:
    first = segment[0].low
    if first in RELATIVES or first in SUBORDINATORS or first in PREPOSITIONS or first in _OPENERS:
        return True
    return first.endswith(("ing", "ly")) and len(first) > 4 and not has_predicate(segment[:3])


def _after(sentence: str, surface: Sequence[Word], index: int, length: int, verb: Verb) -> _Frame | None:
    previous = surface[index - 1]
    rest = surface[index + length :]
    verb_words = tuple(surface[index : index + length])
    # Inverted: "…," said the minister
    if previous.low in {",", QUOTE} or (previous.text in "—–?!." and index > 1):
        left = _without_end_comma(surface[:index])
        inverted = _noun_phrase(rest, hearer=verb.takes_hearer)
        spoken = QUOTE in {word.low for word in left} or has_predicate(left)
        if inverted and spoken and rest and (rest[0].low not in _CONTENT_OPENERS | {",", ".", QUOTE, ":"}):
            head, asides, remainder = inverted
            if not (previous.low == "," and _subject_with_aside(surface, index)):
                content = _with_second_quote(left, remainder)
                return _Frame(Step(_source(sentence, head, asides), verb_words, verb.force, verb.base), content, True)
    found = _subject(surface, index)
    if found is None:
        return None
    head, asides, left = found
    if not head or head[0].low in _OPENERS or (head[0].low.endswith("ing") and not head[0].is_capital):
        return None
    left = _without_end_comma(left)
    opens_content = _content_start(surface, index + length, verb)
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
        return _Frame(Step(_source(sentence, head, asides), verb_words, verb.force, verb.base), content, True)
    # Between commas, as in: the merger, the company said, will create jobs
    opening = before_head[:-1]
    if following == "," and opening and not _opens_aside(opening) and _starts_with_verb(rest[1:]):
        return _Frame(
            Step(_source(sentence, head, asides), verb_words, verb.force, verb.base), (*opening, *rest[1:]), True
        )
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
    found = _subject(surface, index)
    return found is not None and bool(found[1]) and surface[index - 1].low == ","


def _with_second_quote(left: Sequence[Word], rest: Sequence[Word]) -> tuple[Word, ...]:
    """Join split speech: "The talks," she said, "have ended."""
    quote = next((word for word in rest if word.low == QUOTE), None)
    place = list(rest).index(quote) if quote else 0
    if quote and left and left[-1].low == QUOTE and not any(w.low.endswith("ing") for w in rest[:place]):
        return (*left, quote)
    return tuple(left)


def _without_end_comma(words: Sequence[Word]) -> tuple[Word, ...]:
    kept = tuple(words)
    while kept and (kept[-1].low in {",", ";", ":", "-"} or kept[-1].text in "—–"):
        kept = kept[:-1]
    return kept


def _noun_phrase(rest: Sequence[Word], *, hearer: bool) -> tuple[tuple[Word, ...], list[Word], tuple[Word, ...]] | None:
    """Return the noun phrase that follows an inverted verb, with its aside and what is left."""
    end = next(
        (i for i, word in enumerate(rest) if word.low in {",", ";", ":", QUOTE} or word.text in ".?!—–("), len(rest)
    )
    head = _cut_at_when(rest[:end])
    if not head or (has_predicate(head) and not any(word.low in RELATIVES for word in head)):
        return None
    if not (head[0].is_capital or head[0].low in DETERMINERS or head[0].is_word):
        return None
    if hearer and not head[0].is_capital and head[0].low in {"reporters", "journalists"}:
        return None
    after = rest[end + 1 :]
    segments = _segments(after)
    asides: list[Word] = []
    if end < len(rest) and rest[end].low == "," and segments and segments[0] and len(head) == end:
        asides = list(segments[0])
    return head, asides, tuple(rest[len(head) :])


_HEARER_NOUNS = class_of(
    "reporters journalists parliament lawmakers lawmaker court jurors jury investors analysts conference briefing council "
    "committee panel senators delegates crowd audience supporters state television radio media newspaper mps hearing "
    "inquiry meeting staff employees police listeners viewers agency broadcaster shareholders them him her us me"
)


def _content_start(surface: Sequence[Word], start: int, verb: Verb) -> int | None:
    """Return where the content begins after a verb, or None where the words after it hold no content."""
    rest = surface[start:]
    limit = min(len(rest), 34)
    depth = 0
    for offset in range(limit):
        low = rest[offset].low
        if low == "(":
            depth += 1
        elif low == ")":
            depth -= 1
        if depth:
            continue
        if low == "that" and not has_predicate(rest[:offset]):
            follows = offset == 0 or rest[offset - 1].low in {","} or not _is_noun_relative(rest, offset)
            if follows:
                return start + offset + 1
        if low in {"whether", "if", "how", "why"} and offset == 0:
            return start + offset + 1
        if low in {QUOTE, ":"} and not has_predicate(rest[:offset]) and offset < 28:
            if low == QUOTE and verb.weak and offset > 3 and not verb.takes_hearer:
                continue
            return start + offset + (low == ":")
        if low == "adding" or (low in {";"}):
            break
    if verb.weak and not verb.takes_hearer and verb.base not in {"report", "announce"}:
        return None
    offset = 0
    if verb.takes_hearer:
        offset = _hearer_end(rest)
        if offset == 0:
            return None
    offset += _adverbial(rest[offset:])
    clause = rest[offset:]
    stop = next((i for i, word in enumerate(clause) if word.low == "," and not has_predicate(clause[:i])), None)
    if (
        clause
        and clause[0].low not in {",", ".", "to", "for", "by", "from", "with", "in", "on"}
        and has_predicate(clause)
    ):
        if stop is not None and clause[stop + 1 : stop + 2] and clause[stop + 1].low in {"adding", "citing"}:
            return None
        return start + offset
    return None


def _is_noun_relative(rest: Sequence[Word], offset: int) -> bool:
    """Tell "said the plan that …" (a relative clause) from "told the court that …"."""
    previous = rest[offset - 1]
    return not (
        previous.low in _HEARER_NOUNS
        or previous.is_capital
        or previous.low.endswith(("day", "ly"))
        or previous.low
        in {
            "week",
            "month",
            "year",
            "today",
            "yesterday",
            "statement",
            "report",
            "interview",
            "letter",
            "filing",
            "press",
            "release",
            "post",
            "note",
            "tweet",
            "x",
            "later",
            "earlier",
            "speech",
            "article",
            "memo",
            "morning",
            "evening",
            "night",
            "afternoon",
            "email",
            "editorial",
            "also",
            "again",
            "summit",
            "call",
            "message",
            "document",
            "study",
            "out",
            ")",
            "time",
            "paper",
        }
    )


def _hearer_end(rest: Sequence[Word]) -> int:
    """Return how many words name the hearer of "told"; 0 where there is none."""
    index = 0
    while index < len(rest) and (
        rest[index].low in DETERMINERS or rest[index].low in {"state", "local", "national", "public", "several"}
    ):
        index += 1
    first = index
    while index < len(rest) and rest[index].is_capital:
        index += 1
        if index + 1 < len(rest) and rest[index].low in {"of", "and", "&", "'s", "'"} and rest[index + 1].is_capital:
            index += 1
    if index > first:
        names = rest[first:index]
        for size in range(len(names), 0, -1):
            if is_outlet(_text_of(names[:size]), lenient=True) and (
                size == len(names) or is_outlet(names[size - 1].text, lenient=True) or size == 1
            ):
                return first + size
        if index < len(rest) and rest[index].low in _HEARER_NOUNS:
            return index + 1
        return index
    while index < len(rest) and index < first + 4:
        if rest[index].low in _HEARER_NOUNS:
            return index + 1
        index += 1
    return min(first + 1, len(rest)) if first else (1 if rest and rest[0].low in _HEARER_NOUNS else 0)


_ADVERBIAL = re.compile(
    r"(?:(?:late |early |again |also |later |earlier )*(?:on|in|at|after|during|via|through|last|this|earlier|late|yesterday|today|to) ?"
    r"(?:(?:late |early )?(?:\w+day)(?: (?:morning|afternoon|evening|night))?|week|month|year|a \w+(?: \w+)?|an \w+(?: with [\w ]+)?|"
    r"his \w+|her \w+|its \w+(?: \w+)?|their \w+|reporters|journalists|\w+|the \w+)?(?= |$) ?)*"
)


def _adverbial(rest: Sequence[Word]) -> int:
    """Return how many words of time or manner come first ("on Tuesday", "in a statement")."""
    if not rest or rest[0].low not in {
        "on",
        "in",
        "late",
        "early",
        "last",
        "yesterday",
        "today",
        "earlier",
        "at",
        "to",
        "after",
        "this",
        "during",
    }:
        return 0
    if rest[0].low == "this" and (len(rest) < 2 or rest[1].low not in {"week", "month", "year", "morning"}):
        return 0
    for index in range(1, min(len(rest), 12)):
        if rest[index].low == ",":
            return 0
        previous = rest[index - 1].low
        if previous in PREPOSITIONS | DETERMINERS:
            continue
        starts_clause = (
            rest[index].low in DETERMINERS | _PLURALS | {"he", "she", "it", "there"}
            or (rest[index].is_capital and not rest[index - 1].is_capital)
            or previous.endswith("day")
        )
        if starts_clause and has_predicate(rest[index:]):
            return index
    return 0


def _before(sentence: str, surface: Sequence[Word], index: int, length: int, verb: Verb) -> _Frame | None:
    found = _subject(surface, index)
    if found is None or not found[0]:
        return None
    head, asides, left = found
    if predicate_index(head) is not None and not any(word.low in RELATIVES | {"that"} for word in head):
        participle = predicate_index(head)
        if participle is not None and head[participle].low in AUXILIARIES | BE:
            return None
    if head[0].low in SUBORDINATORS | {"to", "if", "neither", "nobody", "none", "nothing", "no", "few"}:
        return None
    verb_words = tuple(surface[index : index + length])
    lenient = verb.base in {"report", "quote", "cite", "say", "add", "analyse", "analyze"}
    source = _source(sentence, head, asides, lenient=lenient)
    start = _content_start(surface, index + length, verb)
    rest = tuple(surface[index + length :])
    if start is None:
        return _bare(surface, index, length, verb, source, verb_words, left)
    content = tuple(surface[start:])
    if source.kind == "nothing":
        return None
    if verb.base == "report" and source.kind == "speaker" and _reads_like_outlet(source, rest):
        source = Source("outlet", source.text, source.span)
    return _Frame(Step(source, verb_words, verb.force, verb.base), content, False)


def _reads_like_outlet(source: Source, rest: Sequence[Word]) -> bool:
    """Tell an unknown outlet by its deed: a short proper name that "reported that …" about somebody else."""
    lows = [word.low for word in rest[:12]]
    cites = "citing" in lows or "quoting" in lows
    bare = re.sub(r"^The ", "", source.text)
    organisation = re.search(
        r"\b(?:Ministry|Police|Bank|Corp|Inc|Ltd|Holdings|Group|Motors?|University|Institute|Union|Commission|Committee|Council|"
        r"Office|Authority|Court|Hospital|Department|Army|Navy|Guard|Board|Airlines?|Energy|Company|Agency|Organi[sz]ation|Service|Fund|Centre|Center|Nations|Securities)\b",
        bare,
    )
    if organisation or (source.person and not cites):
        return False
    if cites:
        return bare[:1].isupper()
    about_itself = bool({"its", "it", "our", "we"} & set(lows[:4]))
    return bare[:1].isupper() and len(bare.split()) <= 2 and not about_itself and "that" in lows[:6]


_SPEAKS = class_of(
    "announce confirm deny report disclose reveal admit acknowledge reject dismiss refute rebut dispute rule_out"
)
_CLAIMS = re.compile(
    r"(?:[\w-]+ ){0,4}?(?:reports?|claims?|suggestions?|allegations?|speculation|accusations?|rumou?rs?|notion|assertions?|idea that|charges)\b"
)
_EVALUATES = class_of("call")
_DOCUMENT_OBJECT = class_of(
    "emphasize emphasise stress highlight underline underscore note mention describe state reveal show say"
)


def _bare(
    surface: Sequence[Word],
    index: int,
    length: int,
    verb: Verb,
    source: Source,
    verb_words: tuple[Word, ...],
    left: Sequence[Word],
) -> _Frame | None:
    """A reporting verb with a plain object ("denied the charge", "reported a loss", "vowed to return")."""
    rest = surface[index + length :]
    if not rest or source.kind == "nothing" or has_predicate(left):
        return None
    following = rest[0].low
    whole = tuple(surface[max(0, index - 1) :])
    if verb.force == "plans" and following == "to":
        return _Frame(Step(source, verb_words, "says", verb.base), whole, False)
    if verb.base in _DOCUMENT_OBJECT and source.kind in {"pronoun", "basis", "outlet"} and following not in {",", "."}:
        return _Frame(Step(source, verb_words, "says", verb.base), tuple(rest), False)
    if verb.force in {"expects"} and (following in DETERMINERS or rest[0].is_capital or rest[0].is_word):
        return _Frame(Step(source, verb_words, "expects", verb.base), tuple(rest), False)
    if verb.base in _EVALUATES and any(word.text in '"“‘' for word in rest):
        return _Frame(Step(source, verb_words, "owns", verb.base), tuple(rest), False)
    if verb.base == "describe":
        return _Frame(Step(source, verb_words, "says", verb.base), whole, False)
    if verb.base in {"reject", "dismiss"} and not _CLAIMS.match(" ".join(word.low for word in rest[:6])):
        return None
    if verb.base in _SPEAKS and following not in {",", ".", "to", "for", "in", "on"}:
        force: Force = verb.force if verb.force == "denies" else "owns"
        return _Frame(Step(source, verb_words, force, verb.base), whole, False)
    return None


def _segments(words: Sequence[Word]) -> list[tuple[Word, ...]]:
    segments: list[list[Word]] = [[]]
    depth = 0
    for word in words:
        depth += (word.text in "([") - (word.text in ")]")
        if word.low == "," and depth == 0:
            segments.append([])
        else:
            segments[-1].append(word)
    return [tuple(segment) for segment in segments]


def _text_of(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _source(sentence: str, head: Sequence[Word], asides: Sequence[Word], *, lenient: bool = False) -> Source:
    begin, end = head[0].start, head[-1].end
    if asides:
        aside_begin, aside_end = asides[0].start, asides[-1].end
        return source_in(
            sentence[begin:end], begin, aside=sentence[aside_begin:aside_end], aside_at=aside_begin, lenient=lenient
        )
    return source_in(sentence[begin:end], begin, lenient=lenient)
