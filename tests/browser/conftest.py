"""A headless Chromium for tests of pages, and axe-core to look for what shuts people out.

Both are looked for, never fetched: where one is missing its tests skip and say how to get it.

    apt-get install chromium                   or MEDNEWS_CHROMIUM=/path/to/chromium
    pip install 'mednews[browser]'             playwright, which drives it
    npm install --prefix tests/browser         axe-core, or MEDNEWS_AXE=/path/to/axe.min.js
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

AXE = Path(__file__).with_name("node_modules") / "axe-core" / "axe.min.js"
PHONE, DESKTOP = (390, 844), (1280, 900)
"""Width and height of a window, in CSS pixels."""
GRAVE = frozenset({"serious", "critical"})
"""Impacts of a finding of axe-core that fail a test."""

OpenPage = Callable[..., "Page"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once; skips where it or playwright is missing."""
    api = pytest.importorskip("playwright.sync_api", reason="no playwright: pip install 'mednews[browser]'")
    chromium = os.environ.get("MEDNEWS_CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        pytest.skip("no Chromium: apt-get install chromium, or set MEDNEWS_CHROMIUM")
    with api.sync_playwright() as playwright:
        # Root, as in a container, has no sandbox.
        options = ["--no-sandbox"] if os.geteuid() == 0 else []
        started = playwright.chromium.launch(executable_path=chromium, args=options)
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """`open_page(url, size=PHONE, dark=True)`: a page in a window of its own, open until the test ends.

    `problems` of a page, a list that grows, holds what its scripts threw and what the console calls an error,
    breaches of the Content-Security-Policy among them. `offline=True` cuts the network off.
    """
    contexts = []

    def open_(
        url: str, *, size: tuple[int, int] = DESKTOP, dark: bool = False, offline: bool = False
    ) -> Page:
        width, height = size
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            offline=offline,
        )
        contexts.append(context)
        page = context.new_page()
        page.problems = watch_problems(page)  # type: ignore[attr-defined]
        page.goto(url)
        return page

    yield open_
    for context in contexts:
        context.close()


def watch_problems(page: Page) -> list[str]:
    """A list to which the errors of the page's scripts and console are added as they come."""
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    return problems


@pytest.fixture(scope="session")
def find_barriers() -> Callable[[Page], list[str]]:
    """`find_barriers(page)`: the serious findings of axe-core, one line each; skips where it is missing."""
    axe = Path(os.environ.get("MEDNEWS_AXE") or AXE)
    if not axe.is_file():
        pytest.skip("no axe-core: npm install --prefix tests/browser, or set MEDNEWS_AXE")
    source = axe.read_text(encoding="utf-8")

    def find(page: Page) -> list[str]:
        page.evaluate(source)
        found: dict[str, Any] = page.evaluate("() => axe.run()")
        return [_describe(each) for each in found["violations"] if each["impact"] in GRAVE]

    return find


def _describe(violation: dict[str, Any]) -> str:
    node = violation["nodes"][0]
    return (
        f"{violation['id']} ({len(violation['nodes'])} places): {node['html'][:200]} {node['failureSummary']}"
    )


@pytest.fixture
def take_picture(tmp_path: Path) -> Callable[[Page, str], Path]:
    """`take_picture(page, "index-phone")`: a PNG, kept in MEDNEWS_SCREENSHOTS if that is set."""
    folder = Path(os.environ.get("MEDNEWS_SCREENSHOTS") or tmp_path)

    def take(page: Page, name: str) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{name}.png"
        page.screenshot(path=path, full_page=True)
        return path

    return take
