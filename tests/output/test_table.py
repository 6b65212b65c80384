"""The table: what each type says, the words in their context, the line below."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.output.table import build_rows, build_table, describe_fields, render_text, summarize
from pipeline.schema import FACT_ADAPTER, Article, Record, Unexplained, fact_to_dict

TEXT = (
    "Headline\n\nIn the trial that everybody waited for, all of them took 20 mg of pillimab "
    "and were glad of it afterwards."
)

SAID = [
    ({"type": "DRUG", "name": "pillimab"}, "pillimab"),
    ({"type": "DOSE", "value": 375, "unit": "mg/m2"}, "375 mg/m2"),
    ({"type": "DOSE", "value": [1, 3], "unit": "mg", "bound": "max"}, "≤ 1–3 mg"),
    ({"type": "SCHEDULE", "times": 1, "period": 3, "unit": "wk"}, "1 per 3 wk"),
    ({"type": "SCHEDULE", "days": [1, 8, 15]}, "days 1, 8, 15"),
    ({"type": "CYCLE_COUNT", "value": [6, 12]}, "6–12"),
    ({"type": "RESPONSE", "category": "OR", "n": 5, "total": 6}, "OR 5/6"),
    ({"type": "RESPONSE", "category": "CR", "n": 2}, "CR n = 2"),
    ({"type": "RESPONSE", "category": "CR", "n": 0, "total": 9, "percent": 0}, "CR 0/9 0%"),
    (
        {"type": "RESPONSE", "category": "OTHER", "label": "PASI 75", "percent": 50, "bound": "min"},
        "OTHER PASI 75 ≥ 50%",
    ),
    (
        {
            "type": "SURVIVAL",
            "endpoint": "PFS",
            "statistic": "range",
            "value": [23, 53],
            "unit": "mo",
            "bound": "min",
        },
        "PFS range 23–53+ mo",
    ),
    (
        {"type": "SURVIVAL", "endpoint": "OS", "statistic": "rate", "percent": 72, "at": 1, "at_unit": "a"},
        "OS rate 72% at 1 a",
    ),
    (
        {"type": "SURVIVAL", "endpoint": "OS", "statistic": "median", "not_reached": True},
        "OS median not reached",
    ),
    (
        {"type": "EFFECT", "measure": "HR", "endpoint": "PFS", "value": 0.46, "ci": [0.34, 0.62]},
        "HR PFS 0.46 (0.34–0.62)",
    ),
    ({"type": "EFFECT", "measure": "HR", "value": 0.46, "ci": [0.34, None]}, "HR 0.46 (0.34–?)"),
    ({"type": "P_VALUE", "op": "<", "value": 0.001}, "< 0.001"),
    ({"type": "ENROLLMENT", "n": 600, "scope": "total", "bound": "min"}, "n = ≥ 600 total"),
    (
        {"type": "ADVERSE_EVENT", "term": "nausea", "grade": "3-4", "percent": 13, "other_percent": 35},
        "nausea grade 3-4 13% against 35%",
    ),
    (
        {"type": "APPROVAL", "agency": "FDA", "conditions": ["gout", "lupus"], "status": "approved"},
        "approved by FDA for gout, lupus",
    ),
]


@pytest.mark.parametrize("fields, says", SAID, ids=[says for _, says in SAID])
def test_what_a_fact_says(fields: dict[str, Any], says: str) -> None:
    fact = FACT_ADAPTER.validate_python({"start": 0, "end": 1, "text": "x"} | fields)
    assert describe_fields(fact_to_dict(fact)) == says


def record(*, text: str = TEXT, words: str = "20 mg", unexplained: int = 0) -> Record:
    start = text.index(words)
    dose = {
        "type": "DOSE",
        "start": start,
        "end": start + len(words),
        "text": words,
        "value": 20,
        "unit": "mg",
    }
    return Record(
        article=Article(id="one", text=text, title="Headline", sha256="0" * 64),
        facts=[FACT_ADAPTER.validate_python(dose | {"drugs": ["pillimab"]})],
        unexplained=[Unexplained(start=i, end=i + 1, text=str(i), kind="count") for i in range(unexplained)],
    )


def test_words_stand_in_whole_words_of_context() -> None:
    (row,) = build_rows(record())
    assert row.before == "…for, all of them took "
    assert row.words == "20 mg"
    assert row.after == " of pillimab and were glad…"
    assert row.drugs == "pillimab"


def test_at_the_borders_of_the_text_nothing_is_left_out() -> None:
    (row,) = build_rows(record(text="20 mg helps"))
    assert (row.before, row.after) == ("", " helps")


def test_lines_and_escape_sequences_of_the_article_stay_out() -> None:
    (row,) = build_rows(record(text="a\n\nb \x1b[31m20 mg\x07\N{RIGHT-TO-LEFT OVERRIDE} c"))
    assert (row.before, row.after) == ("a b [31m", " c")


def test_columns_are_aligned() -> None:
    header, row, empty, summary = "".join(render_text([record()], several=False)).splitlines()
    assert header.index("says") == row.index("20 mg  pillimab")
    assert "took [20 mg] of" in row
    assert empty == ""
    assert summary == "1 fact (DOSE 1); 0 numbers set aside; 0 unexplained"


def test_no_facts_are_said_so() -> None:
    nothing = record().model_copy(update={"facts": []})
    assert "".join(render_text([nothing], several=False)).splitlines()[0] == "no facts"


def test_unexplained_numbers_are_named_as_far_as_there_is_room() -> None:
    assert summarize(record(unexplained=2)).endswith('2 unexplained: "0" at 0, "1" at 1')
    assert summarize(record(unexplained=9)).endswith(
        '9 unexplained: "0" at 0, "1" at 1, "2" at 2, "3" at 3, "4" at 4, …'
    )


@pytest.mark.parametrize("width", [40, 80, 200])
def test_on_a_terminal_nothing_is_taken_for_markup(width: int) -> None:
    from rich.console import Console

    text = "[bold]Given :pill: they [/bold] took 20 mg [red]daily"
    console = Console(width=width, record=True, file=open("/dev/null", "w"))  # noqa: SIM115
    console.print(build_table(record(text=text), several=True))
    drawn = " ".join(console.export_text().split())
    assert "one: Headline" in drawn
    assert "[/bold]" in drawn
    assert "[red]" in drawn
