"""RESPONSE: how many study patients reached a response."""

from __future__ import annotations

import re

from pipeline.extract.roles.claim import Claim, CueRole, Fields
from pipeline.extract.roles.non_fact import COUNTED_THINGS
from pipeline.extract.spans import tidy
from pipeline.extract.window import Cue, Sentence, Window

_TUMOR = r"(?:tumou?rs?|cancers?|lesions?|disease|metastases|melanomas?|malignanc(?:y|ies))"
_SHRINK = r"(?:shr[aiu]nk(?:ing|age|s)?|shrunken|shrinkage|regress(?:ed|ion|ions)|decrease[sd]?(?: in size)?|reduc(?:ed|tions?)|smaller)"
_THRESHOLD = r"(?:at least |by at least |by |of at least |of |more than |greater than |or better |or greater )?(?:an? |a further )?(?:at least )?(?:an? )?"
_NUMBER = r"(?:\d+(?:[.·]\d+)?|one|two|three|four|five|half|ten|twenty|thirty|fifty|seventy-five|ninety)"
_CHANGE = r"(?:improvements?|reductions?|decreases?|drops?|declines?|increases?|gains?|falls?|clearance|loss|shrinkage|relief|fewer|less)"

CUES: tuple[tuple[str, str], ...] = (
    (r"(?:major|complete|deep|partial) (?:cytogenetic|molecular) (?:responses?|remissions?)(?: rates?)?", "OTHER:="),
    (r"no evidence of disease activity|neda(?:-\d)?", "OTHER:="),
    (r"very good partial (?:responses?|remissions?)(?: or better)?(?: \(vgpr\))?|vgprs?", "OTHER:very good partial response"),
    (r"stringent complete (?:responses?|remissions?)|scrs?", "OTHER:stringent complete response"),
    (r"patholog(?:ic|ical|ically) complete (?:responses?|remissions?)(?: rates?)?(?: \(pcr\))?|pcrs?(?: rates?)?", "PCR"),
    (r"(?:responses?|remissions?)(?: [\w-]+){0,4} (?:was|were|being) complete|(?:complete|full) (?:metabolic |clinical |hematologic(?:al)? |haematologic(?:al)? |tumou?r )?(?:responses?|remissions?)(?: rates?)?(?: \(crs?\))?|completely responded|responded completely|complete responders|crs?(?: rates?)?|"
     r"(?:cancers?|tumou?rs?|disease|lesions?) (?:had )?(?:completely |entirely )?(?:disappeared|vanished|cleared(?: completely)?)|no (?:remaining |detectable |visible |evidence of |sign of |signs of |trace of )(?:cancer|disease|tumou?rs?)|disappearance of (?:all )?(?:\w+ )?(?:tumou?rs?|lesions?|cancer|disease)", "CR"),
    (r"(?:responses?|remissions?)(?: [\w-]+){0,4} (?:was|were|being) partial|partial (?:metabolic |clinical |tumou?r )?(?:responses?|remissions?)(?: rates?)?(?: \(prs?\))?|partially responded|prs?(?: rates?)?", "PR"),
    (r"complete(?= in (?:\d|[a-z]+ (?:patients|percent|per cent)))|complete(?= (?:and|or) (?:[\w%.]+ ){0,4}partial (?:responses|remissions))", "CR:short"),
    (r"partial(?= in (?:\d|[a-z]+ (?:patients|percent|per cent)))", "PR:short"),
    (r"minor (?:responses?|remissions?)|minimal responses?", "MR"),
    (r"stable disease(?: rates?)?(?: \(sd\))?|(?:disease|tumou?r) stabili[sz]ation|stabili[sz](?:ed|ation of) (?:the |their )?(?:disease|tumou?rs?|cancer)|held steady|(?:stood|held|stayed|remained) (?:still|stable|steady)|no change in (?:the )?(?:disease|tumou?r)|(?:disease|tumou?rs?|cancers?) (?:was |were |had |that )?(?:been )?(?:stable|stabili[sz]ed)|sd", "SD"),
    (r"progressive disease(?: \(pd\))?|(?:disease|cancers?|tumou?rs?|it) (?:grew|progressed|worsened|advanced) (?:regardless|anyway|from the (?:outset|start)|despite (?:treatment|therapy)|through)|(?:growth|progression) as the best (?:result|response)|grew (?:worse|regardless|from the outset)|progressed (?:straight )?through(?: treatment| therapy)?|primary progression|progression as (?:their |the )?best response|pd(?!-)", "PD"),
    (r"(?:mrd|minimal residual disease|measurable residual disease|residual disease)(?: \(mrd\))?[- ](?:negativ\w+|undetectable)|(?:mrd|minimal residual disease|measurable residual disease|residual disease) (?:was|were|became|is|turned) (?:undetectable|negative)|undetectable (?:mrd|minimal residual disease|measurable residual disease)|(?:no|without) (?:detectable |measurable |minimal )?residual disease|umrd|mrd-neg\w*|negative for (?:mrd|minimal residual disease|measurable residual disease)", "MRD_NEG"),
    (r"(?:disease|tumou?r|clinical|cancer) (?:control|benefit)(?: rates?)?(?: \(dcr\)| \(cbr\))?|dcr|cbr|(?:disease|cancer|tumou?rs?) (?:was|were|is|are|remained) (?:\w+ )?(?:controlled|under control|kept in check)|derived (?:a )?(?:clinical )?benefit", "DCR"),
    (r"slowed (?:cancer|tumou?r|disease) (?:growth|progression)|kept (?:their |the )?(?:cancer|disease|tumou?rs?) (?:in check|from growing|at bay|stable)", "DCR"),
    (r"(?:(?:overall|objective|tumou?r|confirmed|best overall|best|clinical|durable|initial|intracranial|investigator-assessed|hematologic|haematologic|major|antitumou?r|anti-tumou?r|treatment|unconfirmed|meaningful|cytogenetic|immune|renal|biochemical|steroid|therapeutic|radiographic) )+(?:responses?|responders)(?: rates?)?(?: \(orr\)| \(rr\))?|orrs?|"
     r"(?<!not )(?<!n't )(?<!n’t )responded|(?<!not )(?<!n't )(?<!n’t )respond(?:ed|s|ing)?(?: to (?:the )?(?:treatment|drug|therapy))?|response rates?|responders|responses?(?: rates?)?|rates? of response", "OR"),
    (r"(?:" + _TUMOR + r") (?:\w+ ){0,2}?" + _SHRINK + r"|shr[aiu]nks? (?:their |the |his |her )?(?:\w+ )?(?:" + _TUMOR + r"|lymph nodes|nodes|spleens?)|" + _TUMOR + r" (?:shrinkage|shrinking|regression|reduction)|"
     r"(?:decrease|reduction|shrinkage|shrinking|regression)s? (?:in|of) (?:the |their )?(?:\w+ )?(?:tumou?rs?|lesions?)(?: size| burden| volume| mass)?|reduced (?:the )?(?:tumou?r|cancer) (?:burden|size|volume)|tumou?r-size reductions?", "OR"),
    (r"(?:clinical |hematologic(?:al)? |haematologic(?:al)? |complete clinical |molecular |endoscopic |long-term |lasting |full |initial |sustained |drug-free |steroid-free |corticosteroid-free )*remissions?(?: rates?)?|in remission|went into remission|achieved remission|remission rates?|symptom-free remission", "REMISSION"),
    (r"(?:(?:pasi|acr|easi|hiscr|asas|iga|pga|sri|eular|salt|rutgeerts)[- ]?\d{1,3}(?: responses?| improvements?| criteria)?|pasi scores? of \d+)", "OTHER:="),
    (r"clear or almost clear(?: skin)?|almost clear skin|completely clear skin|skin (?:was |that was )?(?:clear|cleared)", "OTHER:="),
    (r"sustained virolog(?:ic|ical) responses?|svr(?:12|24)?|virolog(?:ic|ical) (?:suppression|responses?|cures?)|viral suppression|undetectable viral loads?|undetectable (?:hiv|virus|hepatitis c|levels of (?:the )?virus)", "OTHER:="),
    (r"(?:were |was |been |be )?cured(?: of)?|cure rates?", "OTHER:cured"),
    (r"seizure[- ]free(?:dom)?|attack[- ]free|pain[- ]free|symptom[- ]free|migraine[- ]free|transfusion[- ](?:independen\w+|free)|transfusion independence|relapse-free remission", "OTHER:="),
    (r"(?:no|not have|not had|without) (?:an )?early (?:disease )?progression", "OTHER:no early progression"),
    (r"(?:improv(?:ed|es|ing|ement in)|increas(?:ed|ing)|deepen(?:ed|ing)) (?:the )?depth of response|depth of response (?:improved|deepened|increased)|deeper responses?", "OTHER:improved depth of response"),
    (r"(?:further )?(?:reduced|reduction (?:in|of)|reducing|lowered|decreased|cleared) (?:the )?(?:mrd|minimal residual disease|residual disease)", "OTHER:further reduced MRD"),
    (_THRESHOLD + _NUMBER + r"(?: ?%| percent| per cent|[- ]points?| mm| millimet(?:er|re)s?|-point)?(?: or (?:more|greater|better|higher))? (?:" + _CHANGE + r")(?! (?:in|of) (?:the |their |its )?(?:[\w-]+ ){0,3}(?:risks?|odds|hazard|deaths?|mortality|rates?|incidence|hospitali\w+|events?|chances?|strokes?|relapses?))(?: (?:in|of|from|on) [\w' -]{3,60}?(?=[.,;()]| and | or | after | at | by | compared| versus| vs| than| while| with ))?", "OTHER:="),
    (r"(?:" + _CHANGE + r") of (?:at least |more than |greater than |over )?(?:an? )?" + _NUMBER + r"(?: ?%| percent| per cent|[- ]points?| mm| millimet(?:er|re)s?| or more)(?: or (?:more|greater|better|higher))?(?: (?:in|from) [\w' -]{3,40}?(?=[.,;()]| and | or | after | at | by | compared| versus| vs))?", "OTHER:="),
    (r"(?:improved|reduced|dropped|fell|declined|decreased|lost|increased|rose)(?: [\w'’-]+){0,4}? by (?:at least |more than )" + _NUMBER + r"(?: ?%| percent| per cent| points?|-point| [\w-]+)", "OTHER:="),
    (r"(?:lost|shed|lose|losing|dropped) (?:at least |more than )" + _NUMBER + r"(?: ?%| percent| per cent)(?: of (?:their|its|his|her) (?:body )?weight)?|(?:lost|shed|lose|losing) " + _NUMBER + r"(?: ?%| percent| per cent) (?:or more )?of (?:their|its|his|her) (?:body )?weight", "OTHER:="),
    (r"halv(?:ed|ing) of (?:their |the )?[\w -]{3,30}", "OTHER:="),
    (r"benefit(?:t?ed|s)? from|(?:were |was |is |are |been )?(?:only )?(?:effective|helped|successful) (?:in|for)|drug (?:worked|works)|showed (?:an )?improvements?|showed (?:signs of )?improvement|had improved|improved(?! by| from| survival| overall| the | upon)|got better|felt better|saw (?:their|an) (?:\w+ )?improve\w*", "OTHER:benefit"),
    (r"seroconver(?:ted|sion)(?: rates?)?|seroprotect\w+|developed antibodies|antibody responses?|immune responses?", "OTHER:="),
    (r"(?:met|meeting|achieved|reached) (?:the |their )?(?:[\w-]+ ){0,3}(?:target|goal)s?", "OTHER:="),
)  # fmt: skip

_KINDS = frozenset({"percent", "ratio", "count"})
# What a patient had before or apart from this treatment is told in a relative clause behind the count.
_WHO_HAD = re.compile(r"^(?:\s+(?:patient|woman|man|person|participant)s?)?\s+who\s+(?:had|has|have|did|showed|experienced|were|was)\b")
_OUTCOME_IN = re.compile(r"\b(?:in|of|for|among|to)\s+(?:all\s+|the\s+|only\s+|another\s+)?$")
_RESPONSE_IS_TARGET = re.compile(r"(?:defined as|primary (?:end ?point|objective|goal|outcome)|immune response|in response to|response to (?:the )?(?:pandemic|question|crisis|request)|goal of)")
_DEFINITION = re.compile(r"\b(?:defined as|means?(?: that)?|meaning(?: that)?|which means|that is,|i\.e\.)[^.;,]{0,60}$")
_NEGATION = re.compile(r"\b(?:no|not|did not|didn't|don't|do not|does not|never|without|failed to|lack of|unlikely to)\s+(?:\w+\s+)?$")
_NO_RESPONSE = re.compile(r"\b(?:had no|have no|no|did not|didn't|do not|don't|does not|not|never|failed to|without an?y?|lack of|lost|loss of)\s+(?:\w+\s+){0,2}$")


def _read(window: Window, cue: Cue) -> Claim | Fields | None:
    """n, total and percent of the people who reached what the cue names; None where the number is something else."""
    q, sentence = window.quantity, window.sentence
    if _is_no_share(window, cue):
        return None
    category, _, label = cue.key.removesuffix(":short").partition(":")
    fields: Fields = {"category": category}
    if label:
        fields["label"] = sentence.text[cue.start : cue.end] if label == "=" else label
    fields |= _numbers(window)
    end = None
    if q.kind == "count" and q.form != "quantifier" or (q.kind == "count" and q.low == 1):
        end = _noun_end(window)
    words = sentence.text[cue.start : cue.end]
    penalty = 0 if category != "OTHER" else 1
    if label == "benefit":
        penalty = 4
    if words.lower() in ("responders", "responder"):
        penalty = 6
    return Claim("RESPONSE", penalty, fields, f'"{words}" says {category}', end=end)


_OTHER_COUNT = re.compile(rf"^[\s-]+(?:(?!(?:of|had|have|with|who|were|was|and|achieved|reached|showed|in|on|or|to|by|experienced|patients?|complete|partial|minor|confirmed|objective|overall|clinical)\b)[\w-]+\s+){{0,2}}?{COUNTED_THINGS}\b")
_WHO_HAD_NO = re.compile(r"\b(?:who|that|which)\s+(?:had|have|has|showed|show)\s+$")
_MAY = re.compile(r"\b(?:may|might|could|can|will|would|should|whether|if|likely to|expected to|chance)\b")


def _is_vague(window: Window, cue: Cue) -> bool:
    """ "a patient may respond", "all patients ... ": a quantifier counts only in a plain statement right before its verb."""
    q, sentence = window.quantity, window.sentence
    if _WHO_HAD_NO.search(window.before(30)):
        return True
    if cue.start < q.end:
        return q.low == 100 or not _OUTCOME_IN.search(window.before(20)) and not re.search(r"[,:]\s*(?:and\s+)?$", window.before(8)) and q.low != 0
    gap = sentence.between(q.end, cue.start)
    return _MAY.search(gap) is not None or _MAY.search(window.before(40)) is not None or len(gap.split()) > 14


_SHRANK = re.compile(r"shr|reduc|decreas|regress|smaller")
_BY_HOW_MUCH = re.compile(r"\bby\s+(?:an?\s+(?:average|mean|median)\s+of\s+)?(?:about |nearly |at least |more than |up to |roughly )*$")
_OF_BODY = re.compile(r"^\s*(?:of|on)\s+(?:the|their|its)\s+(?:body|skin|surface)\b")
_IN_SO_MANY = re.compile(r"(?:%|percent|per cent)\)?\s+(?:in|of|for|among)\s+(?:the\s+|all\s+)?$")
_OF_RESPONDERS = re.compile(r"^\s*(?:of|in|among)\s+(?:the\s+|all\s+|those\s+|these\s+)?(?:(?:partial |complete |initial )?responders|responses|remissions|complete responders|responding patients|complete responses)\b")
_AFTER_TIME = re.compile(r"\b(?:after|for|at|than|from|to|day|days|week|weeks|month|months|year|years|genotype|every)\s+$")
_REACHED_IT = re.compile(r"\b(?:had|have|has|achiev\w+|reach\w+|experienc\w+|show\w+|saw|attain\w+|with|maintain\w+|obtain\w+|scor\w+|enjoy\w+|got|lost|los(?:e|ing)|shed|met|report\w+)\s+(?:an?\s+|at least\s+|about\s+)*$")


_RESTRICTS = re.compile(r"\b(?:who|that|which)\s+(?:had\s+|have\s+|has\s+|did\s+)?respond\w*$|\b(?:of|among|in)\s+(?:the\s+|all\s+)?(?:[\w-]+\s+)?responders$")


def _is_outcome(sentence: Sentence, cue: Cue) -> bool:
    """Whether a change by a number is something that people reached, and no effect of its own.

    "a 24% drop" is an effect unless people *had* it, or it says "at least", "or more".
    """
    before = sentence.between(max(sentence.start, cue.start - 24), cue.start)
    if cue.key.endswith(":short"):
        return re.search(r"\brespon|\bremission", sentence.lower) is not None
    if cue.key == "OR" and _RESTRICTS.search(before + sentence.between(cue.start, cue.end)):
        return False
    if cue.key != "OTHER:=":
        return True
    words = sentence.between(cue.start, cue.end)
    if not re.match(r"(?:an? |at |by |of |more |greater |\d|[a-z]+ ?%)", words) or not re.search(r"%|percent|per cent|points?|\bmm\b", words):
        return True
    if re.search(r"at least|or (?:more|greater|better|higher)|more than|greater than|over", words):
        return True
    return _REACHED_IT.search(sentence.between(max(sentence.start, cue.start - 40), cue.start)) is not None


def _is_no_share(window: Window, cue: Cue) -> bool:
    q, sentence = window.quantity, window.sentence
    if q.form == "quantifier" and q.kind in ("count", "percent") and _is_vague(window, cue):
        return True
    if q.bound == "min" and _OF_BODY.match(window.after(40)) or (q.kind == "count" and (_IN_SO_MANY.search(window.before(40)) or re.search(r"[≤<≥>]\s*$", window.before(3)))):
        return True
    if _OF_RESPONDERS.match(window.after(50)):
        return True
    if q.kind == "count" and q.form != "quantifier" and _AFTER_TIME.search(window.before(20)) and not _NOUN.match(window.after(40)):
        return True
    if q.kind in ("count", "ratio") and _OTHER_COUNT.match(window.after(60)):
        return True
    if q.kind == "count" and (q.high is not None and q.form != "word" or q.low is None or not float(q.low).is_integer()):
        return True
    before_cue = sentence.between(max(sentence.start, cue.start - 40), cue.start)
    if q.start > cue.end and cue.key in ("OR", "CR", "PR", "REMISSION") and re.search(r"\b(?:duration of|time to|lasting|durable)\s+(?:\w+\s+)?$", before_cue):
        return True
    if _DEFINITION.search(window.before(70)):
        return True
    if cue.end <= q.start and _SHRANK.search(sentence.between(cue.start, cue.end)) and _BY_HOW_MUCH.search(window.before(40)):
        return True
    if cue.start >= q.end:
        gap = sentence.between(q.end, cue.start)
        if re.search(r"\b(?:will|would|could|might|may)\b", gap):
            return True
        if _NO_RESPONSE.search(gap) and q.form != "quantifier":
            return True
        if _WHO_HAD.match(window.after(40)) and _OUTCOME_IN.search(window.before(24)) and "no early" not in cue.key:
            return True
    return False


def _numbers(window: Window) -> Fields:
    q = window.quantity
    fields: Fields = {}
    if q.kind == "percent":
        fields["percent"] = q.value
    elif q.kind == "ratio":
        fields |= {key: tidy(value) for key, value in (("n", q.n), ("total", q.total), ("percent", q.percent)) if value is not None}
    else:
        fields["n"] = q.value
    if q.bound:
        fields["bound"] = q.bound
    return fields


_NOUN = re.compile(r"\s+(?:other\s+|more\s+|additional\s+|further\s+)?(?:patients?|people|persons?|participants?|women|woman|men|man|children|child|adults?|subjects?|volunteers?|individuals?)\b")


def _noun_end(window: Window) -> int | None:
    """Where there is no denominator, the noun is part of the span: "two patients"."""
    match = _NOUN.match(window.after(40))
    return window.quantity.end + match.end() if match else None


RESPONSE = CueRole("RESPONSE", _KINDS, CUES, _read, reach=34, keep=_is_outcome)
