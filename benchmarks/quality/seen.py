"""How many of the numbers that the gold holds a tool sees at all, whatever it makes of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

NUMBER_TYPES = {
    "DOSE",
    "SCHEDULE",
    "CYCLE_LENGTH",
    "CYCLE_COUNT",
    "DURATION",
    "RESPONSE",
    "SURVIVAL",
    "EFFECT",
    "P_VALUE",
    "ENROLLMENT",
    "FOLLOW_UP",
}
"""The types whose span is a number. A harm's span is its name, a phase's number a name."""
# "once", "half", "none" and "doubled" are left out: a reader of quantities does not promise them.
NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand)\b",
    re.IGNORECASE,
)

Spans = set[tuple[int, int]]


def number_spans(facts: Iterable[dict[str, Any]]) -> Spans:
    """Where the facts hold a number, in digits or words."""
    return {
        (fact["start"], fact["end"])
        for fact in facts
        if fact["type"] in NUMBER_TYPES and NUMBER.search(fact["text"])
    }


def count_covered(gold: Mapping[str, Spans], found: Mapping[str, Spans]) -> tuple[int, int]:
    """(gold spans that a found span overlaps, gold spans), both by article id."""
    covered = sum(
        any(start < other_end and other_start < end for other_start, other_end in found.get(id_, ()))
        for id_, spans in gold.items()
        for start, end in spans
    )
    return covered, sum(map(len, gold.values()))
