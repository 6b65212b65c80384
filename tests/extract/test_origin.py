"""Where an exported fact comes from, if not from this study; and the facts that are set aside."""

from __future__ import annotations

from typing import Any

import pytest
from spacy.language import Language

from pipeline.extract.record import build_doc, build_record
from pipeline.schema import Article

OTHER, EARLIER, APPROVED = "other_study", "earlier_treatment", "approved_use"


def _standings(nlp: Language, text: str) -> dict[str, str]:
    """Words of each fact -> its standing; "result" where the record says nothing else."""
    doc = nlp(text)
    known = {(s["start"], s["end"], s["type"]): s["standing"] for s in doc._.mednews_standings}
    told = [f for f in doc._.facts if f["type"] not in ("DRUG", "CONDITION", "APPROVAL")]
    return {f["text"]: known.get((f["start"], f["end"], f["type"]), "result") for f in told}


@pytest.mark.parametrize(
    "text, standings, near_miss",
    [
        (
            "In an earlier trial, 40% of patients responded to ponatinib.",
            {"40%": OTHER},
            "The response rate was 40%, higher than in earlier trials of ponatinib.",
        ),
        (
            "In a previous study of sotorasib, median progression-free survival was 5 months.",
            {"5 months": OTHER},
            "Building on a previous study, 41% of patients responded to sotorasib.",
        ),
        (
            "Historically, median survival with dacarbazine is eight months.",
            {"eight months": OTHER},
            "A record high of 61% of patients responded to dacarbazine.",
        ),
        (
            "Previously published data put the response rate of lomustine at 10%.",
            {"10%": OTHER},
            "Confirming previously published data, 10% responded to lomustine.",
        ),
        (
            "A separate analysis found a hazard ratio for death of 0.7 with aspirin.",
            {"0.7": OTHER},
            "A final analysis found a hazard ratio for death of 0.7 with aspirin.",
        ),
        (
            "In another study of 200 patients, 33% responded to avelumab.",
            {"200 patients": OTHER, "33%": OTHER},
            "As in another study, 33% of patients responded to avelumab.",
        ),
        (
            "Patients typically survive four to six months with chemotherapy.",
            {"four to six months": OTHER},
            "Patients survived four to six months with chemotherapy.",
        ),
        (
            "Of those on olaparib 61% responded, but in an earlier trial, 40% responded.",
            {"61%": "result", "40%": OTHER},
            "Of those on olaparib 61% responded, and of those on placebo 40% responded.",
        ),
        (
            "The recommended dose of belzutifan is 120 mg once daily.",
            {"120 mg": APPROVED, "once daily": APPROVED},
            "The recommended phase 2 dose of belzutifan was 120 mg once daily.",
        ),
        (
            "The FDA approved sotorasib at 960 mg once daily.",
            {"960 mg": APPROVED, "once daily": APPROVED},
            "Patients took the approved drug sotorasib at 960 mg once daily.",
        ),
        (
            "According to the prescribing information, dupilumab 300 mg is given every two weeks.",
            {"300 mg": APPROVED, "every two weeks": APPROVED},
            "According to the investigators, dupilumab 300 mg was given every two weeks.",
        ),
        (
            "Tirzepatide is approved for diabetes at doses up to 15 mg weekly.",
            {"15 mg": APPROVED, "weekly": APPROVED},
            "Tirzepatide was given for diabetes at doses up to 15 mg weekly.",
        ),
        (
            "Patients had been through methotrexate 10 mg weekly.",
            {"10 mg": EARLIER, "weekly": EARLIER},
            "Patients took methotrexate 10 mg weekly during the trial.",
        ),
        (
            "Patients previously treated with imatinib 400 mg got dasatinib 100 mg.",
            {"400 mg": EARLIER, "100 mg": "result"},
            "Patients treated with imatinib 400 mg later got dasatinib 100 mg.",
        ),
    ],
)
def test_origin(nlp: Language, text: str, standings: dict[str, str], near_miss: str) -> None:
    assert _standings(nlp, text) == standings
    near = _standings(nlp, near_miss)
    assert near
    assert set(near.values()) == {"result"}


def test_a_part_about_another_study_is_of_that_study(nlp: Language) -> None:
    text = (
        "Olaparib keeps cancer at bay\n\nOlaparib was compared with placebo. Of 100 women on olaparib, 61"
        " percent responded; on placebo 11 percent did.\n\nNiraparib in the NOVA trial\n\nIn the phase 3 NOVA"
        " trial niraparib was given to 372 women. Of those on niraparib 50 percent responded."
    )
    told = _standings(nlp, text)
    assert told["61 percent"] == "result"
    assert told["50 percent"] == OTHER


@pytest.mark.parametrize(
    "text, standing, fact",
    [
        (
            "The earlier regimen of bortezomib had produced responses in 30% of these patients.",
            "earlier_treatment",
            {"type": "RESPONSE", "category": "OR", "percent": 30, "drugs": ["bortezomib"]},
        ),
        (
            "The trial was powered to detect a hazard ratio of 0.70 for olaparib.",
            "hypothetical",
            {"type": "EFFECT", "measure": "HR", "value": 0.7, "drugs": ["olaparib"]},
        ),
        (
            "In mice, venetoclax shrank tumors in 80 percent.",
            "preclinical",
            {"type": "RESPONSE", "category": "OR", "percent": 80, "drugs": ["venetoclax"]},
        ),
        (
            "Without treatment, median survival is six months.",
            "background",
            {"type": "SURVIVAL", "endpoint": "OS", "statistic": "median", "value": 6, "unit": "mo"},
        ),
        (
            "Patients must have had a response of at least 25% to enter.",
            "eligibility",
            {"type": "RESPONSE", "category": "OR", "percent": 25, "bound": "min"},
        ),
        (
            "Patients had to have taken methotrexate for at least 12 weeks.",
            "eligibility",
            {"type": "DURATION", "value": 12, "unit": "wk", "bound": "min"},
        ),
        (
            "Patients will be followed for five years.",
            "hypothetical",
            {"type": "FOLLOW_UP", "value": 5, "unit": "a"},
        ),
        (
            "A later trial would need 900 patients.",
            "hypothetical",
            {"type": "ENROLLMENT", "n": 900},
        ),
    ],
)
def test_what_is_no_result_is_kept_as_a_fact(
    nlp: Language, text: str, standing: str, fact: dict[str, Any]
) -> None:
    article = Article(id="a", text=text, sha256="0" * 64)
    record = build_record(article, nlp(build_doc(article, nlp)))
    (entry,) = [each for each in record.set_aside if each.standing == standing]
    assert entry.fact is not None
    stated = entry.fact.model_dump(exclude_none=True)
    assert {key: stated.get(key) for key in fact} == fact
    assert text[entry.fact.start : entry.fact.end] == entry.fact.text


@pytest.mark.parametrize(
    "text",
    [
        "Patients took methotrexate for at least 12 weeks.",
        "Patients were followed for five years.",
        "After studies in mice, venetoclax shrank tumors in 80 percent of patients.",
        "With olaparib, median survival was six months.",
        "The trial enrolled 900 patients.",
    ],
)
def test_near_misses_are_results(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc._.mednews_set_aside == []
    assert doc._.facts
    assert doc._.mednews_standings == []


def test_a_non_fact_has_no_fact(nlp: Language) -> None:
    (entry,) = nlp("The pill costs $12,000.")._.mednews_set_aside
    assert "fact" not in entry
