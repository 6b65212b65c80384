"""Every quantity of a text, once: amounts, durations, percentages, counts, ranges, intervals ...

Numbers first (number.py), then only the words around each: the connector of a range, the whole unit
(unit.py), "of six", "(61%)". What is certainly no quantity of a study (dates, money, "type 2") is one too, of
a kind that says so, since every number is accounted for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.extract.forms import Mask, find_ready_made
from pipeline.extract.number import Number, find_numbers
from pipeline.extract.sought import Before, Sought
from pipeline.extract.spans import Quantity
from pipeline.extract.unit import Unit, read_unit
from pipeline.extract.words import (
    DASH,
    OR_MORE,
    PEOPLE,
    SPACE,
    bound_after,
    bound_before,
    read_decimal,
)

# Open ends. After the number: "53-plus", "41+", "or more"; before it: "at least", "up to".
_PLUS = re.compile(rf"(?:\+|{DASH}plus\b|{SPACE}plus\b(?={SPACE}(?:years?|months?|weeks?|days?)))")
# Between the two ends of a range or of alternatives.
_CONNECTOR = re.compile(
    rf"(?:{DASH}?{SPACE}+(?P<to>to|through|till|until){SPACE}+|{SPACE}?(?P<dash>{DASH}){SPACE}?|"
    rf"{DASH}?{SPACE}+(?P<or>or){SPACE}+|"
    rf"{DASH}?{SPACE}+(?P<and>and){SPACE}+|{SPACE}?(?P<slash>/){SPACE}?)"
    rf"(?:(?P<open>more{SPACE}than|over|at{SPACE}least|greater{SPACE}than|longer{SPACE}than|>|≥){SPACE}*|"
    rf"(?P<closed>up{SPACE}to|as{SPACE}many{SPACE}as){SPACE}+)?"
)
_ESTIMATE_BEFORE = re.compile(rf"\d[.·]\d+{SPACE}?[\[(]$")
"""Before "[0.45, 0.91]": the interval of an estimate."""
_RANGE_NAMED = re.compile(r"\brange[,:;=]?\s*$", re.I)
# Names of drugs are long, and few other long words of these endings stand before a number.
_DRUG_WORD = r"[A-Za-z-]{4,24}(?:in|ine|ib|ab|il|ide|ate|one|ol|ast|id|an|um|us|xel|rin|yl|az|or|en|ir)"
_NAME_BEFORE = re.compile(rf"\b{_DRUG_WORD}{SPACE}$")
_NAME_BETWEEN = re.compile(
    rf"(?:,{SPACE}?(?:and{SPACE})?|{SPACE}(?:and|plus|with){SPACE}){_DRUG_WORD}{SPACE}(?:at{SPACE})?"
)
_IN_LIST = re.compile(rf"\d{SPACE}?(?:[A-Za-zµ]{{1,3}}(?:/[A-Za-z0-9²]{{1,4}})?)?{SPACE}*,{SPACE}*$")
"""Before "30 mg or 60 mg": it is the end of a list, "10 mg, ..."."""
_COMMA = re.compile(r",\s")
_CHANGE = re.compile(
    r"\b(?:increas|improv|rose|rise|rising|extend|prolong|f[ea]ll|drop|went|go(?:es|ing)?\b|reduc|"
    r"cut\b|declin|lower|"
    r"lengthen|jump|climb|grew|shorten|shrank|decreas|boost|rais|advanc|gain|mov|push|stretch|lift|bump|"
    r"nudg|took|tak(?:e|ing)\b|br(?:ing|ought)|widen|narrow|doubl|tripl)[^.;]{0,130}$",
    re.I,
)
_RANGING = re.compile(
    r"\b(?:rang(?:e|ed|es|ing)|varied|varying|anywhere|lasted|lasting|spann?(?:ed|ing)?)\b[^.;]{0,25}$",
    re.I,
)

_OF = re.compile(
    rf"{SPACE}+(?:\((?P<inner>\d+(?:[.·]\d+)?){SPACE}?(?:%|per{SPACE}?cent)\){SPACE}+)?(?:{PEOPLE}{SPACE}+)?"
    rf"(?:of|out{SPACE}of|in|among){SPACE}+(?:the{SPACE}+|these{SPACE}+|those{SPACE}+|its{SPACE}+|"
    rf"their{SPACE}+|"
    rf"all{SPACE}+|every{SPACE}+|a{SPACE}total{SPACE}of{SPACE}+|our{SPACE}+|only{SPACE}+|"
    rf"first{SPACE}+){{0,3}}$",
    re.I,
)
_BRACKET_PERCENT = re.compile(
    rf"(?:{SPACE}+(?!{DASH})[A-Za-z][\w'’-]*){{0,4}}{SPACE}*[(\[]{SPACE}*(?:or{SPACE}+|about{SPACE}+|"
    rf"i\.e\.,?{SPACE}+)?(?P<p>\d+(?:[.·]\d+)?){SPACE}?(?:%|per{SPACE}?cent)"
)
_BRACKET_RATIO = re.compile(
    rf"{SPACE}*[(\[,]{SPACE}*(?:n{SPACE}*={SPACE}*)?(?P<n>\d[\d,]*){SPACE}*(?:/|"
    rf"{SPACE}of(?:{SPACE}the)?{SPACE}|"
    rf"{SPACE}out{SPACE}of{SPACE}){SPACE}*(?P<total>\d[\d,]*)(?:{SPACE}+{PEOPLE})?{SPACE}*[)\];,]"
)
_TOLERANCE = re.compile(rf"{SPACE}?\(?{SPACE}?(?:±|\+{SPACE}?/?{SPACE}?[-−–]){SPACE}?")
_LIST_SEPARATOR = re.compile(rf"{DASH}?{SPACE}{{0,2}}(?:,{SPACE}?(?:and|or)?|and|or|/|,){SPACE}{{0,2}}")
_AGAINST = re.compile(
    rf"{SPACE}(?:versus|vs?\.?|against|compared{SPACE}(?:with|to)){SPACE}(?:only{SPACE}|just{SPACE})?"
)
_ALL_BEFORE = Before(rf"\ball(?:{SPACE}of{SPACE}the|{SPACE}of|{SPACE}the)?{SPACE}$", re.I)
_ALL_BUT = re.compile(rf"\ball{SPACE}but{SPACE}$", re.I)
_NONE_OF = re.compile(rf"{SPACE}of{SPACE}(?:the{SPACE}|these{SPACE}|those{SPACE}|our{SPACE})?$", re.I)
_THEN_OF = re.compile(
    rf"{SPACE}(?:{PEOPLE}{SPACE})?(?:of|out{SPACE}of){SPACE}(?:the{SPACE}|all{SPACE})?$", re.I
)


# Words before a number that make it a label: "type 2", "grade 3 or 4", "BRCA 1", "Table 2".
_LABEL = Sought(
    r"(?:\b(?:types?|stages?|grades?|phases?|genotypes?|cohorts?|arms?|groups?|parts?|tables?|"
    r"fig(?:ure)?s?\.?|columns?|codes?|clones?|samples?|fractions?|compounds?|complex(?:es)?|levels?|"
    r"class(?:es)?|category|"
    r"lines?|chapter|step|version|exons?|chromosomes?|interleukin|interferon|vitamin|omega|factor|"
    r"volume|vol\.?|issue|pages?|pp?\.|"
    r"nos?\.|number|abstract|score of|scores? (?:of|between|from)|status(?: of)?|NYHA|ECOG|CDAI|"
    r"BRCA|ID:?|score|room|suite|wave|article|"
    r"section|child-pugh|ISS|study|trial|part|model|top|omicron|ba\.|herpes|parvovirus|serotypes?|"
    r"mod\w*|combo|"
    r"ranked among the top|conference id:?|calls? at|issue of|isotope)[\s\u00a0-]*|[#№])$",
    re.I,
)
_PEOPLE_NEXT = re.compile(rf"{SPACE}{PEOPLE}\b")
_LABEL_NEXT = re.compile(rf"(?:{SPACE}*(?:/|,|-|–|or|and|to|through|,{SPACE}*(?:and|or)){SPACE}*)$", re.I)
_TIMEPOINT = Before(r"\b(?:(weeks?)|(months?)|(years?)|(days?))[\s\u00a0]+$", re.I)
_NUMBER_BEFORE = re.compile(
    r"(?:\d|\b(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen|few|"
    r"several))[\s-]+$",
    re.I,
)
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
_GLUED = re.compile(r"[A-Za-zµμ]|-[A-Za-z]{1,2}\b")

_AND_A_HALF = re.compile(r"[-\s]and[-\s]a[-\s]half[-\s]?|[\s-]?½")


def find_quantities(text: str) -> list[Quantity]:
    """Every quantity of `text` in order, without overlap; see Quantity for the kinds.

    Numbers that are part of a longer form (a date, an interval, "twice daily") are read with it, not alone.
    """
    taken = _Taken()
    for mask in find_ready_made(text):
        taken.add(mask)
    numbers = [n for n in find_numbers(text) if not taken.covers(n.start, n.end)]
    quantities = [*taken.quantities, *_assemble(text, numbers)]
    quantities.sort()
    return _merge_brackets(text, _without_overlaps(quantities))


def _without_overlaps(quantities: Iterable[Quantity]) -> Iterator[Quantity]:
    """Of two readings that overlap ("5 of 6 days 1, 8") the first is kept."""
    end = 0
    for quantity in quantities:
        if quantity.start >= end:
            end = quantity.end
            yield quantity


class _Taken:
    """Stretches already read, looked up by character; the first reader of a stretch keeps it."""

    def __init__(self) -> None:
        self.quantities: list[Quantity] = []
        self._covered: set[int] = set()

    def covers(self, start: int, end: int) -> bool:
        return start in self._covered or (end - 1) in self._covered

    def add(self, mask: Mask) -> None:
        if not self.covers(mask.start, mask.end):
            self._covered.update(range(mask.start, mask.end))
            self.quantities.append(mask.quantity)


# ---------------------------------------------------------------- numbers with what is around them


class _End(NamedTuple):
    """One end of a range: its number, whether "+" leaves it open, its own unit, and where all that ends."""

    number: Number
    plus: bool
    unit: Unit | None
    end: int
    listed: bool = False
    """Whether the unit is that of a later number in a list."""


def _assemble(text: str, numbers: list[Number]) -> Iterator[Quantity]:
    """Read the numbers left to right: label, ordinal, "n of N", range, amount with unit, or bare count."""
    ends = _share_units(text, [_read_end(text, number) for number in numbers])
    i = 0
    previous_label = -1
    while i < len(numbers):
        number = numbers[i]
        if _is_label(text, number, previous_label):
            previous_label = number.end
            yield Quantity(number.start, number.end, "identifier", low=number.value, form=number.form)
            i += 1
            continue
        quantity, used = _read_at(text, ends, i)
        if quantity is not None:
            yield quantity
        i += used


def _share_units(text: str, ends: list[_End]) -> list[_End]:
    """In "1, 2 and 60 mg" and "20/27 mg/m²" the unit of the last number is the unit of all."""
    shared: list[_End] = []
    following: _End | None = None
    for end in reversed(ends):
        if end.unit is None and not end.plus and following is not None and following.unit is not None:
            between = text[end.end : following.number.start]
            listed = len(between) < 9 and _LIST_SEPARATOR.fullmatch(between)
            listed = listed or (following.unit.sort == "percent" and _AGAINST.fullmatch(between))
            if listed or _is_named_dose(text, end, following):
                end = end._replace(unit=following.unit, listed=True)
        shared.append(end)
        following = end
    return shared[::-1]


def _is_named_dose(text: str, end: _End, following: _End) -> bool:
    """ "oxaliplatin 85, irinotecan 150 and fluorouracil 2400 mg/m²": each behind its name."""
    if following.unit is None or following.unit.sort != "amount" or end.number.form != "digits":
        return False
    named = _NAME_BEFORE.search(text, max(0, end.number.start - 26), end.number.start)
    next_named = _NAME_BETWEEN.fullmatch(text, end.end, following.number.start)
    return bool(named and next_named) and not 1900 <= end.number.value <= 2100


def _is_label(text: str, number: Number, previous_label: int) -> bool:
    """ "type 2", "grade 3 or 4" (the second number through the first), "stage 3"."""
    before = text[max(0, number.start - 24) : number.start]
    if previous_label >= 0 and number.start - previous_label < 8 and number.value < 20:
        return _LABEL_NEXT.match(text[previous_label : number.start]) is not None
    if number.value >= 1000 and _PEOPLE_NEXT.match(text, number.end):
        return False  # "in that trial 10 744 volunteers"
    return number.value < 10_000_000 and _LABEL.search(before) is not None


def _read_at(text: str, ends: list[_End], i: int) -> tuple[Quantity | None, int]:
    """The quantity that begins at number i, and how many numbers it took."""
    first = ends[i]
    number = first.number
    if number.form == "digits" and _ORDINAL.match(text, number.end):
        return Quantity(number.start, number.end + 2, "ordinal", low=number.value), 1
    timepoint = _read_timepoint(text, ends, i)
    if timepoint:
        return timepoint
    if i + 1 < len(ends):
        own = first._replace(unit=None) if first.listed else first
        quantity = (
            _read_tolerance(text, own, ends[i + 1])
            or _read_ratio(text, own, ends[i + 1])
            or _read_range(text, own, ends[i + 1])
            or _read_bracketed_range(text, first, ends[i + 1])
        )
        if quantity is not None:
            return quantity, 2
    return _read_single(text, first), 1


def _read_timepoint(text: str, ends: list[_End], i: int) -> tuple[Quantity, int] | None:
    """ "week 24", "weeks 8 and 16", "month 6": a point in time, not a length of time."""
    match = _TIMEPOINT.search(text, max(0, ends[i].number.start - 10), ends[i].number.start)
    if (
        match is None
        or ends[i].number.form != "digits"
        or _NUMBER_BEFORE.search(text, max(0, match.start() - 12), match.start())
    ):
        return None
    unit_after = read_unit(text, ends[i].number.end)
    if unit_after is not None and unit_after.sort == "percent":
        return None
    unit = next(code for code, word in zip(("wk", "mo", "a", "d"), match.groups(), strict=True) if word)
    used, high = 1, None
    while i + used < len(ends) and _LABEL_NEXT.match(
        text[ends[i + used - 1].number.end : ends[i + used].number.start]
    ):
        if (
            not float(ends[i + used].number.value).is_integer()
            or read_unit(text, ends[i + used].number.end) is not None
        ):
            break
        high = ends[i + used].number.value
        used += 1
    end = ends[i + used - 1].number.end
    return Quantity(match.start(), end, "timepoint", ends[i].number.value, high, unit), used


def _read_end(text: str, number: Number) -> _End:
    """A number with "+" and unit: "53-plus months", "1.1+", "18.0%", "three and a half years"."""
    end, value = number.end, number.value
    half = _AND_A_HALF.match(text, end)
    if half is not None:
        number = number._replace(value=value + 0.5, end=half.end())
        end = half.end() - (1 if text[half.end() - 1] in " -" else 0)
    plus = _PLUS.match(text, end)
    end = plus.end() if plus else end
    unit = None if number.form == "digits" and _decimal_glued(text, number) else read_unit(text, end)
    return _End(number, plus is not None, unit, unit.end if unit else end)


def _decimal_glued(text: str, number: Number) -> bool:
    """ "2b" and "5-FU" are names; "16mg" and "24h" are amounts: a letter that is no unit makes it a name."""
    return _GLUED.match(text, number.end) is not None and read_unit(text, number.end) is None


def _read_tolerance(text: str, first: _End, second: _End) -> Quantity | None:
    """ "5 ± 0.3 mm", "12.4% (±3.1%)", "7.2 (± 0.4) months"."""
    match = _TOLERANCE.match(text, first.end)
    if match is None or match.end() != second.number.start:
        return None
    end, unit = second.end, second.unit or first.unit
    if "(" in match.group() and text[end : end + 1] == ")":
        after = None if unit else read_unit(text, end + 1)
        unit, end = unit or after, after.end if after else end + 1
    bound = bound_before(text, first.number.start)
    whole = _with_unit(first.number.start, end, first.number.value, None, unit, bound, first.number.form)
    return whole._replace(spread=second.number.value)


def _read_ratio(text: str, first: _End, following: _End) -> Quantity | None:
    """ "five of six", "13 of the 22", "67 per cent of the 347", "97/121", "54 (54%) of 100", "9 out of
    every 10".
    """
    if first.plus or (first.unit and first.unit.sort != "percent") or following.number.start - first.end > 80:
        return None
    between = text[first.end : following.number.start]
    match = _OF.match(between)
    slash = between.strip() == "/" and first.unit is None
    if match is None and not slash:
        return None
    second = following._replace(unit=None) if following.listed else following
    if (
        second.unit is not None
        or second.plus
        or following.number.value < 1
        or not float(following.number.value).is_integer()
    ):
        return None
    if first.unit:  # a percentage of a group
        if slash or not re.search(r"of\s", between):
            return None
        bound = bound_before(text, first.number.start)
        return Quantity(
            first.number.start,
            following.number.end,
            "ratio",
            total=following.number.value,
            percent=first.number.value,
            bound=bound,
        )
    return _count_of(text, first, following, match, slash)


def _count_of(
    text: str, first: _End, following: _End, match: re.Match[str] | None, slash: bool
) -> Quantity | None:
    n, total = first.number.value, following.number.value
    if n > total or not float(n).is_integer():
        return None
    words = text[first.end : following.number.start].lower()
    if slash and (total < 5 or first.number.form == "word"):
        return None
    bound = bound_before(text, first.number.start)
    start, end = first.number.start, following.number.end
    all_but = _ALL_BUT.search(text, max(0, start - 8), start)
    if all_but is not None:
        start, n = all_but.start(), total - n
    if match is not None and re.search(r"\b(?:in|among)\b", words):
        if (
            (n > 3 and total not in (10, 100))
            or total > 1000
            or "among" in words
            or following.number.start - first.end > 6
        ):
            return None
        return Quantity(
            start, end, "percent", low=round(100 * n / total, 1), bound=bound, form="word", n=n, total=total
        )
    percent = read_decimal(match["inner"]) if match is not None and match["inner"] else None
    return Quantity(start, end, "ratio", n=n, total=total, percent=percent, bound=bound)


def _read_range(text: str, first: _End, following: _End) -> Quantity | None:
    """ "23 to 53-plus months", "six or 12", "1.1+ to 18.0+", "64.1%–73.8%", "between 9 and 11", "20/27
    mg/m²".
    """
    connector = _CONNECTOR.match(text, first.end)
    if connector is None or connector.end() != following.number.start:
        return None
    second = following
    before = text[max(0, first.number.start - 150) : first.number.start]
    if not _is_range(connector, first, second, before):
        return None
    unit = second.unit or first.unit
    bound = "min" if second.plus or connector["open"] else None
    bound = bound or bound_before(text, first.number.start) or bound_after(text, second.end)
    low, high = sorted((first.number.value, second.number.value))
    return _with_unit(first.number.start, second.end, low, high, unit, bound, second.number.form)


def _read_bracketed_range(text: str, first: _End, second: _End) -> Quantity | None:
    """ "(range 2.7, 20.7+)", "(range: 1.1, 14 months)", "0.64 [0.45, 0.91]": the ends divided by a comma, as
    regulators print them.
    """
    ahead = (text, max(0, first.number.start - 16), first.number.start)
    named = _RANGE_NAMED.search(*ahead) or _ESTIMATE_BEFORE.search(*ahead)
    if not (named and _COMMA.fullmatch(text, first.end, second.number.start)):
        return None
    if text[second.end : second.end + 1] not in (")", "]", ";") or first.number.value > second.number.value:
        return None
    bound = "min" if second.plus else None
    low, high = first.number.value, second.number.value
    return _with_unit(first.number.start, second.end, low, high, second.unit, bound, second.number.form)


def _is_range(connector: re.Match[str], first: _End, second: _End, before: str) -> bool:
    """Whether the two numbers are ends of one range, not two figures side by side."""
    if first.unit and second.unit and first.unit.code != second.unit.code:
        return False
    if first.unit and not second.unit and first.unit.sort != "percent":
        return False
    if connector["slash"]:
        return False
    low, high = first.number.value, second.number.value
    if connector["and"]:
        return re.search(rf"\bbetween{SPACE}+(?:about{SPACE}+|roughly{SPACE}+)?$", before, re.I) is not None
    if connector["or"]:
        if _IN_LIST.search(before[-16:]):
            return False
        return low < high <= 50 * max(low, 0.1) and (second.unit is not None or high <= 60)
    if connector["to"] and re.search(
        rf"\bfrom{SPACE}+(?:an?{SPACE}(?:average|median|mean){SPACE}of{SPACE}+|about{SPACE}+|"
        rf"just{SPACE}+|roughly{SPACE}+)?$",
        before,
        re.I,
    ):
        changed = _CHANGE.search(before) is not None
        return (
            not changed
            and (_RANGING.search(before) is not None or low <= high)
            and not (first.unit and _CHANGE.search(before))
        )
    return low <= high or (connector["to"] is not None and (first.plus or low < 0))


def _read_all(text: str, number: Number) -> Quantity | None:
    """ "all 21" is 21 of 21."""
    match = _ALL_BEFORE.search(text, max(0, number.start - 30), number.start)
    if match is None or not float(number.value).is_integer() or number.value < 2:
        return None
    return Quantity(match.start(), number.end, "ratio", n=number.value, total=number.value, form="quantifier")


def _read_single(text: str, first: _End) -> Quantity | None:
    number, unit = first.number, first.unit
    if unit is None and (everyone := _read_all(text, number)) is not None:
        return everyone
    if unit is None and number.form == "digits" and _GLUED.match(text, number.end):
        return Quantity(number.start, number.end, "identifier", low=number.value)
    if unit is None and _is_year(text, number):
        return Quantity(number.start, number.end, "date", low=number.value)
    bound = "min" if first.plus else bound_before(text, number.start)
    end = first.end
    after = OR_MORE.match(text, end)
    if after:
        bound, end = ("min" if after[1] else "max"), after.end()
    if unit is not None and unit.end > first.end:
        end = max(end, number.end)
    return _with_unit(number.start, end, number.value, None, unit, bound, number.form)


_PEOPLE_NEXT = re.compile(
    r"\s(?:patients|women|men|people|participants|adults|children|volunteers|subjects)\b"
)
_YEAR_BEFORE = re.compile(r"\b(?:in|since|of|by|from|until|early|late|mid|to|and|during|the)[\s-]$", re.I)


def _is_year(text: str, number: Number) -> bool:
    written = text[number.start : number.end]
    if _PEOPLE_NEXT.match(text, number.end) and not _YEAR_BEFORE.search(
        text, max(0, number.start - 12), number.start
    ):
        return False
    return len(written) == 4 and written.isdigit() and 1900 <= number.value <= 2100


def _with_unit(
    start: int, end: int, low: float, high: float | None, unit: Unit | None, bound: str | None, form: str
) -> Quantity:
    kinds = {"percent": "percent", "time": "duration", "amount": "amount", "points": "points"}
    kind = kinds[unit.sort] if unit else "count"
    code = unit.code if unit and unit.sort != "percent" else None
    return Quantity(start, end, kind, low, high, code, bound, form=form)


# ---------------------------------------------------------------- a count and its percentage are one


def _merge_brackets(text: str, quantities: Iterable[Quantity]) -> list[Quantity]:
    """Join "41 of 67" with "(61%)", "14 patients" with "(7 percent)", "82%" with "(176/216)": one fact
    each.
    """
    merged: list[Quantity] = []
    for quantity in quantities:
        previous = merged[-1] if merged else None
        joined = _join(text, previous, quantity) if previous is not None else None
        if joined is not None:
            merged[-1] = joined
        else:
            merged.append(quantity)
    return merged


def _join(text: str, first: Quantity, second: Quantity) -> Quantity | None:
    """The one quantity that two neighbours make, or None."""
    between = text[first.end : second.start]
    if len(between) > 60:
        return None
    bare = second.kind == "count" and second.high is None and second.form != "quantifier"
    if bare and first.kind == "count" and first.low == 0 and _NONE_OF.fullmatch(between):
        return Quantity(first.start, second.end, "ratio", n=0, total=second.low, form="quantifier")
    if bare and first.kind == "ratio" and first.total is None and _THEN_OF.fullmatch(between):
        return first._replace(total=second.low, end=second.end)
    if second.kind == "percent":
        return _join_percent(text, first, second)
    return _join_counts(text, first, second) if second.kind == "ratio" else None


def _join_percent(text: str, first: Quantity, second: Quantity) -> Quantity | None:
    """ "41 of 67" with "(61%)", "14 patients" with "(7 percent)"."""
    if first.kind not in ("ratio", "count") or first.percent is not None or second.high is not None:
        return None
    match = _BRACKET_PERCENT.match(text, first.end)
    if match is None or match.start("p") != second.start or not _plausible(first, second.low):
        return None
    end = match.end() + (text[match.end() : match.end() + 1] in (")", "]"))
    if first.kind == "count":
        whole = first.high is None
        return (
            first._replace(kind="ratio", n=first.low, percent=second.low, low=None, end=end)
            if whole
            else None
        )
    return first._replace(percent=second.low, end=end) if first.n is not None else None


def _join_counts(text: str, first: Quantity, second: Quantity) -> Quantity | None:
    """ "82%" with "(176/216)"."""
    if first.kind != "percent" or first.high is not None or second.percent is not None:
        return None
    match = _BRACKET_RATIO.match(text, first.end)
    if match is None or match.start("n") != second.start:
        return None
    end = match.end() - (text[match.end() - 1] not in ")]")
    return Quantity(
        first.start, end, "ratio", n=second.n, total=second.total, percent=first.low, bound=first.bound
    )


def _plausible(first: Quantity, percent: float | None) -> bool:
    """A bracketed percentage belongs to the count before it unless the arithmetic is far out."""
    if first.kind == "count":
        return first.low is not None and float(first.low).is_integer() and first.form != "quantifier"
    if first.n is None or not first.total or percent is None:
        return False
    return abs(100 * first.n / first.total - percent) < 15
