"""Tell whether a name is that of a news outlet, from a list and from words such as Times or Shimbun."""

from __future__ import annotations

import re

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
NOT_OUTLET = re.compile(
    r"\b(?:Ministry|Minister|Department|Bank|Police|Corp|Inc|Ltd|Holdings|Group|Motors?|University|Institute|Union|"
    r"Nations|Commission|Committee|Council|Office|Authority|Association of|Association$|Court|Party|Army|Navy|Guard|Board|Bureau of|"
    r"Federation|Foundation|Airlines?|Air|Energy|Foods?|Securities|Capital|Partners|Company|Co|Organi[sz]ation|Agency for|PLC|plc|AG|SA|"
    r"President|Secretary|Editor|Director|Spokes\w+|Chief|Employees?)\b"
)
_AGENCY = re.compile(r"\b(?:Agency|Review|World|Media|Network|Record|Register|Business)$")


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
    if re.fullmatch(r"[A-Z]{2,5}(?: \w+)? (?:radio|television|tv|TV|news|Radio|News)", capitals):
        return True
    if not capitals[:1].isupper():
        return bool(re.match(r"^(?:state|public|national|local|private|pro-\w+) ", low)) and bool(
            _STRONG_NAME.search(bare)
        )
    if _STRONG_NAME.search(capitals):
        return not NOT_OUTLET.search(capitals) and not re.search(
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
        return not NOT_OUTLET.search(capitals)
    if lenient:
        return bool(_WEAK_NAME.search(capitals)) and not NOT_OUTLET.search(capitals)
    return bool(_WEAK_NAME.search(capitals)) and not _AGENCY.search(capitals) and not NOT_OUTLET.search(capitals)
