"""Complete questions that leave out what the one before has said: "And Nissan?", "Why?", "How many?"."""

import re
from collections.abc import Sequence

from retriever.following.clause import (
    Clause,
    as_question,
    body_of,
    core_of,
    embedded,
    front_object,
    is_passive,
    subject_body,
    take_apart,
)
from retriever.following.exchange import exchange
from retriever.following.mention import Mention
from retriever.tagging.phrases import noun_phrases
from retriever.tagging.tokens import Tag, tokenise

_ABOUT = re.compile(r"^(?:(?:what|how) about|what of|how(?:'s|’s)? about|same for|and for)\s+", re.IGNORECASE)
_BARE_WH = re.compile(
    r"^(?P<before>(?:by|with|to|from|for|since|until|till|on|in|at|of|about|under) )?"
    r"(?P<wh>why(?: not)?|when|where|who|whom|what(?: time| for| else)?|how come|which|whose|"
    r"how(?: (?:much|many|long|often|far|big|large|soon|high|likely))?)"
    r"(?: (?:exactly|precisely|though|so|else|then|is that|was that|is it|was it|ones?))*"
    r"(?P<stranded> (?:with|to|from|by|for))?(?: exactly)?$",
    re.IGNORECASE,
)
_PART = re.compile(r"^how (?P<amount>much|many) of (?:it|them|that|this|these|those)$", re.IGNORECASE)
_ASKED_PHRASE = re.compile(
    r"^(?:(?:by|with|to|from|for|since|until|till|on|in|at|of|about|under|through) )?"
    r"(?:which|what|whose|how many|how much)\s+\w.*$",
    re.IGNORECASE,
)
_WHO_SAYS = re.compile(
    r"^(?P<asking>(?:who|which \w+|what \w+)(?: else| also)?) "
    r"(?P<verb>says?|said|reports?|reported|claims?|claimed|writes?|wrote)(?: (?:so|that|this|it))?$",
    re.IGNORECASE,
)
_ACCORDING = re.compile(r"^according to (?:whom|who|which \w+|what \w+)$", re.IGNORECASE)
_CERTAIN = re.compile(
    r"^(?P<asking>(?:is|was|has) (?:that|this|it)(?: all)?(?: been)?(?: (?:really|already|now|actually|officially))? "
    r"(?:confirmed|certain|true|official|sure|final|settled|definite|decided|verified|clear|known))"
    r"(?: yet| now| already)?$",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"^(?:(?:can you |could you |please )*(?:tell me more|say more|go on|elaborate|explain(?: more| further)?|continue|"
    r"more(?: details?| information)?|any more(?: details?)?|(?:anything|what) else|details)"
    r"(?: please| about (?:it|that|this))?)$",
    re.IGNORECASE,
)


def complete(question: str, raw: str, previous: str, answered: Sequence[Mention] = ()) -> str | None:
    """Return the whole question that an elliptic one stands for, or None when it is whole or cannot be completed.

    `question` has its pronouns replaced, `raw` is as typed; `previous` is the stand-alone question before, `answered`
    the names that its answer gave.
    """
    core, typed = core_of(question), core_of(raw)
    clause = take_apart(previous)
    about = _ABOUT.match(core)
    piece = core[about.end() :] if about else core
    if clause is not None:
        asked = _about_the_whole(typed, clause) or _part_of(typed, clause)
        if asked is not None:
            return as_question(asked)
        bare = _BARE_WH.match(typed)
        if bare:
            return _ask_again(bare, clause, answered)
        if not about and _is_asked_phrase(core) and not _PART.match(typed):
            return _ask_with(core, clause)
    if about or is_fragment(piece):
        return exchange(piece, previous)
    return _verb_left_out(core, clause)


def wants_more(question: str) -> bool:
    """Tell whether only "more" is asked for."""
    return bool(_MORE.match(core_of(question)))


def is_elliptic(question: str) -> bool:
    """Tell whether the question cannot be a whole one: no verb of its own, or only a question word."""
    core = core_of(question)
    patterns = (_BARE_WH, _ABOUT, _PART, _WHO_SAYS, _ACCORDING, _CERTAIN)
    return any(p.match(core) for p in patterns) or is_fragment(core) or _is_asked_phrase(core)


def is_fragment(core: str) -> bool:
    """Tell whether only a phrase is left: "Nissan", "in Tokyo", "the other companies"."""
    tokens = tokenise(core)
    if not tokens or len(tokens) > 9:
        return False
    return not any(t.tag in {Tag.VERB, Tag.AUXILIARY, Tag.WH, Tag.PRONOUN} for t in tokens)


def _is_asked_phrase(core: str) -> bool:
    """Tell whether the question is "Which models?" or "At what price?", without a verb."""
    if not _ASKED_PHRASE.match(core):
        return False
    return not any(t.tag in {Tag.VERB, Tag.AUXILIARY, Tag.PRONOUN} for t in tokenise(core))


def _about_the_whole(core: str, clause: Clause) -> str | None:
    """Return "Who says so?", "According to whom?" or "Is that confirmed?" with what was asked before."""
    says = _WHO_SAYS.match(core)
    if says:
        return f"{says['asking']} {says['verb']} {embedded(clause)}"
    if _ACCORDING.match(core):
        body = subject_body(clause, ()) if clause.shape == "subject" else body_of(clause, "whom")
        return f"{core} {body}" if body else None
    certain = _CERTAIN.match(core)
    if certain and clause.rest:
        asking = re.sub(r"\b(?:that|this)\b", "it", certain["asking"], flags=re.IGNORECASE)
        return f"{asking} {embedded(clause)}"
    return None


def _part_of(core: str, clause: Clause) -> str | None:
    """Return "How much of the fuel would they buy?" for "How much of it?"."""
    part = _PART.match(core)
    if part is None:
        return None
    if clause.shape == "object" and clause.noun:
        return f"How {part['amount']} of the {clause.noun} {clause.auxiliary} {clause.subject} {clause.rest}"
    return front_object(clause, f"How {part['amount']}")


def _ask_again(bare: re.Match[str], clause: Clause, answered: Sequence[Mention]) -> str | None:
    """Return "Why", "When", "By whom", … with the clause of the previous question."""
    word = bare["wh"].lower()
    before = (bare["before"] or bare["stranded"] or "").strip()
    if word in {"which", "whose", "what"}:
        return None
    if word in {"what for", "how come"}:
        word = "why"
    if word == "who" and before:
        word = "whom"
    if (word in {"who", "whom"} and not before) or (before == "by" and not is_passive(clause)):
        return None
    negated, word = word == "why not", word.removesuffix(" not")
    if word in {"how much", "how many"} and clause.shape in {"yesno", "adverb"}:
        fronted = front_object(clause, word)
        if fronted is not None:
            return as_question(fronted)
    body = subject_body(clause, answered) if clause.shape == "subject" else body_of(clause, word)
    if body is None:
        return None
    if negated and clause.subject:
        body = body.replace(f" {clause.subject} ", f" {clause.subject} not ", 1)
    return as_question(f"{before} {word} {body}")


def _ask_with(core: str, clause: Clause) -> str | None:
    """Return "Which models" or "At what price" with the clause of the previous question."""
    whole = re.match(r"^(?:which|what|how|whose)\b", core, re.IGNORECASE) is None
    if clause.shape == "subject":
        return None if whole else as_question(f"{core} {clause.auxiliary} {clause.rest}")
    if clause.shape == "object" and not whole and not (clause.noun and clause.noun.split()[-1] in core):
        return as_question(f"{core} {clause.auxiliary} {clause.subject} {clause.rest}") if clause.rest else None
    if whole and clause.rest:
        return as_question(f"{core} {body_of(clause, 'which')}")
    return None


def _verb_left_out(core: str, clause: Clause | None) -> str | None:
    """Return "Will Nissan import SUVs" for "Will Nissan?" after "Will Toyota import SUVs?"."""
    match = re.match(
        r"^(?P<aux>is|are|was|were|does|do|did|has|have|had|will|would|can|could|should|may|might)\s+"
        r"(?P<subject>(?:the\s+)?[\w.&’'-]+(?:\s+[\w.&’'-]+){0,3}?)(?:\s+(?:too|also|as well|then))?$",
        core,
        re.IGNORECASE,
    )
    if match is None or clause is None or clause.shape != "yesno":
        return None
    tokens = tokenise(match["subject"])
    if any(t.tag in {Tag.VERB, Tag.PREPOSITION, Tag.ADVERB} for t in tokens) or not clause.rest:
        return None
    if not noun_phrases(match["subject"], tokens) or match["aux"].lower() != clause.auxiliary.lower():
        return None
    if len(tokens) > 1 and not all(t.text[0].isupper() or t.tag is Tag.DETERMINER for t in tokens):
        return None
    return as_question(f"{match['aux']} {match['subject']} {clause.rest}")
