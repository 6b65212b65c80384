"""Stage, severity, risk, course, line and biomarkers stay with the mention of a disease."""

from __future__ import annotations

import time

import pytest
from spacy.language import Language

import pipeline
from pipeline.extract.names.condition import find_conditions
from pipeline.extract.names.condition_attributes import find_attributes
from pipeline.extract.spans import Name


def read(text: str) -> list[str]:
    """ "kind value" of each attribute of the last condition of a text."""
    return [f"{found.kind} {found.value}" for found in find_attributes(text, find_conditions(text, {}))[-1]]


STAGE = {
    "Patients with stage III colon cancer did well.": ["stage III"],
    "stage IIB to IIIC melanoma": ["stage IIB-IIIC"],
    "locally advanced or metastatic bladder cancer": ["stage locally advanced", "stage metastatic"],
    "melanoma (stage IIIB or IV)": ["stage IIIB-IV"],
    "people with breast cancer, stage 2 or 3, who": ["stage II-III"],
    "extensive-stage small cell lung cancer": ["stage extensive"],
    "Inoperable hepatocellular carcinoma": ["stage unresectable"],
    "early-stage, resectable non-small cell lung cancer": ["stage early", "stage resectable"],
    "lung cancer that has spread to other parts of the body": ["stage metastatic"],
    "breast cancer at stage III": ["stage III"],
    "advanced breast and ovarian cancer": ["stage advanced"],
}
COURSE = {
    "relapsed or refractory multiple myeloma": ["course relapsed or refractory"],
    "R/R diffuse large B-cell lymphoma": ["course relapsed or refractory"],
    "relapsed/refractory follicular lymphoma": ["course relapsed or refractory"],
    "adults with newly diagnosed multiple myeloma": ["course newly diagnosed"],
    "newly diagnosed patients with acute myeloid leukemia": ["course newly diagnosed"],
    "lymphoma that had relapsed": ["course relapsed"],
    "leukemia that is relapsed or refractory": ["course relapsed or refractory"],
    "platinum-resistant recurrent ovarian cancer": ["course platinum resistant", "course recurrent"],
    "metastatic castration-resistant prostate cancer": ["stage metastatic", "course castration resistant"],
    "smouldering multiple myeloma": ["course smouldering"],
    "colorectal cancer that has recurred": ["course recurrent"],
}
LINE = {
    "previously untreated chronic lymphocytic leukemia": ["line untreated"],
    "treatment-naïve hepatitis C": ["line untreated"],
    "colorectal cancer that has not been treated": ["line untreated"],
    "first-line treatment of advanced renal cell carcinoma": ["line first line", "stage advanced"],
    "frontline therapy of non-squamous lung cancer": ["line first line"],
    "second-line or later gastric cancer": ["line second line or later"],
    "3rd-line colorectal cancer": ["line third line"],
    "heavily pretreated multiple myeloma": ["line previously treated"],
    "multiple myeloma after two or more prior lines of therapy": ["line two or more prior lines of therapy"],
    "multiple myeloma who have received at least three prior therapies": [
        "line at least three prior therapies"
    ],
}
BIOMARKER = {
    "HER2-positive breast cancer": ["biomarker HER2 positive"],
    "hormone receptor–positive, HER2-negative advanced breast cancer": [
        "biomarker HR positive",
        "biomarker HER2 negative",
        "stage advanced",
    ],
    "HR+/HER2- metastatic breast cancer": [
        "biomarker HR positive",
        "biomarker HER2 negative",
        "stage metastatic",
    ],
    "EGFR-mutated NSCLC": ["biomarker EGFR mutated"],
    "BRAF V600E-mutant melanoma": ["biomarker BRAF V600E mutated"],
    "melanoma with a BRAF V600E or V600K mutation": ["biomarker BRAF V600E or V600K mutated"],
    "NSCLC with EGFR exon 20 insertion mutations": ["biomarker EGFR exon 20 insertion mutated"],
    "non-small cell lung cancer with PD-L1 expression of at least 50%": ["biomarker PD-L1 >=50%"],
    "PD-L1 ≥ 50% non-small cell lung cancer": ["biomarker PD-L1 >=50%"],
    "lung cancer whose tumors express PD-L1": ["biomarker PD-L1 positive"],
    "microsatellite instability-high colorectal cancer": ["biomarker MSI high"],
    "MSI-H or dMMR endometrial cancer": ["biomarker MSI high", "biomarker MMR deficient"],
    "triple-negative breast cancer": ["biomarker triple negative"],
    "ALK- or ROS1-positive lung cancer": ["biomarker ALK or ROS1 positive"],
    "ovarian cancer with mutations in BRCA1 or BRCA2": ["biomarker BRCA1 or BRCA2 mutated"],
    "FLT3-ITD–positive acute myeloid leukemia": ["biomarker FLT3-ITD positive"],
    "HER2-low breast cancer": ["biomarker HER2 low"],
    "colorectal cancer with wild-type KRAS": ["biomarker KRAS wild type"],
    "cholangiocarcinoma harboring FGFR2 fusions": ["biomarker FGFR2 rearranged"],
    "non-small cell lung cancer whose tumors have a KRAS G12C mutation": ["biomarker KRAS G12C mutated"],
}
SEVERITY_AND_RISK = {
    "moderate to severe plaque psoriasis": ["severity moderate to severe"],
    "moderate-to-severe atopic dermatitis": ["severity moderate to severe"],
    "mild or moderate Alzheimer's disease": ["severity mild or moderate"],
    "moderately to severely active ulcerative colitis": ["severity moderately to severely active"],
    "severe asthma": ["severity severe"],
    "uncontrolled hypertension": ["severity uncontrolled"],
    "poorly controlled type 2 diabetes": ["severity poorly controlled"],
    "high-risk neuroblastoma": ["risk high"],
    "intermediate- or high-risk prostate cancer": ["risk high"],
    "very high-risk prostate cancer": ["risk very high"],
}
NEAR_MISSES = [
    "The most advanced program treats asthma.",
    "Positive results in breast cancer were reported.",
    "The study had two stages; lung cancer came first.",
    "asthma, severe infections and death",
    "Metastatic disease was rare. Breast cancer was not.",
    "advanced\n\nMelanoma is a skin cancer",
    "The FDA-approved melanoma drug",
    "In phase III trials of psoriasis",
    "severe pain in lung cancer",
    "lung cancer. Relapsed patients were not studied",
    "HER2-blocking drugs for breast cancer",
    "prostate cancer with a PSA level of less than 0.2 ng",
    "high-risk people without diabetes",
    "the third of psoriasis patients",
]


@pytest.mark.parametrize("text, expected", (STAGE | COURSE | LINE | BIOMARKER | SEVERITY_AND_RISK).items())
def test_attributes(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_words_of_something_else(text: str) -> None:
    assert read(text) == []


def test_each_mention_has_its_own() -> None:
    text = "Breast cancer. Metastatic melanoma, lung cancer and severe asthma."
    found = find_attributes(text, find_conditions(text, {}))
    assert [[a.value for a in attributes] for attributes in found] == [[], ["metastatic"], [], ["severe"]]


def test_elliptic_mentions_share() -> None:
    text = "advanced breast and ovarian cancer"
    first, second = find_attributes(text, find_conditions(text, {}))
    assert first == second
    assert [text[a.start : a.end] for a in first] == ["advanced"]


def test_attributes_are_in_the_record(nlp: Language) -> None:
    text = "Osimertinib treats EGFR-mutated advanced lung cancer. Lung cancer is common."
    (record,) = pipeline.extract([pipeline.Article(id="a", text=text, sha256="")], nlp=nlp)
    (mention,) = record.conditions["lung cancer"]
    assert text[mention.start : mention.end] == "lung cancer"
    assert [(a.kind, a.value, a.text) for a in mention.attributes] == [
        ("biomarker", "EGFR mutated", "EGFR-mutated"),
        ("stage", "advanced", "advanced"),
    ]
    assert all(text[a.start : a.end] == a.text for a in mention.attributes)


@pytest.mark.parametrize(
    "piece", ["and ", "stage III ", "HER2-positive ", "and/or ", "cancer with ", "BRCA1/", "A-", "\n \n"]
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    text = f"{piece * 10_000} lung cancer {piece * 10_000}"
    at = len(piece) * 10_000 + 1
    start = time.perf_counter()
    find_attributes(text, [Name(at, at + 11, "CONDITION", "lung cancer")])
    assert time.perf_counter() - start < 3
