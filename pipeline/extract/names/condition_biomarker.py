"""Biomarkers of a disease: "HER2-positive", "EGFR exon 20 insertion", "PD-L1 expression of at least 50%".

A marker is a word in the capitals of a gene or protein, or one that is spelled out ("hormone receptor"); it
counts with a state only, beside it or in the same phrase. No list of genes is needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.sought import Sought

_DASH = r"[-‐‑–]"
_GAP = rf"(?:{_DASH}|\s)"
# "HER2", "PD-L1", "BRCA1/2", "BCR::ABL1", "p16", "α"; two capitals or a digit, so that no plain word is one.
_SYMBOL = (
    r"(?:(?=[A-Z][A-Za-z]{0,9}[A-Z0-9])[A-Z][A-Za-z0-9]{1,9}"
    rf"(?:{_DASH}(?:[A-Z]{{1,3}}\d{{1,2}}|[α-ω]|ITD|TKD))?|p16|p53)"
)
_SPELLED = (
    r"(?:hormone|o?estrogen|progesterone|androgen|human epidermal growth factor"
    r"|epidermal growth factor) receptor(?: 2)?"
    r"|Philadelphia chromosome|homologous recombination(?: repair)?|mismatch repair|folate receptor alpha"
    r"|anaplastic lymphoma kinase|microsatellite|human papillomavirus|claudin 18\.2"
)
_MARKER = (
    rf"(?P<marker>(?:{_SYMBOL}|{_SPELLED}|claudin{_DASH}?18\.2|CLDN18\.2)"
    rf"(?:(?:/|{_DASH} (?:or|and) )(?:{_SYMBOL}|\d))?)"
)
_VARIANT = (
    rf"(?:{_GAP}(?P<variant>(?:[A-Z]\d{{1,4}}(?:[A-Z](?:/[A-Z])?|X)?(?:(?:/| or )[A-Z]?\d{{0,4}}[A-Z])?"
    rf"|exon{_GAP}\d{{1,2}}(?:{_GAP}(?:deletions?|insertions?|skipping))?"
    rf"(?: or (?:exon \d\d )?[A-Z]\d{{3,4}}[A-Z])?)))?"
)
# "triple-positive", "-low" and "-high" need the hyphen: "HER2 low levels" is another thing.
_STATE = (
    rf"(?:{_GAP}(?P<state>(?:fusion|mutation|alteration|expression|rearrangement){_GAP}?(?:positive"
    rf"|negative|high)"
    rf"|positive|negative|mutated|mutant|mutations?|rearranged|rearrangements?|translocat(?:ed|ions?)"
    rf"|amplifi(?:ed|cations?)"
    rf"|alter(?:ed|ations?)|fusions?|deletions?|wild{_GAP}?type|(?:over)?expressing|overexpression"
    rf"|deficien(?:t|cy)"
    rf"|proficien(?:t|cy)|stable|instability{_GAP}high|unstable)|{_DASH}(?P<level>low|high|ultralow|driven"
    rf"|dependent)|(?P<sign>[+](?!\w)|[-–−](?=[,;)/]|\s"
    r"(?:(?:early|locally|advanced|metastatic|breast|gastric|cancer|disease|tumou?rs?|patients)\b|m?BC\b))))"
)
# "PD-L1 expression of at least 50%", "PD-L1 CPS ≥ 10", "PD-L1 tumor proportion score of 50% or higher"
_SCORE = (
    rf"{_GAP}(?:(?:expression|TPS|CPS|combined positive score|tumou?r proportion score|score|levels?)"
    r"(?: level| score)?(?: \([A-Z]{2,4}\))?,? ?(?:of |is |was )?)?"
    r"(?P<score>(?:≥|>=|>|<|≤|at least |greater than or equal to |more than |less than "
    r"|below )\s?\d{1,3}\s?(?:%|percent)?"
    r"|\d{1,3}\s?(?:%|percent)? or (?:more|higher|greater))(?![.\d])"
)
_AS_IS = {
    r"[Tt]riple{0}negative": "triple negative",
    r"MSI{0}H(?:igh)?|microsatellite instability(?:{0}high)?(?: \(MSI{0}H\))?": "MSI high",
    r"dMMR": "MMR deficient",
    r"pMMR": "MMR proficient",
    r"MSS": "MSI stable",
    r"Ph\+": "Philadelphia chromosome positive",
    r"TMB{0}H(?:igh)?": "TMB high",
    r"HRD{0}positive": "HRD positive",
    r"del\(17p\)|17p deletion": "17p deleted",
    r"t\(11;14\)": "t(11;14) rearranged",
}
"""Words of their own, with "{0}" for a hyphen or a space -> normal form."""

_OWN = Sought(
    r"\b(?=[tMmdpP1TH])(?:" + "|".join(f"({pattern.replace('{0}', _GAP)})(?!\\w)" for pattern in _AS_IS) + ")"
)
_MARKED = re.compile(rf"(?<![\w-]){_MARKER}{_VARIANT}{_STATE}(?![\w%])")
_SCORED = Sought(rf"\b(?P<marker>PD{_DASH}?L1|TMB|Ki{_DASH}67){_SCORE}(?!\w)")
# "mutations in BRCA1", "a fusion of the NTRK gene"
_REVERSED = Sought(
    rf"\b(?P<state>mutations?|alterations?|fusions?|rearrangements?|amplifications?|deletions?) (?:in"
    rf"|of) (?:the |a )?"
    rf"(?P<marker>{_SYMBOL}(?:(?:/| or | and/or ){_SYMBOL})?)(?: genes?)?(?!\w)"
)
# "tumors that overexpress HER2", "wild-type KRAS"
_LED = Sought(rf"\b(?P<state>(?:over)?express(?:es|ed|ing)?|wild{_GAP}type) (?P<marker>{_SYMBOL})(?!\w)")
# "BRAF V600E", "KRAS G12C" without a word for the mutation
_BARE_VARIANT = re.compile(rf"(?<![\w-])(?P<marker>{_SYMBOL}) (?P<variant>[A-Z]\d{{2,4}}[A-Z])(?![\w-])")

_STATES = {
    "mutat": "mutated",
    "mutant": "mutated",
    "rearrang": "rearranged",
    "translocat": "rearranged",
    "fusion": "rearranged",
    "amplif": "amplified",
    "alter": "altered",
    "delet": "deleted",
    "deficien": "deficient",
    "proficien": "proficient",
    "express": "positive",
    "overexpress": "positive",
    "instab": "high",
    "unstab": "high",
    "wild": "wild type",
}
_MARKERS = {
    "hormone receptor": "HR",
    "estrogen receptor": "ER",
    "oestrogen receptor": "ER",
    "progesterone receptor": "PR",
    "androgen receptor": "AR",
    "human epidermal growth factor receptor 2": "HER2",
    "epidermal growth factor receptor": "EGFR",
    "anaplastic lymphoma kinase": "ALK",
    "philadelphia chromosome": "Philadelphia chromosome",
    "mismatch repair": "MMR",
    "microsatellite": "MSI",
    "human papillomavirus": "HPV",
    "homologous recombination": "HR repair",
    "homologous recombination repair": "HR repair",
    "claudin 18.2": "CLDN18.2",
}


def find_biomarkers(text: str) -> Iterator[tuple[int, int, str]]:
    """The biomarkers of a text: start, end, normal form ("EGFR exon 20 insertion mutated", "PD-L1 >=50%")."""
    ends = 0
    matches = [
        m
        for pattern in (_OWN, _MARKED, _SCORED, _REVERSED, _LED, _BARE_VARIANT)
        for m in pattern.finditer(text)
    ]
    for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
        if match.start() >= ends:
            ends = match.end()
            yield *match.span(), _normal(match)


def _normal(match: re.Match[str]) -> str:
    """Marker, variant and state in one form."""
    parts = match.groupdict()
    if "marker" not in parts:
        return list(_AS_IS.values())[int(match.lastindex or 1) - 1]
    marker = re.sub("[‐‑–]", "-", parts["marker"])
    marker = re.sub("- (?:or|and) ", " or ", marker)
    marker = _MARKERS.get(marker.lower().replace("-18", " 18"), marker)
    variant = re.sub("[-‐‑–]", " ", parts.get("variant") or "")
    if score := parts.get("score"):
        return f"{marker} {_threshold(score)}"
    return " ".join(part for part in (marker, variant, _state(parts)) if part)


def _state(parts: dict[str, str | None]) -> str:
    if sign := parts.get("sign"):
        return "positive" if sign == "+" else "negative"
    state = (parts.get("state") or parts.get("level") or "mutated").lower()
    if state.endswith("negative"):
        return "negative"
    return next((form for stem, form in _STATES.items() if state.startswith(stem)), state)


def _threshold(score: str) -> str:
    """ "at least 50%" -> ">=50%"."""
    number = re.sub(r"\D", "", score)
    unit = "%" if re.search("%|percent", score) else ""
    is_upper = re.search(r"<|≤|less|below", score)
    sign = ("<=" if "≤" in score else "<") if is_upper else ">" if re.match(">(?!=)|more", score) else ">="
    return f"{sign}{number}{unit}"
