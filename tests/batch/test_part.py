"""What a worker of a cluster does: parts that keep their borders, the lines of a run on one machine."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from batch_hooks import make_work_of_articles, quick

from pipeline.batch.inputs import Found, Selection, find_files, read_items
from pipeline.batch.item import Failure, Item
from pipeline.batch.part import Order, Part, PartWorker, mark_parts, plan_parts
from pipeline.batch.remote import Folder
from pipeline.batch.run import Job, run_batch
from pipeline.batch.work import Reading
from pipeline.errors import MednewsError

Write = Callable[..., Path]


def build_order(output: str | Path, **changes: Any) -> Order:
    order = Order(
        folder=Folder(str(output)),
        reading=Reading(),
        make_work=quick,
        rules="these",
        timeout=20.0,
        retry_failed=False,
        finish=lambda folder: None,
    )
    return order._replace(**changes)


def plan(*inputs: str, files: int = 4) -> list[Part]:
    found = [each for each in find_files(Selection(inputs)) if isinstance(each, Found)]
    return list(plan_parts(found, rules="these", files=files))


def work(parts: list[Part], order: Order) -> tuple[int, int]:
    """All parts, done by one worker; how many articles were done, and how many skipped."""
    with closing(PartWorker(order)) as worker:
        done = [worker.read(part) for part in parts]
        for key, marks in mark_parts(done).items():
            worker.write(key, marks)
    return sum(each.tally.articles for each in done), sum(each.tally.skipped for each in done)


def read_lines(output: Path, name: str) -> list[bytes]:
    place = output / name
    files = sorted(place.iterdir()) if place.is_dir() else [place]
    return sorted(line for file in files for line in file.read_bytes().splitlines())


class TestPlan:
    FOUND = tuple(Found(f"/in/{number:03}.txt", f"{number:03}.txt") for number in range(200))

    def test_each_file_is_in_one_part(self) -> None:
        parts = list(plan_parts(self.FOUND + self.FOUND[:50], rules="r", files=16))
        assert [found for part in parts for found in part.files] == list(self.FOUND)
        assert 5 < len(parts) < 40
        assert max(len(part.files) for part in parts) <= 64

    def test_a_new_file_leaves_most_parts_alone(self) -> None:
        before = {part.key for part in plan_parts(self.FOUND, rules="r", files=16)}
        after = {
            part.key for part in plan_parts([*self.FOUND, Found("/in/100b.txt", "")], rules="r", files=16)
        }
        assert 1 <= len(before - after) <= 2
        assert len(before & after) > 5

    @pytest.mark.parametrize("change", [{"version": "2"}, {"name": "other"}])
    def test_a_part_is_another_once_a_file_is(self, change: dict[str, str]) -> None:
        (before,) = plan_parts(self.FOUND[:3], rules="r", files=1000)
        (after,) = plan_parts([*self.FOUND[:2], self.FOUND[2]._replace(**change)], rules="r", files=1000)
        (other,) = plan_parts(self.FOUND[:3], rules="s", files=1000)
        assert len({before.key, after.key, other.key}) == 3

    def test_large_files_are_parts_of_their_own(self) -> None:
        large = [found._replace(path=f"s3:/{found.path}", size=70_000_000) for found in self.FOUND[:5]]
        assert [len(part.files) for part in plan_parts(large, rules="r")] == [1] * 5


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    """Articles of which some share a story, and two an id."""
    folder = tmp_path / "stories"
    told = " ".join(f"word{number}" for number in range(200))
    for name in ("b", "e", "sub/b", "sub/f"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.txt").write_text(told)
    for number in range(8):
        (folder / f"{number}.txt").write_text(" ".join(f"w{number}{at}" for at in range(200)))
    return folder


def test_the_lines_are_those_of_one_machine(stories: Path, tmp_path: Path) -> None:
    inputs = (str(stories), str(tmp_path / "f.txt"))
    (tmp_path / "f.txt").write_text("one more")
    (stories / "f.txt").write_text("of this name")
    run_batch(Job(Selection(inputs), tmp_path / "local"), make_work=make_work_of_articles)
    parts = plan(*inputs, files=2)
    assert len(parts) > 3
    work(parts, build_order(tmp_path / "out", make_work=make_work_of_articles))
    for name in ("facts.jsonl", "articles.jsonl"):
        assert read_lines(tmp_path / "out", name) == read_lines(tmp_path / "local", name)
    told = Counter(json.loads(line)["story"] for line in read_lines(tmp_path / "out", "articles.jsonl"))
    assert max(told.values()) == 4


class TestAgain:
    def test_what_is_done_is_not_done_again(self, articles: Write, tmp_path: Path) -> None:
        parts = plan(str(articles(9)))
        assert work(parts[1:], build_order(tmp_path / "out")) == (9 - len(parts[0].files), 0)
        assert work(parts, build_order(tmp_path / "out"))[0] == len(parts[0].files)
        before = read_lines(tmp_path / "out", "facts.jsonl")
        assert work(parts, build_order(tmp_path / "out")) == (0, 9)
        assert read_lines(tmp_path / "out", "facts.jsonl") == before
        assert len(before) == 27

    def test_what_could_not_be_read_is_looked_at_again(self, articles: Write, tmp_path: Path) -> None:
        folder = articles(3)
        parts = plan(str(folder), files=100)
        text = (folder / "001.txt").read_text()
        (folder / "001.txt").unlink()
        assert work(parts, build_order(tmp_path / "out")) == (2, 0)
        (folder / "001.txt").write_text(text)
        assert work(parts, build_order(tmp_path / "out")) == (1, 2)

    def test_what_failed_is_tried_again_when_asked(self, articles: Write, tmp_path: Path) -> None:
        parts = plan(str(articles(2, bad="fail")), files=100)
        order = build_order(tmp_path / "out")
        with closing(PartWorker(order)) as worker:
            assert [failure.error for failure in worker.read(parts[0]).failures] == ["ValueError"]
            assert worker.read(parts[0]).tally.failed == 0
        with closing(PartWorker(order._replace(retry_failed=True))) as worker:
            again = worker.read(parts[0])
        assert (again.tally.failed, again.tally.skipped, len(again.failures)) == (1, 2, 1)


def test_an_article_that_ends_its_process_is_set_apart(articles: Write, tmp_path: Path) -> None:
    (part,) = plan(str(articles(3, bad="die", worse="hang")), files=100)
    with closing(PartWorker(build_order(tmp_path / "out", timeout=0.5))) as worker:
        done = worker.read(part)
    assert done.tally.articles == 3
    assert sorted(failure.error for failure in done.failures) == ["ArticleTimeout", "WorkerDied"]


def test_a_node_with_other_rules_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(MednewsError, match="another mednews"):
        PartWorker(build_order(tmp_path / "out")).check()


class TestRemote:
    @pytest.fixture
    def bucket(self) -> Any:
        system = pytest.importorskip("fsspec").filesystem("memory")
        system.pipe("/bucket/in/a.txt", b"slow 1")
        system.pipe("/bucket/in/sub/lines.jsonl.gz", gzip.compress(b'{"text": "slow"}\n' * 2))
        system.pipe("/bucket/in/.hidden/b.txt", b"slow 2")
        system.pipe("/bucket/in/out/facts.jsonl", b"{}")
        yield system
        system.rm("/bucket", recursive=True)

    def test_files_of_a_filesystem_are_inputs(self, bucket: Any) -> None:
        items = list(read_items(Selection(("memory://bucket/in",), leave_out="memory:///bucket/in/out")))
        assert [(item.name, item.source) for item in items if isinstance(item, Item)] == [
            ("a.txt", "memory:///bucket/in/a.txt"),
            ("sub/lines:1", "memory:///bucket/in/sub/lines.jsonl.gz:1"),
            ("sub/lines:2", "memory:///bucket/in/sub/lines.jsonl.gz:2"),
        ]

    def test_one_file_has_its_own_name(self, bucket: Any) -> None:
        (item,) = read_items(Selection(("memory://bucket/in/a.txt",)))
        assert isinstance(item, Item)
        assert (item.name, item.content) == ("a.txt", b"slow 1")

    def test_what_is_not_there_is_told(self, bucket: Any) -> None:
        (failure,) = read_items(Selection(("memory://bucket/none",)))
        assert isinstance(failure, Failure)
        assert (failure.stage, failure.message) == ("list", "no such file or folder")

    def test_a_file_that_vanishes_is_told(self, bucket: Any) -> None:
        items = read_items(Selection(("memory://bucket/in",), include=("*.txt", "*.gz")))
        assert isinstance(next(items), Item)
        bucket.rm("/bucket/in/sub/lines.jsonl.gz")
        (failure,) = items
        assert isinstance(failure, Failure)
        assert (failure.stage, failure.message) == ("read", "no such file")

    def test_a_filesystem_without_a_library_is_told_before_the_work(self) -> None:
        with pytest.raises(MednewsError) as caught:
            list(read_items(Selection(("nosuch://bucket/in",))))
        assert caught.value.hint

    def test_parts_from_and_to_a_filesystem(self, bucket: Any, tmp_path: Path) -> None:
        parts = plan("memory://bucket/in/a.txt", "memory://bucket/in/sub", files=1)
        order = build_order("memory://bucket/out")
        assert work(parts, order) == (3, 0)
        assert work(parts, order) == (0, 3)
        names = order.folder.names("facts.jsonl")
        assert len(names) == len(parts) == 2
        assert sum(len(bucket.cat(f"/bucket/out/{name}").splitlines()) for name in names) == 9
        bucket.pipe("/bucket/in/a.txt", b"slow 1, and then some")
        assert (
            len({part.key for part in plan("memory://bucket/in/a.txt")} & {part.key for part in parts}) == 0
        )
