"""Plain text: decoding, the offset contract, the metadata of the head lines, what is refused."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import BinaryInput, EmptyInput, IngestError, InputTooLarge
from pipeline.ingest import read_article, read_html, read_text
from pipeline.ingest.dates import find_date
from pipeline.ingest.encoding import decode
from pipeline.ingest.head import read_head
from pipeline.schema import Article

STORY = (
    "The pill was given to people with gout, who had tried all else and whose joints had ached for years. "
    * 3
)
SAMPLE = "Gout’s end – 5 µg\r\n\r\nOver to you.\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_text_is_the_file_character_for_character(encoding: str) -> None:
    assert read_text(SAMPLE.encode(encoding)).text == SAMPLE


@pytest.mark.parametrize(
    "content, text",
    [
        pytest.param("é “x” ".encode() + b"\x92 y", "é “x” ’ y", id="one cp1252 byte in UTF-8"),
        pytest.param(b"a\x81b \xe9", "a\x81b é", id="a byte that cp1252 lacks"),
        pytest.param("itâ€™s".encode(), "itâ€™s", id="mojibake stays, for the offsets"),
        pytest.param(b"words " * 100 + b"\0", "words " * 100 + "\0", id="a stray NUL"),
        pytest.param(b"\xff\xfea\x00\x00\xd8b\x00", "a\ufffdb", id="a lone surrogate"),
    ],
)
def test_odd_bytes(content: bytes, text: str) -> None:
    assert read_text(content).text == text


def test_declared_charset_stands_behind_utf8() -> None:
    assert decode("Łódź".encode("iso-8859-2"), declared="ISO-8859-2") == "Łódź"
    assert decode("Łódź".encode(), declared="ISO-8859-2") == "Łódź"
    assert decode(b"caf\xe9", declared="rot13") == "café"


@pytest.mark.parametrize(
    "content, error",
    [
        pytest.param(b"\x89PNG\r\n\x1a\n", BinaryInput, id="PNG"),
        pytest.param(b"PK\x03\x04 words", BinaryInput, id="zip"),
        pytest.param(b"\x1f\x8b\x08", BinaryInput, id="gzip"),
        pytest.param(b"\x7fELF\x02\x01", BinaryInput, id="program"),
        pytest.param(b"\x00\x01\x02words\x00\x03", BinaryInput, id="control characters"),
        pytest.param(b"\0" * 5000, BinaryInput, id="zeros"),
        pytest.param(b"", EmptyInput, id="empty"),
        pytest.param(b" \r\n\t", EmptyInput, id="white space"),
        pytest.param(b"\xef\xbb\xbf", EmptyInput, id="a mark alone"),
        pytest.param(b"\xff\xfe", EmptyInput, id="a UTF-16 mark alone"),
    ],
)
def test_refused(tmp_path: Path, content: bytes, error: type[IngestError]) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(content)
    with pytest.raises(error) as caught:
        read_article(path)
    assert caught.value.where == str(path)
    assert caught.value.hint


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    fifo = tmp_path / "pipe.txt"
    os.mkfifo(fifo)
    for path in (tmp_path, tmp_path / "none.txt", fifo, Path("a\0b"), tmp_path / ("x" * 5000)):
        with pytest.raises(IngestError) as caught:
            read_article(path)
        assert caught.value.hint


def test_the_size_limit_includes_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"gout" * 10)
    assert read_article(path, max_bytes=40).text == "gout" * 10
    with pytest.raises(InputTooLarge, match="40 bytes, over the limit of 39"):
        read_article(path, max_bytes=39)


def test_content_before_extension(tmp_path: Path) -> None:
    page = b"<!DOCTYPE html><html><body><p>Gout is gone, they say, and for good.</p></body></html>"
    for name, content, kind in [
        ("page.txt", page, "html"),
        ("page", page, "html"),
        ("words.html", b"Gout is gone.\n\nFor P < 0.05 it was.", "text"),
        ("part.html", b"<p>Gout is gone.</p>", "html"),
        ("less.txt", b"<p>-values are not markup here</p>", "text"),
    ]:
        path = tmp_path / name
        path.write_bytes(content)
        assert read_article(path).format == kind, name
    (tmp_path / "note.xml").write_bytes(b"<?xml version='1.0'?><note><item>Gout</item></note>")
    with pytest.raises(IngestError, match="XML of an unknown kind, <note>"):
        read_article(tmp_path / "note.xml")


def test_id_is_the_name_without_extension(tmp_path: Path) -> None:
    path = tmp_path / "gout.2021.txt"
    path.write_bytes(b"Gout is gone")
    assert read_article(path).id == "gout.2021"
    assert read_article(path, id="g1").id == "g1"
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt"))
    odd.write_bytes(b"Gout is gone")
    assert read_article(odd).id == "?"


@pytest.mark.parametrize(
    "head, byline, published, source",
    [
        pytest.param("By Ann Lee\n\nMarch 09, 2023\n\n", "Ann Lee", "2023-03-09", None, id="by, date"),
        pytest.param(
            "Ann Lee, MD, MPH\n\n16 Apr 2018\n\n", "Ann Lee, MD, MPH", "2018-04-16", None, id="degrees"
        ),
        pytest.param(
            "Ann de la Cruz-Lee\nAug. 15, 2018\n\n", "Ann de la Cruz-Lee", "2018-08-15", None, id="bare"
        ),
        pytest.param(
            "Gout Dispatch | Cork, June 9, 2015 | Ann Lee\n\n", "Ann Lee", "2015-06-09", None, id="bars"
        ),
        pytest.param("By Ann Lee and Bo Ek, Health Writers\n\n", "Ann Lee and Bo Ek", None, None, id="two"),
        pytest.param(
            "FRIDAY, Oct. 14, 2016 (HealthDay News) -- ", None, "2016-10-14", "HealthDay News", id="wire"
        ),
        pytest.param("CORK (Reuters) - ", None, None, "Reuters", id="outlet"),
        pytest.param(
            "Newswise — Cork, Ireland – June 2, 2016 – ", None, "2016-06-02", "Newswise", id="newswise"
        ),
        pytest.param("CORK, May 18, 2016 /PRNewswire/ -- ", None, "2016-05-18", "PR Newswire", id="release"),
        pytest.param(
            "CORK--(BUSINESS WIRE)--Oct. 13, 2006--", None, "2006-10-13", "Business Wire", id="old wire"
        ),
        pytest.param("On March 3, 2014, the agency said - ", None, None, None, id="a date in a sentence"),
        pytest.param(
            "It began on May 2, 2011 - and so on: ", None, None, None, id="a date with a dash behind"
        ),
        pytest.param("Key Findings\n\nAbout the Study\n\n", None, None, None, id="headings are no names"),
        pytest.param("Ann Lee saw gout go\n\n", None, None, None, id="a sentence is no byline"),
        pytest.param("By the end of May 2011, it was gone\n\n", None, None, None, id="by is no byline"),
        pytest.param("The pill (PFS) - as it is known - ", None, None, None, id="a bracket is no outlet"),
        pytest.param(
            "MEDIA CONTACT:\n\nAnn Lee\n\n555-0147\n\n", None, None, None, id="a contact is no byline"
        ),
    ],
)
def test_head(head: str, byline: str | None, published: str | None, source: str | None) -> None:
    found = read_head(f"Pill ends gout\n\n{head}{STORY}")
    assert found == ("Pill ends gout", byline, published, source)


@pytest.mark.parametrize(
    "text, iso",
    [
        ("March 09, 2023", "2023-03-09"),
        ("Sept. 1st, 2020", "2020-09-01"),
        ("the 2nd of May 2019", "2019-05-02"),
        ("2023-03-09T08:00:00Z", "2023-03-09"),
        ("Thu, 09 Mar 2023 08:00:00 GMT", "2023-03-09"),
        ("March 2023", "2023-03"),
        ("25/12/2020", "2020-12-25"),
        ("03/09/2020", None),
        ("Feb. 30, 2020", None),
        ("in 2020", None),
        ("marched 9, 2020", None),
    ],
)
def test_dates(text: str, iso: str | None) -> None:
    found = find_date(text)
    assert (found[2] if found else None) == iso


def test_language_is_english_or_unknown() -> None:
    assert read_text(f"Gout\n\n{STORY}".encode()).language == "en"
    assert (
        read_text("Die Gicht ist weg, und das für immer, sagt der Arzt in der Stadt.".encode()).language
        is None
    )


def test_reading_text_loads_no_other_reader(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"Gout\n\nBy Ann Lee\n\nMay 2, 2020\n\n{STORY}")
    code = (
        "import sys; from pathlib import Path; from pipeline.ingest import read_article;"
        f"read_article(Path({str(path)!r}));"
        "libraries = ('resiliparse', 'ftfy', 'spacy', 'lxml', 'feedparser', 'pypdfium2', 'email.policy');"
        "readers = ('html', 'jats', 'pubmed', 'feed', 'mail', 'pdf');"
        "print([m for m in (*libraries, *(f'pipeline.ingest.{r}' for r in readers)) if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


MARKUP = st.lists(
    st.sampled_from([b"<p>", b"</p>", b"<div class=ad>", b"<sup>2", b"<td>", b"<table>", b"<script>", b"&#xD800;", b"<",  # noqa: E501
                     b"\0", b"<article>", b"<a href=x>", b"<title>", b"<frameset>", b"words and words ", b"\xff", b"<svg>",  # noqa: E501
                     b'<script type="application/ld+json">{"@type":"Article","headline":"\\ud800"}</script>'])
).map(b"".join)  # fmt: skip


@settings(max_examples=300, deadline=2000)
@given(content=st.binary() | MARKUP | st.text().map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_give_an_article_or_an_ingest_error(content: bytes) -> None:
    for reader in (read_text, read_html):
        try:
            article = reader(content)
        except IngestError as error:
            assert error.hint  # noqa: PT017 - either outcome is allowed
        else:
            assert isinstance(article, Article)
            assert article.model_dump_json()
            assert all(region.end <= len(article.text) for region in article.boilerplate)
