"""Files to Articles: one reader a format, chosen by content first and by extension second (`formats.py`)."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import EmptyInput, IngestError, InputTooLarge
from pipeline.ingest.formats import find_format
from pipeline.ingest.text import read_text
from pipeline.schema import Article

if TYPE_CHECKING:
    from pipeline.ingest.html import read_html

__all__ = [
    "MAX_BYTES",
    "open_file",
    "read_article",
    "read_articles",
    "read_content",
    "read_contents",
    "read_html",
    "read_text",
]

MAX_BYTES = 20_000_000


def read_article(path: Path, *, max_bytes: int = MAX_BYTES, id: str | None = None) -> Article:
    """The one article in a file; its id is the file's name without the extension unless given.

    Raises: InputTooLarge over `max_bytes` (seen before reading), EmptyInput, BinaryInput, and IngestError for
    what cannot be read or holds several articles; each names the file and carries a hint.
    """
    path = Path(path)
    try:
        return _only(list(read_articles(path, max_bytes=max_bytes, id=id)))
    except IngestError as error:
        raise _placed(error, path) from error


def read_articles(path: Path, *, max_bytes: int = MAX_BYTES, id: str | None = None) -> Iterator[Article]:
    """The articles in a file: one, as a rule; of a feed or a PubMed set all, their ids "<id>#1", "<id>#2" ...

    Raises: as `read_article`, but for several articles.
    """
    path = Path(path)
    content = _read_bytes(path, max_bytes)
    name = (path.stem if id is None else id).encode("utf-8", "replace").decode("utf-8")
    try:
        yield from read_contents(content, id=name, suffix=path.suffix.lower(), max_bytes=max_bytes)
    except IngestError as error:
        raise _placed(error, path) from error


def read_content(content: bytes, *, id: str, suffix: str = "", max_bytes: int = MAX_BYTES) -> Article:
    """The one article in the bytes of a file, as standard input gives them; `suffix` as in ".html".

    Raises: InputTooLarge, EmptyInput, BinaryInput, and IngestError for what cannot be read or holds several.
    """
    return _only(list(read_contents(content, id=id, suffix=suffix, max_bytes=max_bytes)))


def read_contents(
    content: bytes, *, id: str, suffix: str = "", max_bytes: int = MAX_BYTES
) -> Iterator[Article]:
    """The articles in the bytes of a file; several have the ids "<id>#1", "<id>#2" ...

    Raises: InputTooLarge, EmptyInput, BinaryInput, and IngestError for what cannot be read.
    """
    if len(content) > max_bytes:
        raise InputTooLarge(f"over the limit of {max_bytes:,} bytes", hint="split the input into articles")
    articles = list(find_format(content, suffix).read(content, id=id))
    if not articles:
        raise EmptyInput("no article in it", hint="give a feed or a set with entries")
    if len(articles) == 1:
        yield articles[0]
        return
    for number, article in enumerate(articles, start=1):
        yield article.model_copy(update={"id": f"{id}#{number}"})


def __getattr__(name: str) -> Any:
    if name == "read_html":  # loaded when asked for: a text file needs none of its tables
        from pipeline.ingest.html import read_html

        return read_html
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _only(articles: list[Article]) -> Article:
    """Raises: IngestError if there are several."""
    if len(articles) == 1:
        return articles[0]
    raise IngestError(
        f"it holds {len(articles)} articles", hint="read_articles and `mednews extract` read them all"
    )


def _read_bytes(path: Path, max_bytes: int) -> bytes:
    with open_file(path) as (stream, size):
        if size > max_bytes:
            what = f"{size:,} bytes, over the limit of {max_bytes:,}"
            raise InputTooLarge(what, where=_printable(path), hint="split the file into articles")
        return stream.read()


@contextmanager
def open_file(path: Path) -> Iterator[tuple[BufferedReader, int]]:
    """A regular file, open to be read, and its size in bytes.

    Raises: IngestError, here or while it is read, for what is no file or cannot be read.
    """
    where = _printable(path)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise IngestError("a folder, not a file", where=where, hint="give the files in it")
        if not stat.S_ISREG(status.st_mode):
            # A pipe would block, a device would never end.
            raise IngestError("not a regular file", where=where, hint="save the article to a file first")
        with path.open("rb") as stream:
            yield stream, status.st_size
    except FileNotFoundError as error:
        raise IngestError("no such file", where=where, hint="look for a slip in the path") from error
    except PermissionError as error:
        raise IngestError("no permission to read it", where=where, hint="change the file's mode") from error
    except (OSError, ValueError) as error:
        raise IngestError(f"cannot be read: {_reason(error)}", where=where, hint="check the path") from error


def _placed(error: IngestError, path: Path) -> IngestError:
    """The error, telling the file: where it was raised, the file is not known."""
    return error if error.where else type(error)(error.what, where=_printable(path), hint=error.hint)


def _printable(path: Path) -> str:
    """The path with bytes that are no characters shown as question marks."""
    return os.fspath(path).encode("utf-8", "replace").decode("utf-8")


def _reason(error: OSError | ValueError) -> str:
    return error.strerror or str(error) if isinstance(error, OSError) else str(error)
