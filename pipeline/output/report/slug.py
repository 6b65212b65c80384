"""Names to file names that every disk takes, no two names to the same."""

from __future__ import annotations

import hashlib
import re

_KEPT = 60
_DEVICES = frozenset({"con", "prn", "aux", "nul"})
"""Names that Windows gives no file."""


def make_slug(name: str) -> str:
    """Small letters, digits and hyphens; with a part of the name's hash where that lost something."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:_KEPT]
    if plain == name and plain not in _DEVICES:
        return plain
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{plain or 'page'}-{digest}"
