"""mednews check: what it prints and what it exits with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pipeline.cli import app
from pipeline.output.checks import ALL_WELL

GOOD = "On olaparib 41 of 67 patients (61%) responded.\n"
WRONG = GOOD.replace("61%", "90%")
NEARLY = GOOD.replace("61%", "63%")


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in {"good": GOOD, "wrong": WRONG, "nearly": NEARLY, "empty": ""}.items():
        (tmp_path / f"{name}.txt").write_text(text)
    monkeypatch.chdir(tmp_path)


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, ["check", *arguments], input=stdin)


def test_both_are_printed() -> None:
    result = run("wrong.txt")
    assert result.exit_code == 0
    assert "error" in result.stdout
    assert "41 of 67 is 61.19%, not 90%" in result.stdout
    assert "[41 of 67] patients ([90%]" in result.stdout
    assert "missing  registration" in result.stdout
    assert "\x1b" not in result.stdout


def test_an_article_that_comes_out_says_so() -> None:
    assert ALL_WELL in run("good.txt").stdout


@pytest.mark.parametrize(
    "arguments, code",
    [
        (["--fail-on", "error", "good.txt"], 0),
        (["--fail-on", "error", "good.txt", "wrong.txt"], 1),
        (["--fail-on", "error", "nearly.txt"], 0),
        (["--fail-on", "warning", "nearly.txt"], 1),
        (["--fail-on", "never", "wrong.txt"], 0),
        (["good.txt", "empty.txt"], 2),
        (["--fail-on", "error", "wrong.txt", "nowhere.txt"], 2),
        (["--fail-on", "sometimes", "good.txt"], 2),
    ],
)
def test_exit_codes(arguments: list[str], code: int) -> None:
    assert run(*arguments).exit_code == code


def test_json_holds_numbers_and_offsets() -> None:
    (found,) = json.loads(run("--format", "json", "-", stdin=WRONG).stdout)
    (check,) = found["checks"]
    assert found["article"] == "stdin"
    assert check["numbers"]["stated"] == 90
    assert [WRONG[start:end] for start, end in check["spans"]] == ["41 of 67", "90%"]
    assert {"kind", "message", "spans"} == set(found["omissions"][0])
