"""Tell from a question's words what form its answer must have, and whether a text holds anything of that form.

A price needs money, "how many years" needs a number of years, "at what time" a time of the day. A sentence without
the form cannot answer, however near its topic: this is what likeness does not see.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

_SMALL = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|"
    "trillions?|dozens?|half|both|several|few|a couple|once|twice|no|none|single|double|pair|quarter|third"
)
_AMOUNT = rf"(?:\d[\d,.]*|\b(?:{_SMALL})\b)"
_TIME_UNIT = r"(?:second|minute|min\b|mins\b|hour|hrs?\b|yrs?\b|day|night|week|fortnight|month|quarter|year|decade|centur|season)"
# "1 million tons a year" is a rate, "for a year" a duration.
_LASTING = r"(?:for|in|within|over|after|about|of|than|took|takes|take|last|lasts|lasted|throughout|during)"
_LENGTH_UNIT = r"(?:mile|kilomet|met(?:er|re)|feet|foot|inch|yard|km\b|cm\b|mm\b|m\b|page|word)"
_MONTH = (
    r"january|february|march|april|(?-i:May)|june|july|august|september|october|november|december|"
    r"(?-i:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?=\.|\s\d)"
)
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_CURRENCY = (
    r"dollars?|euros?|yen|pounds?|sterling|cents?|pence|yuan|renminbi|won|rupees?|rubles?|roubles?|francs?|pesos?|reais|"
    r"crowns?|krona|kronor|krone|liras?|rand|shekels?|dinars?|dirhams?|riyals?|baht|rs|crores?|lakhs?|zloty|zlotys|usd|eur|gbp|jpy|cny|bucks?|shillings?"
)


class AnswerType(Enum):
    """The forms of answers that can be told by their words alone."""

    MONEY = "money"
    SHARE = "share"
    COUNT = "count"
    MEASURE = "measure"
    DURATION = "duration"
    CLOCK = "clock"
    DATE = "date"
    TIME = "time"
    PERSON = "person"
    NAME = "name"
    HOLDER = "holder"


@dataclass(frozen=True, slots=True)
class Need:
    """The form that an answer must have; `noun` is what is counted, or the unit asked for, as the question has it."""

    form: AnswerType
    noun: str = ""


_MONEY_WORDS = r"cost|costs|price[ds]?|worth|pay|pays|paid|paying|spend|spends|spent|earn|earns|earned|salary|fined?|budget|revenue|profits?|loss|charge[ds]?|invest|invested|money|donated?|raise[ds]?|sold for|fetch"
# People by their office: a text that repeats the office without a name has not named them.
_OFFICE = (
    r"(?:leader|minister|official|executive|businessm[ae]n|business people|spokes(?:m[ae]n|wom[ae]n|person)|officer|director|"
    r"lawmaker|senator|judge|general|diplomat|ambassador|negotiator|adviser|advisor|aide|analyst|economist|expert|scientist|"
    r"researcher|lawyer|investor|shareholder|buyer|suspect|victim|passenger|player|candidate|delegate|representative|envoy)s?"
)
# Offices of one holder each, with what else a text may call them.
_ONE_HOLDER = {
    "chief executive": r"chief executives?(?: officer)?|ceo",
    "ceo": r"chief executives?(?: officer)?|ceo",
    "prime minister": r"prime minister|premier",
    "premier": r"prime minister|premier",
    "spokesperson": r"spokes(?:person|man|woman)",
    "spokesman": r"spokes(?:person|man|woman)",
    "spokeswoman": r"spokes(?:person|man|woman)",
    **dict.fromkeys(("chair", "chairman", "chairwoman", "chairperson"), r"chair(?:man|woman|person)?"),
    **{
        office: office
        for office in (
            "vice president", "president", "chancellor", "governor", "mayor", "minister", "secretary", "commissioner",
            "ambassador", "speaker", "king", "queen", "emperor", "pope", "bishop", "coach", "captain", "editor",
            "prosecutor", "attorney general", "director", "commander", "treasurer", "founder", "rector", "principal",
        )
    },
}  # fmt: skip
_QUESTIONS: tuple[tuple[str, AnswerType], ...] = (
    (rf"\b(?:full )?names? of (?:the |these |those |all )?(?:[\w-]+ ){{0,4}}?(?P<noun>{_OFFICE})\b", AnswerType.NAME),
    (rf"^(?:and )?(?:to |with |by |from )?(?:which|what) (?:[\w.'’-]+ ){{0,3}}?(?P<noun>{_OFFICE})\b(?! of\b)", AnswerType.NAME),
    (
        r"^(?:and )?who(?:['’]s| is| was| will be| became| becomes)(?: now| currently)?(?: the| a| its| their| his| her)? "
        rf"(?:[\w.'’-]+ ){{0,4}}?(?P<noun>{'|'.join(_ONE_HOLDER)})\b(?! (?:who|that|said|says|to)\b)",
        AnswerType.HOLDER,
    ),
    (rf"\bfor how many (?P<noun>{_TIME_UNIT}\w*)", AnswerType.DURATION),
    (rf"\bhow many (?P<noun>{_TIME_UNIT}\w*)", AnswerType.DURATION),
    (r"\bhow many (?:(?:more|other|new|of the|of)\s+)?(?P<noun>[a-z][\w-]*(?: [a-z][\w-]*){0,2})", AnswerType.COUNT),
    (r"\b(?:what|which) (?:is the |was the |are the )?(?:share|percentage|proportion|percent|per cent)\b", AnswerType.SHARE),
    (rf"\bhow much (?!time\b|of the\b|more time\b)(?:\w+ ){{0,8}}?(?:{_MONEY_WORDS})\b", AnswerType.MONEY),
    (r"\b(?:what|which) (?:(?:is|was|are|were|will be) (?:the |its |their |his |her )?)?(?:[a-z]+ )?(?:price|cost|fee|salary|fine)\b", AnswerType.MONEY),
    (r"\b(?:at )?what (?:exact )?(?:time|hour)(?: of (?:the )?day)? (?:is|was|are|were|did|does|do|will|would|has|had|can|should)\b", AnswerType.CLOCK),
    (r"\b(?:what|which|what exact) (?:date|day|year|month|weekday)\b", AnswerType.DATE),
    (r"\bhow (?:old|far|high|tall|deep|heavy|fast|wide|large|big)\b", AnswerType.MEASURE),
    (r"\bhow long\b", AnswerType.DURATION),
    (r"\bwhen\b", AnswerType.TIME),
    (r"^(?:and |by |to |from |with |for |of |about )*(?:who|whom|whose)\b", AnswerType.PERSON),
)  # fmt: skip
_ASKED = tuple((re.compile(pattern, re.IGNORECASE), form) for pattern, form in _QUESTIONS)

_DAY_OR_MONTH = (
    rf"\b(?:{_MONTH})\b|\b(?:{_WEEKDAY})\b|\b(?:1[0-9]|20)\d\d\b|\b\d{{1,2}}(?:st|nd|rd|th)\b|\b\d{{1,2}}/\d{{1,2}}\b"
)
_RELATIVE_DAY = r"\b(?:today|tonight|yesterday|tomorrow)\b|\b(?:last|next|this|previous|following|same|that|coming)\s+(?:day|night|morning|evening|afternoon|week|weekend|month|year|summer|winter|spring|autumn|fall)\b|\b(?:day|week|month|year)s? (?:before|after|ago|later|earlier)\b"
_HELD = {
    AnswerType.MONEY: rf"[$€£¥₩₹]|\b(?:{_CURRENCY})\b|\bfree\b|\b(?:price|amount|salary|wage)s?\b|\d[\d,.]*(?: (?:million|billion|trillion))?(?=[.,;)]|$| (?:for|to|on|in|per|a|an|and|from|by|more|less|or)\b)",
    AnswerType.SHARE: rf"%|{_AMOUNT} (?:in|out of)(?: every)? {_AMOUNT}|\bper ?cent\b|\bpercentage\b|\b(?:half|third|quarter|fifth|tenth|majority|most|all)\b|\bone in {_AMOUNT}",
    AnswerType.MEASURE: _AMOUNT,
    AnswerType.DURATION: rf"(?:{_AMOUNT}\+?|\b(?:many|some|whole|all|{_LASTING}\s+(?:an?|the|his|her|its|their)))[\s-]+(?:[a-z]+[\s-]+)?(?:{_TIME_UNIT}|{_LENGTH_UNIT})|{_AMOUNT}[\s-]*(?:{_LENGTH_UNIT})|\b(?:until|till|since|indefinite|permanent|life|forever)\w*",
    AnswerType.CLOCK: r"\b(?:at|by|until|till|before|after|from)(?: about| around)? (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b(?! \w+s\b)|\b\d{1,2}(?::\d\d)?\s*(?:a\.?m|p\.?m)\b|\b\d{1,2}[:.]\d\d\b|\bo['’]clock\b|\bnoon\b|\bmidnight\b|\b\d{3,4}\s*(?:gmt|utc|hours|hrs)\b|\bmidday\b|\bdawn\b|\bdusk\b|\bsun(?:rise|set)\b|\bhalf past\b|\b\d{1,2}\s*(?:gmt|utc)\b",
    AnswerType.DATE: rf"{_DAY_OR_MONTH}|{_RELATIVE_DAY}",
    AnswerType.TIME: rf"{_DAY_OR_MONTH}|{_RELATIVE_DAY}|\d|\b(?:week|month|year|day|century|decade|spring|summer|autumn|winter|morning|afternoon|evening|night|noon|midnight|before|after|when|during|since|until|while|once|soon|now|ago|later|early|earlier|late|time|age|era|war|hour|minute|season|upon|following|already|immediately|end)s?\b",
}  # fmt: skip
_FORMS = {form: re.compile(pattern, re.IGNORECASE) for form, pattern in _HELD.items()}
_NUMBER = re.compile(_AMOUNT, re.IGNORECASE)
_COUNTED_OFF = re.compile(r"\b(?:nobody|no one|everyone|everybody)\b|\ban? (?:[\w-]+ ){1,3}and an? ", re.IGNORECASE)
_ALL_OR_MANY = re.compile(r"\b(?:all|many|numerous|most|every|any|lots|countless)\b", re.IGNORECASE)
_PLAIN = {
    AnswerType.MONEY: "no amount of money",
    AnswerType.SHARE: "no share",
    AnswerType.COUNT: "no number",
    AnswerType.DURATION: "no duration",
    AnswerType.CLOCK: "no time of day",
    AnswerType.DATE: "no date",
    AnswerType.NAME: "no name",
    AnswerType.HOLDER: "no name",
}
_PERSON = re.compile(
    r"(?<=[\w,;:\"“”'’(—–-]\s)[A-Z]|(?<=[\"“'(])[A-Z]|^(?:[A-Z][\w.'’-]*\s+){1,3}[A-Z]|\b(?:he|she|they|we|i|people|man|men|woman|women|"
    r"\w+(?:ers|ors|ists|ians|cials|ives|ents|ants)|police|government|officials?|ministers?|army|team|company|public|"
    r"families|family|friends?|king|queen|president|mother|father|wife|husband|son|daughter|children|child|voters|"
    r"\w+(?:er|or|ist|ian))\b"
)  # fmt: skip


@lru_cache(maxsize=4096)
def needed(question: str) -> Need | None:
    """Return the form that the question's answer must have, or None where its words do not tell."""
    for pattern, form in _ASKED:
        match = pattern.search(question)
        if match:
            return Need(form, (match.groupdict().get("noun") or "").lower())
    return None


def holds(need: Need, text: str) -> bool | None:
    """Tell whether the text holds something of the needed form; None where there is only something like it."""
    if need.form is AnswerType.PERSON:
        return bool(_PERSON.search(text)) or text[:1].isupper()
    if need.form is AnswerType.NAME:
        return _named(need.noun, text)
    if need.form is AnswerType.HOLDER:
        return _held_by_name(_ONE_HOLDER[need.noun], text)
    if need.form is AnswerType.COUNT:
        return _counted(need.noun, text)
    if need.form is AnswerType.DURATION and need.noun:
        unit = need.noun[:4]
        near = re.search(
            rf"(?:{_AMOUNT}\+?|\b{_LASTING}\s+an?\b)[\s-]+(?:[a-z]+[\s-]+)?{re.escape(unit)}", text, re.IGNORECASE
        )
        return True if near else None if _FORMS[AnswerType.DURATION].search(text) else False
    return bool(_FORMS[need.form].search(text))


def _named(noun: str, text: str) -> bool | None:
    """A name beside the office is an answer; a text without the office may give the name in its own way."""
    office = rf"\b{re.escape(noun.rstrip('s'))}s?\b"
    if not re.search(office, text, re.IGNORECASE):
        return None
    name = r"(?-i:[A-Z])[\w'’-]+"
    before = rf"{name}, (?:(?!(?:to|with|and|of|by|for|from|at|as|or)\b)[\w.'’-]+ ){{0,3}}{office}"
    after = rf"{office},?(?: (?:of|named|called|including|such as|like)(?: the)?)? {name}"
    return bool(re.search(f"{before}|{after}", text, re.IGNORECASE))


def _held_by_name(office: str, text: str) -> bool | None:
    """An office with its holder's name beside it is an answer; a text without the office may name the holder too."""
    if not re.search(rf"\b(?:{office})\b", text, re.IGNORECASE):
        return None
    name = r"(?-i:[A-Z])[\w'’-]+"
    of_whom = rf"(?: (?:of|for|at) (?:the )?{name}(?: {name}){{0,3}},)?"
    after = rf"\b(?:{office})\b(?-i:{of_whom}),? (?:(?:Mr|Mrs|Ms|Dr|Sir)\.? )?{name}"
    before = rf"(?<![Oo]f ){name}, (?:\d+, )?(?:(?:the|who is|who was|its|their) )?(?:[\w.'’-]+ ){{0,5}}?(?:{office})\b"
    is_it = rf"{name} (?:is|was|became|remains|serves as|took over as) (?:[\w.'’-]+ ){{0,5}}?(?:{office})\b"
    return bool(re.search(f"{after}|{before}|{is_it}", text, re.IGNORECASE))


def _counted(noun: str, text: str) -> bool | None:
    """A number before what is counted is an answer; a number elsewhere may be one."""
    stems = [word[: max(4, len(word) - 3)] for word in noun.split() if len(word) > 2]
    for stem in stems:
        if re.search(rf"{_AMOUNT}(?:[\s-]+[\w'’-]+){{0,3}}?[\s-]+{re.escape(stem)}", text, re.IGNORECASE):
            return True
    return None if _NUMBER.search(text) or _ALL_OR_MANY.search(text) or _COUNTED_OFF.search(text) else False


def lacking(question: str, text: str) -> str | None:
    """Return what the text lacks of the form that an answer must have, as "no price" would say it; None if nothing.

    Only forms that a text either has or has not: who, when, how long and how big are answered in too many ways.
    """
    need = needed(question)
    if need is None or holds(need, text) is not False or need.form not in _PLAIN:
        return None
    if need.form is AnswerType.DURATION:
        return f"no number of {need.noun}" if need.noun else None
    return _PLAIN[need.form]
