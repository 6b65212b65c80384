"""The browser fixtures see what they are there to see."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def test_an_error_of_a_script_is_seen(open_page: Callable[..., Any]) -> None:
    page = open_page("data:text/html,<script>throw new Error('torn')</script>")
    assert any("torn" in problem for problem in page.problems)


def test_a_barrier_is_found(open_page: Callable[..., Any], find_barriers: Callable[[Any], list[str]]) -> None:
    page = open_page("data:text/html,<html lang=en><title>t</title><main><h1>h</h1><button></button></main>")
    (barrier,) = find_barriers(page)
    assert barrier.startswith("button-name (1 places)")
