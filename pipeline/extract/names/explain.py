"""What the lexicon knows of a name, and when running text counts it: for `mednews lexicon find`."""

from __future__ import annotations

from difflib import get_close_matches
from typing import NamedTuple

from pipeline.extract.names.condition import find_conditions
from pipeline.extract.names.drug import find_drugs
from pipeline.extract.names.drug_spelling import nearest
from pipeline.extract.names.identifiers import find_identifiers
from pipeline.extract.names.lexicon import Entry, drug_lexicon
from pipeline.extract.names.phrase import plain, read_rows

RULES = {
    "exact": "only in these capitals",
    "proper": "only with a capital",
    "confirmed": "only where the article names its generic, or calls it a drug",
    "component": "only where the article names one of its components, or calls it a drug",
    "given": "only where each mention is given to somebody: it is a body's substance, or a food",
    "treatment": "only where one mention is given to somebody; not the body's own",
    "outside": "unless it is the body's own, or a drug's target",
    "code": "however it is spaced; one letter and digits only where called a drug, or beside its generic",
}
"""The rules of models/lexicon/drugs.tsv, for a reader."""

CLASSES = {
    "abbreviation": "only as written",
    "unsure": "means other things too: only beside words of disease, or where its long form stands",
    "modifier": "no condition alone: a part of one",
    "site": "no condition alone: a place",
    "eponym": 'no condition alone: a name before "disease" or "syndrome"',
    "vague": "never: too general",
    "symptom": "never as a condition: a symptom",
}
"""The classes of the tables of conditions that do not stand alone, for a reader."""

NEAREST = 5


class Known(NamedTuple):
    """One meaning of a name."""

    form: str
    kind: str
    """DRUG, REGIMEN, CODE, DRUG_CLASS, PLACEBO, CONDITION, or NONE: a listed word that is never a name."""
    name: str
    forms: list[str]
    components: list[str]
    source: str
    identifiers: list[str]
    counts: str
    """When running text counts it."""


def explain_name(form: str) -> list[Known]:
    """Every meaning of a name in the tables; empty where it has none.

    Raises: ModelError if a table is missing.
    """
    code = drug_lexicon().code(form)
    entries = [*drug_lexicon().get(form), *([code] if code else [])]
    known = [*map(_of_drug, entries), *_of_stop(form), *_of_condition(form)]
    return known or _of_shape(form)


def find_near(form: str) -> list[str]:
    """Names of the drug table that look like an unknown one, nearest first."""
    low = form.lower()
    slip = nearest(low)
    forms = {entry.form for entry in drug_lexicon().entries() if _may_be_near(entry.form.lower(), low)}
    by_key = {near.lower(): near for near in sorted(forms)}
    close = [by_key[key] for key in get_close_matches(low, by_key, n=NEAREST, cutoff=0.75)]
    return list(dict.fromkeys([*([slip.form] if slip else []), *close]))


def _may_be_near(known: str, form: str) -> bool:
    """A cheap test: about as long, and the same beginning or end."""
    return abs(len(known) - len(form)) < 4 and (known[:3] == form[:3] or known[-4:] == form[-4:])


def _of_drug(entry: Entry) -> Known:
    forms = sorted({other.form for other in drug_lexicon().entries() if other.name == entry.name})
    counts = "; ".join(RULES[rule] for rule in sorted(entry.rule)) or "everywhere, whatever its capitals"
    identifiers = list(find_identifiers(entry.name, "DRUG")) if entry.kind in {"DRUG", "CODE"} else []
    components = list(entry.components)
    return Known(entry.form, entry.kind, entry.name, forms, components, entry.source, identifiers, counts)


def _of_stop(form: str) -> list[Known]:
    """Names of the UNII list that are other words as well: "never" ones are in no table of names."""
    rows = [row for row in read_rows("stop.tsv") if row["form"] == form.lower() and row["rule"] == "never"]
    return [Known(form, "NONE", "", [], [], "stop.tsv", [], f"never: {row['why']}") for row in rows[:1]]


def _of_condition(form: str) -> list[Known]:
    """The rows of the tables of conditions, else the phrase that their words make."""
    term = plain(form).strip()
    terms = {form, term, term.replace("-", " ")}
    tables = ("conditions_hand.tsv", "conditions.tsv")
    rows = [row for table in tables for row in read_rows(table) if row["term"] in terms]
    if form.islower():  # "calcium", of a capital "Calcium disease"
        rows = [row for row in rows if row["class"] != "eponym"]
    found = [name.name for name in find_conditions(form, {}) if name.end - name.start == len(form.strip())]
    if not rows and not found:
        return []
    classes = [row["class"] for row in rows if not found or row["class"] == "abbreviation"]
    why = next((CLASSES[kind] for kind in classes if kind in CLASSES), "everywhere")
    name = found[0] if found else next((row["name"] for row in rows if row.get("name")), term)
    forms = sorted({row["term"] for row in read_rows("conditions_hand.tsv") if row["name"] == name})
    source = "; ".join(dict.fromkeys(row["source"] for row in rows)) or "a phrase of known words"
    return [Known(form, "CONDITION", name, forms, [], source, list(find_identifiers(name, "CONDITION")), why)]


def _of_shape(form: str) -> list[Known]:
    """A name that no table has: by its stem, the shape of a code, or one slip from a known name."""
    found = [name for name in find_drugs(f"{form} ", {}) if (name.start, name.end) == (0, len(form))]
    if not found:
        return []
    slip = nearest(form.lower())
    why = f"as a slip of {slip.form}" if slip else "by its shape: a stem of drug names, or a code"
    name = found[0].name
    return [Known(form, found[0].kind, name, [], [], "no table", list(find_identifiers(name, "DRUG")), why)]
