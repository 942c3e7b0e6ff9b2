"""Answer what asks for a whole briefing: a summary, a timeline, who is who, the sources."""

from collections.abc import Sequence

from ingest.article import Article
from retriever.asking.kind import Ask, Asked
from retriever.briefing.cast import who_is_who
from retriever.briefing.excerpt import Excerpt, about
from retriever.briefing.provenance import Provenance, provenance, sources
from retriever.briefing.summary import Encode, summarise
from retriever.briefing.timeline import timeline


def brief(asked: Asked, articles: Sequence[Article], *, encode: Encode | None = None) -> list[Excerpt]:
    """Return the sentences of a briefing about `asked.topic`, in the order in which they are to be shown.

    Empty where the articles hold nothing of the kind, and for questions about the article itself, which `origins`
    answers.
    """
    chosen = about(articles, asked.topic)
    if asked.ask is Ask.SUMMARY:
        return summarise(chosen, topic=asked.topic, encode=encode)
    if asked.ask is Ask.TIMELINE:
        return timeline(chosen)
    if asked.ask is Ask.WHO_IS_WHO:
        return who_is_who(chosen)
    return sources(chosen) if asked.ask is Ask.SOURCES else []


def origins(asked: Asked, articles: Sequence[Article]) -> list[Provenance]:
    """Return publisher, date, author and address of each article asked about: "Who published it?"."""
    return [provenance(article) for article in about(articles, asked.topic)]
