"""Cut a question into tokens and guess their word class from word lists and neighbours, without a trained tagger."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from retriever import lexicon as lx

_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}|[^\W_]+?n['’]t\b|\d+(?:[.,:/]\d+)*%?|[^\W_]+(?:[-&][^\W_]+)*|['’](?:s|re|ve|ll|d|m)\b|['’]|[^\w\s]"
)


class Tag(Enum):
    """The word classes that the rules tell apart."""

    WH = "wh"
    AUXILIARY = "aux"
    DETERMINER = "det"
    PREPOSITION = "prep"
    CONJUNCTION = "conj"
    PRONOUN = "pron"
    POSSESSIVE = "poss"
    ADVERB = "adv"
    VERB = "verb"
    TO = "to"
    MARK = "mark"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark with its place in the text; `lower` is in small letters, with a straight apostrophe."""

    text: str
    start: int
    end: int
    tag: Tag
    lower: str


def verb_base(word: str) -> str | None:
    """Return the base form of a known verb, or None."""
    if word in lx.IRREGULAR:
        return lx.IRREGULAR[word]
    for stem in _stems(word):
        if stem in lx.VERBS:
            return stem
    return None


def _stems(word: str) -> list[str]:
    stems = [word]
    if word.endswith(("ies", "ied")):
        stems.append(word[:-3] + "y")
    if word.endswith("es"):
        stems.append(word[:-2])
    if word.endswith("s"):
        stems.append(word[:-1])
    for ending in ("ed", "ing"):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            cut = word[: -len(ending)]
            stems += [cut, cut + "e"]
            if len(cut) > 2 and cut[-1] == cut[-2]:
                stems.append(cut[:-1])
    return stems


def is_plural(word: str) -> bool:
    """Tell whether a noun looks plural."""
    lower = word.lower()
    if lower in {"people", "men", "women", "children", "police", "media", "data", "criteria"}:
        return True
    return len(lower) > 3 and lower.endswith("s") and not lower.endswith(("ss", "us", "is", "ics", "news"))


def singular(word: str) -> str:
    """Return a noun without its plural ending, roughly."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word


@lru_cache(maxsize=512)
def tokenise(text: str) -> tuple[Token, ...]:
    """Return the tokens of `text`."""
    raw = [_token(match) for match in _TOKEN.finditer(text)]
    return tuple(_find_verbs([_settle(raw, i) for i in range(len(raw))]))


def _token(match: re.Match[str]) -> Token:
    lower = match.group().lower().replace("’", "'")
    return Token(match.group(), match.start(), match.end(), _closed_class(match.group(), lower), lower)


_CLASSES = {
    word: tag
    for words, tag in (
        (lx.ADVERB, Tag.ADVERB),
        (lx.PREPOSITION, Tag.PREPOSITION),
        (lx.CONJUNCTION, Tag.CONJUNCTION),
        (lx.PRONOUN, Tag.PRONOUN),
        (lx.DETERMINER | lx.QUANTIFIER, Tag.DETERMINER),
        (lx.AUXILIARY, Tag.AUXILIARY),
        (lx.WH, Tag.WH),
    )
    for word in words
}


def _closed_class(word: str, lower: str) -> Tag:
    if lower == "to":
        return Tag.TO
    if lower in {"his", "its", "their"}:
        return Tag.POSSESSIVE
    if lower in _CLASSES:
        return Tag.WORD if word in {"US", "May", "IT"} else _CLASSES[lower]
    if lower.startswith("'") and len(lower) > 1:
        return Tag.MARK
    return Tag.WORD if re.match(r"[^\W_]", word) else Tag.MARK


def _settle(tokens: Sequence[Token], i: int) -> Token:
    """Decide the words whose class hangs on their neighbours."""
    token = tokens[i]
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    lower = token.lower
    follows_noun = after is not None and after.tag in {Tag.WORD, Tag.DETERMINER} and after.lower not in lx.QUANTIFIER
    if lower == "'s" and i and tokens[i - 1].lower in lx.WH | lx.PRONOUN | {"that"}:
        return replace(token, tag=Tag.AUXILIARY)
    if lower == "'s" and i and tokens[i - 1].tag is Tag.WORD:
        return replace(token, tag=Tag.POSSESSIVE)
    if lower in {"long", "far", "further", "back"}:
        before = tokens[i - 1].lower if i else ""
        return (
            token if before != "how" and after is not None and after.tag is Tag.WORD else replace(token, tag=Tag.ADVERB)
        )
    if lower == "her":
        return replace(token, tag=Tag.POSSESSIVE if follows_noun else Tag.PRONOUN)
    if lower in {"this", "that", "these", "those"} and (not follows_noun or _predicate(tokens, i)):
        return replace(token, tag=Tag.PRONOUN)
    return token


def _predicate(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether "Is that usual?" or "Was this announced?" is before us: no noun follows the word at `i`."""
    if not i or tokens[i - 1].tag is not Tag.AUXILIARY or (i + 2 < len(tokens) and tokens[i + 2].tag is Tag.WORD):
        return False
    after = tokens[i + 1].lower
    return after in lx.ADJECTIVE or (verb_base(after) is not None and after.endswith(("ed", "ing", "wn")))


@dataclass(slots=True)
class _Clause:
    """What a clause has shown so far, while its words are read from left to right."""

    auxiliary: str = ""
    verb: bool = False
    noun: bool = False


def _find_verbs(tokens: Sequence[Token]) -> list[Token]:
    """Tell verbs from nouns by the words before them; a clause has one main verb."""
    found: list[Token] = []
    clause = _Clause()
    for i, token in enumerate(tokens):
        before = found[-1] if found else None
        if _opens_clause(token):
            clause = _Clause()
        after_to = before is not None and before.tag is Tag.TO
        if token.tag is Tag.AUXILIARY and not after_to:
            clause.auxiliary, clause.verb = token.lower.removesuffix("n't"), False
        if (token.tag is Tag.AUXILIARY and after_to) or (token.tag is Tag.WORD and _is_verb(tokens, i, before, clause)):
            found.append(replace(token, tag=Tag.VERB))
            clause = _Clause() if verb_base(token.lower) in lx.SPEECH else replace(clause, verb=True)
            continue
        clause.noun = clause.noun or token.tag in {Tag.WORD, Tag.PRONOUN}
        found.append(token)
    return found


def _opens_clause(token: Token) -> bool:
    if token.tag is Tag.CONJUNCTION:
        return token.lower not in {"and", "or"}
    return token.tag is Tag.WH or (token.tag is Tag.MARK and token.lower not in {"'", '"'})


def _is_verb(tokens: Sequence[Token], i: int, before: Token | None, clause: _Clause) -> bool:
    """Tell whether the word at `i` is a verb where it stands; `before` is the token in front, already decided."""
    token = tokens[i]
    if verb_base(token.lower) is None or (token.text[0].isupper() and i > 0):
        return False
    if before is None:
        return token.lower not in lx.RELATIONAL and not is_plural(token.lower)
    later = _verb_follows(tokens, i + 1)
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    participle = token.lower.endswith(("ed", "ing")) or token.lower in lx.IRREGULAR
    by_neighbour = {
        Tag.TO: True,
        Tag.DETERMINER: False,
        Tag.POSSESSIVE: False,
        Tag.PREPOSITION: token.lower.endswith("ing") and after is not None and after.tag is not Tag.PREPOSITION,
        Tag.AUXILIARY: participle or not later,
    }
    if before.tag in by_neighbour:
        return by_neighbour[before.tag]
    if before.tag is Tag.VERB and token.lower.endswith("ing"):
        return True
    if clause.verb:
        return False
    by_neighbour = {
        Tag.PRONOUN: True,
        Tag.ADVERB: True,
        Tag.WH: not later and (after is None or after.lower != "of") and before.lower in _SUBJECTS,
        Tag.CONJUNCTION: not later and token.lower not in lx.RELATIONAL and not is_plural(token.lower),
    }
    if before.tag in by_neighbour and not (clause.auxiliary and clause.noun and token.lower in lx.SPEECH):
        return by_neighbour[before.tag]
    return clause.noun and _is_main_verb(token, before, clause.auxiliary, participle=participle, later=later)


def _is_main_verb(token: Token, before: Token, auxiliary: str, *, participle: bool, later: bool) -> bool:
    """Tell whether a word behind the subject has the form that its auxiliary asks for."""
    inflected = token.lower != verb_base(token.lower)
    if auxiliary and token.lower in lx.SPEECH:
        return True
    if auxiliary in _BE | _HAVE:
        return participle and (not later or token.lower.endswith("ing"))
    if auxiliary:
        return not inflected and not later
    if not inflected:
        return before.tag is Tag.WORD and is_plural(before.lower) and not later
    return not (is_plural(token.lower) and token.lower[:-1] in lx.RELATIONAL) and not later


_SUBJECTS = frozenset({"who", "what", "which", "how"})
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "am", "'s"})
_HAVE = frozenset({"has", "have", "had"})


def _verb_follows(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether a better verb stands before the noun phrase ends."""
    while i < len(tokens) and tokens[i].tag is Tag.WORD:
        if verb_base(tokens[i].lower) is not None and not tokens[i].text[0].isupper():
            return True
        i += 1
    return i < len(tokens) and tokens[i].tag is Tag.AUXILIARY
