"""Promises of the keyword index."""

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.keyword import KeywordEntry, KeywordIndex, query_words

TREATY = KeywordEntry("treaty#0", "treaty", date(2025, 3, 1), "Treaty signed\nThe U.S. envoy signed the treaty.")
HARBOUR = KeywordEntry("harbour#0", "harbour", date(2025, 3, 5), "Harbour reopens\nThe harbour reopened to ferries.")
FERRY = KeywordEntry("harbour#1", "harbour", date(2025, 3, 5), "Harbour reopens\nA ferry carried 40,000 crates.")
UNDATED = KeywordEntry("archive#0", "archive", None, "From the archive\nAn old ferry rusts.")
ENTRIES = [TREATY, HARBOUR, FERRY, UNDATED]


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    yield connection
    connection.close()


@pytest.fixture
def index(connection: sqlite3.Connection) -> KeywordIndex:
    index = KeywordIndex(connection)
    index.replace(ENTRIES, [])
    return index


def found(index: KeywordIndex, query: str, **filters: date | frozenset[str]) -> list[str]:
    return [chunk_id for chunk_id, _ in index.search(query, 10, **filters)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        pytest.param("Who signed the treaty?", "treaty#0", id="a natural question"),
        pytest.param("signing treaties", "treaty#0", id="other forms of the words"),
        pytest.param("US envoys", "treaty#0", id="an initialism without its dots"),
        pytest.param("the treaty's U.S. envoy", "treaty#0", id="an initialism with dots and a possessive"),
        pytest.param("40000 crates", "harbour#1", id="a number without its comma"),
        pytest.param("HARBOUR", "harbour#0", id="capitals"),
        pytest.param("hárbour réopened", "harbour#0", id="accents"),
    ],
)
def test_a_question_finds_the_chunk_that_holds_its_words(index: KeywordIndex, query: str, first: str) -> None:
    assert found(index, query)[0] == first


def test_the_chunk_with_more_of_the_words_comes_first_and_scores_fall(index: KeywordIndex) -> None:
    hits = index.search("ferry crates", 10)

    assert hits[0][0] == "harbour#1"
    scores = [score for _, score in hits]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > scores[1] > 0


def test_at_most_k_chunks_come_back(index: KeywordIndex) -> None:
    assert [len(index.search("harbour ferry treaty", k)) for k in (-1, 0, 1, 2, 100)] == [0, 0, 1, 2, 4]


def test_ties_are_ordered_by_chunk_id_whatever_the_order_of_writing(connection: sqlite3.Connection) -> None:
    index = KeywordIndex(connection)
    wire_copies = [KeywordEntry(f"{name}#0", name, None, "The bridge collapsed.") for name in "dbeac"]
    index.replace([*wire_copies, UNDATED, TREATY], [])

    assert [[hit[0] for hit in index.search("bridge", k)] for k in (2, 5)] == [
        ["a#0", "b#0"],
        ["a#0", "b#0", "c#0", "d#0", "e#0"],
    ]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        pytest.param({}, {"harbour#0", "harbour#1", "archive#0"}, id="no filter"),
        pytest.param({"article_ids": frozenset({"harbour"})}, {"harbour#0", "harbour#1"}, id="one article"),
        pytest.param({"article_ids": frozenset({"archive", "treaty"})}, {"archive#0"}, id="two articles"),
        pytest.param({"article_ids": frozenset[str]()}, set(), id="no article at all"),
        pytest.param({"article_ids": frozenset({"nowhere"})}, set(), id="an article that is not there"),
        pytest.param({"after": date(2025, 3, 5)}, {"harbour#0", "harbour#1"}, id="after, the day included"),
        pytest.param({"before": date(2025, 3, 5)}, {"harbour#0", "harbour#1"}, id="before, the day included"),
        pytest.param({"after": date(2025, 3, 6)}, set(), id="after the last day"),
        pytest.param({"before": date(2025, 3, 4)}, set(), id="before the first day"),
        pytest.param({"after": date.min}, {"harbour#0", "harbour#1"}, id="any date, but a date"),
        pytest.param(
            {"after": date(2025, 3, 1), "article_ids": frozenset({"archive"})}, set(), id="both kinds of filter"
        ),
    ],
)
def test_filters_let_only_their_articles_pass(
    index: KeywordIndex, filters: dict[str, date | frozenset[str]], expected: set[str]
) -> None:
    assert set(found(index, "harbour ferry", **filters)) == expected


def test_filters_act_before_the_best_are_cut_off(connection: sqlite3.Connection) -> None:
    """With seven thousand better chunks outside the filter, the one inside is still found."""
    index = KeywordIndex(connection)
    crowd = [KeywordEntry(f"crowd-{n}#0", f"crowd-{n}", date(2025, 1, 1), "strike strike talks") for n in range(7000)]
    quiet = KeywordEntry("quiet#0", "quiet", date(2024, 1, 1), "A long calm report that mentions talks once.")
    undated = KeywordEntry("undated#0", "undated", None, "strike strike talks")
    index.replace([*crowd, quiet, undated], [])

    assert found(index, "strike talks", before=date(2024, 6, 1)) == ["quiet#0"]
    assert found(index, "strike talks", article_ids=frozenset({"quiet"})) == ["quiet#0"]
    most = frozenset(f"crowd-{n}" for n in range(6500))
    assert set(found(index, "strike talks", article_ids=most)) <= {f"crowd-{n}#0" for n in range(6500)}
    assert "undated#0" not in {hit[0] for hit in index.search("strike talks", 7002, after=date.min)}


def test_among_many_chunks_a_rare_word_decides_and_a_common_one_still_counts(connection: sqlite3.Connection) -> None:
    """Only chunks with a rare word are scored then, but they are scored by all words."""
    index = KeywordIndex(connection)
    filler = [KeywordEntry(f"f-{n:04}#0", f"f-{n:04}", None, f"minister spoke item{n}") for n in range(6500)]
    rare = [KeywordEntry(f"r-{n:04}#0", f"r-{n:04}", None, "tunnel opened early today") for n in range(1200)]
    both = KeywordEntry("z#0", "z", None, "tunnel opened, minister spoke")
    index.replace([*filler, *rare, both], [])

    assert found(index, "minister tunnel")[:2] == ["z#0", "r-0000#0"]
    assert len(index.search("minister tunnel", 7701)) == 7701


def test_a_new_version_replaces_all_chunks_of_the_old(index: KeywordIndex) -> None:
    index.replace([KeywordEntry("harbour#0", "harbour", None, "The harbour closed again.")], ["treaty"])

    assert index.count() == 2
    assert found(index, "harbour ferry treaty crates") == ["harbour#0", "archive#0"]


def test_replacing_again_changes_nothing(index: KeywordIndex) -> None:
    before = index.search("harbour ferry", 10)
    index.replace(ENTRIES, ["never there"])

    assert index.search("harbour ferry", 10) == before
    assert index.count() == len(ENTRIES)


def test_clearing_leaves_nothing(index: KeywordIndex) -> None:
    index.clear()

    assert (index.count(), found(index, "harbour")) == (0, [])
    index.replace([TREATY], [])
    assert found(index, "treaty") == ["treaty#0"]


def test_a_failing_replace_changes_nothing(index: KeywordIndex, connection: sqlite3.Connection) -> None:
    twice = KeywordEntry("harbour#0", "another", None, "The same id for another article.")
    with pytest.raises(sqlite3.IntegrityError, match="chunk_id"):
        index.replace([HARBOUR, twice], ["treaty"])

    assert found(index, "treaty") == ["treaty#0"]
    assert (index.count(), connection.in_transaction) == (4, False)


@pytest.mark.parametrize("isolation_level", [None, "DEFERRED"], ids=["explicit transactions", "python's default"])
def test_replace_alone_is_durable_and_inside_a_transaction_waits_for_its_owner(
    tmp_path: Path, isolation_level: str | None
) -> None:
    def count() -> int:
        reader = sqlite3.connect(tmp_path / "store.sqlite")
        try:
            return KeywordIndex(reader).count()
        finally:
            reader.close()

    writer = sqlite3.connect(tmp_path / "store.sqlite", isolation_level=isolation_level)
    writer.execute("PRAGMA journal_mode = WAL")
    index = KeywordIndex(writer)
    index.replace([TREATY], [])
    assert count() == 1

    writer.execute("BEGIN")
    index.replace([HARBOUR, FERRY], ["treaty"])
    assert (index.count(), count()) == (2, 1)
    writer.rollback()
    assert (found(index, "treaty harbour"), count()) == (["treaty#0"], 1)

    writer.execute("BEGIN")
    index.replace([HARBOUR, FERRY], ["treaty"])
    writer.commit()
    writer.close()
    assert count() == 2


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("", id="empty"),
        pytest.param(" \n\t", id="blank"),
        pytest.param('"', id="a quotation mark"),
        pytest.param("?!… — ()*^:-+", id="punctuation only"),
        pytest.param("\x00", id="a zero byte"),
        pytest.param("\ud800", id="half a surrogate pair"),
        pytest.param("🚢", id="an emoji"),
    ],
)
def test_a_query_without_words_finds_nothing(index: KeywordIndex, query: str) -> None:
    assert index.search(query, 10) == []


@pytest.mark.parametrize(
    "query",
    [
        pytest.param('ferry" OR "x', id="quotation marks"),
        pytest.param("ferry AND NOT crates", id="operators"),
        pytest.param("NEAR(ferry crates, 2)", id="near"),
        pytest.param("text:ferry* ^old {a b}", id="columns and prefixes"),
        pytest.param("ferry'; DROP TABLE keyword_entry; --", id="an injection"),
        pytest.param("渡し船 ferry паром", id="several scripts"),
        pytest.param("ferry " + " ".join(f"word{n}" for n in range(5000)), id="five thousand words"),
    ],
)
def test_whatever_is_asked_is_taken_as_words(index: KeywordIndex, query: str) -> None:
    assert set(found(index, query)) >= {"harbour#1", "archive#0"}


@settings(max_examples=200, deadline=None)
@given(text=st.text(), query=st.text())
def test_any_text_can_be_written_and_any_query_asked(text: str, query: str) -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        index = KeywordIndex(connection)
        index.replace([KeywordEntry("a#0", "a", None, text)], [])
        for asked in (query, text):
            assert {hit[0] for hit in index.search(asked, 3)} <= {"a#0"}
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        pytest.param("Who signed the treaty, and when?", ["signed", "treaty"], id="function words go"),
        pytest.param("Who is it?", ["who", "is", "it"], id="unless nothing else is left"),
        pytest.param("What did the WHO say?", ["who", "say"], id="a name in capitals stays"),
        pytest.param("WHO SIGNED THE TREATY?", ["signed", "treaty"], id="but not where all is in capitals"),
        pytest.param("Has the U.S. told us?", ["us", "told"], id="a word counts once"),
    ],
)
def test_a_question_is_reduced_to_its_telling_words(query: str, words: list[str]) -> None:
    assert query_words(query) == words
