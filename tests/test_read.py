import json
import os
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from ingest.read import Draft, Refusal, publisher_of, read_inputs

pytestmark = pytest.mark.timeout(20)  # what hangs, fails


@pytest.fixture
def read(folder: Path) -> Callable[[str, bytes | str], list[Draft | Refusal]]:
    """Return a function that writes a file and reads it."""

    def write_and_read(name: str, content: bytes | str) -> list[Draft | Refusal]:
        path = folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return list(read_inputs([str(path)]))

    return write_and_read


Read = Callable[[str, bytes | str], list[Draft | Refusal]]


def one_draft(found: list[Draft | Refusal]) -> Draft:
    [draft] = found
    assert isinstance(draft, Draft), draft
    return draft


def one_reason(found: list[Draft | Refusal]) -> str:
    [refusal] = found
    assert isinstance(refusal, Refusal), refusal
    return refusal.reason


def test_front_matter_tells_the_source(read: Read) -> None:
    head = (
        "title: The quay opens\npublisher: The Harbour Times\npublished: 2025-10-25\nurl: https://example.org/quay\n"
        "author: [R. Reed, S. Sand]\nlanguage: en\nid: quay-opens\n"
    )
    draft = one_draft(read("quay.md", f"---\n{head}---\nThe quay opened today.\n"))
    assert draft.text == "The quay opened today.\n"
    assert (draft.title, draft.publisher, draft.published) == (
        "The quay opens",
        "The Harbour Times",
        date(2025, 10, 25),
    )
    assert (draft.url, draft.author, draft.language) == ("https://example.org/quay", "R. Reed, S. Sand", "en")
    assert draft.article_id == "quay-opens"


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        pytest.param("a.txt", "The quay opens\n\nIt opened today.", "The quay opens", id="a first line like a title"),
        pytest.param("a.md", "# The quay opens\n\nIt opened today.", "The quay opens", id="a heading"),
        pytest.param("the-quay_2025.txt", "It opened today.", "the quay 2025", id="one line, so the file name"),
        pytest.param("quay.txt", "It opened today.\nIt closed again.", "quay", id="a sentence, so the file name"),
    ],
)
def test_a_title_is_found_without_front_matter(read: Read, name: str, text: str, title: str) -> None:
    draft = one_draft(read(name, text))
    assert (draft.title, draft.text) == (title, text)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param("2025-10-25", date(2025, 10, 25), id="ISO day"),
        pytest.param("2025-10-25T23:30:00Z", date(2025, 10, 25), id="ISO moment"),
        pytest.param("2025-10-25 23:30:00 +09:00", date(2025, 10, 25), id="moment with a zone"),
        pytest.param("20251025", date(2025, 10, 25), id="eight digits"),
        pytest.param("2025/10/25", date(2025, 10, 25), id="slashes"),
        pytest.param("25 October 2025", date(2025, 10, 25), id="day first"),
        pytest.param("Oct 25, 2025", date(2025, 10, 25), id="month first"),
        pytest.param("", None, id="empty"),
        pytest.param("~", None, id="YAML's null"),
    ],
)
def test_publication_dates_are_understood(read: Read, written: str, expected: date | None) -> None:
    assert one_draft(read("a.md", f"---\npublished: {written}\n---\nText.")).published == expected


def test_an_unknown_date_stays_unknown_whatever_the_files_time(read: Read) -> None:
    assert one_draft(read("a.md", "It opened today.")).published is None


@pytest.mark.parametrize("title", ["No", "12:30", "1.10", "2025-10-25", "0x10", "1_000"])
def test_a_title_keeps_its_wording_where_yaml_would_take_it_for_something_else(read: Read, title: str) -> None:
    assert one_draft(read("a.md", f"---\ntitle: {title}\n---\nText.")).title == title


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        pytest.param("© The Harbour Times. All rights reserved.", "The Harbour Times", id="sign"),
        pytest.param("Copyright © 2024-2025 Harbour Ltd.", "Harbour Ltd", id="years"),
        pytest.param("<ⓒHarbour Daily(www.example.org), All rights reserved>", "Harbour Daily", id="enclosed, address"),
        pytest.param("(c) 2025 Harbour Daily", "Harbour Daily", id="letter in brackets"),
        pytest.param("Copyright disputes ended on the quay.", None, id="a sentence about copyright"),
        pytest.param("It opened today.", None, id="no notice"),
    ],
)
def test_a_closing_copyright_line_names_the_publisher(line: str, publisher: str | None) -> None:
    assert publisher_of(f"The quay opens\n\nIt opened today.\n{line}\n") == publisher


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param("“Quay” opens.".encode("utf-8-sig"), "“Quay” opens.", id="UTF-8 with a mark"),
        pytest.param("“Quay” opens.".encode("utf-16"), "“Quay” opens.", id="UTF-16 with a mark"),
        pytest.param(b"\xfe\xff" + "“Quay” opens.".encode("utf-16-be"), "“Quay” opens.", id="UTF-16, big end first"),
        pytest.param(b"One.\r\nTwo.\rThree.", "One.\nTwo.\nThree.", id="line ends of other systems"),
        pytest.param(b"---\n---\nText.", "Text.", id="front matter without a line"),
    ],
)
def test_texts_are_decoded_where_they_say_how(read: Read, content: bytes, text: str) -> None:
    assert one_draft(read("a.txt", content)).text == text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"", "The text is empty.", id="empty"),
        pytest.param(b" \n\t\n", "The text is empty.", id="white space only"),
        pytest.param(b"---\ntitle: A\n---\n", "The text is empty.", id="front matter only"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "The file holds binary data, not text.", id="binary"),
        pytest.param("Élysée".encode("latin-1"), "The file is not UTF-8 text: byte 0 is 0xc9.", id="latin-1"),
        pytest.param(b"\xff\xfea\0b", "The file is not UTF-8 text", id="UTF-16 cut off"),
        pytest.param("a\0b".encode("utf-16"), "NUL", id="NUL in UTF-16"),
        pytest.param(b"---\ntitle: A\nText without an end.", "no line of --- closes it", id="front matter left open"),
        pytest.param(b"---\ntitle: [A\n---\nText.", "not valid YAML in line 3", id="front matter broken"),
        pytest.param(b"---\n- title\n---\nText.", "not a list of keys with values", id="front matter that is a list"),
        pytest.param(b"---\ntitle: {a: b}\n---\nText.", "The value of title is a structure", id="title of keys"),
        pytest.param(b"---\ntitle: [[a]]\n---\nText.", "The value of title is a structure", id="title of lists"),
        pytest.param(b"---\npublished: last week\n---\nText.", "'last week' is not understood", id="unknown date"),
        pytest.param(b"---\npublished: 2025-02-30\n---\nText.", "'2025-02-30' is not understood", id="no such day"),
        pytest.param(b"---\nid: " + b"a" * 300 + b"\n---\nText.", "The id is 300 characters long", id="overlong id"),
        pytest.param("---\nid: a\u200bb\n---\nText.".encode(), "at most 200 printable", id="id of unseen characters"),
    ],
)
def test_an_unfit_text_is_refused_with_the_reason(read: Read, content: bytes, reason: str) -> None:
    assert reason in one_reason(read("a.md", content))


NAMES = list(pairwise("abcdefghi"))


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(
            "a: &a [x, x, x, x, x, x, x, x, x]\n"
            + "".join(f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in NAMES)
            + "title: *i",
            id="lists of lists",
        ),
        pytest.param(
            "a: &a {x: 1, y: 2}\n"
            + "".join(f"{new}: &{new} {{<<: [{', '.join([f'*{old}'] * 9)}]}}\n" for old, new in NAMES),
            id="merged keys",
        ),
        pytest.param("title: " + "[" * 20_000, id="nested too deeply"),
    ],
)
def test_front_matter_cannot_be_made_to_grow_or_nest_without_bounds(read: Read, head: str) -> None:
    assert "not valid YAML" in one_reason(read("a.md", f"---\n{head}\n---\nText."))


def test_json_lines_are_articles_in_either_form(read: Read) -> None:
    lines = [
        {"_id": "31715818", "title": "New opportunities", "text": "Alzheimer.", "metadata": {"url": "x"}},
        {"id": 7, "title": "Quay", "text": "It opened.", "publisher": "Times", "published": "2025-10-25"},
        {"text": "Nameless."},
        {"_id": None, "id": "b", "title": None, "text": "Half named."},
    ]
    drafts = read("corpus.jsonl", "\n".join(json.dumps(line) for line in lines) + "\n\n")
    assert [(draft.article_id, draft.title) for draft in drafts if isinstance(draft, Draft)] == [
        ("31715818", "New opportunities"),
        ("7", "Quay"),
        ("corpus-3", "corpus, line 3"),
        ("b", "corpus, line 4"),
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        pytest.param('{"text": "No end', "Line 7 is not valid JSON", id="cut off"),
        pytest.param('["text"]', "Line 7 is not a JSON object but list.", id="a list"),
        pytest.param('{"title": "No text"}', 'Line 7 has no "text" that is a string.', id="no text"),
        pytest.param('{"text": 7}', 'Line 7 has no "text" that is a string.', id="a number for a text"),
        pytest.param('{"text": " "}', "The text is empty.", id="empty text"),
        pytest.param('{"text": "a\\u0000b"}', "NUL", id="NUL"),
        pytest.param('{"text": "a\\ud800b"}', "Character 1 of the text is half of a surrogate pair.", id="surrogate"),
        pytest.param("[" * 100_000, "it is nested too deeply", id="nested too deeply"),
        pytest.param('{"text": "a", "title": ' + "9" * 5000 + "}", "a number has too many digits", id="endless number"),
        pytest.param('{"text": "a", "title": {"a": {}}}', "The value of title is a structure", id="title of keys"),
    ],
)
def test_a_broken_line_is_refused_by_its_number_and_the_others_are_read(read: Read, line: str, reason: str) -> None:
    good = [json.dumps({"id": f"line-{n}", "text": f"Article {n}."}) for n in range(1, 11)]
    good[6] = line
    found = read("corpus.jsonl", "\n".join(good))
    [refusal] = [one for one in found if isinstance(one, Refusal)]
    assert refusal.place.endswith("corpus.jsonl:7")
    assert reason in refusal.reason
    assert [one.article_id for one in found if isinstance(one, Draft)] == [f"line-{n}" for n in range(1, 11) if n != 7]


def test_odd_characters_in_titles_are_made_harmless(read: Read) -> None:
    lines = [{"id": "a", "title": "Two\nlines\u0085of \udc80 it", "text": "Text."}]
    assert one_draft(read("c.jsonl", json.dumps(lines[0]))).title == "Two lines of ? it"


def test_questions_are_no_articles(read: Read) -> None:
    reason = one_reason(read("questions.jsonl", '{"id": "q1", "question": "Who signed?"}\n{"id": "q2"}'))
    assert "questions for `evaluate`" in reason


def test_addresses_and_missing_files_are_refused() -> None:
    addressed, missing, overlong = read_inputs(["https://example.org/a.md", "/no/such/place.md", "a" * 300 + ".md"])
    assert isinstance(addressed, Refusal)
    assert "Addresses are not read" in addressed.reason
    assert missing == Refusal("/no/such/place.md", "There is no such file or folder.")
    assert isinstance(overlong, Refusal)


def test_a_folder_is_read_in_order_of_names_and_hidden_files_are_passed_over(folder: Path) -> None:
    (folder / "sub").mkdir()
    for name in ("b.md", "a.txt", "sub/c.MD", ".hidden.md", ".git"):
        (folder / name).write_text("Text.")
    assert [Path(one.place).name for one in read_inputs([str(folder)])] == ["a.txt", "b.md", "c.MD"]


def test_what_is_no_text_file_is_refused_by_name_and_nothing_waits(folder: Path) -> None:
    (folder / "good.md").write_text("Text.")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / "LICENSE").write_text("Words.")
    (folder / "named-like-a-file.md").mkdir()
    (folder / "nowhere.md").symlink_to(folder / "gone")
    (folder / "circle.md").symlink_to(folder / "circle.md")
    (folder / "back").symlink_to(folder)
    (folder / "device.md").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.md")
    found = list(read_inputs([str(folder), str(folder / "pipe.md")]))
    assert [one.place for one in found if isinstance(one, Draft)] == [str(folder / "good.md")]
    refused = {Path(one.place).name: one.reason for one in found if isinstance(one, Refusal)}
    assert refused.keys() == {"picture.png", "LICENSE", "nowhere.md", "circle.md", "back", "device.md", "pipe.md"}
    assert "links to one that was already read" in refused["back"]
    assert "neither a file nor a folder" in refused["pipe.md"]
    assert ".png" in refused["picture.png"]


def test_a_file_named_in_bytes_that_are_no_text_is_refused(folder: Path) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff.md")).write_text("Text.")
    [refusal] = read_inputs([str(folder)])
    assert isinstance(refusal, Refusal)
    assert "not UTF-8" in refusal.reason
    refusal.place.encode()


def test_a_file_reached_twice_is_read_once(folder: Path) -> None:
    (folder / "a.md").write_text("Text.")
    (folder / "also-a.md").symlink_to(folder / "a.md")
    drafts = [one for one in read_inputs([str(folder), str(folder / "a.md")]) if isinstance(one, Draft)]
    assert [draft.place for draft in drafts] == [str(folder / "a.md")]


def test_folders_may_nest_deeply(folder: Path) -> None:
    deepest = folder
    for _ in range(400):
        deepest = deepest / "a"
    deepest.mkdir(parents=True)
    (deepest / "b.md").write_text("Text.")
    assert len(list(read_inputs([str(folder)]))) == 1
