"""What the components leave on a Doc: plain tuples, so that a Doc can be pickled and sent to another process.

All offsets are code points into the article's text, half-open.
"""

from __future__ import annotations

from typing import Any, NamedTuple

Span = tuple[int, int]


class Name(NamedTuple):
    """A name found in the text."""

    start: int
    end: int
    kind: str
    """DRUG, DRUG_CLASS, PLACEBO, CONDITION, HARM, TRIAL, JOURNAL, PHASE, AGENCY"""
    name: str
    """The normal form: generic name, full form of an abbreviation, the journal's full name ..."""


class Quantity(NamedTuple):
    """A number with what belongs to it.

    kind is one of:
      amount     value unit (UCUM)            "375 mg per square meter"
      duration   value unit (d wk mo a h min) "23 to 53-plus months", "29-day", "a year"
      percent    value                        "61 percent", "half", "two thirds"
      ratio      n total [percent]            "five of six", "41 of 67 (61%)", "all 21", "54 (54%) of 100"
      count      value                        "six", "1,021", "no", "none": a bare number
      pvalue     op value                     "P < .001"
      interval   value (low, high), level     "95% CI, 0.34 to 0.62"
      frequency  times period unit            "twice daily", "every three weeks"
      days       days                         "days 1, 8 and 15"
      fold       value                        "doubled", "fourfold", "2.5 times", "twice"
      reached    (no value)                   "not reached", "not been reached"
      date, time, money, phone, identifier, ordinal, citation    known non-facts
    """

    start: int
    end: int
    kind: str
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    bound: str | None = None
    n: float | None = None
    total: float | None = None
    percent: float | None = None
    op: str | None = None
    times: float | None = None
    period: float | None = None
    days: tuple[int, ...] | None = None
    form: str = "digits"
    """digits, word, or quantifier ("all", "none", "no", "a")"""
    spread: float | None = None
    """What stands behind "±"."""

    @property
    def value(self) -> Any:
        """The value as the facts state it: a number, or [low, high]; ints where the number is whole."""
        low, high = tidy(self.low), tidy(self.high)
        return low if high is None else [low, high]


def tidy(number: float | None) -> Any:
    """An int where the number is whole: 375.0 is written 375."""
    if number is None:
        return None
    return int(number) if float(number).is_integer() else number
