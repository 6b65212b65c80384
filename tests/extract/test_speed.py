"""Pace by ratios inside one process: to spaCy's tokenizer, to a longer text, to hostile text.

Not among the tests that run by default, as a busy machine is no fault of the code: `pytest -m pace`. What is
compared is measured in turns, several times if need be: only a gross regression is slow every time.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

pytestmark = pytest.mark.pace
CORPUS = Path(__file__).parents[2] / "corpus"
SIZE = 20_000
HOSTILE = {
    "digits": "1234567890",
    "numbers": "12 ",
    "brackets": "[([(",
    "quotes": "“",
    "commas": ",",
    "ranges": "1 to 2 to 3 ",
    "one word": "a",
    "drug names": "rituximab and nivolumab, ",
    "fractions": "1/2/",
    "thousands": "1,1,",
    "citations": "[1,",
    "doses": "5 mg ",
    "links": "http://",
    "outcomes": "response rate 5% ",
    "days": "day 1, ",
}


@pytest.fixture(scope="module")
def prose() -> str:
    return "\n\n".join(path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("*.txt")))


def measure(nlp: Language, text: str) -> float:
    """CPU seconds: less than those of the clock depend on what else the machine does."""
    begin = time.process_time()
    nlp(text)
    return time.process_time() - begin


def is_ever_below(limit: float, measure_ratio: Callable[[], float], tries: int = 7) -> bool:
    """Whether the ratio is below the limit in any of some tries; the first one that is ends them."""
    return any(measure_ratio() < limit for _ in range(tries))


@pytest.fixture(scope="module")
def warm(nlp: Language, prose: str) -> Language:
    """The pipeline with its tables loaded and its patterns compiled."""
    nlp(prose[: 2 * SIZE])
    return nlp


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_takes_no_more_than_ten_times_that_of_prose(
    warm: Language, prose: str, unit: str
) -> None:
    # Measured: 5 at most. Quadratic growth would be far above.
    text = (unit * (SIZE // len(unit) + 1))[:SIZE]
    assert is_ever_below(10, lambda: measure(warm, text) / measure(warm, prose[:SIZE]))


def test_a_longer_document_takes_its_share(warm: Language, prose: str) -> None:
    longer = (prose * 2)[: 10 * SIZE]
    assert is_ever_below(2 * 10, lambda: measure(warm, longer) / measure(warm, prose[:SIZE]))


def test_pace_against_the_blank_tokenizer(warm: Language, prose: str) -> None:
    # Measured: 25 times the tokenizer's. A change that halves the pace fails.
    blank, text = spacy.blank("en"), prose[: 2 * SIZE]
    measure(blank, text)
    assert is_ever_below(50, lambda: measure(warm, text) / measure(blank, text))
