"""facts.parquet and articles.parquet: the lines of a batch as typed columns.

DuckDB writes them from the lines, as a stream; docs/store.md tells what the columns mean.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from pipeline.errors import MednewsError

FACTS, ARTICLES = "facts.parquet", "articles.parquet"
VERSION = "1"
"""Of the columns: it rises when one changes its name, type or meaning, not when one is added."""
MAX_LINE = 1_000_000_000
"""Bytes that DuckDB takes for a line: an article comes with its text."""


class Column(NamedTuple):
    """A column, and the expression over the fields of a line that gives it."""

    name: str
    type: str
    value: str


def _plain(type: str, *names: str) -> list[Column]:
    return [Column(name, type, f'"{name}"') for name in names]


def _number(field: str, name: str | None = None) -> list[Column]:
    """A number, or the low and the high end of a range, which has two columns."""
    name = name or field
    low = f"""CASE json_type("{field}") WHEN 'ARRAY' THEN "{field}"->>0 ELSE "{field}"->>'$' END"""
    return [Column(name, "DOUBLE", low), Column(f"{name}_high", "DOUBLE", f'"{field}"->>1')]


FACT_COLUMNS = [
    *_plain("VARCHAR", "article"),
    Column("story", "VARCHAR", "coalesce(story, article)"),
    *_plain("VARCHAR", "type"),
    *(Column("start_char", "BIGINT", "start"), Column("end_char", "BIGINT", '"end"')),
    *_plain("VARCHAR", "text"),
    *_plain("VARCHAR[]", "drugs"),
    *_plain("VARCHAR", "name", "term", "category", "label", "endpoint", "statistic", "measure"),
    *_number("value"),
    *_plain("VARCHAR", "unit", "bound", "op"),
    *_number("n"),
    *_plain("DOUBLE", "total"),
    *_number("percent"),
    *_number("other_percent"),
    *_number("at", "at_time"),
    *_plain("VARCHAR", "at_unit"),
    *_plain("BOOLEAN", "not_reached"),
    *(Column("ci_low", "DOUBLE", "ci[1]"), Column("ci_high", "DOUBLE", "ci[2]")),
    *_number("times"),
    *_number("period"),
    *_plain("INTEGER[]", "days"),
    *_plain("VARCHAR", "scope", "grade", "phase", "status", "agency"),
    *_plain("VARCHAR[]", "conditions"),
]

FACT_FIELDS: Mapping[str, str] = {
    **{column.name: column.type for column in FACT_COLUMNS if column.value == f'"{column.name}"'},
    **dict.fromkeys(("value", "n", "percent", "other_percent", "at", "times", "period"), "JSON"),
    "story": "VARCHAR",
    "start": "BIGINT",
    "end": "BIGINT",
    "ci": "DOUBLE[]",
}
"""The fields of a line of facts.jsonl as DuckDB reads them; those that may be ranges as they stand."""

ARTICLE_COLUMNS = [
    Column("article", "VARCHAR", "article->>'id'"),
    *_plain("VARCHAR", "story", "path"),
    *(
        Column(name, "VARCHAR", f"article->>'{name}'")
        for name in ("title", "byline", "published", "source", "language", "url", "format", "sha256")
    ),
    Column("characters", "BIGINT", "length(article->>'text')"),
]
ARTICLE_FIELDS = {"article": "JSON", "story": "VARCHAR", "path": "VARCHAR"}


def has_store() -> bool:
    """Whether the library for it is installed."""
    return find_spec("duckdb") is not None


def load_duckdb() -> ModuleType:
    """The library. Raises: MednewsError if it is not installed."""
    try:
        import duckdb
    except ImportError as error:
        raise MednewsError("DuckDB is not installed", hint="pip install 'mednews[store]'") from error
    return duckdb


def write_parquet(folder: Path) -> None:
    """Both files, from the lines beside them; each takes its place when it is whole.

    Raises: MednewsError if the library is missing, a line does not fit, or the disk is full.
    """
    _write(folder / "articles.jsonl", ARTICLE_FIELDS, ARTICLE_COLUMNS, folder / ARTICLES)
    _write(folder / "facts.jsonl", FACT_FIELDS, FACT_COLUMNS, folder / FACTS)


def remove_parquet(folder: Path) -> None:
    """Neither file: they would tell what the lines told before."""
    for name in (ARTICLES, FACTS):
        (folder / name).unlink(missing_ok=True)


def _write(lines: Path, fields: Mapping[str, str], columns: list[Column], path: Path) -> None:
    partial = path.with_name(path.name + ".part")
    given = ", ".join(f"{quote(name)}: {quote(type)}" for name, type in fields.items())
    chosen = ", ".join(f'CAST({column.value} AS {column.type}) AS "{column.name}"' for column in columns)
    query = f"""
        COPY (SELECT {chosen} FROM read_json({quote(str(lines))}, columns = {{{given}}},
              format = 'newline_delimited', maximum_object_size = {MAX_LINE}))
        TO {quote(str(partial))} (FORMAT parquet, COMPRESSION zstd, KV_METADATA {{mednews: '{VERSION}'}})"""
    duckdb = load_duckdb()
    try:
        with _as_ours(duckdb, path), duckdb.connect() as connection:
            connection.execute(query)
            partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def _as_ours(duckdb: ModuleType, path: Path) -> Iterator[None]:
    try:
        yield
    except (duckdb.Error, OSError) as error:
        what = str(error).partition("\n")[0]
        raise MednewsError(
            f"cannot be written: {what}", where=str(path), hint="--no-parquet does without it"
        ) from error


def quote(text: str) -> str:
    """A string of SQL."""
    return "'" + text.replace("'", "''") + "'"
