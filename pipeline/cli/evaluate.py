"""mednews evaluate: how well the facts that are found agree with the gold."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.message import print_error
from pipeline.errors import MednewsError

if TYPE_CHECKING:
    from pipeline.evaluate.breakdown import Part
    from pipeline.evaluate.evaluation import Evaluation
    from pipeline.evaluate.floors import Floor
    from pipeline.evaluate.gold import GoldEntry
    from pipeline.schema import AnyFact

PASSED, BELOW_FLOOR, BAD_INPUT = 0, 1, 2
"""The exit codes."""


def evaluate_cli(
    baseline_file: Annotated[
        Path | None,
        typer.Argument(
            metavar="FILE", help="The file of --baseline. Default: baseline.json of the gold folder."
        ),
    ] = None,
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
    by: Annotated[
        list[str] | None, typer.Option(help="Also a table by split, genre or article; repeatable.")
    ] = None,
    report: Annotated[
        Path | None,
        typer.Option(help="Write report.md, report.json, report.html and misses.md into this folder."),
    ] = None,
    junit: Annotated[
        Path | None, typer.Option(help="Write floors and baseline into this file as JUnit XML.")
    ] = None,
    save: Annotated[
        Path | None, typer.Option(help="Write the facts found into this file, for a later --compare.")
    ] = None,
    compare: Annotated[
        Path | None,
        typer.Option(help="Another run to hold against: facts as --save writes them, or a report.json."),
    ] = None,
    fail_under: Annotated[
        list[str] | None,
        typer.Option(help="Exit 1 if a figure is lower, as all.value=0.90 (F1 unless named); repeatable."),
    ] = None,
    baseline: Annotated[
        bool, typer.Option("--baseline", help="Exit 1 if value or full F1 of a type is lower than pinned.")
    ] = False,
    update: Annotated[
        bool, typer.Option("--update", help="Pin this run as the baseline, unless that lowers a floor.")
    ] = False,
    allow_regression: Annotated[
        bool, typer.Option("--allow-regression", help="Let --update lower a floor.")
    ] = False,
    show_test: Annotated[
        bool, typer.Option("--show-test", help="Let reports quote articles of split test, too.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
) -> None:
    """Score the extractor, or any tool's facts, against hand-annotated gold.

    \b
    Examples:
      mednews evaluate
      mednews evaluate --split dev --by genre --report report/
      mednews evaluate --gold annotations/ --corpus articles/
      mednews evaluate --fail-under all.value=0.90
      mednews evaluate --fail-under DRUG.full.recall=0.95
      mednews evaluate --predictions facts.jsonl --json
      mednews evaluate --save before.jsonl
      mednews evaluate --compare before.jsonl
      mednews evaluate --baseline --update
      mednews evaluate --baseline --junit junit.xml

    \b
    Levels: strict (same span), overlap, value (overlap, same key fields), full (value, same drugs).
    The baseline pins what the last good run reached, and the gold and articles it was measured on. Renew it
    with --baseline --update after the rules got better or the gold changed; it lowers no floor unless
    --allow-regression is given too.
    Articles of split test are in every figure, but their words stand in no table, misses.md or report.html
    unless --show-test is given; the differences in JSON, made for programs, are of all articles.
    An article that the file of --predictions has no facts of counts as read with nothing found.
    Exit codes: 0 passed, 1 below a floor or the baseline, 2 bad input.
    """
    from pipeline.evaluate.floors import parse_floor

    with told_errors():
        floors = [parse_floor(text) for text in fail_under or ()]
        parts = _parse_parts(by or ())
        pinned = _find_baseline(baseline or update, baseline_file, gold or ())
        _check_baseline_options(pinned, update, split=split, ids=article or ())
        entries = find_entries(gold or (), corpus or (), split=split, ids=article or ())
        checked = None if update else pinned
        evaluation = evaluate(
            entries,
            floors,
            predictions=predictions,
            save=save,
            compare=compare,
            baseline=checked,
            split=split,
            known={entry.id for entry in find_entries(gold or (), corpus or ())} if predictions else (),
            show_test=show_test,
        )
        _write_files(evaluation, report, junit)
        if pinned and update:
            _update(evaluation, entries, pinned, allow_regression)
    _print_evaluation(evaluation, parts, as_json=json)
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
    entries: Sequence[GoldEntry],
    floors: Sequence[Floor] = (),
    *,
    predictions: Path | None = None,
    save: Path | None = None,
    compare: Path | None = None,
    baseline: Path | None = None,
    split: str | None = None,
    known: Collection[str] = (),
    show_test: bool = False,
) -> Evaluation:
    """The scores of the extractor, or of the facts in the file `predictions`, on these articles.

    Args: save: where to write the facts found. compare: another run. baseline: what must be reached, of
        `split` alone if one is named. known: ids of articles that may be in `predictions` without being
        scored. show_test: whether reports may quote articles of the test split.
    Raises: MednewsError on a bad input; ExceptionGroup of all errors in the gold.
    """
    from pipeline.evaluate.baseline import build_baseline, check_baseline, read_baseline
    from pipeline.evaluate.compare import compare_runs, score_run
    from pipeline.evaluate.evaluation import Evaluation
    from pipeline.evaluate.floors import check_floors
    from pipeline.evaluate.gold import read_all
    from pipeline.evaluate.lines import read_exact
    from pipeline.evaluate.predictions import write_predictions
    from pipeline.evaluate.score import score_articles

    pinned = read_baseline(baseline) if baseline else None
    gold = read_all(entries)
    texts = {entry.id: read_exact(entry.article_file) for entry in entries}
    other = score_run(compare, gold, texts) if compare else None
    found = _read_found(predictions, gold, texts, known) if predictions else _extract(entries, texts)
    if save:
        write_predictions(save, found)
    scores = score_articles(gold, found)
    return Evaluation(
        scores,
        texts,
        {entry.id: entry.split for entry in entries},
        check_floors(floors, scores),
        {entry.id: entry.genre for entry in entries},
        check_baseline(pinned, build_baseline(scores, entries), split=split) if pinned else None,
        compare_runs(scores, other, name=str(compare)) if other else None,
        show_test,
    )


def _read_found(
    predictions: Path, gold: Mapping[str, list[AnyFact]], texts: Mapping[str, str], known: Collection[str]
) -> Mapping[str, list[AnyFact]]:
    """The facts of the file by article id; what it lacks and what it has too much is told."""
    from pipeline.evaluate.predictions import read_predictions

    read = read_predictions(predictions, texts)
    _tell_left_out(read.left_out, {*known, *texts})
    silent = [id_ for id_, facts in read.facts.items() if not facts and gold[id_]]
    if silent:
        lost = sum(len(gold[id_]) for id_ in silent)
        typer.echo(
            f"warning: no facts of {len(silent)} of {len(texts)} articles: {name_some(silent)}; "
            f"the {lost} gold facts of these count as missed",
            err=True,
        )
    return read.facts


def _tell_left_out(left_out: Mapping[str, list[str]], known: Collection[str]) -> None:
    """Facts of articles that are not scored: not chosen, or unknown to the gold."""
    spare = [f"{id_} ({len(places)})" for id_, places in sorted(left_out.items()) if id_ in known]
    if spare:
        typer.echo(f"note: facts of articles that are not scored are left out: {name_some(spare)}", err=True)
    unknown = [
        f'"{id_}" ({places[0]}, {len(places)} facts)'
        for id_, places in sorted(left_out.items())
        if id_ not in known
    ]
    if unknown:
        typer.echo(
            f"warning: no gold for articles that the facts name, which are left out: {name_some(unknown)}",
            err=True,
        )


def name_some(names: Sequence[str], *, most: int = 5) -> str:
    """The first few names and how many more there are: "a, b and 3 more"."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


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


@contextmanager
def told_errors() -> Iterator[None]:
    """Errors go to stderr, each with its hint, and end the command."""
    try:
        yield
    except MednewsError as error:
        print_error(error)
        raise typer.Exit(BAD_INPUT) from error
    except ExceptionGroup as errors:
        for each in errors.exceptions:
            print_error(each)
        raise typer.Exit(BAD_INPUT) from errors


def _parse_parts(by: Sequence[str]) -> list[Part]:
    from pipeline.evaluate.breakdown import PARTS

    for part in by:
        if part not in PARTS:
            raise MednewsError(f'no table by "{part}"', hint=f"tables by: {', '.join(PARTS)}")
    return [part for part in PARTS if part in by]


def _find_baseline(asked: bool, file: Path | None, gold: Sequence[Path]) -> Path | None:
    from pipeline.evaluate.baseline import BASELINE_FILE
    from pipeline.paths import gold_folder

    if file and not asked:
        what = f'"{file}" is given, but not what for'
        raise MednewsError(what, hint="--baseline FILE, or name a folder of articles by --corpus")
    if not asked:
        return None
    return file or (gold[0] if gold else gold_folder()) / BASELINE_FILE


def _check_baseline_options(
    baseline: Path | None, update: bool, *, split: str | None, ids: Sequence[str]
) -> None:
    """A figure of some articles cannot be held against one of all."""
    if baseline and ids:
        raise MednewsError("the baseline is of whole splits", hint="leave out --article")
    if update and split:
        raise MednewsError("the baseline is of all articles", hint="leave out --split with --update")


def _update(evaluation: Evaluation, entries: Sequence[GoldEntry], file: Path, allow_regression: bool) -> None:
    """Pin the run; a refusal is no bad input but a figure below its floor."""
    from pipeline.evaluate.baseline import FloorLowered, build_baseline, update_baseline
    from pipeline.evaluate.tables import show

    try:
        before = update_baseline(
            file, build_baseline(evaluation.scores, entries), allow_regression=allow_regression
        )
    except FloorLowered as error:
        print_error(error)
        raise typer.Exit(BELOW_FLOOR) from error
    for result in before.fallen if before else ():
        typer.echo(f"lowered: {result} from {show(result.pinned)}", err=True)
    typer.echo(f"baseline written: {file}", err=True)


def _write_files(evaluation: Evaluation, report: Path | None, junit: Path | None) -> None:
    from pipeline.evaluate.junit import render_junit
    from pipeline.evaluate.report import write_report

    where = report
    try:
        if report:
            write_report(evaluation, report)
        if junit:
            where = junit
            junit.write_text(
                render_junit(evaluation.floors, evaluation.baseline, evaluation.quotable), encoding="utf-8"
            )
    except OSError as error:
        raise MednewsError(f"cannot write the report: {error.strerror}", where=str(where)) from error


def _print_evaluation(evaluation: Evaluation, parts: Sequence[Part], *, as_json: bool) -> None:
    """The figures to stdout, what passed and what fell to stderr."""
    from pipeline.evaluate.report import print_table, render_json, render_more, render_text

    if as_json:
        typer.echo(render_json(evaluation), nl=False)
    elif sys.stdout.isatty():
        print_table(evaluation)
    else:
        typer.echo(render_text(evaluation), nl=False)
    if not as_json:
        typer.echo(render_more(evaluation, parts), nl=False)
    _print_verdicts(evaluation)


def _print_verdicts(evaluation: Evaluation) -> None:
    from pipeline.evaluate.report import list_verdicts

    for verdict in list_verdicts(evaluation):
        typer.echo(verdict, err=True)
