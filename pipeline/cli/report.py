"""mednews report: a site to read, from the output of a batch or from articles."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.message import print_error
from pipeline.errors import MednewsError

if TYPE_CHECKING:
    from pipeline.output.stored import Stored

DONE_IN_PART, BAD_INPUT = 1, 2
"""Exit codes, besides 0."""


def report_cli(
    inputs: Annotated[
        list[Path],
        typer.Argument(
            metavar="INPUT", help="Output folders of mednews batch, articles, folders of articles."
        ),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder of the site.", metavar="SITE")],
    title: Annotated[str, typer.Option(help="Stands over the index.")] = "Medical news, read",
    plots: Annotated[
        int,
        typer.Option(min=0, help="Draw the figures of so many drugs and conditions, the most told of first."),
    ] = 25,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Tell nothing but errors.")] = False,
) -> None:
    """Write a site that opens from disk: articles with their facts marked, study cards, checks, plots.

    It needs no server and no network; open SITE/index.html. A site that mednews has written before is
    replaced; a folder that holds anything else is left alone.

    \b
    Examples:
      mednews report out -o site
      mednews report articles/ -o site --title 'Lymphoma, 2024'
      mednews report article.txt other.html -o site --plots 0

    \b
    Exit codes: 0 done, 1 some inputs could not be read, 2 none could, or bad usage.
    """
    errors: list[MednewsError] = []
    try:
        if plots:
            _check_plots()
        from pipeline.output.report.site import build_site

        records = _tell(_read(inputs, errors), quiet=quiet)
        built = build_site(records, output, title=title, plots=plots)
    except MednewsError as error:
        print_error(error)
        raise typer.Exit(BAD_INPUT) from error
    if not quiet:
        typer.echo(
            f"{built.articles} articles, {built.topics} drugs and conditions, {built.plots} plots: "
            f"{output / 'index.html'}",
            err=True,
        )
    if errors:
        raise typer.Exit(DONE_IN_PART if built.articles else BAD_INPUT)


def _check_plots() -> None:
    """Raises: MednewsError if the plotting library is not there; better now than after an hour."""
    from importlib.util import find_spec

    if find_spec("matplotlib") is None:
        raise MednewsError(
            "plots need matplotlib", where="--plots", hint="pip install 'mednews[report]', or --plots 0"
        )


def _read(inputs: Sequence[Path], errors: list[MednewsError]) -> Iterator[Stored]:
    """The records of the inputs in order, as a stream; what is read anew is extracted."""
    from pipeline.output.stored import Stored, is_batch, read_batch

    for path in inputs:
        if is_batch(path):
            yield from read_batch(path)
        else:
            from pipeline.cli.extract import extract

            for record in extract(list_files(path), errors):
                yield Stored(record, False)


def list_files(path: Path) -> list[Path]:
    """The file, or all files below the folder, hidden ones apart, in order.

    Raises: MednewsError if the folder holds none.
    """
    if not path.is_dir():
        return [path]
    files = [each for each in sorted(path.rglob("*")) if each.is_file() and not _is_hidden(each, path)]
    if not files:
        raise MednewsError("no files in the folder", where=str(path), hint="name a folder of articles")
    return files


def _is_hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)


def _tell(records: Iterator[Stored], *, quiet: bool) -> Iterator[Stored]:
    """The records; how many there were so far is told on a terminal."""
    for count, record in enumerate(records, start=1):
        yield record
        if not quiet and sys.stderr.isatty() and count % 20 == 0:
            print(f"\r{count} articles", end="\r", file=sys.stderr, flush=True)
