"""What tests of every stage use: the pipeline, loaded once, and the shared articles, where they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The whole pipeline."""
    import pipeline

    return pipeline.load()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of measuring material beside the checkout; a user's machine does not have it."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("there is no ../shared")
    return folder
