"""Verbs that report what somebody says, shows or thinks, by their forms and by what they do to certainty."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from retriever.attributing.words import class_of

# What a verb does: reports; owns ("admitted": the speaker vouches for it); denies; doubts; expects; plans; proposes.
Force = Literal["says", "owns", "denies", "doubts", "expects", "plans", "proposes"]

# Verbs that open a report with any clause after them, "that" or not.
_SAYS = class_of(
    """
    say tell argue claim allege assert contend maintain insist explain stress emphasise emphasize warn caution
    note remark observe comment state reiterate repeat recall add reply respond answer write tweet post suggest
    complain lament boast joke quip muse reason testify recount relate concede believe think feel
    report reveal estimate calculate conclude analyse analyze point_out opine hint imply signal indicate
    mention continue declare proclaim agree accept hold reckon find show argue counter retort
    interject shout whisper mutter murmur exclaim protest object plead swear attest certify clarify elaborate underline underscore
    highlight communicate inform notify advise brief assure remind convince quote cite relay describe call rule
    demonstrate prove illustrate read learn hear blog message text email ask wonder inquire enquire judge sum_up
    determine assess understand accuse blame put view_it go_on put_it spell_out make_clear let_slip
    """
)
_OWNS = class_of("announce confirm disclose admit acknowledge concede confess reaffirm pledge_that")
_DENIES = class_of("deny refute rebut dispute reject dismiss rule_out")
_DOUBTS = class_of("doubt wonder ask inquire enquire speculate fear hope wish suspect question worry guess")
_EXPECTS = class_of("expect forecast predict anticipate project foresee envisage")
_PROPOSES = class_of("propose recommend")
_PLANS = class_of("vow promise pledge threaten guarantee undertake")

# Verbs that need "that", a colon or a quotation after them before they count as reporting.
_WEAK = class_of(
    """
    add post write find show hold read learn hear continue agree accept state rule describe call feel relate view
    quote cite text message email mention highlight underline underscore reveal report estimate prove demonstrate
    illustrate indicate signal project call quote object protest reply respond answer comment repeat reason accept
    determine assess judge counter advise brief inform notify assure remind convince relay communicate question
    joke plead swear threaten undertake suspect worry fear guess wish hope reject dismiss dispute note observe
    describe ask hint imply understand learn accuse blame put propose recommend
    """
)
_IRREGULAR = {
    "say": ("says", "said", "saying"),
    "tell": ("tells", "told", "telling"),
    "write": ("writes", "wrote", "writing"),
    "think": ("thinks", "thought", "thinking"),
    "feel": ("feels", "felt", "feeling"),
    "understand": ("understands", "understood", "understanding"),
    "find": ("finds", "found", "finding"),
    "show": ("shows", "showed", "showing"),
    "hold": ("holds", "held", "holding"),
    "swear": ("swears", "swore", "swearing"),
    "read": ("reads", "read", "reading"),
    "learn": ("learns", "learned", "learning"),
    "hear": ("hears", "heard", "hearing"),
    "put": ("puts", "put", "putting"),
    "put_it": ("puts it", "put it", "putting it"),
    "go_on": ("goes on", "went on", "going on"),
    "foresee": ("foresees", "foresaw", "foreseeing"),
    "forecast": ("forecasts", "forecast", "forecasting"),
    "undertake": ("undertakes", "undertook", "undertaking"),
    "spell_out": ("spells out", "spelled out", "spelling out"),
    "make_clear": ("makes clear", "made clear", "making clear"),
    "rule_out": ("rules out", "ruled out", "ruling out"),
    "let_slip": ("lets slip", "let slip", "letting slip"),
    "sum_up": ("sums up", "summed up", "summing up"),
    "point_out": ("points out", "pointed out", "pointing out"),
}
_DOUBLED = class_of("admit quip submit rebut blog")
_TAKES_HEARER = class_of("tell inform notify advise brief assure remind warn convince caution ask text message email")


@dataclass(frozen=True, slots=True)
class Verb:
    """One form of a reporting verb: its base form, force, whether it is weak, finite, or takes a hearer."""

    base: str
    force: Force
    weak: bool
    participle: bool
    plain: bool
    takes_hearer: bool


def _forms(base: str) -> tuple[str, str, str]:
    if base in _IRREGULAR:
        return _IRREGULAR[base]
    if base.endswith("e"):
        return base + "s", base + "d", base[:-1] + "ing"
    if base.endswith("y") and base[-2] not in "aeou":
        return base[:-1] + "ies", base[:-1] + "ied", base + "ing"
    if base in _DOUBLED:
        return base + "s", base + base[-1] + "ed", base + base[-1] + "ing"
    return base + ("es" if base.endswith(("s", "sh", "ch", "x")) else "s"), base + "ed", base + "ing"


def _force(base: str) -> Force:
    for force, bases in (
        ("owns", _OWNS),
        ("denies", _DENIES),
        ("doubts", _DOUBTS),
        ("expects", _EXPECTS),
        ("plans", _PLANS),
        ("proposes", _PROPOSES),
    ):
        if base in bases:
            return force  # type: ignore[return-value]
    return "says"


@cache
def reporting_verbs() -> dict[str, Verb]:
    """Return every form of the reporting verbs; two-word forms ("pointed out") have a space."""
    table: dict[str, Verb] = {}
    for base in sorted(_SAYS | _OWNS | _DENIES | _DOUBTS | _EXPECTS | _PLANS | _PROPOSES):
        third, past, participle = _forms(base)
        for form in (base.replace("_", " "), third, past, participle):
            table[form] = Verb(
                base,
                _force(base),
                weak=base in _WEAK,
                participle=form == participle,
                plain=form == base.replace("_", " ") and form != past,
                takes_hearer=base in _TAKES_HEARER,
            )
    table["pledge that"] = table.get("pledge that", table["pledge"])
    return table
