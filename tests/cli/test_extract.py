"""mednews extract: what it prints, where, and what it exits with."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from pipeline.cli import app
from pipeline.schema import Record

TEXT = (
    "Pembrolizumab helps\n\nOf 40 patients on pembrolizumab 200 mg every three weeks, 16 (40%) responded.\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two articles that can be read, and three that cannot."""
    (tmp_path / "one.txt").write_text(TEXT)
    (tmp_path / "two.txt").write_text(TEXT.replace("16 (40%)", "8 (20%)"))
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "image.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "sub").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, ["extract", *arguments], input=stdin)


def facts(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.usefixtures("folder")
class TestForms:
    def test_a_table_that_is_piped_is_plain_text(self) -> None:
        result = run("one.txt")
        assert result.exit_code == 0
        header, *rows = result.stdout.splitlines()
        assert header.split() == ["type", "words", "says", "drugs"]
        assert any(row.startswith("DOSE ") and "[200 mg]" in row for row in rows)
        assert "\x1b" not in result.stdout
        assert "facts (DRUG 2" in rows[-1]
        assert "set aside" in rows[-1]
        assert result.stderr == ""

    def test_jsonl_is_in_the_form_of_the_gold(self) -> None:
        found = facts(run("one.txt", "--format", "jsonl"))
        (response,) = [fact for fact in found if fact["type"] == "RESPONSE"]
        assert list(response)[:4] == ["type", "start", "end", "text"]
        assert (response["n"], response["percent"]) == (16, 40)
        assert TEXT[response["start"] : response["end"]] == response["text"]
        assert all("article" not in fact for fact in found)
        assert all(value is not None for fact in found for value in fact.values())

    def test_facts_of_several_files_name_their_article(self) -> None:
        found = facts(run("one.txt", "two.txt", "--format", "jsonl"))
        assert [fact["article"] for fact in found] == sorted(fact["article"] for fact in found)
        assert {fact["article"] for fact in found} == {"one", "two"}

    def test_the_number_of_files_given_counts_and_not_of_those_read(self) -> None:
        found = facts(run("one.txt", "nowhere.txt", "--format", "jsonl"))
        assert {fact["article"] for fact in found} == {"one"}

    def test_json_of_one_file_is_its_record(self) -> None:
        record = Record.model_validate_json(run("one.txt", "--format", "json").stdout)
        assert record.article.id == "one"
        assert record.article.text == TEXT
        assert "RESPONSE" in {fact.type for fact in record.facts}

    def test_json_of_several_files_is_an_array(self) -> None:
        records = json.loads(run("one.txt", "two.txt", "--format", "json").stdout)
        assert [Record.model_validate(record).article.id for record in records] == ["one", "two"]

    def test_every_article_of_a_feed_is_read(self, folder: Path) -> None:
        item = "<item><title>{}</title><description>It was given at {} mg daily.</description></item>"
        items = item.format("Pembrolizumab helps", 200) + item.format("Nivolumab helps", 240)
        feed = f"<rss version='2.0'><channel><title>News</title>{items}</channel></rss>"
        (folder / "feed.rss").write_text(feed)
        found = facts(run("feed.rss", "--format", "jsonl", "--types", "DOSE"))
        assert [(fact["article"], fact["value"]) for fact in found] == [("feed#1", 200), ("feed#2", 240)]
        records = json.loads(run("-", "--format", "json", stdin=feed.encode()).stdout)
        assert [record["article"]["id"] for record in records] == ["stdin#1", "stdin#2"]

    def test_tables_of_several_files_stand_under_their_names(self) -> None:
        lines = run("one.txt", "two.txt").stdout.splitlines()
        assert [line for line in lines if line.startswith(("one: ", "two: "))] == [
            "one: Pembrolizumab helps",
            "two: Pembrolizumab helps",
        ]

    def test_types_keeps_these_types_only(self) -> None:
        found = facts(run("one.txt", "--format", "jsonl", "--types", "response, dose"))
        assert [fact["type"] for fact in found] == ["DOSE", "RESPONSE"]
        assert "RESPONSE 1" in run("one.txt", "--types", "RESPONSE").stdout

    def test_standard_input(self) -> None:
        found = facts(run("-", "one.txt", "--format", "jsonl", stdin=TEXT.encode()))
        assert {fact["article"] for fact in found} == {"stdin", "one"}

    def test_html_on_standard_input_is_read_as_a_page(self) -> None:
        page = (
            b"<!doctype html><html><body><article><h1>Help</h1><p>"
            + TEXT.encode() * 3
            + b"</p></article></body></html>"
        )
        record = json.loads(run("-", "--format", "json", stdin=page).stdout)
        assert "<p>" not in record["article"]["text"]
        assert record["article"]["format"] == "html"

    def test_output_is_written_to_a_file(self, folder: Path) -> None:
        result = run("one.txt", "--format", "jsonl", "-o", "facts.jsonl")
        assert (result.exit_code, result.stdout) == (0, "")
        assert (folder / "facts.jsonl").read_text(encoding="utf-8") == run(
            "one.txt", "--format", "jsonl"
        ).stdout


@pytest.mark.usefixtures("folder")
class TestErrors:
    def test_one_bad_file_does_not_stop_the_others(self) -> None:
        result = run("one.txt", "nowhere.txt", "two.txt", "--format", "jsonl")
        assert result.exit_code == 1
        assert {fact["article"] for fact in facts(result)} == {"one", "two"}
        error, hint = result.stderr.splitlines()
        assert error == "error: nowhere.txt: no such file"
        assert hint.startswith("hint: ")

    @pytest.mark.parametrize("name", ["nowhere.txt", "sub", "image.txt", "empty.txt"])
    def test_an_input_that_cannot_be_read(self, name: str) -> None:
        result = run(name)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith(f"error: {name}: ")
        assert "\nhint: " in result.stderr
        assert "Traceback" not in result.output

    def test_empty_standard_input(self) -> None:
        result = run("-", stdin=b"")
        assert result.exit_code == 2
        assert result.stderr.startswith("error: standard input: ")

    @pytest.mark.parametrize(
        "arguments, says",
        [
            pytest.param(["one.txt", "--types", "RESPONSES"], "RESPONSES", id="no such type"),
            pytest.param(["one.txt", "--types", " , "], "no type", id="no type named"),
            pytest.param(["one.txt", "--format", "xml"], "xml", id="no such format"),
            pytest.param(["one.txt", "--colour"], "--colour", id="no such option"),
            pytest.param(["one.txt", "-o", "nowhere/facts"], "nowhere/facts", id="no such folder"),
        ],
    )
    def test_bad_usage(self, arguments: list[str], says: str) -> None:
        result = run(*arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert says in result.stderr

    def test_an_input_is_never_overwritten(self, folder: Path) -> None:
        assert run("one.txt", "-o", "./one.txt").exit_code == 2
        assert (folder / "one.txt").read_text() == TEXT

    def test_a_bad_input_leaves_an_older_output_alone_where_the_tables_are_missing(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (folder / "facts.jsonl").write_text("older")
        monkeypatch.setenv("MEDNEWS_MODELS", str(folder / "sub"))
        result = run("one.txt", "-o", "facts.jsonl")
        assert result.exit_code == 2
        assert "mednews.cfg" in result.stderr
        assert (folder / "facts.jsonl").read_text() == "older"

    def test_two_files_of_one_name_are_told(self, folder: Path) -> None:
        (folder / "sub" / "one.txt").write_text(TEXT)
        result = run("one.txt", "sub/one.txt", "--format", "jsonl")
        assert result.exit_code == 0
        assert result.stderr.startswith('note: 2 files give the article id "one"')


def mednews(*arguments: str, **options: Any) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "pipeline", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)


@pytest.mark.usefixtures("folder")
class TestProcess:
    def test_a_reader_that_goes_away_is_no_error_to_shout_about(self) -> None:
        process = mednews("extract", "one.txt", "two.txt", "--format", "json")
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 1

    def test_data_is_utf_8_in_any_locale(self, folder: Path) -> None:
        (folder / "accents.txt").write_text(
            TEXT.replace("40%)", "40\N{NO-BREAK SPACE}%)") + "Más.\n", encoding="utf-8"
        )
        environment = os.environ | {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
        out, err = mednews("extract", "accents.txt", "--format", "json", env=environment).communicate()
        assert "Más" in json.loads(out.decode("utf-8"))["article"]["text"]
        assert err == b""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.usefixtures("folder")
class TestTerminal:
    def draw(self, *options: str, **environment: str) -> str:
        import pty

        parent, child = pty.openpty()
        settings = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR")}
        settings |= {"TERM": "xterm-256color", "COLUMNS": "120"} | environment
        command = [sys.executable, "-m", "pipeline", "extract", "one.txt", *options]
        process = subprocess.Popen(command, stdout=child, stderr=child, env=settings)
        os.close(child)
        drawn = b""
        # A pseudo-terminal ends with an error where a pipe ends with nothing.
        try:
            while part := os.read(parent, 4096):
                drawn += part
        except OSError:
            pass
        os.close(parent)
        assert process.wait() == 0
        return drawn.decode("utf-8")

    def test_the_article_with_its_facts_marked(self) -> None:
        assert "\x1b[1;36m200 mg\x1b[0m" in self.draw()

    def test_the_table_has_the_words_in_bold(self) -> None:
        assert "\x1b[1m200 mg\x1b[0m" in self.draw("--format", "table")

    def test_plain_is_what_a_pipe_gets(self) -> None:
        plain = self.draw("--plain")
        assert "[200 mg]" in plain
        assert "\x1b[" not in plain

    def test_no_color(self) -> None:
        drawn = self.draw(NO_COLOR="1")
        assert "200 mg" in drawn
        assert "\x1b[3" not in drawn
