"""mednews extract: the facts of some articles, as a table or as JSON."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.message import print_error
from pipeline.errors import MednewsError

if TYPE_CHECKING:
    from pipeline.schema import Article, Record

DONE, DONE_IN_PART, BAD_INPUT = 0, 1, 2
"""The exit codes."""

STDIN = Path("-")


class Format(StrEnum):
    """What is printed."""

    article = "article"
    table = "table"
    jsonl = "jsonl"
    json = "json"


def extract_cli(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE",
            help="Text, HTML, PDF, JATS or PubMed XML, e-mail, RSS, Atom; - is standard input.",
        ),
    ],
    format: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            help="article, its text with the facts marked and the study at a glance (on a terminal, unless "
            "asked otherwise); table (elsewhere); jsonl, a fact a line; json, whole records (an array if "
            "several articles).",
        ),
    ] = None,
    types: Annotated[
        str | None, typer.Option(help="Only facts of these types, as RESPONSE,SURVIVAL.", metavar="TYPE,...")
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write here, not to stdout.")] = None,
    plain: Annotated[
        bool, typer.Option("--plain", help="No colours, and the table, as if it went to a pipe.")
    ] = False,
    ner: Annotated[
        bool, typer.Option("--ner", help="Also ask the trained model for names that no table has; slower.")
    ] = False,
) -> None:
    """Read articles and print what they claim, as typed facts that point at their words.

    \b
    Examples:
      mednews extract article.txt
      mednews extract --types RESPONSE,SURVIVAL article.html
      mednews extract --format jsonl articles/*.txt > facts.jsonl
      mednews extract --format json article.txt -o record.json
      mednews extract --format jsonl feed.rss
      curl -s https://example.org/news | mednews extract -

    \b
    Data goes to stdout, everything else to stderr.
    Exit codes: 0 done, 1 some of the files could not be read, 2 none could, or bad usage.
    """
    errors: list[MednewsError] = []
    try:
        wanted = parse_types(types)
        if output is not None:
            _check_output(output, files)
        # A feed holds several articles: the second record, if there is one, tells.
        records, several = _look_ahead(extract(files, errors, types=wanted, ner=ner), len(files))
        watched = output is None and sys.stdout.isatty() and not plain
        format = format or (Format.article if watched else Format.table)
        if output is None:
            _print(records, format, several=several, watched=watched)
        else:
            first = next(records, None)
            if first is not None:  # else nothing could be read, and an older output stays
                _write(_render(chain([first], records), format, several=several), output)
    except MednewsError as error:
        print_error(error)
        raise typer.Exit(BAD_INPUT) from error
    if errors:
        raise typer.Exit(BAD_INPUT if len(errors) == len(files) else DONE_IN_PART)


def extract(
    files: Sequence[Path],
    errors: list[MednewsError],
    *,
    types: frozenset[str] | None = None,
    ner: bool = False,
) -> Iterator[Record]:
    """The records of the articles in the files that can be read, in order, with the facts of `types` only.

    A file that cannot be read is told on stderr and added to `errors`; the others go on.
    """
    import pipeline

    _note_same_ids(files)
    for record in pipeline.extract(read_files(files, errors), nlp=pipeline.load(ner=ner)):
        if types is None:
            yield record
        else:
            yield record.model_copy(update={"facts": [fact for fact in record.facts if fact.type in types]})


def parse_types(types: str | None) -> frozenset[str] | None:
    """ "response,survival" as a set of fact types; None, for all, if None.

    Raises: MednewsError for a type there is not.
    """
    if types is None:
        return None
    from pipeline.schema import FACT_CLASSES

    wanted = [part.strip().upper().replace("-", "_") for part in types.split(",") if part.strip()]
    for type_ in wanted:
        if type_ not in FACT_CLASSES:
            raise MednewsError(
                f"no fact type {type_}", where="--types", hint=f"one of {', '.join(FACT_CLASSES)}"
            )
    if not wanted:
        raise MednewsError("no type named", where="--types", hint="as --types RESPONSE,SURVIVAL")
    return frozenset(wanted)


def read_files(
    files: Iterable[Path], errors: list[MednewsError], *, quiet: bool = False
) -> Iterator[Article]:
    """The articles of the files that can be read; the others go to `errors` and, unless quiet, to stderr."""
    from pipeline.ingest import MAX_BYTES, read_articles, read_contents

    for file in files:
        try:
            if file == STDIN:
                # One byte more than is allowed, so that too much is seen as such without reading it all.
                yield from read_contents(sys.stdin.buffer.read(MAX_BYTES + 1), id="stdin")
            else:
                yield from read_articles(file)
        except MednewsError as error:
            error.where = error.where or "standard input"
            errors.append(error)
            if not quiet:
                print_error(error)


def _look_ahead(records: Iterator[Record], files: int) -> tuple[Iterator[Record], bool]:
    """The records, and whether they are of several articles; at most two are held."""
    if files > 1:
        return records, True
    first = list(islice(records, 2))
    return chain(first, records), len(first) > 1


def _note_same_ids(files: Iterable[Path]) -> None:
    """An article's id is its file's name: tell when two files have one id."""
    for id_, count in Counter(file.stem for file in dict.fromkeys(files)).items():
        if count > 1:
            typer.echo(f'note: {count} files give the article id "{id_}": their facts look alike', err=True)


def _print(records: Iterator[Record], format: Format, *, several: bool, watched: bool) -> None:
    """To stdout, as it comes; drawn by rich where somebody looks at it."""
    if not watched or format in (Format.json, Format.jsonl):
        for part in _render(records, format, several=several):
            sys.stdout.write(part)
        return
    from rich.console import Console

    from pipeline.output.table import build_table
    from pipeline.output.terminal import draw_article

    console = Console(emoji=False, highlight=False, markup=False)
    for record in records:
        drawn = draw_article(record) if format is Format.article else build_table(record, several=several)
        console.print(drawn)


def _render(records: Iterator[Record], format: Format, *, several: bool) -> Iterator[str]:
    """As lines of text. `article`, too, is a table where nobody looks: marks are made of colours."""
    from pipeline.output.jsonl import render_facts, render_records
    from pipeline.output.table import render_text

    if format is Format.jsonl:
        return render_facts(records, with_article=several)
    return (render_records if format is Format.json else render_text)(records, several=several)


def _check_output(output: Path, files: Iterable[Path]) -> None:
    """Raises: MednewsError if the output is an input: writing would destroy it before it is read."""
    if output.exists() and any(file.exists() and file.samefile(output) for file in files):
        raise MednewsError(
            "output and input are the same file", where=str(output), hint="name another output"
        )


def _write(parts: Iterator[str], output: Path) -> None:
    """Write the parts beside a file and then put them in its place: a run that fails leaves it as it was.

    Raises: MednewsError if it cannot be written.
    """
    partial = output.with_name(output.name + ".part") if _is_replaceable(output) else output
    try:
        try:
            with partial.open("w", encoding="utf-8", newline="\n") as file:
                file.writelines(parts)
            if partial != output:
                partial.replace(output)
        except BaseException:
            if partial != output:
                partial.unlink(missing_ok=True)
            raise
    except OSError as error:
        what = f"cannot be written: {error.strerror}"
        raise MednewsError(what, where=str(output), hint="check the folder and its mode") from error


def _is_replaceable(output: Path) -> bool:
    """Whether it is, or will be, an ordinary file; a device or a link is written to as it stands."""
    return not output.is_symlink() and (output.is_file() or not output.exists())
