"""The regimen of each arm in one line, for a reader, in the article's own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter

from pipeline.schema import Arm, Component, Offsets, Record

_LISTED = {
    "schedules": "{}",
    "days": "{}",
    "cycle_lengths": "cycle {}",
    "cycles": "{}",
    "durations": "for {}",
    "reductions": "reduced to {}",
}
"""How the words of a list are told."""
_SHOWN = frozenset({"DOSE", "SCHEDULE"})


def describe_arms(record: Record) -> Iterator[str]:
    """ "arm olaparib: 300 mg, twice daily, oral, until progression", an arm a line.

    Only where the record's facts show doses or schedules, and for arms that have some.
    """
    if not any(fact.type in _SHOWN for fact in record.facts):
        return
    for arm in record.arms:
        if any(component.doses or component.schedules or component.days for component in arm.regimen):
            yield f"arm {' + '.join(arm.drugs)}: {describe_regimen(record.article.text, arm)}"


def describe_regimen(text: str, arm: Arm) -> str:
    """Parts that follow each other with "then", drugs that are given together with "plus"."""
    named = len({component.drug for component in arm.regimen}) > 1
    parts = groupby(arm.regimen, key=attrgetter("sequence"))
    return "; then ".join(
        "; plus ".join(_describe_component(text, each, named=named) for each in part) for _, part in parts
    )


def _describe_component(text: str, component: Component, *, named: bool) -> str:
    said = [" / ".join(_words(text, component.doses))] if component.doses else []
    if component.step_up:
        said = [" then ".join(_words(text, component.doses))]
    said += [route.name for route in component.routes]
    for field, form in _LISTED.items():
        said += [form.format(words) for words in _words(text, getattr(component, field))]
    said += [f"until {component.until.name}"] if component.until else []
    head = [component.part.name] if component.part else []
    head += [component.drug] if named else []
    return " ".join([*head, ", ".join(said)]).rstrip()


def _words(text: str, spans: Iterable[Offsets]) -> list[str]:
    return [text[start:end] for start, end in spans]
