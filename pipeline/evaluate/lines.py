"""Facts as lines of JSON, the form of the gold files: a line becomes a fact, or an error that says where."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NoReturn

from pydantic import ValidationError

from pipeline.errors import GoldError
from pipeline.schema import FACT_ADAPTER, FACT_CLASSES, AnyFact


def show_path(path: Path) -> str:
    """The path as an error names it: from the current folder where it lies in it, else as given."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return path.as_posix()


def read_exact(path: Path) -> str:
    """The file's text, code point for code point, line ends as they stand; only a BOM is dropped.

    Raises: GoldError if it cannot be read or is not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise GoldError(
            f"not UTF-8: byte {error.start}", where=show_path(path), hint="save it as UTF-8"
        ) from error
    except OSError as error:
        raise GoldError(f"cannot be read: {error.strerror or error}", where=show_path(path)) from error


def read_lines(path: Path) -> Iterator[tuple[str, str]]:
    """(where, line) of each line that is not blank; `where` is file:line.

    Raises: GoldError as `read_exact`.
    """
    # Not splitlines(): a JSON string may hold U+2028, which is no end of a line here.
    for number, line in enumerate(read_exact(path).split("\n"), 1):
        if line.strip():
            yield f"{show_path(path)}:{number}", line


def dump_lines(objects: Iterable[dict[str, Any]]) -> str:
    """The objects as JSON Lines, one a line."""
    import jsonlines

    with io.StringIO() as stream:
        with jsonlines.Writer(stream) as writer:
            writer.write_all(objects)
        return stream.getvalue()


def parse_object(line: str, where: str) -> dict[str, Any]:
    """The JSON object on one line. Raises: GoldError."""
    try:
        fields = json.loads(line, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        what = f"no valid JSON: {error.msg} at column {error.colno}"
        raise GoldError(what, where=where, hint="one JSON object a line") from error
    except (ValueError, RecursionError) as error:
        raise GoldError(f"no valid JSON: {error}", where=where) from error
    if not isinstance(fields, dict):
        raise GoldError("the line is no JSON object", where=where, hint='write {"type": ..., "start": ...}')
    return fields


def parse_fact(fields: dict[str, Any], where: str) -> AnyFact:
    """The fact that the fields state, by the schema; unknown fields are refused.

    Raises: GoldError, one line on all that is wrong with it.
    """
    try:
        # Strict: "55" and true are no numbers.
        return FACT_ADAPTER.validate_python(fields, strict=True)
    except ValidationError as error:
        raise GoldError(_say(error), where=where, hint=_hint(fields.get("type"))) from error


def check_span(fact: AnyFact, text: str, where: str) -> None:
    """`fact.text` must be what the article has at its offsets. Raises: GoldError."""
    if fact.start >= fact.end:
        raise GoldError(f"start {fact.start} is not before end {fact.end}", where=where)
    if fact.end > len(text):
        what = f"end {fact.end} lies past the article's end at {len(text)}"
        raise GoldError(what, where=where, hint=_place_hint(fact, text))
    there = text[fact.start : fact.end]
    if there != fact.text:
        what = f"text is {_quote(fact.text)}, the article has {_quote(there)} at {fact.start}"
        raise GoldError(what, where=where, hint=_place_hint(fact, text))


def _quote(text: str) -> str:
    """The text in quotes on one line, cut where it is long."""
    return json.dumps(text if len(text) <= 80 else f"{text[:77]}...", ensure_ascii=False)


def _refuse_constant(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number")


def _say(error: ValidationError) -> str:
    """One line on what the schema refused, each field once."""
    said: dict[str, str] = {}
    for problem in error.errors(include_url=False, include_context=False, include_input=False):
        # The location is type, field, member of a union: as much of it as there is.
        field = str(problem["loc"][1]) if len(problem["loc"]) > 1 else "type"
        said.setdefault(field, _say_problem(problem["type"], field, problem["msg"]))
    return "; ".join(said.values())


def _say_problem(kind: str, field: str, message: str) -> str:
    if kind == "extra_forbidden":
        return f'unknown field "{field}"'
    if kind in ("missing", "union_tag_not_found"):
        return f'field "{field}" is missing'
    if kind == "union_tag_invalid":
        return "unknown type"
    return f'field "{field}": {message[:1].lower()}{message[1:]}'


def _hint(type_: object) -> str:
    if not isinstance(type_, str) or type_ not in FACT_CLASSES:
        return f"types: {', '.join(FACT_CLASSES)}"
    fields = [name for name in FACT_CLASSES[type_].model_fields if name != "type"]
    return f"fields of {type_}: {', '.join(fields)}"


def _place_hint(fact: AnyFact, text: str) -> str:
    """Where the fact's text stands nearest to its offsets: an edit before it has often only moved it."""
    after = text.find(fact.text, max(0, fact.start - len(fact.text))) if fact.text else -1
    before = text.rfind(fact.text, 0, fact.start) if fact.text else -1
    places = [place for place in (before, after) if place >= 0]
    if not places:
        return "the article does not have this text: draw the span again"
    nearest = min(places, key=lambda place: abs(place - fact.start))
    return f"{_quote(fact.text)} stands at start {nearest}, end {nearest + len(fact.text)}"
