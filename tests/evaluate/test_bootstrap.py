"""Intervals of F1 over articles: by hand where they can be, and what must always hold."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.evaluate.bootstrap import bootstrap_intervals
from pipeline.evaluate.score import LEVELS, ROWS, Scores, score_articles


def drugs(count: int) -> list[dict[str, Any]]:
    return [{"type": "DRUG", "start": n, "end": n + 1, "text": "x", "name": "x"} for n in range(count)]


def run(*articles: tuple[int, int]) -> Scores:
    """Articles of so many gold drugs, of which so many are found and no others."""
    gold = {str(n): drugs(of) for n, (of, _) in enumerate(articles)}
    return score_articles(gold, {str(n): drugs(found) for n, (_, found) in enumerate(articles)})


def test_articles_that_are_all_alike_leave_no_doubt() -> None:
    low, high = bootstrap_intervals(run(*[(4, 2)] * 5))["DRUG"]["value"] or (0, 0)
    assert low == high == 2 * 2 / (4 + 2)


def test_two_articles_by_hand() -> None:
    """One perfect, one missed: both draws of the same happen in a quarter of the resamples each."""
    assert bootstrap_intervals(run((1, 1), (1, 0)))["DRUG"]["strict"] == (0.0, 1.0)


def test_the_interval_of_half_the_level_is_narrower() -> None:
    """Of 40 articles half are found whole: the spread of a mean of 40, not of one."""
    scores = run(*[(1, 1), (1, 0)] * 20)
    wide, narrow = (bootstrap_intervals(scores, level=level)["DRUG"]["value"] for level in (0.95, 0.5))
    assert wide is not None
    assert narrow is not None
    assert wide[0] < narrow[0] <= 2 / 3 <= narrow[1] < wide[1]
    # F1 is 2h/(1+h): h within 0.5 -+ 1.96 * sqrt(0.25 / 40), as the normal approximation has it.
    assert abs(wide[0] - 2 * 0.345 / 1.345) < 0.03
    assert abs(wide[1] - 2 * 0.655 / 1.655) < 0.03


def test_what_is_undefined_has_no_interval() -> None:
    intervals = bootstrap_intervals(run((1, 1), (2, 1)))
    assert intervals["DOSE"]["value"] is None
    assert bootstrap_intervals(run((1, 1)))["DRUG"]["value"] is None  # one article: nothing to draw from
    assert set(intervals) == set(ROWS)


def test_a_rare_type_has_the_interval_of_the_resamples_that_have_it() -> None:
    scores = run(*[(0, 0)] * 9, (1, 1))
    assert bootstrap_intervals(scores)["DRUG"]["value"] == (1.0, 1.0)


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=6))
@settings(max_examples=30)
def test_intervals_lie_in_order_and_come_out_the_same(articles: list[tuple[int, int]]) -> None:
    scores = run(*articles)
    intervals = bootstrap_intervals(scores, resamples=200)
    assert intervals == bootstrap_intervals(scores, resamples=200)
    for of_row in intervals.values():
        for level in LEVELS:
            low, high = of_row[level] or (0, 0)
            assert 0 <= low <= high <= 1
