"""Fields of a fact as a form, made from the schema, and the form read back into a fact."""

from __future__ import annotations

from collections.abc import Mapping
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import ValidationError

from pipeline.schema import FACT_ADAPTER, FACT_CLASSES, AnyFact, fact_to_dict

_FIXED = frozenset({"type", "start", "end", "text"})
_HINTS = {
    "value": "a number, or low to high: 23 to 53",
    "n": "a number, or low to high",
    "percent": "a number, or low to high",
    "ci": "low to high",
    "drugs": "generic names, with commas between",
    "conditions": "names, with commas between",
    "days": "numbers, with commas between",
    "unit": "UCUM: mg, mg/m2, d, wk, mo, a (year)",
    "at_unit": "d, wk, mo, a (year)",
}


class Field(NamedTuple):
    """A field of a form."""

    name: str
    kind: str
    """text, choice, tick, names, days, number (also a range)"""
    value: str
    required: bool
    choices: tuple[str, ...]
    hint: str


def build_form(type_: str, values: Mapping[str, Any]) -> list[Field]:
    """The fields of a fact type, filled with values in the form of the gold, or as they were typed."""
    fields = FACT_CLASSES[type_].model_fields
    return [
        Field(
            name,
            kind,
            show_value(values.get(name)),
            info.is_required(),
            choices,
            _HINTS.get(name, ""),
        )
        for name, info in fields.items()
        if name not in _FIXED
        for kind, choices in (_kind(name, info.annotation),)
    ]


def _kind(name: str, annotation: Any) -> tuple[str, tuple[str, ...]]:
    parts = _flatten(annotation)
    for part in parts:
        if get_origin(part) is Literal:
            return "choice", get_args(part)
    if bool in parts:
        return "tick", ()
    if name in ("drugs", "conditions"):
        return "names", ()
    if name == "days":
        return "days", ()
    return ("number" if int in parts or float in parts or name == "ci" else "text"), ()


def _flatten(annotation: Any) -> list[Any]:
    """The alternatives of an annotation, None apart."""
    if get_origin(annotation) is Annotated:
        return _flatten(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return [each for part in get_args(annotation) for each in _flatten(part)]
    return [] if annotation is NoneType else [annotation]


def show_value(value: Any) -> str:
    """A value as it is typed: "23 to 53", "olaparib, placebo", "yes"."""
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    if isinstance(value, list):
        if value and all(isinstance(part, int | float) for part in value) and len(value) == 2:
            return f"{value[0]} to {value[1]}"
        return ", ".join("?" if part is None else str(part) for part in value)
    return str(value)


def read_form(
    type_: str, span: Mapping[str, Any], typed: Mapping[str, str]
) -> tuple[AnyFact | None, list[str]]:
    """The fact that was typed, or what is wrong with it, a line each."""
    fields: dict[str, Any] = {"type": type_, **span}
    wrong: list[str] = []
    for field in build_form(type_, {}):
        text = typed.get(field.name, "").strip()
        if text:
            try:
                fields[field.name] = _read(field.kind, text)
            except ValueError:
                wrong.append(f"{field.name}: {field.hint or 'a number'}, not {text[:60]!r}")
    if wrong:
        return None, wrong
    try:
        return FACT_ADAPTER.validate_python(fields), []
    except ValidationError as error:
        return None, [f"{_name(each['loc'])}: {each['msg']}" for each in error.errors()]


def _name(place: tuple[int | str, ...]) -> str:
    """The field of an error: its place begins with the type and may go on into kinds of value."""
    return str(place[1]).replace("_", " ") if len(place) > 1 else "fact"


def _read(kind: str, text: str) -> Any:
    if kind == "names":
        return sorted(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    if kind == "days":
        return [int(part) for part in text.replace(" to ", ",").split(",")]
    if kind == "number":
        parts = [_number(part) for part in text.replace("–", " to ").split(" to ")]
        if len(parts) > 2:
            raise ValueError(text)
        return parts if len(parts) == 2 else parts[0]
    return True if kind == "tick" else text


def _number(text: str) -> int | float:
    value = float(text.strip().removesuffix("%"))
    if value != value or value in (float("inf"), float("-inf")):
        raise ValueError(text)
    return int(value) if value.is_integer() else value


def fields_of(fact: AnyFact) -> dict[str, Any]:
    """The stated fields of a fact, without type and span."""
    return {key: value for key, value in fact_to_dict(fact).items() if key not in _FIXED}
