"""Facts with their type set aside: what is left is a time or a percentage, which any quantity tells.

No tool that reads quantities alone can know whether "12 weeks" is a treatment or a follow-up. So facts of all
types that are a time are written as one type, those that are a percentage as another, on both sides.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from exchange import read_lines, write_lines

TIME, PERCENTAGE = "DURATION", "RESPONSE"
"""The types that stand for the two kinds."""
TIME_TYPES = {"CYCLE_LENGTH", "DURATION", "FOLLOW_UP", "SURVIVAL"}
PERCENT_TYPES = {"RESPONSE", "SURVIVAL"}
REDUCTIONS = {"RRR", "ARR"}
"""The measures of an EFFECT that are percentages."""


def strip_type(fact: dict[str, Any]) -> dict[str, Any] | None:
    """The fact as a bare time or percentage; None if it is neither."""
    place = {key: fact[key] for key in ("article", "start", "end", "text") if key in fact}
    percent = fact.get("percent") if fact["type"] in PERCENT_TYPES else None
    if fact["type"] == "EFFECT" and fact["measure"] in REDUCTIONS:
        percent = fact["value"]
    if percent is not None:
        return place | {"type": PERCENTAGE, "category": "OTHER", "percent": percent}
    if fact["type"] in TIME_TYPES and fact.get("value") is not None:
        return place | {"type": TIME, "value": fact["value"], "unit": fact["unit"]}
    return None


def strip_types(facts: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """All that is left of the facts; two that say the same of the same words are one."""
    stripped = {str(bare): bare for fact in facts if (bare := strip_type(fact))}
    return list(stripped.values())


def strip_file(facts: Path, into: Path) -> Path:
    """`strip_types` of a file of facts. Returns: `into`."""
    write_lines(into, strip_types(read_lines(facts)))
    return into
