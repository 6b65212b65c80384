"""What is done and what failed, in one SQLite file: the truth of a batch; the outputs are made from it.

An item's facts and its record are kept or lost together, in one transaction: a run that is killed, or a
machine that loses power, loses at most the last seconds, and those are done again. What was half written is
set right by SQLite when the file is next opened.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from pipeline.batch.item import Failure, Item, Result, unpack
from pipeline.errors import MednewsError

NAME = "state.sqlite"
VERSION = 2
COMMIT_SECONDS = 0.2
"""What a kill can cost: the work of so many seconds. A commit is cheap: it appends to a log."""

SCHEMA = """
CREATE TABLE done (
    source TEXT PRIMARY KEY, sha256 TEXT NOT NULL, rules TEXT NOT NULL, id TEXT NOT NULL,
    articles INTEGER NOT NULL, facts INTEGER NOT NULL, words INTEGER NOT NULL,
    article_lines BLOB NOT NULL, fact_lines BLOB NOT NULL, sketches BLOB NOT NULL
);
CREATE INDEX done_id ON done (id);
CREATE TABLE failed (
    source TEXT PRIMARY KEY, sha256 TEXT, rules TEXT NOT NULL,
    stage TEXT NOT NULL, error TEXT NOT NULL, message TEXT NOT NULL, hint TEXT
);
"""


class Counts(NamedTuple):
    """What the store holds."""

    articles: int = 0
    facts: int = 0
    words: int = 0
    failed: int = 0


class Lines(NamedTuple):
    """What was read from one item, as it stands in the outputs."""

    source: str
    id: str
    has_namesake: bool
    """Whether another item has the same id."""
    articles: bytes
    facts: bytes


class Store:
    """The state of one output folder, for one process.

    Args: rules: the hash of what results depend on. Raises: MednewsError if it cannot be opened or written.
    `unread` counts the failures that were forgotten on opening: what could not be read is looked at again.
    """

    def __init__(self, folder: Path, *, rules: str) -> None:
        self.path = folder / NAME
        self._rules = rules
        self._committed = time.monotonic()
        with self._guard():
            # Commits are by hand: hundreds of items in one are what makes it cheap.
            self._sql = sqlite3.connect(self.path, isolation_level=None)
            self._prepare()

    def _prepare(self) -> None:
        # An exclusive log needs no shared memory, which network disks lack.
        self._sql.execute("PRAGMA locking_mode = EXCLUSIVE")
        self._sql.execute("PRAGMA journal_mode = WAL")
        self._sql.execute("PRAGMA synchronous = NORMAL")
        (version,) = self._sql.execute("PRAGMA user_version").fetchone()
        if version == 0:
            self._sql.executescript(f"BEGIN; {SCHEMA} PRAGMA user_version = {VERSION}; COMMIT;")
        elif version != VERSION:
            raise MednewsError(
                "written by another version of mednews",
                where=str(self.path),
                hint="--fresh, or another --output",
            )
        self._sql.execute("BEGIN")
        # What could not be read has no hash.
        self.unread = self._sql.execute("DELETE FROM failed WHERE sha256 IS NULL").rowcount

    def knows(self, item: Item, *, retry_failed: bool = False) -> bool:
        """Whether this very content has been done, or has failed, under the present rules."""
        key = (item.source, item.sha256, self._rules)
        tables = ("done",) if retry_failed else ("done", "failed")
        return any(
            self._sql.execute(
                f"SELECT 1 FROM {table} WHERE source = ? AND sha256 = ? AND rules = ?", key
            ).fetchone()
            for table in tables
        )

    def add(self, item: Item, result: Result) -> None:
        """Keep a result, in place of what was known of the same source. Raises: MednewsError."""
        row = (item.source, item.sha256, self._rules, *result)
        with self._guard():
            self._sql.execute("DELETE FROM failed WHERE source = ?", row[:1])
            self._sql.execute("INSERT OR REPLACE INTO done VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        self._commit_in_time()

    def add_failure(self, failure: Failure) -> None:
        """Keep a failure. An older result goes only if there is a new content, which gave none."""
        row = (failure.source, failure.sha256, self._rules, *failure[1:5])
        with self._guard():
            if failure.sha256 is not None:
                self._sql.execute("DELETE FROM done WHERE source = ?", row[:1])
            self._sql.execute("INSERT OR REPLACE INTO failed VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        self._commit_in_time()

    def _commit_in_time(self) -> None:
        if time.monotonic() - self._committed > COMMIT_SECONDS:
            self.commit()

    def commit(self) -> None:
        """What was added is safe from here on. Raises: MednewsError if the disk is full."""
        with self._guard():
            self._sql.execute("COMMIT")
            self._sql.execute("BEGIN")
        self._committed = time.monotonic()

    def close(self) -> None:
        """Keep what was added, and let go. Raises: MednewsError if the disk is full."""
        with self._guard():
            try:
                if self._sql.in_transaction:
                    self._sql.execute("COMMIT")
            finally:
                self._sql.close()

    def count(self) -> Counts:
        """The sums over all that is kept."""
        query = "SELECT total(articles), total(facts), total(words) FROM done"
        articles, facts, words = map(int, self._sql.execute(query).fetchone())
        (failed,) = self._sql.execute("SELECT count(*) FROM failed").fetchone()
        return Counts(articles, facts, words, failed)

    def read_lines(self) -> Iterator[Lines]:
        """What was read, in the order of the sources."""
        namesake = "EXISTS (SELECT 1 FROM done AS o WHERE o.id = done.id AND o.source <> done.source)"
        query = f"SELECT source, id, {namesake}, article_lines, fact_lines FROM done ORDER BY source"
        with self._guard():
            for source, id, several, articles, facts in self._sql.execute(query):
                yield Lines(source, id, bool(several), unpack(articles), unpack(facts))

    def read_sources(self) -> Iterator[tuple[str, str, int]]:
        """Source, id and number of articles of each item, in the order of `read_lines`."""
        with self._guard():
            yield from self._sql.execute("SELECT source, id, articles FROM done ORDER BY source")

    def read_sketches(self) -> Iterator[bytes]:
        """Of all articles, as many at a time as an item holds, in the order of `read_lines`."""
        with self._guard():
            for (sketches,) in self._sql.execute("SELECT sketches FROM done ORDER BY source"):
                yield sketches

    def read_failures(self) -> Iterator[Failure]:
        """What failed, in the order of the sources."""
        query = "SELECT source, stage, error, message, hint, sha256 FROM failed ORDER BY source"
        with self._guard():
            yield from (Failure(*row) for row in self._sql.execute(query))

    @contextmanager
    def _guard(self) -> Iterator[None]:
        """Errors of SQLite as ours."""
        try:
            yield
        except sqlite3.Error as error:
            raise MednewsError(str(error), where=str(self.path), hint=_hint(error)) from error


def _hint(error: sqlite3.Error) -> str:
    code = getattr(error, "sqlite_errorname", None) or ""
    if code.startswith("SQLITE_FULL"):
        return "make room on the disk, then give the same command again"
    if code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return "--fresh starts anew"
    return "check the folder, its mode and its disk"
