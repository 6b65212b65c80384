"""How an error is told on stderr."""

from __future__ import annotations

import typer


def print_error(error: Exception) -> None:
    """`error: where: what`, and `hint: what to do` where the error knows."""
    typer.echo(f"error: {error}", err=True)
    if hint := getattr(error, "hint", None):
        typer.echo(f"hint: {hint}", err=True)
