"""Reads damaged files of every kind and names those that are not answered as they should be.

    python benchmarks/fuzz.py [--from 0] [--count 10000] [--zstandard]

A number that goes wrong belongs into FOUND of tests/batch/test_fuzz.py.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "batch"))

from mutations import mutate, read_mutation, read_seeds, read_zstandard_seeds


def main() -> None:
    """Print what went wrong, and how long the slowest took. Exit code 1 if anything did."""
    parser = argparse.ArgumentParser(description="Damaged files of every kind through the readers.")
    parser.add_argument("--from", dest="first", type=int, default=0)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--zstandard", action="store_true", help="only files compressed with zstandard")
    options = parser.parse_args()
    seeds = read_zstandard_seeds() if options.zstandard else read_seeds()
    wrong, read, slowest = 0, 0, (0.0, 0)
    with tempfile.TemporaryDirectory() as folder:
        for number in range(options.first, options.first + options.count):
            begin = time.perf_counter()
            try:
                read += read_mutation(seeds, number, Path(folder)) > 0
            except BaseException as error:
                if isinstance(error, KeyboardInterrupt):
                    raise
                wrong += 1
                print(
                    f"{number} ({mutate(seeds, number)[0]}): {type(error).__name__}: {error}"[:300],
                    flush=True,
                )
            slowest = max(slowest, (time.perf_counter() - begin, number))
    print(f"{options.count} files, {read} gave articles, {wrong} went wrong", end="; ")
    print(f"slowest {slowest[0]:.1f} s ({slowest[1]})")
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
