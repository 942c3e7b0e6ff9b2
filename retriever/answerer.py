"""Answer a question by quoting, as one step that works alone or in a LangChain chain."""

import itertools
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from langchain_core.runnables import Runnable, RunnableConfig

from ingest.article import Source
from ingest.index import EVERYTHING, Filter, Index
from retriever.abstain import refusal
from retriever.answer import Answer, Citation, Statement
from retriever.answer_type import lacking
from retriever.asking.kind import Ask, Asked, what_is_asked
from retriever.asking.limits import asks_who_reported
from retriever.briefing.brief import brief, origins
from retriever.briefing.excerpt import Excerpt
from retriever.corroborating.corroboration import corroborated
from retriever.coverage import coverage
from retriever.credited import covering, credited_to, on_topic
from retriever.dating.dates import find_dates
from retriever.evidence import Evidence, Finding, attributed, read_passages
from retriever.parts import parts_of
from retriever.question import Turn, standalone
from retriever.quote import passage_text, quoted, renumbered
from retriever.reader import Reader
from retriever.search import Passage, Retriever
from retriever.select import in_order, select
from retriever.write import write

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel


# An answer by attribution is as sure as the rules that find it, whatever the reader makes of the question.
_CREDITED = 0.9

_NOBODY_NAMED = "do not say who reported it"

# A briefing is of so many articles at most, and tells so many publishers.
_BRIEFED = 12
_TOLD = 6
_OF_THE_ARTICLE = frozenset({Ask.PUBLISHER, Ask.PUBLICATION_DATE, Ask.AUTHOR, Ask.LINK})

# Sentences that a language model is shown: what is cited by quoting, and the next best.
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Query:
    """A question with what was said before (oldest first), and the articles that may answer it."""

    question: str
    history: tuple[Turn, ...] = ()
    filter: Filter = EVERYTHING


class Answerer(Runnable[Query | str, Answer]):
    """Answers by quoting the stored sentences that the reader finds to answer, or refuses.

    `depth` passages are read; `strictness` names one of the reader's thresholds: strict, default or lenient.
    """

    def __init__(
        self,
        index: Index,
        retriever: Retriever,
        reader: Reader,
        *,
        depth: int = 8,
        strictness: str = "default",
        language_model: "BaseChatModel | None" = None,
    ) -> None:
        self._index = index
        self._retriever = retriever
        self._reader = reader
        self._depth = depth
        self._strictness = strictness
        self._language_model = language_model

    def invoke(self, input: Query | str, config: RunnableConfig | None = None, **kwargs: Any) -> Answer:
        """Return the answer to a query, or to a bare question."""
        *_, answer = self.stream(input, config, **kwargs)
        return answer

    def stream(self, input: Query | str, config: RunnableConfig | None = None, **kwargs: Any) -> Iterator[Answer]:
        """Yield the answer as it grows, each time whole; the last is the answer."""
        del config, kwargs
        query = input if isinstance(input, Query) else Query(input)
        yield from self._answers(query)

    def load(self) -> None:
        """Load now what otherwise loads with the first question: models, and the words that attribution knows."""
        question = "What is reported?"
        findings, _ = read_passages(question, self._retriever.retrieve(question, 1), self._reader)
        self._attributed(findings[:1])

    def _answers(self, query: Query) -> Iterator[Answer]:
        started = time.perf_counter()
        question = standalone(query.question, query.history)
        asked = what_is_asked(question)
        within = self._limited(query.filter, asked)
        parts = (question,) if asked.briefing else parts_of(question)
        depth = _BRIEFED if asked.briefing else self._depth
        found = [self._retriever.retrieve(part, depth, within) for part in parts]
        passages = {passage.chunk: passage for passage in itertools.chain.from_iterable(found)}
        retrieved = time.perf_counter()
        answer = Answer(query.question, question, passages=tuple(passages.values()), kind=asked.ask.value)
        yield answer
        if asked.briefing:
            answer = corroborated(self._briefed(answer, asked, within), self._index.article)
            done = time.perf_counter()
            seconds = {"retrieve": retrieved - started, "read": done - retrieved, "write": 0.0, "check": 0.0}
            yield replace(answer, seconds={**seconds, "total": done - started})
            return

        pieces = [self._piece(part, there) for part, there in zip(parts, found, strict=True)]
        findings = _in_turn([piece.findings for piece in pieces])
        answer = self._joined(answer, pieces, findings, within)
        read = time.perf_counter()
        if self._language_model is not None and not answer.abstained:
            yield answer
            answer = self._written(answer, findings, self._language_model)
        answer = corroborated(answer, self._index.article)
        done = time.perf_counter()
        seconds = {"retrieve": retrieved - started, "read": read - retrieved, "write": done - read, "check": 0.0}
        yield replace(answer, seconds={**seconds, "total": done - started})

    def _piece(self, part: str, passages: Sequence[Passage]) -> "_Piece":
        """Read what was found for one part of a question, and choose the evidence that answers it, if any does."""
        asked = what_is_asked(part)
        findings, reading = read_passages(part, passages, self._reader)
        name = asked.outlet or asked.speaker
        if asked.ask is Ask.REPORT and name:
            told = self._reported(part, asked, name, findings)
            return _Piece(part, findings, told, max(reading.answerable, _CREDITED) if told else reading.answerable)
        if not findings:
            return _Piece(part, [], [], reading.answerable)
        best, formed = findings[0], [finding for finding in findings if not lacking(part, finding.text)]
        if not formed or formed[0].score < best.score / 2:
            missing = f"give {lacking(part, best.text)}"
            return _Piece(part, findings, [], min(reading.answerable, 1 - _CREDITED), missing)
        who_reported = asks_who_reported(part)
        if who_reported and (told := covering(part, self._attributed(findings))):
            return _Piece(part, findings, told[:1], max(reading.answerable, _CREDITED))
        if reading.answerable < self._reader.thresholds[self._strictness]:
            return _Piece(part, findings, [], reading.answerable, _NOBODY_NAMED if who_reported else None)
        findings = formed
        if who_reported:
            credited = self._crediting(findings)
            if not credited:
                return _Piece(part, findings, [], 1 - _CREDITED, _NOBODY_NAMED)
            return _Piece(part, findings, credited, reading.answerable)
        chosen = select(findings, several=asked.ask is Ask.LIST, most=asked.statements)
        return _Piece(part, findings, self._attributed(chosen), reading.answerable)

    def _joined(
        self, answer: Answer, pieces: Sequence["_Piece"], findings: Sequence[Finding], within: Filter
    ) -> Answer:
        """Put the parts' evidence together, and name the parts that the articles leave open."""
        answered = [piece for piece in pieces if piece.evidence]
        if not answered:
            answer = replace(answer, confidence=max(piece.confidence for piece in pieces))
            missing = next((piece.missing for piece in pieces if piece.missing), None)
            return self._refused(answer, findings, within, missing)
        # One sentence may answer two parts, with other words of it and another score; it is quoted once.
        chosen = itertools.chain.from_iterable(piece.evidence for piece in answered)
        evidence = list({(piece.source.article_id, piece.start): piece for piece in chosen}.values())
        notes = tuple(
            f"The articles do not answer this part: “{piece.question}”" for piece in pieces if not piece.evidence
        )
        answer = replace(answer, confidence=min(piece.confidence for piece in answered), notes=(*answer.notes, *notes))
        return quoted(answer, in_order(evidence))

    def _crediting(self, findings: Sequence[Finding]) -> list[Evidence]:
        """Return the best sentence if it credits somebody by name: "Which outlet reported it?"."""
        likely = [finding for finding in findings[:_SHOWN] if finding.score >= findings[0].score / 2]
        return [piece for piece in self._attributed(likely) if piece.outlet or piece.speaker][:1]

    def _written(self, answer: Answer, findings: Sequence[Finding], model: "BaseChatModel") -> Answer:
        """Exchange the quotations for the language model's words, as far as those hold."""
        cited = [citation.evidence for citation in answer.citations]
        places = {(piece.source.article_id, piece.start) for piece in cited}
        others = [f for f in findings[:_SHOWN] if (f.source.article_id, f.start) not in places]
        kept, dropped = write(answer.standalone_question, [*cited, *self._attributed(others)], model)
        notes = tuple(f"Left out, for the sources do not carry it: “{s.text}” {' '.join(s.problems)}" for s in dropped)
        if not kept:
            return replace(answer, notes=(*answer.notes, *notes))
        covered = coverage(answer.standalone_question, [statement.text for statement in kept])
        return replace(answer, statements=renumbered(kept), notes=(*answer.notes, *notes), coverage=covered)

    def _reported(self, part: str, asked: Asked, name: str, findings: Sequence[Finding]) -> list[Evidence]:
        """Return all that the articles credit to one outlet or person, not what resembles the question."""
        told = on_topic(part, name, credited_to(name, self._attributed(findings)))
        return sorted(told, key=lambda piece: -piece.score)[: asked.statements]

    def _briefed(self, answer: Answer, asked: Asked, within: Filter) -> Answer:
        """Answer from whole articles: all where they are few, else those of the passages found."""
        found = dict.fromkeys(passage.chunk.source.article_id for passage in answer.passages)
        allowed = [r.source.article_id for r in self._index.records() if passes(r.source, within)]
        ids = allowed if len(allowed) <= _BRIEFED else list(found)
        articles = [article for article_id in ids if (article := self._index.article(article_id))]
        if asked.ask in _OF_THE_ARTICLE:
            told = origins(asked, articles)[:_TOLD]
            pieces = [self._cited(origin.excerpt) if origin.excerpt else None for origin in told]
            markers = itertools.count(1)
            statements = tuple(
                Statement(origin.sentence, (Citation(next(markers), piece),) if piece else (), verified=True)
                for origin, piece in zip(told, pieces, strict=True)
            )
            answer = replace(answer, statements=statements)
        else:
            excerpts = brief(asked, articles)
            evidence = [self._cited(excerpt) for excerpt in excerpts]
            answer = quoted(answer, evidence, [excerpt.heading for excerpt in excerpts])
        if not answer.statements:
            return self._refused(answer, [], within)
        return replace(answer, confidence=_CREDITED, coverage=1.0)

    def _cited(self, excerpt: Excerpt) -> Evidence:
        source, start, end = excerpt.article.source, excerpt.start, excerpt.end
        return attributed(Finding(source, start, end, excerpt.text, 1.0, None, 0), self._index.article)

    def _refused(
        self, answer: Answer, findings: Sequence[Finding], within: Filter, missing: str | None = None
    ) -> Answer:
        nearest = self._attributed(findings[:1])
        covered = coverage(answer.standalone_question, [passage_text(answer.passages, piece) for piece in nearest])
        sources = [record.source for record in self._index.records() if passes(record.source, within)]
        reason = refusal(covered if nearest else 0.0, sources, limited=within != EVERYTHING, missing=missing)
        return replace(answer, abstained=True, reason=reason, nearest=tuple(nearest), coverage=covered)

    def _attributed(self, findings: Sequence[Finding]) -> list[Evidence]:
        return [attributed(finding, self._index.article) for finding in findings]

    def _limited(self, filter: Filter, asked: Asked) -> Filter:
        """Return the filter with the limit that the question itself sets: "What was known on 26 October?"."""
        if not asked.before:
            return filter
        # A day without a year is one of the newest article's time.
        newest = max((r.source.published for r in self._index.records() if r.source.published), default=None)
        days = [expression.end for expression in find_dates(asked.before, published=newest) if expression.end]
        if not days:
            return filter
        last = date.fromisoformat(days[0]) - (timedelta(0) if asked.inclusive else timedelta(days=1))
        return replace(filter, before=min(last, filter.before or last))


@dataclass(frozen=True, slots=True)
class _Piece:
    """One part of a question with what was read for it; no evidence means that it is not answered."""

    question: str
    findings: list[Finding]
    evidence: list[Evidence]
    confidence: float
    missing: str | None = None


def _in_turn(parts: Sequence[Sequence[Finding]]) -> list[Finding]:
    """Return the parts' findings in turn, the best of each first, and each sentence once."""
    found: dict[tuple[str, int], Finding] = {}
    for finding in itertools.chain.from_iterable(itertools.zip_longest(*parts)):
        if finding is not None:
            found.setdefault((finding.source.article_id, finding.start), finding)
    return list(found.values())


def passes(source: Source, filter: Filter) -> bool:
    """Tell whether a filter lets an article through."""
    if filter.article_ids is not None and source.article_id not in filter.article_ids:
        return False
    if filter.after is None and filter.before is None:
        return True
    if source.published is None:
        return False
    return (filter.after or source.published) <= source.published <= (filter.before or source.published)
