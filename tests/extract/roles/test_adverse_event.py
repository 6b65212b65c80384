"""Adverse events: which harm words count, and the rates that belong to them."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.extract.names.condition import find_conditions
from pipeline.extract.names.harm import find_harm_terms
from pipeline.extract.quantity import find_quantities
from pipeline.extract.roles.adverse_event import find_adverse_events
from pipeline.extract.sentence import find_sentences
from pipeline.extract.spans import Name, Quantity


def read(text: str) -> list[dict[str, Any]]:
    """The facts without their places."""
    names = [*find_conditions(text, {}), *find_harm_terms(text, {})]
    at = text.find("Xelodrin")
    if at >= 0:
        names.append(Name(at, at + 8, "DRUG", "xelodrin"))
    facts, _ = find_adverse_events(text, find_sentences(text), names, find_quantities(text))
    return [
        {k: v for k, v in fact.items() if k not in {"type", "start", "end", "text", "rates"}}
        for fact in facts
    ]


@pytest.mark.parametrize(
    "text, facts",
    [
        pytest.param(
            "Side effects included nausea (40% vs 27%) and rash (12% vs 5%).",
            [
                {"term": "nausea", "percent": 40, "other_percent": 27},
                {"term": "rash", "percent": 12, "other_percent": 5},
            ],
            id="two arms in brackets",
        ),
        pytest.param(
            "The commonest adverse event was cough (8% on placebo, against 6% on Xelodrin).",
            [{"term": "cough", "percent": 6, "other_percent": 8}],
            id="placebo first",
        ),
        pytest.param(
            "Grade 3/4 neutropenia was observed in 10% of patients on Xelodrin and 0% on placebo.",
            [{"term": "neutropenia", "grade": "3-4", "percent": 10, "other_percent": 0}],
            id="grade and verb",
        ),
        pytest.param(
            "Rates of grade 3 or higher diarrhea (9% vs 2%) and fatigue (7% vs 4%) rose.",
            [
                {"term": "diarrhea", "grade": ">=3", "percent": 9, "other_percent": 2},
                {"term": "fatigue", "grade": ">=3", "percent": 7, "other_percent": 4},
            ],
            id="one grade for a list",
        ),
        pytest.param(
            "On Xelodrin, leukemia arose in three women.",
            [{"term": "leukemia", "n": 3}],
            id="a new case of a disease",
        ),
        pytest.param("Of 90 patients with leukemia, three took Xelodrin.", [], id="the disease treated"),
        pytest.param(
            "Two people on Xelodrin came down with pancreatitis, and one died of it.",
            [{"term": "pancreatitis", "n": 2}, {"term": "death", "n": 1}],
            id="a death from a harm",
        ),
        pytest.param(
            "Nausea was seen in 12% on Xelodrin.\n\nMore nausea, less pain: that is Xelodrin.",
            [{"term": "nausea", "percent": 12}, {"term": "nausea"}],
            id="told again without its rate",
        ),
        pytest.param(
            "On Xelodrin, rash was rarer than with the old pill (7% v 16%).",
            [{"term": "rash", "percent": 7, "other_percent": 16}],
            id="rates in a bracket behind both arms",
        ),
        pytest.param(
            "A trial of Xelodrin in arthritis and lupus was stopped because of serious infections.",
            [{"term": "serious infections"}],
            id="diseases in which it was tried",
        ),
        pytest.param(
            "On Xelodrin, 55 percent had anemia, compared with 38 percent on chemotherapy: side effects.",
            [{"term": "anemia", "percent": 55, "other_percent": 38}],
            id="rate before",
        ),
        pytest.param(
            "One percent of patients on Xelodrin had blood clots and 2 percent had bleeding as side effects.",
            [{"term": "blood clots", "percent": 1}, {"term": "bleeding", "percent": 2}],
            id="two rates before, one harm each",
        ),
        pytest.param(
            "Adverse events were headache, dizziness and cough, all of which occurred in 4% of patients.",
            [{"term": t, "percent": 4} for t in ("headache", "dizziness", "cough")],
            id="a rate for the whole list",
        ),
        pytest.param(
            "The most common side effects, in at least 20% of patients, were headache and nausea.",
            [{"term": t, "percent": 20, "bound": "min"} for t in ("headache", "nausea")],
            id="a threshold before the list",
        ),
        pytest.param(
            "There were two treatment-related deaths.", [{"term": "death", "n": 2}], id="deaths counted"
        ),
        pytest.param("There were no treatment-related deaths.", [{"term": "death", "n": 0}], id="no deaths"),
        pytest.param(
            "Overall, 3 percent of patients died due to adverse events.",
            [{"term": "death", "percent": 3}],
            id="died of the treatment",
        ),
        pytest.param(
            "On Xelodrin, pneumonitis struck 17 patients, a serious side effect.",
            [{"term": "pneumonitis", "n": 17}],
            id="people counted after",
        ),
        pytest.param(
            "Safety: no serious infections were reported.",
            [{"term": "serious infections", "n": 0}],
            id="none",
        ),
    ],
)
def test_facts(text: str, facts: list[dict[str, Any]]) -> None:
    assert read(text) == facts


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Serious adverse events occurred in 13% and 35%.", id="generic"),
        pytest.param("Xelodrin cut the risk of death by 30 percent.", id="efficacy: death"),
        pytest.param("The hazard ratio for progression or death was 0.52.", id="efficacy: endpoint"),
        pytest.param("The disease causes 11,000 deaths a year.", id="victims of the disease"),
        pytest.param("Common symptoms of the illness are fever and cough.", id="symptoms"),
        pytest.param("Xelodrin reduced the rate of infections.", id="efficacy: fewer infections"),
        pytest.param("Xelodrin is approved to treat hypertension.", id="indication"),
        pytest.param("Patients with anemia received Xelodrin.", id="who was treated"),
        pytest.param("The American Pain Society met on side effects.", id="a society's name"),
    ],
)
def test_silent(text: str) -> None:
    assert read(text) == []


def test_consumed_quantities() -> None:
    """Both arms' quantities are consumed; one of another kind is not."""
    text = "After 12 weeks, side effects included rash (20% vs 11%)."
    quantities = [
        Quantity(6, 14, "duration", 12.0, unit="wk"),
        Quantity(text.index("20%"), text.index("20%") + 3, "percent", 20.0),
        Quantity(text.index("11%"), text.index("11%") + 3, "percent", 11.0),
    ]
    at = text.index("rash")
    names = [Name(at, at + 4, "HARM", "rash")]
    facts, consumed = find_adverse_events(text, [(0, len(text))], names, quantities)
    assert consumed == {1, 2}
    assert [(fact["start"], fact["end"], fact["text"]) for fact in facts] == [(at, at + 4, "rash")]
