"""In what standing a figure is given: a result, or earlier treatment, eligibility, background, a hope, an
animal.
"""

from __future__ import annotations

import re

from pipeline.extract.roles.claim import Claim
from pipeline.extract.sought import Sought
from pipeline.extract.spans import Quantity
from pipeline.extract.window import Sentence

RESULT = "result"

_EARLIER = re.compile(
    r"\b(?:most recent (?:prior )?(?:therapy|treatment)|(?:prior|previous|earlier|"
    r"preceding) (?:lines?|therap(?:y|ies)|treatments?|regimens?)|had (?:already |"
    r"previously )?(?:failed|progressed on|progressed after|relapsed after|relapsed on|"
    r"not responded to|received (?:\w+ ){0,3}(?:prior|previous))|"
    r"previously (?:treated|received|responded)|before (?:entering|enrolling|"
    r"joining) the (?:study|trial)|after that therapy|refractory to|resistant to|pretreated|"
    r"pre-treated)\b"
)
_ELIGIBLE = re.compile(
    r"\b(?:eligib\w+|inclusion criteri\w+|exclusion criteri\w+|(?:had|have|needed|"
    r"required) to (?:have|be)|must have|were required to|qualified|exclud(?:ed|ing))\b"
)
_MUST_HAVE = re.compile(
    r"\b(?:(?:had|have|needed|required) to (?:have|be)|must (?:have|be)|were required to|eligible if|"
    r"(?:inclusion|exclusion|entry) criteri\w+|to (?:qualify|be eligible|enter))\b"
)
_POPULATION = Sought(
    r"\b(?:(?:five|ten|5|10|one|two|1|2)[- ]year (?:relative )?survival rates? (?:for|among|of|"
    r"in) (?:people|those|patients) (?:with|diagnosed)|survive (?:five|ten|5|10|a|one|two) years?|"
    r"people (?:with|diagnosed|living)|patients (?:with|diagnosed) [^.;]{0,60}(?:survive|live)\b|"
    r"someone diagnosed|life expectancy|"
    r"(?:after|at|of|from) diagnosis|alive (?:at )?five years|those diagnosed|of people with|"
    r"prognosis|if left untreated|left untreated|without treatment|natural history|"
    r"american cancer society|according to (?:the )?(?:nci|cdc|who|seer|national cancer institute|"
    r"centers for disease)|each year|every year|annually)\b"
)
_HOPE = re.compile(
    r"\b(?:objective of (?:proving|showing)|designed to (?:show|detect|prove)|powered to|"
    r"(?<!could )(?<!can )hop(?:e|"
    r"es|ed|ing) (?:to|that|for)\b|analysts (?:had |have )?(?:expect|forecast|predict)\w*|(?:had |"
    r"have )expected an?\b|would be needed|(?:is|was|are|were) needed to\b|aim(?:s|"
    r"ed)? to (?:show|achieve)|target of|assum(?:ed|ing|es)|if approved|goal (?:is|was|"
    r"of) [\w ]{0,20}(?:percent|%)|"
    r"primary (?:end ?point|objective|goal) (?:of|is|was) (?:proving|to show|a greater)|"
    r"expected to (?:reach|show|yield)|would need)\b"
)
_IN_ANIMALS = re.compile(
    r"\W*in (?:an? )?(?:\w+ )?(?:mice|rats?|monkeys|dogs|rabbits|pigs|animals?|vitro|cell lines?|"
    r"mouse|test tubes?)\b"
)
_PLANNED = re.compile(
    r"\b(?:plans?|planning|intends?|aims?|hopes?|expects?|expected|will|"
    r"to|would)\s+(?:to\s+|be\s+)?(?:enroll?(?:ed)?|recruit|include|involve|randomi[sz]e|test|follow(?:ed)?|"
    r"need|require)\b[^.;]{0,30}$"
)
_PRECLINICAL = re.compile(
    r"\b(?:mice|mouse|rats?|monkeys|in vitro|cell lines?|animal (?:models?|studies)|xenografts?|"
    r"preclinical|test tube)\b"
)
_ANIMALS = re.compile(
    r"\b(?:mice|mouse|rats?|monkeys|macaques|dogs|rabbits|pigs|animals|primates|hamsters|ferrets)\b"
)
_NATURAL = re.compile(r"\bwithout treatment\b|\b(?:if|left|when) untreated\b|\bnatural history\b")
_TREATED = re.compile(
    r"\b(?:treat(?:ed|ment|ments)|therap(?:y|ies)|chemotherap\w+|drugs?|surgery|placebo|received|"
    r"given|regimen|standard|combination)\b"
)

_JUDGED = frozenset(
    {"RESPONSE", "SURVIVAL", "EFFECT", "ENROLLMENT", "FOLLOW_UP", "DURATION", "ADVERSE_EVENT"}
)


def find_standing(sentence: Sentence, quantity: Quantity, claim: Claim) -> tuple[str, str]:
    """(standing, why) of a claimed fact: "result", or why the figure is none of this study's.

    A cited comparator ("typically survive four to six months, even with aggressive chemotherapy") is a
    result;
    what becomes of people in general is background.
    """
    if claim.role == "DOSE" and _ANIMALS.search(_clause(sentence.lower, quantity.start - sentence.start)):
        return "preclinical", "given to animals"
    if claim.role not in _JUDGED:
        return RESULT, ""
    lower = sentence.lower
    position = quantity.start - sentence.start
    if _PRECLINICAL.search(_part(lower, position)) or _IN_ANIMALS.match(lower):
        return "preclinical", "an animal or laboratory study"
    if claim.role in ("RESPONSE", "SURVIVAL", "EFFECT"):
        part = _part(lower, position)
        if _HOPE.search(part):
            return "hypothetical", "a goal or a hope"
        if _ELIGIBLE.search(part) and claim.role != "EFFECT":
            return "eligibility", "a condition of entry"
    if claim.role == "DURATION" and _MUST_HAVE.search(_part(lower, position)):
        return "eligibility", "a condition of entry"
    if claim.role in ("ENROLLMENT", "FOLLOW_UP") and _PLANNED.search(lower[:position]):
        return "hypothetical", "people still to be enrolled or followed"
    if claim.role in ("RESPONSE", "DURATION") and _is_earlier(lower, quantity, sentence, claim):
        return "earlier_treatment", "what came of earlier treatment"
    if claim.role == "SURVIVAL" and _is_population(sentence):
        return "background", "people in general, not the study"
    return RESULT, ""


_EARLIER_RESULT = re.compile(
    r"\b(?:had|have|has)\s+(?:already |once |previously |earlier )+(?:respond|achiev|reach|had|"
    r"been)|\b(?:earlier|previously|once)\s+(?:responded|achieved|reached|had)|"
    r"\b(?:previous|prior|earlier)\s+(?:[\w-]+\s+){1,3}(?:had\s+)?(?:produced|helped|brought|"
    r"induced|achieved)|\bhad (?:produced|helped|brought|induced)\b"
)


_LASTED_BEFORE = re.compile(
    r"\b(?:most recent|prior|previous|earlier|last) (?:[\w-]+ ){0,2}(?:treatment|therapy|regimen|"
    r"line)\b[^.;]{0,24}(?:lasted|went on)\b[^.;]{0,20}$"
)


def _is_earlier(lower: str, quantity: Quantity, sentence: Sentence, claim: Claim) -> bool:
    """Whether the words that speak of earlier treatment stand right at the figure or its cue, in one
    clause with them.
    """
    position = quantity.start - sentence.start
    if claim.role == "RESPONSE":
        return _EARLIER_RESULT.search(lower[max(0, position - 70) : position + 60]) is not None
    if _LASTED_BEFORE.search(lower[:position]):
        return True
    start = max(lower.rfind(mark, 0, position) for mark in (", ", "; ", " and "))
    return _EARLIER.search(lower[max(start, position - 60) : position]) is not None


def _part(lower: str, position: int) -> str:
    """The words between the commas around a position."""
    start = max(lower.rfind(mark, 0, position) for mark in (", ", "; ")) + 1
    ends = [e for mark in (", ", "; ") if (e := lower.find(mark, position)) >= 0]
    return lower[start : min(ends, default=len(lower))]


def _clause(lower: str, position: int) -> str:
    start = max(lower.rfind(mark, 0, position) for mark in (";", ", but ", ", while ", ", whereas ")) + 1
    ends = [e for mark in (";", ", but ", ", while ", ", whereas ") if (e := lower.find(mark, position)) >= 0]
    return lower[start : min(ends, default=len(lower))]


def _is_population(sentence: Sentence) -> bool:
    if not sentence.shows(_POPULATION):
        return False
    if sentence.shows(_NATURAL):
        return True
    named = any(name.kind in ("DRUG", "DRUG_CLASS", "PLACEBO") for name in sentence.names)
    return not named and not sentence.shows(_TREATED)
