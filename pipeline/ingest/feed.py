"""RSS and Atom feeds to Articles, one an entry."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pipeline.errors import EmptyInput, IngestError
from pipeline.ingest.dates import find_date
from pipeline.ingest.fragment import has_tags, read_fragment, strip_tags
from pipeline.ingest.page import LANGUAGE
from pipeline.ingest.safe_xml import BROKEN_HINT, decode_xml
from pipeline.ingest.text import read_text
from pipeline.schema import Article


def read_feed(content: bytes, *, id: str = "article") -> Iterator[Article]:
    """The articles of an RSS or Atom feed, in its order; an entry without a word is left out.

    `Article.text` is the title, a blank line, and the content (or else the summary), cleaned as a page is.
    Nothing is fetched: what the feed does not hold, the rest of a story say, is not read.

    Raises: IngestError for what is no feed or defines entities of its own.
    """
    import feedparser

    # As a stream: what is not one, feedparser might take for the name of a file or for an address.
    stream = BytesIO(decode_xml(content).encode("utf-8", "replace"))
    try:
        feed: Any = feedparser.parse(stream, sanitize_html=False, resolve_relative_uris=False)
    except (TypeError, ValueError, AttributeError) as error:  # over a field whose form it did not expect
        raise IngestError(f"broken feed: {error}", hint=BROKEN_HINT) from error
    if not feed.version:
        raise IngestError("broken XML: no feed can be read from it", hint=BROKEN_HINT)
    digest = hashlib.sha256(content).hexdigest()
    for entry in feed.entries:
        article = _read_story(strip_tags(_text(entry, "title")), _story(entry), id)
        if article is not None:
            yield _describe(article, entry, feed.feed, digest)


def _read_story(title: str, story: str, id: str) -> Article | None:
    """The entry's article; its headline alone where there is no story, None where there is no word."""
    try:
        return read_fragment(story, title=title, id=id)
    except EmptyInput:
        return read_text(title.encode("utf-8", "replace"), id=id) if any(map(str.isalnum, title)) else None


def _describe(article: Article, entry: Any, feed: Any, digest: str) -> Article:
    """The article with what the entry and its feed say of it; what they do not, its first lines may."""
    language = LANGUAGE.match(_text(feed, "language"))
    stated = {
        "byline": strip_tags(_text(entry, "author")),
        "published": _published(entry),
        "source": strip_tags(_text(feed, "title")),
        "language": language and language.group().lower(),
        "url": _url(entry),
    }
    update = {name: value for name, value in stated.items() if value}
    return article.model_copy(update=update | {"format": "feed", "sha256": digest})


def _text(part: Any, name: str) -> str:
    """A field of a feed; empty where there is none, or feedparser has None for it."""
    return part.get(name) or ""


def _story(entry: Any) -> str:
    """The longest text that an entry gives, as HTML."""
    texts = [_text(part, "value") for part in entry.get("content", [])] + [_text(entry, "summary")]
    story = max(texts, key=len)
    if has_tags(story):
        return str(story)
    paragraphs = re.split(r"\s*\n\s*\n\s*", html.unescape(story))
    return "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in paragraphs)


def _published(entry: Any) -> str | None:
    dates = (find_date(_text(entry, name)) for name in ("published", "updated"))
    return next((date[2] for date in dates if date), None)


def _url(entry: Any) -> str | None:
    link = _text(entry, "link")
    return link if re.match(r"https?://", link) else None
