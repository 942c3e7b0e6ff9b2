"""The words that lower certainty, each with the label that it carries.

Patterns are written for lower-case words with single spaces (`words.joined`), where `n't` stands apart. They are
tried in order, at one place after the other along the predicate, so the longer and more special come first.
"""

from __future__ import annotations

import re
from functools import cache

from retriever.certainty import Certainty

DENIED, POSSIBLE, CONSIDERED = Certainty.DENIED, Certainty.POSSIBLE, Certainty.CONSIDERED
PLANNED, EXPECTED, REPORTED, CONFIRMED = (
    Certainty.PLANNED,
    Certainty.EXPECTED,
    Certainty.REPORTED,
    Certainty.CONFIRMED,
)

_NOT = r"(?:not|n't|never|cannot)"
_VERB_NEXT = r"(?! (?:(?:the|a|an|its|their|his|her|this|that|these|those|my|our|any|all|some|no)\b|\d|\$|€|£))"
_ADVERB = r"(?:(?:\w+ly|also|now|still|already|yet|even|again|soon|then|in principle|on \w+|next \w+|this \w+) ){0,3}"
_GIVEN = r"(?:announced?|announces|announcing|unveil(?:s|ed|ing)?|outlin(?:es?|ed|ing)|drawn up|drew up|draw(?:s|ing)? up|finali[sz]ing|working on|set out|released|revealed?|laid out|ma[dk]e|made|got|presented|approved|confirmed|finali[sz]ed|submitted|detailed|put forward)"
_CLAIM = (
    r"(?:(?:the|any|all|these|those|such|media|press|recent|earlier|newspaper|a|his|her|their|its|\w+) ){0,3}"
    r"(?:reports?|claims?|suggestions?|allegations?|speculation|accusations?|rumou?rs?|notion|assertions?|idea that|"
    r"charges that|charge that|possibility|prospect)"
)

# Patterns that a following "not" does not deny, or that speak of the speaker only.
_NEUTRAL = (
    r"(?:made|had|has|have|offered|gave|provided) no (?:immediate |further |official |public )?comment\b",
    r"(?:is|are|was|were) (?:not|n't) (?:\w+ly )?commenting\b",
    r"neither (?:[\w-]+ ){1,4}?nor (?:[\w-]+ ){1,4}?(?:responded|replied|commented)\b",
    r"(?:had|has|have) no (?:choice|option|alternative|trouble|difficulty|qualms)\b",
    r"(?:did|has|have|had|does|do|would|could|was|were) (?:not|n't) (?:immediately |yet |be )*"
    r"(?:respond|reply|return|answer|available|reachable|reached|comment|repl(?:y|ied)|responded|commented|returned)\b",
    r"(?:declin|refus)(?:e|es|ed|ing) (?:to (?:comment|elaborate|discuss|be (?:named|identified)|give (?:details|further)"
    r"|provide (?:details|further)|answer|specify|disclose|reveal|name|identify)|comment)\b",
    r"(?:not|n't) (?:only|just|merely|simply|least)\b",
    r"(?:should|must|ought to) (?:not|n't)\b",
    r"(?:do|does|did|will|would|could|can|ca) (?:not|n't) (?:\w+ly )?comment\b",
    r"yet to (?:respond|reply|comment)\b",
    r"no (?:doubt|question|fewer|less|more than|wonder|secret)\b",
)

_CUES: tuple[tuple[Certainty, tuple[str, ...]], ...] = (
    (
        POSSIBLE,
        (
            rf"{_NOT} (?:yet )?(?:rule[sd]?|ruling) out\b",
            rf"{_NOT} (?:be )?(?:ruled out|excluded|discounted)\b",
            rf"{_NOT} (?:deny|denied|denying|exclude|dismiss)\b",
            rf"{_NOT} (?:yet |immediately |entirely |been |be )*"
            r"(?:clear|known|certain|sure|decided|confirmed|verified|determined|established|say|said|reveal|specify)"
            r"(?: (?:whether|if|how|when|what|who|why|where)\b)?",
            r"yet to (?:be )?(?:decide|decided|confirm|confirmed|say|determine|determined)\b",
            r"(?:cannot|can not|ca n't|could n't|could not|do n't|do not|does n't|does not|did n't|did not) (?:say|know|tell|predict|recall|remember)\b",
            r"neither (?:confirm\w*|admit\w*) (?:n?or) den\w+",
            r"(?:refus|declin)(?:es?|ed|ing) to (?:say|confirm|rule out|deny|be drawn)(?: \w+)?",
            r"(?:may|might|could)(?: well)?(?: (?:not|n't))?\b(?! (?:n't))(?! be (?:heard|seen|felt|smelt|smelled)\b)",
            r"(?:possible|conceivable|plausible|feasible)\b(?: that| to)?",
            r"(?:unclear|uncertain|unknown|unsure|doubtful|undecided|open question|in doubt|unresolved|disputed|contested|in dispute|unlikely|debatable)\b",
            r"(?:appear|seem)(?:s|ed)?(?: likely)?(?: to| that|\b)(?! (?:before|in|at|on|alongside|for|as|with|from|under|and|beside|opposite)\b)",
            r"(?:looks?|looked) (?:like|as if|as though)\b",
            r"(?:remain|remains|remained|yet) to be seen\b",
            r"(?:suspected|feared|rumou?red)(?: to| of| that)?\b",
            r"(?:apparently|possibly|perhaps|maybe|seemingly|presumably|potentially|conceivably|arguably)\b",
            r"(?:a |the |some |real |strong |slim |any |little |every |good |fair |only |outside )*(?:possibility|chance|risk|danger|prospect|likelihood)s? (?:that|of|to)\b",
            r"at risk of\b",
            r"(?:would|'d) have\b(?! to\b)",
            r"too (?:early|soon|close) to (?:say|tell|know|judge|call)\b",
            r"(?:raise[sd]?|raising) the (?:prospect|possibility|spectre|specter) (?:of|that)\b",
            r"(?:hang|hung)s? in the balance\b|in jeopardy\b|up in the air\b|on a knife-edge\b|anyone's guess\b",
            r"(?:not|n't) (?:impossible|inconceivable|unlikely|out of the question|guaranteed|a given|a foregone conclusion)\b|no guarantee\b",
            r"(?:has|have|had) the potential to\b|liable to\b",
            r"(?:hope|hopes|hoped|hoping) for\b",
            r"suspects?(?= (?:that|the|a|an|it|he|she|they)\b)",
            r"(?:wonder|ask|question|doubt)(?:s|ed|ing)? (?:whether|if)\b",
            r"(?:doubt|doubts|doubted|speculate|speculates|speculated|fear|fears|feared|hoped?|hopes) (?:that|whether)\b",
            r"threaten(?:s|ed|ing)? to\b",
            r"risk(?:s|ed|ing)? \w+ing\b",
            r"hing(?:es?|ed) on\b",
            r"(?:must|ca) (?:n't )?have been\b",
        ),
    ),
    (
        DENIED,
        (
            r"no longer\b",
            r"neither (?!confirm|admit)(?:[\w-]+ ){1,6}?nor\b",
            r"yet to\b",
            r"(?:nowhere near|by no means|in no way|at no (?:point|time|stage)|under no circumstances|far from|anything but)\b",
            r"(?:stop|stopp|fall|fell)(?:s|ed|ing)? short of\b",
            r"off the table\b",
            rf"(?:quash|scotch|brush|shoot|shot|slap|play|shrug|laugh|wave|swat|pour|bat)(?:s|es|ed|ing|ped|ted)? (?:aside |down |off |away |cold water on )?{_CLAIM}",
            r"(?:rule[sd]?|ruling) out\b",
            r"den(?:y|ies|ied|ying)\b(?! (?:the |a |an )?(?:application|request|motion|appeal|bail|visa|entry|access|permission|petition|claim for))",
            rf"(?:reject|dismiss|refute|rebut|rubbish|disput|debunk|repudiat|deni)(?:s|es|ed|e|ing|ies) {_CLAIM}",
            r"(?:refut|repudiat|debunk)(?:es?|ed|ing)\b",
            r"(?:simply |completely |totally |entirely |wholly |patently |categorically )*"
            r"(?:false|untrue|baseless|unfounded|groundless|fabricated|a lie|a hoax|fake|nonsense|without foundation)\b",
            r"(?:refus|declin)(?:es?|ed|ing) to\b",
            r"fail(?:s|ed|ing)? to\b",
            r"(?:decid|agre|opt|vow|pledg|promis|plann|chose|elect)(?:e|es|ed|en|ing)? not to\b",
            rf"{_NOT}\b",
            r"cannot\b",
            r"(?:hardly|scarcely)\b",
            r"(?<=is )no\b|(?<=are )no\b|(?<=was )no\b|(?<=were )no\b|(?<=be )no\b|(?<=been )no\b",
            r"(?:has|have|had|'s|'ve) (?:absolutely |currently )?no (?:(?:immediate|current|firm|further|direct) )?(?:plans?|intentions?|interest|evidence|knowledge|"
            r"involvement|role|part|desire|wish|proposals?|record|information|reason|idea|figures|details|data|sign|trace|proof|contact|warning|"
            r"objections?|answers?|reply|response|news|mandate|confidence|effect|impact|links?|connection|regrets?|appetite|hope|prospect)\b",
            r"(?:find|finds|found|see|sees|saw|make|makes|made|give|gives|gave|show|shows|showed|play|plays|played|receive|receives|received|reveal|reveals|revealed"
            r"|report|reports|reported|leave|leaves|left|pose|poses|posed) no (?!doubt|question|secret|fewer|less|more than|longer)\w+",
            r"unable to\b",
        ),
    ),
    (
        CONSIDERED,
        (
            r"(?:under|up for) (?:active |serious )?(?:consideration|discussion|review|study)\b",
            r"being (?:considered|discussed|weighed|studied|explored|debated|examined|mulled|floated|negotiated)\b",
            r"(?:consider|mull|contemplat|ponder|deliberat|debat|evaluat|float|weigh)(?:ing|ing up)(?: (?:whether|if|over|up))?\b",
            r"(?:consider|considers|considered|mull|mulls|mulled|contemplates?|contemplated|ponders?|pondered)"
            r"(?: (?:whether|\w+ing|a|an|the possibility|plans|options|measures|steps|ways|several|whether to))\b",
            r"considers?\b(?! (?:the|it|him|her|them|itself|himself|herself|themselves|this|that|such)\b)",
            r"(?:mulls?|mulled|eyes?|eyed|ponders?|contemplates?)\b",
            r"weighs\b(?! (?:\d|about|around|more|less|nearly|almost|just|up to|in|on|heavily)\b)",
            r"(?:on the table|among (?:the|several) options|being looked at|under study)\b",
            r"(?:flirt|wrestl|grappl)(?:ing|s|ed|es) with\b",
            r"moot(?:s|ed|ing)\b",
            r"(?:weigh|weighs|weighed)(?: up)? (?:a |an |the |its |whether |plans |options )",
            r"(?:explor|examin|study|studi|review|assess|investigat|discuss|look|debat|research)"
            r"(?:e|es|ed|s|ing|ies|y|ying|at|into)? (?:\w+ ){0,3}?(?:whether|possibilit\w+|options?|alternatives|ways|feasibility"
            r"|how (?:to|it|they)|prospect|idea|plans?|proposals?)\b",
            r"(?:close|near|nearing|nears|closing in on|edging (?:closer|towards?)|inching (?:closer|towards?))(?: to| on)? (?:an? |the )?"
            r"(?:\w+ ){0,2}?(?:deals?|agreements?|accord|pact|settlement|decision|compromise)\b",
            r"(?:close|closer) to \w+ing\b",
            r"(?:exploring|discussing|eyeing|eying|toying with|sounding out|negotiating"
            r"|entertaining)\b",
            r"(?:looking|look|looks) (?:at|into)\b",
            r"explores? (?:an? |the )?(?:[\w-]+ ){0,2}?(?:sale|merger|bid|deal|listing|break-?up|spin-?off|ipo|move|return|ban|tie-?up|takeover|exit)\b",
            r"talk(?:ing|ed|s) over\b",
            r"thinking (?:of|about)\b",
            r"open to\b",
            r"(?:been |still |now |currently )*(?:in|holding|having|hold|held|holds|began|begun|started|opened|entered|enter|resumed)"
            r" (?:\w+ ){0,3}?(?:talks|negotiations|discussions)"
            r" (?:(?:with (?:\w+ ){1,5}?)?(?:to|over|about|on|for|aimed|regarding)\b)",
            r"in (?:\w+ ){0,3}?(?:talks|negotiations|discussions)\b",
            r"propos(?:es?|ed|ing) (?:to|that|a|an|the|\w+ing)\b",
            r"suggest(?:s|ed|ing) \w+ing\b",
            r"recommend(?:s|ed|ing)? (?:that|\w+ing)\b",
            r"float(?:s|ed)? (?:the|a|an)\b",
        ),
    ),
    (
        PLANNED,
        (
            r"(?:plan|plans|planned)(?: (?:on|for|next|this|later|from|in|by|at|as|eventually) ?\w*){0,2} (?:to|on)\b(?! (?:the|a)\b)",
            r"(?:plan|plans|planned|planning) (?:to|on|for|a|an|further|more|new|another|its|their)\b",
            r"planning\b",
            r"planned\b(?! (?:the|every|each|his|her|it|everything)\b)",
            r"(?:intend|intends|intended|intending|aim|aims|aimed|aiming|seek|seeks|sought|seeking|want|wants|wanted|wish|wishes"
            r"|wished|hope|hopes|hoped|hoping|try|tries|trying|mean|means|meant|propose|proposes|proposed|ready|prepared"
            r"|determined|keen|eager|willing|moving|undertake|undertook|undertakes|looking|look|looks|bid|bids|bidding|pushing|moves|aspires?|preparing|itching) to\b(?! (?:the|a)\b)",
            r"would like to\b",
            r"(?:wants?|seeks?|seeking|pursuing|pursues?) (?=(?:a|an|more|the|its|their|his|her|new|another|fresh|further|\w+) )(?!to\b|out\b)",
            r"(?:sets?|set|setting|has|have|had) (?:its|their|his|her) sights? (?:set )?on\b",
            r"(?:intention|intent|plan|plans|aim|goal|ambition|ambitions|decision|agreement|proposal|pledge|promise|commitment|"
            r"hopes|offer|deal|preparations|moves|efforts) (?:to|for|of)\b",
            rf"{_GIVEN} {_ADVERB}(?:[\w'-]+ ){{0,3}}?"
            r"(?:plan|plans|proposals|intention|intentions|ambitions|goal|target|roadmap|blueprint)(?: (?:to|for|of|on)\b)",
            r"(?:has|have|had) (?:(?!\w+ed\b|no\b)[\w'-]+ ){0,3}?(?:plans?|proposals|intentions?|ambitions) (?:to|for|of|on)\b",
            r"(?:push|press|mov|forg|go)(?:es|ed|ing|e|s)? (?:ahead|forward|on) (?:with|on)\b",
            r"(?:express|signal|stat|voic|declar|indicat)(?:es?|ed|s|ing) (?:\w+ ){0,3}?(?:intention|intent|willingness|readiness|desire|hope)s? (?:to|of)\b",
            r"(?:set|sets|setting) (?:a|an|itself a|its|the) (?:\w+ )?(?:goal|target)\b",
            r"(?:coordinat|co-ordinat|arrang|organis|organiz|draft|craft|finalis|finaliz)ing\b",
            r"(?:prepar)(?:e|es|ed|ing) (?:to|for|a|an|the)\b",
            rf"(?:agreed|agrees|agree|agreeing|decided|decides|decide|deciding|voted|votes|resolved|opted|opts|chosen|chose|elected)"
            rf" {_ADVERB}to\b{_VERB_NEXT}",
            rf"(?:vow|pledg|promis|commit|undertak|offer|guarante|swear|swore|sworn)(?:s|es|e|ed|ted|ing|ting)? {_ADVERB}"
            rf"(?:to\b{_VERB_NEXT}|that\b|(?:it|they|he|she) (?:will|would))",
            r"committed to\b",
            r"(?:promis|pledg)(?:es|ed|ing|e)? (?=(?:an?|the|more|new|further|up|his|her|its|their|\d[\d,.]*|\$|€|£) )",
            r"targeting\b",
            r"(?:gearing|lining) up (?:to|for)\b",
            r"in the (?:process|works)\b",
            r"working (?:on|towards?)\b",
            r"trying to\b",
        ),
    ),
    (
        EXPECTED,
        (
            r"(?:widely |largely |generally |now |also |still |currently |all but |almost |virtually |as good as )*"
            r"(?:expected|scheduled|slated|forecast|projected|predicted|anticipated|tipped|poised|destined|bound|timetabled|booked"
            r"|earmarked|pencilled in|penciled in|guaranteed|certain|sure|estimated)"
            r"(?: (?:on|in|at|by|for|next|this|later|from) ?\w*){0,2}? (?:to|for|on|in|by|at|that|next|this|later|from|as|when)\b",
            r"(?:expected|scheduled|anticipated|forecast|awaited)\b",
            r"expect(?:s|ing)?\b",
            r"anticipat(?:es?|ing)\b",
            r"(?:forecast|predict|project|foresee)(?:s|ing|ed)?\b(?! by\b)",
            rf"(?:looks? |looked |all |now )*set to\b{_VERB_NEXT}",
            r"set for\b",
            rf"due to\b{_VERB_NEXT}(?= (?:be|have|begin|start|end|meet|resume|open|close|take|go|hold|sign|arrive|leave|visit|speak"
            r"|appear|face|give|make|vote|run|expire|stand|return|travel|attend|join|report|publish|release|decide|complete|\w+))",
            r"due (?:in|on|at|by|for|out|back|next|this|later|before|after|tomorrow|today)\b",
            r"(?:about|certain|sure|bound) to\b",
            r"should (?=(?:reach|arrive|be (?:ready|able|complete|completed|finished|open|clear|back|known)|open|return|last|ease|improve|clear|resume"
            r"|land|begin|start)\b)",
            r"sees? (?:[\w-]+ ){1,4}?(?:rising|falling|easing|slowing|growing|reaching|hitting|climbing|shrinking|picking up|staying|returning)\b",
            r"on (?:track|course|target|schedule) (?:to|for)\b",
            r"on (?:the )?(?:verge|brink|cusp|point) of\b",
            r"(?:looks?|looked|seems?|seemed|appears?|appeared) (?:all |increasingly |almost |very |highly )?(?=(?:set|likely|certain|sure|bound|poised|destined|on course|on track)\b)",
            r"(?:tip|tips|tipped) (?:to|for|as)\b|lined up (?:to|for)\b|(?:heading|headed) for\b",
            r"(?:more |most |very |highly |increasingly )*likely\b(?: to| that)?",
            r"going to\b(?! (?:the|a|\w+s\b))",
            r"probab(?:ly|le)\b",
            r"(?:is|are|was|were|be) to\b(?= (?:be|\w+))",
            r"in line (?:to|for)\b",
            r"(?:a foregone conclusion|a formality|inevitable|imminent|in the offing|on the horizon|looms?|looming)\b",
            r"(?:wo|sha) (?=n't)",
            r"(?:will|would|shall|'ll|'d(?! (?:better|been|had|\w+ed)\b))(?: (?:likely|probably))?\b(?! (?:not|n't)\b)",
            r"(?:will|would|shall)\b",
        ),
    ),
    (
        REPORTED,
        (
            r"(?:widely |long |also |now |been |be )*"
            r"(?:said|reported|believed|thought|understood|alleged|claimed|rumou?red|considered|reputed|estimated|deemed|presumed)"
            r"(?: by (?:[\w']+ ){1,4}?)? ?\bto\b",
            r"(?:widely )?(?:said|believed|thought|understood)(?= (?:likely|unlikely|set|certain))",
            r"(?:reportedly|allegedly|purportedly|supposedly|ostensibly)\b",
            r"accus(?:ed|es|e|ing) (?:\w+ ){0,4}?of\b",
            r"suggest(?:s|ed)? that\b",
        ),
    ),
)


@cache
def patterns() -> tuple[tuple[Certainty | None, re.Pattern[str]], ...]:
    """Return the cue patterns in the order in which they are tried; None stands for no lowering.

    Compiled on first use, so that importing this module costs nothing.
    """
    compiled: list[tuple[Certainty | None, re.Pattern[str]]] = [(None, re.compile("|".join(_NEUTRAL)))]
    compiled += [(label, re.compile("|".join(f"(?:{cue})" for cue in cues))) for label, cues in _CUES]
    return tuple(compiled)
