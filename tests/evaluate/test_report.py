"""The reports: the same figures for people and programs, and every miss with its sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.evaluate.evaluation import Evaluation, describe_articles
from pipeline.evaluate.floors import check_floors, parse_floor
from pipeline.evaluate.report import (
    build_json,
    find_differences,
    print_table,
    render_markdown,
    render_misses,
    render_text,
    sentence_around,
    write_report,
)
from pipeline.evaluate.score import score_articles
from pipeline.evaluate.tables import HEADER, type_table
from pipeline.schema import FACT_CLASSES

TEXT = "All went well. Five of six took 20 mg of *pillimab* <daily>; none of 9 on placebo did. More later."


def fact(type_: str, text: str, **fields: Any) -> dict[str, Any]:
    start = TEXT.index(text)
    return {"type": type_, "start": start, "end": start + len(text), "text": text, **fields}


DOSE = fact("DOSE", "20 mg", value=20, unit="mg", drugs=["pillimab"])
DRUG = fact("DRUG", "pillimab", name="pillimab")
FIVE = fact("RESPONSE", "Five of six", category="OR", n=5, total=6, drugs=["pillimab"])
NONE = fact("RESPONSE", "none of 9", category="OR", n=0, total=9, drugs=["placebo"])
TRIAL = fact("TRIAL", "More", name="MORE")


@pytest.fixture
def evaluation() -> Evaluation:
    """The drug is missed, the dose has another drug, one response another value, a trial is made up."""
    gold = {"pills": [FIVE, DOSE, DRUG, NONE], "empty": []}
    found = {"pills": [FIVE | {"n": 6}, DOSE | {"drugs": ["placebo"]}, NONE, TRIAL]}
    scores = score_articles(gold, found)
    floors = check_floors([parse_floor("all.value=0.5"), parse_floor("all.full=0.9")], scores)
    return Evaluation(scores, {"pills": TEXT, "empty": ""}, {"pills": "dev", "empty": None}, floors)


def test_the_articles_and_their_splits_are_said(evaluation: Evaluation) -> None:
    assert describe_articles(evaluation) == "2 articles (split dev: 1, no split: 1)"


def test_rows_by_hand(evaluation: Evaluation) -> None:
    """all: 4 gold, 4 found, 3 overlap with equal spans, 2 with the value, 1 with the drugs."""
    rows = {row[0]: row[1:] for row in type_table(evaluation).rows}
    figures = ("4", "4", "0.500", "0.500", "0.500", "0.250", "0.250", "0.250", "0.750", "0.750")
    assert rows["all"] == figures
    assert rows["DRUG"] == ("1", "0", "-", "0.000", "0.000", "-", "0.000", "0.000", "0.000", "0.000")
    assert rows["TRIAL"] == ("0", "1", "0.000", "-", "0.000", "0.000", "-", "0.000", "0.000", "0.000")
    assert list(rows) == ["all", "core", "attributed", "DRUG", "DOSE", "RESPONSE", "TRIAL"]


def test_plain_text_is_aligned(evaluation: Evaluation) -> None:
    title, _, *table = render_text(evaluation).splitlines()
    assert title == describe_articles(evaluation)
    assert len({len(line) for line in table}) == 1
    assert table[0].split() == " ".join(HEADER).split()


def test_the_terminal_table_fits_into_80_columns(
    evaluation: Evaluation, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    print_table(evaluation)
    printed = capsys.readouterr().out
    assert "…" not in printed
    assert "attributed" in printed
    assert printed.count("0.750") >= 2


def test_markdown_has_floors_and_a_whole_table(evaluation: Evaluation) -> None:
    lines = render_markdown(evaluation).splitlines()
    assert "Figures of 2 articles (split dev: 1, no split: 1)." in lines
    assert "| `all.value` | 0.500 | 0.500 | passed |" in lines
    assert "| `all.full` | 0.900 | 0.250 | **below** |" in lines
    first = lines.index(next(line for line in lines if line.startswith("| type")))
    table = lines[first : lines.index("", first)]
    assert {line.count("|") for line in table} == {len(HEADER) + 1}


def test_json_has_every_row_and_level(evaluation: Evaluation) -> None:
    report = json.loads(json.dumps(build_json(evaluation)))
    assert report["articles"] == {"pills": "dev", "empty": None}
    assert report["passed"] is False
    assert report["floors"][1] == {"key": "all.full", "floor": 0.9, "measured": 0.25, "passed": False}
    assert list(report["types"]) == list(FACT_CLASSES)
    assert report["groups"]["core"]["gold"] == 4
    assert report["types"]["RESPONSE"]["value"] == {"hits": 1, "precision": 0.5, "recall": 0.5, "f1": 0.5}
    assert report["types"]["DRUG"]["full"]["precision"] is None
    assert {"article": "pills", "kind": "spurious", "type": "TRIAL", "gold": None, "found": TRIAL} in report[
        "differences"
    ]


def test_differences_are_told_by_kind(evaluation: Evaluation) -> None:
    kinds = {(pair.type, kind) for _, pair, kind in find_differences(evaluation.scores)}
    assert kinds == {("DRUG", "missed"), ("DOSE", "drugs"), ("RESPONSE", "value"), ("TRIAL", "spurious")}


def test_misses_stand_in_their_sentence(evaluation: Evaluation) -> None:
    misses = render_misses(evaluation)
    assert "## `DRUG`: 1 in gold, not found\n" in misses
    assert '- **in gold, not found**, pills 42–50: `{"name": "pillimab"}`\n' in misses
    assert (
        "  > Five of six took 20 mg of \\***pillimab**\\* \\<daily\\>; none of 9 on placebo did.\n" in misses
    )
    assert "**found with another value**, pills 15–26: n: gold `5`, found `6`\n" in misses
    assert 'drugs: gold `["pillimab"]`, found `["placebo"]`' in misses
    assert "All went well" not in misses


def test_another_span_is_told(evaluation: Evaluation) -> None:
    wide = fact("RESPONSE", "Five of six took", category="CR", n=5)
    scores = score_articles({"pills": [FIVE]}, {"pills": [wide]})
    misses = render_misses(Evaluation(scores, {"pills": TEXT}, {}))
    assert 'category: gold `"OR"`, found `"CR"`; drugs: gold `["pillimab"]`, found nothing' in misses
    assert 'span found `"Five of six took"`' in misses


def test_without_floors_everything_passes() -> None:
    evaluation = Evaluation(score_articles({"a": []}, {}), {"a": ""}, {"a": "test"})
    assert evaluation.passed
    assert "floor" not in render_markdown(evaluation)
    assert describe_articles(evaluation) == "1 article (split test: 1)"


def test_the_files_are_written(evaluation: Evaluation, tmp_path: Path) -> None:
    write_report(evaluation, tmp_path / "new" / "report")
    assert sorted(file.name for file in (tmp_path / "new" / "report").iterdir()) == [
        "misses.md",
        "report.html",
        "report.json",
        "report.md",
    ]
    written = (tmp_path / "new" / "report" / "report.json").read_text(encoding="utf-8")
    assert json.loads(written) == build_json(evaluation)


@pytest.mark.parametrize(
    "text, expected",
    [
        pytest.param("One ended. A [pill] helped. Next.", "A [pill] helped. ", id="between stops"),
        pytest.param("Title\nA [pill] helped\nNext", "A [pill] helped\n", id="between line ends"),
        pytest.param('"It did." The [pill] helped.', "The [pill] helped.", id="after a quotation"),
        pytest.param("with 5.5 mg vs. two [pills] at 9 a.m. daily", None, id="stops that end nothing"),
        pytest.param("[pill]", "[pill]", id="nothing around"),
    ],
)
def test_sentence_around(text: str, expected: str | None) -> None:
    start, end = text.index("["), text.index("]") - 1
    before, span, after = sentence_around(text.replace("[", "").replace("]", ""), start, end)
    assert f"{before}[{span}]{after}" == (expected or text)


def test_a_sentence_without_end_is_cut() -> None:
    before, _, after = sentence_around("a" * 5000, 2000, 2001)
    assert len(before) == len(after) == 240
