"""Keep the evidence that the articles credit to one outlet, person or body: "What did Kyodo News report?"."""

import re
from collections.abc import Sequence

from retriever.coverage import content_stems
from retriever.evidence import Evidence

# Words of asking for a report; what is left of the question beside the name is its topic.
_ASKING = content_stems(
    "report reported reporting claim added according say said tell told write wrote announce news media "
    "everything anything all broadcaster newspaper paper daily agency point read see describe explain find mention"
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


def same_name(one: str, other: str) -> bool:
    """Tell whether one name holds all words of the other, as "Kyodo" and "Kyodo News" do."""
    first, second = _words(one), _words(other)
    return bool(first and second) and (first <= second or second <= first)


def _credits(piece: Evidence) -> list[str]:
    named = [piece.attribution.outlet, piece.attribution.speaker, piece.attribution.basis, piece.source.publisher]
    return [name for name in named if name]


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", name.lower())) - {"the", "a", "an", "of", "s"}
