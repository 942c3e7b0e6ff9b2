from datetime import date

import numpy as np
import pytest

from ingest.article import Article, Source
from retriever.asking.kind import what_is_asked
from retriever.briefing.brief import brief, origins
from retriever.briefing.cast import who_is_who
from retriever.briefing.excerpt import sentences_of
from retriever.briefing.provenance import sources
from retriever.briefing.summary import centrality, summarise
from retriever.briefing.timeline import timeline

WIND = """Norvik Motors will build a turbine plant in Esbjerg, the Harbour Times reported on March 3. \
The Harbour Times added that the plant will employ 900 people. \
Work on the plant begins on April 12, 2031, Chief Executive Ida Holm said. \
It is the largest plant of its kind in the region. \
Trade Secretary Owen Pryce will open the turbine plant on May 2, 2032. \
The Evening Post reported that residents of Esbjerg oppose the turbine plant.

© Coast Media. All rights reserved."""
FLOOD = (
    """A flood closed the bridge in Lund on Monday. Mayor Kenji Mori said repairs to the bridge would take months."""
)


def article(name: str, text: str, publisher: str | None = "Coast Media") -> Article:
    return Article(Source(name, 1, name.title(), publisher, date(2031, 3, 5), "https://example.org/a"), text)


ARTICLES = [article("wind", WIND), article("flood", FLOOD)]


@pytest.mark.parametrize(
    "question", ["Summarise the news", "Give me a timeline", "Who is who?", "What are the sources?"]
)
def test_every_excerpt_is_an_exact_whole_sentence_and_none_the_copyright_line(question: str) -> None:
    excerpts = brief(what_is_asked(question), ARTICLES)
    assert excerpts
    whole = {(s.article.source.article_id, s.start, s.end) for a in ARTICLES for s in sentences_of(a)}
    assert all((e.article.source.article_id, e.start, e.end) in whole for e in excerpts)
    assert not any("©" in e.text or "rights reserved" in e.text for e in excerpts)


@pytest.mark.parametrize(
    "question", ["Summarise the news", "Give me a timeline", "Who is who?", "What are the sources?"]
)
def test_nothing_stored_gives_an_empty_briefing(question: str) -> None:
    assert brief(what_is_asked(question), []) == []
    assert brief(what_is_asked(question), [article("empty", "")]) == []


def test_a_summary_keeps_to_the_articles_order_and_to_its_size() -> None:
    chosen = summarise(ARTICLES, most=4)
    places = [(["wind", "flood"].index(e.article.source.article_id), e.start) for e in chosen]
    assert len(chosen) <= 4
    assert places == sorted(places)


def test_a_summary_takes_one_of_two_equal_sentences() -> None:
    line = "The council of Lund approved the new bridge after a long debate."
    twice = article("twice", f"{line} {line} The old bridge was closed by a flood two years ago.")
    assert [e.text for e in summarise([twice], most=3)].count(line) == 1


def test_a_summary_about_a_topic_takes_the_sentence_on_it() -> None:
    assert any("residents" in e.text for e in summarise(ARTICLES[:1], most=2, topic="opposing residents of Esbjerg"))


def test_sentence_vectors_take_part_in_a_summary() -> None:
    asked: list[int] = []

    def encode(texts: list[str]) -> np.ndarray:
        asked.append(len(texts))
        return np.eye(len(texts))

    assert summarise(ARTICLES, encode=encode)
    assert asked == [sum(len(sentences_of(a)) for a in ARTICLES)]


def test_the_sentence_most_like_the_others_is_most_central() -> None:
    likeness = np.array([[1, 0.5, 0.5], [0.5, 1, 0], [0.5, 0, 1.0]])
    shares = centrality(likeness)
    assert shares.argmax() == 0
    assert shares.sum() == pytest.approx(1.0)


def test_a_timeline_is_in_the_order_of_the_dates_under_the_dates() -> None:
    headings = [e.heading for e in timeline(ARTICLES)]
    assert headings.index("3 March 2031") < headings.index("12 April 2031") < headings.index("2 May 2032")


def test_a_timeline_dates_the_event_and_not_the_report() -> None:
    text = "The plant will open on June 7, the Harbour Times reported on March 3."
    assert [e.heading for e in timeline([article("open", text)])] == ["7 June 2031"]


def test_a_timeline_leaves_out_what_cannot_be_dated() -> None:
    undated = Article(Source("undated", 1, "Undated"), "The plant will open next week. The road was closed yesterday.")
    assert timeline([undated]) == []


def test_who_is_who_names_people_first_and_bodies_after_them() -> None:
    headings = [e.heading or "" for e in who_is_who(ARTICLES)]
    people = ["Chief Executive Ida Holm", "Trade Secretary Owen Pryce", "Mayor Kenji Mori"]
    assert headings[: len(people)] == people
    assert {"Norvik Motors", "Harbour Times", "Evening Post"} <= set(headings[len(people) :])


def test_a_person_is_introduced_by_the_sentence_that_names_the_role() -> None:
    text = "Pryce left early. Trade Secretary Owen Pryce had opened the plant. Pryce gave no reason."
    [entry] = who_is_who([article("pryce", text)])
    assert (entry.heading, entry.text) == (
        "Trade Secretary Owen Pryce",
        "Trade Secretary Owen Pryce had opened the plant.",
    )


def test_sources_group_what_each_outlet_reported() -> None:
    reports = [(e.heading or "", e.text) for e in sources(ARTICLES)]
    assert [text for outlet, text in reports if "Harbour Times" in outlet] == [
        e.text for e in sentences_of(ARTICLES[0])[:2]
    ]
    assert any("Evening Post" in outlet and "oppose" in text for outlet, text in reports)


def test_the_origin_of_an_article_is_told_and_shown_by_its_copyright_line() -> None:
    [wind, flood] = origins(what_is_asked("Who published it?"), ARTICLES)
    assert wind.sentence == "“Wind” was published by Coast Media on 5 March 2031 (https://example.org/a)."
    assert wind.excerpt is not None
    assert wind.excerpt.text.startswith("© Coast Media")
    assert flood.excerpt is None


def test_an_unknown_publisher_or_date_is_said_to_be_unknown() -> None:
    [origin] = origins(what_is_asked("Who published it?"), [Article(Source("n", 1, "Note"), "A short note on tides.")])
    assert origin.sentence == "“Note” names no publisher; its date is not known."


def test_a_topic_limits_the_briefing_to_its_articles() -> None:
    excerpts = brief(what_is_asked("Summarise the flood in Lund"), ARTICLES)
    assert {e.article.source.article_id for e in excerpts} == {"flood"}
