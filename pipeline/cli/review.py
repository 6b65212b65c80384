"""mednews review: put facts right on a page in the browser; they become gold."""

from __future__ import annotations

import getpass
import secrets
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.message import print_error
from pipeline.errors import MednewsError

if TYPE_CHECKING:
    from pipeline.review.store import Store
    from pipeline.schema import Record

BAD_INPUT = 2


def review_cli(
    inputs: Annotated[list[Path], typer.Argument(metavar="INPUT", help="Folders of articles, or articles.")],
    gold: Annotated[Path, typer.Option(help="The folder in which the gold is kept.", metavar="DIR")],
    annotator: Annotated[str | None, typer.Option(help="Your name, kept with each decision.")] = None,
    second: Annotated[
        Path | None, typer.Option(help="A second annotator's gold folder, to see how far you agree.")
    ] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0: any that is free.")] = 0,
    open_browser: Annotated[
        bool, typer.Option("--open/--no-open", help="Open the page in the browser.")
    ] = True,
) -> None:
    """Review what was found, on a page that only this machine can open; decisions are saved at once as gold.

    Accept, reject or change each fact, draw new ones by selecting words, undo, take notes. The gold is
    DIR/<article>.jsonl beside its text; DIR/<article>.review.json remembers what is still to be decided, so
    that the work goes on where it ended. Ctrl-C ends the page.

    \b
    Examples:
      mednews review articles/ --gold gold
      mednews review articles/ --gold mine --second theirs --annotator Ada
    """
    try:
        _check_installed()
        if second is not None and not second.is_dir():
            raise MednewsError("no folder", where=str(second), hint="name the second annotator's folder")
        from pipeline.review.queue import build_queue
        from pipeline.review.store import Store

        store = Store(gold)
        queue = build_queue(_read(inputs))
        _serve(queue, store, annotator or getpass.getuser(), second, port, open_browser=open_browser)
    except MednewsError as error:
        print_error(error)
        raise typer.Exit(BAD_INPUT) from error


def _check_installed() -> None:
    from importlib.util import find_spec

    if find_spec("fastapi") is None or find_spec("uvicorn") is None:
        raise MednewsError("the page needs fastapi and uvicorn", hint="pip install 'mednews[review]'")


def _read(inputs: list[Path]) -> list[Record]:
    """The records of the articles that can be read; of the others it is told why.

    Raises: MednewsError if there is none.
    """
    from pipeline.cli.extract import extract
    from pipeline.cli.report import list_files

    errors: list[MednewsError] = []
    records = []
    for path in inputs:
        for record in extract(list_files(path), errors):
            records.append(record)
            if sys.stderr.isatty():
                print(f"\r{len(records)} articles read", end="\r", file=sys.stderr, flush=True)
    if not records:
        raise MednewsError("no article could be read", where=", ".join(map(str, inputs)))
    return records


def _serve(
    queue: list[Record],
    store: Store,
    annotator: str,
    second: Path | None,
    port: int,
    *,
    open_browser: bool,
) -> None:
    """Serve on the loopback address until Ctrl-C.

    Raises: MednewsError if the port is taken.
    """
    import uvicorn

    from pipeline.review.app import build_app
    from pipeline.review.security import Guard

    listener = _listen(port)
    port = listener.getsockname()[1]
    token = secrets.token_urlsafe(24)
    address = f"http://127.0.0.1:{port}/?token={token}"
    app = build_app(queue, store, Guard(token, port), annotator=annotator, second=second)
    typer.echo(f"{len(queue)} articles, gold in {store.folder}. Open {address}\nCtrl-C ends.", err=True)
    if open_browser:
        import webbrowser

        webbrowser.open(address)
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
    uvicorn.Server(config).run([listener])


def _listen(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
    except OSError as error:
        what = f"cannot be used: {error.strerror}"
        raise MednewsError(what, where=f"port {port}", hint="--port 0 takes one that is free") from error
    return listener
