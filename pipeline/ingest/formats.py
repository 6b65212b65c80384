"""Which format an input has: by its content first, by its extension second."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from pipeline.errors import IngestError
from pipeline.schema import Article

TEXT_SUFFIXES = frozenset({".txt", ".text", ".md"})
HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".shtml", ".asp", ".aspx", ".php"})
MAIL_SUFFIXES = frozenset({".eml"})

PDF_MARK_WITHIN = 1024
"""Bytes in which the mark of a PDF stands; printers and mailers put lines of their own before it."""
START = 16_384
"""Bytes looked at to tell the format."""

# A page that says what it is.
PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
MARKUP = re.compile(
    rb"</?(?:p|div|h[1-6]|br|span|article|section|table|ul|meta|title|script)\b[^<>]{0,500}>", re.I
)
XML = re.compile(rb"\s*<(?:\?xml\b|!doctype\s)", re.I)
PROLOG = re.compile(rb"\s+|<\?.*?\?>|<!--.*?-->|<!doctype\s[^\[>]*(?:\[.*?\]\s*)?>", re.I | re.S)
ROOT = re.compile(rb"<(?:[\w.-]{1,40}:)?([A-Za-z][\w.-]{0,40})[\s>]")
HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{0,60}):[^\r\n]*(?:\r?\n|\Z)(?:[ \t][^\r\n]*(?:\r?\n|\Z))*")
SENDER_HEADERS = frozenset({b"from", b"sender"})
TRANSPORT_HEADERS = frozenset(
    {b"date", b"message-id", b"mime-version", b"received", b"return-path", b"delivered-to"}
)
MAIL_HEADERS = SENDER_HEADERS | TRANSPORT_HEADERS | {b"subject", b"to", b"content-type", b"list-id"}


class Format(NamedTuple):
    """A kind of input: how it is known, and the function that reads it."""

    name: str
    fits: Callable[[bytes, str], bool]
    """Of the content and the suffix."""
    reader: str
    """ "module:function", loaded when it is needed; `function(content, *, id)`."""
    several: bool = False
    """Whether the reader yields articles; else it returns one."""

    def read(self, content: bytes, *, id: str) -> Iterator[Article]:
        """The articles in the bytes; all have the same `id`.

        Raises: IngestError for what the reader refuses.
        """
        found = pkgutil.resolve_name(self.reader)(content, id=id)
        yield from found if self.several else (found,)


def find_format(content: bytes, suffix: str = "") -> Format:
    """The format of the bytes; `suffix` as in ".html".

    Raises: IngestError for XML of an unknown kind: read as text, its tags would be taken for words.
    """
    for format in FORMATS:
        if format.fits(content, suffix):
            return format
    if XML.match(_start(content)) and suffix not in TEXT_SUFFIXES:
        raise IngestError(
            f"XML of an unknown kind, <{find_root(content) or '?'}>",
            hint="give HTML, JATS, PubMed, RSS, Atom or plain text",
        )
    return HTML if _is_named_page(content, suffix) else TEXT


def find_root(content: bytes) -> str:
    """The name of an XML document's first element, without its prefix; empty if there is none."""
    start, at = _start(content), 0
    while match := PROLOG.match(start, at):
        at = match.end()
    root = ROOT.match(start, at)
    return root[1].decode("ascii") if root else ""


def _start(content: bytes) -> bytes:
    """The first bytes without a mark; in UTF-16 every other byte is NUL, so those are taken out."""
    return content[:START].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")


def _is_pdf(content: bytes, suffix: str) -> bool:
    return b"%PDF-" in content[:PDF_MARK_WITHIN]


def _is_page(content: bytes, suffix: str) -> bool:
    return PAGE.match(_start(content)) is not None


def _is_named_page(content: bytes, suffix: str) -> bool:
    """A part of a page, which only its file's name and some markup give away."""
    return suffix in HTML_SUFFIXES and MARKUP.search(content.replace(b"\0", b"")) is not None


def _is_jats(content: bytes, suffix: str) -> bool:
    root = find_root(content)
    # HTML and DocBook have an <article>, too, but neither has metadata of this name.
    return root == "pmc-articleset" or (root == "article" and b"<article-meta" in content.replace(b"\0", b""))


def _is_pubmed(content: bytes, suffix: str) -> bool:
    return find_root(content) in {"PubmedArticleSet", "PubmedArticle", "MedlineCitationSet"}


def _is_feed(content: bytes, suffix: str) -> bool:
    root = find_root(content)
    return root in {"rss", "feed"} or (root == "RDF" and b"purl.org/rss" in _start(content))


def _is_mail(content: bytes, suffix: str) -> bool:
    """Header lines at the start. A text file may begin with a line "From: ...", and stays a text file."""
    names = set(_header_names(_start(content)))
    if suffix in MAIL_SUFFIXES:
        return not names.isdisjoint(MAIL_HEADERS)
    return (
        suffix not in TEXT_SUFFIXES
        and len(names & MAIL_HEADERS) >= 3
        and not names.isdisjoint(SENDER_HEADERS)
        and not names.isdisjoint(TRANSPORT_HEADERS)
    )


def _header_names(start: bytes) -> Iterator[bytes]:
    at = start.find(b"\n") + 1 if start.startswith(b"From ") else 0
    while match := HEADER.match(start, at):
        yield match[1].lower()
        at = match.end()


TEXT = Format("text", lambda content, suffix: True, "pipeline.ingest.text:read_text")
HTML = Format("html", _is_page, "pipeline.ingest.html:read_html")
FORMATS = (
    Format("pdf", _is_pdf, "pipeline.ingest.pdf:read_pdf"),
    HTML,
    Format("jats", _is_jats, "pipeline.ingest.jats:read_jats", several=True),
    Format("jats", _is_pubmed, "pipeline.ingest.pubmed:read_pubmed", several=True),
    Format("feed", _is_feed, "pipeline.ingest.feed:read_feed", several=True),
    Format("email", _is_mail, "pipeline.ingest.mail:read_mail"),
)
"""Tried in this order; what none of them fits is text, or a part of a page."""
