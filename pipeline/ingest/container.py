"""Files that hold other files or many articles, read in place: gzip and its like, zip, tar, WARC, JSON Lines.

Nothing is written to disk, so a member's name ("../../etc/passwd") is only ever a label. What is packed in
what is packed is opened, too, down to a bound. Everything is streamed: a member at a time is in memory.
"""

from __future__ import annotations

import io
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from lzma import LZMAError
from pathlib import Path, PurePosixPath
from typing import IO, Any, NamedTuple

from pipeline.errors import BinaryInput, IngestError, InputTooLarge, is_panic
from pipeline.ingest import MAX_BYTES, open_file
from pipeline.ingest.compressed import Budget, Counted, is_compressed, unpack

MAX_DEPTH = 4
"""Layers: a line in a gzip file in a zip archive is three."""
HEAD = 512
COMPRESSED_SUFFIXES = frozenset({".gz", ".bz2", ".xz", ".zst"})
SHORT_SUFFIXES = {".tgz": ".tar", ".tbz2": ".tar", ".txz": ".tar", ".tzst": ".tar"}
LINES_SUFFIXES = frozenset({".jsonl", ".ndjson", ".jsonlines"})
BROKEN: tuple[type[Exception], ...] = (
    *(OSError, EOFError, RuntimeError, ValueError),
    *(zlib.error, LZMAError, zipfile.BadZipFile, tarfile.TarError),
)
"""What the libraries raise for damaged, encrypted and unknown archives."""
MEMBER_ERRORS: tuple[type[Exception], ...] = (IngestError, *BROKEN)


class Member(NamedTuple):
    """An article, or a feed of them, to be read from `content`."""

    source: str
    """Where it is: "crawl.zip/inner/a.html", "articles.jsonl:17"."""
    name: str
    """The same without the suffixes of the containers: "crawl/inner/a.html"."""
    content: bytes
    is_line: bool = False
    """One of JSON Lines."""
    url: str | None = None
    position: int = 0
    """Bytes of the file on the disk that were read when this was."""


class Unread(NamedTuple):
    """A member that was left out, and why."""

    source: str
    error: IngestError


class _Place(NamedTuple):
    """Where we are in a file: as in `Member`, and how many layers down."""

    source: str
    name: str
    depth: int = 0

    def inside(self, member: str) -> _Place:
        path = PurePosixPath(self.name)
        return _Place(f"{self.source}/{member}", f"{path.with_suffix('')}/{member}", self.depth + 1)

    def unpacked(self) -> _Place:
        path = PurePosixPath(self.name)
        suffix = path.suffix.lower()
        if suffix in COMPRESSED_SUFFIXES:
            path = path.with_suffix("")
        elif suffix in SHORT_SUFFIXES:
            path = path.with_suffix(SHORT_SUFFIXES[suffix])
        return self._replace(name=str(path), depth=self.depth + 1)

    def line(self, number: int) -> tuple[str, str]:
        return f"{self.source}:{number}", f"{PurePosixPath(self.name).with_suffix('')}:{number}"


def read_members(
    path: Path, *, source: str | None = None, name: str | None = None, max_bytes: int = MAX_BYTES
) -> Iterator[Member | Unread]:
    """The members of a file; the file itself if it is no container.

    Args: source: what the file is called in `Member.source`, its path unless given. name: the same for
    `Member.name`, its file name unless given. max_bytes: of one member, unpacked.
    Raises: IngestError for a file that cannot be read, or not to its end; members before that were given.
    """
    with open_file(path) as (stream, size):
        yield from read_stream(
            stream, size, source=source or str(path), name=name or path.name, max_bytes=max_bytes
        )


def read_stream(
    stream: io.BufferedReader, size: int, *, source: str, name: str, max_bytes: int = MAX_BYTES
) -> Iterator[Member | Unread]:
    """The members of a file of so many bytes that is open, wherever it is kept; else as `read_members`."""
    try:
        for member in _Reader(Budget(size), max_bytes).read(_Place(source, name), stream):
            yield member._replace(position=stream.tell()) if isinstance(member, Member) else member
    except BaseException as error:
        if isinstance(error, BROKEN) or is_panic(error):
            raise _broken(error) from error
        raise


class _Reader:
    """Goes through the layers of one file."""

    def __init__(self, budget: Budget, max_bytes: int) -> None:
        self.budget = budget
        self.max_bytes = max_bytes

    def read(self, place: _Place, stream: io.BufferedReader) -> Iterator[Member | Unread]:
        head = stream.peek(HEAD)[:HEAD]
        if place.depth > MAX_DEPTH:
            raise IngestError(f"packed more than {MAX_DEPTH} times over", hint="unpack it by hand and look")
        if is_compressed(head):
            yield from self.read(place.unpacked(), unpack(stream, head, self.budget))
        elif head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            yield from self._read_zip(place, stream)
        elif head[257:262] == b"ustar":
            yield from self._read_tar(place, stream)
        elif head.startswith(b"WARC/"):
            yield from self._read_warc(place, stream)
        elif PurePosixPath(place.name).suffix.lower() in LINES_SUFFIXES:
            yield from self._read_lines(place, stream)
        else:
            yield Member(place.source, place.name, self._read_all(stream))

    def _read_all(self, stream: IO[bytes]) -> bytes:
        content = stream.read(self.max_bytes + 1)
        if len(content) > self.max_bytes:
            raise _too_large(self.max_bytes)
        return content

    def _read_zip(self, place: _Place, stream: io.BufferedReader) -> Iterator[Member | Unread]:
        # A zip archive has its table of contents at its end; one that comes as a stream is held whole.
        with zipfile.ZipFile(stream if stream.seekable() else io.BytesIO(self._read_all(stream))) as archive:
            names = archive.namelist()
            if "[Content_Types].xml" in names or "mimetype" in names:
                raise BinaryInput("not text but an office document", hint="save the document as text")
            for name in filter(_is_wanted, names):
                yield from self._read_zipped(place.inside(name), archive, name)

    def _read_zipped(self, place: _Place, archive: zipfile.ZipFile, name: str) -> Iterator[Member | Unread]:
        try:
            with archive.open(name) as member:
                yield from self.read(place, io.BufferedReader(Counted(member, self.budget)))
        except MEMBER_ERRORS as error:
            yield self._unread(place, error)

    def _read_tar(self, place: _Place, stream: io.BufferedReader) -> Iterator[Member | Unread]:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            while (entry := archive.next()) is not None:
                # tarfile remembers every member; of a crawl that is more than the machine has room for.
                archive.members = []  # type: ignore[attr-defined]
                if not entry.isdir() and _is_wanted(entry.name):
                    yield from self._read_tarred(place.inside(entry.name), archive, entry)

    def _read_tarred(
        self, place: _Place, archive: tarfile.TarFile, entry: tarfile.TarInfo
    ) -> Iterator[Member | Unread]:
        try:
            file = archive.extractfile(entry) if entry.isreg() else None
            if file is None:
                raise IngestError("a link or a device, not a file", hint="pack the file itself")
            yield from self.read(place, io.BufferedReader(Counted(file, self.budget)))
        except MEMBER_ERRORS as error:
            yield self._unread(place, error)

    def _unread(self, place: _Place, error: Exception) -> Unread:
        if self.budget.left < 0:
            raise error  # the whole file is left
        return Unread(place.source, error if isinstance(error, IngestError) else _broken(error))

    def _read_warc(self, place: _Place, stream: io.BufferedReader) -> Iterator[Member | Unread]:
        """The pages of a crawl; answers that are no page (images, redirects, errors) are passed over."""
        from fastwarc.warc import ArchiveIterator, WarcRecordType

        forward: Any = _Forward(stream)
        records = ArchiveIterator(
            forward, record_types=WarcRecordType.response, auto_decode="all", stream_detect=False
        )
        for number, record in enumerate(records, start=1):
            source, name = place.line(number)
            if record.http_headers is None or record.http_headers.status_code != 200:
                continue
            if (record.http_content_type or "text/html") not in PAGES:
                continue
            content = record.reader.read(self.max_bytes + 1)
            if len(content) > self.max_bytes:
                yield Unread(source, _too_large(self.max_bytes))
            else:
                yield Member(source, name, content, url=record.headers.get("WARC-Target-URI"))

    def _read_lines(self, place: _Place, stream: io.BufferedReader) -> Iterator[Member | Unread]:
        number = 0
        while line := stream.readline(self.max_bytes + 1):
            number += 1
            source, name = place.line(number)
            if len(line) > self.max_bytes:
                _skip_line(stream, line)
                yield Unread(source, _too_large(self.max_bytes))
            elif not line.isspace():
                yield Member(source, name, line, is_line=True)


class _Forward:
    """A stream that can only go forward: fastwarc takes the presence of `seek` for the power to."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self._at = 0

    def read(self, size: int = -1) -> bytes:
        part = self._stream.read(size)
        self._at += len(part)
        return part

    def tell(self) -> int:
        return self._at


PAGES = frozenset({"text/html", "application/xhtml+xml", "text/plain", "application/pdf"})
"""Content types of a crawl that are read."""


def _skip_line(stream: io.BufferedReader, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(1_000_000)


def _is_wanted(name: str) -> bool:
    """Neither a folder nor hidden: Finder leaves "._a.txt" beside "a.txt"."""
    return not name.endswith("/") and not PurePosixPath(name).name.startswith(".")


def _broken(error: BaseException) -> IngestError:
    return IngestError(f"broken or locked: {error}"[:200], hint="unpack it by hand and look")


def _too_large(max_bytes: int) -> InputTooLarge:
    return InputTooLarge(f"over the limit of {max_bytes:,} bytes", hint="split it, or raise --max-bytes")
