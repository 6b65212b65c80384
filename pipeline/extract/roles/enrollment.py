"""ENROLLMENT: how many people were studied, in all, in an arm, in a subgroup."""

from __future__ import annotations

import re

from pipeline.extract.roles.claim import MEDIUM, STRONG, WEAK, Claim
from pipeline.extract.spans import tidy
from pipeline.extract.window import Window
from pipeline.extract.words import IN_SO_MANY, PEOPLE

_ADJECTIVE = r"(?:[^\W\d][\w'’/+-]*|\([^()]{1,40}\)|\d(?=\s+diabet))"
_PEOPLE = PEOPLE.replace("|cases?", "")
_NOUN_NEXT = re.compile(
    rf"^(?:\s+(?!of\b|in\b|for\b|to\b|and\b|or\b|had\b|have\b|has\b|were\b|was\b|who\b|with\b|on\b|"
    rf"at\b|from\b|the\b|than\b|as\b|that\b|which\b|received\b|by\b|per\b|times\b|sites?\b|"
    rf"cent(?:er|re)s?\b|countries\b|drugs?\b|"
    rf"other\b(?!\s+patients){_ADJECTIVE}*){_ADJECTIVE},?(?:\s+or(?=\s+[a-z]))?){{0,6}}?\s+(?P<noun>{_PEOPLE})\b"
)
_OF_PEOPLE = re.compile(rf"^\s+(?:of|out of)\s+(?:the\s+|these\s+|those\s+|all\s+)?{PEOPLE}\b")
_ENROLLED = re.compile(
    r"\b(?:enroll?(?:ed|ing|s)?|includ(?:ed|es|ing)|recruit(?:ed|ing)|randomi[sz](?:ed|ing|"
    r"ation of)|involv(?:ed|es|ing)|stud(?:y|ied|ying) (?:of|in|with)|stud(?:ied|y of)|"
    r"trial (?:of|in|with|enrolled)|treated|assign(?:ed|ing)|allocated|allotted|analy[sz](?:ed|"
    r"ing|is of)|"
    r"followed|evaluat(?:ed|ing)|compris(?:ed|es|ing)|consisted of|a total of|total of|among|"
    r"data (?:from|on)|results (?:from|in|for)|records of|tested in|administered to|given to|"
    r"looked at|examined|surveyed|screened|accrued|registered|phase \w+ (?:trial|study) (?:of|in)|"
    r"compared|in all|cohort of|group of|sample of|pooled|underwent|tested (?:the drug )?(?:in|"
    r"on))\b"
)
_ARM = re.compile(
    r"\b(?:received|receiving|assigned|given|treated with|allocated|allotted|randomi[sz]ed to|"
    r"in the [\w+ -]{2,40}(?:group|arm)|got|took|taking|on placebo|on the|arm|were administered|"
    r"to receive|randomly (?:assigned|selected|chosen))\b"
)
_ARM_NEXT = re.compile(
    r"^\s*(?:patients?|people|women|men|adults|participants|subjects)?\s*(?:who\s+)?(?:were\s+|"
    r"was\s+)?(?:received|receiving|got|given|assigned|allocated|allotted|randomi[sz]ed|to|on|"
    r"took|taking|in the|treated)\b"
)
_N_EQUALS = re.compile(r"\bn\s*[=:]\s*$")
_NO_STUDY = re.compile(
    r"\b(?:each year|every year|annually|a year|per year|this year|last year|worldwide|"
    r"in the (?:united states|u\.s\.?|us|uk|world)|americans|nationwide|globally|prevalence|"
    r"estimated|estimates?|diagnosed (?:with|each)|affect(?:s|ed|ing)?|suffer(?:s|ed|"
    r"ing)?(?: from)?|living with|die[sd]? (?:from|of)|one in|1 in|employ\w*|faculty|staff|"
    r"people with (?:the|this) (?:disease|condition))\b"
)
_ENROLLED_NEXT = re.compile(
    r"^[^.;\d]{0,90}\b(?:were|was) (?:\w+ )?(?:enroll?ed|randomi[sz]ed|recruited|included|assigned|treated)\b"
)
""" "203 men diagnosed with prostate cancer were enrolled"."""
_ELIGIBLE = re.compile(
    r"\b(?:plans?|planned|planning|expects?|expected|will|aims?|hopes?|to enroll?|would)\b[^.;]{0,40}$"
)
_GIVEN_TO = re.compile(
    r"\b(?:administered|gave|given|giving|offered|tried|treat(?:ed|ing))\b[^.;]{0,50}\b(?:to|"
    r"in)\s+$|\btreat(?:ed|ing)\s+$"
)
_RECEIVED_NEXT = re.compile(
    r"^\s*(?:patients?|people|women|men|adults|participants|subjects)?\s*(?:who\s+)?(?:were\s+|"
    r"was\s+)?(?:received|receiving|got|given|assigned|allocated|allotted|randomi[sz]ed|took|"
    r"treated)\b"
)
_EVENTS = re.compile(
    r"\b(?:events?|cases|died|deaths?|relapsed|returned|problems|strokes?|heart attacks?|had (?:a|"
    r"an)\b|suffered|developed|came down|were told|struck|diagnosed)\b"
)
_BEFELL = re.compile(
    r"\b(?:reported|seen|noted|observed|occurred|recorded|developed|diagnosed|struck|affected|"
    r"hit)\s+(?:by\s+|in\s+|among\s+)?(?:only |just |another |about )?$"
)
_BEFALLS = r"(?:developed|were diagnosed|suffered|died|experienced|came down|relapsed|fell ill)"
_BEFALLS_NEXT = re.compile(
    rf"^\s*\w+\s+(?:(?:who (?:were )?)?(?:assigned to|on|in the|taking|receiving|given|took|received|"
    rf"treated with)\s+[^.,;]{{2,50}}?\s)?{_BEFALLS}\b"
)
_BEFALLS_BARE = re.compile(rf"^[^.;,(]{{0,60}}?\b(?:had\s+|have\s+)?{_BEFALLS}\b")
_AGAINST_THOSE = re.compile(
    rf"\b{_BEFALLS}\b[^.;]{{0,90}}\b(?:compared (?:with|to)|versus|against)\s+(?:only |just )?$"
)
_BEFELL_TOO = re.compile(
    rf"\b(?:occurred|developed|was (?:seen|diagnosed|reported)) in [\d,]+ {PEOPLE}\b[^.;]{{0,60}}?,? (?:and|"
    r"versus|compared (?:with|to)|against) (?:only |just )?$"
)
""" "A stroke occurred in 396 people who took the drug, and 409 who took placebo"."""
_PER_SO_MANY = re.compile(
    r"\b(?:(?:for|in|of|among) (?:about |roughly |nearly |around )?every|per|"
    r"out of every|for each|(?:if|suppose|imagine|say)(?: (?:some|"
    r"about|all))?)\s+$"
)
_QUIT = re.compile(
    r"^ \w+(?:, or [\d.·]+ ?(?:%|percent|per cent),)? (?:gave up|discontinued|stopped|dropped out|"
    r"withdrew|quit)\b"
)
_NEEDED = re.compile(
    r"^\s*\w+\s+(?:(?:would|will|must|need(?:ed)?|have)\b[^.;]{0,30}\b(?:to take|to be treated|"
    r"treated|take)\b|to (?:prevent|spare|save|avoid)\b)"
)
_WHO_RECEIVED = re.compile(r"^\s*\w+\s+(?:who\s+)?(?:were\s+)?(?:received|given|took|treated with)\b")
_STUDY_NEXT = re.compile(r"^[-‑](?:patient|person|subject|woman|man|participant|people)\b")
_SCREENED_NEXT = re.compile(r"^\s*\w+\s+(?:were\s+)?screened")
_I_HAVE = re.compile(r"\bi have\s+$")
_OPENS = re.compile(r"[(\[]\s*$")
_CLOSES = re.compile(r"^\s*[)\]]")
_WITH_NEXT = re.compile(r"^\s*with\b")
_WHO_NEXT = re.compile(
    r"^\s*(?:who|whose|of them|of whom|others?|in each|in the (?:[\w-]+ ){1,3}(?:group|arm|cohort))\b"
)
_TO_ARM = re.compile(r"^,?\s+(?:placebo|to\b)")
_THE = re.compile(r"\bthe\s+$")
_ASSIGNED = re.compile(
    r"\b(?:assigned|randomi[sz]ed|allocated|allotted|received|compris\w+|consist\w+|enroll\w+|"
    r"numbering|number)\b[^.;]{0,50}$"
)
_REMAINED = re.compile(
    r"^\s*(?:remained|were evaluable|were included|entered|completed|could be evaluated|"
    r"were (?:randomi|enrolled|treated))"
)
_HAD_NEXT = re.compile(r"^\s*(?:had|have|were|was)\b")
_OF_THE_PATIENTS = re.compile(
    r"\bof (?:the|these|those|all) (?:\w+ )?(?:patients|women|men|people|participants),?\s+$"
)
_SCREENED = re.compile(r"\bscreen(?:ed|ing)\s+(?:of\s+)?$")
_ARMS_COUNTED = re.compile(
    r"\b(?:randomi[sz]ed|assigned|allocated|allotted|received|receive|either|placebo|switched|"
    r"carried on|compared|versus|vs|inject|on the drug|took|given)\b"
)
_ON = r"(?:on|to|received|got|took|were given|were on|were assigned to|to receive)"
_ON_NEXT = re.compile(
    rf"^ {_ON} (?:[^\W\d][\w-]*,? ){{1,5}}(?:and|but) (?:the other )?\d[\d,]* (?:{_ON}|did not)\b"
)
_ON_BEFORE = re.compile(rf"\d {_ON} (?:[^\W\d][\w-]*,? ){{1,5}}(?:and|but) (?:the other )?$")
_ON_AGAIN = re.compile(rf"^ (?:{_ON}|did not)\b")
_ON_EACH = re.compile(
    r"^,? (?:(?:on|in|to|for) (?:each|either|every) (?:drug|arm|group|side|treatment|cohort|schedule|"
    r"dose)|per (?:arm|group))\b"
)
_FOR_WITH = re.compile(r"\b(?:for|in|among)\s+(?:the\s+)?$")
_TIMES = re.compile(
    r"^\s*(?:times|more|other|of the (?:most|best|world|few|first|two|three|many|leading|main)|"
    r"in\s+(?:\d|ten|five|four|three)|year|day|hour)\b"
)


def enrollment(window: Window) -> Claim | None:
    """A count of people studied: "61 women", "616 patients", "(n = 72)", "the 410 in the experimental group".

    The span is number and noun. Not: prevalence, sites, staff, responders (a response cue nearer by wins).
    """
    q = window.quantity
    if q.form == "quantifier":
        return None
    if q.kind == "ratio" and q.n is not None:
        return _ratio(window)
    if q.kind != "count" or q.low is None or not float(q.low).is_integer():
        return None
    after = window.after(90)
    noun = _STUDY_NEXT.match(after) or _NOUN_NEXT.match(after) or _OF_PEOPLE.match(after)
    if noun is None and not _N_EQUALS.search(window.before(90)):
        return _bare(window)
    other = _not_studied(window)
    if other is not None:
        return other
    end = q.end + noun.end() if noun else None
    cost = STRONG if _is_enrolled(window) or _STUDY_NEXT.match(after) else MEDIUM
    return Claim("ENROLLMENT", cost, _fields(window), "a count of people", end=end)


def _is_enrolled(window: Window) -> bool:
    before = window.before(90)
    return any(cue.search(before) for cue in (_ENROLLED, _GIVEN_TO, _N_EQUALS))


def _not_studied(window: Window) -> Claim | None:
    """Counts of people that are no enrollment: the public, the screened, a few of whom something is told."""
    q, before, after, enrolled = window.quantity, window.before(90), window.after(90), _is_enrolled(window)
    low = q.low or 0
    general = not (enrolled or _ENROLLED_NEXT.match(window.after(130))) and (
        _NO_STUDY.search(before[-36:]) or _NO_STUDY.search(after[:70])
    )
    if low >= 1_000_000 or general or (q.high is not None and low >= 1000):
        return Claim("prevalence", MEDIUM, {}, "people in general, not people studied")
    if _PER_SO_MANY.search(before):
        return Claim("rate_base", STRONG, {}, "what a rate is counted on")
    if _SCREENED.search(before) or _SCREENED_NEXT.match(after):
        return Claim("screened", MEDIUM, {}, "people screened, not studied")
    if _QUIT.match(after) or _NEEDED.search(after) or _I_HAVE.search(before):
        return Claim("count_of_people", MEDIUM, {}, "people to be treated, or of somebody's practice")
    befell = (
        _BEFALLS_NEXT.match(after)
        or _AGAINST_THOSE.search(window.before(140))
        or _BEFELL_TOO.search(window.before(140))
    )
    if befell or (_BEFELL.search(before) and not enrolled):
        return Claim("count_of_people", MEDIUM, {}, "people whom something befell")
    if low < 10 and not enrolled and not _WHO_RECEIVED.match(after):
        return Claim("count_of_people", WEAK, {}, "a few people of whom something is told")
    return None


def _ratio(window: Window) -> Claim:
    """ "193 (71.7 percent) received ..." is a subgroup; "41 of the 67 had ..." is left to better claims."""
    q = window.quantity
    if q.total is not None or not _RECEIVED_NEXT.match(window.after(60)):
        return Claim("count_of_people", WEAK + 6, {}, "a part of the people studied")
    bracket = window.sentence.text.find("(", q.start, q.end)
    end = len(window.sentence.text[: bracket if bracket > 0 else q.end].rstrip())
    fields = {"n": tidy(q.n), "scope": "subgroup"}
    return Claim("ENROLLMENT", MEDIUM + 2, fields, "a part of the people studied", end=end)


def _bare(window: Window) -> Claim | None:
    """A count without a noun: "VRd (264)", "35% in 105", "the 30 who received X", "206 to placebo"."""
    low = window.quantity.low or 0
    if _BEFALLS_BARE.match(window.after(90)) or _OF_EVENTS.search(window.before(40)):
        return None
    cost = _cost_beside(window) if low >= 5 else None
    if cost is None and 10 <= low < 100_000 and not _TIMES.match(window.after(30)):
        cost = _cost_with_verb(window)
    if cost is None:
        return None
    scope = {"scope": "arm"} if cost == _BRACKET_COST else {}
    return Claim("ENROLLMENT", cost, _fields(window) | scope, "a count without a noun, of people")


_OF_EVENTS = re.compile(r"\b(?:deaths?|events?|cases|strokes?|heart attacks?|recurrences?)\s*[(\[]\s*$")
""" "200 deaths (100 in each group)"."""
_BRACKET_COST = MEDIUM + 0.5


def _cost_beside(window: Window) -> float | None:
    """The cost of a count that its brackets, or the rate before it, show to be people."""
    before, after = window.before(60), window.after(20)
    bracketed = _OPENS.search(before) and _CLOSES.match(after)
    if bracketed and (window.quantity.low or 0) >= 10 and window.sentence.shows(_ARMS_COUNTED):
        return _BRACKET_COST
    if IN_SO_MANY.search(before):
        return 3
    return 4 if _FOR_WITH.search(before) and _WITH_NEXT.match(after) else None


def _cost_with_verb(window: Window) -> float | None:
    """The cost of a count that the verb beside it shows to be people: received, were assigned, remained."""
    before, after, sentence = window.before(60), window.after(60), window.sentence
    in_turn = _ON_NEXT.match(after) or (_ON_BEFORE.search(before) and _ON_AGAIN.match(after))
    if in_turn or _ON_EACH.match(after):
        return MEDIUM + 1
    who, arm = _WHO_NEXT.match(after), _ARM_NEXT.match(after) or _TO_ARM.match(after)
    assigned = _ASSIGNED.search(before)
    if (who and arm) or (arm and assigned) or (_THE.search(before) and (who or arm)):
        return MEDIUM + 1
    if sentence.shows(_EVENTS):
        return None
    if ((arm or who) and sentence.shows(_ARMS_COUNTED)) or assigned:
        return MEDIUM + 4
    if _REMAINED.match(after):
        return MEDIUM
    if not _HAD_NEXT.match(after):
        return None
    return MEDIUM + 2 if _OF_THE_PATIENTS.search(before) else WEAK + 8


_ALL_ARMS = re.compile(
    r"\brandomi[sz]ed|\brandomly assigned (?:\d+ and )?$|\btotal of\b|\beither\b|\bone of\b|"
    r"\bor (?:an? |the )?(?:\w+ )?(?:placebo|dummy)"
)
"""Behind "217 patients received": all who were studied, not one arm."""


def _fields(window: Window) -> dict[str, object]:
    q = window.quantity
    before, after = window.before(60), window.after(130)
    if _ARM.search(after[:70]) and not _ALL_ARMS.search(before + after):
        scope = "arm"
    elif _ENROLLED.search(before) or re.match(
        r"^.{0,60}\b(?:enroll|randomi|underwent|were (?:treated|included))", after
    ):
        scope = "total"
    else:
        scope = "subgroup"
    return {"n": q.value, "scope": scope} | ({"bound": q.bound} if q.bound else {})
