"""What the scores say, for a terminal, a CI summary and a program; and each fact missed or made up."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.evaluate.floors import FloorResult
from pipeline.evaluate.score import (
    GROUPS,
    LEVELS,
    STATISTICS,
    Level,
    Pair,
    PlainFact,
    Scores,
    Statistic,
    Tally,
    differing_fields,
    same_drugs,
)
from pipeline.schema import FACT_CLASSES

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

KINDS: dict[str, str] = {
    "missed": "in gold, not found",
    "spurious": "found, not in gold",
    "value": "found with another value",
    "drugs": "found with other drugs",
}
"""What can be wrong with a pair, and how it is told."""

_CONTEXT = 240  # characters kept on each side of a fact where its sentence does not end before
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]{0,2}\s{1,4}(?![a-z])|\n")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~])")


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All that is reported on: the scores, of which articles, and the floors they were held against."""

    scores: Scores
    texts: Mapping[str, str]
    """Article id to its text."""
    splits: Mapping[str, str | None]
    """Article id to its split, None where the corpus names none."""
    floors: Sequence[FloorResult] = ()

    @property
    def passed(self) -> bool:
        return all(result.passed for result in self.floors)


def describe_articles(evaluation: Evaluation) -> str:
    """Which articles the figures are of: "22 articles (split dev: 20, no split: 2)"."""
    counts = Counter(evaluation.splits.get(id_) for id_ in evaluation.scores.pairs)
    named = [f"split {split}: {count}" for split, count in sorted(counts.items(), key=str) if split]
    unnamed = [f"no split: {counts[None]}"] if counts[None] else []
    total = counts.total()
    return f"{total} article{'' if total == 1 else 's'} ({', '.join(named + unnamed)})"


def build_rows(scores: Scores) -> list[tuple[str, ...]]:
    """The table's cells under HEADER: groups, then every type that is in gold or found."""
    return [
        (row, str(tally.gold), str(tally.found), *_cells(tally))
        for row, tally in scores.tallies.items()
        if row in GROUPS or tally.gold or tally.found
    ]


def build_json(evaluation: Evaluation) -> dict[str, Any]:
    """The whole evaluation as plain data: every row and level, the floors, every difference."""
    scores = evaluation.scores
    figures = {row: _figures(tally) for row, tally in scores.tallies.items()}
    return {
        "articles": {id_: evaluation.splits.get(id_) for id_ in scores.pairs},
        "passed": evaluation.passed,
        "floors": [
            {"key": str(result.floor), "floor": result.floor.least, "measured": _round(result.measured)}
            | {"passed": result.passed}
            for result in evaluation.floors
        ],
        "groups": {row: figures[row] for row in GROUPS},
        "types": {row: figures[row] for row in FACT_CLASSES},
        "differences": [
            {"article": id_, "kind": kind, "type": pair.type, "gold": pair.gold, "found": pair.found}
            for id_, pair, kind in find_differences(scores)
        ],
    }


def find_differences(scores: Scores) -> Iterator[tuple[str, Pair, str]]:
    """(article id, pair, kind of KINDS) of everything that is not right at level "full"."""
    for id_, pairs in scores.pairs.items():
        for pair in pairs:
            kind = _kind(pair)
            if kind:
                yield id_, pair, kind


def render_text(evaluation: Evaluation) -> str:
    """The table in aligned columns, for a pipe or a log."""
    rows = [HEADER, *build_rows(evaluation.scores)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADER))]
    lines = [describe_articles(evaluation), ""]
    for row in rows:
        cells = [cell.rjust(width) for cell, width in zip(row, widths, strict=True)]
        lines.append("  ".join([row[0].ljust(widths[0]), *cells[1:]]))
    return "\n".join(lines) + "\n"


def print_table(evaluation: Evaluation) -> None:
    """The table in a terminal's own drawing, on stdout."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    # Without padding the table fits into 80 columns.
    table = Table(box=box.SIMPLE_HEAD, padding=0, show_edge=False)
    table.add_column(HEADER[0], no_wrap=True)
    for title in HEADER[1:]:
        table.add_column(title.replace(" ", "\n"), justify="right", no_wrap=True)
    for index, row in enumerate(build_rows(evaluation.scores)):
        table.add_row(*row, style="bold" if row[0] in GROUPS else "", end_section=index == len(GROUPS) - 1)
    console = Console()
    console.print(describe_articles(evaluation), "", table, sep="\n", highlight=False, markup=False)


def render_markdown(evaluation: Evaluation) -> str:
    """The summary of a CI job: which articles, the floors, the table."""
    lines = ["# Evaluation", "", f"Figures of {describe_articles(evaluation)}.", ""]
    if evaluation.floors:
        lines += ["| floor | least | measured | |", "|---|--:|--:|---|"]
        lines += [_floor_row(result) for result in evaluation.floors] + [""]
    lines += [f"| {' | '.join(HEADER)} |", f"|---|{'--:|' * (len(HEADER) - 1)}"]
    for row in build_rows(evaluation.scores):
        # A code span: the underscore of P_VALUE is no emphasis.
        lines.append(f"| `{row[0]}` | {' | '.join(row[1:])} |")
    return "\n".join(lines) + "\n"


def render_misses(evaluation: Evaluation) -> str:
    """Every difference with its sentence, by type: what a developer reads to mend the rules."""
    by_type: dict[str, list[tuple[str, Pair, str]]] = {type_: [] for type_ in FACT_CLASSES}
    for id_, pair, kind in find_differences(evaluation.scores):
        by_type[pair.type].append((id_, pair, kind))
    lines = ["# Misses", "", f"{describe_articles(evaluation)}.", ""]
    for type_, differences in by_type.items():
        if not differences:
            continue
        counts = Counter(kind for _, _, kind in differences)
        said = [f"{counts[kind]} {words}" for kind, words in KINDS.items() if counts[kind]]
        lines += [f"## `{type_}`: {', '.join(said)}", ""]
        for id_, pair, kind in differences:
            lines += [*_describe(id_, pair, kind, evaluation.texts[id_]), ""]
    return "\n".join(lines)


def write_report(evaluation: Evaluation, folder: Path) -> None:
    """report.md, report.json and misses.md into the folder, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "report.md").write_text(render_markdown(evaluation), encoding="utf-8")
    (folder / "report.json").write_text(render_json(evaluation), encoding="utf-8")
    (folder / "misses.md").write_text(render_misses(evaluation), encoding="utf-8")


def render_json(evaluation: Evaluation) -> str:
    """`build_json`, written out."""
    return json.dumps(build_json(evaluation), indent=2, ensure_ascii=False) + "\n"


def sentence_around(text: str, start: int, end: int) -> tuple[str, str, str]:
    """The words before a span, the span, and the words after it, as far as its sentence goes (about)."""
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    ends = [match.end() for match in _SENTENCE_END.finditer(before)]
    stop = _SENTENCE_END.search(after)
    return before[ends[-1] :] if ends else before, text[start:end], after[: stop.end()] if stop else after


def _kind(pair: Pair) -> str | None:
    if pair.gold is None:
        return "spurious"
    if pair.found is None:
        return "missed"
    if "value" not in pair.levels:
        return "value"
    return None if "full" in pair.levels else "drugs"


def _describe(id_: str, pair: Pair, kind: str, text: str) -> list[str]:
    """One difference: what it is, and a quotation with the span in bold."""
    fact = pair.gold or pair.found or {}
    said = _contrast(pair.gold, pair.found) if pair.gold and pair.found else _fields(fact)
    before, span, after = (_escape(part) for part in sentence_around(text, fact["start"], fact["end"]))
    place = f"{_escape(id_)} {fact['start']}–{fact['end']}"
    quotation = f"{before.lstrip()}**{span.strip()}**{after.rstrip()}"
    return [f"- **{KINDS[kind]}**, {place}: {said}", f"  > {quotation}"]


def _contrast(gold: PlainFact, found: PlainFact) -> str:
    """The fields in which the two differ, gold first, and the found span where it is another one."""
    fields = differing_fields(gold, found)
    if not same_drugs(gold, found):
        fields.append("drugs")
    said = [f"{field}: gold {_code(gold.get(field))}, found {_code(found.get(field))}" for field in fields]
    if (gold["start"], gold["end"]) != (found["start"], found["end"]):
        said.append(f"span found {_code(found['text'])}")
    return "; ".join(said)


def _fields(fact: PlainFact) -> str:
    return _code({key: value for key, value in fact.items() if key not in ("type", "start", "end", "text")})


def _code(value: Any) -> str:
    """A value in a Markdown code span; absent is "nothing"."""
    if value is None:
        return "nothing"
    plain = json.dumps(value, ensure_ascii=False).replace("`", "'")  # a backtick would end the span
    return f"`{plain}`"


def _escape(text: str) -> str:
    """Text with nothing in it that Markdown or HTML would read as its own, on one line."""
    return _MARKDOWN.sub(r"\\\1", " ".join(re.split(r"\s", text))).replace("&", "&amp;")


def _floor_row(result: FloorResult) -> str:
    verdict = "passed" if result.passed else "**below**"
    return f"| `{result.floor}` | {result.floor.least:.3f} | {show(result.measured)} | {verdict} |"


def _cells(tally: Tally) -> list[str]:
    return [show(tally.statistic(statistic, level)) for _, level, statistic in COLUMNS]


def show(figure: float | None) -> str:
    """Three decimals; "-" where the figure is undefined."""
    return "-" if figure is None else f"{figure:.3f}"


def _figures(tally: Tally) -> dict[str, Any]:
    """Counts and, by level, hits and statistics; null where undefined."""
    figures: dict[str, Any] = {"gold": tally.gold, "found": tally.found}
    for level in LEVELS:
        statistics = {name: _round(tally.statistic(name, level)) for name in STATISTICS}
        figures[level] = {"hits": tally.hits[level]} | statistics
    return figures


def _round(figure: float | None) -> float | None:
    return None if figure is None else round(figure, 6)
