"""Found facts from a file: any tool's output, held to the form of gold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import GoldError
from pipeline.evaluate.predictions import read_predictions

TEXTS = {"a": "rituximab works", "b": "so does aspirin"}
RITUXIMAB = {"type": "DRUG", "start": 0, "end": 9, "text": "rituximab", "name": "rituximab"}
ASPIRIN = {"type": "DRUG", "start": 8, "end": 15, "text": "aspirin", "name": "aspirin"}


def write(folder: Path, *facts: dict[str, Any]) -> Path:
    file = folder / "facts.jsonl"
    file.write_text("".join(json.dumps(fact) + "\n" for fact in facts))
    return file


def test_facts_go_to_their_articles_in_any_order(tmp_path: Path) -> None:
    file = write(tmp_path, ASPIRIN | {"article": "b"}, RITUXIMAB | {"article": "a"})
    facts = read_predictions(file, TEXTS).facts
    assert {id_: [fact.text for fact in found] for id_, found in facts.items()} == {
        "a": ["rituximab"],
        "b": ["aspirin"],
    }


def test_an_article_without_facts_has_an_empty_list(tmp_path: Path) -> None:
    assert read_predictions(write(tmp_path), TEXTS).facts == {"a": [], "b": []}


def test_facts_of_articles_that_are_not_scored_are_left_out_with_their_lines(tmp_path: Path) -> None:
    file = write(tmp_path, RITUXIMAB | {"article": "a"}, ASPIRIN | {"article": "z"}, {"article": "z"})
    predictions = read_predictions(file, TEXTS)
    assert predictions.left_out == {"z": [f"{file}:2", f"{file}:3"]}
    assert "z" not in predictions.facts


def test_a_single_article_needs_no_id(tmp_path: Path) -> None:
    facts = read_predictions(write(tmp_path, RITUXIMAB), {"a": TEXTS["a"]}).facts
    assert len(facts["a"]) == 1


@pytest.mark.parametrize(
    "fact, what",
    [
        pytest.param(RITUXIMAB, "no article id", id="no article"),
        pytest.param(RITUXIMAB | {"article": 7}, "no article id", id="a number for an id"),
        pytest.param(
            RITUXIMAB | {"article": "b"}, 'text is "rituximab", the article has "so does a"', id="slip"
        ),
        pytest.param(RITUXIMAB | {"article": "a", "score": 1}, 'unknown field "score"', id="unknown field"),
    ],
)
def test_what_is_refused(tmp_path: Path, fact: dict[str, Any], what: str) -> None:
    with pytest.raises(GoldError) as caught:
        read_predictions(write(tmp_path, ASPIRIN | {"article": "b"}, fact), TEXTS)
    assert what in caught.value.what
    assert (caught.value.where or "").endswith("facts.jsonl:2")


def test_a_file_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"none.jsonl: cannot be read: No such file"):
        read_predictions(tmp_path / "none.jsonl", TEXTS)
