"""The gate: figures that must not fall below a floor, such as `all.value=0.90`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from pipeline.errors import MednewsError
from pipeline.evaluate.score import LEVELS, ROWS, STATISTICS, Level, Scores, Statistic

_NUMBER = re.compile(r"\d{1,20}(\.\d{0,20})?|\.\d{1,20}", re.ASCII)
_HINT = (
    "write ROW.LEVEL=FLOOR or ROW.LEVEL.STATISTIC=FLOOR, as in all.value=0.90 or DRUG.full.recall=0.8; "
    f"rows: {', '.join(ROWS)}; levels: {', '.join(LEVELS)}; statistics: {', '.join(STATISTICS)}"
)
# 0.9 as a floor must let 9 of 10 pass, however the division is rounded.
_SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Floor:
    """The least that a figure may be, 0 to 1."""

    row: str
    level: Level
    statistic: Statistic
    least: float

    def __str__(self) -> str:
        statistic = "" if self.statistic == "f1" else f".{self.statistic}"
        return f"{self.row}.{self.level}{statistic}"


@dataclass(frozen=True, slots=True)
class FloorResult:
    """A floor and what was measured; None where the figure is undefined."""

    floor: Floor
    measured: float | None

    @property
    def passed(self) -> bool:
        """An undefined figure does not pass: nothing was measured, so nothing is guarded."""
        return self.measured is not None and self.measured >= self.floor.least - _SLACK


def parse_floor(text: str) -> Floor:
    """The floor that "all.value=0.90" states; the statistic is F1 unless named.

    Raises: MednewsError on a malformed key, an unknown row, level or statistic, or a floor outside 0 to 1.
    """
    key, _, number = (part.strip() for part in text.partition("="))
    parts = key.split(".")
    if len(parts) == 2:
        parts.append("f1")
    if len(parts) != 3 or not _NUMBER.fullmatch(number):
        raise MednewsError(f'"{text}" is no floor', hint=_HINT)
    nouns: dict[str, Sequence[str]] = {"row": ROWS, "level": LEVELS, "statistic": STATISTICS}
    for part, (noun, known) in zip(parts, nouns.items(), strict=True):
        if part not in known:
            raise MednewsError(f'no {noun} "{part}" in the floor "{text}"', hint=_HINT)
    if float(number) > 1:
        raise MednewsError(f'the floor "{text}" is not between 0 and 1', hint="90 percent is 0.90")
    return Floor(parts[0], cast(Level, parts[1]), cast(Statistic, parts[2]), float(number))


def check_floors(floors: Sequence[Floor], scores: Scores) -> list[FloorResult]:
    """Each floor with the figure it guards."""
    tallies = scores.tallies
    return [
        FloorResult(floor, tallies[floor.row].statistic(floor.statistic, floor.level)) for floor in floors
    ]
