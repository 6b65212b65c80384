"""Whose a figure is: the arm that its sentence, or the article, ties it to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Arms = list[list[str] | None]
Check = Callable[[str, str, Arms], None]


@pytest.mark.parametrize(
    "kind, marked, arms",
    [
        pytest.param(
            "RESPONSE",
            "Responses were seen in [40%] of patients taking tofacitinib and [18%] of those given placebo.",
            [["tofacitinib"], ["placebo"]],
            id="of patients taking",
        ),
        pytest.param(
            "RESPONSE",
            "The ORR was [61%] in the erdafitinib group and [22%] in the docetaxel group.",
            [["erdafitinib"], ["docetaxel"]],
            id="in the group",
        ),
        pytest.param(
            "SURVIVAL",
            "Median survival was [14 months] for regorafenib vs. [13.9 months] for placebo.",
            [["regorafenib"], ["placebo"]],
            id="for",
        ),
        pytest.param(
            "RESPONSE",
            "Remission was achieved by [31.3%] of people who received vedolizumab and [22.5%]"
            " who received adalimumab.",
            [["vedolizumab"], ["adalimumab"]],
            id="who received",
        ),
        pytest.param(
            "RESPONSE",
            "[Six of 10] patients treated with sotatercept and [one of nine] on placebo responded.",
            [["sotatercept"], ["placebo"]],
            id="counts, treated with and on",
        ),
        pytest.param(
            "SURVIVAL",
            "Median PFS was [11.1 months] (95% CI, 9.0–13.2) with capmatinib.",
            [["capmatinib"]],
            id="over an interval in brackets",
        ),
        pytest.param(
            "SURVIVAL",
            "Survival at two years was [72%] for women assigned to abemaciclib and [61%] for "
            "those assigned to placebo.",
            [["abemaciclib"], ["placebo"]],
            id="assigned to",
        ),
        pytest.param(
            "RESPONSE",
            "The response rate was [45%] when patients got avelumab.",
            [["avelumab"]],
            id="when patients got",
        ),
        pytest.param(
            "ENROLLMENT",
            "Patients were randomised, [207] to sunitinib and [105] to placebo.",
            [["sunitinib"], ["placebo"]],
            id="people in an arm",
        ),
        pytest.param(
            "ENROLLMENT",
            "Of 300 patients, [150] received baricitinib and [150] received placebo.",
            [["baricitinib"], ["placebo"]],
            id="people who received",
        ),
    ],
)
def test_behind(check_arms: Check, kind: str, marked: str, arms: Arms) -> None:
    """The phrase behind the figure qualifies it."""
    check_arms(kind, marked, arms)


@pytest.mark.parametrize(
    "kind, marked, arms",
    [
        pytest.param(
            "RESPONSE",
            "With fremanezumab, [41%] responded; with placebo, [18%] did.",
            [["fremanezumab"], ["placebo"]],
            id="with X, so many",
        ),
        pytest.param(
            "RESPONSE",
            "For romosozumab the response rate was [12 percent].",
            [["romosozumab"]],
            id="for X at the head",
        ),
    ],
)
def test_ahead(check_arms: Check, kind: str, marked: str, arms: Arms) -> None:
    """The phrase before the figure has it."""
    check_arms(kind, marked, arms)


@pytest.mark.parametrize(
    "kind, marked, arms",
    [
        pytest.param(
            "RESPONSE",
            "Erdafitinib beat docetaxel: [46 percent] versus [12 percent] responded.",
            [["erdafitinib"], ["docetaxel"]],
            id="colon and versus",
        ),
        pytest.param(
            "SURVIVAL",
            "Patients on brigatinib had longer PFS than those on crizotinib: [24 months] "
            "against [11 months].",
            [["brigatinib"], ["crizotinib"]],
            id="than, then the figures",
        ),
        pytest.param(
            "RESPONSE",
            "A response was more frequent with bimekizumab than with secukinumab ([67%] vs [46%]).",
            [["bimekizumab"], ["secukinumab"]],
            id="than, figures in brackets",
        ),
    ],
)
def test_in_order(check_arms: Check, kind: str, marked: str, arms: Arms) -> None:
    """As many arms as figures: the first has the first."""
    check_arms(kind, marked, arms)


@pytest.mark.parametrize(
    "kind, marked, arms",
    [
        pytest.param(
            "SURVIVAL",
            "Median PFS was [14 months] with alpelisib, compared with [7 months] for placebo.",
            [["alpelisib"], ["placebo"]],
            id="compared with, named",
        ),
        pytest.param(
            "RESPONSE",
            "Tofersen was compared with placebo. Responses were seen in [30%] on tofersen versus [12%].",
            [["tofersen"], ["placebo"]],
            id="versus, unnamed",
        ),
        pytest.param(
            "RESPONSE",
            "Inotersen was compared with placebo. The response rate was [36%]. That compared "
            "with [9%] on placebo.",
            [["inotersen"], ["placebo"]],
            id="that compared with, next sentence",
        ),
        pytest.param(
            "SURVIVAL",
            "Pertuzumab was compared with placebo. It raised median survival from [40.8 "
            "months] to [56.5 months].",
            [["placebo"], ["pertuzumab"]],
            id="from the control to the drug",
        ),
        pytest.param(
            "SURVIVAL",
            "Pertuzumab was compared with placebo. Median survival rose to [56.5 months] from [40.8 months].",
            [["pertuzumab"], ["placebo"]],
            id="to ... from",
        ),
        pytest.param(
            "SURVIVAL",
            "Inavolisib was compared with placebo. Median PFS was [15 months] and [7.3 months].",
            [["inavolisib"], ["placebo"]],
            id="a bare and",
        ),
        pytest.param(
            "SURVIVAL",
            "Inavolisib was compared with placebo. Median PFS was [15 months] vs [7.3 months] (HR, 0.43).",
            [["inavolisib"], ["placebo"]],
            id="a bare vs",
        ),
        pytest.param(
            "RESPONSE",
            "Patients on belzutifan had a response rate of [22%], whereas only [4%] of "
            "patients on everolimus responded.",
            [["belzutifan"], ["everolimus"]],
            id="whereas",
        ),
        pytest.param(
            "SURVIVAL",
            "Patients lived [11 months] longer on sipuleucel-T than on placebo.",
            [["sipuleucel-t"]],
            id="a gain is the studied drug's",
        ),
        pytest.param(
            "EFFECT",
            "Compared with placebo, ramucirumab cut the risk of death by [22%].",
            [["ramucirumab"]],
            id="an effect is never the comparator's",
        ),
        pytest.param(
            "EFFECT",
            "The HR for death with ramucirumab versus placebo was [0.78].",
            [["ramucirumab"]],
            id="a hazard ratio is the studied drug's",
        ),
    ],
)
def test_compared(check_arms: Check, kind: str, marked: str, arms: Arms) -> None:
    """A figure without a name is the other arm of the comparison."""
    check_arms(kind, marked, arms)


@pytest.mark.parametrize(
    "kind, marked, arms",
    [
        pytest.param(
            "RESPONSE",
            "Tebentafusp helps in eye cancer\n\n"
            "The drug was given to all patients. The response rate was [9%].",
            [["tebentafusp"]],
            id="the drug in the title",
        ),
        pytest.param(
            "SURVIVAL",
            "Lifileucel was tested in 66 patients. Median duration of response was [not reached].",
            [["lifileucel"]],
            id="the only drug",
        ),
        pytest.param(
            "RESPONSE",
            "Selinexor plus dexamethasone in myeloma\n\n"
            "Selinexor plus dexamethasone was given to 122 patients. [Twenty-six percent] of "
            "patients responded.",
            [["dexamethasone", "selinexor"]],
            id="the only combination",
        ),
        pytest.param(
            "RESPONSE",
            "Doctors tried a new approach. The response rate was [30%].",
            [None],
            id="no treatment named",
        ),
    ],
)
def test_default(check_arms: Check, kind: str, marked: str, arms: Arms) -> None:
    """A sentence that names no arm is about the article's treatment."""
    check_arms(kind, marked, arms)


@pytest.mark.parametrize(
    "kind, marked, arms",
    [
        pytest.param(
            "DOSE",
            "Patients received pembrolizumab [200 mg] and lenvatinib [20 mg].",
            [["pembrolizumab"], ["lenvatinib"]],
            id="each its own",
        ),
        pytest.param(
            "DOSE",
            "They took [375 mg] of rituximab and [5 mg] of prednisone.",
            [["rituximab"], ["prednisone"]],
            id="amount of drug",
        ),
        pytest.param(
            "DOSE",
            "Rituximab [375 mg per square meter] was added to venetoclax.",
            [["rituximab"]],
            id="not the whole arm",
        ),
        pytest.param(
            "DOSE",
            "Pemetrexed was given at [500 mg/m2] and carboplatin at AUC 5.",
            [["pemetrexed"]],
            id="given at",
        ),
        pytest.param(
            "DOSE",
            "Venetoclax, at [400 mg] a day, was given with rituximab.",
            [["venetoclax"]],
            id="in an apposition",
        ),
        pytest.param(
            "DOSE",
            "Patients got mepolizumab at [100 mg] or [300 mg].",
            [["mepolizumab"], ["mepolizumab"]],
            id="alternative doses",
        ),
        pytest.param(
            "SCHEDULE",
            "Nivolumab was given [every two weeks] and ipilimumab [every six weeks].",
            [["nivolumab"], ["ipilimumab"]],
            id="each its own schedule",
        ),
        pytest.param(
            "SCHEDULE",
            "Apixaban was taken [twice daily] with aspirin [once daily].",
            [["apixaban"], ["aspirin"]],
            id="schedule beside the drug",
        ),
        pytest.param(
            "DOSE",
            "A [10 mg] dose of dapagliflozin was compared with placebo.",
            [["dapagliflozin"]],
            id="dose of drug",
        ),
        pytest.param(
            "DOSE",
            "Dupilumab, [300 mg] every other week, or placebo was injected.",
            [["dupilumab"]],
            id="never placebo",
        ),
    ],
)
def test_dosed(check_arms: Check, kind: str, marked: str, arms: Arms) -> None:
    """Dose and schedule belong to the drug that is dosed, not to the arm."""
    check_arms(kind, marked, arms)
