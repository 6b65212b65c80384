"""PubMed's XML (PubmedArticleSet: titles and abstracts) to Articles."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from pipeline.errors import EmptyInput
from pipeline.ingest.clean import find_boilerplate
from pipeline.ingest.head import guess_language
from pipeline.ingest.jats import DOI_ADDRESS, read_date
from pipeline.ingest.safe_xml import parse_xml
from pipeline.ingest.xml_text import read_elements, read_line
from pipeline.schema import Article

LANGUAGES = {
    "eng": "en", "fre": "fr", "ger": "de", "spa": "es", "ita": "it", "por": "pt", "dut": "nl",
    "chi": "zh", "jpn": "ja", "kor": "ko", "rus": "ru", "pol": "pl", "cze": "cs", "hun": "hu",
    "swe": "sv", "nor": "no", "dan": "da", "fin": "fi", "gre": "el", "heb": "he", "tur": "tr",
}  # fmt: skip
"""MEDLINE's codes of three letters to ISO 639-1."""


def read_pubmed(content: bytes, *, id: str = "article") -> Iterator[Article]:
    """The articles of a PubMed set: title, blank line, abstract, each label of a part a paragraph of its own.

    Raises: IngestError for XML that is broken or hostile, EmptyInput for a citation without words.
    Source: the MEDLINE/PubMed citation DTD of 2025.
    """
    root = parse_xml(content)
    digest = hashlib.sha256(content).hexdigest()
    for citation in root.iter("MedlineCitation"):
        yield _read_one(citation, id, digest)


def _read_one(citation: Any, id: str, digest: str) -> Article:
    title = read_line(citation.find("Article/ArticleTitle"))
    text = "\n\n".join(filter(None, [title, *_abstract(citation)]))
    if not any(map(str.isalnum, text)):
        raise EmptyInput("a PubMed citation without words", hint="ask for a format with the abstract")
    return Article(
        id=id,
        text=text,
        title=title,
        byline=_byline(citation),
        published=_published(citation),
        source=read_line(citation.find("Article/Journal/Title")),
        language=LANGUAGES.get(citation.findtext("Article/Language", "")) or guess_language(text),
        url=_url(citation),
        format="jats",
        sha256=digest,
        boilerplate=find_boilerplate(text),
    )


def _abstract(citation: Any) -> Iterator[str]:
    for part in citation.iterfind("Article/Abstract/AbstractText"):
        if label := (part.get("Label") or "").strip():
            yield label
        yield read_elements(part)


def _byline(citation: Any) -> str | None:
    names = (_name(author) for author in citation.iterfind("Article/AuthorList/Author"))
    return ", ".join(filter(None, names)) or None


def _name(author: Any) -> str | None:
    parts = (author.findtext(tag, "").strip() for tag in ("ForeName", "LastName"))
    return " ".join(filter(None, parts)) or read_line(author.find("CollectiveName"))


def _published(citation: Any) -> str | None:
    """The electronic date, else that of the issue."""
    places = ("Article/ArticleDate", "Article/Journal/JournalIssue/PubDate")
    dates = (citation.find(place) for place in places)
    return next(filter(None, (read_date(date) for date in dates if date is not None)), None)


def _url(citation: Any) -> str | None:
    doi = citation.findtext("Article/ELocationID[@EIdType='doi']", "").strip()
    return DOI_ADDRESS + doi if doi else None
