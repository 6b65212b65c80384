"""A page of a PDF as words with their places: what PDFium reads, turned upright, without what it guessed.

PDFium gives glyphs in the order in which they were drawn. Its own spaces and line ends are left aside, since
they break in narrow columns; gaps between the glyphs' advance boxes decide instead.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from operator import attrgetter
from typing import Any, NamedTuple

# Private-use places of Symbol and Wingdings, by which office programs draw bullets.
BULLETS = dict.fromkeys((0xF0B7, 0xF0A7, 0xF076, 0xF0D8, 0x25CF, 0x25AA, 0x2023, 0x2219), "•")
# PDFium marks a hyphen at a line's end by one of these.
HYPHENS = {0x2: "-", 0xFFFE: "-"}
LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
CHARACTERS = BULLETS | HYPHENS | LIGATURES
SUBSET = re.compile(r"^[A-Z]{6}\+")
"""The tag of a font of which only the used glyphs are in the file."""

MIN_SPACE = 0.14
"""Of the type size, between two words; kerning stays below, a squeezed space above."""
MAX_KERNING = 0.6
"""Of the type size, that a glyph may reach back into the one before it."""
SAME_ROW = 0.7
"""Of the type size, that a superscript or a subscript may stand off the line."""


class Glyph(NamedTuple):
    """One drawn character; lengths in points, y upwards from the foot of the page."""

    text: str
    x0: float
    x1: float
    y: float
    """The baseline's height."""
    size: float
    font: str


class Word(NamedTuple):
    """Glyphs without a gap between them; size and baseline are those of the largest."""

    glyphs: tuple[Glyph, ...]
    x0: float
    x1: float
    y: float
    size: float

    @classmethod
    def of(cls, glyphs: list[Glyph]) -> Word:
        largest = max(glyphs, key=attrgetter("size"))
        return cls(tuple(glyphs), glyphs[0].x0, glyphs[-1].x1, largest.y, largest.size)

    @property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs)


class Typeface(NamedTuple):
    """What all glyphs of one text object share: cosine and sine of its direction, size, font."""

    cos: float
    sin: float
    size: float
    font: str


def read_words(textpage: Any) -> list[Word]:
    """The words of a page, in the order drawn; a page set sideways is turned, stray directions are left out.

    Args: textpage: of pypdfium2, open.
    """
    glyphs = list(_read_glyphs(textpage))
    if not glyphs:
        return []
    turns = Counter(quarter for quarter, _ in glyphs)
    upright = turns.most_common(1)[0][0]
    return list(_split_words(_turn(glyph, upright) for quarter, glyph in glyphs if quarter == upright))


def _read_glyphs(textpage: Any) -> Iterator[tuple[int, Glyph]]:
    """Each glyph with the quarter turns of its direction; -1 where it is askew, as watermarks are."""
    import pypdfium2.raw as pdfium

    faces: dict[int, Typeface | None] = {}
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    for i in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(textpage, i)
        handle = pdfium.FPDFText_GetTextObject(textpage, i)
        if not handle or pdfium.FPDFText_IsGenerated(textpage, i) == 1 or not _is_character(code):
            continue
        address = ctypes.cast(handle, ctypes.c_void_p).value or 0
        if address not in faces:
            faces[address] = _read_typeface(handle)
        face = faces[address]
        pdfium.FPDFText_GetLooseCharBox(textpage, i, box)
        pdfium.FPDFText_GetCharOrigin(textpage, i, x, y)
        if face is None or not math.isfinite(x.value + y.value + box.left + box.right + box.top + box.bottom):
            continue
        quarter = _quarter(face)
        ends = (box.left, box.right) if quarter % 2 == 0 else (box.bottom, box.top)
        text = CHARACTERS.get(code) or chr(code)
        # The baseline's two coordinates stay in y and in the ends until the page is turned.
        yield quarter, Glyph(text, *ends, (y.value if quarter % 2 == 0 else x.value), face.size, face.font)


def _is_character(code: int) -> bool:
    """Neither a control, nor half of a surrogate pair, nor beyond Unicode; tabs are white space."""
    if code in HYPHENS or code == 9:
        return True
    return 32 <= code < 0x110000 and not 0xD800 <= code <= 0xDFFF and code != 0xFFFF


def _read_typeface(handle: Any) -> Typeface | None:
    """None for text without a size: scaled to nothing, or by numbers that are none."""
    import pypdfium2.raw as pdfium

    matrix, size = pdfium.FS_MATRIX(), ctypes.c_float()
    if not pdfium.FPDFPageObj_GetMatrix(handle, matrix) or not pdfium.FPDFTextObj_GetFontSize(handle, size):
        return None
    scale = math.hypot(matrix.c, matrix.d)
    length = math.hypot(matrix.a, matrix.b)
    if not math.isfinite(scale * size.value) or not 0.1 < abs(scale * size.value) < 2000 or length == 0:
        return None
    sign = math.copysign(1, size.value)
    font = pdfium.FPDFTextObj_GetFont(handle)
    face = Typeface(sign * matrix.a / length, sign * matrix.b / length, abs(scale * size.value), "")
    return face._replace(font=_font_name(font)) if font else face


def _font_name(font: Any) -> str:
    import pypdfium2.raw as pdfium

    name = ctypes.create_string_buffer(128)
    pdfium.FPDFFont_GetBaseFontName(font, name, len(name))
    return SUBSET.sub("", name.value.decode("utf-8", "replace"))


def _quarter(face: Typeface) -> int:
    """0 rightwards, 1 upwards, 2 leftwards, 3 downwards; -1 askew."""
    if abs(face.sin) < 0.05:
        return 0 if face.cos > 0 else 2
    if abs(face.cos) < 0.05:
        return 1 if face.sin > 0 else 3
    return -1


def _turn(glyph: Glyph, quarter: int) -> Glyph:
    """The glyph as on a page turned so that its text runs rightwards."""
    low, high = min(glyph.x0, glyph.x1), max(glyph.x0, glyph.x1)
    if quarter in {2, 3}:
        low, high = -high, -low
    y = -glyph.y if quarter in {1, 2} else glyph.y
    return glyph._replace(x0=low, x1=high, y=y)


def _split_words(glyphs: Iterator[Glyph]) -> Iterator[Word]:
    word: list[Glyph] = []
    for glyph in glyphs:
        if glyph.text.isspace() and glyph.text != "\u00a0":
            blank = True
        else:
            blank = bool(word) and not _adjoins(word[-1], glyph)
        if blank and word:
            yield Word.of(word)
            word = []
        if not glyph.text.isspace():
            word.append(glyph)
    if word:
        yield Word.of(word)


def _adjoins(last: Glyph, glyph: Glyph) -> bool:
    """Whether a glyph goes on with the word; the letters of a ligature stand in one place."""
    size = max(last.size, glyph.size)
    gap = glyph.x0 - last.x1
    is_near = -MAX_KERNING * size < gap < MIN_SPACE * size or glyph.x0 == last.x0
    return is_near and abs(glyph.y - last.y) < SAME_ROW * size
