"""What the last good run reached, pinned in gold/baseline.json, and whether this run still reaches it.

files    article to its split and the SHA-256 of its text and its gold: figures of other inputs mean nothing
pins     split ("all" for all articles) to row to gold, found and the hits of each level
facts    article to what became of its facts, so that a fall can name the facts that were lost
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from pipeline.errors import MednewsError
from pipeline.evaluate.breakdown import UNNAMED, split_scores
from pipeline.evaluate.gold import GoldEntry
from pipeline.evaluate.lines import read_exact, show_path
from pipeline.evaluate.outcomes import Change, find_changes, list_outcomes
from pipeline.evaluate.score import GROUPS, LEVELS, Level, Scores, Tally

BASELINE_FILE = "baseline.json"
PINNED_LEVELS: tuple[Level, ...] = ("value", "full")
"""The levels whose F1 must not fall."""
RENEW = "mednews evaluate --baseline --update"

_VERSION = 1
_WHOLE = "all"
_SLACK = 1e-9  # the same counts must pass, however a division is rounded


class FloorLowered(MednewsError):
    """An update of the baseline would lower a floor, and that was not allowed."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """A run, in as few words as let another run be held against it."""

    files: dict[str, dict[str, str | None]]
    pins: dict[str, dict[str, Tally]]
    facts: dict[str, dict[str, list[str]]]


@dataclass(frozen=True, slots=True)
class PinResult:
    """One pinned F1 and what was measured; None where undefined."""

    split: str
    row: str
    level: Level
    pinned: float | None
    measured: float | None

    def __str__(self) -> str:
        return f"{self.split} {self.row}.{self.level}"

    @property
    def passed(self) -> bool:
        if self.pinned is None:
            return True
        return self.measured is not None and self.measured >= self.pinned - _SLACK


@dataclass(frozen=True, slots=True)
class BaselineCheck:
    """A run against the baseline."""

    results: Sequence[PinResult]
    changes: Sequence[Change]
    """What came out otherwise in the articles that are still the same."""
    stale: Sequence[str]
    """Why the baseline is not of these inputs: "a-letter: gold changed"; empty if it is."""
    splits: Mapping[str, str | None]
    """Article id to its split."""

    @property
    def fallen(self) -> list[PinResult]:
        return [result for result in self.results if not result.passed]

    @property
    def passed(self) -> bool:
        """A baseline of other inputs guards nothing, so it does not pass."""
        return not self.fallen and not self.stale

    def blame(self, results: Sequence[PinResult]) -> list[Change]:
        """The changes that can have lowered these figures: facts lost or made up."""
        lowered = {
            (result.split, type_)
            for result in results
            for type_ in GROUPS.get(result.row, frozenset({result.row}))
        }
        return [
            change
            for change in self.changes
            if change.kind in ("lost", "made up")
            and ({(_WHOLE, change.type), (self.splits.get(change.article), change.type)} & lowered)
        ]


def build_baseline(scores: Scores, entries: Sequence[GoldEntry]) -> Baseline:
    """This run as a baseline. Raises: GoldError if a file cannot be read."""
    files: dict[str, dict[str, str | None]] = {
        entry.id: {"split": entry.split, "corpus": _hash(entry.article_file), "gold": _hash(entry.gold_file)}
        for entry in entries
    }
    splits = {entry.id: entry.split for entry in entries}
    parts = {_WHOLE: scores} | split_scores(scores, "split", splits, {})
    parts.pop(UNNAMED, None)
    pins = {
        name: {row: tally for row, tally in part.tallies.items() if tally.gold or tally.found}
        for name, part in parts.items()
    }
    return Baseline(files, pins, list_outcomes(scores))


def check_baseline(baseline: Baseline, now: Baseline, *, split: str | None = None) -> BaselineCheck:
    """Every pinned figure against this run's, of one split or of all, and what came out otherwise."""
    expected = {id_: of for id_, of in baseline.files.items() if split in (None, of["split"])}
    stale = _compare_files(expected, now.files)
    same = {id_ for id_ in expected if expected[id_] == now.files.get(id_)}
    results = [
        PinResult(name, row, level, tally.f1(level), _f1(now.pins.get(name, {}).get(row), level))
        for name, rows in baseline.pins.items()
        if split in (None, name)
        for row, tally in rows.items()
        for level in PINNED_LEVELS
    ]
    before = {id_: facts for id_, facts in baseline.facts.items() if id_ in same}
    splits = {id_: of["split"] for id_, of in now.files.items()}
    return BaselineCheck(results, find_changes(before, now.facts), stale, splits)


def update_baseline(file: Path, now: Baseline, *, allow_regression: bool = False) -> BaselineCheck | None:
    """Pin this run. A floor is lowered only where that is allowed: else nothing is written.

    Returns: the old baseline's check, None if there was none.
    Raises: FloorLowered; MednewsError if the file cannot be read or written.
    """
    check = check_baseline(read_baseline(file), now) if file.is_file() else None
    if check and check.fallen and not allow_regression:
        names = ", ".join(str(result) for result in check.fallen[:8])
        more = f" and {len(check.fallen) - 8} more" if len(check.fallen) > 8 else ""
        what = f"the update would lower {names}{more}"
        raise FloorLowered(what, where=show_path(file), hint="if that is meant, add --allow-regression")
    try:
        file.write_text(render_baseline(now), encoding="utf-8")
    except OSError as error:
        raise MednewsError(f"cannot be written: {error.strerror}", where=show_path(file)) from error
    return check


def read_baseline(file: Path) -> Baseline:
    """The baseline of a file. Raises: MednewsError if there is none or it does not fit."""
    if not file.is_file():
        raise MednewsError("there is no baseline", where=show_path(file), hint=f"make one: {RENEW}")
    try:
        fields = json.loads(read_exact(file))
        if fields["version"] != _VERSION:
            raise ValueError(f"version {fields['version']}, not {_VERSION}")
        pins = {
            name: {row: _parse_tally(counts) for row, counts in rows.items()}
            for name, rows in fields["pins"].items()
        }
        facts = {
            id_: {outcome: _parse_facts(said) for outcome, said in of.items()}
            for id_, of in fields["facts"].items()
        }
        files = {
            id_: {key: of[key] for key in ("split", "corpus", "gold")} for id_, of in fields["files"].items()
        }
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise MednewsError(
            f"no baseline: {error!r}", where=show_path(file), hint=f"renew it: {RENEW}"
        ) from error
    return Baseline(files, pins, facts)


def render_baseline(baseline: Baseline) -> str:
    """The file's text: one line an article or a row, so that a diff reads alone."""
    pins = {
        name: {row: {"gold": t.gold, "found": t.found, **t.hits} for row, t in rows.items()}
        for name, rows in baseline.pins.items()
    }
    facts = {
        id_: {outcome: " ".join(keys) for outcome, keys in of.items()} for id_, of in baseline.facts.items()
    }
    parts = [f'"files": {_one_a_line(baseline.files, 1)}']
    parts.append(
        '"pins": {\n  ' + ",\n  ".join(f'"{n}": {_one_a_line(r, 2)}' for n, r in pins.items()) + "\n }"
    )
    parts.append(
        '"facts": {\n  ' + ",\n  ".join(f'"{n}": {_one_a_line(o, 2)}' for n, o in facts.items()) + "\n }"
    )
    return f'{{\n "version": {_VERSION},\n ' + ",\n ".join(parts) + "\n}\n"


def _one_a_line(entries: Mapping[str, Any], depth: int) -> str:
    """A JSON object with each entry on its own line, indented by `depth`."""
    lines = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in entries.items()]
    inner, outer = "\n" + " " * (depth + 1), "\n" + " " * depth
    return "{" + inner + f",{inner}".join(lines) + outer + "}" if lines else "{}"


def _compare_files(
    expected: Mapping[str, Mapping[str, str | None]], now: Mapping[str, Mapping[str, str | None]]
) -> list[str]:
    stale: list[str] = []
    for id_ in sorted(expected.keys() | now.keys()):
        if id_ not in now or id_ not in expected:
            stale.append(f"{id_}: {'not in the baseline' if id_ in now else 'no longer there'}")
            continue
        changed = [key for key in ("corpus", "gold", "split") if expected[id_][key] != now[id_][key]]
        if changed:
            stale.append(f"{id_}: {' and '.join(changed)} changed")
    return stale


def _hash(file: Path) -> str:
    # Of the text without BOM and with plain line ends: a checkout on another system has the same hash.
    return hashlib.sha256(read_exact(file).replace("\r\n", "\n").encode()).hexdigest()


def _f1(tally: Tally | None, level: Level) -> float | None:
    return tally.f1(level) if tally else None


def _parse_tally(counts: Mapping[str, int]) -> Tally:
    numbers = [counts[key] for key in ("gold", "found", *LEVELS)]
    if not all(type(number) is int and number >= 0 for number in numbers):
        raise ValueError(f"counts must be whole numbers: {counts}")
    return Tally(
        numbers[0], numbers[1], cast("dict[Level, int]", dict(zip(LEVELS, numbers[2:], strict=True)))
    )


def _parse_facts(said: str) -> list[str]:
    keys = said.split()
    for key in keys:
        start, end, type_ = key.split(":")
        if not (start.isdecimal() and end.isdecimal() and type_):
            raise ValueError(f'"{key}" is not start:end:TYPE')
    return keys
