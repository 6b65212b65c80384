"""How far a figure can be trusted: 95% intervals by drawing articles, not facts.

The facts of one article are alike (one drug, one house style), so an article is the unit that is drawn.
"""

from __future__ import annotations

import numpy as np

from pipeline.evaluate.counts import count_articles, measure_f1
from pipeline.evaluate.score import LEVELS, ROWS, Level, Scores

Interval = tuple[float, float]
RESAMPLES = 2000
SEED = 20250101
"""Fixed: the same scores always have the same intervals."""


def bootstrap_intervals(
    scores: Scores, *, resamples: int = RESAMPLES, level: float = 0.95, seed: int = SEED
) -> dict[str, dict[Level, Interval | None]]:
    """The percentile interval of F1, 0 to 1, for each row and level.

    None where F1 is undefined, or where there is but one article to draw from.
    Source: Efron and Tibshirani 1993, An Introduction to the Bootstrap, chapter 13.
    """
    counts = count_articles(scores)
    if len(counts) < 2:
        return {row: dict.fromkeys(LEVELS) for row in ROWS}
    drawn = np.random.default_rng(seed).multinomial(len(counts), [1 / len(counts)] * len(counts), resamples)
    f1 = measure_f1(np.tensordot(drawn, counts, 1))
    tail = (1 - level) / 2
    # A resample may lack every fact of a rare type; a row that is always empty is left out below.
    defined = ~np.isnan(f1).all(axis=0)
    low, high = np.nanquantile(np.where(defined, f1, 0), [tail, 1 - tail], axis=0)
    return {
        row: {
            name: (float(low[i, j]), float(high[i, j])) if defined[i, j] else None
            for j, name in enumerate(LEVELS)
        }
        for i, row in enumerate(ROWS)
    }
