"""Words that were selected on the page, found again in the article's text."""

from __future__ import annotations

from itertools import accumulate


def find_span(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span of the text for one of the text as it is shown, without blank ends; None if nothing is left.

    The page shows a line's end "\\r\\n" as one character (output/visible.py), any other as itself.

    Example:
        >>> find_span("a\\r\\nbc d", 2, 5)
        (3, 5)
    """
    places = _places(text)
    if not 0 <= start < end <= len(places) - 1:
        return None
    first, last = places[start], places[end]
    words = text[first:last]
    first += len(words) - len(words.lstrip())
    last -= len(words) - len(words.rstrip())
    return (first, last) if first < last else None


def _places(text: str) -> list[int]:
    """For each character that is shown, and the end, where it stands in the text."""
    lengths = [2 if pair == "\r\n" else 1 for pair in _characters(text)]
    return list(accumulate(lengths, initial=0))


def _characters(text: str) -> list[str]:
    """The characters, "\\r\\n" as one."""
    parts = text.split("\r\n")
    shown = list(parts[0])
    for part in parts[1:]:
        shown += ["\r\n", *part]
    return shown
