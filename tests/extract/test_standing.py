"""In what standing a figure is given: a result of the study, or something else that the reader is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Check = Callable[[str, str, dict[str, Any] | None], None]
CheckAside = Callable[[str, tuple[str, str]], None]
CheckArms = Callable[[str, str, list[Any]], None]


@pytest.mark.parametrize(
    "marked, reason",
    [
        pytest.param(
            "[Four] patients had previously responded to interferon.",
            ("response", "earlier_treatment"),
            id="previously responded",
        ),
        pytest.param(
            "[Half] of them had already responded to an earlier regimen.",
            ("response", "earlier_treatment"),
            id="had already responded",
        ),
        pytest.param(
            "The earlier regimen had produced responses in [30%] of these patients.",
            ("response", "earlier_treatment"),
            id="an earlier regimen had produced",
        ),
        pytest.param(
            "The study was designed to detect a response rate of [40 percent].",
            ("response", "hypothetical"),
            id="designed to detect",
        ),
        pytest.param(
            "The five-year survival rate for people with pancreatic cancer is [12 percent].",
            ("survival", "background"),
            id="people in general",
        ),
        pytest.param(
            "If left untreated, the disease has a median survival of [six months].",
            ("survival", "background"),
            id="natural history",
        ),
        pytest.param(
            "In mice, the compound prolonged survival by [40 days].", ("survival", "preclinical"), id="mice"
        ),
        pytest.param(
            "In mice, the antibody shrank tumors in [80 percent].",
            ("response", "preclinical"),
            id="tumors of mice",
        ),
        pytest.param(
            "Monkeys were given [5 mg/kg] of the antibody.",
            ("dose", "preclinical"),
            id="a dose given to animals",
        ),
        pytest.param(
            "The trial aims to show a survival gain of [three months].",
            ("survival", "hypothetical"),
            id="an aim",
        ),
        pytest.param(
            "The study was powered to detect a hazard ratio of [0.70].",
            ("effect", "hypothetical"),
            id="a planned effect",
        ),
        pytest.param(
            "In cell lines, the drug cut the rate of infection by [90 percent].",
            ("effect", "preclinical"),
            id="cell lines",
        ),
        pytest.param(
            "According to the American Cancer Society, [91 percent] of women are alive at five years.",
            ("survival", "background"),
            id="a society's statistics",
        ),
        pytest.param(
            "Their most recent treatment had lasted for [six months].",
            ("duration", "earlier_treatment"),
            id="length of an earlier treatment",
        ),
        pytest.param(
            "Patients had already achieved a response in [60 percent] of cases with an earlier regimen.",
            ("response", "earlier_treatment"),
            id="had already achieved",
        ),
        pytest.param(
            "In rats, the vaccine cut the risk of infection by [70 percent].",
            ("effect", "preclinical"),
            id="rats",
        ),
        pytest.param(
            "Patients must have had a response of at least [25%] to enter.",
            ("response", "eligibility"),
            id="must have had",
        ),
        pytest.param("Macaques received [10 mg] of the compound.", ("dose", "preclinical"), id="macaques"),
    ],
)
def test_set_aside(check_aside: CheckAside, marked: str, reason: tuple[str, str]) -> None:
    """Understood, and no result: the record says why."""
    check_aside(marked, reason)


@pytest.mark.parametrize(
    "marked, reason",
    [
        pytest.param(
            "The disease strikes [30,000] people a year.", ("prevalence", "non_fact"), id="how many fall ill"
        ),
        pytest.param("Their mean age was [61 years].", ("age", "non_fact"), id="age"),
        pytest.param("The pill costs [$12,000].", ("price", "non_fact"), id="price"),
        pytest.param("The trial ran at [76] centres.", ("sites", "non_fact"), id="sites"),
        pytest.param(
            "About [15 percent] of all lung cancers carry the mutation.",
            ("prevalence", "non_fact"),
            id="share of a disease",
        ),
        pytest.param(
            "Patients were randomized in a [2:1] ratio.",
            ("randomization_ratio", "non_fact"),
            id="randomization",
        ),
        pytest.param("Shares of the company rose [12 percent].", ("market", "non_fact"), id="market"),
        pytest.param("The researchers screened [900] people.", ("screened", "non_fact"), id="screened"),
        pytest.param(
            "LDL cholesterol fell by [55 percent] on the drug.",
            ("laboratory_value", "non_fact"),
            id="a laboratory value",
        ),
        pytest.param("All patients were aged [18] or older.", ("age", "non_fact"), id="age limit"),
        pytest.param("The median age was [68].", ("age", "non_fact"), id="median age"),
        pytest.param(
            "Children [six months] of age and older got the vaccine.", ("age", "non_fact"), id="age in months"
        ),
        pytest.param("Sales rose [8 percent].", ("market", "non_fact"), id="sales"),
        pytest.param("Her pain score fell to [3].", ("score", "non_fact"), id="a score"),
        pytest.param("The trial took place in [12] countries.", ("sites", "non_fact"), id="countries"),
        pytest.param("A course costs [£40,000], he said.", ("price", "non_fact"), id="pounds"),
    ],
)
def test_non_facts(check_aside: CheckAside, marked: str, reason: tuple[str, str]) -> None:
    check_aside(marked, reason)


@pytest.mark.parametrize(
    "kind, marked, fields",
    [
        pytest.param(
            "RESPONSE",
            "Patients whose disease had responded to [two] earlier drugs could enter.",
            None,
            id="count of earlier drugs",
        ),
        pytest.param(
            "SURVIVAL",
            "The average life expectancy of women in Japan is [87 years].",
            None,
            id="life expectancy",
        ),
        pytest.param("ENROLLMENT", "The company plans to recruit [400 patients].", None, id="a plan"),
        pytest.param("ENROLLMENT", "A larger trial will enroll [1,200 people].", None, id="a trial to come"),
        pytest.param(
            "DURATION",
            "Patients had to be off steroids for [four weeks] before entering the study.",
            None,
            id="wash-out",
        ),
        pytest.param("ENROLLMENT", "The drug was given to [24 mice].", None, id="mice"),
        pytest.param("RESPONSE", "In rats, tumors shrank in [nine of ten].", None, id="rats"),
        pytest.param("RESPONSE", "In a mouse model, the response rate was [70%].", None, id="a mouse model"),
        pytest.param(
            "SURVIVAL",
            "Only [10 percent] of people diagnosed with the disease are alive after five years.",
            None,
            id="people diagnosed",
        ),
        pytest.param("EFFECT", "The company hopes to cut the risk of relapse by [half].", None, id="a hope"),
        pytest.param(
            "RESPONSE", "Analysts had expected a response rate of [50 percent].", None, id="analysts expected"
        ),
        pytest.param(
            "RESPONSE",
            "A response rate of at least [25%] would be needed to go on.",
            None,
            id="a threshold to go on",
        ),
    ],
)
def test_no_result(check_fact: Check, kind: str, marked: str, fields: dict[str, Any] | None) -> None:
    """Whatever becomes of it, it is no fact of the study."""
    check_fact(kind, marked, fields)


@pytest.mark.parametrize(
    "kind, marked, fields",
    [
        pytest.param(
            "RESPONSE",
            "Among patients who had failed earlier treatment, [40%] responded to ponatinib.",
            {"category": "OR", "percent": 40},
            id="earlier treatment of those who responded",
        ),
        pytest.param(
            "RESPONSE",
            "[Five of six] previously treated patients responded to venetoclax.",
            {"category": "OR", "n": 5, "total": 6},
            id="previously treated patients",
        ),
        pytest.param(
            "RESPONSE",
            "Of patients resistant to imatinib, [54%] responded to dasatinib.",
            {"category": "OR", "percent": 54},
            id="resistant to an earlier drug",
        ),
        pytest.param(
            "RESPONSE",
            "Eligible patients got avelumab, and [33%] responded.",
            {"category": "OR", "percent": 33},
            id="eligible patients got it",
        ),
        pytest.param(
            "SURVIVAL",
            "People with the disease typically survive [four to six months], even with "
            "aggressive chemotherapy.",
            {"endpoint": "OS", "statistic": "median", "value": [4, 6], "unit": "mo"},
            id="a cited comparator",
        ),
        pytest.param(
            "SURVIVAL",
            "Historically, median survival with dacarbazine is [eight months].",
            {"endpoint": "OS", "statistic": "median", "value": 8, "unit": "mo"},
            id="what a named drug achieves",
        ),
        pytest.param(
            "SURVIVAL",
            "The five-year survival rate was [61 percent] with trastuzumab.",
            {"endpoint": "OS", "statistic": "rate", "percent": 61, "at": 5, "at_unit": "a"},
            id="five-year rate of a treatment",
        ),
        pytest.param(
            "DURATION",
            "Patients took the drug for [12 weeks].",
            {"value": 12, "unit": "wk"},
            id="this treatment",
        ),
        pytest.param(
            "RESPONSE",
            "The goal was met: [48%] of patients had a response.",
            {"category": "OR", "percent": 48},
            id="a goal that was met",
        ),
        pytest.param(
            "RESPONSE",
            "Although the trial was designed to detect a smaller effect, [48%] of patients on"
            " inebilizumab responded.",
            {"category": "OR", "percent": 48},
            id="designed for less",
        ),
        pytest.param(
            "RESPONSE",
            "Excluding early drop-outs, [58%] of patients on dupilumab responded.",
            {"category": "OR", "percent": 58},
            id="excluding drop-outs is no exclusion criterion",
        ),
        pytest.param(
            "RESPONSE",
            "[40%] responded, including those who had received prior therapy.",
            {"category": "OR", "percent": 40},
            id="including the pretreated",
        ),
        pytest.param(
            "SURVIVAL",
            "Median survival was [9 months] in patients with relapsed disease treated with venetoclax.",
            {"endpoint": "OS", "statistic": "median", "value": 9, "unit": "mo"},
            id="relapsed patients of the study",
        ),
        pytest.param(
            "RESPONSE",
            "The drug, approved last year, brought remission to [30%] of patients.",
            {"category": "REMISSION", "percent": 30},
            id="an approved drug",
        ),
        pytest.param(
            "EFFECT",
            "The drug, already approved, cut the risk of death by [30%].",
            {"measure": "RRR", "endpoint": "death", "value": 30},
            id="an effect of an approved drug",
        ),
    ],
)
def test_results(check_fact: Check, kind: str, marked: str, fields: dict[str, Any] | None) -> None:
    """The near misses: words of earlier treatment, entry or hope that do not speak of the figure."""
    check_fact(kind, marked, fields)
