"""The store as files: facts.jsonl, articles.jsonl, errors.jsonl, and run.json.

Each is written beside its place and moved there when it is whole, so a reader sees the old file or the new
one. The lines stand in the order of their sources, whatever the workers did: same inputs, same bytes.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any

from pipeline.batch.item import Failure
from pipeline.batch.store import Lines, Store
from pipeline.batch.stories import group_stories
from pipeline.errors import MednewsError

FACTS, ARTICLES, ERRORS, RUN = "facts.jsonl", "articles.jsonl", "errors.jsonl", "run.json"


def write_outputs(store: Store, folder: Path) -> None:
    """All three files of lines, anew. Raises: MednewsError if they cannot be written."""
    with ExitStack() as stack:
        facts, articles, errors = (
            stack.enter_context(replace_file(folder / name)) for name in (FACTS, ARTICLES, ERRORS)
        )
        stories = Stories(group_stories(store.read_sketches()))
        for lines in store.read_lines():
            lines = mark_stories(rename(lines) if lines.has_namesake else lines, stories.name)
            facts.write(lines.facts)
            articles.write(lines.articles)
        for failure in store.read_failures():
            errors.write(render_failure(failure))


@contextmanager
def replace_file(path: Path) -> Iterator[IO[bytes]]:
    """A file to write to, which takes the place of `path` at the end, if all went well.

    Raises: MednewsError where the system says OSError.
    """
    partial = path.with_name(path.name + ".part")
    try:
        try:
            with partial.open("wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            partial.replace(path)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise unwritable(error, path) from error


def unwritable(error: OSError, path: Path) -> MednewsError:
    """The error for a file or folder that cannot be written."""
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    hint = (
        "make room on the disk, then give the same command again" if full else "check the folder and its mode"
    )
    return MednewsError(f"cannot be written: {error.strerror}", where=str(path), hint=hint)


def rename(lines: Lines) -> Lines:
    """The lines of an item that shares its id with another: both are called by their sources."""

    def new(id: str) -> str:
        return lines.source + id.removeprefix(lines.id)

    articles = [json.loads(line) for line in lines.articles.splitlines()]
    for line in articles:
        line["article"]["id"] = new(line["article"]["id"])
    facts = [json.loads(line) for line in lines.facts.splitlines()]
    for line in facts:
        line["article"] = new(line["article"])
    return lines._replace(articles=_render(articles), facts=_render(facts))


class Stories:
    """Tells, article after article, which story it tells.

    Args: first: for each article, in the order of the store, the index of the first one of its story.
    """

    def __init__(self, first: list[int]) -> None:
        self._first = first
        self._shared = {index for at, index in enumerate(first) if index != at}
        self._ids: dict[int, str] = {}
        """Of the first articles of stories that are told again."""
        self._at = 0

    def name(self, id: str) -> str:
        """The story of the next article, which has this id: the id of the first that tells it."""
        at, first = self._at, self._first[self._at]
        self._at += 1
        if at in self._shared:
            self._ids[at] = id
        return self._ids.get(first, id)


def mark_stories(lines: Lines, name: Callable[[str], str]) -> Lines:
    """Each article with its "story", by its id; facts told before as well."""
    retold: dict[str, str] = {}
    articles = []
    for line in lines.articles.splitlines(keepends=True):
        id: str = json.loads(line)["article"]["id"]
        story = name(id)
        articles.append(_append(line, "story", story))
        if story != id:
            retold[id] = story
    facts = _mark_facts(lines.facts, retold) if retold else lines.facts
    return lines._replace(articles=b"".join(articles), facts=facts)


def _mark_facts(lines: bytes, retold: dict[str, str]) -> bytes:
    marked = []
    for line in lines.splitlines(keepends=True):
        story = retold.get(json.loads(line)["article"])
        marked.append(line if story is None else _append(line, "story", story))
    return b"".join(marked)


def _append(line: bytes, key: str, value: str) -> bytes:
    """The line, an object of JSON, with one more member at its end."""
    member = f", {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}}}\n"
    return line.rstrip()[:-1] + member.encode("utf-8")


def _render(lines: list[dict[str, Any]]) -> bytes:
    return b"".join(json.dumps(line, ensure_ascii=False).encode("utf-8") + b"\n" for line in lines)


def render_failure(failure: Failure) -> bytes:
    """A line of errors.jsonl."""
    fields = {
        "path": failure.source,
        "stage": failure.stage,
        "error": failure.error,
        "message": failure.message,
        "hint": failure.hint,
    }
    line = {key: value for key, value in fields.items() if value is not None}
    return json.dumps(line, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


def write_run(folder: Path, run: dict[str, Any]) -> None:
    """run.json. Raises: MednewsError if it cannot be written."""
    with replace_file(folder / RUN) as file:
        file.write(json.dumps(run, indent=2, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")
