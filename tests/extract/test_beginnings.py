"""The table of what patterns begin with: current, and no more than a shortcut."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.extract import beginnings


def test_the_table_of_patterns_is_up_to_date() -> None:
    script = Path(__file__).parents[2] / "models" / "build_patterns.py"
    checked = subprocess.run([sys.executable, str(script), "--check"], capture_output=True, text=True)
    assert (checked.returncode, checked.stderr) == (0, "")


def test_what_the_table_lacks_is_read_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beginnings, "read_table", dict)
    assert beginnings.find_beginnings("(?:those|both) drugs") == ["both dru", "those dr"]
