import json
import shutil
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hashed_encoder import HashedEncoder

from ingest.article import Article
from ingest.embed import Vectors
from ingest.index import Index
from ingest.sync import SyncReport, reindex, sync

Ingest = Callable[..., SyncReport]


def ids(index: Index) -> list[str]:
    return [record.source.article_id for record in index.records()]


def text_of(index: Index, article_id: str, version: int | None = None) -> str:
    article = index.article(article_id, version)
    assert article is not None
    return article.text


def names(report: SyncReport) -> dict[str, str]:
    return {Path(refusal.place).name: refusal.reason for refusal in report.refused}


def test_an_article_is_stored_with_its_exact_text_and_the_moment_of_reading(
    index: Index, folder: Path, ingest: Ingest
) -> None:
    text = "\n\n  The quay opens\n\nIt opened today, said Dr. Reed.  It cost $1.5 million!\n \n“No,” she said.\n\n"
    (folder / "quay.md").write_text(text)
    before = datetime.now(UTC).replace(microsecond=0)
    assert ingest() == SyncReport(added=("quay",))
    article = index.article("quay")
    assert article is not None
    assert article.text == text
    assert article.source.retrieved_at is not None
    assert before <= article.source.retrieved_at <= datetime.now(UTC)


def test_unchanged_articles_are_not_embedded_again(folder: Path, ingest: Ingest, encoder: HashedEncoder) -> None:
    for name in "abc":
        (folder / f"{name}.md").write_text(f"Article {name} tells of a quay.")
    ingest()
    encoder.encoded.clear()
    (folder / "b.md").write_text("Article b now tells of a pier.")
    (folder / "a.md").touch()
    assert ingest() == SyncReport(changed=("b",), unchanged=("a", "c"))
    assert encoder.encoded == ["b\nArticle b now tells of a pier."]


def test_a_changed_article_becomes_version_2_and_version_1_can_still_be_read(
    index: Index, folder: Path, ingest: Ingest
) -> None:
    for version, place in enumerate(["quay", "pier", "lock"], start=1):
        (folder / "a.md").write_text(f"It opened at the {place}.")
        ingest()
        assert text_of(index, "a", version) == f"It opened at the {place}."
    assert [text_of(index, "a", version) for version in (1, 2, 3)] == [
        f"It opened at the {place}." for place in ("quay", "pier", "lock")
    ]
    assert text_of(index, "a") == "It opened at the lock."
    assert index.article("a", 4) is None
    assert index.count_chunks() == index.vectors().count() == 1
    assert [chunk.text for chunk, _ in index.matching("quay pier lock", 9)] == ["It opened at the lock."]


def test_a_changed_title_or_date_counts_as_a_change(folder: Path, ingest: Ingest) -> None:
    (folder / "a.md").write_text("---\ntitle: One\n---\nText.")
    ingest()
    (folder / "a.md").write_text("---\ntitle: One\npublished: 2025-10-25\n---\nText.")
    assert ingest().changed == ("a",)


def test_an_article_that_shrinks_leaves_no_chunk_behind(index: Index, folder: Path, ingest: Ingest) -> None:
    (folder / "a.md").write_text(" ".join(f"Sentence {n} tells of the harbour and its quay." for n in range(50)))
    ingest()
    assert index.count_chunks() > 3
    (folder / "a.md").write_text("Short.")
    ingest()
    assert index.count_chunks() == index.vectors().count() == 1
    assert index.matching("harbour quay", 9) == []


def test_a_removed_article_goes_with_all_its_versions(index: Index, folder: Path, ingest: Ingest) -> None:
    for text in ("First words.", "Second words."):
        (folder / "a.md").write_text(text)
        ingest()
    with index.writing(None):
        index.remove(["a"])
    assert (index.article("a"), index.article("a", 1), index.vectors().count()) == (None, None, 0)
    assert index.vectors().superseded("a", 1) is None
    assert index.matching("words", 9) == []


# Ids


def test_a_file_moved_to_another_folder_keeps_its_id_and_is_not_embedded_again(
    index: Index, folder: Path, ingest: Ingest, encoder: HashedEncoder
) -> None:
    (folder / "quay.md").write_text("It opened today.")
    ingest()
    encoder.encoded.clear()
    (folder / "2025").mkdir()
    (folder / "quay.md").rename(folder / "2025" / "quay.md")
    assert ingest(prune=True) == SyncReport(unchanged=("quay",))
    assert encoder.encoded == []
    record = index.record("quay")
    assert record is not None
    assert record.path == str(folder / "2025" / "quay.md")
    with index.writing(None):
        index.rebuild()
    assert index.record("quay") == record


def test_two_files_of_one_name_in_different_folders_both_live(index: Index, folder: Path, ingest: Ingest) -> None:
    for parent in ("east", "west"):
        (folder / parent).mkdir()
        (folder / parent / "quay.md").write_text(f"It opened in the {parent}.")
    assert ingest().added == ("quay", "west-quay")
    assert ingest().unchanged == ("quay", "west-quay")
    assert ingest(folder / "west").unchanged == ("west-quay",)
    assert text_of(index, "west-quay") == "It opened in the west."


def test_a_file_that_cannot_be_reached_now_keeps_its_id_from_another_of_its_name(
    index: Index, folder: Path, ingest: Ingest
) -> None:
    for parent in ("east", "west"):
        (folder / parent).mkdir()
        (folder / parent / "quay.md").write_text(f"It opened in the {parent}.")
    ingest(folder / "east")
    shutil.rmtree(folder / "east")
    (folder / "east").symlink_to(folder / "east")  # to look into it fails, as in a folder that is locked
    assert ingest(folder / "west").added == ("west-quay",)
    assert text_of(index, "quay") == "It opened in the east."
    report = ingest(folder / "east" / "quay.md", prune=True)
    assert names(report) == {"quay.md": "It cannot be read: Too many levels of symbolic links."}
    assert report.removed == ()


def test_the_order_in_which_files_of_one_name_come_does_not_mix_them_up(
    index: Index, folder: Path, ingest: Ingest
) -> None:
    for parent in ("east", "west"):
        (folder / parent).mkdir()
        (folder / parent / "quay.md").write_text(f"It opened in the {parent}.")
    assert ingest(folder / "west").added == ("quay",)
    assert ingest(folder / "east").added == ("east-quay",)
    assert ingest() == SyncReport(unchanged=("east-quay", "quay"))


def test_ids_equal_in_one_run_are_refused_by_name(folder: Path, ingest: Ingest) -> None:
    (folder / "a.md").write_text("---\nid: quay\n---\nFirst.")
    (folder / "b.md").write_text("---\nid: quay\n---\nSecond.")
    (folder / "c.jsonl").write_text('{"id": "quay", "text": "Third."}\n{"id": "pier", "text": "Fourth."}')
    report = ingest()
    assert report.added == ("quay", "pier")
    assert names(report).keys() == {"b.md", "c.jsonl:1"}
    assert f"The id quay was already taken by {folder / 'a.md'}" in names(report)["b.md"]


def test_a_file_given_twice_is_one_article(index: Index, folder: Path, ingest: Ingest) -> None:
    (folder / "a.md").write_text("It opened today.")
    assert ingest(folder, folder / "a.md").added == ("a",)
    assert ingest(folder / "a.md", folder / "a.md") == SyncReport(unchanged=("a",))
    assert ids(index) == ["a"]


def test_equal_texts_are_two_articles_of_one_origin(index: Index, folder: Path, ingest: Ingest) -> None:
    (folder / "a.md").write_text("---\npublisher: One\n---\nIt opened today.")
    (folder / "b.md").write_text("---\npublisher: Two\n---\nIt  opened today.\n")
    ingest()
    one, two = index.records()
    assert one.source.origin == two.source.origin != ""


@pytest.mark.parametrize(
    "article_id",
    ["a#1", "a@2", "a@2#1", "a/b/../c", 'it\'s "so"', "🚢", "x" * 200, "日本", "%s {}", "-", "a:7", "[red]a[/]"],
)
def test_any_printable_id_works_all_the_way(
    index: Index, folder: Path, ingest: Ingest, encoder: HashedEncoder, article_id: str
) -> None:
    def write(text: str) -> SyncReport:
        (folder / "a.jsonl").write_text(json.dumps({"id": article_id, "text": text, "title": "Odd"}))
        return ingest(prune=True)

    assert write("It opened at the quay.").added == (article_id,)
    assert write("It opened at the pier.").changed == (article_id,)
    assert text_of(index, article_id, 1) == "It opened at the quay."
    [(chunk, _)] = index.nearest(encoder.encode(["pier"])[0], 5)
    assert chunk.source.article_id == article_id
    assert index.matching("pier", 5)[0][0] == chunk
    (folder / "a.jsonl").write_text(json.dumps({"id": "other", "text": "Words."}))
    assert ingest(prune=True).removed == (article_id,)
    assert ids(index) == ["other"]


# Pruning


def test_without_prune_nothing_is_removed(index: Index, folder: Path, ingest: Ingest) -> None:
    (folder / "a.md").write_text("It opened.")
    ingest()
    (folder / "a.md").unlink()
    assert ingest() == SyncReport()
    assert ids(index) == ["a"]


def test_prune_removes_only_what_is_gone_from_the_folder_given(
    index: Index, folder: Path, ingest: Ingest, tmp_path: Path
) -> None:
    other = tmp_path / "articles-elsewhere"
    other.mkdir()
    for place, name in ((folder, "gone"), (folder, "here"), (other, "elsewhere")):
        (place / f"{name}.md").write_text(f"Article {name}.")
    ingest(folder, other)
    shutil.rmtree(other)
    (folder / "gone.md").unlink()
    (folder / "back").symlink_to(folder)
    report = ingest(prune=True)
    assert report.removed == ("gone",)
    assert ids(index) == ["elsewhere", "here"]


def test_a_line_gone_from_a_file_is_pruned(index: Index, folder: Path, ingest: Ingest) -> None:
    lines = [json.dumps({"id": name, "text": f"Article {name}."}) for name in "abc"]
    (folder / "all.jsonl").write_text("\n".join(lines))
    ingest()
    (folder / "all.jsonl").write_text("\n".join([lines[0], lines[2]]))
    assert ingest(prune=True).removed == ("b",)
    assert ids(index) == ["a", "c"]


@pytest.mark.parametrize("given", ["folder", "file"])
def test_prune_keeps_what_became_unreadable(index: Index, folder: Path, ingest: Ingest, given: str) -> None:
    (folder / "deep").mkdir()
    for name in ("binary.md", "broken.md", "deep/inside.md", "good.md"):
        (folder / name).write_text(f"Article {name}.")
    (folder / "lines.jsonl").write_text('{"id": "line", "text": "A line."}\n')
    ingest()
    before = ids(index)
    (folder / "binary.md").write_bytes(b"\0\1\2")
    (folder / "broken.md").write_text("---\ntitle: [\n---\nText.")
    (folder / "lines.jsonl").write_text('{"id": "line", "text": "A li')
    shutil.rmtree(folder / "deep")
    (folder / "deep").symlink_to("/no/such/disk")
    report = ingest(folder, prune=True) if given == "folder" else ingest(*sorted(folder.iterdir()), prune=True)
    assert names(report).keys() == {"binary.md", "broken.md", "deep", "lines.jsonl:1"}
    assert report.removed == ()
    assert ids(index) == before


def test_a_mistyped_folder_prunes_nothing(index: Index, folder: Path, ingest: Ingest, tmp_path: Path) -> None:
    (folder / "a.md").write_text("It opened.")
    ingest()
    report = ingest(tmp_path / "articels", prune=True)
    assert len(report.refused) == 1
    assert ids(index) == ["a"]


# Together


def test_bad_inputs_are_refused_by_name_and_the_rest_is_ingested(index: Index, folder: Path, ingest: Ingest) -> None:
    (folder / "empty.md").write_text("")
    (folder / "binary.txt").write_bytes(b"\x7fELF\0\0")
    (folder / "latin.txt").write_bytes("Café à côté".encode("latin-1"))
    (folder / "head.md").write_text("---\ntitle: 'A\n---\nText.")
    lines = [json.dumps({"id": f"n{n}", "text": f"Line {n}."}) for n in range(1, 11)]
    (folder / "lines.jsonl").write_text("\n".join([*lines[:6], "{", *lines[7:]]))
    (folder / "circle").symlink_to(folder)
    (folder / "gone.md").symlink_to("nowhere")
    (folder / "good.md").write_text("It opened.")
    report = ingest()
    assert names(report).keys() == {
        "empty.md", "binary.txt", "latin.txt", "head.md", "lines.jsonl:7", "circle", "gone.md",
    }  # fmt: skip
    assert all(reason.endswith(".") for reason in names(report).values())
    assert set(ids(index)) == {"good", *(f"n{n}" for n in range(1, 11) if n != 7)}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("A" * 200_000, id="one word"),
        pytest.param("quay " * 40_000, id="one sentence"),
        pytest.param("\u200b\u0301", id="nothing to be seen"),
        pytest.param("Ligatures ﬁ, ß, İ and e\u0301; 🇯🇵👨‍👩‍👧.", id="characters that change length in lower case"),
        pytest.param("\x01\x02\x1b[31m", id="control characters"),
    ],
)
def test_odd_texts_come_back_exactly(index: Index, folder: Path, ingest: Ingest, text: str) -> None:
    (folder / "a.jsonl").write_text(json.dumps({"id": "a", "text": text}))
    assert ingest().added == ("a",)
    assert text_of(index, "a") == text
    assert ingest().unchanged == ("a",)


def test_progress_counts_every_article_up_to_the_end(index: Index, folder: Path, encoder: HashedEncoder) -> None:
    for name in "abcd":
        (folder / f"{name}.md").write_text(f"Article {name}.")
    told: list[tuple[int, str]] = []
    sync([str(folder)], index, encoder, on_progress=lambda done, article_id: told.append((done, article_id)))
    assert told[-1] == (4, "d")
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_many_articles_moved_and_pruned_at_once(index: Index, folder: Path, ingest: Ingest) -> None:
    (folder / "all.jsonl").write_text(
        "\n".join(json.dumps({"id": f"n{n}", "title": "T", "text": f"Line {n} here."}) for n in range(1500))
    )
    ingest()
    (folder / "all.jsonl").rename(folder / "renamed.jsonl")
    assert len(ingest(prune=True).unchanged) == 1500
    assert ingest(prune=True).removed == ()
    (folder / "renamed.jsonl").write_text('{"id": "n0", "title": "T", "text": "Line 0 here."}')
    assert len(ingest(prune=True).removed) == 1499
    assert index.count_chunks() == index.vectors().count() == 1


# Another model


def test_reindex_with_an_encoder_of_another_size_keeps_every_article_and_version(
    index: Index, folder: Path, ingest: Ingest
) -> None:
    for text in ("First it opened at the quay.", "It opened at the pier. " * 30):
        (folder / "a.md").write_text(text)
        (folder / "b.md").write_text("Nothing of the kind happened.")
        ingest()
    before: list[Article | None] = [index.article("a"), index.article("b"), index.article("a", 1)]
    other = HashedEncoder(dimensions=96, max_tokens=30)
    assert reindex(index, other) == 2
    assert [index.article("a"), index.article("b"), index.article("a", 1)] == before
    index.require_model(other.name)
    [(chunk, score), *_] = index.nearest(other.encode(["b Nothing of the kind happened."])[0], 3)
    assert (chunk.source.article_id, round(score, 2)) == ("b", 1.0)
    assert len(index.matching("pier", 99)) > 1
    assert index.count_chunks() == index.vectors().count()
    assert sync([str(folder)], index, other) == SyncReport(unchanged=("a", "b"))
    (folder / "c.md").write_text("A new one.")
    assert sync([str(folder)], index, other).added == ("c",)


def test_a_reindex_that_fails_leaves_the_store_as_it_was(index: Index, folder: Path, ingest: Ingest) -> None:
    class Failing(HashedEncoder):
        def encode(self, texts: Sequence[str]) -> Vectors:
            raise MemoryError(f"{len(texts)} texts are too many")

    (folder / "a.md").write_text("It opened at the quay.")
    ingest()
    with pytest.raises(MemoryError):
        reindex(index, Failing(dimensions=8))
    good = HashedEncoder()
    [(chunk, _)] = index.nearest(good.encode(["quay"])[0], 3)
    assert chunk.text == "It opened at the quay."
    assert ingest() == SyncReport(unchanged=("a",))
