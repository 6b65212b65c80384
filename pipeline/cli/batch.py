"""mednews batch: the facts of many articles, in files; a run that ends goes on where it ended."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.message import print_error
from pipeline.errors import MednewsError

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.batch.cluster import ClusterJob
    from pipeline.batch.run import Job, Summary

SOME_FAILED, BAD_USAGE = 1, 2
"""Exit codes, besides 0 and those of an interrupted run."""


class Engine(StrEnum):
    """What does the work."""

    LOCAL = "local"
    RAY = "ray"


def batch_cli(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT", help="Files, folders with all below them, URLs; - is a list of them."
        ),
    ],
    output: Annotated[str, typer.Option("--output", "-o", help="The folder to write to.", metavar="OUT")],
    include: Annotated[
        list[str] | None, typer.Option(help="Of a folder, only files of this name or path: '*.html'.")
    ] = None,
    exclude: Annotated[
        list[str] | None, typer.Option(help="Of a folder, no files of this name or path.")
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option("--workers", "-w", min=1, help="Processes; as many as processors unless given."),
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="End after so many articles.")] = None,
    timeout: Annotated[float, typer.Option(min=0.001, help="Seconds for an article.")] = 60.0,
    max_bytes: Annotated[
        int, typer.Option(min=1, help="Of an input, or of one file or line in it; larger ones are left out.")
    ] = 20_000_000,
    text_field: Annotated[str, typer.Option(help="Of JSON Lines, where the text is.")] = "text",
    id_field: Annotated[str, typer.Option(help="Of JSON Lines, where the article's id is, if it is.")] = "id",
    null: Annotated[
        bool, typer.Option("--null", "-0", help="The paths of - end with NUL, as of find -print0.")
    ] = False,
    retry_failed: Annotated[bool, typer.Option(help="Try again what failed before.")] = False,
    parquet: Annotated[
        bool | None, typer.Option(help="Write facts.parquet, for mednews query; done if DuckDB is installed.")
    ] = None,
    engine: Annotated[Engine, typer.Option(help="This machine, or a Ray cluster.")] = Engine.LOCAL,
    address: Annotated[
        str | None, typer.Option(help="Of the Ray cluster; else as Ray finds one, or starts one here.")
    ] = None,
    fresh: Annotated[bool, typer.Option(help="Forget what OUT holds, and do everything again.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Tell nothing but errors.")] = False,
) -> None:
    """Read many articles and write what they claim to files; give the same command again to go on.

    Every format of `mednews extract`, and JSON Lines with a text field; all of these also in .gz, .bz2, .xz,
    zip, tar and WARC, read in place. What cannot be read is told in errors.jsonl and stops nothing.

    \b
    Examples:
      mednews batch articles/ -o out
      mednews batch crawl.zip feeds/ --exclude '*.pdf' -o out
      mednews batch articles.jsonl.gz --text-field body -o out --workers 8
      find . -name '*.html' -print0 | mednews batch - -0 -o out
      mednews batch s3://news/2024 -o s3://news/facts --engine ray --address auto

    \b
    OUT/facts.jsonl      the facts, each with its "article"
    OUT/articles.jsonl   the records without their facts, each with its "path"
    OUT/facts.parquet    the facts as columns, for mednews query; articles.parquet likewise
    OUT/errors.jsonl     what failed: path, stage, error, message, hint
    OUT/run.json         versions, hashes, options, counts, times
    OUT/state.sqlite     what is done; the other files are made from it when a run ends

    \b
    On a cluster each is a folder of parts (docs/cluster.md), but for run.json and errors.jsonl.
    What is done is not done again, unless the input, the rules or the tables have changed.
    Exit codes: 0 done, 1 some articles failed, 2 bad usage or no place to write, 130 after Ctrl-C.
    """
    from pipeline.batch.inputs import Selection
    from pipeline.batch.work import Reading
    from pipeline.output.parquet import has_store

    selection = Selection(
        tuple(inputs),
        include=tuple(include or ()),
        exclude=tuple(exclude or ()),
        leave_out=output,
        list_end="\0" if null else "\n",
    )
    reading = Reading(text_field=text_field, id_field=id_field, max_bytes=max_bytes)
    parquet = has_store() if parquet is None else parquet
    try:
        check_inputs(inputs)
        check_engine(engine, output, address, limit)
        if engine is Engine.RAY:
            from pipeline.batch.cluster import ClusterJob

            cluster_job = ClusterJob(
                *(selection, output, reading, address, workers, timeout),
                retry_failed=retry_failed,
                fresh=fresh,
            )
            summary = batch_on_cluster(cluster_job, quiet=quiet, parquet=parquet)
        else:
            from pipeline.batch.run import Job

            workers = workers or count_processors()
            job = Job(selection, Path(output), reading, workers, timeout, limit, retry_failed, fresh)
            summary = batch(job, quiet=quiet, parquet=parquet)
    except MednewsError as error:
        print_error(error)
        raise typer.Exit(BAD_USAGE) from error
    except KeyboardInterrupt:
        typer.echo("interrupted; the same command goes on from here", err=True)
        raise typer.Exit(130) from None
    raise typer.Exit(tell_end(summary, output, quiet=quiet))


def batch(job: Job, *, quiet: bool = False, parquet: bool = False) -> Summary:
    """Do the job, telling the progress on stderr. Raises: MednewsError, KeyboardInterrupt."""
    from pipeline.batch.progress import tell_progress
    from pipeline.batch.run import run_batch

    finish = choose_finish(parquet)
    with tell_progress(sys.stderr, quiet=quiet) as tell:
        return run_batch(job, tell=tell, stdin=sys.stdin.buffer, finish=finish)


def batch_on_cluster(job: ClusterJob, *, quiet: bool = False, parquet: bool = False) -> Summary:
    """The same on a cluster. Raises: MednewsError, KeyboardInterrupt."""
    from pipeline.batch.cluster import run_cluster
    from pipeline.batch.progress import tell_progress

    finish = choose_finish(parquet)
    with tell_progress(sys.stderr, quiet=quiet) as tell:
        return run_cluster(job, tell=tell, stdin=sys.stdin.buffer, finish=finish)


def choose_finish(parquet: bool) -> Callable[[Path], None]:
    """What is made of a folder of lines. Raises: MednewsError, before the work begins, if it cannot be."""
    from pipeline.output.parquet import load_duckdb, remove_parquet, write_parquet

    if parquet:
        load_duckdb()
    return write_parquet if parquet else remove_parquet


def check_engine(engine: Engine, output: str, address: str | None, limit: int | None) -> None:
    """Raises: MednewsError for options that do not go together."""
    from pipeline.batch.remote import is_url

    if engine is Engine.RAY and limit is not None:
        raise MednewsError("--limit is for one machine", hint="give a cluster fewer inputs")
    if engine is Engine.LOCAL and address is not None:
        raise MednewsError("--address is that of a Ray cluster", hint="add --engine ray")
    if engine is Engine.LOCAL and is_url(output):
        raise MednewsError("one machine writes to its own disks", where=output, hint="add --engine ray")


def check_inputs(inputs: list[str]) -> None:
    """Raises: MednewsError for an input that is not there: a slip, told before the work begins."""
    from pipeline.batch.remote import is_url

    for given in inputs:
        if given != "-" and not is_url(given) and not Path(given).exists():
            raise MednewsError("no such file or folder", where=given, hint="look for a slip in the path")


def count_processors() -> int:
    """Those that this process may use."""
    import os

    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def tell_end(summary: Summary, output: Path | str, *, quiet: bool) -> int:
    """The exit code, after a summary on stderr."""
    from pipeline.batch.progress import describe_seconds

    tally, held = summary.tally, summary.held
    nothing = not (held.articles or held.failed)
    if nothing and summary.signal_code is None:
        print_error(
            MednewsError("no article in the inputs", hint="look at --include, --exclude and the path")
        )
        return BAD_USAGE
    if not quiet:
        typer.echo(
            f"{tally.articles:,} articles in {describe_seconds(tally.seconds)}"
            f" ({tally.words_a_second:,.0f} words/s), {tally.skipped:,} done before;"
            f" {output} holds {held.articles:,} articles, {held.facts:,} facts, {held.failed:,} errors",
            err=True,
        )
        if held.failed:
            typer.echo(f"see {output}/errors.jsonl", err=True)
        if summary.signal_code is not None:
            typer.echo("interrupted; the same command goes on from here", err=True)
    if summary.signal_code is not None:
        return summary.signal_code
    return SOME_FAILED if held.failed else 0
