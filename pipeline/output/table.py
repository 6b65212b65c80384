"""The table a person reads: each fact with its words in their context, what it says, and of which drugs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.output.arms import describe_arms
from pipeline.schema import FACT_CLASSES, Record, fact_to_dict

if TYPE_CHECKING:
    from rich.console import RenderableType

HEADER = ("type", "words", "says", "drugs")
NOTHING_FOUND = "no facts"

_CONTEXT = 28  # characters kept on each side of the words
_MOST_NAMED = 5  # unexplained numbers that the summary quotes
# Columns of their own, or told with the field they belong to.
_TOLD_ELSEWHERE = frozenset({"type", "start", "end", "text", "drugs", "bound", "unit", "total", "at_unit"})
_SIGNS = {"min": "≥ ", "max": "≤ "}
# Articles come from anywhere: an escape sequence in one must not reach the terminal.
_UNPRINTABLE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


class Row(NamedTuple):
    """A line of the table: the words with what stands around them, all in one line."""

    type: str
    before: str
    words: str
    after: str
    says: str
    drugs: str


def build_rows(record: Record) -> list[Row]:
    """One row a fact, in text order."""
    return [_build_row(record.article.text, fact_to_dict(fact)) for fact in record.facts]


def _build_row(text: str, fact: dict[str, Any]) -> Row:
    start, end = fact["start"], fact["end"]
    before = clean_line(text[max(0, start - _CONTEXT) : start])
    after = clean_line(text[end : end + _CONTEXT])
    if start > _CONTEXT:
        # A word cut in half says nothing.
        before = "…" + before.partition(" ")[2]
    if end + _CONTEXT < len(text):
        after = after.rpartition(" ")[0] + "…"
    drugs = ", ".join(fact.get("drugs", ()))
    return Row(
        fact["type"], before, clean_line(text[start:end]), after, clean_line(describe_fields(fact)), drugs
    )


def describe_fields(fact: dict[str, Any]) -> str:
    """What a fact says, for a reader: "OR 5/6", "PFS range 23–53+ mo", "HR PFS 0.46 (0.34–0.62)"."""
    stated = [(key, value) for key, value in fact.items() if key not in _TOLD_ELSEWHERE]
    stated.sort(key=lambda field: field[0] != "status")
    return " ".join(_FIELDS[key](value, fact) if key in _FIELDS else _show(value) for key, value in stated)


def _show(value: Any) -> str:
    """A number, a range as "low–high", names with commas between them."""
    if isinstance(value, list):
        between = ", " if any(isinstance(part, str) for part in value) else "–"
        return between.join("?" if part is None else _show(part) for part in value)
    return str(value)


def _with_bound(value: Any, fact: dict[str, Any]) -> str:
    bound = fact.get("bound", "")
    if bound == "min" and isinstance(value, list):
        return _show(value) + "+"
    return _SIGNS.get(bound, "") + _show(value)


def _count(value: Any, fact: dict[str, Any]) -> str:
    # The bound of a fact with a percentage is the percentage's.
    shown = _show(value) if "percent" in fact else _with_bound(value, fact)
    return f"{shown}/{_show(fact['total'])}" if "total" in fact else f"n = {shown}"


_FIELDS: dict[str, Callable[[Any, dict[str, Any]], str]] = {
    "value": lambda value, fact: f"{_with_bound(value, fact)} {fact.get('unit', '')}".rstrip(),
    "n": _count,
    "percent": lambda value, fact: f"{_with_bound(value, fact)}%",
    "other_percent": lambda value, fact: f"against {_show(value)}%",
    "at": lambda value, fact: f"at {_show(value)} {fact.get('at_unit', '')}".rstrip(),
    "times": lambda value, fact: f"{_show(value)} per",
    "period": lambda value, fact: f"{_show(value)} {fact.get('unit', '')}".rstrip(),
    "days": lambda value, fact: "days " + ", ".join(map(str, value)),
    "ci": lambda value, fact: f"({_show(value)})",
    "grade": lambda value, fact: f"grade {value}",
    "agency": lambda value, fact: f"by {value}",
    "conditions": lambda value, fact: "for " + _show(value),
    "not_reached": lambda value, fact: "not reached",
}
"""How a field is told where its bare value would not do."""


def summarize(record: Record) -> str:
    """One line: how many facts, how many numbers were set aside, which ones nobody could explain."""
    counts: Counter[str] = Counter(fact.type for fact in record.facts)
    facts = ", ".join(f"{type_} {counts[type_]}" for type_ in FACT_CLASSES if counts[type_])
    parts = [f"{_plural(len(record.facts), 'fact')}{f' ({facts})' if facts else ''}"]
    parts.append(f"{_plural(len(record.set_aside), 'number')} set aside")
    parts.append(f"{len(record.unexplained)} unexplained")
    if record.checks:
        parts.append(f"{_plural(len(record.checks), 'check')} failed")
    named = [f'"{clean_line(each.text)}" at {each.start}' for each in record.unexplained[:_MOST_NAMED]]
    more = ", …" if len(record.unexplained) > _MOST_NAMED else ""
    return "; ".join(parts) + (f": {', '.join(named)}{more}" if named and not record.checks else "")


def render_text(records: Iterable[Record], *, several: bool) -> Iterator[str]:
    """Aligned columns for a pipe, a file or a log; the words of a fact stand in brackets."""
    for record in records:
        rows = [
            (row.type, f"{row.before}[{row.words}]{row.after}", row.says, row.drugs)
            for row in build_rows(record)
        ]
        lines = [_heading(record), ""] if several else []
        lines += [*_align([HEADER, *rows]), ""] if rows else [NOTHING_FOUND, ""]
        arms = [clean_line(line) for line in describe_arms(record)]
        lines += [*arms, ""] if arms else []
        yield "\n".join([*lines, summarize(record), *[""] * several]) + "\n"


def _align(rows: list[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADER))]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def build_table(record: Record, *, several: bool) -> RenderableType:
    """The same for a terminal, for rich to draw: the words in bold, what is around them dim."""
    from rich import box
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False, expand=True)
    table.add_column(HEADER[0], no_wrap=True)
    for title, ratio in zip(HEADER[1:], (5, 3, 2), strict=True):
        table.add_column(title, ratio=ratio)
    for row in build_rows(record):
        words = Text.assemble((row.before, "dim"), (row.words, "bold"), (row.after, "dim"))
        table.add_row(Text(row.type, "cyan"), words, Text(row.says), Text(row.drugs))
    heading = [Text(_heading(record), "bold"), Text()] if several else []
    shown = table if record.facts else Text(NOTHING_FOUND)
    arms = [Text(clean_line(line), "dim") for line in describe_arms(record)]
    arms += [Text()] if arms else []
    return Group(*heading, shown, Text(), *arms, Text(summarize(record)), *[Text()] * several)


def _heading(record: Record) -> str:
    title = record.article.title
    return clean_line(f"{record.article.id}: {title}" if title else record.article.id)


def clean_line(text: str) -> str:
    """`text` in one line, without what could steer a terminal."""
    return _UNPRINTABLE.sub(" ", text)


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
