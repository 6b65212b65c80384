"""Where models/, corpus/ and gold/ are: the environment, then the checkout, then the installed package."""

from __future__ import annotations

import os
from pathlib import Path

from pipeline.errors import MednewsError

_PACKAGE = Path(__file__).resolve().parent


def _find_folder(name: str) -> Path:
    """The folder `name`: $MEDNEWS_<NAME>, else beside the package (a checkout), else inside it (a wheel)."""
    variable = f"MEDNEWS_{name.upper()}"
    if variable in os.environ:
        folder = Path(os.environ[variable])
        if not folder.is_dir():
            raise MednewsError(
                f"${variable} is no folder", where=str(folder), hint=f"unset {variable} or mend it"
            )
        return folder
    # A checkout is known by its pyproject.toml: site-packages/models would be somebody else's.
    checkout = _PACKAGE.parent
    candidates = [checkout / name] if (checkout / "pyproject.toml").is_file() else []
    candidates.append(_PACKAGE / name)
    for folder in candidates:
        if folder.is_dir():
            return folder
    raise MednewsError(
        f"no {name}/ folder", where=str(candidates[0]), hint=f"give its path by an option or by ${variable}"
    )


def models_folder() -> Path:
    """models/: everything the extractor loads and is not code.

    Raises: MednewsError if it is neither in the checkout nor in the wheel.
    """
    return _find_folder("models")


def corpus_folder() -> Path:
    """corpus/: the articles of our own. Raises: MednewsError outside a checkout."""
    return _find_folder("corpus")


def gold_folder() -> Path:
    """gold/: the hand-made annotations of corpus/. Raises: MednewsError outside a checkout."""
    return _find_folder("gold")
