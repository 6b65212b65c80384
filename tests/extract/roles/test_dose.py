"""DOSE: an amount of drug; not a level, a weight, a size, a price or radiation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

CheckFact = Callable[[str, str, dict[str, Any] | None], None]


@pytest.mark.parametrize(
    "marked, fields",
    [
        pytest.param(
            "Vitamin D3, [2,000 IU], did not prevent cancer.",
            {"value": 2000, "unit": "[iU]"},
            id="international units alone",
        ),
        pytest.param(
            "Rivaroxaban [20 mg] a day was compared with warfarin.",
            {"value": 20, "unit": "mg"},
            id="a day is the schedule",
        ),
        pytest.param(
            "Osimertinib ([80 mg] orally once daily) was given.", {"value": 80, "unit": "mg"}, id="by mouth"
        ),
        pytest.param(
            "Half were given a single [25-mg] dose of psilocybin.",
            {"value": 25, "unit": "mg"},
            id="single dose",
        ),
        pytest.param(
            "They injected [0.5 mL] of the shingles vaccine Shingrix.",
            {"value": 0.5, "unit": "mL"},
            id="volume of a vaccine",
        ),
        pytest.param(
            "A loading dose of [8 mg per kilo] of trastuzumab came first.",
            {"value": 8, "unit": "mg/kg"},
            id="per kilo",
        ),
        pytest.param(
            "Insulin glargine was started at [10 units] at bedtime.",
            {"value": 10, "unit": "U"},
            id="units of insulin",
        ),
        pytest.param(
            "Patients received rituximab at [375 mg per square meter of body-surface area] on day 1.",
            {"value": 375, "unit": "mg/m2"},
            id="per square meter",
        ),
        pytest.param(
            "They were given docetaxel, [75 mg/m²], every three weeks.",
            {"value": 75, "unit": "mg/m2"},
            id="superscript",
        ),
        pytest.param(
            "Women took [20 mg] of tamoxifen daily.", {"value": 20, "unit": "mg"}, id="amount of drug"
        ),
        pytest.param("Women took tamoxifen [20mg] daily.", {"value": 20, "unit": "mg"}, id="glued unit"),
        pytest.param(
            "A [420-mg] dose of ibrutinib was taken once a day.", {"value": 420, "unit": "mg"}, id="hyphen"
        ),
        pytest.param(
            "Nivolumab ([3 mg/kg]) was infused every two weeks.",
            {"value": 3, "unit": "mg/kg"},
            id="in brackets",
        ),
        pytest.param(
            "Infants got [15 milligrams per kilogram] of the drug palivizumab.",
            {"value": 15, "unit": "mg/kg"},
            id="spelled out",
        ),
        pytest.param(
            "The starting dose of lenalidomide was [25 milligrams] a day.",
            {"value": 25, "unit": "mg"},
            id="dose was",
        ),
        pytest.param(
            "Doses of sotorasib ranged from [180 to 960 mg] daily.",
            {"value": [180, 960], "unit": "mg"},
            id="range",
        ),
        pytest.param(
            "Doses of sotorasib ranged from [180 mg to 960 mg] daily.",
            {"value": [180, 960], "unit": "mg"},
            id="range, unit twice",
        ),
        pytest.param(
            "Patients took up to [40 mg] of atorvastatin a day.",
            {"value": 40, "unit": "mg", "bound": "max"},
            id="up to",
        ),
        pytest.param(
            "Patients needed at least [40 mg] of atorvastatin a day.",
            {"value": 40, "unit": "mg", "bound": "min"},
            id="at least",
        ),
        pytest.param(
            "Participants were assigned to semaglutide [1·7\xa0mg] or placebo.",
            {"value": 1.7, "unit": "mg"},
            id="middle dot and no-break space",
        ),
        pytest.param(
            "Participants were assigned to semaglutide [2·4\u2009mg] or placebo.",
            {"value": 2.4, "unit": "mg"},
            id="thin space",
        ),
        pytest.param(
            "Carboplatin was dosed at [AUC 5] with paclitaxel.", {"value": 5, "unit": "mg.min/mL"}, id="AUC"
        ),
        pytest.param(
            "Levothyroxine [50 micrograms] was given each morning.",
            {"value": 50, "unit": "ug"},
            id="micrograms",
        ),
        pytest.param(
            "Levothyroxine [50 µg] was given each morning.", {"value": 50, "unit": "ug"}, id="micro sign"
        ),
        pytest.param(
            "Dexmedetomidine ran at [0.5 mcg/kg/hr] overnight.",
            {"value": 0.5, "unit": "ug/kg/h"},
            id="infusion rate",
        ),
        pytest.param(
            "Doses of tirzepatide were [5], 10 and 15 mg once a week.",
            {"value": 5, "unit": "mg"},
            id="first of a list",
        ),
        pytest.param(
            "Doses of tirzepatide were 5, [10] and 15 mg once a week.",
            {"value": 10, "unit": "mg"},
            id="second of a list",
        ),
        pytest.param(
            "Doses of tirzepatide were 5, 10 and [15 mg] once a week.",
            {"value": 15, "unit": "mg"},
            id="last of a list",
        ),
        pytest.param(
            "Carfilzomib was given at [20]/27 mg/m² on six days.",
            {"value": 20, "unit": "mg/m2"},
            id="step-up, first",
        ),
        pytest.param(
            "Carfilzomib was given at 20/[27 mg/m²] on six days.",
            {"value": 27, "unit": "mg/m2"},
            id="step-up, second",
        ),
        pytest.param(
            "One tablet of ledipasvir and sofosbuvir, [90 mg]/400 mg, was taken daily.",
            {"value": 90, "unit": "mg"},
            id="fixed combination, first",
        ),
        pytest.param(
            "One tablet of ledipasvir and sofosbuvir, 90 mg/[400 mg], was taken daily.",
            {"value": 400, "unit": "mg"},
            id="fixed combination, second",
        ),
        pytest.param(
            "The children received [2 x 10^6 CAR T cells/kg] of tisagenlecleucel.",
            {"value": 2000000, "unit": "{cells}/kg"},
            id="cells per kilogram",
        ),
        pytest.param(
            "Aspirin at [81 mg/day] was no worse than 325 mg/day.",
            {"value": 81, "unit": "mg/d"},
            id="per day",
        ),
        pytest.param(
            "Low-dose aspirin ([100 mg] once daily) was compared with placebo.",
            {"value": 100, "unit": "mg"},
            id="low-dose",
        ),
        pytest.param(
            "Patients on 40 mg were raised to [80 mg] of atorvastatin.",
            {"value": 80, "unit": "mg"},
            id="raised to",
        ),
    ],
)
def test_hits(check_fact: CheckFact, marked: str, fields: dict[str, Any] | None) -> None:
    check_fact("DOSE", marked, fields)


@pytest.mark.parametrize(
    "marked, fields",
    [
        pytest.param("A blood glucose above [126 mg/dL] is diabetes.", None, id="concentration"),
        pytest.param(
            "Her LDL cholesterol fell by [40 mg per deciliter] on evolocumab.",
            None,
            id="concentration spelled out",
        ),
        pytest.param("Creatinine was [1.4 mg/dL] after ibuprofen.", None, id="laboratory value"),
        pytest.param("Blood pressure fell to [130 mm Hg] on amlodipine.", None, id="blood pressure"),
        pytest.param("Women received [50 Gy] of radiation after tamoxifen.", None, id="radiation"),
        pytest.param("The tumor measured [3 cm] before pembrolizumab.", None, id="size"),
        pytest.param("People on semaglutide lost [15 kg] on average.", None, id="body weight"),
        pytest.param("People on semaglutide lost [33 pounds] on average.", None, id="body weight in pounds"),
        pytest.param("Patients took metformin for [12 weeks].", None, id="a duration"),
        pytest.param("Some [400 people] took metformin.", None, id="people"),
        pytest.param("Metformin costs [$4] a month.", None, id="a price"),
        pytest.param(
            "Mice were given [10 mg/kg] of the compound, and the tumours shrank.", None, id="given to mice"
        ),
        pytest.param("The clearance of metformin was [510 mL/min].", None, id="a clearance"),
    ],
)
def test_near_misses(check_fact: CheckFact, marked: str, fields: dict[str, Any] | None) -> None:
    check_fact("DOSE", marked, fields)
