"""Publication dates as pages write them, to ISO 8601 as far as they are stated."""

from __future__ import annotations

import re
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
DATE = re.compile(
    r"\b(?:"
    r"(?P<iso_year>(?:19|20)\d\d)-(?P<iso_month>\d\d)(?:-(?P<iso_day>\d\d))?(?![\d-])"
    rf"|{_MONTH.format('us_month')}[ \u00a0](?P<us_day>\d{{1,2}})(?:st|nd|rd|th)?,?["
    rf" \u00a0](?P<us_year>(?:19|20)\d\d)"
    r"|(?P<eu_day>\d{1,2})(?:st|nd|rd|th)?(?:[ \u00a0]of)?[ \u00a0-]"
    rf"{_MONTH.format('eu_month')},?[ \u00a0-](?P<eu_year>(?:19|20)\d\d)"
    rf"|{_MONTH.format('only_month')},?[ \u00a0](?P<only_year>(?:19|20)\d\d)"
    r"|(?P<first>\d{1,2})[/.](?P<second>\d{1,2})[/.](?P<slash_year>(?:19|20)\d\d)"
    r")(?!\d)",
    re.IGNORECASE,
)


def find_date(text: str) -> tuple[int, int, str] | None:
    """The first date in `text` that exists: (start, end, ISO 8601); a month without its day is "2023-03"."""
    for match in DATE.finditer(text):
        if iso := _to_iso(match):
            return match.start(), match.end(), iso
    return None


def _to_iso(match: re.Match[str]) -> str | None:
    part = {name: value for name, value in match.groupdict().items() if value}
    if "first" in part:
        return _from_slashes(int(part["first"]), int(part["second"]), int(part["slash_year"]))
    year = next(int(value) for name, value in part.items() if name.endswith("year"))
    month = next(value for name, value in part.items() if name.endswith("month"))
    number = int(month) if month.isdigit() else MONTHS.index(month[:3].lower()) + 1
    day = next((int(value) for name, value in part.items() if name.endswith("day")), None)
    return _iso(year, number, day)


def _from_slashes(first: int, second: int, year: int) -> str | None:
    """03/09/2023 is March or September: None, unless one of the two can only be the day."""
    if first > 12 or first == second:
        return _iso(year, second, first)
    return _iso(year, first, second) if second > 12 else None


def _iso(year: int, month: int, day: int | None) -> str | None:
    try:
        exact = date(year, month, day or 1)
    except ValueError:
        return None
    return exact.isoformat() if day else exact.isoformat()[:7]
