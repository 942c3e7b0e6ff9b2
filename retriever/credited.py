"""Keep the evidence that the articles credit to one outlet, person or body: "What did Kyodo News report?"."""

import re
from collections.abc import Sequence

from retriever.coverage import content_stems
from retriever.evidence import Evidence

# Words of asking for a report; what is left of the question beside the name is its topic.
_ASKING = content_stems(
    "report reported reporting claim added according say said tell told write wrote announce news media "
    "everything anything all broadcaster newspaper paper daily agency outlet magazine publication medium source first "
    "point read see saw describe explain find mention warn argue judge expect predict suggest interpret cite"
)


def credited_to(name: str, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the evidence whose outlet, speaker or publisher is `name`, whole or in part ("Kyodo")."""
    return [piece for piece in evidence if any(same_name(name, other) for other in _credits(piece))]


def on_topic(question: str, name: str, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the evidence that shares a content word with the question beside the name asked for.

    All of it where the question names no topic.
    """
    topic = content_stems(question) - content_stems(name) - _ASKING
    if not topic:
        return list(evidence)
    return [piece for piece in evidence if topic & content_stems(piece.text)]


def covering(question: str, evidence: Sequence[Evidence], *, least: float = 0.75) -> list[Evidence]:
    """Return the credited evidence that tells what the question is about, nearest first: "Which paper reported …?".

    It holds at least that share of the topic's words, and all of its names and numbers.
    """
    topic = content_stems(question) - _ASKING
    firm = content_stems(" ".join(re.findall(r"(?<!^)\b[A-Z][\w'’-]*|\d[\d,.]*", question))) - _ASKING
    held = [(len(topic & content_stems(piece.text)) / max(1, len(topic)), piece) for piece in evidence]
    near = [
        (share, piece)
        for share, piece in held
        if share >= least and firm <= content_stems(piece.text) and (piece.outlet or piece.attribution.speaker)
    ]
    return [piece for _, piece in sorted(near, key=lambda pair: (-pair[0], -pair[1].score))]


def same_name(one: str, other: str) -> bool:
    """Tell whether one name holds all words of the other, as "Kyodo" and "Kyodo News" do."""
    first, second = _words(one), _words(other)
    return bool(first and second) and (first <= second or second <= first)


def told_apart(names: Sequence[str]) -> tuple[str, ...]:
    """Return each name once, by its fullest form: "Kyodo" is "Kyodo News"."""
    first: dict[frozenset[str], str] = {}
    for name in names:
        first.setdefault(_words(name), name)
    return tuple(name for words, name in first.items() if not any(words < other for other in first))


def _credits(piece: Evidence) -> list[str]:
    named = [piece.attribution.outlet, piece.attribution.speaker, piece.attribution.basis, piece.source.publisher]
    return [name for name in named if name]


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", name.lower())) - {"the", "a", "an", "of", "s"}
