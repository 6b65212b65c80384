"""An article on a terminal: its text with the facts marked, the study at a glance, one line that sums up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.marks import cut_segments
from pipeline.output.card import build_card
from pipeline.output.families import FAMILIES, FAMILY_OF
from pipeline.output.table import NOTHING_FOUND, clean_line, summarize
from pipeline.output.visible import make_visible
from pipeline.schema import Record

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

_FAINT = "dim underline"
"""Of a number that was not understood."""


def draw_article(record: Record) -> RenderableType:
    """For rich to draw; the types of facts differ by more than their colours."""
    from rich.console import Group
    from rich.rule import Rule
    from rich.text import Text

    parts = [_mark_text(record), Rule(style="dim"), _draw_legend(record), *_draw_card(record)]
    return Group(*parts, Text(), Text(summarize(record)), Text())


def _mark_text(record: Record) -> Text:
    """The text, control characters made visible; of facts on the same words the shortest gives the style."""
    from rich.text import Text

    facts = [(fact.start, fact.end) for fact in record.facts]
    faint = [(each.start, each.end) for each in record.unexplained]
    text = Text()
    for piece in cut_segments(record.article.text, facts + faint):
        shortest = min(piece.spans, key=lambda number: _length(facts + faint, number), default=None)
        style = "" if shortest is None else _FAINT
        if shortest is not None and shortest < len(facts):
            style = FAMILY_OF[record.facts[shortest].type].style
        text.append(make_visible(piece.text), style)
    return text


def _length(spans: list[tuple[int, int]], number: int) -> int:
    start, end = spans[number]
    return end - start


def _draw_legend(record: Record) -> Text:
    from rich.text import Text

    shown = {FAMILY_OF[fact.type].key for fact in record.facts}
    legend = [Text(family.label, family.style) for family in FAMILIES if family.key in shown]
    return Text("  ").join(legend) if legend else Text(NOTHING_FOUND)


def _draw_card(record: Record) -> list[RenderableType]:
    from rich.table import Table
    from rich.text import Text

    card = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for section in build_card(record):
        for row, line in enumerate(section.lines):
            said = Text.assemble((f"{line.arm}  " if line.arm else "", "bold"), line.says)
            card.add_row(Text(section.title if row == 0 else "", "bold"), said)
    for check in record.checks:
        card.add_row(Text(check.severity, "bold red"), Text(clean_line(check.message)))
    return [Text(), card] if card.rows else []
