"""What the scores say, for a terminal, a CI summary and a program; and each fact missed or made up."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pipeline.evaluate.baseline import RENEW
from pipeline.evaluate.breakdown import PARTS, Part
from pipeline.evaluate.compare import digest_gold
from pipeline.evaluate.confusion import NOTHING
from pipeline.evaluate.evaluation import Evaluation, describe_articles, describe_unquoted
from pipeline.evaluate.score import (
    GROUPS,
    LEVELS,
    STATISTICS,
    Pair,
    PlainFact,
    Scores,
    Tally,
    differing_fields,
    same_drugs,
)
from pipeline.evaluate.tables import (
    HEADER,
    INTERVAL_LEVELS,
    all_tables,
    comparison_tables,
    draw_markdown,
    draw_text,
    floor_table,
    part_table,
    show,
    type_table,
)
from pipeline.schema import FACT_CLASSES

KINDS: dict[str, str] = {
    "missed": "in gold, not found",
    "spurious": "found, not in gold",
    "value": "found with another value",
    "drugs": "found with other drugs",
}
"""What can be wrong with a pair, and how it is told."""

_BLAMED = 60  # facts that the verdict on a fall names
_CONTEXT = 240  # characters kept on each side of a fact where its sentence does not end before
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]{0,2}\s{1,4}(?![a-z])|\n")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~])")


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
        "baseline": _baseline_json(evaluation),
        "comparison": _comparison_json(evaluation),
        "groups": {row: figures[row] for row in GROUPS},
        "types": {row: figures[row] for row in FACT_CLASSES},
        "intervals": _intervals_json(evaluation),
        **{f"by_{part}": _part_json(evaluation.split_by(part)) for part in PARTS},
        "confusion": [
            {"found": found, "gold": gold, "count": count}
            for (found, gold), count in sorted(evaluation.confusion.items())
            if NOTHING not in (found, gold)
        ],
        "gold_sha256": digest_gold(scores),
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
    return f"{describe_articles(evaluation)}\n\n{draw_text(type_table(evaluation))}"


def render_more(evaluation: Evaluation, parts: Sequence[Part]) -> str:
    """What stands below the table: the intervals of the groups, a table for each part, the other run."""
    said = [
        f"{row}.{level} {ends[0]:.3f} to {ends[1]:.3f}"
        for level in INTERVAL_LEVELS
        for row in GROUPS
        if (ends := evaluation.intervals[row][level])
    ]
    lines = ["", "95% intervals of F1 over articles: " + (", ".join(said) or "-")]
    tables = [part_table(evaluation, part) for part in parts] + comparison_tables(evaluation)
    for table in tables:
        lines += ["", table.title, "", draw_text(table).rstrip("\n")]
    return "\n".join(lines) + "\n"


def list_verdicts(evaluation: Evaluation) -> list[str]:
    """A line for each floor; then what fell below the baseline and the facts that can have done it."""
    lines = [
        f"{'passed' if result.passed else 'below its floor'}: "
        f"{result.floor} = {show(result.measured)}, floor {result.floor.least:.3f}"
        for result in evaluation.floors
    ]
    check = evaluation.baseline
    if not check:
        return lines
    if check.passed:
        return [*lines, f"passed: the baseline, {len(check.results)} figures pinned"]
    lines += [f"below the baseline: {r} = {show(r.measured)}, pinned {show(r.pinned)}" for r in check.fallen]
    blamed = [change.tell(evaluation.quotable) for change in check.blame(check.fallen)]
    lines += blamed[:_BLAMED] + ([f"and {len(blamed) - _BLAMED} more"] if len(blamed) > _BLAMED else [])
    if check.stale:
        lines += ["the gold or the corpus is not that of the baseline:", *check.stale, f"renew it: {RENEW}"]
    return lines


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
    for index, row in enumerate(type_table(evaluation).rows):
        table.add_row(*row, style="bold" if row[0] in GROUPS else "", end_section=index == len(GROUPS) - 1)
    console = Console()
    console.print(describe_articles(evaluation), "", table, sep="\n", highlight=False, markup=False)


def render_markdown(evaluation: Evaluation) -> str:
    """The summary of a CI job: which articles, the floors, the tables."""
    lines = ["# Evaluation", "", f"Figures of {describe_articles(evaluation)}.", ""]
    if evaluation.floors:
        lines += [draw_markdown(floor_table(evaluation))]
    lines += [draw_markdown(type_table(evaluation))]
    for table in all_tables(evaluation):
        lines += [f"## {_escape(table.title)}", "", draw_markdown(table)]
    return "\n".join(lines)


def render_misses(evaluation: Evaluation) -> str:
    """Every difference with its sentence, by type: what a developer reads to mend the rules.

    Differences in articles that may not be quoted are counted alone.
    """
    by_type: dict[str, list[tuple[str, Pair, str]]] = {type_: [] for type_ in FACT_CLASSES}
    for id_, pair, kind in find_differences(evaluation.scores):
        by_type[pair.type].append((id_, pair, kind))
    lines = ["# Misses", "", f"{describe_articles(evaluation)}.", ""]
    if unquoted := describe_unquoted(evaluation):
        lines += [unquoted, ""]
    for type_, differences in by_type.items():
        if not differences:
            continue
        counts = Counter(kind for _, _, kind in differences)
        said = [f"{counts[kind]} {words}" for kind, words in KINDS.items() if counts[kind]]
        lines += [f"## `{type_}`: {', '.join(said)}", ""]
        quoted = [difference for difference in differences if difference[0] in evaluation.quotable]
        for id_, pair, kind in quoted:
            lines += [*_describe(id_, pair, kind, evaluation.quotable[id_]), ""]
        if len(quoted) < len(differences):
            lines += [f"- {len(differences) - len(quoted)} not quoted", ""]
    return "\n".join(lines)


def write_report(evaluation: Evaluation, folder: Path) -> None:
    """report.md, report.json, report.html and misses.md into the folder, which is made if need be."""
    from pipeline.evaluate.html import render_html

    folder.mkdir(parents=True, exist_ok=True)
    (folder / "report.md").write_text(render_markdown(evaluation), encoding="utf-8")
    (folder / "report.json").write_text(render_json(evaluation), encoding="utf-8")
    (folder / "report.html").write_text(render_html(evaluation), encoding="utf-8")
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


def _figures(tally: Tally) -> dict[str, Any]:
    """Counts and, by level, hits and statistics; null where undefined."""
    figures: dict[str, Any] = {"gold": tally.gold, "found": tally.found}
    for level in LEVELS:
        statistics = {name: _round(tally.statistic(name, level)) for name in STATISTICS}
        figures[level] = {"hits": tally.hits[level]} | statistics
    return figures


def _baseline_json(evaluation: Evaluation) -> dict[str, Any] | None:
    check = evaluation.baseline
    if not check:
        return None
    fallen = [
        {"key": str(r), "split": r.split, "pinned": _round(r.pinned), "measured": _round(r.measured)}
        for r in check.fallen
    ]
    changes = [asdict(change) for change in check.changes]
    return {"passed": check.passed, "stale": list(check.stale), "fallen": fallen, "changes": changes}


def _comparison_json(evaluation: Evaluation) -> dict[str, Any] | None:
    compared = evaluation.comparison
    if not compared:
        return None
    rows = [
        {"key": f"{r.row}.{r.level}", "this": _round(r.this), "other": _round(r.other), "p": r.p}
        for r in compared.rows
    ]
    return {"other": compared.name, "rows": rows, "changes": [asdict(change) for change in compared.changes]}


def _intervals_json(evaluation: Evaluation) -> dict[str, Any]:
    """Row to level to [low, high] of F1; null where undefined."""
    return {
        row: {level: [round(end, 6) for end in ends] if ends else None for level, ends in of.items()}
        for row, of in evaluation.intervals.items()
    }


def _part_json(parts: Mapping[str, Scores]) -> dict[str, Any]:
    """Name of the part to its articles and the figures of every row that is in gold or found."""
    return {
        name: {"articles": len(scores.pairs)}
        | {row: _figures(tally) for row, tally in scores.tallies.items() if tally.gold or tally.found}
        for name, scores in parts.items()
    }


def _round(figure: float | None) -> float | None:
    return None if figure is None else round(figure, 6)
