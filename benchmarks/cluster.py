"""What `mednews batch --engine ray` gives: the facts of one machine, on two nodes, one of them killed midway.

    PYTHONPATH=. python benchmarks/cluster.py [--articles 2000] [--folder FOLDER]

The articles are those of a folder, again and again, or generated ones of 29 words. Needs mednews[ray].
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from batch import write_articles

from pipeline.batch.cluster import ClusterJob, run_cluster
from pipeline.batch.inputs import Selection
from pipeline.batch.run import Job, run_batch
from pipeline.batch.tally import Tally


def copy_articles(source: Path, folder: Path, count: int) -> None:
    """So many articles from a folder of texts, each with a first line of its own."""
    texts = [path.read_text() for path in sorted(source.glob("*.txt"))]
    folder.mkdir()
    for number in range(count):
        (folder / f"{number}.txt").write_text(f"Report {number}\n\n{texts[number % len(texts)]}")


def start_nodes() -> Any:
    """A cluster of two nodes with a processor each, and this process connected to it."""
    import ray
    from ray.cluster_utils import Cluster

    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    cluster.add_node(num_cpus=1)
    ray.init(address=cluster.address, namespace="mednews", log_to_driver=False)
    return cluster


def kill_at(cluster: Any, articles: int) -> Callable[[Tally], None]:
    """What to call after each part, so that a node is killed after so many articles."""

    def tell(tally: Tally) -> None:
        if tally.articles >= articles and cluster.worker_nodes:
            print(f"after {tally.articles} articles a node is killed", flush=True)
            cluster.remove_node(next(iter(cluster.worker_nodes)), allow_graceful=False)

    return tell


def read_lines(output: Path, name: str) -> list[bytes]:
    """Of a file, or of the parts in a folder, sorted."""
    place = output / name
    files = place.iterdir() if place.is_dir() else [place]
    return sorted(line for file in files for line in file.read_bytes().splitlines())


def run_both(folder: Path, outputs: Path, count: int) -> None:
    """Print how both runs went, and whether their lines are equal."""
    begin = time.perf_counter()
    run_batch(Job(Selection((str(folder),)), outputs / "alone", workers=2))
    print(f"one machine: {time.perf_counter() - begin:.1f} s", flush=True)
    cluster, begin = start_nodes(), time.perf_counter()
    job = ClusterJob(Selection((str(folder),)), str(outputs / "cluster"), files=64)
    run_cluster(job, tell=kill_at(cluster, count // 2))
    print(f"cluster: {time.perf_counter() - begin:.1f} s")
    run = json.loads((outputs / "cluster" / "run.json").read_text())
    print(f"held {run['outputs']}, lost workers {run['lost_workers']}")
    for name in ("facts.jsonl", "articles.jsonl", "errors.jsonl"):
        alone, parts = (read_lines(outputs / where, name) for where in ("alone", "cluster"))
        print(f"{name}: {len(alone)} and {len(parts)} lines, equal: {alone == parts}")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="One machine and a Ray cluster on the same articles.")
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--folder", type=Path, help="of .txt files")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "articles")
        if options.folder:
            copy_articles(options.folder, folder, options.articles)
        else:
            write_articles(folder, options.articles)
        run_both(folder, Path(name), options.articles)


if __name__ == "__main__":
    main()
