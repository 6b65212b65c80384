"""Approvals: which drug a regulator has approved, has not approved yet, or has taken back, and off-label use.

The span is the trigger word. Its status is read from the words of its own clause, its drugs where English
puts them: after "approved" as a verb or an adjective, before it in the passive, else in the sentences before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from pipeline.extract.sought import Before, Sought
from pipeline.extract.spans import Name, Span

_TRIGGER = Sought(
    r"(?P<off>\boff[-‐‑ ]label\b)"
    r"|(?P<approve>\b(?:un|pre-?)?approv(?:ed|als?|es?|ing)\b)"
    r"|(?P<authorize>\bauthori[sz]ations?\b"
    r"|\bauthori[sz]ed\b(?=\s(?:by|for|in|to\streat|as)\b)"
    r"|\blicen[sc]ed\b(?=\s(?:by\sthe|for|in|to\streat|as|only|there)\b))"
    r"|(?P<withdraw>\b(?:withdrawn|withdrew|pulled)\b)",
    re.IGNORECASE,
)
# Clauses: what stands beyond these says nothing of the trigger.
_CLAUSE_BREAK = re.compile(
    r"[;:](?=\s)|\s[—–-]{1,2}\s|—|,?\s(?:but|although|though|while|whereas|however)\s|,\sand\s(?=(?:is"
    r"|was|it|the|they)\b)"
    r"|\sand\s(?=(?:is|was|are|were|has|have)\s)",
    re.IGNORECASE,
)

# Who or what else is approved, and by whom else.
_OTHER_SUBJECT = re.compile(
    r"\b(?:INDs?|applications?|protocols?|stud(?:y|ies)|trials?|amendments?|consent|devices?|tests?"
    r"|assays?|diagnostics?"
    r"|procedures?|proposals?|merger|acquisition|deal|laws?|bill|legislation|budget|grants?|plans?"
    r"|manuscript|ethics"
    r"|design|experiments?|research)\b(?:\s(?:of|for|with|"
    r"on)\s(?:\w+\s){0,2}?\w+)?(?:\s\([\w-]+\))?(?:,?\s(?:that|which))?\s(?:(?:is|was|were|are|has"
    r"|have|had|been|be)\s)"
    r"{0,2}(?:\w+ly\s|all\s|also\s)?$",
    re.IGNORECASE,
)
_OTHER_BODY = re.compile(
    r"\s(?:was\s|were\s)?(?:by|from|of)\s(?:[\w’'-]+\s){0,5}?(?:ethics?|ethical|institutional"
    r"|review boards?|IRBs?|boards?"
    r"|committees?|shareholders|senate|congress|parliament|university|hospital|institutions?|animal care)\b",
    re.IGNORECASE,
)
_OTHER_KIND = re.compile(
    r"\b(?:ethics?|ethical|committee|IRB|institutional|board|device|510\(k\)|shareholder|antitrust|budget"
    r"|prior|parental"
    r"|high|voter|public|seal of|stamp of|patient|pre)[\s-]$",
    re.IGNORECASE,
)
_CANDIDATES = re.compile(
    r"\b(?:product candidates?|our products|patent protection|clinical trials? approval)\b", re.IGNORECASE
)
# "approved drugs": a kind, not a drug ...
_KINDS = (
    r"(?:drugs|therapies|treatments|medicines|agents|options|medications|products|compounds|inhibitors"
    r"|vaccines"
    r"|combinations|antibodies)"
)
_KIND_AFTER = re.compile(
    rf"\s(?:(?!(?:for|to|by|in|as|on|and|after|at|from)\s)[\w-]+\s){{0,3}}?(?:{_KINDS}|indications?|uses"
    rf"|devices?"
    r"|tests?|assays?|diagnostics?)\b|\sor\s",
    re.IGNORECASE,
)
_NEXT_CLAUSE = re.compile(r",\s(?:and|but|so|yet)\s", re.IGNORECASE)
# ... as is "several drugs have been approved" and "agents that are approved" ...
_KIND_BEFORE = re.compile(
    rf"(?:\bothers|\b(?:several|some|many|few|other|more|any|two|three|four|five|six|seven|new|existing"
    rf"|only)\s"
    rf"(?:[\w-]+\s){{0,4}}?{_KINDS}|\b{_KINDS}\s(?:that|which))\s"
    r"(?:(?:have|has|are|were|had|been|be|now|already|also|recently|currently|that|which)\s){0,4}$",
    re.IGNORECASE,
)
# ... and "approved the first cell therapy", where no drug is named.
_KIND_OBJECT = re.compile(
    r"\s(?:the\s(?:first|second|third|use|new)\b(?=[^.]{0,80}\bin\s(?:19|20)\d\d)|an?|another|several"
    r"|some|many|\w+teen|two|three|four|five|six|seven|eight|nine"
    r"|ten|more|new)\s",
    re.IGNORECASE,
)
_OBJECT_AFTER = re.compile(
    r"\s(?:the|this|our|a|an|its|their)\s(?:[\w-]+\s){0,3}?(?:study|trial|protocol|device|test|assay|plan"
    r"|deal|merger|label"
    r"|grant|acquisition|application)\b(?!\sfor)",
    re.IGNORECASE,
)

# No approval yet, or none at all: words before the trigger ...
_NOT_BEFORE = re.compile(
    r"n['’]t\b|\b(?:not|never|cannot|no|nor|none|yet to|without|lacks?|lacking|un|if|once|unless|until"
    r"|when|should|before|pending"
    r"|await\w*|seek\w*|sought|appl(?:y|ies|ied|ying)|applications?|fil(?:e|ed|es|ing|ings)|submi(?:t|ts"
    r"|tted|tting|ssion"
    r"|ssions)|plans?|planned|planning|hop(?:e|es|ed|ing|eful)|expect\w*|anticipat\w*|pursu\w+|request\w*"
    r"|ask(?:s|ed|ing)?"
    r"|could|(?-i:may)|might|would|will|can|likely|potential\w*|possible|possibly|support\w*|toward"
    r"|towards|path|road|bid|aim\w*"
    r"|push\w*|chances?|prospects?|attempts?|try|trying|tried|efforts?|eventual\w*|eventual|future|denied"
    r"|den(?:y|ies)|reject"
    r"\w*|refus\w+|rebuff\w*|declin\w+|recommend\w*|consider\w*|review\w*|backed|backing|needs?|needed"
    r"|wait\w*|delay\w*|odds"
    r"|fail\w*|eye\w*|eyeing|goal|basis for|required for|requires?|urg\w+|vot(?:e|ed)|toward|won['’]t"
    r"|far from|short of"
    r"|investigational|experimental|against|ahead of|race|regulatory submission)\b",
    re.IGNORECASE,
)
# ... but here it has been given.
_GIVEN_BEFORE = re.compile(
    r"(?:\b(?:already|won|granted|received|receives|gained|gains|got|secured|obtained|earned|given|since"
    r"|after|following"
    r"|based on|recent(?:ly)?|previously|newly|accelerated|led to|expanded|original|initial|was|were)\s"
    r"(?:[\w.’'-]+\s){0,4}"
    r"|\b(?:has|have|had)\s(?:(?:accelerated|full|conditional|regulatory|marketing|FDA|EU|U\.?S\.?"
    r"|European|broad)\s){0,3})$",
    re.IGNORECASE,
)
# ... and after it.
_NOT_AFTER = re.compile(
    r"(?:\s(?:of|for|to|from|in|by)\s[^.;,]{1,60}?)?,?\s(?:could|(?-i:may)|might|would|will\s(?:be|come"
    r"|depend|require)|(?:is|are)\slikely|(?:is|are|was)\s"
    r"(?:[\w-]+\s){0,2}?(?:pending|expected(?!\sto\s(?!come|follow|be\sgranted))|sought|hoped|awaited"
    r"|under review|not)|pending"
    r"|applications?|filings?|submissions?|decision|has not|have not|has yet|remains)\b",
    re.IGNORECASE,
)
_DENIED_AFTER = re.compile(
    r"(?:\s(?:of|for|to|from|in|by)\s[^.;,]{1,60}?)?\s(?:was|were|has been"
    r"|had been)\s(?:\w+ly\s)?(?:denied|rejected|refused"
    r"|rebuffed|turned down|declined)\b",
    re.IGNORECASE,
)
_UNREAL = re.compile(
    r"n['’]t\b|\b(?:could|may|might|would|will|not|never|yet|no|if|once|until|hop\w+|expect\w*)\b",
    re.IGNORECASE,
)
# A chain of auxiliaries that ends in the participle: "has not yet been approved", "if approved".
_CHAIN = Before(
    r"(?:\b(?:if|once|when|unless|until|is|was|are|were|be|been|being|has|have|had|hasn['’]t|isn['’]t"
    r"|wasn['’]t|aren['’]t"
    r"|not|never|yet|to|will|would|could|may|might|can|should|get|gets|got|already|also|currently|only"
    r"|now|still|fully|first"
    r"|recently|initially|ever|officially|widely|expected|likely|hoped|it|they|nor|neither|formally|since"
    r"|previously|later"
    r"|subsequently|eventually|soon|generally|conditionally|specifically)\s)+$",
    re.IGNORECASE,
)
_HYPOTHETICAL = re.compile(
    r"n['’]t\b|\b(?:if|once|when|unless|until|not|never|yet to|to be|will|would|could|may|might|can"
    r"|should|nor|neither|likely"
    r"|to get)\b",
    re.IGNORECASE,
)
_IF_BEFORE = re.compile(r"\b(?:if|once|unless|until|whether)\s(?:[\w.'’-]+\s){0,5}$", re.IGNORECASE)
_NO_BEFORE = re.compile(r"\b(?:no|without|lacks?|lacking)\s(?:[\w-]+[\s-]){0,3}$|\bnon-$", re.IGNORECASE)
# "The first inhibitor to be approved" has been.
_FIRST_TO_BE = re.compile(
    r"\b(?:first|second|third|only|latest|newest|last|most recent)\b[^,;]{0,60}\bto\s(?:be|get)\s$",
    re.IGNORECASE,
)
_PLURAL_SUBJECT = re.compile(
    r"\b(?:combination|both|these|they|regimen|cocktail|all|two|three)\b", re.IGNORECASE
)
_WISHED = re.compile(
    r"\b(?:having|to have|to get|getting|to see|see(?:ing)?|want\w*|hop\w+)\s(?:[\w-]+\s){0,4}$",
    re.IGNORECASE,
)

_WISH = re.compile(r"\b(?:would|could|hope\w*|wish\w*)\b", re.IGNORECASE)

# An approval that was given and is taken back, or may be.
_ENDING = re.compile(
    r"\b(?:rescind\w*|revok\w+|withdr[ae]w\w*|pull(?:ed|s|ing)?|los(?:e|es|t|ing)|remov\w+|suspend\w*"
    r"|strip\w*|cancel\w*)\s"
    r"(?:[\w.’'-]+\s){0,4}$",
    re.IGNORECASE,
)
_ENDED_AFTER = re.compile(
    r"^[^.;]{0,60}?\b(?:was|were|has been|have been|been)\s(?:\w+ly\s|later\s|then\s)?(?:rescinded"
    r"|revoked|withdrawn|pulled"
    r"|given back|relinquished|lifted|removed|suspended|cancelled)\b",
    re.IGNORECASE,
)
_MODAL = re.compile(
    r"\b(?:could|may|might|would|will|can|should|plans?|possible|considering|to|whether)\b", re.IGNORECASE
)
_APPLICATION = re.compile(
    r"\b(?:application|filing|submission|request|bid)s?\s(?:for|seeking)\s(?:[\w-]+\s){0,3}$"
    r"|\b(?:appl(?:y|ies|ied|ying)|fil(?:e|es|ed|ing)|ask(?:s|ed|ing)?|petition(?:s|"
    r"ed))\s(?!.*\b(?:granted|won|received)\b)"
    r"[^.;]{0,140}\bfor\s(?:[\w-]+\s){0,2}$",
    re.IGNORECASE,
)
# "withdrawn" itself: a drug or a use of it leaves the market.
_FROM_MARKET = re.compile(
    r"^\s(?:[\w-]+\s){0,3}?from\s(?:[\w.’'-]+\s){0,3}?(?:markets?|sale|shelves|use)\b", re.IGNORECASE
)
_USE_BEFORE = re.compile(
    r"\b(?:indication|use|licen[cs]e|label|drug|medicine|it|authori[sz]ation)\s(?:was|were|has been"
    r"|had been|have been)\s"
    r"(?:\w+ly\s|later\s|then\s|since\s)?$",
    re.IGNORECASE,
)
_PASSIVE_BEFORE = re.compile(
    r"(?:was|were|has been|had been|have been)\s(?:\w+ly\s|later\s|then\s|since\s)?$", re.IGNORECASE
)
_LEFT_STUDY = re.compile(r"^\s(?:\w+\s)?(?:from|because|due|their|consent|after)\b", re.IGNORECASE)

# Words that may stand between the trigger and its drug.
_TO_DRUG = re.compile(r"^[^.;:]{0,70}$")
_PURPOSE = re.compile(
    r"\b(?:for|to treat|in|as|only|by|on|after|based|because|when|who|which|that)\b", re.IGNORECASE
)
_OF_DRUG = re.compile(
    r"^\s(?:[\w.’'-]+\s){0,4}?(?:of|for|to\s(?:sell|market|use)|on)\s(?:[\w®™.’'-]+[\s-]){0,4}$",
    re.IGNORECASE,
)
# Words that join drugs: "X (sold as Brand) in combination with Y".
_JOINING_WORDS = frozenset(
    {
        "also",
        "along",
        "and",
        "as",
        "brand",
        "chemically",
        "combination",
        "combined",
        "formerly",
        "generically",
    }
    | {"in", "its", "known", "marketed", "name", "or", "plus", "s", "sold", "the", "under", "with"}
)
_PRONOUN = re.compile(r"\b(?:it|the\s(?:drug|medicine|treatment|therapy|medication))\b", re.IGNORECASE)
_ONE_DRUG_AFTER = re.compile(
    r"[\s-](?:[\w-]+\s){0,4}?(?:drug|therapy|treatment|medicine|antibody|agent|dos\w+)\b", re.IGNORECASE
)
_WITHDRAWN_WORDS = frozenset({"withdrawn", "withdrew", "pulled"})
_REACH = 90
"""Characters after "approved drugs" in which they may be named."""
_SENTENCE_ENDS = ".!?”\"’')]"
_STEPS_BACK = 3
"""Sentences before the trigger's in which its drug is sought."""
_WIDEST = 600
"""Characters of a sentence looked at on each side of the trigger: bounds the time on hostile text."""


class _Site(NamedTuple):
    """A trigger with its sentence and clause."""

    text: str
    kind: str
    start: int
    end: int
    sentence: Span
    clause: Span

    @property
    def before(self) -> str:
        return self.text[self.clause[0] : self.start]

    @property
    def after(self) -> str:
        return self.text[self.end : self.clause[1]]


class _Names:
    """The names of an article, by kind and place."""

    def __init__(self, names: Sequence[Name]) -> None:
        kinds = ("DRUG", "CONDITION", "AGENCY")
        self._names = {kind: sorted(n for n in names if n.kind == kind) for kind in kinds}
        self._starts = {kind: [n.start for n in self._names[kind]] for kind in kinds}
        self.main = {kind: _most_mentioned(self._names[kind]) for kind in kinds}

    def within(self, kind: str, start: int, end: int) -> list[Name]:
        """The names that begin in text[start:end]."""
        starts = self._starts[kind]
        return self._names[kind][bisect_left(starts, start) : bisect_left(starts, end)]


def find_approvals(text: str, sentences: Sequence[Span], names: Sequence[Name]) -> list[dict[str, Any]]:
    """Facts of type APPROVAL, in text order.

    Args: sentences: half-open offsets. names: all names found, of them DRUG, CONDITION and AGENCY are used.
    Returns: dicts with type, start, end, text, status and, as far as known, drugs, agency, conditions.
    Not: approvals by committees, of studies and devices, of kinds of drugs ("other approved drugs").
    """
    known = _Names(names)
    facts: list[dict[str, Any]] = []
    if not known.main["DRUG"]:
        return facts
    for index, sentence in enumerate(sentences):
        told: list[dict[str, Any]] = []
        for match in _TRIGGER.finditer(text, *sentence):
            site = _find_site(text, match, sentence)
            near = _nearby_drugs(site, known)
            if _is_other(site) or _is_kind_of_drug(site, near, known) or not _is_taken_back(site, near):
                continue
            status = _status(site)
            order = _order(text, sentences, index)
            drugs = near or _drugs_meant(site, status, order, known, facts[-5:] + told)
            told.append(_build_fact(site, status, drugs, known))
        facts += _drop_doubles(told)
    return facts


def _find_site(text: str, match: re.Match[str], sentence: Span) -> _Site:
    start, end = match.span()
    sentence = max(sentence[0], start - _WIDEST), min(sentence[1], end + _WIDEST)
    breaks = [m.span() for m in _CLAUSE_BREAK.finditer(text, *sentence)]
    left = max((stop for _, stop in breaks if stop <= start), default=sentence[0])
    right = min((begin for begin, _ in breaks if begin >= end), default=sentence[1])
    kind = next(name for name in ("off", "approve", "authorize", "withdraw") if match[name])
    return _Site(text, kind, start, end, sentence, (left, right))


def _order(text: str, sentences: Sequence[Span], index: int) -> list[Span]:
    """Where to look for a drug that the sentence does not name: back, but after a heading first ahead."""
    order = list(reversed(sentences[max(0, index - _STEPS_BACK) : index]))
    is_heading = text[sentences[index][1] - 1] not in _SENTENCE_ENDS
    return [*sentences[index + 1 : index + 2], *order] if is_heading else order


def _is_other(site: _Site) -> bool:
    """Approved by somebody else than a regulator, or something else than a drug."""
    if site.kind == "off":
        return False
    before, after = site.before[-120:], site.after[:120]
    return bool(
        _OTHER_SUBJECT.search(before)
        or _OTHER_BODY.match(after)
        or _OTHER_KIND.search(before[-30:])
        or _OBJECT_AFTER.match(after)
        or _CANDIDATES.search(before + " " + after)
    )


def _is_kind_of_drug(site: _Site, near: list[str], known: _Names) -> bool:
    """ "Other approved drugs", "no approved treatment": a kind, unless named: "approved drugs such as X"."""
    if site.kind in {"off", "withdraw"}:
        return False
    if not _is_noun(site) and _KIND_AFTER.match(site.after):
        stop = min(site.end + _REACH, site.sentence[1])
        named = (drug.start for drug in known.within("DRUG", site.end, stop))
        return all(_NEXT_CLAUSE.search(site.text[site.end : start]) for start in named)
    if near:
        return False
    before = site.before[-120:]
    unnamed = not _CHAIN.search(before) and _KIND_OBJECT.match(site.after)
    return bool(unnamed or _NO_BEFORE.search(before) or _KIND_BEFORE.search(before))


def _is_taken_back(site: _Site, near: list[str]) -> bool:
    """For "withdrawn" and its kin: whether a drug, or a use of it, leaves the market; else True."""
    if site.kind != "withdraw":
        return True
    if _FROM_MARKET.match(site.after):
        return True
    word = site.text[site.start : site.end].lower()
    if word != "withdrawn" or _LEFT_STUDY.match(site.after):
        return False
    return bool(_USE_BEFORE.search(site.before) or (near and _PASSIVE_BEFORE.search(site.before)))


def _status(site: _Site) -> str:
    word = site.text[site.start : site.end].lower()
    if site.kind == "off":
        return "off_label"
    if site.kind == "withdraw":
        return "withdrawn"
    if word.startswith("un"):
        return "not_approved"
    if ended := _status_of_ended(site):
        return ended
    hoped = _is_noun_hoped_for(site) if _is_noun(site) else _is_verb_hypothetical(site)
    return "not_approved" if hoped else "approved"


def _is_noun(site: _Site) -> bool:
    return site.text[site.start : site.end].lower().endswith(("al", "als", "ation", "ations"))


def _status_of_ended(site: _Site) -> str | None:
    """ "Withdrew approval" is withdrawn, "could withdraw" still approved, "withdrew its application" not."""
    before = site.before
    if _APPLICATION.search(before):
        return "not_approved"
    if match := _ENDING.search(before[-60:]):
        modal = _MODAL.search(before[-60:][: match.start()][-30:])
        return "approved" if modal else "withdrawn"
    return "withdrawn" if _ENDED_AFTER.match(site.after) else None


def _is_noun_hoped_for(site: _Site) -> bool:
    before = site.before[-90:]
    if _DENIED_AFTER.match(site.after):
        return True
    if given := _GIVEN_BEFORE.search(before):
        return bool(_UNREAL.search(before[max(0, given.start() - 30) :]))
    return bool(_NOT_AFTER.match(site.after) or _NOT_BEFORE.search(before))


def _is_verb_hypothetical(site: _Site) -> bool:
    before = site.before[-90:]
    word = site.text[site.start : site.end].lower()
    if word == "approves":
        return bool(_IF_BEFORE.search(before))
    if word in {"approve", "approving"}:
        # "will approve", "is expected to approve", "whether to approve", "before approving"
        return bool(_NOT_BEFORE.search(before) or _MODAL.search(before))
    if _FIRST_TO_BE.search(before):
        return False
    if chain := _CHAIN.search(before):
        return bool(_HYPOTHETICAL.search(chain.group()))
    wished = _WISHED.search(before) and _WISH.search(site.text[slice(*site.sentence)])
    return bool(wished or _NO_BEFORE.search(before))


def _nearby_drugs(site: _Site, known: _Names) -> list[str]:
    """The drugs of the trigger's own sentence: its object, else its subject, else any that it names."""
    after = known.within("DRUG", site.end, site.sentence[1])
    before = known.within("DRUG", site.sentence[0], site.start)
    if after and _is_object(site, after[0]):
        return _cluster(site.text, after)
    if before:
        return _cluster(site.text, before[::-1])
    if after and not _PRONOUN.search(site.before):
        return _cluster(site.text, after)
    return []


def _is_object(site: _Site, drug: Name) -> bool:
    """Whether `drug` is what is approved: "approved X", "approval of X", "approved drug for melanoma, X"."""
    between = site.text[site.end : drug.start]
    if drug.start > site.clause[1] and "," not in between:
        return False
    if _OF_DRUG.match(between):
        return _is_noun(site) or not _PURPOSE.match(between.lstrip())
    if _CHAIN.search(site.before[-90:]):
        return False
    attributive = _ONE_DRUG_AFTER.match(between)
    return bool(_TO_DRUG.match(between)) and (attributive is not None or not _PURPOSE.search(between))


def _cluster(text: str, drugs: list[Name]) -> list[str]:
    """The first drug and those joined to it: "X (Brand) plus Y". `drugs` go away from the trigger."""
    found = [drugs[0]]
    backwards = drugs[-1].start < drugs[0].start
    joined = False
    for drug in drugs[1:]:
        first, second = sorted((found[-1], drug), key=lambda d: d.start)
        between = text[first.end : second.start]
        words = re.findall(r"\w+", between[:_REACH].lower())
        if len(between) > _REACH or not _JOINING_WORDS.issuperset(words) or re.search("[.;:?!\n]", between):
            break
        # "Unlike X, Y is approved": before the verb, a comma alone joins in a list only ("X, Y and Z").
        if backwards and between.strip() == "," and not joined:
            break
        joined = joined or bool(words)
        found.append(drug)
    return sorted({drug.name for drug in found})


def _drugs_meant(
    site: _Site, status: str, order: list[Span], known: _Names, facts: Sequence[dict[str, Any]]
) -> list[str]:
    """The drugs of a trigger whose sentence names none.

    "It" and "the approval": the drugs of an approval told of just before, or the first drug (all of them for
    "both") of the nearest sentence that names one. Hopes without "it", and all else: the article's main drug.
    """
    if status != "not_approved" or _PRONOUN.search(site.before):
        for start, end in order:
            told = [fact["drugs"] for fact in facts[-5:] if start <= fact["start"] < end]
            inside = [drug.name for drug in known.within("DRUG", start, end)]
            if told or inside:
                several = sorted(set(inside)) if _PLURAL_SUBJECT.search(site.before) else inside[:1]
                return list(told[-1]) if told else several
    return [known.main["DRUG"]]


def _most_mentioned(names: list[Name]) -> str:
    counts = Counter(name.name for name in names)
    return min(counts, key=lambda name: (-counts[name], name)) if counts else ""


def _build_fact(site: _Site, status: str, drugs: list[str], known: _Names) -> dict[str, Any]:
    fact: dict[str, Any] = {
        "type": "APPROVAL",
        "start": site.start,
        "end": site.end,
        "text": site.text[site.start : site.end],
        "drugs": drugs,
        "status": status,
    }
    agencies = known.within("AGENCY", *site.sentence)
    if agencies and status != "off_label":
        fact["agency"] = min(agencies, key=lambda n: abs(n.start - site.start)).name
    conditions = {name.name for name in known.within("CONDITION", site.end, site.clause[1])}
    if not conditions and status in {"not_approved", "off_label"} and known.main["CONDITION"]:
        # A use that is hoped for is the one that the article is about.
        conditions = {known.main["CONDITION"]}
    if conditions:
        fact["conditions"] = sorted(conditions)
    return fact


def _drop_doubles(facts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without "withdrawn" where the approval in the same sentence already says so."""
    doubles = [f for f in facts if f["status"] == "withdrawn" and f["text"].lower() in _WITHDRAWN_WORDS]
    said = any(f["status"] == "withdrawn" and f not in doubles for f in facts)
    return [f for f in facts if f not in doubles] if said else facts
