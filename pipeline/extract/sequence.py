"""The order of a treatment: its parts (induction, maintenance) and steps ("followed by", "then").

`rank` is an order only: the record numbers what it finds from 1, as FHIR's Dosage.sequence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from pipeline.extract.sought import Sought
from pipeline.extract.spans import Name

FIRST = 10
"""The rank of a treatment of which nothing is said."""
_PARTS = {
    "lead-in": 0,
    "run-in": 0,
    "loading": 2,
    "neoadjuvant": 5,
    "induction": FIRST,
    "intensification": 18,
    "consolidation": 20,
    "adjuvant": 25,
    "maintenance": 30,
}
_WORDS = Sought(
    r"\b(?:(?P<part>lead-in|run-in|loading|(?:neo-?)?adjuvant|induction|intensification|consolidation|"
    r"maintenance)\b(?! of (?:remission|response|weight|blood))|"
    r"(?P<step>(?:(?:and|were|was) )?(?:then|subsequently|thereafter)\b|followed by|after which|"
    r"and later|before switching to))"
)
"""What tells parts and steps."""
_NOT_GIVEN = re.compile(
    r"\b(?:unfit|unsuitable|ineligible|eligible|not candidates?|too (?:frail|ill|old|sick)|"
    r"cannot (?:have|tolerate)|suited|failed|fit)\s(?:for|to have)\s(?:[\w-]+\s){0,4}$"
)
"""Before a part of treatment that the patients do not get: "unfit for intensive induction"."""
_NO_ORDER = re.compile(
    r"\bcross(?:ed|ing|es)?[ -]?over|\b(?:rescue|salvage|subsequent therap|next-line|dose (?:is|was|be) "
    r"(?:reduced|lowered)|dose reductions?|resume)"
)
"""Of a sentence about what patients got who had left their arm, or could not bear the dose."""
_WITH = re.compile(
    r"\s+(?:(?:therapy|treatment|chemotherapy|phase|regimen)\s+)?(?:with|of|using|consist\w+ of)\b"
)
_BORDER = re.compile(r"[,;]\s|\s(?:and|or|plus|before|after)\s")


class Step(NamedTuple):
    """A stretch of a sentence that tells of one part of a treatment; offsets into the article."""

    start: int
    end: int
    rank: int
    part: Name | None


def find_steps(lower: str, start: int, end: int) -> list[Step]:
    """The steps of the sentence [start, end) in text order; none if it tells of no order."""
    words = [word for word in _WORDS.finditer(lower, start, end) if not _is_denied(lower, start, word)]
    if not words or _NO_ORDER.search(lower, start, end):
        return []
    borders = [start, *_find_borders(lower, words), end]
    parts = [_part(word) for word in words if word["part"]]
    steps: list[Step] = []
    for first, last in pairwise(borders):
        i = bisect_left(parts, first, key=attrgetter("start"))
        part = parts[i] if i < len(parts) and parts[i].start < last else None
        rank = _PARTS[part.name] if part else steps[-1].rank + 1 if steps else FIRST
        steps.append(Step(first, last, rank, part))
    return steps


def _is_denied(lower: str, start: int, word: re.Match[str]) -> bool:
    return _NOT_GIVEN.search(lower, max(start, word.start() - 60), word.start()) is not None


def _part(word: re.Match[str]) -> Name:
    return Name(*word.span(), "PART", word[0].replace("neo-", "neo"))


def _find_borders(lower: str, words: list[re.Match[str]]) -> list[int]:
    """Where a new step begins: at "then", and between two parts that no "then" divides."""
    borders: list[int] = []
    last: re.Match[str] | None = None
    for word in words:
        if word["step"]:
            borders.append(word.start())
            last = None
        elif last is not None and last[0] != word[0]:
            borders.append(_between(lower, last, word))
        last = word if word["part"] else last
    return borders


def _between(lower: str, first: re.Match[str], second: re.Match[str]) -> int:
    """ "induction with A and B | and maintenance with C", "A as induction | and C as maintenance"."""
    found = [m.start() for m in _BORDER.finditer(lower, first.end(), second.start())]
    if not found:
        return second.start()
    return found[-1 if _WITH.match(lower, first.end()) else 0]


_EVENTS = {
    "progress": "progression",
    "grew": "progression",
    "worsen": "progression",
    "relapse": "relapse",
    "recur": "recurrence",
    "toxic": "toxicity",
    "side effect": "toxicity",
    "intolera": "intolerance",
    "death": "death",
    "died": "death",
    "withdr": "withdrawal",
    "transplant": "transplant",
    "remission": "remission",
}
_UNTIL = Sought(
    r"\b(?:(?:un)?til|(?:for )?as long as|up to)\s(?P<event>(?:[\w'’-]+,?\s+){0,7}?(?:progress\w*|grew|"
    r"worsen\w*|relapsed?|recur\w+|toxicit\w+|side effects|intolera\w+|deaths?|died|withdr[ae]w\w*|"
    r"transplant\w*|remission)(?:(?:,| or|, or)\s(?:[\w-]+\s){0,3}?(?:progression|relapse|recurrence|"
    r"toxicit\w+|side effects|intoleran\w+|death|withdrawal|transplant\w*)){0,3})|\bindefinitely\b"
)


def find_until(lower: str, start: int, end: int) -> list[Name]:
    """What ends the treatment, in the sentence [start, end): "until progression or unacceptable toxicity".

    `name` lists the events in text order, joined by " or "; "indefinite" if it goes on for ever.
    """
    return [
        Name(*match.span(), "UNTIL", _name_events(match["event"]))
        for match in _UNTIL.finditer(lower, start, end)
    ]


def _name_events(words: str | None) -> str:
    if words is None:
        return "indefinite"
    found = sorted((words.find(stem), name) for stem, name in _EVENTS.items() if stem in words)
    return " or ".join(dict.fromkeys(name for _, name in found))
