"""Tell data and documents from people and bodies, and who has seen them."""

from __future__ import annotations

import re

from retriever.attributing.outlets import NOT_OUTLET, is_outlet

_DOCUMENT = (
    r"data|figures?|statistics|documents?|filings?|records?|drafts?|memos?|memorandum|reports?|stud(?:y|ies)|surveys?|polls?|census|e-?mails?|"
    r"letters?|transcripts?|footage|images?|imagery|videos?|photos?|photographs|audits?|reviews?|analys[ie]s|research|estimates|minutes|indictment|"
    r"lawsuit|complaint|results|evidence|rumou?rs?|accounts?|papers|text|notice|agenda|communiqu[eé]|briefing note|presentation|prospectus|ledgers?|"
    r"logs|tests|findings|projections|forecasts?|readings|polling|index|article|testimony|whistleblower complaint|affidavit|invoices|maps|messages|"
    r"recordings?|tape|calculations|proposal|plan|bill|blueprint|dossier|manifest|spreadsheet|slides|database|bulletin|codes?|"
    r"law|constitution|treaty|contract|rules|regulations|timetable|statutes?|guidelines|leaflet|manual|diary|diaries|charter|accounts|"
    r"files?|cables?|timeline|payslips?|receipts|readouts?|inventory|register|trials?|measurements|samples|simulations?|models?|experiments?"
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


def is_document(phrase: str) -> bool:
    """Tell whether a phrase names data or a document rather than a person or a body."""
    return bool(_DOCUMENT_HEAD.match(phrase)) and not re.match(r"^(?:[Tt]he )?(?:[A-Z][\w-]+ ){2,}", phrase)


def holder_in(phrase: str) -> tuple[str, int] | None:
    """Return the outlet that has seen, got or made a document, and where in the phrase it stands."""
    held = _HOLDER.search(phrase)
    if not held:
        return None
    part = "name" if held["name"] else "author"
    if is_outlet(held[part], lenient=True) or (part == "name" and _saw_it(held)):
        return held[part], held.start(part)
    return None


def _saw_it(held: re.Match[str]) -> bool:
    """Tell whether a document was "seen by" or "leaked to" somebody with a name, whom only news outlets name so."""
    shown = re.match(
        r"(?:seen|reviewed|obtained|viewed|shared with|leaked to|provided to) (?:by|to|with)?", held.group()
    )
    name = held["name"]
    return (
        bool(shown)
        and bool(re.fullmatch(r"(?:the )?[A-Z][\w'’]*(?: [A-Z][\w'’]*){0,3}", name))
        and not NOT_OUTLET.search(name)
    )
