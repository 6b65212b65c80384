"""The figures that a plot shows, and the table beneath it: rates, times to an event, relative effects.

Only what a study itself found: results of other studies that an article cites are left out, and of a story
that several articles tell only the first is counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import sqrt
from typing import Any, NamedTuple

from pipeline.output.card import list_results
from pipeline.output.report.entry import Entry
from pipeline.output.table import clean_line
from pipeline.schema import AnyFact, Effect, Record, Response, Survival

Z = 1.959964
"""Of 95 percent, two-sided."""
MONTHS = {"d": 12 / 365.25, "wk": 7 * 12 / 365.25, "mo": 1.0, "a": 12.0}
"""Months in a unit."""


class Figure(NamedTuple):
    """A point or a range on a plot."""

    kind: str
    """rate, in percent; time, in months; effect, a ratio"""
    what: str
    """"OR", "median PFS", "HR OS" """
    arm: str
    entry: Entry
    fact: int
    """Which of the record's facts."""
    words: str
    low: float
    value: float | None
    """None for a range."""
    high: float
    open: bool = False
    """The upper end is not reached yet: drawn as an arrow."""


def wilson(n: float, total: float) -> tuple[float, float]:
    """The 95 percent score interval of n of total, in percent (Wilson, J Am Stat Assoc 1927; 22:209-12)."""
    share, spread = n / total, Z * Z / total
    middle = (share + spread / 2) / (1 + spread)
    half = Z / (1 + spread) * sqrt(share * (1 - share) / total + spread / (4 * total))
    return 100 * max(0.0, middle - half), 100 * min(1.0, middle + half)


def list_figures(record: Record, entry: Entry) -> Iterator[tuple[AnyFact, Figure]]:
    """The facts of a record that can be drawn, in text order, with how."""
    for index, fact in list_results(record):
        drawn = _draw(fact)
        if drawn is not None:
            arm = clean_line(" + ".join(getattr(fact, "drugs", None) or ())) or "not told"
            kind, what, *numbers = drawn
            yield fact, Figure(kind, what, arm, entry, index, clean_line(fact.text), *numbers)


def _draw(fact: AnyFact) -> tuple[Any, ...] | None:
    """(kind, what, low, value, high, open), or None for what has no place on a plot."""
    if isinstance(fact, Response):
        return _draw_rate(fact)
    if isinstance(fact, Survival):
        return _draw_time(fact)
    return _draw_effect(fact) if isinstance(fact, Effect) else None


def _draw_rate(fact: Response) -> tuple[Any, ...] | None:
    """The percentage, with Wilson's interval where the number of patients is told."""
    n, total, percent = fact.n, fact.total, fact.percent
    if isinstance(n, list) or isinstance(percent, list):
        return None
    if percent is None and n is not None and total:
        percent = 100 * n / total
    if percent is None or not 0 <= percent <= 100:
        return None
    low, high = wilson(percent / 100 * total, total) if total else (percent, percent)
    return "rate", clean_line(fact.label or fact.category), low, float(percent), high, False


def _draw_time(fact: Survival) -> tuple[Any, ...] | None:
    """A median or mean as a point, a range as a bar, in months; an open end as an arrow."""
    scale = MONTHS.get(fact.unit or "")
    if fact.value is None or scale is None:
        return None
    what, open_ = f"{fact.statistic} {fact.endpoint}", fact.bound == "min"
    if isinstance(fact.value, list):
        low, high = (scale * end for end in fact.value)
        return "time", what, low, None, high, open_
    value = scale * fact.value
    return "time", what, value, value, value, open_


def _draw_effect(fact: Effect) -> tuple[Any, ...] | None:
    """A ratio with its confidence interval."""
    if fact.measure not in ("HR", "RR", "OR") or isinstance(fact.value, list) or fact.value <= 0:
        return None
    low, high = fact.ci or (None, None)
    what = clean_line(f"{fact.measure} {fact.endpoint or ''}".strip())
    value = float(fact.value)
    low = float(low) if low and low > 0 else value
    return "effect", what, low, value, float(high) if high else value, False
