"""The wordings by which people ask for a briefing instead of a fact."""

import itertools
import re

_TEXT = r"(?:article|articles|story|stories|news|text|texts|piece|pieces|report|reports|briefing|briefings|document|documents)"
_THIS = rf"(?:it|this|these|that|all this|all of this|everything|(?:the|this|that|these|all the|all|my) {_TEXT})"
_ABOUT = r"(?: (?:of|for|about|on|from|in|over|behind|to) (?P<topic>.+))?"
_GIVE = r"(?:(?:give|show|tell|get|make|write|draw up|prepare|provide|have|create)(?: me| us)? )?"
_SMALL = r"(?:(?:a|an|the|me|some|your|brief|short|quick|small|full|whole|complete|rough|one-sentence|one-paragraph) )*"
_POINTS = r"(?:key|main|most important|central|essential|important|major|salient)(?: (?:points?|facts?|takeaways?|messages?|findings?|things?|news|ideas?))"
_PEOPLE = r"(?:people|persons|individuals|actors|players|figures|characters|protagonists|personalities|organi[sz]ations|bodies)"
_MAIN = r"(?:(?:main|key|important|most important|central|different|leading|relevant) )?"
_ENTER = r"(?: (?:involved|mentioned|named|concerned|quoted|that appear|appearing|who appear))?"
_MEDIA = r"(?:outlets?|media|newspapers?|papers?|news agenc(?:y|ies)|agenc(?:y|ies)|broadcasters?|publications?|press)"
_HERE = r"(?: (?:in|of|for|behind|by|on|about) (?P<topic>.+)| here)?"

_WORDINGS = {
    "summary": (
        rf"sum {_THIS} up(?: .+)?|(?:summari[sz]e|sum up|recap|outline|condense)(?: (?P<topic>.+?))?(?: (?:up|for me|briefly|in .+))*",
        rf"{_GIVE}{_SMALL}(?:summary|overview|synopsis|abstract|recap|digest|rundown|run-down|outline|briefing|highlights|gist|essence|tl;?dr){_ABOUT}",
        rf"what(?:'s|’s| is| are| was) (?:the|your) (?:summary|overview|gist|essence|highlights|upshot|bottom line|short version|long and short){_ABOUT}",
        r"(?:brief|update|catch) (?:me|us)(?: up)?(?: (?:on|about) (?P<topic>.+))?|catch up(?: on (?P<topic>.+))?",
        rf"what(?:'s|’s| is| are| was) {_THIS}(?: all)? about|what is (?:it|this) all about|what does (?:it|{_THIS}) say(?: in short)?",
        rf"(?:what are|what were|{_GIVE}|list|name|sum up|tell me) ?(?:the )?{_POINTS}{_ABOUT}",
        r"(?:in short|in brief|briefly|in a nutshell|in a few words|in one sentence)[,: ]+(?:what happened|what is (?:it|this|the article) about|the news).*",
        r"what happened(?: (?:in short|in brief|briefly|in a nutshell|overall))",
    ),
    "timeline": (
        rf"{_GIVE}{_SMALL}(?:timeline|time line|chronology|chronological (?:list|order|overview|summary)|sequence of events|course of events){_ABOUT}",
        rf"(?:what(?:'s|’s| is| was)) the (?:timeline|chronology|sequence of events|order of events|course of events){_ABOUT}",
        r"what happened when(?: (?:in|during|with|on) (?P<topic>.+))?|when did what happen|what happened (?:and|,) (?:and )?when",
        r"what happened first,?(?: and)? (?:then )?(?:what|next|then).*|what (?:came|happened) first and .*",
        r"in (?:what|which) order (?:did|do|have|were) .*(?:events?|things|it|everything|happen\w*|take place)",
        r"(?:list|show|put|order|sort|arrange|tell|give)(?: me)? .*(?:chronological\w*|in order of time|by date|by time|in (?:time|date) order|in order)(?: order)?",
        rf"(?:which|what) (?:{_MAIN})dates (?:are|were) (?:mentioned|named|given|important|there)(?: in (?P<topic>.+))?|{_GIVE}(?:list )?(?:all )?(?:the )?(?:key |important |main )?dates{_ABOUT}",
    ),
    "who-is-who": (
        r"who(?:'s|’s| is| are) who(?: (?:in|of|at|behind|on|for|with) (?P<topic>.+)| here)?",
        rf"who (?:is|are|was|were) (?:all )?(?:the )?{_MAIN}(?:people )?(?:involved|mentioned|named|quoted|concerned)(?: (?:in|with|by) (?P<topic>.+)| here)?",
        rf"who (?:is|are|were) (?:all )?(?:the |these |those ){_MAIN}{_PEOPLE}{_ENTER}{_HERE}",
        rf"(?:which|what) {_MAIN}{_PEOPLE}(?: and {_PEOPLE})? (?:are|were|is) (?:mentioned|named|involved|quoted|there|concerned){_HERE}",
        rf"(?:{_GIVE}|list|name|show|introduce|explain|present) ?(?:me )?(?:a list of )?(?:all )?(?:of )?(?:the |those |these ){_MAIN}{_PEOPLE}(?: and {_PEOPLE})?{_ENTER}{_HERE}",
        rf"{_GIVE}{_SMALL}(?:cast of characters|dramatis personae|who's who|who is who){_ABOUT}",
    ),
    "sources": (
        rf"(?:what|which|who) (?:are|were|is) (?:all )?(?:the|your|its|their|his|her) (?:original |main |named )?sources?(?: (?:here|used|quoted|cited|named|given)| (?:of|for|in|behind) {_THIS}| of (?:this|the|that) (?:information|claim|news|answer|report|statement))*",
        rf"(?:which|what) (?:{_MAIN})(?:sources|{_MEDIA}) (?:do(?:es)?|did|has|have|are|were|is|was) ?(?:{_THIS}|they|you|he|she)? ?(?:use|used|quote|quoted|cite|cited|named|name|mentioned|based on|rely on|draw on|given|there)?(?: (?:in|on|here).*)?",
        rf"(?:which|what) (?:other )?{_MEDIA} (?:have |has )?(?:reported|covered|carried|wrote about|said)(?: (?:this|it|that|about (?:this|it)|on (?:this|it)))?(?: and what.*)?",
        rf"(?:on|from) (?:what|which|whose) (?:sources?|reports?|information|{_MEDIA}) (?:is|are|was|does|do) .*(?:based|built|founded|drawn|taken|come|rely)(?: on| from)?",
        rf"where (?:does|do|did) (?:{_THIS}|(?:this|the|that|all this|your) (?:information|news|claim|answer)|you) (?:come|get (?:this|it|that)(?: information)?|stem|originate)(?: from)?",
        rf"(?:{_GIVE}|list|name|show|cite|state) ?(?:me )?(?:all )?(?:of )?(?:the |your |its )?sources(?: and .*| of {_THIS}| used| please)?",
        rf"who (?:reported|reports|said|says) what(?: (?:about|on) (?P<topic>.+))?|what did (?:each|every|the) (?:source|{_MEDIA}) (?:report|say)",
    ),
    "publisher": (
        rf"who (?:published|publishes|issued|printed|released) {_THIS}|who is {_THIS} (?:published|issued|printed) by",
        rf"by (?:whom|who) (?:is|was) {_THIS} published|(?:which|what) (?:{_MEDIA}|company|publisher|site|website) (?:published|publishes|printed|carried|ran|is behind) {_THIS}",
        rf"(?:who|what)(?:'s|’s| is| are| was) (?:the|its) publishers?(?: (?:of|behind) {_THIS})?|who is behind {_THIS}",
        rf"(?:in )?(?:which|what) {_MEDIA} (?:did|does|was|is) {_THIS} (?:appear|published|come out|from)(?: in)?|who owns the copyright.*",
    ),
    "publication-date": (
        rf"when (?:was|were|is) {_THIS} (?:first )?(?:published|issued|printed|released|posted|put out|written|dated)|when did {_THIS} (?:come out|appear|run|go online)",
        rf"(?:on|in|at) (?:what|which) (?:date|day|month|year|time) (?:was|is) {_THIS} (?:published|issued|printed|released|posted|written)",
        rf"(?:what(?:'s|’s| is| was) )?(?:the )?(?:publication date|date of publication|date)(?: of {_THIS}| is {_THIS} from)?|what(?:'s|’s| is) (?:its|{_THIS}(?:'s|’s)) date",
        rf"how (?:old|recent|new|current|up to date) (?:is|are) {_THIS}|(?:from )?when is {_THIS}(?: from)?|what date is {_THIS}(?: from)?",
    ),
    "author": (
        rf"who (?:wrote|writes|authored|penned) {_THIS}|who (?:is|was|are|were) (?:the )?(?:authors?|writers?|reporters?|journalists?)(?: (?:of|behind) {_THIS})?",
        rf"by (?:whom|who) (?:is|was) {_THIS} written|who is {_THIS} (?:written )?by|what(?:'s|’s| is) the (?:name of the )?(?:byline|author)(?: of {_THIS})?",
    ),
    "link": (
        rf"where (?:can|could|do) (?:i|we) (?:find|read|see|get) (?:the )?(?:{_THIS}|original|full text|full {_TEXT}|original {_TEXT}|{_TEXT})(?: online)?",
        rf"(?:{_GIVE}|(?:what(?:'s|’s| is)|is there|do you have) )?(?:the|a|an|its)? ?(?:link|url|web address|address|website)(?: (?:to|of|for) {_THIS})?",
    ),
}  # fmt: skip


def _compiled(wording: str) -> re.Pattern[str]:
    """Return the pattern; the topic is caught once in each alternative, under numbered names."""
    number = itertools.count(1)
    return re.compile(re.sub(r"\(\?P<topic>", lambda _: f"(?P<topic{next(number)}>", wording), re.IGNORECASE)


BRIEFINGS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, _compiled(wording)) for name, wordings in _WORDINGS.items() for wording in wordings
)
