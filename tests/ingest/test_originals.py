"""Each original in corpus/ (a page, a PDF, XML, a mail, a feed) gives the words and numbers of its text."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from pipeline.ingest import read_article

CORPUS = Path(__file__).parents[2] / "corpus"
ORIGINALS = sorted(path for path in CORPUS.iterdir() if path.suffix not in {".txt", ".jsonl"})
MAX_ERROR_RATE = 0.005
"""Characters to be inserted, deleted or replaced, of those of the text."""

_UNITS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_MORE = (
    "zero|none|once|twice|half|halves|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?"
    "|tenths?|twentieths?|dozens?|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty"
    "|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?"
)
NUMBER = re.compile(rf"\d+(?:[.,]\d+)*|[⁰¹²³⁴-⁹₀-₉]+|(?<![a-z])(?:{_UNITS}|{_MORE})(?![a-z])", re.IGNORECASE)


def collapse(text: str) -> str:
    return " ".join(text.split())


def find_numbers(text: str) -> list[str]:
    """The numbers in the text, figures and words, in its order."""
    return [match[0].lower() for match in NUMBER.finditer(collapse(text))]


def edit_distance(a: str, b: str, limit: int) -> int:
    """Levenshtein distance, or `limit` + 1 if it is greater, in O(len(a) * limit).

    Source: Ukkonen 1985, Information and Control 64:100: per number of edits and diagonal, how far one gets.
    """
    reach: dict[int, int] = {}
    for edits in range(limit + 1):
        last, reach = reach, {}
        for diagonal in range(-edits, edits + 1):
            steps = (last.get(diagonal, -1) + 1, last.get(diagonal - 1, -1), last.get(diagonal + 1, -1) + 1)
            at = min(max(steps), len(a), len(b) - diagonal) if edits else 0
            while at < len(a) and 0 <= at + diagonal < len(b) and a[at] == b[at + diagonal]:
                at += 1
            reach[diagonal] = at
        if reach.get(len(b) - len(a), -1) >= len(a):
            return edits
    return limit + 1


def check_recovered(found: str, text: str) -> None:
    """Fails unless `found` is `text`, white space and a few characters apart, with each of its numbers."""
    wanted, numbers = find_numbers(text), find_numbers(found)
    lost, invented = Counter(wanted) - Counter(numbers), Counter(numbers) - Counter(wanted)
    assert not lost, f"numbers lost: {dict(lost)}"
    assert not invented, f"numbers invented: {dict(invented)}"
    assert numbers == wanted, "the numbers stand in another order"
    limit = int(MAX_ERROR_RATE * len(collapse(text)))
    distance = edit_distance(collapse(found), collapse(text), limit)
    assert distance <= limit, f"more than {limit} characters differ"


@pytest.mark.parametrize("path", ORIGINALS, ids=lambda path: path.name)
def test_an_original_gives_its_text(path: Path) -> None:
    article = read_article(path)
    check_recovered(article.text, path.with_suffix(".txt").read_text(encoding="utf-8"))
    assert article.id == path.stem
    assert article.text.startswith(f"{article.title}\n\n")


def test_there_are_originals_of_each_format() -> None:
    assert {".html", ".xml", ".eml", ".rss"} <= {path.suffix for path in ORIGINALS}


TEXT = "Of 67 patients, forty-one (61%) responded to 375 mg/m² within 2.5 months; the rest did not. " * 20


@pytest.mark.parametrize(
    "found, complaint",
    [
        pytest.param(TEXT.replace("67 ", "", 1), "lost: {'67': 1}", id="a number is lost"),
        pytest.param(TEXT.replace("forty-", "", 1), "lost: {'forty': 1}", id="a number word is lost"),
        pytest.param(TEXT.replace("²", "", 1), "lost: {'²': 1}", id="a power is lost"),
        pytest.param(TEXT.replace("2.5", "25", 1), "lost: {'2.5': 1}", id="a decimal point is lost"),
        pytest.param(TEXT + "7", "invented: {'7': 1}", id="a number is invented"),
        pytest.param(TEXT.replace("67 patients, forty-one", "one patients, forty-67", 1),
                     "order", id="numbers change places"),
        pytest.param(TEXT.replace("did not", "did"), "characters differ", id="words are lost"),
    ],
)  # fmt: skip
def test_the_check_sees(found: str, complaint: str) -> None:
    with pytest.raises(AssertionError, match=re.escape(complaint)):
        check_recovered(found, TEXT)


def test_the_check_lets_white_space_and_single_characters_pass() -> None:
    check_recovered(TEXT.replace(" ", "\n", 5).replace("rest", "rests", 1), TEXT)


@pytest.mark.parametrize(
    "a, b, distance",
    [("", "", 0), ("gout", "gout", 0), ("gout", "", 4), ("", "gout", 4), ("kitten", "sitting", 3),
     ("abcdef", "bcdefa", 2), ("gout", "pills", 5), ("a" * 20, "b" * 20, 7)],
)  # fmt: skip
def test_edit_distance(a: str, b: str, distance: int) -> None:
    assert edit_distance(a, b, limit=6) == distance
    assert edit_distance(b, a, limit=6) == distance
