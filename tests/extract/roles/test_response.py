"""RESPONSE: how many study patients reached a response, and the many ways to say so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Check = Callable[[str, str, dict[str, Any] | None], None]


@pytest.mark.parametrize(
    "marked, fields",
    [
        pytest.param(
            "[Five of six] patients responded to zanubrutinib.",
            {"category": "OR", "n": 5, "total": 6},
            id="count in words",
        ),
        pytest.param(
            "Responses were seen in [14 of 29] patients.",
            {"category": "OR", "n": 14, "total": 29},
            id="count in digits behind the cue",
        ),
        pytest.param(
            "The overall response rate was [61 percent] with ibrutinib.",
            {"category": "OR", "percent": 61},
            id="rate in words",
        ),
        pytest.param(
            "The ORR was [48.5%] with lorlatinib.", {"category": "OR", "percent": 48.5}, id="abbreviated rate"
        ),
        pytest.param(
            "An objective response was confirmed in [41 of 67 (61%)] patients.",
            {"category": "OR", "n": 41, "total": 67, "percent": 61},
            id="count with its percentage",
        ),
        pytest.param(
            "An objective response was confirmed in [41/67 (61%)] patients.",
            {"category": "OR", "n": 41, "total": 67, "percent": 61},
            id="slash and percentage",
        ),
        pytest.param(
            "At data cutoff, [12/40] patients had responded to capivasertib.",
            {"category": "OR", "n": 12, "total": 40},
            id="slash alone",
        ),
        pytest.param(
            "[54 (54%) of 100] patients on guselkumab had an objective response.",
            {"category": "OR", "n": 54, "total": 100, "percent": 54},
            id="The Lancet: percentage in the middle",
        ),
        pytest.param(
            "An objective response was recorded in [33 (47·1%) of 70] patients.",
            {"category": "OR", "n": 33, "total": 70, "percent": 47.1},
            id="The Lancet: middle dot",
        ),
        pytest.param(
            "[All 21] patients responded to the treatment.",
            {"category": "OR", "n": 21, "total": 21},
            id="all of a number",
        ),
        pytest.param(
            "[None of the 12] patients responded to docetaxel.",
            {"category": "OR", "n": 0, "total": 12},
            id="none of a number",
        ),
        pytest.param(
            "More than [half] of the patients responded to erdafitinib.",
            {"category": "OR", "percent": 50, "bound": "min"},
            id="more than half",
        ),
        pytest.param(
            "About [two thirds] of patients responded to mirvetuximab.",
            {"category": "OR", "percent": 66.7},
            id="two thirds",
        ),
        pytest.param(
            "Nearly [a third] of patients who took selpercatinib responded.",
            {"category": "OR", "percent": 33.3},
            id="a third",
        ),
        pytest.param(
            "[One in four] patients responded to nivolumab.",
            {"category": "OR", "percent": 25},
            id="one in four",
        ),
        pytest.param(
            "At least [30%] of participants responded to tebentafusp.",
            {"category": "OR", "percent": 30, "bound": "min"},
            id="a bound word stays outside",
        ),
        pytest.param(
            "Up to [40 percent] of patients respond to rituximab alone.",
            {"category": "OR", "percent": 40, "bound": "max"},
            id="up to",
        ),
        pytest.param(
            "Between [20 and 30 percent] of patients respond to standard chemotherapy.",
            {"category": "OR", "percent": [20, 30]},
            id="a range of percentages",
        ),
        pytest.param(
            "The response rate was [20% to 25%] with dacarbazine.",
            {"category": "OR", "percent": [20, 25]},
            id="a range, unit twice",
        ),
        pytest.param(
            "[Two patients] had a response to the vaccine.",
            {"category": "OR", "n": 2},
            id="no denominator: the noun is in the span",
        ),
        pytest.param(
            "Of 45 evaluable patients, [18 (40%)] responded to belantamab.",
            {"category": "OR", "n": 18, "percent": 40},
            id="denominator told before",
        ),
        pytest.param(
            "Response rates were [71 per cent] with the drug.",
            {"category": "OR", "percent": 71},
            id="per cent in two words",
        ),
        pytest.param(
            "Eight patients got the pill, and [six] responded.", {"category": "OR", "n": 6}, id="a bare count"
        ),
        pytest.param(
            "[Thirteen of the 22] patients treated with pemigatinib responded.",
            {"category": "OR", "n": 13, "total": 22},
            id="of the",
        ),
        pytest.param(
            "The confirmed objective response rate was [37.1%] (95% CI, 28.6 to 46.2) with sotorasib.",
            {"category": "OR", "percent": 37.1},
            id="with an interval behind",
        ),
        pytest.param(
            "[Seventeen out of 30] women responded to trastuzumab.",
            {"category": "OR", "n": 17, "total": 30},
            id="out of",
        ),
        pytest.param(
            "[67 per cent of the 347] women given ribociclib responded.",
            {"category": "OR", "percent": 67, "total": 347},
            id="percentage of a number",
        ),
        pytest.param("Response rate: [45%].", {"category": "OR", "percent": 45}, id="colon, as in a slide"),
        pytest.param(
            "A response was reported for [one patient] on 200 mg of ivosidenib.",
            {"category": "OR", "n": 1},
            id="one patient",
        ),
        pytest.param(
            "[Three-quarters] of those given axicabtagene ciloleucel responded.",
            {"category": "OR", "percent": 75},
            id="three quarters",
        ),
        pytest.param(
            "The overall response rate (ORR) by independent review was [57.9%].",
            {"category": "OR", "percent": 57.9},
            id="review between endpoint and figure",
        ),
        pytest.param(
            "ORR per RECIST v1.1 was [33.3%] (95% CI: 24.0, 43.7).",
            {"category": "OR", "percent": 33.3},
            id="criteria between endpoint and figure",
        ),
        pytest.param(
            "Investigators reported an ORR of [84%] in the 62 evaluable patients.",
            {"category": "OR", "percent": 84},
            id="evaluable patients told behind",
        ),
        pytest.param(
            "Among 52 patients, [23 (44%)] had a confirmed response.",
            {"category": "OR", "n": 23, "percent": 44},
            id="count and percentage, total ahead",
        ),
        pytest.param(
            "Of the 29 patients, [18] had a response.",
            {"category": "OR", "n": 18},
            id="a bare count with its total ahead",
        ),
        pytest.param(
            "As many as [70 percent] of patients responded to the cells.",
            {"category": "OR", "percent": 70, "bound": "max"},
            id="as many as",
        ),
        pytest.param(
            "Just [one of 14] patients on the older drug responded.",
            {"category": "OR", "n": 1, "total": 14},
            id="just one of",
        ),
        pytest.param(
            "Fewer than [one in ten] patients responded to dacarbazine.",
            {"category": "OR", "percent": 10, "bound": "max"},
            id="fewer than one in ten",
        ),
        pytest.param(
            "[Thirty-two patients (71 percent)] responded to brentuximab vedotin.",
            {"category": "OR", "n": 32, "percent": 71},
            id="noun before the percentage",
        ),
        pytest.param(
            "The response rate in the phase 2 part was [43.8 percent], the company said.",
            {"category": "OR", "percent": 43.8},
            id="a phase near the figure",
        ),
        pytest.param(
            "A total of [16 of 52 patients (31%)] had an objective response.",
            {"category": "OR", "n": 16, "total": 52, "percent": 31},
            id="noun inside count and percentage",
        ),
        pytest.param(
            "The response rate more than met expectations at [52%].",
            {"category": "OR", "percent": 52},
            id="at",
        ),
    ],
)
def test_numbers(check_fact: Check, marked: str, fields: dict[str, Any] | None) -> None:
    """The span is number, unit and denominator; the noun only where there is no denominator."""
    check_fact("RESPONSE", marked, fields)


@pytest.mark.parametrize(
    "marked, fields",
    [
        pytest.param(
            "Complete responses occurred in [11%] of patients on blinatumomab.",
            {"category": "CR", "percent": 11},
            id="complete responses",
        ),
        pytest.param(
            "The complete remission (CR) rate was [55 percent].",
            {"category": "CR", "percent": 55},
            id="complete remission",
        ),
        pytest.param(
            "[Four patients] achieved a CR on gilteritinib.",
            {"category": "CR", "n": 4},
            id="abbreviated complete",
        ),
        pytest.param(
            "[Nine of 20] patients remain in complete remission.",
            {"category": "CR", "n": 9, "total": 20},
            id="remaining in complete remission",
        ),
        pytest.param(
            "There were [no] complete responses.", {"category": "CR", "n": 0}, id="no complete responses"
        ),
        pytest.param(
            "Partial responses were reported in [32%] of patients on abemaciclib.",
            {"category": "PR", "percent": 32},
            id="partial responses",
        ),
        pytest.param(
            "[One patient] had a partial remission.", {"category": "PR", "n": 1}, id="partial remission"
        ),
        pytest.param("Another [six] had partial responses.", {"category": "PR", "n": 6}, id="another six"),
        pytest.param(
            "[28%] of patients had stable disease on regorafenib.",
            {"category": "SD", "percent": 28},
            id="stable disease",
        ),
        pytest.param(
            "The stable disease rate was [54.5 percent].",
            {"category": "SD", "percent": 54.5},
            id="stable disease rate",
        ),
        pytest.param(
            "Disease stabilized in [seven patients] given the antibody.",
            {"category": "SD", "n": 7},
            id="disease stabilized",
        ),
        pytest.param(
            "[Five patients] had progressive disease as best response.",
            {"category": "PD", "n": 5},
            id="progressive disease",
        ),
        pytest.param(
            "Two patients had a minor response; [two patients] had progressive disease.",
            {"category": "PD", "n": 2},
            id="progressive beside minor",
        ),
        pytest.param(
            "[Two patients] had a minor response to ruxolitinib.",
            {"category": "MR", "n": 2},
            id="minor response",
        ),
        pytest.param(
            "The disease control rate was [84.6%] with lenvatinib.",
            {"category": "DCR", "percent": 84.6},
            id="disease control rate",
        ),
        pytest.param(
            "Disease was controlled in [70.4%] of patients.",
            {"category": "DCR", "percent": 70.4},
            id="disease was controlled",
        ),
        pytest.param(
            "The clinical benefit rate was [67 percent] with palbociclib.",
            {"category": "DCR", "percent": 67},
            id="clinical benefit rate",
        ),
        pytest.param(
            "A pathologic complete response was found in [38%] of women given pertuzumab.",
            {"category": "PCR", "percent": 38},
            id="pathologic complete",
        ),
        pytest.param(
            "The pCR rate was [64.8%] with pembrolizumab.", {"category": "PCR", "percent": 64.8}, id="pCR"
        ),
        pytest.param(
            "Pathological complete response was achieved by [46·8%] of patients.",
            {"category": "PCR", "percent": 46.8},
            id="British spelling and middle dot",
        ),
        pytest.param(
            "[42 percent] of patients were MRD-negative at week 24.",
            {"category": "MRD_NEG", "percent": 42},
            id="MRD-negative",
        ),
        pytest.param(
            "Minimal residual disease was undetectable in [57%] of patients.",
            {"category": "MRD_NEG", "percent": 57},
            id="undetectable residual disease",
        ),
        pytest.param(
            "Undetectable MRD was reached by [76%] of those on venetoclax.",
            {"category": "MRD_NEG", "percent": 76},
            id="undetectable MRD",
        ),
        pytest.param(
            "Clinical remission was achieved by [31 percent] of patients on vedolizumab.",
            {"category": "REMISSION", "percent": 31},
            id="clinical remission",
        ),
        pytest.param(
            "At week 52, [47.9%] of patients taking mirikizumab were in remission.",
            {"category": "REMISSION", "percent": 47.9},
            id="in remission",
        ),
        pytest.param(
            "[46 percent] of patients went into remission on decitabine.",
            {"category": "REMISSION", "percent": 46},
            id="went into remission",
        ),
        pytest.param(
            "The remission rate with esketamine was [52.5%].",
            {"category": "REMISSION", "percent": 52.5},
            id="remission rate",
        ),
        pytest.param(
            "Responses were complete in [15%] and partial in 40%.",
            {"category": "CR", "percent": 15},
            id="responses were complete",
        ),
        pytest.param(
            "Responses were complete in 15% and partial in [40%].",
            {"category": "PR", "percent": 40},
            id="and partial",
        ),
        pytest.param(
            "The response was complete in [three of nine] children.",
            {"category": "CR", "n": 3, "total": 9},
            id="the response was complete",
        ),
        pytest.param(
            "The ORR was 58%, including a CR in [17%].",
            {"category": "CR", "percent": 17},
            id="a category inside another",
        ),
        pytest.param(
            "The ORR was [58%], including a CR in 17%.",
            {"category": "OR", "percent": 58},
            id="the rate of all before the category",
        ),
        pytest.param(
            "Of the responders, [eight] had complete and ten had partial responses.",
            {"category": "CR", "n": 8},
            id="complete and partial share a noun",
        ),
        pytest.param(
            "Of the responders, eight had complete and [ten] had partial responses.",
            {"category": "PR", "n": 10},
            id="partial behind complete",
        ),
        pytest.param(
            "Two patients had a complete response, [one] had a partial response and three had"
            " stable disease.",
            {"category": "PR", "n": 1},
            id="middle of a list",
        ),
        pytest.param(
            "Two patients had a complete response, one had a partial response and [three] had"
            " stable disease.",
            {"category": "SD", "n": 3},
            id="end of a list",
        ),
        pytest.param(
            "[Two patients] had a complete response, one had a partial response and three had"
            " stable disease.",
            {"category": "CR", "n": 2},
            id="head of a list",
        ),
        pytest.param(
            "Hematologic responses were seen in [68%] of patients on avapritinib.",
            {"category": "OR", "percent": 68},
            id="hematologic response is a response",
        ),
        pytest.param(
            "[19.2%] of patients had a complete response and 38.5% a partial response.",
            {"category": "CR", "percent": 19.2},
            id="two shares, first",
        ),
        pytest.param(
            "19.2% of patients had a complete response and [38.5%] a partial response.",
            {"category": "PR", "percent": 38.5},
            id="two shares, second without its verb",
        ),
        pytest.param(
            "There were [seven] complete and 11 partial responses.",
            {"category": "CR", "n": 7},
            id="counts before a shared noun, first",
        ),
        pytest.param(
            "There were seven complete and [11] partial responses.",
            {"category": "PR", "n": 11},
            id="counts before a shared noun, second",
        ),
        pytest.param(
            "Best response was CR in [4 patients], PR in 10 and SD in 9.",
            {"category": "CR", "n": 4},
            id="abbreviations in a list, CR",
        ),
        pytest.param(
            "Best response was CR in 4 patients, PR in [10] and SD in 9.",
            {"category": "PR", "n": 10},
            id="abbreviations in a list, PR",
        ),
        pytest.param(
            "Best response was CR in 4 patients, PR in 10 and SD in [9].",
            {"category": "SD", "n": 9},
            id="abbreviations in a list, SD",
        ),
        pytest.param(
            "The complete response rate was [40%] with mosunetuzumab versus 18% with rituximab.",
            {"category": "CR", "percent": 40},
            id="compared rates",
        ),
        pytest.param(
            "The complete response rate was 40% with mosunetuzumab versus [18%] with rituximab.",
            {"category": "CR", "percent": 18},
            id="compared rates, second",
        ),
        pytest.param(
            "At week 12, [24.4%] had steroid-free remission.",
            {"category": "REMISSION", "percent": 24.4},
            id="steroid-free remission",
        ),
        pytest.param(
            "Endoscopic remission was seen in [29%] of those on risankizumab.",
            {"category": "REMISSION", "percent": 29},
            id="endoscopic remission",
        ),
        pytest.param(
            "MRD negativity was reached in [50.9 percent] of patients.",
            {"category": "MRD_NEG", "percent": 50.9},
            id="MRD negativity",
        ),
        pytest.param(
            "No minimal residual disease was found in [11 of 15] children.",
            {"category": "MRD_NEG", "n": 11, "total": 15},
            id="no residual disease",
        ),
    ],
)
def test_categories(check_fact: Check, marked: str, fields: dict[str, Any] | None) -> None:
    check_fact("RESPONSE", marked, fields)


@pytest.mark.parametrize(
    "marked, fields",
    [
        pytest.param(
            "Tumors shrank in [76 percent] of patients taking selpercatinib.",
            {"category": "OR", "percent": 76},
            id="tumors shrank",
        ),
        pytest.param(
            "The pill shrank tumours in [seven of ten] volunteers.",
            {"category": "OR", "n": 7, "total": 10},
            id="shrank tumours",
        ),
        pytest.param(
            "[Forty-eight percent] of patients on vemurafenib had substantial tumor shrinkage.",
            {"category": "OR", "percent": 48},
            id="tumor shrinkage",
        ),
        pytest.param(
            "In [19 patients], tumors got smaller after the infusion.",
            {"category": "OR", "n": 19},
            id="got smaller",
        ),
        pytest.param(
            "The cancer vanished completely in [three patients].", {"category": "CR", "n": 3}, id="vanished"
        ),
        pytest.param(
            "All signs of cancer disappeared in [12 of 42] patients given the cells.",
            {"category": "CR", "n": 12, "total": 42},
            id="all signs disappeared",
        ),
        pytest.param(
            "[Eleven patients] had no detectable cancer six months after the infusion.",
            {"category": "CR", "n": 11},
            id="no detectable cancer",
        ),
        pytest.param(
            "The tumour disappeared entirely in [one in five] patients.",
            {"category": "CR", "percent": 20},
            id="disappeared in one in five",
        ),
        pytest.param(
            "The drug slowed cancer growth in around [two thirds] of women.",
            {"category": "DCR", "percent": 66.7},
            id="slowed growth",
        ),
        pytest.param(
            "In [a quarter] of patients the cancer held steady.",
            {"category": "SD", "percent": 25},
            id="held steady",
        ),
        pytest.param(
            "In another [15 percent], the disease grew regardless.",
            {"category": "PD", "percent": 15},
            id="grew regardless",
        ),
        pytest.param(
            "The treatment kept the tumor in check in [82 percent] of patients.",
            {"category": "DCR", "percent": 82},
            id="kept in check",
        ),
        pytest.param(
            "Regression of tumors was seen in [29%] of patients treated with ipilimumab.",
            {"category": "OR", "percent": 29},
            id="regression of tumors",
        ),
        pytest.param(
            "[Six of eight] children saw their tumors shrink on larotrectinib.",
            {"category": "OR", "n": 6, "total": 8},
            id="saw their tumors shrink",
        ),
        pytest.param(
            "It reduced tumor burden in [44 percent] of patients.",
            {"category": "OR", "percent": 44},
            id="reduced tumor burden",
        ),
        pytest.param(
            "The jab helped tumours shrink in almost [half] of patients.",
            {"category": "OR", "percent": 50},
            id="helped tumours shrink",
        ),
        pytest.param(
            "More than [eight in ten] people responded to the CAR-T cells.",
            {"category": "OR", "percent": 80, "bound": "min"},
            id="eight in ten",
        ),
        pytest.param(
            "Tumors had shrunk in [58 percent] of those who got the combination.",
            {"category": "OR", "percent": 58},
            id="had shrunk",
        ),
        pytest.param(
            "Roughly [40 percent] of people's cancers responded to the drug.",
            {"category": "OR", "percent": 40},
            id="people's cancers responded",
        ),
        pytest.param(
            "Scans showed that tumours had shrunk in [nine out of 12] patients.",
            {"category": "OR", "n": 9, "total": 12},
            id="scans showed",
        ),
    ],
)
def test_lay_words(check_fact: Check, marked: str, fields: dict[str, Any] | None) -> None:
    check_fact("RESPONSE", marked, fields)


@pytest.mark.parametrize(
    "marked, fields",
    [
        pytest.param(
            "An ACR20 response was recorded in [54%] of patients on secukinumab.",
            {"category": "OTHER", "label": "ACR20 response", "percent": 54},
            id="ACR20",
        ),
        pytest.param(
            "PASI 90 was reached by [72.7 percent] of patients on risankizumab.",
            {"category": "OTHER", "label": "PASI 90", "percent": 72.7},
            id="PASI 90",
        ),
        pytest.param(
            "[69%] of patients on ixekizumab achieved PASI 75.",
            {"category": "OTHER", "label": "PASI 75", "percent": 69},
            id="PASI 75 behind",
        ),
        pytest.param(
            "[Half] of those on galcanezumab had at least a 50 percent reduction in migraine days.",
            {"category": "OTHER", "label": "at least a 50 percent reduction in migraine days", "percent": 50},
            id="a threshold is the label",
        ),
        pytest.param(
            "[Twelve patients] were cured of hepatitis C.",
            {"category": "OTHER", "label": "cured", "n": 12},
            id="cured",
        ),
        pytest.param(
            "Sustained virologic response was achieved in [97%] of patients on sofosbuvir.",
            {"category": "OTHER", "label": "Sustained virologic response", "percent": 97},
            id="sustained virologic response",
        ),
        pytest.param(
            "[43 percent] of participants lost at least 10% of their body weight with semaglutide.",
            {"category": "OTHER", "label": "lost at least 10% of their body weight", "percent": 43},
            id="weight loss with a threshold",
        ),
        pytest.param(
            "[38 percent] of patients on upadacitinib had clear or almost clear skin.",
            {"category": "OTHER", "label": "clear or almost clear skin", "percent": 38},
            id="clear or almost clear",
        ),
        pytest.param(
            "A very good partial response was seen in [22%] of patients on daratumumab.",
            {"category": "OTHER", "label": "very good partial response", "percent": 22},
            id="very good partial response",
        ),
        pytest.param(
            "Transfusion independence was achieved by [37.9%] of patients on luspatercept.",
            {"category": "OTHER", "label": "Transfusion independence", "percent": 37.9},
            id="transfusion independence",
        ),
        pytest.param(
            "[Three quarters] of patients on the gel said their symptoms improved.",
            {"category": "OTHER", "label": "benefit", "percent": 75},
            id="improved",
        ),
        pytest.param(
            "Stringent complete responses were seen in [39.4%].",
            {"category": "OTHER", "label": "stringent complete response", "percent": 39.4},
            id="stringent complete response",
        ),
        pytest.param(
            "[58.6%] of patients on deucravacitinib reached PASI 75.",
            {"category": "OTHER", "label": "PASI 75", "percent": 58.6},
            id="PASI 75, share ahead",
        ),
        pytest.param(
            "The ACR50 rate was [46%] with filgotinib.",
            {"category": "OTHER", "label": "ACR50", "percent": 46},
            id="ACR50 rate",
        ),
        pytest.param(
            "Viral suppression was maintained in [93%] of patients on cabotegravir.",
            {"category": "OTHER", "label": "Viral suppression", "percent": 93},
            id="viral suppression",
        ),
        pytest.param(
            "[Two thirds] of patients were pain-free at two hours.",
            {"category": "OTHER", "label": "pain-free", "percent": 66.7},
            id="pain-free",
        ),
        pytest.param(
            "[39 percent] of patients had at least a 50 percent drop in tremor.",
            {"category": "OTHER", "label": "at least a 50 percent drop in tremor", "percent": 39},
            id="at least a drop",
        ),
        pytest.param(
            "The cure rate was [95%] with the combination.",
            {"category": "OTHER", "label": "cured", "percent": 95},
            id="cure rate",
        ),
    ],
)
def test_other_outcomes(check_fact: Check, marked: str, fields: dict[str, Any] | None) -> None:
    """What has no category of its own is OTHER, with the article's words as its label."""
    check_fact("RESPONSE", marked, fields)


@pytest.mark.parametrize(
    "marked, fields",
    [
        pytest.param(
            "The response rate was 69 percent on the drug. That compared with [23.5 percent] on placebo.",
            {"category": "OR", "percent": 23.5},
            id="that compared with",
        ),
        pytest.param(
            "Remission was reached by 40% on the drug. The figure for placebo was [15%].",
            {"category": "REMISSION", "percent": 15},
            id="the figure for",
        ),
        pytest.param(
            "Complete responses were seen in 30% of patients. In the control group, the rate was [12%].",
            {"category": "CR", "percent": 12},
            id="the rate was",
        ),
        pytest.param(
            "Responses were seen in 61 percent versus [11 percent].",
            {"category": "OR", "percent": 11},
            id="versus",
        ),
        pytest.param(
            "Responses were seen in 176 of 216 patients (82%) on the triplet and [153 of 214 "
            "(72%)] on the doublet.",
            {"category": "OR", "n": 153, "total": 214, "percent": 72},
            id="the second of two counts",
        ),
        pytest.param(
            "Partial responses were confirmed in 14 patients on sunitinib and in [none] on placebo.",
            {"category": "PR", "n": 0},
            id="none on the other arm",
        ),
        pytest.param(
            "[69 percent] of patients on the drug responded, as did 20 percent on placebo.",
            {"category": "OR", "percent": 69},
            id="as did, first",
        ),
        pytest.param(
            "69 percent of patients on the drug responded, as did [20 percent] on placebo.",
            {"category": "OR", "percent": 20},
            id="as did, second",
        ),
        pytest.param(
            "The ORR was 48%, 51% and [29%] at the three doses.",
            {"category": "OR", "percent": 29},
            id="a list of three",
        ),
        pytest.param(
            "An ACR20 response was recorded in 54 (54%) of 100 on 300 mg and in [29 (29%) of 99] on 75 mg.",
            {"category": "OTHER", "label": "ACR20 response", "n": 29, "total": 99, "percent": 29},
            id="the second of two in The Lancet's form",
        ),
        pytest.param(
            "More patients responded to the drug than to placebo, 44% to [19%].",
            {"category": "OR", "percent": 19},
            id="so much to so much",
        ),
        pytest.param(
            "The response rate was 41% at 12 weeks and [53%] at 24 weeks.",
            {"category": "OR", "percent": 53},
            id="two times",
        ),
        pytest.param("Not [all patients] on olaparib had a response.", None, id="not all"),
        pytest.param(
            "[One] potential marker is a protein involved in the response to olaparib.", None, id="one marker"
        ),
        pytest.param(
            "Approximately [one-fourth] of patients on olaparib had tumor shrinkage.",
            {"category": "OR", "percent": 25},
            id="one-fourth",
        ),
        pytest.param(
            "Responses occurred in 61% of patients. Nausea occurred in [30%] of them.",
            None,
            id="a harm in the next sentence",
        ),
        pytest.param(
            "Responses occurred in 61% of patients. About [60%] of the patients were women.",
            None,
            id="who the patients were, next sentence",
        ),
        pytest.param(
            "Responses occurred in 61% of patients. The mean age was [58 years].",
            None,
            id="age in the next sentence",
        ),
    ],
)
def test_goes_on(check_fact: Check, marked: str, fields: dict[str, Any] | None) -> None:
    """A figure without a cue is what the figure before it was."""
    check_fact("RESPONSE", marked, fields)


@pytest.mark.parametrize(
    "marked, fields",
    [
        pytest.param("The trial enrolled [61 women] with breast cancer.", None, id="people enrolled"),
        pytest.param("Response was defined as shrinkage of at least [30 percent].", None, id="a definition"),
        pytest.param(
            "A partial response means that the tumor shrank by at least [30 percent].",
            None,
            id="a definition by means that",
        ),
        pytest.param(
            "Patients needed a [50%] or greater response to stay eligible.", None, id="a threshold to stay in"
        ),
        pytest.param("Median duration of response was [11 months].", None, id="duration of response"),
        pytest.param("The response rate rose after [12 weeks] of treatment.", None, id="a time near the cue"),
        pytest.param("Patients responded to [375 mg] of rituximab.", None, id="a dose near the cue"),
        pytest.param("The mean age of responders was [61 years].", None, id="age of responders"),
        pytest.param(
            "Of the responders, [40 percent] were still taking the drug.",
            None,
            id="responders are the denominator",
        ),
        pytest.param(
            "Patients with at least [two] prior therapies responded best.", None, id="prior therapies"
        ),
        pytest.param(
            "The patients who responded had received [three] earlier lines of therapy.",
            None,
            id="earlier lines",
        ),
        pytest.param("Responses were more common at [14 sites] in Spain.", None, id="sites"),
        pytest.param("Complete responses were seen in cohort [2].", None, id="the number of a cohort"),
        pytest.param("Neutropenia occurred in [40%] of patients on ibrutinib.", None, id="a harm"),
        pytest.param("The drug cut the risk of death by [40 percent].", None, id="an effect"),
        pytest.param("About [15 percent] of lung cancers carry the mutation.", None, id="a prevalence"),
        pytest.param("Response was assessed every [eight weeks].", None, id="a schedule of scans"),
        pytest.param("Shares of the company rose [12 percent] on the response data.", None, id="shares"),
        pytest.param(
            "The researchers' response came after [three] letters.", None, id="another kind of response"
        ),
        pytest.param("At two years, [72 percent] of patients were alive.", None, id="survival"),
        pytest.param("Responses will be reported in [2026].", None, id="a year"),
        pytest.param("The response was mediated by [CD8] T cells.", None, id="no quantity"),
        pytest.param(
            "Patients who had had a complete response to [one] earlier regimen were eligible.",
            None,
            id="eligibility",
        ),
        pytest.param("[Two] of the responders died of unrelated causes.", None, id="deaths among responders"),
        pytest.param("Tumors shrank by an average of [34 percent].", None, id="how much, not how many"),
        pytest.param(
            "Relapse occurred in [three] of the patients who had responded.",
            None,
            id="relapse after a response",
        ),
        pytest.param("Researchers hope that [half] of patients will respond.", None, id="a hope"),
        pytest.param("Immune responses were measured after [two] doses.", None, id="doses"),
        pytest.param(
            "[Five percent] of patients did not respond because they stopped early.",
            None,
            id="non-responders",
        ),
        pytest.param(
            "In responders, hemoglobin rose by [20 percent].", None, id="a laboratory value in responders"
        ),
        pytest.param("Responses deepened over [nine months].", None, id="time over which responses deepened"),
        pytest.param("Nausea occurred in [12 percent] of responders.", None, id="a harm among responders"),
        pytest.param("Response was more likely in those under [65].", None, id="an age near the cue"),
        pytest.param(
            "The drug is approved after one prior therapy; [45%] of tumors carry the mutation.",
            None,
            id="a mutation's share",
        ),
    ],
)
def test_silent(check_fact: Check, marked: str, fields: dict[str, Any] | None) -> None:
    check_fact("RESPONSE", marked, fields)
