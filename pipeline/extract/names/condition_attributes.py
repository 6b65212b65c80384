"""What a mention of a disease says besides its name: stage, severity, risk, course, line of treatment,"
" biomarkers.

The span of a CONDITION leaves these words out (gold/GUIDE.md); here they are kept, each with its own offsets.
All the attributes of a text are found in one pass; a mention has those that stand in a chain before it
("previously untreated, EGFR-mutated advanced [lung cancer]") or in a phrase after it ("[melanoma] with a BRAF
V600E mutation", "[lymphoma] that had relapsed").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.extract.names.anchored import Anchored
from pipeline.extract.names.condition_biomarker import find_biomarkers
from pipeline.extract.spans import Name

KINDS = ("stage", "severity", "risk", "course", "line", "biomarker")

_DASH = r"[-‐‑–]"
_GAP = rf"(?:{_DASH}|\s)"
_ROMAN = r"(?:IV|I{1,3}|[0-4])(?:[A-D](?:[1-3]|[/,-][A-D])?|[a-d][1-3]?|M1[a-d])?(?![\w])"
_ORDINAL = r"(?:first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th)"
_COUNT = r"(?:one|two|three|four|five|1|2|3|4|5)"
_JOINT = rf"\s?(?:{_DASH}|/|\bto\b|\bor\b|\band\b|\bthrough\b|,)\s?"

WORDS = {
    "stage": rf"stages?{_GAP}{_ROMAN}(?:{_JOINT}(?:stage )?{_ROMAN})?"
    rf"|locally advanced|locoregional(?:ly advanced)?|advanced{_DASH}stage|(?:early|late|limited|extensive"
    rf"|end)"
    rf"{_GAP}stage|advanced|early|metastatic|metastasi[sz]ed|(?:non{_DASH}?|un)resectable|inoperable"
    rf"|(?:borderline )?resectable|operable|locali[sz]ed|spread to other parts of the body"
    rf"|node{_DASH}(?:positive|negative)",
    "severity": rf"(?:mild|moderate){_GAP}(?:to|or|and){_GAP}(?:moderately )?(?:moderate|severe)"
    rf"|moderate/severe|moderately(?: to severely)? active|severely active|mild|moderate|very severe"
    rf"|severe(?:ly)?"
    rf"|treated but uncontrolled|uncontrolled|poorly controlled|inadequately controlled",
    "risk": rf"(?:very )?(?:high|intermediate|low|standard|poor|favou?rable|average){_GAP}risk",
    "course": rf"(?:relapsed|recurrent|relapsing){_GAP}?(?:,? ?(?:and/or|or|and)|/){_GAP}?refractory"
    rf"|[Rr]/[Rr]"
    rf"|(?:platinum|castrat(?:ion|e)|hormone|endocrine|imatinib|steroid|rituximab|lenalidomide|drug"
    rf"|radio(?:active )?iodine){_DASH}(?:resistant|refractory|sensitive)"
    rf"|newly{_GAP}diagnosed|recently{_GAP}diagnosed|de novo|relapsed|recurrent|recurred|refractory"
    rf"|progressive"
    rf"|persistent|smou?ldering|triple{_DASH}class{_DASH}(?:refractory|exposed)|come back|returned",
    "line": rf"previously{_GAP}untreated|(?:treatment|(?:systemic )?therapy|chemotherapy|bio(?:logic)?"
    rf"|drug){_GAP}(?:naive|naïve)"
    rf"|untreated|not been (?:previously )?treated|(?:previously|heavily"
    rf"|extensively){_GAP}(?:pre-?)?treated|pre-?treated"
    rf"|{_ORDINAL}{_GAP}line(?: (?:or|and) (?:later|{_ORDINAL}){_GAP}line)?(?: (?:or|and) (?:later|beyond))?"
    rf"|frontline|front{_DASH}line"
    rf"|(?:at least |more than |up to )?{_COUNT}(?: or more| to {_COUNT}| or {_COUNT})? "
    rf"(?:prior|previous|earlier) (?:systemic |lines? of |therapeutic )*(?:therap(?:y|ies)|treatments?"
    rf"|regimens?|lines?)",
}
_PATTERN = Anchored(
    r"(?<!/)(?:" + "|".join(f"(?P<{kind}>{words})" for kind, words in WORDS.items()) + r")(?!\w)",
    "stage local locoregion advanced early late limited extensive end metasta nonresect non-resect"
    " unresect inoperable borderline resect operable spread node mild moderate severe very treated"
    " uncontrolled poor inadequate high intermediate low standard favourable favorable average relapsed"
    " recurrent relapsing recurred refractory r/r platinum castrat hormone endocrine imatinib steroid"
    " rituximab lenalidomide radio newly recently de progressive persistent smoldering smouldering triple"
    " come returned previously treatment systemic therapy chemotherapy bio drug untreated not heavily"
    " extensively pretreated pre-treated first second third fourth fifth 1st 2nd 3rd 4th 5th front at more"
    " up one two three four five 1 2 3 4 5",
)

# What may stand between two attributes, or the last of them and the disease.
_BETWEEN = re.compile(
    rf"(?:\s(?!\n)|,|/|\+|{_DASH}|[()]|\b(?:and|or|to|but|either|very|adults?|patients|people|disease"
    rf"|pa?ediatric|childhood|human|primary"
    r"|invasive|solid|clinical|other|forms? of|acute|chronic|pure|with|type|plus|who|first|de novo"
    r"|unilateral|bilateral"
    rf"|females?|males?|women|men|active|classical?|high{_DASH}grade|low{_DASH}grade|in|(?:treatment"
    rf"|therapy)(?: of| for)|setting)\b)*+"
)
# ... and between the disease and the first attribute of a phrase after it.
_LEADS_AFTER = re.compile(
    r"(?:\s?\([^()\n]{1,40}\))?(?:\s(?:tumou?rs?|patients?|disease|cells))?"
    r"(?:,? (?:and )?(?:(?:that|which|who|whose(?: (?:tumou?rs?|disease|cancers?))?|if)"
    r"(?: (?:is|are|was|were|has|have|had|tests?|tested|harbou?r(?:s|ed)?|carr(?:y|ies|ied)|express(?:es"
    r"|ed)?|expresses"
    r"|received|been|be|already|not|either|also|previously|already))*"
    r"|with|harbou?ring|carrying|bearing|expressing|positive for|involving|after|following|at|in"
    r"|is|was|are|were|characteri[sz]ed by|and (?:an?|the)|whose)|,| \(|:| [–—])"
    r"(?: (?:received|had|have|an?|the|either|tumou?rs?|disease|documented|confirmed|known|activating"
    r"|certain|high|low"
    r"|specific|particular|common|sensitizing|germline|somatic|any|one of|(?:these|those|its|their)|is|are"
    r"|was|were|be"
    r"|whose|that|level of|levels of|high levels of))*\s?"
)
_JOINS_AFTER = re.compile(
    r"(?:,? (?:and|or|and/or)|,|/|\s|\(|\))(?: (?:an?|the|is|are|was|were|either|had|has))*\s?"
)
_CLAUSE_END = re.compile(r"[.;:!?](?=\s|$)|\n")
_WINDOW = 160
_MOST = 8
"""Attributes on one side of a mention."""
_AFTER_WITH = frozenset({"biomarker", "line"})
"""What "with" and "after" may lead to: "melanoma with advanced disease" is of another kind."""


class Attribute(NamedTuple):
    """One thing said of a disease, and where."""

    start: int
    end: int
    kind: str
    """One of KINDS."""
    value: str
    """The normal form: "III", "metastatic", "relapsed or refractory", "EGFR mutated"."""


def find_attributes(text: str, mentions: Sequence[Name]) -> list[list[Attribute]]:
    """The attributes of each mention of a condition, in text order; empty where it has none.

    Args: mentions: conditions in text order that do not overlap. Offsets are code points into `text`.

    Example:
        >>> text = "EGFR-mutated advanced lung cancer"
        >>> [a.value for a in find_attributes(text, [Name(22, 33, "CONDITION", "lung cancer")])[0]]
        ['EGFR mutated', 'advanced']
    """
    if not mentions:
        return []
    found = _in_text(text)
    before = _befores(text, mentions, found)
    claimed = {attribute for attributes in before for attribute in attributes}
    free = [attribute for attribute in found if attribute not in claimed]
    stops = [*(mention.start for mention in mentions[1:]), len(text)]
    after = [_after(text, m, free, stop) for m, stop in zip(mentions, stops, strict=True)]
    return [
        sorted({*left, *_inside(mention, found), *right})
        for mention, left, right in zip(mentions, before, after, strict=True)
    ]


def _in_text(text: str) -> list[Attribute]:
    """Every attribute of the text, of overlapping ones the biomarker; in order."""
    found = [Attribute(start, end, "biomarker", value) for start, end, value in find_biomarkers(text)]
    taken = {position for one in found for position in range(one.start, one.end)}
    for match in _PATTERN.finditer(text):
        kind = str(match.lastgroup)
        if taken.isdisjoint(range(*match.span())):
            found.append(Attribute(*match.span(), kind, _normal(kind, match.group())))
    return sorted(found)


def _befores(text: str, mentions: Sequence[Name], found: Sequence[Attribute]) -> list[list[Attribute]]:
    """The chains that end at each mention; an elliptic mention shares its own: "advanced [breast] and"
    " [lung cancer]"."""
    chains: list[list[Attribute]] = []
    for number, mention in enumerate(mentions):
        chain = _before(text, mention.start, found)
        previous = mentions[number - 1] if number else None
        if not chain and previous and _is_elliptic(text, previous) and _joined(text, previous, mention):
            chain = chains[-1]
        chains.append(chain)
    return chains


def _before(text: str, at: int, found: Sequence[Attribute]) -> list[Attribute]:
    """The attributes that stand in one chain before this place, nearest last."""
    chain: list[Attribute] = []
    low = max(0, at - _WINDOW)
    for attribute in reversed(_between(found, low, at)):
        if len(chain) == _MOST or not _BETWEEN.fullmatch(text, attribute.end, at):
            break
        chain.insert(0, attribute)
        at = attribute.start
    return chain


def _after(text: str, mention: Name, free: Sequence[Attribute], stop: int) -> list[Attribute]:
    """The attributes of the phrase that follows a mention, up to the next mention."""
    end = _CLAUSE_END.search(text, mention.end, min(stop, mention.end + _WINDOW))
    stop = min(stop, end.start() if end else mention.end + _WINDOW)
    chain: list[Attribute] = []
    at, leads = mention.end, _LEADS_AFTER
    for attribute in _between(free, at, stop):
        lead = text[at : attribute.start]
        if len(chain) == _MOST or not leads.fullmatch(lead):
            break
        if (
            not chain
            and re.search(r"\b(?:with|after|following)\b", lead)
            and attribute.kind not in _AFTER_WITH
        ):
            break
        chain.append(attribute)
        at, leads = attribute.end, _JOINS_AFTER
    return [] if chain and _goes_on(text, chain[-1].end, chain[-1].kind) else chain


def _goes_on(text: str, end: int, kind: str) -> bool:
    """Whether a noun follows that the words belong to: "asthma, severe infections"."""
    return (
        kind in {"stage", "severity", "risk"}
        and re.match(r"\s[a-z]{3,}(?<! and)(?<! who)", text[end : end + 12]) is not None
    )


def _inside(mention: Name, found: Sequence[Attribute]) -> Iterator[Attribute]:
    """Attributes that are part of an established name: "[triple-negative] breast cancer"."""
    for attribute in _between(found, mention.start, mention.end):
        if attribute.end <= mention.end and attribute.kind in {"biomarker", "course"}:
            yield attribute


def _between(found: Sequence[Attribute], low: int, high: int) -> list[Attribute]:
    first = bisect_left(found, (low,))
    return [one for one in found[first : bisect_left(found, (high,))] if one.end <= high]


def _is_elliptic(text: str, mention: Name) -> bool:
    """Whether the mention lacks the head of its name: "breast" of "breast cancer"."""
    own = text[mention.start : mention.end].lower()
    return mention.name.startswith(own) and mention.name != own


def _joined(text: str, left: Name, right: Name) -> bool:
    return re.fullmatch(r",? (?:and|or) |, |/", text[left.end : right.start]) is not None


_DIGITS = {"0": "0", "1": "I", "2": "II", "3": "III", "4": "IV"}
_SAME = {
    "r/r": "relapsed or refractory",
    "metastasized": "metastatic",
    "metastasised": "metastatic",
    "spread to other parts of the body": "metastatic",
    "inoperable": "unresectable",
    "nonresectable": "unresectable",
    "non-resectable": "unresectable",
    "recurred": "recurrent",
    "come back": "recurrent",
    "returned": "recurrent",
    "recently diagnosed": "newly diagnosed",
    "not been treated": "untreated",
    "not been previously treated": "untreated",
    "frontline": "first line",
    "front line": "first line",
}


def _normal(kind: str, words: str) -> str:
    """The normal form of an attribute's words: lower case, one spelling of what means the same."""
    plain = re.sub(rf"{_GAP}+", " ", words).strip()
    if plain.lower().startswith("stage"):
        stages = re.findall(r"\b(?:IV|I{1,3}|[0-4])[A-Da-d0-9/M]*", plain)
        return "-".join((_DIGITS.get(stage[0], stage[0]) + stage[1:]).upper() for stage in stages)
    plain = plain.lower().replace("naïve", "naive")
    if kind == "course" and "refractory" in plain and re.match("relaps|recurr", plain):
        return "relapsed or refractory"
    if kind == "line" and plain.endswith(("untreated", "naive")):
        return "untreated"
    if kind == "line" and plain.endswith("treated") and "not" not in plain:
        return "previously treated"
    plain = re.sub(r"\b(1st|2nd|3rd|4th|5th)\b", lambda m: _SPELLED[m[1]], plain)
    return _SAME.get(plain, plain.removesuffix(" stage").removesuffix(" risk"))


_SPELLED = {"1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth", "5th": "fifth"}
