"""README.md is true: its examples print what they show, its Python runs, every command stands in it.

`python tests/test_readme.py` writes the examples' real output into the README after a change of the rules.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
CONSOLE = re.compile(r"```console\n\$ (mednews .+)\n((?:.*\n)*?)```\n")
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


def write_examples() -> None:
    def renewed(match: re.Match[str]) -> str:
        return f"```console\n$ {match[1]}\n{run_example(match[1])}```\n"

    README.write_text(CONSOLE.sub(renewed, README.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    write_examples()
