"""INPUT... to Items, as a stream: folders are walked and files opened while the workers work.

The order is that of the disk: to sort a folder of a million files they would all have to be in memory.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from fnmatch import fnmatch
from pathlib import Path
from typing import IO, NamedTuple

from pipeline.batch.item import Failure, Item, build_failure
from pipeline.batch.remote import find_remote, is_url, open_url
from pipeline.errors import IngestError
from pipeline.ingest import MAX_BYTES
from pipeline.ingest.container import Member, Unread, read_members, read_stream

STDIN = "-"


class Selection(NamedTuple):
    """What was asked for."""

    inputs: tuple[str, ...]
    """Files, folders and URLs, `-` for a list of them."""
    include: tuple[str, ...] = ()
    """Globs on the name or the path below the folder; none is all."""
    exclude: tuple[str, ...] = ()
    leave_out: Path | str | None = None
    """A folder or URL that is no input: the output's."""
    list_end: str = "\n"
    """What ends a path on standard input."""


class Found(NamedTuple):
    """A file to be read."""

    path: str
    """Or a URL."""
    name: str
    """Its path below the folder that was given."""
    size: int = 0
    """Of a URL, in bytes."""
    version: str = ""
    """Of a URL: another one, once the content has changed."""


def read_items(
    selection: Selection, stdin: IO[bytes] | None = None, *, max_bytes: int = MAX_BYTES
) -> Iterator[Item | Failure]:
    """All items of the selection, one at a time in memory; each that cannot be read as a Failure."""
    for found in find_files(selection, stdin):
        if isinstance(found, Failure):
            yield found
        else:
            yield from read_found(found, max_bytes)


def find_files(selection: Selection, stdin: IO[bytes] | None = None) -> Iterator[Found | Failure]:
    """The files that the selection names, as they are found."""
    folders = [os.path.abspath(given) for given in selection.inputs if os.path.isdir(given)]
    for given in _expand(selection, stdin):
        if is_url(given):
            yield from _find_url(given, selection)
            continue
        path = os.path.abspath(given)
        if os.path.isdir(path):
            yield from _walk(path, _find_root(path, folders) or path, selection)
        else:
            yield Found(path, os.path.relpath(path, _find_root(path, folders) or os.path.dirname(path)))


def _find_url(url: str, selection: Selection) -> Iterator[Found | Failure]:
    """The files below a URL, hidden ones and the output apart."""
    left_out = f"{selection.leave_out}".rstrip("/") + "/"
    try:
        root, files = find_remote(url)
        for file in files:
            name = file.url.removeprefix(root).strip("/")
            is_hidden = any(part.startswith(".") for part in name.split("/"))
            if not is_hidden and not file.url.startswith(left_out) and _is_selected(name, selection):
                yield Found(file.url, name, file.size, file.version)
    except IngestError as error:
        yield build_failure(printable(url), "list", error)


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
    left_out = _find_identity(selection.leave_out)
    pending: list[tuple[str, frozenset[tuple[int, int]]]] = [(folder, frozenset())]
    while pending:
        path, above = pending.pop()
        try:
            here = _identity(path)
            if here in above:
                raise IngestError("a symbolic link to a folder above it", hint="--exclude it, or remove it")
            if here == left_out:
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


def _find_identity(path: str | Path | None) -> tuple[int, int] | None:
    """None for what is not there, or not on this machine."""
    with suppress(OSError):
        return None if path is None else _identity(path)
    return None


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


def read_found(found: Found, max_bytes: int) -> Iterator[Item | Failure]:
    """The items of one file."""
    source, name = printable(found.path), printable(found.name).replace(os.sep, "/")
    members = _open_members(found.path, source=source, name=name, max_bytes=max_bytes)
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


def _open_members(path: str, *, source: str, name: str, max_bytes: int) -> Iterator[Member | Unread]:
    if not is_url(path):
        yield from read_members(Path(path), source=source, name=name, max_bytes=max_bytes)
        return
    with open_url(path) as (stream, size):
        yield from read_stream(stream, size, source=source, name=name, max_bytes=max_bytes)


def _as_item(member: Member, size: int) -> Item:
    source, name = printable(member.source), printable(member.name)
    return Item(source, name, member.content, member.is_line, member.url, size)


def printable(path: str) -> str:
    """The path as characters that can be written; bytes that are none, as in "\\xff", stay apart."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def measure(selection: Selection) -> int | None:
    """Bytes of all files of the selection; None if a list on standard input tells them, or a filesystem."""
    if STDIN in selection.inputs or any(map(is_url, selection.inputs)):
        return None
    found = (each for each in find_files(selection) if isinstance(each, Found))
    return sum(_size(each.path) for each in found)


def _size(path: str) -> int:
    try:
        return os.path.getsize(path)
    except OSError:
        return 0
