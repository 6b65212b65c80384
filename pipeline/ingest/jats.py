"""JATS XML, the form in which journals and PubMed Central keep articles, to Articles."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

from pipeline.errors import EmptyInput
from pipeline.ingest.clean import find_boilerplate
from pipeline.ingest.dates import find_date
from pipeline.ingest.head import guess_language
from pipeline.ingest.page import LANGUAGE
from pipeline.ingest.safe_xml import parse_xml
from pipeline.ingest.xml_text import name_of, read_elements, read_line
from pipeline.schema import Article

SIDE_ABSTRACTS = frozenset({"graphical", "toc", "teaser", "video", "web-summary"})
"""Types of abstracts that repeat the article for a list of contents."""
DATE_TYPES = ("epub", "pub", "ppub", "collection", "")
"""Kinds of publication dates, the ones that readers first saw in front."""
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
HREF = "{http://www.w3.org/1999/xlink}href"
DOI_ADDRESS = "https://doi.org/"


def read_jats(content: bytes, *, id: str = "article") -> Iterator[Article]:
    """The articles of a JATS document: one, or those of a set from PubMed Central.

    `Article.text` is the title, a blank line, the abstract and the body; section titles are paragraphs of
    their own, figures and tables floating behind the text come last. References, footnotes, authors and
    acknowledgements are left out.

    Raises: IngestError for XML that is broken or hostile, EmptyInput for an article without words.
    Source: JATS 1.3, ANSI/NISO Z39.96-2021.
    """
    root = parse_xml(content)
    digest = hashlib.sha256(content).hexdigest()
    for article in [root] if name_of(root) == "article" else root.iterfind("{*}article"):
        yield _read_one(article, id, digest)


def _read_one(article: Any, id: str, digest: str) -> Article:
    title = read_line(article.find(".//{*}article-meta/{*}title-group/{*}article-title"))
    parts = [title, read_elements(*_story(article))]
    text = "\n\n".join(filter(None, parts))
    if not any(map(str.isalnum, text)):
        raise EmptyInput("a JATS article without words", hint="give its full text")
    return Article(
        id=id,
        text=text,
        title=title,
        byline=_byline(article),
        published=_published(article),
        source=_first_line(article, "journal-meta//{*}journal-title", "journal-meta//{*}publisher-name"),
        language=_language(article) or guess_language(text),
        url=_url(article),
        format="jats",
        sha256=digest,
        boilerplate=find_boilerplate(text),
    )


def _story(article: Any) -> Iterator[Any]:
    """The elements that hold the text, in the order of reading."""
    meta = article.find(".//{*}article-meta")
    if meta is not None:
        yield from meta.iterfind("{*}title-group/{*}subtitle")
        for abstract in meta.iterfind("{*}abstract"):
            if abstract.get("abstract-type") not in SIDE_ABSTRACTS:
                yield abstract
    yield from chain(article.iterfind("{*}body"), article.iterfind("{*}floats-group"))


def _first_line(article: Any, *paths: str) -> str | None:
    return next(filter(None, (read_line(article.find(f".//{{*}}{path}")) for path in paths)), None)


def _byline(article: Any) -> str | None:
    """The authors' names, joined by commas; editors and translators are no authors."""
    contributors = article.iterfind(".//{*}article-meta/{*}contrib-group/{*}contrib")
    names = (_name(one) for one in contributors if one.get("contrib-type", "author") == "author")
    return ", ".join(filter(None, names)) or None


def _name(contributor: Any) -> str | None:
    given, last = (
        read_line(contributor.find(f".//{{*}}name/{{*}}{part}")) for part in ("given-names", "surname")
    )
    if last:
        return f"{given} {last}" if given else last
    return read_line(contributor.find(".//{*}string-name")) or read_line(contributor.find("{*}collab"))


def _published(article: Any) -> str | None:
    """ISO 8601: the most exact date, of several the one that readers first saw."""
    dates = sorted(article.iterfind(".//{*}article-meta/{*}pub-date"), key=_rank)
    return max(filter(None, map(read_date, dates)), key=len, default=None)


def _rank(date: Any) -> int:
    kind = date.get("pub-type") or date.get("date-type") or ""
    return DATE_TYPES.index(kind) if kind in DATE_TYPES else len(DATE_TYPES)


def read_date(date: Any) -> str | None:
    """The date of an element with <year>, <month> (a number or a name) and <day>, or with its ISO form.

    Upper case in MEDLINE: <Year>, <Month>, <Day>. None if there is no such day.
    """
    part = {name_of(child).lower(): (child.text or "").strip() for child in date}
    year, month, day = (part.get(name, "") for name in ("year", "month", "day"))
    if month.isdigit():
        stated = "-".join([year, *(f"{number:0>2}" for number in (month, day) if number)])
    else:
        stated = " ".join(filter(None, (day, month, year)))
    found = find_date(date.get("iso-8601-date") or stated)
    if found:
        return found[2]
    return year if re.fullmatch(r"(?:19|20)\d\d", year) else None


def _language(article: Any) -> str | None:
    match = LANGUAGE.match(article.get(XML_LANG) or "")
    return match.group().lower() if match else None


def _url(article: Any) -> str | None:
    """The address of the DOI, else the one that the article gives for itself."""
    doi = read_line(article.find(".//{*}article-meta/{*}article-id[@pub-id-type='doi']"))
    if doi:
        return DOI_ADDRESS + doi
    own = article.find(".//{*}article-meta/{*}self-uri")
    address = own.get(HREF) if own is not None else None
    return address if address and re.match(r"https?://", address) else None
