"""mednews schema: the JSON Schema of a Record."""

from __future__ import annotations

from typing import Any

import typer

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_cli() -> None:
    """Print the JSON Schema of what `mednews extract --format json` writes for one article.

    \b
    Examples:
      mednews schema
      mednews schema > record.schema.json
    """
    typer.echo(render_schema(), nl=False)


def build_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of Record, its facts told apart by `type`."""
    from pipeline.schema import Record

    return {"$schema": DIALECT} | Record.model_json_schema(mode="serialization")


def render_schema() -> str:
    """`build_schema`, written out; docs/record.schema.json holds the same."""
    import json

    return json.dumps(build_schema(), indent=2, ensure_ascii=False) + "\n"
