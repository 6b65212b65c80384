"""How many quantities of real research news get no role.

    python benchmarks/quality/coverage.py [--unexplained N] [--every N]

Reads the articles and paragraphs of the US National Cancer Institute under ../shared/news/nci.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from exchange import read_lines
from roles import NAME, UNEXPLAINED, find_roles

from pipeline import load

if TYPE_CHECKING:
    from pipeline.extract.spans import Quantity

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "news" / "nci"
PARAGRAPHS = FOLDER / "nci_evidence_paragraphs.jsonl.gz"
SEED = 5


def read_texts() -> Iterator[tuple[str, str]]:
    """(id, text) of each article and paragraph."""
    for line in read_lines(FOLDER / "articles.jsonl"):
        yield line["id"], line["text"]
    with gzip.open(PARAGRAPHS, "rt", encoding="utf-8") as lines:
        for line in map(json.loads, lines):
            yield line["id"], line["text"]


def find_all(every: int = 1) -> Iterator[tuple[str, str, Quantity, str]]:
    """(id, text, quantity, role) of each quantity that is not in a name; of each `every`th text."""
    nlp = load()
    for id_, text in list(read_texts())[::every]:
        for quantity, role in find_roles(nlp(text)):
            if role != NAME:
                yield id_, text, quantity, role


def main() -> int:
    """Print the share without a role, and how often each role was given."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    options.add_argument("--unexplained", type=int, default=0, help="show so many, at random")
    options.add_argument("--every", type=int, default=1, help="read each Nth text only")
    chosen = options.parse_args()
    if not FOLDER.is_dir():
        print(f"skipped: the articles are not at {FOLDER}", file=sys.stderr)
        return 0
    found = list(find_all(chosen.every))
    counts = Counter(role for *_, role in found)
    print(f"quantities   {len(found)}\nunexplained  {counts[UNEXPLAINED] / len(found):.3f}")
    print(*(f"{count:7} {role}" for role, count in counts.most_common()), sep="\n")
    missed = [each for each in found if each[-1] == UNEXPLAINED]
    for _, text, q, _ in random.Random(SEED).sample(missed, min(chosen.unexplained, len(missed))):
        print(
            f"{q.kind}\t{text[max(0, q.start - 90) : q.start]}"
            f"[{text[q.start : q.end]}]{text[q.end : q.end + 60]}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
