"""The words around a quantity: its sentence, what stands before and after it, and how far a cue is from
it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from pipeline.extract.sought import Sought
from pipeline.extract.spans import Name, Quantity

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_CONTRAST = re.compile(r"\b(?:but|while|whereas|although|though|however)\b|;|\.\s")
_JOIN = re.compile(r"\band\b|\bor\b|[,–—]|\s--?\s")
_LINK_BEFORE = re.compile(
    r"(?:\b(?:of|in|was|were|is|are|be|being|at|by|to|for|from|reached|reaching|with|vs\.?|versus|"
    r"than|about|nearly|only|just|almost|some|approximately|roughly|around|over|averaged|stood|"
    r"lasted|lasting|up|against|per|the|a|an|after|until|between|among|every|through|hit|within|"
    r"beyond|totaled|occurred|least)|[:=(\[,/≥>~≈])\s*$"
)
_VERB = re.compile(
    r"\b(?:had|has|have|achieved|achieving|experienced|reached|attained|obtained|showed|shown|saw|"
    r"went|were|was|are|remained|maintained|"
    r"responded|met|reported|got|gained|lived|survived|died|developed|suffered|did|could|would|"
    r"who|with|exhibited|demonstrated|displayed|became|entered|having|also)\b"
)


_NEAR = 400


class Cue(NamedTuple):
    """A word or phrase that gives a quantity its role. Offsets are into the article's text."""

    start: int
    end: int
    role: str
    key: str
    """What the cue says: "PFS", "CR", "HR" ..."""


class Sentence:
    """One sentence, its quantities and names. Offsets are into the article's text."""

    def __init__(
        self, text: str, start: int, end: int, quantities: list[Quantity], names: list[Name]
    ) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.quantities = quantities
        self.names = names
        self._shown: dict[re.Pattern[str] | Sought, bool] = {}

    @cached_property
    def lower(self) -> str:
        """The sentence in lower case, of the same length (a few letters have a longer lower case: they
        stay).
        """
        return fold(self.text[self.start : self.end])

    def shows(self, pattern: re.Pattern[str] | Sought) -> bool:
        """Whether the pattern is found in the sentence, in lower case; searched once, not for each number."""
        if pattern not in self._shown:
            self._shown[pattern] = pattern.search(self.lower) is not None
        return self._shown[pattern]

    def between(self, start: int, end: int) -> str:
        """The lower-case text of [start, end), offsets into the article."""
        return self.lower[max(0, start - self.start) : max(0, end - self.start)]


def fold(text: str) -> str:
    """`text` in lower case with every offset kept."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


class Window:
    """A quantity in its sentence."""

    def __init__(self, sentence: Sentence, quantity: Quantity) -> None:
        self.sentence = sentence
        self.quantity = quantity

    def before(self, width: int = 80) -> str:
        """Up to `width` lower-case characters before the quantity, within the sentence."""
        q = self.quantity
        return self.sentence.between(max(self.sentence.start, q.start - width), q.start)

    def after(self, width: int = 80) -> str:
        """Up to `width` lower-case characters after the quantity, within the sentence."""
        q = self.quantity
        return self.sentence.between(q.end, min(self.sentence.end, q.end + width))

    def others(self, *kinds: str) -> list[Quantity]:
        """The other quantities of these kinds in the sentence, as far as `_NEAR` characters away."""
        here = self.quantity
        quantities = self.sentence.quantities
        first = bisect_left(quantities, here.start - _NEAR, key=attrgetter("start"))
        last = bisect_left(quantities, here.end + _NEAR, key=attrgetter("start"))
        return [q for q in quantities[first:last] if q.kind in kinds and q is not here]


def distance(sentence: Sentence, cue: Cue, quantity: Quantity, reach: int) -> int | None:
    """How far a cue is from a quantity, in words with surcharges for clause borders.

    None where they overlap or are further apart than `reach`. A bracket between them costs nothing. A cue
    before the number is near when the word next to the number links them ("rate of", "was"), a cue after it
    when a verb does ("had a response") or when they touch.
    """
    if cue.start < quantity.end and quantity.start < cue.end:
        return None
    cue_first = cue.end <= quantity.start
    start, end = (cue.end, quantity.start) if cue_first else (quantity.end, cue.start)
    cost = 3 * _count_rivals(sentence, start, end, quantity.kind)
    if cost > reach:
        return None
    between = _BRACKETS.sub(" ", sentence.between(start, end))
    words = len(between.split())
    cost += words
    if cost > reach:
        return None
    cost += 4 * len(_JOIN.findall(between)) + 10 * len(_CONTRAST.findall(between))
    if words > (0 if cue_first else 1) and not (_LINK_BEFORE if cue_first else _VERB).search(between):
        cost += 5
    return cost if cost <= reach else None


def _count_rivals(sentence: Sentence, start: int, end: int, kind: str) -> int:
    """The quantities of a kind that begin in [start, end)."""
    quantities = sentence.quantities
    first = bisect_left(quantities, start, key=attrgetter("start"))
    last = bisect_left(quantities, end, key=attrgetter("start"))
    return sum(q.kind == kind for q in quantities[first:last])
