"""Compare words with words: SQuAD's normalisation, token F1 and exact match."""

import re
import string
from collections import Counter
from collections.abc import Sequence

_PUNCTUATION = frozenset(string.punctuation + "‘’“”–—…")


def normalised(text: str) -> str:
    """Return `text` in lower case without punctuation, articles and extra space (Rajpurkar et al., EMNLP 2016)."""
    kept = "".join(character for character in text.lower() if character not in _PUNCTUATION)
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", kept).split())


def exact_match(text: str, answers: Sequence[str]) -> float:
    """Return 1 where `text` equals one of the answers after normalisation; no answers are matched by no text."""
    return float(any(normalised(text) == normalised(answer) for answer in answers or [""]))


def token_f1(text: str, answers: Sequence[str]) -> float:
    """Return the best harmonic mean of token precision and recall over the answers; no answers ask for no text."""
    return max(_f1(normalised(text).split(), normalised(answer).split()) for answer in answers or [""])


def _f1(found: Sequence[str], wanted: Sequence[str]) -> float:
    if not found or not wanted:
        return float(found == wanted)
    shared = sum((Counter(found) & Counter(wanted)).values())
    return 2 * shared / (len(found) + len(wanted))


def same_name(one: str, other: str) -> bool:
    """Tell whether one name holds all words of the other, as "Kyodo" and "Kyodo News" do."""
    first, second = set(normalised(one).split()), set(normalised(other).split())
    return bool(first and second) and (first <= second or second <= first)
