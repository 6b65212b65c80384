"""Routes of administration: "oral", "by mouth", "intravenously", "under the skin", and whom they are said of.

Source of the names: CDISC controlled terminology, codelist Route of Administration Response (EXROUTE), in
lower case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.extract.spans import Name

_TABLE = """
    oral | orally|by mouth|per os|p\\.o\\.|swallowed
    intravenous | intravenously|by (?:iv|drip)\\b|(?:given|infused) iv\\b|through (?:a|the) vein
    intravenous | into (?:a|the) (?:vein|arm vein|bloodstream)|by (?:an? )?intravenous(?: drip| infusion)?
    subcutaneous | subcutaneously|under the skin|beneath the skin|by (?:an? )?subcutaneous injection
    intramuscular | intramuscularly|into (?:a|the) (?:thigh |buttock |arm )?muscle
    intrathecal | intrathecally|into the (?:spinal fluid|cerebrospinal fluid|spinal canal|spine)
    intravitreal | intravitreally|into the eyes?\\b
    intravesical | intravesically|into the bladder
    intraperitoneal | intraperitoneally|into the (?:abdomen|abdominal cavity|belly)
    intratumor | intratumou?rally|(?:directly )?into (?:the|a) tumou?r
    intra-arterial | into (?:the|an) (?:hepatic )?artery
    intra-articular | into the (?:joint|knee)
    intradermal | intradermally|into the skin
    nasal | intranasally|into the nose|up the nose
    respiratory (inhalation) | inhaled|by inhaler|by inhalation|through a nebuli[sz]er
    topical | topically|to the skin|on the skin
    ophthalmic | as eye ?drops
    rectal | rectally|as an enema
    vaginal | vaginally|intravaginally
    sublingual | sublingually|under the tongue
    transdermal | through the skin|by (?:skin )?patch
"""
"""Words that tell the route by themselves: `name | pattern`."""
_ADJECTIVES = {
    "oral": "oral",
    "intravenous": "intravenous",
    "iv": "intravenous",
    "subcutaneous": "subcutaneous",
    "sc": "subcutaneous",
    "intramuscular": "intramuscular",
    "intrathecal": "intrathecal",
    "intravitreal": "intravitreal",
    "intravesical": "intravesical",
    "intraperitoneal": "intraperitoneal",
    "intratumoral": "intratumor",
    "intra-arterial": "intra-arterial",
    "intradermal": "intradermal",
    "intranasal": "nasal",
    "topical": "topical",
    "sublingual": "sublingual",
    "transdermal": "transdermal",
}
"""Words that tell it only beside a drug or a form of one: "oral mucositis" is no route."""
_BESIDE = re.compile(
    r"[\s-]+(?:(?:\w+[- ]){0,2}?(?:tablets?|capsules?|pills?|doses?|dosing|infusions?|injections?|drip|"
    r"solution|formulation|drugs?|agents?|treatment|therapy|inhibitors?|administration|bolus)\b|$)"
)
_TO_DRUG = re.compile(r"[\s-]+(?:[\w-]+\s+){0,2}")
_DOSED_SO = re.compile(
    r"\d\s?(?:mg|g|mcg|µg|ml|u|iu)(?:/\w+)?,?\s*\(?$|\b(?:given|administered|infused|taken)\s+$"
)
_CLINIC = re.compile(
    r"[\s-]+(?:drug (?:use|abuse|user)|mucositis|cancer|cavity|hygiene|surgery|ulcer|health)"
)


def find_routes(lower: str, start: int, end: int, drugs: list[Name]) -> Iterator[Name]:
    """The routes told in one sentence, in text order, each with the CDISC name as `name`.

    Args: lower: the article in lower case. start, end: the sentence. drugs: the DRUG names in it, in order.
    """
    pattern, names = _compile()
    for match in pattern.finditer(lower, start, end):
        if match.lastindex is None:
            continue
        name = names[match.lastindex] or _ADJECTIVES[match[0]]
        if names[match.lastindex] or _is_beside(lower, match, end, drugs):
            yield Name(match.start(), match.end(), "ROUTE", name)


def _is_beside(lower: str, match: re.Match[str], end: int, drugs: list[Name]) -> bool:
    """Whether an adjective stands at a drug, at a form of one, or right behind a dose."""
    if _CLINIC.match(lower, match.end()):
        return False
    follows = next((drug for drug in drugs if drug.start >= match.end()), None)
    if follows and _TO_DRUG.fullmatch(lower, match.end(), follows.start):
        return True
    if _DOSED_SO.search(lower, max(0, match.start() - 30), match.start()):
        return True
    return _BESIDE.match(lower, match.end(), min(end, match.end() + 60)) is not None


@cache
def _compile() -> tuple[re.Pattern[str], dict[int, str]]:
    """One pattern, and the name of each of its groups; "" for the adjectives."""
    rows = [line.strip().split(" | ") for line in _TABLE.strip().splitlines()]
    groups = [f"({pattern})" for _, pattern in rows]
    groups.append("(" + "|".join(sorted(_ADJECTIVES, key=len, reverse=True)) + ")")
    names = dict(enumerate([name for name, _ in rows] + [""], start=1))
    return re.compile(rf"\b(?:{'|'.join(groups)})(?!\w)"), names
