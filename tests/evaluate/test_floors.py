"""The gate of CI."""

from __future__ import annotations

import pytest

from pipeline.errors import MednewsError
from pipeline.evaluate.floors import Floor, check_floors, parse_floor
from pipeline.evaluate.score import score_articles


@pytest.mark.parametrize(
    "text, floor",
    [
        ("all.value=0.90", Floor("all", "value", "f1", 0.9)),
        ("core.full=1", Floor("core", "full", "f1", 1.0)),
        ("DRUG.strict.precision=.5", Floor("DRUG", "strict", "precision", 0.5)),
        ("P_VALUE.overlap.recall=0", Floor("P_VALUE", "overlap", "recall", 0.0)),
        (" all.value.f1 = 0.9 ", Floor("all", "value", "f1", 0.9)),
    ],
)
def test_floors(text: str, floor: Floor) -> None:
    assert parse_floor(text) == floor


@pytest.mark.parametrize(
    "text, what",
    [
        ("", '"" is no floor'),
        ("all.value", '"all.value" is no floor'),
        ("all=0.9", '"all=0.9" is no floor'),
        ("all.value.f1.x=0.9", "is no floor"),
        ("all.value=", "is no floor"),
        ("all.value=high", "is no floor"),
        ("all.value=nan", "is no floor"),
        ("all.value=-0.1", "is no floor"),
        ("all.value=90%", "is no floor"),
        ("everything.value=0.9", 'no row "everything"'),
        ("drug.value=0.9", 'no row "drug"'),
        ("all.values=0.9", 'no level "values"'),
        ("all.value.mean=0.9", 'no statistic "mean"'),
        ("all.value=90", "is not between 0 and 1"),
    ],
)
def test_what_is_no_floor(text: str, what: str) -> None:
    with pytest.raises(MednewsError) as caught:
        parse_floor(text)
    assert what in caught.value.what
    assert caught.value.hint


def test_a_figure_at_its_floor_passes_and_one_below_does_not() -> None:
    """Nine of ten doses found: recall 0.9, precision 1."""
    gold = [
        {"type": "DOSE", "start": i, "end": i + 1, "text": "x", "value": i, "unit": "mg"} for i in range(10)
    ]
    scores = score_articles({"a": gold}, {"a": gold[:9]})
    texts = ["DOSE.value.recall=0.9", "DOSE.value.recall=0.91", "DOSE.value.precision=1"]
    results = check_floors([parse_floor(text) for text in texts], scores)
    assert [result.passed for result in results] == [True, False, True]
    assert str(results[0].floor) == "DOSE.value.recall"


def test_a_figure_that_is_undefined_does_not_pass() -> None:
    (result,) = check_floors([parse_floor("DRUG.value=0")], score_articles({"a": []}, {"a": []}))
    assert result.measured is None
    assert not result.passed
