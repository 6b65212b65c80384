"""Found facts against gold: which pairs with which, and precision, recall, F1 at four levels.

    strict   the spans are equal
    overlap  the spans overlap (half-open: touching is not overlapping)
    value    overlap, and the type's key fields are equal
    full     value, and the same set of drugs where the gold states one

Facts of one type pair one to one where their spans overlap. Of the possible pairings the one with the most
full pairs is taken; among those the one with the most value pairs, then strict, then pairs at all. The order
of the facts never matters.
"""

from __future__ import annotations

import json
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, cast

from pydantic import BaseModel

from pipeline.schema import ATTRIBUTED_TYPES, CORE_TYPES, FACT_CLASSES, AnyFact, fact_to_dict

Level = Literal["strict", "overlap", "value", "full"]
Statistic = Literal["precision", "recall", "f1"]
PlainFact = dict[str, Any]
"""A fact as a line of gold states it."""

LEVELS: tuple[Level, ...] = ("strict", "overlap", "value", "full")
STATISTICS: tuple[Statistic, ...] = ("precision", "recall", "f1")
GROUPS: dict[str, frozenset[str]] = {
    "all": frozenset(FACT_CLASSES),
    "core": CORE_TYPES,
    "attributed": ATTRIBUTED_TYPES,
}
ROWS: tuple[str, ...] = (*GROUPS, *FACT_CLASSES)
"""What figures are given for: the groups, micro-averaged, then each type."""

NAME_FIELDS = frozenset({"name", "term"})
"""Compared without case, spaces and punctuation."""
ROUNDED_FIELDS = frozenset(
    {("SCHEDULE", "period")}
    | {(type_, "percent") for type_ in FACT_CLASSES}
    | {(type_, "value") for type_ in ("CYCLE_LENGTH", "DURATION", "FOLLOW_UP", "SURVIVAL")}
)
"""Percentages and times: equal to one decimal. Every other number must be equal exactly."""

# What a pairing is judged by, the most telling first.
_ORDER: tuple[Level, ...] = ("full", "value", "strict", "overlap")


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold fact with the found fact it was paired with; a side that has no partner stands with None."""

    gold: PlainFact | None
    found: PlainFact | None
    levels: frozenset[Level] = frozenset()
    """The levels at which the pair counts; empty without a partner."""

    @property
    def type(self) -> str:
        return str((self.gold or self.found or {})["type"])

    @property
    def start(self) -> int:
        return int((self.gold or self.found or {})["start"])


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts, and what follows from them."""

    gold: int
    found: int
    hits: Mapping[Level, int]

    def precision(self, level: Level) -> float | None:
        """Hits among the found, 0 to 1; None if nothing was found."""
        return self.hits[level] / self.found if self.found else None

    def recall(self, level: Level) -> float | None:
        """Hits among the gold, 0 to 1; None if there is no gold."""
        return self.hits[level] / self.gold if self.gold else None

    def f1(self, level: Level) -> float | None:
        """2 hits / (gold + found), so 0 if only one side is empty; None if both are."""
        total = self.gold + self.found
        return 2 * self.hits[level] / total if total else None

    def statistic(self, name: Statistic, level: Level) -> float | None:
        """`precision`, `recall` or `f1` by its name."""
        return {"precision": self.precision, "recall": self.recall, "f1": self.f1}[name](level)


@dataclass(frozen=True)
class Scores:
    """The pairs of every article, by article id, and the tallies over them."""

    pairs: Mapping[str, Sequence[Pair]]

    @cached_property
    def tallies(self) -> dict[str, Tally]:
        """Row (a group or a type) to its counts over all articles."""
        return tally_rows(pair for pairs in self.pairs.values() for pair in pairs)


def score_articles(
    gold: Mapping[str, Sequence[AnyFact | PlainFact]], found: Mapping[str, Sequence[AnyFact | PlainFact]]
) -> Scores:
    """Scores of found facts against gold, both by article id; an article may be missing among the found.

    Raises: ValueError if facts were found in an article that has no gold.
    """
    strangers = sorted(found.keys() - gold.keys())
    if strangers:
        raise ValueError(f"found facts of articles without gold: {', '.join(strangers)}")
    return Scores({id_: pair_facts(facts, found.get(id_, ())) for id_, facts in gold.items()})


def pair_facts(gold: Iterable[AnyFact | PlainFact], found: Iterable[AnyFact | PlainFact]) -> list[Pair]:
    """The best pairing of the facts of one article, and the facts that stay alone; by type, then place."""
    sides = [_by_type(gold), _by_type(found)]
    pairs: list[Pair] = []
    for type_ in FACT_CLASSES:
        for cluster in _clusters(sides[0][type_], sides[1][type_]):
            pairs += sorted(_pair_cluster(*cluster), key=lambda pair: pair.start)
    return pairs


def tally_rows(pairs: Iterable[Pair]) -> dict[str, Tally]:
    """Row to its counts; every row of ROWS is there."""
    by_type: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        by_type[pair.type].append(pair)
    members = GROUPS | {type_: frozenset({type_}) for type_ in FACT_CLASSES}
    return {row: _tally([pair for type_ in members[row] for pair in by_type[type_]]) for row in ROWS}


def compare_facts(gold: PlainFact, found: PlainFact) -> frozenset[Level]:
    """The levels at which two facts of one type agree; empty if their spans do not overlap."""
    if gold["start"] >= found["end"] or found["start"] >= gold["end"]:
        return frozenset()
    levels: set[Level] = {"overlap"}
    if (gold["start"], gold["end"]) == (found["start"], found["end"]):
        levels.add("strict")
    if not differing_fields(gold, found):
        levels.add("value")
        if same_drugs(gold, found):
            levels.add("full")
    return frozenset(levels)


def differing_fields(gold: PlainFact, found: PlainFact) -> list[str]:
    """The key fields, in the schema's order, in which two facts of one type are not equal."""
    type_ = gold["type"]
    return [
        field
        for field in FACT_CLASSES[type_].key_fields
        if _normal(type_, field, gold.get(field)) != _normal(type_, field, found.get(field))
    ]


def same_drugs(gold: PlainFact, found: PlainFact) -> bool:
    """Whether the drugs are the same set; true where the type or this gold fact does not ask for them."""
    if not FACT_CLASSES[gold["type"]].asks_drugs or gold.get("drugs") is None:
        return True
    names = [{normal_name(drug) for drug in fact.get("drugs") or ()} for fact in (gold, found)]
    return names[0] == names[1]


def normal_name(name: str) -> str:
    """The letters and digits of a name, without case: "R-CHOP" and "r chop" are one."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", name).casefold() if sign.isalnum())


def _normal(type_: str, field: str, value: Any) -> Any:
    """A key field's value in the form that is compared; None is "not stated"."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return normal_name(value) if field in NAME_FIELDS else value
    if field == "days":
        return sorted(value)
    numbers = list(value) if isinstance(value, list | tuple) else [value, value]
    if (type_, field) in ROUNDED_FIELDS:
        return [number if number is None else round(number, 1) for number in numbers]
    return numbers


def _by_type(facts: Iterable[AnyFact | PlainFact]) -> dict[str, list[PlainFact]]:
    by_type: dict[str, list[PlainFact]] = defaultdict(list)
    for fact in facts:
        plain = fact_to_dict(fact) if isinstance(fact, BaseModel) else fact
        by_type[plain["type"]].append(plain)
    return by_type


def _clusters(
    gold: list[PlainFact], found: list[PlainFact]
) -> Iterator[tuple[list[PlainFact], list[PlainFact]]]:
    """Runs of overlapping facts: no fact of one run overlaps one of another, so each is paired for itself."""
    sides = [(fact, 0) for fact in gold] + [(fact, 1) for fact in found]
    # Ties are broken by all that a fact says, so that the order of the input is nothing.
    sides.sort(key=lambda side: (side[0]["start"], side[0]["end"], json.dumps(side[0], sort_keys=True)))
    cluster: tuple[list[PlainFact], list[PlainFact]] = ([], [])
    reach = 0
    for fact, side in sides:
        if fact["start"] >= reach and any(cluster):
            yield cluster
            cluster = ([], [])
        cluster[side].append(fact)
        reach = max(reach, fact["end"])
    if any(cluster):
        yield cluster


def _pair_cluster(gold: list[PlainFact], found: list[PlainFact]) -> list[Pair]:
    levels = [[compare_facts(fact, other) for other in found] for fact in gold]
    chosen = [(row, column) for row, column in _assign(levels) if levels[row][column]]
    pairs = [Pair(gold[row], found[column], levels[row][column]) for row, column in chosen]
    rows, columns = {row for row, _ in chosen}, {column for _, column in chosen}
    pairs += [Pair(fact, None) for row, fact in enumerate(gold) if row not in rows]
    pairs += [Pair(None, fact) for column, fact in enumerate(found) if column not in columns]
    return pairs


def _assign(levels: list[list[frozenset[Level]]]) -> list[tuple[int, int]]:
    """The best one-to-one choice of (row, column), by the totals of _ORDER in that order."""
    if not levels or not levels[0]:
        return []
    # A level outweighs any number of pairs at the next; whole numbers below 2**53, so the sums are exact.
    base = min(len(levels), len(levels[0])) + 1
    weights = [
        [sum(base**power for power, level in enumerate(reversed(_ORDER)) if level in cell) for cell in row]
        for row in levels
    ]
    if base == 2:
        cells = [(row, column) for row in range(len(weights)) for column in range(len(weights[0]))]
        return [max(cells, key=lambda cell: weights[cell[0]][cell[1]])]
    from scipy.optimize import linear_sum_assignment  # slow to load, and rarely needed

    rows, columns = linear_sum_assignment(weights, maximize=True)
    return cast("list[tuple[int, int]]", list(zip(rows.tolist(), columns.tolist(), strict=True)))


def _tally(pairs: Sequence[Pair]) -> Tally:
    return Tally(
        gold=sum(pair.gold is not None for pair in pairs),
        found=sum(pair.found is not None for pair in pairs),
        hits={level: sum(level in pair.levels for pair in pairs) for level in LEVELS},
    )
