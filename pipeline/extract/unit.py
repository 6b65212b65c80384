"""Units: text to UCUM codes, the whole unit or nothing ("mg per square meter of body-surface area" is mg/m2).

The spellings are in unit_table.py: a word is looked up there, and not tried against a pattern for each unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pipeline.extract.unit_table import (
    AMOUNTS,
    DENOMINATORS,
    LENGTHS,
    LETTERS,
    SPACED,
    TIMES,
    find_prefixed,
    read_spellings,
)

_SPACE = r"[\s\u00a0\u2009\u202f]"
_LETTER = r"[A-Za-zµμÅ]"
_WORD = rf"(?:[°º]{_SPACE}?[CFNSEW](?![A-Za-z])|[‰℃℉°]|×(?!\s?\d)|{_LETTER}{{1,20}}(?![A-Za-z]))"
_PERCENT = re.compile(
    rf"{_SPACE}{{0,2}}(?P<points>(?i:percentage{_SPACE}points?))"
    rf"|{_SPACE}{{0,2}}(?P<percent>[%％٪]|(?i:[-‑]?per{_SPACE}?cent\b|pct\b))"
)
_UNIT = re.compile(
    rf"(?P<gap>{_SPACE}?[-‑]{_SPACE}?|{_SPACE}{{0,2}})"
    rf"(?:(?:extra|more|additional|further|full|long){_SPACE}(?=month|year|week|day))?(?P<word>{_WORD})"
)
_NEXT_WORD = re.compile(rf"(?:\.{_SPACE}?|{_SPACE}|-)?(?:{_LETTER}{{1,20}}(?![A-Za-z])|%)")
_POWER = re.compile(r"\^?([23²³])(?![\dA-Za-z])")
_BODY = re.compile(
    rf"{_SPACE}(?:of{_SPACE}(?:body[- ]?)?(?:surface(?:[- ]?area)?|weight|mass)|"
    rf"(?:of{_SPACE})?body[- ](?:weight|mass|surface[- ]area))"
)
# "25 mg per day" is a dose and a schedule; "25 mg/day" is one amount.
_PER = re.compile(
    rf"(?:{_SPACE}?[/·]{_SPACE}?|{_SPACE}per{_SPACE}(?!(?:day|week|month|year)\b)|-per-|"
    rf"{_SPACE}for{_SPACE}(?:each|every){_SPACE})"
    rf"(?:(?P<square>m{_SPACE}?(?:2|²|\^2)|sq(?:uare)?\.?[- ]?(?:m\b|met(?:er|re)s?)|"
    rf"met(?:er|re)s?{_SPACE}squared)|(?P<cubic>cubic{_SPACE}millimet(?:er|re)s?)|(?P<word>{_WORD}))"
)
# "km s−1", "mg·L⁻¹": a denominator as a negative power.
_NEGATIVE = rf"{_SPACE}?(?:[-−–]{_SPACE}?([1-3])(?!\w|\.\d|%)|⁻([¹²³]))"
_INVERSE = re.compile(rf"{_SPACE}?[·⋅]?(?P<word>{_LETTER}{{1,4}}){_NEGATIVE}")
_INVERTED = re.compile(rf"{_SPACE}?(?:−{_SPACE}?([1-3])(?!\w|\.\d|%)|⁻([¹²³]))")
_PLAIN_POWERS = str.maketrans("¹²³", "123")


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
    percent = _PERCENT.match(text, position)
    if percent is not None:
        sort = percent.lastgroup or ""
        return Unit("%" if sort == "percent" else "%{points}", sort, percent.end())
    match = _UNIT.match(text, position)
    if match is None:
        return None
    for end in _word_ends(text, match):
        written = _plain(text[match.start("word") : end])
        found = _spellings().get(written) or _spellings().get(written.lower() if len(written) > 3 else "")
        if found is not None and (written not in SPACED or match["gap"].isspace()):
            return _read_rest(text, *found, end)
    return None


def read_rate(text: str, position: int) -> Unit | None:
    """A unit that has denominators alone: "/L" behind "10 × 10⁹"."""
    unit = _read_denominators(text, "", position)
    return unit if unit.code else None


def _word_ends(text: str, match: re.Match[str]) -> Iterator[int]:
    """Where the unit may end: after three, two or one word, the longest first."""
    ends = [match.end()]
    if match["word"].lower() in _first_words():
        for _ in range(2):
            following = _NEXT_WORD.match(text, ends[-1])
            if following is None:
                break
            ends.append(following.end())
    return reversed(ends)


def _plain(written: str) -> str:
    """One space for any, none after a degree sign or before "%", no points."""
    if written.isalpha():
        return written
    written = re.sub(rf"(?:{_SPACE}|-)+", " ", written.replace(".", ""))
    return written.replace("° ", "°").replace("º ", "º").replace(" %", "%")


def _read_rest(text: str, code: str, sort: str, end: int) -> Unit | None:
    """The unit with its powers and denominators; None if letters or digits go on."""
    inverted = _INVERTED.match(text, end)
    if inverted is not None:
        code, sort, end = f"/{code}{_power(inverted)}", "amount", inverted.end()
    elif code in LENGTHS and (power := _POWER.match(text, end)) is not None:
        code, end = code + power[1].translate(_PLAIN_POWERS), power.end()
    if text[end : end + 1].isalnum():
        return None
    return _read_denominators(text, code, end) if sort == "amount" else Unit(code, sort, end)


def _power(match: re.Match[str]) -> str:
    """The exponent of a negative power; nothing where it is 1."""
    exponent = (match[match.lastindex or 0] or "").translate(_PLAIN_POWERS)
    return "" if exponent == "1" else exponent


def _read_denominators(text: str, code: str, position: int) -> Unit:
    """Append "/m2", "/kg/d" ... to the code as long as denominators follow; a dose's own noun is no
    denominator.
    """
    while (found := _read_denominator(text, position)) is not None:
        denominator, position = found
        code = code if denominator == "{dose}" else f"{code}/{denominator}"
    return Unit(code, "amount", position)


def _read_denominator(text: str, position: int) -> tuple[str, int] | None:
    """One denominator and where it ends."""
    inverse = _INVERSE.match(text, position)
    if inverse is not None and inverse["word"] in _denominators():
        return _denominators()[inverse["word"]] + _power(inverse), inverse.end()
    match = _PER.match(text, position)
    if match is None:
        return None
    code, end = ("m2" if match["square"] else "mm3"), match.end()
    if match["word"]:
        found = _denominators().get(match["word"])
        power = _POWER.match(text, end)
        if found is None:
            return None
        code = found
        if power is not None and code in LENGTHS:
            code, end = code + power[1].translate(_PLAIN_POWERS), power.end()
    if text[end : end + 1].isalnum():
        return None
    body = _BODY.match(text, end) if code in ("m2", "kg", "[lb_av]") else None
    return code, body.end() if body else end


@cache
def _spellings() -> dict[str, tuple[str, str]]:
    """Spelling to (code, sort)."""
    found = {spelling: (code, "amount") for spelling, code in (*find_prefixed(), *LETTERS.items())}
    for table, sort in ((AMOUNTS, "amount"), (TIMES, "time")):
        for code, row in table.items():
            found |= dict.fromkeys(read_spellings(row), (code, sort))
    # Times stand in headlines too: "6 Mos". But "20 MS patients" and "5 US sites" are no times.
    for code, row in TIMES.items():
        for spelling in read_spellings(row):
            if len(spelling) > 1 and code not in ("ms", "us", "ns"):
                found |= dict.fromkeys((spelling.capitalize(), spelling.upper()), (code, "time"))
    return found


@cache
def _first_words() -> frozenset[str]:
    """The first words, in lower case, of spellings of several words."""
    several = (spelling for spelling in _spellings() if not spelling.isalpha())
    return frozenset(re.split(r"[ %.]", spelling)[0].lower() for spelling in several) | {"i"}


@cache
def _denominators() -> dict[str, str]:
    return {spelling: code for code, row in DENOMINATORS.items() for spelling in read_spellings(row)}


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
