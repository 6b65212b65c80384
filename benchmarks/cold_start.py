"""How long a user waits for the first fact: cold starts, set against spaCy's own.

    python benchmarks/cold_start.py [ARTICLE] [--runs 7]

Each command is a new process. The commands take turns, so that a busy machine slows all of them alike, and
the ratio of the medians is what to look at. `spacy.blank` loads the factories of every installed package,
those of mednews and scispaCy too; the second baseline keeps them out, as on a machine with spaCy alone.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

ARTICLE = Path(__file__).parents[1] / "corpus" / "orvacitinib-lgl-letter.txt"

BLANK = "import spacy; spacy.blank('en')"
BLANK_ALONE = (
    "import spacy; from spacy.util import registry; "
    "registry._entry_point_factories.entry_points = False; spacy.blank('en')"
)


def build_commands(article: Path) -> dict[str, list[str]]:
    """What is timed, by name; the first is the baseline of the ratios."""
    python = [sys.executable, "-c"]
    mednews = [sys.executable, "-m", "pipeline"]
    return {
        "spacy.blank('en')": [*python, BLANK],
        "spacy.blank('en') without plug-ins": [*python, BLANK_ALONE],
        "python -c pass": [*python, "pass"],
        "mednews --help": [*mednews, "--help"],
        "mednews extract": [*mednews, "extract", str(article)],
        "mednews extract --format jsonl": [*mednews, "extract", "--format", "jsonl", str(article)],
    }


def time_commands(commands: dict[str, list[str]], *, runs: int) -> dict[str, float]:
    """Median seconds of each command over `runs` rounds, after one round that warms the disk."""
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(runs + 1):
        for name, command in commands.items():
            begin = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            seconds[name].append(time.perf_counter() - begin)
    return {name: statistics.median(times[1:]) for name, times in seconds.items()}


def main() -> None:
    """Print the table in Markdown."""
    parser = argparse.ArgumentParser(description="Cold starts of mednews and spaCy, medians.")
    parser.add_argument("article", nargs="?", type=Path, default=ARTICLE)
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    medians = time_commands(build_commands(options.article), runs=options.runs)
    baseline = next(iter(medians.values()))
    print("| command | seconds | ratio |\n|---|--:|--:|")
    for name, median in medians.items():
        print(f"| `{name}` | {median:.2f} | {median / baseline:.2f} |")


if __name__ == "__main__":
    main()
