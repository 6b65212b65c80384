"""mednews explain: why a number of an article got its role."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.extract import BAD_INPUT, STDIN, read_files
from pipeline.cli.message import print_error
from pipeline.errors import MednewsError

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from pipeline.extract.explain import Explanation
    from pipeline.extract.spans import Quantity
    from pipeline.schema import Article


class Format(StrEnum):
    """What is printed."""

    text = "text"
    json = "json"


def explain_cli(
    place: Annotated[
        str,
        typer.Argument(
            metavar="FILE:OFFSET",
            help='A code point of the article\'s text, or words of it: FILE:"some words".',
        ),
    ],
    format: Annotated[Format, typer.Option("--format", "-f", help="text, to read, or json.")] = Format.text,
) -> None:
    """Tell why a number got its role: how it was read, which roles bid for it at which cost, which one won,
    in what standing it is told, whose it is, and what the treatment phrases of its sentence stand for.

    \b
    Examples:
      mednews explain article.txt:812
      mednews explain article.txt:"61 percent"
      mednews explain --format json article.html:812

    \b
    Offsets are those of `mednews extract`. Words with a number in them are looked up letter for letter; their
    first place that holds a number is told. Exit codes: 0 done, 2 no such number, or bad input.
    """
    try:
        explanation = explain(place)
    except MednewsError as error:
        print_error(error)
        raise typer.Exit(BAD_INPUT) from error
    if format is Format.json:
        typer.echo(json.dumps(asdict(explanation), ensure_ascii=False, indent=2))
    else:
        typer.echo("\n".join(render_explanation(explanation)))


def explain(place: str) -> Explanation:
    """The explanation of the number at FILE:OFFSET or FILE:words.

    Raises: MednewsError if the file cannot be read, holds several articles, or has no number there.
    """
    import pipeline
    from pipeline.extract.explain import explain_quantity
    from pipeline.extract.record import build_doc

    file, where = split_place(place)
    article = _read_one(file)
    nlp = pipeline.load()
    doc = nlp(build_doc(article, nlp))
    return explain_quantity(doc, _find(doc, article, str(file), where))


def split_place(place: str) -> tuple[Path, str]:
    """ "article.txt:812" as file and place; the longest file name that exists is taken.

    Raises: MednewsError if nothing stands behind the file's name, or there is no such file.
    """
    cuts = [i for i, letter in enumerate(place) if letter == ":"]
    if not cuts:
        raise MednewsError(
            "no place named",
            where=place,
            hint='as mednews explain article.txt:812, or article.txt:"61 percent"',
        )
    for cut in reversed(cuts):
        file = Path(place[:cut])
        if place[cut + 1 :].strip() and (file == STDIN or file.is_file()):
            return file, place[cut + 1 :]
    raise MednewsError(
        "no such file", where=place[: cuts[-1]], hint="the place stands behind a colon: FILE:OFFSET"
    )


def _read_one(file: Path) -> Article:
    errors: list[MednewsError] = []
    articles = list(read_files([file], errors, quiet=True))
    if errors:
        raise errors[0]
    if len(articles) != 1:
        raise MednewsError(
            f"{len(articles)} articles in one file", where=str(file), hint="save one of them as a text file"
        )
    return articles[0]


def _find(doc: Doc, article: Article, where: str, place: str) -> Quantity:
    """The quantity at an offset or in words. Raises: MednewsError, naming the nearest, if there is none."""
    from pipeline.extract.explain import find_quantity, nearest_quantities
    from pipeline.extract.nlp import quantities_of

    quantities = quantities_of(doc)
    spans = list(_spans_of(article.text, place))
    for start, end in spans:
        if (quantity := find_quantity(quantities, start, end)) is not None:
            return quantity
    if not spans:
        raise MednewsError(
            f'no words "{place}" in the article', where=where, hint="letter for letter, or an offset"
        )
    near = nearest_quantities(quantities, spans[0][0])
    named = ", ".join(f'"{article.text[q.start : q.end]}" at {q.start}' for q in near)
    hint = f"the nearest are {named}" if near else "the article has no number"
    raise MednewsError("no number there", where=f"{where}:{place}", hint=hint)


def _spans_of(text: str, place: str) -> Iterator[tuple[int, int]]:
    """The offset, if it is one, else every place of the words."""
    if place.isdecimal():
        yield int(place), int(place) + 1
        return
    start = text.find(place)
    while start >= 0:
        yield start, start + len(place)
        start = text.find(place, start + len(place))


def render_explanation(explanation: Explanation) -> Iterator[str]:
    """Lines to read, the number first, then its role, standing and arm."""
    from pipeline.output.table import clean_line

    e = explanation
    yield f'"{clean_line(e.text)}" at {e.start}–{e.end}'
    yield f"  in        {clean_line(e.sentence)}"
    yield f"  read as   {_fields(e.reading)}"
    yield f"  role      {e.role}: {clean_line(e.because)}"
    for bid in e.bids:
        told = f"{clean_line(bid.because)}  {_fields(bid.fields)}"
        yield f"    bid     {bid.cost:>5g}  {bid.role:14} {told}".rstrip()
    if e.standing:
        yield f"  standing  {e.standing}" + (f": {e.standing_because}" if e.standing_because else "")
    for fact in e.facts:
        stated = {key: value for key, value in fact.items() if key not in ("type", "start", "end", "text")}
        yield f"  fact      {fact['type']} {clean_line(_fields(stated))}"
    if e.arms:
        drugs = next(fact["drugs"] for fact in e.facts if "drugs" in fact)
        yield f"  arm       {_drugs(drugs)}: {clean_line(e.arm_because)}"
        for phrase in e.phrases:
            says = f" ({', '.join(phrase.says)})" if phrase.says else ""
            yield f'    phrase  "{clean_line(phrase.text)}" at {phrase.start}{says} = {_drugs(phrase.drugs)}'
        yield f"    arms    studied: {_drugs(e.arms['main'])}; compared with: {_drugs(e.arms['control'])}"


def _fields(fields: dict[str, Any]) -> str:
    return ", ".join(f"{key} {_value(value)}" for key, value in fields.items())


def _value(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _drugs(drugs: Sequence[str]) -> str:
    return " + ".join(drugs) or "none known"
