"""The gate as JUnit XML."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

from pipeline.evaluate.baseline import BaselineCheck, PinResult
from pipeline.evaluate.floors import Floor, FloorResult
from pipeline.evaluate.junit import render_junit
from pipeline.evaluate.outcomes import Change

TEXTS = {"a": 'took <5 mg> & "more"\x0b of it'}


def cases(xml: str) -> dict[str, str | None]:
    """class::name to the failure's text, None where it passed."""
    suite = ElementTree.fromstring(xml)[0]
    told = {f"{case.get('classname')}::{case.get('name')}": case.findtext("failure") for case in suite}
    assert suite.get("tests") == str(len(told))
    assert suite.get("failures") == str(sum(text is not None for text in told.values()))
    return told


def test_floors() -> None:
    floors = [
        FloorResult(Floor("all", "value", "f1", 0.9), 0.85),
        FloorResult(Floor("DRUG", "full", "recall", 0.5), 0.5),
        FloorResult(Floor("DOSE", "full", "f1", 0.5), None),
    ]
    assert cases(render_junit(floors, None, {})) == {
        "floor::all.value": "0.850 is below the floor 0.900",
        "floor::DRUG.full.recall": None,
        "floor::DOSE.full": "- is below the floor 0.500",
    }


def test_a_fall_names_the_facts_whatever_their_text_holds() -> None:
    results = [PinResult("dev", "DOSE", "value", 0.9, 0.8), PinResult("dev", "DRUG", "value", 0.9, 0.9)]
    changes = [
        Change("a", 5, 21, "DOSE", "lost", "full", "missed"),
        Change("a", 0, 1, "DRUG", "lost", "", ""),
    ]
    told = cases(render_junit([], BaselineCheck(results, changes, [], {"a": "dev"}), TEXTS))
    assert told["baseline::gold and corpus"] is None
    assert told["baseline.dev::DRUG.value"] is None
    failure = told["baseline.dev::DOSE.value"] or ""
    assert failure.splitlines() == [
        "0.800 is below the pinned 0.900",
        'lost: a 5–21 DOSE "<5 mg> & "more"" (full, now missed)',
    ]


def test_characters_that_xml_has_not_are_replaced() -> None:
    change = Change("a\x00", 0, 21, "DOSE", "lost", "full", "missed")
    check = BaselineCheck([PinResult("all", "DOSE", "full", 1.0, 0.0)], [change], [], {})
    assert "lost: a\ufffd 0–21" in (cases(render_junit([], check, {}))["baseline.all::DOSE.full"] or "")


def test_changed_inputs_fail_and_say_how_to_renew() -> None:
    told = cases(render_junit([], BaselineCheck([], [], ["a: gold changed"], {}), {}))[
        "baseline::gold and corpus"
    ]
    assert told is not None
    assert "--baseline --update" in told
    assert told.endswith("a: gold changed")


def test_without_a_gate_there_are_no_cases() -> None:
    assert cases(render_junit([], None, {})) == {}
