"""Change a question so that its text answers it no more, or so that it asks the same in another way."""

from __future__ import annotations

import functools
import random
import re
from collections.abc import Iterable
from dataclasses import dataclass

from sources import Passage, Record

from retriever.lexicon import IRREGULAR, VERBS
from retriever.senses import SAME

NAME = re.compile(r"(?:(?<=\s)|(?<=[\"“'(]))(?:[A-Z][\w.'’&-]*)(?:\s(?:of\s|the\s|and\s|de\s|von\s)?[A-Z][\w.'’&-]*)*")
NUMBER = re.compile(r"(?<![\w.])(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?:th|st|nd|rd|s)?(?![\w])")
MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
COUNTS = "one two three four five six seven eight nine ten eleven twelve twenty thirty fifty hundred".split()
ORDINALS = "first second third fourth fifth sixth seventh last".split()
NOT_NAMES = {"What", "Who", "When", "Where", "Why", "How", "Which", "Whose", "Whom", "I", "The", "A", "An", "In", "Is",
             "Are", "Was", "Were", "Did", "Does", "Do", "It", "He", "She", "They", "This", "That", "If", "But", "And",
             "I'm", "I've", "On", "At", "For", "As", "By", "His", "Her", "Its", "Their", "There", "These", "Those", "We",
             "You", "My", "To", "From", "With", "After", "Before", "However", "Although", "While", "Since", "Both", "So",
             "Not", "No", "Of", "Or", "Some", "Many", "Most", "One", "Two", "Three", "Also", "According", "During"}  # fmt: skip

# Words that may be exchanged within a group: the question then asks for something the text does not say.
OTHER_WORDS = [
    group.split()
    for group in """
sold bought rented|sell buy rent|selling buying renting|sells buys|rose fell|rise fall|rising falling|won lost|win lose
increase decrease|increased decreased|increasing decreasing|before after|north south east west|northern southern eastern western
accepted rejected|accept reject|arrived left|opened closed|open close|started ended|start end|began ended|begin finish
largest smallest|biggest smallest|highest lowest|high low|more fewer|most least|best worst|oldest youngest|older younger|longest shortest
attacked defended|supported opposed|support oppose|exported imported|export import|exports imports|hired fired|hire fire|hired sacked
born buried|married divorced|marry divorce|allowed banned|allow ban|allows bans|allowed forbidden|president minister governor mayor king
presidents ministers|chairman founder owner director treasurer|spokesman coach captain manager|spokeswoman lawyer|author editor publisher translator
actor director producer composer writer|singer drummer guitarist|husband wife brother sister|father mother uncle|son daughter nephew|brother cousin
doctor lawyer teacher engineer|police army navy|population area climate|capital currency language religion|price weight colour length height
cost weight speed temperature|color shape size|name nickname motto|age salary height|year price|city river mountain|country company university
team league stadium|game film book song|movie novel album|battle election|war treaty strike|attack rescue|killed injured arrested rescued
died resigned retired|die resign retire|death birth wedding|dead missing|injured married|founded dissolved|created destroyed|create destroy
built demolished repaired|build demolish repair|invented banned|discovered hidden|released withdrawn|release withdraw|published banned
joined left|join leave|joins leaves|gained lost|gain lose|added removed|add remove|agreed refused|agree refuse|confirmed denied|confirm deny
praised criticised|praise criticise|criticized praised|approved vetoed|approve veto|signed rejected|sign reject|hosted boycotted|host boycott
elected defeated|appointed dismissed|promoted demoted|strengthen weaken|succeeded failed|succeed fail|advantages disadvantages|advantage disadvantage
benefits dangers|causes symptoms treatments|cause prevent|causes prevents|caused prevented|male female|men women|man woman|boys girls|boy girl
summer winter|spring autumn|day night|morning evening|left right|upper lower|top bottom|hot cold|warm cold|early late|earlier later
same different|similar opposite|public private|domestic foreign|rural urban|military civilian|legal illegal|positive negative|success failure
victory defeat|winner loser|winners losers|teacher student|teachers students|employer employee|employees customers shareholders|buyer seller
parents grandparents|parent child|weapon vehicle|gun knife|car train plane ship|cars trucks ships|bus train|school hospital church|hotel prison
gold silver|oil gas coal|water electricity|red blue green|black white|breakfast dinner|cat dog|horse camel|hands feet|eyes ears|heart liver
budget debt profit|profit loss|income tax|tax subsidy|loan grant|fine reward|prize penalty|award scandal|vote trial|court parliament
offer threaten|offered threatened|love hate|like dislike|likes dislikes|remember forget|found lost|find lose|keep return|kept returned
easy difficult|cheap expensive|fast slow|heavy light|strong weak|thick thin|rich poor|safe dangerous|old new|happy sad|good bad
""".replace("\n", "|").split("|")
    if group.strip()
]
EXCHANGES: dict[str, list[str]] = {}
for _group in OTHER_WORDS:
    for _word in _group:
        EXCHANGES.setdefault(_word, []).extend(other for other in _group if other != _word)

# The sets whose names and statements are of public things; forum posts and reviews are not.
NEWS_AND_FACTS = frozenset({"wiki", "news", "qamr", "briefing"})


@dataclass(frozen=True)
class Pool:
    """Names seen in the training texts, by the word before them and their length, to exchange from."""

    names: dict[str, list[str]]

    @staticmethod
    def of(passages: Iterable[Passage]) -> Pool:
        """Collect the names of the passages that tell of public things."""
        found: dict[str, list[str]] = {}
        for passage in (passage for passage in passages if passage.set in NEWS_AND_FACTS):
            for sentence in passage.sentences:
                for match in NAME.finditer(sentence):
                    name = match.group().rstrip(".,'’")
                    if name.split()[0] not in NOT_NAMES and len(name) > 2:
                        found.setdefault(_kind(sentence, match.start(), name), []).append(name)
        return Pool(found)


def _kind(text: str, start: int, name: str) -> str:
    """A rough kind of a name: place, body, or by length."""
    before = text[:start].split()
    if re.search(
        r"\b(Inc|Corp|Corporation|Company|University|Party|Ministry|Department|Bank|Agency|Council|Court|Union)\b", name
    ):
        return "body"
    if before and before[-1].lower() in {"in", "at", "near", "from"}:
        return "place"
    return f"name{min(len(name.split()), 3)}"


def names_in(text: str) -> list[str]:
    """Capitalised names of a text, sentence-initial function words left out."""
    return [
        m.group().rstrip(".,'’") for m in NAME.finditer(text) if m.group().split()[0].rstrip(".,'’") not in NOT_NAMES
    ]


def exchange_name(record: Record, pool: Pool, rng: random.Random) -> str | None:
    """The question with one of its names replaced by another of the same rough kind, also one of the passage's own.

    Not so for a briefing: it tells of several parties, so that a name from elsewhere in it may well be answered.
    """
    question = record.question
    places = [m for m in NAME.finditer(question) if m.group().split()[0] not in NOT_NAMES and m.start() > 0]
    text = record.passage.text.lower()
    places = [m for m in places if m.group().rstrip(".,'’").split()[0].lower() in text]
    if not places:
        return None
    match = rng.choice(places)
    old = match.group().removesuffix("'s").removesuffix("’s").rstrip(".,'’")
    rest = match.group()[len(old) :]
    answering = " ".join(record.passage.sentences[i] for i in record.answering).lower()
    own = [] if record.passage.set == "briefing" else names_in(record.passage.text)
    own = [n for n in own if n.lower() not in answering and n.lower() not in question.lower()]
    wide = pool.names.get(_kind(question, match.start(), old), [])
    for _ in range(6):
        new = rng.choice(own) if own and rng.random() < 0.5 else (rng.choice(wide) if wide else None)
        if new and new.lower() not in answering and not set(new.lower().split()) & set(old.lower().split()):
            return question[: match.start()] + new.removesuffix("'s") + rest + question[match.end() :]
    return None


def exchange_number(record: Record, rng: random.Random) -> str | None:
    """The question with a number, year, month or day replaced."""
    question = record.question
    choices: list[tuple[int, int, str]] = []
    for match in NUMBER.finditer(question):
        digits = re.match(r"[\d,.]+", match.group())
        assert digits is not None
        tail = match.group()[digits.end() :]
        value = digits.group()
        if re.fullmatch(r"(1[5-9]|20)\d\d", value):
            new = str(int(value) + rng.choice([-30, -12, -7, -4, -3, -2, -1, 1, 2, 3, 4, 8, 11]))
        else:
            new = "".join(str((int(c) + rng.randint(1, 8)) % 9 + 1) if c.isdigit() else c for c in value)
        choices.append((match.start(), match.end(), new + tail))
    for group in (MONTHS, DAYS, COUNTS, ORDINALS):
        for word in group:
            for match in re.finditer(rf"\b{word}\b", question, re.IGNORECASE if group in (COUNTS, ORDINALS) else 0):
                if word == "May" and not re.search(r"(in|of|on)\s$", question[: match.start()]):
                    continue
                choices.append((match.start(), match.end(), rng.choice([w for w in group if w != word])))
    if not choices:
        return None
    start, end, new = rng.choice(choices)
    return question[:start] + new + question[end:]


def exchange_word(record: Record, rng: random.Random) -> str | None:
    """The question with a verb, role or attribute replaced by one that the answering sentence lacks."""
    question = record.question
    answering = " ".join(record.passage.sentences[i] for i in record.answering).lower()
    choices = []
    for match in re.finditer(r"[a-z]+", question.lower()):
        for other in EXCHANGES.get(match.group(), []):
            if other[:5] not in answering:
                choices.append((match.start(), match.end(), other))
    if not choices:
        return None
    start, end, new = rng.choice(choices)
    return question[:start] + new + question[end:]


_WH_AUX = re.compile(
    r"^(when|where|why|how) (did|was|were|is|are|has|have|had|will|can|does|do|would|could|should) (.+)\?$",
    re.IGNORECASE,
)
_LACKS = {
    "when": re.compile(r"\d|\b(day|week|month|year|today|yesterday|after|before|during|while|when|until|since|century|time|"
                       r"night|morning|evening|once|soon|later|ago|" + "|".join(MONTHS + DAYS) + r")", re.IGNORECASE),
    "where": re.compile(r"\b(in|at|near|from|to|on|into|inside|outside|around|across|through|where|there|here|home)\b", re.IGNORECASE),
    "why": re.compile(r"\b(because|due|to|for|since|as|so|in order|caused|reason|after|amid|over|thanks|therefore|result|with)\b", re.IGNORECASE),
    "how many": re.compile(r"\d|\b(" + "|".join(COUNTS) + r"|dozen|several|few|many|both|couple|million|billion|none)\b", re.IGNORECASE),
}  # fmt: skip


def other_type(record: Record, rng: random.Random) -> str | None:
    """When, where, why exchanged, where the answering sentence has nothing of the other kind."""
    match = _WH_AUX.match(record.question)
    if not match:
        return None
    answering = " ".join(record.passage.sentences[i] for i in record.answering)
    options = [w for w in ("when", "where", "why") if w != match[1].lower() and not _LACKS[w].search(answering)]
    if not options:
        return None
    return f"{rng.choice(options).capitalize()} {match[2]} {match[3]}?"


def yes_no(record: Record, rng: random.Random) -> str | None:
    """The same matter as a yes-or-no question."""
    match = _WH_AUX.match(record.question)
    if (match and match[1].lower() in {"when", "where", "why"}) or (
        match and match[1].lower() == "how" and match[2] == "did"
    ):
        rest = match[3]
        if match[1].lower() == "where" and rest.split()[-1] in {"from", "at", "to", "in"}:
            return None
        question = f"{match[2].capitalize()} {rest}?"
        if record.spans and rng.random() < 0.5:
            number, start, end = record.spans[0]
            sentence = record.passage.sentences[number]
            before = re.search(r"\b(in|on|at|because of|due to|from|by|near|during) (?:the )?$", sentence[:start])
            if before and end - start < 40:
                question = f"{match[2].capitalize()} {rest} {before.group()}{sentence[start:end].rstrip('.')}?"
        return question
    subject = re.match(
        r"^(?:who|what|which [a-z]+) (is|was|were|are|has|have|had|will|can|could|would) (.{6,})\?$",
        record.question,
        re.IGNORECASE,
    )
    if subject and record.spans:
        number, start, end = record.spans[0]
        answer = record.passage.sentences[number][start:end].rstrip(".")
        if len(answer) < 40 and re.match(r"^(the |a )?[A-Z]", answer):
            return f"{subject[1].capitalize()} {answer} {subject[2]}?"
    past = re.match(r"^(?:who|what) ([a-z]+ed) (.+)\?$", record.question, re.IGNORECASE)
    if past and record.spans:
        number, start, end = record.spans[0]
        answer = record.passage.sentences[number][start:end].rstrip(".")
        stem = past[1].lower()
        base = (
            stem[:-3] + "y"
            if stem.endswith("ied")
            else (stem[:-1] if re.search(r"([aeiou][cvszgr]|[rn][cvsg]|[^aeiou]l|at|ut|id)ed$", stem) else stem[:-2])
        )
        base = base[:-1] if re.search(r"([bdgmnpt])\1$", base) else base
        if len(answer) < 40:
            return f"Did {answer} {base} {past[2]}?"
    return None


def two_part(first: Record, second: Record) -> str | None:
    """Two questions on one passage in one."""
    if len(first.question) > 80 or len(second.question) > 80 or first.question == second.question:
        return None
    tail = second.question[0].lower() + second.question[1:]
    return (
        f"{first.question.rstrip('?')}, and {tail}"
        if len(first.question) > 50
        else f"{first.question.rstrip('?')} and {tail}"
    )


# Questions of attributes and roles, with the words that would support them: asked of a name in a passage without
# any of those words, they are unanswerable there.
PERSON_ASKED = [
    ("How old is {}?", r"year-old|aged|\bage\b|born|\d"), ("Where was {} born?", r"born|native|birth|from|grew"),
    ("When was {} born?", r"born|birth|\d{4}"), ("Who is {} married to?", r"wife|husband|marri|spouse|partner"),
    ("What is {}'s salary?", r"salar|paid|earn|wage|\$|€|£"), ("When did {} die?", r"die|death|dead|kill|buri"),
    ("What did {} study?", r"stud|degree|universit|school|graduat"), ("Where does {} live?", r"live|home|resid|hous"),
    ("Who replaced {}?", r"replac|succe|took over"), ("What party does {} belong to?", r"party|democrat|republican|conservativ|labour|liberal"),
    ("Why did {} resign?", r"resign|quit|step|left"), ("Why was {} arrested?", r"arrest|charg|detain"),
    ("What award did {} win?", r"award|prize|won|medal"), ("How tall is {}?", r"tall|height|metre|feet"),
    ("What does {} look like?", r"hair|eyes|look|tall|wear"), ("Who is {}'s lawyer?", r"lawyer|attorney|defen"),
    ("How many children does {} have?", r"child|son|daughter|kid"), ("What book did {} write?", r"book|wrote|novel|author"),
    ("What did {} say about the economy?", r"econom|growth|financ"), ("What is {}'s phone number?", r"phone|number"),
    ("Who did {} meet in the morning?", r"met|meet|talk|visit"), ("What illness does {} have?", r"ill|sick|cancer|disease|health"),
]  # fmt: skip
BODY_ASKED = [
    ("Who is the CEO of {}?", r"\bceo\b|chief|head|chairm|president|director|executive"), ("Who is the president of {}?", r"president|head|chair|leader"),
    ("Who is the prime minister of {}?", r"minister|premier|leader"), ("Who is the head of {}?", r"head|chief|chair|president|director|leader|minister"),
    ("When was {} founded?", r"found|establish|set up|creat|start|\d{4}"), ("How many employees does {} have?", r"employ|staff|worker|people|\d"),
    ("Where is {} headquartered?", r"headquarter|based|\bin\b"), ("What is the population of {}?", r"population|people|inhabit|million|\d"),
    ("How much is {} worth?", r"worth|value|\$|€|£|million|billion"), ("What was {}'s revenue last year?", r"revenue|sales|earn|profit|billion|million"),
    ("Who owns {}?", r"own|belong|acqui|bought|parent"), ("What is the capital of {}?", r"capital|city"),
    ("What is the price of {}?", r"price|cost|\$|€|£|sell"), ("How much will {} cost?", r"cost|price|\$|€|£|million|billion"),
    ("What is the budget of {}?", r"budget|million|billion|\$"), ("How many votes did {} get?", r"vote|poll|elect|ballot"),
    ("Who is the spokesperson for {}?", r"spokes|said|press"), ("What is the weather like in {}?", r"weather|rain|snow|sun|storm|temperat|wind|cold"),
    ("When will {} open?", r"open|launch|start|begin"), ("Why did {} close?", r"clos|shut|end"),
    ("Who designed {}?", r"design|architect|built"), ("How big is {}?", r"big|large|size|square|hectare|acre|\d"),
    ("What did {} announce?", r"announc|said|report|unveil|reveal|statement"), ("What is {}'s share price?", r"share|stock|price"),
    ("Which company supplies {}?", r"suppl|provid|compan"), ("Who won the election in {}?", r"elect|vote|won|ballot"),
    ("What does {} plan to build?", r"plan|build|construct|propos"), ("How long has {} existed?", r"since|year|found|establish|centur"),
    ("What will {} do next year?", r"will|plan|next|going"), ("What is the official language of {}?", r"language|speak|spoke"),
    ("What damage did {} suffer?", r"damag|destroy|harm|loss"), ("Who sued {}?", r"su(ed|it|ing)|court|legal"),
    ("What deadline was set for {}?", r"deadline|until|by |before|date"), ("What is {}'s position on the agreement?", r"agree|deal|accord|pact|treaty|memorand"),
]  # fmt: skip


def attribute(passage: Passage, rng: random.Random) -> str | None:
    """A question of an attribute that the passage does not give, about a name in it."""
    # A capital after a small letter or comma is a name's, not a sentence's first.
    names = [
        n
        for n in dict.fromkeys(names_in(passage.text))
        if 2 < len(n) < 40 and re.search(rf"[a-z,] {re.escape(n)}", passage.text)
    ]
    if not names:
        return None
    text = passage.text.lower()
    for _ in range(8):
        name = rng.choice(names).removesuffix("'s").removesuffix("’s")
        person = re.search(
            rf"(?:Mr|Mrs|Ms|Dr|President|Minister|Sir|Senator|coach|spokesman)\.? {re.escape(name)}", passage.text
        )
        asked = PERSON_ASKED if person or (len(name.split()) == 2 and rng.random() < 0.5) else BODY_ASKED
        template, support = rng.choice(asked)
        if not re.search(support, text):
            return template.format(name)
    return None


_ROLE = re.compile(
    r"\b((?:[A-Z][a-z]+ )?(?:[Pp]resident|[Pp]rime [Mm]inister|[Ff]oreign [Mm]inister|[Mm]inister|[Gg]overnor|[Mm]ayor|[Ss]enator|[Cc]hancellor|"
    r"[Ss]pokesman|[Ss]pokeswoman|[Ss]ecretary|[Cc]hairman|[Cc]oach|[Dd]irector|[Cc]hief [Ee]xecutive|CEO|[Cc]aptain|[Ll]eader|[Mm]anager))"
    r"(?: of (?:the )?([A-Z]\w+(?: [A-Z]\w+)*),?)? ([A-Z][a-z]+(?: [A-Z][\w'’-]+){1,2})"
)
_SAID = re.compile(
    r"^((?:The )?[A-Z][\w.'’-]+(?: (?:of |the )?[A-Z][\w.'’-]+){0,4})(?: also| has| later)? "
    r"(said|reported|announced|stated|claimed|added|confirmed|denied|explained|noted|warned|told|suggested|argued|revealed|predicted)(?: that|,)? (.{15,}?)[.\"”]*$"
)
_PLAN = re.compile(
    r"^((?:The )?[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}) (?:(will|would|plans to|intends to|is considering|is planning to|is expected to|is set to|aims to|hopes to|wants to|decided to)) (.{10,}?)\.?$"
)
_BASE = {"said": "say", "told": "tell reporters", "denied": "deny"}


def from_statement(passage: Passage, index: int, rng: random.Random) -> list[tuple[str, tuple[int, int]]]:
    """Questions that a sentence answers by its form: role and name, who said what, who plans what."""
    sentence = passage.sentences[index]
    made: list[tuple[str, tuple[int, int]]] = []
    role = _ROLE.search(sentence)
    if role and len(role[3].split()) > 1:
        asked = re.sub(r"^(Former|The) ", "", role[1])
        of = f" of {role[2]}" if role[2] else ""
        made.append(
            (
                rng.choice(["Who is the {}{}?", "Who is {}{}?", "What is the name of the {}{}?"]).format(
                    asked.lower() if not of or rng.random() < 0.5 else asked, of
                ),
                role.span(3),
            )
        )
        made.append((f"What is {role[3]}'s {rng.choice(['role', 'position', 'job'])}?", role.span(1)))
    said = _SAID.match(sentence)
    if said and said[1].split()[0] not in NOT_NAMES - {"The"}:
        verb = said[2]
        base = _BASE.get(
            verb,
            re.sub(r"(?<=[^e])ed$", "", verb) if verb not in {"stated", "noted", "argued", "revealed"} else verb[:-1],
        )
        made.append((f"What did {said[1]} {base}?", said.span(3)))
        if rng.random() < 0.5:
            made.append((f"Who {verb} that {said[3][:80].rstrip('.,')}?", said.span(1)))
    plan = _PLAN.match(sentence)
    if plan and plan[1].split()[0] not in NOT_NAMES - {"The"}:
        made.append(
            (
                rng.choice(
                    [
                        "What will {} do?",
                        "What is {} planning?",
                        "What does {} intend to do?",
                        "What is {} considering?",
                    ]
                ).format(plan[1]),
                plan.span(3),
            )
        )
        if rng.random() < 0.5:
            clean = re.sub(r"\s(?:to|considering)$", "", plan[2])
            made.append(
                (f"{'Will' if clean != 'would' else 'Would'} {plan[1]} {plan[3][:70].rstrip(',.')}?", plan.span(3))
            )
    aux = re.match(
        r"^((?:The |A |An )?[\w'’-]+(?: [\w'’-]+){0,4}?) (is|was|are|were|has|have|had|will|can) ([^,;]{15,90})[.,;]",
        sentence,
    )
    if (
        aux
        and aux[1].split()[0]
        not in {
            "There",
            "It",
            "He",
            "She",
            "They",
            "This",
            "That",
            "I",
            "You",
            "We",
            "If",
            "When",
            "What",
            "Who",
            "Which",
            "As",
            "In",
        }
        and rng.random() < 0.4
    ):
        subject = aux[1] if aux[1].split()[0] not in {"The", "A", "An"} else aux[1][0].lower() + aux[1][1:]
        made.append((f"{aux[2].capitalize()} {subject} {aux[3]}?", aux.span(3)))
    why = re.match(
        r"^(.{20,}?),? (because .{8,}|due to .{8,}|in an effort to .{8,}|in order to .{8,}|to protest .{6,})\.$",
        sentence,
    )
    if why:
        clause = re.match(
            r"^((?:The |A )?[\w'’-]+(?: [\w'’-]+){0,4}?) (is|was|are|were|has|have|had|will) (.+)$", why[1]
        )
        if clause and len(why[1]) < 120:
            made.append((f"Why {clause[2]} {clause[1]} {clause[3]}?", why.span(2)))
    return made


ENDINGS = (("ing", "ing"), ("ied", "ed"), ("ed", "ed"), ("ies", "s"), ("es", "s"), ("s", "s"))


def other_words(question: str, rng: random.Random) -> str:
    """The question in other words that news English uses for the same: "buy" for "acquire"."""

    def exchanged(match: re.Match[str]) -> str:
        word = match[0]
        base, ending = _base(word)
        others = _alike().get(base, [])
        if ending in {"ed", "ing"}:
            others = [
                other for other in others if other in VERBS and not (ending == "ed" and other in IRREGULAR.values())
            ]
        return _inflected(rng.choice(others), ending) if others and rng.random() < 0.6 else word

    return re.sub(r"(?<!^)\b[a-z]{3,}\b", exchanged, question)


@functools.lru_cache(maxsize=1)
def _alike() -> dict[str, list[str]]:
    groups = [[word for word in line.split() if "_" not in word] for line in SAME.strip().splitlines()]
    return {word: [other for group in groups if word in group for other in group if other != word] for group in groups for word in group}  # fmt: skip


def _base(word: str) -> tuple[str, str]:
    if word in _alike():
        return word, ""
    for ending, kind in ENDINGS:
        stem = word.removesuffix(ending)
        for base in (stem, stem + "e", stem + "y", stem[:-1]):
            if stem != word and base in _alike():
                return base, kind
    return word, ""


def _inflected(base: str, ending: str) -> str:
    if not ending:
        return base
    if base.endswith("y") and base[-2] not in "aeiou" and ending != "ing":
        return base[:-1] + {"s": "ies", "ed": "ied"}[ending]
    if ending == "s":
        return base + ("es" if base.endswith(("s", "x", "ch", "sh")) else "s")
    return base.removesuffix("e") + ending
