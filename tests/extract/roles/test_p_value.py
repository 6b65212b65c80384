"""P_VALUE: the letter, the operator and the value."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

CheckFact = Callable[[str, str, dict[str, Any] | None], None]


@pytest.mark.parametrize(
    "marked, fields",
    [
        pytest.param(
            "Survival was longer with olaparib ([P < .001]).", {"op": "<", "value": 0.001}, id="no zero"
        ),
        pytest.param(
            "Survival was longer with olaparib ([P<.001]).", {"op": "<", "value": 0.001}, id="no spaces"
        ),
        pytest.param(
            "Survival was longer with olaparib (HR, 0.54; [p=0.02]).",
            {"op": "=", "value": 0.02},
            id="behind a ratio",
        ),
        pytest.param(
            "Survival was longer with olaparib (hazard ratio 0·54, 95% CI 0·40–0·73; [p<0·0001]).",
            {"op": "<", "value": 0.0001},
            id="Lancet",
        ),
        pytest.param(
            "The difference was not significant ([P = .31]).",
            {"op": "=", "value": 0.31},
            id="not significant",
        ),
        pytest.param(
            "The difference was not significant ([p > 0.05]).", {"op": ">", "value": 0.05}, id="greater"
        ),
        pytest.param(
            "The difference was significant, with a [p-value of 0.03].",
            {"op": "=", "value": 0.03},
            id="p-value of",
        ),
        pytest.param(
            "The [P value was .04] for the comparison.", {"op": "=", "value": 0.04}, id="P value was"
        ),
        pytest.param(
            "It was significant ([p\xa0=\xa00·0399]).", {"op": "=", "value": 0.0399}, id="no-break spaces"
        ),
        pytest.param("Response rates differed ([P ≤ .01]).", {"op": "<", "value": 0.01}, id="at most"),
        pytest.param(
            "It was significant (61% vs 11%; [P=0.001]).",
            {"op": "=", "value": 0.001},
            id="behind percentages",
        ),
    ],
)
def test_hits(check_fact: CheckFact, marked: str, fields: dict[str, Any] | None) -> None:
    check_fact("P_VALUE", marked, fields)


@pytest.mark.parametrize(
    "marked, fields",
    [
        pytest.param("The hazard ratio was [0.54].", None, id="a ratio"),
        pytest.param("The 95% CI was [0.40 to 0.73].", None, id="an interval"),
        pytest.param("Less than [0.05%] had it.", None, id="a percentage"),
        pytest.param("Tumours with [p53] mutations shrank.", None, id="a gene"),
        pytest.param("He is on page p. [12] of it.", None, id="a page"),
    ],
)
def test_near_misses(check_fact: CheckFact, marked: str, fields: dict[str, Any] | None) -> None:
    check_fact("P_VALUE", marked, fields)
