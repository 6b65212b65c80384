"""Two runs on the same gold: what the one has that the other has not, and whether that can be chance."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pipeline.errors import GoldError
from pipeline.evaluate.counts import count_articles, measure_f1
from pipeline.evaluate.lines import parse_object, read_exact, show_path
from pipeline.evaluate.outcomes import Change, find_changes, list_outcomes
from pipeline.evaluate.predictions import read_predictions
from pipeline.evaluate.score import GROUPS, LEVELS, ROWS, Level, PlainFact, Scores, score_articles
from pipeline.schema import AnyFact, fact_to_dict

COMPARED_LEVELS: tuple[Level, ...] = ("value", "full")
SHUFFLES = 9999
SEED = 20250101


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """F1 of the two runs, None where undefined, and how often chance alone makes as great a difference."""

    row: str
    level: Level
    this: float | None
    other: float | None
    p: float | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """This run against another."""

    name: str
    """The other run, as the user called it."""
    rows: Sequence[ComparedRow]
    changes: Sequence[Change]
    """From the other run to this: won, lost, made up, mended."""


def compare_runs(this: Scores, other: Scores, *, name: str) -> Comparison:
    """The two runs, which must be of the same articles in the same order."""
    p_values = randomize(this, other)
    rows = [
        ComparedRow(
            row, level, this.tallies[row].f1(level), other.tallies[row].f1(level), p_values[row, level]
        )
        for row in GROUPS
        for level in COMPARED_LEVELS
    ]
    return Comparison(name, rows, find_changes(list_outcomes(other), list_outcomes(this)))


def randomize(
    this: Scores, other: Scores, *, shuffles: int = SHUFFLES, seed: int = SEED
) -> dict[tuple[str, Level], float | None]:
    """Two-sided p-values of the differences in F1, by paired approximate randomization over articles.

    In each shuffle the two runs change places in about half of the articles; p is the share of shuffles with
    a difference at least as great, this run counted as one of them, so it is never 0.
    Source: Noreen 1989, Computer-Intensive Methods for Testing Hypotheses, chapter 2.
    """
    one, two = count_articles(this), count_articles(other)
    swapped = np.random.default_rng(seed).integers(0, 2, (shuffles, len(one)))
    # Swapping moves the difference from one side to the other; the sum of the sides stays.
    moved = np.tensordot(swapped, two - one, 1)
    shuffled = np.abs(measure_f1(one.sum(0) + moved) - measure_f1(two.sum(0) - moved))
    observed = np.abs(measure_f1(one.sum(0)) - measure_f1(two.sum(0)))
    at_least = (shuffled >= observed - 1e-12).sum(0)
    return {
        (row, level): None if np.isnan(observed[i, j]) else float((at_least[i, j] + 1) / (shuffles + 1))
        for i, row in enumerate(ROWS)
        for j, level in enumerate(LEVELS)
    }


def read_run(
    file: Path, gold: Mapping[str, Sequence[AnyFact]], texts: Mapping[str, str]
) -> Mapping[str, Sequence[AnyFact | PlainFact]]:
    """The found facts of another run: a file of facts (as `--save` writes), or a report.json.

    Raises: GoldError if the file does not fit, or the report is of other gold.
    """
    if file.suffix != ".json":
        return read_predictions(file, texts).facts
    return _rebuild(file, {id_: [fact_to_dict(fact) for fact in facts] for id_, facts in gold.items()})


def score_run(file: Path, gold: Mapping[str, Sequence[AnyFact]], texts: Mapping[str, str]) -> Scores:
    """The scores of another run on this gold. Raises: GoldError as `read_run`."""
    return score_articles(gold, read_run(file, gold, texts))


def digest_gold(scores: Scores) -> dict[str, str]:
    """The SHA-256 of each article's gold facts, by which a later run knows whether the gold is the same."""
    return {id_: _digest([p.gold for p in pairs if p.gold]) for id_, pairs in scores.pairs.items()}


def _digest(facts: Sequence[PlainFact]) -> str:
    lines = sorted(json.dumps(fact, sort_keys=True) for fact in facts)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _rebuild(file: Path, gold: Mapping[str, list[PlainFact]]) -> dict[str, list[PlainFact]]:
    """The found facts of a report: the gold, but for the differences that it lists."""
    report = parse_object(read_exact(file), show_path(file))
    digests, differences = report.get("gold_sha256"), report.get("differences")
    if not isinstance(digests, dict) or not isinstance(differences, list):
        raise GoldError("no report of mednews evaluate", where=show_path(file), hint="give its report.json")
    found = {id_: list(facts) for id_, facts in gold.items()}
    for id_, facts in gold.items():
        if digests.get(id_) != _digest(facts):
            what = f'the report does not have the article "{id_}", or has it with other gold'
            raise GoldError(what, where=show_path(file), hint="compare with a file that --save wrote")
    for difference in differences:
        facts = found.get(difference["article"], [])
        if difference["gold"] in facts:
            facts.remove(difference["gold"])
        facts += [difference["found"]] if difference["found"] else []
    return found
