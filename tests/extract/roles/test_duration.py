"""DURATION: how long a treatment was given; not follow-up, survival, age or a career."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

CheckFact = Callable[[str, str, dict[str, Any] | None], None]


@pytest.mark.parametrize(
    "marked, fields",
    [
        pytest.param(
            "Participants stayed on semaglutide for [68 weeks].", {"value": 68, "unit": "wk"}, id="stayed on"
        ),
        pytest.param(
            "The women continued taking tamoxifen for another [five years].",
            {"value": 5, "unit": "a"},
            id="another",
        ),
        pytest.param(
            "[Six weeks] of treatment with ketamine lifted mood.",
            {"value": 6, "unit": "wk"},
            id="opens the sentence",
        ),
        pytest.param(
            "Treatment with ketamine went on for [six weeks].", {"value": 6, "unit": "wk"}, id="went on"
        ),
        pytest.param(
            "[Two years] of tamoxifen cut relapses.",
            {"value": 2, "unit": "a"},
            id="opens the sentence, of a drug",
        ),
        pytest.param("Patients took metformin for [12 weeks].", {"value": 12, "unit": "wk"}, id="for"),
        pytest.param(
            "Patients were treated with imatinib for [three years].",
            {"value": 3, "unit": "a"},
            id="treated for",
        ),
        pytest.param(
            "After [six months] of treatment with adalimumab, pain eased.",
            {"value": 6, "unit": "mo"},
            id="of treatment",
        ),
        pytest.param(
            "After [24 weeks] of therapy with dupilumab, skin cleared.",
            {"value": 24, "unit": "wk"},
            id="of therapy",
        ),
        pytest.param(
            "Women took tamoxifen for up to [10 years].",
            {"value": 10, "unit": "a", "bound": "max"},
            id="up to",
        ),
        pytest.param(
            "Women took tamoxifen for at least [five years].",
            {"value": 5, "unit": "a", "bound": "min"},
            id="at least",
        ),
        pytest.param("A [24-week] course of sofosbuvir was given.", {"value": 24, "unit": "wk"}, id="course"),
        pytest.param(
            "Sofosbuvir was given for [8 or 12 weeks].", {"value": [8, 12], "unit": "wk"}, id="alternatives"
        ),
        pytest.param(
            "Sofosbuvir was given for [8 to 12 weeks].", {"value": [8, 12], "unit": "wk"}, id="range"
        ),
        pytest.param(
            "Sofosbuvir was given for [12\xa0weeks].", {"value": 12, "unit": "wk"}, id="no-break space"
        ),
        pytest.param(
            "Treatment with trastuzumab lasted [one year].", {"value": 1, "unit": "a"}, id="treatment lasted"
        ),
        pytest.param("Trastuzumab was given for [a year].", {"value": 1, "unit": "a"}, id="a year"),
        pytest.param(
            "Trastuzumab therapy continued for [18 months].", {"value": 18, "unit": "mo"}, id="continued for"
        ),
        pytest.param(
            "The median duration of treatment with olaparib was [8.2 months].",
            {"value": 8.2, "unit": "mo"},
            id="duration of treatment",
        ),
        pytest.param(
            "In the [16-week] study, dupilumab eased the itch.", {"value": 16, "unit": "wk"}, id="a study"
        ),
        pytest.param(
            "Brexanolone is given as a [60-hour] infusion.", {"value": 60, "unit": "h"}, id="infusion"
        ),
        pytest.param(
            "Volunteers received the drug or placebo daily for [eight weeks].",
            {"value": 8, "unit": "wk"},
            id="daily for",
        ),
    ],
)
def test_hits(check_fact: CheckFact, marked: str, fields: dict[str, Any] | None) -> None:
    check_fact("DURATION", marked, fields)


@pytest.mark.parametrize(
    "marked, fields",
    [
        pytest.param("Patients who took metformin were followed for [12 weeks].", None, id="follow-up"),
        pytest.param("Median survival on olaparib was [8.2 months].", None, id="survival"),
        pytest.param("Progression-free survival was [12 months] with olaparib.", None, id="PFS"),
        pytest.param("Olaparib was approved [two years] ago.", None, id="ago"),
        pytest.param("Patients took olaparib every [three weeks].", None, id="a frequency"),
        pytest.param("Women older than [50 years] took tamoxifen.", None, id="age"),
        pytest.param("A [65-year-old] woman took tamoxifen.", None, id="age, hyphens"),
        pytest.param("Tamoxifen was given in [28-day] cycles.", None, id="cycle length"),
        pytest.param("She had lived with asthma for [20 years].", None, id="how long a disease lasts"),
        pytest.param("The researcher has studied asthma for [20 years].", None, id="a career"),
        pytest.param("Results on olaparib are expected within [six months].", None, id="a plan"),
        pytest.param("Responses to olaparib lasted [nine months].", None, id="duration of response"),
    ],
)
def test_near_misses(check_fact: CheckFact, marked: str, fields: dict[str, Any] | None) -> None:
    check_fact("DURATION", marked, fields)
