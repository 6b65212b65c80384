"""The `mednews` command: one file a subcommand, which imports what it needs when it runs."""

from __future__ import annotations

import errno
import gc
import os
import sys
from typing import Annotated

import typer

from pipeline import __version__
from pipeline.cli.batch import batch_cli
from pipeline.cli.check import check_cli
from pipeline.cli.evaluate import evaluate_cli
from pipeline.cli.explain import explain_cli
from pipeline.cli.extract import extract_cli
from pipeline.cli.gold import gold_app
from pipeline.cli.lexicon import lexicon_app
from pipeline.cli.message import print_error
from pipeline.cli.query import query_cli
from pipeline.cli.report import report_cli
from pipeline.cli.review import review_cli
from pipeline.cli.schema import schema_cli
from pipeline.errors import MednewsError

# Without rich markup typer need not load rich to print a help text.
app = typer.Typer(
    name="mednews",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("extract", short_help="Print the facts of articles.", no_args_is_help=True)(extract_cli)
app.command("batch", short_help="Write the facts of many articles to files.", no_args_is_help=True)(batch_cli)
app.command("query", short_help="Ask what a batch has found, in SQL.", no_args_is_help=True)(query_cli)
app.command("report", short_help="Write a site to read, from disk.", no_args_is_help=True)(report_cli)
app.command("review", short_help="Put facts right; they become gold.", no_args_is_help=True)(review_cli)
app.command("check", short_help="Find numbers that contradict each other.", no_args_is_help=True)(check_cli)
app.command("explain", short_help="Tell why a number got its role.", no_args_is_help=True)(explain_cli)
app.command("evaluate", short_help="Score the facts found against hand-annotated gold.")(evaluate_cli)
app.add_typer(gold_app)
app.add_typer(lexicon_app)
app.command("schema", short_help="Print the JSON Schema of a record.")(schema_cli)


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"mednews {__version__}")
        raise typer.Exit


@app.callback()
def mednews(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Medical news in, typed facts out: each points at its words, and every number is accounted for.

    \b
    Examples:
      mednews extract article.txt
      mednews extract --format jsonl *.txt > facts.jsonl
      mednews batch articles/ -o out
      mednews query out --ready best-response
      mednews report out -o site
      mednews review articles/ --gold gold
      mednews check article.txt
      mednews explain article.txt:812
      mednews evaluate
      mednews gold check
      mednews lexicon find Keytruda
      mednews schema
    """


def main() -> None:
    """Run the command line. Exit codes: 0 done, 1 done in part or below a floor, 2 bad usage or input."""
    # Modules and tables are loaded to stay: to look for garbage among them is a tenth of a short run.
    gc.set_threshold(50_000, 20, 20)
    for stream in (sys.stdout, sys.stderr):
        # Data is UTF-8 wherever it goes; a file name that is no UTF-8 must not stop a message about it.
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        # The reader, `head` say, has seen enough. Python flushes once more at its end: let that go nowhere.
        _silence_stdout()
        sys.exit(1)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        _silence_stdout()
        print_error(MednewsError("no space left to write to", where="stdout", hint="make room on the disk"))
        sys.exit(2)


def _silence_stdout() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
