"""mednews batch: the real pipeline over files of many kinds, what is told, and the exit codes."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pipeline.batch.item import Result as Outcome
from pipeline.batch.progress import describe, describe_seconds, tell_progress
from pipeline.batch.tally import Tally
from pipeline.cli import app
from pipeline.output.parquet import has_store

TEXT = (
    "Pembrolizumab helps\n\nOf 40 patients on pembrolizumab 200 mg every three weeks, 16 (40%) responded.\n"
)


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, ["batch", *arguments], input=stdin)


def read(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in" / "sub").mkdir(parents=True)
    return tmp_path


def test_every_format_and_the_facts_of_mednews_extract(folder: Path) -> None:
    item = f"<item><title>Pembrolizumab helps</title><description>{TEXT}</description></item>"
    (folder / "in" / "a.txt").write_text(TEXT)
    (folder / "in" / "sub" / "feed.rss").write_text(
        f"<rss version='2.0'><channel><title>N</title>{item * 2}</channel></rss>"
    )
    (folder / "in" / "lines.jsonl.gz").write_bytes(
        gzip.compress(json.dumps({"text": TEXT, "id": 9}).encode())
    )
    (folder / "in" / "empty.txt").write_text("")
    (folder / "in" / "image.png").write_bytes(b"\x89PNG\r\n" + bytes(99))
    command = [sys.executable, "-m", "pipeline", "batch", "in", "-o", "out", "-w", "1"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stdout) == (1, "")
    assert "4 articles in " in done.stderr
    assert "2 errors\nsee out/errors.jsonl\n" in done.stderr
    assert {line["error"] for line in read(folder / "out" / "errors.jsonl")} == {"EmptyInput", "BinaryInput"}
    ids = [line["article"]["id"] for line in read(folder / "out" / "articles.jsonl")]  # type: ignore[index]
    assert ids == ["a", "9", "sub/feed#1", "sub/feed#2"]
    facts = [fact for fact in read(folder / "out" / "facts.jsonl") if fact["article"] == "a"]
    extracted = CliRunner().invoke(app, ["extract", "-f", "jsonl", "in/a.txt"]).stdout
    assert [json.loads(line) | {"article": "a"} for line in extracted.splitlines()] == facts
    assert (folder / "out" / "facts.parquet").exists() == has_store()
    again = run("in", "-o", "out", "--no-parquet")
    assert not (folder / "out" / "facts.parquet").exists()
    assert again.exit_code == 1
    assert "0 articles in 0 s (0 words/s), 5 done before" in again.stderr


@pytest.mark.parametrize(
    "arguments, says",
    [
        (["nowhere", "-o", "out"], "nowhere: no such file or folder"),
        (["in"], "--output"),
        (["in", "-o", "out", "--workers", "0"], "--workers"),
        (["in", "-o", "out"], "no article in the inputs"),
        (["in", "-o", "file/out"], "cannot be written"),
    ],
    ids=["no input", "no output", "no workers", "empty folder", "no folder to write in"],
)
def test_bad_usage(folder: Path, arguments: list[str], says: str) -> None:
    (folder / "file").touch()
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr


def test_parquet_without_its_library_is_told_before_the_work(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    (folder / "in" / "a.txt").write_text(TEXT)
    result = run("in", "-o", "out", "--parquet")
    assert (result.exit_code, (folder / "out").exists()) == (2, False)
    assert "pip install 'mednews[store]'" in result.stderr


def test_quiet_tells_nothing_of_a_run_that_went_well(folder: Path) -> None:
    (folder / "in" / "a.txt").write_text("Nothing is claimed.")
    result = run("-", "-o", "out", "-q", "-w", "1", stdin="in/a.txt\n")
    assert (result.exit_code, result.output) == (0, "")
    assert len(read(folder / "out" / "articles.jsonl")) == 1


def test_the_pace_and_the_time_that_is_left() -> None:
    tally = Tally(articles=1204, words=90_000, failed=2, skipped=300, total_bytes=400)
    tally.worked_bytes, tally.skipped_bytes = 100, 100
    tally.began -= 100
    assert describe(tally) == "1,204 articles, 900 words/s, 2 failed, 300 done before, 50%, 3 min left"
    assert "left" not in describe(Tally())
    assert [describe_seconds(seconds) for seconds in (40, 180, 18_720)] == ["40 s", "3 min", "5.2 h"]


def test_a_log_gets_a_line_now_and_then(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tally = Tally()
    tally.add(None, Outcome("a", 1, 2, 3, b"", b"", b""))
    with tell_progress(sys.stderr) as tell:
        tell(tally)
        monkeypatch.setattr("pipeline.batch.progress.LOG_SECONDS", 0)
        tell(tally)
    assert capsys.readouterr().err.startswith("1 articles, ")
