"""What every format carries: an article's text and its facts."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import GoldError
from pipeline.evaluate.lines import show_path
from pipeline.evaluate.score import PlainFact

_NO_FOLDER = re.compile(r"[^/\\\x00]+")

HEAD = ("type", "start", "end", "text")
"""What every format can hold of a fact; all else are its fields."""


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """An article and its facts in gold form, in text order; as imported they may lack fields."""

    id: str
    text: str
    facts: Sequence[PlainFact]


def fields_of(fact: PlainFact) -> dict[str, Any]:
    """What the fact says, without its type and place."""
    return {key: value for key, value in fact.items() if key not in HEAD}


def build_fact(type_: str, start: int, end: int, text: str, fields: dict[str, Any]) -> PlainFact:
    """A fact in gold form, its span read from the article's text."""
    return {"type": type_, "start": start, "end": end, "text": text[start:end]} | fields


def build_article(id_: object, text: object, facts: Iterable[PlainFact], where: str) -> AnnotatedArticle:
    """The article, its facts sorted by place. Raises: GoldError if its id cannot be a file's name."""
    if not isinstance(text, str):
        raise GoldError("an article without text", where=where)
    # An id becomes a file name: it must not lead out of its folder.
    if not isinstance(id_, str) or id_ in ("", ".", "..") or not _NO_FOLDER.fullmatch(id_):
        raise GoldError(
            f"{json.dumps(id_)} is no article id", where=where, hint="a file name without extension"
        )
    return AnnotatedArticle(id_, text, sorted(facts, key=lambda fact: (fact["start"], fact["end"])))


class FieldStore:
    """The fields of facts by type and place, for formats whose marks carry nothing else."""

    def __init__(self, facts: Iterable[PlainFact]) -> None:
        self._fields: dict[tuple[str, int, int], list[dict[str, Any]]] = defaultdict(list)
        for fact in facts:
            self._fields[fact["type"], fact["start"], fact["end"]].append(fields_of(fact))

    def take(self, type_: str, start: int, end: int) -> dict[str, Any]:
        """The fields stored for a fact of this type and place, each once; empty if there are none left."""
        left = self._fields.get((type_, start, end))
        return left.pop(0) if left else {}


def parse_fields(said: object) -> dict[str, Any]:
    """The fields that a note holds as a JSON object; a note in words is a remark and holds none."""
    if not isinstance(said, str) or not said.lstrip().startswith("{"):
        return {}
    try:
        fields = json.loads(said)
    except (ValueError, RecursionError):
        return {}
    return {key: value for key, value in fields.items() if key not in HEAD}


def dump_fields(fact: PlainFact) -> str:
    """The fact's fields as JSON on one line."""
    return json.dumps(fields_of(fact), ensure_ascii=False)


def check_offsets(start: object, end: object, text: str, where: str) -> tuple[int, int]:
    """Two offsets into the text. Raises: GoldError if they are not."""
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        raise GoldError(f"{start!r} to {end!r} is no span of the article", where=where)
    return start, end


def write_exact(file: Path, text: str) -> None:
    """Write as UTF-8, line ends as they stand. Raises: GoldError if it cannot be written."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise GoldError(f"cannot be written: {error.strerror}", where=show_path(file)) from error
