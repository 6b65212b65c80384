"""What a result depends on besides its input: the rules, the tables, the libraries, how inputs are read."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

import pipeline
from pipeline.batch.work import Reading
from pipeline.paths import models_folder

STAGES = ("ingest", "extract", "schema.py", "batch/work.py", "batch/sketch.py")
LIBRARIES = (
    "spacy",
    "scispacy",
    "pydantic",
    "resiliparse",
    "ftfy",
    "lxml",
    "feedparser",
    "pypdfium2",
    "rensa",
)


def hash_models() -> str:
    """Of everything under models/ that the extractor may load: a change of one byte is seen."""
    folder = models_folder()
    files = (
        path for path in folder.rglob("*") if path.is_file() and path.suffix not in {".py", ".pyc", ".md"}
    )
    return _hash_files(folder, files)


def hash_code() -> str:
    """Of the code that reads and extracts."""
    folder = Path(pipeline.__file__).parent
    given = (folder / stage for stage in STAGES)
    files = (file for path in given for file in (path.rglob("*.py") if path.is_dir() else (path,)))
    return _hash_files(folder, files)


def find_versions() -> dict[str, str]:
    """Of mednews, Python and the libraries that texts and facts depend on."""
    versions = {"mednews": pipeline.__version__, "python": platform.python_version()}
    for name in LIBRARIES:
        try:
            versions[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return versions


def hash_rules(models: str, code: str, versions: dict[str, str], reading: Reading) -> str:
    """All of it in one: what was done under another hash is done again."""
    libraries = sorted(f"{name} {version}" for name, version in versions.items() if name != "python")
    parts = [models, code, *libraries, reading.text_field, reading.id_field]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _hash_files(folder: Path, files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(f"{path.relative_to(folder).as_posix()}\n".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
