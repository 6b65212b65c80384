"""Each check with texts that it must flag and near misses that it must not; planted and unplanted ones."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from spacy.language import Language

ROOT = Path(__file__).resolve().parents[3]
CORPUS = ROOT / "corpus"
PLANTED = ROOT / "tests" / "data" / "checks" / "planted.tsv"

Kinds = Callable[[str], list[str]]


@pytest.fixture
def kinds(nlp: Language) -> Kinds:
    """text -> the kinds of the findings in it."""
    return lambda text: [finding["kind"] for finding in nlp(text)._.mednews_checks]


@pytest.mark.parametrize(
    "kind, text",
    [
        ("percentage", "Of the women given olaparib, 41 of 67 (90%) responded."),
        ("percentage", "The response rate was 61% (31 of 67) with olaparib."),
        ("percentage", "On olaparib 41 of 67 patients, or 16 percent, responded."),
        ("part", "With olaparib 67 of the 41 patients responded."),
        ("enrolled", "The trial enrolled 61 patients. On olaparib, 30 of 66 responded."),
        (
            "arm_sizes",
            "The trial randomized 500 women: 253 to olaparib and 347 to placebo.",
        ),
        (
            "response_sum",
            "On olaparib the ORR was 61%, with 12% complete responses and 33% partial responses.",
        ),
        ("interval", "Olaparib cut the risk of death (HR 0.46; 95% CI, 0.54 to 0.72)."),
        ("interval", "The response rate with olaparib was 49% (95% CI, 52 to 70)."),
        ("range_order", "The hazard ratio with olaparib was 0.50 (95% CI, 0.62 to 0.34)."),
        ("range_order", "Responses to olaparib lasted long (range, 53 to 23 months)."),
        ("median", "Median PFS with olaparib was 8 months (range, 9 to 12 months)."),
        ("p_value", "The hazard ratio for death with olaparib was 0.81 (95% CI, 0.69 to 0.94; P = .31)."),
        ("p_value", "The hazard ratio for death with olaparib was 0.81 (95% CI, 0.59 to 1.24; P < .001)."),
        ("direction", "Olaparib reduced the risk of death (HR 1.32; 95% CI, 1.10 to 1.60)."),
        ("direction", "Olaparib increased the risk of death (HR 0.62; 95% CI, 0.50 to 0.80)."),
        ("reduction", "Olaparib cut the risk of death by 27 percent (HR 0.46)."),
        ("cycles", "Patients were given olaparib for 36 months, in six 28-day cycles."),
        (
            "cycles",
            "Patients got six cycles of olaparib. Each cycle was 28 days. Olaparib was given for 36 months.",
        ),
        (
            "cycles",
            "All got olaparib 300 mg every three weeks for six cycles. Olaparib was given for 18 months.",
        ),
        (
            "dose",
            "All took olaparib 300 mg daily. Later olaparib 300 mg stayed. One got olaparib 3000 mg daily.",
        ),
        ("dose", "Patients received olaparib 900 g once daily."),
    ],
)
def test_what_does_not_come_out_is_found(kinds: Kinds, kind: str, text: str) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("On olaparib 41 of 67 (61%) responded.", id="rounded"),
        pytest.param("On olaparib 97 of 121 (80.1%) responded.", id="cut, not rounded"),
        pytest.param("On olaparib nearly half (27 of 67) responded.", id="a word is no exact share"),
        pytest.param("On olaparib 12 of 40 (5% on placebo) responded.", id="the percentage of another arm"),
        pytest.param("Olaparib was given to 40 of the 41 patients.", id="a part"),
        pytest.param("The trial randomized 500 women: 253 to olaparib and 247 to placebo.", id="arms add up"),
        pytest.param(
            "The trial enrolled 900 women. In a substudy 100 took olaparib and 90 placebo.", id="a substudy"
        ),
        pytest.param(
            "On olaparib the ORR was 61%, with 12% complete, 20% very good partial, 29% partial responses.",
            id="more kinds of response",
        ),
        pytest.param(
            "On olaparib the ORR was 45%, with 12% complete responses and 33% partial responses.", id="sum"
        ),
        pytest.param(
            "Olaparib cut the risk of death by 27% (95% CI, 0.60 to 0.89).", id="interval of a ratio"
        ),
        pytest.param(
            "PFS at 12 months (95% CI, 40 to 60) favored olaparib.", id="interval behind a time point"
        ),
        pytest.param(
            "In women with relapse (n = 29; range, 43-65 years) olaparib helped.", id="size, not middle"
        ),
        pytest.param("Median PFS with olaparib was 8 months (range, 2 to 7-plus months).", id="an open end"),
        pytest.param("PFS fell from 53 to 23 months with olaparib.", id="a change is no range"),
        pytest.param(
            "The hazard ratio for death with olaparib was 0.80 (95% CI, 0.64 to 1.00; P = .046).", id="border"
        ),
        pytest.param(
            "Olaparib was noninferior: hazard ratio for death 0.99 (95% CI, 0.85 to 1.14; P < .001).",
            id="noninferiority",
        ),
        pytest.param(
            "Olaparib did not reduce the risk of death (HR 1.09; 95% CI, 0.97 to 1.23).", id="denied"
        ),
        pytest.param(
            "Olaparib reduced the risk of death but there were more infections (HR 1.4; 95% CI, 1.1 to 1.8).",
            id="another clause",
        ),
        pytest.param("Olaparib cut the risk of death by 27 percent (HR 0.73).", id="one less the ratio"),
        pytest.param("Olaparib cut the risk of death by a third (HR 0.68).", id="about a third"),
        pytest.param("Patients were given olaparib for 6 months, in six 28-day cycles.", id="cycles fit"),
        pytest.param(
            "All got olaparib 300 mg every three weeks for six cycles. Olaparib was given for 18 weeks.",
            id="a schedule that fits",
        ),
        pytest.param(
            "Patients got olaparib 300 mg daily for six cycles. Olaparib was given for 18 months.",
            id="what is taken daily is no cycle",
        ),
        pytest.param(
            "Patients got six cycles of olaparib. Each cycle was 28 days.\n\nOlaparib was given for 3 years.",
            id="another paragraph",
        ),
        pytest.param(
            "Six 28-day cycles of olaparib were followed by maintenance for 36 months.", id="another part"
        ),
        pytest.param(
            "All took olaparib 300 mg daily. Olaparib 300 mg was kept. Olaparib rose from 30 mg to 300 mg.",
            id="a step-up is meant",
        ),
    ],
)
def test_near_misses_are_left_alone(kinds: Kinds, text: str) -> None:
    assert kinds(text) == []


def test_a_finding_gives_its_numbers_and_words(nlp: Language) -> None:
    text = "On olaparib 41 of 67 patients (90%) responded."
    (finding,) = nlp(text)._.mednews_checks
    assert finding["numbers"] == {"n": 41, "total": 67, "stated": 90, "computed": 61.19}
    assert [text[start:end] for start, end in finding["spans"]] == ["41 of 67", "90%"]
    assert (finding["start"], finding["end"]) == (finding["spans"][0][0], finding["spans"][-1][1])


def planted() -> Iterator[tuple[str, str, str, str]]:
    for line in PLANTED.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            article, words, instead, kind = line.split("\t")
            yield article, words, instead, kind


def test_planted_contradictions_are_found(nlp: Language) -> None:
    missed, rows = [], list(planted())
    for article, words, instead, kind in rows:
        text = (CORPUS / f"{article}.txt").read_text(encoding="utf-8")
        assert text.count(words) == 1, words
        at = text.index(words)
        found = nlp(text.replace(words, instead))._.mednews_checks
        if not any(f["kind"] == kind and f["start"] < at + len(instead) and at < f["end"] for f in found):
            missed.append((article, instead))
    assert len(rows) >= 40
    assert len(missed) <= 0.05 * len(rows), missed


def test_unplanted_articles_raise_few_alarms(nlp: Language) -> None:
    """At most one in five articles; what is alarmed in articles of split test is counted, never shown."""
    lines = (CORPUS / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    splits = {entry["id"]: entry["split"] for entry in map(json.loads, lines)}
    alarms: Counter[str] = Counter()
    for article, split in splits.items():
        text = (CORPUS / f"{article}.txt").read_text(encoding="utf-8")
        alarms[split] += len(nlp(text)._.mednews_checks)
    for split, articles in Counter(splits.values()).items():
        assert alarms[split] <= articles / 5
