"""The quantities of a text as MeasEval draws them.

A format, not another reader: MeasEval has the words of approximation and of a bound inside the span,
makes one quantity of a list, two of an interval and its level, and leaves out what counts nothing ("one of",
"Table 2", "[26]").
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.extract.quantity import find_quantities
from pipeline.extract.spans import Quantity

Span = tuple[int, int]

MEASURES = {
    "amount",
    "duration",
    "percent",
    "ratio",
    "count",
    "fold",
    "points",
    "frequency",
    "interval",
    "pvalue",
    "scheme",
}
_BEFORE = re.compile(
    r"(?:\b(?:approximately|approx\.|about|around|roughly|nearly|almost|circa|ca\.?|average|up to|upto|"
    r"at least|at most|more than|less than|fewer than|greater than|higher than|lower than|better than|"
    r"no more than|over|above|below|within|under|as much as|low as|"
    r"in the order of|top|upper|last|past)\s+|[<>≤≥⩽⩾≲≳~∼≈±+]\s?)+$",
    re.IGNORECASE,
)
_BEFORE_RANGE = re.compile(
    r"(?:\b(?:between|from|ranging from|range from|range of|ranged from|range)\s+)$", re.IGNORECASE
)
_LIST = re.compile(
    r"(?:,\s?(?:and\s|or\s)?|\s(?:and|or|to)\s|\s?[×x/]\s?)(?:(?:about|around|over)\s)?(?:[<>∼~≈]\s?)?"
)
_RESPECTIVELY = re.compile(r"[^.;]{0,120}\brespectively\b")
_NUMBERS = re.compile(r"[−-]?(?:\d+(?:[.·]\d+)?|\.\d+)")
_REFERENCE = re.compile(r"[\[(][^\[\]()]{0,24}$")
_NAME = re.compile(r"(?:[A-Z][A-Za-z]*|[A-Z]+\d*)\s$")


def find_spans(text: str) -> list[Span]:
    """Half-open spans in order."""
    measured = [q for q in find_quantities(text) if q.kind in MEASURES and counts(text, q)]
    return [begin(text, group) for group in join_lists(text, measured)]


def counts(text: str, q: Quantity) -> bool:
    """Whether the quantity measures or counts something."""
    if q.kind in ("frequency", "fold"):
        return any(c.isdigit() for c in text[q.start : q.end])
    if q.kind == "percent" and q.form == "word":  # "half", "a third"
        return False
    if q.kind != "count":
        return q.form != "quantifier"
    if q.form == "quantifier" or text[q.start : q.end].lower() == "one":
        return False
    return not _NAME.search(text, max(0, q.start - 24), q.start) and not in_reference(text, q)


def in_reference(text: str, q: Quantity) -> bool:
    """ "(26,29)": a bare number among bare numbers in brackets."""
    opening = _REFERENCE.search(text, max(0, q.start - 25), q.start)
    closing = re.match(r"[^\[\]()]{0,24}[\])]", text[q.end : q.end + 26])
    if opening is None or closing is None:
        return False
    inside = text[opening.start() + 1 : q.end + closing.end() - 1]
    return re.fullmatch(r"[\d,;\s–-]+", inside) is not None and "." not in inside


def join_lists(text: str, quantities: Iterable[Quantity]) -> list[list[Span]]:
    """ "4.5 kg, 6 kg and 13 kg" is one; "89% and 86%, respectively" are two."""
    joined: list[list[Span]] = []
    last: Quantity | None = None
    for q in quantities:
        *heads, tail = split_interval(text, q)
        fits = (
            last is not None
            and q.unit == last.unit
            and q.kind == last.kind
            and q.kind not in ("interval", "pvalue")
        )
        if (
            last is not None
            and fits
            and _LIST.fullmatch(text, last.end, q.start)
            and not _RESPECTIVELY.match(text, q.end)
        ):
            joined[-1].append(tail)
        else:
            joined += [*([head] for head in heads), [tail]]
        last = q
    return joined


def split_interval(text: str, q: Quantity) -> list[Span]:
    """ "95% CI 1.66–4.88" is its level and its ends; "p < .001" what is behind the p."""
    numbers = list(_NUMBERS.finditer(text, q.start, q.end))
    if q.kind == "interval" and len(numbers) > 2:
        level = numbers[0].end()
        return [(q.start, level + (text[level : level + 1] == "%")), (numbers[1].start(), q.end)]
    if q.kind == "pvalue" and numbers:
        return [(numbers[-1].start(), q.end)]
    return [(q.start, q.end)]


def begin(text: str, group: list[Span]) -> Span:
    """The span of a list, with the words of approximation and bound before it."""
    start, end = group[0][0], group[-1][1]
    before = _BEFORE.search(text, max(0, start - 40), start)
    start = before.start() if before else start
    if len(group) > 1 or re.search(r"\d\s?(?:to|and|[–-])\s?\d", text[start:end]):
        before = _BEFORE_RANGE.search(text, max(0, start - 40), start)
        start = before.start() if before else start
    return start, end
