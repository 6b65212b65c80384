"""Figures by split, genre and article."""

from __future__ import annotations

import pytest

from pipeline.evaluate.breakdown import UNNAMED, build_part_rows, short_genre, split_scores
from pipeline.evaluate.score import score_articles

DRUG = {"type": "DRUG", "start": 0, "end": 1, "text": "x", "name": "x"}
SCORES = score_articles({"b": [DRUG], "a": [DRUG], "c": []}, {"a": [DRUG], "c": [DRUG]})
SPLITS = {"a": "dev", "b": "test", "c": "dev"}
GENRES = {"a": "wire story", "b": "wire story, cardiology", "c": None}


@pytest.mark.parametrize(
    "genre, short",
    [
        ("wire story", "wire story"),
        ("wire story, cardiology", "wire story"),
        (None, UNNAMED),
        (" ,x", UNNAMED),
    ],
)
def test_the_kind_of_a_genre(genre: str | None, short: str) -> None:
    assert short_genre(genre) == short


def test_parts_by_hand() -> None:
    """dev: one hit, one made up, so F1 2/3; test: one missed."""
    rows = build_part_rows(split_scores(SCORES, "split", SPLITS, GENRES))
    assert [(*row[:4], row[4][0]) for row in rows] == [("dev", 2, 1, 2, 2 / 3), ("test", 1, 1, 0, 0.0)]


def test_genres_are_gathered_by_their_kind() -> None:
    parts = split_scores(SCORES, "genre", SPLITS, GENRES)
    assert {name: sorted(part.pairs) for name, part in parts.items()} == {
        UNNAMED: ["c"],
        "wire story": ["a", "b"],
    }


def test_articles_are_sorted_and_core_is_undefined_without_facts() -> None:
    parts = split_scores(score_articles({"b": [], "a": []}, {}), "article", {}, {})
    assert [row[0] for row in build_part_rows(parts)] == ["a", "b"]
    assert build_part_rows(parts)[0][4] == [None] * 5


def test_parts_add_up() -> None:
    parts = split_scores(SCORES, "split", SPLITS, GENRES).values()
    assert sum(part.tallies["all"].found for part in parts) == SCORES.tallies["all"].found
