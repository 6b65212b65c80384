"""Agreement of two annotators."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluate.agree import score_agreement
from pipeline.evaluate.score import LEVELS
from pipeline.schema import FACT_ADAPTER, AnyFact


def dose(start: int, value: int = 5, drugs: list[str] | None = None) -> AnyFact:
    fields: dict[str, Any] = {"type": "DOSE", "start": start, "end": start + 3, "text": "5mg"}
    return FACT_ADAPTER.validate_python(fields | {"value": value, "unit": "mg", "drugs": drugs})


def agree(one: list[AnyFact], other: list[AnyFact]) -> list[float | None]:
    tally = score_agreement({"a": one}, {"a": other}).tallies["DOSE"]
    return [tally.f1(level) for level in LEVELS]


def test_by_hand() -> None:
    """Strict, overlap, value, full: one the same, one moved, one of another value, one that only A has."""
    one = [dose(0), dose(10), dose(20), dose(30)]
    other = [dose(0), dose(11), dose(20, 6)]
    assert agree(one, other) == [4 / 7, 6 / 7, 4 / 7, 4 / 7]


def test_drugs_that_only_one_states_are_a_difference_whoever_it_is() -> None:
    assert agree([dose(0, drugs=["x"])], [dose(0)]) == [1, 1, 1, 0]
    assert agree([dose(0)], [dose(0, drugs=["x"])]) == [1, 1, 1, 0]
    assert agree([dose(0)], [dose(0)]) == [1, 1, 1, 1]


def test_only_articles_that_both_have_count() -> None:
    scores = score_agreement({"a": [dose(0)], "b": [dose(0)]}, {"a": [dose(0)], "c": []})
    assert list(scores.pairs) == ["a"]


DOSES = st.lists(
    st.builds(dose, st.integers(0, 12), st.integers(1, 2), st.sampled_from([None, ["x"], ["y"]])), max_size=7
)


@given(DOSES, DOSES)
def test_the_order_of_the_annotators_is_no_matter(one: list[AnyFact], other: list[AnyFact]) -> None:
    there, back = agree(one, other), agree(other, one)
    assert there[2:] == back[2:]
    assert there[1] == back[1]
