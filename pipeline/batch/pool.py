"""Worker processes, one item in hand each, replaced when they die or hang.

Why not a library's: `concurrent.futures` and joblib give up the whole pool when one process dies, and
`multiprocessing.Pool` waits for ever; none of them knows a time limit for a task. Pebble does both, under the
LGPL, over a queue that the workers share: one killed while it holds the queue's lock stops the others. Here
each worker has a pipe of its own, so that its death is an end of file on that pipe, and nothing else.
"""

from __future__ import annotations

import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from itertools import chain
from multiprocessing import connection, get_context, parent_process
from typing import Any

from pipeline.batch.item import Failure, Item, Result
from pipeline.batch.work import Work
from pipeline.errors import MednewsError

START_SECONDS = 300.0
"""In which a worker loads the pipeline; on a laptop two."""
MAX_FALSE_STARTS = 3
"""Workers in a row that die before they are ready: so will the next."""
TICK_SECONDS = 0.25
"""After which the pool looks whether it should stop."""
JOIN_SECONDS = 5.0

READY = "ready"

Outcome = tuple[Item, Result | Failure]


class _Worker:
    """A process, the pipe to it, and what it has in hand."""

    def __init__(self, make_work: Callable[[], Work]) -> None:
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, make_work), daemon=True)
        with _without_interrupts():
            self.process.start()
        theirs.close()
        self.ready = False
        self.item: Item | None = None
        self.deadline = time.monotonic() + START_SECONDS

    def give(self, item: Item, seconds: float) -> None:
        self.item = item
        self.deadline = time.monotonic() + seconds
        with suppress(OSError):  # it died: the end of file on its pipe will tell
            self.pipe.send(item)

    @property
    def is_idle(self) -> bool:
        return self.ready and self.item is None

    def kill(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()

    def dismiss(self) -> None:
        """Let it end by itself: the end of its pipe tells it to."""
        self.pipe.close()
        self.process.join(JOIN_SECONDS)
        if self.process.is_alive():
            self.process.kill()


class Pool:
    """Workers that are given items until there are no more, and then wait for the next run, or `close`.

    Args: make_work: called in each process, once; picklable. timeout: seconds for an article. stop: when it
    says so, no more items are begun.
    """

    def __init__(
        self,
        make_work: Callable[[], Work],
        *,
        workers: int,
        timeout: float,
        stop: Callable[[], bool] = lambda: False,
    ) -> None:
        self._make_work = make_work
        self._timeout = timeout
        self._stop = stop
        self._workers: list[_Worker] = []
        self._size = workers
        self._suspects: deque[Item] = deque()
        """Items that a worker died or hung with, to be tried once more, alone."""
        self._alone: Item | None = None
        self._false_starts = 0

    def run(self, items: Iterator[Item]) -> Generator[Outcome, None, None]:
        """The outcome of each item, in the order in which they are done.

        Raises: MednewsError if no worker can start; whatever `items` raises.
        """
        first = next(items, None)
        if first is None:
            return  # nothing to load a pipeline for
        items = chain([first], items)
        try:
            self._workers = self._workers or [_Worker(self._make_work) for _ in range(self._size)]
            more = True
            while True:
                more = self._feed(items, more)
                if not self._is_busy() and (self._stop() or not (more or self._suspects)):
                    return
                yield from self._collect()
                yield from self._replace_late()
        except BaseException:
            self.close()  # whatever is in hand is nobody's any more
            raise

    def _is_busy(self) -> bool:
        return any(worker.item is not None for worker in self._workers)

    def _feed(self, items: Iterator[Item], more: bool) -> bool:
        """Give each idle worker an item; whether there may be more."""
        for worker in self._workers:
            if not worker.is_idle or self._stop():
                continue
            if self._suspects or self._alone is not None:
                if not self._is_busy():
                    self._alone = self._suspects.popleft()
                    worker.give(self._alone, self._timeout)
                return more
            item = next(items, None) if more else None
            if item is None:
                return False
            worker.give(item, self._timeout)
        return more

    def _collect(self) -> Iterator[Outcome]:
        """What the workers have sent; at most a tick is waited for it."""
        by_pipe = {worker.pipe: worker for worker in self._workers}
        for pipe in connection.wait(list(by_pipe), TICK_SECONDS):
            worker = by_pipe[pipe]  # type: ignore[index]
            try:
                message = worker.pipe.recv()
            except (EOFError, OSError):
                yield from self._replace(worker, "died")
                continue
            if isinstance(message, MednewsError):
                raise message
            outcome = self._take(worker, message)
            if outcome is not None:
                yield outcome

    def _take(self, worker: _Worker, message: Any) -> Outcome | None:
        """The outcome in a message, if it is none of the signs of life."""
        worker.deadline = time.monotonic() + self._timeout
        if message == READY:
            worker.ready = True
            self._false_starts = 0
        elif message is not None and worker.item is not None:
            item, worker.item = worker.item, None
            self._alone = None
            return item, message
        return None

    def _replace_late(self) -> Iterator[Outcome]:
        now = time.monotonic()
        for worker in list(self._workers):
            if now > worker.deadline and not worker.is_idle and not worker.pipe.poll():
                yield from self._replace(worker, "hung")

    def _replace(self, worker: _Worker, how: str) -> Iterator[Outcome]:
        """A new worker for one that died or hung; the second time an item does that is its last."""
        worker.kill()
        self._check_start(worker)
        item = worker.item
        if item is not None and item is self._alone:
            self._alone = None
            yield item, self._quarantine(item, how, worker.process.exitcode)
        elif item is not None:
            self._suspects.append(item)
        self._workers.remove(worker)
        self._workers.append(_Worker(self._make_work))

    def _check_start(self, worker: _Worker) -> None:
        self._false_starts += not worker.ready
        if self._false_starts >= MAX_FALSE_STARTS:
            raise MednewsError(
                f"worker processes end before they begin, with {_describe_exit(worker.process.exitcode)}",
                hint="is there memory enough? try --workers 1, and `mednews extract` on one article",
            )

    def _quarantine(self, item: Item, how: str, exitcode: int | None) -> Failure:
        if how == "hung":
            error, message = "ArticleTimeout", f"took more than {self._timeout:g} s, twice"
            hint = "--timeout gives it longer, with --retry-failed"
        else:
            error, message = "WorkerDied", f"ended its process twice, with {_describe_exit(exitcode)}"
            hint = "out of memory? --retry-failed tries it again"
        return Failure(item.source, "worker", error, message, hint, item.sha256)

    def close(self) -> None:
        """End the workers: at once those that have something in hand."""
        for worker in self._workers:
            if worker.is_idle:
                worker.pipe.close()  # all of them end at the same time
        for worker in self._workers:
            if worker.is_idle:
                worker.dismiss()
            else:
                worker.kill()
        self._workers.clear()
        self._suspects.clear()
        self._alone = None


def _describe_exit(exitcode: int | None) -> str:
    if exitcode is not None and exitcode < 0:
        with suppress(ValueError):
            return signal.Signals(-exitcode).name
    return f"exit code {exitcode}"


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Ctrl-C goes to every process of a terminal: those begun in here do not hear it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: connection.Connection, make_work: Callable[[], Work]) -> None:
    """The life of a worker: load, then items in and outcomes out until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _end_with_parent()
    try:
        work = make_work()
        _freeze()
        pipe.send(READY)
        while True:
            for message in work(pipe.recv()):
                pipe.send(message)
    except MednewsError as error:
        pipe.send(error)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        sys.exit(0)
    except MemoryError:
        sys.exit(1)  # without a traceback: the parent tells


def _freeze() -> None:
    """What is loaded stays: to look for garbage among it, again and again, is a tenth of the time."""
    import gc

    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def _end_with_parent() -> None:
    """End when the parent does, however it ends: an article that hangs would keep the process for ever."""
    import os
    import threading

    parent = parent_process()
    if parent is None:
        return

    def watch() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
