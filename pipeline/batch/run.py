"""A batch on one machine: the inputs through the pool into the store, and the store as files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import IO, Any, NamedTuple

from pipeline.batch.inputs import Selection, measure, read_items
from pipeline.batch.interrupt import Interrupt
from pipeline.batch.item import Failure, Item
from pipeline.batch.outputs import ARTICLES, ERRORS, FACTS, unwritable, write_outputs, write_run
from pipeline.batch.pool import Pool
from pipeline.batch.rules import find_versions, hash_code, hash_models, hash_rules
from pipeline.batch.store import NAME as STATE
from pipeline.batch.store import Counts, Store
from pipeline.batch.tally import Tally
from pipeline.batch.work import Reading, Work
from pipeline.errors import MednewsError

LOCK = ".lock"
TIMEOUT_SECONDS = 60.0


class Job(NamedTuple):
    """What is to be done."""

    selection: Selection
    output: Path
    reading: Reading = Reading()
    workers: int = 1
    timeout: float = TIMEOUT_SECONDS
    limit: int | None = None
    """At most so many items, those that are done not counted."""
    retry_failed: bool = False
    fresh: bool = False
    """Forget what is done."""


class Summary(NamedTuple):
    """How a run ended."""

    tally: Tally
    held: Counts
    """What the outputs hold, of this run and those before it."""
    signal_code: int | None = None
    """The exit code, if somebody ended the run."""


def run_batch(
    job: Job,
    *,
    make_work: Callable[[], Work] | None = None,
    tell: Callable[[Tally], None] = lambda tally: None,
    stdin: IO[bytes] | None = None,
    finish: Callable[[Path], None] = lambda output: None,
) -> Summary:
    """Do the job, from where an earlier run on the same output ended.

    Args: make_work: called once in each worker; the job's `reading` unless given. tell: called after each
    item. stdin: where the list `-` is read from. finish: what else is to be made of the outputs, at the end.
    Raises: MednewsError if the output is in use, foreign or cannot be written, or no worker can start;
    KeyboardInterrupt if it was interrupted twice. What was done by then is kept.
    """
    with _locked(job.output):
        _check_output(job)
        options = {"workers": job.workers, "timeout": job.timeout, "limit": job.limit}
        options |= {"retry_failed": job.retry_failed, "fresh": job.fresh}
        run = describe_begin(job.selection, job.reading, options)
        write_run(job.output, run)
        store = Store(job.output, rules=run["rules"])
        tally = Tally()
        with Interrupt() as interrupt:
            try:
                pool = Pool(
                    make_work or job.reading.load,
                    workers=job.workers,
                    timeout=job.timeout,
                    stop=lambda: interrupt.asked,
                )
                _Run(job, store, tally, interrupt, tell).work(pool, stdin)
                store.commit()
                write_outputs(store, job.output)
                finish(job.output)
                held = store.count()
            finally:
                store.close()
        code = interrupt.exit_code if interrupt.asked else None
        write_run(job.output, run | describe_end(tally, held, interrupted=interrupt.asked))
        return Summary(tally, held, code)


class _Run:
    """The items on their way from the inputs to the store."""

    def __init__(
        self, job: Job, store: Store, tally: Tally, interrupt: Interrupt, tell: Callable[[Tally], None]
    ) -> None:
        self.job = job
        self.store = store
        self.tally = tally
        self.interrupt = interrupt
        self.tell = tell

    def work(self, pool: Pool, stdin: IO[bytes] | None) -> None:
        Thread(target=self._measure, daemon=True).start()
        # Closed at once if the store fails: no worker outlives the run.
        with closing(pool), closing(pool.run(self._find_work(stdin))) as outcomes:
            for item, outcome in outcomes:
                if isinstance(outcome, Failure):
                    self.store.add_failure(outcome)
                else:
                    self.store.add(item, outcome)
                self.tally.add(item, outcome)
                self.tell(self.tally)

    def _measure(self) -> None:
        self.tally.total_bytes = measure(self.job.selection)

    def _find_work(self, stdin: IO[bytes] | None) -> Iterator[Item]:
        """The items that are not done yet; inputs that cannot be read become failures on the way."""
        given = 0
        inputs = read_items(self.job.selection, stdin, max_bytes=self.job.reading.max_bytes)
        while self.job.limit is None or given < self.job.limit:
            found = self._next(inputs)
            if found is None:
                return
            if isinstance(found, Failure):
                self.store.add_failure(found)
                self.tally.add(None, found)
                self.tell(self.tally)
            elif self.store.knows(found, retry_failed=self.job.retry_failed):
                self.tally.skip(found)
                self.tell(self.tally)
            else:
                given += 1
                yield found

    def _next(self, inputs: Iterator[Item | Failure]) -> Item | Failure | None:
        if self.interrupt.asked:
            return None
        with suppress(KeyboardInterrupt), self.interrupt.may_block():
            return next(inputs, None)
        return None


@contextmanager
def _locked(output: Path) -> Iterator[None]:
    """The output folder, made if need be, for this process alone.

    Raises: MednewsError if another run has it, or it cannot be made or written to.
    """
    from filelock import FileLock, Timeout

    try:
        output.mkdir(parents=True, exist_ok=True)
        lock = FileLock(output / LOCK)
        lock.acquire(timeout=0)
    except Timeout as error:
        raise MednewsError(
            "another run is writing here", where=str(output), hint="wait for it, or choose another --output"
        ) from error
    except OSError as error:
        raise unwritable(error, output) from error
    try:
        yield
    finally:
        lock.release()


def _check_output(job: Job) -> None:
    """Raises: MednewsError for a folder with outputs that no state of ours accounts for."""
    state = job.output / STATE
    if job.fresh:
        for path in (state, state.with_name(STATE + "-wal"), state.with_name(STATE + "-shm")):
            path.unlink(missing_ok=True)
        return
    foreign = [name for name in (FACTS, ARTICLES, ERRORS) if (job.output / name).exists()]
    if foreign and not state.exists():
        raise MednewsError(
            f"{foreign[0]} is there, but not the {STATE} that it was made from",
            where=str(job.output),
            hint="choose another --output, or --fresh to write over it",
        )


def describe_begin(selection: Selection, reading: Reading, options: dict[str, Any]) -> dict[str, Any]:
    """run.json at the beginning."""
    versions, models, code = find_versions(), hash_models(), hash_code()
    chosen = {"include": selection.include, "exclude": selection.exclude}
    return {
        "status": "running",
        "pid": os.getpid(),
        "versions": versions,
        "models": models,
        "code": code,
        "rules": hash_rules(models, code, versions, reading),
        "inputs": selection.inputs,
        "options": chosen | options | reading._asdict(),
        "began": _now(),
    }


def describe_end(tally: Tally, held: Counts, *, interrupted: bool) -> dict[str, Any]:
    """What run.json tells at the end."""
    this_run = {name: getattr(tally, name) for name in ("articles", "facts", "words", "failed", "skipped")}
    return {
        "status": "interrupted" if interrupted else "done",
        "ended": _now(),
        "seconds": round(tally.seconds, 3),
        "words_a_second": round(tally.words_a_second),
        "this_run": this_run,
        "outputs": held._asdict(),
    }


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
