"""A part of a large batch: a few hundred files that one worker of a cluster reads, keeps and writes out.

Nothing in here knows of the cluster. A part's name follows from its files and the rules, and so does what is
written under that name: whoever does a part again, after a node is lost say, writes the same bytes.
"""

from __future__ import annotations

import hashlib
import os
import platform
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from pipeline.batch.inputs import Found, read_found
from pipeline.batch.item import Failure, Item
from pipeline.batch.outputs import ARTICLES, FACTS, Stories, mark_stories, rename
from pipeline.batch.pool import Pool
from pipeline.batch.remote import Folder, is_url
from pipeline.batch.rules import find_versions, hash_code, hash_models, hash_rules
from pipeline.batch.sketch import BYTES
from pipeline.batch.store import NAME, Counts, Store
from pipeline.batch.stories import group_stories
from pipeline.batch.tally import Tally
from pipeline.batch.work import Reading, Work
from pipeline.errors import MednewsError

FILES = 256
"""In a part, on average: some ten seconds of work, which is what the loss of a node costs."""
BYTES_A_PART = 64_000_000
STATE = "state"
"""The folder of what is done, a store a part."""


class Part(NamedTuple):
    """Files that are done together."""

    key: str
    files: tuple[Found, ...]

    @property
    def size(self) -> int:
        """Bytes of its files."""
        return sum(found.size for found in self.files)


class Done(NamedTuple):
    """What a part holds, without its lines."""

    key: str
    items: list[tuple[str, str, int]]
    """Source, id and number of articles of each."""
    sketches: list[bytes]
    """Of the articles of each item."""
    failures: list[Failure]
    held: Counts
    tally: Tally
    """What was done now."""


class Marks(NamedTuple):
    """What the lines of a part must be told of the other parts."""

    namesakes: frozenset[str]
    """Sources of the items that share their id."""
    retold: Mapping[str, str]
    """Of articles whose story was told before: their ids, and that of the first that tells it."""


class Order(NamedTuple):
    """How parts are worked: plain data, sent to each worker."""

    folder: Folder
    reading: Reading
    make_work: Callable[[], Work]
    rules: str
    timeout: float
    retry_failed: bool
    finish: Callable[[Path], None]
    """What else is to be made of the outputs of a part."""


def plan_parts(found: Iterable[Found], *, rules: str, files: int = FILES) -> Iterator[Part]:
    """The files as parts of some so many, each file once.

    A part ends where a file's path says so, by its hash: a file that is new changes the part it falls in, and
    the next one where a part is full, but not the borders of all that follow.
    """
    pending: list[Found] = []
    size = 0
    for each in sorted({file.path: _weigh(file) for file in found}.values()):
        pending.append(each)
        size += each.size
        digest = hashlib.blake2b(os.fsencode(each.path), digest_size=4).digest()
        if int.from_bytes(digest) % files == 0 or size >= BYTES_A_PART or len(pending) >= 4 * files:
            yield _name_part(pending, rules)
            pending, size = [], 0
    if pending:
        yield _name_part(pending, rules)


def _weigh(found: Found) -> Found:
    """A file of a disk with its size and time."""
    if is_url(found.path):
        return found
    try:
        status = os.stat(found.path)
    except OSError:  # told when it is opened
        return found
    return found._replace(size=status.st_size, version=f"{status.st_size} {status.st_mtime_ns}")


def _name_part(files: list[Found], rules: str) -> Part:
    digest = hashlib.sha256(rules.encode())
    for found in files:
        digest.update(f"{found.path}\0{found.name}\0{found.version}\n".encode("utf-8", "surrogateescape"))
    return Part(digest.hexdigest()[:16], tuple(files))


class PartWorker:
    """Reads parts into stores, and writes the stores out; the pipeline is loaded once.

    The articles are extracted in a process of its own, by the pool of a single machine: one that hangs or
    kills its process is tried twice and set apart, and the worker lives on.
    """

    def __init__(self, order: Order) -> None:
        self._order = order
        self._pool = Pool(order.make_work, workers=1, timeout=order.timeout)

    def check(self) -> None:
        """Raises: MednewsError if this node has other rules, tables or libraries than the one that asks."""
        rules = hash_rules(hash_models(), hash_code(), find_versions(), self._order.reading)
        if rules != self._order.rules:
            what = "another mednews, or other tables or libraries, than where the run was begun"
            raise MednewsError(what, where=platform.node(), hint="install the same on every node")

    def close(self) -> None:
        """End its process."""
        self._pool.close()

    def read(self, part: Part) -> Done:
        """Do what is not done yet of a part, and keep it. Raises: MednewsError if it cannot be kept."""
        name, tally = _state(part.key), Tally()
        with TemporaryDirectory(prefix="mednews-") as scratch:
            file = Path(scratch, NAME)
            is_new = not self._order.folder.get(name, file)
            store = Store(file.parent, rules=self._order.rules)
            try:
                failed = store.count().failed if self._order.retry_failed else 0
                if is_new or store.unread or failed:
                    self._work(part, store, tally)
                else:
                    tally.skipped = len(list(store.read_sources()))
                done = _describe(part.key, store, tally)
            finally:
                store.close()
            if tally.articles or tally.failed or is_new:
                self._order.folder.put(name, file)
        return done

    def _work(self, part: Part, store: Store, tally: Tally) -> None:
        for item, outcome in self._pool.run(self._find_work(part, store, tally)):
            if isinstance(outcome, Failure):
                store.add_failure(outcome)
            else:
                store.add(item, outcome)
            tally.add(item, outcome)

    def _find_work(self, part: Part, store: Store, tally: Tally) -> Iterator[Item]:
        for found in part.files:
            for each in read_found(found, self._order.reading.max_bytes):
                if isinstance(each, Failure):
                    store.add_failure(each)
                    tally.add(None, each)
                elif store.knows(each, retry_failed=self._order.retry_failed):
                    tally.skip(each)
                else:
                    yield each

    def write(self, key: str, marks: Marks) -> None:
        """The outputs of a part, from its store. Raises: MednewsError if they cannot be written."""
        with TemporaryDirectory(prefix="mednews-") as scratch:
            folder = Path(scratch)
            self._order.folder.get(_state(key), folder / NAME)
            _write_lines(folder, self._order.rules, marks)
            self._order.finish(folder)
            for path in sorted(folder.iterdir()):
                if not path.name.startswith(NAME):
                    self._order.folder.put(f"{path.name}/part-{key}{path.suffix}", path)


def _state(key: str) -> str:
    return f"{STATE}/part-{key}.sqlite"


def _describe(key: str, store: Store, tally: Tally) -> Done:
    items = list(store.read_sources())
    sketches = b"".join(store.read_sketches())
    ends = [0]
    for _, _, articles in items:
        ends.append(ends[-1] + articles * BYTES)
    each = [sketches[at:end] for at, end in pairwise(ends)]
    return Done(key, items, each, list(store.read_failures()), store.count(), tally)


def _write_lines(folder: Path, rules: str, marks: Marks) -> None:
    store = Store(folder, rules=rules)
    try:
        with ExitStack() as stack:
            facts, articles = (stack.enter_context((folder / name).open("wb")) for name in (FACTS, ARTICLES))
            for lines in store.read_lines():
                lines = rename(lines) if lines.source in marks.namesakes else lines
                lines = mark_stories(lines, lambda id: marks.retold.get(id, id))
                facts.write(lines.facts)
                articles.write(lines.articles)
    finally:
        store.close()


def mark_parts(parts: list[Done]) -> dict[str, Marks]:
    """What each part must be told, by its key: the same as if all were read on one machine."""
    items = sorted(
        (*item, part.key, sketches)
        for part in parts
        for item, sketches in zip(part.items, part.sketches, strict=True)
    )
    stories = Stories(group_stories(sketches for *_, sketches in items))
    holders = Counter(id for _, id, *_ in items)
    namesakes: defaultdict[str, set[str]] = defaultdict(set)
    retold: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for source, id, articles, key, _ in items:
        if holders[id] > 1:
            namesakes[key].add(source)
        name = source if holders[id] > 1 else id
        for article in [name] if articles == 1 else [f"{name}#{at}" for at in range(1, articles + 1)]:
            if (story := stories.name(article)) != article:
                retold[key][article] = story
    return {part.key: Marks(frozenset(namesakes[part.key]), retold[part.key]) for part in parts}
