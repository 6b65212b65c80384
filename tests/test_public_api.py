"""What `import pipeline` promises."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata

import pytest
from spacy.language import Language

import pipeline
from pipeline.schema import Article

TEXT = "Pillimab 20 mg was given. Of 40 patients on rituximab, 16 (40%) responded."


def article(id_: str, text: str = TEXT) -> Article:
    return Article(id=id_, text=text, sha256="0" * 64)


def test_all_of_it_is_there() -> None:
    assert set(pipeline.__all__) == {
        "AnyFact",
        "Article",
        "Record",
        "__version__",
        "display",
        "extract",
        "load",
    }
    assert pipeline.Article is Article
    for name in pipeline.__all__:
        assert getattr(pipeline, name)
    with pytest.raises(AttributeError, match="nothing_of_ours"):
        _ = pipeline.nothing_of_ours


def test_the_version_is_that_of_the_distribution() -> None:
    assert pipeline.__version__ == metadata.version("mednews")


def test_load_gives_a_pipeline_of_spacy(nlp: Language) -> None:
    assert isinstance(nlp, Language)
    assert nlp.pipe_names[-2:] == ["mednews_facts", "mednews_checks"]
    assert {"DOSE", "RESPONSE"} <= {fact["type"] for fact in nlp(TEXT)._.facts}


def test_extract_gives_a_record_for_each_article_in_order(nlp: Language) -> None:
    articles = [article("b"), article("empty", " \n"), article("a")]
    records = list(pipeline.extract(articles, nlp=nlp))
    assert [record.article.id for record in records] == ["b", "empty", "a"]
    assert records[0].facts == records[2].facts != []
    assert records[1].facts == []


def test_extract_is_a_stream(nlp: Language) -> None:
    taken = 0

    def endless() -> Iterator[Article]:
        nonlocal taken
        while True:
            taken += 1
            yield article(str(taken))

    records = pipeline.extract(endless(), nlp=nlp)
    assert [next(records).article.id for _ in range(3)] == ["1", "2", "3"]
    assert taken < 200


def test_extract_stays_a_function_whatever_is_imported_later() -> None:
    code = (
        "import pipeline; import pipeline.extract.nlp, pipeline.extract.record; "
        "assert callable(pipeline.extract), pipeline.extract"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_importing_it_loads_nothing_heavy() -> None:
    code = "import sys, pipeline; print(sorted({'spacy', 'pydantic', 'numpy', 'typer'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, encoding="utf-8")
    assert done.stdout == "[]\n"
