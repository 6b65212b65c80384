"""What a batch has written, read back: the records, one at a time, with the story that each tells."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import IO, Any, NamedTuple

from pydantic import ValidationError

from pipeline.errors import MednewsError
from pipeline.schema import Record

FACTS, ARTICLES = "facts.jsonl", "articles.jsonl"
_HINT = "give the output folder of mednews batch; run that again if this is one"


class Stored(NamedTuple):
    """A record, and whether another article tells its story before it."""

    record: Record
    retold: bool


def is_batch(folder: Path) -> bool:
    """Whether it is the output of a batch."""
    return (folder / FACTS).is_file() and (folder / ARTICLES).is_file()


def read_batch(folder: Path) -> Iterator[Stored]:
    """The records of a batch in their order; both files are read side by side, nothing is held.

    Raises: MednewsError if a line is broken, or facts belong to no article.
    """
    articles, facts = folder / ARTICLES, folder / FACTS
    with articles.open(encoding="utf-8") as lines, facts.open(encoding="utf-8") as fact_lines:
        groups = groupby(_read_lines(fact_lines, facts), key=lambda fact: fact["article"])
        waiting = next(groups, None)
        for fields in _read_lines(lines, articles):
            id_ = fields["article"]["id"]
            own: list[dict[str, Any]] = []
            if waiting is not None and waiting[0] == id_:
                own = list(waiting[1])
                waiting = next(groups, None)
            yield _build(fields, own, articles)
        if waiting is not None:
            raise MednewsError(f"facts of an unknown article, {waiting[0]}", where=str(facts), hint=_HINT)


def _build(fields: dict[str, Any], facts: list[dict[str, Any]], path: Path) -> Stored:
    story = fields.pop("story", None)
    fields.pop("path", None)
    for fact in facts:
        fact.pop("article")
        fact.pop("story", None)
    id_ = fields["article"]["id"]
    try:
        return Stored(Record.model_validate(fields | {"facts": facts}), story not in (None, id_))
    except ValidationError as error:
        what = f"no record: {error.error_count()} fields of {id_} do not fit"
        raise MednewsError(what, where=str(path), hint=_HINT) from error


def _read_lines(lines: IO[str], path: Path) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, start=1):
        try:
            fields: dict[str, Any] = json.loads(line)
        except ValueError as error:
            raise MednewsError("no line of JSON", where=f"{path}:{number}", hint=_HINT) from error
        yield fields
