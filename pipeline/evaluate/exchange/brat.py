"""brat standoff: <id>.txt beside <id>.ann, whose text-bound annotations carry a fact's fields as a note.

Format: https://brat.nlplab.org/standoff.html. Offsets are code points; a span over a line end has a fragment
for each line.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pipeline.errors import GoldError
from pipeline.evaluate.exchange.article import (
    AnnotatedArticle,
    build_article,
    build_fact,
    check_offsets,
    dump_fields,
    fields_of,
    parse_fields,
    write_exact,
)
from pipeline.evaluate.lines import read_exact, read_lines, show_path
from pipeline.evaluate.score import PlainFact
from pipeline.schema import FACT_CLASSES

_SECTIONS = ("relations", "events", "attributes")
_TEXT_BOUND = re.compile(
    r"(T\d{1,9})\t(\S{1,80}) (\d{1,9} \d{1,9}(?:;\d{1,9} \d{1,9}){0,99})\t(.*)", re.ASCII
)
_NOTE = re.compile(r"#\d{1,9}\tAnnotatorNotes (T\d{1,9})\t(.*)", re.ASCII)


def write_brat(articles: Sequence[AnnotatedArticle], folder: Path) -> None:
    """The articles, their annotations and the annotation.conf that brat reads the types from.

    Raises: GoldError if a span starts or ends with a line end, which a fragment cannot.
    """
    conf = "\n".join(["[entities]", *FACT_CLASSES, *(f"\n[{section}]" for section in _SECTIONS)])
    write_exact(folder / "annotation.conf", conf + "\n")
    for article in articles:
        for fact in article.facts:
            if fact["text"].strip("\n") != fact["text"]:
                what = f"brat cannot hold a span that starts or ends with a line end: {fact['start']}"
                raise GoldError(what, where=article.id, hint="a fact's span is words alone: draw it again")
        write_exact(folder / f"{article.id}.txt", article.text)
        lines = [line for number, fact in enumerate(article.facts, 1) for line in _say(number, fact)]
        write_exact(folder / f"{article.id}.ann", "".join(f"{line}\n" for line in lines))


def read_brat(file: Path) -> Iterator[AnnotatedArticle]:
    """The article of one .ann file. Raises: GoldError."""
    text = read_exact(file.with_suffix(".txt"))
    bound: list[tuple[str, re.Match[str], str]] = []
    notes: dict[str, dict[str, Any]] = {}
    for where, line in read_lines(file):
        line = line.rstrip("\r")
        if note := _NOTE.fullmatch(line):
            notes[note[1]] = notes.get(note[1], {}) | parse_fields(note[2])
        elif line.startswith("T"):
            bound.append((where, _parse(line, where), line))
    facts = [_read_fact(match, notes.get(match[1], {}), text, where) for where, match, _ in bound]
    yield build_article(file.stem, text, facts, show_path(file))


def _say(number: int, fact: PlainFact) -> list[str]:
    lines = [f"T{number}\t{fact['type']} {_fragments(fact)}\t{' '.join(fact['text'].split(chr(10)))}"]
    if fields_of(fact):
        lines.append(f"#{number}\tAnnotatorNotes T{number}\t{dump_fields(fact)}")
    return lines


def _fragments(fact: PlainFact) -> str:
    """ "252 263", or "252 258;259 263" where a line ends within the span."""
    fragments, start = [], fact["start"]
    for piece in fact["text"].split("\n"):
        if piece:
            fragments.append(f"{start} {start + len(piece)}")
        start += len(piece) + 1
    return ";".join(fragments)


def _parse(line: str, where: str) -> re.Match[str]:
    match = _TEXT_BOUND.fullmatch(line)
    if not match:
        raise GoldError(
            "no text-bound annotation", where=where, hint="T1, type start end, text; tabs between"
        )
    return match


def _read_fact(match: re.Match[str], fields: dict[str, Any], text: str, where: str) -> PlainFact:
    fragments = [[int(offset) for offset in fragment.split()] for fragment in match[3].split(";")]
    for (_, end), (start, _) in itertools.pairwise(fragments):
        if text[end:start].strip():
            raise GoldError("a span in pieces", where=where, hint="a fact is one stretch of text: join them")
    start, end = check_offsets(fragments[0][0], fragments[-1][1], text, where)
    if match[4].split() != text[start:end].split():
        what = f'text is "{match[4]}", the article has "{text[start:end]}" at {start}'
        raise GoldError(what, where=where, hint="the .txt was changed after it was annotated")
    return build_fact(match[2], start, end, text, fields)
