"""Questions to the store of a batch, in SQL: it is only read, and nothing else is seen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.errors import MednewsError
from pipeline.output.parquet import ARTICLES, FACTS, load_duckdb, quote

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

READY = ("best-response", "pfs-medians", "conflicts")
"""Answers to what is asked most: sql/NAME.sql."""
ROWS = 1000
"""Fetched at a time."""


class Answer(NamedTuple):
    """The columns of an answer, and its rows as a stream."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]


class Store:
    """facts.parquet and articles.parquet of a folder, behind the views of sql/views.sql.

    Raises: MednewsError if DuckDB is not installed, or the folder is not that of a batch.
    """

    def __init__(self, folder: Path) -> None:
        self._duckdb = load_duckdb()
        paths = {"all_articles": folder / ARTICLES, "all_facts": folder / FACTS}
        for path in paths.values():
            if not path.is_file():
                hint = "mednews batch ... -o OUT writes it, if DuckDB is installed"
                raise MednewsError("no such file", where=str(path), hint=hint)
        with self._as_ours():
            self._connection: DuckDBPyConnection = self._duckdb.connect()
            for view, path in paths.items():
                self._connection.execute(f"CREATE VIEW {view} AS FROM read_parquet({quote(str(path))})")
            self._connection.execute(_read_sql("views"))
            self._shut(list(paths.values()))

    def _shut(self, paths: list[Path]) -> None:
        """From here on those files alone are there; no setting can be changed back."""
        allowed = ", ".join(quote(str(path)) for path in paths)
        self._connection.execute(f"SET allowed_paths = [{allowed}]")
        self._connection.execute("SET enable_external_access = false")
        self._connection.execute("SET lock_configuration = true")

    def ask(self, sql: str) -> Answer:
        """The answer to one SELECT. Raises: MednewsError for anything else, and for a slip in it."""
        with self._as_ours():
            statements = self._duckdb.extract_statements(sql)
            # COPY could write over the very files that may be read.
            if len(statements) != 1 or statements[0].type != self._duckdb.StatementType.SELECT:
                raise MednewsError("not one SELECT", where="SQL", hint="the store is only read")
            self._connection.execute(statements[0])
        return self._answer()

    def ask_ready(self, name: str, *, drug: str | None = None, condition: str | None = None) -> Answer:
        """The answer of a query of READY, narrowed to a drug's and a condition's normal name, where given."""
        with self._as_ours():
            self._connection.execute(_read_sql(name), {"drug": drug, "condition": condition})
        return self._answer()

    def _answer(self) -> Answer:
        columns = tuple(str(column[0]) for column in self._connection.description or ())
        return Answer(columns, self._fetch())

    def _fetch(self) -> Iterator[tuple[Any, ...]]:
        with self._as_ours():
            while rows := self._connection.fetchmany(ROWS):
                yield from rows

    @contextmanager
    def _as_ours(self) -> Iterator[None]:
        """Errors of DuckDB as ours: what is wrong, and the line that it points at."""
        try:
            yield
        except self._duckdb.Error as error:
            hint = "views: articles, facts, responses, survival, doses; DESCRIBE facts names the columns"
            raise MednewsError(str(error).strip(), where="SQL", hint=hint) from error


def _read_sql(name: str) -> str:
    return files("pipeline.output").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")
