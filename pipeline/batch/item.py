"""What travels between the parts of a batch: an Item to be read, and its Result or its Failure."""

from __future__ import annotations

import hashlib
import zlib
from typing import NamedTuple

from pipeline.errors import MednewsError


class Item(NamedTuple):
    """The bytes of an article (or of a feed of them), and where they are from."""

    source: str
    """An absolute path, of a member of an archive with its name after it: the key of all that is kept."""
    name: str
    """The path below the folder that was given, "2024/a.html": the article's id is this without suffix."""
    content: bytes
    is_line: bool = False
    """A line of JSON Lines."""
    url: str | None = None
    size: int = 0
    """Bytes on the disk that are done with when this is; for the progress alone."""

    @property
    def sha256(self) -> str:
        """Of the content."""
        return hashlib.sha256(self.content).hexdigest()


class Result(NamedTuple):
    """What was read from an Item, as the lines of the outputs."""

    id: str
    """Of the article; of several, what their ids "<id>#1" begin with."""
    articles: int
    facts: int
    words: int
    article_lines: bytes
    """Packed by `pack`, in the worker: there are many of those, and one process that keeps what they send."""
    fact_lines: bytes
    """Packed, too."""
    sketches: bytes
    """Of each article, `sketch.BYTES` long: what finds the same story elsewhere."""


def pack(lines: bytes) -> bytes:
    """Lines as they are sent and kept; `unpack` gives them back."""
    return zlib.compress(lines, 1)


def unpack(packed: bytes) -> bytes:
    """The lines of an article or a fact each. Raises: zlib.error for what was never packed."""
    return zlib.decompress(packed)


class Failure(NamedTuple):
    """Why an Item, or a source that should have given some, gave nothing: a line of errors.jsonl."""

    source: str
    stage: str
    """list, read, ingest, extract, worker"""
    error: str
    """The class of the error."""
    message: str
    hint: str | None = None
    sha256: str | None = None
    """Of the content, if it could be read at all: it is not tried again until it changes."""


def build_failure(source: str, stage: str, error: BaseException, sha256: str | None = None) -> Failure:
    """The failure that an exception stands for."""
    what = error.what if isinstance(error, MednewsError) else str(error)
    hint = getattr(error, "hint", None) or HINTS.get(stage)
    return Failure(source, stage, type(error).__name__, what[:MAX_MESSAGE], hint, sha256)


MAX_MESSAGE = 500
HINTS = {"extract": "please report it, with the article if you may; the other articles are not touched"}
