"""How news puts it: one kind of phrasing a line, with near misses beside it."""

from __future__ import annotations

import pytest
from spacy.language import Language

RISKS = [
    ("Men on vitamin E had a 17 percent increased risk of prostate cancer.", [("17 percent", "RR", 1.17)]),
    ("Rofecoxib raised the risk of stroke by 30 percent.", [("30 percent", "RR", 1.3)]),
    ("The vaccine was 95 percent effective at preventing shingles.", [("95 percent", "RRR", 95)]),
    ("Vaccine efficacy was 97.2% (95% CI, 93.7 to 99.0).", [("97.2% (95% CI, 93.7 to 99.0", "RRR", 97.2)]),
    ("Olaparib cut the risk of death by 27% (95% CI, 0.60 to 0.89).", [("27%", "RRR", 27)]),
    ("Sales of the drug were 17 percent higher.", []),
]
OUTCOMES = [
    ("40 percent of patients on ranibizumab gained at least 15 letters.", ["40 percent"]),
    ("57% of those on tocilizumab left the hospital alive within 28 days.", ["57%"]),
    ("41 percent of smokers who took varenicline had quit by week 12.", ["41 percent"]),
    ("A loss of 5% or more was achieved by 86% on semaglutide, of 10% or more by 69%.", ["86%", "69%"]),
    (
        "More had an ACR20 response with baricitinib than with placebo (70 versus 40 percent).",
        ["70", "40 percent"],
    ),
    ("Five patients on nivolumab were evaluable for response.", []),
    ("Selenium helped, and the risk was lower with supplements (11, 12).", []),
]
TRIALS = [
    ("Results of the National Polyp Study were clear.", ["National Polyp Study"]),
    ("The phase III trial, called Profile 1007, enrolled 350.", ["Profile 1007"]),
    ("The Phase 3 HERO study evaluated relugolix.", ["HERO"]),
    ("The Phase III ELM-PC 5 (C21005) trial failed.", ["ELM-PC 5"]),
    ("The Norwegian Cardiac Study Group met. A New Study shows that.", []),
    ("HER2 studies and the Phase III Trial went on.", []),
]
TIMES = [
    ("Median DOR was 9.7 months (range 2.7, 20.7+) with tarlatamab.", ["9.7 months", "2.7, 20.7+"]),
    ("The trial showed an improvement in median OS of 1.9 months with olaparib.", ["1.9 months"]),
    ("Patients on olaparib are more likely to be alive five years later.", []),
    ("Toxicity of grade 3 was higher (75.9% vs 52.9%) with FOLFIRINOX.", []),
    ("56,770 will be diagnosed with it this year, and the 5-year survival rate is 9%.", []),
]
DRUGS = [
    ("Although IL-2 worked in few patients, it was approved.", ["interleukin-2"]),
    ("The drug blocks IL-2, and levels of IL-2 fell.", []),
    ("The men took vitamin E and selenium.", ["vitamin e", "selenium"]),
    ("RO7297089 was administered weekly by infusion.", ["ro7297089"]),
    ("Grant RO7297089 paid for it.", []),
]


def find(nlp: Language, text: str, type_: str) -> list[dict[str, object]]:
    return [fact for fact in nlp(text)._.facts if fact["type"] == type_]


@pytest.mark.parametrize("text, expected", RISKS)
def test_effects(nlp: Language, text: str, expected: list[tuple[str, str, float]]) -> None:
    assert [(f["text"], f["measure"], f["value"]) for f in find(nlp, text, "EFFECT")] == expected


@pytest.mark.parametrize("text, expected", OUTCOMES)
def test_outcomes(nlp: Language, text: str, expected: list[str]) -> None:
    assert [fact["text"] for fact in find(nlp, text, "RESPONSE")] == expected


@pytest.mark.parametrize("text, expected", TRIALS)
def test_trials(nlp: Language, text: str, expected: list[str]) -> None:
    assert [fact["name"] for fact in find(nlp, text, "TRIAL")] == expected


@pytest.mark.parametrize("text, expected", TIMES)
def test_times(nlp: Language, text: str, expected: list[str]) -> None:
    assert [fact["text"] for fact in find(nlp, text, "SURVIVAL")] == expected


@pytest.mark.parametrize("text, expected", DRUGS)
def test_drugs(nlp: Language, text: str, expected: list[str]) -> None:
    assert [fact["name"] for fact in find(nlp, text, "DRUG")] == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Survival was 39% and 23%, respectively, for nivolumab and docetaxel.", ["nivolumab", "docetaxel"]),
        ("The response rate climbed from 30% to 52% with pembrolizumab.", ["control", "pembrolizumab"]),
    ],
)
def test_arms_told_in_turn(nlp: Language, text: str, expected: list[str]) -> None:
    told = [fact for fact in nlp(text)._.facts if fact["type"] in ("RESPONSE", "SURVIVAL")]
    assert [fact["drugs"] for fact in told] == [[drug] for drug in expected]


REDUCTIONS = [
    ("Sotagliflozin brought reductions of 22% to 43% in the risk of death.", [[22, 43]]),
    ("Sotagliflozin brought a reduction of 22% in the risk of death.", [22]),
    ("Semaglutide brought a reduction of 22% in body weight, and cut weight by 20%.", []),
]
PEOPLE = [
    ("The study of lorcaserin included about 3,200 obese or overweight adults.", [3200]),
    ("203 men diagnosed with prostate cancer were enrolled in the trial of dutasteride.", [203]),
    ("It involved 8,010 postmenopausal ER+ breast cancer patients on letrozole.", [8010]),
    ("We enrolled 1918 women.", [1918]),
    ("In 2015 patients were given letrozole.", []),
    ("For about every 70 people treated with evolocumab, one had a benefit.", []),
    ("There were 200 deaths (100 in each group) in those randomized.", []),
    ("A stroke occurred in 396 people who took vitamin D, and 409 people who took placebo.", []),
]
SHARES = [
    (
        "In all, 41.5% of patients who received Dupixent every two weeks and 38% of patients who received it "
        "every four weeks achieved 75% or greater skin improvement (EASI-75).",
        ["41.5%", "38%"],
    ),
    ("60 percent of people taking Prozac report significant relief from depression.", ["60 percent"]),
    ("Of those on Harvoni, 191 of 208 had no trace of the virus in their blood.", ["191 of 208"]),
    ("The combo had a 90% success rate of curing patients of hepatitis C.", ["90%"]),
    ("40 percent of patients on erenumab were able to cut their migraine days in half.", ["40 percent"]),
    ("Percent change from baseline in EASI was -74.0% and -23.3% with dupilumab and placebo.", []),
    ("Response (50% score reduction) on ketamine was the primary outcome.", []),
    ("Remdesivir improved mortality rates (4% versus 13% with placebo).", []),
]
NO_HARMS = [
    "Obese people on semaglutide saw a body weight loss of 14.9% at week 68.",
    "Deaths from cancer were reduced by 25% for those who took vitamin D.",
    "There was a 28% reduction in heart attacks in those taking omega-3.",
    "Repatha reduced heart attacks by 27 percent, stroke by 21 percent.",
    "Of 139 adolescents (mean age 15) with moderate to severe eczema, the safety of dupilumab was studied.",
    "Among those on alendronate, the number who suffered a hip fracture dropped 51%.",
]
HARMS = [
    ("Weight loss occurred in 12% of melanoma patients on ipilimumab.", ["weight loss"]),
    (
        "Deaths from sepsis were reported in 2% of patients on idelalisib, and diarrhea in 20%.",
        ["death", "sepsis", "diarrhea"],
    ),
]


@pytest.mark.parametrize("text, expected", REDUCTIONS)
def test_reductions(nlp: Language, text: str, expected: list[object]) -> None:
    assert [fact["value"] for fact in find(nlp, text, "EFFECT")] == expected


@pytest.mark.parametrize("text, expected", PEOPLE)
def test_people_studied(nlp: Language, text: str, expected: list[int]) -> None:
    assert [fact["n"] for fact in find(nlp, text, "ENROLLMENT")] == expected


@pytest.mark.parametrize("text, expected", SHARES)
def test_shares(nlp: Language, text: str, expected: list[str]) -> None:
    assert [fact["text"] for fact in find(nlp, text, "RESPONSE")] == expected


@pytest.mark.parametrize("text", NO_HARMS)
def test_what_became_rarer_is_no_harm(nlp: Language, text: str) -> None:
    assert find(nlp, text, "ADVERSE_EVENT") == []


@pytest.mark.parametrize("text, expected", HARMS)
def test_harms(nlp: Language, text: str, expected: list[str]) -> None:
    assert [fact["term"] for fact in find(nlp, text, "ADVERSE_EVENT")] == expected


def test_of_one_arm(nlp: Language) -> None:
    text = "With cilta-cel, the median PFS was not reached, but at 12 months the PFS rate was 76.6%."
    assert [fact["drugs"] for fact in find(nlp, text, "SURVIVAL")] == [["ciltacabtagene autoleucel"]] * 2


def test_a_bracket_is_no_fellow(nlp: Language) -> None:
    text = (
        "The response rate was 59% with enzalutamide (20% complete response), compared with 5% with placebo."
    )
    assert [fact["category"] for fact in find(nlp, text, "RESPONSE")] == ["OR", "CR", "OR"]


def test_an_interval_with_a_comma(nlp: Language) -> None:
    (effect,) = find(nlp, "Warfarin lowered the risk of stroke (odds ratio = 0.64 [0.45, 0.91]).", "EFFECT")
    assert (effect["value"], effect["ci"]) == (0.64, [0.45, 0.91])


def test_numbers_in_a_bracket_are_no_interval(nlp: Language) -> None:
    (effect,) = find(
        nlp, "Warfarin lowered the risk of stroke (odds ratio, 0.64) in 2 (4, 5) trials.", "EFFECT"
    )
    assert "ci" not in effect
