"""One file a fact type: its cues, its fields, its near misses.

A new fact type is a new file with a direct role (a function of a Window) or a CueRole, and its name in a
list below.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.extract.roles.claim import Claim, CueRole, DirectRole, claims_by_cue, is_threshold
from pipeline.extract.roles.cycle import cycle_count, cycle_length
from pipeline.extract.roles.dose import dose
from pipeline.extract.roles.duration import duration
from pipeline.extract.roles.effect import RATIO, REDUCTION, bare_ratio, fold
from pipeline.extract.roles.enrollment import enrollment
from pipeline.extract.roles.follow_up import follow_up
from pipeline.extract.roles.non_fact import non_fact
from pipeline.extract.roles.p_value import p_value
from pipeline.extract.roles.response import RESPONSE
from pipeline.extract.roles.schedule import schedule
from pipeline.extract.roles.survival import SURVIVAL
from pipeline.extract.scan import Scanner
from pipeline.extract.window import Cue, Sentence, Window

DIRECT_ROLES: tuple[DirectRole, ...] = (
    dose,
    schedule,
    cycle_length,
    cycle_count,
    duration,
    follow_up,
    p_value,
    enrollment,
    fold,
    bare_ratio,
)
CUE_ROLES: tuple[CueRole, ...] = (RESPONSE, SURVIVAL, RATIO, REDUCTION)


# "a clinical response, defined as a 100-point drop": the definition is no outcome of its own.
_DEFINED = re.compile(r"\b(?:defined as|meaning(?: that)?|that is,|i\.e\.,?|which means)\s[^.;,()]{0,40}$")


def find_cues(sentence: Sentence, roles: tuple[CueRole, ...] = CUE_ROLES) -> list[Cue]:
    """The cues of the roles in the sentence, in order."""
    hits = _scanner(roles).scan(sentence.lower)
    cues = sorted(
        cue
        for role in roles
        for match, key in hits[role.name]
        if role.keeps(
            sentence, cue := Cue(sentence.start + match.start(), sentence.start + match.end(), role.name, key)
        )
    )
    return [
        cue
        for cue in cues
        if not _DEFINED.search(sentence.between(max(sentence.start, cue.start - 60), cue.start))
    ]


@cache
def _scanner(roles: tuple[CueRole, ...]) -> Scanner:
    return Scanner(row for role in roles for row in role.cues.build_rows(role.name))


def bids(window: Window, cues: list[Cue]) -> list[Claim]:
    """Every role's bid for the quantity, cheapest first; the order of the lists above breaks ties."""
    if is_threshold(cues, window.quantity):
        return [Claim("threshold", 0, {}, "part of the words that name the outcome")]
    claims = [claim for role in DIRECT_ROLES if (claim := role(window)) is not None]
    claims += non_fact(window)
    for role in CUE_ROLES:
        if window.quantity.kind in role.kinds:
            claims += claims_by_cue(role, window.sentence, cues, window)
    return sorted(claims, key=lambda claim: claim.cost)
