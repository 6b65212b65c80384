"""Archives and compressed files are read in place, whatever is in them, and bombs are left alone."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import BinaryInput, EmptyInput, IngestError, InputTooLarge
from pipeline.ingest.compressed import Budget, Counted
from pipeline.ingest.container import Member, Unread, read_members
from pipeline.ingest.jsonl import read_jsonl_line

TEXT = b"Of 40 patients, 16 (40%) responded.\n"


def read(path: Path, max_bytes: int = 1_000_000) -> list[Member | Unread]:
    return list(read_members(path, source=path.name, max_bytes=max_bytes))


def names(path: Path) -> list[tuple[str, str]]:
    found = read(path)
    assert all(member.content == TEXT for member in found if isinstance(member, Member))
    return [(member.source, member.name) for member in found if isinstance(member, Member)]


def build_zip(**files: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def build_tar(**files: bytes) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return packed.getvalue()


@pytest.mark.parametrize("compress", [gzip.compress, bz2.compress, lzma.compress])
def test_a_compressed_file_is_known_by_its_content(
    tmp_path: Path, compress: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / "a.txt.gz"
    path.write_bytes(compress(TEXT))
    assert names(path) == [("a.txt.gz", "a.txt")]


def test_zstandard(tmp_path: Path) -> None:
    zstandard = pytest.importorskip("zstandard")
    path = tmp_path / "a.html.zst"
    path.write_bytes(zstandard.compress(TEXT))
    assert names(path) == [("a.html.zst", "a.html")]


@pytest.mark.parametrize(
    "name, content",
    [
        pytest.param("c.zip", build_zip(**{"b/a.txt": TEXT, ".hidden": b"", "b/": b""}), id="zip"),
        pytest.param("c.tar", build_tar(**{"b/a.txt": TEXT, "b/._a.txt": b"\0"}), id="tar"),
        pytest.param("c.tar.gz", gzip.compress(build_tar(**{"b/a.txt": TEXT})), id="tar.gz"),
        pytest.param("c.tgz", gzip.compress(build_tar(**{"b/a.txt": TEXT})), id="tgz"),
        pytest.param("c.tar", build_tar(**{"b/a.txt": gzip.compress(TEXT)}), id="gzip in tar"),
        pytest.param("c.zip.gz", gzip.compress(build_zip(**{"b/a.txt": TEXT})), id="zip in gzip"),
    ],
)
def test_members_are_called_by_their_paths(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert names(tmp_path / name) == [(f"{name}/b/a.txt", "c/b/a.txt")]


def test_lines_are_numbered_and_blank_ones_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"text": "x"}\n\n{"text": "y"}'))
    found = [
        (member.source, member.name, member.is_line) for member in read(path) if isinstance(member, Member)
    ]
    assert found == [("a.jsonl.gz:1", "a:1", True), ("a.jsonl.gz:3", "a:3", True)]


def test_the_pages_of_a_crawl(tmp_path: Path) -> None:
    def record(kind: str, url: str, http: bytes) -> bytes:
        head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
        head += "WARC-Date: 2024-05-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        head += "Content-Type: application/http; msgtype=response\r\n"
        return f"{head}Content-Length: {len(http)}\r\n\r\n".encode() + http + b"\r\n\r\n"

    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + TEXT
    moved = b"HTTP/1.1 301 Moved\r\nContent-Type: text/html\r\n\r\n" + TEXT
    image = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n" + TEXT
    records = [record("response", f"https://a.test/{n}", http) for n, http in enumerate([moved, image, page])]
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(b"".join(map(gzip.compress, records)))
    (member,) = read(path)
    assert isinstance(member, Member)
    assert (member.source, member.name) == ("crawl.warc.gz:3", "crawl:3")
    assert (member.content, member.url) == (TEXT, "https://a.test/2")


class TestHostile:
    @pytest.mark.parametrize(
        "name, content",
        [
            ("bomb.gz", gzip.compress(bytes(150_000_000), 1)),
            ("bomb.jsonl.gz", gzip.compress(bytes(150_000_000), 1)),
            ("bomb.tar.gz", gzip.compress(build_tar(a=bytes(150_000_000)), 1)),
        ],
        ids=["gzip", "a line", "tar"],
    )
    def test_a_bomb_is_left_before_it_fills_the_memory(
        self, tmp_path: Path, name: str, content: bytes
    ) -> None:
        (tmp_path / name).write_bytes(content)
        tracemalloc.start()
        try:
            with pytest.raises(InputTooLarge):
                read(tmp_path / name)
            assert tracemalloc.get_traced_memory()[1] < 10_000_000
        finally:
            tracemalloc.stop()

    def test_a_budget_is_for_all_layers_and_members_together(self) -> None:
        budget = Budget(10, max_ratio=2, free=30)
        assert Counted(io.BytesIO(b"x" * 20), budget).read(20) == b"x" * 20
        with pytest.raises(InputTooLarge, match="bomb"):
            Counted(io.BytesIO(b"x" * 20), budget).read(20)

    def test_a_large_member_or_line_costs_only_itself(self, tmp_path: Path) -> None:
        path = tmp_path / "c.zip"
        path.write_bytes(build_zip(**{"large.txt": b"x" * 3000, "small.txt": TEXT}))
        large, small = read(path, max_bytes=1000)
        assert isinstance(large, Unread)
        assert isinstance(large.error, InputTooLarge)
        assert isinstance(small, Member)
        path = tmp_path / "c.jsonl"
        path.write_bytes(b"x" * 3000 + b"\n" + TEXT)
        large, small = read(path, max_bytes=1000)
        assert (large.source, small.source) == ("c.jsonl:1", "c.jsonl:2")

    def test_a_path_that_climbs_out_of_an_archive_is_only_a_name(self, tmp_path: Path) -> None:
        path = tmp_path / "inner" / "c.tar"
        path.parent.mkdir()
        path.write_bytes(build_tar(**{"../../evil.txt": TEXT, "/etc/evil.txt": TEXT}))
        assert [source for source, _ in names(path)] == ["c.tar/../../evil.txt", "c.tar//etc/evil.txt"]
        assert [file.name for file in tmp_path.rglob("*")] == ["inner", "c.tar"]

    def test_a_link_in_an_archive_is_not_followed(self, tmp_path: Path) -> None:
        path = tmp_path / "c.tar"
        with tarfile.open(path, "w") as archive:
            entry = tarfile.TarInfo("link.txt")
            entry.type, entry.linkname = tarfile.SYMTYPE, "/etc/passwd"
            archive.addfile(entry)
        (unread,) = read(path)
        assert isinstance(unread, Unread)
        assert "a link or a device" in unread.error.what

    @pytest.mark.parametrize("name", ["c.zip", "c.tar", "c.tar.gz", "c.gz"])
    def test_an_archive_that_breaks_off_is_told(self, tmp_path: Path, name: str) -> None:
        content = {
            "c.zip": build_zip(a=TEXT),
            "c.tar": build_tar(a=TEXT * 99),
            "c.tar.gz": gzip.compress(build_tar(a=TEXT)),
            "c.gz": gzip.compress(TEXT),
        }[name]
        (tmp_path / name).write_bytes(content[: min(1000, len(content) * 3 // 5)])
        with pytest.raises(IngestError) as caught:
            read(tmp_path / name)
        assert caught.value.hint

    def test_a_broken_member_costs_only_itself(self, tmp_path: Path) -> None:
        path = tmp_path / "c.tar"
        path.write_bytes(build_tar(**{"a.gz": gzip.compress(TEXT)[:-9], "b.txt": TEXT}))
        broken, whole = read(path)
        assert isinstance(broken, Unread)
        assert isinstance(whole, Member)

    def test_what_is_packed_too_often(self, tmp_path: Path) -> None:
        content = TEXT
        for _ in range(9):
            content = gzip.compress(content)
        (tmp_path / "a.gz").write_bytes(content)
        with pytest.raises(IngestError, match="times over"):
            read(tmp_path / "a.gz")

    def test_an_office_document_is_no_archive_of_articles(self, tmp_path: Path) -> None:
        (tmp_path / "a.docx").write_bytes(build_zip(**{"[Content_Types].xml": b"<x/>", "a.xml": b"<x/>"}))
        with pytest.raises(BinaryInput, match="office"):
            read(tmp_path / "a.docx")


class TestJsonLine:
    def test_text_and_what_the_line_states(self) -> None:
        line = {"body": TEXT.decode(), "no": 7, "title": "Of 40", "published": "2024-05-01", "source": None}
        article = read_jsonl_line(json.dumps(line).encode(), id="a:1", text_field="body", id_field="no")
        assert (article.id, article.text, article.title) == ("7", TEXT.decode(), "Of 40")
        assert (article.published, article.source) == ("2024-05-01", None)

    def test_a_page_in_a_line_is_read_as_a_page(self) -> None:
        story = f"<h1>Help</h1><p>{TEXT.decode() * 4}</p>"
        page = f"<!doctype html><html><body><article>{story}</article></body></html>"
        article = read_jsonl_line(json.dumps({"text": page}).encode(), id="a:1")
        assert (article.id, article.format) == ("a:1", "html")
        assert "<p>" not in article.text

    @pytest.mark.parametrize(
        "line, says",
        [
            (b"{", "no JSON"),
            (b"[" * 100_000, "no JSON"),
            (b"[1]", "no JSON object"),
            (b'{"body": "x"}', 'field "text"'),
            (b'{"text": 1}', 'field "text"'),
        ],
        ids=["broken", "deep", "a list", "another field", "a number"],
    )
    def test_a_line_that_is_no_article(self, line: bytes, says: str) -> None:
        with pytest.raises(IngestError, match=says):
            read_jsonl_line(line, id="a:1")

    def test_half_a_character_becomes_a_question_mark(self) -> None:
        assert read_jsonl_line(b'{"text": "x \\ud800 y", "id": "\\udc00"}', id="a:1").text == "x ? y"

    def test_an_empty_text(self) -> None:
        with pytest.raises(EmptyInput):
            read_jsonl_line(b'{"text": ""}', id="a:1")
