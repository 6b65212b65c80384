"""Files to Articles: one reader a format, chosen by content first and by extension second."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from pipeline.errors import IngestError, InputTooLarge
from pipeline.ingest.html import read_html
from pipeline.ingest.text import read_text
from pipeline.schema import Article

__all__ = ["MAX_BYTES", "read_article", "read_content", "read_html", "read_text"]

MAX_BYTES = 20_000_000

TEXT_SUFFIXES = frozenset({".txt", ".text", ".md"})
HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".shtml", ".asp", ".aspx", ".php"})

# A page that says what it is; in UTF-16 every other byte is NUL, so those are taken out before the look.
PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
MARKUP = re.compile(
    rb"</?(?:p|div|h[1-6]|br|span|article|section|table|ul|meta|title|script)\b[^<>]{0,500}>", re.I
)
XML = re.compile(rb"\s*<(?:\?xml\b|!doctype\s)", re.I)


def read_article(path: Path, *, max_bytes: int = MAX_BYTES, id: str | None = None) -> Article:
    """The article in a text or HTML file; its id is the file's name without the extension unless given.

    Raises: InputTooLarge over `max_bytes` (seen before reading), EmptyInput, BinaryInput, and IngestError for
    what cannot be read; each names the file and carries a hint.
    """
    path = Path(path)
    content = _read_bytes(path, max_bytes)
    name = (path.stem if id is None else id).encode("utf-8", "replace").decode("utf-8")
    try:
        return read_content(content, id=name, suffix=path.suffix.lower(), max_bytes=max_bytes)
    except IngestError as error:
        # Made anew, since what is raised below does not know the file.
        raise type(error)(error.what, where=_printable(path), hint=error.hint) from error


def read_content(content: bytes, *, id: str, suffix: str = "", max_bytes: int = MAX_BYTES) -> Article:
    """The article in the bytes of a text or HTML file, as standard input gives them; `suffix` as in ".html".

    Raises: InputTooLarge, EmptyInput, BinaryInput, and IngestError for what cannot be read.
    """
    if len(content) > max_bytes:
        raise InputTooLarge(f"over the limit of {max_bytes:,} bytes", hint="split the input into articles")
    reader = read_html if _is_html(content, suffix) else read_text
    return reader(content, id=id)


def _read_bytes(path: Path, max_bytes: int) -> bytes:
    where = _printable(path)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise IngestError("a folder, not a file", where=where, hint="give the files in it")
        if not stat.S_ISREG(status.st_mode):
            # A pipe would block, a device would never end.
            raise IngestError("not a regular file", where=where, hint="save the article to a file first")
        if status.st_size > max_bytes:
            what = f"{status.st_size:,} bytes, over the limit of {max_bytes:,}"
            raise InputTooLarge(what, where=where, hint="split the file into articles")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise IngestError("no such file", where=where, hint="look for a slip in the path") from error
    except PermissionError as error:
        raise IngestError("no permission to read it", where=where, hint="change the file's mode") from error
    except (OSError, ValueError) as error:
        raise IngestError(f"cannot be read: {_reason(error)}", where=where, hint="check the path") from error


def _is_html(content: bytes, suffix: str) -> bool:
    """Whether the bytes are a web page.

    Raises: IngestError for XML that is no page: read as text, its tags would be taken for words.
    """
    start = content[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    if PAGE.match(start):
        return True
    if XML.match(start) and suffix not in TEXT_SUFFIXES:
        raise IngestError("XML that is not a web page", hint="give HTML or plain text")
    return suffix in HTML_SUFFIXES and MARKUP.search(content.replace(b"\0", b"")) is not None


def _printable(path: Path) -> str:
    """The path with bytes that are no characters shown as question marks."""
    return os.fspath(path).encode("utf-8", "replace").decode("utf-8")


def _reason(error: OSError | ValueError) -> str:
    return error.strerror or str(error) if isinstance(error, OSError) else str(error)
