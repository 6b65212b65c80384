"""The scanners find what `re` finds, and look only where it may be."""

from __future__ import annotations

import re

import pytest

from pipeline.extract.beginnings import find_beginnings, find_needed, fold_text
from pipeline.extract.scan import Row, Scanner, Sieve, Signs
from pipeline.extract.sought import Before, Sought

TEXT = (
    "Of 12 women, 5 – or both – took the new drug\u00a0twice; THE drug arm's two OLD mice\nhad (10.5%) 3 mg."
)


@pytest.mark.parametrize(
    ("pattern", "beginnings"),
    [
        pytest.param(r"\b(?:the|both) drugs?\b", ["both dru", "the drug"], id="alternatives, cut to eight"),
        pytest.param(r"(?:new )?drug", ["drug", "new drug"], id="an optional word"),
        pytest.param(
            r"\d{2}\s?(?:mg|–)", ["00 -", "00 mg", "00-", "00mg"], id="digits, spaces, dashes folded"
        ),
        pytest.param(r"a+b", ["aaa", "aab", "ab"], id="a repetition of one letter"),
        pytest.param(r"(?:the |new )*drug", ["drug", "new ", "the "], id="a repetition of words"),
        pytest.param(r"the \w+ drug|the", ["the"], id="one beginning covers another"),
        pytest.param(r"\w+ drug", [""], id="anything"),
    ],
)
def test_beginnings(pattern: str, beginnings: list[str]) -> None:
    assert find_beginnings(pattern) == beginnings


def test_needed_strings() -> None:
    assert find_needed(r"^\s+(?:\w+ ){0,2}?(?:mice|rats)\b") == ["mice", "rats"]


def test_folding_keeps_places() -> None:
    assert fold_text("İ 5\u20137\u00a0ΜG １") == "i 0-0 μg 0"


PATTERNS = [
    (r"\b(?:the|both)\b(?: new)? ?(?:drug)?", re.I),
    (r"\d+(?:\.\d+)?(?=\s?(?:%|mg))", 0),
    (r"(?<!\w)o[rlf]d?\b", re.I),
    (r"\d\s?[–-]\s?or", 0),
    (r"drug\stwice", 0),
]


@pytest.mark.parametrize(("pattern", "flags"), PATTERNS)
def test_found_as_by_re(pattern: str, flags: int) -> None:
    expected = [match.span() for match in re.finditer(pattern, TEXT, flags)]
    assert expected
    assert [match.span() for match in Sought(pattern, flags).finditer(TEXT)] == expected
    hits = Scanner([Row("one", pattern, "key", flags)]).scan(TEXT)["one"]
    assert [(match.span(), key) for match, key in hits] == [(span, "key") for span in expected]


def test_of_one_group_the_first_row_wins_and_groups_are_apart() -> None:
    rows = [
        Row("a", r"new drug", "1"),
        Row("a", r"the new", "2"),
        Row("a", r"the", "3"),
        Row("b", r"drug", "4"),
    ]
    hits = Scanner(rows).scan(TEXT)
    assert [(match[0], key) for match, key in hits["a"]] == [("the new", "2")]
    assert [key for _, key in hits["b"]] == ["4", "4"]


def test_a_row_may_begin_with_any_word() -> None:
    rows = [Row("a", r"(?<!\w)(?:\w+ ){0,2}mice")]
    assert [match[0] for match, _ in Scanner(rows).scan(TEXT)["a"]] == ["two OLD mice"]


@pytest.mark.parametrize(
    "text", ["for at least ", "for at least", "up to\u00a0", "over\n", "over \n", "overt ", ""]
)
def test_before_as_by_re(text: str) -> None:
    pattern = r"\b(?:at least|over|up to)\s+$"
    assert bool(Before(pattern).search(text)) == bool(re.search(pattern, text))


def test_pattern_without_letters_of_its_own() -> None:
    with pytest.raises(ValueError, match="begin with anything"):
        Sought(r"\w+ drug").search("a drug")


def test_sieve_lets_through_what_may_match() -> None:
    assert Sieve([r"\baged?\b", r"\w+ (?:mice|rats)", r"^[^.]"]).pick("20 old mice") == {1, 2}


def test_signs_are_those_found() -> None:
    signs = Signs(alone=re.compile(r"\balone$"), both=re.compile(r"\bboth drugs"))
    assert signs.find("both arms alone") == {"alone"}
