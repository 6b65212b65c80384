"""Trial phases: "phase III", "Phase 2b", "phase I/II", "phase 2 and 3 trials"."""

from __future__ import annotations

import re

from pipeline.extract.sought import Sought
from pipeline.extract.spans import Name

_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_WORDS = {"one": "1", "two": "2", "three": "3", "four": "4"}
_DIGITS = {**_ROMAN, **_WORDS, "1": "1", "2": "2", "3": "3", "4": "4"}
# The values of schema.Phase; a combination that is none of them loses its letters or its second part.
_PHASES = frozenset({"1", "1a", "1b", "1/2", "2", "2a", "2b", "2/3", "3", "3a", "3b", "4"})

_NUMBER = r"(?:(?:III|II|IV|I|[1-4])[abAB]?|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|ONE|TWO|THREE)(?![\w%]|\.\d)"
_PHASE = Sought(
    rf"\b(?P<phase>[Pp]hases?|PHASES?|Ph\.?(?=[\s-]?\d))(?:[\s\u00a0]*[-‐‑–:][\s\u00a0]*|[\s\u00a0]+|(?=\d))"
    rf"(?P<number>{_NUMBER}(?:\s?[/‐‑–-]\s?(?:[Pp]hase\s)?{_NUMBER})?)"
)
# A further phase in the same phrase: "phase 2 and 3 trials", "phases I, II and III".
_FURTHER = re.compile(rf"(?:,\s(?:and\s|or\s)?|\s(?:and|or|to|through)\s)(?P<number>{_NUMBER})")
_TRIAL_NOUN = re.compile(
    r"[\s,]*(?:[\w-]{1,20}\s){0,4}?(?:trials?|stud(?:y|ies)|tests?|testing|programs?|programmes?|research"
    r"|data|"
    r"development|results|clinical)\b",
    re.IGNORECASE,
)
# What follows a phase that is no trial's: a unit that runs phase I trials ...
_UNIT = re.compile(
    r"\s(?:[A-Z&][\w&]*\s|and\s|in\s|of\s){0,5}?"
    r"(?:Units?|Cent(?:er|re)|Clinic|Service|Section|Division|Department|Consortium|Network|Committee)\b"
    r"|\s(?:Clinical\s(?:Trials\s)?)?Program(?:me)?\s(?:at|of|in)\b"
    r"|\sand\s(?:[A-Z]\w+\s){1,4}Program(?:me)?\b"
)
# A phase of the body's: "luteal phase 2".
_BODY_BEFORE = re.compile(
    r"\b(?:luteal|follicular|menstrual|cell|sleep|manic|acute|metabolic)\s$", re.IGNORECASE
)
# ... a part of one trial, or a stage of drug metabolism.
_NO_TRIAL = re.compile(
    r"\sof\s(?:the|this|our|their|its|a)\s(?:[\w-]+\s)?"
    r"(?:trial|study|project|menstrual|cell|cardiac|action|roll-?out|pandemic)\b"
    r"|\s(?:drug\s)?(?:metaboli\w+|enzymes?|reactions?|conjugation|repolari[sz]ation)\b"
    r"|\sinsulin\s(?:response|secretion|release)\b",
    re.IGNORECASE,
)


def find_phases(text: str) -> list[Name]:
    """Every mention of a trial's phase, in text order; `name` is a value of schema.Phase.

    The span is "phase III" whole, or the number alone where the word is not repeated: "[phase 2] and [3]".
    Not: "late-stage", the "second phase" of a study, a unit's name ("Phase I Clinic"), drug metabolism.
    """
    found: list[Name] = []
    for match in _PHASE.finditer(text):
        if not _is_of_trial(text, match):
            continue
        found.append(Name(match.start(), match.end(), "PHASE", _normal_form(match["number"])))
        found.extend(_further_phases(text, match))
    return found


def _is_of_trial(text: str, match: re.Match[str]) -> bool:
    """Whether the words around leave it the phase of a trial."""
    if _UNIT.match(text, match.end()) or _NO_TRIAL.match(text, match.end()):
        return False
    if _BODY_BEFORE.search(text, max(0, match.start() - 16), match.start()):
        return False
    # "Phase two" in letters is also the second part of anything, "Ph 3" a heading: a trial noun must follow.
    spelled = match["number"][0].isalpha() and match["number"].lower()[0] in "otf"
    sure = not spelled and "a" in match["phase"].lower()
    return sure or _TRIAL_NOUN.match(text, match.end()) is not None


def _further_phases(text: str, match: re.Match[str]) -> list[Name]:
    """The other phases of a coordination, where it ends in a trial noun or began with "phases"."""
    found: list[Name] = []
    end = match.end()
    while further := _FURTHER.match(text, end):
        found.append(Name(*further.span("number"), "PHASE", _normal_form(further["number"])))
        end = further.end()
    if match["phase"].lower().endswith("s") or _TRIAL_NOUN.match(text, end, end + 90):
        return found
    return []


def _normal_form(number: str) -> str:
    """ "IIb" -> "2b", "I/II" -> "1/2", "1b-2" -> "1/2"."""
    parts = [part.strip().lower() for part in re.split(r"[/‐‑–-]", re.sub(r"[Pp]hase\s", "", number))]
    phases = [_DIGITS.get(part) or _DIGITS[part[:-1]] + part[-1] for part in parts]
    whole = "/".join(phases)
    bare = "/".join(phase[0] for phase in phases)
    return whole if whole in _PHASES else bare if bare in _PHASES else phases[0][0]
