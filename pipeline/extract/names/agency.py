"""Regulators of medicines: "the U.S. Food and Drug Administration (FDA)", "the European Commission"."""

from __future__ import annotations

import re
from functools import cache

from pipeline.extract.spans import Name
from pipeline.paths import models_folder

# Abbreviations that also stand for other things: they count beside the words of regulation only.
_AMBIGUOUS = frozenset({"EC", "HAS", "HSA", "PEI", "SMC", "TGA", "SFDA", "MedSafe", "NICE"})
_REGULATING = re.compile(
    r"\b(?:approv\w+|authori[sz]\w+|licen[sc]\w+|recommend\w*|guidance|guidelines?|apprais\w+|regulat\w+|"
    r"reimburs\w+"
    r"|decision|ruling|rejected|agency|watchdog|opinion|submi\w+|filing|label\w*|review\w*)\b",
    re.IGNORECASE,
)
_REACH = 150


def find_agencies(text: str) -> list[Name]:
    """Regulators in text order; `name` is the abbreviation by which the agency is known, where it has one.

    The span is the name alone, without "U.S." before it. An abbreviation with other meanings ("EC") counts
    only near the words of regulation.
    """
    pattern, names = _table()
    found: list[Name] = []
    for match in pattern.finditer(text):
        start, end = match.span()
        if match.group() in _AMBIGUOUS and not _is_regulating(text, start, end):
            continue
        found.append(Name(start, end, "AGENCY", names[" ".join(match.group().split())]))
    return found


def _is_regulating(text: str, start: int, end: int) -> bool:
    around = text[max(0, start - _REACH) : start] + "\0" + text[end : end + _REACH]
    before, after = around.split("\0", 1)
    return bool(_REGULATING.search(before.rsplit("\n", 1)[-1] + " " + after.split("\n", 1)[0]))


@cache
def _table() -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern of all the variants, the longest first, and the name that each stands for."""
    names: dict[str, str] = {}
    lines = (models_folder() / "lexicon" / "agencies.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if not line.startswith(("#", "name\t")):
            name, variants = line.split("\t")
            names.update(dict.fromkeys([name, *filter(None, variants.split("|"))], name))
    longest_first = sorted(names, key=len, reverse=True)
    alternatives = "|".join(re.escape(variant).replace(r"\ ", r"\s") for variant in longest_first)
    # A hyphen may follow ("FDA-approved"), not precede: "non-EC".
    return re.compile(rf"(?<![\w-])(?=[A-Z])(?:{alternatives})(?!\w)"), names
