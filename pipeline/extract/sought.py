"""Single patterns that are tried only where the characters around allow: drop-in for `re.compile`.

`Sought` looks where a pattern may begin, `Before` at how the text before a place ends. Both find exactly what
`re` finds; on prose, where hardly any place will do, they take a fraction of its time.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from pipeline.extract.beginnings import find_beginnings, find_endings, fold_text

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick


_TAIL = 4
"""Characters that `Before` looks at."""


class Sought:
    """A pattern whose every match begins with letters of its own.

    Raises: ValueError, at the first search, if a match may begin with anything.

    Example:
        >>> Sought(r"(?:those|both) drugs").search("and both drugs").span()
        (4, 14)
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._source = (pattern, flags)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(*self._source)

    @cached_property
    def _automaton(self) -> AhoCorasick:
        from ahocorasick_rs import AhoCorasick

        beginnings = find_beginnings(*self._source)
        if beginnings == [""]:
            raise ValueError(f"a pattern that may begin with anything: {self._source[0]}")
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
        self._source = (pattern, flags)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(*self._source)

    @cached_property
    def _may_end(self) -> Callable[[str], bool]:
        """Whether a text with these last characters may match; texts end in few ways, so it is remembered."""
        endings = find_endings(*self._source)
        if endings == [""]:
            raise ValueError(f"a pattern that may end in anything: {self._source[0]}")
        tails = tuple({ending[:_TAIL][::-1] for ending in endings})
        # "$" matches before a last line break, too.
        return lru_cache(4096)(lambda tail: tail.endswith("\n") or fold_text(tail).endswith(tails))

    def search(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        endpos = min(endpos, len(text))
        if self._may_end(text[max(pos, endpos - _TAIL) : endpos]):
            return self._pattern.search(text, pos, endpos)
        return None
