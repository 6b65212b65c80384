"""Which types are taken for which: a fact found as X where the gold says Y."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.evaluate.score import Pair, PlainFact, Scores

NOTHING = "nothing"
"""Stands for the missing side: found as nothing is a miss, gold says nothing is a made-up fact."""
Confusion = Counter[tuple[str, str]]
"""(found as, gold says) to the number of facts."""


def confuse_types(scores: Scores) -> Confusion:
    """Every fact once: paired ones under their type, the others by the overlapping fact of another type.

    Only facts that found no partner of their own type are held against each other, one to one, the longest
    overlap first: a drug and an approval may rightly stand on the same words.
    """
    confusion: Confusion = Counter()
    for pairs in scores.pairs.values():
        confusion.update((pair.type, pair.type) for pair in pairs if pair.gold and pair.found)
        confusion.update(_confuse_rest(pairs))
    return confusion


def list_mistaken(confusion: Confusion) -> list[tuple[str, str, int]]:
    """(found as, gold says, count) of the facts taken for another type, the most frequent first."""
    mistaken = [(*types, count) for types, count in confusion.items() if types[0] != types[1]]
    return sorted((entry for entry in mistaken if NOTHING not in entry), key=lambda e: (-e[2], e[0], e[1]))


def _confuse_rest(pairs: Sequence[Pair]) -> list[tuple[str, str]]:
    missed = [pair.gold for pair in pairs if pair.gold and not pair.found]
    spurious = [pair.found for pair in pairs if pair.found and not pair.gold]
    overlaps = [
        (_overlap(gold, found), row, column)
        for row, gold in enumerate(missed)
        for column, found in enumerate(spurious)
        if gold["type"] != found["type"] and _overlap(gold, found) > 0
    ]
    partner: dict[int, int] = {}
    for _, row, column in sorted(overlaps, key=lambda entry: (-entry[0], entry[1], entry[2])):
        if row not in partner and column not in partner.values():
            partner[row] = column
    told = [(spurious[column]["type"], missed[row]["type"]) for row, column in partner.items()]
    told += [(NOTHING, gold["type"]) for row, gold in enumerate(missed) if row not in partner]
    alone = set(range(len(spurious))) - set(partner.values())
    return told + [(spurious[column]["type"], NOTHING) for column in sorted(alone)]


def _overlap(one: PlainFact, other: PlainFact) -> int:
    return int(min(one["end"], other["end"]) - max(one["start"], other["start"]))
