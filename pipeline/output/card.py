"""The study at a glance: who was treated, with what, what came of it, and where it was told.

A card holds what the record holds and no more; facts that say the same of the same arm share a line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.output.arms import describe_regimen
from pipeline.output.table import clean_line, describe_fields
from pipeline.schema import AnyFact, Arm, Record, fact_to_dict

_MOST_CONDITIONS = 3
_OUTCOMES = (
    ("Responses", ("RESPONSE",)),
    ("Survival", ("SURVIVAL",)),
    ("Effects", ("EFFECT",)),
    ("Harms", ("ADVERSE_EVENT",)),
    ("Approvals", ("APPROVAL",)),
    ("Trial", ("TRIAL", "PHASE", "FOLLOW_UP")),
    ("Journal", ("JOURNAL",)),
)
_PREFIX = {"PHASE": "phase ", "FOLLOW_UP": "followed for "}
_IN_PERCENT = frozenset({"RRR", "ARR"})


class Line(NamedTuple):
    """What is said, of which arm, and by which of `record.facts` (their indices)."""

    says: str
    arm: str
    facts: tuple[int, ...]


class Section(NamedTuple):
    """A heading and its lines, at least one."""

    title: str
    lines: tuple[Line, ...]


def build_card(record: Record) -> list[Section]:
    """The sections that have something to say, always in the same order."""
    told = list_results(record)
    sections = [
        Section("Population", tuple(_population(record, told))),
        Section("Arms", tuple(_describe_arm(record, arm) for arm in record.arms)),
        *(Section(title, tuple(_merge(told, types))) for title, types in _OUTCOMES),
        Section("Funding", tuple(_funding(record, told))),
    ]
    return [section for section in sections if section.lines]


def list_results(record: Record) -> list[tuple[int, AnyFact]]:
    """Facts with their indices, without those of another study, of earlier treatment or of an approved use.

    An approval is what it says, whatever its standing.
    """
    others = {(each.start, each.end, each.type) for each in record.standings}
    return [
        (index, fact)
        for index, fact in enumerate(record.facts)
        if fact.type == "APPROVAL" or (fact.start, fact.end, fact.type) not in others
    ]


def say(fact: AnyFact) -> str:
    """What a fact says in units that readers know: years are "yr" (UCUM: "a"), a reduction is in percent."""
    fields = fact_to_dict(fact)
    fields |= {key: "yr" for key in ("unit", "at_unit") if fields.get(key) == "a"}
    if fields.get("measure") in _IN_PERCENT:
        fields["unit"] = "%"
    return clean_line(describe_fields(fields))


def rank_names(record: Record, type_: str) -> list[str]:
    """Normal names of the mentions of a type, DRUG or CONDITION, the most often named first."""
    counts = Counter(fact.name for fact in record.facts if fact.type == type_ and hasattr(fact, "name"))
    return [name for name, _ in counts.most_common()]


def _population(record: Record, told: Iterable[tuple[int, AnyFact]]) -> Iterator[Line]:
    yield from _merge(told, ("ENROLLMENT",))
    for name in rank_names(record, "CONDITION")[:_MOST_CONDITIONS]:
        mentions = record.conditions.get(name, ())
        said = dict.fromkeys(each.value for mention in mentions for each in mention.attributes)
        where = [i for i, fact in enumerate(record.facts) if fact.type == "CONDITION" and fact.name == name]
        yield Line(clean_line(", ".join([name, *said])), "", tuple(where[:1]))


def _describe_arm(record: Record, arm: Arm) -> Line:
    text = record.article.text
    labels = dict.fromkeys(label.name for label in arm.labels)
    sizes = dict.fromkeys(f"n = {text[start:end]}" for start, end in arm.sizes)
    name = " + ".join(arm.drugs) or ", ".join(labels) or "unnamed arm"
    notes = [*(labels if arm.drugs else ()), *sizes]
    head = f"{name} ({', '.join(notes)})" if notes else name
    regimen = describe_regimen(text, arm)
    return Line(clean_line(f"{head}: {regimen}" if regimen else head), "", _facts_of(record, arm))


def _facts_of(record: Record, arm: Arm) -> tuple[int, ...]:
    """The doses and sizes that the line of an arm quotes."""
    spans = {*arm.sizes, *(span for component in arm.regimen for span in component.doses)}
    shown = ("DOSE", "ENROLLMENT")
    return tuple(
        i for i, fact in enumerate(record.facts) if fact.type in shown and (fact.start, fact.end) in spans
    )


def _merge(told: Iterable[tuple[int, AnyFact]], types: tuple[str, ...]) -> list[Line]:
    """A line for each thing that facts of the types say of an arm, in text order."""
    merged: dict[tuple[str, str], list[int]] = {}
    for index, fact in told:
        if fact.type in types:
            says = clean_line(_PREFIX.get(fact.type, "") + say(fact))
            arm = clean_line(" + ".join(getattr(fact, "drugs", None) or ()))
            merged.setdefault((says, arm), []).append(index)
    return [Line(says, arm, tuple(facts)) for (says, arm), facts in merged.items()]


def _funding(record: Record, told: Iterable[tuple[int, AnyFact]]) -> Iterator[Line]:
    """Whether the article tells who paid; asked only of articles that tell outcomes."""
    if any(omission.kind == "funding" for omission in record.omissions):
        yield Line("not stated", "", ())
    elif any(fact.type in ("RESPONSE", "SURVIVAL", "EFFECT") for _, fact in told):
        yield Line("told in the text", "", ())
