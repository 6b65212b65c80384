"""Known non-facts: understood, set aside under their own name, and never a fact."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from spacy.language import Language

CheckFact = Callable[[str, str, dict[str, Any] | None], None]
ReadMark = Callable[[str], tuple[str, int, int]]


def facts_and_roles(nlp: Language, text: str, start: int, end: int) -> tuple[list[str], list[str]]:
    """The types of the numeric facts, and the roles of what was set aside, at [start, end)."""
    doc = nlp(text)
    facts = [f["type"] for f in doc._.facts if f["start"] < end and start < f["end"]]
    aside = [e["role"] for e in doc._.mednews_set_aside if e["start"] < end and start < e["end"]]
    return [kind for kind in facts if kind not in ("DRUG", "CONDITION", "TRIAL", "JOURNAL")], aside


@pytest.mark.parametrize(
    "marked, role",
    [
        pytest.param("The median age was [64 years].", "age", id="median age"),
        pytest.param("Patients were aged [18 to 75 years].", "age", id="aged"),
        pytest.param("A [65-year-old] woman took part.", "age", id="years old"),
        pytest.param("Patients [12 years] of age and older took part.", "age", id="of age"),
        pytest.param("Men over [50] were screened.", "age", id="over 50"),
        pytest.param("The drug costs [$10,000] a month.", "price", id="dollars"),
        pytest.param("The pills cost [£4.50] each.", "price", id="pounds"),
        pytest.param("The trial ran at [48 hospitals].", "sites", id="hospitals"),
        pytest.param("The trial ran in [12 countries].", "sites", id="countries"),
        pytest.param("It affects [1.2 million] Americans.", "prevalence", id="affects millions"),
        pytest.param("It accounts for [15 percent] of lung cancers.", "prevalence", id="accounts for"),
        pytest.param("The company's shares rose [12 percent].", "market", id="shares"),
        pytest.param(
            "Patients were randomized [2:1] to olaparib or placebo.", "randomization_ratio", id="ratio"
        ),
        pytest.param("At [week 24], scans were read.", "timepoint", id="week"),
        pytest.param("Olaparib was first made [ten years ago].", "ago", id="ago"),
        pytest.param("The gain was [10 percentage points].", "score_change", id="percentage points"),
        pytest.param("LDL cholesterol fell by [40 percent].", "laboratory_value", id="cholesterol"),
        pytest.param("Tumors shrank in [12 mice].", "animal", id="mice"),
    ],
)
def test_set_aside(nlp: Language, read_mark: ReadMark, marked: str, role: str) -> None:
    assert facts_and_roles(nlp, *read_mark(marked)) == ([], [role])


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param("The team met on [March 9, 2023] in Boston.", id="date"),
        pytest.param("Olaparib was approved in [2014].", id="year"),
        pytest.param("Call [1-800-555-0199] for olaparib.", id="phone"),
        pytest.param("Patients had type [2] diabetes.", id="label"),
        pytest.param("The [42nd] meeting was in Boston.", id="ordinal"),
        pytest.param("It began at [8:30 a.m.] sharp.", id="time of day"),
        pytest.param("See Table [2] for olaparib.", id="table"),
        pytest.param("Grade [3] events were seen with olaparib.", id="grade"),
        pytest.param("It is at [https://example.org/12/34] now.", id="link"),
    ],
)
def test_no_fact(nlp: Language, read_mark: ReadMark, marked: str) -> None:
    assert facts_and_roles(nlp, *read_mark(marked))[0] in ([], ["APPROVAL"])


@pytest.mark.parametrize(
    "kind, marked, fields",
    [
        pytest.param(
            "RESPONSE",
            "Of men over 50, [61 percent] responded to olaparib.",
            {"category": "OR", "percent": 61},
            id="an age nearby",
        ),
        pytest.param(
            "DURATION",
            "Men over 50 took olaparib for [six months].",
            {"value": 6, "unit": "mo"},
            id="an age nearby, duration",
        ),
        pytest.param(
            "DOSE",
            "At $10 a pill, [20 mg] of tamoxifen is cheap.",
            {"value": 20, "unit": "mg"},
            id="a price nearby",
        ),
        pytest.param(
            "SCHEDULE",
            "From week 4 on, erenumab was injected [once a month].",
            {"times": 1, "period": 1, "unit": "mo"},
            id="a time point nearby",
        ),
    ],
)
def test_facts_beside_them(check_fact: CheckFact, kind: str, marked: str, fields: dict[str, Any]) -> None:
    check_fact(kind, marked, fields)
