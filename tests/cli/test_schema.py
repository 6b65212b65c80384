"""mednews schema, and the file of it in the repository."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.cli.schema import build_schema
from pipeline.schema import FACT_CLASSES, SCHEMA_VERSION

FILE = Path(__file__).resolve().parents[2] / "docs" / "record.schema.json"


def test_the_file_is_what_the_code_says() -> None:
    printed = CliRunner().invoke(app, ["schema"]).stdout
    assert FILE.read_text(encoding="utf-8") == printed, "mednews schema > docs/record.schema.json renews it"


def test_it_is_a_schema_of_a_record() -> None:
    schema = json.loads(FILE.read_text(encoding="utf-8"))
    assert schema["$schema"].endswith("2020-12/schema")
    assert schema["properties"]["schema_version"]["default"] == SCHEMA_VERSION
    assert "article" in schema["required"]


def test_every_fact_type_is_told_by_its_type() -> None:
    facts = build_schema()["properties"]["facts"]["items"]
    assert facts["discriminator"]["propertyName"] == "type"
    assert set(facts["discriminator"]["mapping"]) == set(FACT_CLASSES)
