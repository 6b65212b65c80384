"""Class words and the drugs that they can mean."""

from __future__ import annotations

import pytest

from pipeline.extract.names.drug_class import find_members

DRUGS = ["olaparib", "bevacizumab", "zanotuzumab vedotin", "sotagliflozin", "placebo"]


@pytest.mark.parametrize(
    ("word", "members"),
    [
        ("parp inhibitor", {"olaparib"}),
        ("antibody", {"bevacizumab", "zanotuzumab vedotin"}),
        ("conjugate", {"zanotuzumab vedotin"}),
        ("tablet", {"olaparib", "sotagliflozin"}),
        ("statin", set()),
        ("no class at all", set()),
        ("", set()),
    ],
)
def test_members(word: str, members: set[str]) -> None:
    assert find_members(word, DRUGS) == members
