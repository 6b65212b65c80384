"""The article on a terminal: marks, card, and nothing that steers it."""

from __future__ import annotations

import io

import pytest
from rich.console import Console
from spacy.language import Language

import pipeline
from pipeline.output.terminal import draw_article
from pipeline.schema import Article, Record, Unexplained

TEXT = "Hope\n\nOlaparib 300 mg twice daily shrank tumors in 61%.\x1b[31m\u202e\x07 Odd."


@pytest.fixture
def record(nlp: Language) -> Record:
    (record,) = pipeline.extract([Article(id="a", text=TEXT, sha256="0" * 64)], nlp=nlp)
    odd = Unexplained(start=TEXT.index("Odd"), end=TEXT.index("Odd") + 3, text="Odd", kind="count")
    return record.model_copy(update={"unexplained": [odd]})


def draw(record: Record, *, colours: bool) -> str:
    out = io.StringIO()
    console = Console(
        file=out, force_terminal=colours, color_system="truecolor" if colours else None, width=90
    )
    console.print(draw_article(record))
    return out.getvalue()


def test_the_text_stands_as_it_is_with_what_would_steer_made_visible(record: Record) -> None:
    plain = draw(record, colours=False)
    assert "shrank tumors in 61%.\ufffd[31m\ufffd\ufffd Odd." in plain
    assert "Arms" in plain
    assert "olaparib: 300 mg, twice daily" in plain


def test_facts_are_styled_by_family_and_the_unexplained_faint(record: Record) -> None:
    drawn = draw(record, colours=True)
    assert "\x1b[4;34mOlaparib\x1b[0m" in drawn
    assert "\x1b[1;32m61%\x1b[0m" in drawn
    assert "\x1b[2;4mOdd\x1b[0m" in drawn
    assert "\x1b[31m" not in drawn
