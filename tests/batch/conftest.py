"""Folders of articles for a batch, disks that are small, and the work that needs no pipeline."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.batch.inputs import Selection
from pipeline.batch.run import Job

# A worker is a new process: it finds the work by the name of its module.
sys.path.insert(0, str(Path(__file__).parent))

Write = Callable[..., Path]


@pytest.fixture
def articles(tmp_path: Path) -> Write:
    """Write a folder of so many slow articles, and of those that are given by name."""

    def write(count: int = 0, **named: str) -> Path:
        folder = tmp_path / "articles"
        folder.mkdir(exist_ok=True)
        for number in range(count):
            (folder / f"{number:03}.txt").write_text(f"slow {number}")
        for name, text in named.items():
            (folder / f"{name}.txt").write_text(text)
        return folder

    return write


@pytest.fixture
def job(tmp_path: Path) -> Job:
    """Of the folder of `articles`, with two workers, into tmp_path/out."""
    return Job(Selection((str(tmp_path / "articles"),)), tmp_path / "out", workers=2)


@pytest.fixture
def mount(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Mount a disk in memory with the given options; again, to change them."""
    folder = tmp_path / "disk"

    def mount(options: str) -> Path:
        if os.geteuid() != 0:
            pytest.skip("only root may mount a disk")
        again = ",remount" if folder.is_mount() else ""
        folder.mkdir(exist_ok=True)
        command = ["mount", "-t", "tmpfs", "-o", options + again, "tmpfs", str(folder)]
        if subprocess.run(command, capture_output=True).returncode:
            pytest.skip("no disk can be mounted here")
        return folder

    yield mount
    if folder.is_mount():
        subprocess.run(["umount", str(folder)], check=True)
