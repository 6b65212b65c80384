"""Marked text: "[61 percent] of patients responded": the span of the wanted fact stands in square brackets.

Brackets of the text itself are doubled: "0·5 [[95% CI [0·3–0·7]]]".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from spacy.language import Language

import pipeline

Fields = dict[str, Any]
Span = tuple[int, int]


def split_marks(marked: str) -> tuple[str, list[Span]]:
    """The text without its marks, and the marked spans in order.

    Raises: ValueError if a mark is empty, nested, unopened or unclosed.
    """
    text, spans, opened = "", [], None
    for piece in re.split(r"(\[\[|\]\]|\[|\])", marked):
        if piece == "[" and opened is None:
            opened = len(text)
        elif piece == "]" and opened is not None and opened < len(text):
            spans.append((opened, len(text)))
            opened = None
        elif piece in ("[", "]"):
            raise ValueError(f"one mark wanted, this one is broken: {marked!r}")
        else:
            text += piece[:1] if piece in ("[[", "]]") else piece
    if opened is not None or not spans:
        raise ValueError(f"one mark wanted, it is missing or unclosed: {marked!r}")
    return text, spans


def split_mark(marked: str) -> tuple[str, int, int]:
    """The text without its one mark, and where it stood. Raises: ValueError unless there is exactly one."""
    text, spans = split_marks(marked)
    if len(spans) != 1:
        raise ValueError(f"one mark wanted, {len(spans)} found: {marked!r}")
    return text, *spans[0]


@pytest.fixture(scope="session")
def read_mark() -> Callable[[str], tuple[str, int, int]]:
    return split_mark


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The whole pipeline, loaded once for all the tests of the extraction."""
    return pipeline.load()


def _facts_at(nlp: Language, kind: str, text: str, span: Span) -> list[Fields]:
    start, end = span
    facts = [fact for fact in nlp(text)._.facts if fact["type"] == kind]
    return [fact for fact in facts if fact["start"] < end and start < fact["end"]]


@pytest.fixture(scope="session")
def check_fact(nlp: Language) -> Callable[[str, str, Fields | None], None]:
    """(type, marked text, fields): the mark is the span of one fact of that type, which says just that.

    `drugs` is compared where the fields state it: who a fact is about has tests of its own. For None, no fact
    of the type may touch the mark.
    """

    def check(kind: str, marked: str, fields: Fields | None) -> None:
        text, *span = split_mark(marked)
        there = _facts_at(nlp, kind, text, (span[0], span[1]))
        if fields is None:
            assert there == []
            return
        assert [(fact["start"], fact["end"]) for fact in there] == [tuple(span)], [
            fact["text"] for fact in there
        ]
        place = {"type", "start", "end", "text"} | (set() if "drugs" in fields else {"drugs"})
        assert {key: value for key, value in there[0].items() if key not in place} == fields

    return check


@pytest.fixture(scope="session")
def check_arms(nlp: Language) -> Callable[[str, str, list[list[str] | None]], None]:
    """(type, marked text, arms): each mark touches one fact of that type; their `drugs`, or None."""

    def check(kind: str, marked: str, arms: list[list[str] | None]) -> None:
        text, spans = split_marks(marked)
        facts = [_facts_at(nlp, kind, text, span) for span in spans]
        assert [len(there) for there in facts] == [1] * len(spans)
        assert [there[0].get("drugs") for there in facts] == arms

    return check


@pytest.fixture(scope="session")
def check_aside(nlp: Language) -> Callable[[str, tuple[str, str]], None]:
    """(text with one mark, (role, standing)): the marked quantity was set aside for that reason."""

    def check(marked: str, reason: tuple[str, str]) -> None:
        text, *span = split_mark(marked)
        there = [e for e in nlp(text)._.mednews_set_aside if [e["start"], e["end"]] == span]
        assert [(e["role"], e["standing"]) for e in there] == [reason]

    return check
