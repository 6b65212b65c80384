"""mednews gold: check, count, compare and exchange hand-made annotations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.evaluate import find_entries, name_some, told_errors
from pipeline.cli.message import print_error
from pipeline.errors import GoldError

if TYPE_CHECKING:
    from pipeline.evaluate.exchange.article import AnnotatedArticle
    from pipeline.evaluate.gold import GoldEntry
    from pipeline.evaluate.tables import Table
    from pipeline.schema import AnyFact

CLEAN, FAULTY = 0, 1

GoldFolders = Annotated[
    list[Path] | None,
    typer.Option(help="Folder of gold files, <article>.jsonl; repeatable. Default: gold/."),
]
CorpusFolders = Annotated[
    list[Path] | None,
    typer.Option(help="Folder of the articles, <article>.txt. Default: the gold folder, else corpus/."),
]
Split = Annotated[str | None, typer.Option(help="Only articles of this split of articles.jsonl.")]
Articles = Annotated[list[str] | None, typer.Option(help="Only this article; repeatable.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")]

gold_app = typer.Typer(
    name="gold",
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="""Check, count, compare and exchange hand-made annotations.

    \b
    Examples:
      mednews gold check
      mednews gold stats --split dev
      mednews gold agree gold/ gold/second/
      mednews gold export --to brat -o brat/
    """,
)


@gold_app.command("check", short_help="Print everything that is wrong with the gold.")
def check_cli(
    gold: GoldFolders = None,
    corpus: CorpusFolders = None,
    fix_offsets: Annotated[
        bool,
        typer.Option(
            "--fix-offsets", help="Move facts whose text stands at one place within 200 characters."
        ),
    ] = False,
) -> None:
    """Print every error of the gold files with its file, line and what to do.

    \b
    Examples:
      mednews gold check
      mednews gold check --gold annotations/ --corpus articles/
      mednews gold check --fix-offsets

    \b
    Exit codes: 0 clean, 1 errors in the gold, 2 bad input.
    """
    with told_errors():
        entries = find_entries(gold or (), corpus or ())
        if fix_offsets:
            _mend(entries)
        errors = _check(entries)
    for error in errors:
        print_error(error)
    typer.echo(f"{len(entries)} articles, {len(errors)} errors", err=True)
    raise typer.Exit(FAULTY if errors else CLEAN)


@gold_app.command("stats", short_help="Count the facts.")
def stats_cli(
    gold: GoldFolders = None,
    corpus: CorpusFolders = None,
    split: Split = None,
    article: Articles = None,
    json: AsJson = False,
) -> None:
    """Count the facts by type and split, by genre and by article.

    \b
    Examples:
      mednews gold stats
      mednews gold stats --split test --json
    """
    from pipeline.evaluate.gold import read_all
    from pipeline.evaluate.stats import count_gold

    with told_errors():
        entries = find_entries(gold or (), corpus or (), split=split, ids=article or ())
        tables = count_gold(entries, read_all(entries))
    _print_tables(tables, as_json=json)


@gold_app.command("agree", short_help="How far two annotators agree.")
def agree_cli(
    one: Annotated[Path, typer.Argument(metavar="A", help="Folder of one annotator's files.")],
    other: Annotated[Path, typer.Argument(metavar="B", help="Folder of the other's.")],
    corpus: CorpusFolders = None,
    misses: Annotated[bool, typer.Option("--misses", help="Also every difference in its sentence.")] = False,
    json: AsJson = False,
) -> None:
    """F1 by type and level between two annotations of the same articles; which is named first is no matter.

    Articles that only one folder has are no disagreement: they are left out of every figure, and named.
    --misses quotes articles of every split, for it is annotators who read it.

    \b
    Examples:
      mednews gold agree first/ second/
      mednews gold agree gold/ second/ --misses
    """
    from pipeline.evaluate.agree import score_agreement
    from pipeline.evaluate.evaluation import Evaluation
    from pipeline.evaluate.lines import read_exact
    from pipeline.evaluate.report import render_json, render_misses, render_text

    with told_errors():
        sides = [_read_side(folder, corpus or ()) for folder in (one, other)]
        scores = score_agreement(*(facts for _, facts in sides))
        if not scores.pairs:
            raise GoldError("the two folders have no article in common", where=str(other))
        entries = {entry.id: entry for entry in sides[0][0] if entry.id in scores.pairs}
        texts = {id_: read_exact(entry.article_file) for id_, entry in entries.items()}
    for folder, (_, facts) in zip((one, other), sides, strict=True):
        _tell_alone(folder, sorted(facts.keys() - scores.pairs.keys()))
    splits = {id_: entry.split for id_, entry in entries.items()}
    evaluation = Evaluation(scores, texts, splits, show_test=True)
    typer.echo(render_json(evaluation) if json else render_text(evaluation), nl=False)
    if misses and not json:
        typer.echo("\n" + render_misses(evaluation))


@gold_app.command("export", short_help="Write the gold for another annotation tool.")
def export_cli(
    to: Annotated[str, typer.Option("--to", help="brat, bioc, labelstudio, doccano or prodigy.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The folder to write into.")],
    gold: GoldFolders = None,
    corpus: CorpusFolders = None,
    split: Split = None,
    article: Articles = None,
) -> None:
    """Write articles and facts in the form of another tool, and say what that form has no place for.

    \b
    Examples:
      mednews gold export --to brat -o brat/
      mednews gold export --to labelstudio --split dev -o tasks/
    """
    from pipeline.evaluate.exchange.article import AnnotatedArticle
    from pipeline.evaluate.exchange.formats import FORMATS, tell_limits
    from pipeline.evaluate.gold import read_all
    from pipeline.evaluate.lines import read_exact
    from pipeline.schema import fact_to_dict

    with told_errors():
        _check_format(to)
        entries = find_entries(gold or (), corpus or (), split=split, ids=article or ())
        facts = {id_: [fact_to_dict(fact) for fact in of] for id_, of in read_all(entries).items()}
        articles = [AnnotatedArticle(e.id, read_exact(e.article_file), facts[e.id]) for e in entries]
        FORMATS[to].write(articles, output)
    if limits := tell_limits(to, articles):
        typer.echo(f"note: {limits}", err=True)
    typer.echo(
        f"{len(articles)} articles, {sum(map(len, facts.values()))} facts written to {output}", err=True
    )


@gold_app.command("import", short_help="Read annotations back from another tool.")
def import_cli(
    source: Annotated[Path, typer.Argument(help="File or folder that the tool exported.")],
    from_: Annotated[str, typer.Option("--from", help="brat, bioc, labelstudio, doccano or prodigy.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The folder to write <article>.jsonl into.")],
    texts: Annotated[bool, typer.Option("--texts", help="Write the articles, <article>.txt, too.")] = False,
) -> None:
    """Write the facts that another tool holds as gold files; facts that lack fields are written and told.

    \b
    Examples:
      mednews gold import --from brat brat/ -o annotations/
      mednews gold import --from prodigy annotations.jsonl -o annotations/ --texts

    \b
    Exit codes: 0 done, 1 done with facts to complete, 2 bad input.
    """
    from pipeline.evaluate.exchange.formats import read_articles

    with told_errors():
        _check_format(from_)
        articles = list(read_articles(from_, source))
        errors = [error for article in articles for error in _write_gold(article, output, texts)]
    for error in errors:
        print_error(error)
    facts = sum(len(article.facts) for article in articles)
    typer.echo(f"{len(articles)} articles, {facts} facts written to {output}", err=True)
    raise typer.Exit(FAULTY if errors else CLEAN)


def _check(entries: Sequence[GoldEntry]) -> list[GoldError]:
    from pipeline.evaluate.gold import check_gold

    return [error for entry in entries for error in check_gold(entry.gold_file, entry.article_file)]


def _mend(entries: Sequence[GoldEntry]) -> None:
    from pipeline.evaluate.lines import show_path
    from pipeline.evaluate.mend import mend_offsets

    for entry in entries:
        if entry.gold_file.is_file() and entry.article_file.is_file():
            moved = mend_offsets(entry.gold_file, entry.article_file)
            if moved:
                typer.echo(f"mended: {show_path(entry.gold_file)}, {moved} facts moved", err=True)


def _read_side(folder: Path, corpus: Sequence[Path]) -> tuple[list[GoldEntry], Mapping[str, list[AnyFact]]]:
    """One annotator's articles: those that the folder has a file for, not all of the corpus."""
    from pipeline.evaluate.gold import read_all

    entries = [entry for entry in find_entries([folder], corpus) if entry.gold_file.is_file()]
    return entries, read_all(entries)


def _tell_alone(folder: Path, ids: Sequence[str]) -> None:
    if ids:
        typer.echo(
            f"warning: {len(ids)} article{'' if len(ids) == 1 else 's'} only in {folder}, "
            f"left out of the figures: {name_some(ids)}",
            err=True,
        )


def _check_format(name: str) -> None:
    from pipeline.evaluate.exchange.formats import FORMATS

    if name not in FORMATS:
        raise GoldError(f'no format "{name}"', hint=f"formats: {', '.join(FORMATS)}")


def _write_gold(article: AnnotatedArticle, folder: Path, texts: bool) -> list[GoldError]:
    """<article>.jsonl into the folder. Returns: what is wrong with it."""
    import json

    from pipeline.evaluate.exchange.article import write_exact
    from pipeline.evaluate.lines import parse_fact, show_path

    gold_file = folder / f"{article.id}.jsonl"
    lines = [json.dumps(fact, ensure_ascii=False) + "\n" for fact in article.facts]
    write_exact(gold_file, "".join(lines))
    if texts:
        write_exact(folder / f"{article.id}.txt", article.text)
    errors: list[GoldError] = []
    for number, fact in enumerate(article.facts, 1):
        try:
            parse_fact(fact, f"{show_path(gold_file)}:{number}")
        except GoldError as error:
            errors.append(error)
    return errors


def _print_tables(tables: Sequence[Table], *, as_json: bool) -> None:
    from pipeline.evaluate.tables import draw_text

    if as_json:
        import json

        from pipeline.evaluate.stats import build_json

        typer.echo(json.dumps(build_json(tables), indent=2, ensure_ascii=False))
        return
    typer.echo("\n".join(f"{table.title}\n\n{draw_text(table)}" for table in tables), nl=False)
