"""Counts of the gold."""

from __future__ import annotations

from pathlib import Path

from pipeline.evaluate.gold import GoldEntry
from pipeline.evaluate.stats import build_json, count_gold
from pipeline.schema import FACT_ADAPTER, FACT_CLASSES, AnyFact


def entry(id_: str, split: str | None, genre: str | None) -> GoldEntry:
    return GoldEntry(id_, Path(f"{id_}.jsonl"), Path(f"{id_}.txt"), split, genre)


def fact(type_: str, **fields: str) -> AnyFact:
    return FACT_ADAPTER.validate_python({"type": type_, "start": 0, "end": 1, "text": "x", **fields})


def test_counts_by_hand() -> None:
    entries = [
        entry("a", "dev", "wire story"),
        entry("b", "test", "wire story, cardiology"),
        entry("c", None, None),
    ]
    drug, trial = fact("DRUG", name="x"), fact("TRIAL", name="x")
    types, genres, articles = count_gold(entries, {"a": [drug, drug], "b": [drug, trial], "c": []})
    assert types.header == ("type", "(none named)", "dev", "test", "all")
    rows = {row[0]: row[1:] for row in types.rows}
    assert rows["DRUG"] == ("0", "2", "1", "3")
    assert rows["TRIAL"] == ("0", "0", "1", "1")
    assert rows["all"] == ("0", "2", "2", "4")
    assert set(rows) == {*FACT_CLASSES, "all"}
    assert genres.rows == [("(none named)", "1", "0"), ("wire story", "2", "4"), ("all", "3", "4")]
    assert articles.rows[1] == ("b", "test", "wire story", "2", "2")


def test_json_has_numbers_and_plain_keys() -> None:
    entries = [entry("a", "dev", "wire story"), entry("b", None, None)]
    counted = build_json(count_gold(entries, {"a": [fact("DRUG", name="x")], "b": []}))
    assert list(counted) == ["facts_by_type", "by_genre", "by_article"]
    assert {"type": "DRUG", "none_named": 0, "dev": 1, "all": 1} in counted["facts_by_type"]
    assert counted["by_genre"][0] == {"genre": None, "articles": 1, "facts": 0}
    assert counted["by_article"] == [
        {"article": "a", "split": "dev", "genre": "wire story", "facts": 1, "types": 1},
        {"article": "b", "split": None, "genre": None, "facts": 0, "types": 0},
    ]
