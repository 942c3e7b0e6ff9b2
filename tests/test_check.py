"""Promises of the checker."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.sentence import split_sentences
from retriever.check import Problem, check

LABELLED = Path(__file__).parent / "labelled"
ACME = "Acme Corp is considering a sale of its battery unit, two people familiar with the matter told Reuters."
ARTICLE = (
    "The Port of Lysgard will close for three days from Monday, 6 May, while divers clear a sunken barge, harbour master "
    "Inga Thorne said. “We have no choice,” she told the Lysgard Courier. About 40 ships are waiting outside the "
    "breakwater, the shipping agency Norvik estimates, and grain traders expect delays of up to a week.\n\n"
    "The barge went down on Thursday night after it collided with the tanker Bellis. Its two crew swam ashore unhurt! "
    "Was the tanker's radar switched off? Investigators have not yet decided whether to question the captain. "
    "Thorne denied reports that the port's own pilots were on strike."
)


def rows(part: str) -> list[tuple[list[str], str, bool]]:
    """Every labelled statement of a part: sources, statement, and whether it holds."""
    entries = [json.loads(line) for line in (LABELLED / f"check-{part}.jsonl").read_text(encoding="utf-8").splitlines()]
    return [
        (entry["sources"], statement, side == "true")
        for entry in entries
        for side in ("true", "false")
        for _, statement in entry[side]
    ]


def shares(part: str) -> tuple[float, float]:
    """The share of a part's honest statements that is refused, and of its changed ones that is missed."""
    judged = [(holds, check(statement, sources).label == "supported") for sources, statement, holds in rows(part)]
    honest = [passed for holds, passed in judged if holds]
    changed = [passed for holds, passed in judged if not holds]
    return honest.count(False) / len(honest), changed.count(True) / len(changed)


@pytest.mark.parametrize("part", ["development", "unseen", "third", "fourth", "fifth", "eleventh"])
def test_most_changes_are_caught_and_few_honest_statements_are_refused(part: str) -> None:
    """The bar: at least 95 % of the changed statements caught, at most 5 % of the honest ones refused."""
    refused, missed = shares(part)
    assert refused <= 0.05
    assert missed <= 0.05


@pytest.mark.parametrize(
    ("part", "share"), [("sixth", 0.15), ("seventh", 0.12), ("eighth", 0.15), ("ninth", 0.17), ("tenth", 0.24)]
)
def test_of_statements_reworded_as_people_would_changes_are_caught_and_no_more_are_refused(
    part: str, share: float
) -> None:
    """The bar of 5 % for changed statements holds here too; for honest ones (`share`) it is only where decision 030 stands."""
    refused, missed = shares(part)
    assert refused <= share
    assert missed <= 0.05


@pytest.mark.parametrize(
    ("statement", "label", "kind"),
    [
        pytest.param("Acme has confirmed a sale of its battery unit.", "unsupported", "certainty", id="confirmed"),
        pytest.param("Acme has ruled out a sale of its battery unit.", "contradicted", "negation", id="ruled out"),
        pytest.param("Acme is not considering a sale of its battery unit.", "contradicted", "negation", id="not"),
        pytest.param("Acme completed the sale for $9 billion.", None, "number", id="completed for a price"),
        pytest.param(
            "Bloomberg reported that Acme is considering a sale of its battery unit.",
            None,
            "attribution",
            id="another outlet",
        ),
    ],
)
def test_what_the_source_does_not_say_of_acme_fails(statement: str, label: str | None, kind: str) -> None:
    verdict = check(statement, [ACME])
    assert verdict.label != "supported"
    assert label is None or verdict.label == label
    assert kind in {problem.kind for problem in verdict.problems}


def test_what_the_source_says_of_acme_passes() -> None:
    verdict = check("Acme is considering a sale of its battery unit.", [ACME])
    assert (verdict.label, verdict.problems) == ("supported", ())
    assert verdict.support > 0.9


@pytest.mark.parametrize(
    ("source", "said", "not_said"),
    [
        pytest.param("The United Nations sent aid.", "The UN sent aid.", "The EU sent aid.", id="initials"),
        pytest.param(
            "Health Minister Lucia Ferrand resigned. Ferrand denied the claim.",
            "The health minister denied the claim.",
            "The health minister did not deny the claim.",
            id="office",
        ),
        pytest.param(
            "Toy maker Brixo cut its forecast. Shares in the company fell.",
            "Shares in Brixo fell.",
            "Shares in Orlo fell.",
            id="the company",
        ),
        pytest.param("The crew worked unpaid.", "The crew worked without pay.", "The crew was paid.", id="unpaid"),
        pytest.param("The lamp was switched off.", "The lamp was off.", "The lamp was switched on.", id="particle"),
        pytest.param(
            "Envoys from Tarsk met a diplomat in Vienna.",
            "In Vienna, envoys from Tarsk met a diplomat.",
            "Envoys from Vienna met a diplomat in Tarsk.",
            id="names in each other's places",
        ),
    ],
)
def test_what_stands_for_a_word_is_told_from_what_turns_it_round(source: str, said: str, not_said: str) -> None:
    assert check(said, [source]).problems == ()
    assert check(not_said, [source]).label != "supported"


def test_a_problem_names_the_deciding_words_of_both_sides() -> None:
    (problem,) = check("The port will close for five days.", ["The port will close for three days."]).problems
    assert problem == Problem(
        "number",
        "The statement says “five days” where the source says “three days”.",
        "five days",
        "three days",
        contradicts=True,
    )


@pytest.mark.parametrize("mark", [pytest.param("", id="as it stands"), pytest.param("\n", id="with a line break")])
def test_every_sentence_of_an_article_is_supported_by_it(mark: str) -> None:
    for start, end in split_sentences(ARTICLE):
        sentence = ARTICLE[start:end].strip() + mark
        for sources in ([ARTICLE], [sentence], ["Something else happened in Porto Lume.", ARTICLE]):
            assert check(sentence, sources).label == "supported", sentence


@pytest.mark.parametrize(
    ("source", "not_said"),
    [
        pytest.param("The deal is worth €5 million.", "The deal is worth $5 million.", id="currency"),
        pytest.param("The deal is worth 5 million.", "The deal is worth $5 million.", id="currency that nobody gave"),
        pytest.param("Prices rose 5.", "Prices rose 5%.", id="percent"),
        pytest.param(
            "“We need €5 million,” Holm said.", "Holm said: “We need $5 million.”", id="currency in a quotation"
        ),
        pytest.param("Winter lows reached 5 degrees.", "Winter lows reached -5 degrees.", id="minus"),
        pytest.param("Winter lows reached -5 degrees.", "Winter lows reached 5 degrees.", id="no minus"),
        pytest.param(
            "The ministry denied the following: the plant will close.",
            "The plant will close.",
            id="denied before a colon",
        ),
        pytest.param(
            "It is untrue: the plant will close; it stays open.", "The plant will close.", id="untrue before a colon"
        ),
        pytest.param(
            "He called the headline “The plant will close.” a lie.", "The plant will close.", id="quoted to be denied"
        ),
        pytest.param("The plant will close?", "The plant will close.", id="question"),
        pytest.param("“Will the plant close?” he asked.", "The plant will close.", id="question that is quoted"),
    ],
)
def test_a_copy_is_a_whole_sentence_sign_for_sign(source: str, not_said: str) -> None:
    assert check(source, [source]).label == "supported"
    assert check(not_said, [source]).label != "supported"


def test_below_zero_is_told_in_words_or_by_a_sign() -> None:
    for told in ("minus 5 degrees", "-5 degrees", "−5 degrees", "5 degrees below zero"):
        assert check(f"It was {told}.", ["On Monday it was -5 degrees in Lund."]).label == "supported", told


@pytest.mark.parametrize(
    ("source", "said", "not_said"),
    [
        pytest.param(
            "The fruit has vitamins C and D.", "The fruit has vitamin D.", "The fruit has vitamin B.", id="vitamin"
        ),
        pytest.param(
            "Hepatitis C is curable, he said.", "Hepatitis C is curable.", "Hepatitis B is curable.", id="hepatitis"
        ),
        pytest.param(
            "Terminal B was closed in May.",
            "Terminal B was closed.",
            "Terminal A was closed.",
            id="letter that is a word",
        ),
        pytest.param("Version B won, not A.", "Version B won.", "Version A won.", id="letter without its noun"),
        pytest.param(
            "They counted the B cells.", "B cells were counted.", "T cells were counted.", id="before its noun"
        ),
        pytest.param("George W. Bush spoke in May.", "George Bush spoke.", "George H. Bush spoke.", id="initial"),
    ],
)
def test_a_letter_tells_which_of_several_is_meant(source: str, said: str, not_said: str) -> None:
    assert check(said, [source]).problems == ()
    assert check(not_said, [source]).label != "supported"


@pytest.mark.parametrize(
    ("source", "said", "not_said"),
    [
        pytest.param(
            "They cut tariffs by 15% in May.", "Tariffs were cut by 15%.", "They cut tariffs to 15%.", id="by"
        ),
        pytest.param("Tariffs rose to 15% in May.", "Tariffs rose to 15%.", "Tariffs rose 15%.", id="to"),
        pytest.param(
            "The deputy mayor of Lund resigned.",
            "Lund's deputy mayor resigned.",
            "The mayor of Lund resigned.",
            id="deputy",
        ),
        pytest.param("The vice-president spoke.", "The vice president spoke.", "The president spoke.", id="vice"),
        pytest.param("Ex-mayor Bo Holm spoke.", "Mayor Bo Holm spoke.", "The mayor spoke.", id="ex- beside a name"),
        pytest.param("Bo Holm, a former mayor, spoke.", "Bo Holm was a mayor.", "A mayor spoke.", id="former"),
        pytest.param("The would-be assassin fled.", "A would-be assassin fled.", "The assassin fled.", id="would-be"),
        pytest.param("Mr. Holm resigned in May.", "Mr. Holm resigned.", "Ms. Holm resigned.", id="title"),
        pytest.param("In May she resigned.", "She resigned in May.", "He resigned in May.", id="pronoun"),
        pytest.param(
            "Sales fell, a report by Nissan said.",
            "The report said sales fell.",
            "The study said sales fell.",
            id="report",
        ),
        pytest.param(
            "Nissan said sales fell.", "Sales fell, Nissan said.", "The report said sales fell.", id="no report"
        ),
    ],
)
def test_small_words_tell_how_far_and_who(source: str, said: str, not_said: str) -> None:
    assert check(said, [source]).problems == ()
    assert check(not_said, [source]).label != "supported"


def test_a_problem_shows_the_bounds_of_both_numbers() -> None:
    (problem,) = check("More than 40 people died.", ["Fewer than 40 people died."]).problems
    assert problem.message == "The statement says “More than 40” where the source says “Fewer than 40”."


def test_a_clause_cut_out_of_its_sentence_is_no_copy() -> None:
    assert check("The port's own pilots were on strike.", [ARTICLE]).label != "supported"


def test_support_falls_with_what_the_sources_lack() -> None:
    whole = check("Divers will clear a sunken barge.", [ARTICLE]).support
    part = check("Divers will clear a sunken ferry near Halden.", [ARTICLE]).support
    nothing = check("The orchestra postponed its tour.", [ARTICLE]).support
    assert whole > part > nothing


@pytest.mark.parametrize(
    ("statement", "sources"),
    [
        pytest.param("", [ARTICLE], id="empty statement"),
        pytest.param("…", [ARTICLE], id="only a sign"),
        pytest.param("The port will close.", [], id="no source"),
        pytest.param("The port will close.", ["", "  "], id="empty sources"),
    ],
)
def test_nothing_is_never_supported(statement: str, sources: list[str]) -> None:
    verdict = check(statement, sources)
    assert verdict.label == "unsupported"
    assert verdict.problems[0].message.endswith(".")


def test_a_statement_may_break_off_behind_may() -> None:
    assert check("Sales may", ["Sales fell."]).label != "contradicted"


def test_checking_loads_no_learned_model() -> None:
    code = f"from retriever.check import check; check('Acme will sell it.', [{ACME!r}]); import sys; print('torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
