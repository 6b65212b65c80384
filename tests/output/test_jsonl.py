"""JSON output: gold form, one document, nothing that is not stated."""

from __future__ import annotations

import json

import pytest

from pipeline.output.jsonl import record_to_dict, render_facts, render_records
from pipeline.schema import Article, Dose, Drug, Effect, Record, SetAside

TEXT = "Ritux\N{LATIN SMALL LETTER I WITH ACUTE}mab 375 mg/m²"


def record(id_: str = "one") -> Record:
    return Record(
        article=Article(id=id_, text=TEXT, sha256="0" * 64),
        facts=[
            Drug(start=0, end=9, text="Rituxímab", name="rituximab"),
            Dose(start=10, end=19, text="375 mg/m²", value=375, unit="mg/m2", drugs=["rituximab"]),
        ],
    )


def test_a_fact_is_one_line_with_its_place_first() -> None:
    drug, dose = render_facts([record()], with_article=False)
    assert drug == '{"type": "DRUG", "start": 0, "end": 9, "text": "Rituxímab", "name": "rituximab"}\n'
    assert list(json.loads(dose)) == ["type", "start", "end", "text", "value", "unit", "drugs"]


def test_facts_of_several_articles_end_with_their_article() -> None:
    lines = [json.loads(line) for line in render_facts([record("one"), record("two")], with_article=True)]
    assert [line["article"] for line in lines] == ["one", "one", "two", "two"]
    assert list(lines[0])[-1] == "article"


def test_no_records_no_lines() -> None:
    assert list(render_facts([], with_article=True)) == []


def test_one_record_is_one_object() -> None:
    (document,) = render_records([record()], several=False)
    assert Record.model_validate_json(document) == record()


@pytest.mark.parametrize("ids", [[], ["one"], ["one", "two", "three"]], ids=len)
def test_several_records_are_one_array(ids: list[str]) -> None:
    document = "".join(render_records(map(record, ids), several=True))
    assert [Record.model_validate(entry) for entry in json.loads(document)] == [record(id_) for id_ in ids]


def test_what_is_not_stated_is_left_out_and_an_open_interval_is_kept() -> None:
    aside = SetAside(start=10, end=13, text="375", role="age", standing="non_fact", because="")
    effect = Effect(start=10, end=13, text="375", measure="HR", value=0.5, ci=[0.3, None])
    written = record_to_dict(record().model_copy(update={"facts": [effect], "set_aside": [aside]}))
    assert "title" not in written["article"]
    assert written["facts"][0]["ci"] == [0.3, None]
    assert "endpoint" not in written["facts"][0]
    assert written["set_aside"][0]["because"] == ""
    assert written["unexplained"] == []
