"""Adverse events: harms that the article reports of a treatment, with their rates.

A harm word is an adverse event by its context: words such as "side effects", "toxicity", "grade 3" in its
sentence (or shortly before it), or a rate under a treatment. The same word may be the disease that is treated
or a symptom of it; such mentions are left alone. Where an ADVERSE_EVENT fact overlaps a CONDITION name, the
fact wins.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from pipeline.extract.names.harm import DEATH, is_typical
from pipeline.extract.sought import Before, Sought
from pipeline.extract.spans import Name, Quantity, Span, tidy

Fact = dict[str, Any]

STRONG = Sought(
    r"\b(?:side[ -]effects?|adverse|toxic(?:it(?:y|ies))?|complicat(?:ions?|ed)|(?:treatment|drug|therapy|"
    r"infusion|vaccine)[ -](?:related|"
    r"emergent|induced)|tolerab\w+|well[ -]tolerated|safety|(?:boxed|black[ -]box) warning|warnings?|"
    r"(?:withdrawn|pulled|dropped|halted|stopped|suspended|rejected|abandoned)\b.{0,40}\b(?:over|because of)|"
    r"grades? (?:[1-5]|i{1,3}v?\b)|grade ?[≥>]|harms|risks,|the risks?(?: and benefits)? (?:of|include)|"
    r"problems? (?:was|were|included?)|downsides?|drawbacks?|(?:was|were|is|are) the (?:price|toll)|"
    r"the (?:price|toll|trade-off) (?:is|was|paid)|comes? with (?:it|them)|"
    r"label (?:\w+ )?(?:warns|cautions)|most (?:common|frequent)(?: ones?)? (?:was|were|of (?:them|these)))",
    re.IGNORECASE,
)
RISK = re.compile(
    r"\b(?:there (?:is|was)|carr(?:y|ies)|poses?|raises?|increases?|comes with|have|has) (?:an? |the |"
    r"some )?(?:\w+ )?"
    r"risks? (?:of|for)\b",
    re.IGNORECASE,
)
"""As good as STRONG for what comes after it."""
MEDIUM = Sought(
    r"\b(?:(?:can|may|could) (?:follow|occur)|reasons? for|because of|occurr(?:ed|ing)|occurs?|reported|"
    r"observed|seen|spared?|milder|evenly|(?:as|more|less) often|did not differ|came down with|"
    r"experienc(?:ed?|ing)|develop(?:ed|ing|s)?|"
    r"suffer(?:ed|ing)?|affected|diagnosed|"
    r"turned up|had|risk of|risks? (?:for|of)|rates? of|more (?:common|frequent|likely|cases)|commoner|"
    r"cases? of|increased|increases|higher|"
    r"linked to|associated with|caus(?:ed?|es|ing)|led to|lead to|discontinu|stopped|quit|withdr[ea]w|"
    r"dropped out|incidence|complained|noted|recorded|struck|befell|troubled|bothered|hit|arose|emerged|"
    r"dogged|plagued|encountered|found|put down to|worsened|forced|complaints?|grievances?|chiefly|mainly|"
    r"mostly|"
    r"frequent|scarcer|rarer|uncommon|commonest|mild|moderate|manageable|rare|rarely|resolved|expected|"
    r"include[ds]?|"
    r"including)\b",
    re.IGNORECASE,
)
TREATMENT = Sought(
    r"\b(?:drugs?|treatments?|therap(?:y|ies)|combination|arms?|groups?|placebo|chemotherapy|chemo|"
    r"recipients|vaccines?|dos(?:e|es|ing)|medications?|"
    r"agents?|capsules?|tablets?|jabs?|shots|users?|conjugate|antibod(?:y|ies)|inhibitors?|duo|pair|trio|"
    r"pills?|infusions?|injections?|regimens?|treated|receiv(?:ed|ing)|taking|took|given|controls|"
    r"immunotherapy|steroids)\b",
    re.IGNORECASE,
)
TREATMENT_NAMES = frozenset({"DRUG", "DRUG_CLASS", "PLACEBO"})

SYMPTOMS_OF_DISEASE = Sought(
    r"\b(?:symptoms? (?:of|are|is|include[ds]?|such as|like|can|may|range)|characteri[sz]ed by|marked by|"
    r"signs? of|"
    r"(?:disease|condition|disorder|illness|syndrome|infection|virus)s? (?:that )?(?:can |may |"
    r"often )?(?:cause|lead|result)s?|affects? (?:an estimated|about|some|more than)|"
    r"(?:inclusion|exclusion|eligib|required to have)\w*|excluded|history of|at baseline|"
    r"before (?:the study|treatment|"
    r"enroll))",
    re.IGNORECASE,
)
TREATED_BEFORE = Before(
    r"(?:\b(?:patients?|people|women|men|adults|children|those|individuals|participants|adolescents|"
    r"infants|americans|sufferers|survivors|nobody|anyone|someone|everyone|patient|person|man|woman|child|"
    r"volunteers|subjects)(?: \([^()]{1,40}\))? "
    r"(?:with|who (?:already )?(?:have|had|has)|(?:who (?:are|were) )?suffering from|living with|"
    r"diagnosed with|"
    r"at (?:high )?risk (?:of|for))|"
    r"\btreat(?:s|ed|ing|ment (?:of|for)|ments (?:of|for))?|\b(?:prevent(?:s|ed|ing|ion of)?|"
    r"relie(?:ve[sd]?|ving|f (?:of|from))|therap(?:y|ies) for|(?:drugs?|medications?|medicines?) for|"
    r"alleviat(?:e|es|ed|ing)|manag(?:e|es|ed|ing)|counter(?:ing)?|approved for|indicated for|"
    r"management of|history of|diagnosis of|diagnosed with|combat|fight(?:s|ing)?|against|control(?:s|"
    r"ling)?|protect(?:s|ion|ing)? against|cure(?:s|d)?|vaccine for|test(?:s|ing)? for|screen(?:ing|"
    r"ed)? for))"
    r"(?: (?:the|a|an|their|severe|serious|moderate|mild|advanced|chronic|acute|recurrent|early|metastatic|"
    r"both|active|other|certain|some|pre-existing|previous|prior|to|moderate-to-severe|mild-to-moderate|"
    r"treatment-resistant|poorly|well|controlled|uncontrolled))*(?: [\w’'-]+ (?:and|or))? $",
    re.IGNORECASE,
)
EFFICACY_BEFORE = re.compile(
    r"\b(?:reduc(?:e[sd]?|ing|tions? in)|lower(?:s|ed|ing)?|cut(?:s|ting)?|decreas(?:e[sd]?|ing)|"
    r"prevent(?:s|ed|ing)?|improv(?:e[sd]?|ing|ements? in)|eas(?:e[sd]?|ing)|"
    r"protect\w*|alleviat\w+|halv(?:e[sd]?|ing)|fewer|less|relie\w+|avoid(?:s|ed|ing)?|mask(?:s|ed|"
    r"ing)?)\b[^,;:.]{0,40}$",
    re.IGNORECASE,
)
EFFICACY_VERB = re.compile(r"\b(?:reduc|lower|cut|decreas|slash|prevent)\w*\b", re.IGNORECASE)
LOWER_RISK_BEFORE = re.compile(
    r"\b(?:reduc|decreas|lower|prevent|cut)\w* (?:\w+ )?(?:risks?|rates?|incidence|chances?|odds|"
    r"likelihood) (?:of|for)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
RAISED_RISK_BEFORE = re.compile(
    r"\b(?:increas|rais|elevat|heighten|doubl)\w*\b[^.;]{0,40}\brisks? (?:of|for)\b"
    r"(?:(?! in |,? but\b)[^.;]){0,60}$",
    re.IGNORECASE,
)
TESTED_IN = re.compile(
    r"\b(?:program(?:me)?s?|trials?|stud(?:y|ies)|use[ds]?|tested|approved|works?|effective|efficacy|"
    r"activity)"
    r" (?:of [\w-]+ )?(?:in|for) (?:[\w’'-]+ (?:[\w’'-]+ )?(?:and|or) )?$",
    re.IGNORECASE,
)
TYPE_OF_BEFORE = re.compile(r"\b(?:types?|forms?|kinds?|journal|stages?) of $", re.IGNORECASE)
REDUCTION_BEFORE = re.compile(
    r"\b(?:reductions?|decreases?|drops?|declines?|falls?|cuts?) in (?:the )?(?:\w+ )?"
    r"(?:(?:hospitali[sz]ations?|deaths?|admissions?|risks?|rates?|incidence|cases|number) "
    r"(?:for|from|of|due to) )?$",
    re.IGNORECASE,
)
REDUCED_AFTER = re.compile(r" (?:was|were) (?:\w+ )?(?:reduced|lower\w*|cut|down|fewer|halved)\b")
REDUCED_BY_AFTER = re.compile(
    r",? by (?:about |nearly |more than |at least |over |almost |up to )?[\d.]+ ?(?:%|per)"
)
FELL_AFTER = re.compile(
    r" (?:dropped|fell|declined|decreased|was cut|were cut) (?:by )?(?:\w+ )?[\d.]+ ?(?:%|per)"
)
THE_INFECTION_BEFORE = re.compile(
    r"\b(?:hepatitis [a-e]|hiv|hcv|hbv|virus|viral|combination|"
    r"(?:clear|free|rid|cured?|cleared) of(?: the| their)?) $",
    re.IGNORECASE,
)
"""Before "infection": the one that is treated."""
WEIGHT = re.compile(r"^(?:body )?weight (?:loss|gain)$|^(?:lost|lose|losing) weight$")
OBESITY = re.compile(
    r"\bobes|\boverweight|\b(?:diet|weight[- ]loss|slimming) (?:pill|drug|medic)", re.IGNORECASE
)
TO_LOWER = re.compile(r"\b(?:to|that|would|could|may) $", re.IGNORECASE)
"""Before "lower blood sugar", it is what the treatment does."""
NOT_A_HARM_AFTER = re.compile(
    r"[^.;,]{0,30} (?:can|could|may|might|would) be (?:avoided|prevented|averted)\b|"
    r"[ -](?:the\b|patients?|sufferers?|drugs?|research\w*|institute|cent(?:er|re)s?|society|cells?|"
    r"organi[sz]ations?|congress|federation|alliance|"
    r"specialists?|experts?|scores?|scales?|index|severity|relief|"
    r"vaccines?|genes?|foundation|network|program(?:me)?|unit|association|medicines?|medications?|"
    r"therap(?:y|ies)|treatments?|conference|survivors?|free|fighting|prevention|screening|tests?|"
    r"days?\b|progress\w*|tablets?|pills?|surger(?:y|ies)|trials?|stud(?:y|ies))\b",
    re.IGNORECASE,
)
CANCER = re.compile(
    r"\b(?:cancers?|malignanc(?:y|ies)|carcinomas?|leuk[a]?emias?|lymphomas?|melanomas?|myelomas?|"
    r"sarcomas?|tumou?rs?)$"
)
SECOND_CANCER = re.compile(r"^(?:second|skin|cutaneous|squamous|basal|keratoacanth|non-?melanoma|new)")
VAGUE_CANCER = re.compile(r"^(?:cancers?|malignanc(?:y|ies)|lymphomas?|leukemia)$")

NEW_CANCER_BEFORE = Before(
    r"\b(?:cases? of|risks? (?:of|for)(?: developing)?|develop(?:ed|ing)?|rates? of|incidence of|increased|"
    r"\w+s and|includ(?:ed?|ing)|cause[ds]?) "
    r"(?:an? |new |some |other )?$",
    re.IGNORECASE,
)
DEATH_CUE_BEFORE = re.compile(
    r"\b(?:(?:treatment|drug|therapy|toxicity|vaccine|procedure|transplant)[ -](?:related|associated|"
    r"emergent|induced)|toxic|no|complications, (?:even|including)|side effects, including|"
    r"risk of (?:serious|fatal)|"
    r"adverse events (?:leading to|resulting in)|leading to|resulted in|including (?:one|two|three|four|"
    r"five|six|\d+)) $",
    re.IGNORECASE,
)
COUNTED_DEATH = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+)(?: of (?:them|those|these|whom|"
    r"the))?(?: patients?| women| men| people| participants?)? $",
    re.IGNORECASE,
)
DIED_OF_IT = re.compile(r" (?:of|from|after|because of) (?:it|them|this|these)\b")
OF_THEM_BEFORE = re.compile(r"\b(?:of (?:them|these|whom)|it) $", re.IGNORECASE)
DEATH_CUE_AFTER = re.compile(
    r"[^.;]{0,30}? (?:was |were )?(?:put down to|blamed on|ascribed to|laid at)\b|(?: (?:was|were|that "
    r"were|deemed|considered|possibly|judged|thought to be|linked|which was|as))*"
    r" (?:(?:due|related|attribut\w+|linked|owing) to|(?:from|of|because of|as a result of|following|"
    r"after)) (?:an? |the |other |serious |severe )*"
    r"(?:adverse|side|complication|toxic|treatment|drug|study drug|infection|sepsis|septic|pneumoni|"
    r"bleeding|hemorrhage|haemorrhage|heart|cardiac|liver|kidney|respiratory|cytokine|infusion|therapy|"
    r"medication)"
    r"|[^.;]{0,90}?\b(?:due|related|attribut\w+|owing) to (?:\w+ ){0,2}?(?:side effects?|adverse|toxic|"
    r"complications?|treatment|the drugs?)\b",
    re.IGNORECASE,
)
LAID_TO = re.compile(r" (?:was |were )?(?:related|attributed|due|linked) to (?:the )?$", re.IGNORECASE)
FATAL_AFTER = re.compile(
    r" (?:cases?|events?|outcomes?|bleed\w*|infections?|reactions?|adverse|side|complications?|toxicit\w+|"
    r"pneumoni\w+|h[a]?emorrhages?|liver|hepat\w+|heart|cardiac|in (?:one|two|three|\d+))",
    re.IGNORECASE,
)
NO_DEATHS_AFTER = re.compile(
    r" (?:occurred|were (?:reported|seen|observed|recorded)|in either|among|during|due|related|attribut)",
    re.IGNORECASE,
)

LIST_GAP = re.compile(
    r"^[\s,;(){}\[\]]*(?:\b(?:and|or|as well as|plus|along with)\b)?[\s,(]*(?:\b(?:mild|moderate|severe|"
    r"serious|grade [1-5]|increased|new|other)\b ?)*$",
    re.IGNORECASE,
)
PATIENTS = (
    r"(?:the |all |study )*(?:patients|people|women|men|participants|subjects|children|adults|individuals|"
    r"recipients|volunteers|those|cases|users)"
)
PERSON = r"(?:patient|person|man|woman|child|boy|girl|participant|recipient)"
SAME_GAP = re.compile(
    r"^(?:,? ?(?:called|known as|or|also known as|termed)|:|)[\s(\"“]*(?:an? )?$", re.IGNORECASE
)
"""Between two words for one harm: "neuropathy (PN)", "a disorder called X"."""
OF_ALL_AFTER = re.compile(
    r"(?:[^.;(]{0,4}\(\w+\))?[)\]]?,? ?(?:all|each|both|occurr|were|was|in|affected|that)\b", re.IGNORECASE
)
PEOPLE_COUNT_BEFORE = re.compile(
    r"^[^.;,]{0,40}\b(?:in|by|struck|affected|troubled|hit|befell|among|bothered|dogged|plagued|forced) "
    r"(?:only |just )?$"
)
PEOPLE_COUNT_AFTER = re.compile(
    rf"(?: {PATIENTS}\b| m[ae]n\b| wom[ae]n\b| patient\b| person\b| of the\b|[,;.)]|$)"
)
_FELL_ILL = (
    r"(?:developed|(?:came|went|come) down with|(?:was|were) (?:later |then )?diagnosed with|contracted|"
    r"suffered(?: from)?|got|had)"
)
CASES_BEFORE = re.compile(
    rf"\b(?:(?:people|patients|women|men|participants|volunteers|children|person|patient|woman|man|child|"
    rf"them|whom|those)\b[^.;:]{{0,50}}? (?:later )?{_FELL_ILL}|(?:died|deaths?) (?:of|from)|"
    r"(?:a single|one|two|three|four|five|six|seven|eight|nine|ten|\d+|more|new|extra) "
    r"(?:new |extra |early |confirmed )*(?:cases?|episodes?) of|had (?:one|two|three|\d+)\b[^.;]{0,60}? "
    r"and (?:one|two|three|\d+))"
    r" (?:an? |another |early |new |acute |severe )*$",
    re.IGNORECASE,
)
"""Those who fell ill, before the name of the disease."""
CASES_AFTER = re.compile(
    r" (?:was |were |has been |had been )?(?:later |also |then )?(?:diagnosed in|arose in|developed in|"
    r"broke out in|"
    r"turned up in|struck|befell|was found in|appeared in|occurred in|(?:killed|took the lives? of))\b",
    re.IGNORECASE,
)
BY_ARM = re.compile(
    r"\b(?:on|in|with|given|taking|took|had|received?|receiving|assigned) (?:the |those |active |its )*"
    r"(?:drug|pill|tablet|capsule|jab|shot|vaccine|antibody|conjugate|combination|inhibitor|higher|lower|"
    r"treatment|treated|active|study|\w+ (?:arm|group))\b|\bplacebo\b",
    re.IGNORECASE,
)
HAD_GAP = re.compile(
    rf"^(?:,? ?(?:(?:of )?{PATIENTS}\b[^.;:()]{{0,60}}?|(?:of|in|on|with) [^.;:()]{{0,60}}?\)?|who|"
    rf"of [^.;:()]{{0,40}}?))?\s?"
    r"(?:will |would |may |later |also |then )*\b(?:had|ha(?:ve|d) had|experienc(?:ed|ing)|develop(?:ed)?|"
    r"suffer(?:ed|ing)?(?: from)?|reported|reporting|with|got|having|stopped\b.{0,40}\bbecause of|"
    r"discontinued\b.{0,40}\b(?:due to|because of)|complained of|who had|had to)"
    r"(?: (?:a|an|the|at least one|some|mild|severe|serious|moderate|new|another|any|"
    r"(?:treatment|drug|immune|infusion|vaccine)[ -]related|treatment-emergent|"
    r"grades? [1-5](?:(?: (?:or|to|and) (?:grade )?|[-–/])(?:[1-5]|higher|worse|above|greater))?|"
    r"only|mostly|either))*\s$",
    re.IGNORECASE,
)
COUNT_GAP = re.compile(
    rf"^ (?:(?:treatment|drug)-related |toxic |serious |severe |more |other |confirmed |"
    rf"{PATIENTS} )*(?:cases? of |(?:(?:{PATIENTS}|{PERSON}) )?(?:had|developed|experienced|suffered|got|"
    rf"died (?:of|from)|came down with|(?:was|were) (?:diagnosed|hospitali[sz]ed) with) (?:an? )?|"
    rf"episodes? of |events? of |instances? of )?$",
    re.IGNORECASE,
)
FELL_ILL_GAP = re.compile(
    rf"^ (?:(?:new|other|more|of them|of those|of the) )?(?:{PATIENTS}|{PERSON})\b[^.;:()]{{0,50}}? "
    rf"{_FELL_ILL}"
    r"(?: (?:an?|acute|mild|severe|serious|another|new))* $",
    re.IGNORECASE,
)
RATE_AT_ONCE = re.compile(
    r"\s?\(\w*\)?\s?[(\[]?[^()]{0,12}|\s?[(\[][^()]{0,12}|(?: \(\w+\))? in (?:only |about |just )?"
)
CHANCE_BEFORE = re.compile(
    r"\b(?:odds|chances?|risks?|hazards?|likelihood|rates?|incidence|number|frequency) (?:of|for) "
    r"(?:an? |the |having |another |further |their )*(?:\w+ )?$",
    re.IGNORECASE,
)
CHANGED_BY = re.compile(
    r"[^.;,]{0,40}\bby (?:about |nearly |more than |at least |over |almost |up to )*"
    r"(?:[\d.]+ ?(?:%|per)|(?:an?|one|two|three)[- ](?:half|third|quarter|fifth)|half\b)"
)
TURN_LEAD = re.compile(r"(?!.*\b(?:each|both|all)\b)[^.;]{0,100}")
TURN_GAP = re.compile(r",? (?:and )?")
RATE_GAP = re.compile(r"^(?:[^.;]|\.\d){0,45}$")
BASELINE_TABLE = Sought(
    r"\b(?:baseline|history of|comorbid|at (?:study )?entry|previous(?:ly)?|remission|respon[sd])",
    re.IGNORECASE,
)
AFTER_GAP = re.compile(r"^(?:[^.;]|\.\d){0,70}$")
COMPARED = re.compile(
    r"\b(?:compared|versus|vs?|against|and|than|while|whereas|but|as did)\b|[;/]", re.IGNORECASE
)
NEXT_CLAUSE = re.compile(r"[^.;,]{0,30}(?:,|\band\b|,\s*and\b|;)\s*(?:(?:about|only|just|another|nearly)\s)?")
OF_ONE_ARM = re.compile(
    r"[)\]]? (?:of|in|on|with|among|for) [^.;,]{2,70}?,? (?:and|versus|vs\.?|compared (?:with|to)|against)"
    r" (?:\w+ |only |just |about )?[(\[]?",
    re.IGNORECASE,
)
COMPARISON = re.compile(r"\b(?:compared|versus|vs?|than|against)\b", re.IGNORECASE)
BRACKETS_BETWEEN = re.compile(r"[)\]][^)\]]*[(\[]")
SAME_UNIT_GAP = re.compile(
    r"\s?(?:versus|vs?\.?|against|compared with|compared to|and|or|/)\s?", re.IGNORECASE
)
OTHER_ARM = re.compile(
    r"\b(?:placebo|controls?|comparator|sham|usual care|standard (?:care|therapy|treatment))\b", re.IGNORECASE
)
BASELINE = re.compile(
    r"^[^.;]{0,60}\b(?:before the (?:study|trial|treatment)|at baseline|at the start)", re.IGNORECASE
)
NEGATED = re.compile(
    r"\b(?:no (?:patients?|one|participants?) (?:had|has|suffered|developed|experienced)(?: an?)?|no|none|"
    r"without(?: any)?|nor|neither|zero)(?: (?:cases? of|treatment-related|drug-related|"
    r"serious|severe|new|reported|episodes of|signs? of|toxic|study|further))* ?$",
    re.IGNORECASE,
)

GRADE = re.compile(
    r"\b(?:grades?[ -]?|G(?=[1-5]))(?:[≥>]=? ?)?(?P<low>[1-5]|i{1,3}v?|iv|v)(?:(?P<more>\+| or (?:higher|"
    r"worse|above|"
    r"greater|more)| and (?:higher|above))|"
    r" ?(?:[-–/]| or | and | to )(?:grade )?(?P<high>[1-5]|i{1,3}v?|iv|v)\b)?"
    r"|(?:[≥>]=? ?grade |grades? ?[≥>]=? ?)(?P<least>[1-5])",
    re.IGNORECASE,
)
GRADE_BEFORE = re.compile(r"\bgrades?[ -](?:[1-5] ?(?:or|and|to|-|–|/) ?(?:grade )?)?$", re.IGNORECASE)
ANY_GRADE = re.compile(r"\b(?:of )?(?:any|all|every) grades?\b|[.] [A-Z]", re.IGNORECASE)
NOT_IN_LIST = re.compile(r"\b(?:occurred|had|was|while|but|whereas|stopped|quit)\b", re.IGNORECASE)
ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}


LEAD = 1200
"""Characters from the start in which an article names what it treats."""


MOST_IN_A_SENTENCE = 60
"""Harms read in one sentence: more is a table run together, and the time is quadratic in them."""


class Mention(NamedTuple):
    """A harm word in a sentence."""

    start: int
    end: int
    term: str
    is_disease: bool
    """Whether it is also the name of a disease that may be treated."""
    is_only_disease: bool
    """Whether it is no harm word at all."""


class ArmRate(NamedTuple):
    """A rate of one of two arms: its place, and its fields if the harm is told of this arm."""

    start: int
    end: int
    fields: Fact


class Rate(NamedTuple):
    """What a quantity says of a harm, with the numbers of the quantities used."""

    fields: Fact
    used: tuple[int, ...]
    arms: tuple[ArmRate, ...] = ()
    """The rates of two arms, in the order of the text."""


@dataclass
class Article:
    """What the whole article tells: its treated conditions."""

    text: str
    treated: frozenset[str]
    is_about_cancer: bool


@dataclass
class Scene:
    """A sentence with its mentions and quantities (by their number in the article)."""

    article: Article
    start: int
    end: int
    mentions: list[Mention]
    quantities: list[tuple[int, Quantity]]
    treatments: list[int]
    """Where it names a drug, a class or a placebo."""
    follows: bool = False
    """Whether a sentence shortly before speaks of harms."""

    @property
    def text(self) -> str:
        return self.article.text[self.start : self.end]

    def between(self, start: int, end: int) -> str:
        return self.article.text[start:end]


RISK_BY_BEFORE = re.compile(
    r"\b(?:risks?|odds|likelihood|chances?|incidence|rates?)\b[^.;:]{0,60}\bby (?:[a-z-]+ ){0,3}$", re.I
)
MORE_AFTER = re.compile(
    r" (?:relative |absolute )?(?:increased?|reduced|lower|higher|greater|more|fewer|less)\b"
)


def find_adverse_events(
    text: str, sentences: Sequence[Span], names: Sequence[Name], quantities: Sequence[Quantity]
) -> tuple[list[Fact], set[int]]:
    """ADVERSE_EVENT facts in text order, without `drugs`, and the numbers of the quantities consumed.

    Where a harm has the rates of two arms, `rates` holds both; attribute.py, which knows the arms, takes it.

    `names` are all names of the article, HARM terms among them. Rates are in percent; `other_percent` is the
    comparator's. A fact wins over a CONDITION name that it overlaps.
    """
    article = _read_article(text, names)
    facts: list[Fact] = []
    consumed: set[int] = set()
    accepted_in: list[tuple[Scene, list[Mention]]] = []
    last_harm = -1
    for scene in _scenes(article, sentences, names, quantities):
        # A later sentence of the same or the next paragraph goes on about the same harms.
        scene.follows = (
            last_harm >= 0 and text.count("\n", last_harm, scene.start) <= 2 and scene.start - last_harm < 400
        )
        accepted = [mention for mention in scene.mentions if _is_adverse_event(mention, scene)]
        if accepted or (STRONG.search(scene.text) and "\n" not in text[scene.end : scene.end + 1]):
            last_harm = scene.end
        accepted_in.append((scene, accepted))
    sure = {m.term for scene, accepted in accepted_in for m in accepted if _is_rated(m, scene)}
    for scene, accepted in accepted_in:
        again = [m for m in scene.mentions if m not in accepted and _is_told_again(m, scene, sure)]
        harms = sorted([*accepted, *again])
        for mention, rate in zip(harms, _rates(harms, scene), strict=True):
            facts.append(_fact(mention, rate, harms, scene))
            consumed.update(rate.used)
    return facts, consumed


def _is_told_again(mention: Mention, scene: Scene, sure: set[str]) -> bool:
    """Whether the harm has a rate elsewhere in the article, and nothing here makes something else of it:
    "Major bleeding was the real difference."
    """
    before = scene.between(max(scene.start, mention.start - 70), mention.start)
    return (
        mention.term in sure
        and mention.term != DEATH
        and not _is_ruled_out(mention, scene, before, strong=True)
        and not BASELINE_TABLE.search(scene.text)
        and not CHANCE_BEFORE.search(before)
    )


def _read_article(text: str, names: Sequence[Name]) -> Article:
    conditions = [name for name in names if name.kind == "CONDITION"]
    title_end = text.find("\n") if "\n" in text else 0
    treated = {
        name.name
        for name in conditions
        if name.end <= max(title_end, LEAD)
        and (
            name.end <= title_end
            or TREATED_BEFORE.search(text[max(0, name.start - 60) : name.start])
            or NOT_A_HARM_AFTER.match(text, name.end)
        )
    }
    cancers = Counter(bool(CANCER.search(name.name)) for name in conditions)
    return Article(text, frozenset(treated), cancers[True] >= 3)


def _scenes(
    article: Article, sentences: Sequence[Span], names: Sequence[Name], quantities: Sequence[Quantity]
) -> Iterator[Scene]:
    """The sentences that hold harm words or speak of harms."""
    text, mentions = article.text, _mentions(names)
    treatments = [name.start for name in sorted(names) if name.kind in TREATMENT_NAMES]
    at = [mention.start for mention in mentions]
    numbers = sorted(range(len(quantities)), key=lambda number: quantities[number].start)
    starts = [quantities[number].start for number in numbers]
    for start, end in sentences:
        own = [mentions[k] for k in _within(at, start, end)][:MOST_IN_A_SENTENCE]
        held = [(numbers[k], quantities[numbers[k]]) for k in _within(starts, start, end)] if own else []
        held = [(k, q) for k, q in held if not GRADE_BEFORE.search(text, max(0, q.start - 18), q.start)]
        held = [(k, q) for k, q in held if not _is_relative(text, q)]
        held = _share_unit(held[: 2 * MOST_IN_A_SENTENCE], text)
        named = [treatments[k] for k in _within(treatments, start, end)]
        yield Scene(article, start, end, own, held, named)


def _is_relative(text: str, quantity: Quantity) -> bool:
    """ "raised the risk of stroke by 30 percent", "17 percent more strokes": how much more, not how many."""
    return quantity.kind == "percent" and bool(
        RISK_BY_BEFORE.search(text, max(0, quantity.start - 110), quantity.start)
        or MORE_AFTER.match(text, quantity.end)
    )


def _share_unit(held: list[tuple[int, Quantity]], text: str) -> list[tuple[int, Quantity]]:
    """The same quantities, where "11 versus 14 percent" makes a percentage of the first too."""
    shared = list(held)
    for place, ((number, first), (_, second)) in enumerate(pairwise(held)):
        if (
            first.kind == "count"
            and second.kind == "percent"
            and SAME_UNIT_GAP.fullmatch(text[first.end : second.start])
        ):
            shared[place] = (number, first._replace(kind="percent"))
    return shared


def _within(starts: list[int], start: int, end: int) -> range:
    """The places in a sorted list that lie in [start, end)."""
    return range(bisect_left(starts, start), bisect_left(starts, end))


def _mentions(names: Sequence[Name]) -> list[Mention]:
    """The harm words; where a condition is longer, it with its name ("cancer" in "ovarian cancer")."""
    conditions = sorted(name for name in names if name.kind == "CONDITION")
    starts = [name.start for name in conditions]
    mentions: dict[int, Mention] = {}
    for harm in (name for name in names if name.kind == "HARM"):
        place = bisect_left(starts, harm.end) - 1
        rival = conditions[place] if place >= 0 and conditions[place].end > harm.start else None
        longer = rival is not None and rival.end - rival.start > harm.end - harm.start
        chosen = rival if rival is not None and longer else harm
        mentions[chosen.start] = Mention(chosen.start, chosen.end, chosen.name, rival is not None, longer)
    harms = [name.start for name in sorted(names) if name.kind == "HARM"]
    for name in conditions:
        if _within(harms, name.start, name.end):
            continue
        mentions.setdefault(name.start, Mention(name.start, name.end, name.name, True, True))
    return sorted(mentions.values())


def _is_adverse_event(mention: Mention, scene: Scene) -> bool:
    """Whether the context makes a harm of a treatment of this mention."""
    text = scene.article.text
    before = text[max(scene.start, mention.start - 70) : mention.start]
    if mention.term == DEATH:
        return _is_harmful_death(mention, scene, before)
    strong = STRONG.search(scene.text) or RISK.search(text[scene.start : mention.start])
    if _is_new_case(mention, scene, before):
        return True
    if _is_ruled_out(mention, scene, before, bool(strong)):
        return False
    if _is_rated_by_arm(mention, scene):
        return True
    if _is_rated(mention, scene):
        return True
    medium = bool(MEDIUM.search(scene.text))
    treatment = bool(scene.treatments) or bool(TREATMENT.search(scene.text))
    rate = any(_is_rate(quantity) for _, quantity in scene.quantities)
    if mention.is_only_disease:
        listed = bool(strong) and _is_listed(mention, scene)
        return listed or _is_second_cancer(mention, scene, bool(strong))
    if strong:
        return not mention.is_disease or medium or treatment or strong.start() < mention.start - scene.start
    if not mention.is_disease and NEGATED.search(before):
        return treatment or scene.follows or "here were no" in before
    if scene.follows and (treatment or rate or "\n" not in text[scene.start - 2 : scene.start]):
        return medium or rate
    if is_typical(mention.term):
        return medium or treatment
    return medium and treatment and (rate or not mention.is_disease)


def _is_new_case(mention: Mention, scene: Scene, before: str) -> bool:
    """Whether people under a treatment fell ill with another disease than the one treated or prevented."""
    if mention.term in scene.article.treated or NOT_A_HARM_AFTER.match(scene.article.text, mention.end):
        return False
    if VAGUE_CANCER.match(mention.term) and scene.article.is_about_cancer and mention.term != "leukemia":
        return False
    fell_ill = CASES_BEFORE.search(before) or CASES_AFTER.match(scene.between(mention.end, scene.end))
    if not fell_ill or BASELINE_TABLE.search(scene.text) or EFFICACY_BEFORE.search(before):
        return False
    rest = scene.between(mention.end, scene.end)
    if REDUCED_AFTER.match(rest) or FELL_AFTER.match(rest):
        return False
    return bool(scene.treatments or BY_ARM.search(scene.text)) or (scene.follows and bool(scene.quantities))


def _is_rated_by_arm(mention: Mention, scene: Scene) -> bool:
    """Whether two rates follow at once, as only harms have them: "rash (20% vs 11%)"."""
    if mention.is_only_disease:
        return False
    following = [other.start for other in scene.mentions if other.start > mention.start]
    limit = min([*following, scene.end])
    rates = [
        quantity
        for _, quantity in scene.quantities
        if mention.end <= quantity.start < limit and _is_rate(quantity)
    ]
    if len(rates) < 2 or not RATE_GAP.match(scene.between(mention.end, rates[0].start)):
        return False
    gap = scene.between(rates[0].end, rates[1].start)
    return len(gap) < 80 and bool(COMPARED.search(gap)) and not BASELINE_TABLE.search(scene.text)


def _is_rated(mention: Mention, scene: Scene) -> bool:
    """Whether the mention has a rate or a count of people of its own: "fatigue (48%)"."""
    if mention.is_only_disease or BASELINE_TABLE.search(scene.text):
        return False
    before = scene.between(mention.start - 40, mention.start)
    if CHANCE_BEFORE.search(before) or CHANGED_BY.match(scene.between(mention.end, scene.end)):
        return False
    return _own_rate(scene.mentions.index(mention), scene.mentions, scene) is not None


def _is_ruled_out(mention: Mention, scene: Scene, before: str, strong: bool) -> bool:
    """Whether the mention is what is treated, a symptom, part of a longer name, or an efficacy result."""
    text = scene.article.text
    if CANCER.search(mention.term) and not SECOND_CANCER.match(mention.term):
        new = NEW_CANCER_BEFORE.search(before) or text.startswith(" risk", mention.end)
        vague = new and VAGUE_CANCER.match(mention.term) and not scene.article.is_about_cancer
        if not vague and not _is_second_cancer(mention, scene, strong):
            return True
    worsening = re.search(r"\bworsening of (?:\w+ )?$", before)
    if mention.term in scene.article.treated and not worsening:
        return True
    if LOWER_RISK_BEFORE.search(text[max(scene.start, mention.start - 110) : mention.start]):
        return True
    if mention.term.startswith("lower ") and TO_LOWER.search(before):
        return True
    if _is_wanted(mention, scene, before):
        return True
    if (
        TYPE_OF_BEFORE.search(before)
        or TREATED_BEFORE.search(before)
        or (mention.is_disease and TESTED_IN.search(before))
        or NOT_A_HARM_AFTER.match(text, mention.end)
    ):
        return True
    lead = text[scene.start : mention.start]
    if SYMPTOMS_OF_DISEASE.search(lead) and not (strong and scene.treatments):
        return True
    return not strong and bool(EFFICACY_BEFORE.search(before)) and not scene.follows


def _is_wanted(mention: Mention, scene: Scene, before: str) -> bool:
    """Whether it is what became rarer, the infection that is cured, or the weight that was to be lost."""
    if REDUCTION_BEFORE.search(before) or FELL_AFTER.match(scene.between(mention.end, scene.end)):
        return True
    if REDUCED_BY_AFTER.match(scene.between(mention.end, scene.end)):
        return bool(EFFICACY_VERB.search(scene.between(scene.start, mention.start)))
    if mention.term.startswith("infection") and THE_INFECTION_BEFORE.search(before):
        return True
    return bool(WEIGHT.match(mention.term) and OBESITY.search(scene.article.text))


def _is_second_cancer(mention: Mention, scene: Scene, strong: bool) -> bool:
    """ "tamoxifen raises the risk of endometrial cancer": another cancer than the one that is treated."""
    if mention.term in scene.article.treated or not scene.treatments or VAGUE_CANCER.match(mention.term):
        return False
    raised = RAISED_RISK_BEFORE.search(scene.between(scene.start, mention.start))
    return bool(raised) or (strong and _is_listed(mention, scene))


def _is_listed(mention: Mention, scene: Scene) -> bool:
    """Whether a mention stands in a list with a sure harm word."""
    others = [other for other in scene.mentions if not other.is_only_disease and other.term != DEATH]
    return any(
        LIST_GAP.match(scene.between(min(mention.end, other.end), max(mention.start, other.start)))
        for other in others
    )


def _is_harmful_death(mention: Mention, scene: Scene, before: str) -> bool:
    """Whether a death is reported as a harm, and not as an endpoint or a number of the disease's victims."""
    text = scene.article.text
    word = text[mention.start : mention.end].lower()
    if before.lower().endswith(("non-", "non", "non‑")):
        return False
    harms = [other for other in scene.mentions if other.end <= mention.start and other.term != DEATH]
    if (scene.follows or harms) and DIED_OF_IT.match(text, mention.end):
        return True
    if harms and OF_THEM_BEFORE.search(before) and _is_adverse_event(harms[-1], scene):
        return True
    if word == "fatal":
        return bool(FATAL_AFTER.match(text, mention.end)) and bool(scene.follows or STRONG.search(scene.text))
    if DEATH_CUE_AFTER.match(text, mention.end) or (
        COUNTED_DEATH.search(before) and STRONG.search(scene.text)
    ):
        return True
    if any(LAID_TO.fullmatch(scene.between(mention.end, at)) for at in scene.treatments):
        return True
    if scene.follows and re.match(
        r" (?:was|were) (?:recorded|reported|seen|observed)", text[mention.end : mention.end + 20]
    ):
        return True
    if DEATH_CUE_BEFORE.search(before):
        return not before.lower().endswith("no ") or bool(
            NO_DEATHS_AFTER.match(text, mention.end) or scene.follows
        )
    return False


def _rates(mentions: list[Mention], scene: Scene) -> list[Rate]:
    """The rate of each mention: its own, or the one that its list shares."""
    own = [_own_rate(number, mentions, scene) for number in range(len(mentions))]
    shared = _shared_before(mentions, scene) if mentions else None
    own = [in_turn or rate for in_turn, rate in zip(_rates_in_turn(mentions, scene), own, strict=True)]
    rates: list[Rate] = []
    for number, rate in enumerate(own):
        rates.append(rate or _from_list(number, mentions, own, scene) or shared or Rate({}, ()))
    return rates


def _rates_in_turn(mentions: list[Mention], scene: Scene) -> list[Rate | None]:
    """The rates of "fatigue, vomiting and diarrhea ... in 14, 11 and 13 percent", None for other mentions."""
    rates: list[Rate | None] = [None] * len(mentions)
    first = 0
    for last, mention in enumerate(mentions):
        following = mentions[last + 1] if last + 1 < len(mentions) else None
        if following and LIST_GAP.match(scene.between(mention.end, following.start)):
            continue
        figures = _figures_in_turn(mention.end, following.start if following else scene.end, scene)
        if last > first and len(figures) == last - first + 1:
            for place, (number, quantity) in enumerate(figures, start=first):
                rates[place] = Rate({"percent": quantity.value}, (number,))
        first = last + 1
    return rates


def _figures_in_turn(start: int, end: int, scene: Scene) -> list[tuple[int, Quantity]]:
    """A list of percentages, whose unit may stand at the last alone; two must not be two arms'."""
    run: list[tuple[int, Quantity]] = []
    for number, quantity in scene.quantities:
        if not start <= quantity.start < end or quantity.kind not in ("count", "percent"):
            continue
        if run and not TURN_GAP.fullmatch(scene.between(run[-1][1].end, quantity.start)):
            if run[-1][1].kind == "percent":
                break
            run = []
        if run or TURN_LEAD.fullmatch(scene.between(start, quantity.start)):
            run.append((number, quantity))
    if not run or run[-1][1].kind != "percent":
        return []
    rest = scene.between(run[-1][1].end, min(end, run[-1][1].end + 60))
    alone = len(run) > 2 or "respectively" in rest or not (TREATMENT.search(rest) or COMPARED.search(rest))
    return run if alone else []


def _own_rate(number: int, mentions: list[Mention], scene: Scene) -> Rate | None:
    """The rate after the mention ("(40% vs 27%)", "occurred in 10%"), or before it ("55 percent had")."""
    mention = mentions[number]
    following = mentions[number + 1] if number + 1 < len(mentions) else None
    limit = following.start if following else scene.end
    floor = mentions[number - 1].end if number else scene.start
    after = [
        entry
        for entry in scene.quantities
        if mention.end <= entry[1].start < limit
        and _is_rate(entry[1])
        and not (entry[1].bound and scene.between(mention.end, entry[1].start) == " of ")
        and not scene.between(entry[1].end, scene.end).startswith(" as ")
        and not (_opens_clause(mention, entry[1], scene) and _is_before(entry[1], following, scene))
    ]
    before = [entry for entry in scene.quantities if floor <= entry[1].start < mention.start]
    at_once = bool(after) and RATE_AT_ONCE.fullmatch(scene.between(mention.end, after[0][1].start))
    if not at_once and before and _leads_to(before[-1][1], mention, scene):
        return _rate_before(before, mention, following, scene)
    people = [
        entry
        for entry in scene.quantities
        if mention.end <= entry[1].start < limit and entry[1].kind == "count"
    ]
    if (
        people
        and (not after or people[0][1].start < after[0][1].start)
        and _counts_people(people[0][1], mention, scene)
    ):
        return Rate(_fields(people[0][1]), (people[0][0],))
    gap = scene.between(mention.end, after[0][1].start) if after else ""
    if after and AFTER_GAP.match(gap) and (not COMPARISON.search(gap) or _are_paired(after, gap, scene)):
        return _read_rate(after, scene, limit)
    return None


def _are_paired(after: list[tuple[int, Quantity]], gap: str, scene: Scene) -> bool:
    """ "was rarer than with the old schedule (7% v 16%)": both rates in a bracket behind both arms."""
    if len(after) < 2 or not gap.endswith("("):
        return False
    return bool(SAME_UNIT_GAP.fullmatch(scene.between(after[0][1].end, after[1][1].start)))


def _counts_people(quantity: Quantity, mention: Mention, scene: Scene) -> bool:
    """ "pneumonitis struck 17 women", "in one man": a count of those who had the harm, after it."""
    before = PEOPLE_COUNT_BEFORE.match(scene.between(mention.end, quantity.start))
    return bool(before and PEOPLE_COUNT_AFTER.match(scene.between(quantity.end, scene.end)[:30]))


def _leads_to(quantity: Quantity, mention: Mention, scene: Scene) -> bool:
    gap = scene.between(quantity.end, mention.start)
    if quantity.kind == "count" and quantity.bound is None:
        return bool(COUNT_GAP.match(gap) or FELL_ILL_GAP.match(gap)) or (
            mention.term == DEATH and bool(re.match(rf"^(?: \w+)? ?{PATIENTS}? ?$", gap))
        )
    if mention.term == DEATH and _is_rate(quantity):
        return len(gap) < 60 and "." not in gap
    return _is_rate(quantity) and bool(HAD_GAP.match(gap))


def _rate_before(
    before: list[tuple[int, Quantity]], mention: Mention, following: Mention | None, scene: Scene
) -> Rate:
    """ "55 percent had anemia, compared with 38 percent": the quantity before, the comparator after."""
    number, quantity = before[-1]
    if len(before) > 1 and _are_two_arms(before[-2][1], quantity, scene):
        return _two_arms(before[-2], before[-1], scene, mention.start)
    later = [
        e
        for e in scene.quantities
        if e[1].start >= mention.end and e[1].kind == quantity.kind and _is_rate(e[1])
    ]
    if later and BASELINE.match(scene.between(mention.end, later[0][1].start)):
        return Rate(_fields(later[0][1]), (number, later[0][0]))
    gap = scene.between(mention.end, later[0][1].start) if later else "."
    is_next = bool(later) and _is_before(later[0][1], following, scene)
    if later and not is_next and len(gap) < 90 and COMPARED.search(gap):
        return _two_arms((number, quantity), later[0], scene, scene.end)
    return Rate(_fields(quantity), (number,))


def _opens_clause(mention: Mention, quantity: Quantity, scene: Scene) -> bool:
    """ "nausea, 4 percent had ...": the quantity begins what is said of the next harm."""
    return bool(NEXT_CLAUSE.fullmatch(scene.between(mention.end, quantity.start)))


def _are_two_arms(first: Quantity, second: Quantity, scene: Scene) -> bool:
    """ "11% of those on X and 5% of those on Y had ...": both in front of the harm, each with its people."""
    gap = scene.between(first.end, second.start)
    return first.kind == second.kind and _is_rate(second) and bool(OF_ONE_ARM.fullmatch(gap))


def _is_before(quantity: Quantity, following: Mention | None, scene: Scene) -> bool:
    """Whether the quantity is the next mention's: "1 percent had clots and 2 percent had bleeding"."""
    return (
        following is not None and quantity.start < following.start and _leads_to(quantity, following, scene)
    )


def _read_rate(after: list[tuple[int, Quantity]], scene: Scene, limit: int) -> Rate:
    """The first quantity after a mention, and the second where it is the other arm's."""
    first = after[0]
    if len(after) > 1 and after[1][1].kind == first[1].kind:
        gap = scene.between(first[1].end, after[1][1].start)
        joint = COMPARED if not BRACKETS_BETWEEN.search(gap) else COMPARISON
        if len(gap) < 110 and joint.search(gap) and not re.search(r"\bgrade\b", gap):
            return _two_arms(first, after[1], scene, limit)
    return Rate(_fields(first[1]), (first[0],))


def _two_arms(first: tuple[int, Quantity], second: tuple[int, Quantity], scene: Scene, limit: int) -> Rate:
    """The studied drug's rate and the other; the first is the drug's unless its words name the control."""
    after_first = scene.between(first[1].end, second[1].start)
    after_second = scene.between(second[1].end, min(limit, second[1].end + 60))
    label = COMPARED.split(after_first)[0]
    arms = (_arm_rate(first[1], second[1]), _arm_rate(second[1], first[1]))
    turned = OTHER_ARM.search(label) and not OTHER_ARM.search(after_second)
    return Rate(arms[1 if turned else 0].fields, (first[0], second[0]), arms)


def _arm_rate(own: Quantity, rival: Quantity) -> ArmRate:
    other = _percent(rival)
    return ArmRate(own.start, own.end, _fields(own) | ({} if other is None else {"other_percent": other}))


def _from_list(number: int, mentions: list[Mention], own: list[Rate | None], scene: Scene) -> Rate | None:
    """The rate that a list shares: "headache and nausea, each in 10%", "1 percent had fever and chills"."""
    return _from_later(number, mentions, own, scene) or _from_earlier(number, mentions, own, scene)


def _from_later(number: int, mentions: list[Mention], own: list[Rate | None], scene: Scene) -> Rate | None:
    """The rate after the list's last item, if it says that it is of all, or if all are names of one harm."""
    same = True
    for left, right, rate in zip(mentions[number:], mentions[number + 1 :], own[number + 1 :], strict=False):
        if not _are_listed(left, right, scene):
            return None
        same = same and bool(SAME_GAP.match(scene.between(left.end, right.start)))
        if rate and rate.used:
            of_all = OF_ALL_AFTER.match(scene.between(right.end, scene.end)[:60])
            return rate if same or of_all or "bound" in rate.fields else None
    return None


def _from_earlier(number: int, mentions: list[Mention], own: list[Rate | None], scene: Scene) -> Rate | None:
    """The rate before the list's first item: "1 percent had fever and chills"."""
    while number and _are_listed(mentions[number - 1], mentions[number], scene):
        number -= 1
        rate = own[number]
        if rate:
            places = [quantity.start for entry, quantity in scene.quantities if entry in rate.used]
            return rate if places and min(places) < mentions[number].start else None
    return None


def _are_listed(left: Mention, right: Mention, scene: Scene) -> bool:
    gap = scene.between(left.end, right.start)
    return bool(LIST_GAP.match(gap) or SAME_GAP.match(gap))


def _shared_before(mentions: list[Mention], scene: Scene) -> Rate | None:
    """A threshold that goes before a list: "the most common side effects (in at least 10%) were ..."."""
    cue = STRONG.search(scene.text)
    for number, quantity in scene.quantities:
        if quantity.start >= mentions[0].start:
            return None
        if cue and quantity.kind == "percent" and quantity.bound == "min":
            return Rate(_fields(quantity), (number,))
    return None


def _is_rate(quantity: Quantity) -> bool:
    return quantity.kind in {"percent", "ratio"} or (
        quantity.kind == "count" and quantity.form == "quantifier"
    )


def _percent(quantity: Quantity) -> Any:
    if quantity.kind == "ratio":
        return tidy(quantity.percent)
    return quantity.value if quantity.kind == "percent" else None


def _fields(quantity: Quantity) -> Fact:
    """The numeric fields of a quantity: n, total, percent, bound."""
    if quantity.kind == "percent":
        fields = {"percent": quantity.value, "bound": quantity.bound}
    elif quantity.kind == "ratio":
        fields = {"n": tidy(quantity.n), "total": tidy(quantity.total), "percent": tidy(quantity.percent)}
    else:
        fields = {"n": quantity.value, "bound": quantity.bound}
    return {key: value for key, value in fields.items() if value is not None}


def _fact(mention: Mention, rate: Rate, mentions: list[Mention], scene: Scene) -> Fact:
    """The fact in the form of the gold: type, span, term, then what is stated."""
    text = scene.between(mention.start, mention.end)
    fact: Fact = {
        "type": "ADVERSE_EVENT",
        "start": mention.start,
        "end": mention.end,
        "text": text,
        "term": mention.term,
    }
    grade = _grade(mention, mentions, scene)
    if grade:
        fact["grade"] = grade
    if not rate.used and NEGATED.search(scene.between(scene.start, mention.start)):
        return fact | {"n": 0}
    return fact | rate.fields | ({"rates": rate.arms} if rate.arms else {})


def _grade(mention: Mention, mentions: list[Mention], scene: Scene) -> str | None:
    """The grade before the mention, of its list, or right after it: "grade 3/4 neutropenia"."""
    place = mentions.index(mention)
    limit = mentions[place + 1].start if place + 1 < len(mentions) else scene.end
    after = scene.between(mention.end, limit)
    found = GRADE.search(after[:40])
    if found and re.match(r"^(?: \w+)? ?(?:of |\(|, )?$", after[: found.start()]):
        return _read_grade(found)
    grades = list(GRADE.finditer(scene.between(scene.start, mention.start)))
    if not grades:
        return None
    between = scene.between(scene.start + grades[-1].end(), mention.start)
    earlier = [other for other in mentions[:place] if other.start > scene.start + grades[-1].end()]
    close = len(between) < 45 if not earlier else _is_rated_list(between)
    return _read_grade(grades[-1]) if close and not ANY_GRADE.search(between) else None


def _is_rated_list(between: str) -> bool:
    """Whether words between a grade and a later mention are a list, with rates in or without brackets."""
    bare = re.sub(r"\([^()]*\)|\[[^\[\]]*\]|[\d.·]+ ?(?:%|per ?cent)?", "", between)
    return len(bare) < 130 and not NOT_IN_LIST.search(bare)


def _read_grade(match: re.Match[str]) -> str:
    """The form of the gold: "3", "3-4", ">=3"."""
    if match["least"]:
        return f">={match['least']}"
    low = ROMAN.get(match["low"].lower(), match["low"])
    if match["more"] or re.match(r"grades?[ -][≥>]", match[0], re.IGNORECASE):
        return f">={low}"
    if match["high"]:
        return f"{low}-{ROMAN.get(match['high'].lower(), match['high'])}"
    return low
