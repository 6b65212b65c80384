"""The gate as JUnit XML, which every CI shows: one test case a floor or a pinned figure."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Mapping, Sequence

from pipeline.evaluate.baseline import RENEW, BaselineCheck, PinResult
from pipeline.evaluate.floors import FloorResult

_Case = tuple[str, str, str | None]
"""Class, name, and why it failed; None where it passed."""
_NAMED = 20  # changes named in one failure
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render_junit(floors: Sequence[FloorResult], check: BaselineCheck | None, texts: Mapping[str, str]) -> str:
    """The XML of one test suite, `mednews evaluate`."""
    cases = [*_floor_cases(floors), *(_baseline_cases(check, texts) if check else ())]
    failures = sum(failure is not None for _, _, failure in cases)
    counts = {"tests": str(len(cases)), "failures": str(failures), "errors": "0"}
    suites = ElementTree.Element("testsuites", counts)
    suite = ElementTree.SubElement(suites, "testsuite", {"name": "mednews evaluate"} | counts)
    for class_, name, failure in cases:
        case = ElementTree.SubElement(suite, "testcase", classname=class_, name=name)
        if failure is not None:
            failure = NOT_XML.sub("\ufffd", failure)
            ElementTree.SubElement(case, "failure", message=failure.partition("\n")[0]).text = failure
    ElementTree.indent(suites)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(suites, encoding="unicode") + "\n"
    )


def _floor_cases(floors: Sequence[FloorResult]) -> Iterator[_Case]:
    for result in floors:
        failure = f"{_show(result.measured)} is below the floor {result.floor.least:.3f}"
        yield "floor", str(result.floor), None if result.passed else failure


def _baseline_cases(check: BaselineCheck, texts: Mapping[str, str]) -> Iterator[_Case]:
    stale = "\n".join([f"the baseline is of other gold or articles; renew it: {RENEW}", *check.stale])
    yield "baseline", "gold and corpus", stale if check.stale else None
    for result in check.results:
        failure = None if result.passed else _tell_fall(result, check, texts)
        yield f"baseline.{result.split}", f"{result.row}.{result.level}", failure


def _tell_fall(result: PinResult, check: BaselineCheck, texts: Mapping[str, str]) -> str:
    changes = check.blame([result])
    lines = [f"{_show(result.measured)} is below the pinned {_show(result.pinned)}"]
    lines += [change.tell(texts) for change in changes[:_NAMED]]
    return "\n".join(lines + ([f"and {len(changes) - _NAMED} more"] if len(changes) > _NAMED else []))


def _show(figure: float | None) -> str:
    return "-" if figure is None else f"{figure:.3f}"
