"""Numbers of result sentences beside the hand-made ones of RCT-ART: trial abstracts, cut into words.

    python benchmarks/quality/rct_art.py [--part test] [--misses]

`covered`: a MEAS span with a digit is overlapped by a quantity. `explained`: and one of these got a role, or
is the rate of a harm. The corpus has a space before each comma and bracket; it is read as it stands. Look at
misses of `train` and `dev` alone.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from exchange import read_lines
from roles import UNEXPLAINED, find_roles

from pipeline import load

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "results" / "rct_art"


def judge_spans(part: str) -> Iterator[tuple[str, str]]:
    """(missed, unexplained or explained; the span in its sentence) for each MEAS span with a digit."""
    lines = read_lines(FOLDER / f"{part}.jsonl")
    docs = load().pipe(line["text"] for line in lines)
    for line, doc in zip(lines, docs, strict=True):
        text, found = line["text"], list(find_roles(doc))
        for start, end, label in line["entities"]:
            if label != "MEAS" or not re.search(r"\d", text[start:end]):
                continue
            roles = [role for q, role in found if q.start < end and start < q.end]
            kind = "missed" if not roles else "unexplained" if set(roles) == {UNEXPLAINED} else "explained"
            yield kind, f"{text[max(0, start - 90) : start]}[{text[start:end]}]{text[end : end + 60]}"


def main() -> int:
    """Print the figures of a part."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    options.add_argument("--part", choices=["test", "train", "dev"], default="test")
    options.add_argument("--misses", action="store_true", help="list them; not of test")
    chosen = options.parse_args()
    if not FOLDER.is_dir():
        print(f"skipped: RCT-ART is not at {FOLDER}", file=sys.stderr)
        return 0
    judged = list(judge_spans(chosen.part))
    counts = Counter(kind for kind, _ in judged)
    print(f"spans      {len(judged):6}")
    print(f"covered    {1 - counts['missed'] / len(judged):6.3f}")
    print(f"explained  {counts['explained'] / len(judged):6.3f}")
    if chosen.misses and chosen.part != "test":
        print(*(f"{kind}\t{text}" for kind, text in judged if kind != "explained"), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
