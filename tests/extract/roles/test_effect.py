"""EFFECT: ratios with their intervals, risk reductions, and multiples in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Check = Callable[[str, str, dict[str, Any] | None], None]


@pytest.mark.parametrize(
    "marked, fields",
    [
        pytest.param(
            "Overall survival was longer with the drug (HR, [0.49; 95% CI, 0.38-0.64]; P < .001).",
            {"measure": "HR", "endpoint": "OS", "value": 0.49, "ci": [0.38, 0.64]},
            id="hazard ratio, hyphen",
        ),
        pytest.param(
            "Progression-free survival favored the triplet (hazard ratio, [0.53; 95% CI, 0.41 to 0.70]).",
            {"measure": "HR", "endpoint": "PFS", "value": 0.53, "ci": [0.41, 0.7]},
            id="to between the limits",
        ),
        pytest.param(
            "Overall survival was longer (hazard ratio [[HR]], [0.712; 96% CI, 0.56–0.906]).",
            {"measure": "HR", "endpoint": "OS", "value": 0.712, "ci": [0.56, 0.906]},
            id="abbreviation in brackets, en dash",
        ),
        pytest.param(
            "Progression-free survival was longer (HR [0.46 (95% CI, 0.34 to 0.62]); P < .001).",
            {"measure": "HR", "endpoint": "PFS", "value": 0.46, "ci": [0.34, 0.62]},
            id="interval in brackets of its own",
        ),
        pytest.param(
            "Overall survival was better with the pill (HR=[0.54]).",
            {"measure": "HR", "endpoint": "OS", "value": 0.54},
            id="equals sign, no interval",
        ),
        pytest.param(
            "The hazard ratio for progression or death was [0.52 (95% CI, 0.43–0.64]).",
            {"measure": "HR", "endpoint": "PFS", "value": 0.52, "ci": [0.43, 0.64]},
            id="progression or death is PFS",
        ),
        pytest.param(
            "Disease-free survival was improved (HR [0·57, 95% CI 0·43–0·77]; p=0·0002).",
            {"measure": "HR", "endpoint": "DFS", "value": 0.57, "ci": [0.43, 0.77]},
            id="middle dots, comma",
        ),
        pytest.param(
            "Overall survival did not differ (HR [1.05; 95% CI, 0.86 to 1.28]).",
            {"measure": "HR", "endpoint": "OS", "value": 1.05, "ci": [0.86, 1.28]},
            id="above one",
        ),
        pytest.param(
            "Infection was more common (odds ratio [2.1, 95% CI 1.3 to 3.4]).",
            {"measure": "OR", "value": 2.1, "ci": [1.3, 3.4]},
            id="odds ratio without an endpoint",
        ),
        pytest.param(
            "Stroke was rarer on the pill (relative risk, [0.78; 95% CI, 0.62 to 0.98]).",
            {"measure": "RR", "value": 0.78, "ci": [0.62, 0.98]},
            id="relative risk",
        ),
        pytest.param(
            "The rate ratio was [0·83 (95% CI 0·75–0·92]).",
            {"measure": "RR", "value": 0.83, "ci": [0.75, 0.92]},
            id="rate ratio",
        ),
        pytest.param(
            "Overall survival (HR 0.68) and PFS (HR [0.55]) were longer.",
            {"measure": "HR", "endpoint": "PFS", "value": 0.55},
            id="two ratios, second",
        ),
        pytest.param(
            "For overall survival the HR was [0.73 (0.61 to 0.88]).",
            {"measure": "HR", "endpoint": "OS", "value": 0.73, "ci": [0.61, 0.88]},
            id="a bare interval",
        ),
        pytest.param(
            "PFS was longer with the doublet (HR: [0.58; 99% CI: 0.45, 0.75]).",
            {"measure": "HR", "endpoint": "PFS", "value": 0.58, "ci": [0.45, 0.75]},
            id="comma between the limits",
        ),
        pytest.param(
            "Event-free survival: HR [0.63 (95% confidence interval, 0.48 to 0.82]).",
            {"measure": "HR", "endpoint": "EFS", "value": 0.63, "ci": [0.48, 0.82]},
            id="confidence interval spelled out",
        ),
        pytest.param(
            "PFS was longer with the pill (HR [0.41; 95% CI, 0.26, 0.66]; nominal p<0.0001).",
            {"measure": "HR", "endpoint": "PFS", "value": 0.41, "ci": [0.26, 0.66]},
            id="press release",
        ),
        pytest.param(
            "The drug prolonged overall survival (hazard ratio for death, [0.70; 95% CI, 0.58"
            " to 0.85]; P<0.001).",
            {"measure": "HR", "endpoint": "OS", "value": 0.7, "ci": [0.58, 0.85]},
            id="NEJM style",
        ),
        pytest.param(
            "The stratified HR for PFS was [0.61] (P = .003).",
            {"measure": "HR", "endpoint": "PFS", "value": 0.61},
            id="stratified",
        ),
        pytest.param(
            "With an HR of [0.68], the drug improved PFS.",
            {"measure": "HR", "endpoint": "PFS", "value": 0.68},
            id="HR of",
        ),
        pytest.param(
            "Median PFS was 9 vs 5 months (HR=[0.60, 95% CI=0.47-0.76]).",
            {"measure": "HR", "endpoint": "PFS", "value": 0.6, "ci": [0.47, 0.76]},
            id="equals signs",
        ),
        pytest.param(
            "The risk of death was lower (aHR [0.84, 95% CI 0.74-0.95]).",
            {"measure": "HR", "endpoint": "death", "value": 0.84, "ci": [0.74, 0.95]},
            id="adjusted, abbreviated",
        ),
        pytest.param(
            "The incidence rate ratio was [0.72 (95% CI, 0.60 to 0.86]).",
            {"measure": "RR", "value": 0.72, "ci": [0.6, 0.86]},
            id="incidence rate ratio",
        ),
    ],
)
def test_ratios(check_fact: Check, marked: str, fields: dict[str, Any] | None) -> None:
    """The span goes from the estimate to the end of its interval, without the closing bracket."""
    check_fact("EFFECT", marked, fields)


@pytest.mark.parametrize(
    "marked, fields",
    [
        pytest.param(
            "Olaparib reduced the risk of death by [27 percent].",
            {"measure": "RRR", "endpoint": "death", "value": 27},
            id="reduced the risk by",
        ),
        pytest.param(
            "The pill lowered the risk of progression or death by [46%].",
            {"measure": "RRR", "endpoint": "PFS", "value": 46},
            id="lowered the risk",
        ),
        pytest.param(
            "The vaccine cut the risk of shingles by [51%].",
            {"measure": "RRR", "endpoint": "shingles", "value": 51},
            id="cut the risk",
        ),
        pytest.param(
            "Patients had a [63%] lower risk of death.",
            {"measure": "RRR", "endpoint": "death", "value": 63},
            id="lower risk",
        ),
        pytest.param(
            "The drug was linked to an [18 percent] lower rate of exacerbations.",
            {"measure": "RRR", "endpoint": "exacerbations", "value": 18},
            id="lower rate",
        ),
        pytest.param(
            "There was a [32 percent] reduction in the risk of stroke.",
            {"measure": "RRR", "endpoint": "stroke", "value": 32},
            id="a reduction in the risk",
        ),
        pytest.param(
            "A [26%] relative risk reduction was seen with dapagliflozin.",
            {"measure": "RRR", "value": 26},
            id="relative risk reduction",
        ),
        pytest.param(
            "Women on the tablet were [30 percent] less likely to have a relapse.",
            {"measure": "RRR", "value": 30},
            id="less likely",
        ),
        pytest.param(
            "The hazard of dying was reduced by [29%].",
            {"measure": "RRR", "endpoint": "dying", "value": 29},
            id="the hazard was reduced",
        ),
        pytest.param(
            "It slashed deaths by [a third].", {"measure": "RRR", "value": 33.3}, id="slashed deaths"
        ),
        pytest.param(
            "The risk of death was reduced by more than [half].",
            {"measure": "RRR", "endpoint": "death", "value": 50, "bound": "min"},
            id="more than half",
        ),
        pytest.param(
            "Mepolizumab cut the number of flare-ups by up to [50 percent].",
            {"measure": "RRR", "value": 50, "bound": "max"},
            id="up to",
        ),
        pytest.param(
            "The exacerbation rate was reduced by [20 percent].",
            {"measure": "RRR", "value": 20},
            id="the rate was reduced",
        ),
        pytest.param(
            "Olaparib was associated with a [16 percent] drop in the absolute risk of breast cancer.",
            {"measure": "ARR", "endpoint": "breast cancer", "value": 16},
            id="a drop in the absolute risk",
        ),
        pytest.param(
            "The absolute risk reduction was [4.1 percent].",
            {"measure": "ARR", "value": 4.1},
            id="absolute risk reduction",
        ),
        pytest.param(
            "Statin users had a [24%] reduced risk of death.",
            {"measure": "RRR", "endpoint": "death", "value": 24},
            id="reduced risk",
        ),
        pytest.param(
            "The jab reduces the chance of getting flu by [35 to 40 percent].",
            {"measure": "RRR", "endpoint": "getting flu", "value": [35, 40]},
            id="a range",
        ),
        pytest.param(
            "The drug decreased mortality by [17 per cent].",
            {"measure": "RRR", "value": 17},
            id="decreased mortality",
        ),
        pytest.param(
            "Overall survival improved, with a [39%] reduction in the risk of death.",
            {"measure": "RRR", "endpoint": "OS", "value": 39},
            id="reduction with a survival lead-in",
        ),
        pytest.param(
            "The pill reduced the risk of disease recurrence or death by [80%].",
            {"measure": "RRR", "endpoint": "disease recurrence or death", "value": 80},
            id="recurrence or death",
        ),
        pytest.param(
            "It was associated with a [41 percent] reduction in the risk of progression or death.",
            {"measure": "RRR", "endpoint": "PFS", "value": 41},
            id="reduction, progression or death",
        ),
        pytest.param(
            "People taking it were [21%] less likely to die.",
            {"measure": "RRR", "value": 21},
            id="less likely to die",
        ),
        pytest.param(
            "A [16%] reduction in deaths was seen.", {"measure": "RRR", "value": 16}, id="reduction in deaths"
        ),
        pytest.param(
            "Flare-ups were [45 percent] less frequent on benralizumab.",
            {"measure": "RRR", "value": 45},
            id="less frequent",
        ),
        pytest.param(
            "There were [25%] fewer deaths in the dexamethasone group.",
            {"measure": "RRR", "value": 25},
            id="fewer deaths",
        ),
        pytest.param(
            "The injection trimmed the odds of a second stroke by [a quarter].",
            {"measure": "RRR", "endpoint": "second stroke", "value": 25},
            id="a quarter",
        ),
        pytest.param(
            "It lowers the hazard of death by about [one third].",
            {"measure": "RRR", "endpoint": "death", "value": 33.3},
            id="one third",
        ),
    ],
)
def test_reductions(check_fact: Check, marked: str, fields: dict[str, Any] | None) -> None:
    check_fact("EFFECT", marked, fields)


@pytest.mark.parametrize(
    "marked, fields",
    [
        pytest.param(
            "Adding cetuximab to cisplatin [doubled] the response rate.",
            {"measure": "RR", "value": 2},
            id="doubled",
        ),
        pytest.param(
            "Patients on the pill were [twice] as likely to respond.",
            {"measure": "RR", "value": 2},
            id="twice as likely",
        ),
        pytest.param(
            "Those on the antibody were [2.5 times] more likely to see an improvement.",
            {"measure": "RR", "value": 2.5},
            id="times more likely",
        ),
        pytest.param(
            "The combination [tripled] progression-free survival.",
            {"measure": "RR", "endpoint": "PFS", "value": 3},
            id="tripled",
        ),
        pytest.param(
            "The risk of infection was [three times] higher on the drug.",
            {"measure": "RR", "endpoint": "infection", "value": 3},
            id="times higher",
        ),
        pytest.param(
            "The drug [halved] the risk of relapse.",
            {"measure": "RRR", "endpoint": "relapse", "value": 50},
            id="halved",
        ),
        pytest.param(
            "There was a [doubling] of progression-free survival.",
            {"measure": "RR", "endpoint": "PFS", "value": 2},
            id="doubling",
        ),
        pytest.param(
            "A [threefold] increase in the rate of remission was seen.",
            {"measure": "RR", "endpoint": "remission", "value": 3},
            id="a threefold increase",
        ),
        pytest.param(
            "Patients were nearly [three times] as likely to respond to the antibody.",
            {"measure": "RR", "value": 3},
            id="three times as likely",
        ),
        pytest.param(
            "Smokers had [twice] the risk of relapse.",
            {"measure": "RR", "endpoint": "relapse", "value": 2},
            id="twice the risk",
        ),
        pytest.param(
            "The odds of remission were [2.4-fold] higher.",
            {"measure": "RR", "endpoint": "remission", "value": 2.4},
            id="fold with a hyphen",
        ),
    ],
)
def test_multiples(check_fact: Check, marked: str, fields: dict[str, Any] | None) -> None:
    check_fact("EFFECT", marked, fields)


@pytest.mark.parametrize(
    "marked, fields",
    [
        pytest.param("The response rate was [61 percent].", None, id="a response rate"),
        pytest.param("Patients were given a dose reduction of [25 percent].", None, id="a dose was reduced"),
        pytest.param("LDL cholesterol fell by [60 percent] on evolocumab.", None, id="a laboratory value"),
        pytest.param("Body weight dropped by [15 percent] with semaglutide.", None, id="weight"),
        pytest.param("The company [doubled] its sales of the drug.", None, id="sales doubled"),
        pytest.param("The dose was [doubled] after four weeks.", None, id="the dose doubled"),
        pytest.param("Shares fell [12 percent] after the risk became known.", None, id="shares fell"),
        pytest.param("Staff numbers were reduced by [20 percent] at the hospital.", None, id="staff"),
        pytest.param("Hearts are at risk in [30 percent] of patients.", None, id="a share at risk"),
        pytest.param("The heart rate (HR) was [72] beats per minute.", None, id="heart rate"),
        pytest.param("Pain scores fell by [2.3 points].", None, id="a score"),
        pytest.param("The price was cut by [half].", None, id="a price"),
        pytest.param("Patients at a higher risk were aged over [65].", None, id="an age"),
        pytest.param("The lifetime risk of breast cancer is [12 percent].", None, id="an absolute risk"),
        pytest.param("Tumors shrank by at least [30 percent].", None, id="a shrinkage"),
        pytest.param("The HRs were computed in [two] models.", None, id="a count beside the abbreviation"),
        pytest.param("The risk was assessed at [12 months].", None, id="a time"),
        pytest.param("The pill was taken [twice] a day.", None, id="a schedule"),
        pytest.param("Tests were repeated [three times].", None, id="times without a comparison"),
        pytest.param("Systolic blood pressure was lowered by [10 percent].", None, id="blood pressure"),
        pytest.param(
            "HR-positive breast cancer makes up [70 percent] of cases.", None, id="HR for hormone receptor"
        ),
        pytest.param("Risk of bias was low in [12] trials.", None, id="risk of bias"),
        pytest.param("Insulin use rose [2.5 times] in the population.", None, id="use in the population"),
        pytest.param("Progression-free survival was 8.6 versus [4.9] months.", None, id="a survival figure"),
        pytest.param("Costs were cut by [30 percent].", None, id="costs"),
        pytest.param(
            "The risk of relapse is [20 percent] at five years.", None, id="an absolute risk at a time"
        ),
        pytest.param("Mutations that raise the risk occur in [five percent] of women.", None, id="carriers"),
        pytest.param("Her tumor marker fell by [90 percent].", None, id="a marker"),
        pytest.param("Viral load fell by [99 percent] within a week.", None, id="viral load"),
        pytest.param("The number needed to treat was [21].", None, id="number needed to treat"),
        pytest.param("The HR team hired [12] nurses.", None, id="human resources"),
        pytest.param("Median PFS was [0.9] years.", None, id="a survival time below one"),
    ],
)
def test_silent(check_fact: Check, marked: str, fields: dict[str, Any] | None) -> None:
    check_fact("EFFECT", marked, fields)
