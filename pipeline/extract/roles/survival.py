"""SURVIVAL: time-to-event figures: medians, means, ranges, rates at a time, gains, and "not reached"."""

from __future__ import annotations

import re

from pipeline.extract.roles.claim import Claim, CueRole, Fields, read_cues
from pipeline.extract.sought import Before
from pipeline.extract.spans import Quantity, tidy
from pipeline.extract.window import Cue, Window

_DISEASE = r"(?:cancers?|disease|tumou?rs?|condition|illness|leuka?emia|lymphoma|melanoma|myeloma|symptoms)"
_THEIR = r"(?:their |the |his |her |its |any )?(?:[\w-]+ )?"
_ALIVE = r"(?:(?:was|were|are|is|remain|remained|still|be|being) )?(?:still )?(?:alive|living)"
_VAGUE = (
    r"(?:(?:about|nearly|almost|roughly|another|some|up to|an?|an extra|over|more than|only|just|"
    r"a median of) )*"
)
_WORSE = (
    r"(?:progress(?:ion|ing|ed)?|worsen(?:ing|ed)?|growing|grew|spreading|spread|getting worse|"
    r"got worse|growth|advancing|advanced|returning)"
)

CUES = read_cues(
    r"""
    RFS | <alive>(,| and| without| with no)? (free (of|from) |without (an? |any )?)?(relapse|
        recurrence)s?([- ]free)?
    EFS | <alive>(,| and)? (free (of|from) |without (an? |any )?)events?
    EFS | free (of|from) events?
    PFS | <alive>(,| and| without| with no)? (free (of|from) |without )?(disease )?progression([- ]free)?
    PFS | <alive> without <their><disease> (having )?<worse>
    PFS | (had|seen|saw|showed|shown) no (disease )?progression
    PFS | (median |mean )?progression[- ]free survival( times?)?( \(pfs\))?( rates?)?
    PFS | m?pfs( rates?)?
    PFS | progression[- ]free
    PFS | (disease|radiographic|metastasis)[- ](progression|free)[- ]free survival
    PFS | rpfs
    PFS | (lived?|living|alive|went|gone|go|survived|patients?|women|men|time|longer|stay(ed|ing)?|
        time patients? lived) ((?!months|years|weeks|one|two|three|four|five|six|seven|eight|nine|ten|
        a )[a-z']+ ){0,3}?without <their><disease> <worse>
    PFS | without <their><disease> (having )?<worse>
    PFS | controlled (the |their )?<disease> for
    PFS | time to (disease |tumou?r )?progression or death
    PFS | without (disease )?(progression|<worse>)
    PFS | (delay(s|ed|ing)?|slow(s|ed|ing)?|halt(s|ed|ing)?|held off|holds off|hold off|kept|staved off|
        stalled|postpon(es|ed|ing)) (the )?(disease |cancer |tumou?r )?(progression|worsening|growth|
        spread)( of)?
    PFS | (delay(s|ed|ing)?|postpon(es|ed|ing)) the (need (for|to start)|start of) chemotherapy
    PFS | before <their><disease> (progressed|worsened|grew|spread|got worse|began (to )?\w+|
        started \w+ ?\w*|returned|advanced)
    PFS | (time |length of time |median time )(before|
        until) (the )?([\w'’-]+ ){0,2}?(<disease>) (worsened|progressed|grew|worsens|spread)
    PFS | <disease> (had not|hadn't|did not|has not|have not|didn't) (yet )?(worsened|progressed|progress|
        worsen|grown|grow|spread|advanced)
    PFS | (had|have|were|was) not (yet )?(progressed|worsened)
    PFS | for <their><disease> to (get worse|progress|worsen|grow|spread|return|come back)
    PFS | (to|until|before) (progress|progression|disease progression|worsening)(?! of (the |their |an? )?
        ([\w-]+ ){0,2}(status|quality|symptoms?|pain|functions?|fatigue|vision|scores?|health))
    PFS | took [\w ]{0,12}(?=[\d]|[a-z]+ (months|weeks|years) to progress)
    PFS | (keeps?|kept|keeping|holds?|held|holding) ([\w'’-]+ ){0,4}(at bay|in check|under control|stable|
        from (growing|progressing|spreading|worsening))
    PFS | keep the tumou?r from growing
    PFS | free of (disease )?progression
    PFS | freedom from (disease )?progression
    PFS | (push(es|ed|ing)?|put(s|ting)?) (back|off) (the )?(disease |cancer |tumou?r )?(progression|
        worsening|growth)
    PFS | for half (of )?(the |them|those )?([\w'’-]+ ){0,6}?to (get worse|worsen|progress|
        see their <disease>)
    DFS | neither died nor (relapsed|had)
    DFS | alive and (disease|cancer|recurrence)[- ]free
    DFS | (cancers?|disease|leuka?emia|lymphoma) (stayed|stays|stay|kept) away
    DFS | free of (invasive )?(disease|cancer)
    DFS | (invasive )?disease[- ]free survival( \(i?dfs\))?( rates?)?
    DFS | i?dfs
    DFS | free of (disease|cancer)
    DFS | cancer[- ]free
    DFS | disease[- ]free
    DFS | without (a )?recurrence
    DFS | free from (disease|cancer)
    EFS | event[- ]free( survival)?( \(efs\))?( rates?)?
    EFS | efs
    EFS | (time|times) to (an? |the |their )?(first )?(skeletal|cardiovascular|bone|symptomatic
        skeletal)[- ](related )?events?
    EFS | time (to|before|until) (an? |the |their )?(first )?sres?
    EFS | without (having )?(an? |any )?([\w-]+-related) events?
    RFS | alive and (relapse|recurrence)[- ]free
    RFS | free (of|from) (relapse|recurrence)
    RFS | (relapse|recurrence|(distant )?metastas[ei]s)[- ]free( survival)?( \(rfs\))?( rates?)?
    RFS | rfs
    RFS | without (a )?relaps(e|ing)
    RFS | relapse-free
    RFS | time to (relapse|recurrence)
    TTP | (median )?(time|times) to (the )?(first )?(disease |tumou?r |cancer |clinical |symptomatic |
        biochemical |psa |radiographic )*progression( \(ttp\))?
    TTP | (time|times) to (the )?(development of |onset of )?(castration[- ]resistan(t|ce)|metastas[ie]s)
        ([\w-]+ ){0,2}(cancer|disease)?
    TTP | ttp
    TTP | time to tumou?r (growth|progression)
    TTP | held off tumou?r growth
    TTP | progression time
    TTR | (first |initial )(responses?|remissions?) (typically |usually )?(came|arrived|occurred|set in|
        appeared|
        was (seen|noted|recorded))
    TTR | (first |earliest )?signs? of (a )?(response|remission)
    TTR | responders waited
    TTR | (time|times) to (a |an |the )?(first |initial |best |objective |clinical )?(response|remission|
        onset of response)
    TTR | ttr
    TTR | onset of (action|response|effect)
    TTR | (get|see|saw|notice|feel) (a |an |the )?([\w-]+ )?(treatment )?(response|effect|
        improvement)( within| in| after)?
    TTR | (see|saw|seen) the drug work(ing)? (within|in|after)
    TTR | work(s|ed)? within
    TTR | responded within
    TTR | (<disease>|responses?) (began|started|begin|start) (shrinking|to shrink|to respond)
    TTR | took effect
    TTR | take effect
    TTR | start(s|ed)? (to work|working)
    TTR | response (came|occurred|was seen) (after|within|at)
    DOR | duration of (the |their )?(tumou?r |clinical |initial |best )?(response|
        remission|complete response|overall response|objective response|clinical benefit|
        disease control)s?( \(dor\))?
    DOR | m?dors?
    DOR | (response|remission) duration
    DOR | responses?( [\w-]+){0,4}? (last(ed|s|ing)?|(was|were) (maintained|durable|sustained)|persisted|
        endured( for)?|continued|continuing|held|ongoing|kept)
    DOR | endured for
    DOR | (responses?|remissions?) (were |was )?still (going|under way|ongoing|present|holding)
    DOR | (stay(s|ed|ing)?|remain(s|ed|ing)?) in (response|remission)
    DOR | remissions?( [\w-]+){0,4}? (last(ed|s|ing)?|(was|were) maintained|of|persisted|endured|held)
    DOR | lasting (responses?|remissions?)
    DOR | (drug|treatment|therapy) (work(ed|s|ing)? for (them|patients)( for)?|stops? working|
        stopped working)
    DOR | stops? working
    DOR | stopped working
    DOR | lasted( (a |an )?(median|average)( of)?)?
    DOR | (without|with no) (any )?(evidence|signs?) of disease( activity)?
    DOR | remained in (complete )?remission
    DOR | (still|remained|remain|were|are) (in response|responding)
    DOR | stay(ed|ing)? in remission
    DOR | in remission for
    DOR | go into (\w+[- ])*remission
    DOR | long-term remission
    DOR | durable responses?
    DOR | maintained (a |their )?(responses?|remissions?) for
    OS | overall survival( \(os\))?( rates?)?( benefit)?
    OS | m?os( rates?)?
    OS | survival( times?)?( rates?)?
    OS | mst
    OS | (was|were|are|is|remained|still|people|patients|women|men|be|being) (still )?alive
    OS | still alive
    OS | alive
    OS | surviv(ed|e|es|ing|ors)
    OS | liv(ed|e|es|ing)( for| longer| at least| an average| a median| up to)*
    OS | (extend(s|ed|ing)?|prolong(s|ed|ing)?|lengthen(s|ed|ing)?|add(s|ed|ing)?|increas(es|ed|
        ing)?) ((?!months?|weeks?|years?)[\w'’-]+ ){0,4}?(li(fe|ves)|survival|lifespan)
    OS | (lives|life) (was |were )?(extended|prolonged|lengthened)
    OS | life expectancy
    OS | had died
    OS | have died
    OS | still living
    OS | lifespan
    OS:gain | deaths? (was|were) (delayed|put off|postponed) by
    OS | of (extra |additional |added |further )?(life|survival)
    OS | (kept|keep|keeps|keeping) (patients|them|people|women|men) (going|alive)( for)?
    OS:gain | (adds?|added|adding|buys?|bought|buying) (?=<vague>[\w.·-]+ (extra |more |additional )?(months?|
        weeks?|years?)( (of (extra )?life|to (survival|life|lives)|of survival|in|for|extra|more)\b|[.,;]|$))
    OS | (gives?|gave|giving) (\w+ )?(?=<vague>[\w.·-]+ (extra |more |additional )?(months?|weeks?|years?) of
         (life|survival)\b)
    OS | buys? (\w+ )?(patients|them|people)
    OS | bought (patients|them)
    """,
    their=_THEIR,
    alive=_ALIVE,
    vague=_VAGUE,
    disease=_DISEASE,
    worse=_WORSE,
)

_KINDS = frozenset({"duration", "percent", "ratio", "reached", "count"})
_MEDIAN = re.compile(
    r"\bmedians?\b|\bhalf of (?:those|them|patients|people)\b|\btypical(?:ly)?\b|\busual(?:ly)?\b|"
    r"\bm(?:pfs|os|dor)\b|\bhalf (?:of )?(?:the |those |all )"
)
_MEAN = re.compile(r"\b(?:averag(?:e|es|ed|ing)|means?)\b")
_RANGE_BEFORE = re.compile(
    r"(?:\brange[ds]?|\branging)[\s,:;=]*(?:of|from|was|between)?\s*$|\bfrom\s+$|\bbetween\s+$"
)
_GAIN = Before(
    r"(?:\b(?:extend|prolong|lengthen|improv|increas|delay|postpon|boost|add|gain|rais|slow|"
    r"held off|stav|push|lift|stretch|advanc)\w*\b[^.;]{0,110}?\bby\s+(?:an?\s+)?(?:average\s+of\s+|"
    r"median\s+of\s+|"
    r"additional\s+)?(?:(?:up to|at least|more than|less than|greater than|about|nearly|almost|"
    r"roughly|only|just|over|some|around|approximately)\s+)?"
    r"|\b(?:extra|additional|further|another|added|gained|adds|adding|buys?|bought|buying|(?:gains?|benefit|"
    r"improvement|advantage|difference)(?: in (?:[\w-]+ ){0,4}(?:survival|os|pfs|dfs|efs|rfs|progression|"
    r"duration of "
    r"response))?(?: \([^()]{1,12}\))? (?:of|was|is|came to)|"
    r"increase of|prolongation of|"
    r"delay of)\s+(?:about\s+|nearly\s+|roughly\s+|median\s+|only\s+|just\s+|up to\s+|of\s+)*"
    r"|\blonger\b[^.;]{0,80}\bby\s+(?:an?\s+)?(?:average\s+of\s+|median\s+of\s+)?)$"
)
_GAIN_AFTER = re.compile(
    r"^\s*(?:longer|more|extra|of extra|additional|improvement|gain|increase|benefit|"
    r"survival (?:benefit|advantage|gain)|later|difference|of (?:additional|added|extra)|"
    r"advantage|they otherwise)\b"
)
_AT = re.compile(
    r"\b(?:at|after|by|for|within|past|beyond|least|through|reach(?:ed)?|"
    r"to)\s+(?:the\s+)?(?:\w+\s+)?(?:end of\s+|follow-up of\s+|"
    r"mark of\s+)?(?:an?\s+)?(?:at least\s+|more than\s+|about\s+)?$"
)
_RATE_NEXT = re.compile(
    r"^[\s-]*(?:estimated\s+|kaplan-meier\s+|landmark\s+)?(?:progression|overall|disease|event|"
    r"relapse|recurrence|survival|pfs|os|dfs|efs|rfs|rates?|estimates?|invasive|metastasis|distant|mark)"
)
_OTHER_TIME = re.compile(
    r"\b(?:every|old|aged?|ago|last|(?<!lived )(?<!survived )(?<!alive )past|previous|prior|earlier|"
    r"recent|first|next|follow-up of|"
    r"followed for|follow-up was|treatment for|treated for|for up to)\s*$"
)
_UNTIL_WORSE = re.compile(r"^\s*(?:longer\s+|more\s+)?without\b[^.;,]{0,40}\b" + _WORSE)
_AMONG = re.compile(r"\b(?:among|in|for|of|across)\s+$")
_PERSON = re.compile(r"\b(?:she|he|i)\s+(?:has\s+|have\s+|had\s+)?(?:been\s+)?(?:liv|surviv|alive)\w*\b")
_WHEN = re.compile(
    r"\b(?:after|at|by|around|through)\s+(?:the\s+)?(?:about\s+|first\s+)?$|\b(?:expected|due|available|"
    r"reported|ready|read out|presented)\b[^.;]{0,20}\b(?:in|within)\s+$"
)
_ALIVE_THEN = re.compile(
    r"\bto be (?:still )?alive\s+$|"
    r"\b(?:for|of|in|among) (?:the )?(?:patients|those|women|men|people) who (?:had )?(?:survived|lived)\s+$"
)
""" "are more likely to be alive five years later", "in those who survived four years": a time, no figure."""
_PUT_AT = re.compile(
    r"\b(?:put|stood|stands|estimated|came in|came out|remained|calculated|was|were|is)\s+at\s+$"
)
_TIME_NOUN_NEXT = re.compile(
    r"^\s*(?:of (?:treatment|therapy|follow-up|chemotherapy|age)|ago|old|earlier|apart|later in|"
    r"after (?:the |their |its )?(?:last|final|first|stopping|ending|completing|surgery)|"
    r"in duration of treatment|trial|study|follow-up|cycles?|period|postpartum|-?old)\b"
)


_SURVIVED_FOR = re.compile(r"\b(?:surviv(?:ed|e)|liv(?:ed|e))\s+(?:for\s+|at least\s+|past\s+|beyond\s+)*$")


_LATER = re.compile(
    r"\s+(?:on|out|later)\b|\s+into (?:the|their|this)\b|\s+after the (?:last|first|final)\b|\s+(?:after|"
    r"from|following|into|since)\s+(?:the\s+|their\s+|her\s+|his\s+)?"
    r"(?:randomi[sz]ation|treatment|therapy|start|end|enrol|diagnosis|surgery|transplant|infusion|"
    r"they|starting|beginning|entry|stopping)"
)


def find_time_point(window: Window) -> Quantity | None:
    """The time at which a rate holds: "at 12 months", "after three years", "12-month PFS", "week 24"."""
    q, best, nearest = window.quantity, None, 200
    for other in window.others("duration", "timepoint"):
        gap = min(abs(other.start - q.end), abs(q.start - other.end))
        if gap < nearest and is_time_point(window, other):
            best, nearest = other, gap
    return best


def is_time_point(window: Window, other: Quantity) -> bool:
    """Whether a duration of the sentence is a point in time rather than a figure of its own."""
    if other.kind == "timepoint":
        return True
    sentence = window.sentence
    if _SURVIVED_FOR.search(sentence.between(max(sentence.start, other.start - 30), other.start)) and any(
        q.kind in ("percent", "ratio") and not _is_half(q) and 0 < other.start - q.end < 60
        for q in sentence.quantities
    ):
        return True
    if other.bound == "min" and re.search(r"\brespon|\bremission|dor\b", sentence.lower):
        return True
    before = sentence.between(max(sentence.start, other.start - 40), other.start)
    after = sentence.between(other.end, min(sentence.end, other.end + 40))
    if re.search(r"\b(?:after|at|with)\s+(?:an?\s+)?(?:median|mean|average)\s+follow-up\s+of\s+$", before):
        return re.search(r"\bfree\b|\balive\b|\bsurvi", sentence.lower) is not None
    if re.search(r"\b(?:median|average|mean)\b[^.;,]{0,30}$", before):
        return False
    return (
        _AT.search(before) is not None
        or _RATE_NEXT.match(after) is not None
        or _LATER.match(after) is not None
    )


def _read(window: Window, cue: Cue) -> Claim | Fields | None:
    q = window.quantity
    if q.kind == "reached":
        return {"endpoint": cue.key.partition(":")[0], "statistic": "median", "not_reached": True}
    if q.kind in ("percent", "ratio"):
        return _read_rate(window, cue)
    if q.kind == "count":
        return _read_unitless(window, cue)
    return _read_time(window, cue)


_NAMES_RATE = re.compile(r"rate|alive|surviv|\bfree\b")
_OF_THOSE = re.compile(
    r"\b(?:of|among)\s+(?:the\s+|all\s+|these\s+|those\s+)?(?:\w+\s+)?(?:responders|responses|"
    r"remissions),?\s+(?:\w+\s+)?$"
)
_OF_RESPONSES = re.compile(
    r"^\s*(?:of|in|among)\s+(?:the\s+|all\s+|those\s+|these\s+)?(?:\w+\s+)?(?:responders|"
    r"responses|remissions|responding)\b|^\s*(?:and|,)"
)
_CHANGE_BY = re.compile(
    r"\b(?:by|reduc\w+|improv\w+|increas\w+|longer|lower|better|decreas\w+)\s+(?:an?\s+|about\s+|"
    r"nearly\s+|up to\s+|at least\s+)*$"
)


_JOINED = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:at (?:that|this|the same) (?:point|time)\s+)?(?:was|were|stood at|"
    r"of|:|reached)\s*"
)


_WENT_ELSEWHERE = re.compile(
    r"[^.;,]{0,70}\b(?:cross(?:ed)? over|dropped out|withdrew|discontinued|went on to|switched|(?:were|"
    r"are) (?:no longer|still) (?:receiving|on|taking|being treated)|"
    r"(?:received|got|had) (?:further|subsequent|later|another))\b"
)


def _is_half(q: Quantity) -> bool:
    """ "half of the patients lived 14.7 months" tells a median, not a rate."""
    return q.kind == "percent" and q.low == 50 and q.form == "word"


def _read_rate(window: Window, cue: Cue) -> Fields | None:
    """A percentage alive, or free of the event, at a time."""
    q = window.quantity
    point = find_time_point(window)
    if cue.key in ("TTR", "TTP") or is_no_rate(window) or not _is_rate(window, cue, point):
        return None
    percent = q.value if q.kind == "percent" else tidy(q.percent)
    if percent is None and q.n is not None and q.total:
        percent = tidy(round(100 * q.n / q.total, 1))
    fields: Fields = {"endpoint": cue.key.partition(":")[0], "statistic": "rate", "percent": percent}
    if point is not None:
        fields |= {"at": point.value, "at_unit": point.unit}
    return fields | ({"bound": q.bound} if q.bound else {})


_IN_GENERAL = re.compile(
    r"\b(?:will be|are|were) (?:newly )?diagnosed (?:with|each|every|this|in)\b[^.;]{0,80}\b(?:year|\d{4})\b|"
    r"\b(?:year|annually)\b[^.;]{0,60}\bdiagnosed with\b|"
    r"\bdiagnosed with\b[^.;]{0,60}\b(?:annually|(?:each|every|this) year)\b"
)
""" "56,770 will be diagnosed this year, and the five-year survival rate is 9%": no result of a study."""
_TOXIC = re.compile(
    r"\b(?:toxicit\w+|side effects?|adverse (?:events?|reactions?|effects?)|grade (?:3|4|iii|iv)\S*)"
    r"(?:(?!surviv|alive|free|living|[.;])[^.;]|\.\d)*$"
)
_MORTALITY = re.compile(
    r"\b(?:mortality|death|fatality)(?: rates?)? (?:[\w-]+ ){0,3}?(?:was|were|of|at|to|is) "
    r"(?:about |only |just )?$"
)
""" "a mortality rate of 8 percent": who died, not who lived."""
_MORE_NEXT = re.compile(
    r"^\s*(?:relative )?(?:higher|lower|longer|shorter|better|worse|greater|improvement|increase)\b"
)


def is_no_rate(window: Window) -> bool:
    """ "half lived 14 months", "among all patients", "improved by 30 percent"."""
    q = window.quantity
    if _is_half(q) and window.others("duration"):
        return True
    if q.form == "quantifier" and _AMONG.search(window.before(20)):
        return True
    if (
        _TOXIC.search(window.before(70))
        or _MORTALITY.search(window.before(60))
        or _MORE_NEXT.match(window.after(30))
    ):
        return True
    if _WENT_ELSEWHERE.match(window.after(110)) or _IN_GENERAL.search(window.sentence.lower):
        return True
    return _CHANGE_BY.search(window.before(30)) is not None


def _is_rate(window: Window, cue: Cue, point: Quantity | None) -> bool:
    """Whether a time, the name of a rate, or a plain "OS was" makes the percentage a rate."""
    q, sentence = window.quantity, window.sentence
    if cue.key == "DOR":
        of_responses = (
            _OF_RESPONSES.match(window.after(40))
            or _OF_THOSE.search(window.before(50))
            or "respons" in sentence.between(q.start, q.end)
        )
        return point is not None and bool(of_responses)
    if point is not None or _NAMES_RATE.search(sentence.between(cue.start, cue.end)):
        return True
    short = cue.end <= q.start and cue.end - cue.start < 26
    return short and _JOINED.fullmatch(sentence.between(cue.end, q.start)) is not None


_UNIT_BEHIND = re.compile(
    r"[\s,(]*(?:versus|vs?\.?|and|compared (?:with|to)|against|or|as against|rather than|"
    r"as opposed to|from|to)\s+(?:just\s+|only\s+|about\s+)?"
)


def _read_unitless(window: Window, cue: Cue) -> Fields | None:
    """ "24.1 weeks versus 6.0", "(range, 1.1+ to 18.0+": the unit is that of the duration before."""
    q = window.quantity
    if q.form != "digits" or q.low is None:
        return None
    behind = [d for d in window.others("duration") if 0 <= q.start - d.end <= 60]
    gap = window.sentence.between(behind[-1].end, q.start) if behind else ""
    ranged = q.high is not None and re.search(r"\brange", gap)
    if behind and (ranged or _UNIT_BEHIND.fullmatch(gap)):
        return _fields(window, cue, behind[-1].unit)
    return _borrowed_ahead(window, cue)


def _borrowed_ahead(window: Window, cue: Cue) -> Fields | None:
    """ "8.8 vs 4.9 months": the unit stands at the second number."""
    ahead = [d for d in window.others("duration") if 0 <= d.start - window.quantity.end <= 60]
    if not ahead:
        return None
    gap = window.sentence.between(window.quantity.end, ahead[0].start)
    if not re.fullmatch(
        r"\s*(?:versus|vs?\.?|and|compared (?:with|to)|as opposed to|rather than|against|or|"
        r"to)\s+(?:just\s+|only\s+)?",
        gap,
    ):
        return None
    return _fields(window, cue, ahead[0].unit)


_NAMES_TIME_POINT = re.compile(
    r"-(?:,|\s+(?:and|or|to)\b)|[\s-]+(?:overall |progression-free |disease-free |event-free |relapse-free )?"
    r"(?:survival|pfs|os|dfs|efs|rfs)\s+(?:rates?|probabilit(?:y|ies)|estimates?|figures?)\b"
)
""" "1-, 2- and 3-year survival rates": times at which rates hold."""


def _read_time(window: Window, cue: Cue) -> Fields | None:
    q = window.quantity
    if _OTHER_TIME.search(window.before(30)) or _TIME_NOUN_NEXT.match(window.after(30)):
        return None
    words = window.sentence.text[cue.start : cue.end].lower()
    if words.startswith("lasted") and not re.search(
        r"respon|remission|shrink|benefit|control|stable", window.sentence.lower
    ):
        return None
    if _NAMES_TIME_POINT.match(window.after(60)) and not _GAIN_AFTER.match(window.after(60)):
        return None
    if cue.key == "OS" and _UNTIL_WORSE.match(window.after(70)):
        return None
    if q.low is None or (
        cue.key == "OS" and window.sentence.text[cue.start : cue.end].lower() == "life expectancy"
    ):
        return None
    if _ALIVE_THEN.search(window.before(40)) and not any(map(_is_half, window.others("percent"))):
        return None
    if (cue.key != "TTR" and _serves_a_rate(window)) or _PERSON.search(window.before(50)):
        return None
    if (
        cue.key in ("OS", "PFS", "DFS", "EFS", "RFS")
        and _WHEN.search(window.before(30))
        and not _PUT_AT.search(window.before(24))
        and not _GAIN.search(window.before(160))
        and not any(map(_is_half, window.others("percent")))
    ):
        return None
    return _fields(window, cue, q.unit)


_LOWER_NEXT = re.compile(r"\s*(?:reduction|lower|decrease|less|cut|drop|improvement|decline|increase)\b")


def _serves_a_rate(window: Window) -> bool:
    """Whether the duration is the time point of a percentage in the same clause, no figure of its own."""
    q = window.quantity
    if not is_time_point(window, q):
        return False
    percents = window.others("percent", "ratio", "count")
    return any(
        min(abs(p.start - q.end), abs(q.start - p.end)) <= 110
        for p in percents
        if not _is_half(p) and (p.kind != "count" or p.form == "quantifier")
        if not _LOWER_NEXT.match(window.sentence.between(p.end, p.end + 30))
    )


def _fields(window: Window, cue: Cue, unit: str | None) -> Fields:
    q = window.quantity
    endpoint, _, told = cue.key.partition(":")
    fields: Fields = {
        "endpoint": endpoint,
        "statistic": told or _statistic(window),
        "value": q.value,
        "unit": unit,
    }
    return fields | ({"bound": q.bound} if q.bound else {})


def _statistic(window: Window) -> str:
    q, before, after = window.quantity, window.before(160), window.after(60)
    if q.high is not None and (
        _RANGE_BEFORE.search(before[-24:]) or re.search(r"\brang(?:e|ed|ing)\b", before[-40:])
    ):
        return "range"
    extra = re.search(
        r"(?<!or )\b(?:extra|more|additional|further)\b", window.sentence.between(q.start, q.end)
    )
    if extra or _GAIN.search(before) or _GAIN_AFTER.match(after):
        return "gain"
    median = max((m.end() for m in _MEDIAN.finditer(before)), default=-1)
    mean = max((m.end() for m in _MEAN.finditer(before)), default=-1)
    if median >= 0 or mean >= 0:
        return "median" if median > mean else "mean"
    if _MEDIAN.search(after[:20]):
        return "median"
    if re.match(r"\s*(?:on average|in the mean)\b", after):
        return "mean"
    return "range" if q.high is not None else "median"


SURVIVAL = CueRole("SURVIVAL", _KINDS, CUES, _read, reach=30)
