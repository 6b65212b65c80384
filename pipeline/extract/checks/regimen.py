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
_ANOTHER_PART = re.compile(
    r"\b(?:then|followed|maintenance|thereafter|afterwards|after|until|continu\w+|indefinite\w*|another|further|"
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
