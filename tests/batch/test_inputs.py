"""What INPUT... leads to: every file once, in folders and lists, and a failure for what cannot be read."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from pipeline.batch.inputs import Selection, measure, read_items
from pipeline.batch.item import Failure, Item


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "a.txt",
        "b.html",
        ".hidden.txt",
        "sub/c.txt",
        "sub/deep/d.txt",
        ".git/e.txt",
        "out/f.jsonl",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("words")
    return tmp_path


def names(selection: Selection, stdin: bytes | None = None) -> list[str]:
    items = read_items(selection, None if stdin is None else io.BufferedReader(io.BytesIO(stdin)))  # type: ignore[arg-type]
    return sorted(item.name for item in items if isinstance(item, Item))


def failures(selection: Selection) -> list[Failure]:
    return [found for found in read_items(selection) if isinstance(found, Failure)]


@pytest.mark.parametrize(
    "include, exclude, expected",
    [
        ((), (), ["a.txt", "b.html", "out/f.jsonl:1", "sub/c.txt", "sub/deep/d.txt"]),
        (("*.txt",), (), ["a.txt", "sub/c.txt", "sub/deep/d.txt"]),
        (("sub/*",), (), ["sub/c.txt", "sub/deep/d.txt"]),
        (("*.txt",), ("sub/deep/*", "a*"), ["sub/c.txt"]),
    ],
    ids=["all but hidden", "a name", "a path", "both"],
)
def test_globs(folder: Path, include: tuple[str, ...], exclude: tuple[str, ...], expected: list[str]) -> None:
    found = names(Selection((str(folder),), include, exclude))
    assert [name.replace("out/f:1", "out/f.jsonl:1") for name in found] == expected


def test_the_output_is_no_input(folder: Path) -> None:
    assert "out/f:1" not in names(Selection((str(folder),), leave_out=folder / "out"))


def test_a_file_has_one_name_whichever_input_led_to_it(folder: Path) -> None:
    inputs = (str(folder / "sub"), str(folder), str(folder / "sub" / "c.txt"))
    assert names(Selection(inputs)).count("sub/c.txt") == 3
    assert "c.txt" not in names(Selection(inputs))


@pytest.mark.parametrize("end", ["\n", "\0"])
def test_a_list_on_standard_input(folder: Path, end: str) -> None:
    listed = end.join([str(folder / "a.txt"), str(folder / "sub"), ""]).encode()
    assert names(Selection(("-",), list_end=end), listed) == ["a.txt", "c.txt", "deep/d.txt"]


def test_names_with_newlines_and_bytes_that_are_no_characters(tmp_path: Path) -> None:
    (tmp_path / "a\nb.txt").write_text("words")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/c\xff.txt")).write_text("words")
    assert names(Selection((str(tmp_path),))) == ["a\nb.txt", "c\\xff.txt"]
    assert names(Selection(("-",), list_end="\0"), os.fsencode(tmp_path / "a\nb.txt")) == ["a\nb.txt"]


def test_links_in_a_circle_are_told_once_each(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text("words")
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to("self")
    selection = Selection((str(tmp_path),))
    assert names(selection) == ["sub/a.txt"]
    told = {failure.source: (failure.stage, failure.message) for failure in failures(selection)}
    assert told[str(tmp_path / "sub" / "up")] == ("list", "a symbolic link to a folder above it")
    assert told[str(tmp_path / "self")][0] == "read"
    assert len(told) == 2


def test_what_cannot_be_read_is_told_with_a_hint(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "gone.txt").symlink_to("nowhere")
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 and no more")
    (tmp_path / "large.txt").write_text("x" * 101)
    found = list(read_items(Selection((str(tmp_path),)), max_bytes=100))
    told = {Path(each.source).name: each for each in found if isinstance(each, Failure)}
    assert set(told) == {"pipe.txt", "gone.txt", "broken.zip", "large.txt"}
    assert all(failure.hint and failure.stage == "read" and not failure.sha256 for failure in told.values())
    assert told["large.txt"].error == "InputTooLarge"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_listed(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    (failure,) = failures(Selection((str(tmp_path),)))
    assert (failure.source, failure.stage) == (str(closed), "list")


def test_the_sizes_of_items_sum_up_to_what_is_on_the_disk(folder: Path) -> None:
    selection = Selection((str(folder),))
    sizes = [item.size for item in read_items(selection) if isinstance(item, Item)]
    assert measure(selection) == sum(sizes) == 25
    assert measure(Selection(("-",))) is None
