"""What `mednews batch` gives: two workers against one, pace and memory as the run grows, kills survived.

    python benchmarks/batch.py [--articles 2000] [--kills 20]

The articles are generated. Targets: two workers 1.7 times one on two processors; memory after many articles
within 15% of after few; pace flat within 20%; the facts after the kills those of an undisturbed run.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

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


def time_run(folder: Path, output: Path, *options: str) -> tuple[float, float]:
    """Seconds of a run, and the most megabytes that its processes held together in its last tenth or so."""
    begin, held = time.perf_counter(), [0.0]
    with start(folder, output, *options) as process:
        while process.poll() is None:
            held.append(measure_memory(process.pid))
            time.sleep(0.2)
    return time.perf_counter() - begin, max(held[-len(held) // 10 - 2 :])


def measure_memory(pid: int) -> float:
    """Megabytes resident, of a process and those below it."""
    try:
        process = psutil.Process(pid)
        return sum(each.memory_info().rss for each in (process, *process.children(recursive=True))) / 1e6
    except psutil.Error:
        return 0.0


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


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Pace, memory and safety of mednews batch.")
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, articles = Path(name), Path(name, "articles")
        write_articles(articles, options.articles)
        rows = {}
        few = ("--limit", str(options.articles // 5))
        for label, arguments in {"few": (*few, "-w", "2"), "one": ("-w", "1"), "two": ("-w", "2")}.items():
            rows[label] = time_run(articles, folder / label, *arguments)
            print(f"{label}: {rows[label][0]:.1f} s, {rows[label][1]:.0f} MB", flush=True)
        print(f"two workers against one: {rows['one'][0] / rows['two'][0]:.2f} (start included)")
        pace = 5 * rows["few"][0] / rows["two"][0]
        print(f"pace, all against a fifth: {pace:.2f}; memory: {rows['two'][1] / rows['few'][1]:.2f}")
        if options.kills:
            same = kill_and_resume(articles, folder / "killed", options.kills, rows["two"][0])
            print(f"{options.kills} kills, facts equal: {same == (folder / 'two/facts.jsonl').read_bytes()}")


if __name__ == "__main__":
    main()
