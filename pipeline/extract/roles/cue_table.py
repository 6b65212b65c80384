"""Tables of cues: each word of a text is tried against the few rows that may begin with its letter."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_WORD_START = re.compile(r"(?<!\w)\w")
_END = r")(?!\w)"


class CueTable:
    """Rows of (pattern, key); of those that match where a word begins the first row wins.

    The rows are grouped by the letters with which their patterns can begin: one pattern of all rows would
    try each of them at each word.
    Raises: ValueError for a row that may match nothing or begin with a sign.
    """

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        self.rows = tuple(rows)

    @cached_property
    def _groups(self) -> dict[str, tuple[re.Pattern[str], list[str]]]:
        """First letter -> one pattern, and the key of each of its groups; "" for every other letter."""
        begins = [_first_letters(pattern) for pattern, _ in self.rows]
        letters = {"", *(letter for begin in begins if begin for letter in begin)}
        chosen: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for row, begin in zip(self.rows, begins, strict=True):
            for letter in letters if begin is None else begin:
                chosen[letter].append(row)
        return {
            letter: (
                re.compile(f"(?:{'|'.join(f'({pattern})' for pattern, _ in rows)}{_END}"),
                [k for _, k in rows],
            )
            for letter, rows in chosen.items()
        }

    def finditer(self, text: str) -> Iterator[tuple[int, int, str]]:
        """(start, end, key) of the matches in `text`, lower case, from left to right, none inside another."""
        groups, end = self._groups, 0
        other = groups.get("")
        for word in _WORD_START.finditer(text):
            start = word.start()
            group = groups.get(text[start], other)
            if group is None or start < end:
                continue
            if match := group[0].match(text, start):
                end = match.end()
                yield start, end, group[1][(match.lastindex or 1) - 1]


def _first_letters(pattern: str) -> frozenset[str] | None:
    """The characters with which a pattern can begin; None if it can begin with any of a kind."""
    letters, empty = _begin(parser.parse(pattern))
    if empty or (letters is not None and not all(letter.isalnum() for letter in letters)):
        raise ValueError(f"a cue must begin with a letter or digit: {pattern}")
    return letters


def _begin(items: Iterable[tuple[Any, Any]]) -> tuple[frozenset[str] | None, bool]:
    """The first characters of a parsed sequence (None: any), and whether it may match nothing."""
    found: frozenset[str] = frozenset()
    for operator, argument in items:
        letters, empty = _begin_item(operator, argument)
        if letters is None:
            return None, False
        found |= letters
        if not empty:
            return found, False
    return found, True


def _begin_item(operator: Any, argument: Any) -> tuple[frozenset[str] | None, bool]:
    if operator is codes.LITERAL:
        return frozenset(chr(argument)), False
    if operator in (codes.AT, codes.ASSERT, codes.ASSERT_NOT):
        return frozenset(), True
    if operator is codes.SUBPATTERN:
        return _begin(argument[-1])
    if operator is codes.BRANCH:
        begins = [_begin(branch) for branch in argument[1]]
        known = [found for found, _ in begins if found is not None]
        union = frozenset[str]().union(*known) if len(known) == len(begins) else None
        return union, any(empty for _, empty in begins)
    if operator in (codes.MAX_REPEAT, codes.MIN_REPEAT):
        letters, empty = _begin(argument[2])
        return letters, empty or argument[0] == 0
    if operator is codes.IN and all(kind is codes.LITERAL for kind, _ in argument):
        return frozenset(chr(code) for _, code in argument), False
    return None, False
