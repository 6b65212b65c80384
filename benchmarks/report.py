"""How fast a site is written, on top of extraction, and how large it is.

    python benchmarks/report.py [--articles 2000] [--plots 25] [--keep FOLDER]

The records of the corpus are read once and then written again and again under other names.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

import pipeline
from pipeline.ingest import read_article
from pipeline.output.report.site import build_site
from pipeline.output.stored import Stored
from pipeline.schema import Record

CORPUS = Path(__file__).parents[1] / "corpus"


def multiply(records: list[Record], count: int) -> Iterator[Stored]:
    """`count` records, each with an id of its own."""
    for number, record in enumerate(islice(cycle(records), count)):
        article = record.article.model_copy(update={"id": f"{record.article.id}-{number}"})
        yield Stored(record.model_copy(update={"article": article}), False)


def main() -> None:
    """Print articles a second, of the whole and without plots."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--plots", type=int, default=25)
    parser.add_argument("--keep", type=Path, help="write the site here and leave it")
    options = parser.parse_args()
    records = list(pipeline.extract(map(read_article, sorted(CORPUS.glob("*.txt")))))
    with tempfile.TemporaryDirectory() as folder:
        for plots in (0, options.plots):
            site = options.keep or Path(folder) / "site"
            begin = time.perf_counter()
            built = build_site(multiply(records, options.articles), site, title="Benchmark", plots=plots)
            seconds = time.perf_counter() - begin
            size = sum(file.stat().st_size for file in site.rglob("*") if file.is_file())
            print(
                f"{built.articles} articles, {built.plots} plots: {seconds:.1f} s, "
                f"{built.articles / seconds:.0f} articles/s, {size / 1e6:.0f} MB"
            )


if __name__ == "__main__":
    main()
