"""Which types are taken for which."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluate.confusion import NOTHING, confuse_types, list_mistaken
from pipeline.evaluate.score import score_articles


def fact(type_: str, start: int, end: int, name: str = "x") -> dict[str, Any]:
    return {"type": type_, "start": start, "end": end, "text": "x" * (end - start), "name": name}


def confuse(gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> dict[tuple[str, str], int]:
    return dict(confuse_types(score_articles({"a": gold}, {"a": found})))


def test_another_type_on_the_same_words() -> None:
    assert confuse([fact("DRUG", 0, 5)], [fact("TRIAL", 2, 6)]) == {("TRIAL", "DRUG"): 1}


def test_touching_is_no_overlap() -> None:
    assert confuse([fact("DRUG", 0, 5)], [fact("TRIAL", 5, 6)]) == {
        (NOTHING, "DRUG"): 1,
        ("TRIAL", NOTHING): 1,
    }


def test_a_fact_that_has_its_partner_is_not_confused_with_another() -> None:
    """The trial on the drug's words is made up; the drug itself was found."""
    found = [fact("DRUG", 0, 5), fact("TRIAL", 0, 5)]
    assert confuse([fact("DRUG", 0, 5)], found) == {("DRUG", "DRUG"): 1, ("TRIAL", NOTHING): 1}


def test_another_value_of_the_same_type_is_no_confusion_of_types() -> None:
    assert confuse([fact("DRUG", 0, 5)], [fact("DRUG", 0, 5, "y")]) == {("DRUG", "DRUG"): 1}


def test_the_longest_overlap_goes_first_and_each_fact_counts_once() -> None:
    gold = [fact("DRUG", 0, 5), fact("CONDITION", 5, 20)]
    assert confuse(gold, [fact("TRIAL", 4, 20)]) == {("TRIAL", "CONDITION"): 1, (NOTHING, "DRUG"): 1}


def test_the_list_leaves_out_what_is_right_missed_or_made_up() -> None:
    gold = [fact("DRUG", n, n + 1) for n in range(3)] + [fact("DRUG", 5, 6), fact("PHASE", 9, 10)]
    found = [fact("TRIAL", n, n + 1) for n in range(2)] + [fact("JOURNAL", 2, 3), fact("DRUG", 5, 6)]
    scores = score_articles({"a": gold}, {"a": found})
    assert list_mistaken(confuse_types(scores)) == [("TRIAL", "DRUG", 2), ("JOURNAL", "DRUG", 1)]


FACTS = st.lists(
    st.builds(
        lambda type_, start, length: fact(type_, start, start + length),
        st.sampled_from(["DRUG", "TRIAL", "CONDITION"]),
        st.integers(0, 12),
        st.integers(1, 5),
    ),
    max_size=8,
)


@given(FACTS, FACTS)
def test_every_fact_is_counted_once(gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> None:
    told = confuse(gold, found)
    assert sum(count for (_, said), count in told.items() if said != NOTHING) == len(gold)
    assert sum(count for (as_, _), count in told.items() if as_ != NOTHING) == len(found)
