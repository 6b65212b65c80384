"""Conditions: marked text, the names wanted, and near misses beside the hits."""

from __future__ import annotations

import re
import time

import pytest

from pipeline.extract.names.condition import find_conditions

MARK = re.compile(r"\[([^\[\]]*)\]")


def check(marked: str, names: list[str], abbreviations: dict[str, str] | None = None) -> None:
    """The found spans are the marked ones, and their names the given ones."""
    text = MARK.sub(r"\1", marked)
    spans = []
    for shift, mark in enumerate(MARK.finditer(marked)):
        start = mark.start() - 2 * shift
        spans.append((start, start + len(mark[1])))
    found = find_conditions(text, abbreviations or {})
    assert [(name.start, name.end) for name in found] == spans
    assert [name.name for name in found] == names
    assert all(name.kind == "CONDITION" for name in found)


@pytest.mark.parametrize(
    "marked, names",
    [
        pytest.param("It slowed [breast cancer].", ["breast cancer"], id="site and head"),
        pytest.param("[Breast cancers] shrank.", ["breast cancer"], id="plural"),
        pytest.param("metastatic [uterine serous carcinoma]", ["uterine serous carcinoma"], id="histology"),
        pytest.param("HER2-positive [breast cancer]", ["breast cancer"], id="receptor left out"),
        pytest.param("BRAF-mutated [melanoma]", ["melanoma"], id="gene left out"),
        pytest.param(
            "relapsed or refractory [hairy cell leukemia]", ["hairy cell leukemia"], id="course left out"
        ),
        pytest.param("stage IV [colon cancer]", ["colon cancer"], id="stage left out"),
        pytest.param("moderate to severe [plaque psoriasis]", ["plaque psoriasis"], id="severity left out"),
        pytest.param("a chronic [skin condition]", ["skin condition"], id="chronic is a course here"),
        pytest.param("[chronic kidney disease]", ["chronic kidney disease"], id="chronic is the kind here"),
        pytest.param("[acute myeloid leukaemia]", ["acute myeloid leukaemia"], id="British spelling kept"),
        pytest.param(
            "[non–small-cell lung cancer]",
            ["non-small-cell lung cancer"],
            id="en dash and hyphen in one name",
        ),
        pytest.param(
            "[squamous non-small cell lung cancer]", ["squamous non-small cell lung cancer"], id="subtype"
        ),
        pytest.param(
            "“[triple negative” breast cancer]", ["triple negative breast cancer"], id="a quote inside"
        ),
        pytest.param("[triple-negative cancers]", ["triple-negative breast cancer"], id="breast understood"),
        pytest.param("a [cancer of the bone marrow]", ["cancer of the bone marrow"], id="place after"),
        pytest.param("[cancers of the pancreas]", ["cancer of the pancreas"], id="plural with a place"),
        pytest.param("[Crohn’s] sufferers", ["crohn's disease"], id="eponym alone"),
        pytest.param("with [Parkinson's disease]", ["parkinson's disease"], id="eponym with its head"),
        pytest.param("[type 2 diabetic] volunteers", ["type 2 diabetes"], id="adjective"),
        pytest.param("[diabetic retinopathy]", ["diabetic retinopathy"], id="adjective as modifier"),
        pytest.param("a [breast cancer] tumor", ["breast cancer"], id="a head that adds nothing"),
        pytest.param(
            "the [skin condition] [plaque psoriasis]", ["skin condition", "plaque psoriasis"], id="apposition"
        ),
        pytest.param("hospitalised with [COVID-19]", ["covid-19"], id="hyphen and digits"),
        pytest.param("a [melanoma]’s spread", ["melanoma"], id="possessive"),
    ],
)
def test_mentions(marked: str, names: list[str]) -> None:
    check(marked, names)


@pytest.mark.parametrize(
    "marked, names",
    [
        pytest.param("[breast] and [ovarian cancer]", ["breast cancer", "ovarian cancer"], id="two sites"),
        pytest.param(
            "[lung], [colon] and [kidney cancer]",
            ["lung cancer", "colon cancer", "kidney cancer"],
            id="three",
        ),
        pytest.param(
            "[papillary] or [follicular thyroid cancer]",
            ["papillary thyroid cancer", "follicular thyroid cancer"],
            id="two histologies of one site",
        ),
        pytest.param("[cervical] and other cancers", ["cervical cancer"], id="and other"),
        pytest.param(
            "[ovarian] or HER2-negative [breast cancer]",
            ["ovarian cancer", "breast cancer"],
            id="biomarker between",
        ),
        pytest.param("lungs and [breast cancer]", ["breast cancer"], id="an organ, no disease"),
        pytest.param("women and [breast cancer]", ["breast cancer"], id="no site before the conjunction"),
        pytest.param(
            "[asthma] and [COPD]", ["asthma", "chronic obstructive pulmonary disease"], id="two wholes"
        ),
    ],
)
def test_coordination(marked: str, names: list[str]) -> None:
    check(marked, names)


@pytest.mark.parametrize(
    "marked, names, abbreviations",
    [
        pytest.param(
            "[PPD] is common", ["postpartum depression"], {"PPD": "postpartum depression"}, id="defined"
        ),
        pytest.param("[nonsquamous NSCLC]", ["nonsquamous non-small cell lung cancer"], {}, id="well known"),
        pytest.param("[T-LGLL] patients", ["t-cell leukemia"], {"T-LGLL": "T-cell leukemia"}, id="hyphen"),
        pytest.param("people with [MS] drugs", ["multiple sclerosis"], {}, id="unsure, with two cues"),
        pytest.param("Jane Roe, MS, on [multiple sclerosis]", ["multiple sclerosis"], {}, id="a degree"),
        pytest.param("PARADIGM-HF in [heart failure]", ["heart failure"], {}, id="a trial's name"),
        pytest.param(
            "samples with MS drugs", [], {"MS": "mass spectrometry"}, id="defined as something else"
        ),
        pytest.param("ALL PATIENTS WITH A DOCTOR", [], {}, id="a word in capitals"),
    ],
)
def test_abbreviations(marked: str, names: list[str], abbreviations: dict[str, str]) -> None:
    check(marked, names, abbreviations)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Her cancer spread and the tumors grew.", id="bare heads"),
        pytest.param("patients with advanced solid tumors", id="solid tumors"),
        pytest.param("stable disease in 12 patients, minimal residual disease in two", id="response terms"),
        pytest.param("the American Lung Cancer Association", id="organisation after"),
        pytest.param(
            "the National Institute of Diabetes and Digestive and Kidney Diseases", id="organisation before"
        ),
        pytest.param("the Melanoma Research Foundation", id="foundation"),
        pytest.param("the Hamilton Depression Rating Scale", id="scale"),
        pytest.param("the psoriasis area-and-severity index", id="index"),
        pytest.param("nausea, rash, fatigue and neutropenia", id="harms and symptoms"),
        pytest.param("the diagnosis and prognosis of the genome", id="ordinary words in -osis and -ome"),
        pytest.param("carriers of the BRCA1 gene", id="gene"),
        pytest.param("lowered the risk of a stroke", id="an outcome that is counted"),
    ],
)
def test_silent(text: str) -> None:
    assert find_conditions(text, {}) == []


def test_time_is_linear() -> None:
    """Hostile text: a long run of modifiers, of conjunctions and of capitals costs time in proportion."""
    for piece in ("lung ", "lung, colon and ", "Breast Of The ", "cancer of the ", "(("):
        start = time.perf_counter()
        find_conditions(piece * 20_000, {})
        assert time.perf_counter() - start < 10


@pytest.mark.parametrize(
    "marked, names",
    [
        pytest.param(
            "had [mantle cell] or [indolent lymphoma]",
            ["mantle cell lymphoma", "indolent lymphoma"],
            id="kinds",
        ),
        pytest.param("an [invasive breast cancer]", ["invasive breast cancer"], id="a subtype"),
        pytest.param("invasive [bladder cancer]", ["bladder cancer"], id="how far it grew"),
        pytest.param("indolent [prostate cancer]", ["prostate cancer"], id="how it behaves"),
        pytest.param("an indolent disease", [], id="no kind"),
        pytest.param(
            "[lung], [colon], [brain] and [kidney cancer]",
            ["lung cancer", "colon cancer", "brain cancer", "kidney cancer"],
            id="cancers of four places",
        ),
        pytest.param(
            "in the testes, adrenal glands, and [prostate cancer] cells", ["prostate cancer"], id="organs"
        ),
        pytest.param("the kidneys and [breast cancer]", ["breast cancer"], id="organs and a cancer"),
    ],
)
def test_kinds_and_organs(marked: str, names: list[str]) -> None:
    check(marked, names)
