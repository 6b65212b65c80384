"""Offsets that slipped."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.evaluate.gold import check_gold, read_gold
from pipeline.evaluate.mend import NEAR, mend_offsets


def drug(start: int, text: str, **fields: Any) -> dict[str, Any]:
    return {"type": "DRUG", "start": start, "end": start + len(text), "text": text, "name": text} | fields


def write(folder: Path, text: str, facts: list[dict[str, Any]]) -> tuple[Path, Path]:
    gold, article = folder / "a.jsonl", folder / "a.txt"
    article.write_text(text)
    gold.write_text("".join(json.dumps(fact) + "\n" for fact in facts))
    return gold, article


def test_facts_after_an_edit_are_moved_and_the_others_stay(tmp_path: Path) -> None:
    text = "First pillimab, then a few words more, then tabletinib and dropumab."
    facts = [drug(6, "pillimab"), drug(30, "tabletinib"), drug(45, "dropumab")]
    gold, article = write(tmp_path, text, facts)
    before = gold.read_text().splitlines()
    assert len(check_gold(gold, article)) == 2
    assert mend_offsets(gold, article) == 2
    assert [fact.start for fact in read_gold(gold, article)] == [6, 44, 59]
    assert gold.read_text().splitlines()[0] == before[0]


def test_lines_are_sorted_anew(tmp_path: Path) -> None:
    gold, article = write(tmp_path, "tabletinib pillimab", [drug(0, "pillimab"), drug(9, "tabletinib")])
    assert mend_offsets(gold, article) == 2
    assert [fact.text for fact in read_gold(gold, article)] == ["tabletinib", "pillimab"]


@pytest.mark.parametrize(
    "text, fact",
    [
        pytest.param("pill or pill", drug(2, "pill"), id="there twice"),
        pytest.param("no drug here", drug(2, "pill"), id="not there"),
        pytest.param("x" * (NEAR + 50) + " pill", drug(2, "pill"), id="too far"),
        pytest.param("took 25 mg", drug(0, "5 mg"), id="part of a number"),
        pytest.param("pills", drug(1, "pill"), id="part of a word"),
        pytest.param("a pill", drug(0, "pill", colour="red"), id="wrong in another way"),
    ],
)
def test_what_is_in_doubt_is_left_alone(text: str, fact: dict[str, Any], tmp_path: Path) -> None:
    gold, article = write(tmp_path, text, [fact])
    before = gold.read_bytes()
    assert mend_offsets(gold, article) == 0
    assert gold.read_bytes() == before


def test_a_clean_file_is_not_touched(tmp_path: Path) -> None:
    gold, article = write(tmp_path, "a pill", [drug(2, "pill")])
    gold.write_text(gold.read_text().replace(", ", ","))
    assert mend_offsets(gold, article) == 0
    assert '","' in gold.read_text()
