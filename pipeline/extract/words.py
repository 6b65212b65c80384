"""Words that many patterns share: spaces and dashes of any kind, people, small numbers, open ends."""

from __future__ import annotations

import re

from pipeline.extract.sought import Before

SPACE = r"[\s\u00a0\u2009\u202f]"
DASH = r"[-–—‑−]"
PEOPLE = (
    r"(?:patients?|people|persons?|participants?|women|woman|men|man|children|child|adults?|"
    r"subjects?|volunteers?|"
    r"individuals?|cases?|controls?|recipients?|infants?|babies|adolescents?|teenagers?|boys?|"
    r"girls?|males?|females?|"
    r"residents?|users?|nonusers?|survivors?|smokers?|sufferers?|responders?|respondents?|veterans?|mothers?|"
    r"enrollees?|Americans?)"
)

OR_MORE = re.compile(
    rf"{SPACE}or{SPACE}(?:(more|longer|higher|greater|above|over|later)|(less|fewer|lower|below|under|"
    rf"shorter|earlier))\b",
    re.I,
)
_BEFORE_MIN = Before(
    rf"(?:more{SPACE}than|over|at{SPACE}least|greater{SPACE}than|longer{SPACE}than|beyond|"
    rf"exceed(?:ed|ing|s)?|above|"
    rf"no{SPACE}(?:fewer|less){SPACE}than|not{SPACE}less{SPACE}than|just{SPACE}over|"
    rf"a{SPACE}minimum{SPACE}of|≥|>|"
    rf"⩾){SPACE}*(?:the{SPACE}|an?{SPACE}average{SPACE}of{SPACE})?$",
    re.I,
)
_BEFORE_MAX = Before(
    rf"(?:(?<!no )(?<!not )(?:less|fewer){SPACE}than|under|up{SPACE}to|no{SPACE}more{SPACE}than|"
    rf"not{SPACE}more{SPACE}than|"
    rf"at{SPACE}most|below|within|"
    rf"as{SPACE}(?:many|much|long){SPACE}as|a{SPACE}maximum{SPACE}of|just{SPACE}under|shorter{SPACE}than|"
    rf"lower{SPACE}than|≤|<|⩽){SPACE}*$",
    re.I,
)

IN_SO_MANY = re.compile(r"(?:%|percent|per cent)\)?\s+(?:in|of|for|among)\s+(?:the\s+|all\s+)?$")
"""Before a count of people who are the whole: "35% in 105"."""

NUMBER_WORDS = r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
SMALL_NUMBERS = {word: i for i, word in enumerate(NUMBER_WORDS.split("|"), start=1)}


def bound_before(text: str, start: int) -> str | None:
    before = text[max(0, start - 32) : start]
    if _BEFORE_MAX.search(before):  # first, since "no more than" ends in "more than"
        return "max"
    return "min" if _BEFORE_MIN.search(before) else None


def bound_after(text: str, end: int) -> str | None:
    match = OR_MORE.match(text, end)
    return None if match is None else "min" if match[1] else "max"


def read_decimal(digits: str) -> float:
    return float(digits.replace(",", "").replace("·", ".").replace("−", "-"))
