"""Where an exported fact comes from, if not from this study: another one, earlier treatment, an approved use.

GOLD.md counts what is cited beside the results, and doses of earlier and approved treatment, as facts; the
record says of each where it comes from. What is no fact in that sense is judged in standing.py.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter, itemgetter
from typing import Any

from pipeline.extract.scope import Scope
from pipeline.extract.sentence import cut_long
from pipeline.extract.spans import Name, Span

Fact = dict[str, Any]
Why = tuple[str, str]
"""A standing, and why."""
OTHER_STUDY, EARLIER, APPROVED = "other_study", "earlier_treatment", "approved_use"

_DOSING = frozenset({"DOSE", "SCHEDULE", "CYCLE_LENGTH", "CYCLE_COUNT", "DURATION"})
_RESULTS = frozenset({"RESPONSE", "SURVIVAL", "EFFECT", "ENROLLMENT", "FOLLOW_UP", "ADVERSE_EVENT"})
_STUDY = (
    r"(?:(?:[\w-]+\s){0,3}(?:trials?|stud(?:y|ies)|analys[ie]s|experiences?|work|research|reports?|data)\b"
    r"(?!\s(?:drug|treatment)))"
)
_CITED = re.compile(
    rf"\b(?:(?:an?|the|other|two|several|in)\s)?(?:earlier|previous|prior|another|separate|older|other|"
    rf"past|published)\s{_STUDY}|"
    r"\bpreviously (?:reported|published)\b|\bhistorical(?:ly)?\b(?!\s(?:high|low))|"
    r"\b(?:is|are) typically\b|\btypically (?:live|survive|respond|last)\w*|\bthe typical\b"
)
"""Words that give a figure to another study, or to experience at large."""
_HELD_AGAINST = re.compile(
    r"\b(?:than|unlike|as|since|following|after|based on|build\w* on|confirm\w*|consistent with|similar to|"
    r"in line with|echo\w*|match\w*|extend\w*|from|despite|include[sd]?|including|combin\w+|follow\w* up)\s"
    r"(?:in\s|that of\s|those of\s|seen in\s|those in\s|the\s|an?\s|with\s)*$"
)
"""Before them: the other study is what this one is held against."""
_BORDER = re.compile(r";\s|,?\s(?:but|while|whereas|although|though|compared with|versus)\s")
_LABEL = re.compile(
    r"\brecommended (?!phase)(?:\w+\s){0,3}?(?:dose|dosage|dosing|starting|schedule|regimen|duration)\b|"
    r"\b(?:approved|labell?ed|licensed|usual|standard) (?:dose|dosage|dosing|regimen|schedule)\b|"
    r"\b(?:is|are|was|were|been) (?:approved|licensed|cleared|indicated) (?:at|for|in|as|by|to)\b|"
    r"\b(?:fda|ema|agency|administration|regulators?|commission|mhra)\s(?:has |have |had |also )?"
    r"(?:approved|cleared|licensed)\b|\b(?:prescribing information|package insert|the label)\b"
)
_ELSEWHERE: Why = (OTHER_STUDY, "a part of the article about another study")
_BARE = re.compile(r"[®™]?[\s,(\[]*(?:at\s)?")


def find_origins(
    lower: str,
    facts: Sequence[Fact],
    sentences: Sequence[Span],
    scopes: Sequence[Scope],
    names: Sequence[Name],
) -> list[Fact]:
    """The facts of other origin, in text order, in the form of `schema.Standing`.

    Args: lower: the article in lower case, every offset kept. facts, sentences, names: in text order.
    """
    drugs = [name for name in names if name.kind == "DRUG"]
    found: list[Fact] = []
    for start, end in cut_long(sentences):
        there = [
            f for f in _between(facts, start, end, itemgetter("start")) if f["type"] in _DOSING | _RESULTS
        ]
        if not there:
            continue
        scope = next(s for s in reversed(scopes) if s.start <= start)
        elsewhere = None if scope.arms is scopes[0].arms else _ELSEWHERE
        named = _between(drugs, start, end, attrgetter("start"))
        clauses = [(span, _label(lower, span), _cited(lower, span)) for span in _clauses(lower, start, end)]
        known = -1
        for fact in there:
            _, label, cited = next(c for c in reversed(clauses) if c[0][0] <= fact["start"])
            why = (label if fact["type"] in _DOSING else None) or cited or elsewhere
            if because := _earlier(lower, fact, scope, named, known):
                why, known = (EARLIER, because), fact["end"]
            found += [_standing(fact, *why)] if why else []
    return found


def _between(items: Sequence[Any], start: int, end: int, key: Any) -> list[Any]:
    return list(items[bisect_left(items, start, key=key) : bisect_left(items, end, key=key)])


def _standing(fact: Fact, standing: str, because: str) -> Fact:
    place = {key: fact[key] for key in ("start", "end", "type")}
    return place | {"standing": standing, "because": because}


def _clauses(lower: str, start: int, end: int) -> list[Span]:
    starts = [start, *(match.start() for match in _BORDER.finditer(lower, start, end))]
    return list(zip(starts, [*starts[1:], end], strict=True))


def _label(lower: str, clause: Span) -> Why | None:
    return (APPROVED, "as approved or recommended") if _LABEL.search(lower, *clause) else None


def _cited(lower: str, clause: Span) -> Why | None:
    """The words that give the figures of a clause to another study."""
    for cited in _CITED.finditer(lower, *clause):
        if not _HELD_AGAINST.search(lower, max(clause[0], cited.start() - 40), cited.start()):
            return OTHER_STUDY, f'"{cited[0]}"'
    return None


def _earlier(lower: str, fact: Fact, scope: Scope, named: Sequence[Name], known: int) -> str | None:
    """ "had been through methotrexate (10 mg weekly)": why a dose is of a drug that came before the study.

    Args: known: where the last such dose or schedule of the sentence ends, or -1.
    """
    before = [name for name in named if name.end <= fact["start"]]
    if fact["type"] not in _DOSING or not before:
        return None
    drug = before[-1]
    prior = any(t.prior and t.start <= drug.start < t.end for t in scope.arms.treatments)
    touching = _BARE.fullmatch(lower, max(drug.end, known), fact["start"])
    return f"{drug.name} is named as earlier treatment" if prior and touching else None


def find_prior_drugs(scope: Scope, span: Span) -> list[str]:
    """The drugs that the sentence `span` names as earlier treatment, sorted."""
    prior: Iterator[frozenset[str]] = (
        t.drugs for t in scope.arms.treatments if t.prior and span[0] <= t.start < span[1]
    )
    return sorted(frozenset[str]().union(*prior))
