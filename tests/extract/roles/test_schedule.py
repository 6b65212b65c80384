"""SCHEDULE: how often a drug is given, or on which days; not how often people are scanned or relapse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

CheckFact = Callable[[str, str, dict[str, Any] | None], None]


@pytest.mark.parametrize(
    "marked, fields",
    [
        pytest.param(
            "Patients took ibrutinib [once daily].", {"times": 1, "period": 1, "unit": "d"}, id="once daily"
        ),
        pytest.param(
            "Patients took 420 mg of ibrutinib [once a day].",
            {"times": 1, "period": 1, "unit": "d"},
            id="once a day",
        ),
        pytest.param(
            "Apixaban 5 mg [twice daily] was compared with warfarin.",
            {"times": 2, "period": 1, "unit": "d"},
            id="twice daily",
        ),
        pytest.param(
            "Apixaban is taken [two times a day].",
            {"times": 2, "period": 1, "unit": "d"},
            id="two times a day",
        ),
        pytest.param(
            "A [once-weekly] injection of semaglutide was given.",
            {"times": 1, "period": 1, "unit": "wk"},
            id="adjective",
        ),
        pytest.param(
            "A [twice-daily] dose of apixaban was given.",
            {"times": 2, "period": 1, "unit": "d"},
            id="adjective, twice",
        ),
        pytest.param(
            "Semaglutide is injected [once a week].",
            {"times": 1, "period": 1, "unit": "wk"},
            id="once a week",
        ),
        pytest.param(
            "Pembrolizumab, 200 mg, was given [every three weeks].",
            {"times": 1, "period": 3, "unit": "wk"},
            id="every three weeks",
        ),
        pytest.param(
            "Nivolumab was infused [every 2 weeks].", {"times": 1, "period": 2, "unit": "wk"}, id="digits"
        ),
        pytest.param(
            "Nivolumab was infused [every\xa02\xa0weeks].",
            {"times": 1, "period": 2, "unit": "wk"},
            id="no-break spaces",
        ),
        pytest.param(
            "Pembrolizumab 200 mg [Q3W] was given with chemotherapy.",
            {"times": 1, "period": 3, "unit": "wk"},
            id="Q3W",
        ),
        pytest.param(
            "Pembrolizumab 200 mg [q3w] was given with chemotherapy.",
            {"times": 1, "period": 3, "unit": "wk"},
            id="q3w",
        ),
        pytest.param(
            "Inclisiran is injected [twice a year].",
            {"times": 2, "period": 1, "unit": "a"},
            id="twice a year",
        ),
        pytest.param(
            "Denosumab is given under the skin [every six months].",
            {"times": 1, "period": 6, "unit": "mo"},
            id="every six months",
        ),
        pytest.param(
            "Zoledronic acid was infused [once a year].",
            {"times": 1, "period": 1, "unit": "a"},
            id="once a year",
        ),
        pytest.param(
            "Dupilumab, 300 mg [every other week], was given.",
            {"times": 1, "period": 2, "unit": "wk"},
            id="every other week",
        ),
        pytest.param(
            "Prednisone was taken [every other day].",
            {"times": 1, "period": 2, "unit": "d"},
            id="every other day",
        ),
        pytest.param(
            "Amoxicillin was given [every eight hours].", {"times": 1, "period": 8, "unit": "h"}, id="hours"
        ),
        pytest.param(
            "Erenumab was injected [monthly].", {"times": 1, "period": 1, "unit": "mo"}, id="monthly"
        ),
        pytest.param(
            "Erenumab 140 mg was injected [once a month].",
            {"times": 1, "period": 1, "unit": "mo"},
            id="once a month",
        ),
        pytest.param(
            "Exemestane was taken at 25 mg [a day].",
            {"times": 1, "period": 1, "unit": "d"},
            id="a day behind a dose",
        ),
        pytest.param(
            "Fulvestrant shots were given [every 28 days].",
            {"times": 1, "period": 28, "unit": "d"},
            id="every 28 days",
        ),
        pytest.param(
            "Abatacept was given intravenously [every four weeks].",
            {"times": 1, "period": 4, "unit": "wk"},
            id="intravenously",
        ),
        pytest.param(
            "Rituximab was repeated [every eight weeks] as maintenance.",
            {"times": 1, "period": 8, "unit": "wk"},
            id="maintenance",
        ),
        pytest.param(
            "Adalimumab, self-injected [every two weeks], eased pain.",
            {"times": 1, "period": 2, "unit": "wk"},
            id="self-injected",
        ),
        pytest.param(
            "Eye drops of latanoprost were applied [each evening].",
            {"times": 1, "period": 1, "unit": "d"},
            id="each evening",
        ),
        pytest.param("Paclitaxel was given [weekly].", {"times": 1, "period": 1, "unit": "wk"}, id="weekly"),
        pytest.param(
            "Melatonin was taken [every night].", {"times": 1, "period": 1, "unit": "d"}, id="every night"
        ),
        pytest.param(
            "Ranibizumab injections were given [every four to six weeks].",
            {"times": 1, "period": [4, 6], "unit": "wk"},
            id="a range of weeks",
        ),
        pytest.param(
            "Bortezomib was given on [days 1, 4, 8 and 11] of each cycle.",
            {"days": [1, 4, 8, 11]},
            id="days of a cycle",
        ),
        pytest.param(
            "Bortezomib was given on [days 1, 4, 8, and 11] of a 21-day cycle.",
            {"days": [1, 4, 8, 11]},
            id="serial comma",
        ),
        pytest.param(
            "Azacitidine was injected on [days 1 through 7].", {"days": [1, 2, 3, 4, 5, 6, 7]}, id="through"
        ),
        pytest.param("Azacitidine was injected on [days 1–5].", {"days": [1, 2, 3, 4, 5]}, id="en dash"),
        pytest.param("Cyclophosphamide was infused on [day 1] of each cycle.", {"days": [1]}, id="one day"),
    ],
)
def test_hits(check_fact: CheckFact, marked: str, fields: dict[str, Any] | None) -> None:
    check_fact("SCHEDULE", marked, fields)


@pytest.mark.parametrize(
    "marked, fields",
    [
        pytest.param("Tumors were assessed by scan [every eight weeks].", None, id="assessments"),
        pytest.param("Patients were scanned [every three months].", None, id="scans"),
        pytest.param("Blood tests were done [weekly].", None, id="blood tests"),
        pytest.param("Patients on erenumab had fewer [monthly] migraine days.", None, id="events a month"),
        pytest.param("It helped with [daily] activities.", None, id="daily activities"),
        pytest.param("The disease kills 10,000 Americans [each year].", None, id="deaths a year"),
        pytest.param("Patients took ibrutinib for [three weeks].", None, id="a duration"),
        pytest.param("Patients received a [single dose] of psilocybin.", None, id="single dose"),
        pytest.param("The journal appears [weekly].", None, id="a journal"),
        pytest.param("She walks [every day].", None, id="nothing is given"),
        pytest.param("Ibrutinib was given in [28-day] cycles.", None, id="cycle length"),
        pytest.param("Patients died by [day 60].", None, id="a late day"),
    ],
)
def test_near_misses(check_fact: CheckFact, marked: str, fields: dict[str, Any] | None) -> None:
    check_fact("SCHEDULE", marked, fields)
