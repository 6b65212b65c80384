"""Intervals and ranges: the estimate inside, the ends in order, the p-value of one mind with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.extract.checks.reading import Fact, Finding, Passage, Reading, in_days, show, single, span_of
from pipeline.extract.spans import Quantity
from pipeline.extract.words import read_decimal

_BESIDE = re.compile(r"[\s,;:]{0,2}[)\]]?\s?[(\[]?\s?")
_RANGE = re.compile(
    r"(?:\s?[a-z]+\b)?\s?[(\[,;]\s?(?:(?:full |observed )?range[d]?|interquartile range|iqr|min[-–]max)"
    r"(?:\s?\(iqr\))?(?: was| of|[,:])?\s?(?:from )?"
)
_RANGING = re.compile(
    r"\b(?:(?:range|ranged|ranging|interquartile range|iqr|between)(?: was| of|[,:])?\s?(?:from )?"
    r"|(?:hr|rr|or|ratio)\b[^\d()]{0,20}\d?[.·]\d+[,;]?\s?[(\[]?)$"
)
_SIZE = re.compile(r"\bn\s?=\s?$")
_TO = re.compile(r"\s?(?:to|and|[-–—])\s?")
_OTHER_TEST = re.compile(
    r"\b(?:one|1)-sided\b|\bnon-?inferior\w*|\binteraction\b|\bheterogeneity\b|\btrend\b|\badjust\w+|"
    r"\bunadjusted\b"
)
_FIRST = re.compile(r"\d[\d,]*(?:[.·]\d+)?")
_RATIOS = ("HR", "RR", "OR")


def check_estimates(reading: Reading) -> Iterator[Finding]:
    """ "HR 0.46 (95% CI, 0.54 to 0.72)": an estimate outside its own interval."""
    for passage in reading.passages:
        for fact in passage.of_type("EFFECT"):
            value, (low, high) = single(fact["value"]), fact.get("ci") or (None, None)
            if value is not None and (finding := _outside(value, low, high, [span_of(fact)])):
                yield finding
        read = {i for fact in passage.of_type("EFFECT") if "ci" in fact for i in range(*span_of(fact))}
        medians = {fact["start"] for fact in passage.of_type("SURVIVAL") if "value" in fact}
        for q, interval in pairwise(passage.quantities):
            value = _estimate(q, medians)
            if interval.kind != "interval" or value is None or q.start in read:
                continue
            if _BESIDE.fullmatch(passage.between(q.end, interval.start)) and _same_scale(value, interval):
                spans = [span_of(q), span_of(interval)]
                if finding := _outside(value, interval.low, interval.high, spans):
                    yield finding


def _estimate(q: Quantity, medians: set[int]) -> float | None:
    """The number that an interval behind it would belong to; None for a time point, a size, a range."""
    if q.kind == "ratio":
        return q.percent
    is_one = q.kind == "percent" or (q.kind == "duration" and q.start in medians)
    return q.low if is_one and q.high is None else None


def _same_scale(value: float, interval: Quantity) -> bool:
    """Not a difference, and not a percentage with the interval of the ratio that it was made from."""
    low, high = interval.low, interval.high
    if (low is not None and low < 0) or (high is not None and high < 0):
        return False
    return high is None or high > 5 or value <= 5


def _outside(
    value: float, low: float | None, high: float | None, spans: list[tuple[int, int]]
) -> Finding | None:
    if low is not None and high is not None and low > high:
        low, high = high, low
    below, above = low is not None and value < low, high is not None and value > high
    if not below and not above:
        return None
    ends = f"{'?' if low is None else show(low)} to {'?' if high is None else show(high)}"
    numbers = {"estimate": value} | {k: v for k, v in (("low", low), ("high", high)) if v is not None}
    return Finding(
        "interval", "error", f"{show(value)} lies outside its interval, {ends}", numbers, tuple(spans)
    )


def check_order(reading: Reading) -> Iterator[Finding]:
    """ "95% CI, 0.62 to 0.34", "range, 53 to 23 months": the ends stand the wrong way round."""
    for passage in reading.passages:
        for q in passage.quantities:
            low, high = _ends(passage, q)
            if low is not None and high is not None and low > high:
                yield _backwards(low, high, (span_of(q),))
        for first, second in pairwise(passage.quantities):
            if _is_broken_range(passage, first, second):
                low, high = first.low or 0, second.low or 0
                yield _backwards(low, high, (span_of(first), span_of(second)))


def _ends(passage: Passage, q: Quantity) -> tuple[float | None, float | None]:
    """The ends in the order of the text: the reading of a range puts them in order."""
    if q.kind == "interval" or q.low is None or q.high is None:
        return (q.low, q.high) if q.kind == "interval" else (None, None)
    first = _FIRST.match(passage.between(q.start, q.end))
    reversed_ = first is not None and read_decimal(first.group()) == q.high and q.low < q.high
    listed = " or " in passage.between(q.start, q.end) or "/" in passage.between(q.start, q.end)
    return (q.high, q.low) if reversed_ and not listed else (q.low, q.high)


def _is_broken_range(passage: Passage, first: Quantity, second: Quantity) -> bool:
    """Two figures that "range" announces and "to" joins, the larger one first."""
    if first.low is None or second.low is None or first.high is not None or second.high is not None:
        return False
    if not _TO.fullmatch(passage.between(first.end, second.start)):
        return False
    if not _RANGING.search(passage.between(first.start - 40, first.start)):
        return False
    low, high = _comparable(first, second)
    return low is not None and high is not None and low > high


def _comparable(first: Quantity, second: Quantity) -> tuple[float | None, float | None]:
    """The low ends of two quantities on one scale; None where their units cannot be compared."""
    if (
        first.low is None
        or second.low is None
        or {first.kind, second.kind} - {"count", "duration", "percent"}
    ):
        return None, None
    if first.unit and second.unit and first.unit != second.unit:
        return in_days(first.low, first.unit), in_days(second.low, second.unit)
    return first.low, second.low


def _backwards(low: float, high: float, spans: tuple[tuple[int, int], ...]) -> Finding:
    message = f"the range runs from {show(low)} down to {show(high)}"
    return Finding("range_order", "error", message, {"first": low, "second": high}, spans)


def check_medians(reading: Reading) -> Iterator[Finding]:
    """ "a median of 8 months (range, 9 to 12)": a middle outside the range around it."""
    for passage in reading.passages:
        for middle, around in pairwise(passage.quantities):
            if around.high is None or around.low is None or middle.high is not None:
                continue
            if around.kind not in ("count", "duration", "percent"):
                continue
            if _SIZE.search(passage.between(middle.start - 6, middle.start)):
                continue
            if not _RANGE.fullmatch(passage.between(middle.end, around.start)):
                continue
            yield from _compare_middle(middle, around)


def _compare_middle(middle: Quantity, around: Quantity) -> Iterator[Finding]:
    value, low = _comparable(middle, around)
    if value is None or low is None or around.low is None or around.high is None:
        return
    high = low * around.high / around.low if around.low else around.high
    if (value < low and around.bound != "max") or (value > high and around.bound != "min"):
        message = f"{show(value)} lies outside its range, {show(low)} to {show(high)}"
        numbers = {"median": value, "low": low, "high": high}
        yield Finding("median", "error", message, numbers, (span_of(middle), span_of(around)))


def check_p_values(reading: Reading) -> Iterator[Finding]:
    """ "HR 0.81 (95% CI, 0.69 to 0.94; P = .31)": the interval leaves out 1, the p-value says chance, or the
    other way round. Margins keep apart what rounding or another test of the same data explains.
    """
    for passage in reading.passages:
        facts = passage.of_type("EFFECT", "P_VALUE")
        if len(facts) < 2 or _OTHER_TEST.search(passage.lower):
            continue
        for effect, p in pairwise(facts):
            if effect["type"] == "EFFECT" and p["type"] == "P_VALUE" and _belongs(passage, effect, p):
                yield from _compare_p(effect, p)


def _belongs(passage: Passage, effect: Fact, p: Fact) -> bool:
    """Whether a p-value stands right behind a ratio with its 95 percent interval."""
    gap = passage.between(effect["end"], p["start"])
    inner = passage.quantities_in(effect["end"], p["start"])
    own = passage.quantities_in(*span_of(effect))
    usual = all(q.percent is None or 94.5 <= q.percent <= 95.5 for q in own if q.kind == "interval")
    return len(gap) <= 25 and not inner and usual and effect["measure"] in _RATIOS and "ci" in effect


def _compare_p(effect: Fact, p: Fact) -> Iterator[Finding]:
    low, high = effect["ci"]
    if low is None or high is None:
        return
    low, high = sorted((low, high))
    excludes, includes = high <= 0.98 or low >= 1.02, low <= 0.95 and high >= 1.05
    by_chance = p["op"] in "=>" and p["value"] >= 0.06
    real = p["op"] in "<=" and p["value"] <= 0.04
    if (excludes and by_chance) or (includes and real):
        says = "leaves out" if excludes else "holds"
        message = f"the interval {show(low)} to {show(high)} {says} 1, yet p {p['op']} {p['value']:g}"
        numbers = {"low": low, "high": high, "p": p["value"]}
        yield Finding("p_value", "error", message, numbers, (span_of(effect), span_of(p)))
