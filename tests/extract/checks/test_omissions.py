"""What an article leaves out: each omission in a text that has it, and not in one that tells."""

from __future__ import annotations

import pytest
from spacy.language import Language

TOLD = (
    "The trial (NCT01234567), funded by Acme, randomized 200 women to olaparib or placebo. With olaparib 60% "
    "responded, against 20% on placebo (HR for death 0.70). Median follow-up was 11 months. Anemia occurred "
    "in 30% of patients on olaparib as a side effect."
)
WITHOUT = {
    "denominator": ("randomized 200 women to", "compared"),
    "harms": (" Anemia occurred in 30% of patients on olaparib as a side effect.", ""),
    "follow_up": (" Median follow-up was 11 months.", ""),
    "funding": (", funded by Acme,", ""),
    "registration": (" (NCT01234567)", ""),
}


def omissions(nlp: Language, text: str) -> list[str]:
    return [lack["kind"] for lack in nlp(text)._.mednews_omissions]


def test_nothing_is_missing_where_all_is_told(nlp: Language) -> None:
    assert omissions(nlp, TOLD) == []


@pytest.mark.parametrize("kind", WITHOUT)
def test_what_is_left_out_is_named(nlp: Language, kind: str) -> None:
    told, instead = WITHOUT[kind]
    assert told in TOLD
    assert omissions(nlp, TOLD.replace(told, instead)) == [kind]


def test_a_relative_effect_alone(nlp: Language) -> None:
    assert "absolute" in omissions(nlp, "Olaparib reduced the risk of death by 30 percent.")


def test_no_comparator(nlp: Language) -> None:
    assert "comparator" in omissions(nlp, "Of 40 patients given olaparib, 16 (40%) responded.")


def test_an_article_without_results_owes_none(nlp: Language) -> None:
    assert omissions(nlp, "The agency approved olaparib 300 mg twice daily for ovarian cancer.") == []
