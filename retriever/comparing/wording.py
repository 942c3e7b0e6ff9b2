"""A sentence as words: where each stands, its possible base forms, and whether it carries content."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from retriever.comparing.inflection import uninflected
from retriever.comparing.wordnet import dictionary_forms, implies, meaning
from retriever.lexicon import IRREGULAR, VERBS
from retriever.senses import PHRASES, opposite, same, vocabulary

_TOKEN = re.compile(
    r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
    r"|(?:[^\W\d_]\.){2,}"
    r"|[A-Z][^\W\d_]*-\d+"  # a name: "Halcyon-2", "G-7"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*"
    r"|[$€£¥%°]|[^\w\s]",
    re.UNICODE,
)
# Forms that neither the irregular verbs of `lexicon` nor the endings below lead back to their base.
_MORE_IRREGULAR = {
    "arose": "arise", "ate": "eat", "beat": "beat", "beaten": "beat", "became": "become", "began": "begin",
    "begun": "begin", "bit": "bite", "blew": "blow", "blown": "blow", "bought": "buy", "bore": "bear", "broke": "break",
    "broken": "break", "brought": "bring", "built": "build", "burnt": "burn", "caught": "catch", "children": "child",
    "chose": "choose", "chosen": "choose", "came": "come", "cut": "cut", "dealt": "deal", "drawn": "draw",
    "drew": "draw", "driven": "drive", "drove": "drive", "fallen": "fall", "fell": "fall", "fed": "feed",
    "felt": "feel", "fled": "flee", "flew": "fly", "flown": "fly", "forbade": "forbid", "forbidden": "forbid",
    "forgotten": "forget", "fought": "fight", "found": "find", "froze": "freeze", "frozen": "freeze", "gave": "give",
    "given": "give", "gone": "go", "got": "get", "grew": "grow", "grown": "grow", "had": "have", "has": "have", "heard": "hear",
    "held": "hold", "hid": "hide", "hidden": "hide", "hit": "hit", "hurt": "hurt", "kept": "keep", "knew": "know",
    "known": "know", "laid": "lay", "led": "lead", "left": "leave", "lent": "lend", "lost": "lose", "made": "make",
    "meant": "mean", "men": "man", "met": "meet", "overcame": "overcome", "oversaw": "oversee", "overthrown": "overthrow",
    "paid": "pay", "people": "people", "quit": "quit", "ran": "run", "rang": "ring", "risen": "rise", "rode": "ride",
    "rose": "rise", "said": "say", "sank": "sink", "sat": "sit", "saw": "see", "seen": "see", "sent": "send",
    "shaken": "shake", "shook": "shake", "shot": "shoot", "shown": "show", "shrank": "shrink", "shrunk": "shrink",
    "slain": "slay", "sold": "sell", "sought": "seek", "spent": "spend", "spoke": "speak", "spoken": "speak",
    "spread": "spread", "stole": "steal", "stolen": "steal", "stood": "stand", "stricken": "strike", "struck": "strike",
    "sued": "sue", "sunk": "sink", "swept": "sweep", "swore": "swear", "sworn": "swear", "taken": "take",
    "taught": "teach", "thought": "think", "threw": "throw", "thrown": "throw", "told": "tell", "took": "take",
    "undergone": "undergo", "understood": "understand", "underwent": "undergo", "undertook": "undertake",
    "upheld": "uphold", "went": "go", "withdrawn": "withdraw", "withdrew": "withdraw", "withheld": "withhold",
    "withstood": "withstand", "woke": "wake", "women": "woman", "won": "win", "wore": "wear", "worn": "wear",
    "wrote": "write", "written": "write", "lives": "life", "wives": "wife", "thieves": "thief", "feet": "foot", "teeth": "tooth", "dying": "die", "died": "die", "lying": "lie", "tying": "tie",
}  # fmt: skip
STOP = frozenset(
    """
    a an the this that these those some any each such same other another others
    i me my mine we us our ours you your yours he him his she her hers it its they them their theirs himself herself
    itself themselves one ones who whom whose which what
    am is are was were be been being do does did doing done have has had having will would shall should can could may
    might must ought 's
    of in on at for from to by with about into onto over under during through upon off out up down as than per via
    against among between within without amid toward towards across along around behind above below near
    and or nor but so yet if because while although though unless whether when where why how since until till after
    before once then there here
    not no never n't also too very just still already now even only rather quite however moreover meanwhile both either
    neither nobody anyone anybody someone somebody anything something more most less least much many few several all every none nothing
    say says said saying tell tells told report reports reported reporting according accordance cite cites citing cited
    mr mrs ms dr am pm
    """.split()
)
_KEPT = 1 << 17
_PARTICLES = frozenset("out down up off back over away forward in on".split())
_DERIVED = re.compile(
    r"(?:|e|s|y|al|ly|ally|er|or|ers|ors|ing|ed|ion|ions|ation|ations|ment|ments|ive|ity|ness|able|ship|ful|ist|ists|"
    r"ism|ial|ic|ical|ance|ence|ant|ent|n|an|ian|ians|ese|ish|ern|t|d|r|rs|ary|ory|ize|ise|ized|ised|age|ure|dom|ry)$"
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word or sign of a sentence; `start` and `end` count characters of the sentence.

    `bases` are the dictionary forms that it may be of, with `_` inside phrases; `stem` is Snowball's.
    """

    text: str
    lower: str
    start: int
    end: int
    stem: str
    bases: frozenset[str]
    content: bool
    capital: bool

    @property
    def key(self) -> str:
        """What the word is compared by: itself in small letters, or its phrase."""
        return self.stem if "_" in self.stem else self.lower

    @property
    def possessive(self) -> bool:
        """Whether the word ends in an apostrophe and s."""
        return self.text.lower().replace("’", "'").endswith("'s")

    @property
    def sign(self) -> bool:
        """Whether this is punctuation or a symbol."""
        return not (self.lower[0].isalpha() or self.lower[0].isdigit())


@cache
def _known() -> frozenset[str]:
    return frozenset({*vocabulary(), *VERBS, *(phrase[0] for phrase in PHRASES)})


@cache
def _stem(word: str) -> str:
    import snowballstemmer

    return str(snowballstemmer.stemmer("english").stemWord(word))


@cache
def bases(word: str) -> frozenset[str]:
    """Return the dictionary forms that a lower-case word may be of, itself included."""
    found = {word}
    irregular = _MORE_IRREGULAR.get(word) or IRREGULAR.get(word)
    if irregular:
        found.add(irregular)
    return uninflected(word, _known()) | found


def _make(match: re.Match[str]) -> Word:
    text = match.group()
    lower = text.lower().replace("’", "'")
    if lower.endswith("'s") and len(lower) > 2:
        lower = lower[:-2]
    if "." in lower and lower[0].isalpha():
        lower = lower.replace(".", "")
    wordlike = lower[0].isalpha()
    return Word(
        text,
        lower,
        match.start(),
        match.end(),
        _stem(lower) if wordlike else lower,
        bases(lower) if wordlike else frozenset({lower}),
        wordlike and lower not in STOP and len(lower) > 1 and not lower.endswith("n't"),
        wordlike and text[0].isupper(),
    )


def _join_phrases(words: list[Word]) -> list[Word]:
    """Give the first word of a phrase ("turned … down") the phrase as a base; its other words carry nothing more."""
    for phrase in PHRASES:
        first, *rest = phrase
        for index, word in enumerate(words):
            if first not in word.bases:
                continue
            places = _find_rest(words, index, rest)
            if places and not (rest[-1] == "for" and _next_is_number(words, places[-1])):
                words[index] = replace(word, bases=frozenset({"_".join(phrase)}), stem="_".join(phrase), content=True)
                for place in places:
                    words[place] = replace(words[place], content=False)
    return words


def _next_is_number(words: Sequence[Word], place: int) -> bool:
    """Whether a number follows: "called for 9 June" is no call for anything."""
    return place + 1 < len(words) and words[place + 1].lower[0].isdigit()


def _find_rest(words: Sequence[Word], index: int, rest: Sequence[str]) -> list[int]:
    """Return where the phrase goes on: at once, or for a particle up to four words later."""
    if all(index + 1 + n < len(words) and part in words[index + 1 + n].bases for n, part in enumerate(rest)):
        return list(range(index + 1, index + 1 + len(rest)))
    if len(rest) == 1 and rest[0] in _PARTICLES - {"in", "on", "over"}:
        for place in range(index + 2, min(index + 6, len(words))):
            if words[place].sign:
                break
            if words[place].lower == rest[0]:
                return [place]
    return []


def words_of(sentence: str) -> tuple[Word, ...]:
    """Return the words and signs of a sentence, in order."""
    words = _join_phrases([_make(match) for match in _TOKEN.finditer(sentence)])
    for place in range(len(words) - 1):
        if words[place].lower in {"up", "down"} and (
            words[place + 1].lower[0].isdigit() or words[place + 1].lower == "by"
        ):
            words[place] = replace(words[place], content=True)
    return tuple(words)


def alike(one: Word, other: Word) -> bool:
    """Whether two words say the same: one stem, one sense, or one derived from the other."""
    return _alike(one.key, other.key)


def agree(one: Word, other: Word) -> bool:
    """Whether two words have one stem or one sense."""
    return _agree(one.key, other.key)


def opposed(one: Word, other: Word) -> bool:
    """Whether two words say the reverse of each other."""
    return _opposed(one.key, other.key)


def said_by(stated: Word, given: Word, part: str = "", given_part: str = "") -> bool:
    """Whether a source that has the one word says the other too, as WordNet has it; parts of speech where known."""
    return _said_by(stated.key, given.key, part, given_part)


def undoes(one: Word, other: Word) -> bool:
    """Whether one of two words is the other with a denying syllable: "unpaid" of "pay", "jobless" of "job"."""
    return any(_alike(root, word.key) for left, word in ((one, other), (other, one)) for root in _undone(left.lower))


@cache
def _undone(word: str) -> tuple[str, ...]:
    """Return what a word with a denying syllable denies, where both are words."""
    roots = (
        word[2:] if word.startswith("un") else "",
        word[:-4] if word.endswith("less") else "",
        word[3:] if word.startswith("non") else "",
    )
    return tuple(root for root in roots if len(root) > 3 and (dictionary_forms(root) or bases(root) & _known()))


def derived(one: str, other: str) -> bool:
    """Whether two words share a root of five letters or more and differ in known endings only."""
    shared = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        shared += 1
    return shared >= 5 and bool(_DERIVED.match(one[shared:])) and bool(_DERIVED.match(other[shared:]))


# The same few words meet again and again in the facts of an article: what two of them are to each other is kept.
@lru_cache(_KEPT)
def _alike(one: str, other: str) -> bool:
    return _agree(one, other) or ("_" not in one + other and derived(one, other))


@lru_cache(_KEPT)
def _agree(one: str, other: str) -> bool:
    return _root(one) == _root(other) or any(same(left, right) for left in _bases(one) for right in _bases(other))


@lru_cache(_KEPT)
def _opposed(one: str, other: str) -> bool:
    return any(opposite(left, right) for left in _bases(one) for right in _bases(other))


@lru_cache(_KEPT)
def _said_by(stated: str, given: str, part: str, given_part: str) -> bool:
    return not _opposed(stated, given) and implies(meaning(_forms(given), given_part), meaning(_forms(stated), part))


def _root(key: str) -> str:
    return key if "_" in key or not key[0].isalpha() else _stem(key)


def _bases(key: str) -> frozenset[str]:
    return frozenset({key}) if "_" in key or not key[0].isalpha() else bases(key)


def _forms(key: str) -> frozenset[str]:
    return _bases(key) if "_" in key else dictionary_forms(key) | _bases(key)
