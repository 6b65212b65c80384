"""Single patterns that are tried only where the characters around allow: drop-in for `re.compile`.

`Sought` looks where a pattern may begin, `Before` at how the text before a place ends. Both find exactly what
`re` finds; on prose, where hardly any place will do, they take a fraction of its time.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.extract.beginnings import find_beginnings, find_endings, fold_text

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick


class Sought:
    """A pattern whose every match begins with letters of its own.

    Raises: ValueError, at the first search, if a match may begin with anything.

    Example:
        >>> Sought(r"(?:those|both) drugs").search("and both drugs").span()
        (4, 14)
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._pattern = re.compile(pattern, flags)

    @cached_property
    def _automaton(self) -> AhoCorasick:
        from ahocorasick_rs import AhoCorasick

        beginnings = find_beginnings(self._pattern.pattern, self._pattern.flags)
        if beginnings == [""]:
            raise ValueError(f"a pattern that may begin with anything: {self._pattern.pattern}")
        return AhoCorasick(beginnings)

    def finditer(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        found = self._automaton.find_matches_as_indexes(fold_text(text[pos:endpos]), overlapping=True)
        end = 0
        for start in sorted([start for _, start, _ in found]):
            if start >= end and (match := self._pattern.match(text, pos + start, endpos)):
                end = match.end() - pos
                yield match

    def search(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        return next(self.finditer(text, pos, endpos), None)


class Before:
    """A pattern that ends in "$" with letters of its own: what stands right before a place.

    Raises: ValueError, at the first search, if a match may end in anything.

    Example:
        >>> Before(r"\\b(?:at least|over)\\s+$").search("for at least ").span()
        (4, 13)
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._pattern = re.compile(pattern, flags)

    @cached_property
    def _endings(self) -> list[tuple[int, frozenset[str]]]:
        """Length, and the endings of this length, from the last character to the first."""
        endings = find_endings(self._pattern.pattern, self._pattern.flags)
        if endings == [""]:
            raise ValueError(f"a pattern that may end in anything: {self._pattern.pattern}")
        lengths = sorted({len(ending) for ending in endings})
        return [(n, frozenset(e for e in endings if len(e) == n)) for n in lengths]

    def search(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        endpos = min(endpos, len(text))
        tail = fold_text(text[max(pos, endpos - 8) : endpos])[::-1]
        # "$" matches before a last line break, too.
        line_ends = text[endpos - 1 : endpos] == "\n"
        if line_ends or any(tail[:length] in endings for length, endings in self._endings):
            return self._pattern.search(text, pos, endpos)
        return None
