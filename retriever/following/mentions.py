"""What a conversation has been about: the things named so far, with a weight for how near they are."""

import re
from collections.abc import Sequence
from dataclasses import replace

from retriever import lexicon as lx
from retriever.following.answered import named_in_answer, together
from retriever.following.mention import Mention, clean
from retriever.tagging.phrases import Kind, Phrase, noun_phrases
from retriever.tagging.tokens import Tag, Token, singular, tokenise

TOPIC = re.compile(
    r"^(?:(?:and|but|so|ok|okay|now|then)[, ]+)?"
    r"(?:(?:can|could|would) you )?(?:please )?"
    r"(?:tell(?: me| us)?(?: more)? (?:more )?about|tell me(?: more)? on|describe|explain|"
    r"(?:what|who)(?:'s|’s| is| are| was| were)|i(?:'d| would) like to (?:know|learn)(?: more)? about|"
    r"(?:what|how) about|give me (?:some )?(?:information|details) (?:on|about)|talk about)\s+",
    re.IGNORECASE,
)
FADING = 0.6


def fade(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the mentions one turn later; what has faded to little is forgotten."""
    return tuple(replace(m, weight=m.weight * FADING) for m in mentions if m.weight > 0.25)


def mentions_of(question: str, answer: str | None, carried: Sequence[Mention] = ()) -> tuple[Mention, ...]:
    """Return what a turn names, heaviest first; `carried` are the antecedents its pronouns were resolved to."""
    tokens = tokenise(question)
    phrases = noun_phrases(question, tokens)
    found = [replace(m, weight=3.0, answered=False) for m in carried]
    topic = TOPIC.match(question)
    for number, phrase in enumerate(phrases):
        weight = 1.6 if phrase.proper else 1.1
        if topic and number == _first_after(phrases, topic.end()):
            weight = _topic_weight(phrase, tokens, bool(carried), asked_about=bool(_ABOUT.match(question)))
        elif phrase.proper and number == 0:
            weight = 2.4
        found += _parts(phrase, tokens, weight, _asks_who(question) and bool(topic))
    answered = named_in_answer(question, answer) if answer else []
    found = [_fuller(m, answered) for m in found]
    found += _together([*found, *(m for m in answered if m.weight > 2 and not m.plural)]) + answered
    best: dict[str, Mention] = {}
    for mention in found:
        key = mention.text.lower()
        if key not in best or best[key].weight < mention.weight:
            best[key] = mention
    return tuple(sorted(best.values(), key=lambda m: -m.weight))


_ABOUT = re.compile(r"^(?:and |but |so )?(?:what|how) about ", re.IGNORECASE)


def _topic_weight(phrase: Phrase, tokens: Sequence[Token], carried: bool, *, asked_about: bool) -> float:
    """Weigh the phrase of "What is …?" or "Tell me about …": a new subject, unless it is only a side of the old one."""
    following = tokens[phrase.last].lower if phrase.last < len(tokens) else ""
    if phrase.proper:
        return 3.0
    if asked_about:
        return 1.5
    if singular(phrase.head) in lx.RELATIONAL and " of " not in phrase.text:
        return 0.8 if carried or following in lx.PREPOSITION else 1.6
    return 3.0


def _together(mentions: Sequence[Mention]) -> list[Mention]:
    """Return two people, bodies or countries named in one question as one plural mention, for "they" and "the two"."""
    for kinds in ({Kind.PERSON, Kind.NAME}, {Kind.ORGANISATION, Kind.NAME}, {Kind.PLACE}):
        named = [m for m in mentions if m.proper and not m.plural and m.kind in kinds]
        different = [m for n, m in enumerate(named) if not any(m.words & other.words for other in named[:n])]
        if len(different) == 2:
            return [together(different[0], different[1], 1.5)]
    return []


def _fuller(mention: Mention, answered: Sequence[Mention]) -> Mention:
    """Return the mention with the kind that the answer's fuller form of the same name shows."""
    if not mention.proper or mention.kind is not Kind.NAME:
        return mention
    for other in answered:
        if other.kind is Kind.PERSON and mention.words <= other.words:
            return replace(mention, kind=Kind.PERSON)
    return mention


def _first_after(phrases: Sequence[Phrase], position: int) -> int:
    return next((n for n, phrase in enumerate(phrases) if phrase.end > position), -1)


def _asks_who(question: str) -> bool:
    return bool(re.match(r"(?:and |but |so )?who\b", question, re.IGNORECASE))


_NOT_NAMED_AGAIN = lx.GENERIC | {"one"}
_CONTINUING = frozenset({"on", "between", "with", "over", "about"})


def _continued(phrase: Phrase, tokens: Sequence[Token]) -> str:
    """Return what belongs to a deal or a meeting behind its noun: " on fish quotas", " between A and B"."""
    start = phrase.last
    if (
        phrase.kind not in {Kind.EVENT, Kind.AGREEMENT}
        or start >= len(tokens)
        or tokens[start].lower not in _CONTINUING
    ):
        return ""
    end = start + 1
    while end < len(tokens) and (tokens[end].tag in {Tag.WORD, Tag.DETERMINER} or tokens[end].lower == "and"):
        if tokens[end].lower in lx.ADJECTIVE and tokens[end].text.islower():
            break
        end += 1
    words = [token.text for token in tokens[start:end]]
    return " " + " ".join(words) if len(words) > 1 else ""


def _parts(phrase: Phrase, tokens: Sequence[Token], weight: float, person: bool) -> list[Mention]:
    """Return the phrase and the things named inside it: "the price of LNG" also names LNG, and leans on it."""
    text = clean(phrase.text + _continued(phrase, tokens))
    if not text or phrase.kind is Kind.NUMBER or (not phrase.proper and singular(phrase.head) in _NOT_NAMED_AGAIN):
        return []
    before = tokens[phrase.first - 1].lower if phrase.first else ""
    if before == "by" and not phrase.determiner and not phrase.proper and not phrase.plural:
        return []
    if before in {"which", "what"} and not phrase.determiner and not phrase.proper:
        text = f"the {text}"
    relational = singular(phrase.head) in lx.RELATIONAL
    kind = Kind.PERSON if person and phrase.kind in {Kind.NAME, Kind.THING} and not phrase.plural else phrase.kind
    whole = Mention(text, phrase.head, kind, phrase.plural, phrase.proper, weight, phrase.words)
    of = re.search(r"\bof\s+(?!.*\bof\s)(.+)$", text)
    if of:
        inner = _simple(of.group(1), weight if relational else weight * 0.45)
        return [replace(whole, weight=weight * (0.35 if relational else 1.0)), inner]
    owner = re.match(r"(.+?)(?:['’]s|s['’])\s+\w", text)
    if owner:
        name = owner.group(1) + ("s" if text[owner.end(1)] == "s" else "")
        return [replace(whole, weight=weight * 0.7), _simple(name, weight)]
    return [whole]


def _simple(text: str, weight: float) -> Mention:
    tokens = tokenise(text)
    phrases = noun_phrases(text, tokens)
    if not phrases:
        return Mention(text, text.lower(), Kind.THING, False, False, weight, frozenset(text.lower().split()))
    phrase = phrases[-1]
    proper = phrase.proper or text[:1].isupper()
    kind = Kind.NAME if proper and phrase.kind is Kind.THING else phrase.kind
    return Mention(clean(text), phrase.head, kind, phrase.plural, proper, weight, phrase.words)
