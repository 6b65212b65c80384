"""Forms that one pattern reads whole: dates, money, p-values, intervals, "twice daily", "doubled", "a year".

Each finder yields the stretches that it has read; quantity.py keeps the first reader of a stretch.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.extract.scan import Hit, Row, Scanner
from pipeline.extract.spans import Quantity
from pipeline.extract.unit import read_rate, read_unit
from pipeline.extract.words import (
    DASH,
    NUMBER_WORDS,
    PEOPLE,
    SMALL_NUMBERS,
    SPACE,
    bound_before,
    read_decimal,
)


class Mask(NamedTuple):
    """A stretch whose numbers are read as one thing."""

    start: int
    end: int
    quantity: Quantity


_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|"
    r"\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_YEAR = r"(?:19|20)\d\d"
_CURRENCY = r"(?:US|C|A|HK)?[$€£¥]"
_BIG = r"(?:thousand|million|billion|trillion|[mM]n|[bB]n|[kKmMbB])"
# Every repetition is bounded, and a pattern that begins with a digit or letter may not begin inside a run of
# them: a pattern without that takes quadratic time on a page of digits.
_DIGITS = r"(?<![\w.,])\d{1,12}(?:[.,]\d{1,6}){0,4}"
_LINK = r"https?://\S+|www\.\S+|\bdoi:\s?\S+|\b10\.\d{4,9}/\S+|@\w+|\b(?:bit\.ly|abstract)\S{0,60}/\S+"
_REGISTRY = r"\b(?:NCT|ISRCTN|UMIN|ACTRN|ChiCTR|EudraCT|DRKS|jRCT)[\w -]?\d[\w-]*"
_DATE = (
    rf"\b{_MONTH}{SPACE}{{1,3}}\d{{1,2}}(?:st|nd|rd|th)?(?:{SPACE}?[-–]{SPACE}?\d{{1,2}}(?!\d))?"
    rf"(?:,?{SPACE}{{1,3}}{_YEAR})?\b|"
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?:{SPACE}?[-–]{SPACE}?\d{{1,2}})?{SPACE}{{1,3}}(?:of{SPACE}{{1,3}})?"
    rf"{_MONTH}\b(?:,?{SPACE}{{1,3}}{_YEAR}\b)?|"
    rf"\b{_YEAR}{SPACE}?(?:-|–|to|through|and){SPACE}?{_YEAR}\b(?![,.]?\d)|"
    rf"\b{_YEAR}[-–/]\d\d\b(?![-\d])|\b{_MONTH},?{SPACE}{{1,3}}{_YEAR}\b|\b{_YEAR}-\d\d-\d\d\b|"
    r"\b\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d\d)\b"
)
_AMOUNT_OF_MONEY = rf"\d{{1,12}}(?:[.,]\d{{1,6}}){{0,4}}(?:[\s\u00a0-]?{_BIG}\b)?"
_MONEY = (
    rf"{_CURRENCY}{SPACE}?{_AMOUNT_OF_MONEY}(?:{SPACE}?(?:to|-|–){SPACE}?{_CURRENCY}{_AMOUNT_OF_MONEY})?|"
    rf"{_DIGITS}(?:{SPACE}(?:thousand|million|billion|trillion|bn|m))?{SPACE}"
    rf"(?:(?:Swiss|US|U\.S\.|Canadian|Australian){SPACE})?"
    rf"(?:dollars?|euros?|pounds{SPACE}sterling|francs?|yen|yuan|rupees|kronor|cents)\b|"
    rf"\b(?:USD|EUR|GBP|CHF|AUD|CAD)[\s\u00a0]?{_AMOUNT_OF_MONEY}"
)
_PHONE = (
    r"(?<![\d.])\+\d{1,3}[-\s(]{1,2}\d[\d()\s-]{5,16}\d|\(\d{3}\)\s?\d{3}-\d{4}|"
    r"\b\d{3}-\d{3}-\d{4}\b|\b\d-\d{3}-\d{3}-\d{4}\b|\b0\d{2,4}\s\d{3,4}\s\d{3,4}\b"
)
_TIME = r"\b\d{1,2}:\d\d(?:\s?[ap]\.?m\b\.?)?|\b\d{1,2}\s?[ap]\.m\.|\b\d{1,2}\s?[ap]m\b"
_SCHEME = (
    r"\b(?:one|two)[-‑](?:sided|tailed)\b|\b\d:\d(?::\d)?\b|"
    r"\b(?:one|two|three|1|2|3)[\s-]to[\s-](?:one|two|1|2)\b"
    r"(?!\s?(?:%|months|weeks|days|years|hours|mg|grams))"
)
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{1,64}")
_BEFORE_AT = re.compile(r"[\w.+-]+\Z")

_P_VALUE = (
    rf"\b[Pp](?:[-\s]?values?)?(?:{SPACE}?(?:for|of){SPACE}(?:trend|interaction|superiority|"
    rf"noninferiority|non-inferiority))?{SPACE}*"
    rf"(?:(?:of|was|is|were|,|:){SPACE}+)?(?P<op>[<>=≤≥⩽]|less{SPACE}than|<|"
    rf"equal{SPACE}to)?{SPACE}*(?P<value>0?[.·]\d+)\b"
)
_NOT_REACHED_END = rf"(?:NR|NE|not{SPACE}(?:yet{SPACE})?(?:reached|estimable|evaluable|estimated))"
_INTERVAL = (
    rf"\b(?P<level>\d\d(?:[.·]\d+)?){SPACE}?(?:%|per{SPACE}?cent){SPACE}*(?:(?:two|"
    rf"one)-sided{SPACE}+)?(?:confidence{SPACE}+intervals?|credible{SPACE}+intervals?|CIs?|CrI)"
    rf"{SPACE}*(?:\[(?:CI|CrI)\]|\((?:CI|CrI)\))?[\s:,;=]*(?:of{SPACE}+|from{SPACE}+|was{SPACE}+|"
    rf"between{SPACE}+)?[\[(]?{SPACE}*"
    rf"(?P<low>[-−]?\d[\d,]*(?:[.·]\d+)?|[.·]\d+|{_NOT_REACHED_END}){SPACE}?(?:%|months?|mo\b|weeks?|"
    rf"years?)?{SPACE}*(?:{DASH}|to|and|,|;){SPACE}*"
    rf"(?P<high>[-−]?\d[\d,]*(?:[.·]\d+)?|[.·]\d+|{_NOT_REACHED_END})"
)

_PERIODS = {
    word: code
    for code, words in {
        "h": "hour hourly hr",
        "d": "day daily night nightly morning evening",
        "wk": "week weekly wk fortnight fortnightly",
        "mo": "month monthly mo quarter quarterly",
        "a": "year yearly annually annual yr",
    }.items()
    for word in words.split()
}
_TIMES_WORDS = {
    "once": 1,
    "twice": 2,
    "thrice": 3,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
}
_FREQUENCY = (
    rf"\b(?:(?P<times>once|twice|thrice|(?:one|two|three|four|five|six|"
    rf"\d){SPACE}times?)[\s,-]+(?:an?[\s-]|per{SPACE}|each{SPACE}|every{SPACE}|in{SPACE}a{SPACE})?"
    rf"(?:(?P<other>other){SPACE}|(?P<every>\d+|{NUMBER_WORDS}){SPACE})?(?P<unit>hours?|day|daily|night|"
    rf"nightly|weeks?|weekly|months?|monthly|years?|yearly|annually|fortnight)"
    rf"|every[\s-]+(?:(?P<other2>other|second)[\s-]+|(?P<low>\d+|{NUMBER_WORDS})(?:{SPACE}?(?:-|–|to|"
    rf"or){SPACE}?(?P<high>\d+|{NUMBER_WORDS}))?[\s-]+)?"
    rf"(?P<unit2>fortnights?|hours?|days?|nights?|weeks?|months?|years?|mornings?|evenings?|h|"
    rf"wks?)(?![\s-]+(?:cycles?|courses?)\b)"
    rf"|each{SPACE}(?P<each>day|night|week|month|morning|evening)"
    rf"|(?P<nweekly>two|three|four|six|eight|\d)[-‑]weekly"
    rf"|(?P<bi>bi-?|twice-|thrice-|once-|tri-?)?(?P<adverb>daily|weekly|monthly|yearly|annually|"
    rf"fortnightly|nightly|quarterly)"
    rf"|(?P<latin>qd|bid|tid|qid|b\.i\.d\.|t\.i\.d\.|q\.d\.|qw|qod|q(?P<qn>\d{{1,2}})(?P<qu>[hdwm])))\b"
)
_A_DAY = rf"(?<=\w){SPACE}((?:a|each|per){SPACE}(?P<unit>day|week|night))\b(?<!once a day)"
_LATIN = {
    "qd": (1, 1, "d"),
    "bid": (2, 1, "d"),
    "tid": (3, 1, "d"),
    "qid": (4, 1, "d"),
    "qw": (1, 1, "wk"),
    "qod": (1, 2, "d"),
}
_DAYS = (
    rf"\b(?:[Dd]ays?{SPACE}+|d(?=\d))(?P<list>\d{{1,2}}(?:{SPACE}?(?:,{SPACE}?and|,|and|&|{DASH}|to|"
    rf"through){SPACE}?d?\d{{1,2}}(?!\d|{SPACE}?(?:%|per{SPACE}?cent))){{0,15}})"
    rf"(?![\d%.]\d)(?!{SPACE}?(?:mg|g|mL)\b)"
)

_FOLD_WORDS = {"doubl": 2, "tripl": 3, "trebl": 3, "quadrupl": 4, "quintupl": 5}
_FOLD = (
    rf"\b(?:(?P<verb>doubl|tripl|trebl|quadrupl|quintupl)(?:e|es|ed|ing)\b(?![-\s](?:blind|dummy|"
    rf"mask|vision|bond|strand|negative|therapy|drug|lung|hit|vaccin|combination|inhaled|regimen|"
    rf"whammy|jab|dose|bypass|digit|check|triple))"
    rf"|(?P<n>\d+(?:[.·]\d+)?|{NUMBER_WORDS})[\s-]?fold\b"
    rf"|(?P<times>\d+(?:[.·]\d+)?|"
    rf"{NUMBER_WORDS})(?P<ahalf>{SPACE}and{SPACE}a{SPACE}half)?{SPACE}times(?={SPACE}(?:as{SPACE}|"
    rf"more{SPACE}|less{SPACE}|"
    rf"higher|greater|longer|the{SPACE}(?:\d[\d.,·]*[\s-](?:month|week|year|day|per)|risk|rate|odds|"
    rf"number|chance|length|time|likelihood)|better|"
    rf"faster|likelier|lower|bigger|larger))"
    rf"|(?P<twice>twice)(?={SPACE}(?:as{SPACE}|the{SPACE}(?:\d[\d.,·]*[\s-](?:month|week|year|day|per)|"
    rf"risk|rate|odds|number|chance|length|time|"
    rf"likelihood|response|proportion)|that{SPACE}))"
    rf"|(?P<halve>halv(?:e|es|ed|ing))\b"
    rf"|(?P<half>half)(?={SPACE}(?:as{SPACE}likely|the{SPACE}(?:risk|rate|odds|chance|likelihood))))"
)
_REACHED = (
    rf"\b(?:not{SPACE}(?:yet{SPACE})?(?:been{SPACE})?(?:yet{SPACE})?reached|"
    rf"not{SPACE}(?:yet{SPACE})?(?:be{SPACE}|"
    rf"been{SPACE})?(?:estimable|evaluable|estimated|calculable|calculated)|"
    rf"yet{SPACE}to{SPACE}be{SPACE}reached|"
    rf"not{SPACE}(?:yet{SPACE})?(?:been{SPACE})?followed{SPACE}(?:up{SPACE})?(?:for{SPACE})?long{SPACE}enough{SPACE}to"
    rf"{SPACE}(?:determine|estimate|establish|calculate)|"
    rf"(?:[Nn]ot{SPACE}enough|[Tt]oo{SPACE}few){SPACE}(?:deaths|events|patients|people|women|men|"
    rf"participants|"
    rf"children|had|have|of)\b[^.;]{{0,90}}?\bto{SPACE}(?:determine|estimate|establish|calculate)|"
    rf"never{SPACE}reached|(?:could{SPACE}not|cannot|can{SPACE}not){SPACE}(?:yet{SPACE})?be{SPACE}"
    rf"(?:estimated|calculated|determined)|unreached)\b|\b(?:NR|"
    rf"NE)\b(?=[);,\s]|$)"
)
_FRACTION = (
    rf"(?<![-\w])(?:(?P<half>(?:one[-\s])?half)(?![-\s](?:life|lives|dose|hour|way|mile|marathon|"
    rf"century|dozen|brother|sister|time)|{SPACE}(?:an?|of{SPACE}(?:one|a)){SPACE}per{SPACE}?cent|"
    rf"{SPACE}an?{SPACE}(?:hour|million|billion|dozen|century)|"
    rf"{SPACE}(?:a{SPACE})?(?:year|month|day|week)s?\b)"
    rf"|(?:(?P<num>an?|one|two|three|four|five|seven|eight|nine)[-\s](?P<den>thirds?|quarters?|fourths?|"
    rf"fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?))"
    rf"(?!{SPACE}(?:dose|trial|phase|line|drug|time|study|person|party|year|option|group|arm|patient|"
    rf"woman|man|course|cycle|round|generation|of{SPACE}(?:January|February|March|April|May|June|July|"
    rf"August)|month|week|world|earnings|results|profit)))\b"
    rf"(?!\s(?:of{SPACE})?(?:20|19)\d\d)"
)
_DENOMINATORS = {
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_SECOND_HALF = re.compile(
    r"\b(?:first|second|other|latter|better|last|next|this|former|bottom|top|upper|lower)[\s-]$", re.I
)
_QUANTIFIER = (
    rf"\b(?:(?P<all>all|each|every(?:{SPACE}one){{0,1}}|both)(?P<of>{SPACE}of)?(?:{SPACE}(?:the|these|our|"
    rf"its|those))?{SPACE}(?P<people>{PEOPLE})"
    rf"|(?P<noone>no{SPACE}one|nobody|none)(?![-\w])|"
    rf"(?P<no>no)(?={SPACE}(?:(?!one\b)[\w-]+{SPACE}){{0,3}}?(?:responses?|remissions?|{PEOPLE}|CRs?|"
    rf"PRs?|responders)\b)"
    rf"|(?P<a>an?|(?:an?|the){SPACE}(?:single|lone|sole|further)|(?:an)?other){SPACE}(?:patient|woman|"
    rf"man|child|person|participant)\b)"
)
_A_PERIOD = (
    rf"\b(?P<a>[Aa]n?|[Hh]alf{SPACE}an?){SPACE}(?P<unit>year|month|week|day|hour|"
    rf"decade)(?P<half>{SPACE}and{SPACE}a{SPACE}half)?\b(?P<or>{SPACE}or{SPACE}two)?(?!{SPACE}(?:ago|"
    rf"earlier|later|"
    rf"before\b|old|for\b|in{SPACE}the{SPACE}(?:US|U\.S|United)))"
)
_BEFORE_PERIOD = re.compile(
    r"(?:^|[.,;:(—–]\s*|\b(?:for|of|in|over|than|about|nearly|almost|after|within|least|just|"
    r"lasted|lasting|lasts|survived?|live[sd]?|by|is|was|or|and|typically|only|took|takes?|to|up|"
    r"beyond|around|roughly|approximately|despite|during|half|every|some|another|at|once|with|"
    r"under|past)\s+)$",
    re.I,
)
_PERIOD_CODES = {"year": "a", "month": "mo", "week": "wk", "day": "d", "hour": "h", "decade": "a"}
_AUC = (
    rf"\bAUC{SPACE}?(?:of{SPACE}|=|-)?{SPACE}?(?P<low>\d+(?:\.\d+)?)(?:{SPACE}?(?:-|–|to|"
    rf"or){SPACE}?(?P<high>\d+(?:\.\d+)?))?\b"
)
_MANTISSA = r"\d{1,6}(?:[.·]\d{1,4})?"
_POWER_OF_TEN = (
    rf"(?<![\w.])(?:(?P<low>{_MANTISSA})(?:{SPACE}?(?:to|-|"
    rf"–){SPACE}?(?P<high>{_MANTISSA}))?{SPACE}?[×x✕⋅·*]{SPACE}?"
    rf"10(?:\^?(?P<power>[⁻−–-]?(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,2}}|[1-9]\d?))|"
    rf"{SPACE}?\({SPACE}?(?P<bracket>\d{{1,2}}){SPACE}?\))|"
    r"10(?:\^(?P<caret>[−-]?\d{1,2})|(?P<alone>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})))(?!\d)"
)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−–", "0123456789---")
_CITATION = r"(?<=[A-Za-z.,;:)”’])\s?(?P<numbers>\[\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,12}\])(?![\w(])"
_CITATION_LIST = (
    r"(?<=[a-z] )(?P<numbers>\(\d{1,3}(?:[–-]\d{1,3})?(?:(?:, \d|,\d(?!\d\d))\d{0,2}(?:[–-]\d{1,3})?)"
    r"{1,12}\))(?=[.,;]|$)"
)
"""In round brackets only a list that ends a clause: "as trials had shown (11, 12, 15-17)."."""
_FORMS = Scanner(
    [
        Row("non_fact", _LINK, "identifier"),
        Row("non_fact", _REGISTRY, "identifier"),
        Row("non_fact", _DATE, "date"),
        Row("non_fact", _MONEY, "money"),
        Row("non_fact", _PHONE, "phone"),
        Row("non_fact", _TIME, "time"),
        Row("non_fact", _SCHEME, "scheme"),
        Row("citation", _CITATION),
        Row("citation", _CITATION_LIST),
        Row("p_value", _P_VALUE),
        Row("interval", _INTERVAL, flags=re.I),
        Row("power", _POWER_OF_TEN),
        Row("auc", _AUC),
        Row("frequency", _FREQUENCY, flags=re.I),
        Row("a_day", _A_DAY, flags=re.I),
        Row("days", _DAYS),
        Row("fold", _FOLD, flags=re.I),
        Row("reached", _REACHED),
        Row("period", _A_PERIOD),
        Row("fraction", _FRACTION, flags=re.I),
        Row("quantifier", _QUANTIFIER, flags=re.I),
    ]
)
_NO_CITATION = re.compile(
    r"\b(?:days?|weeks?|months?|visits?|ages?|aged|grades?|CI|CrI|IQR|interval|range|ranging|from|of|"
    r"median|mean|total|score|SD|ratio)[\s:,]{0,3}$|\d\W*\w*\W*$",
    re.I,
)


def find_ready_made(text: str) -> Iterator[Mask]:
    """Forms that one pattern reads whole, most certain first."""
    hits = _FORMS.scan(text)
    yield from _find_non_facts(text, hits["non_fact"])
    yield from _find_citations(text, hits["citation"])
    yield from _find_p_values(hits["p_value"])
    yield from _find_intervals(hits["interval"])
    yield from _find_powers(text, hits["power"])
    yield from _find_areas(hits["auc"])
    yield from _find_frequencies(hits["frequency"], hits["a_day"])
    yield from _find_days(hits["days"])
    yield from _find_folds(text, hits["fold"])
    for match, _ in hits["reached"]:
        yield _mask(match, Quantity(match.start(), match.end(), "reached", form="word"))
    yield from _find_periods(text, hits["period"])
    yield from _find_fractions(text, hits["fraction"])
    yield from _find_quantifiers(hits["quantifier"])


def _mask(match: re.Match[str], quantity: Quantity) -> Mask:
    return Mask(match.start(), match.end(), quantity)


def _find_non_facts(text: str, hits: list[Hit]) -> Iterator[Mask]:
    end = 0
    for start, stop, kind in sorted([*((*match.span(), kind) for match, kind in hits), *_find_emails(text)]):
        if start >= end:
            end = stop
            yield Mask(start, end, Quantity(start, end, kind))


def _find_emails(text: str) -> Iterator[tuple[int, int, str]]:
    """E-mail addresses, sought from their sign: anything may begin one."""
    at = text.find("@")
    while at >= 0:
        before = _BEFORE_AT.search(text, max(0, at - 65), at)
        if before is not None and (match := _EMAIL.match(text, before.start())):
            yield (*match.span(), "identifier")
        at = text.find("@", at + 1)


def _find_citations(text: str, hits: list[Hit]) -> Iterator[Mask]:
    for match, _ in hits:
        behind_bracket = (
            text[match.start() - 1 : match.start()] == ")" and text[match.start("numbers")] == "["
        )
        if behind_bracket or not _NO_CITATION.search(text, max(0, match.start() - 16), match.start()):
            start = match.start("numbers")
            yield Mask(start, match.end(), Quantity(start, match.end(), "citation"))


def _find_p_values(hits: list[Hit]) -> Iterator[Mask]:
    operators = {"≤": "<", "⩽": "<", "≥": ">", None: "=", "equal to": "="}
    for match, _ in hits:
        op = match["op"]
        if op is None and "value" not in match.group().lower():
            continue
        op = "<" if op and op.lower().startswith("less") else operators.get(op, op)
        yield _mask(
            match, Quantity(match.start(), match.end(), "pvalue", low=read_decimal(match["value"]), op=op)
        )


def _find_intervals(hits: list[Hit]) -> Iterator[Mask]:
    for match, _ in hits:
        low, high = (None if end[0].isalpha() else read_decimal(end) for end in (match["low"], match["high"]))
        yield _mask(
            match,
            Quantity(
                match.start(),
                match.end(),
                "interval",
                low=low,
                high=high,
                percent=read_decimal(match["level"]),
            ),
        )


def _find_powers(text: str, hits: list[Hit]) -> Iterator[Mask]:
    """ "2 × 10⁶ CAR T cells/kg", "10⁻³"."""
    for match, _ in hits:
        written = match["power"] or match["bracket"] or match["caret"] or match["alone"]
        power = written.translate(_SUPERSCRIPTS)
        unit = read_unit(text, match.end()) or read_rate(text, match.end())
        code, end = (unit.code, unit.end) if unit and unit.sort == "amount" else ("1", match.end())
        low, high = (
            float(f"{m.replace('·', '.')}e{power}") if m else None
            for m in (match["low"] or "1", match["high"])
        )
        yield Mask(match.start(), end, Quantity(match.start(), end, "amount", low, high, code))


def _find_areas(hits: list[Hit]) -> Iterator[Mask]:
    """ "AUC 5", which puts the unit before the number."""
    for match, _ in hits:
        high = float(match["high"]) if match["high"] else None
        yield _mask(
            match, Quantity(match.start(), match.end(), "amount", float(match["low"]), high, "mg.min/mL")
        )


def _find_frequencies(hits: list[Hit], a_day: list[Hit]) -> Iterator[Mask]:
    for match, _ in hits:
        times, period, high, unit = _read_frequency(match)
        yield _mask(
            match,
            Quantity(
                match.start(),
                match.end(),
                "frequency",
                high=high,
                unit=unit,
                times=times,
                period=period,
                form="word",
            ),
        )
    for match, _ in a_day:
        unit = _period_code(match["unit"])
        yield Mask(
            match.start(1),
            match.end(),
            Quantity(match.start(1), match.end(), "frequency", unit=unit, times=1, period=1, form="word"),
        )


def _read_frequency(match: re.Match[str]) -> tuple[float, float, float | None, str]:
    """(times, period, top of a period range or None, unit)."""
    if match["latin"]:
        return _read_latin(match)
    if match["each"]:
        return 1, 1, None, _period_code(match["each"])
    if match["nweekly"]:
        return 1, _small(match["nweekly"]), None, "wk"
    if match["adverb"]:
        bi = (match["bi"] or "").lower().rstrip("-")
        times = {"twice": 2, "thrice": 3, "bi": 1, "tri": 3}.get(bi, 1)
        period = {"bi": 2, "": 1}.get(bi, 1) * _period_factor(match["adverb"])
        return times, period, None, _period_code(match["adverb"])
    unit = match["unit"] or match["unit2"]
    times = 1
    if match["times"]:
        first = match["times"].lower().split()[0]
        times = _TIMES_WORDS.get(first) or int(first)
    period = 2 if match["other"] or match["other2"] else _small(match["every"] or match["low"])
    return (
        times,
        period * _period_factor(unit),
        _small(match["high"]) if match["high"] else None,
        _period_code(unit),
    )


def _read_latin(match: re.Match[str]) -> tuple[float, float, float | None, str]:
    if match["qn"]:
        return 1, float(match["qn"]), None, {"h": "h", "d": "d", "w": "wk", "m": "mo"}[match["qu"].lower()]
    times, period, unit = _LATIN[match["latin"].lower().replace(".", "")]
    return times, period, None, unit


def _small(number: str | None) -> float:
    return 1 if number is None else SMALL_NUMBERS.get(number.lower()) or float(number)


def _period_code(word: str) -> str:
    word = word.lower()
    return _PERIODS.get(word) or _PERIODS.get(word.rstrip("s"), "d")


def _period_factor(word: str) -> float:
    word = word.lower()
    return 2 if word.startswith("fortnight") else 3 if word.startswith("quarter") else 1


def _find_days(hits: list[Hit]) -> Iterator[Mask]:
    for match, _ in hits:
        days: list[int] = []
        for low, high in re.findall(
            rf"(\d+)(?:{SPACE}?(?:{DASH}|to|through){SPACE}?d?(\d+))?", match["list"]
        ):
            days.extend(range(int(low), int(high or low) + 1))
        yield _mask(
            match,
            Quantity(match.start(), match.end(), "days", low=float(days[0]), unit="d", days=tuple(days))
            if days
            else _empty(match),
        )


def _empty(match: re.Match[str]) -> Quantity:
    return Quantity(match.start(), match.end(), "identifier")


def _find_folds(text: str, hits: list[Hit]) -> Iterator[Mask]:
    for match, _ in hits:
        op = "/" if match["halve"] or match["half"] else "*"
        if match["verb"]:
            value: float = _FOLD_WORDS[match["verb"].lower()]
        else:
            written = match["n"] or match["times"]
            value = (SMALL_NUMBERS.get(written.lower()) or read_decimal(written)) if written else 2
            value += 0.5 if match["ahalf"] else 0
        bound = bound_before(text, match.start())
        yield _mask(
            match, Quantity(match.start(), match.end(), "fold", low=value, op=op, bound=bound, form="word")
        )


def _find_fractions(text: str, hits: list[Hit]) -> Iterator[Mask]:
    for match, _ in hits:
        if match["half"]:
            if _SECOND_HALF.search(text, max(0, match.start() - 10), match.start()):
                continue
            value = 50.0
        else:
            numerator = 1 if match["num"].lower() in ("a", "an") else SMALL_NUMBERS[match["num"].lower()]
            value = round(100 * numerator / _DENOMINATORS[match["den"].lower().rstrip("s")], 1)
        bound = bound_before(text, match.start())
        yield _mask(
            match, Quantity(match.start(), match.end(), "percent", low=value, bound=bound, form="word")
        )


def _find_periods(text: str, hits: list[Hit]) -> Iterator[Mask]:
    """ "a year", "half a year", "a month and a half", "a year or two"."""
    for match, _ in hits:
        if match["a"].lower() in ("a", "an") and not _BEFORE_PERIOD.search(
            text, max(0, match.start() - 24), match.start()
        ):
            continue  # "£6 billion a year", "150 minutes a week": a rate
        low = 0.5 if match["a"].lower().startswith("half") else 1.5 if match["half"] else 1.0
        factor = 10.0 if match["unit"] == "decade" else 1.0
        high = 2.0 * factor if match["or"] else None
        bound = bound_before(text, match.start())
        yield _mask(
            match,
            Quantity(
                match.start(),
                match.end(),
                "duration",
                low * factor,
                high,
                _PERIOD_CODES[match["unit"].lower()],
                bound,
                form="quantifier",
            ),
        )


def _find_quantifiers(hits: list[Hit]) -> Iterator[Mask]:
    """ "no patient", "none", "all the patients", "both women", "a patient": counts without a number."""
    for match, _ in hits:
        start, end = match.span()
        if match["all"]:
            if match["all"].lower() == "both":
                quantity = Quantity(start, end, "ratio", n=2, total=2, form="quantifier")
            else:
                quantity = Quantity(start, end, "percent", low=100, form="quantifier")
        elif match["a"]:
            quantity = Quantity(start, end, "count", low=1, form="quantifier")
        else:
            quantity = Quantity(start, end, "count", low=0, form="quantifier")
        yield _mask(match, quantity)
