"""mednews lexicon: what the tables know of a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.message import print_error
from pipeline.errors import MednewsError

if TYPE_CHECKING:
    from pipeline.extract.names.explain import Known

SHOWN = 12
"""Forms of a name that the table shows; --json has all."""

lexicon_app = typer.Typer(
    name="lexicon",
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="""Ask what the tables know of a drug or condition.

    \b
    Examples:
      mednews lexicon find Keytruda
      mednews lexicon find --json "hairy cell leukemia"
    """,
)


@lexicon_app.callback()
def lexicon() -> None:
    """Keeps `find` a command of its own while it is the only one."""


@lexicon_app.command("find", short_help="What is known of a name, and when running text counts it.")
def find_cli(
    name: Annotated[str, typer.Argument(help="A drug or condition, as an article would write it.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, with every form.")] = False,
) -> None:
    """Print what the tables know of a name: kind, normal name, other forms, identifiers, and when it counts.

    \b
    Examples:
      mednews lexicon find Keytruda
      mednews lexicon find R-CHOP
      mednews lexicon find calcium            # a body's substance: says when it is a drug
      mednews lexicon find docetaxal          # a slip of docetaxel
      mednews lexicon find --json "multiple myeloma"

    \b
    Exit codes: 0 known, 1 unknown (names like it on stderr), 2 bad input.
    """
    from pipeline.extract.names.explain import explain_name, find_near

    if not name.strip():
        raise typer.BadParameter("the name is empty")
    try:
        known = explain_name(name.strip())
        near = [] if known else find_near(name.strip())
    except MednewsError as error:
        print_error(error)
        raise typer.Exit(2) from error
    if known or as_json:
        typer.echo(render_json(known) if as_json else "\n\n".join(map(render_text, known)))
    if not known:
        hint = f"like it: {', '.join(near)}" if near else "a new drug is one row: see CONTRIBUTING.md"
        print_error(MednewsError("no table has this name", where=name, hint=hint))
        raise typer.Exit(1)


def render_json(known: list[Known]) -> str:
    """The meanings as a JSON array."""
    import json

    return json.dumps([meaning._asdict() for meaning in known], indent=2, ensure_ascii=False)


def render_text(known: Known) -> str:
    """One meaning, a line a field; empty fields are left out."""
    rest = f" and {len(known.forms) - SHOWN} more" if len(known.forms) > SHOWN else ""
    fields = {
        "name": known.form,
        "kind": known.kind,
        "normal name": known.name,
        "forms": ", ".join(known.forms[:SHOWN]) + rest,
        "components": ", ".join(known.components),
        "identifiers": ", ".join(known.identifiers),
        "source": known.source,
        "counts": known.counts,
    }
    return "\n".join(f"{label:<12} {value}" for label, value in fields.items() if value)
