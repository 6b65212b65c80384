"""Words to lines, and lines to the order in which they are read: down a column, then the next column."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.ingest.html import set_superscript
from pipeline.ingest.pdf_gutters import Gutter, find_gutters
from pipeline.ingest.pdf_words import Glyph, Word

MAX_RAISED_SIZE = 0.86
"""Of the line's type size, that a superscript has at most."""
MIN_RAISED = 0.14
"""Of the line's type size, that a superscript stands above the line at least."""
CELL_GAP = 2.2
"""Of the type size: between the cells of a table; justified lines stay below."""
CAP_SIZE = 1.8
"""Of the type size, from which a single letter is the initial of the lines beside it."""


@dataclass(slots=True)
class Line:
    """Words on one baseline within one column, from left to right."""

    words: list[Word]
    page: int = 0
    column: int = 0
    """A number of the column in the document, in reading order."""
    right: float = 0.0
    """Where the column ends."""
    left: float = 0.0
    """Where the column begins."""
    text: str = field(default="", init=False)
    size: float = field(default=0.0, init=False)
    font: str = field(default="", init=False)
    y: float = field(default=0.0, init=False)

    def __post_init__(self) -> None:
        self.words.sort(key=lambda word: word.x0)
        self.size, self.font, self.y = _main_type(self.words)
        self.text = _line_text(self)

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return self.words[-1].x1


def find_lines(words: list[Word]) -> list[Line]:
    """The lines of one column, from the top down.

    The largest words first, so that a superscript finds its line: it is the line whose band, from below the
    baseline to the capitals' height, the small word's baseline is in.
    """
    baselines: list[tuple[float, int]] = []
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (-round(word.size, 1), word.x0)):
        at = bisect_left(baselines, (word.y, -1))
        near = baselines[max(at - 3, 0) : at + 3]
        fits = [(abs(word.y - y), row) for y, row in near if _is_on(word, rows[row][0], y)]
        if fits:
            rows[min(fits)[1]].append(word)
        else:
            insort(baselines, (word.y, len(rows)))
            rows.append([word])
    return [Line(rows[row]) for _, row in reversed(baselines)]


def _is_on(word: Word, first: Word, y: float) -> bool:
    if first.size > CAP_SIZE * word.size:
        # Beside an initial letter stands the line at its head.
        return word.y >= y and abs(word.y + 0.7 * word.size - y - 0.7 * first.size) < 0.4 * word.size
    if word.size > MAX_RAISED_SIZE * first.size:
        return abs(word.y - y) < 0.25 * first.size
    return -0.35 * first.size < word.y - y < 0.6 * first.size


def order_lines(words: list[Word], *, size: float, page: int, first_column: int) -> list[Line]:
    """The lines of a page in reading order, told apart by column.

    Args: size: of the body's type. first_column: the number of the page's first column.
    """
    lines: list[Line] = []
    column = first_column
    for part, right in _split_columns(words, find_gutters(words, size), float("inf")):
        for line in find_lines(part):
            line.page, line.column, line.right = page, column, right
            lines.append(line)
        column += 1
    return lines


def _split_columns(words: list[Word], gutters: list[Gutter], right: float) -> list[tuple[list[Word], float]]:
    """The parts of a region in reading order, each with the right edge that a gutter sets it.

    The tallest gutter splits first: what is above it, what is left of it, what is right of it, what is below.
    """
    if not words:
        return []
    if not gutters:
        return [(words, right)]
    gutter, *rest = gutters
    sides: dict[str, list[Word]] = {"above": [], "left": [], "right": [], "below": []}
    for word in words:
        sides[_side(word, gutter)].append(word)
    parts = []
    for side, part in sides.items():
        within = [other for other in rest if _side_of_gutter(other, gutter) == side]
        parts += _split_columns(part, within, gutter.x0 if side == "left" else right)
    return parts


def _side(word: Word, gutter: Gutter) -> str:
    return _place((word.x0 + word.x1) / 2, word.y + 0.25 * word.size, gutter)


def _side_of_gutter(other: Gutter, gutter: Gutter) -> str:
    return _place((other.x0 + other.x1) / 2, (other.top + other.bottom) / 2, gutter)


def _place(x: float, y: float, gutter: Gutter) -> str:
    if y > gutter.top:
        return "above"
    if y < gutter.bottom:
        return "below"
    return "left" if x < (gutter.x0 + gutter.x1) / 2 else "right"


def _main_type(words: list[Word]) -> tuple[float, str, float]:
    """Size, font and baseline of most of the line's letters."""
    glyphs = [glyph for word in words for glyph in word.glyphs]
    size = Counter(round(glyph.size, 1) for glyph in glyphs).most_common(1)[0][0]
    main = [glyph for glyph in glyphs if round(glyph.size, 1) == size]
    font = Counter(glyph.font for glyph in main).most_common(1)[0][0]
    y = Counter(round(glyph.y, 1) for glyph in main).most_common(1)[0][0]
    return size, font, y


def _line_text(line: Line) -> str:
    text = _add_word("", line.words[0], line)
    for last, word in pairwise(line.words):
        gap = word.x0 - last.x1
        is_initial = len(last.glyphs) == 1 and last.size > CAP_SIZE * word.size
        # A bullet stands off the line as far as a cell does.
        space = "\t" if gap > CELL_GAP * line.size and len(text) > 2 else " "
        text = _add_word(text if is_initial else text + space, word, line)
    return text.strip()


def _add_word(text: str, word: Word, line: Line) -> str:
    """`text` and the word, its superscripts set on the line or left out as references."""
    raised = ""
    for glyph in word.glyphs:
        if _is_raised(glyph, line):
            raised += glyph.text
            continue
        if raised:
            text, raised = text + set_superscript(raised, text[-12:]), ""
        text += glyph.text
    return text + set_superscript(raised, text[-12:]) if raised else text


def _is_raised(glyph: Glyph, line: Line) -> bool:
    return glyph.size < MAX_RAISED_SIZE * line.size and glyph.y > line.y + MIN_RAISED * line.size
