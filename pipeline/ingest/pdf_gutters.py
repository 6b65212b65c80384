"""The white strips between columns, found by sweeping a page from top to bottom.

A page is cut into thin rows. A strip is a stretch of white that stays open from row to row; it is a gutter
if it has text on both sides for several lines, and that text fills its columns as prose does: the cells of
a table, a bullet or the number of a heading do not.
"""

from __future__ import annotations

from typing import NamedTuple

from pipeline.ingest.pdf_words import Word

MIN_GUTTER = 0.75
"""Width of a gutter, of the body's type size."""
MIN_LINES = 5
"""Height of a gutter, in lines; a wide one may be lower."""
WIDE_GUTTER, MIN_LINES_OF_WIDE = 1.2, 3
MIN_LINES_OF_LONG = 15
"""Height of a column beside which a few lines are the last column."""
LEADING = 1.2
"""Of the type size, from line to line, where nothing better is known."""
MIN_COLUMN = 7
"""Width of a column, of the body's type size."""
MIN_FILL = 0.6
"""Of a column's width that its lines fill on average; those of a table fill less."""
MAX_GAP_UP, MAX_GAP_DOWN = 1.0, 1.5
"""Lines of white within a column: above it stands a headline, below it the next paragraph."""
MAX_STRIPS = 60
"""Open at a time: more are no layout."""
ROWS_A_LINE = 4

Span = tuple[float, float]


class Gutter(NamedTuple):
    """A strip of white, in points; top > bottom."""

    x0: float
    x1: float
    top: float
    bottom: float


class Strip(NamedTuple):
    """White that is open, and the rows from the first to the last that had text on both sides of it."""

    x0: float
    x1: float
    first: int
    last: int


class Row(NamedTuple):
    """What is covered in a thin slice of the page, from left to right without overlaps."""

    covered: list[Span]

    def gaps(self) -> list[Span]:
        """The white between the words, and without end on either side of them."""
        edges = [float("-inf"), *(x for span in self.covered for x in span), float("inf")]
        return list(zip(edges[::2], edges[1::2], strict=True))

    def is_split_by(self, x: float) -> bool:
        return bool(self.covered) and self.covered[0][0] < x < self.covered[-1][1]


def find_gutters(words: list[Word], size: float) -> list[Gutter]:
    """The gutters of a page, tallest first; no two of them lie over each other.

    Args: words: of one page. size: of the body's type.
    """
    if not words:
        return []
    height = LEADING * size / ROWS_A_LINE
    top = max(word.y + 0.7 * word.size for word in words)
    rows = _slice_page(words, size, top, height)
    strips = sorted(_find_strips(rows, size), key=lambda strip: strip.first - strip.last)
    found: list[Strip] = []
    for strip in strips:
        if not any(_overlap(strip, other) for other in found) and _separates_columns(strip, rows, size):
            found.append(_extend(strip, rows))
    return [Gutter(s.x0, s.x1, top - s.first * height, top - (s.last + 1) * height) for s in found]


def _slice_page(words: list[Word], size: float, top: float, height: float) -> list[Row]:
    """The page's rows from `top` down. A word covers the rows of its small letters, for lines set tight."""
    spans: dict[int, list[Span]] = {}
    for word in words:
        if word.size > 8 * size:
            continue  # A watermark, or an ornament.
        first = int((top - word.y - 0.5 * word.size) / height)
        last = int((top - word.y) / height)
        for row in range(first, last + 1):
            spans.setdefault(row, []).append((word.x0, word.x1))
    count = min(max(spans, default=-1) + 1, 10_000)
    return [Row(_merge(spans.get(row, []), MIN_GUTTER * size)) for row in range(count)]


def _merge(spans: list[Span], within: float) -> list[Span]:
    """Spans that overlap, or are no more than a word's space apart, made one."""
    merged: list[Span] = []
    for x0, x1 in sorted(spans):
        if merged and x0 - merged[-1][1] < within:
            merged[-1] = (merged[-1][0], max(merged[-1][1], x1))
        else:
            merged.append((x0, x1))
    return merged


def _find_strips(rows: list[Row], size: float) -> list[Strip]:
    """Every strip, closed where a row covers it; rows without text leave it open."""
    closed: list[Strip] = []
    open_strips: list[Strip] = []
    for at, row in enumerate(rows):
        if not row.covered:
            continue
        gaps = [gap for gap in row.gaps() if gap[1] - gap[0] >= MIN_GUTTER * size]
        kept = []
        for strip in open_strips:
            narrowed = _narrow(strip, gaps, at, row)
            if narrowed and narrowed.x1 - narrowed.x0 >= MIN_GUTTER * size:
                kept.append(narrowed)
            else:
                closed.append(strip)
        new = {(x0, x1): Strip(x0, x1, at, at) for x0, x1 in gaps if x1 - x0 < float("inf")}
        for strip in kept:
            new.pop((strip.x0, strip.x1), None)
        open_strips = sorted([*kept, *new.values()], key=lambda strip: strip.first)[:MAX_STRIPS]
    return closed + open_strips


def _narrow(strip: Strip, gaps: list[Span], at: int, row: Row) -> Strip | None:
    """What the next row leaves of a strip: its widest part."""
    parts = [(max(strip.x0, x0), min(strip.x1, x1)) for x0, x1 in gaps]
    x0, x1 = max(parts, key=lambda part: part[1] - part[0], default=(0.0, 0.0))
    if x1 <= x0:
        return None
    return Strip(x0, x1, strip.first, at if row.is_split_by((x0 + x1) / 2) else strip.last)


def _overlap(strip: Strip, other: Strip) -> bool:
    return (
        strip.x0 < other.x1
        and other.x0 < strip.x1
        and strip.first <= other.last
        and other.first <= strip.last
    )


def _separates_columns(strip: Strip, rows: list[Row], size: float) -> bool:
    """Whether enough lines stand on both sides, wide and full enough to be prose."""
    wide = strip.x1 - strip.x0 >= WIDE_GUTTER * size
    least = MIN_LINES_OF_WIDE if wide else MIN_LINES
    left, right = _sides(strip, rows)
    if _is_column(left, least, size) and _is_column(right, least, size):
        return True
    return _is_last_column(_extend(strip, rows), rows, size)


def _is_last_column(strip: Strip, rows: list[Row], size: float) -> bool:
    """Whether a long column stands on the left and the end of the text on the right, a few short lines.

    The cells of a table are as many on both sides.
    """
    left, right = _sides(strip, rows)
    is_long = _is_column(left, MIN_LINES_OF_LONG, size) and len(left) >= 2 * len(right)
    return is_long and _is_column(right, 1, size, fill=0.0)


def _sides(strip: Strip, rows: list[Row]) -> tuple[list[Span], list[Span]]:
    """The stretches of text next to the strip, on its left and on its right."""
    middle = (strip.x0 + strip.x1) / 2
    slices = rows[strip.first : strip.last + 1]
    left = [_beside(row, middle, left=True) for row in slices]
    right = [_beside(row, middle, left=False) for row in slices]
    return list(filter(None, left)), list(filter(None, right))


def _beside(row: Row, x: float, *, left: bool) -> Span | None:
    """The stretch of text next to the strip, on its left or its right."""
    if left:
        return max((span for span in row.covered if span[1] <= x), default=None)
    return min((span for span in row.covered if span[0] >= x), default=None)


def _is_column(spans: list[Span], least: int, size: float, fill: float = MIN_FILL) -> bool:
    # A line's letters cover about two rows in four.
    if len(spans) < least * ROWS_A_LINE / 2:
        return False
    width = max(x1 for _, x1 in spans) - min(x0 for x0, _ in spans)
    return width >= MIN_COLUMN * size and sum(x1 - x0 for x0, x1 in spans) >= fill * width * len(spans)


def _extend(strip: Strip, rows: list[Row]) -> Strip:
    """The strip as far as its columns go, up and down: one may begin higher or end lower than the other.

    A ragged line may also leave a gap that is not quite the gutter's, and the sweep took it for another
    strip's start.
    """
    up = _reach(strip, rows, range(strip.first - 1, -1, -1), strip.first, MAX_GAP_UP)
    down = _reach(strip, rows, range(strip.last + 1, len(rows)), strip.last, MAX_GAP_DOWN)
    return strip._replace(first=up, last=down)


def _reach(strip: Strip, rows: list[Row], outwards: range, edge: int, gap: float) -> int:
    """The last row outwards that still belongs to the columns.

    As far as the first white gap: what is beyond it belongs to a line across both columns. At the foot of a
    page where no such line comes, all of it.
    """
    end = edge
    for at in outwards:
        if not _is_open(rows[at], strip):
            return end
        if rows[at].covered and abs(at - end) > gap * ROWS_A_LINE:
            break
        end = at if rows[at].covered else end
    is_clear = outwards.step > 0 and all(_is_open(rows[at], strip) for at in outwards)
    return outwards[-1] if is_clear and len(outwards) else end


def _is_open(row: Row, strip: Strip) -> bool:
    return not any(x0 < strip.x1 and strip.x0 < x1 for x0, x1 in row.covered)
