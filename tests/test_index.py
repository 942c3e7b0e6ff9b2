import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hashed_encoder import HashedEncoder

from ingest.index import Filter, Index, StoreError
from ingest.sync import SyncReport, reindex, sync

Ingest = Callable[..., SyncReport]

PLACES = ("quay", "pier", "lock", "mole", "dock", "berth", "jetty", "slip")


def write_corpus(path: Path, count: int, *, edition: int = 1) -> None:
    """Write articles that differ by number and edition, of one to four chunks each."""
    lines = []
    for n in range(count):
        place = PLACES[n % len(PLACES)]
        text = " ".join(
            f"In edition {edition} the {place} number {n} was opened on day {day} of the fair."
            for day in range(n % 12 + 1)
        )
        lines.append(json.dumps({"id": f"n{n}", "title": f"Harbour {n}", "text": text}))
    path.write_text("\n".join(lines))


def contents(store: Path) -> dict[str, Any]:
    """Return all that a store holds, as it is found through the front door and behind it."""
    with Index(store, create=False) as index:
        articles = {r.source.article_id: index.article(r.source.article_id) for r in index.records()}
        inside = {
            (s.chunk.chunk_id, s.chunk.source.version): (s.chunk.text, s.chunk.start, s.content_hash)
            for s in index.vectors().everything()
        }
        [nearest] = [index.nearest(HashedEncoder().encode(["quay number 8"])[0], 20)]
        return {
            "texts": {i: article and (article.text, article.source.version) for i, article in articles.items()},
            "chunks": inside,
            "words": [(c.chunk_id, round(score, 4)) for c, score in index.matching("quay number 8 of the fair", 50)],
            "nearest": sorted((round(score, 4), c.chunk_id) for c, score in nearest)[5:],
            "count": index.count_chunks(),
        }


def quotes_are_exact(store: Path) -> None:
    """Look the store up as a reader would, and compare every chunk found with its article."""
    with Index(store, create=False) as index:
        for query in ("quay number 8", "jetty edition 2"):
            found = [*index.matching(query, 20), *index.nearest(HashedEncoder().encode([query])[0], 20)]
            for chunk, _ in found:
                article = index.article(chunk.source.article_id, chunk.source.version)
                assert article is not None
                assert article.text[chunk.start : chunk.end] == chunk.text
        for record in index.records():
            article = index.article(record.source.article_id)
            assert article is not None
            assert article.source == record.source


# In a process of its own, so that it can be killed.
_WRITER = """
import sys
from hashed_encoder import HashedEncoder
from ingest import sync as module
from ingest.index import Index

module._BATCH = 16
store, source, what = sys.argv[1:]
from pathlib import Path
encoder = HashedEncoder(dimensions=96 if what == "reindex" else 64)
with Index(Path(store)) as index:
    print("open", flush=True)
    if what == "reindex":
        module.reindex(index, encoder, on_progress=lambda done, _: print(done, flush=True))
    else:
        module.sync([source], index, encoder, on_progress=lambda done, _: print(done, flush=True))
"""


def start_writer(store: Path, source: Path, what: str = "ingest") -> "subprocess.Popen[str]":
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parent)}
    command = [sys.executable, "-c", _WRITER, str(store), str(source), what]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


def kill_in_the_middle(writer: "subprocess.Popen[str]", seed: int, *, most_batches: int = 12) -> None:
    """Kill the writer after a random number of batches and a random moment of the next."""
    chance = random.Random(seed)
    assert writer.stdout is not None
    for _ in range(1 + chance.randrange(most_batches)):
        if not writer.stdout.readline():
            break
    time.sleep(chance.random() * 0.06)
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    writer.stdout.close()


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the contents of a store after one ingest, and after a second of changed articles, never interrupted."""
    place = tmp_path_factory.mktemp("unbroken")
    found = []
    for edition in (1, 2):
        write_corpus(place / "all.jsonl", 300, edition=edition)
        with Index(place / "store") as index:
            sync([str(place / "all.jsonl")], index, HashedEncoder())
        found.append(contents(place / "store"))
    return found[0], found[1]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5))
def test_an_ingest_killed_at_any_moment_can_be_read_and_completed(
    store: Path, folder: Path, seed: int, unbroken: tuple[dict[str, Any], dict[str, Any]]
) -> None:
    source = folder / "all.jsonl"
    write_corpus(source, 300)
    kill_in_the_middle(start_writer(store, source), seed)
    quotes_are_exact(store)
    with Index(store) as index:
        sync([str(source)], index, HashedEncoder())
    assert contents(store) == unbroken[0]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5))
def test_a_replacement_killed_at_any_moment_leaves_the_old_or_the_new_of_each_article(
    store: Path, folder: Path, seed: int, unbroken: tuple[dict[str, Any], dict[str, Any]]
) -> None:
    source = folder / "all.jsonl"
    write_corpus(source, 300)
    with Index(store) as index:
        sync([str(source)], index, HashedEncoder())
    write_corpus(source, 300, edition=2)
    kill_in_the_middle(start_writer(store, source), seed)
    quotes_are_exact(store)
    with Index(store) as index:
        assert len(index.records()) == 300
        sync([str(source)], index, HashedEncoder())
        assert index.article("n7", 1) is not None
    assert contents(store) == unbroken[1]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_a_reindex_killed_at_any_moment_leaves_the_store_readable_and_can_be_repeated(
    store: Path, folder: Path, seed: int
) -> None:
    source = folder / "all.jsonl"
    write_corpus(source, 300)
    with Index(store) as index:
        sync([str(source)], index, HashedEncoder())
        before = {r.source.article_id: index.article(r.source.article_id) for r in index.records()}
    kill_in_the_middle(start_writer(store, source, "reindex"), seed)
    with Index(store, create=False) as index:
        vectors = index.vectors()
        model = vectors.property("model")
        index.require_model(str(model))
        encoder = HashedEncoder(dimensions=96 if model == "hashed-words-96" else 64)
        assert index.nearest(encoder.encode(["quay number 8"])[0], 20)
        other = HashedEncoder(dimensions=80)
        reindex(index, other)
        assert {r.source.article_id: index.article(r.source.article_id) for r in index.records()} == before
        assert index.nearest(other.encode(["quay number 8"])[0], 20)
        assert index.count_chunks() == index.vectors().count()


def test_a_reindex_cut_off_after_its_last_vector_is_finished_by_the_next_reader(store: Path, folder: Path) -> None:
    write_corpus(folder / "all.jsonl", 20)
    other = HashedEncoder(dimensions=96)
    with Index(store) as index:
        sync([str(folder)], index, HashedEncoder())

        class Cut(Exception):  # noqa: N818
            pass

        def cut(*_: object) -> None:
            raise Cut

        # The exchange in Chroma is done, and the transaction in SQLite is not.
        index._catalogue.connection.here().set_authorizer(
            lambda action, name, *_: sqlite3.SQLITE_DENY if (action, name) == (22, "COMMIT") else sqlite3.SQLITE_OK
        )
        with pytest.raises(sqlite3.DatabaseError):
            reindex(index, other)
        index._catalogue.connection.here().set_authorizer(None)
    with Index(store, create=False) as index:
        index.require_model(other.name)
        assert index.nearest(other.encode(["quay number 8"])[0], 20)
        with pytest.raises(StoreError, match="run `briefing reindex`"):
            index.require_model(HashedEncoder().name)


# A catalogue that is gone, damaged or of another version


def damage_header(path: Path) -> None:
    path.write_bytes(b"no database" * 500)


def remove(path: Path) -> None:
    path.unlink()


def raise_version(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.executescript("PRAGMA user_version = 999; DROP TABLE article;")
    connection.close()


@pytest.mark.parametrize("harm", [remove, damage_header, raise_version])
def test_a_catalogue_that_is_of_no_use_is_rebuilt_on_opening(
    store: Path, folder: Path, harm: Callable[[Path], None]
) -> None:
    write_corpus(folder / "all.jsonl", 20)
    for edition in (1, 2):
        write_corpus(folder / "all.jsonl", 20, edition=edition)
        with Index(store) as index:
            sync([str(folder)], index, HashedEncoder())
    before = contents(store)
    harm(store / "catalogue.sqlite")
    assert contents(store) == before
    with Index(store) as index:
        assert sync([str(folder)], index, HashedEncoder()).changed == ()
        with pytest.raises(StoreError):
            index.require_model("another")
        assert index.article("n3", 1) is not None


def test_after_a_first_ingest_was_cut_off_the_model_is_still_remembered(store: Path, folder: Path) -> None:
    class Failing(HashedEncoder):
        def encode(self, texts: Any) -> Any:
            raise MemoryError

    write_corpus(folder / "all.jsonl", 3)
    with Index(store) as index, pytest.raises(MemoryError):
        sync([str(folder)], index, Failing())
    with Index(store) as index, pytest.raises(StoreError, match="hashed-words-64"):
        sync([str(folder)], index, HashedEncoder(dimensions=32))


# Several at once


def test_a_second_writer_waits_and_is_then_refused_with_a_sentence(store: Path, index: Index) -> None:
    with Index(store) as second, index.writing("m"):
        started = time.monotonic()
        with pytest.raises(StoreError, match="Another process is writing to the store"), second.writing("m", wait=0.3):
            pass
        assert time.monotonic() - started >= 0.3
    with Index(store) as second, second.writing("m"):
        pass


def test_a_second_writer_that_waits_long_enough_gets_its_turn(store: Path, index: Index) -> None:
    entered = threading.Event()

    def hold() -> None:
        with Index(store) as second, second.writing("m"):
            entered.set()
            time.sleep(0.3)

    holder = threading.Thread(target=hold)
    holder.start()
    entered.wait()
    with index.writing("m", wait=5):
        pass
    holder.join()


def test_a_reader_in_another_process_sees_what_was_written(
    store: Path, folder: Path, ingest: Ingest, index: Index, encoder: HashedEncoder
) -> None:
    write_corpus(folder / "all.jsonl", 40)
    ingest()
    [vector] = encoder.encode(["a zeppelin"])
    index.nearest(vector, 5)
    write_corpus(folder / "all.jsonl", 40, edition=2)
    (folder / "new.md").write_text("A zeppelin moored at the mole.")
    writer = start_writer(store, folder)
    assert writer.wait(60) == 0
    assert writer.stdout is not None
    writer.stdout.close()
    assert index.nearest(vector, 5)[0][0].chunk_id == "new#0"
    for chunk, _ in index.nearest(encoder.encode(["quay number 8"])[0], 40):
        assert chunk.source.version == (1 if chunk.source.article_id == "new" else 2)
    assert index.matching("zeppelin", 5)[0][0].chunk_id == "new#0"


def test_readers_in_other_threads_get_exact_quotes_while_articles_are_replaced(
    folder: Path, ingest: Ingest, index: Index, encoder: HashedEncoder
) -> None:
    write_corpus(folder / "all.jsonl", 60)
    ingest()
    done = threading.Event()
    faults: list[BaseException] = []
    rounds = [0]

    def look_up() -> None:
        try:
            [vector] = HashedEncoder().encode(["quay number 8"])
            while not done.is_set():
                for chunk, _ in [*index.nearest(vector, 9), *index.matching("quay number 8", 9)]:
                    article = index.article(chunk.source.article_id, chunk.source.version)
                    # Between two versions there may be a moment without the older one, but never a wrong one.
                    assert article is None or article.text[chunk.start : chunk.end] == chunk.text
                rounds[0] += 1
        except BaseException as error:  # noqa: BLE001
            faults.append(error)

    readers = [threading.Thread(target=look_up) for _ in range(2)]
    for reader in readers:
        reader.start()
    for edition in range(2, 6):
        write_corpus(folder / "all.jsonl", 60, edition=edition)
        ingest()
    done.set()
    for reader in readers:
        reader.join()
    assert faults == []
    assert rounds[0] > 0


def test_a_reader_need_not_wait_while_another_reindexes(store: Path, folder: Path, ingest: Ingest) -> None:
    write_corpus(folder / "all.jsonl", 20)
    ingest()
    with Index(store) as writer, writer._catalogue.transaction():
        writer._catalogue.remember("busy", "yes")
        # A reader that waited for the writer would be told after half a minute that the store is locked.
        with Index(store, create=False) as reader:
            assert len(reader.records()) == 20
            assert reader.matching("quay", 3)


# Refusals


def test_another_model_is_refused_with_a_sentence_that_names_both_and_the_remedy(
    folder: Path, ingest: Ingest, index: Index
) -> None:
    write_corpus(folder / "all.jsonl", 3)
    ingest()
    with pytest.raises(StoreError) as raised:
        sync([str(folder)], index, HashedEncoder(dimensions=32))
    assert all(words in str(raised.value) for words in ("hashed-words-64", "hashed-words-32", "`briefing reindex`"))


def test_a_store_that_is_not_there_is_not_made_by_reading(store: Path) -> None:
    with pytest.raises(StoreError, match="There is no store at"):
        Index(store, create=False)
    assert not store.exists()


@pytest.mark.parametrize(
    "place",
    [
        pytest.param("/proc/briefing", id="where nothing can be written"),
        pytest.param("/dev/null", id="no folder"),
        pytest.param("/dev/null/store", id="below what is no folder"),
        pytest.param("/tmp/" + "a" * 300, id="an overlong name"),
    ],
)
def test_a_place_where_no_store_can_be_is_refused_with_a_sentence(place: str) -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        Index(Path(place))
    with pytest.raises(StoreError):
        Index(Path(place), create=False)


def test_a_server_that_does_not_answer_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="The vector store at http://127.0.0.1:9 cannot be opened"):
        Index("http://127.0.0.1:9", cache=tmp_path)


# Filters


@pytest.fixture
def dated(folder: Path, ingest: Ingest, index: Index) -> Index:
    for day in (None, 1, 2, 3):
        head = f"---\npublished: 2025-10-0{day}\n---\n" if day else ""
        (folder / f"day{day or ''}.md").write_text(f"{head}The quay opened.")
    ingest()
    return index


FILTERS = [
    pytest.param(Filter(), {"day", "day1", "day2", "day3"}, id="everything"),
    pytest.param(Filter(article_ids=frozenset({"day", "day2", "none"})), {"day", "day2"}, id="articles"),
    pytest.param(Filter(article_ids=frozenset()), set(), id="no article"),
    pytest.param(Filter(after=date(2025, 10, 2)), {"day2", "day3"}, id="after, that day included"),
    pytest.param(Filter(before=date(2025, 10, 2)), {"day1", "day2"}, id="before, that day included"),
    pytest.param(Filter(after=date(2025, 10, 2), before=date(2025, 10, 2)), {"day2"}, id="one day"),
    pytest.param(Filter(after=date(2025, 10, 3), before=date(2025, 10, 1)), set(), id="an empty span"),
    pytest.param(Filter(frozenset({"day", "day3"}), date(2025, 1, 1)), {"day3"}, id="articles and date"),
    pytest.param(Filter(after=date.min, before=date.max), {"day1", "day2", "day3"}, id="any known date"),
]


@pytest.mark.parametrize(("filter", "expected"), FILTERS)
def test_filters_are_applied_before_the_best_are_taken(
    dated: Index, encoder: HashedEncoder, filter: Filter, expected: set[str]
) -> None:
    [vector] = encoder.encode(["quay"])
    for found in (dated.nearest(vector, max(1, len(expected)), filter), dated.matching("quay", 4, filter)):
        assert {chunk.source.article_id for chunk, _ in found} == expected


@pytest.mark.parametrize("k", [0, -1, 1, 3, 100_000])
def test_no_more_than_k_are_returned_and_any_k_is_taken(dated: Index, encoder: HashedEncoder, k: int) -> None:
    expected = min(max(k, 0), 4)
    assert len(dated.nearest(encoder.encode(["quay"])[0], k)) == expected
    assert len(dated.matching("quay", k)) == expected


def test_a_filter_may_name_very_many_articles(dated: Index, encoder: HashedEncoder) -> None:
    many = Filter(frozenset({"day1", *(f"none{n}" for n in range(40_000))}))
    assert [chunk.chunk_id for chunk, _ in dated.nearest(encoder.encode(["quay"])[0], 3, many)] == ["day1#0"]
    assert [chunk.chunk_id for chunk, _ in dated.matching("quay", 3, many)] == ["day1#0"]


def test_an_empty_store_finds_nothing(index: Index, encoder: HashedEncoder) -> None:
    assert index.nearest(encoder.encode(["quay"])[0], 3) == index.matching("quay", 3) == []


def test_scores_are_cosines(dated: Index, encoder: HashedEncoder) -> None:
    [one, two] = encoder.encode(["day2\nThe quay opened.", "something else of the pier"])
    (chunk, score), *_ = dated.nearest(one, 1)
    assert (chunk.chunk_id, score) == ("day2#0", pytest.approx(1.0, abs=1e-5))
    [(_, score)] = dated.nearest(two, 1, Filter(frozenset({"day2"})))
    assert score == pytest.approx(float(np.dot(one, two)), abs=1e-5)


# On a Chroma server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """Run a Chroma server and return its address."""
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    chroma = Path(sys.executable).parent / "chroma"
    command = [str(chroma), "run", "--path", str(tmp_path / "server"), "--host", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        for _ in range(300):
            with socket.socket() as trial:
                if trial.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        else:
            process.kill()
            pytest.fail("The Chroma server did not open its port within 30 seconds.")
        yield f"http://127.0.0.1:{port}"
        process.kill()


@pytest.mark.slow
def test_a_server_serves_several_machines(server: str, folder: Path, tmp_path: Path, encoder: HashedEncoder) -> None:
    (folder / "quay.md").write_text("The quay opened.")
    with Index(server, cache=tmp_path / "one") as first, Index(server, cache=tmp_path / "two") as second:
        assert sync([str(folder)], first, encoder).added == ("quay",)
        [vector] = encoder.encode(["quay"])
        assert [chunk.text for chunk, _ in first.nearest(vector, 3)] == ["The quay opened."]
        # Another machine sees it once it opens the store anew, and writes what the first then sees.
        assert second.records() == []
    with Index(server, cache=tmp_path / "two") as second:
        assert second.records() != []
        assert [chunk.text for chunk, _ in second.nearest(vector, 3)] == ["The quay opened."]
        (folder / "quay.md").write_text("The quay closed.")
        assert sync([str(folder)], second, encoder).changed == ("quay",)
        reindex(second, HashedEncoder(dimensions=32))
    with Index(server, cache=tmp_path / "one") as first:
        article = first.article("quay")
        assert article is not None
        assert (article.text, article.source.version) == ("The quay closed.", 2)
        with first.writing(None):
            first.remove(["quay"])
    with Index(server, cache=tmp_path / "two") as second:
        assert second.records() == []


def test_another_thread_reads_the_last_whole_version_while_a_transaction_is_open(
    folder: Path, ingest: Ingest, index: Index
) -> None:
    write_corpus(folder / "all.jsonl", 12)
    ingest()
    whole = index.article("n11")
    with ThreadPoolExecutor() as threads:
        with index._catalogue.transaction():
            index._catalogue.drop(["n11"])
            index._keywords.replace([], ["n11"])
            assert index.article("n11") is None
            assert threads.submit(index.article, "n11").result() == whole
            assert threads.submit(index.matching, "harbour 11", 1).result()[0][0].source.article_id == "n11"
        assert threads.submit(index.article, "n11").result() is None


def test_the_connections_of_ended_threads_are_closed(index: Index) -> None:
    for _ in range(20):
        thread = threading.Thread(target=index.records)
        thread.start()
        thread.join()
    assert len(index._catalogue.connection._open) <= 2
