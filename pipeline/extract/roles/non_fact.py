"""The known non-facts: numbers that are understood and are no result: ages, dates, prices, prevalence,
sites ...
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from pipeline.extract.roles.claim import CERTAIN, MEDIUM, STRONG, WEAK, Claim
from pipeline.extract.scan import Sieve
from pipeline.extract.window import Window

_READY = {
    "date": "date",
    "time": "time_of_day",
    "money": "price",
    "phone": "phone_number",
    "identifier": "label",
    "citation": "citation_number",
    "ordinal": "ordinal",
    "scheme": "randomization_ratio",
    "points": "score_change",
    "timepoint": "timepoint",
    "interval": "interval",
}
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
_CONTESTED = frozenset({"timepoint", "interval", "points"})
"""Ready-made kinds that another role may still claim."""


class _Rule(NamedTuple):
    """A known non-fact: its role, the kinds of quantity, the cost, and the words around the number."""

    role: str
    kinds: tuple[str, ...]
    cost: float
    before: str = ""
    """A pattern that must end where the number begins."""
    after: str = "^"
    """A pattern that must begin where the number ends."""

    def fits(self, before: str, after: str) -> bool:
        if self.before and not _compiled(self.before).search(before):
            return False
        return _compiled(self.after).search(after) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


_RULES = (
    _Rule(
        "recovery_time",
        ("duration",),
        CERTAIN,
        before=r"\b(?:times? to (?:clinical )?(?:recovery|improvement|discharge|symptom \w+|"
        r"alleviation of \w+)|recovery times?|hospital stays?|lengths? of (?:hospital )?stay|"
        r"recovered (?:with)?in)\b[^.;]{0,60}$",
    ),
    _Rule(
        "age",
        ("duration", "count"),
        CERTAIN,
        after=r"^[\s-]*(?:years?|months?|weeks?)?[\s-]*(?:of age|old\b|-old\b|years? (?:old|of age))",
    ),
    _Rule(
        "age",
        ("duration", "count"),
        CERTAIN,
        before=r"\b(?:aged?|ages|aged between|older than|younger than|over the age of|under the age of|"
        r"ages? of|ages of \d+ (?:and|to)|median age(?: was| of|:)?|average age(?: was| of)?|"
        r"mean age(?: was| of)?|age(?:s)? ranged? from|age range,?)\s*(?:from |between )?$",
    ),
    _Rule("age", ("duration", "count"), STRONG, before=r"\bage\b[^.;,]{0,40}\b(?:was|of)\s+$"),
    _Rule(
        "age",
        ("count", "duration"),
        STRONG,
        before=r"\b(?:women|men|people|adults|patients|children|those|girls|boys|participants|"
        r"americans)\s+(?:aged\s+)?(?:over|under|between|older than|younger than|above|below)\s+$",
        after=r"^(?!\s*(?:months|weeks|percent|%))",
    ),
    _Rule(
        "age",
        ("duration", "count"),
        CERTAIN,
        after=r"^(?:\s*(?:years?)?\s+(?:and|or) (?:older|over|younger|above|up|under))\b",
    ),
    _Rule(
        "ago",
        ("duration",),
        MEDIUM,
        after=r"^\s+(?:ago|earlier|later|from now|before the|previously|prior)\b",
    ),
    _Rule(
        "ago",
        ("duration",),
        MEDIUM + 2,
        before=r"\b(?:the (?:last|past|previous|next|first|coming|preceding)|over the|in the (?:last|past|"
        r"next|coming)|within|for the (?:first|next|last|past)|during the)\s+$",
    ),
    _Rule(
        "ago",
        ("duration",),
        WEAK,
        before=r"\b(?:been (?:doing|working|used|in|known|around)[^.;]{0,30}for|for (?:almost|about|nearly|"
        r"over|more than)?)\s*$",
        after=r"^\s*(?:decades?|years),?\s+(?:and|has|have|we|dr)\b",
    ),
    _Rule(
        "prevalence",
        ("percent", "ratio"),
        MEDIUM,
        after=r"^[^.;]{0,60}?\b(?:of (?:all )?(?:(?!patients\b)[\w-]+ ){0,4}(?:cases|cancers|tumou?rs|"
        r"leuka?emias|lymphomas|adults|americans|deaths|population|diagnoses|nsclcs|malignancies|"
        r"women worldwide|the population|infections|strokes|pregnancies)\b)",
    ),
    _Rule(
        "prevalence",
        ("percent", "count", "ratio"),
        STRONG,
        before=r"\b(?:accounts? for|accounting for|makes? up|represent(?:s|ing)?|comprises?|constitutes?|"
        r"affect(?:s|ing|ed)?|present in|occurs in|carried by|prevalence of|mutated in|expressed in|"
        r"positive in|incidence of)\s+(?:about |around |roughly |some |approximately |only |up to |"
        r"as many as |as much as |an estimated |nearly |less than |more than |fewer than |between |"
        r"just |over )*$",
    ),
    _Rule("prevalence", ("count",), MEDIUM + 4, before=r"\b(?:an )?estimated\s+$|\bas many as\s+$"),
    _Rule(
        "prevalence",
        ("percent", "count", "ratio"),
        MEDIUM + 2,
        after=r"^[^.;]{0,70}?\b(?:americans|people worldwide|people in the (?:united states|u\.s|us|uk|"
        r"world)|(?:new )?cases|(?:are|will be|were|is) (?:newly )?diagnosed|die(?:s|d)? (?:from|of|"
        r"each|every)|die each year|deaths (?:each|a|per|annually)|deaths?\b.{0,12}year|each year|"
        r"every year|annually|worldwide|of the population|per 100|live with|living with|suffer from|"
        r"have the (?:disease|condition)|(?:develop|carry|have|get) (?:the )?(?:disease|mutation|"
        r"a mutation|mildly|severe|it)\b)",
    ),
    _Rule(
        "prevalence",
        ("count",),
        MEDIUM,
        before=r"\bper\s+$|\bin\s+$",
        after=r"^\s*(?:people|live births|population|women|men|person)",
    ),
    _Rule(
        "sites",
        ("count",),
        STRONG,
        after=r"^\s+(?:[\w-]+\s+){0,3}?(?:sites?|cent(?:er|re)s?|hospitals?|countries|institutions?|clinics|"
        r"nations|states|locations|continents|universities)\b",
    ),
    _Rule(
        "market",
        ("percent", "count", "duration"),
        STRONG,
        before=r"\b(?:shares?|stock|sales|revenue|profit|market share|earnings|growth|rose|fell|up|"
        r"down)\b[^.;]{0,40}$",
        after=r"^[^.;]{0,40}\b(?:market share|in early trading|premarket|sales|shares|revenue|to \$|"
        r"a share)\b",
    ),
    _Rule(
        "market",
        ("percent",),
        CERTAIN,
        after=r"^\s*(?:market share|in early trading|in premarket|drop in shares|stake|discount|"
        r"rise in sales)",
    ),
    _Rule(
        "market",
        ("percent",),
        STRONG,
        before=r"\b(?:shares|stock|sales|revenues?|profits?)\s+(?:\w+\s+){0,6}(?:about |nearly |more than |"
        r"by |as much as )*$",
    ),
    _Rule(
        "eligibility",
        ("percent", "count"),
        MEDIUM,
        before=r"\b(?:expression|pd-?l1|tumor proportion score|tps|cps|ki-67|blasts?|ejection fraction|lvef|"
        r"bmi|body mass index|hba1c|score|ecog|creatinine clearance|egfr|platelets?|hemoglobin|"
        r"eosinophils?|cell count|threshold|cut-?off)\b[^.;]{0,24}$",
    ),
    _Rule(
        "score",
        ("count",),
        MEDIUM + 2,
        before=r"\b(?:scores?|scale|points?|index|rating|questionnaire)\b[^.;,]{0,36}$",
    ),
    _Rule(
        "score",
        ("count",),
        STRONG,
        before=r"\b(?:scored?|scoring)\b[^.;,]{0,30}$",
        after=r"^(?!\s*(?:%|percent|per cent))",
    ),
    _Rule(
        "score",
        ("count", "amount", "ratio"),
        CERTAIN,
        after=r"^[\s-]*(?:points?|-point|out of 10\b|on (?:a|the) \w+ (?:scale|score)|-item)\b",
    ),
    _Rule(
        "laboratory_value",
        ("percent", "count"),
        MEDIUM + 2,
        before=r"\b(?:glucose|cholesterol|ldl|hba1c|a1c|blood pressure|hemoglobin|haemoglobin|triglycerides?|"
        r"viral load|creatinine|weight|bmi|ferritin|psa|bone (?:mineral )?density|heart rate|body fat|"
        r"calcium|fev1|lung function|forced expiratory)\b[^.;]{0,70}$",
    ),
    _Rule(
        "laboratory_value",
        ("percent", "amount", "count"),
        STRONG,
        after=r"^\s+(?:[\w-]+ ){0,2}?(?:drop|fall|reduction|decrease|change|increase|loss|decline|"
        r"improvement|gain) (?:in|of) (?:\w+ ){0,4}?(?:glucose|cholesterol|ldl|hba1c|a1c|"
        r"blood pressure|hemoglobin|triglycerides?|viral load|weight|bone|body|triglyceride|fev1)\b",
    ),
    _Rule(
        "count_of_things",
        ("count", "ratio"),
        WEAK + 2,
        after=rf"^[\s-]+(?:[\w-]+\s+){{0,2}}?{COUNTED_THINGS}\b",
    ),
    _Rule(
        "animal",
        ("count", "percent", "ratio"),
        CERTAIN,
        after=r"^\s+(?:[\w-]+\s+){0,2}?(?:mice|mouse|rats?|monkeys|animals|dogs|pigs|rabbits|cell lines)\b",
    ),
    _Rule(
        "pronoun",
        ("count",),
        WEAK + 4,
        after=r"^(?:\s+(?:of|who|that|which|another|day|drug|expert|study|reason|way|thing|has|is|would|can|"
        r"could|might|may|should|must|in which|for which|with|small|large|big|more|such|such as|other|"
        r"a|the)\b|[.,;:)’'])",
    ),
    _Rule("time_span", ("duration",), WEAK + 22, after=r"^"),
)


_AHEAD = Sieve(rule.before for rule in _RULES)
_BEHIND = Sieve(rule.after for rule in _RULES)


@cache
def _rules_of(kind: str) -> list[tuple[int, _Rule]]:
    return [(i, rule) for i, rule in enumerate(_RULES) if kind in rule.kinds]


def non_fact(window: Window) -> list[Claim]:
    """All the known non-facts that fit: (age, date, price, prevalence, sites, market, eligibility, score
    ...).
    """
    q = window.quantity
    if q.kind in _READY:
        return [Claim(_READY[q.kind], CERTAIN + (q.kind in _CONTESTED), {}, f"written as a {q.kind}")]
    before, after = window.before(90), window.after(100)
    likely = _AHEAD.pick(before) & _BEHIND.pick(after)
    return [
        Claim(rule.role, rule.cost, {}, f"the words around it are those of {rule.role}")
        for i, rule in _rules_of(q.kind)
        if i in likely
        and (rule.role != "pronoun" or (q.low == 1 and q.form == "word"))
        and rule.fits(before, after)
    ]
