"""HTML that came without its page, in a feed or a mail, read as a page with a title of ours."""

from __future__ import annotations

import html
import re

from pipeline.ingest.html import read_html
from pipeline.schema import Article

TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>|<!--.{0,500}?-->", re.DOTALL)
# Behind our heading it would be text.
OWN_TITLE = re.compile(r"<title\b[^<>]{0,100}>[^<>]{0,500}</title\s*>", re.IGNORECASE)


def read_fragment(fragment: str, *, title: str, id: str) -> Article:
    """The article in a piece of HTML, or in a whole document whose own title is to be overruled.

    Furniture and boilerplate are left out and the text is laid out as in `read_html`.
    """
    # The first meta title counts, and that heading agrees with it and is not shown: the story may repeat it.
    shown = html.escape(title)
    story = OWN_TITLE.sub("", fragment)
    page = f'<meta property="og:title" content="{shown}"><h1 hidden>{shown}</h1>{story}'
    return read_html(page.encode("utf-8", "replace"), id=id)


def strip_tags(markup: str) -> str:
    """A title or a name, which may hold HTML, as one line of text."""
    return " ".join(html.unescape(TAG.sub("", markup)).split(" ")).strip()


def has_tags(text: str) -> bool:
    """Whether the text is markup."""
    return TAG.search(text) is not None
