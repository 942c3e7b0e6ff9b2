"""Find the main predicate of a clause: the verb that its certainty hangs on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retriever.attributing.words import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    MODALS,
    POSSESSIVES,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
    Word,
    class_of,
)

# Past tenses that are not participles as well: where they stand, a clause has its verb.
_PLAIN_PAST = class_of(
    "ate arose awoke became began bit blew broke came chose drank drew drove fell flew forbade forgot forgave froze "
    "gave grew hid knew lay mistook overtook overthrew rang ran rode rose sang sank saw shook shrank spoke sprang "
    "stole strove swam swore threw took tore underwent undertook went withdrew woke wore wove wrote"
)
_SHARED_PAST = class_of(
    "bet bid bound bought brought broadcast built burst burnt cast caught clung cost crept cut dealt drawn dreamt dug "
    "fed felt fled flung forecast fought found got heard held hit hung hurt kept knelt laid leapt learnt led left lent "
    "let lit lost made meant met misled overheard paid put quit read said sent set shed shone shot shut sold sought "
    "slept slid spent spilt split spread stood stuck struck stung swept swung taught thought told understood upheld "
    "upset wept withheld won wound repaid rebuilt resold retold remade foretold forsook withstood outsold overran overspent rerun reset "
    "undercut underspent unwound mislaid misread outbid outshone beset spun slung strung stung trod"
)
_NOT_PAST = class_of(
    "need needs indeed speed seed hundred exceed proceed succeed feed breed bleed shed red bed united agreed-upon "
    "embed deed weed greed creed sacred kindred naked wicked rugged so-called alleged supposed hatred"
)
_SHORT_PAST = class_of("died lied tied owed sued vied axed eyed used")
_PRESENT = class_of(
    """
    accept accuse act add affect aim allow announce appear approve argue ask assume attend avoid back ban become begin
    believe belong block blame break bring build buy call carry cause challenge change charge choose cite claim close
    collect come compare concern confirm contain continue contradict control cost cover create criticise criticize cut
    deal declare defend demand deny depend describe destroy develop die differ disagree disclose discuss doubt draw drive
    drop earn emphasise emphasize employ enable end enjoy ensure enter establish estimate examine exceed exist expand
    expect explain express face fail fall favour fear feature feel fight find focus follow force gain generate get give
    go govern grow handle happen harm help highlight hold hope hurt identify ignore impose improve include increase
    indicate influence insist intend introduce invest involve join keep know lack last lead learn leave lie like list
    live look lose maintain make manage mark matter mean measure meet mention need negotiate note offer open operate
    oppose owe own pay perform permit plan play point prefer prepare prevent produce promise propose prove provide push
    put raise reach read realise receive recognise recognize recommend reduce reflect refuse regret reject remain
    represent require respect rest result reveal rise run say see seek seem sell send serve set share show sign sit
    speak spend stand start state stay stem stop stress suggest supply support suspect take talk teach tell tend think
    threaten throw total trade train travel treat turn understand undervalue use value view visit vote vow wait walk
    want warn wear weigh welcome win wish work worry write outline call consider coordinate mature forecast predict
    anticipate project oversee reopen belong amount account rank lag outnumber await deserve rely resemble
    mull eye explore ponder contemplate slam blast hail urge delay scrap axe unveil launch sue quit hire recall jump surge
    plunge slip soar tumble climb dip ease edge slump rebound pledge undertake signal hint name appoint arrest jail strike
    kill injure prompt spark trigger depart arrive fly head return resign retire beat secure award host boost double
    halve triple soften harden loom emerge recover restart resume suspend cancel postpone extend halt ground evacuate
    scramble bid target pursue court woo chase press assess probe investigate expire lapse inaugurate convene gather
    flee perish survive vanish steer shelve abandon ditch dump sack oust replace succeed intend aspire
    """
)
_NOT_BEFORE_VERB = DETERMINERS | POSSESSIVES | (PREPOSITIONS - {"of"}) | {"and", "or", ",", "of"}
_VOWEL_Y = re.compile(r"[^aeiou]ies$")


def _is_present(low: str) -> bool:
    if low in _PRESENT:
        return True
    if _VOWEL_Y.search(low) and low[:-3] + "y" in _PRESENT:
        return True
    return (low.endswith("s") and low[:-1] in _PRESENT) or (low.endswith("es") and low[:-2] in _PRESENT)


def _is_regular_past(low: str) -> bool:
    return low.endswith("ed") and (len(low) > 4 or low in _SHORT_PAST) and low not in _NOT_PAST


def _is_past(low: str) -> bool:
    return low in _PLAIN_PAST or low in _SHARED_PAST or _is_regular_past(low)


def _is_modal_here(words: Sequence[Word], index: int) -> bool:
    """Tell the verbs will, may, might, can and must from the noun, the month and the name."""
    word, low = words[index], words[index].low
    previous = words[index - 1] if index else None
    following = words[index + 1] if index + 1 < len(words) else None
    if low == "may" and word.is_capital and (previous is not None or following is None or not following.is_word):
        return False
    if low == "may" and following is not None and following.text[0].isdigit():
        return False
    if low in {"will", "might", "can", "must"} and previous is not None:
        if previous.low in (DETERMINERS | POSSESSIVES) - {"this", "that", "these", "those"}:
            return False
        if previous.low in PREPOSITIONS - {"of"}:
            return False
    if low in {"will", "may"} and word.is_capital and previous is None:
        return following is not None and not following.is_capital
    return not (low == "will" and word.is_capital and following is not None and following.is_capital)


def _strength(words: Sequence[Word], index: int, *, closes_aside: bool = False) -> int:
    """Return 2 for a sure finite verb, 1 for a word that may be one, 0 for none.

    `closes_aside` says that the comma before the word ends an aside of the subject ("Storvik, a farmer, plans").
    """
    word = words[index]
    low = word.low
    if not low[0].isalpha() and low[0] != "'":
        return 0
    previous = words[index - 1].low if index else ""
    following = words[index + 1].low if index + 1 < len(words) else ""
    if closes_aside and not word.is_capital and (_is_past(low) or (low not in _PRESENT and _is_present(low))):
        return 1
    if low in MODALS:
        return 2 if _is_modal_here(words, index) else 0
    if low in AUXILIARIES:
        return 0 if previous == "to" else 2
    if word.is_capital and index:
        return 0
    if low in _PLAIN_PAST:
        return 0 if previous in DETERMINERS else 2
    if previous in {"to", "not", "n't", *MODALS} and low not in _SHARED_PAST:
        return 0
    if low in _SHARED_PAST or _is_regular_past(low):
        if previous in _NOT_BEFORE_VERB - {"and", "or"} or previous in SUBORDINATORS or previous in BE:
            return 0
        if previous.endswith(("ly", "-")) and index > 1 and words[index - 2].low in DETERMINERS:
            return 0
        return 0 if index == 0 else 1
    if _is_present(low):
        if index == 0 or previous in _NOT_BEFORE_VERB - {"and", "or"}:
            return 0
        plural = low in _PRESENT
        if plural and not (
            previous.endswith("s")
            or previous in {"i", "you", "we", "they", "people", "also", "police"}
            or (index > 2 and words[index - 1].is_capital and words[index - 2].low == "and")
        ):
            return 0
        if not plural and following in {"of", "'s"}:
            return 0
        return 1
    return 0


def predicate_index(words: Sequence[Word]) -> int | None:
    """Return the place of the first word of the main predicate, or None where there is no verb.

    Clauses opened by a relative word are passed over with their verb, and so are asides between commas; a past
    form followed by a surer verb is taken as a participle ("engineers hired last year left").
    """
    fallback: int | None = None
    skipping = 0
    opened_by_comma = False
    for index, word in enumerate(words):
        previous = words[index - 1].low if index else ""
        if word.low in RELATIVES or (word.low == "that" and index and previous not in {"it", "so"} and skipping == 0):
            if fallback is not None:
                return fallback
            skipping = 1
            opened_by_comma = previous == ","
            continue
        if word.low == ",":
            if fallback is not None and not _opens_participle(words, fallback):
                return fallback
            fallback = None if fallback is not None and words[fallback - 1].low != "," else fallback
            if opened_by_comma:
                skipping, opened_by_comma = 0, False
            continue
        strength = _strength(
            words, index, closes_aside=previous == "," and fallback is None and _ends_aside(words, index)
        )
        if strength == 0:
            continue
        if previous in AUXILIARIES | BE or (skipping == 0 and fallback is not None and strength < 2):
            continue
        if skipping:
            if not opened_by_comma:
                skipping = 0
            continue
        if strength == 2:
            between = {other.low for other in words[fallback:index]} if fallback is not None else set()
            if fallback is not None and between & ({"and", "or", "but", "to", "that"} | SUBORDINATORS):
                return fallback
            return index
        fallback = index
    return fallback


def _opens_participle(words: Sequence[Word], index: int) -> bool:
    """Tell whether a past form opens an aside: ", founded in 1998," or ", originally planned for May,"."""
    previous = words[index - 1]
    if previous.low == ",":
        return True
    adverb = previous.low.endswith("ly") or previous.low in {
        "once",
        "first",
        "already",
        "now",
        "long",
        "since",
        "not",
        "never",
    }
    return adverb and index > 1 and words[index - 2].low == ","


def _ends_aside(words: Sequence[Word], index: int) -> bool:
    """Tell whether the comma before a word closes an aside that opened behind a subject without a verb."""
    first = next((place for place in range(index - 1) if words[place].low == ","), None)
    if first is None or first == 0 or words[0].low in PREPOSITIONS | SUBORDINATORS:
        return False
    subject = words[:first]
    return all(_strength(subject, place) == 0 for place in range(len(subject))) and not words[first + 1].is_capital


def has_predicate(words: Sequence[Word]) -> bool:
    """Tell whether the words hold a finite verb outside relative clauses."""
    return predicate_index(words) is not None


def is_past_form(low: str) -> bool:
    """Tell whether a lower-case word has the form of a past tense ("went", "was", "signed")."""
    if low in {"was", "were", "had", "did"} or low in _PLAIN_PAST:
        return True
    if low in _SHARED_PAST:
        return low not in {
            "put",
            "let",
            "cut",
            "set",
            "hit",
            "cost",
            "read",
            "quit",
            "bid",
            "bet",
            "hurt",
            "shut",
            "split",
            "spread",
        }
    return _is_regular_past(low)
