"""Scopes: which paragraphs tell of another study, with arms of its own."""

from __future__ import annotations

import pytest
from spacy.language import Language

from pipeline.extract.nlp import names_of
from pipeline.extract.scope import find_scopes

STUDY = (
    "Nivolumab beats docetaxel\n\nNivolumab shrank tumors in 20% of 135 patients, docetaxel in 9%. Nivolumab "
    "is given every two weeks.\n\n"
)


@pytest.mark.parametrize(
    "paragraph, leads",
    [
        pytest.param(
            "Erlotinib was tested, too: in a phase 3 study erlotinib shrank tumors in 8% and placebo in 1%.",
            ["nivolumab", "erlotinib"],
            id="another study",
        ),
        pytest.param(
            "Rash was seen in 9% of patients and eased with prednisone in 4%; prednisone and erlotinib were "
            "given to 12%.",
            ["nivolumab"],
            id="harms and their remedies",
        ),
        pytest.param(
            "With the drug, 40% were alive at one year; 12% of them got erlotinib, and erlotinib again, "
            "later.",
            ["nivolumab"],
            id="a pointer to the drug goes on",
        ),
    ],
)
def test_scopes(nlp: Language, paragraph: str, leads: list[str]) -> None:
    text = STUDY + paragraph
    assert [scope.arms.lead for scope in find_scopes(text, names_of(nlp(text)))] == leads
