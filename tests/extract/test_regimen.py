"""The arms of a text and how each is treated: dose, route, schedule, days, cycles, duration, order."""

from __future__ import annotations

from typing import Any

import pytest
from spacy.language import Language

Fact = dict[str, Any]
Arms = dict[str, list[str]]

_MARKS = {
    "doses": "{}",
    "schedules": "{}",
    "days": "{}",
    "cycle_lengths": "cycle {}",
    "cycles": "{}",
    "durations": "for {}",
    "reductions": "cut to {}",
}


def _tell(text: str, component: Fact) -> str:
    """ "1 rituximab: 375 mg/m2, intravenous, day 1, cycle 21-day, six cycles"."""
    said = [mark.format(text[a:b]) for field, mark in _MARKS.items() for a, b in component[field]]
    said[len(component["doses"]) : len(component["doses"])] = [route["name"] for route in component["routes"]]
    said += [f"until {component['until']['name']}"] if component["until"] else []
    said += ["step-up"] if component["step_up"] else []
    part = f" {component['part']['name']}" if component["part"] else ""
    return f"{component['sequence']}{part} {component['drug']}: {', '.join(said)}".rstrip(": ")


def _arms(nlp: Language, text: str) -> list[Fact]:
    arms: list[Fact] = nlp(text)._.mednews_arms
    return arms


@pytest.mark.parametrize(
    "text, arms",
    [
        pytest.param(
            "R-CHOP: rituximab 375 mg/m2, cyclophosphamide 750 mg/m2, doxorubicin 50 mg/m2 and vincristine"
            " 1.4 mg/m2 on day 1 and prednisone 100 mg on days 1 to 5 of each 21-day cycle, for six cycles.",
            {
                "cyclophosphamide, doxorubicin, prednisone, rituximab, vincristine": [
                    "1 cyclophosphamide: 750 mg/m2, day 1, cycle 21-day, six cycles",
                    "1 doxorubicin: 50 mg/m2, day 1, cycle 21-day, six cycles",
                    "1 prednisone: 100 mg, days 1 to 5, cycle 21-day, six cycles",
                    "1 rituximab: 375 mg/m2, day 1, cycle 21-day, six cycles",
                    "1 vincristine: 1.4 mg/m2, day 1, cycle 21-day, six cycles",
                ]
            },
            id="one day for a list, another for its last drug; one cycle for all",
        ),
        pytest.param(
            "Induction was cytarabine 100 mg/m2 for seven days plus daunorubicin 60 mg/m2 for three days.",
            {
                "cytarabine": [
                    "1 induction cytarabine: 100 mg/m2, for seven days",
                    "1 induction daunorubicin: 60 mg/m2, for three days",
                ]
            },
            id="seven plus three: each length is of its own drug",
        ),
        pytest.param(
            "Patients received epcoritamab under the skin in step-up doses: 0.16 mg, then 0.8 mg and then"
            " 48 mg, in 28-day cycles, until progression or unacceptable toxicity.",
            {
                "epcoritamab": [
                    "1 epcoritamab: 0.16 mg, subcutaneous, cycle 28-day, step-up",
                    "2 epcoritamab: 0.8 mg, cycle 28-day, step-up",
                    "3 epcoritamab: 48 mg, cycle 28-day, until progression or toxicity, step-up",
                ]
            },
            id="step-up of a bispecific",
        ),
        pytest.param(
            "Venetoclax was started at 20 mg daily and raised weekly up to 400 mg daily. Tablets were taken"
            " by mouth.",
            {"venetoclax": ["1 venetoclax: 20 mg, 400 mg, oral, daily, weekly, step-up"]},
            id="started at, raised to; the route in the sentence behind",
        ),
        pytest.param(
            "Groups of patients took venetoclax at dose levels of 20 mg, 50 mg and 100 mg daily.",
            {"venetoclax": ["1 venetoclax: 20 mg, 50 mg, 100 mg, daily"]},
            id="dose levels are no step-up",
        ),
        pytest.param(
            "Paclitaxel 80 mg/m2 was given intravenously on days 1, 8 and 15 of a 28-day cycle.",
            {"paclitaxel": ["1 paclitaxel: 80 mg/m2, intravenous, days 1, 8 and 15, cycle 28-day"]},
            id="weekly, three weeks of four",
        ),
        pytest.param(
            "Patients received carboplatin at AUC 5 plus pemetrexed 500 mg/m2 every three weeks for four"
            " cycles, then pemetrexed maintenance every three weeks until progression.",
            {
                "carboplatin": [
                    "1 carboplatin: AUC 5, every three weeks, four cycles",
                    "1 pemetrexed: 500 mg/m2, every three weeks, four cycles",
                    "2 maintenance pemetrexed: every three weeks, until progression",
                ]
            },
            id="AUC, and maintenance with one of two",
        ),
        pytest.param(
            "Women had four cycles of doxorubicin 60 mg/m2 and cyclophosphamide 600 mg/m2 every two weeks,"
            " followed by weekly paclitaxel 80 mg/m2 for 12 weeks.",
            {
                "cyclophosphamide, doxorubicin, paclitaxel": [
                    "1 cyclophosphamide: 600 mg/m2, every two weeks, four cycles",
                    "1 doxorubicin: 60 mg/m2, every two weeks, four cycles",
                    "2 paclitaxel: 80 mg/m2, weekly, for 12 weeks",
                ]
            },
            id="followed by",
        ),
        pytest.param(
            "The trial randomized 400 women to olaparib 300 mg twice daily (n = 200) or placebo (n = 200)"
            " by mouth for up to two years.",
            {"olaparib": ["1 olaparib: 300 mg, oral, twice daily, for two years"], "placebo": []},
            id="oral twice daily against placebo",
        ),
        pytest.param(
            "Patients were randomly assigned to abemaciclib 150 mg orally twice daily plus fulvestrant 500"
            " mg injected into the muscle, or placebo plus fulvestrant. Fulvestrant was given on days 1 and"
            " 15.",
            {
                "abemaciclib, fulvestrant": [
                    "1 abemaciclib: 150 mg, oral, twice daily",
                    "1 fulvestrant: 500 mg, intramuscular, days 1 and 15",
                ],
                "fulvestrant": ["1 fulvestrant: 500 mg, intramuscular, days 1 and 15"],
            },
            id="placebo plus a backbone, whose dose is told once",
        ),
        pytest.param(
            "Arm A received nivolumab 3 mg/kg plus ipilimumab 1 mg/kg every three weeks, followed by"
            " nivolumab 240 mg every two weeks; arm B received sunitinib 50 mg orally once daily for four"
            " weeks of each six-week cycle.",
            {
                "ipilimumab, nivolumab": [
                    "1 ipilimumab: 1 mg/kg, every three weeks",
                    "1 nivolumab: 3 mg/kg, every three weeks",
                    "2 nivolumab: 240 mg, every two weeks",
                ],
                "sunitinib": ["1 sunitinib: 50 mg, oral, once daily, cycle six-week, for four weeks"],
            },
            id="arms by their labels",
        ),
        pytest.param(
            "Vincristine 1.5 mg/m2 plus dactinomycin, alternating with doxorubicin 45 mg/m2, was given.",
            {
                "dactinomycin, vincristine": [
                    "1 dactinomycin",
                    "1 doxorubicin: 45 mg/m2",
                    "1 vincristine: 1.5 mg/m2",
                ]
            },
            id="alternating",
        ),
        pytest.param(
            "Methotrexate 12 mg was injected into the spinal fluid twice weekly.",
            {"methotrexate": ["1 methotrexate: 12 mg, intrathecal, twice weekly"]},
            id="intrathecal",
        ),
        pytest.param(
            "The usual dose of belzutifan is 120 mg once daily. If harms occur, the dose is reduced to 80"
            " mg, then to 40 mg.",
            {"belzutifan": ["1 belzutifan: 120 mg, once daily, cut to 80 mg, cut to 40 mg"]},
            id="reductions are no doses of the regimen",
        ),
        pytest.param(
            "Rituximab 375 mg/m2 was given with bendamustine 90 mg/m2 for six cycles. Patients then had"
            " maintenance rituximab every two months for two years.",
            {
                "rituximab": [
                    "1 bendamustine: 90 mg/m2, six cycles",
                    "1 rituximab: 375 mg/m2, six cycles",
                    "2 maintenance rituximab: every two months, for two years",
                ]
            },
            id="maintenance after combined treatment",
        ),
        pytest.param(
            "Trastuzumab was given intravenously at a loading dose of 8 mg/kg, then 6 mg/kg every three"
            " weeks for one year.",
            {
                "trastuzumab": [
                    "1 loading trastuzumab: 8 mg/kg, intravenous",
                    "2 trastuzumab: 6 mg/kg, every three weeks, for one year",
                ]
            },
            id="loading dose",
        ),
        pytest.param(
            "In the trial 306 patients took lenalidomide and 307 got placebo after transplantation."
            " Lenalidomide 10 mg was taken daily until progression.",
            {"lenalidomide": ["1 lenalidomide: 10 mg, daily, until progression"], "placebo": []},
            id="doses in the sentence behind the arms",
        ),
        pytest.param(
            "Patients unfit for intensive induction got azacitidine 75 mg/m2 subcutaneously on days 1 to 7.",
            {"azacitidine": ["1 azacitidine: 75 mg/m2, subcutaneous, days 1 to 7"]},
            id="a part that they do not get",
        ),
        pytest.param(
            "Patients with oral mucositis got palifermin 60 µg/kg intravenously.",
            {"palifermin": ["1 palifermin: 60 µg/kg, intravenous"]},
            id="oral mucositis is no route",
        ),
        pytest.param(
            "Adults received semaglutide 0.25 mg under the skin once weekly, escalated to 2.4 mg.",
            {"semaglutide": ["1 semaglutide: 0.25 mg, 2.4 mg, subcutaneous, once weekly, step-up"]},
            id="escalated to",
        ),
        pytest.param(
            "Atezolizumab 1200 mg plus bevacizumab 15 mg/kg was given intravenously every three weeks.",
            {
                "atezolizumab, bevacizumab": [
                    "1 atezolizumab: 1200 mg, every three weeks",
                    "1 bevacizumab: 15 mg/kg, intravenous, every three weeks",
                ]
            },
            id="one schedule for both",
        ),
        pytest.param(
            "Ranibizumab 0.5 mg was injected into the eye once a month for 24 months.",
            {"ranibizumab": ["1 ranibizumab: 0.5 mg, intravitreal, once a month, for 24 months"]},
            id="into the eye",
        ),
        pytest.param(
            "Patients took oral capecitabine 1000 mg/m2 twice daily on days 1 to 14 with oxaliplatin 130"
            " mg/m2 on day 1 of a three-week cycle for eight cycles.",
            {
                "capecitabine, oxaliplatin": [
                    "1 capecitabine: 1000 mg/m2, oral, twice daily, days 1 to 14, cycle three-week,"
                    " eight cycles",
                    "1 oxaliplatin: 130 mg/m2, day 1, cycle three-week, eight cycles",
                ]
            },
            id="each drug has days of its own",
        ),
        pytest.param(
            "Dupilumab was compared with placebo. Patients got a loading dose of 600 mg, followed by 300 mg"
            " every two weeks for 16 weeks.",
            {
                "dupilumab": [
                    "1 loading dupilumab: 600 mg",
                    "2 dupilumab: 300 mg, every two weeks, for 16 weeks",
                ],
                "placebo": [],
            },
            id="the drug is named the sentence before",
        ),
        pytest.param(
            "Patients with earlier treatment with imatinib 400 mg daily got dasatinib 100 mg daily.",
            {"dasatinib": ["1 dasatinib: 100 mg, daily"]},
            id="the dose of earlier treatment",
        ),
        pytest.param(
            "Patients on placebo could cross over to tofersen 100 mg. Tofersen was given as 60 mg into the"
            " spinal fluid.",
            {"tofersen": ["1 tofersen: 100 mg, 60 mg, intrathecal"], "placebo": []},
            id="crossing over is no part of an arm's order",
        ),
        pytest.param("Olaparib helped, and nothing was said of doses.", {}, id="no regimen"),
    ],
)
def test_regimen(nlp: Language, text: str, arms: Arms) -> None:
    """Each arm by its drugs, each component by its place in the order."""
    told = {
        ", ".join(arm["drugs"]): [_tell(text, each) for each in arm["regimen"]] for arm in _arms(nlp, text)
    }
    assert told == arms


def test_sizes_and_labels_point_at_their_words(nlp: Language) -> None:
    text = "Arm A (n = 210) received olaparib 300 mg twice daily, and arm B (n = 205) received placebo."
    first, second = _arms(nlp, text)
    assert [text[a:b] for arm in (first, second) for a, b in arm["sizes"]] == ["210", "205"]
    assert [label["name"] for arm in (first, second) for label in arm["labels"]] == ["arm a", "arm b"]
    assert [text[label["start"] : label["end"]] for label in first["labels"]] == ["Arm A"]


def test_alternating_treatment_is_marked(nlp: Language) -> None:
    text = "Vincristine 1.5 mg/m2 plus dactinomycin, alternating with doxorubicin 45 mg/m2, was given."
    (arm,) = _arms(nlp, text)
    assert text[slice(*arm["alternating"])] == "alternating"


def test_every_span_is_a_fact_in_code_points(nlp: Language) -> None:
    """Letters outside the basic plane, and one whose lower case is longer, move nothing."""
    text = "İİ 𝛼𝛽 “Σ” — venetoclax 20 µg/kg by mouth twice daily in 28-day cycles until progression."
    doc = nlp(text)
    facts = {(fact["start"], fact["end"]) for fact in doc._.facts}
    ((component,),) = [arm["regimen"] for arm in doc._.mednews_arms]
    spans = [span for field in _MARKS for span in component[field]]
    assert set(spans) <= facts
    assert [text[a:b] for a, b in spans] == ["20 µg/kg", "twice daily", "28-day"]
    words = [component["until"], *component["routes"]]
    assert [text[each["start"] : each["end"]] for each in words] == ["until progression", "by mouth"]


def test_long_hostile_sentences_take_linear_time(nlp: Language) -> None:
    """Ten thousand joiners, routes and steps in one sentence: no pattern goes back over them again."""
    from time import perf_counter

    from pipeline.extract.route import find_routes
    from pipeline.extract.sequence import find_steps, find_until

    text = "until the " + "given and then by mouth followed by oral induction or " * 2_000
    begun = perf_counter()
    assert len(find_steps(text, 0, len(text))) > 2_000
    assert sum(1 for _ in find_routes(text, 0, len(text), [])) >= 2_000
    assert find_until(text, 0, len(text)) == []
    assert perf_counter() - begun < 2
