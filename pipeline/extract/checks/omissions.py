"""What an article that tells results leaves out: denominators, absolute figures, harms, a comparator, the
follow-up, who paid, where the trial is registered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pipeline.extract.checks.reading import Fact, Lack, Reading, span_of
from pipeline.extract.sought import Sought

_RESULTS = ("RESPONSE", "SURVIVAL", "EFFECT")
_RELATIVE = ("HR", "RR", "OR", "RRR")
_FUNDING = Sought(
    r"\b(?:funded|funding|funders?|sponsor\w*|supported by|financed|grants? (?:from|support)|paid for|"
    r"bankrolled|backed by|conflicts? of interest|competing interests?|disclos(?:e[ds]?|ures?|ing)|"
    r"financial (?:ties|relationships|support)|(?:consult\w*|speaker|personal|lecture) fees?|"
    r"(?:its|the drug['’]s|the) (?:maker|manufacturer)|honorari(?:a|um))\b",
    re.I,
)
_REGISTERED = Sought(
    r"\b(?:NCT ?\d{8}|ISRCTN ?\d{6,8}|EUCT ?\d{4}-\d{6}|\d{4}-\d{6}-\d{2}(?:-\d{2})?|ChiCTR[\w-]{0,8}\d{6}|"
    r"jRCT\w?\d{6}|UMIN\d{6}|ACTRN\d{8}|CTRI/\d{4}/|DRKS\d{6}|NTR ?\d{3}|KCT\d{6}|IRCT\d{6})"
)
_COMPARED = Sought(
    r"\b(?:versus|vs|compared (?:with|to)|placebo|control (?:group|arm)|comparator|standard (?:of )?care|"
    r"usual care)\b",
    re.I,
)


def find_omissions(reading: Reading) -> list[Lack]:
    """What is left out, in a fixed order; nothing for an article that tells no results."""
    results = reading.of_type(*_RESULTS)
    if not results:
        return []
    return [lack for find in _OMISSIONS for lack in find(reading, results)]


def _no_denominator(reading: Reading, results: list[Fact]) -> Iterator[Lack]:
    """Percentages of how many? An enrolment anywhere, or one total, tells."""
    rates = [f for f in results if f["type"] == "RESPONSE" and "percent" in f]
    told = reading.of_type("ENROLLMENT") or any(
        "total" in f for f in reading.of_type("RESPONSE", "ADVERSE_EVENT")
    )
    if rates and not told:
        yield Lack("denominator", "response rates, but not of how many patients", _spans(rates))


def _only_relative(reading: Reading, results: list[Fact]) -> Iterator[Lack]:
    """ "cut the risk by a third": of what? A rate, a time or a difference tells."""
    relative = [f for f in results if f["type"] == "EFFECT" and f["measure"] in _RELATIVE]
    absolute = [
        f
        for f in reading.of_type("RESPONSE", "SURVIVAL", "ADVERSE_EVENT", "EFFECT")
        if f.get("measure") == "ARR" or (f["type"] != "EFFECT" and {"percent", "value", "n"} & f.keys())
    ]
    if relative and not absolute:
        yield Lack("absolute", "relative effects, but no absolute figures", _spans(relative))


def _no_harms(reading: Reading, results: list[Fact]) -> Iterator[Lack]:
    harms = reading.of_type("ADVERSE_EVENT")
    if not harms:
        yield Lack("harms", "no harms")
    elif not any({"percent", "n"} & f.keys() for f in harms):
        yield Lack("harms", "harms, but not how often they came", _spans(harms))


def _no_comparator(reading: Reading, results: list[Fact]) -> Iterator[Lack]:
    compared = any(f["type"] == "EFFECT" for f in results) or any(n.kind == "PLACEBO" for n in reading.names)
    if not compared and not _COMPARED.search(reading.text):
        outcomes = [f for f in results if f["type"] != "EFFECT"]
        yield Lack("comparator", "outcomes of treatment, but nothing to compare them with", _spans(outcomes))


def _no_follow_up(reading: Reading, results: list[Fact]) -> Iterator[Lack]:
    timed = [f for f in results if f["type"] in ("SURVIVAL", "EFFECT")]
    if timed and not reading.of_type("FOLLOW_UP") and not any("at" in f for f in timed):
        yield Lack(
            "follow_up",
            "survival or relative effects, but not how long patients were followed",
            _spans(timed),
        )


def _no_funding(reading: Reading, results: list[Fact]) -> Iterator[Lack]:
    if not _FUNDING.search(reading.text):
        yield Lack("funding", "not who paid for the study, nor any conflict of interest")


def _no_registration(reading: Reading, results: list[Fact]) -> Iterator[Lack]:
    if not _REGISTERED.search(reading.text):
        yield Lack("registration", "no registration number of the trial")


def _spans(facts: list[Fact]) -> tuple[tuple[int, int], ...]:
    return tuple(span_of(fact) for fact in facts)


_OMISSIONS: tuple[Callable[[Reading, list[Fact]], Iterator[Lack]], ...] = (
    _no_denominator,
    _only_relative,
    _no_harms,
    _no_comparator,
    _no_follow_up,
    _no_funding,
    _no_registration,
)
