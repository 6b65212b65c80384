"""The formats by name: what writes them, what reads them back, and what each cannot hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import GoldError
from pipeline.evaluate.exchange.article import AnnotatedArticle, fields_of
from pipeline.evaluate.exchange.bioc import read_bioc, write_bioc
from pipeline.evaluate.exchange.brat import read_brat, write_brat
from pipeline.evaluate.exchange.doccano import read_doccano, write_doccano
from pipeline.evaluate.exchange.labelstudio import read_labelstudio, write_labelstudio
from pipeline.evaluate.exchange.prodigy import read_prodigy, write_prodigy
from pipeline.evaluate.lines import show_path


@dataclass(frozen=True, slots=True)
class Format:
    """One format."""

    write: Callable[[Sequence[AnnotatedArticle], Path], None]
    """Articles into a folder."""
    read: Callable[[Path], Iterator[AnnotatedArticle]]
    """One file's articles."""
    pattern: str
    """The files of a folder to read."""
    cannot: str
    """What it has no place for; {fields} are those of the articles' facts."""


FORMATS: dict[str, Format] = {
    "brat": Format(
        write_brat,
        read_brat,
        "*.ann",
        "brat has no free fields: {fields} stand in each fact's note as JSON; keep the note with its fact",
    ),
    "bioc": Format(
        write_bioc,
        read_bioc,
        "*.xml",
        "BioC has fields of text only: numbers and lists among {fields} are written as JSON in infons",
    ),
    "labelstudio": Format(
        write_labelstudio,
        read_labelstudio,
        "*.json",
        "Label Studio has labels only: {fields} stand in each region's note as JSON; "
        "a new region needs one too",
    ),
    "doccano": Format(
        write_doccano,
        read_doccano,
        "*.jsonl",
        "doccano has spans and types only: {fields} travel in the article's metadata, and a fact that is "
        "drawn or moved there comes back without them. Allow overlapping spans in the project",
    ),
    "prodigy": Format(
        write_prodigy,
        read_prodigy,
        "*.jsonl",
        "Prodigy shows spans and types only: {fields} stand in each span's key fact, "
        "and a new span has none. "
        "Use spans.manual: ner.manual refuses spans that overlap",
    ),
}


def tell_limits(name: str, articles: Sequence[AnnotatedArticle]) -> str | None:
    """What the format has no place for in these articles; None if their facts have no fields."""
    fields = {field for article in articles for fact in article.facts for field in fields_of(fact)}
    return FORMATS[name].cannot.format(fields=", ".join(sorted(fields))) if fields else None


def read_articles(name: str, path: Path) -> Iterator[AnnotatedArticle]:
    """The articles of a file, or of every file of the format in a folder. Raises: GoldError."""
    files = sorted(path.glob(FORMATS[name].pattern)) if path.is_dir() else [path]
    if not files:
        raise GoldError(f"no {FORMATS[name].pattern} in this folder", where=show_path(path))
    for file in files:
        yield from FORMATS[name].read(file)
