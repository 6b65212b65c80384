"""The report as one HTML page that opens offline: sortable tables, gold and found side by side.

Everything that comes from articles, gold or predictions is escaped; the page loads nothing and its scripts
are those of `page/report.js` alone.
"""

from __future__ import annotations

import itertools
import json
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import escape
from importlib.resources import files

from pipeline.evaluate.breakdown import short_genre
from pipeline.evaluate.evaluation import Evaluation, describe_articles, describe_unquoted
from pipeline.evaluate.score import Pair, PlainFact, Scores, differing_fields
from pipeline.evaluate.tables import (
    INTERVAL_LEVELS,
    Table,
    all_tables,
    confusion_table,
    floor_table,
    show,
    type_table,
)

LEGEND: dict[str, str] = {
    "right": "right",
    "drugs": "right value, other drugs",
    "value": "right place, another value",
    "missed": "in gold, not found",
    "spurious": "found, not in gold",
}
"""What became of a marked fact: the class of its mark, and how it is told."""

# The page may run its own script and nothing else, whatever an article holds.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
_Mark = tuple[PlainFact, str, str]
"""A fact, its class of LEGEND, and what is told when it is pointed at."""


def render_html(evaluation: Evaluation) -> str:
    """The whole page."""
    title = f"Evaluation of {describe_articles(evaluation)}"
    tables = [type_table(evaluation), *all_tables(evaluation), confusion_table(evaluation)]
    if evaluation.floors:
        tables.insert(0, floor_table(evaluation))
    body = [
        f"<h1>{escape(title)}</h1>",
        f"<p>{'Passed.' if evaluation.passed else '<strong>Below a floor or the baseline.</strong>'}</p>",
        *(_draw_table(table) for table in tables),
        "<h2>Articles</h2>",
        *_draw_articles(evaluation),
    ]
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>\n{_read_part('report.css')}</style></head><body>\n"
        + "\n".join(body)
        + f"\n<script>\n{_read_part('report.js')}</script></body></html>\n"
    )


def mark_text(text: str, marks: Iterable[_Mark]) -> str:
    """The text, escaped, each stretch that facts cover in a <mark>; facts may overlap."""
    marks = [mark for mark in marks if mark[0]["start"] < mark[0]["end"]]
    edges = sorted({0, len(text)} | {mark[0][edge] for mark in marks for edge in ("start", "end")})
    starting = deque(sorted(marks, key=lambda mark: mark[0]["start"]))
    told: list[str] = []
    open_: list[_Mark] = []
    for start, end in itertools.pairwise(edges):
        open_ = [mark for mark in open_ if mark[0]["end"] > start]
        while starting and starting[0][0]["start"] <= start:
            open_.append(starting.popleft())
        told.append(_draw_stretch(text[start:end], open_))
    return "".join(told)


def _draw_stretch(stretch: str, marks: Sequence[_Mark]) -> str:
    if not marks:
        return escape(stretch)
    # Where facts overlap the colour is that of the worst.
    worst = max((kind for _, kind, _ in marks), key=list(LEGEND).index)
    said = "\n".join(saying for _, _, saying in marks)
    return f'<mark class="{worst}" title="{escape(said)}">{escape(stretch)}</mark>'


def _draw_articles(evaluation: Evaluation) -> Iterator[str]:
    """The articles that may be quoted, and what is said of the others."""
    yield _draw_legend()
    if unquoted := describe_unquoted(evaluation):
        yield f"<p>{escape(unquoted)}</p>"
    for id_, pairs in evaluation.scores.pairs.items():
        if id_ in evaluation.quotable:
            yield _draw_article(evaluation, id_, pairs)


def _draw_article(evaluation: Evaluation, id_: str, pairs: Sequence[Pair]) -> str:
    sides = [list(_marks(pairs, "gold")), list(_marks(pairs, "found"))]
    figures = Scores({id_: pairs}).tallies["all"]
    words = [evaluation.splits.get(id_) or "no split", short_genre(evaluation.genres.get(id_))]
    said = ", ".join(f"all.{level} {show(figures.f1(level))}" for level in INTERVAL_LEVELS)
    summary = f"{id_}: {', '.join(words)}; {said}"
    columns = [
        f"<div><h4>{name}: {len(marks)} facts</h4><pre>{mark_text(evaluation.texts[id_], marks)}</pre></div>"
        for name, marks in zip(("Gold", "Found"), sides, strict=True)
    ]
    anchor = escape(f"article-{id_}")
    return (
        f'<details id="{anchor}"><summary>{escape(summary)}</summary>'
        f'<div class="sides">{"".join(columns)}</div></details>'
    )


def _marks(pairs: Sequence[Pair], side: str) -> Iterator[_Mark]:
    for pair in pairs:
        fact = pair.gold if side == "gold" else pair.found
        if fact:
            kind = _kind(pair)
            yield fact, kind, f"{fact['type']}: {LEGEND[kind]}{_contrast(pair)}\n{_fields(fact)}"


def _kind(pair: Pair) -> str:
    if not pair.gold or not pair.found:
        return "missed" if pair.gold else "spurious"
    return "right" if "full" in pair.levels else "drugs" if "value" in pair.levels else "value"


def _contrast(pair: Pair) -> str:
    fields = differing_fields(pair.gold, pair.found) if pair.gold and pair.found else []
    return f" ({', '.join(fields)})" if fields else ""


def _fields(fact: PlainFact) -> str:
    said = {key: value for key, value in fact.items() if key not in ("type", "start", "end", "text")}
    return json.dumps(said, ensure_ascii=False)


def _draw_table(table: Table) -> str:
    head = "".join(
        f'<th scope="col"><button type="button">{escape(cell)}</button></th>' for cell in table.header
    )
    rows = "".join(f"<tr>{_draw_cells(table, row)}</tr>" for row in table.rows)
    # Long lists are folded: the figures come first.
    open_ = " open" if len(table.rows) <= 25 else ""
    return (
        f"<details{open_}><summary>{escape(table.title)}</summary>"
        f'<table class="sortable"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></details>'
    )


def _draw_cells(table: Table, row: Sequence[str]) -> str:
    names = "".join(f"<td>{escape(cell)}</td>" for cell in row[: table.text_columns])
    figures = [escape(cell.strip("*")) for cell in row[table.text_columns :]]
    return names + "".join(f'<td class="figure">{cell}</td>' for cell in figures)


def _draw_legend() -> str:
    marks = [f'<mark class="{kind}">{escape(words)}</mark>' for kind, words in LEGEND.items()]
    return f"<p>{' '.join(marks)} &nbsp; Point at a mark to see its fact.</p>"


@cache
def _read_part(name: str) -> str:
    return files("pipeline.evaluate").joinpath("page", name).read_text(encoding="utf-8")
