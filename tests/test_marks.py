"""Pieces of a marked text: they join to the text and name the spans above them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.marks import cut_segments


@given(st.text(max_size=30), st.data())
def test_pieces_join_and_lie_inside_or_outside(text: str, data: st.DataObject) -> None:
    places = st.integers(0, len(text))
    pairs = data.draw(st.lists(st.tuples(places, places)))
    spans = [(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]]
    pieces = list(cut_segments(text, spans))
    assert "".join(piece.text for piece in pieces) == text
    for piece in pieces:
        inside = [n for n, (start, end) in enumerate(spans) if start <= piece.start and piece.end <= end]
        overlapping = [n for n, (start, end) in enumerate(spans) if start < piece.end and piece.start < end]
        assert list(piece.spans) == inside == overlapping


@pytest.mark.parametrize("span", [(-1, 2), (2, 2), (3, 1), (0, 5)])
def test_a_span_that_is_none_is_refused(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match=f"{span[0]} to {span[1]}"):
        list(cut_segments("abcd", [span]))
