"""Checks: whether the numbers of an article go together, and what it leaves out.

A new check is a function of a Reading that yields Findings, in the file of its subject, and its name in the
table below. It had better stay silent than cry wolf: what rounding, another analysis or a slip of our own
reading may explain is no finding.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.checks import counts, effects, intervals, regimen, responses
from pipeline.extract.checks.reading import Check, Finding, Reading

CHECKS: tuple[Check, ...] = (
    counts.check_percentages,
    counts.check_parts,
    counts.check_enrolled,
    counts.check_arm_sizes,
    responses.check_response_sum,
    intervals.check_estimates,
    intervals.check_order,
    intervals.check_medians,
    intervals.check_p_values,
    effects.check_direction,
    effects.check_reduction,
    regimen.check_cycles,
    regimen.check_doses,
)


def find_contradictions(reading: Reading, checks: Sequence[Check] = CHECKS) -> list[Finding]:
    """What does not come out, in text order; each pair of words and kind once."""
    found = {(finding.spans, finding.kind): finding for check in checks for finding in check(reading)}
    return [found[key] for key in sorted(found)]
