"""JSON: facts one a line in the form of the gold files, or whole records."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.schema import Record, fact_to_dict


def render_facts(records: Iterable[Record], *, with_article: bool) -> Iterator[str]:
    """One line a fact, in text order; `with_article` adds the article's id, which tells several apart."""
    for record in records:
        suffix = {"article": record.article.id} if with_article else {}
        for fact in record.facts:
            yield _dumps(fact_to_dict(fact) | suffix) + "\n"


def render_records(records: Iterable[Record], *, several: bool) -> Iterator[str]:
    """One JSON document: the record, or an array of them with one record a line if `several`."""
    if not several:
        for record in records:
            yield json.dumps(record_to_dict(record), ensure_ascii=False, indent=2) + "\n"
        return
    border = "[\n"
    for record in records:
        yield border + _dumps(record_to_dict(record))
        border = ",\n"
    yield "\n]\n" if border == ",\n" else "[]\n"


def record_to_dict(record: Record) -> dict[str, Any]:
    """The record as plain data, valid by docs/record.schema.json: what is not stated is left out."""
    fields = record.model_dump(mode="json", exclude_none=True)
    return fields | {"facts": [fact_to_dict(fact) for fact in record.facts]}


def _dumps(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)
