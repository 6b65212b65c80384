"""Ctrl-C, asked once: finish what is in hand. Asked twice: leave everything as it is."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import Any

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Interrupt:
    """A context in which Ctrl-C, or SIGTERM, sets `asked`. In another thread than the main one it is deaf."""

    def __init__(self) -> None:
        self.signal: int | None = None
        self._blocked = False
        self._before: dict[int, Any] = {}

    @property
    def asked(self) -> bool:
        """Whether the run should end."""
        return self.signal is not None

    @property
    def exit_code(self) -> int:
        """As shells give it: 130 for Ctrl-C."""
        return 128 + (self.signal or 0)

    @contextmanager
    def may_block(self) -> Iterator[None]:
        """Around what may wait for ever, a list on standard input say: there, being asked once is enough.

        Raises: KeyboardInterrupt.
        """
        self._blocked = True
        try:
            yield
        finally:
            self._blocked = False

    def __enter__(self) -> Interrupt:
        if threading.current_thread() is threading.main_thread():
            self._before = {number: signal.signal(number, self._ask) for number in SIGNALS}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        again = self.asked
        self.signal = number
        if again or self._blocked:
            raise KeyboardInterrupt
