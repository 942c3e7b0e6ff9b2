from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.article import Article, Source, make_article, origin_of, slug, source_from_record, source_record

SOURCE = Source(
    "quay", 2, "The quay opens", "The Harbour Times", date(2025, 10, 25), "https://example.org/quay", "R. Reed",
    datetime(2025, 11, 1, 9, 30, tzinfo=UTC), "en", "0123456789abcdef",
)  # fmt: skip


@pytest.mark.parametrize(
    "source", [pytest.param(SOURCE, id="all known"), pytest.param(Source("a", 1, "T"), id="little known")]
)
def test_a_source_survives_being_stored_as_plain_values(source: Source) -> None:
    assert source_from_record(source_record(source)) == source
    assert source_from_record({**source_record(source), "number": 3}) == source


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"title": "The quay closes"}, id="title"),
        pytest.param({"publisher": None}, id="publisher"),
        pytest.param({"published": date(2025, 10, 26)}, id="date"),
        pytest.param({"url": None}, id="address"),
        pytest.param({"author": "R. Read"}, id="author"),
        pytest.param({"language": "ja"}, id="language"),
    ],
)
def test_the_content_hash_changes_with_what_is_said_of_the_source(change: dict[str, Any]) -> None:
    assert Article(SOURCE, "Text.").content_hash != Article(replace(SOURCE, **change), "Text.").content_hash


def test_the_content_hash_is_blind_to_when_and_as_which_version_a_text_was_read() -> None:
    later = replace(SOURCE, version=9, retrieved_at=None, article_id="pier")
    assert Article(SOURCE, "Text.").content_hash == Article(later, "Text.").content_hash


def test_equal_wording_has_one_origin_whatever_its_case_spacing_and_punctuation() -> None:
    one = make_article(SOURCE, "The quay “opens” — today.").source.origin
    assert one == origin_of("the quay opens\n\ntoday")
    assert one != origin_of("The quay opens tomorrow.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("U.S.–Japan Memorandum", "u-s-japan-memorandum", id="punctuation"),
        pytest.param("Élysée", "elysee", id="accents"),
        pytest.param("日本", "", id="no letter that ASCII can spell"),
        pytest.param("word " * 40, "-".join(["word"] * 16), id="cut at eighty characters"),
    ],
)
def test_a_slug_is_readable(text: str, expected: str) -> None:
    assert slug(text) == expected


@given(st.text())
def test_a_slug_of_a_slug_is_itself(text: str) -> None:
    assert slug(slug(text)) == slug(text)
