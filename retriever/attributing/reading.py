"""Read how certain a clause is from its own words: the chain of verbs that its main predicate opens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from retriever.attributing.cues import patterns
from retriever.attributing.predicate import is_past_form, predicate_index
from retriever.attributing.small_words import CHAIN_WORDS, CONDITION, HEDGES, NEGATIVE_SUBJECT
from retriever.attributing.words import AUXILIARIES, DETERMINERS, PREPOSITIONS, RELATIVES, SUBORDINATORS, Word
from retriever.certainty import Certainty


@dataclass(frozen=True, slots=True)
class Reading:
    """A certainty and the words that decide it; None where the clause lowers nothing."""

    certainty: Certainty | None
    words: tuple[Word, ...]


def read_clause(words: Sequence[Word], *, question: bool = False, headline: bool = False) -> Reading:
    """Return the weakest certainty along the main predicate of a clause, with the words that carry it.

    `headline` says that the sentence has no full stop, so its verb may be missing ("Storvik to cut 200 jobs").
    """
    kept = _without_parentheses(words)
    conditional = _condition(kept)
    main = _without_leading_clause(kept)
    if not main:
        return Reading(None, tuple(words[:1]))
    found: list[Reading] = []
    start = predicate_index(main)
    if headline:
        start = _without_headline_noun(main, start)
    predicate = main[start] if start is not None else main[0]
    if question:
        found.append(Reading(Certainty.POSSIBLE, (words[-1],)))
    if conditional:
        found.append(conditional)
    if start is None and headline:
        found.extend(_headline(main))
    if main[0].low == "whether":
        found.append(Reading(Certainty.POSSIBLE, (main[0],)))
    text, starts = _joined_with_places(main)
    negative = NEGATIVE_SUBJECT.match(text)
    negative_end = len(text[: negative.end()].split()) if negative else 0
    if negative and (start is None or negative_end <= start):
        found.append(Reading(Certainty.DENIED, tuple(main[:negative_end])))
    place = _with_adverbs_before(main, start) if start is not None else 0
    chain, end = _chain(main, text, starts, place)
    found.extend(chain)
    found.extend(_hedges(main, text, starts, min(len(main), end + 2)))
    if not found:
        return Reading(None, (predicate,))
    modal = next((reading for reading in chain if reading.certainty is Certainty.POSSIBLE), None)
    if modal and chain[0] is modal:
        found = [reading for reading in found if reading.certainty is not Certainty.DENIED]
    return min(found, key=lambda reading: reading.certainty.rank if reading.certainty else 99)


def _without_headline_noun(words: Sequence[Word], start: int | None) -> int | None:
    """Drop a verb that is more likely a noun behind a headline's infinitive: "Norrail to scrap night trains"."""
    if not start or words[start].low in AUXILIARIES or is_past_form(words[start].low):
        return start
    infinitive = any(word.low == "to" for word in words[1:start])
    return None if infinitive else start


def _headline(words: Sequence[Word]) -> list[Reading]:
    """Read a headline, which drops its auxiliary: "Storvik in talks to buy Delmer", "Storvik to cut 200 jobs"."""
    if any(word.low in RELATIVES for word in words):
        return []
    text, starts = _joined_with_places(words)
    for place in range(1, min(len(words) - 1, 8)):
        low, following = words[place].low, words[place + 1]
        if low == "to":
            noun_phrase = (
                following.low in DETERMINERS | PREPOSITIONS or following.low.endswith("ing") or following.is_capital
            )
            behind = any(word.low in PREPOSITIONS for word in words[:place])
            return [] if noun_phrase or behind else [Reading(Certainty.EXPECTED, (words[place],))]
        chain, _ = _chain(words, text, starts, place)
        if chain and not words[place].is_capital and words[place - 1].low not in DETERMINERS | PREPOSITIONS:
            return chain
    return []


def _with_adverbs_before(words: Sequence[Word], start: int) -> int:
    """Step back over "no longer", "never" and the like, which stand before a verb without an auxiliary."""
    place = start
    while place > 0 and (
        words[place - 1].low in {"longer", "neither", "never", "not", "n't", "also", "now", "still", "hardly"}
        or (words[place - 1].low == "no" and words[place].low == "longer")
        or (words[place - 1].low.endswith("ly") and not words[place - 1].is_capital)
    ):
        place -= 1
    return place


def _chain(words: Sequence[Word], text: str, starts: Sequence[int], place: int) -> tuple[list[Reading], int]:
    """Walk from the predicate over cues and the small words between them; stop at the first content word."""
    found: list[Reading] = []
    cues = patterns()
    index = place
    while index < len(words):
        for label, pattern in cues:
            match = pattern.match(text, starts[index])
            if match and match.end() > match.start():
                length = max(1, len(match.group().split()))
                if label is not None:
                    found.append(Reading(label, tuple(words[index : index + length])))
                index += length
                break
        else:
            step = CHAIN_WORDS.match(text, starts[index])
            if not step:
                break
            index += len(step.group().split())
    return found, index


def _hedges(words: Sequence[Word], text: str, starts: Sequence[int], end: int) -> list[Reading]:
    limit = starts[end - 1] if end else 0
    readings = []
    for match in HEDGES.finditer(text, 0, min(len(text), limit + 14)):
        index = text.count(" ", 0, match.start())
        label = Certainty(match.lastgroup or "possible")
        readings.append(Reading(label, (words[index],)))
    return readings


def _condition(words: Sequence[Word]) -> Reading | None:
    text, _ = _joined_with_places(words)
    match = CONDITION.search(text)
    if not match:
        return None
    index = text.count(" ", 0, match.start())
    return Reading(Certainty.POSSIBLE, (words[index],))


def _joined_with_places(words: Sequence[Word]) -> tuple[str, list[int]]:
    starts, pieces, place = [], [], 0
    for number, word in enumerate(words):
        starts.append(place)
        pieces.append(word.text if word.text == "May" and number else word.low)  # the month is no cue
        place += len(word.low) + 1
    return " ".join(pieces), starts


def _without_parentheses(words: Sequence[Word]) -> list[Word]:
    kept: list[Word] = []
    depth = 0
    for word in words:
        if word.text in "([":
            depth += 1
        elif word.text in ")]":
            depth = max(0, depth - 1)
        elif depth == 0 and word.text not in '"“”' and word.low != "alike":
            kept.append(word)
    return kept


def _without_leading_clause(words: Sequence[Word]) -> list[Word]:
    """Drop "Although …," and "After …," before the main clause, and opening quotation marks."""
    kept = list(words)
    while kept and not kept[0].is_word and kept[0].low != "n't":
        kept = kept[1:]
    participle = bool(kept) and (
        kept[0].low in {"asked", "faced", "given"} or (kept[0].low.endswith("ing") and len(kept[0].low) > 5)
    )
    opens = kept and (
        participle or kept[0].low in SUBORDINATORS or kept[0].low in RELATIVES - {"who"} or kept[0].low == "if"
    )
    if opens:
        comma = next((index for index, word in enumerate(kept) if word.low == ","), None)
        if comma is not None and predicate_index(kept[comma + 1 :]) is not None:
            return kept[comma + 1 :]
    return kept
