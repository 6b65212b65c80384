"""README.md is true: its examples print what they show, its figures are those of a run, its Python runs.

`python tests/test_readme.py` writes the examples' real output and the table of figures into the README after
a change of the rules. The prose around the table is for whoever runs it to read again.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import pytest

from pipeline.cli.evaluate import evaluate, find_entries
from pipeline.evaluate.score import Level, Scores, score_articles

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
CONSOLE = re.compile(r"```console\n\$ (mednews .+)\n((?:.*\n)*?)```\n")
FIGURES = re.compile(r"(?<=<!-- figures: begin -->\n)(?:\|.*\n)+")
FIGURE = re.compile(r"(\w+)\.(strict|overlap|value|full) F1")
MEASURED = re.compile(r"`mednews evaluate --split (\w+)`")
PYTHON = re.compile(r"```python\n((?:.*\n)*?)```\n")


def run_example(command: str) -> str:
    words = [sys.executable, "-m", "pipeline", *shlex.split(command)[1:]]
    return subprocess.run(words, cwd=ROOT, check=True, capture_output=True, encoding="utf-8").stdout


def examples() -> list[tuple[str, str]]:
    return [match.groups() for match in CONSOLE.finditer(README.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("command, output", examples(), ids=lambda value: value[:60])
def test_an_example_shows_what_is_printed(command: str, output: str) -> None:
    assert output == run_example(command), "python tests/test_readme.py renews the examples"


def test_there_are_examples() -> None:
    assert len(examples()) >= 2


def measure() -> dict[str, Scores]:
    """Split to its scores: one run over all articles, as `mednews evaluate` makes it."""
    return evaluate(find_entries((), ())).split_by("split")


def renew_figures(table: str, measured: Mapping[str, Scores]) -> str:
    """The table with the figures that its header names, row by row from the split in its command."""
    header, rule, *rows = table.splitlines()
    renewed = [renew_row(header, row, measured) for row in rows]
    return "\n".join([header, rule, *renewed, ""])


def renew_row(header: str, row: str, measured: Mapping[str, Scores]) -> str:
    command = MEASURED.search(row)
    assert command, f"no split: {row}"
    scores = measured[command[1]]
    cells = [re.sub(r"^ \d+", f" {len(scores.pairs)}", cell) for cell in row.split("|")]
    for column, title in enumerate(header.split("|")):
        if named := FIGURE.fullmatch(title.strip()):
            figure = scores.tallies[named[1]].f1(cast("Level", named[2]))
            cells[column] = " - " if figure is None else f" {figure:.3f} ".replace(" 0.", " .")
    return "|".join(cells)


def test_the_figures_are_those_of_a_run() -> None:
    tables = FIGURES.findall(README.read_text(encoding="utf-8"))
    assert len(tables) == 1
    assert tables[0].count("`mednews evaluate --split") == 2
    assert tables[0] == renew_figures(tables[0], measure()), "python tests/test_readme.py renews the table"


def test_stale_figures_are_renewed() -> None:
    drug = {"type": "DRUG", "start": 0, "end": 1, "text": "x", "name": "x"}
    measured = {"dev": score_articles({"a": [drug], "b": [drug]}, {"a": [drug]})}
    row = "| 9 articles | {} | {} | `mednews evaluate --split dev` |\n"
    table = "| articles | all.value F1 | DOSE.full F1 | command |\n|---|--:|--:|---|\n" + row
    assert renew_figures(table.format(".900", "-"), measured) == table.replace("9", "2").format(".667", "-")


@pytest.mark.parametrize("code", PYTHON.findall(README.read_text(encoding="utf-8")), ids=["python", "spacy"])
def test_the_python_runs(
    code: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    # Three articles show as much as all of them.
    exec(code.replace('glob("*.txt")', 'glob("b*.txt")'), {})
    printed = capsys.readouterr().out
    assert "DRUG" in printed
    assert "RESPONSE" in printed


def test_every_command_is_described() -> None:
    from pipeline.cli import app

    described = README.read_text(encoding="utf-8")
    for command in (*app.registered_commands, *app.registered_groups):
        name = command.name or command.typer_instance.info.name
        assert f"| `mednews {name}" in described


def test_the_two_commands_are_one_line_each() -> None:
    commands = re.findall(
        r"<!-- command: (\w+) -->\n```bash\n(.+)\n```\n", README.read_text(encoding="utf-8")
    )
    assert [name for name, _ in commands] == ["extract", "test"]
    for _, command in commands:
        assert command.startswith("python3.11 -m venv .venv && ")


def write_readme() -> None:
    def renewed(match: re.Match[str]) -> str:
        return f"```console\n$ {match[1]}\n{run_example(match[1])}```\n"

    text = CONSOLE.sub(renewed, README.read_text(encoding="utf-8"))
    measured = measure()
    text = FIGURES.sub(lambda table: renew_figures(table[0], measured), text)
    README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_readme()
