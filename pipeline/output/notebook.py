"""A record as a piece of HTML for a notebook: the text with its facts marked, then the study at a glance.

The piece brings its style with it, under a class of its own, and holds no script.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from markupsafe import Markup

from pipeline.output.card import build_card
from pipeline.output.families import FAMILIES, FAMILY_OF
from pipeline.output.report.text import mark_text
from pipeline.schema import Record

_STYLE = """
font: 1rem/1.9 Georgia, serif; max-width: 46rem;
.text { white-space: pre-wrap; overflow-wrap: anywhere; }
dl, .legend { font: .85rem/1.5 system-ui, sans-serif; }
dt { font-weight: 600; margin-top: .5rem; } dd { margin: 0 0 0 1rem; }
"""


class Displayed:
    """What `pipeline.display` returns: a notebook shows its HTML."""

    def __init__(self, html: str) -> None:
        self.html = html

    def _repr_html_(self) -> str:
        return self.html


def draw_record(record: Record) -> str:
    """The HTML of a record; what comes from the article is escaped."""
    keys = {FAMILY_OF[fact.type].key for fact in record.facts}
    legend = Markup(" ").join(
        Markup('<span class="mark {} lane0 last">{}</span>').format(family.key, family.label)
        for family in FAMILIES
        if family.key in keys
    )
    lines = Markup("").join(
        Markup("<dt>{}</dt>").format(section.title)
        + Markup("").join(Markup("<dd>{} {}</dd>").format(line.arm, line.says) for line in section.lines)
        for section in build_card(record)
    )
    return (
        f'<style>{_read_style()}</style><div class="mednews"><div class="legend">{legend}</div>'
        f'<div class="text">{mark_text(record, link=False)}</div><dl>{lines}</dl></div>'
    )


@cache
def _read_style() -> str:
    """The style of the site's marks, nested in a class that nothing else on the page has."""
    marks = files("pipeline.output.report").joinpath("static", "marks.css").read_text(encoding="utf-8")
    return f".mednews {{ {_STYLE} {marks.replace(':root', '&')} }}"
