"""P_VALUE: the form tells."""

from __future__ import annotations

from pipeline.extract.roles.claim import CERTAIN, Claim
from pipeline.extract.spans import tidy
from pipeline.extract.window import Window


def p_value(window: Window) -> Claim | None:
    """ "P < .001", "p = 0·0399", "p-value of 0.03"."""
    q = window.quantity
    if q.kind != "pvalue":
        return None
    return Claim("P_VALUE", CERTAIN, {"op": q.op, "value": tidy(q.low)}, "written as a p-value")
