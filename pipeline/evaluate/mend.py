"""Offsets that slipped, because the article was edited after it was annotated, put right."""

from __future__ import annotations

import json
from pathlib import Path

from pipeline.errors import GoldError
from pipeline.evaluate.lines import parse_fact, parse_object, read_exact, read_lines, show_path

NEAR = 200
"""How far, in characters, a fact is looked for."""


def mend_offsets(gold_file: Path, article_file: Path) -> int:
    """Move each fact whose text is not at its offsets to the one place nearby where it is; sort the lines.

    A line is left alone where its text stands nowhere or more than once within NEAR characters, and where it
    is wrong in another way. The file is written only if a line was moved.
    Returns: the number of lines moved. Raises: GoldError if a file cannot be read or written.
    """
    text = read_exact(article_file)
    lines = [(line.rstrip("\r"), _mend(line, where, text)) for where, line in read_lines(gold_file)]
    moved = sum(mended is not None for _, mended in lines)
    if moved:
        kept = sorted((mended or line for line, mended in lines), key=_place)
        try:
            gold_file.write_text("".join(f"{line}\n" for line in kept), encoding="utf-8", newline="")
        except OSError as error:
            raise GoldError(f"cannot be written: {error.strerror}", where=show_path(gold_file)) from error
    return moved


def _mend(line: str, where: str, text: str) -> str | None:
    """The line with its fact in its place, None if it stays as it is."""
    try:
        fields = parse_object(line, where)
        fact = parse_fact(fields, where)
    except GoldError:
        return None
    if not fact.text or text[fact.start : fact.end] == fact.text:
        return None
    places = _find_near(fact.text, fact.start, text)
    if len(places) != 1:
        return None
    return json.dumps(fields | {"start": places[0], "end": places[0] + len(fact.text)}, ensure_ascii=False)


def _find_near(words: str, start: int, text: str) -> list[int]:
    """Where the words stand as whole words, at most NEAR characters from `start`."""
    places, end = [], start + NEAR + len(words)
    place = text.find(words, max(0, start - NEAR), end)
    while place >= 0:
        if not (_joined(text, place) or _joined(text, place + len(words))):
            places.append(place)
        place = text.find(words, place + 1, end)
    return places


def _joined(text: str, place: int) -> bool:
    """Whether a word or number goes on over this place: "5 mg" is no fact's text in "25 mg"."""
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()


def _place(line: str) -> tuple[int, int]:
    try:
        fields = parse_object(line, "")
        return int(fields["start"]), int(fields["end"])
    except (GoldError, KeyError, TypeError, ValueError):
        return 0, 0
