"""Number atoms: "1,021", "0·023", ".001", "forty-eight", "two hundred and fifty", "1.18 million", "a dozen".

An atom is one number as written; ranges, units, counts and percentages are built from atoms in quantity.py.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.extract.sought import Sought
from pipeline.extract.words import PEOPLE

_ONES = {
    word: float(i)
    for i, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    word: 10.0 * i
    for i, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12}

# A thousands separator is a comma, an apostrophe, a thin, narrow or ordinary no-break space; a plain
# space only before "000" and before people, for it would glue "in 2016 200 patients" and "day 1 200 mg".
# A decimal mark is a point or the middle dot of The Lancet. Digits may be full-width or Arabic ones, with
# their own marks.
_SEPARATOR = "[,'’\u2007\u2008\u2009\u202f\u00a0٬]"
_DECIMAL = "[.·．٫]"
# A minus sign counts unless it may be a dash between two numbers; a hyphen or dash only where
# nothing else fits.
_SIGN = (
    r"(?:(?<![\d%)\]°A-Za-z])(?<![\d%)\]°]\s)−|"
    r"(?<![\w%)\]])(?:(?<=[(\[=:<>~∼≈≥≤±])|(?<=[=<>~≈≥≤]\s)|(?<=\b(?:of|is|by|to|at)\s)|"
    r"(?<=\b(?:was|and)\s)|(?<=\bfrom\s))[-–])"
)
_DIGITS = (
    rf"(?=[-−–.·\d]){_SIGN}?(?<![A-Za-z\d_.·])(?<![A-Za-z][-‑−])(?<![A-Za-z]\d[-‑/])(?<![A-Za-z\d]\))"
    rf"(?:\d{{1,3}}(?:{_SEPARATOR}\d{{3}})+(?!\d)(?:{_DECIMAL}\d+)?|"
    rf"\d{{1,3}}(?:\x20\d{{3}}){{0,2}}\x20000(?!\d)|"
    rf"(?<!ay\x20)(?<!eek\x20)(?<!onth\x20)(?<!ear\x20)\d{{1,3}}\x20\d{{3}}(?=\x20{PEOPLE}\b)|"
    rf"\d+(?:{_DECIMAL}\d+)?|[.·]\d+)"
)
_SMALL = "|".join([*_TENS, *sorted(_ONES, key=len, reverse=True)])
_WORDS = (
    rf"\b(?:{_SMALL}|an?\s(?:hundred|thousand|million|dozen))"
    rf"(?:(?:[-‑\s]|\sand\s)(?:{_SMALL}|hundred|thousand|million|billion|dozen)){{0,7}}\b"
)
_NUMBER = Sought(rf"(?P<digits>{_DIGITS})|(?P<words>{_WORDS})", re.IGNORECASE)
_MAGNITUDE = re.compile(r"[\s\u00a0-](thousand|million|billion)\b", re.IGNORECASE)
_SEPARATORS = str.maketrans(
    dict.fromkeys(_SEPARATOR[1:-1] + " ", None) | dict.fromkeys("·．٫", ".") | dict.fromkeys("−–", "-")
)


class Number(NamedTuple):
    """One number as written. `form` is digits or word; `scaled` when a magnitude word follows ("1.3
    million").
    """

    start: int
    end: int
    value: float
    form: str
    scaled: bool = False


def find_numbers(text: str) -> list[Number]:
    """All number atoms of `text`, in order, without overlap."""
    numbers: list[Number] = []
    for match in _NUMBER.finditer(text):
        if match.lastgroup == "digits":
            numbers.append(_read_digits(text, match))
        else:
            numbers.extend(_read_words(match.group(), match.start()))
    return numbers


def _read_digits(text: str, match: re.Match[str]) -> Number:
    value = float(match.group().translate(_SEPARATORS))
    magnitude = _MAGNITUDE.match(text, match.end())
    if magnitude is None:
        return Number(match.start(), match.end(), value, "digits")
    return Number(match.start(), magnitude.end(), value * _SCALES[magnitude.group(1).lower()], "digits", True)


def _read_words(phrase: str, offset: int) -> list[Number]:
    """The numbers in a run of number words: "two hundred and fifty" is one, "day one two patients" is two."""
    numbers: list[Number] = []
    total = current = 0.0
    start, end, last = -1, -1, 0.0
    for word in re.finditer(r"[A-Za-z]+", phrase):
        token = word.group().lower()
        if token == "and":
            continue
        size = _ONES.get(token, _TENS.get(token, 1.0 if token in ("a", "an") else None))
        if size is not None and start >= 0 and not _extends(current, last, size):
            numbers.append(Number(offset + start, offset + end, total + current, "word"))
            total = current = 0.0
            start = -1
        start = word.start() if start < 0 else start
        end = word.end()
        if size is not None:
            current, last = current + size, size
        elif _SCALES[token] <= 100:
            current, last = max(current, 1.0) * _SCALES[token], 100.0
        else:
            total, current, last = total + max(current, 1.0) * _SCALES[token], 0.0, 1000.0
    numbers.append(Number(offset + start, offset + end, total + current, "word"))
    return numbers


def _extends(current: float, last: float, size: float) -> bool:
    """Whether `size` goes on the number: after "twenty" a digit, after "hundred" or "thousand" anything
    smaller.
    """
    if last in _TENS.values():
        return size < 10
    return last >= 100 or (current == 0 and last >= 1000)
