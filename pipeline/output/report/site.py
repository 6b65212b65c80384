"""Writes the site: a page an article as the records come, then those of drugs and conditions, the index last.

Only rows of the index and figures are held, not the articles.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import MednewsError
from pipeline.output.report.entry import Entry, build_entry
from pipeline.output.report.figures import Figure, list_figures
from pipeline.output.report.page import Topic, render_article, render_index, render_topic
from pipeline.output.report.slug import make_slug
from pipeline.output.stored import Stored

_MARKER = ".mednews-report"
"""A file that says that the folder may be written over."""
_PARTS = ("articles", "topics", "static")
_FEWEST = 2
"""Articles that speak of a drug or condition from which it has a page, unless there are figures to show."""


class Built(NamedTuple):
    """What was written."""

    articles: int
    topics: int
    plots: int


def build_site(records: Iterable[Stored], folder: Path, *, title: str, plots: int) -> Built:
    """Write the site of some records into a folder.

    Args: plots: of how many drugs and conditions, the most told of first, the figures are drawn.
    Raises: MednewsError if the folder holds something else, or cannot be written.
    """
    try:
        _clear(folder)
        _copy_static(folder / "static")
        return _Site(folder).build(records, title, plots)
    except OSError as error:
        what = f"cannot be written: {error.strerror}"
        raise MednewsError(what, where=str(folder), hint="check the folder and its mode") from error


def _clear(folder: Path) -> None:
    """An empty folder with the marker; the parts of an older report go, the index first."""
    if folder.exists() and not folder.is_dir():
        raise MednewsError("no folder", where=str(folder), hint="name a folder for the site")
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()) and not (folder / _MARKER).is_file():
        raise MednewsError(
            "the folder holds something that is no report", where=str(folder), hint="name a new folder"
        )
    (folder / _MARKER).write_text("written by mednews report; it may be replaced\n", encoding="utf-8")
    (folder / "index.html").unlink(missing_ok=True)
    for part in _PARTS:
        shutil.rmtree(folder / part, ignore_errors=True)
        (folder / part).mkdir()


def _copy_static(folder: Path) -> None:
    for file in files("pipeline.output.report").joinpath("static").iterdir():
        (folder / file.name).write_bytes(file.read_bytes())


class _Site:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.entries: list[Entry] = []
        self.slugs: Counter[str] = Counter()
        self.topics: dict[tuple[str, str], Topic] = {}

    def build(self, records: Iterable[Stored], title: str, plots: int) -> Built:
        for stored in records:
            self._add_article(stored)
        told = [topic for topic in self.topics.values() if _is_told_of(topic)]
        told.sort(key=lambda topic: (-len(topic.entries), topic.name))
        drawn = sum(self._write_topic(topic, draw=rank < plots) for rank, topic in enumerate(told))
        self._write("index.html", render_index(self.entries, told, title))
        return Built(len(self.entries), len(told), drawn)

    def _add_article(self, stored: Stored) -> None:
        record = stored.record
        slug = make_slug(record.article.id)
        self.slugs[slug] += 1
        if self.slugs[slug] > 1:
            slug = f"{slug}-{self.slugs[slug]}"
        entry = build_entry(record, slug, retold=stored.retold)
        self.entries.append(entry)
        self._write(f"articles/{slug}.html", render_article(record, entry))
        main = [("drug", name) for name in entry.drugs] + [("condition", n) for n in entry.conditions[:1]]
        for kind, name in main:
            self._topic(kind, name).entries.append(entry)
        if not stored.retold:
            self._add_figures(list(list_figures(record, entry)), entry)

    def _add_figures(self, figures: list[tuple[object, Figure]], entry: Entry) -> None:
        for fact, figure in figures:
            for drug in getattr(fact, "drugs", None) or ():
                if drug in entry.drugs:
                    self._topic("drug", drug).figures[figure.kind].append(figure)
            for condition in entry.conditions[:1]:
                self._topic("condition", condition).figures[figure.kind].append(figure)

    def _topic(self, kind: str, name: str) -> Topic:
        key = (kind, name)
        if key not in self.topics:
            self.topics[key] = Topic(kind, name, f"{kind}-{make_slug(name)}")
        return self.topics[key]

    def _write_topic(self, topic: Topic, *, draw: bool) -> int:
        """How many plots were drawn."""
        plots = {}
        for kind, figures in topic.figures.items() if draw else ():
            if figures:
                from pipeline.output.report.plots import draw_plot

                plots[kind] = f"{topic.slug}-{kind}.svg"
                self._write(f"topics/{plots[kind]}", draw_plot(figures))
        self._write(f"topics/{topic.slug}.html", render_topic(topic, plots))
        return len(plots)

    def _write(self, name: str, text: str) -> None:
        # A lone surrogate, which no file can hold, is shown as a question mark.
        (self.folder / name).write_text(text, encoding="utf-8", errors="replace", newline="\n")


def _is_told_of(topic: Topic) -> bool:
    return len(topic.entries) >= _FEWEST or any(topic.figures.values())
