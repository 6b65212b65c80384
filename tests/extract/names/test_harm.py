"""Harm terms: the words that can be adverse events, whatever the context."""

from __future__ import annotations

import pytest

from pipeline.extract.names.harm import find_harm_terms, is_typical


@pytest.mark.parametrize(
    "text, terms",
    [
        pytest.param("nausea, vomiting and hair loss", ["nausea", "vomiting", "hair loss"], id="plain words"),
        pytest.param("febrile neutropenia", ["febrile neutropenia"], id="the longest wins"),
        pytest.param(
            "upper respiratory tract infections", ["upper respiratory tract infections"], id="plural stays"
        ),
        pytest.param("a Candida infection", ["candida infection"], id="modifier and head"),
        pytest.param("tumor-related hemorrhage", ["tumor-related hemorrhage"], id="hyphen"),
        pytest.param("low white blood cell counts", ["low white blood cell counts"], id="lay count"),
        pytest.param("a fall in her platelet count", ["fall in her platelet count"], id="lay change"),
        pytest.param("elevated liver enzymes", ["elevated liver enzymes"], id="lay laboratory value"),
        pytest.param("blood clots in the lungs", ["blood clots in the lungs"], id="with its place"),
        pytest.param("more serious infections", ["serious infections"], id="serious is part of it"),
        pytest.param("severe hepatic toxicity", ["hepatic toxicity"], id="severity is not"),
        pytest.param("two patients died", ["death"], id="died"),
        pytest.param("three fatal cases", ["death"], id="fatal"),
        pytest.param("serious adverse events", [], id="generic"),
        pytest.param("skeletal-related events", [], id="unknown word before a hyphen"),
        pytest.param("the patients did well", [], id="nothing"),
    ],
)
def test_terms(text: str, terms: list[str]) -> None:
    found = find_harm_terms(text, {})
    assert [name.name for name in found] == terms
    assert all(name.kind == "HARM" for name in found)


def test_short_forms() -> None:
    """Defined and well-known short forms get the full term; another definition takes the known one away."""
    defined = find_harm_terms("One man had PN.", {"PN": "peripheral neuropathy"})
    assert [name.name for name in defined] == ["peripheral neuropathy"]
    assert [name.name for name in find_harm_terms("DVT was seen.", {})] == ["deep vein thrombosis"]
    assert find_harm_terms("The ILD fund", {"ILD": "Illinois Legal Defence"}) == []


def test_typical() -> None:
    """What treatment alone does, against what diseases do too."""
    assert is_typical("hair loss")
    assert not is_typical("headache")
