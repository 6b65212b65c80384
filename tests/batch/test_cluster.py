"""A batch on Ray: the lines of one machine, whatever happens to the nodes.

    pip install 'mednews[ray]' && python -m pytest -m cluster

Each test starts a cluster of its own, which takes some ten seconds.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from batch_hooks import quick

from pipeline.batch.cluster import ClusterJob, run_cluster
from pipeline.batch.inputs import Selection
from pipeline.batch.run import Job, Summary, run_batch
from pipeline.batch.tally import Tally
from pipeline.errors import MednewsError

pytestmark = pytest.mark.cluster
ray = pytest.importorskip("ray", reason="Ray is not installed: pip install 'mednews[ray]'")

Write = Callable[..., Path]


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Two nodes of one processor each."""
    from ray.cluster_utils import Cluster

    # The workers of a node are new processes: they find `quick` as this one does.
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    nodes = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    try:
        nodes.add_node(num_cpus=1)
        ray.init(address=nodes.address, namespace="mednews", log_to_driver=False)
        yield nodes
    finally:
        ray.shutdown()
        nodes.shutdown()


@pytest.fixture
def job(tmp_path: Path) -> ClusterJob:
    return ClusterJob(Selection((str(tmp_path / "articles"),)), str(tmp_path / "out"), files=8)


def do(job: ClusterJob, tell: Callable[[Tally], None] = lambda tally: None) -> Summary:
    return run_cluster(job, make_work=quick, tell=tell)


def read_lines(output: Path, name: str) -> list[bytes]:
    place = output / name
    files = place.iterdir() if place.is_dir() else [place]
    return sorted(line for file in files for line in file.read_bytes().splitlines())


def check_like_one_machine(job: ClusterJob) -> None:
    alone = Path(job.output).with_name("alone")
    run_batch(Job(job.selection, alone, workers=2), make_work=quick)
    for name in ("facts.jsonl", "articles.jsonl", "errors.jsonl"):
        assert read_lines(Path(job.output), name) == read_lines(alone, name)


def test_the_lines_of_one_machine_and_what_is_new(cluster: Any, articles: Write, job: ClusterJob) -> None:
    folder = articles(40, bad="fail", worse="die")
    assert do(job).held == (40, 120, 80, 2)
    check_like_one_machine(job)
    (folder / "100.txt").write_text("slow and new")
    (folder / "000.txt").unlink()
    tally = do(job).tally
    assert 1 <= tally.articles < 20
    assert tally.articles + tally.skipped == 40
    articles_of = [
        json.loads(line)["article"]["id"] for line in read_lines(Path(job.output), "articles.jsonl")
    ]
    assert articles_of == [f"{number:03}" for number in range(1, 40)] + ["100"]


def test_a_node_that_is_killed_midway_costs_nothing(cluster: Any, articles: Write, job: ClusterJob) -> None:
    articles(200)
    lost = []

    def tell(tally: Tally) -> None:
        if tally.articles > 50 and not lost:
            node = next(iter(cluster.worker_nodes))
            cluster.remove_node(node, allow_graceful=False)
            lost.append(node)

    assert do(job, tell).held.articles == 200
    run = json.loads(Path(job.output, "run.json").read_text())
    assert lost
    assert run["lost_workers"] >= 1
    assert run["outputs"] == {"articles": 200, "facts": 600, "words": 400, "failed": 0}
    check_like_one_machine(job)


def test_two_runs_on_one_output_exclude_each_other(cluster: Any, articles: Write, job: ClusterJob) -> None:
    articles(3)
    told = []

    def tell(tally: Tally) -> None:
        with pytest.raises(MednewsError, match="another run is writing here"):
            do(job)
        told.append(tally.articles)

    do(job, tell)
    assert told
