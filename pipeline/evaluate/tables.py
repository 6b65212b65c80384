"""The tables of a report: cells once, drawn as plain text, Markdown or HTML by whoever shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.evaluate.breakdown import PART_HEADER, PARTS, Part, build_part_rows
from pipeline.evaluate.confusion import NOTHING, list_mistaken
from pipeline.evaluate.evaluation import Evaluation
from pipeline.evaluate.score import GROUPS, Level, Statistic, Tally

COLUMNS: tuple[tuple[str, Level, Statistic], ...] = (
    ("value P", "value", "precision"),
    ("value R", "value", "recall"),
    ("value F1", "value", "f1"),
    ("full P", "full", "precision"),
    ("full R", "full", "recall"),
    ("full F1", "full", "f1"),
    ("strict F1", "strict", "f1"),
    ("overlap F1", "overlap", "f1"),
)
HEADER: tuple[str, ...] = ("type", "gold", "found", *(column[0] for column in COLUMNS))
INTERVAL_LEVELS: tuple[Level, ...] = ("value", "full")
_BLAMED = 100  # changes that a table names


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under a header; the first column is a name, the others are figures."""

    title: str
    header: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    text_columns: int = 1
    """How many columns, from the left, are words and not figures."""


def show(figure: float | None) -> str:
    """Three decimals; "-" where the figure is undefined."""
    return "-" if figure is None else f"{figure:.3f}"


def type_table(evaluation: Evaluation) -> Table:
    """Groups, then every type that is in gold or found, under HEADER."""
    rows = [
        (row, str(tally.gold), str(tally.found), *_cells(tally))
        for row, tally in evaluation.scores.tallies.items()
        if row in GROUPS or tally.gold or tally.found
    ]
    return Table("By type", HEADER, rows)


def interval_table(evaluation: Evaluation) -> Table:
    """F1 with its 95% interval, of the rows that are in gold or found."""
    rows = [
        (row, *(cell for level in INTERVAL_LEVELS for cell in _interval_cells(evaluation, row, level)))
        for row, tally in evaluation.scores.tallies.items()
        if tally.gold or tally.found
    ]
    header = ("type", *(title for level in INTERVAL_LEVELS for title in (f"{level} F1", f"{level} 95%")))
    return Table("95% intervals (bootstrap over articles)", header, rows)


def part_table(evaluation: Evaluation, part: Part) -> Table:
    """F1 by split, genre or article."""
    rows = [
        (name, str(articles), str(gold), str(found), *(show(figure) for figure in figures))
        for name, articles, gold, found, figures in build_part_rows(evaluation.split_by(part))
    ]
    return Table(f"By {part}", (part, *PART_HEADER), rows)


def mistaken_table(evaluation: Evaluation) -> Table:
    """Facts taken for another type, the most frequent first."""
    rows = [(found, gold, str(count)) for found, gold, count in list_mistaken(evaluation.confusion)]
    return Table("Taken for another type", ("found as", "gold says", "facts"), rows, text_columns=2)


def confusion_table(evaluation: Evaluation) -> Table:
    """The whole matrix: a row is what the gold says, a column what was found."""
    confusion = evaluation.confusion
    named = {type_ for types in confusion for type_ in types} - {NOTHING}
    types = [*sorted(named), NOTHING]
    rows = [(gold, *(str(confusion[found, gold] or "") for found in types)) for gold in types]
    return Table("Confusion: gold in rows, found in columns", ("gold", *types), rows)


def floor_table(evaluation: Evaluation) -> Table:
    """Each floor and what was measured."""
    rows = [
        (str(result.floor), f"{result.floor.least:.3f}", show(result.measured), _verdict(result.passed))
        for result in evaluation.floors
    ]
    return Table("Floors", ("floor", "least", "measured", "verdict"), rows)


def baseline_tables(evaluation: Evaluation) -> list[Table]:
    """What fell below the baseline, the facts that can have done it, and the inputs that changed."""
    check = evaluation.baseline
    if not check:
        return []
    fallen = [(str(r), show(r.pinned), show(r.measured)) for r in check.fallen]
    blamed = check.blame(check.fallen)[:_BLAMED]
    tables = [
        Table("Gold or corpus changed: renew the baseline", ("article",), [(line,) for line in check.stale]),
        Table(
            f"Below the baseline ({len(check.results)} figures pinned)", ("figure", "pinned", "now"), fallen
        ),
        Table("Facts behind the fall", ("fact",), [(change.tell(evaluation.quotable),) for change in blamed]),
    ]
    return [table for table in tables if table.rows]


def comparison_tables(evaluation: Evaluation) -> list[Table]:
    """F1 of this and the other run with p-values, and the facts that came out otherwise."""
    compared = evaluation.comparison
    if not compared:
        return []
    rows = [
        (f"{r.row}.{r.level}", show(r.other), show(r.this), _difference(r.other, r.this), _show_p(r.p))
        for r in compared.rows
    ]
    header = ("figure", "other", "this", "difference", "p")
    changes = [(change.tell(evaluation.quotable),) for change in compared.changes]
    title = f"Against {compared.name} (paired approximate randomization over articles)"
    return [Table(title, header, rows), Table(f"Facts that changed: {len(changes)}", ("fact",), changes)]


def all_tables(evaluation: Evaluation) -> list[Table]:
    """Every table but the first (by type), empty ones left out, in the order of a report."""
    tables = [
        *baseline_tables(evaluation),
        *comparison_tables(evaluation),
        interval_table(evaluation),
        *(part_table(evaluation, part) for part in PARTS),
        mistaken_table(evaluation),
    ]
    return [table for table in tables if table.rows]


def draw_text(table: Table) -> str:
    """Aligned columns, for a pipe or a log."""
    rows = [table.header, *table.rows]
    widths = [max(len(row[column]) for row in rows) for column in range(len(table.header))]
    lines = []
    for row in rows:
        cells = [
            cell.ljust(width) if column < table.text_columns else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip() if len(row) == 1 else "  ".join(cells))
    return "\n".join(lines) + "\n"


def draw_markdown(table: Table) -> str:
    """A Markdown table; names stand in code spans, so that the underscore of P_VALUE is no emphasis."""
    figures = len(table.header) - table.text_columns
    lines = [f"| {' | '.join(table.header)} |", f"|{'---|' * table.text_columns}{'--:|' * figures}"]
    for row in table.rows:
        # A bar would end the cell even in a code span; a backtick would end the span.
        names = [f"`{cell.replace('`', chr(39)).replace('|', '¦')}`" for cell in row[: table.text_columns]]
        lines.append(f"| {' | '.join([*names, *row[table.text_columns :]])} |")
    return "\n".join(lines) + "\n"


def _cells(tally: Tally) -> list[str]:
    return [show(tally.statistic(statistic, level)) for _, level, statistic in COLUMNS]


def _interval_cells(evaluation: Evaluation, row: str, level: Level) -> tuple[str, str]:
    interval = evaluation.intervals[row][level]
    said = f"{interval[0]:.3f} to {interval[1]:.3f}" if interval else "-"
    return show(evaluation.scores.tallies[row].f1(level)), said


def _difference(before: float | None, after: float | None) -> str:
    return "-" if before is None or after is None else f"{after - before:+.3f}"


def _show_p(p: float | None) -> str:
    return "-" if p is None else f"{p:.4f}"


def _verdict(passed: bool) -> str:
    return "passed" if passed else "**below**"
