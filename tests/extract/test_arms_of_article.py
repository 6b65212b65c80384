"""The arms of a whole article, as its sentences together tell them: backbones, orders, labels, rivals."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Arms = list[list[str] | None]
Check = Callable[[str, str, Arms], None]

CHEMO = ["carboplatin", "cyclophosphamide", "doxorubicin", "paclitaxel"]


@pytest.mark.parametrize(
    "kind, marked, arms",
    [
        pytest.param(
            "SURVIVAL",
            "Women were randomly assigned to kalvaciclib or placebo. All of them took letrozole. Median "
            "progression-free survival was [20.2 months] with kalvaciclib and [10.1 months] with placebo.",
            [["kalvaciclib", "letrozole"], ["letrozole"]],
            id="all of them took it",
        ),
        pytest.param(
            "SURVIVAL",
            "Median PFS was [20.2 months] with kalvaciclib and [10.1 months] with placebo, each on top of "
            "monthly injections of fulvestrant.",
            [["fulvestrant", "kalvaciclib"], ["fulvestrant"]],
            id="each on top of it",
        ),
        pytest.param(
            "SURVIVAL",
            "Kalvaciclib or placebo was given to 300 women; letrozole went on unchanged in both groups. "
            "Median PFS was [20.2 months] with kalvaciclib and [10.1 months] with placebo.",
            [["kalvaciclib", "letrozole"], ["letrozole"]],
            id="unchanged in both groups",
        ),
        pytest.param(
            "SURVIVAL",
            "Everyone began with gemcitabine at 1,000 mg/m2 and cisplatin at 25 mg/m2. Nivolumab, or a "
            "placebo, "
            "ran alongside. Median survival was [12.9 months] with nivolumab and [11.3 months] with placebo.",
            [["cisplatin", "gemcitabine", "nivolumab"], ["cisplatin", "gemcitabine"]],
            id="two drugs with their doses shared",
        ),
        pytest.param(
            "RESPONSE",
            "Ciltacabtagene autoleucel was given to 26 patients. All were conditioned with bendamustine "
            "first. "
            "Of them, [22] responded.",
            [["ciltacabtagene autoleucel"]],
            id="not what they were conditioned with",
        ),
        pytest.param(
            "RESPONSE",
            "What if rituximab, the mainstay, makes way for obinutuzumab in lymphoma? A response was seen in "
            "[59%] of those on obinutuzumab and [48%] of the others.",
            [["obinutuzumab"], ["rituximab"]],
            id="the one that makes way is the control",
        ),
        pytest.param(
            "SURVIVAL",
            "Kalvaciclib was compared with placebo. All had taken letrozole before. Median PFS "
            "was [20.2 months]"
            " with kalvaciclib and [10.1 months] with placebo.",
            [["kalvaciclib"], ["placebo"]],
            id="not what all had before",
        ),
        pytest.param(
            "RESPONSE",
            "Women got pembrolizumab or placebo along with carboplatin and paclitaxel, followed "
            "by four cycles "
            "of pembrolizumab or placebo with doxorubicin and cyclophosphamide. pCR rates were "
            "[64.8%] with pembrolizumab and"
            " [51.2%] without it.",
            [sorted([*CHEMO, "pembrolizumab"]), CHEMO],
            id="or placebo along with, in two steps",
        ),
        pytest.param(
            "RESPONSE",
            "Women got pembrolizumab or placebo. Both groups had paclitaxel plus carboplatin, "
            "then four cycles "
            "of doxorubicin with cyclophosphamide. A pathological complete response was seen in "
            "[64.8%] of the "
            "pembrolizumab arm and [51.2%] of the placebo arm.",
            [sorted([*CHEMO, "pembrolizumab"]), CHEMO],
            id="both groups had, then",
        ),
        pytest.param(
            "SURVIVAL",
            "Bevacizumab or placebo was added to radiotherapy and temozolomide. Median PFS was "
            "[10.6 months] in "
            "the bevacizumab group and [6.2 months] in the placebo group.",
            [["bevacizumab", "temozolomide"], ["temozolomide"]],
            id="or placebo was added to",
        ),
        pytest.param(
            "SURVIVAL",
            "Adding tarfizomib to lenalidomide and dexamethasone (TRd) was compared with lenalidomide and "
            "dexamethasone alone. Median PFS was [24.1 months] with TRd.",
            [["dexamethasone", "lenalidomide", "tarfizomib"]],
            id="a label in brackets",
        ),
        pytest.param(
            "SURVIVAL",
            "Patients received tarfizomib 56 mg/m² intravenously twice weekly together with "
            "lenalidomide 25 mg "
            "by mouth on days 1 to 21 and dexamethasone 40 mg weekly, or lenalidomide and "
            "dexamethasone. Median "
            "PFS reached [24.1 months] in the tarfizomib group.",
            [["dexamethasone", "lenalidomide", "tarfizomib"]],
            id="doses with routes inside a regimen",
        ),
        pytest.param(
            "SURVIVAL",
            "Venetoclax-rituximab was compared with bendamustine-rituximab. At two years 84.9% of the "
            "venetoclax group and [36.3%] of the bendamustine group were alive without progression.",
            [["bendamustine", "rituximab"]],
            id="the only arm with it",
        ),
        pytest.param(
            "RESPONSE",
            "Patients were assigned to nivolumab plus relatlimab (201), ipilimumab plus nivolumab (199) or "
            "ipilimumab alone (198). Response rates were [43%], [58%] and [19%], respectively.",
            [["nivolumab", "relatlimab"], ["ipilimumab", "nivolumab"], ["ipilimumab"]],
            id="three arms, respectively",
        ),
        pytest.param(
            "RESPONSE",
            "Patients were assigned to nivolumab plus relatlimab, ipilimumab plus nivolumab or ipilimumab "
            "alone. Response rates were, in that order, [43%], [58%] and [19%].",
            [["nivolumab", "relatlimab"], ["ipilimumab", "nivolumab"], ["ipilimumab"]],
            id="in that order",
        ),
        pytest.param(
            "SURVIVAL",
            "Pembrolizumab and ipilimumab are both antibodies. In a trial in melanoma, pembrolizumab was "
            "compared with ipilimumab. The six-month PFS rate was [47%] for pembrolizumab and [27%] for "
            "ipilimumab.",
            [["pembrolizumab"], ["ipilimumab"]],
            id="listed together, held against each other",
        ),
        pytest.param(
            "SURVIVAL",
            "Patients were assigned to nivolumab or standard therapy with methotrexate, "
            "docetaxel, or cetuximab."
            " Median survival was [7.5 months] in the nivolumab group and [5.1 months] in the "
            "standard therapy "
            "group.",
            [["nivolumab"], ["cetuximab", "docetaxel", "methotrexate"]],
            id="what the standard is",
        ),
        pytest.param(
            "RESPONSE",
            "Daratumumab was added to lenalidomide and dexamethasone. The daratumumab group had "
            "a higher rate of"
            " overall response than the control group ([92.9%] versus [76.4%]) and of complete "
            "response ([43.1%]"
            " versus [19.2%]).",
            [
                ["daratumumab", "dexamethasone", "lenalidomide"],
                ["dexamethasone", "lenalidomide"],
                ["daratumumab", "dexamethasone", "lenalidomide"],
                ["dexamethasone", "lenalidomide"],
            ],
            id="pairs in brackets behind a comparison",
        ),
        pytest.param(
            "ADVERSE_EVENT",
            "Pembrolizumab was compared with ipilimumab. In the pembrolizumab group the most "
            "common side effect "
            "was [fatigue]; in the ipilimumab group it was [diarrhea].",
            [["pembrolizumab"], ["ipilimumab"]],
            id="harms of two clauses",
        ),
        pytest.param(
            "ADVERSE_EVENT",
            "Capecitabine was compared with placebo. [Headache] was more common in the placebo group.",
            [["placebo"]],
            id="harm of the control",
        ),
        pytest.param(
            "ADVERSE_EVENT",
            "Capecitabine was compared with placebo. [Headache] was no more common than in the "
            "placebo group.",
            [["capecitabine"]],
            id="harm held against the control",
        ),
        pytest.param(
            "ADVERSE_EVENT",
            "Everolimus was added to exemestane. Side effects associated with everolimus were "
            "[stomatitis] and "
            "[fatigue].",
            [["everolimus"], ["everolimus"]],
            id="harm laid to one drug",
        ),
    ],
)
def test_arms_of_an_article(check_arms: Check, kind: str, marked: str, arms: Arms) -> None:
    check_arms(kind, marked, arms)
