"""Compressed streams, unpacked while they are read, within a budget: a bomb is left before it goes off."""

from __future__ import annotations

import io
from typing import IO, Any

from pipeline.errors import IngestError, InputTooLarge

MAX_RATIO = 200
"""Unpacked to packed bytes. Text comes to 3 to 10, a table of markup to 50, zeros to a thousand."""
FREE_BYTES = 100_000_000
"""What any file may unpack to: a small file of much repetition is no harm."""

GZIP, BZIP2, XZ, ZSTANDARD = b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd"
MAGIC = (GZIP, BZIP2, XZ, ZSTANDARD)


class Budget:
    """The bytes that one file may unpack to, in all of its layers and members together."""

    def __init__(self, packed: int, *, max_ratio: int = MAX_RATIO, free: int = FREE_BYTES) -> None:
        self.left = max(free, packed * max_ratio)

    def spend(self, count: int) -> None:
        """Raises: InputTooLarge when the budget is gone."""
        self.left -= count
        if self.left < 0:
            raise InputTooLarge(
                "it unpacks to far more than its size: a bomb?", hint="unpack it by hand and look"
            )


class Counted(io.RawIOBase):
    """A stream whose bytes are paid from a budget."""

    def __init__(self, stream: IO[bytes] | Any, budget: Budget) -> None:
        self._stream = stream
        self._budget = budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        part = self._stream.read(len(buffer))
        self._budget.spend(len(part))
        buffer[: len(part)] = part
        return len(part)


def is_compressed(head: bytes) -> bool:
    """Whether a file that begins so is compressed in a way that we can read."""
    return head.startswith(MAGIC)


def unpack(stream: IO[bytes], head: bytes, budget: Budget) -> io.BufferedReader:
    """The unpacked bytes of a compressed stream as a stream; `head` are its first bytes.

    Raises: IngestError if the library for the kind of compression is not installed.
    """
    return io.BufferedReader(Counted(_open(stream, head), budget))


def _open(stream: IO[bytes], head: bytes) -> Any:
    if head.startswith(GZIP):
        import gzip

        return gzip.GzipFile(fileobj=stream)
    if head.startswith(BZIP2):
        import bz2

        return bz2.BZ2File(stream)
    if head.startswith(XZ):
        import lzma

        return lzma.LZMAFile(stream)
    return _open_zstandard(stream)


def _open_zstandard(stream: IO[bytes]) -> Any:
    try:
        import zstandard
    except ImportError as error:
        raise IngestError(
            "zstandard needs a library that is not installed", hint="pip install 'mednews[zstd]', or unzstd"
        ) from error
    # A window of 128 MB is the most that a level of the command line tool asks for.
    reader = zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(
        stream, read_across_frames=True
    )
    return _Zstandard(reader, zstandard.ZstdError)


class _Zstandard:
    """A stream that tells of damage as those of the standard library do, by an OSError."""

    def __init__(self, reader: Any, damage: type[Exception]) -> None:
        self._reader = reader
        self._damage = damage

    def read(self, size: int) -> bytes:
        try:
            return self._reader.read(size)  # type: ignore[no-any-return]
        except self._damage as error:
            raise OSError(f"damaged: {error}") from error
