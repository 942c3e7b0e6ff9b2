"""Who says a sentence, on what basis, how certainly, and when: the public door."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from retriever.attributing.carry import known_before
from retriever.attributing.hearsay import hearsay_span
from retriever.attributing.label import label_of
from retriever.attributing.parts import Span, fill_parts, span_in_sentence
from retriever.attributing.report import Report, take_apart
from retriever.certainty import Certainty
from retriever.dating.dates import DateExpression, as_date, find_dates
from retriever.lexicon import IRREGULAR


@dataclass(frozen=True)
class Attribution:
    """What a sentence says about its own source.

    Every part is the sentence's own words with its span in characters; a part carried over from the text before has
    no span and is named in `carried`. `cue` holds the words that decide the certainty. `dates` are ISO days, two for
    a range; `expressions` adds the words behind them and why a date stays unresolved. `publisher` and `published`
    are passed through, kept apart from the dates in the text. `hearsay_span` are words such as "it is said", by which a
    sentence that credits nobody still says that it only reports.
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
    hearsay_span: Span | None = None
    carried: tuple[str, ...] = ()
    publisher: str | None = None
    published: str | None = None

    @property
    def reported_by(self) -> str | None:
        """Who vouches for the sentence: outlet, else speaker, else basis; None for the article's own voice."""
        return self.outlet or self.speaker or self.basis


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
    parts, party_source = fill_parts(sentence, report, known)
    label, cue = label_of(sentence, report, parts, party_source)
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
        outlet_span=span_in_sentence(outlet),
        speaker_span=span_in_sentence(speaker),
        role_span=speaker.source.role_span if speaker and not speaker.carried else None,
        basis_span=span_in_sentence(basis),
        expressions=expressions,
        hearsay_span=None if outlet or speaker or basis else hearsay_span(sentence),
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
