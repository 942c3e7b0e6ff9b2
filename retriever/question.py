"""Make a follow-up question stand alone: what it points to is named, what it leaves out is added.

No language model takes part, so the same conversation always gives the same question.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retriever import lexicon as lx
from retriever.asking.kind import what_is_asked
from retriever.following.clause import core_of, statement_of, take_apart
from retriever.following.coreference import resolve
from retriever.following.ellipsis import complete, is_elliptic, wants_more
from retriever.following.mention import Mention
from retriever.following.mentions import fade, mentions_of
from retriever.tagging.phrases import Kind, Phrase, noun_phrases
from retriever.tagging.tokens import Tag, Token, singular, tokenise

REMEMBERED = 12


@dataclass(frozen=True, slots=True)
class Turn:
    """One exchange: what was asked, as it was typed, and what was answered (None or empty where nothing was)."""

    question: str
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class _State:
    """What the conversation is about after some turns."""

    mentions: tuple[Mention, ...] = ()
    question: str = ""
    answered: tuple[Mention, ...] = ()


def standalone(question: str, history: Sequence[Turn]) -> str:
    """Return `question` so that it can be understood without `history` (oldest turn first).

    A question that stands alone already comes back as it is. Only the last dozen turns are looked at.
    """
    state = _State()
    for turn in history[-REMEMBERED:]:
        rewritten, antecedents = _rewrite(turn.question, state)
        state = _advance(state, rewritten, turn.answer, antecedents)
    return _rewrite(question, state)[0]


def _advance(state: _State, question: str, answer: str | None, carried: Sequence[Mention]) -> _State:
    new = mentions_of(question, answer, carried)
    named = {m.text.lower() for m in new}
    kept = tuple(m for m in fade(state.mentions) if m.text.lower() not in named)
    return _State(new + kept, question, tuple(m for m in new if m.answered))


def _rewrite(question: str, state: _State) -> tuple[str, tuple[Mention, ...]]:
    """Return the stand-alone question and the mentions that it took up."""
    if not state.question or not core_of(question):
        return question, ()
    if _NEW_SUBJECT.match(question) or _asks_for_briefing(question):
        return question, ()
    topic = _topic(state)
    if wants_more(question) and topic:
        return f"Tell me more about {topic.text}.", (topic,)
    resolved = resolve(question, state.mentions, descriptions=not is_elliptic(question))
    completed = complete(resolved.text, question, state.question, state.answered)
    if completed is not None:
        return completed, resolved.antecedents
    clause = take_apart(state.question)
    if resolved.open_pronoun and clause is not None and clause.rest:
        return add_in_brackets(resolved.text, statement_of(clause)), resolved.antecedents or _as_tuple(topic)
    if resolved.antecedents and not is_elliptic(question):
        return resolved.text, resolved.antecedents
    if topic is None or not (resolved.open_pronoun or is_elliptic(question) or leans_on_topic(question)):
        return resolved.text, resolved.antecedents
    return add_topic(resolved.text, topic.text), (topic, *resolved.antecedents)


def _as_tuple(topic: Mention | None) -> tuple[Mention, ...]:
    return () if topic is None else (topic,)


def _topic(state: _State) -> Mention | None:
    """Return what the conversation is about: the heaviest mention that names a thing, body, person or place."""
    usable = [m for m in state.mentions if m.kind not in {Kind.TIME, Kind.NUMBER} and not m.answered]
    return max(usable, key=_standing, default=None)


def _standing(mention: Mention) -> float:
    """Weigh a mention as a topic: "the terms" or "some factors" are sides of a topic, seldom one themselves."""
    side = not mention.proper and singular(mention.head) in lx.RELATIONAL
    return mention.weight * (0.35 if side else 1.0)


def leans_on_topic(question: str) -> bool:
    """Tell whether a whole question still needs the topic: "What are the terms?", "How many people were injured?"."""
    tokens = tokenise(question)
    phrases = noun_phrases(question, tokens)
    if any(p.proper and p.start > 0 for p in phrases):
        return False
    if all(singular(p.head) in lx.GENERIC for p in phrases):
        return True
    existential = re.match(r"(?:are|is|were|was) there\b", question, re.IGNORECASE)
    if existential and phrases[0].last >= len(tokens) - 1:
        return True
    others = [p for p in phrases if singular(p.head) not in lx.GENERIC]
    return any(_incomplete(p, tokens) for p in others) and all(_incomplete(p, tokens) for p in others[1:])


def _incomplete(phrase: Phrase, tokens: Sequence[Token]) -> bool:
    """Tell whether a phrase such as "the terms" or "side effects" lacks its "of …"."""
    if " of " in phrase.text or "'" in phrase.text or phrase.determiner in {"a", "an"}:
        return False
    following = tokens[phrase.last] if phrase.last < len(tokens) else None
    if following is not None and following.lower in {
        "of",
        "for",
        "between",
        "in",
        "on",
        "behind",
        "to",
        "from",
        "with",
    }:
        return False
    words = [t.lower for t in tokens[phrase.first : phrase.last] if t.tag is Tag.WORD]
    own_name = not phrase.plural and any(word not in lx.ADJECTIVE for word in words[:-1])
    return singular(phrase.head) in lx.RELATIONAL and not own_name


def add_topic(question: str, topic: str) -> str:
    """Return `question` with the topic at its end: as "of …" where a phrase waits for it, else in brackets."""
    tokens = tokenise(question.rstrip("?!. "))
    last = next(reversed(noun_phrases(question, tokens)), None)
    if last is None or last.last < len(tokens) or not _incomplete(last, tokens):
        return add_in_brackets(question, topic)
    stem = question.rstrip("?!. ")
    return f"{stem} of {topic}{question[len(stem) :].strip() or '?'}"


def add_in_brackets(question: str, topic: str) -> str:
    """Return `question` with what it is about in brackets at its end."""
    stem = question.rstrip("?!. ")
    return f"{stem} ({topic}){question[len(stem) :].strip() or '?'}"


_NEW_SUBJECT = re.compile(
    r"^(?:(?:ok|okay|well|and|now|so)[,\s]+)*(?:something (?:else|different)|another (?:question|topic|subject|thing)|"
    r"(?:a )?(?:different|new|other) (?:question|topic|subject)|by the way|btw|on another (?:note|topic|subject)|"
    r"changing (?:the )?(?:subject|topic)|moving on|apart from that|next (?:question|topic))\b",
    re.IGNORECASE,
)


def _asks_for_briefing(question: str) -> bool:
    """Tell whether whole articles are asked about, as in "Who published it?": nothing is missing then."""
    return what_is_asked(question).briefing
