"""The arms of an article, each with its regimen: what is given, how much, how, how often, in what order.

A component is one drug of an arm in one part of its treatment, as HemOnc's components with their sigs; what
is given together has one `sequence` number, as in FHIR's Dosage (HL7 FHIR R4, datatype Dosage). A component
holds no values: it points at the words of facts, so that record and facts cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pipeline.extract.arm_list import Arm, add_partners, find_labels, list_arms
from pipeline.extract.dosing import Dosing, Told, read_dosing
from pipeline.extract.scope import Scope
from pipeline.extract.sequence import FIRST
from pipeline.extract.spans import Name, Span
from pipeline.extract.titration import find_step_up, is_reduced
from pipeline.extract.treatment import Drugs
from pipeline.extract.window import fold

Fact = dict[str, Any]

_OF_DRUG = ("DOSE", "SCHEDULE", "ROUTE")
"""What is told of a drug in one place holds for its other arms, if nothing else is said of them."""
_LISTS = {
    "DOSE": "doses",
    "SCHEDULE": "schedules",
    "CYCLE_LENGTH": "cycle_lengths",
    "CYCLE_COUNT": "cycles",
    "DURATION": "durations",
}
_SAYS = ("value", "unit", "bound", "times", "period", "days")


class Key(NamedTuple):
    """One drug in one part of the treatment."""

    drug: str
    rank: int


def build_arms(
    text: str,
    facts: Sequence[Fact],
    sentences: Sequence[Span],
    scopes: Sequence[Scope],
    names: Sequence[Name],
) -> list[Fact]:
    """The arms in the form of `schema.Arm`, those that the article is about first.

    Args: facts: this study's facts with their `drugs`, in text order. sentences: half-open spans in order.
    """
    lower = fold(text)
    labels = find_labels(lower, scopes)
    arms = list_arms(facts, scopes, [drugs for _, drugs in labels])
    dosing = read_dosing(lower, facts, sentences, scopes, names, [arm.drugs for arm in arms])
    given = add_partners([arm.drugs for arm in arms], dosing.together)
    told = _sort_by_drug(dosing.told)
    built = [_build_arm(lower, arm, drugs, dosing, told) for arm, drugs in zip(arms, given, strict=True)]
    for arm in built:
        arm["labels"] = [_term(label) for label, drugs in labels if sorted(drugs) == arm["drugs"]]
    return [arm for arm in built if arm.pop("told") or arm["sizes"] or arm["regimen"]]


def _build_arm(
    lower: str, arm: Arm, given: Drugs, dosing: Dosing, told: Mapping[str, Sequence[Told]]
) -> Fact:
    ranks = {drug: dosing.parts.get(drug, {}) for drug in given}
    keyed: dict[Key, list[Told]] = {}
    for drug in sorted(given):
        for rank in ranks[drug] or [FIRST]:
            keyed.setdefault(Key(drug, rank), [])
        for item in _told_of(arm.drugs, told.get(drug, ())):
            for rank in _ranks_of(item, ranks[drug]):
                keyed.setdefault(Key(drug, rank), []).append(item)
    return {
        "drugs": sorted(arm.drugs),
        "sizes": [_span(size) for size in arm.sizes],
        "alternating": next((span for span, drugs in dosing.alternating if drugs <= given), None),
        "regimen": list(_build_components(lower, keyed, ranks)) if any(keyed.values()) else [],
        "told": arm.told,
    }


def _sort_by_drug(told: Sequence[Told]) -> dict[str, list[Told]]:
    found: dict[str, list[Told]] = {}
    for item in told:
        for drug in item.drugs:
            found.setdefault(drug, []).append(item)
    return found


def _told_of(arm: Drugs, told: Sequence[Told]) -> Iterator[Told]:
    """Of what is said of a drug, what holds in this arm, in text order."""
    own = [item for item in told if item.arm in (None, arm)]
    yield from own
    known = {item.fact["type"] for item in own}
    for kind in _OF_DRUG:
        if kind not in known:
            yield from (item for item in told if item.fact["type"] == kind)


def _ranks_of(item: Told, ranks: Mapping[int, Name | None]) -> list[int]:
    """In which parts of its drug's treatment something holds."""
    kind, rank = item.fact["type"], item.rank
    if rank is not None and (rank in ranks or kind in ("DOSE", "SCHEDULE")):
        plain = [each for each, part in ranks.items() if part is None]
        return plain if kind == "CYCLE_LENGTH" and rank in plain else [rank]
    if not ranks:
        return [FIRST]
    if rank is not None and kind not in _OF_DRUG:
        return []
    part = ranks[min(ranks)]
    if min(ranks) > FIRST and part is not None and item.fact["start"] < part.start:
        return [FIRST]  # told before maintenance is named: of what came before it
    return [min(ranks)] if kind in _OF_DRUG else sorted(ranks)


def _build_components(
    lower: str, keyed: Mapping[Key, Sequence[Told]], ranks: Mapping[str, Mapping[int, Name | None]]
) -> Iterator[Fact]:
    """The components in the order in which they are given; what is given together by name."""
    order = {rank: i for i, rank in enumerate(sorted({key.rank for key in keyed}), start=1)}
    rises = {drug: _find_rise(lower, keyed, drug) for drug in ranks}
    for key in sorted(keyed, key=lambda key: (key.rank, key.drug)):
        component = _build_component(lower, [item.fact for item in keyed[key]])
        part = ranks[key.drug].get(key.rank)
        yield {"drug": key.drug, "sequence": order[key.rank], **component} | {
            "part": _term(part) if part else None,
            "step_up": rises[key.drug] if component["doses"] else None,
        }


def _find_rise(lower: str, keyed: Mapping[Key, Sequence[Told]], drug: str) -> Span | None:
    """The words that say that the drug's doses rise, over all parts of its treatment."""
    told = [
        item.fact for key in sorted(keyed, key=lambda k: k.rank) if key.drug == drug for item in keyed[key]
    ]
    doses, _ = _split_doses(lower, [fact for fact in told if fact["type"] == "DOSE"])
    return find_step_up(lower, _distinct(doses))


def _build_component(lower: str, facts: Sequence[Fact]) -> Fact:
    facts = sorted(facts, key=lambda fact: fact["start"])
    doses, reduced = _split_doses(lower, [fact for fact in facts if fact["type"] == "DOSE"])
    lists = {name: [f for f in facts if f["type"] == kind] for kind, name in _LISTS.items()} | {
        "doses": doses
    }
    schedules = _distinct(lists["schedules"])
    lists["schedules"] = [fact for fact in schedules if "days" not in fact]
    lists["days"] = [fact for fact in schedules if "days" in fact]
    until = next((fact for fact in facts if fact["type"] == "UNTIL"), None)
    return {
        **{name: [_span(fact) for fact in _distinct(there)] for name, there in lists.items()},
        "reductions": [_span(fact) for fact in _distinct(reduced)],
        "routes": list({f["name"]: _words(f) for f in reversed(facts) if f["type"] == "ROUTE"}.values())[
            ::-1
        ],
        "until": _words(until) if until else None,
    }


def _split_doses(lower: str, doses: Sequence[Fact]) -> tuple[list[Fact], list[Fact]]:
    """(doses given, doses to which one is cut)."""
    given: list[Fact] = []
    reduced: list[Fact] = []
    for dose in doses:
        (reduced if is_reduced(lower, dose, reduced[-1] if reduced else None) else given).append(dose)
    return given, reduced


def _distinct(facts: Iterable[Fact]) -> list[Fact]:
    """The first of those that say the same, in text order."""
    first: dict[str, Fact] = {}
    for fact in facts:
        first.setdefault(str([fact.get(field) for field in _SAYS]), fact)
    return list(first.values())


def _span(fact: Fact) -> Span:
    return fact["start"], fact["end"]


def _words(fact: Fact) -> Fact:
    return {"start": fact["start"], "end": fact["end"], "name": fact["name"]}


def _term(name: Name) -> Fact:
    return {"start": name.start, "end": name.end, "name": name.name}
