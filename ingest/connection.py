"""One SQLite connection for each thread, so that nobody reads what another thread has not finished writing.

Threads that share a connection share its open transaction: a reader then sees half of an article. With a connection
each, and SQLite's write-ahead log, a reader sees the last finished transaction while the next is under way.
"""

import sqlite3
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any


class ThreadConnection:
    """Opens a file once for each thread that asks, and closes what threads that have ended left open."""

    def __init__(self, path: Path | str) -> None:
        self._path = path
        self._open: dict[threading.Thread, sqlite3.Connection] = {}
        self._opening = threading.Lock()
        self.here()

    def here(self) -> sqlite3.Connection:
        """Return the connection of the thread that asks."""
        thread = threading.current_thread()
        connection = self._open.get(thread)
        if connection is None:
            with self._opening:
                for ended in [other for other in self._open if not other.is_alive()]:
                    self._open.pop(ended).close()
                # It is used by one thread, but closed by whichever closes the store.
                connection = sqlite3.connect(self._path, check_same_thread=False, isolation_level=None, timeout=30)
                # With the log this keeps the file whole after a power cut; the last transaction may be lost.
                connection.execute("PRAGMA synchronous = NORMAL")
                self._open[thread] = connection
        return connection

    def execute(self, statement: str, values: Any = ()) -> sqlite3.Cursor:
        """Run one statement on this thread's connection."""
        return self.here().execute(statement, values)

    def executemany(self, statement: str, rows: Iterable[Any]) -> sqlite3.Cursor:
        """Run one statement for each row on this thread's connection."""
        return self.here().executemany(statement, rows)

    def close(self) -> None:
        """Close the file for all threads."""
        with self._opening:
            for connection in self._open.values():
                connection.close()
            self._open.clear()
