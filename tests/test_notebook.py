"""The example notebook: its cells run, and show what a notebook would show.

The cells are run as they stand, without a kernel, which is thirty packages and which none of them needs.
"""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]


def run_cell(source: str, names: dict[str, Any]) -> Any:
    """Run a cell; the value of its last line, if that is an expression."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names) if last else None


def test_the_example_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    notebook = json.loads((ROOT / "docs" / "example.ipynb").read_text(encoding="utf-8"))
    names: dict[str, Any] = {}
    shown = [
        run_cell("".join(cell["source"]), names) for cell in notebook["cells"] if cell["cell_type"] == "code"
    ]
    record, survival, displayed, (unexplained, checks) = shown
    assert '<span class="mark' in record._repr_html_()
    assert ("7.4\u00a0months", "PFS", "median", ["olaparib"]) in survival
    assert "18 of 78" in displayed._repr_html_()
    assert checks == []
    assert all(isinstance(each, str) for each in unexplained)
