"""Build words.txt.gz: English words, so that a word not among them may be the name of a drug.

    apt-get install wamerican-large=2020.12.07-2 wbritish-large=2020.12.07-2
    cd /usr/share/dict
    python .../build_words.py american-english-large british-english-large [--check]

One word a line, sorted: lower case, ASCII letters only, six letters and more.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterable
from pathlib import Path

TABLE = Path(__file__).resolve().parent / "words.txt.gz"
SHORTEST = 6


def read_list(path: Path) -> Iterable[str]:
    """The words of a list of SCOWL, possessives without their "'s"."""
    for line in path.read_text(encoding="utf-8").splitlines():
        yield line.strip().lower().removesuffix("'s")


def build(paths: Iterable[Path]) -> bytes:
    """The table, compressed, the same to the byte on every run."""
    words = {word for path in paths for word in read_list(path)}
    kept = sorted(w for w in words if len(w) >= SHORTEST and w.isascii() and w.isalpha())
    return gzip.compress("\n".join(kept).encode("ascii"), compresslevel=9, mtime=0)


def main(arguments: list[str]) -> int:
    check = "--check" in arguments
    content = build([Path(name) for name in arguments if name != "--check"])
    if check:
        # Compressed bytes differ between versions of zlib; the words may not.
        return int(gzip.decompress(TABLE.read_bytes()) != gzip.decompress(content))
    TABLE.write_bytes(content)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
