"""Tell how the sources of an answer stand to one another: where they differ, and how many origins they have."""

from collections.abc import Callable
from dataclasses import replace

from ingest.article import Article
from retriever.answer import Answer, Difference
from retriever.corroborating.agreement import Cited, disagreements, origins
from retriever.credited import told_apart
from retriever.evidence import Evidence

# Every pair is compared; of a long briefing that would cost more than it tells.
_MOST_COMPARED = 6


def corroborated(answer: Answer, article_of: Callable[[str, int], Article | None]) -> Answer:
    """Return the answer with its sources' differences, and with the origins and outlets that stand behind it.

    Articles of equal or nearly equal text are one origin, whoever published them; those that were found beside the
    cited ones count as its outlets too, for the same report in three papers is no more certain than in one.
    """
    cited = [citation.evidence for citation in answer.citations]
    if not cited:
        return answer
    known = {evidence.source.article_id: evidence.source for evidence in cited}
    found = known | {passage.chunk.source.article_id: passage.chunk.source for passage in answer.passages}
    articles = [article_of(source.article_id, source.version) for source in found.values()]
    places = list(found)
    groups = [
        group
        for group in origins([article.text if article else "" for article in articles])
        if any(places[member] in known for member in group.members)
    ]
    carriers = [found[places[member]] for group in groups for member in group.members]
    named = [evidence.outlet or evidence.source.publisher for evidence in cited]
    copies = [source.publisher for source in carriers if source.article_id not in known]
    outlets = told_apart([name for name in [*named, *copies] if name])
    return replace(answer, differences=_differences(answer), origins=len(groups), outlets=outlets)


def _differences(answer: Answer) -> tuple[Difference, ...]:
    """Return where two cited spans say one thing with another number, date or certainty."""
    if not 1 < len(answer.citations) <= _MOST_COMPARED:
        return ()
    compared = [_cited(citation.evidence) for citation in answer.citations]
    markers = {id(cited): citation.marker for cited, citation in zip(compared, answer.citations, strict=True)}
    return tuple(
        Difference(found.kind, (markers[id(found.one)], markers[id(found.other)]), (found.words, found.other_words))
        for found in disagreements(compared)
    )


def _cited(evidence: Evidence) -> Cited:
    published = evidence.source.published
    return Cited(
        evidence.text,
        evidence.outlet,
        evidence.source.publisher,
        published.isoformat() if published else None,
        evidence.certainty,
        evidence.dates,
    )
