"""Finds drugs, classes of treatment and placebos, and gives each its normal name.

The table of names comes first (models/lexicon/drugs.tsv), then names recognised by their shape, then what the
article itself explains (abbreviations, brackets). Of overlapping names the longest wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain

from pipeline.extract.names import drug_rules as rules
from pipeline.extract.names.drug_alias import find_aliases, find_regimens, find_words
from pipeline.extract.names.drug_called import find_called
from pipeline.extract.names.drug_context import find_by_context
from pipeline.extract.names.drug_shape import find_by_shape
from pipeline.extract.names.drug_spelling import find_misspelt
from pipeline.extract.names.lexicon import Folded, Hit, drug_lexicon, fold, read_words
from pipeline.extract.spans import Name

# A bare mention of these means the full name that the article gives elsewhere.
SHORT_FOR_FULL = frozenset({"interferon", "peginterferon", "interferon beta", "interferon alfa"})
LINK = re.compile(r"://|www\.|@|\.(?:com|org|gov|net|edu)\b")
BIOSIMILAR = re.compile(r"-[a-z]{4}(?!\w)")
NO_BIOSIMILAR = frozenset(
    {
        "-free",
        "-like",
        "-only",
        "-plus",
        "-type",
        "-arms",
        "-dose",
        "-drug",
        "-cell",
        "-line",
        "-days",
        "-week",
        "-year",
    }
    | {"-side", "-than", "-beta", "-alfa", "-alpha"}
)
BIOLOGIC = re.compile(r"(?:mab|cept|stim|alfa|ase|toxin|tansine|tecan|vedotin|glargine|aspart|grastim|tox)$")
# Part of a brand's name: "Trelegy Ellipta", "Seroquel XR".
DEVICE = re.compile(
    r" (?:Aerosphere|Ellipta|Respimat|HandiHaler|Diskus|Turbuhaler|HFA|FlexPen|SoloStar|Depot"
    r"|ODT|XR|ER|SR|CR|XL|LA)\b"
)
SALT = re.compile(r" ([a-z]+)\b(?!-)")
BLANK = frozenset({" ", "\n"})
CONTEXTUAL = frozenset({"component", "confirmed", "given", "treatment", "outside"})
# What a long form may hold beside its drugs: "lenalidomide and low-dose dexamethasone".
BESIDE = re.compile(r"\b(?:and|plus|with|low-dose|high-dose|therapy|treatment|injection|the|alone)\b|[^\w]+")
AGAINST = re.compile(r"\banti-$")


def find_drugs(text: str, abbreviations: Mapping[str, str]) -> list[Name]:
    """The drugs (DRUG), classes and unnamed treatments (DRUG_CLASS) and placebos (PLACEBO) of an article.

    Args: text: the article. abbreviations: short form -> long form, as the article defines them.
    Returns: names in text order that do not overlap; offsets are code points, `name` is lower case.
    Raises: ModelError if the table of names cannot be read.

    Example:
        >>> [name.name for name in find_drugs("Rituxan plus CHOP, or placebo", {})]
        ['rituximab', 'chop', 'placebo']
    """
    folded = fold(text)
    lexicon = drug_lexicon()
    by_form = (
        find_misspelt(folded),
        find_by_shape(folded, lexicon),
        find_called(folded, lexicon),
        find_by_context(folded, lexicon),
    )
    found = _longest([*_known(folded, abbreviations), *chain.from_iterable(by_form)])
    found = _merge_combinations(folded, found)
    drugs = [name for name in found if name.kind == "DRUG"]
    aliases = find_aliases(folded, drugs, lexicon) | find_regimens(folded, drugs)
    inside = {name.name for name in found}
    explained = [*find_words(folded, aliases), *_short_forms(folded, abbreviations, inside)]
    names = _longest([*explained, *found]) if explained else found
    names = [name for name in names if not _is_in_link(folded, name)]
    return [_placed(folded, name) for name in _one_name_each(names)]


def _merge_combinations(folded: Folded, names: list[Name]) -> list[Name]:
    """The parts of a fixed combination as one: "umeclidinium-vilanterol", not "carboplatin/paclitaxel"."""
    merged: list[Name] = []
    joint_names: list[Name] = []
    for name in [*names, None]:
        if joint_names and (name is None or folded.text[joint_names[-1].end : name.start] not in {"/", "-"}):
            joined = " + ".join(sorted(part.name for part in joint_names))
            whole = Name(joint_names[0].start, joint_names[-1].end, "DRUG", joined)
            merged += [whole] if joined in drug_lexicon().combinations else joint_names
            joint_names = []
        if name:
            joint_names.append(name)
    return merged


def _is_in_link(folded: Folded, name: Name) -> bool:
    """Whether the name is part of a web or mail address."""
    if folded.text[name.start - 1 : name.start] in BLANK and folded.text[name.end : name.end + 1] in BLANK:
        return False
    head = folded.text[max(0, name.start - 80) : name.start].split(" ")[-1]
    tail = folded.text[name.end : name.end + 80].split(" ")[0]
    return LINK.search(head + tail) is not None


def _in_table(folded: Folded) -> list[Hit]:
    return [hit for hit in drug_lexicon().find(folded) if _is_as_written(folded, hit)]


def _known(folded: Folded, abbreviations: Mapping[str, str]) -> Iterator[Name]:
    """The names of the table that count where they stand."""
    hits = _in_table(folded)
    hits = [hit for hit in hits if not _is_other(folded, hit, abbreviations)]
    plain = {hit.entry.name for hit in hits if not hit.entry.rule & CONTEXTUAL}
    given = _given(folded, hits)
    for hit in hits:
        if _counts(folded, hit, plain, given):
            yield _as_name(folded, hit)


def _given(folded: Folded, hits: list[Hit]) -> set[str]:
    """The names that some mention says are given, or that are joined to a treatment."""
    given: set[str] = set()
    sides = [hit for hit in hits if not hit.entry.rule & CONTEXTUAL]
    unsure = [hit for hit in hits if hit.entry.rule & CONTEXTUAL]
    # Twice: "calcium pills with vitamin D" makes calcium a treatment first.
    for _ in range(2 if unsure else 0):
        starts, ends = {hit.start for hit in sides}, {hit.end for hit in sides}
        for hit in unsure:
            span = (hit.start, hit.end)
            if rules.is_given(folded, *span) or rules.is_beside(folded, *span, starts, ends):
                given.add(hit.entry.name)
                sides.append(hit)
    return given


def _is_as_written(folded: Folded, hit: Hit) -> bool:
    """Whether the capitals are those that the name asks for."""
    written = folded.cased[hit.start : hit.end]
    if "exact" in hit.entry.rule:
        return written == hit.entry.form
    return written[0].isupper() or "proper" not in hit.entry.rule


def _is_other(folded: Folded, hit: Hit, abbreviations: Mapping[str, str]) -> bool:
    """Whether the article uses the letters for something else: "THC" for a clinic."""
    long_form = abbreviations.get(folded.cased[hit.start : hit.end])
    return long_form is not None and not _names_in(long_form)


def _counts(folded: Folded, hit: Hit, plain: set[str], given: set[str]) -> bool:
    """Whether the words around, or the rest of the article, make the name a drug here."""
    if AGAINST.search(folded.text, max(0, hit.start - 5), hit.start):
        return False
    rule = hit.entry.rule
    if "confirmed" in rule:
        return hit.entry.name in plain or rules.is_called_drug(folded, hit.start, hit.end)
    if "outside" in rule:
        return not rules.is_body_own(folded, hit.start, hit.end)
    if "component" in rule:
        beside = not plain.isdisjoint(hit.entry.components)
        return beside or rules.is_called_drug(folded, hit.start, hit.end)
    if "given" in rule:
        return rules.is_given(folded, hit.start, hit.end)
    if "treatment" in rule:
        return hit.entry.name in given and not rules.is_body_own(folded, hit.start, hit.end)
    return True


def _as_name(folded: Folded, hit: Hit) -> Name:
    """The mention with its salt and biosimilar suffix, a brand with its device or release."""
    entry, end = hit.entry, hit.end
    if entry.kind in {"DRUG_CLASS", "PLACEBO"}:
        return Name(hit.start, end, entry.kind, entry.name)
    suffix = BIOSIMILAR.match(folded.cased, end)
    if suffix and BIOLOGIC.search(folded.text, hit.start, end) and suffix.group() not in NO_BIOSIMILAR:
        end = suffix.end()
    if entry.form.lower() != entry.name and (device := DEVICE.match(folded.cased, end)):
        return Name(hit.start, device.end(), "DRUG", entry.name)
    while (salt := SALT.match(folded.text, end)) and salt[1] in read_words("salts.txt"):
        if drug_lexicon().get(folded.text[hit.start : salt.end()]):
            break  # a name of its own: "fluticasone furoate"
        end = salt.end()
    return Name(hit.start, end, "DRUG", entry.name)


def _short_forms(folded: Folded, abbreviations: Mapping[str, str], inside: set[str]) -> Iterator[Name]:
    """Every mention of a short form that the article defines for a drug, a class or a regimen in it."""
    for short, long_form in sorted(abbreviations.items()):
        meaning = _resolve(short, long_form)
        if meaning is None or not (meaning[1] in inside or meaning[1] == short.lower()):
            continue
        for mention in find_words(folded, {short: meaning[1]}, meaning[0]):
            if not rules.is_body_own(folded, mention.start, mention.end):
                yield mention


@lru_cache(maxsize=1024)
def _names_in(long_form: str) -> list[Name]:
    """The names in a long form, whatever their rules: it has no words around that could tell."""
    folded = fold(long_form)
    in_table = (_as_name(folded, hit) for hit in _in_table(folded))
    return _longest([*in_table, *find_by_shape(folded, drug_lexicon())])


def _resolve(short: str, long_form: str) -> tuple[str, str] | None:
    """Kind and name of a long form that is a drug or class; of several drugs, the regimen `short`."""
    names = _names_in(long_form)
    rest = list(fold(long_form).text)
    for name in names:
        rest[name.start : name.end] = " " * (name.end - name.start)
    if not names or BESIDE.sub("", "".join(rest)):
        return None
    if len(names) == 1:
        return names[0].kind, names[0].name
    return ("DRUG", short.lower()) if {name.kind for name in names} == {"DRUG"} else None


def _longest(names: Iterable[Name]) -> list[Name]:
    """The names that stay when of overlapping ones the longest, then the first given, wins; in text order."""
    kept: list[Name] = []
    taken: set[int] = set()
    for name in sorted(names, key=lambda name: name.start - name.end):
        if taken.isdisjoint(range(name.start, name.end)):
            taken.update(range(name.start, name.end))
            kept.append(name)
    return sorted(kept)


def _one_name_each(names: list[Name]) -> list[Name]:
    """The same drug under one name: a code under the generic, "interferon" under the kind of the article."""
    inside = {name.name for name in names}
    return [name._replace(name=_fuller(name.name, inside)) for name in names]


def _fuller(name: str, inside: set[str]) -> str:
    if name in SHORT_FOR_FULL:
        full = {other for other in inside if other.startswith(name) and other not in SHORT_FOR_FULL}
        return full.pop() if len(full) == 1 else name
    code = drug_lexicon().code(name)
    return code.name if code and (code.name in inside or inside.issuperset(code.name.split(" + "))) else name


def _placed(folded: Folded, name: Name) -> Name:
    """The name with offsets into the original text."""
    start, end = folded.span(name.start, name.end)
    return name._replace(start=start, end=end)
