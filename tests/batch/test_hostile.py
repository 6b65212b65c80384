"""Inputs that mean harm, or came to harm: each gives an article or one failure with class and hint."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest
from mutations import read_seeds

from pipeline.batch.inputs import Selection, read_items
from pipeline.batch.item import Failure, Item
from pipeline.batch.work import Reading, extract_item, read_item
from pipeline.schema import Article

READING = Reading()
BILLION_LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>
<rss version="2.0"><channel><title>&b;</title><item><title>&b;</title></item></channel></rss>"""
EXTERNAL = b"""<?xml version="1.0"?><!DOCTYPE article [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<article><front><article-meta><title-group><article-title>&x;</article-title></title-group></article-meta>
</front><body><p>&x;</p></body></article>"""
PAGE = b"<!doctype html><html><body>%s<p>Of 40 patients, 16 (40%%) responded.</p></body></html>"


def build_pdf(*, trailer: bytes = b"") -> bytes:
    """A page without a text, as a scanner makes it."""
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>",
    )
    content, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(b"%010d 00000 n \n" % len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"xref\n0 4\n0000000000 65535 f \n" + b"".join(places)
    end = b"trailer << /Size 4 /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF" % (trailer, len(content))
    return content + table + end


LOCKED = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O (%b) /U (%b) >> /ID [(12345678) (12345678)]" % (
    b"o" * 32,
    b"u" * 32,
)


def read_one(name: str, content: bytes) -> Article | Failure:
    """What the work of a worker makes of it, without a pipeline where it fails before one is needed."""
    item = Item(f"/{name}", name, content)
    try:
        (article,) = read_item(item, READING)
    except Exception:
        (outcome,) = extract_item(item, READING, nlp=None)
        assert isinstance(outcome, Failure)
        return outcome
    return article


@pytest.mark.parametrize(
    "name, content, says",
    [
        pytest.param("a.rss", BILLION_LAUGHS, "entities", id="entity bomb"),
        pytest.param("a.xml", EXTERNAL, "entities", id="external entity"),
        pytest.param("a.xml", b"<article><article-meta>" + b"<p>" * 100_000, "XML", id="deep XML"),
        pytest.param("a.pdf", build_pdf(trailer=LOCKED), "", id="encrypted PDF"),
        pytest.param("a.pdf", build_pdf()[:60], "", id="broken PDF"),
        pytest.param("a.pdf", build_pdf(), "", id="PDF of images"),
        pytest.param("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(200), "", id="an image called text"),
        pytest.param("a.txt", b" \n\t", "", id="blank"),
    ],
)
def test_told_with_class_and_hint(name: str, content: bytes, says: str) -> None:
    failure = read_one(name, content)
    assert isinstance(failure, Failure)
    assert (failure.stage, bool(failure.hint)) == ("ingest", True)
    assert says in failure.message
    assert failure.error in {"IngestError", "EmptyInput", "BinaryInput"}


@pytest.mark.parametrize(
    "name, content",
    [
        pytest.param("a.html", PAGE % (b"<div>" * 20_000), id="deep HTML"),
        pytest.param("a.html", PAGE % b"<table><tr><td>" * 300, id="pages in cells"),
        pytest.param("a.txt", b"Of 40 patients\xff\xfe\xc3, 16 (40%) responded.", id="invalid UTF-8"),
        pytest.param("a.txt", b"Of 40 patients\xed\xa0\x80, 16 (40%) responded.", id="half a surrogate pair"),
        pytest.param("a.txt", "\u202eOf 40 patie\u0301nts\u2066 ١٦ (40%) did.".encode(), id="both ways"),
        pytest.param("a.txt", ("e" + "\u0301" * 50_000).encode(), id="many accents on one letter"),
        pytest.param("a\nb\u202e.txt", b"Of 40 patients, 16 (40%) responded.", id="a name of two lines"),
    ],
)
def test_read_all_the_same(name: str, content: bytes) -> None:
    article = read_one(name, content)
    assert isinstance(article, Article)
    assert article.text.encode("utf-8").decode() == article.text


class PanicException(BaseException):
    """As pyo3 raises it."""


PanicException.__module__ = "pyo3_runtime"


def panic(*arguments: object, **options: object) -> None:
    raise PanicException("index out of bounds")


@pytest.mark.parametrize("name, stage", [("crawl.warc", "read"), ("crawl.warc.gz", "read")])
def test_a_panic_in_a_crawl(name: str, stage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = read_seeds()["crawl.warc"]
    (tmp_path / name).write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    (tmp_path / "sound.txt").write_bytes(b"Of 40 patients, 16 responded.")
    monkeypatch.setattr("fastwarc.warc.ArchiveIterator", panic)
    found = list(read_items(Selection((str(tmp_path),))))
    (failure,) = (each for each in found if isinstance(each, Failure))
    assert (failure.stage, failure.source) == (stage, str(tmp_path / name))
    assert "index out of bounds" in failure.message
    assert len(found) == 2


def test_a_panic_in_a_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.ingest.read_contents", panic)
    (failure,) = extract_item(Item("/a.txt", "a.txt", b"words"), READING, nlp=None)
    assert isinstance(failure, Failure)
    assert (failure.stage, failure.error) == ("ingest", "PanicException")


def test_ctrl_c_is_no_panic(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*arguments: object, **options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pipeline.ingest.read_contents", interrupt)
    with pytest.raises(KeyboardInterrupt):
        list(extract_item(Item("/a.txt", "a.txt", b"words"), READING, nlp=None))


def test_a_line_without_an_end(tmp_path: Path) -> None:
    """As 500 MB would be, by a smaller limit: what is over it is passed by, and never held."""
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "' + b"x" * 5_000_000 + b'"}\n{"text": "y"}\n')
    large, small = read_items(Selection((str(tmp_path),)), max_bytes=100_000)
    assert isinstance(large, Failure)
    assert (large.error, large.stage) == ("InputTooLarge", "read")
    assert isinstance(small, Item)


def test_a_file_that_vanishes_between_the_walk_and_the_reading(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text("words")
    items = read_items(Selection((str(tmp_path),)))
    next(items)
    for path in tmp_path.iterdir():
        path.unlink()
    (failure,) = items
    assert isinstance(failure, Failure)
    assert (failure.stage, failure.message) == ("read", "no such file")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch(mode=0)
    (failure,) = read_items(Selection((str(tmp_path),)))
    assert isinstance(failure, Failure)
    assert failure.message == "no permission to read it"
