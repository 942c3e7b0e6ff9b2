"""Cut a text into sentences without losing a character of it.

Punkt (the nupunkt package) finds the ends. Its learnt abbreviations hold ordinary words such as "century", so it gets
the few below instead; docs/decisions/001-sentence-splitting.md has the measurements.
"""

import re
from collections.abc import Iterator
from itertools import chain, pairwise

from ingest.layout import line_ends

# A name follows these: they never end a sentence.
_TITLES = """Adm Asst Brig Capt Cmdr Col Cpl Dr Fr Ft Gen Gov Hon Lt Maj Messrs Mr Mrs Ms Msgr Mt Mx Pfc Pres Prof Profs
    Pvt Rep Reps Rev Sec Sen Sens Sgt St Ste Supt""".split()

# These end one only before a word that starts one.
_ABBREVIATIONS = """a.k.a a.m al apr assn aug ave b.a b.sc bldg blvd bros calif cf co colo conn corp cos d.c dec dept
    e.g e.u etc ext feb fla hwy i.e inc jan jr jul jun kans lb lbs llc ltd m.a m.b.a m.d m.p.h mich minn mont nov oct
    okla oz p.m penn ph.d plc pct r.i rd sep sept sq sr tenn tex u.k u.n u.s u.s.a univ v viz vs wis wyo""".split()
_STARTERS = """a after all although an and another as at because before both but by during even every few finally first
    for from he her here his how however i if in instead it its last later many meanwhile most my neither nobody none
    nor on one only other others our several she since so some still such that the their then there these they this
    those three thus to today two under until we what when where while who why with yesterday yet you your""".split()

_TITLE = re.compile(rf"\b(?:{'|'.join(_TITLES)})\.\s+$")
_INITIALISM = re.compile(r"\b(?:[A-Z]\.){2,9}\s+$")
# "built in the U.S. Nissan, too, is": a name that is no part of a government begins a sentence where a verb follows it.
_IN_A_COUNTRY = re.compile(
    r"\b(?:across|and|from|in|inside|into|of|outside|to|with|within) the (?:U\.S|U\.K|E\.U)\.\s+(?=[A-Z])"
)
_OF_A_COUNTRY = frozenset(
    """Agency Air Ambassador Army Attorney Bank Border Bureau Cabinet Capitol Census Centers Central Chamber Coast
    Commerce Commission Congress Congressional Constitution Consulate Court Customs Defense Department Dollar District
    Drug East Embassy Energy Environmental Federal Fish Food Foreign Forest Gulf Geological Health Homeland House
    Immigration Interior Internal Justice Labor Marine Marines Midwest Military Mint Mission National Navy Northeast
    Northwest Olympic Open Pacific Parliament Patent Postal President Presidential Republican Secret Secretary
    Securities Senate Senator Senators Social South Southeast Southwest Space Special State Steel Supreme Surgeon Trade
    Treasury Vice Virgin West Women""".split()
)
_NAME_AND_VERB = re.compile(
    r"(?:[A-Z][\w.&’'-]{0,30},?\s){1,5}(?:too,\s|also\s|meanwhile,\s|then\s)?"
    r"(?:is|are|was|were|has|have|had|will|would|may|might|could|can|plans?|says?|said|wants?|[a-z]{2,20}ed)\b"
)
_BEFORE_NUMBER = re.compile(
    r"\b(?:[Nn]os?|[Ff]igs?|[Vv]ols?|[Aa]rts?|[Ss]ecs?|[Pp]ts?|[Cc]h|[Pp]aras?|Mar|pp?|[Aa]pprox|[Ee]st|ca?)\.\s+$"
)
_NUMBER = re.compile(r"[$€£]?\d")
_WORD = re.compile(r"\w+")
# "Austin, Tex. in 1901", "Wham! played on"; but "eBay" may start a sentence.
_GOES_ON = re.compile(r"(?:\b[A-Z][\w.&-]{0,30}\.|[!?])[\"'”’)\]]{0,4}\s+$")
_SMALL_LETTER = re.compile(r"(?![a-z]+[A-Z])[a-z]")
# "Who pays?" Senator Vance asked.
_ASKED_OR_CRIED = re.compile(r"[!?][\"'”’]{1,2}\s+$")
_SPEAKER = re.compile(
    r"(?:[A-Z][\w.’'-]{0,30}\s){1,4}(?:added|announced|answered|argued|asked|began|cried|called|declared|demanded"
    r"|exclaimed|insisted|joked|remarked|replied|responded|said|says|screamed|shouted|told|wondered|wrote|yelled)\b"
)
_FOOTNOTE = re.compile(r"(?:\[[\w ]{1,20}\]){1,9}(?:\s+|$)")

# "at 8 p.m. Results follow", but "at 8 p.m. Tuesday", "Eastern" or "Tokyo time"; "Vitamin B. That was"; a plain "no."
_DAY_OR_ZONE = (
    r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b|(?:Eastern|Central|Mountain|Pacific)\b"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|[A-Z]{2,4}\b|[A-Z]\w{1,20}\ time\b)"
)
_MISSED = re.compile(
    rf"\b[ap]\.m\.[\"”’)]{{0,2}}\s+(?=[A-Z])(?!{_DAY_OR_ZONE})"
    r"|(?<![\w.])[A-Za-z]\.[\"”’)]{0,2}\s+(?=(?:But|He|Her|His|It|Its|She|That|The|Their|There|These|They|This|Those|We)\b)"
    r"|\bno\.[\"”’)]{0,2}\s+(?=[A-Z])"
)


# Punkt takes quadratic time over question and exclamation marks in a text without spaces.
_ENDLESS = re.compile(r"\S{200,}")


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Offsets (start, end) of the sentences, which tile the text: nothing is lost, nothing overlaps.

    White space belongs to the sentence before it, leading white space to the first sentence. A paragraph, heading or
    list item ends its last sentence. An empty text has no sentences.
    """
    if not text:
        return []
    found = chain(
        _punkt_ends(text), (match.end() for match in _MISSED.finditer(text)), _country_ends(text), line_ends(text)
    )
    ends = {_next_word(text, end) for end in set(found)}
    first_word = len(text) - len(text.lstrip())
    last_word = len(text.rstrip())
    bounds = [0, *sorted(end for end in ends if first_word < end < last_word), len(text)]
    return list(pairwise(bounds))


def _punkt_ends(text: str) -> Iterator[int]:
    """Yield where Punkt begins a new sentence, but for the places where news English knows better."""
    from nupunkt import PunktParameters, PunktSentenceTokenizer

    abbreviations = {*_ABBREVIATIONS, *(title.lower() for title in _TITLES)}
    parameters = PunktParameters(abbrev_types=abbreviations, sent_starters=set(_STARTERS))
    punkt = PunktSentenceTokenizer(parameters, include_common_abbrevs=False)
    for _, (_, end) in punkt.tokenize_with_spans(_ENDLESS.sub(_calmed, text)):
        before = text[max(0, end - 40) : end]
        footnote = None if before[-1:].isspace() else _FOOTNOTE.match(text, end)
        if footnote:
            yield footnote.end()
        elif not _goes_on(before, text[end : end + 150]):
            yield end


def _next_word(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _calmed(endless: re.Match[str]) -> str:
    return re.sub("[?!]", "x", endless[0][:-3]) + endless[0][-3:]


def _goes_on(before: str, after: str) -> bool:
    return bool(
        _TITLE.search(before)
        or (_INITIALISM.search(before) and _first_word(after) not in _STARTERS)
        or (_NUMBER.match(after) and _BEFORE_NUMBER.search(before))
        or (_SMALL_LETTER.match(after) and _GOES_ON.search(before))
        or (_ASKED_OR_CRIED.search(before) and _SPEAKER.match(after))
    )


def _country_ends(text: str) -> Iterator[int]:
    """Yield the places after "in the U.S." where another sentence begins with a name."""
    for match in _IN_A_COUNTRY.finditer(text):
        name = _WORD.match(text, match.end())
        if name and name[0] not in _OF_A_COUNTRY and _NAME_AND_VERB.match(text, match.end()):
            yield match.end()


def _first_word(text: str) -> str:
    found = _WORD.search(text)
    return found[0].lower() if found else ""
