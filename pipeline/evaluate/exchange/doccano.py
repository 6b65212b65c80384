"""doccano: doccano.jsonl with one article a line for a sequence labelling project, and labels.json.

Format: https://doccano.github.io/doccano/tutorial/#import-a-dataset. A label is a span and a type and nothing
else; keys that doccano does not know become the article's metadata and come back in an export, so the facts
whole travel there. Offsets are code points.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pipeline.errors import GoldError
from pipeline.evaluate.exchange.article import (
    AnnotatedArticle,
    FieldStore,
    build_article,
    build_fact,
    check_offsets,
    write_exact,
)
from pipeline.evaluate.lines import dump_lines, parse_object, read_lines
from pipeline.schema import FACT_CLASSES


def write_doccano(articles: Sequence[AnnotatedArticle], folder: Path) -> None:
    """doccano.jsonl, and labels.json with the types."""
    lines = [
        {
            "text": article.text,
            "label": [[fact["start"], fact["end"], fact["type"]] for fact in article.facts],
            "article": article.id,
            "facts": list(article.facts),
        }
        for article in articles
    ]
    write_exact(folder / "doccano.jsonl", dump_lines(lines))
    labels = [{"text": type_} for type_ in FACT_CLASSES]
    write_exact(folder / "labels.json", json.dumps(labels, indent=1) + "\n")


def read_doccano(file: Path) -> Iterator[AnnotatedArticle]:
    """Each article of an export in JSONL. Raises: GoldError at the first line that is none."""
    for where, line in read_lines(file):
        fields = parse_object(line, where)
        try:
            text = fields.get("text", fields.get("data"))
            store = FieldStore(fields.get("facts") or ())
            facts = []
            for start, end, type_ in _labels(fields):
                check_offsets(start, end, text or "", where)
                facts.append(build_fact(type_, start, end, text or "", store.take(type_, start, end)))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise GoldError(
                f"no export of doccano: {error!r}", where=where, hint="export as JSONL"
            ) from error
        yield build_article(fields.get("article"), text, facts, where)


def _labels(fields: dict[str, Any]) -> list[Any]:
    """The labels of a line; a project with relations calls them entities."""
    if "entities" in fields:
        return [[each[key] for key in ("start_offset", "end_offset", "label")] for each in fields["entities"]]
    labels = fields.get("label", fields.get("labels"))
    return labels if isinstance(labels, list) else []
