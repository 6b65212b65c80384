"""What a phrase stands for: combinations, backbones, class words, pointers, parts of an article."""

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
            "The response rate was [61 percent] with lenalidomide plus rituximab.",
            [["lenalidomide", "rituximab"]],
            id="plus",
        ),
        pytest.param(
            "RESPONSE",
            "The response rate was [61 percent] with dabrafenib and trametinib.",
            [["dabrafenib", "trametinib"]],
            id="and",
        ),
        pytest.param(
            "RESPONSE",
            "The ORR was [83%] for ibrutinib-venetoclax.",
            [["ibrutinib", "venetoclax"]],
            id="hyphen",
        ),
        pytest.param(
            "RESPONSE",
            "The ORR was [83%] for ibrutinib/venetoclax.",
            [["ibrutinib", "venetoclax"]],
            id="slash",
        ),
        pytest.param(
            "RESPONSE",
            "The ORR was [64%] with encorafenib in combination with cetuximab.",
            [["cetuximab", "encorafenib"]],
            id="in combination with",
        ),
        pytest.param(
            "RESPONSE",
            "The ORR was [64%] with encorafenib combined with binimetinib.",
            [["binimetinib", "encorafenib"]],
            id="combined with",
        ),
        pytest.param(
            "RESPONSE",
            "The ORR was [71%] with carfilzomib, lenalidomide, and dexamethasone.",
            [["carfilzomib", "dexamethasone", "lenalidomide"]],
            id="a list of three",
        ),
        pytest.param(
            "RESPONSE",
            "The ORR was [71%] with nivolumab (Opdivo) plus ipilimumab (Yervoy).",
            [["ipilimumab", "nivolumab"]],
            id="brands in brackets",
        ),
        pytest.param(
            "RESPONSE",
            "The ORR was [71%] with Opdivo plus Yervoy.",
            [["ipilimumab", "nivolumab"]],
            id="brands alone",
        ),
        pytest.param(
            "RESPONSE",
            "The ORR was [55%] with pembrolizumab 200 mg plus lenvatinib 20 mg.",
            [["lenvatinib", "pembrolizumab"]],
            id="doses inside the phrase",
        ),
        pytest.param(
            "RESPONSE",
            "The ORR was [55%] with vemurafenib given alongside cobimetinib.",
            [["cobimetinib", "vemurafenib"]],
            id="given alongside",
        ),
        pytest.param(
            "RESPONSE",
            "The ORR was [55%] with bevacizumab on top of paclitaxel.",
            [["bevacizumab", "paclitaxel"]],
            id="on top of",
        ),
        pytest.param(
            "RESPONSE",
            "The ORR was [55%] with the BRAF inhibitor encorafenib.",
            [["encorafenib"]],
            id="class word before the drug",
        ),
        pytest.param(
            "RESPONSE",
            "The ORR was [55%] with olaparib, a PARP inhibitor.",
            [["olaparib"]],
            id="class word behind the drug",
        ),
        pytest.param(
            "RESPONSE",
            "The ORR was [55%] with olaparib (Lynparza®, AstraZeneca).",
            [["olaparib"]],
            id="brand and maker in brackets",
        ),
        pytest.param(
            "SURVIVAL",
            "Placebo plus fulvestrant gave a median PFS of [4.6 months].",
            [["fulvestrant"]],
            id="placebo plus a drug is the drug",
        ),
        pytest.param(
            "SURVIVAL", "Median PFS was [4.6 months] with placebo.", [["placebo"]], id="placebo alone"
        ),
        pytest.param(
            "SURVIVAL",
            "Median PFS was [9.2 months] with nivolumab plus chemotherapy.",
            [["nivolumab"]],
            id="unnamed chemotherapy adds nothing",
        ),
        pytest.param(
            "SURVIVAL",
            "Overall survival was [20 months] with pertuzumab, trastuzumab and docetaxel.",
            [["docetaxel", "pertuzumab", "trastuzumab"]],
            id="three, no serial comma",
        ),
        pytest.param(
            "RESPONSE",
            "The ORR was [40%] with tremelimumab followed by durvalumab.",
            [["durvalumab", "tremelimumab"]],
            id="followed by",
        ),
        pytest.param(
            "RESPONSE",
            "The ORR was [52%] for sacituzumab govitecan (Trodelvy) monotherapy.",
            [["sacituzumab govitecan"]],
            id="monotherapy",
        ),
        pytest.param(
            "RESPONSE", "The ORR was [47%] with R-CHOP.", [["r-chop"]], id="a regimen keeps its own name"
        ),
        pytest.param(
            "RESPONSE",
            "The ORR was [55%] with tucatinib, trastuzumab plus capecitabine.",
            [["capecitabine", "trastuzumab", "tucatinib"]],
            id="comma and plus",
        ),
        pytest.param(
            "RESPONSE",
            "The ORR was [55%] with lenvatinib (Lenvima) together with pembrolizumab (Keytruda).",
            [["lenvatinib", "pembrolizumab"]],
            id="together with",
        ),
        pytest.param(
            "RESPONSE",
            "In patients resistant to imatinib, the ORR was [40%] with asciminib.",
            [["asciminib"]],
            id="the earlier drug is not in the arm",
        ),
        pytest.param(
            "RESPONSE",
            "Patients who had progressed on trastuzumab had an ORR of [61%] with tucatinib.",
            [["tucatinib"]],
            id="progressed on another drug",
        ),
    ],
)
def test_phrases(check_arms: Check, kind: str, marked: str, arms: Arms) -> None:
    """Drugs joined by plus, and, with, slashes are one arm."""
    check_arms(kind, marked, arms)


@pytest.mark.parametrize(
    "kind, marked, arms",
    [
        pytest.param(
            "RESPONSE",
            "Adding daratumumab to bortezomib pays off\n\n"
            "The response rate was [83%] when daratumumab was added to bortezomib and [63%] "
            "with bortezomib alone.",
            [["bortezomib", "daratumumab"], ["bortezomib"]],
            id="adding X to B",
        ),
        pytest.param(
            "SURVIVAL",
            "Palbociclib plus fulvestrant was compared with placebo plus fulvestrant. Median "
            "PFS was [9.2 months] with palbociclib and [3.8 months] with placebo.",
            [["fulvestrant", "palbociclib"], ["fulvestrant"]],
            id="placebo stands for the backbone",
        ),
        pytest.param(
            "RESPONSE",
            "Venetoclax plus azacitidine was compared with azacitidine alone. Remission was "
            "achieved by [66%] on venetoclax and [28%] on azacitidine.",
            [["azacitidine", "venetoclax"], ["azacitidine"]],
            id="the added drug's name stands for the arm",
        ),
        pytest.param(
            "RESPONSE",
            "Erbitux boosts cisplatin\n\n"
            "Adding Erbitux to cisplatin helped. The response rate was [20 percent] in those "
            "given Erbitux and [10 percent] in those on cisplatin alone.",
            [["cetuximab", "cisplatin"], ["cisplatin"]],
            id="brand on a backbone",
        ),
        pytest.param(
            "EFFECT",
            "Ribociclib plus letrozole was compared with placebo plus letrozole. The drug cut"
            " the risk of progression by [44%].",
            [["letrozole", "ribociclib"]],
            id="the effect is the whole studied arm's",
        ),
    ],
)
def test_backbones(check_arms: Check, kind: str, marked: str, arms: Arms) -> None:
    """A drug given on top of others brings those along; the control arm is what is left without it."""
    check_arms(kind, marked, arms)


@pytest.mark.parametrize(
    "kind, marked, arms",
    [
        pytest.param(
            "SURVIVAL",
            "Talazoparib was tested against physician's choice of therapy. Median PFS was "
            "[8.6 months] versus [5.6 months].",
            [["talazoparib"], ["control"]],
            id="physician's choice",
        ),
        pytest.param(
            "RESPONSE",
            "Patients received pembrolizumab or chemotherapy (carboplatin and pemetrexed). "
            "Responses were seen in [45%] with pembrolizumab and [28%] with chemotherapy.",
            [["pembrolizumab"], ["carboplatin", "pemetrexed"]],
            id="chemotherapy explained in brackets",
        ),
        pytest.param(
            "RESPONSE",
            "Osimertinib, an EGFR inhibitor, was given to all. The EGFR inhibitor had a "
            "response rate of [71%].",
            [["osimertinib"]],
            id="a class word points to its drug",
        ),
        pytest.param(
            "SURVIVAL",
            "Cabozantinib was compared with best supportive care. Median survival was [10 "
            "months] and [7 months], respectively.",
            [["cabozantinib"], ["control"]],
            id="supportive care",
        ),
        pytest.param(
            "RESPONSE",
            "Liso-cel was compared with standard chemotherapy. Complete responses were seen "
            "in [66%] and [39%], respectively.",
            [["lisocabtagene maraleucel"], ["control"]],
            id="standard chemotherapy, respectively",
        ),
        pytest.param(
            "SURVIVAL",
            "Sacituzumab govitecan beat chemotherapy: median survival was [12.1 months] versus [6.7 months].",
            [["sacituzumab govitecan"], ["control"]],
            id="beat chemotherapy",
        ),
        pytest.param(
            "RESPONSE",
            "With standard chemotherapy, only [20 percent] of patients reach remission.",
            [["control"]],
            id="a cited comparator",
        ),
        pytest.param(
            "RESPONSE",
            "Dapagliflozin plus usual care was compared with placebo. Remission was seen in "
            "[20%] on dapagliflozin.",
            [["dapagliflozin"]],
            id="usual care adds nothing",
        ),
    ],
)
def test_class_words(check_arms: Check, kind: str, marked: str, arms: Arms) -> None:
    """Unnamed treatments are the control; a class word that the article explains stands for its drugs."""
    check_arms(kind, marked, arms)


@pytest.mark.parametrize(
    "kind, marked, arms",
    [
        pytest.param(
            "RESPONSE",
            "Nivolumab plus ipilimumab was compared with sunitinib. The combination had a "
            "response rate of [42%].",
            [["ipilimumab", "nivolumab"]],
            id="the combination",
        ),
        pytest.param(
            "RESPONSE",
            "Nivolumab plus ipilimumab was compared with sunitinib. The response rate was "
            "[42%] with the former and [27%] with the latter.",
            [["ipilimumab", "nivolumab"], ["sunitinib"]],
            id="the former and the latter",
        ),
        pytest.param(
            "RESPONSE",
            "Teprotumumab was compared with placebo. The response rate was [69 percent] with "
            "the drug and [20 percent] with placebo.",
            [["teprotumumab"], ["placebo"]],
            id="the drug",
        ),
        pytest.param(
            "RESPONSE",
            "Alirocumab was tested against placebo. Responses were seen in [79%] of the "
            "treatment group and [8%] of the control group.",
            [["alirocumab"], ["placebo"]],
            id="treatment group and control group",
        ),
        pytest.param(
            "RESPONSE",
            "Bortezomib, lenalidomide and dexamethasone beat lenalidomide and dexamethasone. "
            "Responses were seen in [82%] on the triplet and [72%] on the doublet.",
            [["bortezomib", "dexamethasone", "lenalidomide"], ["dexamethasone", "lenalidomide"]],
            id="triplet and doublet",
        ),
        pytest.param(
            "RESPONSE",
            "Erenumab was compared with placebo. Half of those on the antibody responded: "
            "[50%] against [27%] on placebo.",
            [["erenumab"], ["placebo"]],
            id="the antibody",
        ),
        pytest.param(
            "SURVIVAL",
            "Enzalutamide was compared with placebo. Median survival was [35 months] in the "
            "enzalutamide arm and [31 months] in the other arm.",
            [["enzalutamide"], ["placebo"]],
            id="the other arm",
        ),
        pytest.param(
            "RESPONSE",
            "Riluzole was compared with a sugar pill. [Ten percent] on riluzole and [4 "
            "percent] on the sugar pill responded.",
            [["riluzole"], ["placebo"]],
            id="a sugar pill is placebo",
        ),
        pytest.param(
            "RESPONSE",
            "Lecanemab was compared with placebo. In the control arm, [12%] responded.",
            [["placebo"]],
            id="the control arm",
        ),
        pytest.param(
            "RESPONSE",
            "Nivolumab plus relatlimab was compared with nivolumab alone. The pair had a "
            "response rate of [43%].",
            [["nivolumab", "relatlimab"]],
            id="the pair",
        ),
    ],
)
def test_pointers(check_arms: Check, kind: str, marked: str, arms: Arms) -> None:
    """The combination, the drug, the former, the control group: arms that are named elsewhere."""
    check_arms(kind, marked, arms)


@pytest.mark.parametrize(
    "kind, marked, arms",
    [
        pytest.param(
            "RESPONSE",
            "Olaparib prolongs survival\n\n"
            "Olaparib was tested in 400 women. Olaparib had a response rate of [60%].\n\n"
            "In another phase 3 trial, tucatinib was compared with placebo in 612 women. The "
            "response rate was [41%] with tucatinib and [23%] with placebo.",
            [["olaparib"], ["tucatinib"], ["placebo"]],
            id="a second trial",
        ),
        pytest.param(
            "RESPONSE",
            "News from the lung cancer sessions\n\n"
            "Sotorasib in KRAS disease\n\n"
            "Sotorasib was tested in 126 patients. The response rate was [37%], and disease "
            "was controlled in 80%.\n\n"
            "Selpercatinib in RET disease\n\n"
            "Selpercatinib was tested in 105 patients. The response rate was [64%], and "
            "disease was controlled in 90%.",
            [["sotorasib"], ["selpercatinib"]],
            id="headings of a roundup",
        ),
        pytest.param(
            "RESPONSE",
            "Lorlatinib slows lung cancer\n\n"
            "The response rate was [76%] with lorlatinib.\n\n"
            "Patients had taken crizotinib before. The drug was well tolerated, and responses"
            " were complete in [3%].",
            [["lorlatinib"], ["lorlatinib"]],
            id="an earlier drug opens no scope",
        ),
        pytest.param(
            "RESPONSE",
            "Two pills for psoriasis\n\n"
            "Deucravacitinib was tested in 666 patients. PASI 75 was reached by [58%] with "
            "deucravacitinib and by 13% with placebo.\n\n"
            "In a separate study of 400 patients, apremilast was compared with placebo. PASI "
            "75 was reached by [40%] with apremilast.",
            [["deucravacitinib"], ["apremilast"]],
            id="a separate study",
        ),
        pytest.param(
            "RESPONSE",
            "Zanubrutinib beats ibrutinib\n\n"
            "The response rate was [86%] with zanubrutinib and [74%] with ibrutinib.\n\n"
            "The drug is also approved for lymphoma. Responses to the drug were complete in "
            "[5%].",
            [["zanubrutinib"], ["ibrutinib"], ["zanubrutinib"]],
            id="the comparator opens no scope",
        ),
        pytest.param(
            "RESPONSE",
            "Abemaciclib keeps breast cancer away\n\n"
            "Abemaciclib plus letrozole was compared with placebo plus letrozole.\n\n"
            "The response rate was [59%] in the abemaciclib group. It was [44%] in the "
            "placebo group.",
            [["abemaciclib", "letrozole"], ["letrozole"]],
            id="one scope over paragraphs",
        ),
    ],
)
def test_scopes(check_arms: Check, kind: str, marked: str, arms: Arms) -> None:
    """A part of the article that tells of another study has arms of its own."""
    check_arms(kind, marked, arms)
