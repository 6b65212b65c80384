"""mednews check: whether the numbers of articles go together, and what the articles leave out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.extract import extract
from pipeline.cli.message import print_error
from pipeline.errors import MednewsError

if TYPE_CHECKING:
    from pipeline.schema import Record

PASSED, FAILED, BAD_INPUT = 0, 1, 2
"""The exit codes."""


class Format(StrEnum):
    """What is printed."""

    text = "text"
    json = "json"


class FailOn(StrEnum):
    """The least finding that fails the run."""

    error = "error"
    warning = "warning"
    never = "never"


_FAILING = {
    FailOn.error: frozenset({"error"}),
    FailOn.warning: frozenset({"error", "warning"}),
    FailOn.never: frozenset[str](),
}


def check_cli(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE", help="Articles as `mednews extract` reads them; - is standard input."),
    ],
    format: Annotated[
        Format,
        typer.Option("--format", "-f", help="text, to read; json, an array with one object an article."),
    ] = Format.text,
    fail_on: Annotated[
        FailOn, typer.Option(help="Exit with 1 if there is an error, or a warning as well.")
    ] = FailOn.never,
) -> None:
    """Check the numbers of articles against each other, and name what the articles leave out.

    A count against its percentage, CR + PR against the overall response, an estimate against its interval,
    the interval against the p-value, a hazard ratio against the words, arms against the total, a median
    against its range, cycles against the duration, doses against each other. Then what is missing:
    denominators, absolute figures, rates of harms, a comparator, follow-up, funding, registration.

    \b
    Examples:
      mednews check article.txt
      mednews check --fail-on error articles/*.txt
      mednews check --format json article.html > findings.json
      curl -s https://example.org/news | mednews check -

    \b
    error: the numbers contradict each other; warning: most likely; note: worth a look.
    Exit codes: 0 passed; 1 a finding that --fail-on names; 2 a file could not be read, or bad usage.
    """
    errors: list[MednewsError] = []
    failed = False

    def watch(records: Iterator[Record]) -> Iterator[Record]:
        nonlocal failed
        for record in records:
            failed = failed or any(check.severity in _FAILING[fail_on] for check in record.checks)
            yield record

    try:
        _print(watch(extract(files, errors)), format)
    except MednewsError as error:
        print_error(error)
        raise typer.Exit(BAD_INPUT) from error
    if errors or failed:
        raise typer.Exit(BAD_INPUT if errors else FAILED)


def _print(records: Iterator[Record], format: Format) -> None:
    """To stdout, as it comes; drawn by rich where somebody looks at it."""
    from pipeline.output.checks import checks_to_dict, draw_checks, render_checks

    if format is Format.json:
        found = [checks_to_dict(record) for record in records]
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
    elif sys.stdout.isatty():
        from rich.console import Console

        console = Console(emoji=False, highlight=False, markup=False)
        for record in records:
            console.print(draw_checks(record))
    else:
        for part in render_checks(records):
            sys.stdout.write(part)
