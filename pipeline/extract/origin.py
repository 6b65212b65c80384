"""Where an exported fact comes from, if not from this study: another one, earlier treatment, an approved use.

GOLD.md counts what is cited beside the results, and doses of earlier and approved treatment, as facts; the
record says of each where it comes from. What is no fact in that sense is judged in standing.py.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter, itemgetter
from typing import Any

from pipeline.extract.scope import Scope
from pipeline.extract.sentence import cut_long
from pipeline.extract.sought import Sought
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
_CITED = Sought(
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
_LABEL = Sought(
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
    prior = sorted({(t.start, t.end) for scope in scopes for t in scope.arms.treatments if t.prior})
    facts = [fact for fact in facts if fact["type"] in _DOSING | _RESULTS]
    found: list[Fact] = []
    for start, end in cut_long(sentences):
        there = _between(facts, start, end, itemgetter("start"))
        if not there:
            continue
        elsewhere = _is_elsewhere(scopes, start)
        earlier = _between(prior, start, end, itemgetter(0))
        told = any(cue.search(lower, start, end) for cue in (_LABEL, _CITED))
        if told or earlier or elsewhere:
            named = _between(drugs, start, end, attrgetter("start"))
            clauses = _judge_clauses(lower, start, end)
            reasons = _judge(there, clauses, elsewhere, _find_earlier(lower, there, named, earlier))
            found += [_standing(fact, *why) for fact, why in reasons]
    return found


def _is_elsewhere(scopes: Sequence[Scope], at: int) -> bool:
    """Whether the part of the article at an offset tells of another study."""
    return next(s for s in reversed(scopes) if s.start <= at).arms is not scopes[0].arms


def _judge(
    facts: Sequence[Fact],
    clauses: Sequence[tuple[int, Why | None, Why | None]],
    elsewhere: bool,
    earlier: Mapping[int, Why],
) -> Iterator[tuple[Fact, Why]]:
    """The facts of a sentence that are not of this study, and why."""
    for fact in facts:
        _, label, cited = next(clause for clause in reversed(clauses) if clause[0] <= fact["start"])
        why = earlier.get(fact["start"]) if fact["type"] in _DOSING else None
        why = why or (label if fact["type"] in _DOSING else None) or cited
        if why or elsewhere:
            yield fact, why or _ELSEWHERE


def _between(items: Sequence[Any], start: int, end: int, key: Any) -> list[Any]:
    return list(items[bisect_left(items, start, key=key) : bisect_left(items, end, key=key)])


def _standing(fact: Fact, standing: str, because: str) -> Fact:
    place = {key: fact[key] for key in ("start", "end", "type")}
    return place | {"standing": standing, "because": because}


def _judge_clauses(lower: str, start: int, end: int) -> list[tuple[int, Why | None, Why | None]]:
    """(where it begins, approved use, another study) of each clause."""
    starts = [start, *(match.start() for match in _BORDER.finditer(lower, start, end))]
    spans = zip(starts, [*starts[1:], end], strict=True)
    return [(span[0], _label(lower, span), _cited(lower, span)) for span in spans]


def _label(lower: str, clause: Span) -> Why | None:
    return (APPROVED, "as approved or recommended") if _LABEL.search(lower, *clause) else None


def _cited(lower: str, clause: Span) -> Why | None:
    """The words that give the figures of a clause to another study."""
    for cited in _CITED.finditer(lower, *clause):
        if not _HELD_AGAINST.search(lower, max(clause[0], cited.start() - 40), cited.start()):
            return OTHER_STUDY, f'"{cited[0]}"'
    return None


def _find_earlier(
    lower: str, facts: Sequence[Fact], named: Sequence[Name], prior: Sequence[Span]
) -> dict[int, Why]:
    """ "had been through methotrexate 10 mg weekly": the doses that touch a drug of earlier treatment."""
    found: dict[int, Why] = {}
    for drug in named:
        if not any(start <= drug.start < end for start, end in prior):
            continue
        at = drug.end
        for fact in (f for f in facts if f["type"] in _DOSING and f["start"] >= drug.end):
            if not _BARE.fullmatch(lower, at, fact["start"]):
                break
            found[fact["start"]] = (EARLIER, f"{drug.name} is named as earlier treatment")
            at = fact["end"]
    return found


def find_prior_drugs(scope: Scope, span: Span) -> list[str]:
    """The drugs that the sentence `span` names as earlier treatment, sorted."""
    prior: Iterator[frozenset[str]] = (
        t.drugs for t in scope.arms.treatments if t.prior and span[0] <= t.start < span[1]
    )
    return sorted(frozenset[str]().union(*prior))
