"""Lines in reading order to paragraphs, over the ends of columns and pages.

A paragraph ends where the type changes, where white or an indent sets the next line off, or where the
next line's first word would still have had room: then somebody ended the line on purpose.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.ingest.pdf_hyphens import HYPHENS, SOFT_HYPHEN, Evidence, join_lines, read_evidence
from pipeline.ingest.pdf_lines import Line

SAME_SIZE = 0.06
"""Share by which the type size of a paragraph's lines may differ."""
DISPLAY = 1.2
"""Of the body's type size, from which lines are headlines, broken where it looks well."""
MIN_INDENT, MAX_INDENT = 0.7, 6.0
"""Of the type size: less is a slip, more is another layout."""
EXTRA_LEADING = 0.25
"""Of the type size, beyond the usual leading, that white between paragraphs has at least."""
USUAL_LEADING = 1.2
ROOM = 0.6
"""Of the type size, that must be left beside the word which would have fitted."""
MUCH_ROOM = 0.3
"""Of the column's width: a line this much shorter ends its paragraph even without a full stop."""
SAME_EDGE = 5.0
"""Points between the left edges of lines that stand in like columns."""

BULLET = re.compile(r"[•◦‣▪■●–—*-]\s|[•▪■●]|\(?(?:\d{1,2}|[a-z])[.)]\s")
SENTENCE_END = re.compile(r"[.!?:;…][\"'”’)\]]{0,3}$")


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together."""

    lines: list[Line]
    text: str = ""

    @property
    def size(self) -> float:
        return self.lines[0].size


@dataclass(slots=True)
class Setting:
    """How a document is set: its type, its leading, the edges of its columns."""

    size: float
    leading: dict[float, float]
    edges: dict[tuple[int, int], float]

    def leading_of(self, size: float) -> float:
        return self.leading.get(size, USUAL_LEADING * size)

    def right_of(self, line: Line) -> float:
        """Where the column's lines end: the longest one like it shows."""
        return self.edges[_edge_key(line)]


def find_paragraphs(lines: Sequence[Line], size: float) -> list[Paragraph]:
    """The paragraphs of a document, their text joined and its hyphenation undone.

    Args: lines: of the whole document, in reading order. size: of the body's type.
    """
    setting = Setting(size, _find_leading(lines), _find_edges(lines))
    paragraphs: list[Paragraph] = []
    for line in lines:
        if paragraphs and _continues(paragraphs[-1].lines, line, setting):
            paragraphs[-1].lines.append(line)
        else:
            paragraphs.append(Paragraph([line]))
    evidence = read_evidence([line.text for line in lines])
    for paragraph in paragraphs:
        paragraph.text = _join(paragraph.lines, evidence)
    return paragraphs


def _join(lines: list[Line], evidence: Evidence) -> str:
    """The lines as one; what is before the last line end is left alone: long paragraphs stay linear."""
    done: list[str] = []
    end = lines[0].text
    for line in lines[1:]:
        joined = join_lines(end, line.text, evidence)
        # A long word may be broken at several line ends.
        cut = len(joined) - len(line.text)
        done.append(joined[:cut])
        end = joined[cut:]
    return "".join([*done, end]).replace(SOFT_HYPHEN, "").replace("\u2010", "-")


def _find_leading(lines: Sequence[Line]) -> dict[float, float]:
    """The usual distance from line to line, by type size."""
    pitches = defaultdict(list)
    for last, line in pairwise(lines):
        pitch = last.y - line.y
        if (
            last.column == line.column
            and last.size == line.size
            and 0.8 * line.size < pitch < 2.2 * line.size
        ):
            pitches[line.size].append(pitch)
    # A size with few lines shows headings and gaps as often as a paragraph.
    return {size: median(found) for size, found in pitches.items() if len(found) >= 4}


def _find_edges(lines: Sequence[Line]) -> dict[tuple[int, int], float]:
    edges: dict[tuple[int, int], float] = {}
    lefts: dict[int, float] = {}
    for line in lines:
        lefts[line.column] = min(lefts.get(line.column, line.x0), line.x0)
    for line in lines:
        line.left = lefts[line.column]
        key = _edge_key(line)
        edges[key] = max(edges.get(key, line.x1), line.x1)
    return edges


def _edge_key(line: Line) -> tuple[int, int]:
    """Columns with the same left edge and the same gutter on their right are one column on several pages."""
    right = -1 if line.right == float("inf") else int(line.right / SAME_EDGE)
    return int(line.left / SAME_EDGE), right


def _continues(lines: list[Line], line: Line, setting: Setting) -> bool:
    """Whether a line goes on with the paragraph of `lines`."""
    last = lines[-1]
    if BULLET.match(line.text) or "\t" in last.text or "\t" in line.text:
        return last.text.endswith(tuple(HYPHENS)) and "\t" not in line.text
    if abs(last.size - line.size) > SAME_SIZE * last.size:
        return False
    if last.column == line.column:
        return _continues_in_column(lines, line, setting)
    return _continues_over_break(last, line, setting)


def _continues_in_column(lines: list[Line], line: Line, setting: Setting) -> bool:
    last = lines[-1]
    pitch = last.y - line.y
    if pitch > setting.leading_of(line.size) + EXTRA_LEADING * line.size:
        return False
    if line.size >= DISPLAY * setting.size:
        return True
    if _is_broken_word(last, line):
        return True
    if last.font != line.font and not _is_mid_sentence(last, line):
        return False
    return not _is_set_off(lines, line) and not _was_ended(last, line, setting)


def _continues_over_break(last: Line, line: Line, setting: Setting) -> bool:
    """Over the end of a column or a page, where white between the lines tells nothing."""
    if line.size >= DISPLAY * setting.size or last.font != line.font:
        return _is_mid_sentence(last, line)
    if _is_mid_sentence(last, line):
        return True
    if line.page == last.page and line.y < last.y:
        return False  # From the columns to what is below them.
    indented = line.x0 - line.left > MIN_INDENT * line.size
    return not indented and not _was_ended(last, line, setting)


def _is_mid_sentence(last: Line, line: Line) -> bool:
    """Whether the words run on by themselves."""
    if last.text.endswith((*HYPHENS, SOFT_HYPHEN, ",", "–")):
        return True
    return line.text[:1].islower() and not SENTENCE_END.search(last.text)


def _is_broken_word(last: Line, line: Line) -> bool:
    return last.text.endswith((*HYPHENS, SOFT_HYPHEN)) and line.text[:1].islower()


def _is_set_off(lines: list[Line], line: Line) -> bool:
    """By an indent: against the paragraph's second line, which shows where its lines begin."""
    first, last = lines[0], lines[-1]
    indent = line.x0 - (last.x0 if len(lines) > 1 else first.x0)
    if _is_centred(last, line) or abs(indent) < MIN_INDENT * line.size:
        return False
    if len(lines) == 1:
        # Outwards: the first line was indented. Inwards: this one is, unless a bullet hangs out.
        return indent > 0 and not BULLET.match(first.text)
    return abs(indent) < MAX_INDENT * line.size


def _is_centred(last: Line, line: Line) -> bool:
    return abs((last.x0 + last.x1) - (line.x0 + line.x1)) < 0.5 * line.size


def _was_ended(last: Line, line: Line, setting: Setting) -> bool:
    """Whether the last line was short although the next word had room beside it."""
    right = setting.right_of(last)
    room = right - last.x1 - (line.words[0].x1 - line.words[0].x0) - ROOM * line.size
    if room <= 0:
        return False
    is_indented = line.x0 - line.left > MIN_INDENT * line.size
    is_short = right - last.x1 > MUCH_ROOM * (right - last.left)
    return is_indented or is_short or bool(SENTENCE_END.search(last.text))
