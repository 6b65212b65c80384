"""INPUT... to Items, as a stream: folders are walked and files opened while the workers work.

The order is that of the disk: to sort a folder of a million files they would all have to be in memory.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import IO, NamedTuple

from pipeline.batch.item import Failure, Item, build_failure
from pipeline.errors import IngestError
from pipeline.ingest import MAX_BYTES
from pipeline.ingest.container import Member, Unread, read_members

STDIN = "-"


class Selection(NamedTuple):
    """What was asked for."""

    inputs: tuple[str, ...]
    """Files, folders, `-` for a list of them."""
    include: tuple[str, ...] = ()
    """Globs on the name or the path below the folder; none is all."""
    exclude: tuple[str, ...] = ()
    leave_out: Path | None = None
    """A folder that is no input: the output's."""
    list_end: str = "\n"
    """What ends a path on standard input."""


class Found(NamedTuple):
    """A file to be read; `name` is its path below the folder that was given."""

    path: str
    name: str


def read_items(
    selection: Selection, stdin: IO[bytes] | None = None, *, max_bytes: int = MAX_BYTES
) -> Iterator[Item | Failure]:
    """All items of the selection, one at a time in memory; each that cannot be read as a Failure."""
    for found in find_files(selection, stdin):
        if isinstance(found, Failure):
            yield found
        else:
            yield from _read_file(found, max_bytes)


def find_files(selection: Selection, stdin: IO[bytes] | None = None) -> Iterator[Found | Failure]:
    """The files that the selection names, as they are found."""
    folders = [os.path.abspath(given) for given in selection.inputs if os.path.isdir(given)]
    for given in _expand(selection, stdin):
        path = os.path.abspath(given)
        if os.path.isdir(path):
            yield from _walk(path, _find_root(path, folders) or path, selection)
        else:
            yield Found(path, os.path.relpath(path, _find_root(path, folders) or os.path.dirname(path)))


def _find_root(path: str, folders: list[str]) -> str | None:
    """The outermost given folder that holds the path: a file has one name, whichever input led to it."""
    above = [folder for folder in folders if path == folder or path.startswith(os.path.join(folder, ""))]
    return min(above, key=len, default=None)


def _expand(selection: Selection, stdin: IO[bytes] | None) -> Iterator[str]:
    for given in selection.inputs:
        if given == STDIN and stdin is not None:
            yield from filter(None, _split(stdin, os.fsencode(selection.list_end)))
        else:
            yield given


def _split(stream: IO[bytes], end: bytes) -> Iterator[str]:
    """Paths from a stream, without waiting for its end."""
    if end == b"\n":
        for line in stream:
            yield os.fsdecode(line.rstrip(b"\r\n"))
        return
    rest = b""
    while part := stream.read1(65_536):  # type: ignore[attr-defined]
        *whole, rest = (rest + part).split(end)
        yield from map(os.fsdecode, whole)
    yield os.fsdecode(rest)


def _walk(folder: str, root: str, selection: Selection) -> Iterator[Found | Failure]:
    """The files below a folder, hidden ones apart; symbolic links are followed, but not in circles."""
    pending: list[tuple[str, frozenset[tuple[int, int]]]] = [(folder, frozenset())]
    while pending:
        path, above = pending.pop()
        try:
            here = _identity(path)
            if here in above:
                raise IngestError("a symbolic link to a folder above it", hint="--exclude it, or remove it")
            if selection.leave_out is not None and here == _identity(selection.leave_out):
                continue
            with os.scandir(path) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if _is_folder(entry):
                        pending.append((entry.path, above | {here}))
                    elif _is_selected(name := os.path.relpath(entry.path, root), selection):
                        yield Found(entry.path, name)
        except (OSError, IngestError) as error:
            yield build_failure(printable(path), "list", _as_ingest_error(error))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself; told when it is opened
        return False


def _identity(path: str | Path) -> tuple[int, int]:
    status = os.stat(path)
    return status.st_dev, status.st_ino


def _as_ingest_error(error: OSError | IngestError) -> IngestError:
    if isinstance(error, IngestError):
        return error
    return IngestError(
        f"cannot be listed: {error.strerror}", hint="change the folder's mode, or --exclude it"
    )


def _is_selected(name: str, selection: Selection) -> bool:
    path = name.replace(os.sep, "/")
    return (not selection.include or _fits(path, selection.include)) and not _fits(path, selection.exclude)


def _fits(path: str, patterns: Iterable[str]) -> bool:
    base = path.rpartition("/")[2]
    return any(fnmatch(base, pattern) or fnmatch(path, pattern) for pattern in patterns)


def _read_file(found: Found, max_bytes: int) -> Iterator[Item | Failure]:
    source, name = printable(found.path), printable(found.name).replace(os.sep, "/")
    members = read_members(Path(found.path), source=source, name=name, max_bytes=max_bytes)
    at = 0
    try:
        for member in members:
            if isinstance(member, Unread):
                yield build_failure(printable(member.source), "read", member.error)
            else:
                yield _as_item(member, max(0, member.position - at))
                at = max(at, member.position)
    except IngestError as error:
        yield build_failure(source, "read", error)


def _as_item(member: Member, size: int) -> Item:
    source, name = printable(member.source), printable(member.name)
    return Item(source, name, member.content, member.is_line, member.url, size)


def printable(path: str) -> str:
    """The path as characters that can be written; bytes that are none, as in "\\xff", stay apart."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def measure(selection: Selection) -> int | None:
    """Bytes of all files of the selection; None if a list on standard input tells them."""
    if STDIN in selection.inputs:
        return None
    found = (each for each in find_files(selection) if isinstance(each, Found))
    return sum(_size(each.path) for each in found)


def _size(path: str) -> int:
    try:
        return os.path.getsize(path)
    except OSError:
        return 0
