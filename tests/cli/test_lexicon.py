"""mednews lexicon find: what is known of a name, and what it says of one that is not."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.cli.lexicon import render_text
from pipeline.extract.names.explain import CLASSES, RULES, Known, explain_name, find_near
from pipeline.extract.names.lexicon import drug_lexicon
from pipeline.extract.names.phrase import read_rows


@pytest.mark.parametrize(
    "name, kind, normal, counts",
    [
        pytest.param("Keytruda", "DRUG", "pembrolizumab", "everywhere", id="brand"),
        pytest.param("AMG 510", "CODE", "sotorasib", "however it is spaced", id="code"),
        pytest.param("R-CHOP", "REGIMEN", "r-chop", "these capitals", id="regimen"),
        pytest.param("calcium", "DRUG", "calcium", "given to somebody", id="a body's substance"),
        pytest.param("statins", "DRUG_CLASS", "statin", "everywhere", id="class"),
        pytest.param("acetone", "NONE", "", "never: element", id="stop word"),
        pytest.param("psoriasis", "CONDITION", "psoriasis", "everywhere", id="condition"),
        pytest.param("CLL", "CONDITION", "chronic lymphocytic leukemia", "as written", id="abbreviation"),
        pytest.param("follicular", "CONDITION", "follicular", "no condition alone", id="part of a condition"),
        pytest.param("invasive disease", "CONDITION", "invasive disease", "too general", id="general word"),
        pytest.param("docetaxal", "DRUG", "docetaxel", "a slip of docetaxel", id="slip"),
        pytest.param("newcaratinib", "DRUG", "newcaratinib", "by its shape", id="stem"),
    ],
)
def test_explain_name(name: str, kind: str, normal: str, counts: str) -> None:
    (known,) = explain_name(name)
    assert (known.kind, known.name) == (kind, normal)
    assert counts in known.counts


def test_identifiers_components_and_forms() -> None:
    (keytruda,) = explain_name("keytruda")
    assert keytruda.identifiers == ["UNII:DPT0O3T46P"]
    assert {"Keytruda", "pembrolizumab"} <= set(keytruda.forms)
    (regimen,) = explain_name("CHOP")
    assert "vincristine" in regimen.components


def test_every_rule_is_explained() -> None:
    assert {rule for entry in drug_lexicon().entries() for rule in entry.rule} <= RULES.keys()
    classes = {
        row["class"] for table in ("conditions_hand.tsv", "conditions.tsv") for row in read_rows(table)
    }
    assert CLASSES.keys() <= classes


def test_near_names_of_an_unknown_one() -> None:
    assert find_near("Keytrudda")[0] == "Keytruda"
    assert find_near("qqqqqq") == []


def test_command_prints_and_exits() -> None:
    found = CliRunner().invoke(app, ["lexicon", "find", "Opdivo"])
    assert found.exit_code == 0
    assert "normal name  nivolumab\n" in found.stdout
    unknown = CliRunner().invoke(app, ["lexicon", "find", "Keytrud"])
    assert (unknown.exit_code, unknown.stdout) == (1, "")
    assert "hint: like it: Keytruda" in unknown.stderr
    assert CliRunner().invoke(app, ["lexicon", "find", " "]).exit_code == 2


def test_json_has_every_field() -> None:
    (known,) = json.loads(CliRunner().invoke(app, ["lexicon", "find", "--json", "Opdivo"]).stdout)
    assert list(known) == list(Known._fields)
    assert json.loads(CliRunner().invoke(app, ["lexicon", "find", "--json", "qqqqqq"]).stdout) == []


def test_many_forms_are_cut_in_the_text() -> None:
    known = Known("a", "DRUG", "a", [f"form{n}" for n in range(20)], [], "hand", [], "everywhere")
    assert "form11 and 8 more" in render_text(known)
    assert "identifiers" not in render_text(known)


def test_help_has_examples() -> None:
    result = CliRunner().invoke(app, ["lexicon", "find", "--help"])
    assert "Examples:\n    mednews lexicon find Keytruda" in result.stdout
