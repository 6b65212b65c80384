"""What is packed: the tables inside the wheel, constraints by hash alone, entry points, one version."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
CONSTRAINTS = (ROOT / "constraints.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_constraints_name_no_host() -> None:
    assert not re.search(r"https?://|--(extra-)?index-url|--find-links|git\+", CONSTRAINTS)


def test_every_constraint_is_exact_and_hashed() -> None:
    code = "\n".join(line for line in CONSTRAINTS.splitlines() if not line.startswith("#"))
    entries = re.split(r"\n(?=\S)", code.strip())
    assert len(entries) > 50
    for entry in entries:
        assert re.match(r"[a-z0-9-]+==\S+", entry)
        assert "--hash=sha256:" in entry


def test_constraints_cover_what_is_required(project: dict[str, Any]) -> None:
    pinned = {canonical(name) for name in re.findall(r"^([A-Za-z0-9._-]+)==", CONSTRAINTS, re.M)}
    asked = project["project"]["dependencies"] + project["project"]["optional-dependencies"]["dev"]
    asked += project["build-system"]["requires"]
    assert {canonical(re.match(r"[A-Za-z0-9._-]+", one)[0]) for one in asked} <= pinned  # type: ignore[index]


def test_versions_agree(project: dict[str, Any]) -> None:
    import pipeline

    assert project["project"]["version"] == pipeline.__version__


def test_every_component_of_the_config_is_an_entry_point(project: dict[str, Any]) -> None:
    config = (ROOT / "models" / "mednews.cfg").read_text(encoding="utf-8")
    components = set(re.findall(r'^factory = "(\w+)"', config, re.M))
    on_request = {"mednews_ner", "mednews_ner_marks"}
    assert components | on_request == set(project["project"]["entry-points"]["spacy_factories"])
    for entry_point in metadata.entry_points(group="spacy_factories"):
        if entry_point.name in components:
            assert callable(entry_point.load())


def test_models_go_under_the_package(project: dict[str, Any]) -> None:
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["force-include"] == {"models": "pipeline/models"}
    assert wheel["packages"] == ["pipeline"]
