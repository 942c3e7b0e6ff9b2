"""Sources that stand beside a report rather than in its chain: "citing …", "in an interview with …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retriever.attributing.outlets import is_known, is_outlet
from retriever.attributing.quotation import Quotation
from retriever.attributing.report import Report
from retriever.attributing.sources import Source

_NAME_RUN = (
    r"(?P<name>(?:the |a |an |its |state |local |public |national |news |agency |newspaper |broadcaster |Japanese |Chinese )*"
    r"(?:[A-Z][\w.'’&-]*)(?:(?: of| and| the| de| la| &)? (?:[A-Z][\w.'’&-]*|\d\b))*(?: newspaper| news agency| magazine| television)?)"
)
_OUTLET_PLACES = re.compile(
    r"\b(?i:told|tells|interview(?:ed)?(?: \w+)? (?:with|by|to|in|on|for|aired by)|speaking (?:to|with|on)|spoke (?:to|with)|remarks to|comments to|"
    r"statement to|email to|e-mail to|message to|quoted by|reported (?:earlier |first )?by|seen by|viewed by|reviewed by|obtained by|shared with|provided to|"
    r"leaked to|sent to|published (?:by|in|on)|cited by|carried by|according to(?: a report (?:by|in|from))?|reports? (?:by|in|from)|article in|column in|op-ed in|"
    r"broadcast (?:by|on)|aired (?:by|on)|writing in|wrote in|written for|told in|heard by|verified by|compiled by|poll by|survey by|appearing on|appearance on)\s+"
    + _NAME_RUN
)
_OUTLET_DEEDS = re.compile(
    _NAME_RUN + r"(?= (?:has|had|have) (?:seen|obtained|reviewed|learned|learnt|viewed|been told)\b)"
)
_CITING = re.compile(
    r"(?:(?:^|[,(]\s*|\b(?:and|while|but) )(?:citing|quoting|attributing [\w ]+? to|referring to|[Cc]iting|[Qq]uoting|Citing|Quoting)|,\s*(?:which|who) (?:cited|quoted)|\b(?:cited|quoted)(?= (?:\w+ ){0,4}?"
    r"(?:sources?|officials?|data|documents?|people|figures|diplomats)\b))\s+(?P<name>.+?)"
    r"(?=,(?! (?:who|which)\b)|;|\.(?:\s|$)|\)|$| (?:said|reported|reports|says|wrote|as saying|that)\b)"
)
# "citing security" gives a reason, not a source.
_REASON = re.compile(
    r"^(?:[a-z]+ )*(?:security|safety|privacy|reasons?|concerns?|fears?|weather|winds?|costs?|demand|lack|risks?|grounds|shortages?|conditions|"
    r"health|uncertainty|sales|needs?|pressures?|difficult\w+|disputes?|differences|restrictions)\b(?! (?:officials?|sources?|experts?|services?|agenc\w+|ministry|chief|data|figures|report\w*))"
)
_ANONYMITY = re.compile(
    r"\bon (?:the )?condition of anonymity\b|\bwho (?:declined|refused|asked|requested|wished|did not want|spoke on condition) (?:not )?(?:to )?(?:be|remain)?\s*"
    r"(?:named|identified|anonymous|anonymity)(?: [^,.]*?)?(?=[,.]|$| said| told)|\b(?:asking|asked|declining|declined|requesting|requested) (?:not )?(?:to )?(?:be |remain )?(?:named|identified|anonymous|anonymity)\b"
)
_DATA_BASIS = re.compile(
    r"\b(?:based on|judging by|shown by|as shown in|in) (?P<name>(?:a |an |the )?(?:\w+ ){0,3}?(?:documents?|data|draft|memo|emails?|e-mails?|letter|report|filings?|records|statistics)"
    r" (?:seen|reviewed|obtained|viewed|released|published|compiled|examined)(?: by [^,.]+)?)"
)


def outlets_beside(sentence: str, report: Report) -> Iterator[Source]:
    """Yield outlets that heard, saw or carried what is reported ("told Reuters", "in an interview with …")."""
    for match in (*_OUTLET_PLACES.finditer(sentence), *_OUTLET_DEEDS.finditer(sentence)):
        if _inside(report.own_words, match.start()):
            continue
        name = re.split(r"['’]s\b", match["name"].rstrip(".,"))[0]
        shortened = _longest_outlet(name)
        if shortened:
            begin = match.start("name")
            yield Source("outlet", shortened, (begin, begin + len(shortened)))


def _longest_outlet(name: str) -> str | None:
    """Return the longest beginning of a run of capitals that names an outlet ("Reuters Iran would …")."""
    words = name.split()
    whole_ok = is_outlet(name, lenient=True)
    if is_known(name):
        return name
    for size in range(len(words), 0, -1):
        part = " ".join(words[:size])
        if is_outlet(part, lenient=True) and (
            size < 2 or (size == len(words) and whole_ok) or is_outlet(words[size - 1], lenient=True)
        ):
            if size == len(words) and size > 1 and is_outlet(words[0]) and not is_outlet(words[-1], lenient=True):
                if not re.fullmatch(
                    r"(?:BBC|CNN|Sky|Fox|NBC|ABC|CBS|ITV|the|The|Radio|TV|Television|Channel|Agence|Gazeta)\b.*", part
                ):
                    continue
            return part
    return None


def bases_beside(sentence: str, report: Report) -> Iterator[Source]:
    """Yield what a report rests on: cited sources and documents, or a source that keeps its name back."""
    for match in _CITING.finditer(sentence):
        if not _inside(report.own_words, match.start("name")):
            name = match["name"].strip()
            if name and len(name.split()) <= 14 and not _REASON.search(name):
                begin = match.start("name")
                yield Source("basis", name, (begin, begin + len(name)))
    for match in _DATA_BASIS.finditer(sentence):
        if not _inside(report.own_words, match.start()):
            yield Source("basis", match["name"], match.span("name"))
    for match in _ANONYMITY.finditer(sentence):
        if not _inside(report.own_words, match.start()):
            yield Source("basis", match.group(), match.span())


def _inside(speech: tuple[Quotation, ...], at: int) -> bool:
    return any(quote.span[0] <= at < quote.span[1] for quote in speech)
