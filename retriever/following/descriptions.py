"""Say what "the company", "this deal" or "the largest" points to."""

import re
from collections.abc import Sequence

from retriever import lexicon as lx
from retriever.following.mention import Mention
from retriever.tagging.phrases import Kind, Phrase
from retriever.tagging.tokens import Tag, Token, singular


def described(phrase: Phrase, tokens: Sequence[Token], mentions: Sequence[Mention]) -> Mention | None:
    """Return the mention that "the company", "this deal" or "the two leaders" points to, if it says more."""
    if phrase.determiner not in {"the", "this", "that", "these", "those"} or phrase.proper:
        return None
    core = [t.lower for t in tokens[phrase.first : phrase.last] if t.tag is Tag.WORD]
    if len(core) > 2 or " of " in phrase.text or "'" in phrase.text:
        return None
    following = tokens[phrase.last] if phrase.last < len(tokens) else None
    if following is not None and following.lower in {"of", "for", "between"}:
        return None
    side = singular(phrase.head) in lx.RELATIONAL and phrase.determiner == "the" and following is not None
    if side and following is not None and (following.tag is Tag.PREPOSITION or (len(core) == 1 and phrase.plural)):
        return None
    noun = singular(phrase.head)
    modifiers = frozenset(core[:-1]) - {"two", "three", "same", "both"}
    others = [m for m in mentions if m.text.lower() != phrase.text.lower()]
    fuller = [m for m in others if len(m.words) > len(core) and modifiers <= m.words and _names(noun, m)]
    fitting = fuller or [m for m in others if not modifiers and _same_sort(noun, m, phrase.plural)]
    return max(fitting, key=lambda m: m.weight, default=None)


def _names(noun: str, mention: Mention) -> bool:
    return noun in {singular(word) for word in mention.words}


_ANY_BODY = frozenset(
    {"company", "firm", "group", "organisation", "organization", "body", "outlet", "newspaper", "paper", "broadcaster",
     "agency", "carmaker", "automaker", "maker", "giant", "manufacturer", "retailer", "brand"}
)  # fmt: skip


def headless(phrase: Phrase, tokens: Sequence[Token], mentions: Sequence[Mention]) -> Mention | None:
    """Return "the largest shark" for "the largest", and "the new opener" for "the new one"."""
    core = [t for t in tokens[phrase.first : phrase.last] if t.tag is not Tag.POSSESSIVE]
    last = core[-1].lower
    one = last in {"one", "ones"} and len(core) > 1
    superlative = (
        phrase.determiner in {"the", ""}
        and len(core) > 1
        and ((last.endswith("est") and len(last) > 4 and last not in _EST_NOUNS) or last in {"best", "worst"})
    )
    if not (one or superlative) or " of " in phrase.text:
        return None
    if one is False and any(
        t.tag is Tag.WH and n + 1 < len(tokens) and tokens[n + 1].tag is Tag.WORD for n, t in enumerate(tokens)
    ):
        return None
    common = [
        m
        for m in mentions
        if not m.proper and m.kind not in {Kind.TIME, Kind.NUMBER} and not m.text.lower().endswith("est")
    ]
    if not common:
        return None
    model = max(common, key=lambda m: m.weight)
    noun = re.sub(r"^(?:the|a|an|this|that|these|those|which|what)\s+", "", model.text)
    noun = re.sub(r"\b\w+est\s+", "", noun) if one else model.head
    noun = noun if last == "ones" or " of " in noun else singular(noun)
    stem = phrase.text[: -len(core[-1].text)].rstrip() if one else phrase.text
    return Mention(f"{stem} {noun}", model.head, model.kind, phrase.plural, False, 1.5, model.words | phrase.words)


_EST_NOUNS = frozenset(
    {"interest", "forest", "request", "protest", "conquest", "harvest", "contest", "arrest", "invest", "suggest"}
)


def _same_sort(noun: str, mention: Mention, plural: bool) -> bool:
    """Tell whether a general noun can stand for the mention: "company" for Toyota, "region" for Emilia-Romagna."""
    if plural is not mention.plural:
        return False
    if noun in lx.PERSON_NOUNS:
        if mention.kind is not Kind.PERSON or not mention.proper:
            return False
        other = mention.words & (lx.PERSON_NOUNS - {"prime"})
        general = {"man", "woman", "leader", "official", "politician"}
        return noun in other or noun in general or not other
    if noun in lx.ORGANISATION_NOUNS - {"government", "fund", "foundation"}:
        if not mention.proper or mention.kind not in {Kind.ORGANISATION, Kind.NAME}:
            return False
        return noun in mention.words or noun in _ANY_BODY or (not plural and mention.weight >= 2.4)
    if noun in lx.PLACE_NOUNS:
        return mention.kind is Kind.PLACE and mention.proper
    if noun in lx.AGREEMENT_NOUNS - {"plan", "purchase", "document"}:
        return mention.kind is Kind.AGREEMENT and mention.head not in {"plan", "purchase"}
    if noun in {"meeting", "talks", "summit", "conference", "event"}:
        return mention.kind is Kind.EVENT and mention.head in {"meeting", "talks", "summit", "conference"}
    return False
