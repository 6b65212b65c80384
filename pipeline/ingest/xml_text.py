"""Elements of a scholarly article (JATS, MEDLINE) to text: paragraphs, lines of lists and tables."""

from __future__ import annotations

import re
from typing import Any

from pipeline.ingest.html import set_superscript

PARAGRAPHS = frozenset(
    {
        *("p", "title", "subtitle", "abstract", "body", "sec", "list", "def-list", "disp-quote", "attrib"),
        *("boxed-text", "table-wrap", "fig", "disp-formula", "verse-group", "statement", "preformat"),
        *("speech", "floats-group", "AbstractText"),
    }
)  # fmt: skip
LINES = frozenset({"list-item", "tr", "def-item", "verse-line", "fn", "table-wrap-foot"})
CELLS = frozenset({"td", "th"})
SPACES = frozenset({"break", "label", "caption", "term", "def"})
ON_A_LINE = frozenset({"list-item", "caption", "def", "fn"})
"""Paragraphs in these stay on the line, lists in them between lines: `<list-item><p>`."""

DROPPED = frozenset(
    {
        *("graphic", "inline-graphic", "media", "alt-text", "long-desc", "object-id", "permissions"),
        *("tex-math", "supplementary-material", "ref-list", "sub-article", "response", "index-term"),
    }
)  # fmt: skip
SHOWN_LABELS = frozenset({"fig", "table-wrap", "boxed-text", "statement"})
"""The labels of all else, sections, list items, footnotes, are numbering."""
NOTE_PLACES = frozenset({"table-wrap-foot", "fn-group"})

# Characters that XML cannot hold stand for borders and dropped reference marks until the end.
PARAGRAPH, LINE, CELL, MARK = "\f", "\n", "\t", "\x01"
_MARKS = rf"{MARK}(?:[\s,;–-]*{MARK})*"
MARKS = re.compile(rf" ?[\[(] ?{_MARKS} ?[\])]| {_MARKS}(?=[\s.,;:)]|$)|{_MARKS}")
BORDER = re.compile(r"[ \t\n\f]{2,}|[\t\n\f]")
REFERENCE_TYPES = frozenset({"bibr", "fn", "table-fn", "aff", "corresp", "author-notes"})
WORD = re.compile(r"[^\W\d_]{2}")


def read_elements(*elements: Any) -> str:
    """The text of lxml elements: paragraphs one blank line apart, list items and table rows on lines.

    Superscripts are set as in web pages; reference marks, graphics, numbering and footnotes go; captions,
    cells and the notes under a table stay.
    """
    writer = _Writer()
    for element in elements:
        writer.walk(element)
        writer.write(PARAGRAPH)
    text = MARKS.sub("", "".join(writer.pieces))
    return BORDER.sub(_strongest, text).strip()


def read_line(element: Any | None) -> str | None:
    """The text of an element on one line; None if there is none."""
    if element is None:
        return None
    return " ".join(re.split(r"[ \t\n]+", read_elements(element))) or None


def name_of(element: Any) -> str:
    """The element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


class _Writer:
    """Pieces of text with the borders between them."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.before = ""
        """The last characters written."""
        self.cells = 0
        """How many table cells we are in: what is in a cell stays on its line."""

    def walk(self, root: Any) -> None:
        from lxml import etree

        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if event == "start" and self._is_leaf(element):
                walker.skip_subtree()
            elif event == "start":
                self.write(self._border(element))
                self.cells += name_of(element) in CELLS
                self.write_source(element.text)
            else:
                self._end(element, root)

    def _end(self, element: Any, root: Any) -> None:
        if not _is_dropped(element):
            self.cells -= name_of(element) in CELLS
            self.write(self._border(element))
        if element is not root:
            self.write_source(element.tail)

    def _is_leaf(self, element: Any) -> bool:
        """Write an element that is read as a whole: a superscript, a reference mark, what is left out."""
        if _is_reference(element):
            self.write(MARK)
        elif name_of(element) == "sup":
            self._write_superscript(element)
        return _is_dropped(element)

    def _write_superscript(self, element: Any) -> None:
        references = [part for part in element.iter() if _is_reference(part)]
        if references and _letters(element) == sum(map(_letters, references)):
            self.write(MARK)
        else:
            self.write(set_superscript(" ".join("".join(element.itertext()).split()), self.before))

    def _border(self, element: Any) -> str:
        """What stands before and after an element."""
        name, parent = name_of(element), element.getparent()
        if name in CELLS:
            return CELL
        if name in SPACES or (self.cells and name in PARAGRAPHS | LINES):
            return " "
        if name in PARAGRAPHS and parent is not None and name_of(parent) in ON_A_LINE:
            return " " if name in {"p", "title"} else LINE
        return PARAGRAPH if name in PARAGRAPHS else LINE if name in LINES else ""

    def write_source(self, text: str | None) -> None:
        """Text of the document, its line breaks being spaces."""
        if text:
            self.write(re.sub(r"[ \t\r\n]+", " ", text))

    def write(self, piece: str) -> None:
        self.pieces.append(piece)
        self.before = (self.before + piece)[-12:]


def _is_dropped(element: Any) -> bool:
    """Whether nothing in the element is written as it stands; a superscript is written in another form."""
    name, parent = name_of(element), element.getparent()
    inside = name_of(parent) if parent is not None else ""
    if name == "label":
        return inside not in SHOWN_LABELS
    if name == "fn":
        return inside not in NOTE_PLACES
    return name in DROPPED or name == "sup" or _is_reference(element)


def _is_reference(element: Any) -> bool:
    """A mark that points at a reference or a note; "Smith et al." is part of its sentence."""
    return (
        name_of(element) == "xref"
        and element.get("ref-type") in REFERENCE_TYPES
        and not WORD.search("".join(element.itertext()))
    )


def _letters(element: Any) -> int:
    return sum(map(str.isalnum, "".join(element.itertext())))


def _strongest(match: re.Match[str]) -> str:
    run = match[0]
    return "\n\n" if PARAGRAPH in run else next((mark for mark in (LINE, CELL) if mark in run), " ")
