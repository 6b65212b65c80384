"""Which facts look alike: the eighteen types in eight families, each with its own colour and underline."""

from __future__ import annotations

from typing import NamedTuple


class Family(NamedTuple):
    """Fact types that are shown in one manner."""

    key: str
    """Names the CSS class."""
    label: str
    types: tuple[str, ...]
    style: str
    """For rich, on a terminal."""


FAMILIES = (
    Family("drug", "Drug", ("DRUG",), "underline blue"),
    Family("condition", "Condition", ("CONDITION",), "italic underline magenta"),
    Family(
        "regimen", "Regimen", ("DOSE", "SCHEDULE", "CYCLE_LENGTH", "CYCLE_COUNT", "DURATION"), "bold cyan"
    ),
    Family("response", "Response", ("RESPONSE",), "bold green"),
    Family("time", "Survival", ("SURVIVAL",), "bold underline green"),
    Family("effect", "Effect", ("EFFECT", "P_VALUE"), "bold yellow"),
    Family("harm", "Harm", ("ADVERSE_EVENT",), "bold red"),
    Family(
        "study", "Study", ("ENROLLMENT", "FOLLOW_UP", "PHASE", "TRIAL", "JOURNAL", "APPROVAL"), "underline"
    ),
)

FAMILY_OF = {type_: family for family in FAMILIES for type_ in family.types}
"""Fact type -> its family."""


def name_type(type_: str) -> str:
    """ "P_VALUE" as "p value", for a reader."""
    return type_.lower().replace("_", " ")
