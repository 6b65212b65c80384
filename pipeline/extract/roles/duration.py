"""DURATION: how long a treatment was given."""

from __future__ import annotations

import re

from pipeline.extract.roles.claim import MEDIUM, STRONG, WEAK, Claim
from pipeline.extract.sought import Before
from pipeline.extract.window import Window

_TREATMENT = (
    r"(?:treatments?|therap(?:y|ies)|infusions?|courses?|dosing|chemotherapy|immunotherapy|medication|"
    r"maintenance|regimens?|use|exposure|administration|drug|pills?|placebo|injections?)"
)
_AFTER = re.compile(
    rf"^(?:'|’)?s?\s+(?:of|on)\s+(?:[\w-]+\s+){{0,3}}?{_TREATMENT}\b|^(?:'|"
    rf"’)\s+(?:[\w-]+\s+)?{_TREATMENT}\b|^[\s-]+(?:(?!(?:after|before|with|in|for|to|of|and|or|"
    rf"from|versus|vs|later|on|by|since|until|into|prior)\b)[\w-]+,?\s+){{0,2}}?{_TREATMENT}\b"
    r"|^,?[\s-]+(?:(?!(?:after|before|in|for|to|of|and|or|from|later|by|since|until|"
    r"into)\b)[\w-]+,?\s+){0,3}?(?:study|trial|trials|course|regimen|infusion|period|extension|"
    r"treatment)\b|^\s+(?:of|on)\s+(?:[\w-]+\s+)?(?:it|them|the drug)\b"
)
_GIVEN_FOR = Before(
    r"\b(?:ran|run|runs|given|received?|receiving|treat(?:ed|ment)|taking|took|take|taken|"
    r"administered|administration|daily|weekly|weeks?|monthly|delivered|therapy|infused|stay(?:ed|"
    r"ing)? on|remained on|continued|mg|dose[ds]?|placebo|drug|injections?|used|pills?|"
    r"on (?:the )?drug|doses?|regimen|chemotherapy|maintenance)\b[^.;]{0,60}?\b(?:for|over|"
    r"during)\s+(?:up to |at least |about |a total of |as long as |as little as |no longer than |"
    r"the first |a (?:maximum|minimum|median|mean) of |an average of |more than |nearly |the |"
    r"another |a further |an additional )*$"
)
_LASTED = re.compile(
    r"\b(?:treatment|therapy|study|trial|regimen|course|maintenance|infusions?|injections?)\b(?: "
    r"\w+){0,2} (?:lasted|lasts|lasting|"
    r"ran|continued|continues|was given|duration (?:was|of)|ran for|went on|was limited to|was capped at|"
    r"was restricted to)\s+(?:for )?(?:about |"
    r"up to |at least |nearly |a median of |a mean of |an average of )*$|\b(?:duration|"
    r"length) of (?:treatment|therapy|exposure)\b[^.;]{0,20}$|\bexposure (?:to [\w -]{3,40}? )?(?:was|of|"
    r"lasted)\s+$|\bcycles?,? (?:or|\() ?(?:about |roughly |up to |"
    r"approximately |for )*$|\btreatment duration\b[^.;]{0,20}$|"
    r"\btime on (?:treatment|therapy|drug)\b[^.;]{0,20}$"
)
_AGO = re.compile(r"^\s*(?:ago|old|earlier|later|of age|before|postpartum|from now)\b|^[\s-]*old\b")
_AFTER_SURGERY = re.compile(r"^\s*after (?:diagnosis|surgery)\b")


_LAST_DOSE = re.compile(
    r"^\s*(?:after|before|following|from)\s+(?:the\s+|their\s+|its\s+)?(?:last|final|first|end|"
    r"start|stopping|ending)\b"
)
_LIVED = re.compile(
    r"\b(?:lived|survived|been alive|stayed alive|been (?:a|an|the) (?:[\w-]+ ){0,4}?(?:treatments?|"
    r"therapy|mainstay|"
    r"backbone|standard(?: of care)?|option)\b[^.;,]{0,60}?)\s+for\s+(?:at least |more than |over |about "
    r"|nearly )?$"
)
_FOR = re.compile(r"[®™]?\s+(?:alone\s+)?for\s+(?:up to |at least |about |another |nearly )?")
_OF = re.compile(r"\s+(?:of|on)\s+(?:[\w-]+\s+){0,2}")


def _of_drug(window: Window) -> bool:
    """ "12 months of dabrafenib"."""
    q, sentence = window.quantity, window.sentence
    return any(
        n.kind in ("DRUG", "PLACEBO")
        and 0 < n.start - q.end < 34
        and _OF.fullmatch(sentence.between(q.end, n.start))
        for n in sentence.names
    )


def _drug_for(window: Window) -> bool:
    """ "olaparib for two years"."""
    q, sentence = window.quantity, window.sentence
    ends = [n.end for n in sentence.names if n.kind == "DRUG" and n.end <= q.start]
    return bool(ends) and _FOR.fullmatch(sentence.between(max(ends), q.start)) is not None


def _is_bound(bound: str | None, before: str) -> bool:
    """ "for over a year" is open; "infused over 40 minutes" is not."""
    return bound is not None and not re.search(r"(?<!\bfor )\bover\s+$", before)


def duration(window: Window) -> Claim | None:
    """ "for 12 weeks", "six months of treatment", "24-week study", "the 60-hour infusion". Not: follow-up,
    survival.
    """
    q = window.quantity
    before, after = window.before(130), window.after(60)
    if q.kind != "duration" or q.low is None or _AGO.match(after):
        return None
    if _AFTER_SURGERY.match(after) and not (_GIVEN_FOR.search(before) or _drug_for(window)):
        return None
    fields = {"value": q.value, "unit": q.unit} | ({"bound": q.bound} if _is_bound(q.bound, before) else {})
    if re.search(r"\b(?:every|last|past|within|recent|previous)\s+$", before):
        return None
    if _LAST_DOSE.match(after) or _LIVED.search(before):
        return None
    if _of_drug(window) or _drug_for(window):
        return Claim("DURATION", MEDIUM, fields, "so long of a drug")
    if _LASTED.search(before):
        return Claim("DURATION", STRONG, fields, "the treatment lasted")
    if _AFTER.match(after):
        return Claim("DURATION", MEDIUM, fields, "followed by the treatment")
    if _GIVEN_FOR.search(before):
        return Claim("DURATION", MEDIUM, fields, "given for this long")
    if re.search(r"\bfor\s+(?:up to |at least |about )*$", before) and re.search(
        r"\b(?:therapy|treatment|drug|infusion|dose)\b", before
    ):
        return Claim("DURATION", WEAK, fields, "a length of time after a treatment word")
    return None
