"""Hand-computed cases of each level, and what must hold whatever the facts are."""

from __future__ import annotations

from itertools import combinations, permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.evaluate.score import (
    LEVELS,
    ROWS,
    Tally,
    compare_facts,
    differing_fields,
    normal_name,
    pair_facts,
    score_articles,
)
from pipeline.schema import FACT_ADAPTER

Fact = dict[str, Any]


def fact(type_: str, start: int, end: int, **fields: Any) -> Fact:
    return {"type": type_, "start": start, "end": end, "text": "x" * (end - start), **fields}


def response(start: int, end: int, category: str = "OR", **fields: Any) -> Fact:
    return fact("RESPONSE", start, end, category=category, **fields)


def tally(gold: list[Fact], found: list[Fact], row: str = "all") -> Tally:
    return score_articles({"a": gold}, {"a": found}).tallies[row]


def hits(gold: list[Fact], found: list[Fact], row: str = "all") -> tuple[int, ...]:
    """(strict, overlap, value, full)"""
    counted = tally(gold, found, row).hits
    return tuple(counted[level] for level in LEVELS)


# --- levels ---------------------------------------------------------------------------------------

GOLD_RESPONSE = response(10, 21, n=5, total=6, drugs=["venetoclax"])


@pytest.mark.parametrize(
    "found, levels",
    [
        pytest.param(GOLD_RESPONSE, {"strict", "overlap", "value", "full"}, id="the same"),
        pytest.param(GOLD_RESPONSE | {"end": 19}, {"overlap", "value", "full"}, id="a shorter span"),
        pytest.param(
            GOLD_RESPONSE | {"drugs": ["placebo"]}, {"strict", "overlap", "value"}, id="another arm"
        ),
        pytest.param(GOLD_RESPONSE | {"drugs": None}, {"strict", "overlap", "value"}, id="no arm"),
        pytest.param(GOLD_RESPONSE | {"n": 4}, {"strict", "overlap"}, id="another count, right arm"),
        pytest.param(
            GOLD_RESPONSE | {"percent": 83.3}, {"strict", "overlap"}, id="a percentage gold has not"
        ),
        pytest.param(
            GOLD_RESPONSE | {"total": 7}, {"strict", "overlap", "value", "full"}, id="total is no key"
        ),
        pytest.param(
            GOLD_RESPONSE | {"start": 20, "end": 30}, {"overlap", "value", "full"}, id="one character"
        ),
        pytest.param(GOLD_RESPONSE | {"start": 21, "end": 30}, set(), id="touching after"),
        pytest.param(GOLD_RESPONSE | {"start": 5, "end": 10}, set(), id="touching before"),
    ],
)
def test_levels_of_a_pair(found: Fact, levels: set[str]) -> None:
    assert compare_facts(GOLD_RESPONSE, found) == levels


def test_gold_without_drugs_does_not_ask_for_them() -> None:
    gold = response(0, 5, n=5)
    assert "full" in compare_facts(gold, gold | {"drugs": ["venetoclax"]})


def test_drugs_are_a_set_of_names() -> None:
    gold = response(0, 5, n=5, drugs=["R-CHOP", "ibrutinib"])
    assert "full" in compare_facts(gold, gold | {"drugs": ["Ibrutinib", "r chop", "ibrutinib"]})
    assert "full" not in compare_facts(gold, gold | {"drugs": ["ibrutinib"]})


def test_a_type_that_asks_no_drugs_is_full_with_its_value() -> None:
    gold = fact("PHASE", 0, 7, phase="2", drugs=["venetoclax"])
    assert "full" in compare_facts(gold, fact("PHASE", 0, 7, phase="2"))


@pytest.mark.parametrize(
    "type_, gold, found, equal",
    [
        pytest.param(
            "DOSE", {"value": 5, "unit": "mg"}, {"value": [5, 5], "unit": "mg"}, True, id="5 is [5, 5]"
        ),
        pytest.param(
            "DOSE", {"value": 5, "unit": "mg"}, {"value": [5, 6], "unit": "mg"}, False, id="5, [5, 6]"
        ),
        pytest.param("DOSE", {"value": 5, "unit": "mg"}, {"value": 5.0, "unit": "mg"}, True, id="5 is 5.0"),
        pytest.param(
            "DOSE", {"value": 2.25, "unit": "mg"}, {"value": 2.3, "unit": "mg"}, False, id="dose exact"
        ),
        pytest.param(
            "DOSE", {"value": 5, "unit": "mg"}, {"value": 5, "unit": "Mg"}, False, id="a unit has case"
        ),
        pytest.param(
            "DURATION", {"value": 5.52, "unit": "mo"}, {"value": 5.5, "unit": "mo"}, True, id="a time"
        ),
        pytest.param(
            "DURATION", {"value": 5.6, "unit": "mo"}, {"value": 5.5, "unit": "mo"}, False, id="times"
        ),
        pytest.param("SURVIVAL", {"percent": 66.67}, {"percent": 66.7}, True, id="a percentage"),
        pytest.param("SURVIVAL", {"percent": 66}, {"percent": 66.7}, False, id="percentages"),
        pytest.param("SURVIVAL", {"not_reached": True}, {}, False, id="not reached on one side"),
        pytest.param("SURVIVAL", {"at": 1}, {"at": 2}, True, id="at is no key"),
        pytest.param("EFFECT", {"value": 0.54}, {"value": 0.5}, False, id="effect exact"),
        pytest.param("EFFECT", {"ci": [0.34, 0.62]}, {"ci": [0.34, 0.62]}, True, id="interval"),
        pytest.param("EFFECT", {"ci": [0.34, 0.62]}, {"ci": [0.3, 0.62]}, False, id="interval exact"),
        pytest.param("EFFECT", {"ci": [None, 0.62]}, {"ci": [0.3, 0.62]}, False, id="half an interval"),
        pytest.param(
            "P_VALUE", {"op": "<", "value": 0.001}, {"op": "<", "value": 0.0001}, False, id="p exact"
        ),
        pytest.param("P_VALUE", {"op": "<", "value": 0.05}, {"op": "=", "value": 0.05}, False, id="operator"),
        pytest.param("SCHEDULE", {"days": [1, 8]}, {"days": [8, 1]}, True, id="days are a set"),
        pytest.param("SCHEDULE", {"days": [1]}, {"days": [1, 1, 8]}, False, id="days"),
        pytest.param(
            "SCHEDULE", {"times": 2, "period": 1}, {"times": 1, "period": 1}, False, id="times a day"
        ),
        pytest.param("SCHEDULE", {"days": [1, 8]}, {"days": [1, 8], "period": 3}, False, id="one side only"),
        pytest.param(
            "SCHEDULE", {"days": [1, 8]}, {"days": [1, 8], "period": None}, True, id="null is absent"
        ),
        pytest.param("TRIAL", {"name": "KEYNOTE-028"}, {"name": "Keynote 028"}, True, id="name"),
        pytest.param("TRIAL", {"name": "KEYNOTE-028"}, {"name": "KEYNOTE-28"}, False, id="another name"),
        pytest.param("PHASE", {"phase": "1/2"}, {"phase": "1"}, False, id="phase"),
        pytest.param("ADVERSE_EVENT", {"term": "Head ache"}, {"term": "headache"}, True, id="term"),
        pytest.param("ADVERSE_EVENT", {"grade": "3-4"}, {"grade": "4"}, True, id="grade is no key"),
    ],
)
def test_key_fields(type_: str, gold: Fact, found: Fact, equal: bool) -> None:
    assert (differing_fields(fact(type_, 0, 5, **gold), fact(type_, 0, 5, **found)) == []) is equal


def test_differing_fields_are_named() -> None:
    found = GOLD_RESPONSE | {"category": "CR", "percent": 83}
    assert differing_fields(GOLD_RESPONSE, found) == ["category", "percent"]


@pytest.mark.parametrize(
    "one, other",
    [
        ("R-CHOP", "r chop"),
        ("N. Engl. J. Med.", "N Engl J Med"),
        ("atezo\u00adlizumab", "Atezolizumab"),
        ("β", "Β"),
    ],
)
def test_normal_names(one: str, other: str) -> None:
    assert normal_name(one) == normal_name(other)


# --- pairing --------------------------------------------------------------------------------------


def test_another_type_never_pairs() -> None:
    assert hits([fact("DRUG", 0, 5, name="a")], [fact("CONDITION", 0, 5, name="a")]) == (0, 0, 0, 0)


def test_one_found_fact_counts_for_one_gold_fact() -> None:
    gold = [response(0, 4, n=1), response(5, 9, n=1)]
    assert hits(gold, [response(0, 9, n=1)]) == (0, 1, 1, 1)


def test_best_pairing_where_the_first_come_would_be_wrong() -> None:
    """The first gold fact overlaps both found ones; only the second pairs with the second gold fact."""
    gold = [response(0, 10, n=1), response(10, 20, n=1)]
    found = [response(5, 15, n=1), response(0, 5, n=1)]
    assert hits(gold, found) == (0, 2, 2, 2)


def test_full_goes_before_the_number_of_value_pairs() -> None:
    """One full pair, or else two value pairs: full is the first thing asked."""
    gold = [response(0, 6, n=1, drugs=["a"]), response(4, 10, n=1, drugs=["b"])]
    found = [response(5, 9, n=1, drugs=["a"]), response(0, 3, n=1, drugs=["c"])]
    # found[0] with gold[0] is full, and leaves gold[1] and found[1] without a partner.
    assert hits(gold, found) == (0, 1, 1, 1)


def test_value_goes_before_equal_spans() -> None:
    """Neither found fact has the right arm, so that full does not decide."""
    gold = [response(0, 5, n=1, drugs=["a"])]
    assert hits(gold, [response(0, 5, n=2), response(1, 4, n=1)]) == (0, 1, 1, 0)


def test_equal_spans_go_before_the_number_of_pairs() -> None:
    gold = [response(0, 10, n=1), response(8, 20, n=2)]
    found = [response(0, 10, n=3), response(1, 2, n=4)]
    assert hits(gold, found) == (1, 1, 0, 0)


def test_equal_spans_go_before_mere_overlap() -> None:
    gold = [response(0, 5, n=1)]
    found = [response(1, 4, n=2), response(0, 5, n=3)]
    paired = [pair for pair in pair_facts(gold, found) if pair.gold and pair.found]
    assert [pair.found for pair in paired] == [found[1]]


def test_as_many_pairs_as_can_be_where_all_else_is_equal() -> None:
    gold = [response(0, 10, n=1), response(8, 20, n=2)]
    found = [response(5, 9, n=8), response(1, 2, n=9)]
    assert hits(gold, found) == (0, 2, 0, 0)


def test_a_long_chain_of_overlaps() -> None:
    """Each found fact overlaps two gold facts, and all find a partner of their own."""
    gold = [response(10 * i, 10 * i + 10, n=i) for i in range(50)]
    found = [response(10 * i + 5, 10 * i + 15, n=i) for i in range(50)]
    assert hits(gold, list(reversed(found))) == (0, 50, 50, 50)


def test_facts_of_the_schema_and_plain_dicts_score_alike() -> None:
    line = response(3, 8, n=[5, 6], drugs=["venetoclax"])
    assert hits([FACT_ADAPTER.validate_python(line)], [line]) == (1, 1, 1, 1)


# --- figures --------------------------------------------------------------------------------------


def test_figures_by_hand() -> None:
    """Four in gold, five found: three overlap, two with the right value, one of them with the right arm."""
    gold = [
        response(0, 5, n=5, drugs=["a"]),
        response(10, 15, n=6, drugs=["a"]),
        response(20, 25, n=7, drugs=["a"]),
        response(30, 35, n=8, drugs=["a"]),
    ]
    found = [
        response(0, 5, n=5, drugs=["a"]),
        response(10, 15, n=6, drugs=["b"]),
        response(21, 25, n=9, drugs=["a"]),
        response(40, 45, n=1),
        response(50, 55, n=1),
    ]
    measured = tally(gold, found, "RESPONSE")
    assert (measured.gold, measured.found) == (4, 5)
    assert hits(gold, found, "RESPONSE") == (2, 3, 2, 1)
    assert measured.precision("value") == pytest.approx(0.4)
    assert measured.recall("value") == pytest.approx(0.5)
    assert measured.f1("value") == pytest.approx(4 / 9)
    assert measured.f1("full") == pytest.approx(2 / 9)
    assert measured.statistic("recall", "overlap") == pytest.approx(0.75)


def test_groups_are_micro_averages() -> None:
    """core: DRUG 1 of 1 and DOSE 0 of 3; attributed: the doses alone; all: the phase too."""
    doses = [fact("DOSE", 10 * i, 10 * i + 5, value=i, unit="mg") for i in range(1, 4)]
    gold = [fact("DRUG", 0, 5, name="a"), *doses, fact("PHASE", 50, 55, phase="2")]
    found = [fact("DRUG", 0, 5, name="a"), fact("PHASE", 50, 55, phase="2")]
    tallies = score_articles({"a": gold}, {"a": found}).tallies
    assert tuple(tallies) == ROWS
    assert tallies["core"].recall("value") == 0.25
    assert tallies["attributed"].recall("value") == 0
    assert tallies["all"].recall("value") == 0.4
    assert tallies["all"].precision("value") == 1


def test_nothing_found() -> None:
    measured = tally([GOLD_RESPONSE], [])
    assert measured.precision("value") is None
    assert measured.recall("value") == 0
    assert measured.f1("value") == 0


def test_no_gold() -> None:
    measured = tally([], [GOLD_RESPONSE])
    assert measured.precision("value") == 0
    assert measured.recall("value") is None
    assert tally([], []).f1("value") is None


def test_an_article_with_nothing_found_may_be_absent() -> None:
    scores = score_articles({"a": [GOLD_RESPONSE], "b": [GOLD_RESPONSE]}, {"b": [GOLD_RESPONSE]})
    assert scores.tallies["all"].recall("full") == 0.5


def test_articles_do_not_pair_with_each_other() -> None:
    scores = score_articles({"a": [GOLD_RESPONSE], "b": []}, {"a": [], "b": [GOLD_RESPONSE]})
    assert scores.tallies["all"].hits["overlap"] == 0


def test_found_facts_without_gold_are_refused() -> None:
    with pytest.raises(ValueError, match="articles without gold: b"):
        score_articles({"a": []}, {"b": []})


# --- properties -----------------------------------------------------------------------------------


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    start = draw(st.integers(0, 12))
    end = start + draw(st.integers(1, 6))
    drugs = draw(st.sampled_from([["a"], ["b"]]))
    if draw(st.booleans()):
        return response(start, end, n=draw(st.integers(1, 2)), drugs=drugs)
    return fact("DOSE", start, end, value=draw(st.sampled_from([1, [1, 1], 2])), unit="mg", drugs=drugs)


# The first pairing loads scipy, which takes longer than hypothesis gives an example.
no_deadline = settings(deadline=None)
some_facts = st.lists(facts(), max_size=8)
few_facts = st.lists(facts().filter(lambda fact: fact["type"] == "RESPONSE"), max_size=4)


@no_deadline
@given(some_facts)
def test_gold_against_itself_is_perfect(gold: list[Fact]) -> None:
    assert hits(gold, gold) == (len(gold),) * 4


@no_deadline
@given(some_facts, some_facts, st.randoms(use_true_random=False))
def test_the_order_of_the_facts_does_not_matter(gold: list[Fact], found: list[Fact], random: Any) -> None:
    expected = pair_facts(gold, found)
    random.shuffle(gold)
    random.shuffle(found)
    assert pair_facts(gold, found) == expected


@no_deadline
@given(some_facts, some_facts)
def test_swapping_the_sides_swaps_precision_and_recall(gold: list[Fact], found: list[Fact]) -> None:
    # All facts state their drugs: only gold's are asked for, so the sides are alike only then.
    one, other = tally(gold, found), tally(found, gold)
    for level in LEVELS:
        assert one.precision(level) == other.recall(level)
        assert one.f1(level) == other.f1(level)


@no_deadline
@given(some_facts, some_facts)
def test_each_level_asks_for_more_than_the_last(gold: list[Fact], found: list[Fact]) -> None:
    strict, overlap, value, full = hits(gold, found)
    assert full <= value <= overlap <= min(len(gold), len(found))
    assert strict <= overlap


@no_deadline
@given(some_facts, st.lists(facts(), min_size=1, max_size=8))
def test_a_spurious_fact_never_raises_precision(gold: list[Fact], found: list[Fact]) -> None:
    before, after = tally(gold, found), tally(gold, [*found, response(100, 105, n=1, drugs=["a"])])
    for level in LEVELS:
        assert (after.precision(level) or 0) <= (before.precision(level) or 0)
        assert after.recall(level) == before.recall(level)


@no_deadline
@given(st.lists(facts(), min_size=1, max_size=8), some_facts)
def test_finding_one_more_gold_fact_never_lowers_the_hits(gold: list[Fact], found: list[Fact]) -> None:
    before, after = hits(gold, found), hits(gold, [*found, gold[0]])
    # The best pairing goes by full, then value: those two never fall, and full pairs bring all other levels.
    assert after[3] >= before[3]
    assert after[3] > before[3] or after[2] >= before[2]


@no_deadline
@given(some_facts, some_facts)
def test_every_fact_stands_in_one_pair(gold: list[Fact], found: list[Fact]) -> None:
    pairs = pair_facts(gold, found)
    assert sorted(map(str, gold)) == sorted(str(pair.gold) for pair in pairs if pair.gold)
    assert sorted(map(str, found)) == sorted(str(pair.found) for pair in pairs if pair.found)


@no_deadline
@given(few_facts, few_facts)
def test_no_other_pairing_is_better(gold: list[Fact], found: list[Fact]) -> None:
    strict, overlap, value, full = hits(gold, found)
    assert (full, value, strict, overlap) == max(_all_totals(gold, found))


def _all_totals(gold: list[Fact], found: list[Fact]) -> list[tuple[int, ...]]:
    """(full, value, strict, overlap) of every pairing there is, by trying them all."""
    totals = []
    for size in range(min(len(gold), len(found)) + 1):
        for rows in combinations(gold, size):
            for columns in permutations(found, size):
                pairs = [compare_facts(row, column) for row, column in zip(rows, columns, strict=True)]
                order = ("full", "value", "strict", "overlap")
                totals.append(tuple(sum(level in pair for pair in pairs) for level in order))
    return totals
