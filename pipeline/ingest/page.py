"""What a web page says of itself in meta tags, JSON-LD, <time> and headings; None where it is silent."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.ingest.dates import find_date
from pipeline.ingest.outline import Node

TITLE_KEYS = ("og:title", "citation_title", "twitter:title", "dc.title", "headline")
AUTHOR_KEYS = (
    "author",
    "article:author",
    "citation_author",
    "dc.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
)
DATE_KEYS = (
    *("article:published_time", "og:article:published_time", "datepublished", "citation_publication_date"),
    *("publishdate", "publish-date", "publication_date", "date", "dc.date", "dc.date.issued"),
    *("pubdate", "dcterms.created", "parsely-pub-date", "sailthru.date"),
)  # fmt: skip
SOURCE_KEYS = ("og:site_name", "application-name", "citation_publisher", "dc.publisher", "publisher")
LANGUAGE = re.compile(r"[a-z]{2}(?=$|[-_])", re.IGNORECASE)
ARTICLE_TYPES = re.compile(r"article|medicalwebpage|report|blogposting|webpage", re.IGNORECASE)
# "Drug works | Site" always; "Drug works - Site" only where the page names that site.
SUFFIX = re.compile(r"\s+(?:\||::|»|•)\s+[^|»•]{1,60}$")
DASHED = re.compile(r"\s+[-–—]\s+(?P<site>[^-–—|]{1,60})$")
BYLINE_CLASS = re.compile(r"byline|^author(?:-?name)?$", re.IGNORECASE)
MAX_BYLINE = 120
MAX_FIELD = 500
"""Characters of one metadata field; what is longer is no title and no name."""
MAX_LD_NODES = 2_000


@dataclass
class PageHead:
    """The metadata of a page, tidied; `meta` maps lower-case names to their first content."""

    meta: dict[str, str] = field(default_factory=dict)
    linked: dict[str, Any] = field(default_factory=dict)
    """The JSON-LD object of the article."""
    h1: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    bylines: list[str] = field(default_factory=list)
    canonical: str | None = None
    document_title: str | None = None
    lang: str | None = None

    @property
    def title(self) -> str | None:
        """The heading as shown where the meta title agrees with it, else that less the site's name."""
        named = _first(self.meta, TITLE_KEYS) or tidy(self.linked.get("headline")) or self.document_title
        agreeing = [h1 for h1 in self.h1 if named and named.lower().startswith(h1.lower())]
        if agreeing and len(agreeing[0]) * 3 >= len(named or ""):
            return agreeing[0]
        if named:
            return strip_site(named, self.source)
        return self.h1[0] if self.h1 else None

    @property
    def byline(self) -> str | None:
        """The authors' names, joined by commas."""
        stated = _first(self.meta, AUTHOR_KEYS)
        names = stated if stated and "://" not in stated else _names(self.linked.get("author"))
        byline = names or next(iter(self.bylines), None)
        return (
            tidy(re.sub(r"^\s*(?:by|written by|author)\b:?\s*", "", byline, flags=re.IGNORECASE))
            if byline
            else None
        )

    @property
    def published(self) -> str | None:
        """ISO 8601 date of publication."""
        stated = (_first(self.meta, DATE_KEYS), tidy(self.linked.get("datePublished")), *self.times)
        found = (find_date(text[:60]) for text in stated if text)
        return next((date[2] for date in found if date), None)

    @property
    def source(self) -> str | None:
        """The site or publisher, as it names itself."""
        return _first(self.meta, SOURCE_KEYS) or _names(self.linked.get("publisher"))

    @property
    def url(self) -> str | None:
        """The canonical address."""
        address = self.canonical or self.meta.get("og:url") or tidy(self.linked.get("url"))
        return address if address and re.match(r"https?://", address) else None

    @property
    def language(self) -> str | None:
        """ISO 639-1 code."""
        match = LANGUAGE.match(self.lang or self.meta.get("og:locale") or "")
        return match.group().lower() if match else None


def read_page_head(nodes: list[Node]) -> PageHead:
    """The metadata from the outline of a whole page."""
    head = PageHead()
    for node in nodes:
        if reader := READERS.get(node.tag):
            reader(head, node.element)
        if 0 < node.chars <= MAX_BYLINE and BYLINE_CLASS.search(node.element.class_name or ""):
            head.bylines += filter(None, [tidy(node.element.text)])
    return head


def tidy(value: object) -> str | None:
    """One line without lone surrogates, no longer than MAX_FIELD; None if it is no string or is empty."""
    if not isinstance(value, str) or len(value) > MAX_FIELD:
        return None
    line = re.sub(r"[ \t\r\n\f\v]+", " ", value).strip()
    return line.encode("utf-8", "replace").decode("utf-8").replace("\0", "") or None


def strip_site(title: str, source: str | None) -> str:
    """`title` without the site's name at its end."""
    shorter = SUFFIX.sub("", title)
    match = DASHED.search(shorter)
    if match and source and match["site"].lower().replace(" ", "") in source.lower().replace(" ", ""):
        shorter = shorter[: match.start()]
    return shorter or title


def _read_meta(head: PageHead, element: Any) -> None:
    name = element.getattr("property") or element.getattr("name") or element.getattr("itemprop") or ""
    if content := tidy(element.getattr("content")):
        head.meta.setdefault(name.lower(), content)


def _read_script(head: PageHead, element: Any) -> None:
    if (element.getattr("type") or "").strip().lower() != "application/ld+json" or head.linked:
        return
    try:
        linked = json.loads(element.text or "")
    except (ValueError, RecursionError):
        return
    head.linked = next(_articles(linked), {})


def _articles(linked: object) -> Iterator[dict[str, Any]]:
    """The objects of an article's type in a JSON-LD document, however they are nested."""
    stack, seen = [linked], 0
    while stack and seen < MAX_LD_NODES:
        item, seen = stack.pop(), seen + 1
        if isinstance(item, list):
            stack.extend(reversed(item))
        elif isinstance(item, dict):
            if ARTICLE_TYPES.search(str(item.get("@type", ""))) and (
                "headline" in item or "datePublished" in item
            ):
                yield item
            stack.extend(reversed(list(item.values())))


def _read_time(head: PageHead, element: Any) -> None:
    # A <time> in a comment or a list of stories is not the article's: the first alone counts.
    if not head.times and (stated := tidy(element.getattr("datetime") or element.text)):
        head.times.append(stated)


def _read_h1(head: PageHead, element: Any) -> None:
    if text := tidy(element.text):
        head.h1.append(text)


def _read_title(head: PageHead, element: Any) -> None:
    # An <svg> has a <title>, too: the first is the page's.
    head.document_title = head.document_title or tidy(element.text)


def _read_link(head: PageHead, element: Any) -> None:
    if (element.getattr("rel") or "").lower() == "canonical":
        head.canonical = head.canonical or tidy(element.getattr("href"))


def _read_html(head: PageHead, element: Any) -> None:
    head.lang = tidy(element.getattr("lang"))


READERS = {
    "meta": _read_meta,
    "script": _read_script,
    "time": _read_time,
    "h1": _read_h1,
    "title": _read_title,
    "link": _read_link,
    "html": _read_html,
}


def _first(meta: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((meta[key] for key in keys if key in meta), None)


def _names(value: object) -> str | None:
    """The names in a JSON-LD person, organization, string, or a list of them."""
    items = value if isinstance(value, list) else [value]
    names = [tidy(item.get("name") if isinstance(item, dict) else item) for item in items[:10]]
    return ", ".join(name for name in names if name) or None
