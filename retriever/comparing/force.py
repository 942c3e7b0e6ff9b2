"""How firmly each word of a sentence is put: what denies it, and what holds it to a plan or a possibility."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from retriever.comparing.clauses import SUBORDINATING, Fact, finite, verbal
from retriever.comparing.wording import Word

POSSIBLE, CONSIDERED, PLANNED, EXPECTED, WILL, REPORTED, CONFIRMED = 1.0, 2.0, 3.0, 4.0, 4.5, 5.0, 6.0
NAMES = {
    POSSIBLE: "possible", CONSIDERED: "considered", PLANNED: "planned", EXPECTED: "expected",
    WILL: "said to come", REPORTED: "reported", CONFIRMED: "done or true",
}  # fmt: skip
_NOT = frozenset("not no never none nobody neither nor without cannot nothing unable".split())
# Each word with its level and what must follow for it to count: anything, "to", "that", or a clause opener.
_WORDS = {
    POSSIBLE: "may might could possible possibly possibility perhaps maybe potential potentially suggest allege allegation accuse "
    "accusation unclear rumour rumor speculate whether if unless risk threaten fear doubt conceivable charge reputed apparently chance "
    "suspicion need require await lack prospect claim unlikely suspect appear seem deny dispute postpone delay cancel scrap call_off prevent avoid avert block put_off shelve abandon thwart",
    CONSIDERED: "consider weigh mull discuss discussion debate explore study examine ponder contemplate evaluate negotiate coordinate "
    "look_at think_about talk eye float review assess option open",
    PLANNED: "would wouldn't plan intend intention aim propose proposal want wish hope seek promise pledge vow prepare offer target goal ask demand "
    "call_for ambition bid try agree decide ready willing threat vote",
    EXPECTED: "must expect expectation schedule due likely probably probable forecast predict slate anticipate project tip poised about set agree "
    "on_track destine",
    WILL: "will shall won't 'll",
    REPORTED: "reportedly believe understand purportedly supposedly think estimate",
}  # fmt: skip
_LEVEL: dict[str, float] = {}
for _certainty, _line in _WORDS.items():
    for _word in _line.split():
        _LEVEL.setdefault(_word, _certainty)
for _word in ("agree", "decide", "vote", "due", "schedule", "set", "slate"):
    _LEVEL[_word] = WILL  # what is arranged may be told with "will"
_LEVEL["have"] = EXPECTED
_NEEDS_TO = frozenset(
    "agree have decide ready willing offer try set about due vote ask wish seek threaten bid prepare appear seem hope aim target threat fail refuse decline open demand call_for charge".split()
)
_NEEDS_NOUNISH = frozenset(
    "talk review study examine assess float eye look_at discuss discussion debate explore negotiate".split()
)
_NEEDS_THAT = frozenset("suggest claim fear doubt believe understand think suspect deny dispute estimate".split())
_BOTH_WAYS = frozenset(
    "may might could possible possibly perhaps maybe potentially reportedly likely probably apparently will would shall won't wouldn't unclear unlikely purportedly supposedly".split()
)
# Words that carry nothing but how firmly the rest is put; the others of the list tell a fact as well.
PURE = frozenset(
    """
    may might could possible possibly possibility perhaps maybe potential potentially unclear whether if conceivable
    apparently chance likely unlikely appear seem consider weigh mull ponder contemplate plan intend intention aim expect
    expectation schedule due probably probable forecast predict slate anticipate tip poised about set on_track destine will
    would shall reportedly believe understand purportedly supposedly think discuss explore study look_at think_about
    """.split()
)
_DETERMINERS = frozenset("a an the this that these those his her its their two three".split())
_SETTLES = frozenset("establish determine know confirm decide clarify".split())
_UNDO = frozenset("lift end remove scrap drop cancel repeal abolish reverse ease".split())
_TELLS = frozenset("say tell report announce decide rule find conclude show write warn".split())
_SAID = frozenset("say tell announce add promise pledge vow".split())
_FALSE = frozenset("untrue false lie hoax myth falsehood".split())
_CALLS = frozenset("call brand label term declare denounce".split())
_BE = frozenset("is are was were be been being am it's".split())


@dataclass(frozen=True, slots=True)
class Cue:
    """One word that lowers or denies: its place and the places that it governs, before and after it."""

    place: int
    level: float
    negates: bool
    right: frozenset[int]
    left: frozenset[int]


def _closes(words: Sequence[Word], fact: Fact, position: int) -> bool:
    """Whether the cue ends an attribution that follows what it governs (", documents suggest")."""
    commas = [at for at, p in enumerate(fact.places[:position]) if words[p].lower == ","]
    return bool(commas) and bool(
        words[fact.places[position]].bases & {"suggest", "claim", "allege", "believe", "think"}
    )


def _next(words: Sequence[Word], place: int) -> str:
    for word in words[place + 1 : place + 4]:
        if not word.lower.endswith("ly") and word.lower not in {
            "also",
            "now",
            "still",
            "in",
            "principle",
            "on",
            '"',
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
        }:
            return word.lower
    return ""


def _passive(words: Sequence[Word], place: int) -> bool:
    return any(word.lower in _BE for word in words[max(0, place - 3) : place])


def _closing_source(words: Sequence[Word], comma: int) -> bool:
    """Whether the rest of the sentence tells who said or decided it: ", the council decided by 34 votes"."""
    verb = next((p for p in range(comma + 1, min(comma + 8, len(words))) if finite(words, p)), None)
    return (
        verb is not None
        and bool(words[verb].bases & _TELLS)
        and not any(word.sign or word.lower in SUBORDINATING | {"and", "but"} for word in words[comma + 1 : verb])
    )


def _to_number(words: Sequence[Word], place: int) -> bool:
    """Whether what follows is a count: "by 34 votes to 21"."""
    return any(
        word.lower == "to" and p + 1 < len(words) and words[p + 1].lower[0].isdigit()
        for p, word in enumerate(words[: place + 4])
        if p > place
    )


def _level_of(words: Sequence[Word], place: int) -> float | None:
    word = words[place]
    if word.capital and word.lower in {"may", "will", "march", "hope"} and place and not words[place - 1].sign:
        return None
    if word.possessive:
        return None  # "the study's author": no verb
    known = [base for base in word.bases if base in _LEVEL]
    following = _next(words, place)
    before = words[place - 1].lower if place else ""
    for base in known:
        passive = _passive(words, place)
        if base in _NEEDS_TO and (following != "to" or _to_number(words, place)):
            continue
        if base == "suspect" and before not in _DETERMINERS:
            return POSSIBLE
        if base in _NEEDS_THAT and not (
            following in {"", ".", ",", "that", "to", "it", "he", "she", "they", "having", "whether"}
            or passive
            or following.endswith("ing")
        ):
            if base not in {"deny"}:
                continue
        if base == "set" and before not in _BE and before not in {"all", "now"}:
            continue
        if base in {"about", "due"} and before not in _BE:
            continue
        if base == "set" or (base == "plan" and before in {"action", "peace"}):
            pass
        if base in _NEEDS_NOUNISH and not (
            word.lower.endswith("ing")
            or passive
            or following in {"whether", "possibility", "how", "the", "a", "ways", "on", "about", "over", "with", "to"}
        ):
            continue
        if base in {"delay", "block"} and before in _DETERMINERS:
            continue  # "the delay could add": a noun here
        if (base == "may" and word.capital and place) or (base == "have" and before in {"will", "shall"}):
            continue
        if base == "would" and any(w.bases & _SAID for w in words):
            return WILL  # "said it would": reported speech for "will"
        return _LEVEL[base]
    if word.lower == "to" and before in _BE and place + 1 < len(words):
        return EXPECTED
    return None


def _negates(words: Sequence[Word], place: int) -> bool:
    word, following = words[place], _next(words, place)
    if word.lower in _NOT or word.lower.endswith("n't"):
        return not (word.lower == "not" and following in {"only", "just", "least"}) and not (
            word.lower == "no" and following in {"doubt", "fewer", "less", "more"}
        )
    if word.lower == "yet" and following == "to":
        return True
    if word.bases & {"fail", "refuse", "decline"}:
        return following == "to"
    if "dispute" in word.bases and not finite(words, place):
        return False  # "a dispute over pay" denies nothing
    if _calls_false(words, place):
        return True
    return bool(word.bases & {"deny", "rule_out", "dispute", "bar", "ban", "prohibit", "forbid"})


def _calls_false(words: Sequence[Word], place: int) -> bool:
    """Whether the word says of a clause or a saying that it is not so: "is a lie", "dismissed … as false", "untrue: …"."""
    if not place or words[place].lower not in _FALSE:
        return False
    before = [word.lower for word in words[max(0, place - 2) : place]]
    noun = before[-1:] in (["a"], ["an"])
    lead = before[0] if noun and len(before) == 2 else "".join(before[-1:])
    called = noun and any(word.bases & _CALLS for word in words[:place])
    return lead in _BE | {"as", "”"} or called


def cues(words: Sequence[Word], fact: Fact) -> tuple[Cue, ...]:
    """Return what lowers or denies words of one fact."""
    found: list[Cue] = []
    for position, place in enumerate(fact.places):
        level, negates = _level_of(words, place), _negates(words, place)
        if _unsettled(words, place):
            level = POSSIBLE
        if level is None and not negates:
            continue
        reported = any(words[p].lower == "that" for p in fact.places[:position])
        right: list[int] = []
        for p in fact.places[position + 1 :]:
            if words[p].lower in SUBORDINATING - {"who", "which", "if"} and not (
                words[p].lower == "as"
                and (
                    words[p - 1].lower in {"such", "much", "many", "well", "soon"}
                    or (words[p + 1 : p + 2] and words[p + 1].lower in {"a", "an", "the", "part", "head", "saying"})
                )
            ):
                break
            if words[p].lower in {'"', "”"} and _inside_quote(words, fact, position):
                break
            if words[p].lower == "," and words[place].lower in {"whether", "if", "unless"}:
                break
            if _opens_relative(words, p) or (words[p].lower == "," and _closing_source(words, p)):
                break
            if negates and any(words[q].bases & _UNDO for q in right):
                break  # "will not lift the ban": the ban stands
            if words[p].lower == "," and p + 1 < len(words) and words[p + 1].lower in {"a", "an", "who", "which"}:
                break
            if words[p].lower == "," and _tells_on(words, p + 1) and (negates or reported):
                break  # "ruled that the port may not charge, overturning a decision"
            right.append(p)
        both = words[place].lower in _BOTH_WAYS or bool(words[place].bases & _BOTH_WAYS) or _passive(words, place)
        start = position
        while start and words[fact.places[start - 1]].lower not in SUBORDINATING | {"that", ","}:
            start -= 1
        if (
            words[place].lower not in _NOT
            and not any(words[p].content for p in right)
            and _closes(words, fact, position)
        ):
            both, start = True, 0
        if _calls_false(words, place):
            both, start = True, 0  # "called the report that it will close a lie"
        if words[place].lower == "without":
            both = False  # "were left without power": what stands before it holds
        if words[place].lower in {"nothing", "nobody"} and position and finite(words, fact.places[position - 1]):
            both, start = True, position - 1  # "had known nothing"
        left = frozenset(fact.places[start:position]) if both else frozenset()
        found.append(Cue(place, CONFIRMED if level is None else level, negates, frozenset(right), left))
    return tuple(found)


def _tells_on(words: Sequence[Word], place: int) -> bool:
    """Whether a participle begins here that tells what the whole sentence before it led to."""
    return place < len(words) and words[place].lower.endswith("ing") and verbal(words[place])


def _inside_quote(words: Sequence[Word], fact: Fact, position: int) -> bool:
    before = [words[p].lower for p in fact.places[:position]]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _opens_relative(words: Sequence[Word], place: int) -> bool:
    """Whether a clause begins here that only tells which thing is meant: "crossings that have been closed"."""
    return (
        words[place].lower in {"that", "which", "who"}
        and words[place - 1].content
        and not finite(words, place - 1)
        and place + 1 < len(words)
        and finite(words, place + 1)
    )


def _unsettled(words: Sequence[Word], place: int) -> bool:
    """Whether this says that something is not known: "the cause has not been established"."""
    return bool(words[place].bases & _SETTLES) and any(
        word.lower in _NOT or word.lower.endswith("n't") for word in words[max(0, place - 3) : place]
    )


def level_at(
    found: Sequence[Cue], place: int, *, leniently: bool = False, clause: frozenset[int] = frozenset()
) -> tuple[float, int | None]:
    """Return how firmly one word is put and the place of the deciding cue; leniently, any cue of its clause counts."""
    governing = [
        cue for cue in found
        if place in cue.right or place in cue.left or (leniently and cue.place in clause) or (leniently and cue.place == place)
    ]  # fmt: skip
    lowest = min(governing, key=lambda cue: cue.level, default=None)
    return (lowest.level, lowest.place) if lowest and lowest.level < CONFIRMED else (CONFIRMED, None)


def denials(found: Sequence[Cue], place: int) -> tuple[int, ...]:
    """Return the places of the words that deny this one."""
    return tuple(cue.place for cue in found if cue.negates and (place in cue.right or place in cue.left))
