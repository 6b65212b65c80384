"""Feeds: one article an entry, cleaned as pages are; nothing is fetched, nothing is expanded."""

# ruff: noqa: E501 (an example on one line is easier to read than one in pieces)

from __future__ import annotations

import time
import urllib.request
from pathlib import Path

import pytest

from pipeline.errors import EmptyInput, IngestError
from pipeline.ingest import read_article, read_articles, read_content, read_contents

STORY = "<p>The pill was given to people with gout, who had tried all else before.</p>"


def rss(*items: str, head: str = "") -> bytes:
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Gout &amp; Co</title><language>en-gb</language>{head}'
        + "".join(f"<item>{item}</item>" for item in items)
        + "</channel></rss>"
    ).encode()


def test_an_rss_item() -> None:
    article = read_content(
        rss(
            "<title>Pill &amp;amp; gout &lt;i&gt;today&lt;/i&gt; | 375 mg</title><link>https://gout.example/7</link>"
            "<dc:creator>Ann Lee</dc:creator><pubDate>Mon, 09 Mar 2020 01:00:00 GMT</pubDate>"
            "<description>Short [&amp;#8230;]</description>"
            f"<content:encoded><![CDATA[{STORY}<h2>Doses</h2><p>375&nbsp;mg/m<sup>2</sup></p>"
            "<p>The post <a href='https://gout.example/7'>Pill</a> appeared first on <a href='https://gout.example'>Gout</a>.</p>"
            "<div class='sharedaddy'><ul><li><a href='#'>Email 9</a></li></ul></div>]]></content:encoded>"
        ),
        id="gout",
    )
    assert article.title == "Pill & gout today | 375 mg"
    paragraph = STORY[3:-4]
    assert article.text == f"{article.title}\n\n{paragraph}\n\nDoses\n\n375\u00a0mg/m2"
    assert (article.id, article.byline, article.published) == ("gout", "Ann Lee", "2020-03-09")
    assert (article.source, article.language, article.format) == ("Gout & Co", "en", "feed")
    assert article.url == "https://gout.example/7"


def test_an_atom_entry() -> None:
    content = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Gout</title><entry><title type="html">A &amp;lt; B</title>'
        '<link href="https://gout.example/1"/><updated>2020-03-09T10:00:00Z</updated><author><name>Ann Lee</name></author>'
        f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{STORY}</div></content></entry></feed>'
    )
    article = read_content(content.encode(), id="a")
    assert article.text == f"A < B\n\n{STORY[3:-4]}"
    assert (article.byline, article.published, article.url) == (
        "Ann Lee",
        "2020-03-09",
        "https://gout.example/1",
    )


@pytest.mark.parametrize(
    "item, text",
    [
        pytest.param("<title>Gout</title>", "Gout", id="a title alone"),
        pytest.param("<description>Gout, P &lt; 0.05.\n\nMore &amp; more.</description>", "Gout, P < 0.05.\n\nMore & more.", id="plain text"),
        pytest.param(f"<title>Gout</title><description><![CDATA[<h1>Gout</h1>{STORY}]]></description>", f"Gout\n\n{STORY[3:-4]}", id="a title told twice"),
    ],
)  # fmt: skip
def test_content(item: str, text: str) -> None:
    assert read_content(rss(item), id="a").text == text


def test_several_entries(tmp_path: Path) -> None:
    path = tmp_path / "gout.rss"
    path.write_bytes(rss(*(f"<title>Gout {n}</title>" for n in range(12)), "<title> </title>"))
    articles = list(read_articles(path))
    assert [(a.id, a.text) for a in articles[:2]] == [("gout#1", "Gout 0"), ("gout#2", "Gout 1")]
    assert len(articles) == 12
    with pytest.raises(IngestError, match="12 articles") as caught:
        read_article(path)
    assert caught.value.where == str(path)
    assert "read_articles" in (caught.value.hint or "")


@pytest.mark.parametrize("items", [(), ("<title/>",), ("<guid>7</guid><enclosure url='a.mp3'/>",)])
def test_a_feed_without_articles_is_refused(items: tuple[str, ...]) -> None:
    with pytest.raises(EmptyInput, match="no article"):
        list(read_contents(rss(*items), id="a"))


@pytest.mark.parametrize(
    "doctype",
    ["<!DOCTYPE rss [<!ENTITY x 'gout'><!ENTITY y '&x;&x;&x;'>]>", "<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"],
    ids=["bomb", "external"],
)  # fmt: skip
def test_entities_are_refused(doctype: str) -> None:
    content = rss("<title>a &x;</title>").replace(b"?><rss", f"?>{doctype}<rss".encode())
    with pytest.raises(IngestError, match="entities"):
        read_content(content, id="a")


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **options: object) -> None:
        raise AssertionError("a feed was fetched")

    monkeypatch.setattr(urllib.request.OpenerDirector, "open", refuse)
    head = "<link>https://gout.example</link><docs>https://gout.example/docs</docs>"
    item = "<title>Gout</title><link>https://gout.example/1</link><content:encoded>&lt;img src='https://gout.example/i'&gt;</content:encoded>"
    assert read_content(rss(item, head=head), id="a").text == "Gout"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(
            rss("<title>Gout</title><description>5 mg &nbsp; &ndash;</description>")[:-20], id="cut off"
        ),
        pytest.param(rss("<title>Gout & pills</title><p>"), id="not well-formed"),
        pytest.param(
            rss("<title>Gout</title><description>" + "&lt;div&gt;" * 20_000 + "</description>"),
            id="deep HTML",
        ),
        pytest.param(rss("<title>Gout</title>" + "<b>" * 2_000), id="deep XML"),
        pytest.param(rss("<title>Gout</title>" + "<" * 20_000), id="open angles"),
        pytest.param(rss("<title>Gout</title><![CDATA[" * 2_000), id="open CDATA"),
    ],
)
def test_broken_feeds_are_read_as_far_as_they_go(content: bytes) -> None:
    start = time.perf_counter()
    articles = list(read_contents(content, id="a"))
    assert articles[0].text.startswith("Gout")
    assert time.perf_counter() - start < 3
