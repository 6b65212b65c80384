"""BioC XML: a collection of one document an article; type and fields of a fact are infons of its annotation.

Read and written by the `bioc` library (MIT). Format: Comeau et al. 2013, Database, bat064.
Offsets are code points.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from pipeline.errors import GoldError, MednewsError
from pipeline.evaluate.exchange.article import (
    AnnotatedArticle,
    build_article,
    build_fact,
    check_offsets,
    fields_of,
    write_exact,
)
from pipeline.evaluate.junit import NOT_XML
from pipeline.evaluate.lines import read_exact, show_path
from pipeline.evaluate.score import PlainFact
from pipeline.schema import FACT_CLASSES


def write_bioc(articles: Sequence[AnnotatedArticle], folder: Path) -> None:
    """<id>.xml for each article. Raises: GoldError if XML cannot hold one of its characters."""
    library = _load()
    for article in articles:
        if wrong := NOT_XML.search(article.text):
            what = f"XML cannot hold U+{ord(wrong[0]):04X}, at {wrong.start()}"
            raise GoldError(what, where=article.id, hint="take another format: brat holds every character")
        collection = library.BioCCollection()
        collection.source, collection.date, collection.key = "mednews", "", "mednews.key"
        collection.add_document(_build_document(library, article))
        write_exact(folder / f"{article.id}.xml", library.dumps(collection))


def read_bioc(file: Path) -> Iterator[AnnotatedArticle]:
    """Every document of one collection. Raises: GoldError if it is no BioC XML."""
    library, where = _load(), show_path(file)
    try:
        # Without the declaration: text that is decoded already has no encoding to declare.
        collection = library.loads(re.sub(r"\A\s*<\?xml[^>]*\?>", "", read_exact(file)))
    except GoldError:
        raise
    except Exception as error:  # the library raises whatever lxml or a missing element raises
        raise GoldError(f"no BioC XML: {error}", where=where) from error
    for document in collection.documents:
        text = _join(document, where)
        facts = [_read_fact(each, text, where) for each in _annotations(document)]
        yield build_article(document.id, text, facts, where)


def _load() -> Any:
    try:
        import bioc
    except ImportError as error:
        what = "BioC needs the library bioc"
        raise MednewsError(what, hint='install it: pip install "mednews[formats]"') from error
    return bioc


def _build_document(library: Any, article: AnnotatedArticle) -> Any:
    document, passage = library.BioCDocument(), library.BioCPassage()
    document.id, passage.offset, passage.text = article.id, 0, article.text
    for number, fact in enumerate(article.facts, 1):
        annotation = library.BioCAnnotation()
        annotation.id, annotation.text = f"T{number}", fact["text"]
        annotation.infons = {"type": fact["type"]} | {
            key: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            for key, value in fields_of(fact).items()
        }
        annotation.add_location(library.BioCLocation(fact["start"], fact["end"] - fact["start"]))
        passage.add_annotation(annotation)
    document.add_passage(passage)
    return document


def _join(document: Any, where: str) -> str:
    """The text of all passages, each at its offset, blanks between them."""
    text = ""
    for passage in document.passages:
        if passage.offset < len(text) or passage.offset > len(text) + 1_000_000:
            raise GoldError(f"a passage at {passage.offset} after {len(text)} characters", where=where)
        text += " " * (passage.offset - len(text)) + (passage.text or "")
    return text


def _annotations(document: Any) -> list[Any]:
    return [*document.annotations, *(each for passage in document.passages for each in passage.annotations)]


def _read_fact(annotation: Any, text: str, where: str) -> PlainFact:
    if len(annotation.locations) != 1:
        raise GoldError(f"annotation {annotation.id} is in pieces", where=where, hint="a fact is one span")
    location = annotation.locations[0]
    start, end = check_offsets(location.offset, location.offset + location.length, text, where)
    infons = dict(annotation.infons)
    type_ = str(infons.pop("type", ""))
    return build_fact(type_, start, end, text, {key: _read_infon(type_, key, infons[key]) for key in infons})


def _read_infon(type_: str, field: str, said: str | None) -> Any:
    """An infon is text: what the schema takes as a word stays one, all else is JSON."""
    said = said or ""
    known = FACT_CLASSES[type_].model_fields.get(field) if type_ in FACT_CLASSES else None
    try:
        if known and known.annotation:
            return TypeAdapter(known.annotation).validate_python(said, strict=True)
    except ValidationError:
        pass
    try:
        return json.loads(said)
    except ValueError:
        return said
