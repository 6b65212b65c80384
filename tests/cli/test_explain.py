"""mednews explain: why a number got its role, and errors that name the nearest numbers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pipeline.cli import app

TEXT = (
    "Olaparib helps\n\nOf 40 women aged 50 years given olaparib, 16 (40%) responded, against 20% with "
    "placebo. The hazard ratio for death was 0.46 (95% CI, 0.34 to 0.62). "
    "Anemia, a side effect, hit 12%.\n"
)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "one.txt").write_text(TEXT)
    (tmp_path / "a:b.txt").write_text(TEXT)
    monkeypatch.chdir(tmp_path)


def run(place: str, *options: str) -> Result:
    return CliRunner().invoke(app, ["explain", place, *options])


def explained(place: str) -> dict[str, object]:
    result = run(place, "--format", "json")
    assert result.exit_code == 0, result.stderr
    found: dict[str, object] = json.loads(result.stdout)
    return found


def test_the_cheapest_bid_is_the_role() -> None:
    found = explained(f"one.txt:{TEXT.index('20%')}")
    bids = found["bids"]
    assert isinstance(bids, list)
    assert found["role"] == bids[0]["role"] == "RESPONSE"
    assert [bid["cost"] for bid in bids] == sorted(bid["cost"] for bid in bids)
    assert found["standing"] == "result"


def test_the_arm_and_the_phrase_it_comes_from() -> None:
    printed = run("one.txt:20%").stdout
    assert 'arm       placebo: what "placebo"' in printed
    assert "studied: olaparib; compared with: placebo" in printed


@pytest.mark.parametrize(
    "words, role",
    [
        ("16 (40%)", "RESPONSE"),
        ("0.46", "EFFECT"),
        ("0.34 to 0.62", "EFFECT"),
        ("12%", "ADVERSE_EVENT"),
        ("50 years", "age"),
    ],
)
def test_roles_by_words(words: str, role: str) -> None:
    assert explained(f"one.txt:{words}")["role"] == role


def test_a_number_of_another_fact_says_of_which() -> None:
    assert 'belongs to "0.46"' in run("one.txt:0.34 to 0.62").stdout


def test_a_colon_in_a_file_name() -> None:
    assert explained("a:b.txt:16 (40%)")["text"] == "16 (40%)"


def test_no_number_there_names_the_nearest() -> None:
    result = run("one.txt:2")
    assert result.exit_code == 2
    assert "no number there" in result.stderr
    assert f'"40 women" at {TEXT.index("40 women")}' in result.stderr or '"40" at 19' in result.stderr


@pytest.mark.parametrize("place", ["one.txt", "one.txt:", "nowhere.txt:3", "one.txt:not in it"])
def test_bad_places_are_told(place: str) -> None:
    result = run(place)
    assert result.exit_code == 2
    assert result.stderr.startswith("error: ")
    assert "hint: " in result.stderr
