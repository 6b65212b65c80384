"""Responses: complete and partial ones make up the overall rate, and none of them is larger than it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from pipeline.extract.checks.reading import Fact, Finding, Reading, show, single, span_of

_MORE_KINDS = re.compile(
    r"\b(?:very good|vgpr|minor|minimal|stringent|nodular|incomplete|unconfirmed|cri|crh)\b"
)
"""Kinds of response that count as well: without their numbers the sum tells nothing."""
_ANOTHER_RATE = re.compile(
    r"\b(?:threshold|pre-?specified|historical|target|biochemical|metabolic|molecular|cytogenetic|symptom)\w*"
)
"""Of a rate that is a goal, or of other responses than those of the tumour."""
_NAMES = {"CR": "complete", "PR": "partial", "OR": "overall"}


def check_response_sum(reading: Reading) -> Iterator[Finding]:
    """ "an ORR of 61%, with 12% complete and 33% partial responses": CR + PR is not the overall response."""
    for passage, following in pairwise([*reading.passages, None]):
        whole = passage.of_type("RESPONSE") if passage else []
        if passage is None or sum(fact["category"] == "OR" for fact in whole) == 0:
            continue
        yield from _check_passage(whole, passage.lower)
        parts = following.of_type("RESPONSE") if following and following.start - passage.end < 3 else []
        # "28 responded. Six had complete, 22 partial responses": only if nothing else may be meant.
        if following and len(whole) == 1 and {"CR", "PR"} <= {fact["category"] for fact in parts}:
            yield from _check_passage(whole + parts, passage.lower + following.lower)


def _check_passage(facts: list[Fact], lower: str) -> Iterator[Finding]:
    """The findings of each arm in one or two sentences."""
    if _ANOTHER_RATE.search(lower):
        return
    # "all patients had a partial response": all who responded, it may be
    facts = [fact for fact in facts if not fact["text"].lower().startswith("all")]
    open_ended = _MORE_KINDS.search(lower) is not None
    for drugs in sorted({tuple(fact.get("drugs", ())) for fact in facts}):
        yield from _compare([fact for fact in facts if tuple(fact.get("drugs", ())) == drugs], open_ended)


def _compare(facts: list[Fact], open_ended: bool) -> Iterator[Finding]:
    """The findings for the facts of one arm, if each category is told once."""
    told = {kind: [f for f in facts if f["category"] == kind] for kind in _NAMES}
    if any(len(there) > 1 for there in told.values()) or not told["OR"]:
        return
    parts = [there[0] for kind, there in told.items() if kind != "OR" and there]
    whole = told["OR"][0]
    totals = {fact["total"] for fact in (*parts, whole) if "total" in fact}
    if len(totals) > 1:
        return
    for field, unit, slack in (("n", "", 0.0), ("percent", "%", 1.01)):
        values = [_value(fact, field) for fact in (*parts, whole)]
        if not parts or any(value is None for value in values):
            continue
        *shares, overall = [value for value in values if value is not None]
        off = sum(shares) - overall
        if off > slack or (off < -slack and len(parts) == 2 and not open_ended):
            yield _finding([*parts, whole], field, unit, [*shares, overall])
            return


def _value(fact: Fact, field: str) -> float | None:
    """A count or percentage; a percentage that is left out follows from the counts."""
    value = single(fact.get(field)) if "bound" not in fact else None
    n, total = single(fact.get("n")), single(fact.get("total"))
    if value is None and field == "percent" and n is not None and total:
        return 100 * n / total
    return value


def _finding(facts: list[Fact], field: str, unit: str, values: list[float]) -> Finding:
    *shares, overall = values
    words = [_NAMES[fact["category"]] for fact in facts]
    parts = " + ".join(f"{show(v)}{unit} {w}" for v, w in zip(shares, words, strict=False))
    made = f" = {show(sum(shares))}{unit}" if len(shares) > 1 else ""
    message = f"{parts}{made}, against {show(overall)}{unit} overall responses"
    numbers: dict[str, Any] = {fact["category"]: value for fact, value in zip(facts, values, strict=True)}
    spans = tuple(sorted(span_of(fact) for fact in facts))
    return Finding("response_sum", "error", message, numbers, spans)
