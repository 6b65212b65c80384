"""Scopes: the parts of an article that tell of studies of different drugs, each with its own arms."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple, TypeVar

from pipeline.extract.arms import Arms
from pipeline.extract.spans import Name
from pipeline.extract.treatment import Drugs, Treatment, find_components, find_treatments


class Scope(NamedTuple):
    """A part of the article and the arms that it tells of."""

    start: int
    end: int
    arms: Arms


_RESULTS = re.compile(
    r"\d\s?(?:%|percent|per cent|months\b|years\b)|\b(?:HR|hazard ratio)\b|\bassigned\b|\brandomi[sz]ed\b"
)
_LONGEST_PHRASE = 2000
"""Characters of a phrase that names a treatment, at the most."""
_BLOCK = re.compile(r"[^\n]+(?:\n(?!\n)[^\n]+)*")


def find_scopes(text: str, names: Sequence[Name]) -> list[Scope]:
    """The article as a row of scopes: one, unless parts of it tell of studies of other drugs.

    A heading or paragraph that names another drug of weight, and not those of the article's main comparison,
    opens a scope of its own; it lasts until those are named again, or a heading names no drug.
    """
    title_end = max(text.find("\n"), 0)
    lead = Arms(find_treatments(text, names), names, title_end).lead
    treatments = find_treatments(text, names, lead)
    whole = Arms(treatments, names, title_end, text=text)
    cuts = _find_cuts(text, treatments, names, whole)
    return list(_build_scopes(text, cuts, treatments, names, whole))


def _find_cuts(
    text: str, treatments: Sequence[Treatment], names: Sequence[Name], whole: Arms
) -> list[tuple[int, bool]]:
    """Where scopes begin, and whether each is of another study than the article's own."""
    own = whole.main | whole.control | ({whole.lead} if whole.lead else frozenset())
    weights = Counter(n.name for n in names if n.kind == "DRUG")
    cuts: list[tuple[int, bool]] = [(0, False)]
    seen: set[str] = set()
    by_heading = False
    for match in _BLOCK.finditer(text):
        block = _read_block(match, treatments, names, weights)
        other = _is_other(block, own, weights)
        if other is None and not block.drugs and not by_heading:
            other = False  # a study told in passing ends with its paragraph
        if other is None:
            continue
        if other != cuts[-1][1] or (other and (_is_heading(block.text) or not block.drugs & seen)):
            cuts.append((match.start(), other))
            seen = set()
            by_heading = _is_heading(block.text)
        seen |= block.drugs
    return cuts


class _Block(NamedTuple):
    """A heading or paragraph, its names, its drugs, and whether one stands near its beginning."""

    text: str
    names: list[Name]
    drugs: Drugs
    early: bool
    goes_on: bool
    """Whether a harm, a placebo or a pointer ("the drug") comes before any drug: the study before goes on."""


def _read_block(
    match: re.Match[str], treatments: Sequence[Treatment], names: Sequence[Name], weights: Counter[str]
) -> _Block:
    first, last = (bisect_left(names, at, key=attrgetter("start")) for at in match.span())
    there = list(names[first:last])
    drugs = [n for n in there if n.kind == "DRUG"]
    parts = [
        part for n in drugs if not _is_prior(treatments, n) for part in find_components(n.name, set(weights))
    ]
    early = any(n.start - match.start() < 200 for n in drugs)
    first_drug = min((n.start for n in drugs), default=match.end())
    goes_on = any(n.kind == "HARM" and n.start < first_drug for n in there) or any(
        t.placebo or t.pointer for t in treatments if match.start() <= t.start < first_drug
    )
    return _Block(match.group(), there, frozenset(parts), early, goes_on)


def _is_other(block: _Block, own: Drugs, weights: Counter[str]) -> bool | None:
    """Whether a block tells of another study; None if it does not tell."""
    if block.drugs & own or (not block.drugs and _is_heading(block.text)):
        return False
    if not block.drugs:
        return None
    if block.goes_on:
        return None
    weight = max(weights[drug] for drug in block.drugs)
    told = weight >= 2 and (_tells_of_study(block.names, block.text) or len(block.drugs) > 1)
    if told or weight >= 3 or (block.early and len(_RESULTS.findall(block.text)) >= 2):
        return True
    return None


def _is_prior(treatments: Sequence[Treatment], name: Name) -> bool:
    near = _starting(treatments, name.start - _LONGEST_PHRASE, name.start + 1)
    return any(t.prior and name.start < t.end for t in near)


_Started = TypeVar("_Started", Name, Treatment)


def _starting(items: Sequence[_Started], start: int, end: int) -> Sequence[_Started]:
    """Those that begin in [start, end), of items in text order."""
    by_start = attrgetter("start")
    return items[bisect_left(items, start, key=by_start) : bisect_left(items, end, key=by_start)]


def _tells_of_study(names: Sequence[Name], block: str) -> bool:
    return any(n.kind in ("TRIAL", "PHASE") for n in names) or _is_heading(block)


def _is_heading(block: str) -> bool:
    return len(block) < 90 and not block.rstrip().endswith((".", "?", "!", ",", ";", "”", '"'))


def _build_scopes(
    text: str,
    cuts: Sequence[tuple[int, bool]],
    treatments: Sequence[Treatment],
    names: Sequence[Name],
    whole: Arms,
) -> Iterator[Scope]:
    ends = [start for start, _ in cuts[1:]] + [len(text)]
    for (start, other), end in zip(cuts, ends, strict=True):
        if not other:
            yield Scope(start, end, whole)
            continue
        inside, there = list(_starting(treatments, start, end)), list(_starting(names, start, end))
        title_end = text.find("\n", start)
        yield Scope(
            start, end, Arms(inside, there, title_end if 0 < title_end - start < 90 else start, whole, text)
        )
