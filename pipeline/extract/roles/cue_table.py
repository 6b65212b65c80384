"""Tables of cues: the words and phrases that give the numbers near them a role."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from pipeline.extract.scan import Row, Scanner

_WORD = r"(?<!\w)(?:{})(?!\w)"


class CueTable:
    """Rows of (pattern, key); of those that match where a word begins the first row wins.

    Raises: ValueError, at the first search, for a row without letters of its own.
    """

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        self.rows = tuple(rows)

    def build_rows(self, group: str = "") -> Iterator[Row]:
        """The rows of the table, to be searched together with those of others."""
        return (Row(group, _WORD.format(pattern), key) for pattern, key in self.rows)

    @cached_property
    def _scanner(self) -> Scanner:
        return Scanner(self.build_rows())

    def finditer(self, text: str) -> Iterator[tuple[int, int, str]]:
        """(start, end, key) of the matches in `text`, lower case, from left to right, none inside another."""
        return ((*match.span(), key) for match, key in self._scanner.scan(text)[""])
