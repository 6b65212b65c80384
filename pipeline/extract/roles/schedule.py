"""SCHEDULE: how often a dose is given, or on which days of a cycle."""

from __future__ import annotations

import re

from pipeline.extract.roles.claim import MEDIUM, STRONG, Claim
from pipeline.extract.spans import tidy
from pipeline.extract.window import Window

_DOSED = re.compile(r"\b(?:cycle|dose|given|infus|inject|administ|mg)")
_GIVEN = re.compile(
    r"\b(?:given|received?|receiving|administered|administration|injected|injections?|infusions?|"
    r"infused|taken?|taking|dos(?:e|es|ed|ing|age)|treated|"
    r"treatments?|therapy|delivered|orally|oral|intravenous(?:ly)?|subcutaneous(?:ly)?|"
    r"intramuscular(?:ly)?|pills?|tablets?|capsules?|inhaled|inhaler|regimen|plus|"
    r"mg|milligrams?|mcg|drug|shots?|injectable|by mouth|under the skin|regimens?|schedule|"
    r"assigned|placebo|maintenance|cycles?|applied|cream|medication|started|starting|"
    r"weeks? thereafter|thereafter|self-inject|course|loading|once)\b"
)
_OBSERVED = re.compile(
    r"\b(?:assess(?:ed|ments?)|measured|evaluat(?:ed|ions?)|visits?|scans?|scanned|monitored|"
    r"monitoring|tests?|tested|imaging|checked|checks?|follow(?:ed(?! by\b)|-up)|"
    r"newsletter|published|journal|report(?:ed|s)? in|questionnaires?|exercise|meetings?|"
    r"incidence|diagnosed|deaths|die|cases|cigarettes?|bulletin|"
    r"minutes of|sales|seizures?|attacks|headaches?|migraine days|flare-?ups|exacerbations?|"
    r"bleeds|relapses?|blood and urine|dose (?:limit|escalat)\w*|"
    r"activities|living|life|functioning|average|wages?|basis)\b[^,;]{0,30}$"
)
_OBSERVED_NEXT = re.compile(
    r"^\s*(?:activit\w+|function\w*|life|living|routine|basis|newsletter|visits?|blood|scans?|tests?|"
    r"seizures?|headaches?|migraine|attacks|monitoring|assessments?|meetings?|journal|"
    r"calls?|email|e-mails?|pain|symptoms?|sales|costs?|checks?|exercise|dose of radiation|news|"
    r"updates?|report|average|in the (?:us|u\.s|united states|world)|worldwide|around the world|"
    r"relapse|exacerbation|rate|bleed)"
)


_A_DAY = re.compile(r"(?:a|each|per) (?:day|week|night)")
_AMOUNT = re.compile(
    r"(?:\b|\d)(?:mg|µg|mcg|g|mL|ml|iu|units?|milligrams?|micrograms?|grams?|doses?|tablet|pill|capsule|shot|"
    r"injection|infusion|puffs?)(?:/\w+)?(?: of (?:the )?[\w-]+(?: [\w-]+)?| [\w-]+)?\s*$"
)
_GIVEN_VERB = re.compile(
    r"\b(?:given|receiv\w+|administ\w+|inject\w+|infus\w+|taken|taking|take|dosed|treated|"
    r"delivered|mg|applied)\b"
)
_OBSERVED_VERB = re.compile(
    r"\b(?:assessed|measured|evaluated|scanned|monitored|examined|checked|undergo|underwent|"
    r"followed(?! by\b)|drawn|counsell?ed|sampled|seen)\b"
)


def schedule(window: Window) -> Claim | None:
    """ "twice daily" is 2 per 1 d, "every three weeks" 1 per 3 wk; "days 1, 8 and 15" are days of a cycle.

    Units: UCUM (h, d, wk, mo, a). Not: how often people are scanned, relapse or die; "daily activities".
    """
    q = window.quantity
    if q.kind == "days":
        return _days(window)
    if q.kind != "frequency":
        return None
    before, after = window.before(60), window.after(40)
    if _observed_last(window) or _OBSERVED.search(before) or _OBSERVED_NEXT.match(after):
        return Claim("frequency", STRONG, {}, "how often something else happens")
    if _A_DAY.fullmatch(window.sentence.between(q.start, q.end)) and not _AMOUNT.search(before):
        return Claim("frequency", MEDIUM, {}, "a day of something that is no dose")
    named = any(n.kind in ("DRUG", "PLACEBO") for n in window.sentence.names)
    if not named and not window.sentence.shows(_GIVEN):
        return Claim("frequency", MEDIUM, {}, "nothing is given in this sentence")
    period = tidy(q.period) if q.high is None else [tidy(q.period), tidy(q.high)]
    fields = {"times": tidy(q.times), "period": period, "unit": q.unit}
    return Claim("SCHEDULE", STRONG, fields, "a frequency where something is given")


def _observed_last(window: Window) -> bool:
    """Whether the nearest verb before is one of looking ("assessed every eight weeks"), not of giving."""
    before = window.before(160)
    given = max((m.start() for m in _GIVEN_VERB.finditer(before)), default=-1)
    observed = max((m.start() for m in _OBSERVED_VERB.finditer(before)), default=-1)
    return observed > given


def _days(window: Window) -> Claim | None:
    q = window.quantity
    days = list(q.days or ())
    if len(days) == 1 and days[0] > 28:
        return Claim("timepoint", MEDIUM, {}, "a single late day")
    if len(days) == 1 and not window.sentence.shows(_DOSED):
        return Claim("timepoint", MEDIUM, {}, "a single day, nothing given")
    return Claim("SCHEDULE", STRONG, {"days": days}, "days of a cycle")
