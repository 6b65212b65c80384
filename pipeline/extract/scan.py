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

from pipeline.extract.beginnings import begins_word, find_beginnings, find_needed, fold_text

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


_WORD = re.compile(r"(?<!\w)\w")
Hit = tuple[re.Match[str], str]
"""A match, and the key of its row."""


class _Index(NamedTuple):
    """What is looked for in a text, and which rows each of it stands for, by their numbers."""

    automaton: AhoCorasick
    rows: list[list[int]]
    anywhere: list[tuple[int, ...]]
    """Those of the rows that may begin in the midst of a word."""
    loose: set[int]
    """The rows that may begin with any word, told by a later one."""


class Scanner:
    """Patterns in groups; each group is searched as `re.finditer` would search for its rows joined by "|".

    A pattern that may begin with any word, as "(\\w+ )?coverage", is tried at all words before its own.
    The patterns are compiled when they are first tried.
    Raises: ValueError, at the first scan, for a pattern without letters of its own.

    Example:
        >>> scanner = Scanner([Row("dose", r"\\d+ mg"), Row("arm", r"(?:the|both) arms?\\b")])
        >>> scanner.scan("10 mg in both arms")["arm"][0][0].span()
        (9, 18)
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = tuple(rows)

    @cached_property
    def _index(self) -> _Index:
        from ahocorasick_rs import AhoCorasick

        rows_of: dict[str, list[int]] = defaultdict(list)
        inner, loose = set(), set()
        for i, row in enumerate(self.rows):
            strings = find_beginnings(row.pattern, row.flags)
            if strings == [""]:
                loose.add(i)
                strings = find_needed(row.pattern, row.flags)
            elif not begins_word(row.pattern, row.flags):
                inner.add(i)
            if strings == [""]:
                raise ValueError(f"a pattern without a word of its own: {row.pattern}")
            for string in strings:
                rows_of[string].append(i)
        anywhere = [tuple(i for i in rows if i in inner) for rows in rows_of.values()]
        return _Index(AhoCorasick(list(rows_of)), list(rows_of.values()), anywhere, loose)

    def _find_places(self, folded: str) -> list[tuple[int, int]]:
        """(start, row): where each row may begin, in order."""
        automaton, rows_of, anywhere_of, loose = self._index
        places, last = [], {}
        for which, start, _ in automaton.find_matches_as_indexes(folded, overlapping=True):
            inside = start > 0 and folded[start - 1].isalnum()
            for row in (anywhere_of if inside else rows_of)[which]:
                if row in loose:
                    last[row] = start
                else:
                    places.append((start, row))
        for row, end in last.items():
            places += [(match.start(), row) for match in _WORD.finditer(folded, 0, end + 1)]
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


class Sieve:
    """Tells which of many patterns may match a text at all, by the strings that each needs.

    Example:
        >>> sorted(Sieve([r"\\baged?\\b", r"\\w+ (?:mice|rats)", r"^\\d"]).pick("20 old mice"))
        [1, 2]
    """

    def __init__(self, patterns: Iterable[str]) -> None:
        self._patterns = tuple(patterns)

    @cached_property
    def _index(self) -> tuple[AhoCorasick, list[list[int]], frozenset[int]]:
        """What is looked for, the patterns that need it, and the patterns that need nothing seen."""
        from ahocorasick_rs import AhoCorasick

        needed: dict[str, list[int]] = defaultdict(list)
        for i, pattern in enumerate(self._patterns):
            for string in find_needed(pattern):
                needed[string].append(i)
        always = frozenset(needed.pop("", ()))
        return AhoCorasick(list(needed)), list(needed.values()), always

    def pick(self, text: str) -> frozenset[int]:
        """The numbers of the patterns that may be found in `text`."""
        automaton, patterns_of, always = self._index
        found = automaton.find_matches_as_indexes(fold_text(text), overlapping=True)
        return always.union(*[patterns_of[which] for which, _, _ in found])


class Signs:
    """Patterns with names: tells which of them are found in a text.

    Example:
        >>> Signs(alone=re.compile(r"\\balone$"), both=re.compile(r"\\bboth\\b")).find("X alone")
        {'alone'}
    """

    def __init__(self, **patterns: re.Pattern[str]) -> None:
        self._patterns = list(patterns.items())
        self._sieve = Sieve(pattern.pattern for pattern in patterns.values())

    def find(self, text: str) -> set[str]:
        """The names of the patterns that are found in `text`."""
        likely = map(self._patterns.__getitem__, self._sieve.pick(text))
        return {name for name, pattern in likely if pattern.search(text)}
