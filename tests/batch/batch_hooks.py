"""Work for the pool that needs no pipeline, and that hangs or dies when an article asks for it.

Run as a program, a batch with this work that prints a line after each item: `batch_hooks.py INPUT OUT`.
"""

from __future__ import annotations

import hashlib
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from pipeline.batch.inputs import Selection
from pipeline.batch.item import Failure, Item, Result, build_failure, pack
from pipeline.batch.run import Job, run_batch
from pipeline.batch.sketch import sketch_text
from pipeline.batch.tally import Tally
from pipeline.batch.work import Work
from pipeline.cli.batch import tell_end


def quick() -> Work:
    """Three "facts" an article; words in it ask for more: hang, die, fail, `once FILE`, slow."""
    return work


def make_work_of_articles() -> Work:
    """One "fact" an article, and the sketch of its whole text."""
    return _work_of_articles


def _work_of_articles(item: Item) -> Iterator[Result | Failure | None]:
    id = item.name.removesuffix(".txt")
    article, fact = f'{{"article": {{"id": "{id}"}}}}\n', f'{{"article": "{id}"}}\n'
    sketch = sketch_text(item.content.decode())
    yield Result(id, 1, 1, 1, pack(article.encode()), pack(fact.encode()), sketch)


def work(item: Item) -> Iterator[Result | Failure | None]:
    order, _, argument = item.content.decode().strip().partition(" ")
    if order == "hang":
        time.sleep(1000)
    if order == "die" or (order == "once" and _is_first(Path(argument))):
        os.kill(os.getpid(), signal.SIGKILL)
    if order == "slow":
        time.sleep(0.01)
    if order == "fail":
        yield build_failure(item.source, "extract", ValueError("as it was asked"), item.sha256)
        return
    yield None
    name = item.name.removesuffix(".txt")
    lines = [f'{{"n": {n}, "sha": "{item.sha256[:8]}", "article": "{name}"}}\n' for n in range(3)]
    article = f'{{"article": {{"id": "{name}"}}, "noise": "{_noise(name)}"}}\n'
    yield Result(
        name,
        1,
        3,
        len(item.content.split()),
        pack(article.encode()),
        pack("".join(lines).encode()),
        sketch_text(name),
    )


def _is_first(marker: Path) -> bool:
    if marker.exists():
        return False
    marker.touch()
    return True


def _noise(name: str) -> str:
    """2,048 characters that do not compress: a disk is to be filled with them."""
    return hashlib.shake_256(name.encode()).hexdigest(1024)


def tell(tally: Tally) -> None:
    """A line for whoever waits for the right moment."""
    sys.stdout.write(f"{tally.articles}\n")
    sys.stdout.flush()


def broken() -> Work:
    """A factory whose process ends before it is ready."""
    os._exit(3)


if __name__ == "__main__":
    output = Path(sys.argv[2])
    job = Job(Selection((sys.argv[1],)), output, workers=2)
    summary = run_batch(job, make_work=quick, tell=tell)
    sys.exit(tell_end(summary, output, quiet=False))
