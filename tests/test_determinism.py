"""The same input gives the same bytes, in any process, order and company."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from spacy.language import Language

import pipeline
from pipeline.ingest import read_article

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = sorted((ROOT / "corpus").glob("*.txt"))[:6]


def extract(seed: str) -> bytes:
    command = [sys.executable, "-m", "pipeline", "extract", "--format", "json", *map(str, ARTICLES)]
    return subprocess.run(
        command, env=os.environ | {"PYTHONHASHSEED": seed}, check=True, capture_output=True
    ).stdout


def test_two_processes_with_other_hash_seeds_write_the_same_bytes() -> None:
    first = extract("1")
    assert first.count(b'"type"') > 100
    assert first == extract("271828")


def test_an_article_does_not_depend_on_those_before_it(nlp: Language) -> None:
    articles = [read_article(path) for path in ARTICLES]
    together = {record.article.id: record for record in pipeline.extract(reversed(articles), nlp=nlp)}
    for article in articles:
        assert list(pipeline.extract([article], nlp=nlp)) == [together[article.id]]
