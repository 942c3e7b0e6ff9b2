"""Let a language model word the answer, and keep of it only what the cited sentences carry.

The one door to LangChain's chat models. The model sees numbered sentences and nothing else; what it writes is cut
into statements, and each is checked against the sentences that it cites.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ingest.sentence import split_sentences
from retriever.answer import Citation, Statement
from retriever.check import check
from retriever.evidence import Evidence

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

# One constant for prompt, code and tests.
NO_ANSWER = "NO ANSWER"

_INSTRUCTIONS = f"""You answer from numbered sentences of news articles, and from nothing else.
Write one to three short sentences. After each, put the numbers of the sentences that it rests on, such as [2].
Never sound more certain than the sentence you rest on: keep "is considering", "reportedly", "plans to".
Name who reported it where the sentence does. If the sentences do not answer, write only: {NO_ANSWER}"""

_MARKER = re.compile(r"\s*\[(\d{1,3})\]")


class LanguageModelError(Exception):
    """A language model cannot be used; the message says why and what helps."""


def load_language_model(name: str) -> "BaseChatModel":
    """Return LangChain's chat model of a name such as `ollama:llama3.2`; raises LanguageModelError."""
    from langchain.chat_models import init_chat_model

    try:
        return init_chat_model(name, temperature=0)
    except ImportError as error:
        raise LanguageModelError(f"The language model {name} needs another package: {error}") from None
    except Exception as error:  # noqa: BLE001 (each provider has exceptions of its own)
        raise LanguageModelError(f"The language model {name} cannot be loaded: {error}") from None


def write(
    question: str, evidence: Sequence[Evidence], model: "BaseChatModel"
) -> tuple[list[Statement], list[Statement]]:
    """Return the model's statements that the evidence carries, and those that it does not, with their problems.

    Citations keep the number of the evidence, from 1. Both lists are empty where the model finds no answer. Raises
    LanguageModelError where the model does not answer.
    """
    listed = "\n".join(f"[{number}] {_credit(piece)}{piece.text}" for number, piece in enumerate(evidence, start=1))
    try:
        reply = model.invoke([("system", _INSTRUCTIONS), ("human", f"{listed}\n\nQuestion: {question}")])
    except Exception as error:  # noqa: BLE001 (each provider has exceptions of its own)
        raise LanguageModelError(f"The language model did not answer: {error}") from None
    text = str(reply.text).strip()
    if not text or NO_ANSWER in text:
        return [], []
    statements = [_checked(words, markers, evidence) for words, markers in _statements(text)]
    return [s for s in statements if s.verified], [s for s in statements if not s.verified]


def _credit(piece: Evidence) -> str:
    return f"({piece.source.publisher}) " if piece.source.publisher else ""


def _statements(text: str) -> list[tuple[str, list[int]]]:
    """Cut a reply into sentences with the markers that stand in or behind them."""
    # A marker behind the full stop belongs to the sentence before it.
    text = re.sub(r"([.!?])((?:\s*\[\d{1,3}\])+)", r"\2\1", text)
    found = []
    for start, end in split_sentences(text):
        sentence = text[start:end]
        words = _MARKER.sub("", sentence).strip()
        if re.search(r"\w", words):
            found.append((words, [int(number) for number in _MARKER.findall(sentence)]))
    return found


def _checked(words: str, markers: Sequence[int], evidence: Sequence[Evidence]) -> Statement:
    """Return the statement with its citations and what the checker has against it; unknown markers are dropped."""
    known = [number for number in dict.fromkeys(markers) if 1 <= number <= len(evidence)]
    citations = tuple(Citation(number, evidence[number - 1]) for number in known)
    if not citations:
        return Statement(words, (), verified=False, problems=("It cites none of the sentences that were given.",))
    verdict = check(words, [citation.evidence.text for citation in citations])
    return Statement(
        words,
        citations,
        verified=verdict.label == "supported",
        problems=tuple(problem.message for problem in verdict.problems),
    )
