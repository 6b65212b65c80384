"""The known non-facts: numbers that are understood and are no result: ages, dates, prices, prevalence, sites ..."""

from __future__ import annotations

import re

from pipeline.extract.roles.claim import CERTAIN, MEDIUM, STRONG, WEAK, Claim
from pipeline.extract.window import Window

_READY = {
    "date": "date", "time": "time_of_day", "money": "price", "phone": "phone_number", "identifier": "label", "ordinal": "ordinal",
    "scheme": "randomization_ratio", "points": "score_change", "timepoint": "timepoint", "interval": "interval",
}  # fmt: skip
"""Kinds that the quantity stage has read whole."""

COUNTED_THINGS = (
    r"(?:sites?|cent(?:er|re)s?|hospitals?|countries|institutions?|clinics?|states|cities|"
    r"continents|locations|universities|laborator(?:y|ies)|"
    r"trials?|stud(?:y|ies)|drugs?|medications?|medicines?|treatments?|therap(?:y|ies)|options?|"
    r"agents?|compounds?|genes?|mutations?|proteins?|types?|kinds?|forms?|groups?|arms?|cohorts?|"
    r"doses?|"
    r"injections?|infusions?|tablets?|pills?|capsules?|papers?|articles?|companies|teams?|"
    r"experts?|doctors?|physicians?|researchers?|investigators?|authors?|analysts|members|"
    r"employees|staff|"
    r"lines?|regimens?|reasons?|ways?|things?|questions?|steps?|parts?|subgroups?|stages?|phases?|"
    r"end ?points?|outcomes?|measures?|tests?|scans?|visits?|hours? a|times?|minutes|main|major|"
    r"key|leading|common|"
    r"children per|biopsies|samples?|specimens?|tumou?rs?|lesions?|nodes?|lymph nodes|organs?|"
    r"cells?|mice|mouse|rats|animals|monkeys|dogs|subtypes|variants|pathways|receptors|"
    r"generations?|decades?|"
    r"awards?|grants?|journals?|hormones|enzymes|classes|categories|approaches|strategies|prior|"
    r"previous|earlier|different|separate|other|new|additional|large|small|big|"
    r"of (?:the )?(?:most|many|few|several|those|these|our|its|his|her|their|leading|largest|"
    r"first|best|main|biggest|major|world|nation)|"
    r"another|more|day|week|month|year|hour|expert|analyst|specialist|researcher|doctor|study|"
    r"drug|trial|thing|reason|way|example|such|form|type|group|arm|part|hand|point|exacerbations?|"
    r"headaches?|attacks?|relapses?|events?|strokes?|seizures?|migraines?|episodes?|flare-?ups?|"
    r"falls|births?|pregnancies|joints?|swollen|tender|teaspoons?|cups?|servings?|drinks?|"
    r"cigarettes?|calories|eggs?|papers|copies|words|letters|pages|percentage)"
)
_TABLE: tuple[tuple[str, str, str, tuple[str, ...], float], ...] = (
    # role, pattern that must end before the number, pattern that must begin after it, kinds, cost
    ("age", r"", r"^[\s-]*(?:years?|months?|weeks?)?[\s-]*(?:of age|old\b|-old\b|years? (?:old|of age))", ("duration", "count"), CERTAIN),
    ("age", 
        r"\b(?:aged?|ages|aged between|older than|younger than|over the age of|under the age of|"
        r"age of|median age(?: was| of|:)?|average age(?: was| of)?|mean age(?: was| of)?|"
        r"age(?:s)? ranged? from|age range,?)\s*(?:from |between )?$"
    , r"", ("duration", "count"), CERTAIN),
    ("age", r"\bage\b[^.;,]{0,40}\b(?:was|of)\s+$", r"", ("duration", "count"), STRONG),
    ("age", 
        r"\b(?:women|men|people|adults|patients|children|those|girls|boys|participants|"
        r"americans)\s+(?:aged\s+)?(?:over|under|between|older than|younger than|above|below)\s+$"
    , r"^(?!\s*(?:months|weeks|percent|%))", ("count", "duration"), STRONG),
    ("age", r"", r"^(?:\s*(?:years?)?\s+(?:and|or) (?:older|over|younger|above|up|under))\b", ("duration", "count"), CERTAIN),
    ("ago", r"", r"^\s+(?:ago|earlier|later|from now|before the|previously|prior)\b", ("duration",), MEDIUM),
    ("ago", 
        r"\b(?:the (?:last|past|previous|next|first|coming|preceding)|over the|in the (?:last|past|"
        r"next|coming)|within|for the (?:first|next|last|past)|during the)\s+$"
    , r"", ("duration",), MEDIUM + 2),
    ("ago", 
        r"\b(?:been (?:doing|working|used|in|known|around)[^.;]{0,30}for|for (?:almost|about|nearly|"
        r"over|more than)?)\s*$"
    , r"^\s*(?:decades?|years),?\s+(?:and|has|have|we|dr)\b", ("duration",), WEAK),
    ("prevalence", r"", 
        r"^[^.;]{0,60}?\b(?:of (?:all )?(?:(?!patients\b)[\w-]+ ){0,4}(?:cases|cancers|tumou?rs|"
        r"leuka?emias|lymphomas|adults|americans|deaths|population|diagnoses|nsclcs|malignancies|"
        r"women worldwide|the population|infections|strokes|pregnancies)\b)"
    , ("percent", "ratio"), MEDIUM),
    ("prevalence", 
        r"\b(?:accounts? for|accounting for|makes? up|represent(?:s|ing)?|comprises?|constitutes?|"
        r"affect(?:s|ing|ed)?|present in|occurs in|carried by|prevalence of|mutated in|expressed in|"
        r"positive in|incidence of)\s+(?:about |around |roughly |some |approximately |only |up to |"
        r"as many as |as much as |an estimated |nearly |less than |more than |fewer than |between |"
        r"just |over )*$"
    , r"", ("percent", "count", "ratio"), STRONG),
    ("prevalence", r"\b(?:an )?estimated\s+$|\bas many as\s+$", r"", ("count",), MEDIUM + 4),
    ("prevalence", r"", 
        r"^[^.;]{0,70}?\b(?:americans|people worldwide|people in the (?:united states|u\.s|us|uk|"
        r"world)|(?:new )?cases|(?:are|will be|were|is) (?:newly )?diagnosed|die(?:s|d)? (?:from|of|"
        r"each|every)|die each year|deaths (?:each|a|per|annually)|deaths?\b.{0,12}year|each year|"
        r"every year|annually|worldwide|of the population|per 100|live with|living with|suffer from|"
        r"have the (?:disease|condition)|(?:develop|carry|have|get) (?:the )?(?:disease|mutation|"
        r"a mutation|mildly|severe|it)\b)"
    , ("percent", "count", "ratio"), MEDIUM + 2),
    ("prevalence", r"\bper\s+$|\bin\s+$", r"^\s*(?:people|live births|population|women|men|person)", ("count",), MEDIUM),
    ("sites", r"", 
        r"^\s+(?:[\w-]+\s+){0,3}?(?:sites?|cent(?:er|re)s?|hospitals?|countries|institutions?|clinics|"
        r"nations|states|locations|continents|universities)\b"
    , ("count",), STRONG),
    ("market", 
        r"\b(?:shares?|stock|sales|revenue|profit|market share|earnings|growth|rose|fell|up|"
        r"down)\b[^.;]{0,40}$"
    , 
        r"^[^.;]{0,40}\b(?:market share|in early trading|premarket|sales|shares|revenue|to \$|"
        r"a share)\b"
    , ("percent", "count", "duration"), STRONG),
    ("market", r"", 
        r"^\s*(?:market share|in early trading|in premarket|drop in shares|stake|discount|"
        r"rise in sales)"
    , ("percent",), CERTAIN),
    ("market", 
        r"\b(?:shares|stock|sales|revenues?|profits?)\s+(?:\w+\s+){0,6}(?:about |nearly |more than |"
        r"by |as much as )*$"
    , r"", ("percent",), STRONG),
    ("eligibility", 
        r"\b(?:expression|pd-?l1|tumor proportion score|tps|cps|ki-67|blasts?|ejection fraction|lvef|"
        r"bmi|body mass index|hba1c|score|ecog|creatinine clearance|egfr|platelets?|hemoglobin|"
        r"eosinophils?|cell count|threshold|cut-?off)\b[^.;]{0,24}$"
    , r"", ("percent", "count"), MEDIUM),
    ("score", r"\b(?:scores?|scale|points?|index|rating|questionnaire)\b[^.;,]{0,36}$", r"", ("count",), MEDIUM + 2),
    ("score", r"\b(?:scored?|scoring)\b[^.;,]{0,30}$", r"^(?!\s*(?:%|percent|per cent))", ("count",), STRONG),
    ("score", r"", r"^[\s-]*(?:points?|-point|out of 10\b|on (?:a|the) \w+ (?:scale|score)|-item)\b", ("count", "amount", "ratio"), CERTAIN),
    ("laboratory_value", 
        r"\b(?:glucose|cholesterol|ldl|hba1c|a1c|blood pressure|hemoglobin|haemoglobin|triglycerides?|"
        r"viral load|creatinine|weight|bmi|ferritin|psa|bone (?:mineral )?density|heart rate|body fat|"
        r"calcium|fev1|lung function|forced expiratory)\b[^.;]{0,70}$"
    , r"", ("percent", "count"), MEDIUM + 2),
    ("laboratory_value", r"", 
        r"^\s+(?:[\w-]+ ){0,2}?(?:drop|fall|reduction|decrease|change|increase|loss|decline|"
        r"improvement|gain) (?:in|of) (?:\w+ ){0,4}?(?:glucose|cholesterol|ldl|hba1c|a1c|"
        r"blood pressure|hemoglobin|triglycerides?|viral load|weight|bone|body|triglyceride|fev1)\b"
    , ("percent", "amount", "count"), STRONG),
    ("count_of_things", r"", rf"^[\s-]+(?:[\w-]+\s+){{0,2}}?{COUNTED_THINGS}\b", ("count", "ratio"), WEAK + 2),
    ("animal", r"", r"^\s+(?:[\w-]+\s+){0,2}?(?:mice|mouse|rats?|monkeys|animals|dogs|pigs|rabbits|cell lines)\b", ("count", "percent", "ratio"), CERTAIN),
    ("pronoun", r"", 
        r"^(?:\s+(?:of|who|that|which|another|day|drug|expert|study|reason|way|thing|has|is|would|can|"
        r"could|might|may|should|must|in which|for which|with|small|large|big|more|such|such as|other|"
        r"a|the)\b|[.,;:)’'])"
    , ("count",), WEAK + 4),
    ("time_span", r"", r"^", ("duration",), WEAK + 22),
)  # fmt: skip
_COMPILED = [
    (
        role,
        re.compile(before) if before else None,
        re.compile(after) if after else None,
        frozenset(kinds),
        cost,
    )
    for role, before, after, kinds, cost in _TABLE
]


def non_fact(window: Window) -> list[Claim]:
    """All the known non-facts that fit: (age, date, price, prevalence, sites, market, eligibility, score ...)."""
    q = window.quantity
    if q.kind in _READY:
        return [
            Claim(
                _READY[q.kind],
                CERTAIN + (1 if q.kind in ("timepoint", "interval", "points") else 0),
                {},
                f"written as a {q.kind}",
            )
        ]
    before, after = window.before(90), window.after(100)
    claims = []
    for role, before_pattern, after_pattern, kinds, cost in _COMPILED:
        if q.kind not in kinds or (role == "pronoun" and not (q.low == 1 and q.form == "word")):
            continue
        if (before_pattern is None or before_pattern.search(before)) and (
            after_pattern is None or after_pattern.search(after)
        ):
            claims.append(Claim(role, cost, {}, f"the words around it are those of {role}"))
    return claims
