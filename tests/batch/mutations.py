"""Files of every kind that we read, and what becomes of them on a bad day: a number stands for a mutation."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import random
import signal
import tarfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

from pipeline.batch.inputs import Selection, read_items
from pipeline.batch.item import Failure, Item
from pipeline.batch.work import Reading, read_item
from pipeline.errors import IngestError

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
ORIGINALS = frozenset({".html", ".pdf", ".xml", ".eml", ".rss"})
SECONDS = 20
"""In which any input is read; on a quiet machine none takes one."""
READING = Reading(max_bytes=2_000_000)
TOKENS = (
    *(b"<", b">", b"<!--", b"]]>", b"<![CDATA[", b'<!ENTITY x "&x;">', b"&x;", b"<p>" * 500, b"</div>" * 500),
    *(b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\r\n\r\n", b"\n", b" " * 5000, b"9" * 400),
    *("\u202e\u0301\u2066٣".encode(), b"endobj", b"stream\n", b"obj <<", b"/Kids [1 0 R]", b"=?utf-8?B?//?="),
    *(
        b"Content-Length: 99999999999\r\n",
        b"PK\x01\x02",
        b"PK\x05\x06",
        b"WARC/1.0\r\n",
        b'{"text": "',
        b"\\ud800",
    ),
)


def read_seeds() -> dict[str, bytes]:
    """Sound files by name: the corpus' originals, and a small text in every other form."""
    seeds = {path.name: path.read_bytes() for path in sorted(CORPUS.iterdir()) if path.suffix in ORIGINALS}
    text = b"Pembrolizumab helps\n\nOf 40 patients, 16 (40%) responded. Median PFS was 5.3 months.\n"
    line = json.dumps({"text": text.decode(), "title": "Help"}).encode() + b"\n"
    packed = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress}
    return {
        **seeds,
        "a.txt": text,
        "lines.jsonl": line * 3,
        "crawl.warc": _build_warc(b"<html><body><h1>Help</h1><p>" + text * 3 + b"</p></body></html>"),
        "archive.zip": _build_zip(text, line),
        "archive.tar": _build_tar(text, line),
        **{f"a.txt.{suffix}": compress(text) for suffix, compress in packed.items()},
    }


def read_zstandard_seeds() -> dict[str, bytes]:
    """Sound files compressed with zstandard: apart, so that the numbers of the others stay what they are.

    Raises: ImportError where the library is not installed.
    """
    import zstandard

    seeds = read_seeds()
    names = ("a.txt", "lines.jsonl", "crawl.warc", "archive.tar", "archive.zip")
    return {f"{name}.zst": zstandard.compress(seeds[name]) for name in names}


def _build_warc(page: bytes) -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.test/\r\n"
    head += "WARC-Date: 2024-05-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
    head += f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    return (head.encode() + http + b"\r\n\r\n") * 2


def _build_zip(*contents: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, content in enumerate(contents):
            archive.writestr(f"{number}.jsonl", content)
    return packed.getvalue()


def _build_tar(*contents: bytes) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for number, content in enumerate(contents):
            entry = tarfile.TarInfo(f"{number}.jsonl")
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return packed.getvalue()


def mutate(seeds: dict[str, bytes], number: int) -> tuple[str, bytes]:
    """A file's name and its damaged content; the same for the same number."""
    chance = random.Random(number)
    name = chance.choice(sorted(seeds))
    content = bytearray(seeds[name])
    for _ in range(chance.choice((1, 1, 2, 4, 16, 64))):
        _damage(content, chance)
    if chance.random() < 0.1:  # the name lies
        name = PurePosixPath(name).stem + chance.choice((".txt", ".html", ".jsonl", ".pdf", ".eml", ""))
    return name, bytes(content)


def _damage(content: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(content) + 1)
    length = chance.choice((1, 2, 8, 64, 1024))
    match chance.randrange(6):
        case 0:
            content[at : at + 1] = bytes([chance.randrange(256)])
        case 1:
            del content[at : at + length]
        case 2:
            content[at:at] = content[at : at + length]
        case 3:
            content[at:at] = chance.choice(TOKENS)
        case 4:
            other = chance.randrange(len(content) + 1)
            content[at : at + length] = content[other : other + length]
        case 5 if chance.random() < 0.2:
            del content[at:]


def read_mutation(seeds: dict[str, bytes], number: int, folder: Path) -> int:
    """How many articles the mutation gives; each failure is one of ours, with a hint.

    Raises: TimeoutError, or whatever a reader did not foresee.
    """
    name, content = mutate(seeds, number)
    path = folder / (name or "x")
    path.write_bytes(content)
    try:
        with _limited():
            found = read_items(Selection((str(path),)), max_bytes=READING.max_bytes)
            return sum(_count(each) for each in found)
    finally:
        path.unlink()


def _count(found: Item | Failure) -> int:
    if isinstance(found, Failure):
        assert found.hint
        return 0
    try:
        return len(list(read_item(found, READING)))
    except IngestError as error:
        if not error.hint:
            raise AssertionError(f"no hint: {error}") from error
        return 0


@contextmanager
def _limited() -> Iterator[None]:
    def stop(*signal: Any) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
