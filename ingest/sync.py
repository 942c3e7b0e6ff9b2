"""Bring the store in line with files and folders: add the new, replace the changed, leave the rest."""

import os
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from ingest.article import Article, Source, make_article, slug
from ingest.catalogue import Record
from ingest.chunk import Chunk, split_chunks
from ingest.embed import Encoder, Vectors
from ingest.index import Index, searched_text
from ingest.read import Draft, Refusal, is_gone, read_inputs

# Chunks embedded and written together: enough for batches of like length, few enough to lose little to a kill.
_BATCH = 512

# A title takes its word pieces from the chunk's share; a very long one may take no more than this.
_MOST_TITLE_TOKENS = 64

OnProgress = Callable[[int, str], None]


def _say_nothing(_done: int, _article_id: str) -> None:
    """Report progress to nobody."""


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What became of every input: article ids, and refusals with their reasons."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    refused: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True)
class _Work:
    """An article to be embedded and written."""

    record: Record
    chunks: list[Chunk]


@dataclass
class _Tally:
    """What became of the inputs so far."""

    known: dict[str, Record]
    by_path: dict[str, list[str]] = field(default_factory=dict)
    seen: dict[str, str] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    moved: list[tuple[Record, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for article_id, record in self.known.items():
            if record.path:
                self.by_path.setdefault(record.path, []).append(article_id)


def sync(
    inputs: Sequence[str],
    index: Index,
    encoder: Encoder,
    *,
    prune: bool = False,
    on_progress: OnProgress = _say_nothing,
) -> SyncReport:
    """Ingest files and folders; with `prune`, remove articles whose file or line is gone from a given folder.

    `on_progress` is told how many articles are done and the id of the last. Raises StoreError where the store
    cannot be written; what was written before that stays, and is left alone the next time.
    """
    with index.writing(encoder.name):
        tally = _Tally({record.source.article_id: record for record in index.records()})
        done = 0
        for batch in _batches(_work(inputs, tally, encoder)):
            index.put(*_embedded(batch, encoder))
            done += len(batch)
            on_progress(done + len(tally.unchanged), batch[-1].record.source.article_id)
        index.move(tally.moved)
        removed = _gone(inputs, tally) if prune else []
        index.remove(removed)
    return SyncReport(
        tuple(tally.added), tuple(tally.changed), tuple(tally.unchanged), tuple(removed), tuple(tally.refused)
    )


def reindex(index: Index, encoder: Encoder, *, on_progress: OnProgress = _say_nothing) -> int:
    """Cut and embed all stored articles anew with `encoder`; return how many there are."""

    def rewritten() -> Iterator[_Work]:
        for record in index.records():
            article = index.article(record.source.article_id)
            if article is not None:
                yield _prepare(article, record.path, encoder)

    def embedded() -> Iterator[tuple[list[Record], list[Chunk], Vectors]]:
        done = 0
        for batch in _batches(rewritten()):
            yield _embedded(batch, encoder)
            done += len(batch)
            on_progress(done, batch[-1].record.source.article_id)

    with index.writing(None):
        index.replace_vectors(encoder.name, embedded())
    return len(index.records())


def _work(inputs: Iterable[str], tally: _Tally, encoder: Encoder) -> Iterator[_Work]:
    """Yield what has to be written, and tally the rest."""
    now = datetime.now(UTC).replace(microsecond=0)
    for draft in read_inputs(inputs):
        if isinstance(draft, Refusal):
            tally.refused.append(draft)
            continue
        path = str(Path(draft.path).resolve())
        article_id = _article_id(draft, path, tally)
        if article_id in tally.seen:
            reason = f"The id {article_id} was already taken by {tally.seen[article_id]} in this run."
            tally.refused.append(Refusal(draft.place, reason))
            continue
        tally.seen[article_id] = draft.place
        old = tally.known.get(article_id)
        article = _article(draft, article_id, old.source.version + 1 if old else 1, now)
        if old and old.content_hash == article.content_hash:
            tally.unchanged.append(article_id)
            if old.path != path:
                tally.moved.append((old, path))
            continue
        (tally.changed if old else tally.added).append(article_id)
        # Only now: the origin takes longer to tell than all that decides whether anything changed.
        yield _prepare(make_article(article.source, article.text), path, encoder)


def _article(draft: Draft, article_id: str, version: int, now: datetime) -> Article:
    source = Source(
        article_id=article_id,
        version=version,
        title=draft.title,
        publisher=draft.publisher,
        published=draft.published,
        url=draft.url,
        author=draft.author,
        retrieved_at=now,
        language=draft.language,
    )
    return Article(source, draft.text)


def _article_id(draft: Draft, path: str, tally: _Tally) -> str:
    """Return the id that the text gives, else one made of the file's name.

    A file keeps the id under which it was read before. Where another file that still exists has taken the
    name, the folders above are put in front until the id is free.
    """
    if draft.article_id:
        return draft.article_id
    before = [article_id for article_id in tally.by_path.get(path, []) if article_id not in tally.seen]
    if before:
        return before[0]
    parts = list(Path(path).with_suffix("").parts)
    for depth in range(1, len(parts) + 1):
        article_id = slug("-".join(parts[-depth:])) or _id_from_letters(path)
        owner = tally.known.get(article_id)
        taken = owner is not None and owner.path not in {None, path} and not is_gone(owner.path or "")
        if article_id not in tally.seen and not taken:
            return article_id
    return _id_from_letters(path)


def _id_from_letters(path: str) -> str:
    """Make an id for a name that ASCII cannot spell, the same for the same path every time."""
    return f"article-{zlib.crc32(path.encode('utf-8', 'surrogateescape')):08x}"


def _prepare(article: Article, path: str | None, encoder: Encoder) -> _Work:
    [title_tokens] = encoder.count_tokens([article.source.title])
    room = encoder.max_tokens - min(title_tokens + 1, _MOST_TITLE_TOKENS)
    chunks = split_chunks(article, count_tokens=encoder.count_tokens, max_tokens=room)
    return _Work(Record(article.source, article.content_hash, len(chunks), path), chunks)


def _batches(works: Iterable[_Work]) -> Iterator[list[_Work]]:
    batch: list[_Work] = []
    size = 0
    for work in works:
        batch.append(work)
        size += len(work.chunks)
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _embedded(batch: Sequence[_Work], encoder: Encoder) -> tuple[list[Record], list[Chunk], Vectors]:
    chunks = [chunk for work in batch for chunk in work.chunks]
    vectors = encoder.encode([searched_text(chunk) for chunk in chunks])
    return [work.record for work in batch], chunks, vectors


def _gone(inputs: Sequence[str], tally: _Tally) -> list[str]:
    """Return the articles that came from within a given folder or file and were not met this time.

    An article whose file, or a folder above it, could not be read now is kept: to be unreadable is not to be gone.
    """
    roots = [Path(os.path.realpath(given)) for given in inputs if not is_gone(given)]
    unreadable = {path for refusal in tally.refused for path in _named_by(refusal)}
    return sorted(
        article_id
        for article_id, record in tally.known.items()
        if article_id not in tally.seen
        and record.path
        and any(Path(record.path).is_relative_to(root) for root in roots)
        and unreadable.isdisjoint([Path(record.path), *Path(record.path).parents])
    )


def _named_by(refusal: Refusal) -> Iterator[Path]:
    """Yield the paths that a refusal may speak of; a refused line is named by its file and number."""
    file, _, line = refusal.place.rpartition(":")
    for place in [refusal.place, file] if line.isdecimal() else [refusal.place]:
        real = Path(os.path.realpath(place))
        yield Path(os.path.realpath(Path(place).parent)) / Path(place).name
        # A folder that can be read was refused as a second way to it only; what is gone from it is gone.
        if not (os.path.isdir(real) and os.access(real, os.R_OK | os.X_OK)):  # noqa: PTH112 (false where none may look)
            yield real
