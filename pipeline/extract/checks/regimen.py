"""How a treatment is given: cycles against its duration, doses against the others of the article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from pipeline.extract.checks.reading import Fact, Finding, Passage, Reading, in_days, show, single, span_of

_IN_MG = {"ug": 1e-3, "mg": 1.0, "g": 1e3, "kg": 1e6}
_LIMIT_MG = {"": 200_000.0, "/kg": 20_000.0, "/m2": 100_000.0}
"""Gross limits, not therapeutic ones: a cup of drug in one dose, and as much by weight or surface."""
_GENEROUS = 2.0
_WEEK = 7
_BEHIND = 30
"""Characters behind a duration that may tell what it is of: "for 36 months after that"."""
_ANOTHER_PART = re.compile(
    r"\b(?:then|followed|maintenance|thereafter|afterwards|after|until|continu\w+|indefinite\w*|another|"
    r"further|"
    r"previous\w*|prior|before|remaining|rest)\b"
)
"""Words by which the duration may be that of another part of the treatment."""


def check_cycles(reading: Reading) -> Iterator[Finding]:
    """ "six 28-day cycles, 18 months in all": cycles times their length is far from the duration."""
    for passage in reading.passages:
        there = [passage.of_type(kind) for kind in ("CYCLE_COUNT", "CYCLE_LENGTH", "DURATION")]
        if any(len(facts) != 1 or "bound" in facts[0] for facts in there) or _ANOTHER_PART.search(
            passage.lower
        ):
            continue
        count, length, duration = (facts[0] for facts in there)
        if len({tuple(fact.get("drugs", ())) for fact in (count, length, duration)}) > 1:
            continue
        if finding := _compare_cycles(count, length, duration):
            yield finding
    yield from _check_components(reading)


def _check_components(reading: Reading) -> Iterator[Finding]:
    """The same where a paragraph tells the three in several sentences, of one drug in one part of its arm."""
    told = {(fact["type"], *span_of(fact)): fact for fact in reading.facts}
    for component in (each for arm in reading.arms for each in arm["regimen"]):
        lengths = [("CYCLE_LENGTH", *span) for span in component["cycle_lengths"]]
        lengths = lengths or [("SCHEDULE", *span) for span in component["schedules"]]
        counts = [("CYCLE_COUNT", *span) for span in component["cycles"]]
        durations = [("DURATION", *span) for span in component["durations"]]
        if [len(lengths), len(counts), len(durations)] != [1, 1, 1]:
            continue
        count, length, duration = (told[key] for key in (counts[0], lengths[0], durations[0]))
        if any("bound" in fact for fact in (count, length, duration)):
            continue
        finding = _compare_cycles(count, _as_length(length), duration)
        if finding and _tells_one_part(reading.text, finding):
            yield finding


def _as_length(fact: Fact) -> Fact:
    """ "every three weeks for six cycles": what comes once in weeks comes once a cycle."""
    weekly = fact.get("times") == 1 and (in_days(single(fact["period"]) or 0, fact["unit"]) or 0) >= _WEEK
    return fact if fact["type"] == "CYCLE_LENGTH" else fact | {"value": fact["period"] if weekly else []}


def _tells_one_part(text: str, finding: Finding) -> bool:
    """Whether the words stand in one paragraph, and none between them opens another part of the treatment."""
    start, end = finding.spans[0][0], max(end for _, end in finding.spans)
    around = text[max(text.rfind(". ", 0, start), text.rfind("\n", 0, start), 0) : end + _BEHIND]
    return "\n" not in text[start:end] and _ANOTHER_PART.search(around.lower()) is None


def _compare_cycles(count: Fact, length: Fact, duration: Fact) -> Finding | None:
    counts, lengths = _ends(count, 1.0), _ends(length, None)
    lasted = _ends(duration, None)
    if counts is None or lengths is None or lasted is None:
        return None
    low, high = counts[0] * lengths[0] / _GENEROUS, counts[1] * lengths[1] * _GENEROUS
    if low <= lasted[1] and lasted[0] <= high:
        return None
    cycles = f"{count['text']} of {length['text']}"
    message = f"{cycles} make {show(counts[0] * lengths[0])} days, not {duration['text']}"
    numbers = {"cycles": counts[0], "length": lengths[0], "duration": lasted[0]}
    return Finding(
        "cycles", "warning", message, numbers, tuple(sorted(map(span_of, (count, length, duration))))
    )


def _ends(fact: Fact, factor: float | None) -> tuple[float, float] | None:
    """Its least and greatest value, in days if it has a unit of time."""
    values = fact["value"] if isinstance(fact["value"], list) else [fact["value"]]
    days = [value * factor if factor else in_days(value, fact.get("unit")) for value in values]
    known = [day for day in days if day is not None]
    return (min(known), max(known)) if known else None


def check_doses(reading: Reading) -> Iterator[Finding]:
    """A dose that no body takes, or one that is the usual one of the article times 10, 100 or 1000."""
    for fact in reading.of_type("DOSE"):
        size = _in_mg(fact) if "bound" not in fact else None
        if size is not None and size[0] > _LIMIT_MG.get(size[1], float("inf")):
            message = f"{fact['text']} is more than any single dose"
            yield Finding("dose", "error", message, {"mg": size[0]}, (span_of(fact),))
    by_drug: dict[tuple[tuple[str, ...], str], list[tuple[float, Fact]]] = {}
    for passage in reading.passages:
        for key, doses in _doses_of(passage).items():
            # Different doses in one sentence, a step-up or two arms, are meant.
            if len({mg for mg, _ in doses}) == 1:
                by_drug.setdefault(key, []).extend(doses)
    for same in by_drug.values():
        yield from _find_slips(same)


def _doses_of(passage: Passage) -> dict[tuple[tuple[str, ...], str], list[tuple[float, Fact]]]:
    """(drug, what the milligrams are per) -> the doses that the sentence gives."""
    doses: dict[tuple[tuple[str, ...], str], list[tuple[float, Fact]]] = {}
    for fact in passage.of_type("DOSE"):
        size = _in_mg(fact)
        if size is not None and fact.get("drugs") and "bound" not in fact:
            doses.setdefault((tuple(fact["drugs"]), size[1]), []).append((size[0], fact))
    return doses


def _in_mg(fact: Fact) -> tuple[float, str] | None:
    """(milligrams, what they are per); None for other units and for ranges."""
    mass, slash, per = fact["unit"].partition("/")
    value = single(fact["value"])
    return (value * _IN_MG[mass], slash + per) if value is not None and mass in _IN_MG else None


def _find_slips(same: list[tuple[float, Fact]]) -> Iterator[Finding]:
    """The odd dose out, told once, where its tenfold or thousandfold is told more often."""
    counts = Counter(mg for mg, _ in same)
    for usual, odd in combinations(sorted(counts, key=lambda mg: (-counts[mg], mg)), 2):
        factor = max(usual, odd) / min(usual, odd) if min(usual, odd) else 0
        if (
            counts[odd] != 1
            or counts[usual] < 2
            or not any(abs(factor - f) < 1e-6 * f for f in (10, 100, 1000))
        ):
            continue
        fact = next(fact for mg, fact in same if mg == odd)
        other = next(fact for mg, fact in same if mg == usual)
        message = f"{fact['text']}, but {other['text']} elsewhere: {show(factor)} times as much or as little"
        spans = tuple(sorted((span_of(other), span_of(fact))))
        yield Finding("dose", "warning", message, {"mg": odd, "usual mg": usual}, spans)
