"""Quoted speech, and whose it is."""

from __future__ import annotations

from time import perf_counter

import pytest

from pipeline.extract.quantity import find_quantities
from pipeline.extract.quote import find_quotes


def _read(text: str) -> list[tuple[str, str | None]]:
    """(the first three words, the speaker) of each quotation."""
    return [
        (
            " ".join(text[q["start"] : q["end"]].split()[:3]),
            q["speaker"]["name"] if q["speaker"] else None,
        )
        for q in find_quotes(text, find_quantities(text))
    ]


@pytest.mark.parametrize(
    "text, quotes",
    [
        pytest.param(
            "“Forty percent responded,” said Dr. Anna Müller of Basel.",
            [("Forty percent responded,", "Anna Müller")],
            id="said, then the name",
        ),
        pytest.param(
            "“Forty percent responded,” Anna Müller, MD, of Basel, told reporters.",
            [("Forty percent responded,", "Anna Müller")],
            id="the name with an aside, then told",
        ),
        pytest.param(
            'Jan de Vries, who led the trial, said: "The risk fell by 30 percent."',
            [("The risk fell", "Jan de Vries")],
            id="before the quotation",
        ),
        pytest.param(
            'According to Maria Rossi, "about 20 of 40 responded."',
            [("about 20 of", "Maria Rossi")],
            id="according to",
        ),
        pytest.param(
            "“It works,” said Anna Müller. “We had hoped for 50 percent.”",
            [("It works,", "Anna Müller"), ("We had hoped", "Anna Müller")],
            id="going on in the paragraph",
        ),
        pytest.param(
            "“It works,” said Anna Müller.\n\n“It is safe,” Müller added.\n\n“All 12 live,” she said.",
            [("It works,", "Anna Müller"), ("It is safe,", "Anna Müller"), ("All 12 live,", "Anna Müller")],
            id="the surname and the pronoun stand for the name",
        ),
        pytest.param(
            "“It took us 12 years.\n\n“Then it worked,” said Peter O’Brien.",
            [("It took us", "Peter O’Brien"), ("Then it worked,", "Peter O’Brien")],
            id="left open, closed in the next paragraph",
        ),
        pytest.param(
            "“Half of them responded,” the company said.", [("Half of them", "the company")], id="a company"
        ),
        pytest.param(
            "A nurse thought it works “in 50 percent of my patients.”",
            [("in 50 percent", None)],
            id="a number, but nobody known",
        ),
        pytest.param("The “game changer” was sold.", [], id="no speech"),
        pytest.param(
            "“Good news,” said Anna Müller.\n\nThe “real world” was another matter for all of them.",
            [("Good news,", "Anna Müller")],
            id="two words in another paragraph are not hers",
        ),
    ],
)
def test_speaker(text: str, quotes: list[tuple[str, str | None]]) -> None:
    assert _read(text) == quotes


def test_offsets_are_code_points() -> None:
    text = "𝛼𝛽 İ “Nine of 12 patients responded,” said Zoë Ångström."
    (quote,) = find_quotes(text, find_quantities(text))
    assert text[quote["start"] : quote["end"]] == "Nine of 12 patients responded,"
    assert text[quote["speaker"]["start"] : quote["speaker"]["end"]] == "Zoë Ångström"


@pytest.mark.parametrize("part", ["“said ", "” Aa, said ", '"A A A, ', "“x” A A A A, (", "said A "])
def test_hostile_text_takes_linear_time(part: str) -> None:
    text = part * (100_000 // len(part))
    begun = perf_counter()
    find_quotes(text, [])
    assert perf_counter() - begun < 5
