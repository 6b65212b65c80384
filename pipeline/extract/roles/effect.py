"""EFFECT: hazard, risk and odds ratios, relative and absolute risk reductions, "doubled"."""

from __future__ import annotations

import re

from pipeline.extract.roles.claim import MEDIUM, STRONG, Claim, CueRole, Fields, read_cues
from pipeline.extract.spans import Quantity, tidy
from pipeline.extract.window import Cue, Sentence, Window

_RISK = (
    r"(?:risks?|odds|chances?|hazards?|likelihood|rates?|incidence|probability|number|frequency|"
    r"relapses?|exacerbations?|deaths?|mortality|hospitali[sz]ations?|heart attacks?|strokes?|events?|"
    r"recurrences?|progression|infections?|cases|flare-?ups|attacks|fractures?|seizures?|bleeds?|days|"
    r"headaches?|migraines?|admissions?|readmissions?)"
)
_LESS = (
    r"(?:reduc(?:e|es|ed|ing|tions?)|lower(?:s|ed|ing)?|cut(?:s|ting)?|decreas(?:e|es|ed|ing)|"
    r"slash(?:es|ed|ing)?|drop(?:ped|s)?|declin(?:e|es|ed)|fell|fall(?:s|en)?|diminish(?:es|ed)|"
    r"curb(?:s|ed)|trim(?:s|med)|lessen(?:s|ed))"
)

RATIO_CUES = read_cues(
    r"""
    HR | hazard ratios?( \[hr\]| \(hr\))?( for [^.;,()]{0,60}?)?
    HR | (?<!/)hrs?(?![-‑ ]?(positive|negative|pos\b|neg\b)|\+)
    HR | ahr
    OR | odds ratios?( \(or\))?
    OR | aor
    OR | or(?=[ =:,]{1,3}\d+[.·]\d)
    RR | (relative risks?|risk ratios?|rate ratios?|relative rates?|
        incidence rate ratios?)(?! reduction)( \(rr\))?
    RR | rr
    RR | irr
    """,
)
REDUCTION_CUES = read_cues(
    r"""
    ARR | absolute (risk )?(reductions?|differences?|gains?|benefits?|increases?|improvements?)( in risk)?
    ARR | (reductions?|drops?|cuts?|falls?|decreases?|declines?) (in|of) (the |their )?absolute risk
    RRR | relative (risk )?(reductions?|cuts?|drops?)( in (the )?risk)?
    RRR | risk reductions?
    RRR:of | (reductions?|drops?|cuts?|falls?|decreases?|declines?) of
    RRR | improvements? in ([\w-]+ ){0,2}survival
    RRR | (reductions?|drops?|cuts?|falls?|decreases?|declines?) (in|of) (the )?([\w'’/-]+ ){0,3}<risk>
    RRR | <less> ([\w'’-]+ ){0,6}?<risk>
    RRR | (<risk>|hazard of \w+) (of |for |from )?((?!\d|percent)[\w'’/-]+,? ){0,10}?(was |were |is |
        been )?(significantly )?(<less>|down)
    RRR | (lower|reduced|decreased|smaller) ([\w'’/-]+ ){0,3}?<risk>
    RRR | (less|lower|fewer|lower likelihood)( likely( to)?| [\w/-]+ <risk>| <risk>)
    RRR | fewer ([\w'’/-]+ ){0,2}?(deaths|events|attacks|strokes|relapses|exacerbations|cases|infections|
        hospitali[sz]ations|heart attacks|fractures|seizures|bleeds|migraine days|headaches?|falls|flares|
        recurrences)
    RR_UP | (higher|increased|greater|elevated|raised) ([\w'’/-]+ ){0,2}?(risks?|odds|chances?|likelihood|
        rates?)
    RR_UP | more likely( to)?
    RR_UP | increases? in (the |their )?([\w-]+ ){0,2}(risks?|odds|chances?|likelihood)
    RR_UP | relative increases?( in risk)?
    RR_UP | (increas|rais|boost|heighten)(e|es|ed|ing|s) (the |their |his |her |a \w+['’]s )?
        ([\w-]+ ){0,2}?(risks?|odds|chances?|likelihood)
    RR_UP | relative increases? in ([\w'’-]+ ){0,4}
    RR_UP | more ([\w'’/-]+ ){0,2}?(deaths|events|cases|cancers|strokes|infections|heart attacks|relapses|
        fractures|bleeds)
    RRR:protects | (vaccine |vaccine's |protective |overall |estimated )*(efficacy|effectiveness)( rates?)?
    RRR:protects | (effective|efficacious|protective)( (at|in|against|for|with))*
    RRR:protects | protect(ion|ed|ive|s)?( (against|from|by))*
    RRR:by | <less>
    RRR:bare | (fewer|lower|less)
    RRR:off | (shav|trimm|knock|slic)(es?|ed|ing)
    """,
    risk=_RISK,
    less=_LESS,
)

_OPENERS = re.compile(r"[\s;:,(\[=]*(?:and\s)?$")
_BARE_INTERVAL = re.compile(r"^\s*(?:[,;]\s*)?[(\[]?\s*$")
_COMPARED_TIME = re.compile(
    r"^\s*(?:vs?\.?|versus|against|compared (?:with|to)|as opposed to|rather than|and|"
    r"to)\s+(?:just |only )?[\d.·]+[\s-]*(?:mo\b|months?|weeks?|years?|days?|wk|yr|%|percent)"
)
_PREVENTS = re.compile(r"vaccin|\bshots?\b|\bjabs?\b|immuni[sz]|prevent|protect|infection|prophyla")
_IS_SO_MUCH = re.compile(
    r"(?: (?:of|against|in|at|for|among|with|preventing|prevention|the|any|all|adults|people|those|over|"
    r"aged|both)\b[^.;:%]"
    r"{0,70}?)?(?: (?:was|is|of|were|at|reached|stood at|fell to|rose to|came to|dropped to|remained|"
    r"being|about|nearly|"
    r"more than|an estimated|over|by|some))* "
)
_AND_BY = re.compile(
    r"\bby (?:[\w-]+ ){0,2}[\d.·]+ ?(?:%|percent|per cent)(?: ?[(\[][^()\[\]]{0,40}[)\]])?,? and (?:by "
    r")?(?:\w+ )?$"
)
_BY_SO_MUCH = re.compile(r"\bby\s+(?:[\w-]+\s+){0,3}$")
_SCALE = re.compile(r"^\s*(?:points?|mg|mm|kg|pounds?|percentage)")
_BY = re.compile(
    r"(?:\bby\s+(?:a(?:n)?\s+)?(?:about\s+|nearly\s+|almost\s+|more than\s+|over\s+|up to\s+|"
    r"at least\s+|an estimated\s+|roughly\s+|some\s+|around\s+|approximately\s+|as much as\s+|"
    r"just\s+)?|\ba\s+|\bthe\s+|\ban?\s+\w+\s+|[(]\s*|\bwere\s+|\bwas\s+|\bhad\s+|\bof\s+|"
    r"\bof (?:about|nearly|almost|more than|over|up to|at least|an estimated|roughly|some|around|"
    r"approximately)\s+|(?:nearly|almost|about)\s+)$"
)


def _interval_of(window: Window) -> tuple[Quantity, list[float | None]] | None:
    """The confidence interval that follows the estimate: "(95% CI, 0.34 to 0.62)", or a bare
    "(3·25–13·08".
    """
    q, text = window.quantity, window.sentence.text
    for other in window.sentence.quantities:
        if other.start < q.end or other.start - q.end > 12:
            continue
        between = text[q.end : other.start]
        labelled = other.kind == "interval" and _OPENERS.fullmatch(between)
        bare = other.kind == "count" and other.high is not None and _BARE_INTERVAL.match(between)
        inside = (
            bare
            and q.low is not None
            and other.low is not None
            and other.high is not None
            and other.low <= q.low <= other.high
        )
        if labelled or inside:
            return other, [tidy(other.low), tidy(other.high)]
    return None


def _read(window: Window, cue: Cue) -> Claim | Fields | None:
    q = window.quantity
    if q.kind == "points":
        return _read_points(window, cue)
    if q.kind != "percent" or q.low is None:
        return None
    if cue.key == "RR_UP":
        return _read_increase(window, cue)
    return _read_reduction(window, cue) if q.low < 100 else None


_NAMED_ABSOLUTE = -8
"""The cost of percentage points called an absolute difference: less than that of a change of a score."""


def _read_points(window: Window, cue: Cue) -> Claim | None:
    """ "an absolute difference of 27.1 percentage points (95% CI, 18.1 to 36.1)"."""
    if cue.key != "ARR":
        return None
    fields: Fields = {"measure": "ARR", "endpoint": find_endpoint(window), "value": window.quantity.value}
    interval = _interval_of(window)
    if interval is None:
        return Claim("EFFECT", _NAMED_ABSOLUTE, fields, "an absolute difference")
    return Claim(
        "EFFECT",
        _NAMED_ABSOLUTE,
        fields | {"ci": interval[1]},
        "an absolute difference",
        end=interval[0].end,
        uses=(interval[0],),
    )


def _read_ratio(window: Window, cue: Cue) -> Claim | None:
    q = window.quantity
    if cue.start >= q.end and window.sentence.between(q.end, cue.start).strip():
        return None
    if (
        q.kind != "count"
        or q.form != "digits"
        or q.low is None
        or q.low >= 100
        or _SCALE.match(window.after(14))
    ):
        return None
    if q.high is not None or _COMPARED_TIME.match(window.after(40)):
        return None
    if float(q.low).is_integer() and (
        q.low > 20 or _OWN_FIGURE.search(window.sentence.between(cue.end, q.start))
    ):
        return None
    fields: Fields = {"measure": cue.key, "endpoint": find_endpoint(window), "value": tidy(q.low)}
    interval = _interval_of(window)
    if interval is None and (
        q.low > 5 or (window.sentence.between(cue.end, q.start).count(" ") > 14 and float(q.low).is_integer())
    ):
        return None
    if interval is None:
        return Claim("EFFECT", 0, fields, f"beside {cue.key}")
    end = interval[0].end
    return Claim("EFFECT", 0, fields | {"ci": interval[1]}, f"beside {cue.key}", end=end, uses=(interval[0],))


_OWN_FIGURE = re.compile(r"\d[.·]\d")
"""Between a ratio's name and a whole number: the ratio has its figure already."""
_SEVERITY = re.compile(
    r"\b(?:symptoms?|pain|scores?|severity|levels?|weight|cholesterol|ldl|triglycerides|blood pressure|size|"
    r"volume|cost)\b"
)
_ROUGHLY = re.compile(r"\s*(?:about\s+|nearly\s+|some\s+|almost\s+)?")
_EVENT_NOUN = re.compile(_RISK + r"|\b(?:hospital|died|dying|worse\w*|lesions?|went on to)\b")
_IN_THE_RISK = re.compile(rf"\s+in (?:the |their )?(?:[\w'’/-]+ ){{0,3}}?{_RISK}\b")
_FELL = re.compile(r"\b(?:fell|dropped|declined|decreased)$")


def _read_reduction(window: Window, cue: Cue) -> Claim | Fields | None:
    """ "reduced the risk of death by 51%", "an 18 percent lower rate": how much, not how many people."""
    special = _SPECIAL.get(cue.key)
    if special is not None:
        fits = special(window, cue)
    elif cue.start >= window.quantity.end:
        fits = _is_adjective(window.sentence.between(window.quantity.end, cue.start))
    else:
        gap = window.sentence.between(cue.end, window.quantity.start)
        fits = _says_by(window.before(80)) or (
            bool(_FELL.search(window.sentence.between(cue.start, cue.end))) and not gap.strip()
        )
    return _with_interval(window, _fields(window.quantity, cue, window)) if fits else None


def _with_interval(window: Window, fields: Fields) -> Claim | Fields:
    """With the confidence interval behind the number, if it is its own: "97% (95% CI, 94 to 99)"."""
    interval = _interval_of(window)
    if interval is None:
        return fields
    other, bounds = interval
    low, value, high = other.low, window.quantity.low, other.high
    if low is None or value is None or high is None or not low <= value <= high:
        return fields  # that of the ratio: "27% (95% CI, 0.60 to 0.89)"
    because = "an effect with its interval"
    return Claim("EFFECT", 0, fields | {"ci": bounds}, because, end=other.end, uses=(other,))


def _protects(window: Window, cue: Cue) -> bool:
    """ "the vaccine was 95 percent effective", "an efficacy of 72%": of what prevents a disease."""
    q = window.quantity
    vaccine = any("vaccine" in name.name for name in window.sentence.names)
    if not (vaccine or _PREVENTS.search(window.sentence.lower)):
        return False
    if cue.start >= q.end:
        return not window.sentence.between(q.end, cue.start).strip()
    gap = window.sentence.between(cue.end, q.start)
    return _IS_SO_MUCH.fullmatch(gap) is not None


def _read_increase(window: Window, cue: Cue) -> Fields | None:
    """ "a 17 percent increased risk", "raised the odds by 30 percent": how many times the risk it becomes."""
    q = window.quantity
    if cue.start >= q.end:
        fits = not window.sentence.between(q.end, cue.start).strip(" -")
    else:
        fits = _BY_SO_MUCH.search(window.before(30)) is not None
    if not fits or q.low is None or q.high is not None:
        return None
    return _fields(q, cue, window) | {"measure": "RR", "value": tidy(round(1 + float(q.low) / 100, 4))}


def _is_adjective(gap: str) -> bool:
    """Whether the number stands right before its cue: "an 18 percent lower rate"; or "had a reduced risk"."""
    near = len(gap.split()) <= 4 and not re.search(r"\b(?:of|who|in)\b", gap)
    return near or re.match(r"\s*(?:of (?:all )?patients[^.;]{0,60})?had a$", gap) is not None


def _says_by(before: str) -> bool:
    by = _BY.search(before) or _AND_BY.search(before) or re.search(r"\bby\b", before[-25:])
    return by is not None and not re.search(r"\bfrom\s+$", before)


def _is_bare(window: Window, cue: Cue) -> bool:
    """ "Deaths were 15% fewer"."""
    adjacent = (
        cue.start >= window.quantity.end
        and not window.sentence.between(window.quantity.end, cue.start).strip()
    )
    return adjacent and _EVENT_NOUN.search(window.before(170) + window.after(40)) is not None


def _is_less(window: Window, cue: Cue) -> bool:
    return _is_by(window, cue) or _is_bare(window, cue)


def _is_by(window: Window, cue: Cue) -> bool:
    """ "reduced invasive breast cancer by 49%": a disease or harm is what becomes rarer."""
    q = window.quantity
    near = [n for n in window.sentence.names if n.kind in ("CONDITION", "HARM")]
    named = any(cue.end <= n.start < q.start or cue.start - 60 < n.start < cue.start for n in near)
    by = cue.end <= q.start and re.search(r"\bby\s+(?:[\w-]+\s+){0,2}$", window.before(26))
    return named and bool(by) and not _SEVERITY.search(window.before(70))


def _is_off(window: Window, cue: Cue) -> bool:
    """ "shaved 38 percent off deaths"."""
    q = window.quantity
    adjacent = cue.end <= q.start and _ROUGHLY.fullmatch(window.sentence.between(cue.end, q.start))
    return bool(adjacent) and " off" in window.after(8) and _EVENT_NOUN.search(window.after(50)) is not None


def _is_of_risk(window: Window, cue: Cue) -> bool:
    """ "a reduction of 22% in the risk of death"."""
    adjacent = _ROUGHLY.fullmatch(window.sentence.between(cue.end, window.quantity.start))
    return bool(adjacent) and _IN_THE_RISK.match(window.after(60)) is not None


_SPECIAL = {
    "RRR:of": _is_of_risk,
    "RRR:bare": _is_bare,
    "RRR:by": _is_less,
    "RRR:off": _is_off,
    "RRR:protects": _protects,
}


def _fields(q: Quantity, cue: Cue, window: Window) -> Fields:
    fields: Fields = {
        "measure": cue.key.partition(":")[0],
        "endpoint": find_endpoint(window),
        "value": q.value,
    }
    return fields | ({"bound": q.bound} if q.bound else {})


_ENDPOINTS = (
    (
        re.compile(
            r"progression[- ]free|progression or death|death or progression|\bpfs\b|worsen|"
            r"disease progression"
        ),
        "PFS",
    ),
    (re.compile(r"disease[- ]free"), "DFS"),
    (re.compile(r"event[- ]free"), "EFS"),
    (re.compile(r"(?:relapse|recurrence)[- ]free"), "RFS"),
    (re.compile(r"overall survival|\bos\b"), "OS"),
)
_EVENT = re.compile(
    r"(?:risk|rate|odds|chance|hazard|incidence|likelihood)s? (?:of|for) (?:an? |the |"
    r"their )?((?:[\w'’/-]+ ?){1,4})"
)


def find_endpoint(window: Window) -> str | None:
    """The endpoint that the sentence names, nearest before the number; else the event in its own words."""
    nearby = window.before(160) + " " + window.after(60)
    for pattern, endpoint in _ENDPOINTS:
        if pattern.search(nearby):
            return endpoint
    match = _EVENT.search(nearby)
    if match is None:
        return None
    return (
        re.split(
            r"\b(?:by|in|with|among|for|compared|versus|was|were|and|than|when|at|after|from|on|fell|rose|"
            r"dropped|declined|is|are|has|had|more|doubled|halved)\b",
            match.group(1),
        )[0].strip()
        or None
    )


def bare_ratio(window: Window) -> Claim | None:
    """ "cut deaths by a third (0.64; 0.51 to 0.81)": a decimal inside the interval behind it, in brackets.

    The measure is the one that the article named last; a risk ratio if it named none.
    """
    q, text = window.quantity, window.sentence.text
    if q.kind != "count" or q.high is not None or q.low is None or float(q.low).is_integer() or q.low >= 20:
        return None
    interval = _interval_of(window)
    if interval is None or not re.search(r"[(\[]\s*$", window.before(3)):
        return None
    named = [key for _, _, key in RATIO_CUES.finditer(text[max(0, q.start - 2000) : q.start].lower())]
    measure = named[-1] if named else "RR"
    fields: Fields = {
        "measure": measure,
        "endpoint": find_endpoint(window),
        "value": tidy(q.low),
        "ci": interval[1],
    }
    return Claim(
        "EFFECT",
        MEDIUM + 2,
        fields,
        "a ratio with its interval in brackets",
        end=interval[0].end,
        uses=(interval[0],),
    )


def _is_ratio(sentence: Sentence, cue: Cue) -> bool:
    """Whether the words are no plain "or"."""
    words = sentence.text[cue.start : cue.end]
    return words.lower() != "or" or words == "OR"


RATIO = CueRole(
    "RATIO",
    frozenset({"count"}),
    RATIO_CUES,
    _read_ratio,
    reach=60,
    weight=0.1,
    keep=_is_ratio,
    fact="EFFECT",
)
REDUCTION = CueRole(
    "REDUCTION", frozenset({"percent", "points"}), REDUCTION_CUES, _read, reach=24, fact="EFFECT"
)

_FOLD_OBJECT = re.compile(
    r"\b(?:deaths?|mortality|dying|death|relapses?|strokes?|events?|exacerbations?|infections?|"
    r"hospitali[sz]ations?|return|recurrences?|cancers?|cases|common|response|survival|"
    r"progression|risk|rate|odds|chance|likel|time|proportion|number of|remission|benefit|"
    r"length of time|incidence|improve|see|worsen|patients|responders|odds)\w*"
)
_NOT_EFFECT = re.compile(
    r"\b(?:sales|profit|revenue|price|shares|cost|dose|doses|dosage|size|staff|budget|funding|population)\b"
)


def fold(window: Window) -> Claim | None:
    """ "doubled", "fourfold", "twice as likely" are a risk ratio; "halved the risk" is a reduction by 50
    percent.
    """
    q = window.quantity
    if q.kind != "fold" or q.low is None:
        return None
    clause = window.before(80) + " " + window.after(80)
    if (
        _NOT_EFFECT.search(window.before(30))
        or _NOT_EFFECT.search(window.after(25))
        or not _FOLD_OBJECT.search(clause)
    ):
        return Claim("comparison", STRONG, {}, "a multiple of something that is no endpoint")
    bound = {"bound": q.bound} if q.bound else {}
    fields: Fields = {"measure": "RR", "endpoint": find_endpoint(window), "value": tidy(q.low)}
    if q.op == "/":
        fields |= {"measure": "RRR", "value": tidy(round(100 - 100 / q.low, 1))}
    return Claim("EFFECT", MEDIUM, fields | bound, "a multiple of an endpoint or risk")
