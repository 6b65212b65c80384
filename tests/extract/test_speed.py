"""Pace by ratios inside one process: to spaCy's tokenizer, to a longer text, to hostile text."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

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


def measure(nlp: Language, text: str, *, runs: int = 3) -> float:
    """The least CPU seconds of some runs: what else the machine does only adds to them."""
    seconds = []
    for _ in range(runs):
        begin = time.process_time()
        nlp(text)
        seconds.append(time.process_time() - begin)
    return min(seconds)


@pytest.fixture(scope="module")
def of_prose(nlp: Language, prose: str) -> float:
    measure(nlp, prose[: 2 * SIZE], runs=1)  # tables are loaded and patterns compiled
    return measure(nlp, prose[:SIZE])


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_takes_no_more_than_eight_times_that_of_prose(
    nlp: Language, of_prose: float, unit: str
) -> None:
    text = (unit * (SIZE // len(unit) + 1))[:SIZE]
    assert measure(nlp, text, runs=1) < 8 * of_prose


def test_a_longer_document_takes_its_share(nlp: Language, of_prose: float, prose: str) -> None:
    ten = measure(nlp, (prose * 2)[: 10 * SIZE], runs=1)
    assert ten < 2 * 10 * of_prose


def test_pace_against_the_blank_tokenizer(nlp: Language, prose: str) -> None:
    # Measured: 0.04. A change that halves the pace fails, a busy machine does not.
    tokenizer = measure(spacy.blank("en"), prose[: 2 * SIZE], runs=5)
    assert tokenizer / measure(nlp, prose[: 2 * SIZE]) > 0.02
