"""mednews gold: check, stats, agree, export, import."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from pipeline.cli.gold import gold_app

TEXT = "Pillimab helps\n\nThey took 20 mg of pillimab.\n"
DRUG = {"type": "DRUG", "start": 0, "end": 8, "text": "Pillimab", "name": "pillimab"}
DOSE = {"type": "DOSE", "start": 26, "end": 31, "text": "20 mg", "value": 20, "unit": "mg"}


def lines(facts: Iterable[dict[str, Any]]) -> str:
    return "".join(json.dumps(fact) + "\n" for fact in facts)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two articles in corpus/ with gold/, the default folders."""
    for name in ("gold", "corpus"):
        (tmp_path / name).mkdir()
        monkeypatch.setenv(f"MEDNEWS_{name.upper()}", str(tmp_path / name))
    for id_ in ("one", "two"):
        (tmp_path / "corpus" / f"{id_}.txt").write_text(TEXT)
        (tmp_path / "gold" / f"{id_}.jsonl").write_text(lines([DRUG, DOSE]))
    listed = [{"id": "one", "split": "dev", "genre": "wire story"}, {"id": "two", "split": "test"}]
    (tmp_path / "corpus" / "articles.jsonl").write_text(lines(listed))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(gold_app, list(arguments))


class TestCheck:
    def test_clean(self) -> None:
        result = run("check")
        assert (result.exit_code, result.stderr) == (0, "2 articles, 0 errors\n")

    def test_every_error_with_its_line_and_hint(self, folder: Path) -> None:
        (folder / "gold" / "one.jsonl").write_text(
            lines([DRUG | {"end": 7}, DOSE | {"colour": "red"}]) + "{\n"
        )
        result = run("check")
        assert result.exit_code == 1
        errors = result.stderr.splitlines()
        assert errors[0] == 'error: gold/one.jsonl:1: text is "Pillimab", the article has "Pillima" at 0'
        assert errors[1].startswith("hint: ")
        assert 'error: gold/one.jsonl:2: unknown field "colour"' in errors
        assert any(error.startswith("error: gold/one.jsonl:3: no valid JSON") for error in errors)
        assert errors[-1] == "2 articles, 3 errors"

    def test_slipped_offsets_are_mended(self, folder: Path) -> None:
        (folder / "corpus" / "two.txt").write_text("New: " + TEXT)
        assert run("check").exit_code == 1
        result = run("check", "--fix-offsets")
        assert result.exit_code == 0
        assert result.stderr.splitlines()[0] == "mended: gold/two.jsonl, 2 facts moved"
        assert [json.loads(line)["start"] for line in (folder / "gold" / "two.jsonl").open()] == [5, 31]
        assert run("check").exit_code == 0

    def test_no_gold(self) -> None:
        result = run("check", "--gold", "none")
        assert (result.exit_code, result.stderr) == (2, "error: none: no such folder\n")


class TestStats:
    def test_tables(self) -> None:
        result = run("stats")
        assert result.exit_code == 0
        assert ["all", "2", "2", "4"] in [line.split() for line in result.stdout.splitlines()]
        assert [line for line in result.stdout.splitlines() if line.startswith("wire story")]

    def test_json_of_one_split(self) -> None:
        tables = json.loads(run("stats", "--split", "dev", "--json").stdout)
        assert tables["facts_by_type"][0] == {"type": "DRUG", "dev": 1, "all": 1}
        assert tables["by_article"] == [
            {"article": "one", "split": "dev", "genre": "wire story", "facts": 2, "types": 2}
        ]


class TestAgree:
    @pytest.fixture(autouse=True)
    def second(self, folder: Path) -> None:
        """A second annotator of article one, who read another dose."""
        (folder / "second").mkdir()
        (folder / "second" / "one.jsonl").write_text(lines([DRUG, DOSE | {"value": 2}]))

    def test_only_what_both_annotated_counts(self) -> None:
        result = run("agree", "gold", "second")
        assert result.exit_code == 0
        rows = {line.split()[0]: line.split()[1:] for line in result.stdout.splitlines()[2:]}
        assert rows["all"][:5] == ["2", "2", "0.500", "0.500", "0.500"]
        assert rows["DOSE"][4] == "0.000"
        assert rows["DRUG"][4] == "1.000"

    @pytest.mark.parametrize("folders", [("gold", "second"), ("second", "gold")], ids=" ".join)
    def test_articles_of_one_side_alone_are_named(self, folders: tuple[str, str]) -> None:
        said = "warning: 1 article only in gold, left out of the figures: two\n"
        assert run("agree", *folders).stderr == said

    def test_the_same_articles_on_both_sides_need_no_word(self, folder: Path) -> None:
        (folder / "second" / "two.jsonl").write_text("")
        assert run("agree", "gold", "second").stderr == ""

    def test_differences_in_test_articles_are_quoted_to_annotators(self, folder: Path) -> None:
        (folder / "second" / "two.jsonl").write_text(lines([DRUG]))
        assert "**in gold, not found**, two 26–31" in run("agree", "gold", "second", "--misses").stdout

    def test_either_way_round(self) -> None:
        one, other = (
            json.loads(run("agree", *folders, "--json").stdout)["types"]["DOSE"]
            for folders in (("gold", "second"), ("second", "gold"))
        )
        assert one == other

    def test_differences_in_their_sentence(self) -> None:
        assert "value: gold `20`, found `2`" in run("agree", "gold", "second", "--misses").stdout

    def test_nothing_in_common(self, folder: Path) -> None:
        (folder / "third").mkdir()
        (folder / "third" / "two.jsonl").write_text("")
        result = run("agree", "second", "third")
        assert result.exit_code == 2
        assert "no article in common" in result.stderr


FORMATS = ("brat", "bioc", "labelstudio", "doccano", "prodigy")


class TestExchange:
    @pytest.mark.parametrize("name", FORMATS)
    def test_there_and_back(self, name: str, folder: Path) -> None:
        out = run("export", "--to", name, "-o", "out")
        assert out.exit_code == 0
        note, written = out.stderr.splitlines()
        assert note.startswith("note: ")
        assert "name, unit, value" in note
        assert written == "2 articles, 4 facts written to out"
        back = run("import", "out", "--from", name, "-o", "back", "--texts")
        assert (back.exit_code, back.stderr) == (0, "2 articles, 4 facts written to back\n")
        for id_ in ("one", "two"):
            assert (folder / "back" / f"{id_}.txt").read_text() == TEXT
            assert (folder / "back" / f"{id_}.jsonl").read_text() == lines([DRUG, DOSE])
        assert run("check", "--gold", "back").exit_code == 0

    def test_a_split_alone(self, folder: Path) -> None:
        assert run("export", "--to", "brat", "-o", "out", "--split", "dev").exit_code == 0
        assert sorted(file.name for file in (folder / "out").iterdir()) == [
            "annotation.conf",
            "one.ann",
            "one.txt",
        ]

    def test_facts_that_lack_fields_are_written_and_told(self, folder: Path) -> None:
        (folder / "one.txt").write_text(TEXT)
        (folder / "one.ann").write_text("T1\tDRUG 0 8\tPillimab\nT2\tHARM 9 14\thelps\n")
        result = run("import", "one.ann", "--from", "brat", "-o", "back")
        assert result.exit_code == 1
        assert 'error: back/one.jsonl:1: field "name" is missing' in result.stderr
        assert "error: back/one.jsonl:2: unknown type" in result.stderr
        assert len((folder / "back" / "one.jsonl").read_text().splitlines()) == 2
        assert not (folder / "back" / "one.txt").exists()

    @pytest.mark.parametrize(
        "arguments, error",
        [
            pytest.param(
                ["export", "--to", "word", "-o", "x"],
                'error: no format "word"\nhint: formats: brat, bioc, labelstudio, doccano, prodigy',
                id="to",
            ),
            pytest.param(
                ["import", "gold", "--from", "word", "-o", "x"], 'error: no format "word"', id="from"
            ),
            pytest.param(
                ["import", "x.ann", "--from", "brat", "-o", "x"], "error: x.txt: cannot be read", id="file"
            ),
            pytest.param(
                ["export", "--to", "brat", "-o", "gold/one.jsonl"], "error: gold/one.jsonl", id="output"
            ),
        ],
    )
    def test_bad_input(self, arguments: list[str], error: str) -> None:
        result = run(*arguments)
        assert result.exit_code == 2
        assert result.stderr.startswith(error)


@pytest.mark.parametrize("command", ["check", "stats", "agree", "export", "import"])
def test_each_command_has_help_with_an_example(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"mednews gold {command}" in result.stdout
