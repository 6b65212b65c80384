"""Number atoms: digits, words, separators, magnitudes; what only looks like a number."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract.number import find_numbers


@pytest.mark.parametrize(
    "text, value",
    [
        pytest.param("7", 7, id="one digit"),
        pytest.param("1,021", 1021, id="comma for thousands"),
        pytest.param("12,345,678", 12345678, id="two commas"),
        pytest.param("1\u2009021", 1021, id="thin space for thousands"),
        pytest.param("1\u202f021", 1021, id="narrow no-break space for thousands"),
        pytest.param("1\u00a0021", 1021, id="no-break space for thousands"),
        pytest.param("8.6", 8.6, id="decimal point"),
        pytest.param("0·46", 0.46, id="middle dot of The Lancet"),
        pytest.param(".001", 0.001, id="no zero before the point"),
        pytest.param("·03", 0.03, id="no zero before the middle dot"),
        pytest.param("1,204.5", 1204.5, id="thousands and decimals"),
        pytest.param("1.18 million", 1_180_000, id="digits and million"),
        pytest.param("1.3-million", 1_300_000, id="hyphen before million"),
        pytest.param("30 thousand", 30_000, id="digits and thousand"),
        pytest.param("2\u00a0billion", 2_000_000_000, id="no-break space before billion"),
    ],
)
def test_digits(text: str, value: float) -> None:
    (number,) = find_numbers(f"It was {text}, they said.")
    assert (number.start, number.end) == (7, 7 + len(text))
    assert number.value == pytest.approx(value)
    assert number.form == "digits"


@pytest.mark.parametrize(
    "text, value",
    [
        pytest.param("zero", 0, id="zero"),
        pytest.param("Six", 6, id="capital"),
        pytest.param("TWELVE", 12, id="capitals of a headline"),
        pytest.param("nineteen", 19, id="teen"),
        pytest.param("forty-eight", 48, id="hyphen"),
        pytest.param("forty\u2011eight", 48, id="no-break hyphen"),
        pytest.param("forty eight", 48, id="space"),
        pytest.param("a hundred", 100, id="a hundred"),
        pytest.param("one hundred", 100, id="one hundred"),
        pytest.param("two hundred and fifty", 250, id="British and"),
        pytest.param("three hundred twelve", 312, id="American, no and"),
        pytest.param("six hundred and seventy-four", 674, id="hundreds, tens and ones"),
        pytest.param("a dozen", 12, id="a dozen"),
        pytest.param("two dozen", 24, id="two dozen"),
        pytest.param("a thousand", 1000, id="a thousand"),
        pytest.param("twelve hundred", 1200, id="hundreds above ten"),
        pytest.param("one thousand two hundred and six", 1206, id="thousands"),
        pytest.param("forty thousand", 40_000, id="tens of thousands"),
        pytest.param("three million", 3_000_000, id="million"),
    ],
)
def test_words(text: str, value: float) -> None:
    (number,) = find_numbers(f"It was {text}, they said.")
    assert (number.start, number.end) == (7, 7 + len(text))
    assert number.value == value
    assert number.form == "word"


@pytest.mark.parametrize(
    "text, values",
    [
        pytest.param("in 2016 200 patients", [2016, 200], id="a plain space is no separator"),
        pytest.param("on day one two patients left", [1, 2], id="two words side by side"),
        pytest.param("the first, ten and eleven", [10, 11], id="and between two words"),
        pytest.param("twenty and thirty", [20, 30], id="and between two tens"),
        pytest.param("six or 12", [6, 12], id="word and digits"),
        pytest.param("1, 2 and 60", [1, 2, 60], id="a list is no thousands separator"),
        pytest.param("23–53", [23, 53], id="en dash"),
        pytest.param("5/6", [5, 6], id="slash"),
        pytest.param("(0.34-0.62)", [0.34, 0.62], id="hyphen"),
        pytest.param("0·34–0·62", [0.34, 0.62], id="middle dots and en dash"),
        pytest.param("8 months.", [8], id="full stop is no decimal mark"),
        pytest.param("2. 5", [2, 5], id="a point with a space is no decimal mark"),
        pytest.param("P<.001", [0.001], id="operator before the point"),
    ],
)
def test_several(text: str, values: list[float]) -> None:
    assert [number.value for number in find_numbers(text)] == values


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("often, tenfold weightings", id="number words inside words"),
        pytest.param("CD19 and BCL2 and H1N1", id="digits inside names"),
        pytest.param("COVID-19, KEYNOTE-189, IL-6", id="digits behind a letter and a hyphen"),
        pytest.param("anyone, someone, none", id="one inside words"),
        pytest.param("and a or an", id="articles alone"),
        pytest.param("", id="nothing"),
    ],
)
def test_silent(text: str) -> None:
    assert find_numbers(text) == []


def test_scaled_only_with_a_magnitude() -> None:
    assert [n.scaled for n in find_numbers("1.3 million, then 1,300,000")] == [True, False]


@given(st.text(alphabet=st.sampled_from("0123456789 ,.·-–and\u00a0\u2009aoneтwtyhundrd"), max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_text(text: str) -> None:
    numbers = find_numbers(text)
    assert all(0 <= n.start < n.end <= len(text) for n in numbers)
    assert all(a.end <= b.start for a, b in pairwise(numbers))
    assert all(text[n.start : n.end] == text[n.start : n.end].strip() for n in numbers)


@given(st.integers(min_value=0, max_value=9_999_999))
def test_thousands_are_read_back(value: int) -> None:
    text = f"{value:,}"
    (number,) = find_numbers(text)
    assert (number.value, number.end) == (value, len(text))
