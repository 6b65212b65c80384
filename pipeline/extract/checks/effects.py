"""Relative effects: a ratio against the words around it, and against the reduction that it is told as."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.extract.checks.reading import Fact, Finding, Passage, Reading, Severity, show, single, span_of

_RISK = r"(?:risks?|hazards?|odds|chances?|likelihood|deaths?|mortality|incidence|relapses?)"
_GAP = r"(?:\s[\w'’%.-]+){0,4}?\s"
_DOWN = re.compile(
    rf"\b(?:reduc(?:e[sd]?|ing)|lower(?:s|ed|ing)|cuts?|cutting|decreas(?:e[sd]|ing)|slash(?:es|ed)|"
    rf"halv(?:es|ed))"
    rf"(?:{_GAP}|\s){_RISK}\b"
    rf"|\b(?:lower|reduced|decreased|smaller|reduction in|drop in|decrease in){_GAP}?{_RISK}\b"
    rf"|\b(?:lower|reduced|decreased) {_RISK}\b|\bless likely\b"
)
_UP = re.compile(
    rf"\b(?:increas(?:e[sd]?|ing)|rais(?:e[sd]?|ing)|doubl(?:e[sd]?|ing)|tripl(?:e[sd]?|ing))(?:{_GAP}|"
    rf"\s){_RISK}\b"
    rf"|\b(?:higher|increased|greater|elevated|raised|increase in|rise in){_GAP}?{_RISK}\b"
    rf"|\b(?:higher|increased|greater|elevated|raised) {_RISK}\b|\bmore likely\b"
)
_BETTER = re.compile(
    r"\b(?:prolong|extend|improv|lengthen)(?:s|ed|es|ing)?(?:\s[\w'’-]+){0,4}?\s(?:survival|pfs|os|dfs|efs)\b"
)
_DENIED = re.compile(
    r"\b(?:not|no|nor|without|fail(?:s|ed|ure)?|neither|rather than|instead of|did ?n['’]t)\b"
)
_BORDER = re.compile(r"[;:]\s|,?\s(?:but|while|whereas|although|though|however|yet)\s|\.\s")
_BESIDE = re.compile(r"[^.;()\[\]]{0,60}[(\[,;:)\]][\w\s,:=-]{0,40}")
_DESIGN = re.compile(r"\b(?:power|powered|two-tailed|two-sided alpha)\b")
"""Of how the study was planned: its percentages are no results."""
_RISK_RATIOS = ("HR", "RR")


def check_direction(reading: Reading) -> Iterator[Finding]:
    """ "reduced the risk of death (HR 1.32)": the ratio says the opposite of the words before it."""
    for passage in reading.passages:
        previous = passage.start
        for fact in passage.of_type("EFFECT"):
            value = single(fact["value"])
            if fact["measure"] in _RISK_RATIOS and value is not None and _is_written_ratio(fact):
                yield from _compare(passage, fact, value, _clause(passage, previous, fact["start"]))
            if fact["measure"] in (*_RISK_RATIOS, "OR"):
                previous = fact["end"]


def _is_written_ratio(fact: Fact) -> bool:
    """A ratio in digits, "0.73"; "doubled" is a word for its own direction."""
    return (
        bool(fact["text"][:1].isdigit())
        and re.match(r"\d[\d.·,]*(?![\d.·,]*\s?(?:times|-?fold))", fact["text"]) is not None
    )


def _clause(passage: Passage, start: int, end: int) -> str:
    """The words of the ratio's own clause before it."""
    words = passage.between(max(start, end - 220), end)
    *_, last = [0, *(match.end() for match in _BORDER.finditer(words))]
    # A border right before the number, "hazard ratio: 0.73", parts nothing.
    if len(words) - last < 30:
        *_, last = [0, *(m.end() for m in _BORDER.finditer(words, 0, max(0, last - 1)))]
    return words[last:]


def _compare(passage: Passage, fact: Fact, value: float, clause: str) -> Iterator[Finding]:
    down, up, better = (pattern.search(clause) is not None for pattern in (_DOWN, _UP, _BETTER))
    if _DENIED.search(clause) or (down or better) == up or abs(value - 1) < 0.03:
        return
    if (value > 1) == up:
        return
    words = "raised" if up else "lowered" if down else "better"
    told = {"raised": "a higher risk", "lowered": "a lower risk", "better": "longer survival"}[words]
    severity: Severity = "warning" if words == "better" else "error"
    message = f"the words tell of {told}, the {fact['measure']} of {show(value)} of the opposite"
    yield Finding("direction", severity, message, {"value": value}, (span_of(fact),))


def check_reduction(reading: Reading) -> Iterator[Finding]:
    """ "cut the risk by 27 percent (HR 0.46)": the reduction is not one less the ratio."""
    for passage in reading.passages:
        if _DESIGN.search(passage.lower):
            continue
        for reduction, ratio in _pair_up(passage):
            if "bound" not in reduction:
                yield from _compare_reduction(reduction, ratio)


def _pair_up(passage: Passage) -> Iterator[tuple[Fact, Fact]]:
    """(reduction, ratio) of the same effect: the ratio behind its reduction, else the one before it."""
    taken: set[int] = set()
    effects = passage.of_type("EFFECT")
    for ahead in (True, False):
        for first, second in pairwise(effects):
            reduction, ratio = (first, second) if ahead else (second, first)
            if reduction["measure"] != "RRR" or ratio["measure"] not in _RISK_RATIOS:
                continue
            if {reduction["start"], ratio["start"]} & taken or not _same_endpoint(first, second):
                continue
            if _BESIDE.fullmatch(passage.between(first["end"], second["start"])):
                taken |= {reduction["start"], ratio["start"]}
                yield reduction, ratio


def _same_endpoint(first: Fact, second: Fact) -> bool:
    """Whether two effects that do not overlap may be of one endpoint."""
    endpoints = {fact["endpoint"] for fact in (first, second) if "endpoint" in fact}
    return len(endpoints) < 2 and first["end"] <= second["start"]


def _compare_reduction(reduction: Fact, ratio: Fact) -> Iterator[Finding]:
    percent, value = single(reduction["value"]), single(ratio["value"])
    if percent is None or value is None or not _is_written_ratio(ratio):
        return
    computed = 100 * abs(1 - value)
    tolerance = 1.51 if reduction["text"][:1].isdigit() else 7.0  # "a third", "nearly half"
    if abs(computed - percent) > tolerance:
        message = f"{ratio['measure']} {show(value)} is a change by {show(computed)}%, not {show(percent)}%"
        numbers = {"ratio": value, "stated": percent, "computed": round(computed, 2)}
        spans = tuple(sorted((span_of(reduction), span_of(ratio))))
        yield Finding("reduction", "error", message, numbers, spans)
