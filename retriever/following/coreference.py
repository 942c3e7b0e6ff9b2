"""Put names in the place of pronouns and of phrases such as "the company"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retriever import lexicon as lx
from retriever.following.descriptions import described, headless
from retriever.following.mention import Mention
from retriever.tagging.phrases import Kind, Phrase, noun_phrases
from retriever.tagging.tokens import Tag, Token, is_plural, tokenise, verb_base

_PLEONASTIC = re.compile(
    r"\bit(?:'s|’s)?\s+(?:\w+\s+)?(?:take|takes|took|cost|costs|mean|means|meant|seem|seems|matter|matters|rain|rains)\b"
    r"(?=.*\b(?:to|that|if|like|for)\b)"
    r"|\b(?:is|was|isn't|wasn't|be|been)\s+it\s+(?:\w+\s+){1,2}(?:that|to|if|whether|for|who|when)\b"
    r"|\bit\s+(?:is|was|will be|would be|has been)\s+(?:\w+\s+){1,2}(?:that|to|if|whether|for|who|when)\b"
    r"|\bwhat\s+(?:time|day|date)\s+(?:is|was)\s+it\b"
    r"|\bhow (?:long|much|many \w+) (?:does|did|will|would) it take\b(?=.*\bto\b)",
    re.IGNORECASE,
)
_FEMALE = lx.FEMALE_NOUNS | lx.FEMALE_NAMES | {"mrs", "ms", "miss", "lady"}
_MALE = lx.MALE_NOUNS | lx.MALE_NAMES | {"mr", "sir", "lord"}


@dataclass(frozen=True, slots=True)
class Resolved:
    """A question whose pronouns are replaced, with the antecedents that replaced them."""

    text: str
    antecedents: tuple[Mention, ...]
    open_pronoun: bool = False


@dataclass(frozen=True, slots=True)
class _Edit:
    start: int
    end: int
    text: str


def resolve(question: str, mentions: Sequence[Mention], *, descriptions: bool = True) -> Resolved:
    """Return `question` with each pronoun and each "the company" replaced by what it points to, where that is clear.

    With `descriptions` off, phrases such as "the company" stay as they are.
    """
    tokens = tokenise(question)
    phrases = noun_phrases(question, tokens)
    edits: list[_Edit] = []
    used: dict[str, Mention] = {}
    unresolved = False
    for i in range(len(tokens)):
        word = _anaphor(question, tokens, i)
        if word is None or _bound(tokens, phrases, i, word):
            continue
        group = _GROUP[word]
        if group in used:
            edit = _edit(tokens, i, used[group], again=True)
        else:
            priced = group == "it" and any(t.lower in _OF_THINGS for t in tokens)
            usable = [m for m in mentions if not priced or m.kind not in _ACTORS]
            antecedent = choose(group, usable, set(used.values()), tokens)
            if antecedent is None:
                unresolved = True
                continue
            used[group] = antecedent
            edit = _edit(tokens, i, antecedent, again=False)
        if edit is not None:
            edits.append(edit)
    for phrase in phrases:
        found = headless(phrase, tokens, mentions)
        if found is None and descriptions:
            found = described(phrase, tokens, mentions)
        if found is not None and not any(e.start < phrase.end and phrase.start < e.end for e in edits):
            used.setdefault(found.text, found)
            edits.append(_Edit(phrase.start, phrase.end, found.text))
    return Resolved(_apply(question, edits), tuple(used.values()), unresolved)


_OF_THINGS = frozenset({"cost", "worth", "happen", "happening", "happened", "priced", "released", "launched", "due"})
_ACTORS = frozenset({Kind.ORGANISATION, Kind.PERSON, Kind.NAME})
_GROUP = {
    "he": "he", "him": "he", "his": "he", "she": "she", "her": "she", "hers": "she", "himself": "he", "herself": "she",
    "it": "it", "its": "it", "itself": "it", "they": "they", "them": "they", "their": "they", "theirs": "they",
    "this": "this", "that": "this", "these": "they", "those": "they", "there": "there",
}  # fmt: skip


def _anaphor(question: str, tokens: Sequence[Token], i: int) -> str | None:
    """Return the pronoun at token `i` if it points outside the question."""
    token = tokens[i]
    word = token.lower
    if word not in _GROUP or token.text == "IT" or (token.tag not in {Tag.PRONOUN, Tag.POSSESSIVE}):
        return None
    before = tokens[i - 1] if i else None
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if word in {"himself", "herself", "itself", "theirs", "hers"}:
        return None
    if word in {"it", "its"} and any(m.start() <= token.start < m.end() for m in _PLEONASTIC.finditer(question)):
        return None
    if word == "there":
        beside = {t.tag for t in (before, after) if t is not None and t.lower != "held"}
        existential = (before is not None and before.lower in _BE) or (
            after is not None and after.lower in _BE | {"'s"}
        )
        return None if existential and Tag.AUXILIARY in beside else word
    if word in {"that", "this"} and before is not None and verb_base(before.lower) in lx.SPEECH:
        return None
    if word == "that":
        ends = after is None or after.tag is Tag.MARK
        asked = before is not None and before.tag is Tag.AUXILIARY
        return word if ends or asked or (before is not None and before.tag is Tag.PREPOSITION and ends) else None
    if (
        word in {"this", "these", "those"}
        and word == "those"
        and after is not None
        and after.lower in {"who", "that", "of"}
    ):
        return None
    return word


_BE = frozenset(
    {
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "isn't",
        "aren't",
        "wasn't",
        "weren't",
        "will",
        "would",
        "has",
        "have",
        "had",
    }
)


def _bound(tokens: Sequence[Token], phrases: Sequence[Phrase], i: int, word: str) -> bool:
    """Tell whether the pronoun has its antecedent in an earlier clause of the same question."""
    if word in {"there", "this", "that", "these", "those"}:
        return False
    before = [p for p in phrases if p.last <= i]
    if tokens[i].tag is Tag.POSSESSIVE or word == "her":
        before = [p for p in before if p.proper and p.kind is not Kind.TIME]
        return any(_agrees(p, word) for p in before)
    boundary = max(
        (
            n
            for n in range(1, i + 1)
            if tokens[n].tag in {Tag.CONJUNCTION, Tag.WH}
            or tokens[n].lower in {"that", ",", "after", "before", "since", "until"}
            or _is_speech(tokens[n - 1])
        ),
        default=None,
    )
    if boundary is None:
        return False
    return any(p.last <= boundary and _agrees(p, word) and p.determiner not in {"any", "some"} for p in before)


def _is_speech(token: Token) -> bool:
    return token.tag is Tag.VERB and verb_base(token.lower) in lx.SPEECH


def _agrees(phrase: Phrase, word: str) -> bool:
    group = _GROUP[word]
    if group in {"he", "she"}:
        return phrase.kind in {Kind.PERSON, Kind.NAME} and not phrase.plural
    if group == "they":
        return phrase.plural or phrase.kind is Kind.ORGANISATION
    return not phrase.plural and phrase.kind not in {Kind.PERSON, Kind.TIME, Kind.NUMBER}


_FIT = {
    "he": {Kind.PERSON: 1.0, Kind.NAME: 0.7, Kind.THING: 0.12},
    "it": {
        Kind.ORGANISATION: 1.0, Kind.NAME: 0.95, Kind.AGREEMENT: 1.0, Kind.EVENT: 1.0, Kind.THING: 1.0, Kind.PLACE: 0.7,
        Kind.TIME: 0.15,
    },
    "they": {
        Kind.ORGANISATION: 0.8, Kind.NAME: 0.6, Kind.PERSON: 0.5, Kind.THING: 0.6, Kind.PLACE: 0.5, Kind.EVENT: 0.5,
        Kind.AGREEMENT: 0.5,
    },
    "this": {
        Kind.AGREEMENT: 1.0, Kind.EVENT: 1.0, Kind.THING: 1.0, Kind.NAME: 0.8, Kind.ORGANISATION: 0.7, Kind.PLACE: 0.5,
        Kind.TIME: 0.2,
    },
    "there": {Kind.PLACE: 1.0, Kind.EVENT: 0.45, Kind.ORGANISATION: 0.35, Kind.NAME: 0.35, Kind.THING: 0.1},
}  # fmt: skip
_LEAST = {"this": 1.4, "it": 0.6}


def choose(
    group: str, mentions: Sequence[Mention], taken: set[Mention], tokens: Sequence[Token] = ()
) -> Mention | None:
    """Return the mention that a pronoun of `group` most likely points to, or None."""
    fit = _FIT["he" if group == "she" else group]
    named = {t.lower for t in tokens}
    best, best_score = None, _LEAST.get(group, 0.1)
    for mention in mentions:
        if mention in taken or (mention.words and mention.words <= named):
            continue
        if any(mention.proper and other.proper and mention.words & other.words for other in taken):
            continue
        score = mention.weight * fit.get(mention.kind, 0.0)
        if group in {"he", "she"}:
            score *= 0.0 if mention.plural else _gender(mention, group) * (1.25 if mention.proper else 1.0)
        elif group == "they":
            score *= 1.8 if mention.plural else 0.7
        elif mention.plural and not (mention.proper and mention.kind is Kind.ORGANISATION):
            score *= 0.45
        if score > best_score:
            best, best_score = mention, score
    return best


def _gender(mention: Mention, group: str) -> float:
    words = {w.rstrip(".") for w in mention.words} | {mention.head}
    female, male = bool(words & _FEMALE), bool(words & _MALE)
    if female is male:
        return 0.9
    return 1.0 if female is (group == "she") else 0.0


def _edit(tokens: Sequence[Token], i: int, mention: Mention, *, again: bool) -> _Edit | None:
    """Return the replacement for the pronoun at token `i`; a second one of the same group stays as it is."""
    token = tokens[i]
    if again:
        return None
    text = mention.text
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    ends = i + 2 >= len(tokens) or tokens[i + 2].tag is not Tag.WORD
    if token.tag is Tag.POSSESSIVE and " of " in text and after is not None and ends and after.tag is Tag.WORD:
        return _Edit(token.start, after.end, f"the {after.text} of {text}")
    if token.tag is Tag.POSSESSIVE:
        text = re.sub(r"['’]s$", "", text)
        text += (
            "'"
            if text.endswith("s")
            and is_plural(text.split()[-1])
            and (mention.plural or re.match(r"the |[A-Z]+s$", text))
            else "'s"
        )
    if token.lower == "there":
        text = ("at " if mention.kind in {Kind.EVENT, Kind.ORGANISATION} else "in ") + text
        if i and tokens[i - 1].lower in {"from", "in", "at", "near", "to"}:
            text = mention.text
    if token.start == 0 or token.text[0].isupper():
        text = text[0].upper() + text[1:]
    return _Edit(token.start, token.end, text)


def _apply(question: str, edits: Sequence[_Edit]) -> str:
    for edit in sorted(edits, key=lambda e: -e.start):
        question = question[: edit.start] + edit.text + question[edit.end :]
    return question
