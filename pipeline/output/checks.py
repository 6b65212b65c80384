"""What a record's checks found, for a reader: contradictions with their words, then what is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from pipeline.output.table import clean_line
from pipeline.schema import Check, Record

if TYPE_CHECKING:
    from rich.console import RenderableType

ALL_WELL = "no contradiction found"
_WIDEST = 160  # characters of the article that one finding quotes
_COLOURS = {"error": "bold red", "warning": "yellow", "note": "cyan"}


def render_checks(records: Iterable[Record]) -> Iterator[str]:
    """Plain lines, an article after the other: "error    interval   0.7 lies outside ...  at 812: [...]"."""
    for record in records:
        yield "\n".join([clean_line(record.article.id), *_lines(record), ""]) + "\n"


def _lines(record: Record) -> Iterator[str]:
    for check in record.checks:
        yield f"  {check.severity:7}  {check.kind:12}  {check.message}"
        yield f"  {'':7}  {'':12}  at {check.start}: {quote_words(record.article.text, check)}"
    if not record.checks:
        yield f"  {ALL_WELL}"
    for omission in record.omissions:
        yield f"  missing  {omission.kind:12}  {omission.message}"


def quote_words(text: str, check: Check) -> str:
    """The words that were compared, in brackets, with what stands between them; far ones with "…"."""
    parts, position = [], check.start
    for start, end in check.spans:
        between = text[position:start] if start - position <= _WIDEST // 2 else " … "
        parts += [between, "[", text[start:end], "]"]
        position = max(position, end)
    return clean_line("".join(parts))


def draw_checks(record: Record) -> RenderableType:
    """The same for a terminal, for rich to draw."""
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for check in record.checks:
        words = quote_words(record.article.text, check)
        said = Text.assemble(check.message, "\n", (f"at {check.start}: {words}", "dim"))
        table.add_row(Text(check.severity, _COLOURS[check.severity]), Text(check.kind), said)
    for omission in record.omissions:
        table.add_row(Text("missing", "magenta"), Text(omission.kind), Text(omission.message))
    well = [] if record.checks else [Text(ALL_WELL, "green")]
    return Group(Text(clean_line(record.article.id), "bold"), *well, table, Text())


def checks_to_dict(record: Record) -> dict[str, Any]:
    """The article's id, its checks and omissions, as plain data."""
    fields = record.model_dump(mode="json", include={"checks", "omissions"})
    return {"article": record.article.id, **fields}
