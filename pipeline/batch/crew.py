"""The workers of a Ray cluster, replaced when they or their nodes are lost."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable, Iterator
from typing import Any, NamedTuple

from pipeline.batch.part import Order, PartWorker
from pipeline.errors import MednewsError

TRIES = 4
"""Of a task, each on a worker that was lost or a network that failed."""
MAX_FALSE_STARTS = 3
"""Workers in a row that end before they answer: so will the next."""
TICK_SECONDS = 0.25
"""After which the crew looks whether it should stop."""


class Task(NamedTuple):
    """A method of a PartWorker to be called."""

    method: str
    key: str
    arguments: tuple[Any, ...]


class Crew:
    """Workers on the cluster, one task in hand each; one that is lost is replaced, and its task done again.

    A new worker is given nothing until it answers: where the cluster has no place for it, it is not missed.
    """

    def __init__(self, ray: Any, order: Order, size: int) -> None:
        self._ray = ray
        self._order = ray.put(order)
        self._size = size
        self._make = ray.remote(num_cpus=1, max_restarts=0)(PartWorker)
        self._idle: list[Any] = []
        self._called: dict[Any, tuple[Any, Task | None]] = {}
        """What has been asked for: the worker, and its task, or none while it starts."""
        self._false_starts = 0
        self.lost = 0
        """Workers that ended, by themselves or with their nodes."""

    def run(
        self, tasks: Iterable[Task], stop: Callable[[], bool] = lambda: False
    ) -> Generator[tuple[Task, Any], None, None]:
        """Each task with what it returned, or the Exception that the last try ended with.

        Raises: MednewsError of a task, or if no worker can start.
        """
        pending, tries = deque(tasks), Counter[str]()
        while not (stop() and not self._is_busy()):
            self._start(len(pending))
            while pending and self._idle and not stop():
                self._call(self._idle.pop(), pending.popleft())
            if not (pending or self._is_busy()):
                return
            for task, result in self._collect():
                tries[task.key] += 1
                if isinstance(result, Exception) and tries[task.key] < TRIES:
                    pending.appendleft(task)
                else:
                    yield task, result

    def _is_busy(self) -> bool:
        return any(task is not None for _, task in self._called.values())

    def _start(self, wanted: int) -> None:
        """Ask for workers until there are enough for the tasks that wait."""
        while len(self._idle) + len(self._called) < min(self._size, wanted):
            self._call(self._make.remote(self._order), None)

    def _call(self, worker: Any, task: Task | None) -> None:
        method, arguments = ("check", ()) if task is None else (task.method, task.arguments)
        self._called[getattr(worker, method).remote(*arguments)] = worker, task

    def _collect(self) -> Iterator[tuple[Task, Any]]:
        """What has been answered; at most a tick is waited for it."""
        answered, _ = self._ray.wait(list(self._called), num_returns=1, timeout=TICK_SECONDS)
        for call in answered:
            worker, task = self._called.pop(call)
            result = self._answer(call)
            if not isinstance(result, Exception) or isinstance(result, self._ray.exceptions.RayTaskError):
                self._idle.append(worker)
                self._false_starts = 0
            else:
                self.lost += 1
                self._check_start(task, result)
            if task is not None:
                yield task, result

    def _answer(self, call: Any) -> Any:
        """What was returned, or the Exception. Raises: MednewsError, if that is what was raised."""
        try:
            return self._ray.get(call)
        except self._ray.exceptions.RayTaskError as error:
            if isinstance(error.cause, MednewsError):
                raise error.cause from None
            return error
        except self._ray.exceptions.RayError as error:
            return error

    def _check_start(self, task: Task | None, error: Exception) -> None:
        self._false_starts += task is None
        if self._false_starts >= MAX_FALSE_STARTS:
            hint = "is mednews installed on every node, and memory enough?"
            raise MednewsError(f"workers end before they begin: {error}"[:500], hint=hint)
