"""Quantities beside the hand-made ones of MeasEval: science papers, far from the news that mednews is for.

    python benchmarks/quality/measeval.py [--part eval] [--misses]

Spans are scored as the task's own scorer does it (SemEval-2021 task 8): tokens are what stands between
spaces, each pair of overlapping spans has the F1 of its tokens, a found quantity counts with its best
pair, and a quantity that only one side has counts 0. Look at misses of `train` and `trial` alone.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from exchange import read_lines
from measeval_spans import find_spans

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "results" / "measeval"
NUMERIC = re.compile(r"\d")

Span = tuple[int, int]


class Paper(NamedTuple):
    """A paragraph, the spans of the hand-made quantities and of the found ones."""

    text: str
    gold: list[Span]
    found: list[Span]


class Score(NamedTuple):
    """`overlap_f1` as the task scores spans; the others by any overlap."""

    gold: int
    found: int
    overlap_f1: float
    precision: float
    recall: float
    numeric_recall: float


def read_papers(part: str) -> list[Paper]:
    """The paragraphs of a part with their quantities."""
    return [
        Paper(
            line["text"],
            sorted((start, end) for start, end, kind, *_ in line["annotations"] if kind == "Quantity"),
            find_spans(line["text"]),
        )
        for line in read_lines(FOLDER / f"{part}.jsonl")
        if line["has_gold"]
    ]


def touch(one: Span, other: Span) -> bool:
    """Whether the spans overlap."""
    return one[0] < other[1] and other[0] < one[1]


def token_f1(text: str, found: Span, gold: Span) -> float:
    """F1 of the tokens of two overlapping spans."""
    shared = len(text[max(found[0], gold[0]) : min(found[1], gold[1])].split(" "))
    precision, recall = (shared / len(text[slice(*span)].split(" ")) for span in (found, gold))
    return 2 * precision * recall / (precision + recall)


def pair_scores(paper: Paper) -> Iterator[float]:
    """The F1 of each pair, its found quantity's best, and 0 for each quantity without a pair."""
    for found in paper.found:
        pairs = [token_f1(paper.text, found, gold) for gold in paper.gold if touch(found, gold)]
        yield from [max(pairs)] * len(pairs) if pairs else [0.0]
    yield from (0.0 for gold in paper.gold if not any(touch(gold, found) for found in paper.found))


def score_papers(papers: Sequence[Paper]) -> Score:
    """The figures over all paragraphs."""
    pairs = [value for paper in papers for value in pair_scores(paper)]
    seen = [
        (paper, gold, any(touch(gold, f) for f in paper.found)) for paper in papers for gold in paper.gold
    ]
    numeric = [hit for paper, gold, hit in seen if NUMERIC.search(paper.text[slice(*gold)])]
    right = [any(touch(gold, found) for gold in paper.gold) for paper in papers for found in paper.found]
    return Score(
        len(seen), len(right), mean(pairs), mean(right), mean([hit for *_, hit in seen]), mean(numeric)
    )


def mean(values: Sequence[float]) -> float:
    """The mean; 0 of nothing."""
    return sum(values) / len(values) if values else 0.0


def find_misses(papers: Iterable[Paper]) -> Iterator[str]:
    """One line for each quantity that is missed, too many, or drawn otherwise."""
    for paper in papers:
        for gold in paper.gold:
            pairs = [found for found in paper.found if touch(gold, found)]
            if pairs != [gold]:
                yield f"{'missed' if not pairs else 'drawn'}\t{show(paper.text, gold)}\t" + " | ".join(
                    paper.text[slice(*found)] for found in pairs
                )
        for found in paper.found:
            if not any(touch(gold, found) for gold in paper.gold):
                yield f"extra\t{show(paper.text, found)}"


def show(text: str, span: Span) -> str:
    """The span in brackets between its neighbours."""
    start, end = span
    return f"{text[max(0, start - 40) : start]}[{text[start:end]}]{text[end : end + 40]}".replace("\n", " ")


def main() -> int:
    """Print the figures of a part."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    options.add_argument("--part", choices=["eval", "train", "trial"], default="eval")
    options.add_argument("--misses", action="store_true", help="list them; not of eval")
    chosen = options.parse_args()
    if not FOLDER.is_dir():
        print(f"skipped: MeasEval is not at {FOLDER}", file=sys.stderr)
        return 0
    papers = read_papers(chosen.part)
    for name, value in score_papers(papers)._asdict().items():
        print(f"{name:15}{value:>8}" if isinstance(value, int) else f"{name:15}{value:8.3f}")
    if chosen.misses and chosen.part != "eval":
        print(*find_misses(papers), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
