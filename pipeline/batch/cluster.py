"""A batch on a Ray cluster: parts of the inputs to workers on every node, whatever happens to the nodes.

Why not Ray Data: when an actor dies it tries the whole batch again, not knowing which article it was; and an
article has no time limit. Here each actor runs the pool of one machine, which sets such an article apart;
an actor that is lost with its node costs its part, which is done again elsewhere under the same name. So a
fact can be neither lost nor doubled.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any, NamedTuple

from pipeline.batch.crew import TRIES, Crew, Task
from pipeline.batch.inputs import Found, Selection, find_files
from pipeline.batch.interrupt import Interrupt
from pipeline.batch.item import Failure
from pipeline.batch.outputs import ARTICLES, ERRORS, FACTS, RUN, render_failure, write_run
from pipeline.batch.part import FILES, STATE, Done, Order, Part, mark_parts, plan_parts
from pipeline.batch.remote import Folder
from pipeline.batch.run import TIMEOUT_SECONDS, Summary, describe_begin, describe_end
from pipeline.batch.store import Counts
from pipeline.batch.tally import Tally
from pipeline.batch.work import Reading, Work
from pipeline.errors import MednewsError

NAMESPACE = "mednews"


class ClusterJob(NamedTuple):
    """What is to be done."""

    selection: Selection
    output: str
    """A path that all nodes see, or a URL."""
    reading: Reading = Reading()
    address: str | None = None
    """Of a cluster; else Ray's own way to find or start one."""
    workers: int | None = None
    """At most; as many as the cluster has processors unless given."""
    timeout: float = TIMEOUT_SECONDS
    files: int = FILES
    """In a part, on average."""
    retry_failed: bool = False
    fresh: bool = False


def run_cluster(
    job: ClusterJob,
    *,
    make_work: Callable[[], Work] | None = None,
    tell: Callable[[Tally], None] = lambda tally: None,
    stdin: IO[bytes] | None = None,
    finish: Callable[[Path], None] = lambda output: None,
) -> Summary:
    """Do the job, and what an earlier run on the same output left undone; the arguments as of `run_batch`.

    The outputs are of the job's inputs alone: parts of other inputs are removed at the end.
    Raises: MednewsError if Ray is not installed, the output is in use, foreign or cannot be written, no
    worker can start, or one has other rules.
    """
    folder = Folder(job.output)
    with _connect(job.address) as ray, _lock(ray, folder), Interrupt() as interrupt:
        _check_output(folder)
        workers = job.workers or max(1, int(ray.cluster_resources().get("CPU", 1)))
        options = {"engine": "ray", "ray": ray.__version__, "workers": workers, "timeout": job.timeout}
        options |= {"files": job.files, "retry_failed": job.retry_failed, "fresh": job.fresh}
        run = describe_begin(job.selection, job.reading, options)
        _put_run(folder, run)
        if job.fresh:
            _remove(folder, keep=frozenset())
        load = make_work or job.reading.load
        order = Order(folder, job.reading, load, run["rules"], job.timeout, job.retry_failed, finish)
        crew = Crew(ray, order, workers)
        batch = _Batch(folder, crew, interrupt, tell)
        held = batch.run(*_plan(job, stdin, run["rules"]))
        end = describe_end(batch.tally, held, interrupted=interrupt.asked) | {"lost_workers": crew.lost}
        _put_run(folder, run | end)
        return Summary(batch.tally, held, interrupt.exit_code if interrupt.asked else None)


def _plan(job: ClusterJob, stdin: IO[bytes] | None, rules: str) -> tuple[list[Part], list[Failure]]:
    found, failures = [], []
    for each in find_files(job.selection, stdin):
        if isinstance(each, Found):
            found.append(each)
        else:
            failures.append(each)
    return list(plan_parts(found, rules=rules, files=job.files)), failures


@contextmanager
def _connect(address: str | None) -> Iterator[Any]:
    """Ray, connected; a connection that was there before is used, and stays."""
    # Nobody is told that it was used, unless the user's own setting says so.
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        import ray
    except ImportError as error:
        raise MednewsError("Ray is not installed", hint="pip install 'mednews[ray]'") from error
    is_ours = not ray.is_initialized()
    if is_ours:
        try:
            ray.init(address=address, namespace=NAMESPACE, logging_level=logging.ERROR, log_to_driver=False)
        except (ConnectionError, RuntimeError, ValueError) as error:
            hint = "is a cluster running there? `ray status` tells"
            raise MednewsError(f"no Ray: {error}"[:500], where=address, hint=hint) from error
    try:
        yield ray
    finally:
        if is_ours:
            ray.shutdown()


class _Lock:
    """An actor that does nothing but have a name."""


@contextmanager
def _lock(ray: Any, folder: Folder) -> Iterator[None]:
    """The output for this run alone, among those of the cluster. Raises: MednewsError."""
    lock = ray.remote(num_cpus=0)(_Lock)
    try:
        held = lock.options(name=folder.url, namespace=NAMESPACE).remote()
    except ValueError as error:
        hint = "wait for it, or choose another --output"
        raise MednewsError("another run is writing here", where=folder.url, hint=hint) from error
    try:
        yield
    finally:
        ray.kill(held)


def _check_output(folder: Folder) -> None:
    """Raises: MednewsError for the outputs of a single machine."""
    for name in (FACTS, ARTICLES):
        if folder.has_file(name):
            hint = "choose another --output: a cluster writes a folder of this name"
            raise MednewsError(f"{name} is there, of a run on one machine", where=folder.url, hint=hint)


class _Batch:
    """The parts on their way to the outputs."""

    def __init__(
        self, folder: Folder, crew: Crew, interrupt: Interrupt, tell: Callable[[Tally], None]
    ) -> None:
        self.folder = folder
        self.crew = crew
        self.interrupt = interrupt
        self.tell = tell
        self.tally = Tally()

    def run(self, parts: list[Part], failures: list[Failure]) -> Counts:
        """What the outputs hold at the end."""
        self.tally.failed += len(failures)
        self.tally.total_bytes = sum(part.size for part in parts)
        done = list(self._read(parts, failures))
        self._write(done)
        failures += [failure for part in done for failure in part.failures]
        self._write_errors(failures)
        if not self.interrupt.asked:
            _remove(self.folder, keep=frozenset(part.key for part in done))
        articles, facts, words = (sum(part.held[at] for part in done) for at in range(3))
        return Counts(articles, facts, words, len(failures))

    def _read(self, parts: list[Part], failures: list[Failure]) -> Iterator[Done]:
        by_key = {part.key: part for part in parts}
        tasks = (Task("read", part.key, (part,)) for part in parts)
        for task, done in self.crew.run(tasks, stop=lambda: self.interrupt.asked):
            part = by_key[task.key]
            if isinstance(done, Exception):
                lost = [_describe_loss(found, done) for found in part.files]
                failures += lost
                self.tally.failed += len(lost)
            else:
                self.tally.merge(done.tally, part.size)
                yield done
            self.tell(self.tally)

    def _write(self, done: list[Done]) -> None:
        tasks = (Task("write", key, (key, marks)) for key, marks in mark_parts(done).items())
        for task, error in self.crew.run(tasks):
            if error is not None:
                raise MednewsError(
                    f"cannot be written: {error}"[:500],
                    where=f"{self.folder.url}, part {task.key}",
                    hint="the same command goes on from here",
                ) from error

    def _write_errors(self, failures: list[Failure]) -> None:
        with TemporaryDirectory(prefix="mednews-") as scratch:
            path = Path(scratch, ERRORS)
            path.write_bytes(b"".join(map(render_failure, sorted(failures, key=lambda each: each.source))))
            self.folder.put(ERRORS, path)


def _describe_loss(found: Found, error: Exception) -> Failure:
    message = f"the worker was lost {TRIES} times: {error}"[:500]
    hint = "out of memory? the same command tries it again"
    return Failure(found.path, "worker", type(error).__name__, message, hint)


def _put_run(folder: Folder, run: dict[str, Any]) -> None:
    with TemporaryDirectory(prefix="mednews-") as scratch:
        write_run(Path(scratch), run)
        folder.put(RUN, Path(scratch, RUN))


def _remove(folder: Folder, *, keep: frozenset[str]) -> None:
    """All parts but those: of inputs that are no more, or are no more the same."""
    for name in (FACTS, ARTICLES, *PARQUET, STATE):
        for part in folder.names(name):
            if part.rpartition("-")[2].partition(".")[0] not in keep:
                folder.remove(part)


PARQUET = ("facts.parquet", "articles.parquet")
"""What `finish` may have written."""
