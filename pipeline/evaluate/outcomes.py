"""What became of each fact in a run, in short, so that two runs can be held against each other by name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from pipeline.evaluate.score import Pair, Scores

Outcome = Literal["full", "value", "wrong"]
Outcomes = Mapping[str, Mapping[str, list[str]]]
"""Article id to outcome to facts, each as "start:end:TYPE".

full: a gold fact found with value and drugs. value: a gold fact found with its value but other drugs.
wrong: a found fact that the gold does not have, or has with another value.
"""
ChangeKind = Literal["won", "lost", "mended", "made up"]
_RANK = {"value": 1, "full": 2}


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that came out otherwise than before."""

    article: str
    start: int
    end: int
    type: str
    kind: ChangeKind
    """won, lost: a gold fact. made up, mended: a found fact that is wrong now, or was."""
    before: str
    after: str
    """full, value, missed; wrong or gone for found facts."""

    def tell(self, texts: Mapping[str, str]) -> str:
        """One line: 'lost: b-wire 52–80 DOSE "20 mg" (full, now missed)'.

        Args: texts: by article id; of an article that is not there the place is told, not the words.
        """
        place = f"{self.article} {self.start}–{self.end} {self.type}"
        if self.article in texts:
            place += f' "{" ".join(texts[self.article][self.start : self.end].split())}"'
        return f"{self.kind}: {place} ({self.before}, now {self.after})"


def list_outcomes(scores: Scores) -> dict[str, dict[str, list[str]]]:
    """The outcomes of every article, each list in text order."""
    return {id_: _outcomes_of(pairs) for id_, pairs in scores.pairs.items()}


def find_changes(before: Outcomes, after: Outcomes) -> list[Change]:
    """What came out otherwise, over the articles that both runs have; by article, then place."""
    changes: list[Change] = []
    for id_ in sorted(before.keys() & after.keys()):
        told = [*_gold_changes(id_, before[id_], after[id_]), *_found_changes(id_, before[id_], after[id_])]
        changes += sorted(told, key=lambda change: (change.start, change.end, change.type, change.kind))
    return changes


def _outcomes_of(pairs: Iterable[Pair]) -> dict[str, list[str]]:
    keys: dict[str, list[tuple[int, int, str]]] = {"full": [], "value": [], "wrong": []}
    for pair in pairs:
        outcome = "full" if "full" in pair.levels else "value" if "value" in pair.levels else "wrong"
        fact = pair.found if outcome == "wrong" else pair.gold
        if fact:
            keys[outcome].append((fact["start"], fact["end"], fact["type"]))
    return {
        outcome: [f"{start}:{end}:{type_}" for start, end, type_ in sorted(of)]
        for outcome, of in keys.items()
    }


def _gold_changes(
    id_: str, before: Mapping[str, list[str]], after: Mapping[str, list[str]]
) -> Iterator[Change]:
    ranks = [_ranks(before), _ranks(after)]
    names = ("missed", "value", "full")
    for key in ranks[0].keys() | ranks[1].keys():
        # The same words can hold several facts of one type: they are held against each other in order.
        was, is_ = (sorted(rank.get(key, []), reverse=True) for rank in ranks)
        longest = max(len(was), len(is_))
        for old, new in zip(_pad(was, longest), _pad(is_, longest), strict=True):
            if old != new:
                kind: ChangeKind = "won" if new > old else "lost"
                yield _change(id_, key, kind, names[old], names[new])


def _found_changes(
    id_: str, before: Mapping[str, list[str]], after: Mapping[str, list[str]]
) -> Iterator[Change]:
    was, is_ = Counter(before.get("wrong", ())), Counter(after.get("wrong", ()))
    for key in (is_ - was).elements():
        yield _change(id_, key, "made up", "not there", "wrong")
    for key in (was - is_).elements():
        yield _change(id_, key, "mended", "wrong", "gone")


def _ranks(outcomes: Mapping[str, list[str]]) -> dict[str, list[int]]:
    ranks: dict[str, list[int]] = defaultdict(list)
    for outcome, rank in _RANK.items():
        for key in outcomes.get(outcome, ()):
            ranks[key].append(rank)
    return ranks


def _pad(ranks: list[int], length: int) -> list[int]:
    return ranks + [0] * (length - len(ranks))


def _change(id_: str, key: str, kind: ChangeKind, before: str, after: str) -> Change:
    start, end, type_ = key.split(":")
    return Change(id_, int(start), int(end), type_, kind, before, after)
