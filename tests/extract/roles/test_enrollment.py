"""ENROLLMENT: how many people were studied, in all, in an arm, in a subgroup."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Check = Callable[[str, str, dict[str, Any] | None], None]


@pytest.mark.parametrize(
    "marked, fields",
    [
        pytest.param(
            "The trial enrolled [61 women] with breast cancer.", {"n": 61, "scope": "total"}, id="enrolled"
        ),
        pytest.param(
            "A total of [616 patients] were randomized.", {"n": 616, "scope": "total"}, id="a total of"
        ),
        pytest.param(
            "The study included [1,021 patients] with lung cancer.",
            {"n": 1021, "scope": "total"},
            id="thousands with a comma",
        ),
        pytest.param(
            "Researchers recruited [397 adults] at 76 centres.", {"n": 397, "scope": "total"}, id="recruited"
        ),
        pytest.param(
            "In a phase 3 trial of [431 women], the drug did well.",
            {"n": 431, "scope": "total"},
            id="a trial of",
        ),
        pytest.param(
            "Data came from a study involving [675 people] worldwide.",
            {"n": 675, "scope": "total"},
            id="involving",
        ),
        pytest.param(
            "Investigators followed [521 women] for two years.", {"n": 521, "scope": "total"}, id="followed"
        ),
        pytest.param(
            "The analysis comprised [88 participants] with the disease.",
            {"n": 88, "scope": "total"},
            id="comprised",
        ),
        pytest.param(
            "More than [600 patients] were enrolled.",
            {"n": 600, "scope": "total", "bound": "min"},
            id="more than stays outside",
        ),
        pytest.param(
            "The team treated [six patients] with the antibody.",
            {"n": 6, "scope": "total"},
            id="a handful, treated",
        ),
        pytest.param(
            "They looked at records of [1,425 women] with ovarian cancer.",
            {"n": 1425, "scope": "total"},
            id="records",
        ),
        pytest.param(
            "[Twenty-eight patients] were enrolled between 2015 and 2018.",
            {"n": 28, "scope": "total"},
            id="number in words",
        ),
        pytest.param(
            "Of [245 patients] enrolled, 240 were treated.",
            {"n": 245, "scope": "total"},
            id="of so many enrolled",
        ),
        pytest.param(
            "The meta-analysis pooled [11,300 participants] from nine trials.",
            {"n": 11300, "scope": "total"},
            id="pooled",
        ),
        pytest.param(
            "The study enrolled [210 previously untreated patients] with myeloma.",
            {"n": 210, "scope": "total"},
            id="two words before the noun",
        ),
        pytest.param(
            "In the study of [1,206 postmenopausal women], bones grew stronger.",
            {"n": 1206, "scope": "total"},
            id="a long adjective",
        ),
        pytest.param(
            "For the phase 2 trial, doctors enrolled [36 people] with the rare disease.",
            {"n": 36, "scope": "total"},
            id="doctors enrolled",
        ),
        pytest.param(
            "The investigators analyzed [4,744 patients] with heart failure.",
            {"n": 4744, "scope": "total"},
            id="analyzed",
        ),
        pytest.param(
            "The international trial involved [702 patients] from 24 countries.",
            {"n": 702, "scope": "total"},
            id="from so many countries",
        ),
        pytest.param(
            "The trial included a total of [3,222 patients].",
            {"n": 3222, "scope": "total"},
            id="a total of, behind the verb",
        ),
        pytest.param(
            "Between 2016 and 2018, [289 patients] underwent randomization.",
            {"n": 289, "scope": "total"},
            id="underwent randomization",
        ),
    ],
)
def test_total(check_fact: Check, marked: str, fields: dict[str, Any] | None) -> None:
    """The span is number and noun."""
    check_fact("ENROLLMENT", marked, fields)


@pytest.mark.parametrize(
    "marked, fields",
    [
        pytest.param(
            "Of these, [107 women] were given placebo.", {"n": 107, "scope": "arm"}, id="given placebo"
        ),
        pytest.param(
            "Patients were randomized two to one, [207] to sunitinib and 105 to placebo.",
            {"n": 207, "scope": "arm"},
            id="to the drug",
        ),
        pytest.param(
            "Patients were randomized two to one, 207 to sunitinib and [105] to placebo.",
            {"n": 105, "scope": "arm"},
            id="to placebo",
        ),
        pytest.param(
            "They were assigned to olaparib (n = [260]) or placebo (n = 131).",
            {"n": 260, "scope": "arm"},
            id="n equals, drug",
        ),
        pytest.param(
            "They were assigned to olaparib (n = 260) or placebo (n = [131]).",
            {"n": 131, "scope": "arm"},
            id="n equals, placebo",
        ),
        pytest.param(
            "The [410] in the experimental group received pembrolizumab.",
            {"n": 410, "scope": "arm"},
            id="in the experimental group",
        ),
        pytest.param(
            "Patients received either daratumumab ([251 patients]) or bortezomib (247 patients).",
            {"n": 251, "scope": "arm"},
            id="noun in brackets",
        ),
        pytest.param(
            "Lemtrada was given to [426 patients], while 202 received interferon beta-1a.",
            {"n": 426, "scope": "arm"},
            id="given to, beside another arm",
        ),
        pytest.param(
            "[343 patients] were assigned to atezolizumab and 340 to chemotherapy.",
            {"n": 343, "scope": "arm"},
            id="assigned to, with noun",
        ),
        pytest.param(
            "343 patients were assigned to atezolizumab and [340] to chemotherapy.",
            {"n": 340, "scope": "arm"},
            id="assigned to, without noun",
        ),
        pytest.param(
            "[One hundred] were assigned the highest dose of tirzepatide.",
            {"n": 100, "scope": "arm"},
            id="the highest dose",
        ),
        pytest.param(
            "Half were on placebo; [98 patients] took the tablets.",
            {"n": 98, "scope": "arm"},
            id="took the tablets",
        ),
        pytest.param(
            "Of 616 patients, [410] received pembrolizumab and 206 received placebo.",
            {"n": 410, "scope": "arm"},
            id="received, first",
        ),
        pytest.param(
            "Of 616 patients, 410 received pembrolizumab and [206] received placebo.",
            {"n": 206, "scope": "arm"},
            id="received, second",
        ),
        pytest.param(
            "Women were assigned to abemaciclib ([446]) or placebo (223).",
            {"n": 446, "scope": "arm"},
            id="bare count in brackets",
        ),
        pytest.param(
            "In all, [252 patients] were randomly assigned to receive tezepelumab and 254 to placebo.",
            {"n": 252, "scope": "arm"},
            id="assigned to receive",
        ),
        pytest.param(
            "The [131 patients] in the placebo group fared worse.",
            {"n": 131, "scope": "arm"},
            id="in the placebo group",
        ),
    ],
)
def test_arm(check_fact: Check, marked: str, fields: dict[str, Any] | None) -> None:
    check_fact("ENROLLMENT", marked, fields)


@pytest.mark.parametrize(
    "marked, fields",
    [
        pytest.param(
            "Of the patients, [41] had stage 3 or 4 disease.",
            {"n": 41, "scope": "subgroup"},
            id="had a stage",
        ),
        pytest.param(
            "In the [144 patients] with high PD-L1 expression, survival was longer.",
            {"n": 144, "scope": "subgroup"},
            id="in those with",
        ),
        pytest.param(
            "The rate was higher in [58 patients] who had brain metastases.",
            {"n": 58, "scope": "subgroup"},
            id="who had",
        ),
    ],
)
def test_subgroup(check_fact: Check, marked: str, fields: dict[str, Any] | None) -> None:
    check_fact("ENROLLMENT", marked, fields)


@pytest.mark.parametrize(
    "marked, fields",
    [
        pytest.param("The trial was run at [76 centres] in Asia.", None, id="sites"),
        pytest.param("The disease affects [30,000 people] a year in Europe.", None, id="prevalence"),
        pytest.param(
            "About [11,000 women] die of the disease each year.", None, id="deaths in the population"
        ),
        pytest.param(
            "An estimated [1.2 million Americans] live with the condition.", None, id="people living with it"
        ),
        pytest.param("The median age was [61 years].", None, id="age"),
        pytest.param("[Two patients] had a complete response to the drug.", None, id="responders"),
        pytest.param("[Five of six] patients responded to the drug.", None, id="a ratio of responders"),
        pytest.param("Response was seen in 13 of the [22 patients].", None, id="a total inside a response"),
        pytest.param("The hospital employs [2,300 people].", None, id="staff"),
        pytest.param("Patients took [40 mg] a day.", None, id="a dose"),
        pytest.param("One in [eight women] will get breast cancer.", None, id="one in so many"),
        pytest.param("[Three patients] died of pneumonia, a side effect of the drug.", None, id="harm"),
        pytest.param("The trial was published in [2019].", None, id="a year"),
        pytest.param("Patients received [six] cycles.", None, id="cycles"),
        pytest.param("Dr. Smith has treated [hundreds] of patients.", None, id="hundreds"),
        pytest.param("Researchers screened [2,000 patients].", None, id="screened"),
        pytest.param("The trial involved [15] countries.", None, id="countries"),
        pytest.param(
            "Twelve doctors would have to treat [25 patients] to prevent one stroke.",
            None,
            id="number needed to treat",
        ),
        pytest.param("Globally, [400 million people] have diabetes.", None, id="millions"),
        pytest.param("The phase [3] trial enrolled patients.", None, id="phase number"),
        pytest.param("[Nine experts] of the panel voted for approval.", None, id="a panel"),
        pytest.param("The drug costs patients [1,000] dollars.", None, id="a price"),
        pytest.param("Nausea was reported by [44 patients] on the drug.", None, id="people with a harm"),
        pytest.param("In the KEYNOTE-[189] trial, patients did well.", None, id="the number of a trial"),
        pytest.param("About [one in 10,000 people] inherits the disorder.", None, id="one in ten thousand"),
        pytest.param("Some [37 million people] have the virus.", None, id="millions with a virus"),
        pytest.param(
            "[Six patients] died during the trial from the side effects of the drug.", None, id="deaths"
        ),
        pytest.param("The clinic sees [300 patients] a year.", None, id="a clinic's patients"),
        pytest.param("[Two] investigators resigned.", None, id="investigators"),
        pytest.param("The trial was stopped after [18 months].", None, id="a duration"),
        pytest.param("Eleven of [40 patients] had grade 3 neutropenia.", None, id="denominator of a harm"),
        pytest.param("The prize goes to [three scientists].", None, id="scientists"),
    ],
)
def test_silent(check_fact: Check, marked: str, fields: dict[str, Any] | None) -> None:
    check_fact("ENROLLMENT", marked, fields)
