"""Drugs that no table has, told by where they stand; words of biology and procedures that stand there too."""

from __future__ import annotations

import pytest

from pipeline.extract.names.drug import find_drugs

HITS = [
    pytest.param("Thirty people took zelanopam nightly.", id="took"),
    pytest.param("They were given zelanopam 50 mg at night.", id="before a dose"),
    pytest.param("a dose of 50 mg of zelanopam", id="behind a dose"),
    pytest.param("Half were on the capsule, zelanopam, at first.", id="behind its kind, apart"),
    pytest.param("The phosphodiesterase inhibitor zelanopam cleared skin.", id="behind its kind"),
    pytest.param("Women on zelanopam plus letrozole fared better.", id="before plus"),
    pytest.param("They compared zelanopam with placebo.", id="against placebo"),
    pytest.param("In the zelanopam group nobody died.", id="its group"),
    pytest.param("zelanopam-treated mice", id="hyphenated"),
    pytest.param("A trial of zelanopam in depression", id="a trial of it"),
]
NEAR_MISSES = [
    pytest.param("Patients given a cytokine did well.", id="biology"),
    pytest.param("They were treated with cystoscopy and received plasmapheresis.", id="procedures"),
    pytest.param("those assigned to polychemotherapy or radioembolization", id="made from other words"),
    pytest.param("the nonadenoma group", id="a prefix before a word"),
    pytest.param("people taking zigzags and given handouts", id="English words"),
    pytest.param("The word zelanopam has nine letters.", id="no place of a drug"),
    pytest.param("They received Zelanopoulos and his guests.", id="a surname, never in lower case"),
]


@pytest.mark.parametrize("text", HITS)
def test_an_unknown_word_where_a_drug_stands(text: str) -> None:
    names = [(name.name, text[name.start : name.end]) for name in find_drugs(text, {}) if name.kind == "DRUG"]
    assert ("zelanopam", "zelanopam") in names


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_other_words_are_left_alone(text: str) -> None:
    assert [name for name in find_drugs(text, {}) if name.kind == "DRUG"] == []


def test_its_other_mentions_count_once_it_is_given() -> None:
    text = "Zelanopam Lifts Mood\n\n\U0001f48a The drug, zelanopam, works; zelanopam is new."
    found = [text[name.start : name.end] for name in find_drugs(text, {}) if name.name == "zelanopam"]
    assert found == ["Zelanopam", "zelanopam", "zelanopam"]
