"""A virtual environment for each peer, so that neither touches ours nor the other's."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

REQUIREMENTS = Path(__file__).with_name("requirements-peers.txt")
PEERS = {
    "drug-named-entity-recognition": "drug-named-entity-recognition",
    # Without its classifier it would guess at units that share a symbol.
    "quantulum3": "quantulum3[classifier]",
}
"""Peer to what pip installs; the versions are those of requirements-peers.txt."""


def make_environment(peer: str, folder: Path) -> Path:
    """The Python of the peer's environment in `folder`, made anew if the requirements have changed.

    Raises: subprocess.CalledProcessError if pip fails.
    """
    place = folder / f"venv-{peer}"
    python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    made_of = place / REQUIREMENTS.name
    wanted = REQUIREMENTS.read_text(encoding="utf-8")
    if made_of.is_file() and made_of.read_text(encoding="utf-8") == wanted:
        return python
    venv.create(place, with_pip=True, clear=True)
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    # stdout is for the table.
    subprocess.run([*pip, "--constraint", str(REQUIREMENTS), PEERS[peer]], check=True, stdout=sys.stderr)
    made_of.write_text(wanted, encoding="utf-8")
    return python
