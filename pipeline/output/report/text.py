"""The article's text as HTML, its facts marked; facts that overlap lie in lanes below each other."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from pipeline.marks import Segment, cut_segments
from pipeline.output.families import FAMILY_OF
from pipeline.output.visible import make_visible
from pipeline.schema import Offsets, Record

LANES = 4
"""Underlines below each other; a fifth fact on the same words shares the last."""


def mark_text(record: Record, *, link: bool = True) -> Markup:
    """The text, escaped, each fact in `<span class="mark" data-fact="n">`; unexplained numbers are faint.

    Args: link: the beginning of each fact is a link from #w<n>, its words, to #f<n>, its row; else no ids.
    """
    facts = [(fact.start, fact.end) for fact in record.facts]
    faint = [(each.start, each.end) for each in record.unexplained]
    lanes = assign_lanes(facts)
    drawn = []
    for piece in cut_segments(record.article.text, facts + faint):
        html = str(escape(make_visible(piece.text)))
        if any(number >= len(facts) for number in piece.spans):
            html = f'<span class="unexplained" title="not understood">{html}</span>'
        covering = [number for number in piece.spans if number < len(facts)]
        drawn.append(_wrap(html, covering, record, lanes, piece, link=link) if covering else html)
    # Only text that was escaped above, and numbers, stand between the tags.
    return Markup("".join(drawn))


def _wrap(
    html: str, covering: list[int], record: Record, lanes: Sequence[int], piece: Segment, *, link: bool
) -> str:
    """The escaped piece in the marks of its facts; where a fact begins, in a link to its row."""
    begins = False
    # The lowest lane innermost, so that its line is nearest to the words.
    for number in sorted(covering, key=lambda each: lanes[each]):
        fact = record.facts[number]
        first, last = fact.start == piece.start, fact.end == piece.end
        begins = begins or first
        classes = f"mark {FAMILY_OF[fact.type].key} lane{lanes[number]}{' last' if last else ''}"
        place = f' id="w{number}"' if link and first else ""
        html = f'<span class="{classes}" data-fact="{number}"{place}>{html}</span>'
    if not (link and begins):
        return html
    target = next(number for number in covering if record.facts[number].start == piece.start)
    return f'<a href="#f{target}">{html}</a>'


def assign_lanes(spans: Sequence[Offsets]) -> list[int]:
    """For each span the lowest lane that no earlier span still holds, below LANES."""
    lanes = [0] * len(spans)
    ends: list[int] = []
    for number in sorted(range(len(spans)), key=lambda each: (spans[each][0], -spans[each][1])):
        start, end = spans[number]
        free = next((lane for lane, taken in enumerate(ends) if taken <= start), len(ends))
        lane = min(free, LANES - 1)
        ends[lane : lane + 1] = [max(end, ends[lane]) if lane < len(ends) and free != lane else end]
        lanes[number] = lane
    return lanes
