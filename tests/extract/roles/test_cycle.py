"""CYCLE_LENGTH and CYCLE_COUNT: how long a cycle is, and how many were given."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

CheckFact = Callable[[str, str, dict[str, Any] | None], None]


@pytest.mark.parametrize(
    "marked, fields",
    [
        pytest.param("Ibrutinib was given in [29-day] cycles.", {"value": 29, "unit": "d"}, id="hyphen"),
        pytest.param(
            "Azacitidine was given for seven days of each [28-day] cycle.",
            {"value": 28, "unit": "d"},
            id="each",
        ),
        pytest.param(
            "Bortezomib was given in [21-day] treatment cycles.",
            {"value": 21, "unit": "d"},
            id="adjective between",
        ),
        pytest.param(
            "Lenalidomide was taken on days 1 to 21 of a [28-day] cycle.",
            {"value": 28, "unit": "d"},
            id="days of a cycle",
        ),
        pytest.param(
            "Patients received eight [three-week] cycles of docetaxel.",
            {"value": 3, "unit": "wk"},
            id="weeks in words",
        ),
        pytest.param(
            "Docetaxel was given in cycles of [21 days].", {"value": 21, "unit": "d"}, id="cycles of"
        ),
        pytest.param(
            "Docetaxel was given in [21‑day] cycles.", {"value": 21, "unit": "d"}, id="no-break hyphen"
        ),
        pytest.param(
            "Temozolomide was taken for five days of a [four-week] cycle.",
            {"value": 4, "unit": "wk"},
            id="four-week",
        ),
        pytest.param(
            "Patients had six [14-day] cycles of FOLFOX.", {"value": 14, "unit": "d"}, id="a count before it"
        ),
        pytest.param(
            "Patients had up to eight [21-day] cycles of CHOP.",
            {"value": 21, "unit": "d"},
            id="up to so many",
        ),
        pytest.param("Docetaxel was given every [21 days].", None, id="a frequency"),
        pytest.param("Docetaxel was given for [12 weeks].", None, id="how long treatment lasted"),
        pytest.param(
            "For [28 days] after the last cycle, patients were watched.", None, id="a duration near a cycle"
        ),
        pytest.param(
            "Each 21-day treatment [cycle] began with docetaxel.", None, id="the noun is not the value"
        ),
        pytest.param("Women with a [28-day] menstrual period took tamoxifen.", None, id="no treatment cycle"),
        pytest.param("A [six-week] course of radiation followed.", None, id="a course of radiation"),
        pytest.param("After [6 months] of cycles, tumours shrank.", None, id="months of cycles"),
    ],
)
def test_cycle_length(check_fact: CheckFact, marked: str, fields: dict[str, Any] | None) -> None:
    check_fact("CYCLE_LENGTH", marked, fields)


@pytest.mark.parametrize(
    "marked, fields",
    [
        pytest.param("Patients received [six cycles] of R-CHOP.", {"value": 6}, id="words"),
        pytest.param("Patients received [6 cycles] of R-CHOP.", {"value": 6}, id="digits"),
        pytest.param(
            "Patients received [six or 12 cycles] of ipilimumab.", {"value": [6, 12]}, id="alternatives"
        ),
        pytest.param(
            "Patients received [three to eight cycles] of docetaxel.", {"value": [3, 8]}, id="range"
        ),
        pytest.param("Patients received [4–6 cycles] of docetaxel.", {"value": [4, 6]}, id="en dash"),
        pytest.param(
            "Patients received up to [six cycles] of docetaxel.",
            {"value": 6, "bound": "max"},
            id="up to stays outside",
        ),
        pytest.param(
            "Patients received at least [two cycles] of docetaxel.",
            {"value": 2, "bound": "min"},
            id="at least stays outside",
        ),
        pytest.param(
            "Patients received a maximum of [eight cycles] of docetaxel.",
            {"value": 8, "bound": "max"},
            id="a maximum of",
        ),
        pytest.param(
            "Patients received [four additional cycles] of docetaxel.", {"value": 4}, id="adjective inside"
        ),
        pytest.param("A median of [five cycles] of azacitidine was given.", {"value": 5}, id="median"),
        pytest.param("Patients had [eight 21-day cycles] of CHOP.", {"value": 8}, id="length inside"),
        pytest.param(
            "After [two cycles], scans were repeated on nivolumab.", {"value": 2}, id="after so many"
        ),
        pytest.param("At [cycle 3], nivolumab was stopped.", None, id="a numbered cycle"),
        pytest.param("In each [28-day] cycle, lenalidomide was given.", None, id="the length"),
        pytest.param("Some [six patients] had cycles of R-CHOP.", None, id="patients"),
        pytest.param("The [first] cycle of docetaxel was the hardest.", None, id="ordinal"),
        pytest.param("[Three] cyclists had asthma.", None, id="another word"),
        pytest.param("Patients had [two lines] of therapy before R-CHOP.", None, id="lines of therapy"),
        pytest.param("No [cycle] was missed.", None, id="no number"),
    ],
)
def test_cycle_count(check_fact: CheckFact, marked: str, fields: dict[str, Any] | None) -> None:
    check_fact("CYCLE_COUNT", marked, fields)
