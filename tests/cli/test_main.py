"""The mednews command as a whole: help, version, what is loaded."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

import pipeline
from pipeline.cli import app
from pipeline.cli.gold import gold_app
from pipeline.cli.lexicon import lexicon_app

COMMANDS = ("extract", "batch", "query", "report", "review", "check", "explain", "evaluate", "schema")


def test_these_are_the_commands() -> None:
    assert [command.name for command in app.registered_commands] == list(COMMANDS)
    assert [group.typer_instance for group in app.registered_groups] == [gold_app, lexicon_app]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_each_command_has_examples(command: str) -> None:
    result = CliRunner().invoke(app, [command, "--help"])
    assert result.exit_code == 0
    assert f"Examples:\n    mednews {command}" in result.stdout
    assert result.stdout == CliRunner().invoke(app, [command, "-h"]).stdout


@pytest.mark.parametrize("command", [command.name for command in gold_app.registered_commands])
def test_help_of_each_command_for_gold_has_examples(command: str) -> None:
    result = CliRunner().invoke(app, ["gold", command, "--help"])
    assert result.exit_code == 0
    assert f"Examples:\n    mednews gold {command}" in result.stdout


def test_help_names_the_commands() -> None:
    result = CliRunner().invoke(app, ["--help"])
    assert result.exit_code == 0
    for command in (*COMMANDS, "gold"):
        assert f"\n  {command} " in result.stdout
    assert "…" not in result.stdout.partition("Commands:")[2]
    assert "..." not in result.stdout.partition("Commands:")[2]


def test_version() -> None:
    result = CliRunner().invoke(app, ["--version"])
    assert (result.exit_code, result.stdout) == (0, f"mednews {pipeline.__version__}\n")


@pytest.mark.parametrize(
    "arguments", [[], ["extract"], ["extrakt"], ["--colour"], ["schema", "extra"]], ids=str
)
def test_bad_usage_exits_with_2(arguments: list[str]) -> None:
    assert CliRunner().invoke(app, arguments).exit_code == 2


@pytest.mark.parametrize("arguments", [["--help"], ["extract", "--help"], ["--version"]], ids=" ".join)
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    code = (
        f"import sys; sys.argv = ['mednews', *{arguments}]\n"
        "from pipeline.cli import main\n"
        "try:\n    main()\n"
        "except SystemExit:\n    pass\n"
        "heavy = {'spacy', 'numpy', 'scipy', 'scispacy', 'rich', 'pipeline.schema', 'pipeline.extract.nlp'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8")
    assert done.stderr == "[]\n"


def test_python_dash_m() -> None:
    command = [sys.executable, "-m", "pipeline", "schema"]
    done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    assert json.loads(done.stdout)["title"] == "Record"
