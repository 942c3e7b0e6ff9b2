"""A reporting verb before its content: "X said that …", "X denied the charge"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retriever.attributing.frames.content import content_start
from retriever.attributing.frames.frame import Frame, Step
from retriever.attributing.frames.phrase import named_source
from retriever.attributing.frames.subject import subject_of
from retriever.attributing.predicate import has_predicate, predicate_index
from retriever.attributing.reporting import Force, Verb
from retriever.attributing.sources import Source
from retriever.attributing.words import AUXILIARIES, BE, DETERMINERS, RELATIVES, SUBORDINATORS, Word, class_of


def verb_before(sentence: str, surface: Sequence[Word], index: int, length: int, verb: Verb) -> Frame | None:
    """Return the frame of a verb that stands before its content, or of one with a plain object."""
    found = subject_of(surface, index)
    shared = found is None
    if shared:
        found = _shared_subject(surface, index)
    if found is None:
        return None
    head, asides, left = found
    if surface[index - 1].low == "," and not asides:
        return None  # an aside that opens with its participle: "The listing, expected next year, …"
    if predicate_index(head) is not None and not any(word.low in RELATIVES | {"that"} for word in head):
        participle = predicate_index(head)
        if participle is not None and head[participle].low in AUXILIARIES | BE:
            return None
    if head[0].low in SUBORDINATORS | {"to", "if", "neither", "nobody", "none", "nothing", "no", "few"}:
        return None
    verb_words = tuple(surface[index : index + length])
    lenient = verb.base in {"report", "quote", "cite", "say", "add", "analyse", "analyze"}
    source = named_source(sentence, head, asides, lenient=lenient)
    start = content_start(surface, index + length, verb)
    rest = tuple(surface[index + length :])
    if start is None:
        return None if shared else _bare(surface, index, length, verb, source, verb_words, left)
    content = tuple(surface[start:])
    base = "testify" if {word.low for word in surface[index:start]} & _COURT else verb.base
    if source.kind == "nothing":
        return None
    if verb.base == "report" and source.kind == "speaker" and _reads_like_outlet(source, rest):
        source = Source("outlet", source.text, source.span)
    return Frame(Step(source, verb_words, verb.force, base), content)


def _shared_subject(
    surface: Sequence[Word], index: int
) -> tuple[tuple[Word, ...], list[Word], tuple[Word, ...]] | None:
    """Return the subject of the first verb for a second one: "The mayor closed the road and said that …"."""
    if surface[index - 1].low not in {"and", "but", "then"}:
        return None
    first = predicate_index(surface[:index])
    return subject_of(surface, first) if first else None


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


_COURT = class_of("court jury jurors inquest tribunal judge judges")
_SPEAKS = class_of(
    "announce confirm deny report disclose reveal admit acknowledge reject dismiss refute rebut dispute rule_out"
)
_CLAIMS = re.compile(
    r"(?:[\w-]+ ){0,4}?(?:reports?|claims?|suggestions?|allegations?|speculation|accusations?|rumou?rs?|notion|assertions?|idea that|charges)\b"
)
_AT_NUMBER = re.compile(
    r"(?:[\w'-]+ ){1,6}?at (?:about |around |more than |at least |nearly |up to |between |[$€£] ?)?\d"
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
) -> Frame | None:
    """A reporting verb with a plain object ("denied the charge", "reported a loss", "vowed to return")."""
    rest = surface[index + length :]
    if not rest or source.kind == "nothing" or has_predicate(left):
        return None
    following = rest[0].low
    whole = tuple(surface[max(0, index - 1) :])
    if verb.force == "plans" and (following in DETERMINERS | {"to", "more", "new", "up"} or rest[0].text[0].isdigit()):
        return Frame(Step(source, verb_words, "says", verb.base), whole)
    if verb.base in _DOCUMENT_OBJECT and source.kind in {"pronoun", "basis", "outlet"} and following not in {",", "."}:
        return Frame(Step(source, verb_words, "says", verb.base), tuple(rest))
    if verb.force in {"expects"} and (following in DETERMINERS or rest[0].is_capital or rest[0].is_word):
        return Frame(Step(source, verb_words, "expects", verb.base), tuple(rest))
    if verb.base == "claim" and following == "to" and len(rest) > 1 and rest[1].low in {"have", "be"}:
        return Frame(Step(source, verb_words, "says", verb.base), tuple(rest[1:]))
    if verb.base == "claim" and following in {"responsibility", "victory", "credit"}:
        return Frame(Step(source, verb_words, "owns", verb.base), whole)
    if verb.base in {"put", "estimate"} and _AT_NUMBER.match(" ".join(word.low for word in rest[:10])):
        return Frame(Step(source, verb_words, "says", verb.base), tuple(rest))
    if verb.base in {"accuse", "blame"} and following not in {",", ".", "of", "for", "on"}:
        return Frame(Step(source, verb_words, "says", "accuse"), tuple(rest))
    if verb.base in _EVALUATES and any(word.text in '"“‘' for word in rest):
        return Frame(Step(source, verb_words, "says", verb.base), tuple(rest))
    if verb.base == "describe":
        return Frame(Step(source, verb_words, "says", verb.base), tuple(rest))
    if verb.base in {"reject", "dismiss"} and not _CLAIMS.match(" ".join(word.low for word in rest[:6])):
        return None
    if verb.base in _SPEAKS and following not in {",", ".", "to", "for", "in", "on"}:
        force: Force = verb.force if verb.force == "denies" else "owns"
        return Frame(Step(source, verb_words, force, verb.base), whole)
    return None
