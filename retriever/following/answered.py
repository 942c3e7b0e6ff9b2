"""Take from an answer the names that the next question may point to."""

import re
from dataclasses import replace

from retriever.asking.expected import Expected, expected_answer
from retriever.following.mention import Mention, clean
from retriever.tagging.people import Name, names_in
from retriever.tagging.phrases import Kind, noun_phrases
from retriever.tagging.tokens import tokenise

READ = 900
_WANTED = {
    Expected.PERSON: frozenset({Kind.PERSON, Kind.NAME, Kind.ORGANISATION}),
    Expected.ORGANISATION: frozenset({Kind.ORGANISATION, Kind.NAME}),
    Expected.PLACE: frozenset({Kind.PLACE, Kind.NAME}),
}
_SPEAKS = re.compile(r"\s*(?:also\s+)?(?:reported|said|added|explained|analysed|analyzed|wrote|noted|told)\b")


def named_in_answer(question: str, answer: str) -> list[Mention]:
    """Return what the answer names; names of the kind asked for weigh most, the first of them before the rest."""
    answer = answer[:READ]
    wanted = _WANTED.get(expected_answer(tokenise(question)), frozenset())
    names = names_in(answer)
    found: list[Mention] = []
    asked_for: list[Mention] = []
    for name in names:
        mention = _mention(name, answer)
        known = _known(name, question.lower())
        if name.kind is not Kind.PERSON and len(names) > 1 and _SPEAKS.match(answer, name.end):
            mention = replace(mention, weight=0.6)
        elif name.kind in wanted and not known:
            mention = replace(mention, weight=3.3 - 0.25 * len(asked_for))
            asked_for.append(mention)
        elif known or name.kind is Kind.PERSON:
            mention = replace(mention, weight=1.25)
        found.append(mention)
    if len(asked_for) > 1 and asked_for[0].kind is asked_for[1].kind:
        found.append(together(asked_for[0], asked_for[1], 3.3, answered=True))
    things = _things(answer, {mention.text.lower() for mention in found})
    if Kind.PERSON in wanted and not asked_for:
        first = next((m for m in things if m.kind is Kind.PERSON), None)
        things = [replace(m, weight=3.3) if m is first else m for m in things]
    return found + things


def together(first: Mention, second: Mention, weight: float, *, answered: bool = False) -> Mention:
    """Return "A and B" as one plural mention."""
    text = f"{first.text} and {second.text}"
    kind = second.kind if first.kind is Kind.NAME else first.kind
    return Mention(text, second.head, kind, True, True, weight, first.words | second.words, answered)


def _mention(name: Name, answer: str) -> Mention:
    text = f"{name.title} {name.core}" if name.title and " " not in name.core else name.core
    if name.kind is not Kind.PERSON and re.search(r"\b[Tt]he\s+$", answer[: name.start]):
        text = f"the {text}"
    words = frozenset(f"{name.title} {name.core}".lower().split())
    return Mention(text, name.core.split()[-1].lower(), name.kind, False, True, 1.0, words, True)


def _known(name: Name, asked: str) -> bool:
    """Tell whether the question, in small letters, has named it already; of people the last name is enough."""
    words = name.core.lower().split()
    return words[-1] in asked if name.kind is Kind.PERSON else all(word in asked for word in words)


def _things(answer: str, known: set[str]) -> list[Mention]:
    """Return the common phrases of an answer, which definite phrases such as "the memorandum" may point to."""
    things = []
    for phrase in noun_phrases(answer, tokenise(answer)):
        text = clean(phrase.text)
        if phrase.proper or not text or text.lower() in known or phrase.kind in {Kind.NUMBER, Kind.TIME}:
            continue
        text = re.sub(r"^(?:a|an)\s", "the ", text, flags=re.IGNORECASE)
        text = text[0].lower() + text[1:]
        things.append(Mention(text, phrase.head, phrase.kind, phrase.plural, False, 0.5, phrase.words, True))
    return things
