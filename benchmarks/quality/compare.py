"""mednews beside two open tools on our gold, as the tables of README.md.

    python benchmarks/quality/compare.py [--split test] [--work out/quality]

Run it with the Python that mednews is installed in. It makes an environment for each peer in the work folder,
which needs a package index the first time, and prints figures alone: no words of an article are shown.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from environments import PEERS, make_environment
from exchange import read_lines, write_lines
from kinds import PERCENTAGE, TIME, strip_file, strip_types
from seen import Spans, count_covered, number_spans

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
DRUG_PEER, QUANTITY_PEER = PEERS
LEVELS = ("overlap", "value")
STATISTICS = ("precision", "recall", "f1")


@dataclass(frozen=True, slots=True)
class Article:
    """An article of the split."""

    id: str
    invented: bool
    """About a trial and a drug that do not exist: no dictionary can hold the name."""

    @property
    def text_file(self) -> Path:
        return ROOT / "corpus" / f"{self.id}.txt"

    @property
    def gold_file(self) -> Path:
        return ROOT / "gold" / f"{self.id}.jsonl"


def find_articles(split: str) -> list[Article]:
    """The articles of the split, as the corpus lists them."""
    listed = read_lines(ROOT / "corpus" / "articles.jsonl")
    return [Article(of["id"], bool(of.get("invented"))) for of in listed if of["split"] == split]


def run_peers(articles: Iterable[Article], work: Path) -> None:
    """Each peer in its environment: drugs.jsonl, quantities.jsonl and spans.jsonl in the work folder."""
    paths = [str(article.text_file) for article in articles]
    outputs = {DRUG_PEER: ["drugs.jsonl"], QUANTITY_PEER: ["quantities.jsonl", "spans.jsonl"]}
    scripts = {DRUG_PEER: "find_drugs.py", QUANTITY_PEER: "find_quantities.py"}
    for peer, script in scripts.items():
        python = make_environment(peer, work)
        written = [str(work / name) for name in outputs[peer]]
        subprocess.run([str(python), str(HERE / script), *written, *paths], check=True, stdout=sys.stderr)


def evaluate(*arguments: str) -> dict[str, Any]:
    """The report of `mednews evaluate`. Raises: SystemExit with its errors if it refuses."""
    command = [sys.executable, "-m", "pipeline", "evaluate", "--json", *arguments]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
    if run.returncode:
        raise SystemExit(run.stderr)
    report: dict[str, Any] = json.loads(run.stdout)
    return report


def name_articles(articles: Iterable[Article]) -> list[str]:
    """The options that score these articles alone."""
    return [word for article in articles for word in ("--article", article.id)]


def score_rows(articles: list[Article], split: str, work: Path) -> list[str]:
    """The rows of the first table: each measure for mednews, then for the peer."""
    ours, drugs, quantities = (work / name for name in ("ours.jsonl", "drugs.jsonl", "quantities.jsonl"))
    chosen = ["--split", split]
    evaluate(*chosen, "--save", str(ours))
    real = chosen + name_articles(article for article in articles if not article.invented)
    bare = [*name_articles(articles), "--gold", str(write_bare_gold(articles, work)), "--corpus", "corpus"]
    sides = {file: strip_file(file, file.with_suffix(".bare.jsonl")) for file in (ours, quantities)}
    measures = [
        ("DRUG", "DRUG", chosen, DRUG_PEER, ours, drugs),
        ("DRUG, articles about real drugs", "DRUG", real, DRUG_PEER, ours, drugs),
        ("DOSE", "DOSE", chosen, QUANTITY_PEER, ours, quantities),
        ("a time, whatever its type", TIME, bare, QUANTITY_PEER, sides[ours], sides[quantities]),
        ("a percentage, whatever its type", PERCENTAGE, bare, QUANTITY_PEER, sides[ours], sides[quantities]),
    ]
    return [
        draw_row(title, tool, evaluate(*options, "--predictions", str(file))["types"][type_])
        for title, type_, options, peer, our_file, peer_file in measures
        for tool, file in (("mednews", our_file), (peer, peer_file))
    ]


def write_bare_gold(articles: Iterable[Article], work: Path) -> Path:
    """The gold with its types set aside, in a folder of its own."""
    folder = work / "bare-gold"
    folder.mkdir(exist_ok=True)
    for article in articles:
        write_lines(folder / article.gold_file.name, strip_types(read_lines(article.gold_file)))
    return folder


def draw_row(title: str, tool: str, figures: dict[str, Any]) -> str:
    """A row in Markdown: gold, then precision, recall and F1 at each level."""
    cells = [show(figures[level][statistic]) for level in LEVELS for statistic in STATISTICS]
    return f"| {title} | {figures['gold']} | {tool} | {' | '.join(cells)} |"


def show(figure: float | None) -> str:
    """Three decimals, without the zero before the point."""
    return "-" if figure is None else f"{figure:.3f}".removeprefix("0")


def coverage_rows(articles: list[Article], work: Path) -> list[str]:
    """The rows of the second table: the share of gold numbers that each reading overlaps."""
    gold = {article.id: number_spans(read_lines(article.gold_file)) for article in articles}
    facts = group_spans(read_lines(work / "ours.jsonl"), numbers_only=True)
    readings = {
        "mednews, numbers that became a fact": facts,
        "mednews, any number of the record": find_our_numbers(articles),
        f"{QUANTITY_PEER}, any quantity": group_spans(read_lines(work / "spans.jsonl")),
    }
    rows = []
    for name, found in readings.items():
        covered, total = count_covered(gold, found)
        rows.append(f"| {name} | {covered} | {total} | {show(covered / total)} |")
    return rows


def group_spans(facts: Iterable[dict[str, Any]], *, numbers_only: bool = False) -> dict[str, Spans]:
    """Article id to the spans of its facts."""
    grouped: dict[str, list[dict[str, Any]]] = {}
    for fact in facts:
        grouped.setdefault(fact["article"], []).append(fact)
    if numbers_only:
        return {id_: number_spans(of) for id_, of in grouped.items()}
    return {id_: {(fact["start"], fact["end"]) for fact in of} for id_, of in grouped.items()}


def find_our_numbers(articles: Iterable[Article]) -> dict[str, Spans]:
    """Where mednews saw a number: in a fact, set aside with a reason, or unexplained."""
    paths = [str(article.text_file) for article in articles]
    command = [sys.executable, "-m", "pipeline", "extract", "--format", "json", *paths]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, encoding="utf-8")
    return {
        record["article"]["id"]: number_spans(record["facts"])
        | {(each["start"], each["end"]) for each in (*record["set_aside"], *record["unexplained"])}
        for record in json.loads(run.stdout)
    }


def main() -> None:
    """Print both tables in Markdown."""
    parser = argparse.ArgumentParser(description="mednews beside two open tools, on our gold.")
    parser.add_argument("--split", choices=("dev", "test"), default="test")
    parser.add_argument("--work", type=Path, default=ROOT / "out" / "quality")
    options = parser.parse_args()
    work = options.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    articles = find_articles(options.split)
    run_peers(articles, work)
    levels = " | ".join(f"{level} {name}" for level in LEVELS for name in ("P", "R", "F1"))
    print(f"| what | gold | tool | {levels} |\n|---|--:|---|{'--:|' * 6}")
    print("\n".join(score_rows(articles, options.split, work)))
    print("\n| reading | covered | gold numbers | share |\n|---|--:|--:|--:|")
    print("\n".join(coverage_rows(articles, work)))


if __name__ == "__main__":
    main()
