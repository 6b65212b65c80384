"""The store: columns as documented, rows as the lines say them, questions answered and nothing else."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from pipeline.cli import app
from pipeline.errors import MednewsError
from pipeline.output import parquet
from pipeline.output.query import READY, Store
from pipeline.output.rows import render_rows_csv, render_rows_table
from pipeline.schema import FACT_CLASSES

DOCS = Path(__file__).resolve().parents[2] / "docs" / "store.md"


def fact(article: str, type: str, start: int, **fields: Any) -> dict[str, Any]:
    return {"type": type, "start": start, "end": start + 2, "text": "it", "article": article} | fields


def pfs(article: str, value: Any, **fields: Any) -> dict[str, Any]:
    return fact(article, "SURVIVAL", 50, endpoint="PFS", statistic="median", value=value, unit="mo", **fields)


A, B = ["alphamab"], ["betanib"]
FACTS = [
    fact("a", "TRIAL", 20, name="KEYNOTE-001"),
    fact("a", "CONDITION", 30, name="gout"),
    fact("a", "RESPONSE", 40, category="OR", n=5, total=8, drugs=A),
    fact("a", "RESPONSE", 45, category="OR", percent=50, drugs=A),
    pfs("a", 8.6, drugs=A),
    fact("a", "DOSE", 60, value=[100, 200], unit="mg", bound="max", drugs=A),
    fact("a", "EFFECT", 70, measure="HR", endpoint="PFS", value=0.5, ci=[0.4, None], drugs=A),
    fact("a", "SCHEDULE", 80, days=[1, 8], drugs=A),
    # The same story in another outlet.
    fact("b", "RESPONSE", 40, category="OR", percent=99, drugs=A, story="a"),
    # Another one of the same trial, which it spells its own way.
    fact("c", "TRIAL", 5, name="Keynote 001"),
    pfs("c", 9.1, drugs=A),
    fact("c", "EFFECT", 70, measure="HR", endpoint="PFS", value=0.5, drugs=A),
    pfs("d", None, not_reached=True, drugs=B),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("duckdb", reason="mednews[store] is not installed")
    folder = tmp_path_factory.mktemp("it's out")
    articles = [
        {
            "article": {"id": id, "text": "é\u0001x", "title": "=\x1b[2J", "sha256": "0"},
            "path": f"/{id}",
            "story": story,
        }
        for id, story in zip("abcd", "aacd", strict=True)
    ]
    for name, lines in {"facts": FACTS, "articles": articles}.items():
        kept = [{key: value for key, value in line.items() if value is not None} for line in lines]
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in kept)
        (folder / f"{name}.jsonl").write_text(text)
    parquet.write_parquet(folder)
    return folder


def ask(folder: Path, sql: str) -> list[tuple[Any, ...]]:
    return list(Store(folder).ask(sql).rows)


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, ["query", *arguments], input=stdin)


class TestColumns:
    def test_every_field_of_every_fact_is_read(self) -> None:
        fields = {name for kind in FACT_CLASSES.values() for name in kind.model_fields}
        assert fields <= set(parquet.FACT_FIELDS)

    def test_the_docs_name_every_column_and_its_type(self) -> None:
        rows = re.findall(r"^\| (`.+?) \| ([A-Z].*?) \|", DOCS.read_text(), re.M)
        told = {name: types for names, types in rows for name in re.findall(r"`(\w+)`", names)}
        for column in parquet.FACT_COLUMNS:
            assert column.type in told[column.name]
        assert all(f"`{column.name}`" in DOCS.read_text() for column in parquet.ARTICLE_COLUMNS)

    def test_types_of_the_file(self, folder: Path) -> None:
        columns = [(column.name, column.type) for column in parquet.FACT_COLUMNS]
        assert [row[:2] for row in ask(folder, "DESCRIBE all_facts")] == columns

    def test_a_range_a_list_and_an_open_interval(self, folder: Path) -> None:
        assert ask(folder, "SELECT value, value_high, bound FROM doses") == [(100.0, 200.0, "max")]
        assert ask(folder, "SELECT value, value_high FROM facts WHERE article = 'c' AND type = 'EFFECT'") == [
            (0.5, None)
        ]
        assert ask(folder, "SELECT ci_low, ci_high FROM facts WHERE ci_low > 0") == [(0.4, None)]
        assert ask(folder, "SELECT days FROM facts WHERE days IS NOT NULL") == [([1, 8],)]
        assert ask(folder, "SELECT start_char, end_char FROM facts WHERE type = 'DOSE'") == [(60, 62)]

    def test_the_same_lines_give_the_same_bytes(self, folder: Path) -> None:
        before = (folder / parquet.FACTS).read_bytes()
        parquet.write_parquet(folder)
        assert (folder / parquet.FACTS).read_bytes() == before
        assert not list(folder.glob("*.part"))

    def test_a_line_that_does_not_fit_leaves_the_older_file(self, folder: Path, tmp_path: Path) -> None:
        (tmp_path / "articles.jsonl").write_text('{"article": {"id"')
        (tmp_path / parquet.ARTICLES).write_text("older")
        with pytest.raises(MednewsError, match="cannot be written"):
            parquet.write_parquet(tmp_path)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["articles.jsonl", parquet.ARTICLES]
        assert (tmp_path / parquet.ARTICLES).read_text() == "older"


class TestReady:
    def test_a_story_counts_once(self, folder: Path) -> None:
        (row,) = Store(folder).ask_ready("best-response", drug="alphamab").rows
        assert row == ("alphamab", "gout", "OR", 62.5, "it", "a", 2, 1)
        assert ask(folder, "SELECT count(*) FROM articles") == [(3,)]
        assert ask(folder, "SELECT max(percent) FROM all_facts") == [(99.0,)]

    def test_medians(self, folder: Path) -> None:
        rows = [row[:3] + row[6:7] for row in Store(folder).ask_ready("pfs-medians").rows]
        assert rows == [
            ("alphamab", "gout", 8.6, None),
            ("alphamab", None, 9.1, None),
            ("betanib", None, None, True),
        ]
        assert list(Store(folder).ask_ready("pfs-medians", condition="asthma").rows) == []

    def test_a_conflict_is_of_one_trial_and_in_no_value_agreed(self, folder: Path) -> None:
        (row,) = Store(folder).ask_ready("conflicts").rows
        assert row[1:] == ("median PFS", "alphamab", ["8.6 mo (a)", "9.1 mo (c)"])
        assert list(Store(folder).ask_ready("conflicts", drug="betanib").rows) == []

    @pytest.mark.parametrize("name", READY)
    def test_each_is_an_option(self, folder: Path, name: str) -> None:
        result = run(str(folder), "--ready", name, "--drug", "Alphamab")
        assert (result.exit_code, result.stderr) == (0, "")
        assert "alphamab" in result.stdout


class TestReadOnly:
    @pytest.mark.parametrize(
        "sql",
        [
            "COPY (SELECT 1) TO 'x.csv'",
            "CREATE TABLE x (y INTEGER)",
            "ATTACH 'x.db'",
            "SET enable_external_access = true",
            "INSTALL httpfs",
            "SELECT 1; SELECT 2",
            "SELECT * FROM read_text('/etc/passwd')",
            "SELECT * FROM '{folder}/facts.jsonl'",
            "SELECT * FROM glob('/*')",
            "SELECT",
            "",
        ],
    )
    def test_nothing_but_one_select_of_the_store(self, folder: Path, sql: str) -> None:
        before = {path: path.read_bytes() for path in folder.iterdir()}
        with pytest.raises(MednewsError):
            ask(folder, sql.replace("{folder}", str(folder).replace("'", "''")))
        assert {path: path.read_bytes() for path in folder.iterdir()} == before

    def test_its_own_file_is_not_written_over(self, folder: Path) -> None:
        path = str(folder / parquet.FACTS).replace("'", "''")
        with pytest.raises(MednewsError, match="one SELECT"):
            ask(folder, f"COPY (SELECT 1) TO '{path}' (FORMAT parquet)")


class TestCommand:
    def test_forms(self, folder: Path) -> None:
        sql = "SELECT article, value, drugs FROM survival WHERE value > 9"
        assert run(str(folder), sql).stdout == "article  value  drugs\nc          9.1  alphamab\n"
        lines = run(str(folder), "-", "-f", "csv", stdin=sql).stdout
        assert lines == "article,value,drugs\nc,9.1,alphamab\n"
        line = run(str(folder), sql, "-f", "jsonl").stdout
        assert json.loads(line) == {"article": "c", "value": 9.1, "drugs": A}
        assert run(str(folder), "SELECT 1 WHERE false").stdout == "no rows\n"

    def test_an_escape_sequence_does_not_reach_the_terminal(self, folder: Path) -> None:
        assert "\x1b" not in run(str(folder), "SELECT title FROM articles").stdout

    @pytest.mark.parametrize(
        "arguments, says",
        [
            ([], "give SQL or --ready"),
            (["SELECT 1", "--ready", "conflicts"], "give SQL or --ready"),
            (["SELECT 1", "--drug", "x"], "use WHERE"),
            (["SELECT nothing FROM facts"], "DESCRIBE facts"),
        ],
    )
    def test_bad_usage(self, folder: Path, arguments: list[str], says: str) -> None:
        result = run(str(folder), *arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert says in result.stderr

    def test_no_store(self, tmp_path: Path, folder: Path) -> None:
        result = run(str(tmp_path), "SELECT 1")
        assert result.exit_code == 2
        assert "hint: mednews batch" in result.stderr


def test_without_the_library(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(__import__("sys").modules, "duckdb", None)
    result = run(str(tmp_path), "SELECT 1")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "pip install 'mednews[store]'" in result.stderr


def test_cells_of_every_kind() -> None:
    rows = [("a\nb", 1.0, None, ["x", "y"]), ("z" * 99, 10, True, [])]
    table = list(render_rows_table(["s", "n", "b", "l"], rows))
    assert table[1].split() == ["a", "b", "1", "x;", "y"]
    assert "…" in table[2]
    told = list(csv.reader(io.StringIO("".join(render_rows_csv(["s", "n", "b", "l"], rows)))))
    assert told[1:] == [["a\nb", "1", "", "x; y"], ["z" * 99, "10", "True", ""]]
