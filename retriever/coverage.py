"""How much of what a question names is found in a text, by word stems."""

import re
from collections.abc import Iterable
from functools import lru_cache

import snowballstemmer

# Words that ask or join, and so name nothing: what is left is what the question is about.
_EMPTY = frozenset(
    """a about above after again against all also am an and any are as at be because been before being below between
    both but by can could did do does doing done during each else ever few for from further give given had has have
    having he her here hers him his how i if in into is it its itself just know known let like many may me might more
    most much must my no nor not of off on once only or other our out over own per please same say says said she
    should show so some such tell than that the their them then there these they this those through to too under
    until up us very was we were what when where whether which while who whom whose why will with would yes yet you
    your""".split()
)
_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*")


@lru_cache(maxsize=1)
def _stemmer() -> "snowballstemmer.english_stemmer.EnglishStemmer":
    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word))


def content_stems(text: str) -> frozenset[str]:
    """Return the stems of the words that name something; a possessive counts as its name."""
    words = (re.sub(r"['’]s?$", "", word) for word in _WORD.findall(text.lower()))
    return frozenset(_stem(word) for word in words if word and word not in _EMPTY)


def coverage(question: str, texts: Iterable[str]) -> float:
    """Return the share of the question's content words found in the texts, 1 where it has none."""
    wanted = content_stems(question)
    if not wanted:
        return 1.0
    found: set[str] = set()
    for text in texts:
        found |= wanted & content_stems(text)
    return len(found) / len(wanted)
