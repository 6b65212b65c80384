"""Writes patterns.json: what pipeline/extract/beginnings.py reads from the patterns of the extractor.

    python models/build_patterns.py            # writes patterns.json beside this file
    python models/build_patterns.py --check    # only says whether it is up to date

The patterns are those that reading the corpus asks for, and these are all: a Scanner and a Sieve ask for
their rows together, at the first text. The table holds no words that the patterns do not; Apache-2.0.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

HERE = Path(__file__).parent


def render() -> bytes:
    """The table, made anew."""
    import pipeline
    from pipeline.extract import beginnings
    from pipeline.ingest import read_article

    known: dict[str, object] = {}
    beginnings.read_table = lambda: known  # type: ignore[assignment]
    articles = map(read_article, sorted((HERE.parent / "corpus").glob("*.txt")))
    for _ in pipeline.extract(articles):
        pass
    return (json.dumps(known, sort_keys=True, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def main() -> None:
    """Write the table, or compare it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="only say whether the table is up to date")
    options = parser.parse_args()
    path, table = HERE / "patterns.json", render()
    if options.check:
        current = path.is_file() and path.read_bytes() == table
        sys.exit(None if current else f"{path.name} is out of date: python models/build_patterns.py")
    path.write_bytes(table)


if __name__ == "__main__":
    main()
