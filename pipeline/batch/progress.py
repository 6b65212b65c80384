"""How a run is told while it lasts: a line that moves on a terminal, a line now and then in a log."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from pipeline.batch.tally import Tally

LOG_SECONDS = 10.0

Tell = Callable[[Tally], None]


@contextmanager
def tell_progress(stream: TextIO, *, quiet: bool = False) -> Iterator[Tell]:
    """What to call after each item, as fits the stream."""
    if quiet:
        yield lambda tally: None
    elif stream.isatty():
        with _tell_terminal(stream) as tell:
            yield tell
    else:
        yield _tell_log(stream)


def _tell_log(stream: TextIO) -> Tell:
    told = time.monotonic()

    def tell(tally: Tally) -> None:
        nonlocal told
        if time.monotonic() - told >= LOG_SECONDS:
            told = time.monotonic()
            print(describe(tally), file=stream, flush=True)

    return tell


@contextmanager
def _tell_terminal(stream: TextIO) -> Iterator[Tell]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(file=stream), transient=True, refresh_per_second=4) as progress:
        task = progress.add_task("loading the pipeline", total=None)

        def tell(tally: Tally) -> None:
            total = None if tally.share is None else 1.0
            progress.update(task, description=describe(tally), completed=tally.share or 0.0, total=total)

        yield tell


def describe(tally: Tally) -> str:
    """ "1,204 articles, 9,310 words/s, 2 failed, 300 done before, 41%, 3 min left"."""
    parts = [f"{tally.articles:,} articles", f"{tally.words_a_second:,.0f} words/s"]
    if tally.failed:
        parts.append(f"{tally.failed:,} failed")
    if tally.skipped:
        parts.append(f"{tally.skipped:,} done before")
    if tally.share is not None:
        parts.append(f"{tally.share:.0%}")
    if tally.seconds_left is not None:
        parts.append(f"{describe_seconds(tally.seconds_left)} left")
    return ", ".join(parts)


def describe_seconds(seconds: float) -> str:
    """In the unit that a person would use: "40 s", "3 min", "5.2 h"."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
