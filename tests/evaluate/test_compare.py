"""Two runs on the same gold."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import GoldError
from pipeline.evaluate.compare import compare_runs, randomize, read_run, score_run
from pipeline.evaluate.evaluation import Evaluation
from pipeline.evaluate.predictions import write_predictions
from pipeline.evaluate.report import write_report
from pipeline.evaluate.score import Scores, score_articles
from pipeline.schema import FACT_ADAPTER, AnyFact, fact_to_dict

TEXT = "x" * 20


def drugs(count: int, name: str = "x") -> list[AnyFact]:
    return [
        FACT_ADAPTER.validate_python({"type": "DRUG", "start": n, "end": n + 1, "text": "x", "name": name})
        for n in range(count)
    ]


def run(*found: int, gold: int = 4) -> Scores:
    """Articles of `gold` drugs each, of which so many were found."""
    ids = [str(n) for n in range(len(found))]
    return score_articles(
        {id_: drugs(gold) for id_ in ids}, {id_: drugs(n) for id_, n in zip(ids, found, strict=True)}
    )


def exact_p(this: list[int], other: list[int], gold: int = 4) -> float:
    """The share of all 2^n exchanges with a difference at least as great, each F1 worked out anew."""

    def f1(found: tuple[int, ...]) -> float:
        return 2 * sum(found) / (gold * len(found) + sum(found))

    sides = list(zip(this, other, strict=True))
    observed = abs(f1(tuple(this)) - f1(tuple(other)))
    differences = [
        abs(f1(tuple(one[0] for one in exchanged)) - f1(tuple(one[1] for one in exchanged)))
        for exchanged in itertools.product(*((side, side[::-1]) for side in sides))
    ]
    return sum(difference >= observed - 1e-12 for difference in differences) / len(differences)


@pytest.mark.parametrize(
    "this, other",
    [
        pytest.param([4, 4, 4, 4, 4], [0, 0, 0, 0, 0], id="better in every article: 2 of 32"),
        pytest.param([4, 1, 3, 2, 4], [1, 2, 3, 1, 2], id="mostly better"),
        pytest.param([4, 0], [0, 4], id="even"),
    ],
)
def test_p_is_that_of_all_exchanges(this: list[int], other: list[int]) -> None:
    p = randomize(run(*this), run(*other))["DRUG", "value"]
    assert p == pytest.approx(exact_p(this, other), abs=0.02)


def test_runs_that_are_the_same_differ_by_chance_alone() -> None:
    assert randomize(run(1, 2), run(1, 2))["all", "full"] == 1


def test_p_is_the_same_each_time_and_whichever_run_is_named_first() -> None:
    one, other = run(4, 1, 3), run(1, 2, 3)
    assert randomize(one, other) == randomize(one, other) == randomize(other, one)


def test_what_is_undefined_has_no_p() -> None:
    assert randomize(run(1, 2), run(2, 1))["DOSE", "value"] is None


def test_rows_and_changes() -> None:
    compared = compare_runs(run(4, 2), run(4, 1), name="before.jsonl")
    row = compared.rows[0]
    assert (row.row, row.level, row.this, row.other) == ("all", "value", 12 / 14, 10 / 13)
    assert row.p == 1  # one article differs: each exchange turns the difference round, none lessens it
    assert [(change.kind, change.article, change.start) for change in compared.changes] == [("won", "1", 1)]


class TestRead:
    GOLD: dict[str, list[AnyFact]] = {"a": drugs(3), "b": drugs(2)}  # noqa: RUF012
    FOUND: dict[str, list[AnyFact]] = {"a": [*drugs(2), *drugs(5, "y")[3:]], "b": []}  # noqa: RUF012
    TEXTS = {"a": TEXT, "b": TEXT}  # noqa: RUF012

    def write_report(self, folder: Path) -> Path:
        write_report(Evaluation(score_articles(self.GOLD, self.FOUND), self.TEXTS, {}), folder)
        return folder / "report.json"

    def test_saved_facts_are_read_back(self, tmp_path: Path) -> None:
        write_predictions(tmp_path / "run.jsonl", self.FOUND)
        assert read_run(tmp_path / "run.jsonl", self.GOLD, self.TEXTS) == self.FOUND

    def test_a_report_gives_the_same_scores_as_its_run(self, tmp_path: Path) -> None:
        scores = score_run(self.write_report(tmp_path), self.GOLD, self.TEXTS)
        assert scores.tallies == score_articles(self.GOLD, self.FOUND).tallies
        found = read_run(tmp_path / "report.json", self.GOLD, self.TEXTS)["a"]
        assert sorted(json.dumps(fact) for fact in found) == sorted(
            json.dumps(fact_to_dict(fact)) for fact in self.FOUND["a"]
        )

    @pytest.mark.parametrize(
        "gold",
        [
            pytest.param({"a": drugs(3, "z"), "b": drugs(2)}, id="another value"),
            pytest.param({"c": drugs(1)}, id="another article"),
        ],
    )
    def test_a_report_of_other_gold_is_refused(self, gold: dict[str, Any], tmp_path: Path) -> None:
        with pytest.raises(GoldError, match="with other gold"):
            read_run(self.write_report(tmp_path), gold, self.TEXTS)

    def test_another_json_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "x.json").write_text("{}")
        with pytest.raises(GoldError, match="no report of mednews evaluate"):
            read_run(tmp_path / "x.json", self.GOLD, self.TEXTS)
