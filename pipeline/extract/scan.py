"""Many patterns searched in one pass: an automaton tells where each may begin, and only there it is tried.

`re` tries every alternative of every pattern at every character. Almost everywhere the first characters
already say no, so those are taken from the patterns themselves (beginnings.py) and looked for together.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.beginnings import begins_word, find_beginnings, fold_text

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick


class Row(NamedTuple):
    """A pattern of a Scanner."""

    group: str
    """What it is part of: of one group, no match lies inside another."""
    pattern: str
    key: str = ""
    """What a match says, for the caller."""
    flags: int = 0


Hit = tuple[re.Match[str], str]
"""A match, and the key of its row."""


class Scanner:
    """Patterns in groups; each group is searched as `re.finditer` would search for its rows joined by "|".

    The patterns are compiled when they are first tried.
    Raises: ValueError, at the first scan, for a pattern that may begin with anything.

    Example:
        >>> scanner = Scanner([Row("dose", r"\\d+ mg"), Row("arm", r"(?:the|both) arms?\\b")])
        >>> scanner.scan("10 mg in both arms")["arm"][0][0].span()
        (9, 18)
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = tuple(rows)

    @cached_property
    def _automaton(self) -> tuple[AhoCorasick, list[tuple[int, ...]], list[tuple[int, ...]]]:
        """The automaton of all beginnings; the rows of each; those of them that may stand inside a word."""
        from ahocorasick_rs import AhoCorasick

        rows_of: dict[str, list[int]] = defaultdict(list)
        for i, row in enumerate(self.rows):
            for beginning in find_beginnings(row.pattern, row.flags):
                rows_of[beginning].append(i)
        inner = {i for i, row in enumerate(self.rows) if not begins_word(row.pattern, row.flags)}
        inner_of = [tuple(i for i in rows if i in inner) for rows in rows_of.values()]
        return AhoCorasick(list(rows_of)), [tuple(rows) for rows in rows_of.values()], inner_of

    def _find_places(self, folded: str) -> list[tuple[int, int]]:
        """(start, row): where each row may begin, in order."""
        automaton, rows_of, inner_of = self._automaton
        places = []
        for which, start, _ in automaton.find_matches_as_indexes(folded, overlapping=True):
            inside = start > 0 and folded[start - 1].isalnum()
            for row in (inner_of if inside else rows_of)[which]:
                places.append((start, row))
        places.sort()
        return places

    def scan(self, text: str) -> dict[str, list[Hit]]:
        """The hits of each group in `text`, from left to right; at one place the first row wins."""
        hits: dict[str, list[Hit]] = defaultdict(list)
        ends: dict[str, int] = {}
        for start, i in self._find_places(fold_text(text)):
            row = self.rows[i]
            if start < ends.get(row.group, 0):
                continue
            if match := _compile(row.pattern, row.flags).match(text, start):
                ends[row.group] = match.end()
                hits[row.group].append((match, row.key))
        return hits


@cache
def _compile(pattern: str, flags: int) -> re.Pattern[str]:
    return re.compile(pattern, flags)
