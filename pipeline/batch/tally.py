"""How far a run has come."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from pipeline.batch.item import Failure, Item, Result


@dataclass
class Tally:
    """The counts of one run, and what follows from them."""

    articles: int = 0
    facts: int = 0
    words: int = 0
    failed: int = 0
    skipped: int = 0
    """Items that an earlier run had done."""
    worked_bytes: int = 0
    skipped_bytes: int = 0
    total_bytes: int | None = None
    """On the disk; None while it is not known."""
    began: float = field(default_factory=time.monotonic)

    def add(self, item: Item | None, outcome: Result | Failure) -> None:
        """Count what became of an item."""
        self.worked_bytes += item.size if item else 0
        if isinstance(outcome, Failure):
            self.failed += 1
        else:
            self.articles += outcome.articles
            self.facts += outcome.facts
            self.words += outcome.words

    def merge(self, other: Tally, size: int) -> None:
        """Count what another process has done of inputs of so many bytes."""
        self.articles += other.articles
        self.facts += other.facts
        self.words += other.words
        self.failed += other.failed
        self.skipped += other.skipped
        if other.articles or other.failed:
            self.worked_bytes += size
        else:
            self.skipped_bytes += size

    def skip(self, item: Item) -> None:
        """Count an item that is done."""
        self.skipped += 1
        self.skipped_bytes += item.size

    @property
    def seconds(self) -> float:
        """Since the run began."""
        return time.monotonic() - self.began

    @property
    def words_a_second(self) -> float:
        """Of this run's own work."""
        return self.words / max(self.seconds, 1e-9)

    @property
    def share(self) -> float | None:
        """Of the bytes, between 0 and 1, as far as it is known."""
        if not self.total_bytes:
            return None
        return min(1.0, (self.worked_bytes + self.skipped_bytes) / self.total_bytes)

    @property
    def seconds_left(self) -> float | None:
        """At the pace of this run, as far as it is known."""
        if not self.total_bytes or not self.worked_bytes:
            return None
        left = max(0, self.total_bytes - self.worked_bytes - self.skipped_bytes)
        return left * self.seconds / self.worked_bytes
