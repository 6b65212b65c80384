"""How fast a site is written, on top of extraction, and how large it is.

    python benchmarks/report.py [--articles 2000] [--plots 25] [--keep FOLDER]

The records of the corpus are read once and then written again and again under other names.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import cycle, islice
from pathlib import Path

import pipeline
from pipeline.ingest import read_article
from pipeline.output.report.site import build_site
from pipeline.output.stored import Stored
from pipeline.schema import Record

ACTIONS = """() => {
    const form = document.getElementById("filters"), times = [];
    for (const act of [
        () => { form.search.value = "olaparib"; form.dispatchEvent(new Event("input")); },
        () => document.querySelectorAll("#articles th button")[3].click(),
    ]) {
        const begin = performance.now();
        act();
        document.body.offsetHeight;
        times.push(performance.now() - begin);
    }
    return times;
}"""
CORPUS = Path(__file__).parents[1] / "corpus"


def multiply(records: list[Record], count: int) -> Iterator[Stored]:
    """`count` records, each with an id of its own."""
    for number, record in enumerate(islice(cycle(records), count)):
        article = record.article.model_copy(update={"id": f"{record.article.id}-{number}"})
        yield Stored(record.model_copy(update={"article": article}), False)


def measure_index(site: Path) -> str:
    """How long the index takes to open, filter and sort in Chromium, if that and playwright are here."""
    chromium = shutil.which("chromium")
    if chromium is None or find_spec("playwright") is None:
        return "index not opened: needs Chromium and playwright"
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        options = ["--no-sandbox"] if os.geteuid() == 0 else []
        page = playwright.chromium.launch(executable_path=chromium, args=options).new_page()
        begin = time.perf_counter()
        page.goto((site / "index.html").resolve().as_uri())
        opened = time.perf_counter() - begin
        filtered, sorted_ = page.evaluate(ACTIONS)
        return f"index: opens in {opened:.2f} s, filters in {filtered:.0f} ms, sorts in {sorted_:.0f} ms"


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
        print(measure_index(site))


if __name__ == "__main__":
    main()
