"""Marked text: square brackets stand around each name of a trial that is to be found."""

import re
import time

import pytest

from pipeline.extract.names.trial import find_trials, outside_trials
from pipeline.extract.spans import Name


def marks(text: str) -> str:
    for name in reversed(find_trials(text)):
        text = f"{text[: name.start]}[{text[name.start : name.end]}]{text[name.end :]}"
    return text


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param("registered as [NCT01234567].", id="ClinicalTrials.gov"),
        pytest.param("see clinicaltrials.gov/ct2/show/[NCT01234567]?term=x", id="in an address"),
        pytest.param("EudraCT [2012-001234-12], [ISRCTN12345678]", id="Europe"),
        pytest.param(
            "[ACTRN12612000000123], [ChiCTR2000012345], [CTRI/2020/01/012345]", id="Asia and Pacific"
        ),
        pytest.param("[DRKS00012345], [jRCT2080224567], [UMIN000012345], [NTR1234]", id="others"),
        pytest.param("call 2012-001234 or NCT123", id="no registry number"),
        pytest.param("the [KEYNOTE-189] trial and [CheckMate 067]", id="families need no context"),
        pytest.param("the phase III [SWOG S0777] trial", id="group and number after a roman number"),
        pytest.param("[NSABP B-31], [NCCTG N9831], [EORTC 26951]", id="groups with numbers"),
        pytest.param("an ECOG trial by SWOG; ECOG 1 or ECOG performance status of 0-1", id="groups alone"),
        pytest.param("a first trial, termed [METREX], ran; [METREX] won", id="termed, then found again"),
        pytest.param("trial known as “[ZENITH]”", id="quoted"),
        pytest.param("a phase 3 trial ([QUASTAR]; [NCT01234567])", id="in brackets"),
        pytest.param("the [EMBLAZE] ([NCT01234567]) trial", id="beside its number"),
        pytest.param("the [FUTURE 2] investigators", id="number after a space"),
        pytest.param("the [ODYSSEY OUTCOMES] trial, the [CLARITY AD] study", id="two words"),
        pytest.param("the [SUNRAY-1] and [SUNRAY-2] studies", id="coordination"),
        pytest.param("the [CLL14] study", id="disease with a number"),
        pytest.param("[DAPA-HF], a large randomized trial, showed", id="apposition"),
        pytest.param("the [TAILORx] clinical trial", id="mixed case"),
        pytest.param(
            "the National Foot Screening Trial ([NFST])".replace("National", "[National").replace(
                "Trial (", "Trial] ("
            ),
            id="spelled out",
        ),
        pytest.param("the [Women’s Health Initiative] found", id="full name"),
        pytest.param("In the [STAR] trial. A STAR".replace("A STAR", "A [STAR]"), id="found everywhere"),
        pytest.param("the [STAR] trial, not STAR-like", id="not inside another name"),
        pytest.param("a COPD trial, an AML study, the HIV trial", id="diseases"),
        pytest.param("an EGFR trial; the CDK4 study; KRAS investigators; HER2-positive study", id="genes"),
        pytest.param("the GSK2857916 trial, the PLX4032 study, the AMG 510 trial", id="drug codes"),
        pytest.param(
            "the GlaxoSmithKline study, an NCI-sponsored trial, UCLA investigators", id="organizations"
        ),
        pytest.param("a JAMA study; the ASCO study; an MRI study; an RCT study", id="other abbreviations"),
        pytest.param("in chronic severe foot pain (CSFP). The CSFP study", id="defined as a disease"),
        pytest.param(
            "In the final analysis of [FLAURA], it won. [ION-1] and [OPERA I] too.", id="listed, alone"
        ),
        pytest.param("In [CALDERA], 412 patients had it.", id="in, then a number"),
        pytest.param("[CALDERA] randomized 412 patients.", id="verb of a trial"),
        pytest.param("results of [CALDERA], reported today", id="results of"),
        pytest.param("[CALDERA] (phase 3; N = 412)", id="phase in brackets"),
        pytest.param("It rests on [Study 004] and Study 2019.", id="numbered study"),
        pytest.param(
            "A drug may help, says study\n\nMILAN (Reuters) - A drug\n\nCONTACT: Acme", id="dateline"
        ),
        pytest.param("SUMMIT, N.J. (Reuters) - A drug", id="dateline of a listed word"),
        pytest.param("the McDonald study", id="surname"),
        pytest.param("NEW RESULTS FROM A LARGE TRIAL", id="headline in capitals"),
        pytest.param("Patients improved in the study.", id="plain"),
    ],
)
def test_trials(marked: str) -> None:
    assert marks(re.sub(r"[\[\]]", "", marked)) == marked


def test_name_is_the_mention() -> None:
    assert [n.name for n in find_trials("the CheckMate\u00a0067 trial")] == ["CheckMate 067"]


@pytest.mark.parametrize(
    "hostile",
    ["AB-" * 60_000, "AB trial " * 20_000, "ABCD, a " * 30_000, "trial called " * 20_000, "AB1 " * 40_000],
)
def test_hostile_text_takes_linear_time(hostile: str) -> None:
    begin = time.perf_counter()
    find_trials(hostile)
    assert time.perf_counter() - begin < 10


@pytest.mark.parametrize(
    "text, trials",
    [
        pytest.param(
            "The Alpharadin in Symptomatic Prostate Cancer Patients (ALSYMPCA) trial enrolled 921 men.",
            ["Alpharadin in Symptomatic Prostate Cancer Patients", "ALSYMPCA"],
            id="spelled out",
        ),
        pytest.param("Men with Hairy Cell Leukemia (HCL) improved.", [], id="a disease in capitals"),
        pytest.param("In the large granular leukemia (LGL) trial, few died.", [], id="a trial in a disease"),
    ],
)
def test_spelled_out_names(text: str, trials: list[str]) -> None:
    assert [name.name for name in find_trials(text)] == trials


def test_a_trials_name_holds_no_drug_and_no_disease() -> None:
    trial = Name(4, 40, "TRIAL", "Alpharadin in Prostate Cancer")
    inside = [Name(4, 14, "DRUG", "radium-223 dichloride"), Name(18, 33, "CONDITION", "prostate cancer")]
    outside = Name(60, 75, "CONDITION", "prostate cancer")
    assert outside_trials([outside, *inside, trial]) == [trial, outside]
