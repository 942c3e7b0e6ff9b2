"""Find the limits that a question sets in words: one outlet, one speaker, what was known by a day."""

import re

from retriever import lexicon as lx

_SAID = r"(?:report|say|write|add|claim|reveal|publish|state|note|explain|emphasi[sz]e|stress|mention)"
_SAID_PAST = r"(?:reported|said|written|wrote|added|claimed|revealed|published|stated|noted|explained|mentioned)"
_ABOUT = r"(?: (?:so far|exactly|else|too|also|then))*(?: (?:about|on|of|regarding|concerning) .+)?"
_ALL = r"(?:show me |tell me |give me |list )?(?:everything|all|anything)"
_WHOLE_REPORTS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"what(?: else)? (?:did|does|do) (?P<outlet>.+?)(?: also)? {_SAID}{_ABOUT}",
        rf"what(?: else)? (?:has|had|have) (?P<outlet>.+?)(?: also)? {_SAID_PAST}{_ABOUT}",
        rf"what(?: else)? (?:was|is|has been|had been) {_SAID_PAST} by (?P<outlet>.+?){_ABOUT}",
        rf"{_ALL}(?: that| what)? (?P<outlet>.+?)(?: has| have| had)? {_SAID_PAST}{_ABOUT}",
    )
)
_VIEW = r"(?:point|read|see|describe|find|cite|quote|call|warn|tell|argue|put|judge|expect|predict|suggest|interpret|analy[sz]e)"
# "What doubts did the Nikkei point to?", "How does the broadcaster NHK read these moves?": only its own words answer.
_ITS_VIEW = re.compile(
    r"^(?:what|which|how|why)\b.*?\b(?:did|does|do|has|have)\s+"
    r"(?P<outlet>(?:the\s+)?(?:(?:news )?(?:broadcaster|newspaper|paper|agency|daily|magazine|channel)\s+)?"
    r"[\w.&'’-]+(?:\s+[\w.&'’-]+){0,3}?)\s+(?:also\s+|further\s+)?"
    rf"(?:{_SAID}|said|written|wrote|found|told|{_VIEW})(?:e?d)?\b",
    re.IGNORECASE,
)
_ACCORDING = (
    re.compile(r"^according to (?P<outlet>[^,]+),\s*(?P<rest>.+)$", re.IGNORECASE),
    re.compile(r"^(?P<rest>.+?),? according to (?P<outlet>.+)$", re.IGNORECASE),
)
_OUTLET_WORDS = lx.ORGANISATION_NAMES | frozenset(
    "asahi yomiuri mainichi sankei kyodo jiji yonhap xinhua afp ap dpa tass figaro monde spiegel guardian economist "
    "independent mail mirror sun star globe standard observer telegraph axios politico wsj ft nyt magazine radio tv "
    "television agency newspaper paper outlet broadcaster media outlets newspapers".split(" ")
)
_NOT_OUTLETS = (
    lx.PRONOUN
    | lx.PERSON_NOUNS
    | lx.WH
    | frozenset(
        "gas motor motors corp corporation ministry army police party bank department council court co inc".split(" ")
    )
)


# "the company" is no outlet, though a company's name may be.
_NO_NAME = frozenset({"the", "a", "its", "this", "that", "company", "firm", "group", "corporation", "business", "team"})
_DOCUMENTS = lx.AGREEMENT_NOUNS | frozenset(
    "report article study survey statement paper letter poll text data".split(" ")
)


def reporter(text: str) -> str | None:
    """Return whose report is asked for as a whole: "What did X say (about Y)?"."""
    for pattern in _WHOLE_REPORTS:
        match = pattern.fullmatch(text)
        if match is None:
            continue
        words = re.findall(r"[^\W_]+", match["outlet"].lower())
        plain = not words or set(words) & (lx.PRONOUN | lx.WH | lx.AUXILIARY) or words[-1] in _DOCUMENTS
        if not plain and len(words) <= 6:
            return match["outlet"]
    view = _ITS_VIEW.match(text)
    return view["outlet"] if view and looks_like_outlet(view["outlet"]) else None


def limited_to_outlet(text: str) -> tuple[str | None, str]:
    """Return the outlet that the question is limited to, and the rest of the question."""
    for pattern in _ACCORDING:
        match = pattern.match(text)
        if match and looks_like_outlet(match["outlet"]):
            return match["outlet"], match["rest"]
    return None, text


def looks_like_outlet(name: str) -> bool:
    """Tell whether a name is, as far as its words tell, that of a newspaper, agency or broadcaster."""
    words = re.findall(r"[^\W_]+", name.lower())
    if len(words) > 6 or not words or set(words) & _NOT_OUTLETS or set(words) <= _NO_NAME:
        return False
    return bool(set(words) & _OUTLET_WORDS) and not set(words) & lx.TITLES


_DAY = (
    r"(?:the )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
    r"(?:(?:the )?\d{1,2}(?:st|nd|rd|th)?(?: of)? [a-z]{3,9}\.?"
    r"|[a-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4})(?:,? \d{4})?"
)
_AS_OF = (
    re.compile(rf"^as of (?P<day>{_DAY}),?\s*(?P<rest>.+)$", re.IGNORECASE),
    re.compile(rf"^(?P<rest>.+?),? as of (?P<day>{_DAY})$", re.IGNORECASE),
    re.compile(
        rf"^(?P<rest>.*\b(?:known|know|knew|confirmed|reported|clear|established|state of (?:knowledge|play))\b.*?) "
        rf"(?P<until>on|by|before|until|up to|till) (?P<day>{_DAY})$",
        re.IGNORECASE,
    ),
)
_MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ")


def as_of(text: str) -> tuple[str | None, bool, str]:
    """Return the words of the day up to which reports count, whether it counts itself, and the rest of the question."""
    for pattern in _AS_OF:
        match = pattern.match(text)
        if match and (re.search(r"[-./]", match["day"]) or month_in(match["day"]) is not None):
            return match["day"], match.groupdict().get("until", "").lower() != "before", match["rest"]
    return None, True, text


def month_in(words: str) -> int | None:
    """Return the number of the month that is named, 1 to 12."""
    for word in re.findall(r"[a-z]+", words.lower()):
        if word in lx.MONTHS:
            return _MONTH_NAMES.index(word[:3]) + 1
    return None


_WHO_REPORTED = re.compile(
    rf"^(?:and\s+)?(?:(?:which|what)\s+(?:\w+\s+)?(?:outlets?|newspapers?|papers?|agenc(?:y|ies)|media|broadcasters?|magazines?|"
    rf"news \w+|publications?|sources?)\s+(?:first\s+|also\s+)?(?:has\s+|have\s+)?"
    rf"(?:{_SAID}s?|{_SAID_PAST}|{_VIEW}(?:e?[ds])?|saw|found|told|read|put)\b"
    rf"|who\s+(?:first\s+|also\s+|has\s+|have\s+)*(?:reports?|reported|wrote about|broke the news)\b"
    rf"|according to (?:whom|which (?:outlet|newspaper|paper|agency|broadcaster|media))\b)",
    re.IGNORECASE,
)


def asks_who_reported(question: str) -> bool:
    """Tell whether the answer is the name of who reported: "Which outlet reported …?", "Who reported …?"."""
    return bool(_WHO_REPORTED.match(question))
