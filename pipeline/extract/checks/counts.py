"""Counts: n/N against the percentage, the part against the whole, arms against those who were enrolled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.extract.checks.reading import Fact, Finding, Passage, Reading, Severity, show, single, span_of
from pipeline.extract.spans import Quantity
from pipeline.extract.words import PEOPLE

_OPENS = re.compile(r"(?:\s[a-z][\w'’-]*){0,5}\s?(?:[(\[]|,\s?or)\s?(?:or |about |i\.e\.,? )?")
_CLOSES = re.compile(r"\s?(?:[)\];]|,\s)")
_OF = re.compile(rf"\s(?:{PEOPLE}\s)?(?:of|out of)\s(?:the |all )?(?:first |evaluable )?")
_PEOPLE_NEXT = re.compile(
    r"\s(?:[\w-]+\s){0,2}?(?:patients|people|women|men|participants|adults|children|volunteers|subjects)\b"
)
_DIVIDED = re.compile(
    r"\b(?:randomi[sz]|assigned|allocat|allot|split|divided|enroll?|recruit|took part|trial of)\w*"
)
"""Of a sentence that tells how many were divided among the arms."""
_IN_DIGITS = re.compile(r"\d\s?(?:%|per\s?cent)")
_IN_BRACKETS = re.compile(r"\bn\s?=\s?$", re.I)
_COUNTED = ("RESPONSE", "ADVERSE_EVENT")
_ESTIMATED = ("SURVIVAL", "EFFECT")
"""Rates from a survival curve, which no division of counts gives."""
_ABOUT = 10.0
"""Percentage points by which "nearly half" may miss."""
_MANY = 60
"""Groups in a review of many studies, where some group fits any number."""
_SLIP = 0.25
"""Numbers that differ by more than this share are those of another group, or of another study."""


def check_percentages(reading: Reading) -> Iterator[Finding]:
    """ "41 of 67 (90%)": n/N is not the percentage beside it, rounded or cut."""
    for passage in reading.passages:
        estimated = {fact["start"] for fact in passage.of_type(*_ESTIMATED)}
        seen: set[int] = set()
        for n, total, percent, items in _stated(passage):
            if items[0].start in seen | estimated or not total:
                continue
            seen.add(items[0].start)
            if finding := _compare(n, total, percent, items, passage.between(items[0].start, items[-1].end)):
                yield finding


def _stated(passage: Passage) -> Iterator[tuple[float, float, float, list[Quantity]]]:
    """(n, total, percent, where) of counts with their percentage, in one quantity or in two neighbours."""
    for q in passage.quantities:
        if q.n is not None and q.total is not None and q.percent is not None and q.bound is None:
            yield q.n, q.total, q.percent, [q]
    for first, second in pairwise(passage.quantities):
        count, share = (first, second) if first.kind == "ratio" else (second, first)
        if count.kind != "ratio" or share.kind != "percent" or count.percent is not None:
            continue
        if count.n is None or count.total is None or share.low is None or share.high is not None:
            continue
        if count.bound is None and share.bound is None and _is_beside(passage, first, second):
            yield count.n, count.total, share.low, [first, second]


def _is_beside(passage: Passage, first: Quantity, second: Quantity) -> bool:
    """Whether the second of two figures only says the first once more: "41 of 67 patients (61%)"."""
    opened = _OPENS.fullmatch(passage.between(first.end, second.start))
    return opened is not None and _CLOSES.match(passage.between(second.end, second.end + 2)) is not None


def _compare(n: float, total: float, percent: float, items: list[Quantity], words: str) -> Finding | None:
    computed = 100 * n / total
    digits = len(f"{percent:g}".partition(".")[2])
    tolerance = 10.0**-digits if _IN_DIGITS.search(words) else _ABOUT
    off = abs(computed - percent)
    if off <= tolerance + 1e-9:
        return None
    message = f"{show(n)} of {show(total)} is {show(computed)}%, not {show(percent)}%"
    numbers = {"n": n, "total": total, "stated": percent, "computed": round(computed, 2)}
    severity: Severity = "warning" if off <= 2 else "error"
    return Finding("percentage", severity, message, numbers, tuple(span_of(q) for q in items))


def check_parts(reading: Reading) -> Iterator[Finding]:
    """ "67 of the 41 patients", "responded in 130 percent": a part that is more than the whole."""
    for passage in reading.passages:
        for first, second in pairwise(passage.quantities):
            if _is_part_of(passage, first, second) and (first.low or 0) > (second.low or 0):
                n, total = first.low or 0, second.low or 0
                message = f"{show(n)} of {show(total)} is more than all"
                spans = (span_of(first), span_of(second))
                yield Finding("part", "error", message, {"n": n, "total": total}, spans)
    for fact in reading.of_type(*_COUNTED, "SURVIVAL"):
        percent = single(fact.get("percent"))
        if percent is not None and percent > 100:
            message = f"{show(percent)}% of patients is more than all"
            yield Finding("part", "error", message, {"percent": percent}, (span_of(fact),))


def _is_part_of(passage: Passage, first: Quantity, second: Quantity) -> bool:
    bare = all(q.kind == "count" and q.form == "digits" and q.high is None for q in (first, second))
    return (
        bare
        and _OF.fullmatch(passage.between(first.end, second.start)) is not None
        and _PEOPLE_NEXT.match(passage.between(second.end, second.end + 60)) is not None
    )


def check_enrolled(reading: Reading) -> Iterator[Finding]:
    """A few more patients in a result than in the largest group; a percentage that needs another N."""
    groups = reading.of_type("ENROLLMENT")
    sizes = [size for fact in groups if (size := single(fact["n"])) is not None and "bound" not in fact]
    if len(sizes) < len(groups) or not sizes or len(groups) > _MANY:
        return  # "more than 600 patients": the largest group is not known
    largest = max(sizes)
    for fact in reading.of_type(*_COUNTED):
        n, total = single(fact.get("n")), single(fact.get("total"))
        counted = total if total is not None else n
        if counted is not None and largest < counted <= (1 + _SLIP) * largest:
            message = f"{show(counted)} patients, but no group of the article has more than {show(largest)}"
            yield Finding(
                "enrolled", "warning", message, {"counted": counted, "largest": largest}, (span_of(fact),)
            )
        elif n and total is None and (finding := _check_arm(fact, n, groups, sizes)):
            yield finding


def _check_arm(fact: Fact, n: float, groups: list[Fact], sizes: list[float]) -> Finding | None:
    """ "84 (54 percent)" of an arm of 240: neither that arm nor any other group gives the percentage."""
    percent = single(fact.get("percent"))
    own = [g for g in groups if g.get("drugs") and g.get("drugs") == fact.get("drugs")]
    if percent is None or "bound" in fact or len(own) != 1 or len(groups) < 2:
        return None
    size = own[0]["n"]
    digits = len(f"{percent:g}".partition(".")[2])
    slack = max(10.0**-digits, 0.15 * percent)  # a few who were not evaluable
    if any(abs(100 * n / other - percent) <= slack for other in {*sizes, sum(sizes[:2])} if other):
        return None
    message = f"{show(n)} of the arm's {show(size)} is {show(100 * n / size)}%, not {show(percent)}%"
    numbers = {"n": n, "total": size, "stated": percent, "computed": round(100 * n / size, 2)}
    return Finding("enrolled", "note", message, numbers, (span_of(own[0]), span_of(fact)))


def check_arm_sizes(reading: Reading) -> Iterator[Finding]:
    """ "500 women: 253 got X and 347 placebo": the arms do not add up to the total."""
    for i, passage in enumerate(reading.passages):
        if not passage.of_type("ENROLLMENT") or not _DIVIDED.search(passage.lower):
            continue
        groups = passage.of_type("ENROLLMENT")
        for before, following in pairwise(reading.passages[i : i + 3]):
            # The arms of a trial may be told in the sentences behind its total, within the paragraph.
            if len(groups) > 2 or following.start - before.end > 1:
                break
            groups = groups + following.of_type("ENROLLMENT")
        if 3 <= len(groups) <= 5 and all(_is_size(group) for group in groups):
            whole, *parts = groups
            if all(_is_arm(reading.text, part) for part in parts) and (finding := _add_up(whole, parts)):
                yield finding


def _is_arm(text: str, group: Fact) -> bool:
    """Whether a group is told with its treatment, or in a bracket behind it: "placebo (n = 171)"."""
    return (
        "drugs" in group or _IN_BRACKETS.search(text[max(0, group["start"] - 6) : group["start"]]) is not None
    )


def _is_size(group: Fact) -> bool:
    return single(group["n"]) is not None and "bound" not in group


def _add_up(whole: Fact, parts: list[Fact]) -> Finding | None:
    total, sizes = whole["n"], [part["n"] for part in parts]
    sums = [sum(sizes[:count]) for count in range(2, len(sizes) + 1)]
    if max(sizes) >= total or total in sums:
        return None
    off = sums[-1] - total
    if abs(off) > _SLIP * total:
        return None
    message = f"arms of {' + '.join(map(show, sizes))} are {show(sums[-1])} patients, not {show(total)}"
    numbers = {f"arm {i}": size for i, size in enumerate(sizes, start=1)} | {"sum": sums[-1], "total": total}
    spans = tuple(span_of(group) for group in (whole, *parts))
    return Finding("arm_sizes", "error" if off > 0 else "warning", message, numbers, spans)
