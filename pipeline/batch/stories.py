"""The same story twice: articles that share nearly all of their words, as wire copy in many outlets does.

Sketches are compared only where a band of them is equal (locality-sensitive hashing: Leskovec, Rajaraman and
Ullman, Mining of Massive Datasets, ch. 3), so the time grows with the number of articles and not its square.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from pipeline.batch.sketch import SIZE

if TYPE_CHECKING:
    from numpy.typing import NDArray

SIMILAR = 0.7
"""Of the runs of words, from which on two articles are one story."""
# A band is four values, 64 bits: one of 16 at least is equal in 98.8% of pairs of similarity .7, in .2% of
# those of .1.
CHUNK = 100_000
"""Pairs that are compared at a time, for the memory's sake."""


def group_stories(sketches: Iterable[bytes]) -> list[int]:
    """For each article the index of the first article of its story: its own, if no earlier one is alike.

    Args: sketches: of `sketch_article`, in an order that does not change from run to run.
    Stories are the connected components: A and C are one, if B is like both.
    """
    import numpy as np
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    values = np.frombuffer(b"".join(sketches), dtype="<u2").reshape(-1, SIZE)
    count = len(values)
    if not count:
        return []
    pairs = np.concatenate([_find_similar(values, pairs) for pairs in _find_candidates(values)], axis=1)
    graph = coo_array((np.ones(pairs.shape[1], dtype=bool), (pairs[0], pairs[1])), shape=(count, count))
    _, story = connected_components(graph, directed=False)
    first = np.full(count, count)
    np.minimum.at(first, story, np.arange(count))
    return [int(index) for index in first[story]]


def _find_candidates(values: NDArray[Any]) -> Iterator[NDArray[Any]]:
    """Pairs of articles that have a band in common, for each band: each with the one before and the first."""
    import numpy as np

    bands = np.ascontiguousarray(values).view(np.uint64)
    for at in range(bands.shape[1]):
        # Among those that have one band in common the most alike come to stand side by side.
        order = np.lexsort((bands[:, at - 1], bands[:, at]))
        band = bands[order, at]
        same = np.flatnonzero(band[1:] == band[:-1]) + 1
        begins = np.flatnonzero(np.r_[True, band[1:] != band[:-1]])
        first = begins[np.searchsorted(begins, same, side="right") - 1]
        yield np.stack([order[np.r_[same - 1, first]], order[np.r_[same, same]]])


def _find_similar(values: NDArray[Any], pairs: NDArray[Any]) -> NDArray[Any]:
    """Those of the pairs whose sketches agree."""
    import numpy as np

    chunks = (pairs[:, at : at + CHUNK] for at in range(0, pairs.shape[1], CHUNK))
    similar = [chunk[:, (values[chunk[0]] == values[chunk[1]]).mean(axis=1) >= SIMILAR] for chunk in chunks]
    return np.concatenate([pairs[:, :0], *similar], axis=1)
