"""Rows of an answer, for a reader or for a program: a table, CSV, JSON Lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pipeline.output.table import clean_line

MAX_WIDTH = 60
"""Characters of a cell of the table; the other forms have all."""

Row = Sequence[Any]


def render_rows_table(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """Aligned columns, numbers to the right, one line a row; all rows are held for their widths."""
    cells = [[_shorten(clean_line(_show(cell))) for cell in row] for row in rows]
    if not cells:
        yield "no rows\n"
        return
    numeric = [all(_is_number(cell) for cell in column) for column in zip(*cells, strict=True)]
    widths = [max(map(len, column)) for column in zip(columns, *cells, strict=True)]
    for line in ([clean_line(name) for name in columns], *cells):
        aligned = (
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(line, widths, numeric, strict=True)
        )
        yield "  ".join(aligned).rstrip() + "\n"


def render_rows_csv(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """A line of names, then a line a row; lists with "; " between."""
    yield _to_csv(columns)
    for row in rows:
        yield _to_csv([_show(cell) for cell in row])


def _to_csv(row: Row) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(row)
    return line.getvalue()


def render_rows_jsonl(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """An object a row."""
    for row in rows:
        yield json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False, default=str) + "\n"


def _show(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, list):
        return "; ".join(map(_show, cell))
    return "" if cell is None else str(cell)


def _shorten(cell: str) -> str:
    return cell if len(cell) <= MAX_WIDTH else cell[: MAX_WIDTH - 1] + "…"


def _is_number(cell: str) -> bool:
    return cell.replace(".", "", 1).lstrip("-").isdigit() or not cell
