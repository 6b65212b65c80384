"""Units: text to UCUM codes, the whole unit or nothing ("mg per square meter of body-surface area" is mg/m2).

Source of the codes: The Unified Code for Units of Measure (UCUM), version 2.1.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

_SPACE = r"[\s\u00a0\u2009\u202f]"

_AMOUNTS = {
    "mg": r"mgs?|milligrams?|milligrammes?",
    "ug": r"µg|μg|mcg|ug|micrograms?|microgrammes?",
    "ng": r"ng|nanograms?",
    "g": r"g|grams?|grammes?|gm",
    "kg": r"kgs?|kilograms?|kilos?",
    "mL": r"ml|mL|ML|cc|millilit(?:er|re)s?",
    "L": r"L|lit(?:er|re)s?",
    "uL": r"µl|μl|µL|μL|microlit(?:er|re)s?",
    "[iU]": r"I\.?U\.?|international units?",
    "M[iU]": r"MIU|million (?:international units|IU)",
    "U": r"units?|U",
    "mmol": r"mmol|millimoles?",
    "umol": r"µmol|μmol|umol|micromol(?:es?)?",
    "nmol": r"nmol|nanomol(?:es?)?",
    "meq": r"mEq|milliequivalents?",
    "MBq": r"MBq|megabecquerels?",
    "GBq": r"GBq|gigabecquerels?",
    "mCi": r"mCi|millicuries?",
    "Gy": r"Gy|grays?",
    "cGy": r"cGy|centigrays?",
    "mm[Hg]": r"mm" + _SPACE + r"?Hg|millimet(?:er|re)s? of mercury",
    "cm": r"cm|centimet(?:er|re)s?",
    "mm": r"mm|millimet(?:er|re)s?",
    "m": r"met(?:er|re)s?",
    "km": r"km|kilomet(?:er|re)s?",
    "[in_i]": r"inch(?:es)?",
    "[lb_av]": r"pounds?|lbs?",
    "kcal": r"kcal|calories?",
    "[pfu]": r"PFU|pfu|plaque-forming units?",
    "{vg}": r"vg|vector genomes?",
    "{cells}": r"(?:CAR[- ]?)?(?:T[- ]?)?cells?",
    "{copies}": r"copies",
    "{score}": r"points?",
}
_TIMES = {
    "min": r"minutes?|mins?",
    "h": r"hours?|hrs?|h",
    "d": r"days?|d",
    "wk": r"weeks?|wks?|w",
    "mo": r"months?|mos?",
    "a": r"years?|yrs?|y",
}
_BODY = (
    rf"(?:{_SPACE}of{_SPACE}(?:body[- ]?)?(?:surface(?:[- ]?area)?|weight|mass|body[- ]weight|"
    rf"body[- ]surface[- ]area))?"
)
_PER = {
    "m2": rf"m{_SPACE}?(?:2|²|\^2)|sq(?:uare)?\.?[- ]?(?:m\b|met(?:er|re)s?){_BODY}|met(?:er|"
    rf"re)s?{_SPACE}squared{_BODY}",
    "kg": rf"(?:kgs?|kilograms?|kilos?){_BODY}",
    "[lb_av]": rf"(?:pounds?|lbs?){_BODY}",
    "mL": r"ml|mL|millilit(?:er|re)s?",
    "dL": r"dl|dL|decilit(?:er|re)s?",
    "L": r"L|lit(?:er|re)s?",
    "uL": r"µl|μl|µL|μL|microlit(?:er|re)s?",
    "mm3": r"mm3|mm³|cubic millimet(?:er|re)s?",
    "min": r"min(?:ute)?",
    "h": r"h(?:ou)?r?",
    "d": r"d(?:ay)?",
    "wk": r"w(?:ee)?k",
    "mo": r"month",
    "a": r"year",
    "g": r"g|gram",
    "mg": r"mg",
    "{dose}": r"dose|injection|infusion|tablet|capsule",
}


class Unit(NamedTuple):
    """A unit as read: its UCUM code, its sort (amount, time, percent, points), and where it ends."""

    code: str
    sort: str
    end: int


def read_unit(text: str, position: int) -> Unit | None:
    """The unit that begins at `position`, spaces or one hyphen before it allowed; None if there is none.

    "mg per kilogram of weight" is ("mg/kg", "amount"), "-month" is ("mo", "time"), " per cent" is ("%",
    "percent").
    """
    match = _unit_pattern().match(text, position)
    if match is None or match.lastgroup is None:
        return None
    sort, code = _groups()[match.lastgroup]
    if sort == "amount":
        return _read_denominators(text, code, match.end())
    return Unit(code, sort, match.end())


def _read_denominators(text: str, code: str, position: int) -> Unit:
    """Append "/m2", "/kg/d" ... to the code as long as denominators follow; a dose's own noun is no
    denominator.
    """
    while (match := _per_pattern().match(text, position)) is not None and match.lastgroup is not None:
        denominator = _per_groups()[match.lastgroup]
        code, position = (code if denominator == "{dose}" else f"{code}/{denominator}"), match.end()
    return Unit(code, "amount", position)


@cache
def _groups() -> dict[str, tuple[str, str]]:
    groups = {f"a{i}": ("amount", code) for i, code in enumerate(_AMOUNTS)}
    groups |= {f"t{i}": ("time", code) for i, code in enumerate(_TIMES)}
    return groups | {"percent": ("percent", "%"), "points": ("points", "%{points}")}


@cache
def _unit_pattern() -> re.Pattern[str]:
    amounts = [f"(?P<a{i}>{pattern})" for i, pattern in enumerate(_AMOUNTS.values())]
    # Time units stand in headlines too: "Seven Months". Amounts keep their case: "mg" is no "MG", "m" no "M".
    times = [f"(?P<t{i}>(?i:{pattern}))" for i, pattern in enumerate(_TIMES.values())]
    # Longer units first, since "mm Hg" begins with "mm" and "mmol" with "mm": the final boundary makes them
    # whole.
    words = "|".join([*times, *amounts])
    return re.compile(
        rf"(?:{_SPACE}{{0,2}}(?P<points>(?i:percentage{_SPACE}points?))"
        rf"|{_SPACE}{{0,2}}(?P<percent>%|(?i:[-‑]?per{_SPACE}?cent\b|pct\b))"
        rf"|(?:{_SPACE}?[-‑]{_SPACE}?|{_SPACE}{{0,2}})(?:(?:extra|more|additional|further|full|"
        rf"long){_SPACE}(?=month|year|week|day))?(?:{words})(?![A-Za-z0-9]))"
    )


@cache
def _per_groups() -> dict[str, str]:
    return {f"p{i}": code for i, code in enumerate(_PER)}


@cache
def _per_pattern() -> re.Pattern[str]:
    units = "|".join(f"(?P<p{i}>{pattern})" for i, pattern in enumerate(_PER.values()))
    # "25 mg per day" is a dose and a schedule; "25 mg/day" is one amount.
    schedule = r"(?!(?:day|week|month|year)\b)"
    return re.compile(
        rf"(?:{_SPACE}?[/·]{_SPACE}?|{_SPACE}per{_SPACE}{schedule}|-per-|{_SPACE}for{_SPACE}(?:each|"
        rf"every){_SPACE})(?:{units})(?![A-Za-z0-9])"
    )


DOSE_UNITS = frozenset(
    {
        "mg",
        "ug",
        "ng",
        "g",
        "mL",
        "[iU]",
        "M[iU]",
        "U",
        "mmol",
        "umol",
        "nmol",
        "meq",
        "MBq",
        "GBq",
        "mCi",
        "{cells}",
        "[pfu]",
        "{vg}",
    }
)
"""What a drug is measured in, before any denominator."""
DOSE_DENOMINATORS = frozenset({"m2", "kg", "[lb_av]", "d", "h", "min", "wk"})
"""What a dose may be divided by; anything else ("/dL", "/L", "/mm3") makes it a concentration."""


def is_dose_unit(code: str) -> bool:
    """Whether an amount in this unit can be a dose of a drug."""
    base, *rest = code.split("/")
    if base == "mL" and "min" in rest:  # a clearance or a flow
        return False
    return base.split(".")[-1] in DOSE_UNITS and all(part in DOSE_DENOMINATORS for part in rest)
