"""What came out otherwise than before."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluate.outcomes import find_changes, list_outcomes
from pipeline.evaluate.score import score_articles


def drug(start: int, name: str = "x") -> dict[str, Any]:
    return {"type": "DRUG", "start": start, "end": start + 2, "text": "xx", "name": name}


def outcomes(gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> dict[str, dict[str, list[str]]]:
    return list_outcomes(score_articles({"a": gold}, {"a": found}))


def test_each_kind_of_change() -> None:
    gold = [drug(0), drug(4)]
    before = outcomes(gold, [drug(0), drug(8)])
    after = outcomes(gold, [drug(4), drug(12)])
    assert [(change.kind, change.start) for change in find_changes(before, after)] == [
        ("lost", 0),
        ("won", 4),
        ("mended", 8),
        ("made up", 12),
    ]


def test_a_fact_found_with_another_value_is_lost_and_made_up() -> None:
    changes = find_changes(outcomes([drug(0)], [drug(0)]), outcomes([drug(0)], [drug(0, "y")]))
    assert [(change.kind, change.before, change.after) for change in changes] == [
        ("lost", "full", "missed"),
        ("made up", "not there", "wrong"),
    ]


def test_facts_on_the_same_words_are_counted() -> None:
    """Two facts of one type on the same words, one of them found: one is lost when none is."""
    gold = [drug(0), drug(0, "y")]
    one, none = outcomes(gold, [drug(0)]), outcomes(gold, [])
    assert [change.kind for change in find_changes(one, none)] == ["lost"]
    assert [change.kind for change in find_changes(outcomes(gold, gold), none)] == ["lost", "lost"]


def test_articles_of_one_run_alone_are_left_out() -> None:
    assert find_changes({"a": {"full": ["0:1:DRUG"]}}, {"b": {}}) == []


DRUGS = st.lists(st.builds(drug, st.integers(0, 9), st.sampled_from("xy")), max_size=6)


@given(DRUGS, DRUGS, DRUGS)
def test_turned_round_what_was_won_is_lost(gold: list[Any], one: list[Any], other: list[Any]) -> None:
    there, back = (
        find_changes(outcomes(gold, first), outcomes(gold, second))
        for first, second in ((one, other), (other, one))
    )
    turned = {"won": "lost", "lost": "won", "made up": "mended", "mended": "made up"}
    assert sorted((c.start, c.end, turned[c.kind]) for c in there) == sorted(
        (c.start, c.end, c.kind) for c in back
    )


@given(DRUGS, DRUGS)
def test_a_run_against_itself_has_no_changes(gold: list[Any], found: list[Any]) -> None:
    assert find_changes(outcomes(gold, found), outcomes(gold, found)) == []
