"""Tell what kind of source a noun phrase names: an outlet, a speaker with a role, or the basis of a report."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any, Literal

from retriever.attributing.documents import holder_in, is_document
from retriever.attributing.outlets import NOT_OUTLET, is_outlet
from retriever.attributing.words import class_of

Kind = Literal["outlet", "speaker", "basis", "pronoun", "nothing"]
Span = tuple[int, int]
_PERSON_HEAD = class_of(
    """
    president minister secretary chancellor premier governor mayor senator councillor councilor mp deputy ambassador envoy
    spokesman spokeswoman spokesperson spokespeople spokesmen director chief chairman chairwoman chairperson chair head leader officer executive ceo
    cfo coo cto analyst economist professor general colonel captain major lieutenant sergeant inspector constable
    superintendent commissioner judge justice king queen prince princess emperor empress duke duchess pope bishop
    archbishop cardinal sister father brother mother rabbi imam sheikh coach manager engineer scientist researcher
    lawyer attorney solicitor barrister prosecutor representative congressman congresswoman speaker delegate marshal
    sheriff admiral activist author founder co-founder owner resident farmer witness diplomat negotiator consultant
    strategist adviser advisor aide official trader driver teacher doctor nurse pilot fisherman worker student partner
    principal dean rector vice-president undersecretary lawmaker legislator politician candidate commander adjutant
    columnist historian geologist biologist physicist chemist astronomer epidemiologist virologist meteorologist
    seismologist psychologist sociologist anthropologist editor journalist reporter correspondent writer critic artist
    singer actor actress player striker captain goalkeeper trainer vet vicar priest curator conductor architect designer planner surveyor
    treasurer whip member counsel counterpart widow wife husband son daughter neighbour neighbor victim survivor
    patient customer passenger mechanic butcher baker shopkeeper vendor miner sailor soldier guard baroness baron lord lady
    dame count countess sultan emir crown secretary-general president-elect pm pathologist coroner statistician lecturer academic
    expert specialist organiser organizer campaigner investigator detective fellow supervisor mayor-elect boss
    businessman businesswoman salesman saleswoman sportsman sportswoman statesman policeman policewoman fireman craftsman tribesman
    mum mom dad grandmother grandfather gran grandad pensioner shopper commuter tourist teenager landlord landlady tenant retiree holidaymaker
    campaigner bystander onlooker refugee migrant farmhand villager skipper midfielder defender forward winger coach batsman bowler
    mp mep msp backbencher peer negotiator peacekeeper paramedic firefighter ranger warden beekeeper forester brewer baker chef
    restaurateur hotelier biologist ecologist botanist zoologist palaeontologist paleontologist geophysicist glaciologist
    oceanographer climatologist archaeologist neuroscientist psychiatrist surgeon vet veterinarian astronaut cosmonaut
    novelist poet playwright filmmaker producer presenter broadcaster singer-songwriter rapper comedian model influencer
    chairwoman chairperson undersecretary vice-chancellor postmaster ombudsman auditor registrar
    """
)
_OCCUPATION = re.compile(r"\w(?:teacher|master|mistress|keeper|fighter|ologist|ographer|ician)s?$")
_HONORIFICS = class_of(
    "mr mr. mrs mrs. ms ms. miss dr dr. prof prof. sir dame lord lady sister father rev rev. baroness"
)
_FAMILIAR = re.compile(
    r"\b(?:sources?|insiders?)\b|"
    r"\b(?:people|persons?|officials?|executives?|bankers?|employees?|someone|those|individuals?|men|women|traders?|diplomats?|aides?|advis[eo]rs?|lawyers?)\b"
    r"(?:,)? (?:who (?:are|is|were|was|have|has) )?(?:familiar with|close to|with (?:direct |first-hand |firsthand )?knowledge|briefed on|"
    r"involved in|informed (?:of|about)|aware of|directly involved|in the know)|"
    r"\b(?:unnamed|unidentified|anonymous)\b|^(?:one|two|three|some|several|both|all|most) of (?:the|those) (?:people|persons?|sources)\b",
    re.IGNORECASE,
)
_PRONOUNS = class_of("he she it they we i you who")
_NAME = r"(?:(?:[A-Z][\w'’-]*|[A-Z]\.)(?: (?:de|da|di|del|della|der|den|van|von|bin|al|el|la|le|ibn|ben|of the|dos))*)"


@dataclass(frozen=True, slots=True)
class Source:
    """One source: its kind, the words that name it and their place, and for a person the role."""

    kind: Kind
    text: str
    span: Span
    role: str | None = None
    role_span: Span | None = None
    person: bool = False
    holder: str | None = None
    holder_span: Span | None = None


def is_person_word(word: str) -> bool:
    """Tell whether a word is a title or an occupation."""
    low = word.lower().rstrip(".")
    if low in _PERSON_HEAD or (low.endswith("s") and {low[:-1], low[:-2]} & _PERSON_HEAD):
        return True
    if _OCCUPATION.search(low):
        return True
    parts = low.split("-")
    return len(parts) > 1 and (parts[0] in _PERSON_HEAD or parts[-1] in _PERSON_HEAD)


def source_in(phrase: str, at: int, *, aside: str = "", aside_at: int = 0, lenient: bool = False) -> Source:
    """Return the source that a noun phrase names, `at` being its place in the sentence.

    `aside` is what stands beside it between commas ("a geologist at …", "Lord Pym").
    """
    phrase, at = _trimmed(phrase, at)
    span = (at, at + len(phrase))
    low = phrase.lower()
    if not phrase:
        return Source("nothing", "", span)
    if low in _PRONOUNS:
        return Source("pronoun", phrase, span, person=low in {"he", "she", "i"})
    if belongs := _of_an_outlet(phrase, at):
        return belongs
    if phrase.split()[-1][:1].isupper() and (is_outlet(phrase, lenient=lenient) or _IS_OUTLET.match(aside)):
        return Source("outlet", phrase, span)
    if is_document(phrase):
        if holder := holder_in(phrase):
            begin = at + holder[1]
            return Source("basis", phrase, span, holder=holder[0], holder_span=(begin, begin + len(holder[0])))
        return Source("basis", phrase, span)
    if _FAMILIAR.search(phrase) or (aside and re.match(r"(?:who )?(?:are |is )?(?:familiar with|close to)", aside)):
        return Source("basis", phrase, span)
    if is_outlet(phrase, lenient=lenient):
        return Source("outlet", phrase, span)
    return _speaker(phrase, at, aside, aside_at)


_IS_OUTLET = re.compile(
    r"(?:the|a|an) (?:[\w'’-]+ ){0,3}?(?:news agency|newspaper|daily|broadcaster|news site|news website|news service|news channel|magazine|tabloid|weekly|radio station)\b"
)


def _of_an_outlet(phrase: str, at: int) -> Source | None:
    """Read "The Gazette's Lena Ford" as a speaker of an outlet."""
    whose = re.match(r"(?P<outlet>.+?)(?:['’]s|(?<=s)['’]) (?P<who>.+)$", phrase)
    if not whose or not is_outlet(whose["outlet"]):
        return None
    who = whose["who"]
    if not (re.fullmatch(rf"{_NAME}(?: {_NAME}){{1,3}}", who) or any(is_person_word(word) for word in who.split())):
        return None
    begin = at + whose.start("who")
    speaker = _speaker(who, begin, "", 0)
    return replace(speaker, person=True, holder=whose["outlet"], holder_span=(at, at + len(whose["outlet"])))


def _trimmed(phrase: str, at: int) -> tuple[str, int]:
    lead = re.match(
        r"[\s,;:–—-]*(?:(?:And|But|and|but|Meanwhile|Separately|However|Later|Earlier|Also|Still|Instead|Then|Yet|Nevertheless|Similarly|"
        r"Meantime|Last week|This week|On \w+day|Today|Yesterday|Elsewhere|Moreover|Furthermore|even|as|So|or|when|while|where|that|after|because|although|though|since)\s+)*",
        phrase,
    )
    offset = lead.end() if lead else 0
    trimmed = phrase[offset:].rstrip(" ,;:–—-")
    trimmed = re.sub(
        r"(?: (?:(?:late |early |earlier )?on (?:\w+day|the \d+\w\w|[A-Z]\w+\.? \d+)|today|yesterday|earlier|later|here|now|also|then|"
        r"(?:last|this) (?:week|month|year|\w+day)|too))+$",
        "",
        trimmed,
    )
    return re.sub(r"\s*\([^()]*\)$", "", trimmed), at + offset


def _speaker(phrase: str, at: int, aside: str, aside_at: int) -> Source:
    relative = re.search(r",? (?:who|whom|whose|which|that)\b", phrase)
    if relative and relative.start() > 0:
        phrase = phrase[: relative.start()]
    span = (at, at + len(phrase))
    words = phrase.split()
    titles = [
        index for index, word in enumerate(words) if is_person_word(word.strip(",")) or word.lower() in _HONORIFICS
    ]
    last_title = titles[-1] if titles else None
    aside = aside.strip(" ,")
    named = re.fullmatch(
        rf"(?P<noun>(?:the|its|his|her|their|a|an) (?:[a-z][\w-]+ ){{1,3}})(?P<name>{_NAME}(?: (?:& )?{_NAME}){{0,4}})",
        aside,
    )
    if named and re.match(r"(?:The|Its|His|Her|Their|the|its|his|her|their) [a-z]", phrase):
        begin = aside_at + named.start("name")
        return Source("speaker", named["name"], (begin, begin + len(named["name"])), phrase, span)
    if (
        aside
        and re.fullmatch(rf"(?:(?:Mr|Mrs|Ms|Dr|Sir|Lord|Lady|Dame)\.? )?{_NAME}(?: {_NAME}){{0,4}}", aside)
        and (titles or phrase[:1].islower() or re.match(r"(?:The|A|An|His|Her|Its|Their) ", phrase))
    ):
        name = _without_honorific(aside)
        begin = aside_at + aside.index(name)
        return Source("speaker", name, (begin, begin + len(name)), phrase, span, person=True)
    if last_title is not None and last_title + 1 < len(words) and words[last_title + 1][:1].isupper():
        places = [match.span() for match in re.finditer(r"\S+", phrase)]
        name = phrase[places[last_title + 1][0] :]
        if re.fullmatch(rf"{_NAME}(?: {_NAME}){{0,4}}", name):
            role = phrase[: places[last_title][1]]
            only_mister = role.lower().rstrip(".") in {"mr", "mrs", "ms", "miss"}
            begin = at + len(phrase) - len(name)
            if only_mister:
                return Source("speaker", phrase, span, person=True, **_aside_role(aside, aside_at))
            extra = _aside_role(aside, aside_at)
            if role.lower().rstrip(".") in {"dr", "prof", "professor", "sir", "dame", "lord", "lady"} and extra["role"]:
                return Source("speaker", name, (begin, begin + len(name)), person=True, **extra)
            return Source("speaker", name, (begin, begin + len(name)), role, (at, at + len(role)), person=True)
    lower_then_name = re.match(rf"^(?P<role>(?:[\w-]+ )*?[a-z][\w-]+) (?P<name>{_NAME}(?: {_NAME}){{1,3}})$", phrase)
    if lower_then_name and not re.search(r"\b(?:of|for|at|in|from|the|by|with|to|and|on)$", lower_then_name["role"]):
        name, role = lower_then_name["name"], lower_then_name["role"]
        begin = at + len(phrase) - len(name)
        return Source("speaker", name, (begin, begin + len(name)), role, (at, at + len(role)), person=True)
    belonging = re.match(
        rf"^(?P<role>(?:[\w-]+ )*?[\w-]+) (?P<name>{_NAME}(?: {_NAME}){{1,3}}) (?:of|at|from) (?:the )?[A-Z].*$", phrase
    )
    if belonging and is_person_word(belonging["role"].split()[-1]):
        name, role = belonging["name"], belonging["role"]
        begin = at + belonging.start("name")
        return Source("speaker", name, (begin, begin + len(name)), role, (at, at + len(role)), person=True)
    extra = _aside_role(aside, aside_at)
    plain_name = re.fullmatch(rf"{_NAME}(?: {_NAME}){{1,3}}", phrase) and not NOT_OUTLET.search(phrase)
    named_person = bool(extra["role"]) and bool(re.fullmatch(rf"{_NAME}(?: {_NAME}){{0,4}}", phrase))
    titled = bool(titles) and not re.search(
        r"\b(?:Guard|Office|Council|Committee|Agency|Ministry|Department|Police|Court)$", phrase
    )
    person = titled or bool(plain_name) or named_person
    return Source("speaker", phrase, span, person=person, **extra)


def _without_honorific(name: str) -> str:
    return re.sub(r"^(?:Dr|Sir|Lord|Lady|Dame|Prof)\.? (?=[A-Z])", "", name)


def _aside_role(aside: str, at: int) -> dict[str, Any]:
    """Return an aside as a role where it names an office or an occupation."""
    text = aside.strip(" ,")
    begin = at + (len(aside) - len(aside.lstrip(" ,")))
    words = re.split(r"[\s,]+", text)
    starts_like_role = bool(text) and not re.match(
        r"(?:who|which|where|whose|when|citing|quoting|speaking|referring|adding|\d)", text
    )
    if starts_like_role and any(is_person_word(word) or re.search(r"(?:ist|ologist)$", word) for word in words[:9]):
        return {"role": text, "role_span": (begin, begin + len(text))}
    return {"role": None, "role_span": None}
