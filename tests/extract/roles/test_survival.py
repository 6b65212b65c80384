"""SURVIVAL: time-to-event figures, in the terms of trials and in lay words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Check = Callable[[str, str, dict[str, Any] | None], None]


@pytest.mark.parametrize(
    "marked, fields",
    [
        pytest.param(
            "Median progression-free survival was [8.6 months] with ribociclib.",
            {"endpoint": "PFS", "statistic": "median", "value": 8.6, "unit": "mo"},
            id="PFS spelled out",
        ),
        pytest.param(
            "Median PFS was [25.3 months] versus 16 months.",
            {"endpoint": "PFS", "statistic": "median", "value": 25.3, "unit": "mo"},
            id="PFS, first of two",
        ),
        pytest.param(
            "Median PFS was 25.3 months versus [16 months].",
            {"endpoint": "PFS", "statistic": "median", "value": 16, "unit": "mo"},
            id="PFS, second of two",
        ),
        pytest.param(
            "Median PFS was 22.1 months with both drugs and [16.6] with one.",
            {"endpoint": "PFS", "statistic": "median", "value": 16.6, "unit": "mo"},
            id="the unit is left out behind and",
        ),
        pytest.param(
            "Median PFS was 23.9 months with lenvatinib; sunitinib brought up the rear with [9.2].",
            {"endpoint": "PFS", "statistic": "median", "value": 9.2, "unit": "mo"},
            id="the unit is left out behind a semicolon",
        ),
        pytest.param(
            "Median PFS was 22.1 months with both drugs and in [16 patients] it was not known.",
            None,
            id="patients are no months",
        ),
        pytest.param(
            "Median PFS was 15.2 months with olaparib; placebo made a hazard ratio of [0.74].",
            None,
            id="a ratio is no months",
        ),
        pytest.param(
            "Median PFS was [24.1 weeks] versus 6.0 for placebo.",
            {"endpoint": "PFS", "statistic": "median", "value": 24.1, "unit": "wk"},
            id="weeks",
        ),
        pytest.param(
            "Median PFS was 24.1 weeks versus [6.0] for placebo.",
            {"endpoint": "PFS", "statistic": "median", "value": 6, "unit": "wk"},
            id="the unit is left out behind versus",
        ),
        pytest.param(
            "Median PFS was [8.8] vs 4.9 months.",
            {"endpoint": "PFS", "statistic": "median", "value": 8.8, "unit": "mo"},
            id="the unit stands at the second number",
        ),
        pytest.param(
            "Overall survival (OS) was [75 months] and 64 months, respectively.",
            {"endpoint": "OS", "statistic": "median", "value": 75, "unit": "mo"},
            id="respectively, first",
        ),
        pytest.param(
            "Overall survival (OS) was 75 months and [64 months], respectively.",
            {"endpoint": "OS", "statistic": "median", "value": 64, "unit": "mo"},
            id="respectively, second",
        ),
        pytest.param(
            "Patients on trabectedin lived a median of [13.9 months].",
            {"endpoint": "OS", "statistic": "median", "value": 13.9, "unit": "mo"},
            id="lived a median of",
        ),
        pytest.param(
            "Median overall survival: [2.1 years].",
            {"endpoint": "OS", "statistic": "median", "value": 2.1, "unit": "a"},
            id="years, behind a colon",
        ),
        pytest.param(
            "The median duration of response was [11.2 months].",
            {"endpoint": "DOR", "statistic": "median", "value": 11.2, "unit": "mo"},
            id="duration of response",
        ),
        pytest.param(
            "Responses lasted a median of [11.2 months].",
            {"endpoint": "DOR", "statistic": "median", "value": 11.2, "unit": "mo"},
            id="responses lasted",
        ),
        pytest.param(
            "Median DOR reached [18.4 months] with glofitamab.",
            {"endpoint": "DOR", "statistic": "median", "value": 18.4, "unit": "mo"},
            id="DOR",
        ),
        pytest.param(
            "Median disease-free survival was [30 months].",
            {"endpoint": "DFS", "statistic": "median", "value": 30, "unit": "mo"},
            id="disease-free",
        ),
        pytest.param(
            "Median event-free survival was [3.4 months] on the control regimen.",
            {"endpoint": "EFS", "statistic": "median", "value": 3.4, "unit": "mo"},
            id="event-free",
        ),
        pytest.param(
            "Median relapse-free survival was [9.5 months].",
            {"endpoint": "RFS", "statistic": "median", "value": 9.5, "unit": "mo"},
            id="relapse-free",
        ),
        pytest.param(
            "Recurrence-free survival was a median of [40 months] with sunitinib.",
            {"endpoint": "RFS", "statistic": "median", "value": 40, "unit": "mo"},
            id="recurrence-free",
        ),
        pytest.param(
            "Median time to progression was [27.3 weeks].",
            {"endpoint": "TTP", "statistic": "median", "value": 27.3, "unit": "wk"},
            id="time to progression",
        ),
        pytest.param(
            "Median time to response was [1.9 months].",
            {"endpoint": "TTR", "statistic": "median", "value": 1.9, "unit": "mo"},
            id="time to response",
        ),
        pytest.param(
            "The median time to first response was [55 days].",
            {"endpoint": "TTR", "statistic": "median", "value": 55, "unit": "d"},
            id="time to first response",
        ),
        pytest.param(
            "Median survival was [15·9 months] with ipilimumab.",
            {"endpoint": "OS", "statistic": "median", "value": 15.9, "unit": "mo"},
            id="middle dot",
        ),
        pytest.param(
            "The invasive disease-free survival was a median of [61 months].",
            {"endpoint": "DFS", "statistic": "median", "value": 61, "unit": "mo"},
            id="invasive disease-free",
        ),
        pytest.param(
            "Radiographic progression-free survival was [19.2 months] with olaparib.",
            {"endpoint": "PFS", "statistic": "median", "value": 19.2, "unit": "mo"},
            id="radiographic",
        ),
        pytest.param(
            "mPFS: [5.5 mo].",
            {"endpoint": "PFS", "statistic": "median", "value": 5.5, "unit": "mo"},
            id="abbreviated all through",
        ),
        pytest.param(
            "Median survival exceeded [five years] with the vaccine.",
            {"endpoint": "OS", "statistic": "median", "value": 5, "unit": "a", "bound": "min"},
            id="exceeded",
        ),
        pytest.param(
            "Median progression-free survival (PFS) was [14·8 months] (95% CI 12·9–16·7).",
            {"endpoint": "PFS", "statistic": "median", "value": 14.8, "unit": "mo"},
            id="an interval behind",
        ),
        pytest.param(
            "The median PFS in the abemaciclib arm was [16.4 mo].",
            {"endpoint": "PFS", "statistic": "median", "value": 16.4, "unit": "mo"},
            id="arm between endpoint and figure",
        ),
        pytest.param(
            "In the whole group, PFS reached [7.4 months] and OS 22 months.",
            {"endpoint": "PFS", "statistic": "median", "value": 7.4, "unit": "mo"},
            id="two endpoints, first",
        ),
        pytest.param(
            "In the whole group, PFS reached 7.4 months and OS [22 months].",
            {"endpoint": "OS", "statistic": "median", "value": 22, "unit": "mo"},
            id="two endpoints, second",
        ),
        pytest.param(
            "The median OS (mOS) was [23.7 months] (95% CI, 20.1-NR).",
            {"endpoint": "OS", "statistic": "median", "value": 23.7, "unit": "mo"},
            id="abbreviation in brackets, interval open above",
        ),
        pytest.param(
            "OS was a median [14.9 months] with tremelimumab.",
            {"endpoint": "OS", "statistic": "median", "value": 14.9, "unit": "mo"},
            id="a median, no of",
        ),
        pytest.param(
            "Median time to disease progression was [11 months].",
            {"endpoint": "TTP", "statistic": "median", "value": 11, "unit": "mo"},
            id="time to disease progression",
        ),
        pytest.param(
            "PFS (median): [6.9 months] vs 3.1 months.",
            {"endpoint": "PFS", "statistic": "median", "value": 6.9, "unit": "mo"},
            id="statistic in brackets",
        ),
        pytest.param(
            "The median duration of remission was [1.3 years].",
            {"endpoint": "DOR", "statistic": "median", "value": 1.3, "unit": "a"},
            id="duration of remission",
        ),
        pytest.param(
            "The median time to response was 2.8 months and the median duration of response [16.6 months].",
            {"endpoint": "DOR", "statistic": "median", "value": 16.6, "unit": "mo"},
            id="two endpoints of responders",
        ),
        pytest.param(
            "Patients with the marker had a median survival of [31 months], those without it 16 months.",
            {"endpoint": "OS", "statistic": "median", "value": 31, "unit": "mo"},
            id="two groups, first",
        ),
        pytest.param(
            "Patients with the marker had a median survival of 31 months, those without it [16 months].",
            {"endpoint": "OS", "statistic": "median", "value": 16, "unit": "mo"},
            id="two groups, second without its verb",
        ),
        pytest.param(
            "Half of the patients lived longer than [13 months].",
            {"endpoint": "OS", "statistic": "median", "value": 13, "unit": "mo", "bound": "min"},
            id="half lived longer than",
        ),
        pytest.param(
            "Median PFS by investigator was [9.0 mo], and by central review 8.4 mo.",
            {"endpoint": "PFS", "statistic": "median", "value": 9, "unit": "mo"},
            id="two readers, first",
        ),
        pytest.param(
            "Median PFS by investigator was 9.0 mo, and by central review [8.4 mo].",
            {"endpoint": "PFS", "statistic": "median", "value": 8.4, "unit": "mo"},
            id="two readers, second",
        ),
    ],
)
def test_times(check_fact: Check, marked: str, fields: dict[str, Any] | None) -> None:
    check_fact("SURVIVAL", marked, fields)


@pytest.mark.parametrize(
    "marked, fields",
    [
        pytest.param(
            "Women on the pill lived [10 months] without their disease getting worse.",
            {"endpoint": "PFS", "statistic": "median", "value": 10, "unit": "mo"},
            id="lived without worsening",
        ),
        pytest.param(
            "Patients lived for an average of [11.4 months] before the cancer progressed.",
            {"endpoint": "PFS", "statistic": "mean", "value": 11.4, "unit": "mo"},
            id="before the cancer progressed",
        ),
        pytest.param(
            "It took [9.5 months] for the cancer to get worse, compared with 4.6 months on placebo.",
            {"endpoint": "PFS", "statistic": "median", "value": 9.5, "unit": "mo"},
            id="it took so long",
        ),
        pytest.param(
            "The drug held the cancer in check for [9.2 months].",
            {"endpoint": "PFS", "statistic": "median", "value": 9.2, "unit": "mo"},
            id="held in check",
        ),
        pytest.param(
            "The combination kept tumors from growing for [18 months].",
            {"endpoint": "PFS", "statistic": "median", "value": 18, "unit": "mo"},
            id="kept from growing",
        ),
        pytest.param(
            "Patients who got the jab lived for [two years] on average.",
            {"endpoint": "OS", "statistic": "mean", "value": 2, "unit": "a"},
            id="on average behind",
        ),
        pytest.param(
            "Patients given the antibody typically survived [14 months].",
            {"endpoint": "OS", "statistic": "median", "value": 14, "unit": "mo"},
            id="typically survived",
        ),
        pytest.param(
            "Those on chemotherapy survived [nine months].",
            {"endpoint": "OS", "statistic": "median", "value": 9, "unit": "mo"},
            id="survived",
        ),
        pytest.param(
            "The responses lasted [three to 12 months].",
            {"endpoint": "DOR", "statistic": "range", "value": [3, 12], "unit": "mo"},
            id="responses lasted a range",
        ),
        pytest.param(
            "Remissions lasted a median of [21 months] after the infusion.",
            {"endpoint": "DOR", "statistic": "median", "value": 21, "unit": "mo"},
            id="remissions lasted",
        ),
        pytest.param(
            "Most saw an effect within weeks: the time to response was [six weeks].",
            {"endpoint": "TTR", "statistic": "median", "value": 6, "unit": "wk"},
            id="lay lead, then the term",
        ),
        pytest.param(
            "On average, patients went [13 months] without progression.",
            {"endpoint": "PFS", "statistic": "mean", "value": 13, "unit": "mo"},
            id="went without progression",
        ),
        pytest.param(
            "The disease was kept at bay for a median of [20.2 months].",
            {"endpoint": "PFS", "statistic": "median", "value": 20.2, "unit": "mo"},
            id="kept at bay",
        ),
        pytest.param(
            "Men who took the tablet lived a median of [36 months], against 30 months on placebo.",
            {"endpoint": "OS", "statistic": "median", "value": 36, "unit": "mo"},
            id="against, first",
        ),
        pytest.param(
            "Men who took the tablet lived a median of 36 months, against [30 months] on placebo.",
            {"endpoint": "OS", "statistic": "median", "value": 30, "unit": "mo"},
            id="against, second",
        ),
        pytest.param(
            "The time until the disease worsened was [7.7 months] with cabozantinib.",
            {"endpoint": "PFS", "statistic": "median", "value": 7.7, "unit": "mo"},
            id="time until it worsened",
        ),
        pytest.param(
            "People with the fast form of the disease live four to six months; with the drug,"
            " survival was [19 months].",
            {"endpoint": "OS", "statistic": "median", "value": 19, "unit": "mo"},
            id="survival with the drug",
        ),
        pytest.param(
            "The cancer stayed away for [34 months] in women who took olaparib.",
            {"endpoint": "DFS", "statistic": "median", "value": 34, "unit": "mo"},
            id="stayed away",
        ),
        pytest.param(
            "Responses were maintained for nearly [a year].",
            {"endpoint": "DOR", "statistic": "median", "value": 1, "unit": "a"},
            id="a year",
        ),
        pytest.param(
            "Responding patients stayed in remission for [19.3 months].",
            {"endpoint": "DOR", "statistic": "median", "value": 19.3, "unit": "mo"},
            id="stayed in remission",
        ),
        pytest.param(
            "People on the drug lived about [a year and a half].",
            {"endpoint": "OS", "statistic": "median", "value": 1.5, "unit": "a"},
            id="a year and a half",
        ),
        pytest.param(
            "Men given radium lived [14.9 months], compared with 11.3 months for those on placebo.",
            {"endpoint": "OS", "statistic": "median", "value": 14.9, "unit": "mo"},
            id="compared with placebo",
        ),
        pytest.param(
            "Her patients' tumors did not grow for [eight months] on average.",
            {"endpoint": "PFS", "statistic": "mean", "value": 8, "unit": "mo"},
            id="did not grow",
        ),
        pytest.param(
            "Patients survived an average of [10.5 months] after starting the pill.",
            {"endpoint": "OS", "statistic": "mean", "value": 10.5, "unit": "mo"},
            id="survived an average of",
        ),
        pytest.param(
            "It bought patients an extra [three months] of life.",
            {"endpoint": "OS", "statistic": "gain", "value": 3, "unit": "mo"},
            id="bought an extra",
        ),
        pytest.param(
            "It kept cancer from spreading for [40.5 months], versus 16 months.",
            {"endpoint": "PFS", "statistic": "median", "value": 40.5, "unit": "mo"},
            id="kept from spreading",
        ),
    ],
)
def test_lay_words(check_fact: Check, marked: str, fields: dict[str, Any] | None) -> None:
    check_fact("SURVIVAL", marked, fields)


@pytest.mark.parametrize(
    "marked, fields",
    [
        pytest.param(
            "At two years, [72 percent] of patients were alive.",
            {"endpoint": "OS", "statistic": "rate", "percent": 72, "at": 2, "at_unit": "a"},
            id="alive at a time told first",
        ),
        pytest.param(
            "[72 percent] were alive at one year.",
            {"endpoint": "OS", "statistic": "rate", "percent": 72, "at": 1, "at_unit": "a"},
            id="alive at a time told last",
        ),
        pytest.param(
            "The one-year survival rate was [69.2%].",
            {"endpoint": "OS", "statistic": "rate", "percent": 69.2, "at": 1, "at_unit": "a"},
            id="one-year survival rate",
        ),
        pytest.param(
            "Overall survival at 12 months was [66%] with atezolizumab.",
            {"endpoint": "OS", "statistic": "rate", "percent": 66, "at": 12, "at_unit": "mo"},
            id="survival at so many months",
        ),
        pytest.param(
            "The 24-month PFS rate was [45.1%].",
            {"endpoint": "PFS", "statistic": "rate", "percent": 45.1, "at": 24, "at_unit": "mo"},
            id="24-month rate",
        ),
        pytest.param(
            "The estimated 3-year disease-free survival was [88.2%] with trastuzumab emtansine.",
            {"endpoint": "DFS", "statistic": "rate", "percent": 88.2, "at": 3, "at_unit": "a"},
            id="estimated 3-year",
        ),
        pytest.param(
            "At 18 months, progression-free survival was [52%] and 34%.",
            {"endpoint": "PFS", "statistic": "rate", "percent": 52, "at": 18, "at_unit": "mo"},
            id="first of two rates",
        ),
        pytest.param(
            "At 18 months, progression-free survival was 52% and [34%].",
            {"endpoint": "PFS", "statistic": "rate", "percent": 34, "at": 18, "at_unit": "mo"},
            id="second of two rates",
        ),
        pytest.param(
            "[57.3%] and 43.6% of patients survived five years.",
            {"endpoint": "OS", "statistic": "rate", "percent": 57.3, "at": 5, "at_unit": "a"},
            id="survived so long, first",
        ),
        pytest.param(
            "57.3% and [43.6%] of patients survived five years.",
            {"endpoint": "OS", "statistic": "rate", "percent": 43.6, "at": 5, "at_unit": "a"},
            id="survived so long, second",
        ),
        pytest.param(
            "Four-year event-free survival was [84.5 percent] in the pembrolizumab group.",
            {"endpoint": "EFS", "statistic": "rate", "percent": 84.5, "at": 4, "at_unit": "a"},
            id="four-year event-free",
        ),
        pytest.param(
            "After 36 months, [81 per cent] of men had not progressed on apalutamide.",
            {"endpoint": "PFS", "statistic": "rate", "percent": 81, "at": 36, "at_unit": "mo"},
            id="had not progressed",
        ),
        pytest.param(
            "The 5-year relapse-free survival rate was [52%] with dabrafenib plus trametinib.",
            {"endpoint": "RFS", "statistic": "rate", "percent": 52, "at": 5, "at_unit": "a"},
            id="relapse-free rate",
        ),
        pytest.param(
            "At one year, [49.4%] of those on chemotherapy were still living.",
            {"endpoint": "OS", "statistic": "rate", "percent": 49.4, "at": 1, "at_unit": "a"},
            id="still living",
        ),
        pytest.param(
            "At 10 years, [a quarter] of patients given the cells were alive.",
            {"endpoint": "OS", "statistic": "rate", "percent": 25, "at": 10, "at_unit": "a"},
            id="a fraction alive",
        ),
        pytest.param(
            "Survival at six months was [100 percent].",
            {"endpoint": "OS", "statistic": "rate", "percent": 100, "at": 6, "at_unit": "mo"},
            id="everybody alive",
        ),
        pytest.param(
            "The six-month overall survival rate was [100 percent].",
            {"endpoint": "OS", "statistic": "rate", "percent": 100, "at": 6, "at_unit": "mo"},
            id="six-month overall survival rate",
        ),
        pytest.param(
            "About [60%] of responders were still in response at 12 months.",
            {"endpoint": "DOR", "statistic": "rate", "percent": 60, "at": 12, "at_unit": "mo"},
            id="share of responders still in response",
        ),
        pytest.param(
            "Of the complete responses, [73%] lasted at least 12 months.",
            {"endpoint": "DOR", "statistic": "rate", "percent": 73, "at": 12, "at_unit": "mo"},
            id="share of responses that lasted",
        ),
        pytest.param(
            "PFS at 24 weeks was [41·2%].",
            {"endpoint": "PFS", "statistic": "rate", "percent": 41.2, "at": 24, "at_unit": "wk"},
            id="middle dot",
        ),
        pytest.param(
            "At least [80%] of patients were alive at two years.",
            {"endpoint": "OS", "statistic": "rate", "percent": 80, "at": 2, "at_unit": "a", "bound": "min"},
            id="a bound word stays outside",
        ),
        pytest.param(
            "The rate of overall survival at two years was [59.5%] with atezolizumab.",
            {"endpoint": "OS", "statistic": "rate", "percent": 59.5, "at": 2, "at_unit": "a"},
            id="rate of survival",
        ),
        pytest.param(
            "The 2-year OS rates were [41%] and 30%.",
            {"endpoint": "OS", "statistic": "rate", "percent": 41, "at": 2, "at_unit": "a"},
            id="rates, first of two",
        ),
        pytest.param(
            "The 2-year OS rates were 41% and [30%].",
            {"endpoint": "OS", "statistic": "rate", "percent": 30, "at": 2, "at_unit": "a"},
            id="rates, second of two",
        ),
        pytest.param(
            "PFS rates at 1 and 2 years were [68%] and 44%.",
            {"endpoint": "PFS", "statistic": "rate", "percent": 68, "at": 1, "at_unit": "a"},
            id="two times and two rates, first",
        ),
        pytest.param(
            "After three years, [94 percent] of those on the drug had survived.",
            {"endpoint": "OS", "statistic": "rate", "percent": 94, "at": 3, "at_unit": "a"},
            id="had survived",
        ),
        pytest.param(
            "Invasive disease-free survival at four years was [85.8%] versus 79.4%.",
            {"endpoint": "DFS", "statistic": "rate", "percent": 85.8, "at": 4, "at_unit": "a"},
            id="invasive, versus",
        ),
        pytest.param(
            "The probability of survival at 30 months was [82%].",
            {"endpoint": "OS", "statistic": "rate", "percent": 82, "at": 30, "at_unit": "mo"},
            id="probability of survival",
        ),
        pytest.param(
            "12-month overall survival: [71%] (95% CI 60–80).",
            {"endpoint": "OS", "statistic": "rate", "percent": 71, "at": 12, "at_unit": "mo"},
            id="a line of a table",
        ),
        pytest.param(
            "At 24 months, [90.2%] (95% CI, 84.5 to 93.9) were event-free on pembrolizumab.",
            {"endpoint": "EFS", "statistic": "rate", "percent": 90.2, "at": 24, "at_unit": "mo"},
            id="event-free behind an interval",
        ),
    ],
)
def test_rates(check_fact: Check, marked: str, fields: dict[str, Any] | None) -> None:
    """A share of patients alive or free of the event, and the time at which it holds."""
    check_fact("SURVIVAL", marked, fields)


@pytest.mark.parametrize(
    "marked, fields",
    [
        pytest.param(
            "Progression-free survival ranged from [23 to 53-plus months].",
            {"endpoint": "PFS", "statistic": "range", "value": [23, 53], "unit": "mo", "bound": "min"},
            id="open range",
        ),
        pytest.param(
            "Duration of response ranged from [2.1 to 14.8 months].",
            {"endpoint": "DOR", "statistic": "range", "value": [2.1, 14.8], "unit": "mo"},
            id="closed range",
        ),
        pytest.param(
            "Median duration of response was 9.9 months (range, [1.9+ to 18.4+ months]).",
            {"endpoint": "DOR", "statistic": "range", "value": [1.9, 18.4], "unit": "mo", "bound": "min"},
            id="range in brackets with pluses",
        ),
        pytest.param(
            "Median overall survival was [not reached] with nivolumab.",
            {"endpoint": "OS", "statistic": "median", "not_reached": True},
            id="not reached",
        ),
        pytest.param(
            "Median OS had [not been reached] in the former group.",
            {"endpoint": "OS", "statistic": "median", "not_reached": True},
            id="had not been reached",
        ),
        pytest.param(
            "The median duration of response has [not yet been reached].",
            {"endpoint": "DOR", "statistic": "median", "not_reached": True},
            id="not yet been reached",
        ),
        pytest.param(
            "Median PFS was 14 months for placebo and [not reached] for the drug.",
            {"endpoint": "PFS", "statistic": "median", "not_reached": True},
            id="not reached, second of two",
        ),
        pytest.param(
            "The drug extended survival by [four months].",
            {"endpoint": "OS", "statistic": "gain", "value": 4, "unit": "mo"},
            id="extended survival by",
        ),
        pytest.param(
            "Adding bevacizumab prolonged survival by about [1.4 months].",
            {"endpoint": "OS", "statistic": "gain", "value": 1.4, "unit": "mo"},
            id="prolonged survival by about",
        ),
        pytest.param(
            "Patients on the antibody lived [11 months] longer.",
            {"endpoint": "OS", "statistic": "gain", "value": 11, "unit": "mo"},
            id="lived so much longer",
        ),
        pytest.param(
            "The pill delayed progression by a median of [5.6 months].",
            {"endpoint": "PFS", "statistic": "gain", "value": 5.6, "unit": "mo"},
            id="delayed progression by a median of",
        ),
        pytest.param(
            "The therapy added [3.5 months] to patients' lives.",
            {"endpoint": "OS", "statistic": "gain", "value": 3.5, "unit": "mo"},
            id="added to lives",
        ),
        pytest.param(
            "Patients gained an extra [two months] of survival.",
            {"endpoint": "OS", "statistic": "gain", "value": 2, "unit": "mo"},
            id="an extra",
        ),
        pytest.param(
            "The survival benefit was [2.8 months] for regorafenib.",
            {"endpoint": "OS", "statistic": "gain", "value": 2.8, "unit": "mo"},
            id="benefit was",
        ),
        pytest.param(
            "PFS improved by [6.4 months] with the triplet.",
            {"endpoint": "PFS", "statistic": "gain", "value": 6.4, "unit": "mo"},
            id="improved by",
        ),
        pytest.param(
            "Mean overall survival was [17 months].",
            {"endpoint": "OS", "statistic": "mean", "value": 17, "unit": "mo"},
            id="mean",
        ),
        pytest.param(
            "Patients survived for [18 months or more].",
            {"endpoint": "OS", "statistic": "median", "value": 18, "unit": "mo", "bound": "min"},
            id="or more stays inside",
        ),
        pytest.param(
            "Survival was more than [13.8 months] on sorafenib.",
            {"endpoint": "OS", "statistic": "median", "value": 13.8, "unit": "mo", "bound": "min"},
            id="more than stays outside",
        ),
        pytest.param(
            "Progression-free survival increased from [6.4 months] to 10 months.",
            {"endpoint": "PFS", "statistic": "median", "value": 6.4, "unit": "mo"},
            id="from ... to is two figures: from",
        ),
        pytest.param(
            "Progression-free survival increased from 6.4 months to [10 months].",
            {"endpoint": "PFS", "statistic": "median", "value": 10, "unit": "mo"},
            id="from ... to is two figures: to",
        ),
        pytest.param(
            "Median survival rose to [3.7 months] from 1.5 months.",
            {"endpoint": "OS", "statistic": "median", "value": 3.7, "unit": "mo"},
            id="to ... from",
        ),
        pytest.param(
            "Their cancers typically took [7 months] to progress.",
            {"endpoint": "PFS", "statistic": "median", "value": 7, "unit": "mo"},
            id="typically took",
        ),
        pytest.param(
            "Median OS was NR versus [11 months].",
            {"endpoint": "OS", "statistic": "median", "value": 11, "unit": "mo"},
            id="NR versus",
        ),
        pytest.param(
            "At data cutoff, the median progression-free survival was [not reached] in either group.",
            {"endpoint": "PFS", "statistic": "median", "not_reached": True},
            id="not reached in either group",
        ),
        pytest.param(
            "Survival times ranged between [4 and 31 months].",
            {"endpoint": "OS", "statistic": "range", "value": [4, 31], "unit": "mo"},
            id="between",
        ),
        pytest.param(
            "Responses were ongoing at [3+ to 15+ months].",
            {"endpoint": "DOR", "statistic": "range", "value": [3, 15], "unit": "mo", "bound": "min"},
            id="ongoing, pluses",
        ),
        pytest.param(
            "Treatment lengthened median overall survival by nearly [five months].",
            {"endpoint": "OS", "statistic": "gain", "value": 5, "unit": "mo"},
            id="lengthened by nearly",
        ),
        pytest.param(
            "A survival advantage of [7.9 months] was reported for abiraterone.",
            {"endpoint": "OS", "statistic": "gain", "value": 7.9, "unit": "mo"},
            id="advantage of",
        ),
    ],
)
def test_statistics(check_fact: Check, marked: str, fields: dict[str, Any] | None) -> None:
    """Ranges, means, gains and medians that were not reached."""
    check_fact("SURVIVAL", marked, fields)


@pytest.mark.parametrize(
    "marked, fields",
    [
        pytest.param(
            "Median overall survival was 20 months on nivolumab. For placebo, the figure was [9 months].",
            {"endpoint": "OS", "statistic": "median", "value": 9, "unit": "mo"},
            id="the figure was",
        ),
        pytest.param(
            "At two years, 72 percent of patients were alive, compared with [61 percent] on placebo.",
            {"endpoint": "OS", "statistic": "rate", "percent": 61, "at": 2, "at_unit": "a"},
            id="compared with, a rate",
        ),
        pytest.param(
            "Median PFS was 12.9 months (95% CI, 11.1 to [16.4]).", None, id="the limit of an interval"
        ),
        pytest.param(
            "Median OS was 25 months versus 19 months. The median age was [62 years].",
            None,
            id="age in the next sentence",
        ),
        pytest.param(
            "Median PFS was 9 months. Patients were followed for [14 months].",
            None,
            id="follow-up in the next sentence",
        ),
        pytest.param(
            "Median PFS was 9 months. Treatment lasted a median of [seven months].",
            None,
            id="treatment in the next sentence",
        ),
        pytest.param(
            "Median PFS was 9.2 months for the drug and not reached for placebo; responses "
            "lasted [6 months].",
            {"endpoint": "DOR", "statistic": "median", "value": 6, "unit": "mo"},
            id="another endpoint behind a semicolon",
        ),
    ],
)
def test_goes_on(check_fact: Check, marked: str, fields: dict[str, Any] | None) -> None:
    """A figure without a cue is what the figure before it was."""
    check_fact("SURVIVAL", marked, fields)


@pytest.mark.parametrize(
    "marked, fields",
    [
        pytest.param("Median follow-up was [11 months].", None, id="follow-up"),
        pytest.param(
            "After a median follow-up of [11 months], median PFS was 9 months.",
            None,
            id="follow-up before a survival figure",
        ),
        pytest.param("Patients were treated for a median of [10.3 months].", None, id="treatment duration"),
        pytest.param(
            "The five-year survival rate for people with the disease is [12 percent].",
            None,
            id="prognosis of people in general",
        ),
        pytest.param(
            "Without treatment, people with this leukemia live [six months].", None, id="natural history"
        ),
        pytest.param("The median age was [61 years].", None, id="age"),
        pytest.param("Patients took olaparib for up to [two years].", None, id="treatment for up to"),
        pytest.param("Overall survival was a primary endpoint in [two] trials.", None, id="number of trials"),
        pytest.param(
            "Progression-free survival was assessed every [12 weeks].", None, id="a schedule of scans"
        ),
        pytest.param("The hazard ratio for overall survival was [0.64].", None, id="hazard ratio"),
        pytest.param("The drug cut the risk of progression by [46 percent].", None, id="risk reduction"),
        pytest.param("Survival data are expected in [18 months].", None, id="when data are due"),
        pytest.param("The company was founded [five years] ago and saved lives.", None, id="so long ago"),
        pytest.param(
            "Patients received 200 mg every [three weeks] until progression.",
            None,
            id="a schedule before until progression",
        ),
        pytest.param(
            "Overall survival was tested at a one-sided alpha of [0.025].", None, id="an alpha level"
        ),
        pytest.param("Survival curves parted after [six months].", None, id="when the curves part"),
        pytest.param(
            "Patients had to have a life expectancy of at least [three months].", None, id="eligibility"
        ),
        pytest.param(
            "The study was powered to detect a gain in survival of [four months].", None, id="a planned gain"
        ),
        pytest.param("Researchers hope to see survival extended by [six months].", None, id="a hope"),
        pytest.param(
            "Patients whose cancer progressed within [12 months] of surgery were excluded.",
            None,
            id="exclusion",
        ),
        pytest.param("Mice given the compound lived [40 days] longer.", None, id="animals"),
        pytest.param(
            "She has lived with the cancer for [nine years], said the patient's daughter.",
            None,
            id="one patient's story",
        ),
        pytest.param("In 2019, the disease killed [11,000] people.", None, id="victims"),
        pytest.param(
            "Patients who had survived a heart attack within the past [year] took part.",
            None,
            id="survivors by entry",
        ),
        pytest.param("They were randomized [three weeks] after surgery.", None, id="time of randomization"),
        pytest.param("The drug reached the market in [two years].", None, id="a plan"),
        pytest.param("Surgery was performed [eight weeks] after the last dose.", None, id="time of surgery"),
        pytest.param(
            "Median time from diagnosis to treatment was [2.4 months].", None, id="time from diagnosis"
        ),
        pytest.param("The median time to onset of neutropenia was [14 days].", None, id="onset of a harm"),
        pytest.param("The half-life of the drug is [21 days].", None, id="half-life"),
        pytest.param("Patients stayed in hospital for [nine days].", None, id="hospital stay"),
        pytest.param("At progression, patients could switch; [62 percent] did.", None, id="crossover"),
    ],
)
def test_silent(check_fact: Check, marked: str, fields: dict[str, Any] | None) -> None:
    check_fact("SURVIVAL", marked, fields)
