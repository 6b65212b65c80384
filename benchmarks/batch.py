"""What `mednews batch` gives: two workers against one, pace and memory as the run grows, kills survived.

    python benchmarks/batch.py [--articles 2000] [--many 100000] [--kills 20]

The articles are generated, and short, 35 words: what a run costs besides extracting shows.
Targets: two workers 1.7 times one on two processors; the memory after many articles within 15% of that after
5,000, the pace within 20% of that of 1,000; the facts after the kills those of an undisturbed run.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import psutil

from pipeline.batch.inputs import Selection
from pipeline.batch.run import Job, run_batch
from pipeline.batch.tally import Tally

TEXT = (
    "Drug {n} helps\n\nOf {n} patients on pembrolizumab {n} mg every three weeks, 16 (40%) responded. "
    "Median progression-free survival was {n} months with word{n} against 3.2 months with chemotherapy.\n"
)


def write_articles(folder: Path, count: int) -> None:
    """So many articles, each with words of its own."""
    for number in range(count):
        part = folder / f"{number // 1000:03}"
        part.mkdir(parents=True, exist_ok=True)
        (part / f"{number}.txt").write_text(TEXT.format(n=number + 20))


def start(folder: Path, output: Path, *options: str) -> subprocess.Popen[bytes]:
    """The batch as a user runs it."""
    command = [sys.executable, "-m", "pipeline", "batch", str(folder), "-o", str(output), "-q", *options]
    return subprocess.Popen(command)


class Run(NamedTuple):
    """What a run took."""

    seconds: float
    """From the first article to the last: without the loading of the pipeline."""
    megabytes: float
    """Resident, of all its processes, at its end."""
    own_cpu: float
    """Seconds of the process that hands out and keeps."""
    workers_cpu: float


def measure_run(folder: Path, output: Path, *options: str) -> Run:
    """A run, looked at five times a second."""
    begin, seen = 0.0, [(0.0, 0.0, 0.0)]
    with start(folder, output, *options) as process:
        while process.poll() is None:
            begin = begin or (time.perf_counter() if has_begun(output) else 0.0)
            if measured := measure_processes(process.pid):
                seen.append(measured)
            time.sleep(0.2)
    # Workers end one by one: the most of the last three seconds is what all of them held and took.
    return Run(time.perf_counter() - begin, *map(max, zip(*seen[-15:], strict=True)))


def has_begun(output: Path) -> bool:
    """Whether the first result is kept: the log of the state has grown beyond the tables."""
    log = output / "state.sqlite-wal"
    return log.exists() and log.stat().st_size > 60_000


def measure_processes(pid: int) -> tuple[float, float, float] | None:
    """Megabytes of a process and those below it, CPU seconds of it, and of them; None once they end."""
    try:
        process = psutil.Process(pid)
        below = process.children(recursive=True)
        held = sum(each.memory_info().rss for each in (process, *below)) / 1e6
        own, *others = (sum(each.cpu_times()[:2]) for each in (process, *below))
    except psutil.Error:
        return None
    return (held, own, sum(others)) if len(others) > 1 else None


def kill_and_resume(folder: Path, output: Path, kills: int, seconds: float) -> bytes:
    """The facts after so many kills at random moments."""
    moments = random.Random(6)
    for _ in range(kills):
        process = start(folder, output)
        time.sleep(moments.uniform(2, max(3.0, seconds / 4)))
        process.kill()
        process.wait()
    start(folder, output).wait()
    return (output / "facts.jsonl").read_bytes()


def compare_workers(folder: Path, outputs: Path, articles: int) -> Run:
    """Print what two workers give against one; the run of the two."""
    runs = [measure_run(folder, outputs / f"workers{count}", "-w", str(count)) for count in (1, 2)]
    for count, run in enumerate(runs, start=1):
        own, workers = (1000 * cpu / articles for cpu in run[2:])
        print(f"{count} workers: {run.seconds:.1f} s; CPU an article: {own:.2f} ms, workers {workers:.2f} ms")
    print(f"two workers against one: {runs[0].seconds / runs[1].seconds:.2f}", flush=True)
    return runs[1]


class Moment(NamedTuple):
    """What a run had come to after so many articles."""

    articles: int
    seconds: float
    """Since the first was done: without the loading of the pipeline."""
    megabytes: float


def measure_growth(folder: Path, output: Path, counts: tuple[int, ...]) -> list[Moment]:
    """One run in this process with two workers, looked at after so many articles."""
    begin, moments, waiting = 0.0, [], list(counts)

    def look(tally: Tally) -> None:
        nonlocal begin
        begin = begin or time.perf_counter()
        if waiting and tally.articles >= waiting[0]:
            megabytes = (measure_processes(os.getpid()) or (0.0,))[0]
            moments.append(Moment(waiting.pop(0), time.perf_counter() - begin, megabytes))

    run_batch(Job(Selection((str(folder),)), output, workers=2), tell=look)
    return moments


def compare_lengths(folder: Path, output: Path, counts: tuple[int, ...]) -> None:
    """Print pace and memory of a run as it grows."""
    for moment in measure_growth(folder, output, counts):
        pace = moment.articles / moment.seconds
        print(
            f"after {moment.articles} articles: {pace:.0f} articles/s, {moment.megabytes:.0f} MB", flush=True
        )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Pace, memory and safety of mednews batch.")
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--many", type=int, default=100_000)
    parser.add_argument("--kills", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        outputs = Path(name)
        write_articles(outputs / "articles", options.articles)
        if options.articles:
            two = compare_workers(outputs / "articles", outputs, options.articles)
        if options.articles and options.kills:
            killed = kill_and_resume(outputs / "articles", outputs / "killed", options.kills, two.seconds)
            same = killed == (outputs / "workers2" / "facts.jsonl").read_bytes()
            print(f"{options.kills} kills, facts equal: {same}", flush=True)
        if options.many:
            write_articles(outputs / "many-articles", options.many)
            counts = (1000, 5000, 20_000, options.many)
            compare_lengths(outputs / "many-articles", outputs / "many", counts)


if __name__ == "__main__":
    main()
