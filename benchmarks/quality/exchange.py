"""Articles in, facts out. Standard library alone, for it runs in the peers' environments too."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any


def read_articles(paths: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """(id, text) of each; the text as it is scored: line ends as they stand, a byte order mark dropped."""
    for path in paths:
        yield path.stem, path.read_bytes().decode("utf-8-sig")


def write_lines(path: Path, lines: Iterable[dict[str, Any]]) -> None:
    """JSON Lines."""
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a file of JSON Lines."""
    # Not splitlines(): a JSON string may hold U+2028.
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
