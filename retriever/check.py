"""Check a statement against its sources: the public door."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.sentence import split_sentences
from retriever.checking.verdict import Label, Problem, Verdict
from retriever.comparing.clauses import finite
from retriever.comparing.groups import with_groups
from retriever.comparing.match import Reading, alias_of, elsewhere, excused, lay, matches, problems, read
from retriever.comparing.names import same_name, spelled_by
from retriever.comparing.speakers import saying

__all__ = ["Problem", "Verdict", "check"]

_CANDIDATES = 6
_WORD = re.compile(r"[^\W_]+")
_QUOTE = re.compile(r"[“\"]([^“”\"]+)[”\"]")
_GENERIC = frozenset(
    "company firm group club agency maker bank lender retailer airline carmaker automaker chipmaker drugmaker planemaker insurer "
    "grocer brewer miner builder developer operator manufacturer producer utility start-up startup conglomerate broadcaster "
    "newspaper paper orchestra museum charity hospital university".split()
)
_BUSINESS = frozenset({"company", "firm", "group"})
_OUTLET_NOUNS = frozenset("paper newspaper agency broadcaster magazine channel station website".split())
_DOCUMENTS = frozenset(
    "result report statement study survey letter data figure document draft email memo filing poll".split()
)
_SMALL = frozenset("the a an of in on at to and for by is are was were that it its with as from".split())


def check(statement: str, sources: Sequence[str]) -> Verdict:
    """Return whether the sources carry the statement, how well, and what stands against it.

    `sources` are texts: cited sentences or whole articles. Support runs from 0 to 1.
    """
    texts = [source for source in sources if source.strip()]
    pieces = [statement[start:end].strip() for start, end in split_sentences(statement)]
    verdicts = [_check_sentence(piece, texts) for piece in pieces if _WORD.search(piece)]
    if not verdicts:
        return Verdict("unsupported", 0.0, (Problem("content", "The statement says nothing.", statement),))
    found = tuple(dict.fromkeys(problem for verdict in verdicts for problem in verdict.problems))
    return Verdict(_label(found), min(verdict.support for verdict in verdicts), found)


def _label(found: Sequence[Problem]) -> Label:
    if any(problem.contradicts for problem in found):
        return "contradicted"
    return "unsupported" if found else "supported"


def _plain(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _copied(sentence: str, texts: Sequence[str]) -> bool:
    """Whether the sentence stands word for word as whole sentences of a source."""
    wanted = r"[\W_]+".join(re.escape(word) for word in _WORD.findall(sentence))
    pattern = re.compile(
        rf"(?:^|[.?!:;\n…][\W_]*|[“\"(\[][\W_]*)(?<![^\W_]){wanted}(?![^\W_])(?=[\W_]*(?:[.?!:;\n…]|$))", re.IGNORECASE
    )
    return any(pattern.search(text) for text in texts)


def _check_sentence(sentence: str, texts: Sequence[str]) -> Verdict:
    if not texts:
        return Verdict("unsupported", 0.0, (Problem("content", "There is no source to check against.", sentence),))
    if _copied(sentence, texts):
        return Verdict("supported", 1.0)
    stated = read(sentence)
    candidates = _nearest(sentence, texts)
    known = [given for given, _ in candidates]
    found: list[Problem] = list(_quotations(sentence, texts))
    used: list[tuple[Reading, tuple[Reading, ...]]] = []
    weight = matched = 0.0
    for number in range(len(stated.facts)):
        laid = [
            (with_groups(lay(stated, number, given, target), context), context)
            for given, context in candidates
            for target in range(len(given.facts))
        ]
        if not laid:
            continue
        ranked = sorted(laid, key=lambda pair: -pair[0].matched)[:3]
        tried = [(match, [*problems(match, context, known), *elsewhere(match, context)]) for match, context in ranked]
        best, against = min(
            tried,
            key=lambda pair: (
                pair[0].matched < ranked[0][0].matched - 1.0, len(pair[1]) + excused(pair[0]), -pair[0].matched,
            ),
        )  # fmt: skip
        found += against
        used.append((best.given, next(context for match, context in ranked if match is best)))
        weight += best.weight
        matched += best.matched
    found += _attributions(stated, used, known)
    unique = tuple(dict.fromkeys(found))
    support = matched / weight if weight else 0.0
    for problem in unique:
        support *= 0.85 if problem.contradicts else 0.95
    return Verdict(_label(unique), round(max(0.0, min(1.0, support)), 4), unique)


def _nearest(sentence: str, texts: Sequence[str]) -> list[tuple[Reading, tuple[Reading, ...]]]:
    """Return the source sentences that share most words with the statement, each with itself and the sentences beside it."""
    wanted = {word[:6] for word in _plain(sentence)} - _SMALL
    scored: list[tuple[float, int, list[str], int]] = []
    before: list[str] = []
    for text in texts:
        own = [text[start:end].strip() for start, end in split_sentences(text)]
        parts, before = [*before[-1:], *own], own
        for place in range(len(parts) - len(own), len(parts)):
            part = parts[place]
            score = len(wanted & {word[:6] for word in _plain(part)})
            scored.append((-score, len(scored), parts, place))
    scored.sort(key=lambda entry: entry[:2])
    cache: dict[str, Reading] = {}

    def once(text: str) -> Reading:
        if text not in cache:
            cache[text] = read(text)
        return cache[text]

    return [
        (once(parts[place]), tuple(once(part) for part in parts[max(0, place - 2) : place + 2]))
        for _, _, parts, place in scored[:_CANDIDATES]
    ]


def _quotations(sentence: str, texts: Sequence[str]) -> list[Problem]:
    """Every quoted passage must stand word for word in a source."""
    found = []
    plain = [" ".join(_plain(text)) for text in texts]
    for match in _QUOTE.finditer(sentence):
        quoted = _plain(match.group(1))
        if not quoted or any(f" {' '.join(quoted)} " in f" {text} " for text in plain):
            continue
        near = _nearest_quote(quoted, texts)
        if near:
            found.append(
                Problem(
                    "quotation",
                    f"The quotation differs from the source's words: “{near}”.",
                    match.group(1),
                    near,
                    contradicts=True,
                )
            )
        else:
            found.append(Problem("quotation", f"No source holds the quotation “{match.group(1)}”.", match.group(1)))
    return found


def _nearest_quote(quoted: Sequence[str], texts: Sequence[str]) -> str:
    best, words = 0.49, ""
    for text in texts:
        for match in _QUOTE.finditer(text):
            theirs = _plain(match.group(1))
            share = len(set(quoted) & set(theirs)) / max(1, len(set(quoted)))
            if share > best:
                best, words = share, match.group(1)
    return words


def _attributions(
    stated: Reading, used: Sequence[tuple[Reading, tuple[Reading, ...]]], known: Sequence[Reading]
) -> list[Problem]:
    """Whoever the statement credits must be credited by the sentence that carries the fact, or by the one before it."""
    found = []
    for party in stated.parties:
        words = [p for p in party if p not in stated.timed and p not in stated.counted]
        givens = [given for sentence, context in used for given in _crediting(sentence, context)]
        if not words or any(_credited(stated, words, given, known) for given in givens):
            continue
        text = stated.span(party)
        others = [given.span(places) for given in givens for places in given.parties]
        if others:
            found.append(
                Problem(
                    "attribution", f"The source credits “{others[0]}”, not “{text}”.", text, others[0], contradicts=True
                )
            )
        else:
            found.append(Problem("attribution", f"The source does not credit “{text}”.", text))
    return found


def _crediting(sentence: Reading, context: Sequence[Reading]) -> list[Reading]:
    """Return the sentence, and where it names no party itself, the nearest one before it that does."""
    if sentence.parties or sentence not in context:
        return [sentence]
    before = context[: context.index(sentence)]
    return [sentence, *(next(([reading] for reading in reversed(before) if reading.parties), []))]


def _credited(stated: Reading, words: Sequence[int], given: Reading, known: Sequence[Reading]) -> bool:
    """Whether one of the source's parties is the statement's, by its names and by whatever else it says of itself."""
    named = [p for p in words if p in stated.names] or list(words)
    if any(word.lower in {"his", "her", "its", "their"} for word in given.words):
        named = [p for p in named if not _owner(stated, p, given)]
    rest = [p for p in words if p not in named and not saying(stated.words[p])]
    if not all(any(matches(stated, p, given, q) for q, word in enumerate(given.words) if word.content) for p in rest):
        return False
    return any(_is_party(stated, words, named, given, places, known) for places in given.parties)


def _is_party(
    stated: Reading,
    words: Sequence[int],
    named: Sequence[int],
    given: Reading,
    places: frozenset[int],
    known: Sequence[Reading],
) -> bool:
    theirs = {given.words[p].lower for p in places}
    fuller: set[str] = set()
    for p in (p for p in places if given.words[p].capital):
        fuller |= alias_of(known, given.words[p].lower) | _told_to(known, given.words[p].lower)
    if all(stated.words[p].lower in fuller | theirs or saying(stated.words[p]) for p in words):
        return True
    if theirs <= _GENERIC and all(any(matches(stated, p, given, q) for q in given.names) for p in named):
        return True
    if {stated.words[p].lower for p in words} <= _BUSINESS:
        return bool(theirs & _GENERIC) or any(p in given.names for p in places)
    places = places | _rest_of_document(given, places)
    told = next((p for p, word in enumerate(stated.words) if "tell" in word.bases), None)
    if theirs & _OUTLET_NOUNS and told is not None:  # "told the paper", which another sentence names
        named = [p for p in named if p < told or not any(matches(stated, p, o, q) for o in known for q in o.names)]
    return all(
        any(matches(stated, p, given, q) for q in places)
        or stated.words[p].lower in fuller
        or spelled_by(stated.words[p].lower, [given.words[q] for q in sorted(places)])
        or any(given.words[q].text.isupper() and spelled_by(given.words[q].lower, stated.words) for q in places)
        for p in named
    )


def _told_to(known: Sequence[Reading], name: str) -> set[str]:
    """Return the words of every party that the sources credit under this name, "Odd Haug told Kystavisen" included."""
    return {
        reading.words[p].lower
        for reading in known
        for places in reading.parties
        if any(reading.words[p].capital and same_name(reading.words[p].lower, name) for p in places)
        for p in places
    }


def _rest_of_document(given: Reading, places: frozenset[int]) -> frozenset[int]:
    """Return the names that go on with a document's name, up to the next sign or verb: "results published … in the …"."""
    if not any(given.words[p].bases & _DOCUMENTS for p in places):
        return frozenset()
    rest: list[int] = []
    for p in range(max(places) + 1, len(given.words)):
        if given.words[p].sign or (finite(given.words, p) and not given.words[p].lower.endswith("ed")):
            break
        if p in given.names:
            rest.append(p)
    return frozenset(rest)


def _owner(stated: Reading, place: int, given: Reading) -> bool:
    """Whether the name only tells whose spokesman or paper it is, and the source knows the name."""
    owner = next(
        (
            p
            for p in range(place, min(place + 4, len(stated.words)))
            if stated.words[p].text.lower().replace("’", "'").endswith("'s")
        ),
        None,
    )
    return (
        owner is not None
        and all(stated.words[p].capital for p in range(place, owner + 1))
        and any(matches(stated, place, given, p) for p in given.names)
    )
