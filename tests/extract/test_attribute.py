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
        pytest.param(
            "RESPONSE",
            "The remission rate was [39%] among patients on upadacitinib and [9%] among those on placebo.",
            [["upadacitinib"], ["placebo"]],
            id="among patients on",
        ),
        pytest.param(
            "RESPONSE",
            "Nausea aside, [82 percent] of the tirzepatide recipients and [60 percent] of the"
            " semaglutide recipients responded.",
            [["tirzepatide"], ["semaglutide"]],
            id="recipients",
        ),
        pytest.param(
            "RESPONSE",
            "PASI 90 was achieved by [73%] of patients with risankizumab and by [47%] with ustekinumab.",
            [["risankizumab"], ["ustekinumab"]],
            id="by so many with",
        ),
        pytest.param(
            "SURVIVAL",
            "The 2-year survival rate was [41%] (95% CI, 36 to 46) in the ipilimumab arm and "
            "[30%] (95% CI, 25 to 35) in the dacarbazine arm.",
            [["ipilimumab"], ["dacarbazine"]],
            id="over intervals",
        ),
        pytest.param(
            "SURVIVAL",
            "Median OS: [18.2 months] (durvalumab) vs [12.1 months] (placebo).",
            [["durvalumab"], ["placebo"]],
            id="arms in brackets",
        ),
        pytest.param(
            "SURVIVAL",
            "Responses lasted [14 months] after enfortumab vedotin and [8 months] after docetaxel.",
            [["enfortumab vedotin"], ["docetaxel"]],
            id="after",
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
        pytest.param(
            "RESPONSE",
            "Ruxolitinib: ORR [62%]; placebo: ORR [4%].",
            [["ruxolitinib"], ["placebo"]],
            id="a line of a slide",
        ),
        pytest.param(
            "RESPONSE",
            "Among those who took empagliflozin, [31%] had a remission; among those who took "
            "sitagliptin, [20%] did.",
            [["empagliflozin"], ["sitagliptin"]],
            id="among those who took",
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
        pytest.param(
            "RESPONSE",
            "More patients responded to erenumab than to topiramate ([55%] v [31%]).",
            [["erenumab"], ["topiramate"]],
            id="a bare v",
        ),
        pytest.param(
            "RESPONSE",
            "Nivolumab was compared with everolimus. Responses were no more frequent ([25%], [22%]).",
            [["nivolumab"], ["everolimus"]],
            id="both in one bracket without names",
        ),
        pytest.param(
            "RESPONSE",
            "Nivolumab was compared with placebo. Of the treated, [25%] responded, and [5%] of the "
            "untreated.",
            [["nivolumab"], ["placebo"]],
            id="the treated and the untreated",
        ),
        pytest.param(
            "SURVIVAL",
            "PFS was longer with olaparib than with placebo (median, [19.1 months] vs. [5.5 "
            "months]; HR, 0.30).",
            [["olaparib"], ["placebo"]],
            id="median in brackets",
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
        pytest.param(
            "RESPONSE",
            "Rimegepant was compared with placebo. Pain freedom aside, [21%] responded "
            "compared with [11%] of the placebo group.",
            [["rimegepant"], ["placebo"]],
            id="first without a name",
        ),
        pytest.param(
            "RESPONSE",
            "Sacubitril was compared with enalapril. [Ten percent] on sacubitril responded, "
            "as against [six percent] on enalapril.",
            [["sacubitril"], ["enalapril"]],
            id="as against",
        ),
        pytest.param(
            "SURVIVAL",
            "Median survival was [12 months] with sorafenib; it was [8 months] with placebo.",
            [["sorafenib"], ["placebo"]],
            id="semicolon",
        ),
        pytest.param(
            "RESPONSE",
            "Lecanemab was compared with placebo. With the antibody [40%] responded; for the "
            "placebo group the figure was [20%].",
            [["lecanemab"], ["placebo"]],
            id="the figure was",
        ),
        pytest.param(
            "RESPONSE",
            "Belimumab was compared with placebo. [43%] of patients on belimumab responded; "
            "only [32%] of the others did.",
            [["belimumab"], ["placebo"]],
            id="the others",
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
        pytest.param(
            "RESPONSE",
            "Anifrolumab helps in lupus\n\n"
            "The trial enrolled 362 patients. Responses were seen in [47.8%] of patients on "
            "anifrolumab. Half of the patients were women. At one year, [30%] were in "
            "remission.",
            [["anifrolumab"], ["anifrolumab"]],
            id="a paragraph about one drug",
        ),
        pytest.param(
            "RESPONSE",
            "Inclisiran was given to 200 patients. It had a response rate of [45%].",
            [["inclisiran"]],
            id="it",
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
        pytest.param("DOSE", "The dose of osimertinib was [80 mg].", [["osimertinib"]], id="the dose of"),
        pytest.param(
            "DOSE",
            "Patients were given either [5 mg] or [10 mg] of tofacitinib twice daily.",
            [["tofacitinib"], ["tofacitinib"]],
            id="either or, drug behind",
        ),
        pytest.param(
            "DOSE",
            "Tirzepatide ([5], [10] or [15 mg]) was compared with semaglutide ([1 mg]).",
            [["tirzepatide"], ["tirzepatide"], ["tirzepatide"], ["semaglutide"]],
            id="doses in brackets",
        ),
        pytest.param(
            "DOSE",
            "Daratumumab was infused at [16 mg/kg], with bortezomib [1.3 mg/m2] and dexamethasone [20 mg].",
            [["daratumumab"], ["bortezomib"], ["dexamethasone"]],
            id="three drugs, three units",
        ),
        pytest.param(
            "DOSE",
            "Patients took vericiguat, starting at [2.5 mg] and rising to [10 mg].",
            [["vericiguat"], ["vericiguat"]],
            id="starting at, rising to",
        ),
        pytest.param(
            "SCHEDULE",
            "Lenalidomide was given on [days 1 to 21] and dexamethasone [weekly].",
            [["lenalidomide"], ["dexamethasone"]],
            id="days of a cycle",
        ),
        pytest.param(
            "SCHEDULE",
            "Ocrelizumab was infused [every six months], interferon injected [three times a week].",
            [["ocrelizumab"], ["interferon"]],
            id="each its own schedule, no and",
        ),
    ],
)
def test_dosed(check_arms: Check, kind: str, marked: str, arms: Arms) -> None:
    """Dose and schedule belong to the drug that is dosed, not to the arm."""
    check_arms(kind, marked, arms)


@pytest.mark.parametrize(
    "kind, marked, arms",
    [
        pytest.param(
            "SURVIVAL",
            "Median survival with nivolumab and everolimus was [25 months] and [19.6 months], respectively.",
            [["nivolumab"], ["everolimus"]],
            id="drugs before the figures",
        ),
        pytest.param(
            "RESPONSE",
            "Response rates were [38%] and [14%] for ixazomib and placebo, respectively.",
            [["ixazomib"], ["placebo"]],
            id="drugs behind the figures",
        ),
        pytest.param(
            "RESPONSE",
            "With bimekizumab, adalimumab and placebo, [86%], [47%] and [5%] of patients "
            "responded, respectively.",
            [["bimekizumab"], ["adalimumab"], ["placebo"]],
            id="three of each",
        ),
        pytest.param(
            "RESPONSE",
            "Nivolumab plus ipilimumab was tested against sunitinib. The response rates were [42%] and "
            "[27%], respectively.",
            [["ipilimumab", "nivolumab"], ["sunitinib"]],
            id="drugs in the sentence before",
        ),
        pytest.param(
            "SURVIVAL",
            "Median survival was [20.2 months] with nivolumab and [11.5 months] with sunitinib; median time "
            "to response was [2.8] and [4.2 months], respectively.",
            [["nivolumab"], ["sunitinib"], ["nivolumab"], ["sunitinib"]],
            id="a second pair in the sentence",
        ),
        pytest.param(
            "RESPONSE",
            "Responders were [33%] with nivolumab and [14%] with everolimus at one year, and [22%] "
            "versus [9%] "
            "at two.",
            [["nivolumab"], ["everolimus"], ["nivolumab"], ["everolimus"]],
            id="a second pair without names",
        ),
        pytest.param(
            "SURVIVAL",
            "Ivosidenib or placebo was given. Ivosidenib stretched median PFS from [1.4 months] with "
            "placebo to "
            "[2.7 months], and median survival was [10.3 months] versus [7.5 months].",
            [["placebo"], ["ivosidenib"], ["ivosidenib"], ["placebo"]],
            id="a second pair after from and to",
        ),
        pytest.param(
            "RESPONSE",
            "Halvacitinib at 30 mg or 15 mg was compared with placebo. Remission was reached by [14%], "
            "[10%] and "
            "[2%], respectively.",
            [["halvacitinib"], ["halvacitinib"], ["placebo"]],
            id="doses of one drug and its control",
        ),
        pytest.param(
            "RESPONSE",
            "Belzutifan was given to 61 patients. Of tumors of the brain and the pancreas, [63%] and [83%] "
            "responded, respectively.",
            [["belzutifan"], ["belzutifan"]],
            id="near miss: one arm",
        ),
    ],
)
def test_respectively(check_arms: Check, kind: str, marked: str, arms: Arms) -> None:
    check_arms(kind, marked, arms)
