"""mednews query: SQL, or a ready question, over what a batch has written."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.message import print_error
from pipeline.errors import MednewsError

if TYPE_CHECKING:
    from pipeline.output.query import Answer


class Format(StrEnum):
    """What is printed."""

    table = "table"
    csv = "csv"
    jsonl = "jsonl"


class Ready(StrEnum):
    """The questions that need no SQL."""

    best_response = "best-response"
    pfs_medians = "pfs-medians"
    conflicts = "conflicts"


def query_cli(
    folder: Annotated[Path, typer.Argument(metavar="OUT", help="The output of a batch.")],
    sql: Annotated[
        str | None, typer.Argument(metavar="SQL", help="One SELECT; - reads it from stdin.")
    ] = None,
    ready: Annotated[
        Ready | None,
        typer.Option(help="A question that needs no SQL; conflicts: figures of one trial that differ."),
    ] = None,
    drug: Annotated[str | None, typer.Option(help="Of a ready question: only this drug.")] = None,
    condition: Annotated[
        str | None, typer.Option(help="Of a ready question: only articles on this condition.")
    ] = None,
    format: Annotated[
        Format, typer.Option("--format", "-f", help="table, to read; csv; jsonl, an object a row.")
    ] = Format.table,
) -> None:
    """Ask what a batch has found, in SQL (DuckDB) or with a ready question.

    The views articles, facts, responses, survival and doses count a story once, however many articles tell
    it; all_articles and all_facts hold everything. docs/store.md tells the columns.

    \b
    Examples:
      mednews query out "SELECT drugs, value, unit, article FROM survival WHERE endpoint = 'OS'"
      mednews query out --ready best-response --drug pembrolizumab
      mednews query out --ready pfs-medians --format csv > medians.csv
      mednews query out --ready conflicts
      mednews query out "DESCRIBE facts"

    \b
    Needs DuckDB: pip install 'mednews[store]'. The store is only read.
    Exit codes: 0 done, 2 bad usage, a slip in the SQL, or no store.
    """
    try:
        if (sql is None) == (ready is None):
            raise MednewsError("give SQL or --ready, one of them", hint="see mednews query --help")
        if ready is None and (drug or condition):
            raise MednewsError("--drug and --condition narrow a --ready question", hint="use WHERE in SQL")
        for part in query(folder, sql, ready, drug=drug, condition=condition, format=format):
            sys.stdout.write(part)
    except MednewsError as error:
        print_error(error)
        raise typer.Exit(2) from error


def query(
    folder: Path,
    sql: str | None,
    ready: str | None,
    *,
    drug: str | None = None,
    condition: str | None = None,
    format: str = "table",
) -> Iterator[str]:
    """The lines of the answer. Raises: MednewsError."""
    from pipeline.output.query import Store

    store = Store(folder)
    if ready is not None:
        answer = store.ask_ready(ready, drug=_normal(drug), condition=_normal(condition))
    else:
        answer = store.ask(sys.stdin.read() if sql == "-" else sql or "")
    yield from _render(answer, format)


def _render(answer: Answer, format: str) -> Iterator[str]:
    from pipeline.output import rows

    render = {
        "table": rows.render_rows_table,
        "csv": rows.render_rows_csv,
        "jsonl": rows.render_rows_jsonl,
    }
    return render[format](answer.columns, answer.rows)


def _normal(name: str | None) -> str | None:
    """The normal name, as facts have it, of what the tables know: "Keytruda" is pembrolizumab."""
    if name is None:
        return None
    from pipeline.extract.names.explain import explain_name

    known = explain_name(name.strip())
    return known[0].name if known else name.strip().lower()
