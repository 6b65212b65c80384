"""Doses that change: steps up to the full dose, and reductions for harms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

Fact = dict[str, Any]

_STEP_UP = re.compile(
    r"\b(?:step(?:ped)?[- ]?up|ramp(?:ed)?[- ]?up|(?:up-?)?titrat\w+|start(?:s|ed|ing)?\b|initial(?:ly)?|"
    r"beg[ai]n\w*|escalated|increas(?:ed|ing|es)|rais(?:ed|ing|es)|stepwise|gradually|built up|doubled)\b"
)
_COHORTS = re.compile(
    r"\bdose[- ](?:escalation|finding|ranging)\b|\bescalating doses\b|\bcohorts?\b|\bdose levels?\b"
)
"""Of doses that rise from patient to patient, not within one."""
_REDUCED = re.compile(
    r"\b(?:reduc(?:ed|ing|tion|tions|e)|lower(?:ed|ing)?|cut|resume[sd]?|decreas(?:ed|ing|e)|"
    r"de-?escalat\w+|step(?:ped)? down)\b[^.;]{0,40}$"
)
_AND_THEN_AT = re.compile(r",?\s*(?:and|or)?\s*(?:then|if needed)?,?\s*(?:to|at)?\s*")
_NEAR = 60


def is_reduced(lower: str, fact: Fact, earlier: Fact | None) -> bool:
    """Whether a DOSE is what a dose was cut to: "reduced to 80 mg, then to 40 mg".

    Args: lower: the article in lower case. earlier: the reduced dose before it, if any.
    """
    start = fact["start"]
    if _REDUCED.search(lower, max(0, start - _NEAR), start):
        return True
    return earlier is not None and _AND_THEN_AT.fullmatch(lower, earlier["end"], start) is not None


def find_step_up(lower: str, doses: Sequence[Fact]) -> tuple[int, int] | None:
    """The words that say that a drug's doses, in text order, rise for each patient; None if none do."""
    sizes = [_size(dose) for dose in doses]
    units = {dose["unit"] for dose in doses}
    if len(doses) < 2 or len(units) > 1 or any(a >= b for a, b in pairwise(sizes)):
        return None
    first = max(0, doses[0]["start"] - _NEAR)
    last = min(doses[-1]["end"] + _NEAR, doses[0]["end"] + 600)
    match = _STEP_UP.search(lower, first, last)
    return None if match is None or _COHORTS.search(lower, first, last) else match.span()


def _size(dose: Fact) -> float:
    value = dose["value"]
    return float(value[-1] if isinstance(value, list) else value)
