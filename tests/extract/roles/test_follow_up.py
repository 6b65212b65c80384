"""FOLLOW_UP: how long people were followed; not treated, and not alive."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

CheckFact = Callable[[str, str, dict[str, Any] | None], None]


@pytest.mark.parametrize(
    "marked, fields",
    [
        pytest.param(
            "Olaparib held up (median follow-up, [22.3 months]).",
            {"value": 22.3, "unit": "mo", "statistic": "median"},
            id="in brackets",
        ),
        pytest.param(
            "At [30 months] median follow-up, olaparib held up.",
            {"value": 30, "unit": "mo", "statistic": "median"},
            id="median behind the figure",
        ),
        pytest.param(
            "They were observed for [90 days] after the vaccine.", {"value": 90, "unit": "d"}, id="observed"
        ),
        pytest.param(
            "With [two years] of follow-up, olaparib held up.", {"value": 2, "unit": "a"}, id="with"
        ),
        pytest.param(
            "The median follow-up was [11 months].",
            {"value": 11, "unit": "mo", "statistic": "median"},
            id="median follow-up was",
        ),
        pytest.param(
            "After a median follow-up of [11 months], 40 patients were alive.",
            {"value": 11, "unit": "mo", "statistic": "median"},
            id="after a median follow-up of",
        ),
        pytest.param(
            "With a median follow-up of [5.2 years], patients on tamoxifen did well.",
            {"value": 5.2, "unit": "a", "statistic": "median"},
            id="years",
        ),
        pytest.param(
            "At a median followup of [18 months], patients did well.",
            {"value": 18, "unit": "mo", "statistic": "median"},
            id="one word",
        ),
        pytest.param(
            "After a mean follow-up of [18 months], patients did well.",
            {"value": 18, "unit": "mo", "statistic": "mean"},
            id="mean",
        ),
        pytest.param(
            "After an average follow-up of [four years], patients did well.",
            {"value": 4, "unit": "a", "statistic": "mean"},
            id="average",
        ),
        pytest.param(
            "After [55 months] of follow-up, patients did well.",
            {"value": 55, "unit": "mo"},
            id="of follow-up",
        ),
        pytest.param("Patients were followed for [two years].", {"value": 2, "unit": "a"}, id="followed for"),
        pytest.param(
            "Patients were followed for a median of [9.3 months].",
            {"value": 9.3, "unit": "mo", "statistic": "median"},
            id="followed for a median of",
        ),
        pytest.param(
            "Patients were followed up for [9·3\u2009months].", {"value": 9.3, "unit": "mo"}, id="Lancet"
        ),
        pytest.param(
            "The researchers tracked the women for [12 years].", {"value": 12, "unit": "a"}, id="tracked"
        ),
        pytest.param("The women were monitored for [12 years].", {"value": 12, "unit": "a"}, id="monitored"),
        pytest.param(
            "Patients were followed for at least [five years].",
            {"value": 5, "unit": "a", "bound": "min"},
            id="at least",
        ),
        pytest.param(
            "Patients were followed for up to [five years].",
            {"value": 5, "unit": "a", "bound": "max"},
            id="up to",
        ),
        pytest.param(
            "The median duration of follow-up was [27.5 months].",
            {"value": 27.5, "unit": "mo", "statistic": "median"},
            id="duration of follow-up",
        ),
        pytest.param(
            "Median follow-up: [27.5 months].",
            {"value": 27.5, "unit": "mo", "statistic": "median"},
            id="colon",
        ),
        pytest.param(
            "Follow-up ranged from [6 to 30 months].",
            {"value": [6, 30], "unit": "mo", "statistic": "range"},
            id="range",
        ),
        pytest.param(
            "During [three years] of follow-up, 12 patients died.", {"value": 3, "unit": "a"}, id="during"
        ),
        pytest.param(
            "Over a median of [3.1 years] of follow-up, 12 patients died.",
            {"value": 3.1, "unit": "a", "statistic": "median"},
            id="over a median of",
        ),
        pytest.param(
            "The median follow-up time was [30 months].",
            {"value": 30, "unit": "mo", "statistic": "median"},
            id="time",
        ),
    ],
)
def test_hits(check_fact: CheckFact, marked: str, fields: dict[str, Any] | None) -> None:
    check_fact("FOLLOW_UP", marked, fields)


@pytest.mark.parametrize(
    "marked, fields",
    [
        pytest.param("Patients took metformin for [12 weeks].", None, id="treatment"),
        pytest.param("Median survival was [11 months].", None, id="survival"),
        pytest.param("A follow-up study will start in [two years].", None, id="a follow-up study"),
        pytest.param("The follow-up visit took [two hours].", None, id="a visit"),
        pytest.param("At follow-up, the [65-year-old] was well.", None, id="age"),
    ],
)
def test_near_misses(check_fact: CheckFact, marked: str, fields: dict[str, Any] | None) -> None:
    check_fact("FOLLOW_UP", marked, fields)
