"""A pattern that is tried only where one of its first words stands: most of a text is passed over unread."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick


class Anchored:
    """A pattern, and the beginnings of words at which it may match.

    Example:
        >>> dose = Anchored(r"(?:low|high) dose", "low high")
        >>> [match[0] for match in dose.finditer("a High dose, below dose")]
        ['High dose']
    """

    def __init__(self, pattern: str, starts: str, *, cased: bool = False) -> None:
        """`starts`: joined by spaces, lower case unless `cased`; each match must begin with one of them."""
        self._cased = cased
        self._pattern = re.compile(pattern, 0 if cased else re.IGNORECASE)
        words = sorted(set(starts.split()))
        self._starts = [w for w in words if not any(w != short and w.startswith(short) for short in words)]

    @cached_property
    def _automaton(self) -> AhoCorasick:
        from ahocorasick_rs import AhoCorasick

        return AhoCorasick(self._starts)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """The matches that begin a word, from left to right, none inside another."""
        folded, end = text if self._cased else fold_case(text), 0
        for _, start, _ in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if start < end or (start and (folded[start - 1].isalnum() or folded[start - 1] == "_")):
                continue
            if match := self._pattern.match(text, start):
                end = match.end()
                yield match


def fold_case(text: str) -> str:
    """Lower case, every character at its place: "İ" alone would grow."""
    return text.replace("İ", "I").lower()
