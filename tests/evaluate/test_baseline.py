"""The baseline: what is pinned, what falls below it, and what an update may do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import MednewsError
from pipeline.evaluate.baseline import (
    Baseline,
    FloorLowered,
    build_baseline,
    check_baseline,
    read_baseline,
    render_baseline,
    update_baseline,
)
from pipeline.evaluate.gold import GoldEntry
from pipeline.evaluate.score import score_articles

TEXT = "pillimab 20 mg or 40 mg"
DRUG = {"type": "DRUG", "start": 0, "end": 8, "text": "pillimab", "name": "pillimab"}
LOW = {
    "type": "DOSE",
    "start": 9,
    "end": 14,
    "text": "20 mg",
    "value": 20,
    "unit": "mg",
    "drugs": ["pillimab"],
}
HIGH = {"type": "DOSE", "start": 18, "end": 23, "text": "40 mg", "value": 40, "unit": "mg"}
GOLD = [DRUG, LOW, HIGH]


@pytest.fixture
def entries(tmp_path: Path) -> list[GoldEntry]:
    """Articles one (dev) and two (test), each with GOLD."""
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(TEXT)
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(fact) + "\n" for fact in GOLD))
    return [
        GoldEntry(name, tmp_path / f"{name}.jsonl", tmp_path / f"{name}.txt", split)
        for name, split in (("one", "dev"), ("two", "test"))
    ]


def pin(entries: list[GoldEntry], **found: list[dict[str, Any]]) -> Baseline:
    """A run that found these facts, and all of the gold in the articles that are not named."""
    gold = {entry.id: GOLD for entry in entries}
    return build_baseline(score_articles(gold, {id_: found.get(id_, GOLD) for id_ in gold}), entries)


def test_a_baseline_is_read_as_it_was_written(entries: list[GoldEntry], tmp_path: Path) -> None:
    baseline = pin(entries, one=[DRUG, LOW | {"drugs": []}, HIGH | {"value": 4}])
    (tmp_path / "baseline.json").write_text(render_baseline(baseline))
    assert read_baseline(tmp_path / "baseline.json") == baseline
    assert baseline.facts["one"] == {"full": ["0:8:DRUG"], "value": ["9:14:DOSE"], "wrong": ["18:23:DOSE"]}
    assert set(baseline.pins) == {"all", "dev", "test"}
    assert baseline.pins["dev"]["DOSE"].hits == {"strict": 2, "overlap": 2, "value": 1, "full": 0}


def test_the_same_run_passes(entries: list[GoldEntry]) -> None:
    check = check_baseline(pin(entries), pin(entries))
    assert check.passed
    assert check.changes == []
    # rows all, core, attributed, DRUG, DOSE at two levels in all, dev, test
    assert len(check.results) == 5 * 2 * 3


def test_a_lost_fact_lowers_its_type_and_its_split_and_is_named(entries: list[GoldEntry]) -> None:
    check = check_baseline(pin(entries), pin(entries, two=[DRUG, LOW]))
    assert not check.passed
    fallen = {str(result) for result in check.fallen}
    assert {"all DOSE.value", "test DOSE.value", "test DOSE.full", "test all.value"} <= fallen
    assert not any("DRUG" in name or name.startswith("dev") for name in fallen)
    assert [change.tell({"two": TEXT}) for change in check.blame(check.fallen)] == [
        'lost: two 18–23 DOSE "40 mg" (full, now missed)'
    ]


def test_a_made_up_fact_lowers_precision_and_is_named(entries: list[GoldEntry]) -> None:
    trial = {"type": "DRUG", "start": 15, "end": 17, "text": "or", "name": "or"}
    check = check_baseline(pin(entries), pin(entries, one=[*GOLD, trial]))
    assert {"dev DRUG.value", "dev DRUG.full"} <= {str(result) for result in check.fallen}
    assert [change.kind for change in check.blame(check.fallen)] == ["made up"]


def test_wrong_drugs_lower_full_alone(entries: list[GoldEntry]) -> None:
    check = check_baseline(pin(entries), pin(entries, one=[DRUG, LOW | {"drugs": ["placebo"]}, HIGH]))
    assert {result.level for result in check.fallen} == {"full"}
    assert (check.changes[0].before, check.changes[0].after) == ("full", "value")


def test_a_fall_is_blamed_on_its_own_split_and_type(entries: list[GoldEntry]) -> None:
    check = check_baseline(pin(entries), pin(entries, one=[LOW, HIGH], two=[DRUG, LOW]))
    drug = [result for result in check.fallen if str(result) == "dev DRUG.value"]
    assert [(change.article, change.type) for change in check.blame(drug)] == [("one", "DRUG")]


def test_better_passes(entries: list[GoldEntry]) -> None:
    assert check_baseline(pin(entries, one=[DRUG]), pin(entries)).passed


def test_one_split_is_held_against_its_own_pins(entries: list[GoldEntry]) -> None:
    now = build_baseline(score_articles({"one": GOLD}, {"one": GOLD}), entries[:1])
    check = check_baseline(pin(entries, two=[]), now, split="dev")
    assert check.passed
    assert {result.split for result in check.results} == {"dev"}


@pytest.mark.parametrize("suffix, what", [(".txt", "corpus"), (".jsonl", "gold")])
def test_changed_inputs_do_not_pass(entries: list[GoldEntry], tmp_path: Path, suffix: str, what: str) -> None:
    baseline = pin(entries)
    file = tmp_path / f"two{suffix}"
    file.write_text(file.read_text() + "\n")
    check = check_baseline(baseline, pin(entries))
    assert check.stale == [f"two: {what} changed"]
    assert not check.passed


def test_articles_that_came_and_went_do_not_pass(entries: list[GoldEntry]) -> None:
    assert check_baseline(pin(entries[:1]), pin(entries)).stale == ["two: not in the baseline"]
    assert check_baseline(pin(entries), pin(entries[:1])).stale == ["two: no longer there"]


def test_line_ends_of_another_system_are_no_change(entries: list[GoldEntry], tmp_path: Path) -> None:
    baseline = pin(entries)
    gold = tmp_path / "one.jsonl"
    gold.write_bytes(gold.read_bytes().replace(b"\n", b"\r\n"))
    assert check_baseline(baseline, pin(entries)).passed


class TestUpdate:
    def test_the_first_is_written(self, entries: list[GoldEntry], tmp_path: Path) -> None:
        assert update_baseline(tmp_path / "b.json", pin(entries)) is None
        assert read_baseline(tmp_path / "b.json") == pin(entries)

    def test_a_floor_is_not_lowered(self, entries: list[GoldEntry], tmp_path: Path) -> None:
        update_baseline(tmp_path / "b.json", pin(entries))
        with pytest.raises(FloorLowered, match=r"would lower .*DOSE\.value") as error:
            update_baseline(tmp_path / "b.json", pin(entries, one=[DRUG, LOW]))
        assert error.value.hint == "if that is meant, add --allow-regression"
        assert read_baseline(tmp_path / "b.json") == pin(entries)

    def test_a_floor_is_lowered_where_that_is_meant(self, entries: list[GoldEntry], tmp_path: Path) -> None:
        update_baseline(tmp_path / "b.json", pin(entries))
        worse = pin(entries, one=[DRUG, LOW])
        before = update_baseline(tmp_path / "b.json", worse, allow_regression=True)
        assert before
        assert before.fallen
        assert read_baseline(tmp_path / "b.json") == worse

    def test_a_floor_is_raised(self, entries: list[GoldEntry], tmp_path: Path) -> None:
        update_baseline(tmp_path / "b.json", pin(entries, one=[DRUG, LOW]))
        update_baseline(tmp_path / "b.json", pin(entries))
        assert not check_baseline(read_baseline(tmp_path / "b.json"), pin(entries, one=[DRUG, LOW])).passed


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("{", id="no JSON"),
        pytest.param("[]", id="a list"),
        pytest.param('{"version": 0}', id="another version"),
        pytest.param(
            '{"version": 1, "files": {}, "facts": {}, "pins": {"all": {"DRUG": {}}}}', id="no counts"
        ),
        pytest.param('{"version": 1, "files": {}, "pins": {}, "facts": {"a": {"full": "1-2"}}}', id="facts"),
        pytest.param(
            '{"version": 1, "files": {}, "facts": {}, "pins": {"all": {"DRUG": {"gold": -1, "found": 0, '
            '"strict": 0, "overlap": 0, "value": 0, "full": 0}}}}',
            id="a negative count",
        ),
    ],
)
def test_a_broken_file_says_how_to_renew_it(text: str, tmp_path: Path) -> None:
    (tmp_path / "b.json").write_text(text)
    with pytest.raises(MednewsError, match="no baseline") as error:
        read_baseline(tmp_path / "b.json")
    assert "--update" in (error.value.hint or "")


def test_no_file_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(MednewsError, match="there is no baseline"):
        read_baseline(tmp_path / "b.json")
