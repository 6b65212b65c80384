"""The tests' own tool: a mark that is missing, not closed or put wrong must not pass for a test."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

ReadMark = Callable[[str], tuple[str, int, int]]


def test_read_mark(read_mark: ReadMark) -> None:
    assert read_mark("in [29-day] cycles") == ("in 29-day cycles", 3, 9)


def test_brackets_of_the_text(read_mark: ReadMark) -> None:
    assert read_mark("0·5 [[95% CI [0·3–0·7]; p=0·01]]") == ("0·5 [95% CI 0·3–0·7; p=0·01]", 12, 19)


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param("in 29-day cycles", id="no mark"),
        pytest.param("in [29-day cycles", id="not closed"),
        pytest.param("in 29-day] cycles", id="not opened"),
        pytest.param("in ]29-day[ cycles", id="turned round"),
        pytest.param("in [] cycles", id="empty"),
        pytest.param("in [29-day] [cycles]", id="two marks"),
        pytest.param("in [[[29]-day] cycles", id="nested"),
    ],
)
def test_broken_marks_fail(read_mark: ReadMark, marked: str) -> None:
    with pytest.raises(ValueError, match="mark wanted"):
        read_mark(marked)


@pytest.mark.parametrize(
    "marked, fields",
    [
        pytest.param("They took [20 mg] of atorvastatin.", None, id="a fact where none may be"),
        pytest.param("They took [20 mg] of atorvastatin.", {"value": 20}, id="a field more than expected"),
        pytest.param("They took [20 mg of] atorvastatin.", {"value": 20, "unit": "mg"}, id="another span"),
        pytest.param("They took 20 mg of [atorvastatin].", {"value": 20, "unit": "mg"}, id="another place"),
    ],
)
def test_wrong_expectations_fail(
    check_fact: Callable[..., None], marked: str, fields: dict[str, Any] | None
) -> None:
    with pytest.raises(AssertionError):
        check_fact("DOSE", marked, fields)


def test_right_expectation_passes(check_fact: Callable[..., None]) -> None:
    check_fact("DOSE", "They took [20 mg] of atorvastatin.", {"value": 20, "unit": "mg"})
