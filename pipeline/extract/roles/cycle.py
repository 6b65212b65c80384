"""CYCLE_LENGTH and CYCLE_COUNT: how long a treatment cycle is, and how many were given."""

from __future__ import annotations

import re

from pipeline.extract.roles.claim import CERTAIN, Claim
from pipeline.extract.window import Window

_ADJECTIVES = (
    r"(?:\s+(?:treatment|chemotherapy|therapy|induction|maintenance|consolidation|additional|more|"
    r"further|full|planned|initial|dosing|repeating|continuous|complete|or more|[a-z]+ab|monthly|"
    r"weekly))"
)
_CYCLE_NEXT = re.compile(rf"^{_ADJECTIVES}{{0,2}}[\s-]+(?:cycles?|courses? of chemotherapy)\b")
_CYCLES_NEXT = re.compile(
    rf"^(?:{_ADJECTIVES}|\s+(?:\d+|[a-z]+)[-\s](?:day|week|month)){{0,3}}[\s-]+cycles?\b"
)
_CYCLES_OF = re.compile(
    r"\b(?:cycles?(?: length)?(?: lasting| lasted| lasts| of| was| were)?|cycle duration of)\s+(?:every\s+)?$"
)


def cycle_length(window: Window) -> Claim | None:
    """A duration that measures one treatment cycle: "29-day cycles", "a 28-day treatment cycle", "cycles of
    21 days".

    Units: UCUM (d, wk, mo). Not: how long treatment lasted, nor how often a dose is given.
    """
    q = window.quantity
    if q.kind != "duration" or q.low is None:
        return None
    if _CYCLE_NEXT.match(window.after(50)) or _CYCLES_OF.search(window.before(30)):
        return Claim(
            "CYCLE_LENGTH", CERTAIN, {"value": q.value, "unit": q.unit}, "a duration beside the word cycle"
        )
    return None


def cycle_count(window: Window) -> Claim | None:
    """How many cycles: "six or 12 cycles", "eight 21-day cycles"; the span takes the noun in. Not: "cycle
    3".
    """
    q = window.quantity
    if q.kind != "count" or q.low is None or q.form == "quantifier":
        return None
    match = _CYCLES_NEXT.match(window.after(60))
    if match is None or not float(q.low).is_integer():
        return None
    fields = {"value": q.value} | ({"bound": q.bound} if q.bound else {})
    return Claim("CYCLE_COUNT", CERTAIN, fields, "a count of cycles", end=q.end + match.end())
