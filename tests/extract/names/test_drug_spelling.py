"""A slip in a long drug name is read as the name; other words, and other drugs, are not."""

from __future__ import annotations

import time

import pytest

from pipeline.extract.names.drug import find_drugs
from pipeline.extract.names.drug_spelling import is_slip


@pytest.mark.parametrize(
    "text, names",
    [
        pytest.param("They took docetaxal.", ["docetaxel"], id="another letter"),
        pytest.param("They took anastrazole.", ["anastrozole"], id="another vowel"),
        pytest.param("They took Tencentriq.", ["atezolizumab"], id="a letter more, a brand"),
        pytest.param("They took pembrolizmab.", ["pembrolizumab"], id="a letter less"),
        pytest.param("They took trastzuumab.", ["trastuzumab"], id="two letters swapped"),
        pytest.param("the trastuzumab-docetaxal group", ["trastuzumab", "docetaxel"], id="behind a hyphen"),
        pytest.param("A tencentriq of sorts.", [], id="a brand without its capital"),
        pytest.param("They took Rituxin.", [], id="too short"),
        pytest.param("She was morphing into a teacher.", [], id="an English word"),
        pytest.param("Interferons rose.", [], id="a plural"),
        pytest.param("The methionine and creatinine levels fell.", [], id="substances"),
        pytest.param("They took dabrafenib.", ["dabrafenib"], id="another drug's own name"),
    ],
)
def test_slips(text: str, names: list[str]) -> None:
    assert [name.name for name in find_drugs(text, {}) if name.kind == "DRUG"] == names


@pytest.mark.parametrize(
    "word, slip",
    [
        pytest.param("abcdefghi", False, id="the name itself"),
        pytest.param("abcdexghi", True, id="changed"),
        pytest.param("abcdefghix", True, id="added at the end"),
        pytest.param("bcdefghi", True, id="left out at the start"),
        pytest.param("abcedfghi", True, id="swapped"),
        pytest.param("abcedfghx", False, id="swapped and changed"),
        pytest.param("xbcdefghx", False, id="two changes"),
        pytest.param("abcdefg", False, id="two left out"),
    ],
)
def test_is_slip(word: str, slip: bool) -> None:
    assert is_slip(word, "abcdefghi") is slip


def test_hostile_text_takes_linear_time() -> None:
    started = time.perf_counter()
    find_drugs("docetaxaldocetaxal" * 20_000 + " docetaxam" * 20_000, {})
    assert time.perf_counter() - started < 5
