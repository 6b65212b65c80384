"""A text cut at the borders of spans, so that spans that overlap can be shown without nesting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple


class Segment(NamedTuple):
    """A piece of a text under the same spans throughout."""

    start: int
    end: int
    text: str
    spans: tuple[int, ...]
    """Which of the spans cover the piece, by their numbers, in ascending order."""


def cut_segments(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[Segment]:
    """Pieces that join to `text`; each lies wholly inside or outside each of `spans`.

    Args: spans: (start, end) in code points, in any order, overlapping or not.
    Raises: ValueError if a span is empty or reaches outside the text.

    Example:
        >>> [(piece.text, piece.spans) for piece in cut_segments("abcd", [(0, 3), (1, 2)])]
        [('a', (0,)), ('b', (0, 1)), ('c', (0,)), ('d', ())]
    """
    for start, end in spans:
        if not 0 <= start < end <= len(text):
            raise ValueError(f"no span of a text of {len(text)} characters: {start} to {end}")
    opening, closing = _by_place(spans, 0), _by_place(spans, 1)
    places = sorted({0, len(text), *opening, *closing})
    cover: set[int] = set()
    for start, end in pairwise(places):
        cover = (cover - closing.get(start, set())) | opening.get(start, set())
        yield Segment(start, end, text[start:end], tuple(sorted(cover)))


def _by_place(spans: Sequence[tuple[int, int]], side: int) -> dict[int, set[int]]:
    places: dict[int, set[int]] = {}
    for number, span in enumerate(spans):
        places.setdefault(span[side], set()).add(number)
    return places
