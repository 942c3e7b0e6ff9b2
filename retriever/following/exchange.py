"""Exchange a phrase of the previous question for the parallel one: "And Nissan?" after "What is Toyota planning?"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from retriever import lexicon as lx
from retriever.following.clause import as_question, take_apart
from retriever.tagging.phrases import Kind, Phrase, noun_phrases
from retriever.tagging.tokens import Tag, Token, singular, tokenise


def exchange(piece: str, previous: str) -> str | None:
    """Return the previous question with the phrase that `piece` is parallel to exchanged for it, or None."""
    piece = re.sub(r"\s+(?:too|also|as well|then|instead|though)$", "", piece.strip(), flags=re.IGNORECASE)
    tokens = tokenise(piece)
    phrases = noun_phrases(piece, tokens)
    if not phrases:
        return None
    new = phrases[-1]
    preposition = piece[: new.start].strip().lower()
    if len(phrases) > 1 or (preposition and preposition not in lx.PREPOSITION):
        return None
    old_tokens = tokenise(previous)
    careless = previous == previous.lower()
    bracket = previous.find("(")
    candidates = [p for p in _with_inner(previous, old_tokens) if bracket < 0 or p.end <= bracket]
    scored = [(_parallel(new, preposition, old, old_tokens, careless), -n, old) for n, old in enumerate(candidates)]
    score, _, old = max(scored, default=(0.0, 0, None), key=lambda s: s[:2])
    if old is not None and score >= 2:
        start = old.start
        replacement = piece[new.start : new.end]
        if preposition and old.first and old_tokens[old.first - 1].tag is Tag.PREPOSITION:
            start = old_tokens[old.first - 1].start
            replacement = f"{preposition} {replacement}"
        return as_question(previous[:start] + replacement + previous[old.end :])
    if preposition and (new.kind in {Kind.TIME, Kind.PLACE} or preposition not in {"for", "of", "about"}):
        return as_question(f"{previous.rstrip('?!. ')} {piece}")
    if new.kind is Kind.TIME and take_apart(previous):
        return as_question(f"{previous.rstrip('?!. ')} {piece}")
    return None


def _with_inner(text: str, tokens: Sequence[Token]) -> list[Phrase]:
    """Return the phrases of `text`, and those inside "N of N" and "N's N"."""
    found: list[Phrase] = []
    for phrase in noun_phrases(text, tokens):
        found.append(phrase)
        cuts = [i for i in range(phrase.first, phrase.last) if tokens[i].lower == "of"]
        if cuts:
            inner = [p for p in noun_phrases(text, tokens[: phrase.last]) if p.first == phrase.first]
            tail = tokens[cuts[-1] + 1 : phrase.last]
            found += [_shift(p, cuts[-1] + 1) for p in noun_phrases(text, tail)]
            found += [p for p in noun_phrases(text, tokens[: cuts[0]]) if p.first == phrase.first and p not in inner]
        owner = next((i for i in range(phrase.first, phrase.last) if tokens[i].lower == "'s"), None)
        if owner is not None:
            found += [p for p in noun_phrases(text, tokens[:owner]) if p.first == phrase.first]
    return found


def _shift(phrase: Phrase, by: int) -> Phrase:
    return replace(phrase, first=phrase.first + by, last=phrase.last + by)


def _parallel(new: Phrase, preposition: str, old: Phrase, tokens: Sequence[Token], careless: bool) -> float:
    """Score how well `new` can stand where `old` stands; `careless` typing leaves names without capitals."""
    before = tokens[old.first - 1] if old.first else None
    if before is not None and before.tag is Tag.WH:
        return 0.0
    names = {Kind.NAME, Kind.ORGANISATION, Kind.PERSON}
    score = 0.0
    if (
        new.kind is old.kind
        and new.kind in {Kind.PERSON, Kind.ORGANISATION, Kind.PLACE, Kind.TIME}
        and new.proper is old.proper
    ):
        score = 3.0
    elif new.kind is Kind.TIME or old.kind is Kind.TIME:
        return 3.0 if new.kind is old.kind else 0.0
    elif new.proper and old.proper:
        score = 2.5 if {new.kind, old.kind} <= names else 2.0
    elif (careless and not preposition and not new.determiner and not old.determiner and new.plural is old.plural) or (
        len(new.text.split()) == 1
        and new.text.islower()
        and old.proper
        and not preposition
        and new.kind is Kind.THING
        and not new.plural
    ):
        score = 2.0
    elif new.proper is old.proper:
        score = _likeness(new, old)
    if preposition and before is not None and before.lower == preposition:
        score += 1.5
    elif preposition and score and not (before is not None and before.tag is Tag.PREPOSITION):
        score -= 1.0 if preposition not in {"for", "about", "with"} else 0.0
    return score


def _likeness(new: Phrase, old: Phrase) -> float:
    """Score two common phrases by form: "exports" for "imports", "the oldest" for "the youngest"."""
    if " of " in old.text and " of " not in new.text:
        return 0.0
    if new.plural is not old.plural or new.text.lower() == old.text.lower():
        return 0.0
    score = 0.0
    if new.kind is old.kind and new.kind is not Kind.THING:
        score += 1.5
    if len(new.head) > 4 and len(old.head) > 4 and (new.head[-4:] == old.head[-4:] or new.head[:4] == old.head[:4]):
        score += 2.0
    if new.head == old.head:
        score += 2.5
    if singular(new.head) in lx.RELATIONAL and singular(old.head) in lx.RELATIONAL:
        score += 1.0
    same = new.determiner == old.determiner or {new.determiner, old.determiner} <= {"", "the"}
    return score + (0.5 if same else 0.0)
