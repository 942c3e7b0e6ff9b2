"""Name what answers: program, store and settings in one word, equal where answers must be equal."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from ingest.catalogue import Record

_PROGRAM = Path(__file__).parent.parent
_ROOMS = ("ingest", "retriever")


def build_name(records: Iterable[Record], *settings: str | None) -> str:
    """Return a fingerprint of the program's own files, the articles in the store, and the settings of a run.

    A stopped run goes on only under the same name: half of its answers by one build and half by another would
    measure neither.
    """
    digest = hashlib.sha256()
    for room in _ROOMS:
        for path in sorted((_PROGRAM / room).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.name.encode() + b"\0" + path.read_bytes())
    for record in sorted(records, key=lambda record: record.source.article_id):
        digest.update(f"{record.source.article_id}\0{record.content_hash}\0".encode())
    digest.update(repr(settings).encode())
    return digest.hexdigest()
