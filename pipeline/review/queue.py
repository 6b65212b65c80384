"""The articles to review, those first that most need eyes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import MednewsError
from pipeline.schema import Record

_HARMLESS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.+#@ ()[],'&=~")


class Need(NamedTuple):
    """Why an article needs eyes."""

    failed: int
    """Checks that failed."""
    unexplained: int
    """Numbers that nobody could explain."""
    unknown: int
    """Names of drugs that no table knows."""

    @property
    def weight(self) -> int:
        """The more, the sooner; a contradiction counts most."""
        return 5 * self.failed + 2 * self.unexplained + self.unknown


def measure_need(record: Record) -> Need:
    """What of an article calls for a look."""
    drugs = {fact.name for fact in record.facts if fact.type == "DRUG"}
    failed = sum(check.severity != "note" for check in record.checks)
    return Need(failed, len(record.unexplained), len(drugs - record.names.keys()))


def build_queue(records: Iterable[Record]) -> list[Record]:
    """The records in the order in which they should be reviewed.

    Raises: MednewsError if two have one id, or an id cannot be the name of a file.
    """
    queue = sorted(records, key=lambda record: (-measure_need(record).weight, record.article.id))
    seen: set[str] = set()
    for record in queue:
        id_ = record.article.id
        if id_ in seen:
            raise MednewsError(
                "two articles of one name", where=id_, hint="their gold would be one file: rename one"
            )
        if not id_ or not set(id_) <= _HARMLESS or Path(id_).name != id_ or id_.startswith("."):
            raise MednewsError(
                "a name that no gold file can have", where=repr(id_), hint="rename the article"
            )
        seen.add(id_)
    return queue
