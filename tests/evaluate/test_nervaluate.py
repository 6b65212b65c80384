"""Our counts against those of nervaluate, where both define the same thing.

Same: "strict" (equal span and type) and "overlap" (ent_type there: any overlap, same type), for spans of
one type that do not overlap within a side and of which each overlaps at most one of the other side.

Different, and left out of the comparison:
- Ends. nervaluate's are inclusive, ours are not: ours are given to it less one.
- Several candidates. Where one span overlaps several, nervaluate takes the first or nearest in turn; here the
  best of all pairings is taken, so ours never counts fewer (`test_ours_never_pairs_fewer`).
- Several types. nervaluate lets a span of another type use up a partner ("incorrect"); here types are apart.
- "partial" and "exact" have no counterpart here, nor "value" and "full" there.
- Nothing found: nervaluate says precision 0, here it is undefined.
"""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluate.score import Tally, score_articles

nervaluate = __import__("pytest").importorskip("nervaluate")
Span = tuple[int, int]


@st.composite
def separate_spans(draw: st.DrawFn) -> list[Span]:
    """Spans of one side, in order, none touching the next."""
    spans, place = [], 0
    for gap, length in draw(st.lists(st.tuples(st.integers(1, 6), st.integers(1, 6)), max_size=8)):
        spans.append((place + gap, place + gap + length))
        place += gap + length
    return spans


@st.composite
def two_sides(draw: st.DrawFn) -> tuple[list[Span], list[Span]]:
    """Gold and found, each found span a shift of one gold span, or alone: at most one partner each."""
    gold, found = [], []
    for slot in range(draw(st.integers(0, 8))):
        base = 20 * slot
        length, start, end = (draw(st.integers(low, high)) for low, high in ((2, 8), (-1, 1), (-1, 2)))
        sides = draw(st.sampled_from(["both", "gold", "found"]))
        if sides != "found":
            gold.append((base + 5, base + 5 + length))
        if sides != "gold":
            found.append((base + 5 + start, base + 5 + length + max(end, start - length + 1)))
    return gold, found


def count_ours(gold: list[Span], found: list[Span]) -> Tally:
    facts = [
        [{"type": "DRUG", "start": s, "end": e, "text": "x" * (e - s), "name": "x"} for s, e in side]
        for side in (gold, found)
    ]
    return score_articles({"a": facts[0]}, {"a": facts[1]}).tallies["DRUG"]


def count_theirs(gold: list[Span], found: list[Span]) -> dict[str, Any]:
    sides = [[{"label": "DRUG", "start": s, "end": e - 1} for s, e in side] for side in (gold, found)]
    return dict(
        nervaluate.Evaluator([sides[0]], [sides[1]], tags=["DRUG"], loader="dict").evaluate()["overall"]
    )


@given(two_sides())
def test_strict_and_overlap_are_counted_alike(sides: tuple[list[Span], list[Span]]) -> None:
    ours, theirs = count_ours(*sides), count_theirs(*sides)
    for level, strategy in (("strict", "strict"), ("overlap", "ent_type")):
        assert ours.hits[level] == theirs[strategy].correct  # type: ignore[index]
        assert (ours.gold, ours.found) == (theirs[strategy].possible, theirs[strategy].actual)
        if ours.found and ours.gold:
            assert ours.precision(level) == theirs[strategy].precision  # type: ignore[arg-type]
            assert ours.recall(level) == theirs[strategy].recall  # type: ignore[arg-type]


@given(separate_spans(), separate_spans())
def test_ours_never_pairs_fewer(gold: list[Span], found: list[Span]) -> None:
    assert count_ours(gold, found).hits["overlap"] >= count_theirs(gold, found)["ent_type"].correct
    assert count_ours(gold, found).hits["strict"] >= count_theirs(gold, found)["strict"].correct


def test_a_difference_by_hand() -> None:
    """Found 3 to 9 lies nearer to gold 5 to 9, which is the only partner of found 8 to 10."""
    gold, found = [(1, 4), (5, 9)], [(3, 9), (8, 10)]
    assert count_ours(gold, found).hits["overlap"] == 2
    assert count_theirs(gold, found)["ent_type"].correct == 1
