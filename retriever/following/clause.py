"""Take a question apart into asking words, auxiliary, subject and rest, and put it together in another form."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retriever.following.mention import Mention
from retriever.tagging.phrases import Phrase, noun_phrases
from retriever.tagging.tokens import Tag, Token, tokenise, verb_base

_OPENER = re.compile(r"^(?:(?:and|but|or|so|ok|okay|then|also|well|now|right)\b[\s,]*)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clause:
    """A question taken apart: asking words, auxiliary, subject, the rest, and what was asked about in front."""

    shape: str
    asking: str
    noun: str
    auxiliary: str
    subject: str
    rest: str


def core_of(question: str) -> str:
    """Return the question without "and", "so", … in front and without marks at its end."""
    return _OPENER.sub("", question.strip()).rstrip("?!. ").strip()


def opened(question: str) -> bool:
    """Tell whether the question begins with "and", "but" or "so"."""
    return bool(_OPENER.match(question.strip()))


def take_apart(question: str) -> Clause | None:
    """Return the parts of a question, or None where it has another shape than the rules know."""
    text = core_of(question)
    text = re.sub(r"^(?P<wh>what|who|where|when|how|why)(?:'s|’s)\b", r"\g<wh> is", text, flags=re.IGNORECASE)
    tokens = tokenise(text)
    if not tokens:
        return None
    if tokens[0].tag is Tag.AUXILIARY:
        return _from_auxiliary(text, tokens, 0, "yesno", "", "")
    start = 1 if tokens[0].tag is Tag.PREPOSITION and len(tokens) > 1 else 0
    if tokens[start].tag is not Tag.WH:
        return None
    word = tokens[start].lower
    verb = next((i for i in range(start + 1, len(tokens)) if tokens[i].tag in {Tag.AUXILIARY, Tag.VERB}), None)
    if verb is None:
        return None
    asking = text[: tokens[verb].start].strip()
    noun = text[tokens[start + 1].start : tokens[verb].start].strip() if verb > start + 1 else ""
    noun = re.sub(r"^(?:much|many|long|often|far|soon)\b\s*", "", noun) if word == "how" else noun
    shape = "adverb" if word in {"when", "where", "why"} or (word == "how" and not noun) or start else "object"
    if tokens[verb].tag is Tag.VERB:
        return Clause("subject", asking, noun, "", "", text[tokens[verb].start :])
    return _from_auxiliary(text, tokens, verb, shape, asking, noun)


def _from_auxiliary(text: str, tokens: Sequence[Token], at: int, shape: str, asking: str, noun: str) -> Clause | None:
    auxiliary = tokens[at].text
    after = at + 1
    if after >= len(tokens):
        return None
    phrases = noun_phrases(text, tokens)
    phrase = next((p for p in phrases if p.first == after), None)
    if phrase is None and tokens[after].tag is Tag.PRONOUN:
        end = tokens[after].end
    elif phrase is None:
        return Clause("subject", asking, noun, auxiliary, "", text[tokens[after].start :]) if asking else None
    else:
        end = _joined(tokens, phrases, phrase).end
    return Clause(shape, asking, noun, auxiliary, text[tokens[after].start : end], text[end:].strip())


def _joined(tokens: Sequence[Token], phrases: Sequence[Phrase], phrase: Phrase) -> Phrase:
    """Return the last of the phrases that "and", "or" or commas join to this one: "Japan and the United States"."""
    at = phrase.last
    while at < len(tokens) and tokens[at].lower in {",", "and", "or"}:
        at += 1
    after = next((p for p in phrases if p.first == at > phrase.last), None)
    return _joined(tokens, phrases, after) if after else phrase


def body_of(clause: Clause, word: str) -> str | None:
    """Return auxiliary, subject and rest; what stood in front goes back behind its verb."""
    rest = clause.rest
    if clause.shape == "object":
        if not rest:
            return f"{clause.auxiliary} {clause.subject}"
        fronted = clause.noun or "it"
        if word.startswith("how m") and not clause.noun:
            fronted = ""
        rest = _behind_verb(rest, fronted)
    return " ".join(part for part in (clause.auxiliary.lower(), clause.subject, rest) if part)


def _behind_verb(rest: str, noun: str) -> str:
    """Put `noun` behind the verbs that open `rest`."""
    if not noun:
        return rest
    tokens = tokenise("they will " + rest)[2:]
    shift = len("they will ")
    end = 0
    for token in tokens:
        if token.tag in _VERBAL or not end:
            end = token.end - shift
        else:
            break
    opening, following = rest[:end], rest[end:]
    if re.match(r"\s*(?:about|on|for|with|to|from|of|at|into)\s*$", following):
        return f"{opening}{following} {noun}"
    return f"{opening} {noun}{following}"


def subject_body(clause: Clause, answered: Sequence[Mention]) -> str | None:
    """Return the clause of "Who met Trump?" with its subject: the name in the answer, or the noun asked about."""
    who = clause.asking.lower().split()[0]
    name = next((m.text for m in answered if m.weight > 2), None)
    if clause.noun:
        noun = clause.noun
        subject = noun if who == "how" else (name if name and not noun.endswith("s") else f"the {noun}")
    elif name and who in {"who", "what"}:
        subject = name
    elif who == "who":
        subject = "they"
    else:
        return None
    if clause.auxiliary:
        return f"{clause.auxiliary} {subject} {clause.rest}"
    verb, _, tail = clause.rest.partition(" ")
    base = verb_base(verb.lower())
    if base is None:
        return None
    helper = "did" if verb.lower() != base and not verb.endswith("s") else ("does" if verb.endswith("s") else "do")
    return f"{helper} {subject} {base} {tail}".strip()


def is_passive(clause: Clause) -> bool:
    """Tell whether the clause says what is done to its subject, so that "by whom" can be asked."""
    be = clause.auxiliary.lower() in {"is", "are", "was", "were"} or re.search(r"\b(?:been|be|being)\b", clause.rest)
    return bool(be and re.search(r"\b\w+(?:ed|en|wn|ld|ght|de)\b", clause.rest))


def statement_of(clause: Clause) -> str:
    """Return the clause without its question words, subject first."""
    return " ".join(p for p in (clause.subject or clause.noun, clause.auxiliary.lower(), clause.rest) if p)


def embedded(clause: Clause) -> str:
    """Return the clause as it stands behind "Who says …": "that Nissan will import SUVs", "what Toyota is planning"."""
    helper = clause.auxiliary.lower()
    if helper in {"do", "does"} and clause.shape != "subject":
        helper = ""
    asking = "that" if clause.shape == "yesno" else clause.asking[:1].lower() + clause.asking[1:]
    return " ".join(p for p in (asking, clause.subject, helper, clause.rest) if p)


def front_object(clause: Clause, asking: str) -> str | None:
    """Return "How many SUVs will Nissan import" for "how many" and "Will Nissan import SUVs?"."""
    prefix = "they will "
    tokens = tokenise(prefix + clause.rest)
    verbs = next((i for i in range(2, len(tokens)) if tokens[i].tag not in _VERBAL), len(tokens))
    text = prefix + clause.rest
    found = next((p for p in noun_phrases(text, tokens) if p.first == verbs and verbs > 2), None)
    if found is None:
        return None
    noun = re.sub(r"^(?:the|a|an|some|any|its|their|his|her)\s+", "", found.text)
    rest = (text[len(prefix) : found.start].strip() + " " + text[found.end :].strip()).strip()
    joint = " of the" if found.determiner == "the" and asking.lower().startswith("how") else ""
    return f"{asking}{joint} {noun} {clause.auxiliary.lower()} {clause.subject} {rest}"


_VERBAL = frozenset({Tag.VERB, Tag.AUXILIARY, Tag.TO, Tag.ADVERB})


def as_question(text: str) -> str:
    """Return the words as one question: single spaces, a capital in front, a question mark."""
    text = re.sub(r"\s+", " ", text).strip().rstrip("?!. ")
    return text[0].upper() + text[1:] + "?"
