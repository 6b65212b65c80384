"""What the checks read: an article's sentences with their quantities and facts, sorted once for all."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter, itemgetter
from typing import Any, Literal, NamedTuple

from pipeline.extract.spans import Name, Quantity, Span
from pipeline.extract.window import fold

Fact = dict[str, Any]
Severity = Literal["error", "warning", "note"]


class Finding(NamedTuple):
    """Arithmetic that does not come out: what was compared, and where it stands."""

    kind: str
    severity: Severity
    message: str
    numbers: dict[str, float]
    """The numbers used, by what they are: {"n": 41, "total": 67, "stated": 90, "computed": 61.2}."""
    spans: tuple[Span, ...]
    """The words that hold them, in text order, half-open code points."""

    def to_dict(self) -> dict[str, Any]:
        """As plain data, with the stretch from the first of the words to the last."""
        end = max(end for _, end in self.spans)
        return self._asdict() | {"start": self.spans[0][0], "end": end}


class Lack(NamedTuple):
    """Something that the article does not say, and the facts that stand without it."""

    kind: str
    message: str
    spans: tuple[Span, ...] = ()


Check = Callable[["Reading"], Iterator[Finding]]


@dataclass(frozen=True)
class Passage:
    """One sentence. `lower` has the length of the sentence; its offset 0 is `start` in the article."""

    start: int
    end: int
    text: str
    quantities: Sequence[Quantity]
    facts: Sequence[Fact]

    @cached_property
    def lower(self) -> str:
        """The sentence in lower case, every offset kept."""
        return fold(self.text)

    def between(self, start: int, end: int) -> str:
        """The lower-case text of [start, end), offsets into the article, cut to the sentence."""
        return self.lower[max(0, start - self.start) : max(0, end - self.start)]

    def of_type(self, *types: str) -> list[Fact]:
        """Its facts of these types, in text order."""
        return [fact for fact in self.facts if fact["type"] in types]

    def quantities_in(self, start: int, end: int) -> Sequence[Quantity]:
        """Its quantities that begin in [start, end), offsets into the article."""
        first, last = (bisect_left(self.quantities, at, key=attrgetter("start")) for at in (start, end))
        return self.quantities[first:last]


@dataclass(frozen=True)
class Reading:
    """One article as the checks see it: everything in text order."""

    text: str
    passages: Sequence[Passage]
    facts: Sequence[Fact]
    names: Sequence[Name]
    arms: Sequence[Fact] = ()
    """In the form of `schema.Arm`."""

    def of_type(self, *types: str) -> list[Fact]:
        """The facts of these types, in text order."""
        return [fact for fact in self.facts if fact["type"] in types]


def build_reading(
    text: str,
    sentences: Sequence[Span],
    quantities: Sequence[Quantity],
    facts: Sequence[Fact],
    names: Sequence[Name] = (),
    arms: Sequence[Fact] = (),
) -> Reading:
    """Sort quantities and facts, both in text order, into the sentences that they begin in."""
    passages = []
    for start, end in sentences:
        here = quantities[
            slice(*(bisect_left(quantities, at, key=attrgetter("start")) for at in (start, end)))
        ]
        told = facts[slice(*(bisect_left(facts, at, key=itemgetter("start")) for at in (start, end)))]
        if here:
            passages.append(Passage(start, end, text[start:end], here, told))
    return Reading(text, passages, facts, names, arms)


def span_of(item: Fact | Quantity) -> Span:
    """Where a fact or a quantity stands."""
    return (item.start, item.end) if isinstance(item, Quantity) else (item["start"], item["end"])


def single(value: Any) -> float | None:
    """A number that stands alone; None for a range, or if nothing is stated."""
    return value if isinstance(value, int | float) else None


def show(number: float) -> str:
    """A number as a reader writes it: 61.2, 1.07, 40."""
    return f"{round(number, 2):g}" if abs(number) < 10_000 else f"{number:,.0f}"


_DAYS = {"h": 1 / 24, "d": 1.0, "wk": 7.0, "mo": 30.44, "a": 365.25}


def in_days(value: float, unit: str | None) -> float | None:
    """A length of time in days; None for a unit of something else."""
    return value * _DAYS[unit] if unit in _DAYS else None
