import time

import pytest

from pipeline.extract.names.phase import find_phases


@pytest.mark.parametrize(
    "text, expected",
    [
        pytest.param("a phase III trial", [("phase III", "3")], id="roman"),
        pytest.param("a Phase 3 study", [("Phase 3", "3")], id="arabic"),
        pytest.param("Phase IIb results", [("Phase IIb", "2b")], id="roman with letter"),
        pytest.param("a phase 2B study", [("phase 2B", "2b")], id="capital letter"),
        pytest.param("the phase-3 study", [("phase-3", "3")], id="hyphen"),
        pytest.param("a phase\u00a02 study", [("phase\u00a02", "2")], id="no-break space"),
        pytest.param("a PHASE II STUDY", [("PHASE II", "2")], id="capitals"),
        pytest.param("a phase I/II study", [("phase I/II", "1/2")], id="slash"),
        pytest.param("a phase 1b/2 study", [("phase 1b/2", "1/2")], id="slash with letter"),
        pytest.param("a phase 2–3 study", [("phase 2–3", "2/3")], id="dash"),
        pytest.param("a phase 1a/1b study", [("phase 1a/1b", "1")], id="two parts of one phase"),
        pytest.param("multi-site phase 2 and 3 trials", [("phase 2", "2"), ("3", "3")], id="coordination"),
        pytest.param("in phases I, II and III", [("phases I", "1"), ("II", "2"), ("III", "3")], id="list"),
        pytest.param(
            "a phase II or III randomized clinical trial", [("phase II", "2"), ("III", "3")], id="or"
        ),
        pytest.param("phase 2 and 3 patients died", [("phase 2", "2")], id="a number of patients"),
        pytest.param("a phase three trial", [("phase three", "3")], id="word"),
        pytest.param("Phase two of the plan", [], id="word without a trial"),
        pytest.param("until we get to phase 3.", [("phase 3", "3")], id="alone"),
        pytest.param("a phase 4 trial of 20", [("phase 4", "4")], id="four"),
        pytest.param("Trial phase: III", [("phase: III", "3")], id="structured"),
        pytest.param("late-stage trial, second phase of the study", [], id="no number"),
        pytest.param("phase 2 of the trial began", [], id="part of a trial"),
        pytest.param("runs the Phase I Unit and the Phase I and Early Therapeutics Program", [], id="unit"),
        pytest.param("phase 1 metabolism, phase II enzymes", [], id="metabolism"),
        pytest.param("a Ph3 study, a Ph. 2 trial", [("Ph3", "3"), ("Ph. 2", "2")], id="short"),
        pytest.param("pH 3. Ph 3 was grey, and PhD 2 studies", [], id="no phase at all"),
        pytest.param("phases I through III", [("phases I", "1"), ("III", "3")], id="through"),
        pytest.param("in luteal phase 2", [], id="of the body"),
        pytest.param("phase 2.5 or phase 5 or phase 20", [], id="other numbers"),
    ],
)
def test_phases(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(text[n.start : n.end], n.name) for n in find_phases(text)] == expected


@pytest.mark.parametrize("hostile", ["phase " * 50_000, "phase 1 and " * 20_000, "phase 2 a b c " * 20_000])
def test_hostile_text_takes_linear_time(hostile: str) -> None:
    begin = time.perf_counter()
    find_phases(hostile)
    assert time.perf_counter() - begin < 2
