"""mednews evaluate: what it prints, writes and exits with."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from pipeline.cli.evaluate import evaluate_cli
from pipeline.schema import FACT_ADAPTER, Article, Record

TEXT = "Pillimab helps\n\nThey took 20 mg of pillimab. Five of six responded.\n"
GOLD = [
    {"type": "DRUG", "start": 0, "end": 8, "text": "Pillimab", "name": "pillimab"},
    {"type": "DOSE", "start": 26, "end": 31, "text": "20 mg", "value": 20, "unit": "mg"},
    {"type": "RESPONSE", "start": 45, "end": 56, "text": "Five of six", "category": "OR", "n": 5, "total": 6},
]


def lines(facts: Iterable[dict[str, Any]]) -> str:
    return "".join(json.dumps(fact) + "\n" for fact in facts)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two articles in corpus/ with gold/, the default folders, and facts.jsonl with facts found in them."""
    for name in ("gold", "corpus"):
        (tmp_path / name).mkdir()
        monkeypatch.setenv(f"MEDNEWS_{name.upper()}", str(tmp_path / name))
    for id_ in ("one", "two"):
        (tmp_path / "corpus" / f"{id_}.txt").write_text(TEXT)
        (tmp_path / "gold" / f"{id_}.jsonl").write_text(lines(GOLD))
    splits = [{"id": "one", "split": "dev"}, {"id": "two", "split": "test"}]
    (tmp_path / "corpus" / "articles.jsonl").write_text(lines(splits))
    found = [fact | {"article": "one"} for fact in GOLD] + [fact | {"article": "two"} for fact in GOLD[:1]]
    (tmp_path / "facts.jsonl").write_text(lines(found))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    app = typer.Typer()
    app.command()(evaluate_cli)
    return CliRunner().invoke(app, list(arguments))


def score(*arguments: str) -> Result:
    """Run on facts.jsonl: all of article one, a third of article two."""
    return run("--predictions", "facts.jsonl", *arguments)


@pytest.mark.usefixtures("folder")
class TestFigures:
    def test_the_table_goes_to_stdout(self) -> None:
        result = score()
        assert result.exit_code == 0
        assert result.stdout.startswith("2 articles (split dev: 1, split test: 1)\n")
        row = next(line.split() for line in result.stdout.splitlines() if line.startswith("all "))
        assert row[:6] == ["all", "6", "4", "1.000", "0.667", "0.800"]
        assert result.stderr == ""

    def test_json(self) -> None:
        report = json.loads(score("--json").stdout)
        assert report["groups"]["all"]["value"]["f1"] == 0.8
        assert len(report["differences"]) == 2

    def test_a_split_is_scored_alone(self) -> None:
        report = json.loads(score("--json", "--split", "test").stdout)
        assert report["articles"] == {"two": "test"}
        assert report["groups"]["all"]["value"]["recall"] == pytest.approx(1 / 3, abs=1e-5)

    def test_an_article_is_scored_alone_and_the_rest_is_said_to_be_left_out(self) -> None:
        result = score("--article", "one")
        assert result.stdout.startswith("1 article (split dev: 1)\n")
        assert result.stderr == "note: facts of articles that are not scored are left out: two (1)\n"

    def test_articles_without_facts_are_named_and_their_gold_counts_as_missed(self, folder: Path) -> None:
        (folder / "facts.jsonl").write_text(lines(fact | {"article": "one"} for fact in GOLD))
        result = score()
        assert next(row for row in result.stdout.splitlines() if row.startswith("all ")).split()[4] == "0.500"
        assert result.stderr == (
            "warning: no facts of 1 of 2 articles: two; the 3 gold facts of these count as missed\n"
        )

    def test_an_article_that_has_no_gold_facts_may_have_none(self, folder: Path) -> None:
        (folder / "gold" / "two.jsonl").write_text("")
        (folder / "facts.jsonl").write_text(lines(fact | {"article": "one"} for fact in GOLD))
        assert score().stderr == ""

    def test_many_articles_without_facts_are_counted(self, folder: Path) -> None:
        for number in range(6):
            (folder / "corpus" / f"x{number}.txt").write_text(TEXT)
            (folder / "gold" / f"x{number}.jsonl").write_text(lines(GOLD))
        said = "warning: no facts of 6 of 8 articles: x0, x1, x2, x3, x4 and 1 more; the 18 gold facts of"
        assert score().stderr.startswith(said)

    def test_an_unknown_article_is_told_with_its_line(self, folder: Path) -> None:
        with (folder / "facts.jsonl").open("a") as file:
            file.write(lines(fact | {"article": "tow"} for fact in GOLD[:2]))
        result = score("--split", "dev")
        assert result.exit_code == 0
        assert result.stderr.splitlines() == [
            "note: facts of articles that are not scored are left out: two (1)",
            'warning: no gold for articles that the facts name, which are left out: "tow" '
            "(facts.jsonl:5, 2 facts)",
        ]

    def test_floors(self) -> None:
        passed = score("--fail-under", "all.value=0.8", "--fail-under", "DRUG.full.recall=1")
        assert passed.exit_code == 0
        assert passed.stderr.splitlines()[0] == "passed: all.value = 0.800, floor 0.800"
        below = score("--fail-under", "all.value=0.8", "--fail-under", "core.value=0.9")
        assert below.exit_code == 1
        assert below.stderr.splitlines()[1] == "below its floor: core.value = 0.800, floor 0.900"

    def test_the_report_is_written_also_below_a_floor(self, folder: Path) -> None:
        assert score("--report", "out", "--fail-under", "all.value=1").exit_code == 1
        assert "**below**" in (folder / "out" / "report.md").read_text()
        assert "## `RESPONSE`: 1 in gold, not found" in (folder / "out" / "misses.md").read_text()

    def test_help_shows_the_examples(self) -> None:
        result = run("--help")
        assert result.exit_code == 0
        assert "--fail-under all.value=0.90" in result.stdout


@pytest.mark.usefixtures("folder")
class TestTables:
    def test_intervals_stand_below_the_table(self) -> None:
        said = next(line for line in score().stdout.splitlines() if line.startswith("95% intervals"))
        assert "all.value 0.500 to 1.000" in said

    def test_by_split_and_article(self) -> None:
        printed = score("--by", "split", "--by", "article").stdout
        assert "By split\n\nsplit  articles  gold  found" in printed
        assert "By article\n\narticle" in printed
        assert "By genre" not in printed

    def test_the_report_has_every_table_and_the_page(self, folder: Path) -> None:
        assert score("--report", "out").exit_code == 0
        report = json.loads((folder / "out" / "report.json").read_text())
        assert report["by_split"]["test"]["all"]["value"]["recall"] == pytest.approx(1 / 3, abs=1e-5)
        assert report["by_article"]["one"]["articles"] == 1
        assert report["intervals"]["all"]["value"] == [0.5, 1.0]
        assert (folder / "out" / "report.html").read_text().startswith("<!DOCTYPE html>")


@pytest.mark.usefixtures("folder")
class TestUnquoted:
    """What is missed lies in article two, of split test."""

    def read(self, folder: Path, name: str) -> str:
        return (folder / "out" / name).read_text()

    @pytest.mark.parametrize("split", [[], ["--split", "test"]], ids=["all", "test alone"])
    def test_articles_of_split_test_are_scored_and_not_quoted(self, folder: Path, split: list[str]) -> None:
        assert score("--report", "out", *split).exit_code == 0
        misses, page = self.read(folder, "misses.md"), self.read(folder, "report.html")
        assert "## `DOSE`: 1 in gold, not found\n\n- 1 not quoted\n" in misses
        assert "Five of six" not in misses
        assert 'id="article-two"' not in page
        for report in (misses, page):
            assert "1 article of split test: scored, but not quoted" in report
        figures = json.loads(self.read(folder, "report.json"))
        assert figures["by_article"]["two"]["all"]["gold"] == 3

    def test_others_are_quoted(self, folder: Path) -> None:
        score("--report", "out", "--split", "dev")
        assert 'id="article-one"' in self.read(folder, "report.html")
        assert "not quoted" not in self.read(folder, "report.html") + self.read(folder, "misses.md")

    def test_they_are_quoted_on_request(self, folder: Path) -> None:
        score("--report", "out", "--show-test")
        assert "**Five of six**" in self.read(folder, "misses.md")
        assert 'id="article-two"' in self.read(folder, "report.html")
        assert "not quoted" not in self.read(folder, "report.html") + self.read(folder, "misses.md")

    def test_a_changed_fact_is_told_by_its_place_alone(self, folder: Path) -> None:
        (folder / "none.jsonl").write_text("")
        change = "won: two 0–8 DRUG (missed, now full)"
        assert change in score("--compare", "none.jsonl").stdout
        shown = score("--compare", "none.jsonl", "--show-test").stdout
        assert change.replace("DRUG", 'DRUG "Pillimab"') in shown


@pytest.mark.usefixtures("folder")
class TestCompare:
    def test_a_saved_run_against_itself(self, folder: Path) -> None:
        assert score("--save", "run.jsonl").exit_code == 0
        assert len((folder / "run.jsonl").read_text().splitlines()) == 4
        result = score("--compare", "run.jsonl", "--json")
        comparison = json.loads(result.stdout)["comparison"]
        assert comparison["changes"] == []
        assert comparison["rows"][0] == {"key": "all.value", "this": 0.8, "other": 0.8, "p": 1.0}

    def test_won_facts_are_named(self, folder: Path) -> None:
        (folder / "none.jsonl").write_text("")
        printed = score("--compare", "none.jsonl").stdout
        assert "Against none.jsonl" in printed
        assert 'won: one 0–8 DRUG "Pillimab" (missed, now full)' in printed

    def test_a_report_can_be_compared_with(self) -> None:
        score("--report", "out")
        printed = score("--compare", "out/report.json").stdout
        assert "Facts that changed: 0" in printed


@pytest.mark.usefixtures("folder")
class TestBaseline:
    def worsen(self, folder: Path) -> None:
        """The dose of article one is found no more."""
        found = (folder / "facts.jsonl").read_text().splitlines(keepends=True)
        (folder / "facts.jsonl").write_text("".join(line for line in found if '"DOSE"' not in line))

    def test_pinned_then_passed(self, folder: Path) -> None:
        pinned = score("--baseline", "--update")
        assert (pinned.exit_code, pinned.stderr) == (0, f"baseline written: {folder}/gold/baseline.json\n")
        passed = score("--baseline")
        assert passed.exit_code == 0
        assert passed.stderr.startswith("passed: the baseline, ")

    def test_a_fall_names_the_type_and_the_fact(self, folder: Path) -> None:
        score("--baseline", "--update")
        self.worsen(folder)
        result = score("--baseline", "--junit", "junit.xml")
        assert result.exit_code == 1
        assert "below the baseline: dev DOSE.value = 0.000, pinned 1.000" in result.stderr
        assert 'lost: one 26–31 DOSE "20 mg" (full, now missed)' in result.stderr
        assert "DRUG" not in result.stderr
        cases = ElementTree.parse(folder / "junit.xml").iterfind(".//testcase[failure]")
        failed = [f"{case.get('classname')} {case.get('name')}" for case in cases]
        assert "baseline.dev DOSE.value" in failed
        assert not [name for name in failed if "DRUG" in name]

    def test_an_update_lowers_nothing_unless_it_may(self, folder: Path) -> None:
        score("--baseline", "--update")
        self.worsen(folder)
        refused = score("--baseline", "--update")
        assert refused.exit_code == 1
        assert "the update would lower" in refused.stderr
        assert refused.stderr.endswith("hint: if that is meant, add --allow-regression\n")
        assert score("--baseline").exit_code == 1
        allowed = score("--baseline", "--update", "--allow-regression")
        assert allowed.exit_code == 0
        assert "lowered: all DOSE.value from 0.667" in allowed.stderr
        assert score("--baseline").exit_code == 0

    def test_changed_gold_asks_for_a_new_baseline(self, folder: Path) -> None:
        score("--baseline", "--update")
        (folder / "gold" / "two.jsonl").write_text(lines(GOLD[:2]))
        result = score("--baseline")
        assert result.exit_code == 1
        assert "two: gold changed" in result.stderr
        assert result.stderr.endswith("renew it: mednews evaluate --baseline --update\n")

    def test_another_file_and_one_split(self, folder: Path) -> None:
        assert score("--baseline", "b.json", "--update").exit_code == 0
        assert not (folder / "gold" / "baseline.json").exists()
        assert score("--baseline", "b.json", "--split", "dev").exit_code == 0

    @pytest.mark.parametrize(
        "arguments, error",
        [
            pytest.param(["--baseline"], "there is no baseline", id="none yet"),
            pytest.param(["--baseline", "--article", "one"], "the baseline is of whole splits", id="article"),
            pytest.param(["--baseline", "--update", "--split", "dev"], "is of all articles", id="split"),
            pytest.param(["b.json"], "is given, but not what for", id="a file for nothing"),
            pytest.param(["--by", "author"], 'no table by "author"', id="part"),
            pytest.param(["--compare", "x.jsonl"], "x.jsonl: cannot be read", id="no other run"),
        ],
    )
    def test_bad_input(self, arguments: list[str], error: str) -> None:
        result = score(*arguments)
        assert result.exit_code == 2
        assert error in result.stderr


class TestFolders:
    def test_gold_and_articles_side_by_side_need_one_option(self, folder: Path) -> None:
        for file in (folder / "corpus").glob("*.txt"):
            file.rename(folder / "gold" / file.name)
        result = score("--gold", "gold")
        assert result.exit_code == 0
        assert result.stdout.startswith("2 articles (no split: 2)\n")

    def test_several_folders_are_scored_together(self, folder: Path) -> None:
        (folder / "more").mkdir()
        (folder / "more" / "three.txt").write_text(TEXT)
        (folder / "more" / "three.jsonl").write_text(lines(GOLD))
        report = json.loads(score("--json", "--gold", "gold", "--gold", "more").stdout)
        assert list(report["articles"]) == ["one", "three", "two"]
        assert report["groups"]["all"]["gold"] == 9


@pytest.mark.usefixtures("folder")
class TestBadInput:
    @pytest.mark.parametrize(
        "arguments, error",
        [
            pytest.param(
                ["--fail-under", "all=0.9"], 'error: "all=0.9" is no floor\nhint: write ', id="floor"
            ),
            pytest.param(["--gold", "none"], "error: none: no such folder\n", id="no gold folder"),
            pytest.param(["--corpus", "none"], "error: none: no such folder\n", id="no corpus folder"),
            pytest.param(["--split", "train"], 'error: no article of split "train"\nhint: ', id="split"),
            pytest.param(["--article", "on"], 'error: no article "on"\nhint: did you mean one', id="article"),
            pytest.param(
                ["--report", "facts.jsonl"], "error: facts.jsonl: cannot write the report", id="report"
            ),
            pytest.param(["--predictions", "x.jsonl"], "error: x.jsonl: cannot be read: No such", id="facts"),
        ],
    )
    def test_exit_2_with_an_error_and_nothing_on_stdout(self, arguments: list[str], error: str) -> None:
        result = score(*arguments)
        assert result.exit_code == 2
        assert result.stderr.startswith(error)
        assert result.stdout == ""

    def test_every_error_of_the_gold_is_told(self, folder: Path) -> None:
        (folder / "gold" / "one.jsonl").write_text(lines([GOLD[0] | {"end": 7}, GOLD[1], GOLD[2] | {"x": 1}]))
        (folder / "corpus" / "two.txt").unlink()
        result = score()
        assert result.exit_code == 2
        errors = [line for line in result.stderr.splitlines() if line.startswith("error: ")]
        assert errors == [
            'error: gold/one.jsonl:1: text is "Pillimab", the article has "Pillima" at 0',
            'error: gold/one.jsonl:3: unknown field "x"',
            "error: gold/two.jsonl: gold without an article: there is no corpus/two.txt",
        ]


class TestExtractor:
    """The wiring alone: what the readers and the rules do is tested with them."""

    @pytest.fixture
    def readers(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
        """A reader of plain files and an extractor that finds the drugs of GOLD; the texts can be changed."""
        texts = {"one": TEXT, "two": TEXT}

        def read_article(path: Path) -> Article:
            return Article(id=path.stem, text=texts[path.stem], sha256="0")

        def extract(articles: Iterable[Article]) -> Iterator[Record]:
            for article in articles:
                yield Record(article=article, facts=[FACT_ADAPTER.validate_python(GOLD[0])])

        monkeypatch.setattr("pipeline.extract", extract, raising=False)
        monkeypatch.setattr("pipeline.ingest.read_article", read_article)
        return texts

    def test_without_predictions_the_extractor_is_scored(self, readers: dict[str, str]) -> None:
        report = json.loads(run("--json").stdout)
        assert report["types"]["DRUG"]["full"]["f1"] == 1
        assert report["groups"]["all"]["value"]["recall"] == pytest.approx(1 / 3, abs=1e-5)

    def test_a_reader_that_changes_the_text_is_an_error(self, readers: dict[str, str]) -> None:
        readers["two"] = TEXT.strip()
        result = run()
        assert result.exit_code == 2
        assert "two.txt: the reader changed the text of the article" in result.stderr
