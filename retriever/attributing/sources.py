"""Tell what kind of source a noun phrase names: an outlet, a speaker with a role, or the basis of a report."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal

from retriever.attributing.words import class_of

Kind = Literal["outlet", "speaker", "basis", "pronoun", "nothing"]
Span = tuple[int, int]

# Outlets that no pattern finds; names in lower case.
_KNOWN_OUTLETS = frozenset(
    name.strip()
    for name in """
    reuters, bloomberg, agence france-presse, afp, associated press, ap, upi, dpa, efe, ansa, tass, interfax, ria,
    ria novosti, xinhua, kyodo, jiji, yonhap, nikkei, nhk, bbc, cnn, cnbc, nbc, cbs, abc, fox, msnbc, npr, pbs, sky,
    itv, rte, rté, cbc, sbs, kbs, mbc, sbs, ytn, jtbc, tbs, fuji tv, tv asahi, tv tokyo, asahi, yomiuri, mainichi, sankei, caixin,
    axios, politico, semafor, the information, the economist, economist, the atlantic, the new yorker, wired, forbes, fortune, barron's,
    newsweek, time, der spiegel, spiegel, die zeit, die welt, bild, handelsblatt, le monde, le figaro, libération, les echos, el país, el pais, el mundo,
    la repubblica, corriere della sera, il sole 24 ore, la stampa, o globo, folha de s.paulo, clarín, la nación, la nacion,
    al jazeera, al arabiya, al-ahram, haaretz, the hindu, mint, dawn, antara, bernama, rappler, pti, ani, ians, wam, spa, irna, isna, kcna, cctv,
    cgtn, global times, the paper, vedomosti, kommersant, meduza, tvn, tvp, pap, mti, tt, ntb, ritzau, stt, belga, anp, apa, ats,
    keystone-sda, agerpres, mena, saba, sana, maan, wafa, anadolu, hürriyet, hurriyet, sabah, cumhuriyet, the straits times, cna, thairath, vnexpress, tempo,
    kompas, detik, dong-a ilbo, chosun ilbo, joongang ilbo, hankyoreh, the guardian, the independent, the observer,
    the telegraph, the mirror, the sun, the age, the australian, the globe and mail, le soir, de standaard, nrc, de telegraaf, svt, nrk, yle, dr, tv2, rtl, zdf, ard,
    deutsche welle, dw, france 24, rfi, euronews, rfa, rferl, voa, voice of america, techcrunch, the verge, ars technica, variety, the hollywood reporter, deadline,
    nature, science, the lancet, stat, marketwatch, dow jones, dow jones newswires, s&p global, platts, argus media, nikkei asia, the intercept,
    propublica, bellingcat, the hill, the daily beast, buzzfeed, huffpost, vox, slate, quartz, the ft, ft, wsj, nyt, lbc, scmp
    """.replace("\n", " ").split(",")
    if name.strip()
)
_STRONG = (
    r"Times|Post|Shim?n?bun|Shimbun|Shinbun|Ilbo|Gazette|Herald|Tribune|Chronicle|Courier|Newswire|Newswires|Telegraph|"
    r"News|Zeitung|Nachrichten|Allgemeine|Rundschau|Presse|Journal|Daily|Broadcasting|Radio|Television|TV|Newspaper|Examiner|Inquirer|"
    r"Observer|Guardian|Dispatch|Bugle|Argus|Advertiser|Ledger|Bulletin|Sentinel|Echo|Mirror|Mercury|Evening|Sunday|Weekly|"
    r"Newsroom|Newsweek|Reporter|Wire|Gazeta|Gazzetta|Diario|Jornal|Pravda|Izvestia|Nhật|Ribao|Wanbao|Sh[iy]mpo|Shinpo|Shimpo|"
    r"Correspondent|Digest|Magazine|Enquirer|Intelligencer|Picayune|Plaindealer|Scotsman|Irishman|Standard|Insider"
)
_WEAK = r"Press|Star|Sun|Globe|Mail|Express|Independent|Record|Monitor|Review|Register|World|Today|Media|Channel|Agency|Network|Post|Economist|Lantern|Beacon|Business"
_STRONG_NAME = re.compile(
    rf"\b(?:{_STRONG})\b|\b(?:News|Press|Telegraph|Information) (?:Agency|Service|Bureau|Network|Association|Trust|Asia)\b"
)
_WEAK_NAME = re.compile(rf"\b(?:{_WEAK})\b$")
_OUTLET_NOUN = re.compile(
    r"\b(?:newspapers?|daily|broadcasters?|news (?:agency|agencies|site|website|outlets?|channel|service|organi[sz]ation|wire|portal)|news-?wire|"
    r"magazine|tabloid|broadsheet|weekly|press agency|wire service|(?:local|state|domestic|foreign|national|japanese|chinese|korean|us|u\.s\.|british|"
    r"german|french|russian|iranian|israeli|turkish|other|news|state-run|official|several|international|regional|social)(?: \w+)? media|"
    r"media(?: outlets| reports)?|(?:radio|television|tv) (?:station|network|channel)|(?:state|public|national) (?:television|tv|radio)|press|paper|outlets?)$",
    re.IGNORECASE,
)
_NOT_OUTLET = re.compile(
    r"\b(?:Ministry|Minister|Department|Bank|Police|Corp|Inc|Ltd|Holdings|Group|Motors?|University|Institute|Union|"
    r"Nations|Commission|Committee|Council|Office|Authority|Association of|Association$|Court|Party|Army|Navy|Guard|Board|Bureau of|"
    r"Federation|Foundation|Airlines?|Air|Energy|Foods?|Securities|Capital|Partners|Company|Co|Organi[sz]ation|Agency for|PLC|plc|AG|SA|"
    r"President|Secretary|Editor|Director|Spokes\w+|Chief|Employees?)\b"
)
_AGENCY = re.compile(r"\b(?:Agency|Review|World|Media|Network|Record|Register|Business)$")

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
    """
)
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
_DOCUMENT = (
    r"data|figures?|statistics|documents?|filings?|records?|drafts?|memos?|memorandum|reports?|stud(?:y|ies)|surveys?|polls?|census|e-?mails?|"
    r"letters?|transcripts?|footage|images?|imagery|videos?|photos?|photographs|audits?|reviews?|analys[ie]s|research|estimates|minutes|indictment|"
    r"lawsuit|complaint|results|evidence|rumou?rs?|accounts?|papers|text|notice|agenda|communiqu[eé]|briefing note|presentation|prospectus|ledgers?|"
    r"logs|tests|findings|projections|forecasts?|readings|polling|index|article|testimony|whistleblower complaint|affidavit|invoices|maps|messages|"
    r"recordings?|tape|calculations|proposal|plan|bill|blueprint|dossier|manifest|spreadsheet|slides|database|bulletin"
)
_DOCUMENT_HEAD = re.compile(
    rf"^(?:[\w'’.%&-]+ ){{0,6}}?(?:{_DOCUMENT})(?:$|,| (?:of|by|from|seen|reviewed|obtained|viewed|published|released|compiled|filed|on|in|for|"
    r"issued|into|prepared|commissioned|carried|conducted|submitted|cited|collected|provided|dated|posted|that|which|to|shared|leaked|examined|about|at|with|due)\b)",
    re.IGNORECASE,
)
_HOLDER = re.compile(
    r"\b(?:seen|reviewed|obtained|viewed|examined|verified|acquired|commissioned|published|compiled|analy[sz]ed|heard|conducted|shared with|leaked to|provided to|released|cited|read|accessed) "
    r"(?:by|to|in|with) (?P<name>.+)$"
    r"|^(?:an?|the|its) (?:\w+ )?(?:report|analysis|survey|poll|study|tally|count|review|investigation|calculation|estimate|"
    r"dispatch|article) (?:by|from|in) (?P<author>.+)$"
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


def is_known(name: str) -> bool:
    """Tell whether a name is in the list of well-known outlets, with or without its article."""
    low = name.lower()
    return low in _KNOWN_OUTLETS or low.removeprefix("the ") in _KNOWN_OUTLETS


def is_outlet(name: str, *, lenient: bool = False) -> bool:
    """Tell whether a name is that of a news outlet, from a list and from words such as Times or Shimbun.

    `lenient` is for places where only outlets stand ("told …", "… reported, citing"): weaker words count there.
    """
    bare = re.sub(r"\s*\([^)]*\)$", "", name.strip()).strip("\"“”'‘’ ")
    low = re.sub(r"(?:'s|’s)$", "", bare.lower())
    if low in _KNOWN_OUTLETS or low.removeprefix("the ") in _KNOWN_OUTLETS:
        return low not in {"time", "nature", "science", "mint", "spa", "tt", "dr", "sky", "fortune", "deadline"} or (
            lenient and bare[:1].isupper()
        )
    if re.search(r"\b(?:and|&) (?:other|several|local)\b.*\b(?:media|outlets|newspapers)$", low):
        return True
    if _OUTLET_NOUN.search(bare):
        return low not in {"paper", "a paper", "press", "daily"}
    lead = re.match(
        r"^(?:the )?(?:[\w-]+ )?(?:newspaper|daily|broadcaster|news agency|magazine|tabloid|weekly|agency|news site|website|network|channel) (?=[A-Z])",
        bare,
    )
    if lead:
        return True
    capitals = re.sub(r"^(?:[Tt]he|[Ii]ts|[Aa]n?) ", "", bare)
    if not capitals[:1].isupper():
        return bool(re.match(r"^(?:state|public|national|local|private|pro-\w+) ", low)) and bool(
            _STRONG_NAME.search(bare)
        )
    if _STRONG_NAME.search(capitals):
        return not _NOT_OUTLET.search(capitals) and not re.search(
            r"\b(?:New York|Old|Financial|Hard) Times Square\b", capitals
        )
    if capitals.split()[0].lower() in _KNOWN_OUTLETS and capitals.split()[0].lower() in {
        "bbc",
        "cnn",
        "nbc",
        "cbs",
        "abc",
        "fox",
        "sky",
        "reuters",
        "bloomberg",
        "nikkei",
        "kyodo",
        "nhk",
        "itv",
        "kbs",
        "mbc",
    }:
        return not _NOT_OUTLET.search(capitals)
    if lenient:
        return bool(_WEAK_NAME.search(capitals)) and not _NOT_OUTLET.search(capitals)
    return bool(_WEAK_NAME.search(capitals)) and not _AGENCY.search(capitals) and not _NOT_OUTLET.search(capitals)


def is_document(phrase: str) -> bool:
    """Tell whether a phrase names data or a document rather than a person or a body."""
    return bool(_DOCUMENT_HEAD.match(phrase)) and not re.match(r"^(?:[A-Z][\w-]+ ){2,}", phrase)


def is_person_word(word: str) -> bool:
    """Tell whether a word is a title or an occupation."""
    low = word.lower().rstrip(".")
    return low in _PERSON_HEAD or (low.endswith("s") and low[:-1] in _PERSON_HEAD)


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
    if phrase.split()[-1][:1].isupper() and is_outlet(phrase, lenient=lenient):
        return Source("outlet", phrase, span)
    if is_document(phrase):
        held = _HOLDER.search(phrase)
        part = "name" if held and held["name"] else "author"
        if held and is_outlet(held[part], lenient=True):
            holder_span = (at + held.start(part), at + held.end(part))
            return Source("basis", phrase, span, holder=held[part], holder_span=holder_span)
        return Source("basis", phrase, span)
    if _FAMILIAR.search(phrase) or (aside and re.match(r"(?:who )?(?:are |is )?(?:familiar with|close to)", aside)):
        return Source("basis", phrase, span)
    if is_outlet(phrase, lenient=lenient):
        return Source("outlet", phrase, span)
    return _speaker(phrase, at, aside, aside_at)


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


_ROLE_NAME = re.compile(rf"^(?P<role>.*?)(?P<name>{_NAME}(?: {_NAME}){{0,4}})$")


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
        name = " ".join(words[last_title + 1 :])
        if re.fullmatch(rf"{_NAME}(?: {_NAME}){{0,4}}", name):
            role = " ".join(words[: last_title + 1])
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
    plain_name = re.fullmatch(rf"{_NAME}(?: {_NAME}){{1,3}}", phrase) and not _NOT_OUTLET.search(phrase)
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
