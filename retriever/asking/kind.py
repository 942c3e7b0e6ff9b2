"""Tell what a question asks for: a fact, yes or no, several things, an outlet's report, or a briefing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from retriever import lexicon as lx
from retriever.asking.briefing_words import BRIEFINGS
from retriever.asking.expected import Expected, expected_answer
from retriever.asking.limits import as_of, limited_to_outlet, looks_like_outlet, reporter
from retriever.tagging.tokens import Tag, Token, is_plural, tokenise

__all__ = ["Ask", "Asked", "Expected", "what_is_asked"]


class Ask(Enum):
    """What is asked for. The last eight are answered from whole articles, not from the best sentence."""

    FACT = "fact"
    YES_NO = "yes-no"
    LIST = "list"
    REPORT = "report"
    SUMMARY = "summary"
    TIMELINE = "timeline"
    WHO_IS_WHO = "who-is-who"
    SOURCES = "sources"
    PUBLISHER = "publisher"
    PUBLICATION_DATE = "publication-date"
    AUTHOR = "author"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks for.

    `statements` is the number of statements that a good answer may hold. `outlet` is the outlet whose report alone
    counts, `speaker` the person or body whose words alone count, both as typed; `before` the words of the last day
    that counts (`inclusive`) or no longer counts; `topic` what a briefing is to be about, empty for the whole article.
    """

    ask: Ask
    expected: Expected
    statements: int = 1
    outlet: str | None = None
    speaker: str | None = None
    before: str | None = None
    inclusive: bool = True
    topic: str = ""

    @property
    def briefing(self) -> bool:
        """Whether whole articles are asked about."""
        return self.ask not in {Ask.FACT, Ask.YES_NO, Ask.LIST, Ask.REPORT}


_SORT = {
    Ask.SUMMARY: Expected.THING,
    Ask.TIMELINE: Expected.DATE,
    Ask.WHO_IS_WHO: Expected.PERSON,
    Ask.SOURCES: Expected.ORGANISATION,
    Ask.PUBLISHER: Expected.ORGANISATION,
    Ask.PUBLICATION_DATE: Expected.DATE,
    Ask.AUTHOR: Expected.PERSON,
    Ask.LINK: Expected.THING,
}
LONGEST = 600
_POLITE = re.compile(
    r"^(?:(?:and|so|ok|okay|now|then|but|please|hi|hello|well)\b[\s,]*)*"
    r"(?:(?:can|could|would|will) (?:you|we|i)(?: please)?(?= (?:give|sum|tell|show|list|name|brief|catch|draw|put|"
    r"introduce|make|write|get|have|explain|provide|enumerate))|i(?:'d| would) like(?: to (?:have|see|know))?|i want|"
    r"i need|do you have|please)?\s*(?:please\s+)?",
    re.IGNORECASE,
)


def what_is_asked(question: str) -> Asked:
    """Return what a stand-alone question asks for."""
    text = _POLITE.sub("", question.strip()[:LONGEST]).rstrip("?!. ").strip()
    text = re.sub(r"[\s,]+(?:please|pls|plz|thanks)$", "", text, flags=re.IGNORECASE)
    before, inclusive, text = as_of(text)
    briefing = None if before else _briefing(re.sub(r"^(?:what|how) about (?:the )?", "", text, flags=re.IGNORECASE))
    if briefing is not None:
        ask, topic = briefing
        return Asked(ask, _SORT[ask], 8, topic=topic)
    source = reporter(text)
    if source is not None:
        named = looks_like_outlet(source)
        who = {"outlet": source} if named else {"speaker": source}
        return Asked(Ask.REPORT, Expected.THING, 6 if named else 4, before=before, inclusive=inclusive, **who)
    outlet, text = limited_to_outlet(text)
    tokens = tokenise(text)
    expected = expected_answer(tokens)
    ask = Ask.YES_NO if expected is Expected.YES_NO else Ask.LIST if _several(text, tokens, before) else Ask.FACT
    return Asked(ask, expected, 6 if ask is Ask.LIST else 1, outlet, before=before, inclusive=inclusive)


def _briefing(text: str) -> tuple[Ask, str] | None:
    """Return which briefing is asked for and about what."""
    for name, pattern in BRIEFINGS:
        match = pattern.fullmatch(text)
        if match:
            topic = next((t for t in match.groupdict().values() if t), "").strip()
            return Ask(name), re.sub(
                r"^(?:the|this|that|these|all)\s+(?:articles?|stor(?:y|ies)|news|texts?|pieces?)$", "", topic
            )
    return None


_KNOWLEDGE = re.compile(
    r"(?:what|who) else\b|what (?:was|is|were|are|had|has|did|do|does)\b.*\b(?:known|know|knew|state of knowledge)\b",
    re.IGNORECASE,
)
_COMMANDS = re.compile(
    r"^(?:list|name|enumerate|tell me all|give me all|show me all|which are|what are all)\b", re.IGNORECASE
)
_TWO_QUESTIONS = re.compile(
    r"\b(?:and|or)\s+(?:(?:by|to|for|with|from|in|at|on)\s+)?(?:what|who|whom|which|when|where|why|how)\b",
    re.IGNORECASE,
)


def _several(text: str, tokens: Sequence[Token], before: str | None) -> bool:
    """Tell whether several things are asked for."""
    if _COMMANDS.match(text) or _TWO_QUESTIONS.search(text):
        return True
    if _KNOWLEDGE.match(text) or (before and re.match(r"what\b", text, re.IGNORECASE)):
        return True
    start = next((i for i, t in enumerate(tokens) if t.tag is Tag.WH), None)
    if start is None or tokens[start].lower not in {"what", "which", "who"} or "means" in text.split():
        return False
    i = start + 1
    if i < len(tokens) and tokens[i].lower in {"are", "were"}:
        return (
            i + 1 < len(tokens)
            and tokens[i + 1].lower in lx.DETERMINER | lx.QUANTIFIER
            and _plural_phrase(tokens, i + 1)
        )
    return i < len(tokens) and tokens[start].lower != "who" and _plural_phrase(tokens, i)


def _plural_phrase(tokens: Sequence[Token], i: int) -> bool:
    nouns: list[str] = []
    while i < len(tokens) and tokens[i].tag in {Tag.WORD, Tag.DETERMINER}:
        if tokens[i].tag is Tag.WORD:
            nouns.append(tokens[i].lower)
        i += 1
    return bool(nouns) and is_plural(nouns[-1])
