"""How far two annotators' folders agree, article by article that both have."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from pipeline.evaluate.agree import score_agreement
from pipeline.evaluate.gold import read_gold
from pipeline.evaluate.lines import read_exact
from pipeline.evaluate.score import Scores
from pipeline.schema import FACT_CLASSES


class Row(NamedTuple):
    """F1 of one annotator against the other; None where neither has a fact."""

    name: str
    facts: int
    other: int
    strict: float | None
    value: float | None
    full: float | None


class Agreement(NamedTuple):
    """What was compared, and how it came out, types first, then all."""

    articles: list[str]
    differing: list[str]
    """Articles of one name whose texts differ: they are not compared."""
    rows: list[Row]


def compare_folders(one: Path, other: Path) -> Agreement:
    """The agreement on the articles of which both folders hold text and gold.

    Raises: GoldError if a gold file does not fit its article.
    """
    both = sorted({path.stem for path in one.glob("*.jsonl")} & {path.stem for path in other.glob("*.jsonl")})
    both = [id_ for id_ in both if (one / f"{id_}.txt").is_file()]
    texts = {id_: (one / f"{id_}.txt", _text_of(other, id_, one)) for id_ in both}
    differing = [id_ for id_, (a, b) in texts.items() if read_exact(a) != read_exact(b)]
    same = [id_ for id_ in both if id_ not in differing]
    scores = score_agreement(
        {id_: read_gold(one / f"{id_}.jsonl", texts[id_][0]) for id_ in same},
        {id_: read_gold(other / f"{id_}.jsonl", texts[id_][1]) for id_ in same},
    )
    return Agreement(same, differing, _rows(scores))


def _text_of(folder: Path, id_: str, fallback: Path) -> Path:
    path = folder / f"{id_}.txt"
    return path if path.is_file() else fallback / f"{id_}.txt"


def _rows(scores: Scores) -> list[Row]:
    """The types that either has, and all."""
    names = [name for name in (*FACT_CLASSES, "all") if name in scores.tallies]
    tallies = [(name, scores.tallies[name]) for name in names]
    return [
        Row(name, tally.gold, tally.found, tally.f1("strict"), tally.f1("value"), tally.f1("full"))
        for name, tally in tallies
        if tally.gold + tally.found
    ]
