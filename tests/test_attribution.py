import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from retriever.attribution import Attribution, attribute
from retriever.certainty import Certainty

LABELLED = Path(__file__).parent / "labelled"
PARTS = ("development", "unseen", "second", "third", "fourth", "fifth", "sixth")


def rows_of(part: str) -> list[dict[str, Any]]:
    lines = (LABELLED / f"attribution-{part}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def plain(name: str | None) -> str | None:
    """Compare names without article and honorific."""
    return re.sub(r"^(?:the|a|an|mr|ms|mrs|dr|sir|lord)\.? ", "", name.lower().strip()) if name else None


def assert_spans_hold(found: Attribution, sentence: str) -> None:
    """Every part with a span is what the sentence has there, and every date is resolved or says why not."""
    assert found.cue_span is not None
    assert sentence[slice(*found.cue_span)] == found.cue
    for name in ("outlet", "speaker", "role", "basis"):
        value, span = getattr(found, name), getattr(found, f"{name}_span")
        if span is not None:
            assert 0 <= span[0] <= span[1] <= len(sentence)
            assert sentence[slice(*span)] == value
    for expression in found.expressions:
        assert sentence[slice(*expression.span)] == expression.words
        assert expression.resolved or expression.why_not


@pytest.mark.parametrize("part", PARTS)
def test_attribution_reaches_the_bar_on_labelled_sentences(part: str) -> None:
    right = wrong = missed = 0
    for row in rows_of(part):
        found = attribute(row["sentence"], before=row["before"], published=row["published"])
        for name in ("outlet", "speaker", "basis"):
            expected, got = plain(row[name]), plain(getattr(found, name))
            right += bool(expected) and expected == got
            wrong += bool(got) and expected != got
            missed += bool(expected) and expected != got
    assert 2 * right / (2 * right + wrong + missed) >= 0.90


@pytest.mark.parametrize("part", PARTS)
def test_certainty_reaches_the_bar_on_labelled_sentences(part: str) -> None:
    rows = rows_of(part)
    right = sum(
        attribute(row["sentence"], before=row["before"], published=row["published"]).certainty == row["certainty"]
        for row in rows
    )
    assert right / len(rows) >= 0.85


@pytest.mark.parametrize("part", PARTS)
def test_every_label_carries_its_words(part: str) -> None:
    for row in rows_of(part):
        sentence = row["sentence"]
        found = attribute(sentence, before=row["before"], published=row["published"])
        assert found.cue
        assert_spans_hold(found, sentence)


def test_a_chain_gives_outlet_and_basis() -> None:
    found = attribute("Nikkei, citing officials, reported that the plant had closed.")
    assert (found.outlet, found.basis, found.certainty) == ("Nikkei", "officials", Certainty.REPORTED)


def test_told_an_outlet_gives_outlet_and_basis() -> None:
    found = attribute(
        "Acme Corp is considering a sale of its battery unit, two people familiar with the matter told Reuters."
    )
    assert found.outlet == "Reuters"
    assert found.speaker is None
    assert found.basis == "two people familiar with the matter"
    assert found.certainty == "considered"


def test_the_party_concerned_confirms() -> None:
    found = attribute("The ministry said it had signed the accord.")
    assert (found.speaker, found.certainty) == ("The ministry", Certainty.CONFIRMED)


def test_a_name_and_its_role_stand_apart() -> None:
    found = attribute("Trade Minister Oskar Lind said exports had fallen.")
    assert (found.speaker, found.role) == ("Oskar Lind", "Trade Minister")


@pytest.mark.parametrize(
    ("before", "sentence", "outlet", "speaker"),
    [
        pytest.param(
            "The Kaze Times reported a fire.", "It added that no one was hurt.", "The Kaze Times", None, id="it"
        ),
        pytest.param(
            "Mayor Lena Ford toured the port.", "She said it was safe.", None, "Lena Ford", id="she for the mayor"
        ),
        pytest.param(
            '"We are ready," said Captain Ode Brandt.',
            '"The crew has trained."',
            None,
            "Ode Brandt",
            id="bare quotation",
        ),
        pytest.param(
            "The Kaze Times reported a fire.", "Rain flooded the road on Thursday.", None, None, id="another matter"
        ),
    ],
)
def test_the_text_before_supplies_the_source_only_where_a_reader_would(
    before: str, sentence: str, outlet: str | None, speaker: str | None
) -> None:
    found = attribute(sentence, before=before, published="2031-05-15")
    assert (found.outlet, found.speaker) == (outlet, speaker)
    assert found.outlet_span is None
    assert found.speaker_span is None
    assert bool(found.carried) == bool(outlet or speaker)


def test_publication_date_and_publisher_stay_apart_from_event_dates() -> None:
    found = attribute("The dam broke in 2029.", publisher="The Kaze Times", published=date(2031, 5, 14))
    assert (found.publisher, found.published) == ("The Kaze Times", "2031-05-14")
    assert found.dates == ("2029-01-01", "2029-12-31")
    assert found.outlet is None


def test_an_unreadable_publication_date_is_refused_with_the_remedy() -> None:
    with pytest.raises(ValueError, match="'soon' is not an ISO date: write it as YYYY-MM-DD, or pass None"):
        attribute("The dam broke on Tuesday.", published="soon")


@pytest.mark.parametrize("text", ["", " ", "…", '"', "Said.", "According to", "— said", "(((", "‘’“”", "He told"])
def test_odd_text_never_fails(text: str) -> None:
    found = attribute(text, before=text)
    assert isinstance(found.certainty, Certainty)


@pytest.mark.parametrize(
    ("sentence", "before", "outlet", "certainty"),
    [
        ("State and business alike appear to be serious, NHK added.", None, "NHK", Certainty.POSSIBLE),
        ("Cars could be sold untested, according to an analysis by NHK.", None, "NHK", Certainty.POSSIBLE),
        ("Vane Motors, it is said, is coordinating a plan to sell vans.", None, None, Certainty.PLANNED),
        (
            "The newspaper pointed to doubts about its safety.",
            "Worry lies behind it, the Vale Gazette reported.",
            "the Vale Gazette",
            Certainty.REPORTED,
        ),
        ("The two leaders hold their summit on October 28.", None, None, Certainty.EXPECTED),
        ("Firms must file their accounts by November 30.", None, None, Certainty.CONFIRMED),
    ],
)
def test_news_says_who_and_how_sure_in_many_ways(
    sentence: str, before: str | None, outlet: str | None, certainty: Certainty
) -> None:
    found = attribute(sentence, before=before, published="2025-10-25")
    assert (found.outlet, found.certainty) == (outlet, certainty)
    assert found.cue


_NEWS_WORDS = """
the agency said it quoted a man as saying was bad and told Reuters that according to citing sources denied whether Nikkei he she they
is understood to be considering a plan will not may could on Tuesday next week by 2031 from 3 to 5 June Mr. Lind Minister Oskar who
which reported announced added asked if unless did not comment declined to its spokesman for no longer seen by draft report neither
nor set to mulls eyes vows expected planned has been out of in May 30 February the paper's its' don't
""".split()
_SIGNS = [*",.;:?!()[]—–-…/%$€#&*", '"', "'", "“", "”", "‘", "’", "«", "»", "\n", "\t", "é", "数", "\u200b"]


@given(
    pieces=st.lists(st.sampled_from(_NEWS_WORDS) | st.sampled_from(_SIGNS), max_size=24),
    glue=st.sampled_from([" ", "", "  "]),
    before=st.lists(st.sampled_from(_NEWS_WORDS) | st.sampled_from(_SIGNS), max_size=12),
)
@example(pieces="The agency said it , and quoted a man as saying it was bad .".split(), glue=" ", before=[])
@settings(max_examples=300, deadline=None)
def test_no_sentence_fails_and_every_span_lies_inside_it(pieces: list[str], glue: str, before: list[str]) -> None:
    sentence = glue.join(pieces)
    found = attribute(sentence, before=" ".join(before), published="2031-05-14")
    assert_spans_hold(found, sentence)


def test_a_verb_without_a_subject_beside_it_does_not_fail() -> None:
    found = attribute("The agency said it, and quoted a man as saying it was bad.")
    assert found.speaker == "The agency"


@pytest.mark.parametrize(
    ("sentence", "speaker", "certainty"),
    [
        pytest.param("Rents will rise, allies of the mayor concede.", "allies of the mayor", "expected", id="plural"),
        pytest.param("Claims of fraud were dismissed by her agent.", "her agent", "denied", id="passive"),
        pytest.param("The bid was rejected by the board.", None, "confirmed", id="a bid is no claim"),
        pytest.param(
            "The mayor closed the road and said that drivers were safe.", "The mayor", "reported", id="shared"
        ),
        pytest.param("Here is a line from the mayor: “We will not pay.”", "the mayor", "denied", id="behind a colon"),
        pytest.param("The union accused the port of lying.", "The union", "reported", id="accused"),
        pytest.param("Lumen is not in talks, it said.", "Lumen", "denied", id="its own subject"),
        pytest.param("Officials put the cost at 4 million crowns.", "Officials", "reported", id="put at"),
        pytest.param("Prosecutors say she left early.", "Prosecutors", "reported", id="she is not the prosecutors"),
        pytest.param("The sale, expected next year, is small.", None, "confirmed", id="a participle opens an aside"),
        pytest.param("Lumen, a maker of lamps, plans to shed 200 jobs.", None, "planned", id="behind an aside"),
        pytest.param("Sources said Lumen was sold, but its owner denied it.", None, "denied", id="denied at the end"),
        pytest.param("The plan has been neither approved nor rejected.", None, "denied", id="neither, nor"),
        pytest.param("Should the vote fail, the law would stand.", None, "possible", id="inverted condition"),
        pytest.param("The law would have saved the bank.", None, "possible", id="what did not happen"),
        pytest.param("The vote, first planned for May, has been moved.", None, "confirmed", id="May in an aside"),
    ],
)
def test_frames_and_cues_hold_beyond_the_labelled_sets(sentence: str, speaker: str | None, certainty: str) -> None:
    found = attribute(sentence, published="2031-05-14")
    assert (found.speaker, found.certainty) == (speaker, certainty)


@pytest.mark.parametrize(
    ("headline", "certainty"),
    [
        ("Lumen to cut 200 jobs", "expected"),
        ("Lumen mulls sale of lamp unit", "considered"),
        ("Lumen in talks to buy rival", "considered"),
        ("Mayor 'considering' ban on fireworks", "considered"),
        ("Quake kills nine in Tessaly", "confirmed"),
        ("Keys to the city", "confirmed"),
    ],
)
def test_a_headline_is_read_without_its_auxiliary(headline: str, certainty: str) -> None:
    assert attribute(headline).certainty == certainty


@pytest.mark.parametrize(
    ("sentence", "outlet", "basis"),
    [
        ("Exports fell, figures released by the port show.", None, "figures released by the port"),
        ("The port will close, a letter seen by Le Temps shows.", "Le Temps", "a letter seen by Le Temps"),
        ("A draft of the law calls for higher fees.", None, "A draft of the law"),
        ("TANA, the state news agency, said the port was shut.", "TANA", None),
        ("The Gazette's Lena Ford reports that the port is shut.", "The Gazette", None),
        ("The ministry, citing security, has closed the port.", None, None),
    ],
)
def test_documents_and_outlets_are_found_where_they_stand(sentence: str, outlet: str | None, basis: str | None) -> None:
    found = attribute(sentence)
    assert (found.outlet, found.basis) == (outlet, basis)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("It is said that the bank will close.", "It is said"),
        ("The bank, it is widely believed, will close.", "it is widely believed"),
        ("The firm is understood to be weighing a sale.", "is understood"),
        ("The singer reportedly married in secret.", "reportedly"),
        ("The bank will close, the Halden Times reported.", None),
        ("The minister said the bank was believed to be sound.", None),
        ("The bank is to close.", None),
    ],
)
def test_hearsay_is_told_from_what_the_article_states_itself(sentence: str, words: str | None) -> None:
    span = attribute(sentence).hearsay_span
    assert (sentence[slice(*span)] if span else None) == words
