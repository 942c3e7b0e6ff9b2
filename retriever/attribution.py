"""Who says a sentence, on what basis, how certainly, and when: the public door."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from retriever.attributing.asides import bases_beside, outlets_beside
from retriever.attributing.carry import Known, continues, known_before, refers_to_reports, resolve
from retriever.attributing.reading import Reading, read_clause
from retriever.attributing.report import Report, Step, inner_steps, take_apart
from retriever.attributing.sources import Source
from retriever.attributing.words import Word, span_of, words_of
from retriever.certainty import Certainty
from retriever.dating.dates import DateExpression, as_date, find_dates
from retriever.lexicon import IRREGULAR

Span = tuple[int, int]


@dataclass(frozen=True)
class Attribution:
    """What a sentence says about its own source.

    Every part is the sentence's own words with its span in characters; a part carried over from the text before has
    no span and is named in `carried`. `cue` holds the words that decide the certainty. `dates` are ISO days, two for
    a range; `expressions` adds the words behind them and why a date stays unresolved. `publisher` and `published`
    are passed through, kept apart from the dates in the text.
    """

    outlet: str | None
    speaker: str | None
    basis: str | None
    certainty: Certainty
    cue: str
    dates: tuple[str, ...]
    role: str | None = None
    cue_span: Span | None = None
    outlet_span: Span | None = None
    speaker_span: Span | None = None
    role_span: Span | None = None
    basis_span: Span | None = None
    expressions: tuple[DateExpression, ...] = ()
    carried: tuple[str, ...] = ()
    publisher: str | None = None
    published: str | None = None

    @property
    def reported_by(self) -> str | None:
        """Who vouches for the sentence: outlet, else speaker, else basis; None for the article's own voice."""
        return self.outlet or self.speaker or self.basis


@dataclass(frozen=True, slots=True)
class _Part:
    source: Source
    carried: bool


def attribute(
    sentence: str,
    *,
    before: str | None = None,
    publisher: str | None = None,
    published: date | str | None = None,
) -> Attribution:
    """Return outlet, speaker, basis, certainty and dates of one sentence.

    `before` is the text before it in the article, the previous sentence or several; `published` a date, an ISO date
    or None. Raises `ValueError` for a publication date that cannot be read.
    """
    day = as_date(published)
    known = known_before(before)
    report = take_apart(sentence, open_before=known.open_quotation)
    parts, party_source = _parts(sentence, report, known)
    label, cue = _certainty(sentence, report, parts, party_source)
    expressions = find_dates(sentence, before=before, published=day)
    if label in {Certainty.CONFIRMED, Certainty.REPORTED} and day and (ahead := _still_ahead(report, expressions, day)):
        label, cue = Certainty.EXPECTED, ahead
    outlet, speaker, basis = parts.get("outlet"), parts.get("speaker"), parts.get("basis")
    return Attribution(
        outlet=outlet.source.text if outlet else None,
        speaker=speaker.source.text if speaker else None,
        basis=basis.source.text if basis else None,
        certainty=label,
        cue=sentence[cue[0] : cue[1]],
        dates=tuple(iso for expression in expressions for iso in expression.iso),
        role=speaker.source.role if speaker else None,
        cue_span=cue,
        outlet_span=_span(outlet),
        speaker_span=_span(speaker),
        role_span=speaker.source.role_span if speaker and not speaker.carried else None,
        basis_span=_span(basis),
        expressions=expressions,
        carried=tuple(name for name, part in parts.items() if part.carried),
        publisher=publisher,
        published=day.isoformat() if day else None,
    )


_PAST = frozenset(past for past, base in IRREGULAR.items() if past != base)


def _still_ahead(report: Report, expressions: Sequence[DateExpression], published: date) -> Span | None:
    """Return the words of a day after publication on which something happens in the present tense: "meet on Friday".

    What is told of the future as if it were a fact was not one when it was written.
    """
    days = [expression for expression in expressions if expression.start is not None]
    told = any(
        word.low.endswith("ed") or word.low in _PAST or word.low in {"must", "should", "ought"}
        for word in report.content
        if not word.is_capital
    )
    if not days or told or any((expression.start or "") <= published.isoformat() for expression in days):
        return None
    return days[0].span


def _span(part: _Part | None) -> Span | None:
    return part.source.span if part and not part.carried else None


def _parts(sentence: str, report: Report, known: Known) -> tuple[dict[str, _Part], _Part | None]:
    """Fill outlet, speaker and basis from the chain, from the asides, then from the text before."""
    parts: dict[str, _Part] = {}
    speaking: _Part | None = None
    for step in inner_steps(report.steps):
        source, carried = step.source, False
        resolved = resolve(source, known)
        if resolved is not None:
            if (
                source.kind == "pronoun"
                or resolved.kind == "outlet"
                or source.text[:4].lower() in {"the ", "this", "that"}
            ):
                source, carried = resolved, True
            else:
                source = replace(source, role=resolved.role, role_span=None)
        name = "speaker" if source.kind == "pronoun" else source.kind
        if name == "nothing":
            continue
        if name == "outlet" and "outlet" in parts and parts["outlet"].source.text != source.text:
            name = "basis"
        parts.setdefault(name, _Part(source, carried))
        speaking = _Part(source, carried)
        if source.holder and source.holder_span and "outlet" not in parts:
            parts["outlet"] = _Part(Source("outlet", source.holder, source.holder_span), carried)
        if name == "basis" and refers_to_reports(source) and known.outlet is not None:
            parts.setdefault("outlet", _Part(known.outlet, carried=True))
    for source in outlets_beside(sentence, report):
        parts.setdefault("outlet", _Part(source, carried=False))
    for source in bases_beside(sentence, report):
        parts.setdefault("basis", _Part(source, carried=False))
    if not parts and known.outlet is not None and _ITS_VIEW.match(sentence):
        speaking = _Part(known.outlet, carried=True)
        parts["outlet"] = speaking
    if not parts and continues(report, known) and known.last is not None:
        speaking = _Part(known.last, carried=True)
        parts[known.last.kind] = speaking
        if known.last.kind == "speaker" and known.last.person is False and known.outlet is known.last:
            parts["outlet"] = speaking
    return parts, speaking


# "The newspaper pointed to doubts": no verb of saying, but what follows is its account all the same.
_ITS_VIEW = re.compile(
    r"(?:The|That|This) (?:\w+ )?(?:newspaper|paper|daily|broadcaster|news agency|agency|magazine|tabloid|network|channel)"
    r"(?: also| further)? (?:point|cite|describe|call|see|warn|raise|quote|list|put|name|compare|portray|rate|count|identif|"
    r"interpret|trace|blame|credit|link|saw|doubt|predict)\w*\b"
)

# ---- certainty

_FORCES = {
    "denies": Certainty.DENIED,
    "doubts": Certainty.POSSIBLE,
    "expects": Certainty.EXPECTED,
    "plans": Certainty.PLANNED,
}
_OWN_BODY = re.compile(
    r"^(?:the|our) (?:company|firm|bank|group|government|ministry|cabinet|agency|party|club|team|airline|department|"
    r"administration|police|force|authority|council|university|school|hospital|union|board|army|military|navy|carmaker|retailer|lender)$"
)
_SPEAKS_FOR = re.compile(
    r"\b(?:spokes\w+|minister|president|chief|executive|officer|official|director|chair\w*|head|secretary|premier|chancellor|governor|"
    r"ceo|cfo|coo|mayor|commissioner|company|manager)\b",
    re.IGNORECASE,
)


def _certainty(
    sentence: str, report: Report, parts: dict[str, _Part], speaking: _Part | None
) -> tuple[Certainty, Span]:
    """Return the label and its cue: the weakest of the chain's own words and of the words of the content."""
    steps = inner_steps(report.steps)
    base, base_cue = _base(sentence, report, parts, speaking, steps)
    question = _is_question(sentence, report)
    reading = read_clause(report.content, question=question) if report.content else Reading(None, ())
    choices: list[tuple[Certainty, Span]] = [(base, base_cue)]
    if reading.certainty is not None and reading.words:
        choices.append((reading.certainty, span_of(reading.words)))
    elif base is Certainty.CONFIRMED and not steps and reading.words:
        choices = [(base, span_of(reading.words))]
    for step in steps:
        if step.force in _FORCES and step.verb:
            choices.append((_FORCES[step.force], span_of(step.verb)))
    double = _double_denial(steps, reading)
    if double is not None:
        choices = [choice for choice in choices if choice[0] is not Certainty.DENIED]
        choices.append((base, span_of(double)))
    return min(choices, key=lambda choice: choice[0].rank)


def _double_denial(steps: Sequence[Step], reading: Reading) -> tuple[Word, ...] | None:
    """Tell "denied that it had not signed", which asserts; "denied" before a plain object is one denial only."""
    if reading.certainty is not Certainty.DENIED:
        return None
    denial = next((step for step in steps if step.force == "denies"), None)
    if denial is None or not reading.words or reading.words[0] == denial.verb[0]:
        return None
    return denial.verb


def _base(
    sentence: str, report: Report, parts: dict[str, _Part], speaking: _Part | None, steps: Sequence[Step]
) -> tuple[Certainty, Span]:
    if report.impersonal:
        return Certainty.REPORTED, span_of(report.impersonal[:1])
    if not steps:
        if parts:
            part = speaking or next(iter(parts.values()))
            if part.source.kind == "speaker" and report.quoted and _is_party(report, part.source, "say"):
                return Certainty.CONFIRMED, _whole(sentence)
            view = _ITS_VIEW.match(sentence)
            return Certainty.REPORTED, _span(part) or (view.span() if view else _whole(sentence))
        return Certainty.CONFIRMED, _whole(sentence)
    last = steps[-1]
    cue = span_of(last.verb)
    told_to = "outlet" in parts and not any(step.source.kind == "outlet" for step in steps)
    anonymous = any(step.source.kind == "basis" for step in steps) or "basis" in parts
    through_outlet = "outlet" in parts and not told_to
    if through_outlet or anonymous or speaking is None or speaking.source.kind != "speaker":
        return Certainty.REPORTED, cue
    if last.force in {"owns", "plans"} or _is_party(report, speaking.source, last.base):
        return Certainty.CONFIRMED, cue
    return Certainty.REPORTED, cue


def _is_party(report: Report, source: Source, base: str) -> bool:
    """Tell whether the speaker speaks of his own deed: "said it had signed", "We have signed"."""
    words = [word for word in report.content if word.is_word or word.low in {"'s", "'"}]
    lows = [word.low for word in words[:8]]
    if not lows:
        return False
    if base in {"believe", "think", "feel", "claim", "allege", "argue"}:
        return False
    if report.quoted:
        return bool({"we", "i", "our", "my"} & set(lows[:2])) or lows[:2] == ["the", "company"]
    if lows[0] == "it" and _expletive(lows):
        return False
    if source.person:
        if lows[0] in {"he", "she", "his", "her", "they", "we", "i"}:
            return True
    elif lows[0] in {"it", "its", "they", "their", "we", "our"}:
        return True
    subject = " ".join(lows[:2])
    speaks_for = bool(_SPEAKS_FOR.search(f"{source.role or ''} {source.text}"))
    if speaks_for and (_OWN_BODY.match(subject) or lows[0] in {"it", "its", "they", "their"}):
        return True
    named = source.text.lower().removeprefix("the ").split()
    return (bool(named) and lows[: len(named)] == named) or (lows[1 : 1 + len(named)] == named and lows[0] == "the")


def _expletive(lows: Sequence[str]) -> bool:
    joined = " ".join(lows)
    return bool(
        re.match(
            r"it (?:is|was|would be|will be|may be|has been|had been|remains|seems|appears) (?:\w+ly |not |too |very )?(?:\w+) (?:that|to|for|whether|how)\b",
            joined,
        )
    )


def _is_question(sentence: str, report: Report) -> bool:
    stripped = sentence.rstrip(" \"”’')")
    if not stripped.endswith("?"):
        inner = next((quote for quote in report.own_words), None)
        return bool(report.quoted and inner and inner.text.rstrip().endswith("?"))
    return not report.steps or report.quoted


def _whole(sentence: str) -> Span:
    words = words_of(sentence)
    return span_of(words) if words else (0, len(sentence))
