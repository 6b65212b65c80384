"""What a publisher prints around the story on each page: running heads, footers, page and line numbers.

Judged by rows, all words on one height of a page: by their repeating from page to page, by their place, their
size and the white that sets them off. Figures of a result protect a row, as they do in clean.py.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from pipeline.ingest.clean import CLINICAL
from pipeline.ingest.pdf_lines import Line, find_lines
from pipeline.ingest.pdf_words import Word

ZONE = 0.15
"""Of the page's height, at its head and at its foot, where furniture is looked for."""
SAME_HEIGHT = 4.0
"""Points that a running head may move from page to page."""
SMALL = 0.92
"""Of the body's type size; small print is below."""
MIN_GAP = 1.5
"""Of the type size, from baseline to baseline: what is nearer belongs to the text."""
MIN_NUMBERS = 5
"""Numbers in the margin of a page that make it one with numbered lines or paragraphs."""

NUMBER = re.compile(r"\d+")
PAGE_NUMBER = re.compile(
    r"\W{0,3}(?:(?:page|p\.|pg\.?|seite|página)\s?)?(?:\d{1,4}|[ivxl]{1,6})(?:\s?(?:/|of|von|de)\s?\d{1,4})?\W{0,3}",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"(?:\bpage|\bp\.)\s?(\d{1,4})\b|^(\d{1,4})\s|\s(\d{1,4})$", re.IGNORECASE)
# Whole lines: a story's own line may be "continued on 5 mg" or its last word "more."
TURN_OVER = re.compile(
    r"\W{0,4}(?:(?:article |story )?continue[sd]? (?:overleaf"
    r"|(?:on|from) (?:the )?(?:next |previous |last )?page(?:\s?\d{1,4})?)"
    r"|(?:please )?turn over|see page \d{1,4})\W{0,4}|[-–—(]\s?more\s?[-–—)]",
    re.IGNORECASE,
)


def drop_page_furniture(pages: Sequence[list[Word]], size: float) -> tuple[list[list[Word]], list[str]]:
    """The words of each page without running heads, footers, page numbers and line numbers.

    Args: pages: the words of each page. size: of the body's type.
    Returns: the words that are left, and the rows dropped at the head of the first page: they may tell date
    and outlet.
    """
    rows = [find_lines(words) for words in _drop_margin_numbers(pages)]
    repeated = _find_repeated(rows)
    kept: list[list[Word]] = []
    letterhead: list[str] = []
    for page, lines in enumerate(rows):
        dropped = {i for i, line in enumerate(lines) if (page, i) in repeated or _is_turn_over(line, size)}
        left = [i for i in range(len(lines)) if i not in dropped]
        head = _find_edge(lines, left, page, size)
        letterhead += [lines[i].text for i in sorted(head)] if page == 0 else []
        dropped |= head | _find_edge(lines, left[::-1], page, size)
        kept.append([word for i, line in enumerate(lines) if i not in dropped for word in line.words])
    return kept, letterhead


def _find_repeated(rows: list[list[Line]]) -> set[tuple[int, int]]:
    """Page and row of what stands at the same height on another page too, its numbers apart."""
    places: dict[str, list[tuple[float, int, int]]] = defaultdict(list)
    for page, lines in enumerate(rows):
        for i, line in enumerate(lines):
            if _in_zone(lines, line):
                places[NUMBER.sub("#", line.text).casefold()].append((line.y, page, i))
    repeated = set()
    for same in places.values():
        for (y, page, i), (other_y, other, j) in pairwise(sorted(same)):
            if page != other and other_y - y <= SAME_HEIGHT:
                repeated |= {(page, i), (other, j)}
    return repeated


def _in_zone(lines: list[Line], line: Line) -> bool:
    margin = ZONE * (lines[0].y - lines[-1].y)
    return line.y >= lines[0].y - margin or line.y <= lines[-1].y + margin


def _is_turn_over(line: Line, size: float) -> bool:
    """ "Continued on page 3", "- more -"."""
    return len(line.words) <= 8 and bool(TURN_OVER.fullmatch(line.text)) and line.size <= 1.1 * size


def _find_edge(lines: list[Line], inwards: list[int], page: int, size: float) -> set[int]:
    """The rows at one edge of a page that are furniture by their place and their look.

    Args: inwards: the rows from the edge on. page: its index, which its number may be one more than.
    """
    run = 0
    while run < len(inwards) and _looks_like_furniture(lines[inwards[run]], page, size):
        if not _in_zone(lines, lines[inwards[run]]):
            break
        run += 1
    # Small print that goes on into the page is a note, or the whole page is set small.
    while 0 < run < len(inwards) and not _stands_off(lines[inwards[run - 1]], lines[inwards[run]]):
        run -= 1
    # A first page of nothing else is a short notice.
    return set() if page == 0 and run == len(inwards) else set(inwards[:run])


def _looks_like_furniture(line: Line, page: int, size: float) -> bool:
    if PAGE_NUMBER.fullmatch(line.text):
        return True
    if CLINICAL.search(line.text):
        return False
    number = NUMBERED.search(line.text)
    if number and ("\t" in line.text or int(number[number.lastindex or 1]) == page + 1):
        return True  # Spread over the page, with a number at its end; or with the number of this page.
    return line.size < SMALL * size


def _stands_off(line: Line, other: Line) -> bool:
    """Whether there is white between the row and the text, or a change of size."""
    size = max(line.size, other.size)
    return abs(line.y - other.y) > MIN_GAP * size or line.size < SMALL * other.size


def _drop_margin_numbers(pages: Sequence[list[Word]]) -> list[list[Word]]:
    """The pages without the numbers of lines or paragraphs in the left margin, which only rise on a page."""
    margins = [_find_margin_numbers(words) for words in pages]
    if sum(map(len, margins)) < MIN_NUMBERS:
        return list(pages)
    for margin in margins:
        numbers = [int(word.text.rstrip(".")[:9]) for word in margin]
        if any(b <= a for a, b in pairwise(numbers)):
            return list(pages)
    outside = {id(word) for margin in margins for word in margin}
    return [[word for word in words if id(word) not in outside] for words in pages]


def _find_margin_numbers(words: list[Word]) -> list[Word]:
    """Numbers left of nearly all words of a page, from the top down."""
    prose = sorted(word.x0 for word in words if not word.text.rstrip(".").isdecimal())
    if not prose:
        return []
    left = prose[len(prose) // 50]
    margin = [word for word in words if word.text.rstrip(".").isdecimal() and word.x1 < left]
    return sorted(margin, key=lambda word: -word.y)
