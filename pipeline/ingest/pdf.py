"""A PDF to an Article: the story in reading order, the title first, what is printed around it left out."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import pairwise
from typing import Any, NamedTuple

from pipeline.errors import EmptyInput, IngestError, InputTooLarge
from pipeline.ingest.clean import CLINICAL, drop_boilerplate, find_boilerplate
from pipeline.ingest.head import ALL_NAMES, NOT_A_NAME, guess_language, read_head
from pipeline.ingest.pdf_furniture import SMALL, drop_page_furniture
from pipeline.ingest.pdf_lines import Line, order_lines
from pipeline.ingest.pdf_paragraphs import BULLET, Paragraph, find_paragraphs
from pipeline.ingest.pdf_words import Word, read_words
from pipeline.schema import Article

MAX_PAGES = 200
MAX_CHARS = 500_000
"""Characters of all pages; an article has some thousands, a dissertation half a million."""
HEADLINE = 1.1
"""Of the body's type size, that a headline has at least."""
MIN_HEADLINE_WORDS = 4
"""A masthead may be larger than the headline; it is a name of a few words."""
MAX_KICKER = 160
"""Characters of a paragraph above the headline that is no part of the story."""
MIN_PULL_QUOTE = 25
"""Letters of a display paragraph that can only be a repetition of the story."""

CREATED = re.compile(r"D:(\d{4})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
NO_TITLE = re.compile(
    r"microsoft|untitled|anonymous|\.(?:docx?|indd|tex|html?|pdf|qxd)\b|^\S*$", re.IGNORECASE
)
BROKEN_HINT = "open it in a PDF viewer and save it anew, or give the article as text"


class Info(NamedTuple):
    """What the file says of itself; None where it is silent or says nothing of use."""

    title: str | None
    author: str | None
    created: str | None
    """ISO 8601 date."""


def read_pdf(content: bytes, *, id: str = "article") -> Article:
    """An article from the bytes of a PDF.

    `Article.text` is the title, a blank line and the story in reading order, paragraphs one blank line apart,
    hyphenation undone; running heads, footers, page numbers and the letterhead over the title are left out.
    Boilerplate in the body's type stays and is marked in `Article.boilerplate`: unlike a web page's, a page's
    text is the publisher's document. Metadata comes from the head lines, then from the document's own.
    PDFium is not safe for threads: read in one thread of a process.

    Raises: IngestError for a PDF that is encrypted or broken, EmptyInput without pages or text, InputTooLarge
    over MAX_PAGES or MAX_CHARS.
    """
    info, pages = _read_document(content)
    size = _body_size(pages)
    words, letterhead = drop_page_furniture(pages, size)
    paragraphs = find_paragraphs(_order(words, size), size)
    kicker, title, story = _split_title(_drop_repetitions(paragraphs, size), size, info.title)
    text = _write(title, story)
    if not any(map(str.isalnum, text)):
        raise EmptyInput("a PDF without an article's text", hint="look whether the pages hold an article")
    shown = read_head(text)
    above = read_head("\n".join([title or "", *letterhead, *kicker]))
    return Article(
        id=id,
        text=text,
        title=title or shown.title,
        byline=shown.byline or above.byline or info.author,
        published=shown.published or above.published or info.created,
        source=shown.source or above.source,
        language=guess_language(text),
        format="pdf",
        sha256=hashlib.sha256(content).hexdigest(),
        boilerplate=find_boilerplate(text),
    )


def _read_document(content: bytes) -> tuple[Info, list[list[Word]]]:
    """What the document says of itself, and the words of each page."""
    with closing(_open(content)) as document:
        if len(document) > MAX_PAGES:
            what = f"{len(document):,} pages, over the limit of {MAX_PAGES}"
            raise InputTooLarge(what, hint="split the document into articles")
        if len(document) < 1:
            raise EmptyInput("a PDF without pages", hint=BROKEN_HINT)
        pages = list(_read_pages(document))
        if not any(pages):
            raise EmptyInput("a PDF without a text layer: its pages are images", hint="run OCR on it first")
        return _read_info(document), pages


def _open(content: bytes) -> Any:
    """The document; `content` must outlive it."""
    import pypdfium2
    import pypdfium2.raw as pdfium

    # By hand, since pypdfium2 takes a document without pages for a broken one.
    handle = pdfium.FPDF_LoadMemDocument64(content, len(content), None)
    if not handle:
        if pdfium.FPDF_GetLastError() in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}:
            raise IngestError("an encrypted PDF", hint="save it without a password first")
        raise IngestError("a broken PDF", hint=BROKEN_HINT)
    return pypdfium2.PdfDocument(handle)


def _read_pages(document: Any) -> Iterator[list[Word]]:
    """The words of each page; a page that PDFium cannot load is empty."""
    import pypdfium2

    chars = 0
    for number in range(len(document)):
        try:
            with closing(document[number]) as page, closing(page.get_textpage()) as textpage:
                chars += textpage.count_chars()
                if chars > MAX_CHARS:
                    what = f"over the limit of {MAX_CHARS:,} characters"
                    raise InputTooLarge(what, hint="split the document into articles")
                yield read_words(textpage)
        except pypdfium2.PdfiumError:
            yield []


def _read_info(document: Any) -> Info:
    shown = {key: value.strip() for key, value in document.get_metadata_dict(skip_empty=True).items()}
    title, author = shown.get("Title", ""), shown.get("Author", "")
    created = CREATED.match(shown.get("CreationDate", ""))
    return Info(
        title=None if NO_TITLE.search(title) else " ".join(title.split()),
        author=author if ALL_NAMES.fullmatch(author) and not NOT_A_NAME.search(author) else None,
        created="-".join(created.groups()) if created else None,
    )


def _body_size(pages: Sequence[list[Word]]) -> float:
    """The type size of most characters."""
    sizes: Counter[float] = Counter()
    for word in (word for words in pages for word in words):
        sizes[round(word.size, 1)] += len(word.glyphs)
    return sizes.most_common(1)[0][0]


def _order(pages: Sequence[list[Word]], size: float) -> list[Line]:
    """The lines of all pages in reading order."""
    lines: list[Line] = []
    for number, words in enumerate(pages):
        first_column = lines[-1].column + 1 if lines else 0
        lines += order_lines(words, size=size, page=number, first_column=first_column)
    return lines


def _drop_repetitions(paragraphs: list[Paragraph], size: float) -> list[Paragraph]:
    """Without pull quotes, which the story says too, and without small print that is boilerplate."""
    story = _letters(" ".join(paragraph.text for paragraph in paragraphs if _is_body(paragraph, size)))
    return [
        paragraph
        for paragraph in paragraphs
        if _is_body(paragraph, size)
        or not (_is_pull_quote(paragraph, story) or _is_small_print(paragraph, size))
    ]


def _is_body(paragraph: Paragraph, size: float) -> bool:
    return SMALL * size <= paragraph.size < HEADLINE * size


def _is_pull_quote(paragraph: Paragraph, story: str) -> bool:
    letters = _letters(paragraph.text)
    return len(letters) >= MIN_PULL_QUOTE and letters in story


def _is_small_print(paragraph: Paragraph, size: float) -> bool:
    # An article's first paragraph is its title and never boilerplate.
    return paragraph.size < SMALL * size and drop_boilerplate(f"title\n\n{paragraph.text}") == "title"


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _split_title(
    paragraphs: list[Paragraph], size: float, named: str | None
) -> tuple[list[str], str | None, list[Paragraph]]:
    """What stands above the headline and is no story, the headline, and the story.

    Args: size: of the body's type. named: the title in the document's metadata.
    """
    headline = _find_headline(paragraphs, size, named)
    if headline is None:
        return [], None, paragraphs
    at = paragraphs.index(headline)
    above, story = paragraphs[:at], paragraphs[at + 1 :]
    kicker = [paragraph for paragraph in above if _is_kicker(paragraph)]
    return (
        [paragraph.text for paragraph in kicker],
        headline.text,
        [p for p in above if p not in kicker] + story,
    )


def _find_headline(paragraphs: list[Paragraph], size: float, named: str | None) -> Paragraph | None:
    """The paragraph of the first page that the metadata name, or else the one in the largest type."""
    first_page = [paragraph for paragraph in paragraphs if paragraph.lines[0].page == 0]
    for paragraph in first_page:
        if named and _letters(named) == _letters(paragraph.text):
            return paragraph
    large = [p for p in first_page if p.size >= HEADLINE * size and len(p.text.split()) >= MIN_HEADLINE_WORDS]
    return max(large, key=lambda paragraph: paragraph.size, default=None)


def _is_kicker(paragraph: Paragraph) -> bool:
    return len(paragraph.text) <= MAX_KICKER and not CLINICAL.search(paragraph.text)


def _write(title: str | None, story: Sequence[Paragraph]) -> str:
    """Paragraphs a blank line apart, the items of a list and the rows of a table on lines."""
    text = f"{title}\n\n" if title else ""
    for last, paragraph in pairwise([None, *story]):
        assert paragraph is not None
        if last is not None:
            text += "\n" if _is_item(last) and _is_item(paragraph) else "\n\n"
        text += paragraph.text
    return text.strip()


def _is_item(paragraph: Paragraph) -> bool:
    return "\t" in paragraph.text or BULLET.match(paragraph.text) is not None
