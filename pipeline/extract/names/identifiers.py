"""What registries number a name: UNII of drugs, MONDO and DOID of conditions.

The tables are sorted, and a name is found by halving: their bytes are read when asked for, not parsed.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pipeline.errors import ModelError
from pipeline.extract.names.lexicon import drug_lexicon
from pipeline.paths import models_folder

IDENTIFIED = {"DRUG": "drug_identifiers.tsv", "CONDITION": "condition_identifiers.tsv"}
"""The kinds of name that have identifiers, and their tables in models/lexicon/."""


@lru_cache(4096)
def find_identifiers(name: str, kind: str) -> tuple[str, ...]:
    """The identifiers of a normal name, "UNII:...", "MONDO:...", "DOID:..."; of a combination, of its parts.

    Args: name: as a fact states it; a code is looked up under its generic name. kind: DRUG or CONDITION.
    Raises: ModelError if the table is missing.

    Example:
        >>> find_identifiers("nivolumab", "DRUG")
        ('UNII:31YO63LBSN',)
    """
    parts = [part for whole in (name, _of_code(name, kind)) for part in whole.split(" + ")]
    found = [identifier for part in parts for identifier in _look_up(_key(part), kind)]
    return tuple(dict.fromkeys(found))


def _of_code(name: str, kind: str) -> str:
    code = drug_lexicon().code(name) if kind == "DRUG" else None
    return code.name if code else name


def _key(name: str) -> str:
    """The name as the tables write it: `identifier_key` of models/lexicon/build_identifiers.py."""
    return re.sub(r"[\W_]+", " ", re.sub(r"['’]s\b", "", name.lower())).strip()


def _look_up(key: str, kind: str) -> list[str]:
    """The identifiers in the row of this key, found by halving the table's bytes."""
    table, wanted = _read_table(kind), key.encode()
    low, high = 0, len(table)
    while low < high:
        start = table.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = table.find(b"\n", start) + 1 or len(table)
        name, _, rest = table[start:end].partition(b"\t")
        if name == wanted:
            return rest.decode().split("\t")[0].split()
        low, high = (end, high) if name < wanted else (low, start)
    return []


@cache
def _read_table(kind: str) -> bytes:
    path = models_folder() / "lexicon" / IDENTIFIED[kind]
    try:
        return path.read_bytes()
    except OSError as error:
        hint = "python models/lexicon/build_identifiers.py"
        raise ModelError("a table of identifiers is missing", where=str(path), hint=hint) from error
