"""The same figures for parts of the articles: by split, by genre, by article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from pipeline.evaluate.score import Level, Pair, Scores, Tally

Part = Literal["split", "genre", "article"]
PARTS: tuple[Part, ...] = ("split", "genre", "article")
UNNAMED = "(none named)"

FIGURES: tuple[tuple[str, Level], ...] = (
    ("all", "value"),
    ("core", "value"),
    ("attributed", "value"),
    ("all", "full"),
    ("attributed", "full"),
)
"""The rows and levels whose F1 a part is judged by."""
PART_HEADER: tuple[str, ...] = ("articles", "gold", "found", *(f"{row}.{level}" for row, level in FIGURES))


def short_genre(genre: str | None) -> str:
    """The kind of article without its field: "wire story, cardiology" is a wire story."""
    return (genre or "").partition(",")[0].strip() or UNNAMED


def split_scores(
    scores: Scores, part: Part, splits: Mapping[str, str | None], genres: Mapping[str, str | None]
) -> dict[str, Scores]:
    """The scores of each split, genre or article, sorted by its name."""
    names: dict[Part, Callable[[str], str]] = {
        "split": lambda id_: splits.get(id_) or UNNAMED,
        "genre": lambda id_: short_genre(genres.get(id_)),
        "article": str,
    }
    pairs: dict[str, dict[str, Sequence[Pair]]] = defaultdict(dict)
    for id_, of_article in scores.pairs.items():
        pairs[names[part](id_)][id_] = of_article
    return {name: Scores(pairs[name]) for name in sorted(pairs)}


def build_part_rows(parts: Mapping[str, Scores]) -> list[tuple[str, int, int, int, list[float | None]]]:
    """(name, articles, gold, found, F1 of each of FIGURES) of each part."""
    return [
        (name, len(scores.pairs), all_.gold, all_.found, _figures(scores.tallies))
        for name, scores in parts.items()
        for all_ in [scores.tallies["all"]]
    ]


def _figures(tallies: Mapping[str, Tally]) -> list[float | None]:
    return [tallies[row].f1(level) for row, level in FIGURES]
