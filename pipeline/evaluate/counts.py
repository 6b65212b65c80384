"""The counts of each article in one array, from which every resampling starts."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.evaluate.score import LEVELS, ROWS, Scores, tally_rows

Counts = npt.NDArray[np.float64]
"""Articles x ROWS x (gold, found, then the hits of each of LEVELS)."""


def count_articles(scores: Scores) -> Counts:
    """One layer an article, in the order of `scores.pairs`."""
    counts = np.zeros((len(scores.pairs), len(ROWS), 2 + len(LEVELS)))
    for layer, pairs in zip(counts, scores.pairs.values(), strict=True):
        for row, tally in enumerate(tally_rows(pairs).values()):
            layer[row] = [tally.gold, tally.found, *(tally.hits[level] for level in LEVELS)]
    return counts


def measure_f1(counts: npt.NDArray[Any]) -> Counts:
    """F1 by level: shape (..., 2 + levels) becomes (..., levels); nan where nothing is in gold or found."""
    totals = counts[..., :1] + counts[..., 1:2]
    with np.errstate(invalid="ignore"):
        return np.asarray(2 * counts[..., 2:] / np.where(totals == 0, np.nan, totals))
