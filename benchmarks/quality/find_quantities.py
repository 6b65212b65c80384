"""What quantulum3 finds, as facts. Runs in that tool's environment:

python find_quantities.py FACTS SPANS ARTICLE...

FACTS: an amount of drug becomes a DOSE, a time a DURATION, a percentage a RESPONSE, which is all that a
quantity without its context can claim to be. SPANS: where any quantity stands, also those that claim nothing.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from exchange import read_articles, write_lines
from quantulum3 import parser

TIMES = {"year": "a", "month": "mo", "week": "wk", "day": "d", "hour": "h", "minute": "min"} | {
    "minute of arc": "min"  # what it often makes of minutes
}
PERCENTAGES = {"percentage", "per cent"}  # the second: "per cent" in two words, "1/cent" to it
SPACE = re.compile(r"[^\S\n]")
AMOUNTS = {
    "gram": "g",
    "milligram": "mg",
    "microgram": "ug",
    "nanogram": "ng",
    "litre": "L",
    "cubic centimetre": "mL",
    "millilitre": "mL",
}
PER = {"square metre": "m2", "kilogram": "kg", "day": "", "metre": "m2"}
"""What an amount may stand per; a day adds nothing to the unit of a DOSE, and per metre twice is per area."""


def find_ucum(dimensions: list[dict[str, Any]]) -> str | None:
    """UCUM code of a dose's unit; None if it is no amount of drug, alone or per area, body weight or day."""
    powers = {dimension["base"]: dimension["power"] for dimension in dimensions}
    if powers == {"centimetre": 3}:
        return "mL"
    (amount, power), *per = powers.items()
    if amount not in AMOUNTS or power != 1:
        return None
    if any(base not in PER or power != (-2 if base == "metre" else -1) for base, power in per):
        return None
    return "/".join([AMOUNTS[amount], *(PER[base] for base, _ in per if PER[base])])


def find_fields(quantity: Any) -> dict[str, Any] | None:
    """Type and fields of the fact that the quantity can claim; None if it has no unit of these kinds."""
    name, value = quantity.unit.name, find_value(quantity)
    if name in TIMES:
        return {"type": "DURATION", "value": value, "unit": TIMES[name]}
    if name in PERCENTAGES:
        return {"type": "RESPONSE", "category": "OTHER", "percent": value}
    unit = find_ucum(quantity.unit.dimensions)
    return {"type": "DOSE", "value": value, "unit": unit} if unit else None


def find_value(quantity: Any) -> float | list[float]:
    """The number, or the ends of the range that the tool turned into a mean and an uncertainty."""
    # Twelve digits are enough for any dose, and hide that 0.48 - 0.14 is not quite 0.34.
    if not quantity.uncertainty:
        return round(quantity.value, 12)
    return [round(quantity.value + side * quantity.uncertainty, 12) for side in (-1, 1)]


def find_spans(id_: str, text: str) -> Iterator[tuple[dict[str, Any], dict[str, Any] | None]]:
    """Each quantity's place, and the fields that it can claim."""
    # It takes a no-break space for the end of a quantity; one character for one, so that offsets stay.
    for quantity in parser.parse(SPACE.sub(" ", text)):
        start, end = quantity.span
        if start < end:
            place = {"article": id_, "start": start, "end": end, "text": text[start:end]}
            yield place, find_fields(quantity)


def main() -> None:
    """Write facts and spans of all articles."""
    facts, spans, *articles = map(Path, sys.argv[1:])
    found = [each for id_, text in read_articles(articles) for each in find_spans(id_, text)]
    write_lines(facts, [place | fields for place, fields in found if fields])
    write_lines(spans, [place for place, _ in found])


if __name__ == "__main__":
    main()
