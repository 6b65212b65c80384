"""mednews evaluate: how well the facts that are found agree with the gold."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.message import print_error
from pipeline.errors import MednewsError

if TYPE_CHECKING:
    from pipeline.evaluate.floors import Floor
    from pipeline.evaluate.gold import GoldEntry
    from pipeline.evaluate.report import Evaluation
    from pipeline.schema import AnyFact

PASSED, BELOW_FLOOR, BAD_INPUT = 0, 1, 2
"""The exit codes."""


def evaluate_cli(
    gold: Annotated[
        list[Path] | None,
        typer.Option(help="Folder of gold files, <article>.jsonl; repeatable. Default: gold/."),
    ] = None,
    corpus: Annotated[
        list[Path] | None,
        typer.Option(
            help="Folder of the articles, <article>.txt; repeatable. "
            "Default: the gold folder if it holds them, else corpus/."
        ),
    ] = None,
    predictions: Annotated[
        Path | None,
        typer.Option(help='Score these facts instead of extracting: JSON Lines in gold form with "article".'),
    ] = None,
    split: Annotated[
        str | None, typer.Option(help="Only articles of this split of the corpus' articles.jsonl.")
    ] = None,
    article: Annotated[list[str] | None, typer.Option(help="Only this article; repeatable.")] = None,
    report: Annotated[
        Path | None, typer.Option(help="Write report.md, report.json and misses.md into this folder.")
    ] = None,
    fail_under: Annotated[
        list[str] | None,
        typer.Option(help="Exit 1 if a figure is lower, as all.value=0.90 (F1 unless named); repeatable."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
) -> None:
    """Score the extractor, or any tool's facts, against hand-annotated gold.

    \b
    Examples:
      mednews evaluate
      mednews evaluate --split dev --report report/
      mednews evaluate --gold annotations/ --corpus articles/
      mednews evaluate --fail-under all.value=0.90
      mednews evaluate --fail-under DRUG.full.recall=0.95
      mednews evaluate --predictions facts.jsonl --json

    \b
    Levels: strict (same span), overlap, value (overlap, same key fields), full (value, same drugs).
    Exit codes: 0 passed, 1 below a floor, 2 bad input.
    """
    from pipeline.evaluate.floors import parse_floor

    try:
        floors = [parse_floor(text) for text in fail_under or ()]
        entries = find_entries(gold or (), corpus or (), split=split, ids=article or ())
        evaluation = evaluate(entries, floors, predictions=predictions)
        if report:
            _write_report(evaluation, report)
    except MednewsError as error:
        print_error(error)
        raise typer.Exit(BAD_INPUT) from error
    except ExceptionGroup as errors:
        for each in errors.exceptions:
            print_error(each)
        raise typer.Exit(BAD_INPUT) from errors
    _print_evaluation(evaluation, as_json=json)
    raise typer.Exit(PASSED if evaluation.passed else BELOW_FLOOR)


def find_entries(
    gold: Sequence[Path], corpus: Sequence[Path], *, split: str | None = None, ids: Sequence[str] = ()
) -> list[GoldEntry]:
    """The articles to score, from the folders given or the default ones.

    Raises: MednewsError as `find_gold`, or if a default folder is missing.
    """
    from pipeline.evaluate.gold import find_gold
    from pipeline.paths import corpus_folder, gold_folder

    if not corpus and gold:
        # A folder may hold articles and gold side by side.
        corpus = [folder if any(folder.glob("*.txt")) else corpus_folder() for folder in gold]
    return find_gold(gold or [gold_folder()], corpus or [corpus_folder()], split=split, ids=ids)


def evaluate(
    entries: Sequence[GoldEntry], floors: Sequence[Floor] = (), *, predictions: Path | None = None
) -> Evaluation:
    """The scores of the extractor, or of the facts in the file `predictions`, on these articles.

    Raises: MednewsError on a bad input; ExceptionGroup of all errors in the gold.
    """
    from pipeline.evaluate.floors import check_floors
    from pipeline.evaluate.gold import read_all
    from pipeline.evaluate.lines import read_exact
    from pipeline.evaluate.report import Evaluation
    from pipeline.evaluate.score import score_articles

    gold = read_all(entries)
    texts = {entry.id: read_exact(entry.article_file) for entry in entries}
    found = _read_found(predictions, texts) if predictions else _extract(entries, texts)
    scores = score_articles(gold, found)
    splits = {entry.id: entry.split for entry in entries}
    return Evaluation(scores, texts, splits, check_floors(floors, scores))


def _read_found(predictions: Path, texts: Mapping[str, str]) -> Mapping[str, list[AnyFact]]:
    from pipeline.evaluate.predictions import read_predictions

    read = read_predictions(predictions, texts)
    if read.left_out:
        named = [f"{id_} ({count})" for id_, count in sorted(read.left_out.items())]
        names = ", ".join(named[:5]) + (f" and {len(named) - 5} more" if len(named) > 5 else "")
        typer.echo(f"note: facts of articles that are not scored are left out: {names}", err=True)
    return read.facts


def _extract(entries: Sequence[GoldEntry], texts: Mapping[str, str]) -> Mapping[str, list[AnyFact]]:
    """What the extractor finds, by article id."""
    from pipeline import extract
    from pipeline.ingest import read_article

    articles = [read_article(entry.article_file) for entry in entries]
    for entry, article in zip(entries, articles, strict=True):
        if article.text != texts[entry.id]:
            # Every offset would be off, and the scores would say nothing of the extractor.
            raise MednewsError("the reader changed the text of the article", where=str(entry.article_file))
    return {record.article.id: record.facts for record in extract(articles)}


def _write_report(evaluation: Evaluation, folder: Path) -> None:
    from pipeline.evaluate.report import write_report

    try:
        write_report(evaluation, folder)
    except OSError as error:
        raise MednewsError(f"cannot write the report: {error.strerror}", where=str(folder)) from error


def _print_evaluation(evaluation: Evaluation, *, as_json: bool) -> None:
    """The figures to stdout, the floors to stderr."""
    from pipeline.evaluate.report import print_table, render_json, render_text, show

    if as_json:
        typer.echo(render_json(evaluation), nl=False)
    elif sys.stdout.isatty():
        print_table(evaluation)
    else:
        typer.echo(render_text(evaluation), nl=False)
    for result in evaluation.floors:
        verdict = "passed" if result.passed else "below its floor"
        measured = f"{result.floor} = {show(result.measured)}"
        typer.echo(f"{verdict}: {measured}, floor {result.floor.least:.3f}", err=True)
