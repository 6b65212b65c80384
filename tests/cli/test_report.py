"""mednews report: inputs, exit codes, what is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app

TEXT = "Hope\n\nOlaparib shrank tumors in 61% of 30 patients.\n"


@pytest.fixture(autouse=True)
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "articles"
    (folder / ".hidden").mkdir(parents=True)
    (folder / "one.txt").write_text(TEXT, encoding="utf-8")
    (folder / ".hidden" / "two.txt").write_text(TEXT, encoding="utf-8")
    return folder


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["report", *arguments])
    return result.exit_code, result.stderr


def test_a_folder_of_articles_becomes_a_site() -> None:
    code, told = run("articles", "-o", "site", "--title", "Mine & yours")
    assert (code, "1 articles" in told) == (0, True)
    assert "<title>Mine &amp; yours</title>" in Path("site/index.html").read_text(encoding="utf-8")
    assert "61%" in Path("site/articles/one.html").read_text(encoding="utf-8")


def test_the_output_of_a_batch_becomes_the_same_site(articles: Path) -> None:
    assert CliRunner().invoke(app, ["batch", "articles/one.txt", "-o", "out", "--no-parquet"]).exit_code == 0
    assert run("out", "-o", "from-batch")[0] == 0
    assert run("articles/one.txt", "-o", "from-file")[0] == 0
    pages = [Path(site, "articles", "one.html").read_bytes() for site in ("from-batch", "from-file")]
    assert pages[0] == pages[1]


def test_what_cannot_be_read_is_told_and_the_rest_goes_on() -> None:
    code, told = run("missing.txt", "articles/one.txt", "-o", "site")
    assert code == 1
    assert "missing.txt" in told
    assert Path("site/index.html").is_file()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["articles", "-o", "articles"], "hint: name a new folder"),
        (["articles/.hidden/none", "-o", "site"], "error: articles/.hidden/none"),
        (["empty", "-o", "site"], "hint: name a folder of articles"),
    ],
)
def test_bad_usage_says_what_to_do(arguments: list[str], told: str) -> None:
    Path("empty").mkdir()
    code, stderr = run(*arguments)
    assert code == 2
    assert told in stderr
    assert Path("articles/one.txt").read_text(encoding="utf-8") == TEXT
