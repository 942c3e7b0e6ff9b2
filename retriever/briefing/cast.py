"""Find who appears in articles: people and bodies, each with the sentence that introduces them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.article import Article
from retriever import lexicon as lx
from retriever.briefing.excerpt import Excerpt, sentences_of
from retriever.tagging.people import Name, names_in
from retriever.tagging.phrases import Kind
from retriever.tagging.tokens import singular

_APPOSITION = re.compile(r"^\s*,\s*(?:the|a|an|who|which|[A-Z][\w'’]+['’]s)\b|^\s*\(")

_EXPLAINED = re.compile(r"\s*,\s*(?:the|a|an)\s+([^,;.]{1,80})")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A person or body so far: the fullest name, its first place, and the best introduction."""

    core: str
    kind: Kind
    title: str
    excerpt: Excerpt
    worth: int
    order: int


def who_is_who(articles: Sequence[Article], *, most: int = 16) -> list[Excerpt]:
    """Return one sentence for each person and body, people first, in the order in which they appear.

    The sentence is the first that names the role, or else the first that names them. The heading is the name with
    the title that stands before it.
    """
    entries: list[_Entry] = []
    for article in articles:
        for sentence in sentences_of(article):
            last_end = 0
            for found in names_in(sentence.text):
                name = _told_apart(found, sentence.text)
                # "the Nihon Keizai Shimbun (Nikkei)": a second name of the same body.
                also = sentence.text[last_end : name.start].strip() == "("
                last_end = name.end
                if name.kind in {Kind.PERSON, Kind.ORGANISATION} and not also:
                    _enter(entries, name, sentence)
    ordered = sorted(entries, key=lambda entry: (entry.kind is not Kind.PERSON, entry.order))
    return [replace(entry.excerpt, heading=_heading(entry)) for entry in ordered[:most]]


def _told_apart(name: Name, text: str) -> Name:
    """Return the name with the kind that the words behind it tell: "Norvik, a maker of turbines, …"."""
    behind = _EXPLAINED.match(text, name.end)
    if behind is None or name.kind is not Kind.NAME:
        return name
    words = {singular(word) for word in re.findall(r"[a-z]+", behind.group(1).lower())}
    if words & lx.PERSON_NOUNS:
        return replace(name, kind=Kind.PERSON)
    return replace(name, kind=Kind.ORGANISATION) if words & lx.ORGANISATION_NOUNS else name


def _enter(entries: list[_Entry], name: Name, sentence: Excerpt) -> None:
    worth = 2 * bool(name.title) + bool(_APPOSITION.match(sentence.text[name.end :])) + (len(name.core.split()) > 1)
    for number, entry in enumerate(entries):
        if entry.kind is name.kind and _same(entry.core, name.core, name.kind):
            core = max(entry.core, name.core, key=len)
            title = entry.title or name.title
            if worth > entry.worth:
                entry = replace(entry, excerpt=sentence, worth=worth, title=name.title or title)  # noqa: PLW2901
            entries[number] = replace(entry, core=core)
            return
    entries.append(_Entry(name.core, name.kind, name.title, sentence, worth, len(entries)))


def _same(one: str, other: str, kind: Kind) -> bool:
    """Tell whether two names are the same: "Trump" and "Donald Trump", "Kyodo" and "Kyodo News"."""
    first, second = one.lower().split(), other.lower().split()
    if kind is Kind.PERSON:
        shorter, longer = sorted((first, second), key=len)
        return longer[-len(shorter) :] == shorter
    return set(first) <= set(second) or set(second) <= set(first)


def _heading(entry: _Entry) -> str:
    return f"{entry.title} {entry.core}".strip()
