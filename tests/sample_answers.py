"""Answers made by hand over a small article, for tests of what people see."""

from datetime import date

from ingest.article import Article, Source, make_article
from retriever.answer import Answer, Citation, Statement
from retriever.attribution import Attribution
from retriever.certainty import Certainty
from retriever.dating.dates import DateExpression
from retriever.evidence import Evidence

TEXT = (
    "The harbour board met on Monday.\n"
    "The old bridge is expected to close on October 28, Harbour News reported. Nobody has said for how long.\n"
    "A new bridge may follow.\n"
)


def article(text: str = TEXT, **fields: object) -> Article:
    values: dict[str, object] = {
        "article_id": "bridge",
        "version": 1,
        "title": "The bridge closes",
        "publisher": "Coast Daily",
        "published": date(2025, 10, 25),
        **fields,
    }
    return make_article(Source(**values), text)  # type: ignore[arg-type]


def evidence(of: Article, quote: str, words: str | None = None, **said: object) -> Evidence:
    """Return the evidence for a quote of the article, credited to Harbour News unless told otherwise."""
    start = of.text.index(quote)
    span = None
    if words is not None:
        first = of.text.index(words, start)
        span = (first, first + len(words))
    values: dict[str, object] = {
        "outlet": "Harbour News",
        "speaker": None,
        "basis": None,
        "certainty": Certainty.EXPECTED,
        "cue": "is expected to",
        "dates": ("2025-10-28",),
        "expressions": (DateExpression("October 28", (41, 51), "2025-10-28", "2025-10-28"),),
        **said,
    }
    return Evidence(of.source, start, start + len(quote), quote, 0.9, span, Attribution(**values))  # type: ignore[arg-type]


QUOTE = "The old bridge is expected to close on October 28, Harbour News reported. "


def answer(of: Article | None = None, **fields: object) -> Answer:
    statements = fields.pop("statements", None)
    if statements is None:
        cited = evidence(of or article(), QUOTE, "October 28")
        statements = (Statement(cited.text, (Citation(1, cited),), verified=True),)
    values: dict[str, object] = {
        "question": "When does the bridge close?",
        "standalone_question": "When does the bridge close?",
        "statements": statements,
        "seconds": {"total": 0.12},
        **fields,
    }
    return Answer(**values)  # type: ignore[arg-type]


def refusal(of: Article | None = None) -> Answer:
    near = evidence(of or article(), "A new bridge may follow.", certainty=Certainty.POSSIBLE)
    return Answer(
        "Who pays?",
        "Who pays?",
        abstained=True,
        reason="The articles touch on this, but do not say who pays.",
        nearest=(near,),
    )
