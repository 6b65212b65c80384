"""Damaged files of every kind: articles, or an error of ours with a hint, and soon."""

from __future__ import annotations

from pathlib import Path

import pytest
from mutations import read_mutation, read_seeds, read_zstandard_seeds

SEEDS = read_seeds()
FOUND = (960, 3005, 9783)
"""Numbers of mutations that once went wrong; `benchmarks/fuzz.py` finds them."""


@pytest.mark.parametrize("first", range(0, 300, 50))
def test_damaged_files(first: int, tmp_path: Path) -> None:
    told = [number for number in range(first, first + 50) if read_mutation(SEEDS, number, tmp_path)]
    assert 5 < len(told) <= 50  # the damage leaves some files readable, or nothing was tested


def test_damaged_zstandard(tmp_path: Path) -> None:
    pytest.importorskip("zstandard")
    seeds = read_zstandard_seeds()
    told = [number for number in range(100) if read_mutation(seeds, number, tmp_path)]
    assert 5 < len(told) <= 100


@pytest.mark.parametrize("number", FOUND)
def test_what_once_went_wrong(number: int, tmp_path: Path) -> None:
    read_mutation(SEEDS, number, tmp_path)
