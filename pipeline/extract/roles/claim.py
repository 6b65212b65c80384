"""What a role says of a quantity, and the two ways a role file says it: direct, or by cues."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from pipeline.extract.roles.cue_table import CueTable
from pipeline.extract.spans import Quantity
from pipeline.extract.window import Cue, Sentence, Window, distance

Fields = dict[str, Any]

CERTAIN, STRONG, MEDIUM, WEAK = 0, 2, 6, 14
"""Costs of direct claims, on the scale of a cue's distance in words."""


class Claim(NamedTuple):
    """A role's bid for a quantity; the lowest cost wins."""

    role: str
    """A fact type, or in lower case a known non-fact: age, date, price ..."""
    cost: float
    fields: Fields
    because: str
    start: int | None = None
    """Where the fact's span begins, if not where the quantity does."""
    end: int | None = None
    cue: Cue | None = None
    uses: tuple[Quantity, ...] = ()
    """Other quantities that belong to this fact: its interval, its time point."""


DirectRole = Callable[[Window], Claim | None]
Read = Callable[[Window, Cue], Claim | Fields | None]


def read_cues(table: str, **parts: str) -> CueTable:
    """A table of cues, written as lines.

    One row a line, `KEY | pattern`; a line indented further goes on with the row before. In a pattern a
    plain "("
    groups without capturing, and `<name>` stands for the part of that name. Patterns are matched on lower-
    case text.
    """
    rows: list[list[str]] = []
    margin = len(table.lstrip("\n")) - len(table.lstrip("\n").lstrip())
    for line in table.splitlines():
        if not line.strip():
            continue
        if line.startswith(" " * (margin + 1)):
            rows[-1][1] += line.strip()
        else:
            rows.append(line.strip().split(" | ", 1))
    return CueTable((_expand(pattern, parts), key) for key, pattern in rows)


def _expand(pattern: str, parts: dict[str, str]) -> str:
    pattern = re.sub(r"(?<!\\)\((?!\?)", "(?:", pattern)
    return re.sub(r"<(\w+)>", lambda match: parts[match.group(1)], pattern)


@dataclass(frozen=True)
class CueRole:
    """A role whose quantities are told by a cue word near them.

    cues: see `read_cues`.
    kinds: the kinds of quantity that it reads. reach: the greatest distance at which a cue still counts.
    read: the fields, given the window and the cue; None if after all it is none.
    """

    name: str
    kinds: frozenset[str]
    cues: CueTable
    read: Read
    reach: int = 28
    weight: float = 1.0
    """How much a word of distance costs: little for a number whose very form fits, as the decimal of a
    ratio.
    """
    keep: Callable[[Sentence, Cue], bool] | None = None
    """Whether a cue counts where it stands; all do if None."""
    fact: str = ""
    """The fact type, where two roles share one."""

    def keeps(self, sentence: Sentence, cue: Cue) -> bool:
        """Whether a cue counts where it stands."""
        return self.keep is None or self.keep(sentence, cue)


_REACH = 400
"""Characters beyond which no cue is looked at: without it one endless sentence takes cubic time."""


def claims_by_cue(role: CueRole, sentence: Sentence, cues: Iterable[Cue], window: Window) -> Iterator[Claim]:
    """The bids of a cue role for one quantity: one for each of its cues within reach."""
    q = window.quantity
    near = (c for c in cues if c.role == role.name and c.start - q.end < _REACH and q.start - c.end < _REACH)
    for cue in near:
        cost = distance(sentence, cue, window.quantity, role.reach)
        if cost is None:
            continue
        bid = role.read(window, cue)
        if isinstance(bid, Claim):
            yield bid._replace(cost=bid.cost + role.weight * cost, cue=cue)
        elif bid is not None:
            words = sentence.text[cue.start : cue.end]
            yield Claim(role.fact or role.name, role.weight * cost, bid, f'"{words}" {cost} away', cue=cue)


def is_threshold(cues: Iterable[Cue], quantity: Quantity) -> bool:
    """Whether the quantity is part of a cue: the 75 of "at least a 75 percent improvement"."""
    return any(cue.start <= quantity.start and quantity.end <= cue.end for cue in cues)
