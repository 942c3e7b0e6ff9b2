"""Check a statement against its sources: the public door."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.sentence import split_sentences
from retriever.checking.credits import miscredited, misquoted_speakers
from retriever.checking.lack import lack
from retriever.checking.nearest import WORD, copied, nearest
from retriever.checking.problems import elsewhere, problems
from retriever.checking.quotations import misquoted
from retriever.checking.verdict import Label, Problem, Verdict
from retriever.comparing.groups import with_groups
from retriever.comparing.match import lay
from retriever.comparing.reading import Reading, read
from retriever.comparing.stand_ins import with_stand_ins

__all__ = ["Problem", "Verdict", "check"]


def check(statement: str, sources: Sequence[str]) -> Verdict:
    """Return whether the sources carry the statement, how well, and what stands against it.

    `sources` are texts: cited sentences or whole articles. Support runs from 0 to 1.
    """
    texts = [source for source in sources if source.strip()]
    pieces = [statement[start:end].strip() for start, end in split_sentences(statement)]
    verdicts = [_check_sentence(piece, texts) for piece in pieces if WORD.search(piece)]
    if not verdicts:
        return Verdict("unsupported", 0.0, (Problem("content", "The statement says nothing.", statement),))
    found = tuple(dict.fromkeys(problem for verdict in verdicts for problem in verdict.problems))
    return Verdict(_label(found), min(verdict.support for verdict in verdicts), found)


def _label(found: Sequence[Problem]) -> Label:
    if any(problem.contradicts for problem in found):
        return "contradicted"
    return "unsupported" if found else "supported"


def _check_sentence(sentence: str, texts: Sequence[str]) -> Verdict:
    if not texts:
        return Verdict("unsupported", 0.0, (Problem("content", "There is no source to check against.", sentence),))
    if copied(sentence, texts):
        return Verdict("supported", 1.0)
    stated = read(sentence)
    candidates = nearest(sentence, texts)
    known = [given for given, _ in candidates]
    found: list[Problem] = list(misquoted(sentence, texts))
    used: list[tuple[Reading, tuple[Reading, ...]]] = []
    weight = matched = 0.0
    for number in range(len(stated.facts)):
        laid = [
            (with_stand_ins(with_groups(lay(stated, number, given, target), known), context, known), context)
            for given, context in candidates
            for target in range(len(given.facts))
        ]
        if not laid:
            continue
        ranked = sorted(laid, key=lambda pair: -pair[0].matched)[:4]
        tried = [(match, [*problems(match, context, known), *elsewhere(match, context)]) for match, context in ranked]
        best, against = min(
            tried,
            key=lambda pair: (
                pair[0].matched < max(0.6 * ranked[0][0].matched, ranked[0][0].matched - 1.0), len(pair[1]) + lack(pair[0]), -pair[0].matched,
            ),
        )  # fmt: skip
        found += against
        used.append((best.given, next(context for match, context in ranked if match is best)))
        weight += best.weight
        matched += best.matched
    found += miscredited(stated, used, known)
    found += misquoted_speakers(stated, known)
    unique = tuple(dict.fromkeys(found))
    support = matched / weight if weight else 0.0
    for problem in unique:
        support *= 0.8 if problem.contradicts else 0.9
    return Verdict(_label(unique), round(max(0.0, min(1.0, support)), 4), unique)
