"""Ordinary sentences without a drug: none is found in them."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path

import pytest

from pipeline.extract.names.drug import find_drugs

# Drawn by seed from the shared paragraphs, and kept where a reader saw no drug; their text stays outside.
SENTENCES = Path(__file__).parents[2] / "data" / "sentences_without_drug.tsv"


@pytest.fixture
def sentences(shared: Path) -> list[str]:
    """The sentences; a place outside the paragraphs, or an unknown paragraph, is an error."""
    with gzip.open(
        shared / "news" / "nci" / "nci_evidence_paragraphs.jsonl.gz", "rt", encoding="utf-8"
    ) as lines:
        texts = {row["id"]: row["text"] for row in map(json.loads, lines)}
    with SENTENCES.open(encoding="utf-8", newline="") as rows:
        places = list(csv.DictReader(rows, delimiter="\t"))
    return [texts[row["paragraph"]][int(row["start"]) : int(row["end"])] for row in places]


def test_no_drug_in_ordinary_sentences(sentences: list[str]) -> None:
    found = [name.name for text in sentences for name in find_drugs(text, {}) if name.kind == "DRUG"]
    assert len(sentences) == 300
    assert len(found) <= 3, found


@pytest.mark.parametrize(
    "text, found",
    [
        pytest.param("MMR status predicted the benefit.", [], id="mismatch repair"),
        pytest.param("Tumors with deficient MMR did better.", [], id="mismatch repair, last"),
        pytest.param("The children received MMR at two years.", ["mmr vaccine"], id="a vaccine given"),
    ],
)
def test_letters_that_mean_two_things(text: str, found: list[str]) -> None:
    assert [name.name for name in find_drugs(text, {})] == found
