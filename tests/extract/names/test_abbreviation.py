import time

import pytest

from pipeline.extract.names.abbreviation import find_abbreviations


@pytest.mark.parametrize(
    "text, expected",
    [
        pytest.param("with hairy cell leukemia (HCL), who", {"HCL": "hairy cell leukemia"}, id="usual"),
        pytest.param("HCL (hairy cell leukemia) is rare", {"HCL": "hairy cell leukemia"}, id="reversed"),
        pytest.param(
            "use of SSRIs (selective serotonin reuptake inhibitors) grew",
            {
                "SSRIs": "selective serotonin reuptake inhibitors",
                "SSRI": "selective serotonin reuptake inhibitors",
            },
            id="reversed plural",
        ),
        pytest.param(
            "non-small cell lung cancers (NSCLCs)",
            {"NSCLCs": "non-small cell lung cancers", "NSCLC": "non-small cell lung cancers"},
            id="plural",
        ),
        pytest.param(
            "non–small-cell lung cancer (NSCLC)", {"NSCLC": "non–small-cell lung cancer"}, id="dashes"
        ),
        pytest.param("high doses of interleukin-2 (IL2)", {"IL2": "interleukin-2"}, id="letters of one word"),
        pytest.param(
            "the U.S. Food and Drug Administration (FDA)",
            {"FDA": "Food and Drug Administration"},
            id="small words between",
        ),
        pytest.param(
            "patients with chronic lymphocytic leukemia (CLL; n = 12)",
            {"CLL": "chronic lymphocytic leukemia"},
            id="more in the bracket",
        ),
        pytest.param("postpartum depression (“PPD”)", {"PPD": "postpartum depression"}, id="quoted"),
        pytest.param(
            "chronic lymphocytic leukemia, or CLL, is", {"CLL": "chronic lymphocytic leukemia"}, id="or"
        ),
        pytest.param("a disease of the spine known as DS1", {}, id="known as, but no match"),
        pytest.param(
            "progression-free survival [PFS] was", {"PFS": "progression-free survival"}, id="square"
        ),
        pytest.param("interferon gamma (IFN-γ)", {"IFN-γ": "interferon gamma"}, id="greek letter"),
        pytest.param(
            "Overall survival (OS) rose; median OS (12 months)", {"OS": "Overall survival"}, id="first holds"
        ),
        pytest.param(
            "metastatic castration-resistant prostate cancer (mCRPC)",
            {"mCRPC": "metastatic castration-resistant prostate cancer"},
            id="mixed case",
        ),
        pytest.param(
            "the American Association for Cancer Research (AACR)",
            {"AACR": "American Association for Cancer Research"},
            id="initials before letters",
        ),
        pytest.param("the Lung, Liver, and Skin (LLS) trial", {"LLS": "Lung, Liver, and Skin"}, id="list"),
        pytest.param(
            "the American Thyroid Society's (ATS) meeting", {"ATS": "American Thyroid Society"}, id="'s"
        ),
        pytest.param("a chemotherapy regimen (CHOP)", {}, id="letters of one word before another"),
        pytest.param("a regimen called CHOP (R-CHOP)", {}, id="holds its short form"),
        pytest.param("took rituximab (Rituxan) daily", {}, id="brand"),
        pytest.param("The gap was small (P = .01) in men (n = 14)", {}, id="statistics"),
        pytest.param("said Anna Lund (Oslo, Norway) and Tor Vik (MD)", {}, id="places and degrees"),
        pytest.param("women in the trial (HER2) had", {}, id="letters that do not match"),
        pytest.param("It was quick. Lung cancer (BQX)", {}, id="other letters"),
        pytest.param("the dose rose in June (see Table 2)", {}, id="table"),
        pytest.param("NCT01234567 (a phase 3 trial of the new compound)", {}, id="registry number"),
    ],
)
def test_definitions(text: str, expected: dict[str, str]) -> None:
    assert find_abbreviations(text) == expected


def test_order_is_that_of_the_text() -> None:
    text = "quality of life (QoL), overall survival (OS) and body mass index (BMI)"
    assert list(find_abbreviations(text)) == ["QoL", "OS", "BMI"]


@pytest.mark.parametrize(
    "hostile", ["(" * 100_000, "A(" * 50_000, "A-" * 50_000, "AB (cd " * 20_000, "or AB " * 20_000]
)
def test_hostile_text_takes_linear_time(hostile: str) -> None:
    begin = time.perf_counter()
    find_abbreviations(hostile)
    assert time.perf_counter() - begin < 10
