"""Harm terms: words that can be the adverse events of a treatment, whether or not they are here.

A table of event words, heads with their modifiers ("Candida infection", "hepatic toxicity"), and the lay
phrases of the news ("low white blood cell counts", "a drop in their platelet count").
roles/adverse_event.py decides by the context which of them are harms of a treatment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from pipeline.extract.names.anchored import Anchored
from pipeline.extract.names.phrase import (
    Unit,
    Vocabulary,
    Words,
    are_joined,
    plain,
    read_rows,
)
from pipeline.extract.spans import Name

RANK = ("typical", "harm", "death", "generic", "head", "modifier")

EVENTS = frozenset({"typical", "harm", "head"})

DEATH = "death"
"""The term of "deaths", "died", "fatal"."""

_CELL = (
    r"(?:(?:white|red)[ -](?:blood[ -])?cells?|white[ -]blood|blood[ -]cells?|blood[ -]platelets?|"
    r"platelets?|neutrophils?|"
    r"lymphocytes?|h[a]?emoglobin|blood(?= counts?))"
)
_SUBSTANCE = (
    r"(?:blood (?:sugar|pressure|glucose|lipids|fats?)|cholesterol|liver enzymes?|liver function|"
    r"triglycerides?|potassium|"
    r"sodium|magnesium|phosphate|calcium|creatinine|lipase|amylase|bilirubin|uric acid|"
    r"creatine (?:phospho)?kinase|thyroid hormones?|"
    r"testosterone|"
    r"iron|oxygen|heart rate|body temperature|bone density|bone mineral density|libido|sex drive|appetite|"
    r"(?:(?:alanine|aspartate) )?aminotransferases?|transaminases?|glucose|ALT|AST|albumin)"
)
_LEVEL = r"(?:[ -](?:counts?|levels?|production|tests?))"
_CHANGED = (
    r"(?:low(?:er(?:ed)?)?|reduced|decreased|diminished|depleted|dropping|falling|elevated|high(?:er)?|"
    r"increased|raised|"
    r"rising|abnormal|poor)"
)
_CHANGE = r"(?:drops?|falls?|decreases?|reductions?|declines?|increases?|rises?|elevations?|loss)"
_ORGAN = (
    r"(?:lungs?|brain|colon|liver|kidneys?|heart|eyes?|stomach|bowel|intestines?|legs?|arms?|feet|hands?|"
    r"ankles?|palms|soles|fingertips|skin|"
    r"joints?|muscles?|bones?|bladder|rectum|pancreas|thyroid(?: gland)?|throat|mouth|nose|gums|urine|"
    r"stools?|"
    r"chest|abdomen|head|jaw|fingers?|toes|extremities|limbs|injection site|face|tongue|lips?|veins?|"
    r"arter(?:y|ies)|"
    r"nerves|gut|airways|optic nerve|heart muscle|spinal cord|kidney function|liver function|"
    r"digestive tract|stomach lining|lining of the mouth)"
)
_THE = r"(?:the |their |his |her |a |an |patients[’'] )?"
LAY_PHRASES = Anchored(
    rf"(?:fever (?:along )?with {_THE}{_CHANGED} {_CELL}{_LEVEL}"
    rf"|{_CHANGED} {_THE}(?:levels? of {_THE}|numbers? of |counts? of )?(?:{_CELL}{_LEVEL}|"
    rf"{_SUBSTANCE}{_LEVEL}?|"
    rf"{_CELL}s\b)"
    rf"|(?:severe )?{_CHANGE} (?:in|of) {_THE}(?:levels? of |numbers? of )?(?:(?:certain |"
    rf"infection-fighting )?{_CELL}{_LEVEL}?|{_SUBSTANCE}{_LEVEL}?)"
    rf"|(?:shortage|lack) of (?:{_CELL}|{_SUBSTANCE})"
    rf"|(?:loss|lack) of (?:appetite|hair|taste|smell|hearing|vision|balance|libido|sex drive|"
    rf"interest in sex|energy|strength|consciousness|coordination|muscle|bone)"
    rf"|(?:hair|hearing|vision|memory|appetite|weight|bone|muscle|fat) (?:loss|thinning|gain)"
    rf"|(?:difficulty|trouble|problems?|difficulties) (?:in |with )?(?:breathing|sleeping|swallowing|"
    rf"concentrating|urinating|walking|thinking|memory)"
    rf"|(?:inflammation|swelling|irritation|tingling|numbness|tingling and numbness|numbness and tingling|"
    rf"blood clots?|bleeding|h[a]?emorrhages?|pain|weakness|"
    rf"infections?|redness|stiffness|blisters?|sores|ulcers|fluid|perforations?|holes?|damage)"
    rf" (?:in|of|on|around|at|to) {_THE}{_ORGAN}(?: (?:and|or) {_THE}{_ORGAN})?"
    rf"|(?:painful|swollen|itchy|watery|sore|dry|cracked|bloodshot|inflamed|underactive|overactive|enlarged|"
    rf"blister(?:ed|ing)|numb|tingling|burning|peeling|puffy|perforated) "
    rf"(?:{_ORGAN}|joints|lymph nodes|glands)(?: and (?:{_ORGAN}))?"
    rf"|(?:poor|impaired|disturbed) (?:concentration|memory|sleep|coordination|balance)"
    rf"|changes? in (?:taste|mood|vision|heart rhythm|skin colou?r|hair colou?r|behaviou?r)"
    rf"|(?:hair|skin|nail) (?:colou?r|pigmentation) changes?|(?:discolou?ration|darkening) of the (?:skin|"
    rf"nails|hair))"
    r"(?![\w-])",
    "fever low reduced decreased diminished depleted dropping falling elevated high increased raised"
    " rising abnormal poor severe drop fall decrease reduction decline increase rise elevation loss"
    " shortage lack hair hearing vision memory appetite weight bone muscle fat difficult trouble"
    " problem inflammation swelling irritation tingling numb blood bleeding hemorrhage haemorrhage"
    " pain weakness infection redness stiffness blister sore ulcer fluid perforation hole damage"
    " swollen itchy watery dry cracked bloodshot inflamed underactive overactive enlarged burning peeling"
    " puffy perforated impaired disturbed change skin nail discolo darkening",
)

SHORT_FORM = re.compile(r"[A-Z](?<![\w-].)[A-Za-z-]{1,9}(?![\w-])")
SERIOUS = re.compile(r"\b(?:serious|severe cutaneous) $", re.IGNORECASE)
"""Part of the term before "infections" and "events", of which it makes a kind of its own."""
PLACE_AFTER = re.compile(rf" (?:in|of|on|to) {_THE}{_ORGAN}\b", re.IGNORECASE)
TAKES_PLACE = frozenset(
    {"bleeding", "blood clots", "blood clot", "pain", "swelling", "inflammation", "damage"}
)


@cache
def read_vocabulary() -> Vocabulary:
    """The table models/lexicon/harms.tsv, read once a process.

    Raises: ModelError where the table is missing.
    """
    vocabulary = Vocabulary(RANK)
    for row in read_rows("harms.tsv"):
        if row["class"] != "abbreviation":
            vocabulary.add(row["term"].replace("-", " "), row["class"])
    return vocabulary


@cache
def read_known_abbreviations() -> dict[str, str]:
    """Short forms that need no definition, in upper case, with the harm: "DVT"."""
    return {
        row["term"].upper(): row["name"] for row in read_rows("harms.tsv") if row["class"] == "abbreviation"
    }


def is_typical(term: str) -> bool:
    """Whether a harm is nearly always one of treatment: "hair loss", "neutropenia", "infusion reactions"."""
    parts = tuple(term.replace("-", " ").split())
    vocabulary = read_vocabulary()
    if len(parts) == 1:
        return vocabulary.words.get(term) == "typical"
    return bool(parts) and (parts, "typical") in vocabulary.phrases.get(parts[0], ())


def find_harm_terms(text: str, abbreviations: Mapping[str, str], words: Words | None = None) -> list[Name]:
    """Terms that can be adverse events, kind HARM, sorted, without overlaps; `name` in lower case.

    `abbreviations` maps the short forms that the article defines to their long forms; `words` are those of
    the text, read here if not given.
    """
    words, vocabulary = words or Words(text), read_vocabulary()
    found = [Name(m.start(), m.end(), "HARM", plain(m[0])) for m in LAY_PHRASES.finditer(text)]
    for units in _read_runs(text, words, vocabulary):
        found += _read_run(text, words, units)
    found += _find_abbreviated(text, abbreviations)
    return _longest(found)


def _read_runs(text: str, words: Words, vocabulary: Vocabulary) -> Iterator[list[Unit]]:
    """Joined units of the table."""
    known = vocabulary.known(set(words.keys))
    run: list[Unit] = []
    for number in [number for number, key in enumerate(words.keys) if key in known]:
        if run and number <= run[-1].last:
            continue
        unit = vocabulary.find_phrase(text, words, number) or vocabulary.find_word(words, number)
        if run and not (unit and number == run[-1].last + 1 and are_joined(text, words, number - 1)):
            yield run
            run = []
        run += [unit] if unit else []
    if run:
        yield run


def _read_run(text: str, words: Words, run: list[Unit]) -> Iterator[Name]:
    """The harms of a run: each event word or head with the modifiers before it."""
    start = 0
    for number, unit in enumerate(run):
        following = run[number + 1].kind if number + 1 < len(run) else ""
        if unit.kind == "modifier" or (unit.kind in EVENTS and following in EVENTS):
            continue
        phrase = run[start : number + 1]
        start = number + 1
        at = words[phrase[0].first].start
        if text[at - 1 : at] == "-" and phrase[0].kind == "modifier":
            continue  # "skeletal-related events": the word before is unknown
        if unit.kind == "death":
            yield Name(words[unit.first].start, unit.end, "HARM", DEATH)
        elif (unit.kind != "head" or len(phrase) > 1) and unit.kind != "generic" and not _is_generic(phrase):
            yield _harm(text, at, unit)


def _is_generic(phrase: list[Unit]) -> bool:
    """Whether the whole phrase stands in the table as no event of its own: "adverse events"."""
    parts = tuple(word for unit in phrase for word in unit.key.split())
    return (parts, "generic") in read_vocabulary().phrases.get(parts[0], ())


def _harm(text: str, start: int, unit: Unit) -> Name:
    """The name with what belongs to it: "serious" infections, bleeding "in the lungs", "tumor-"related."""
    end = unit.end
    last = unit.key.split()[-1]
    if last in {"infection", "infections", "event", "events"} and (
        serious := SERIOUS.search(text[max(0, start - 20) : start])
    ):
        start -= len(serious[0])
    if unit.key in TAKES_PLACE and (place := PLACE_AFTER.match(text, end)):
        end = place.end()
    return Name(start, end, "HARM", plain(text[start:end]))


def _find_abbreviated(text: str, abbreviations: Mapping[str, str]) -> Iterator[Name]:
    """Mentions of short forms of a harm, defined by the article or well known: "DVT"."""
    harms = {short: name for short, name in read_known_abbreviations().items() if short not in abbreviations}
    for short, long in abbreviations.items():
        inner = find_harm_terms(long, {}) if len(short) > 1 and not short.islower() else []
        if inner and inner[-1].start == 0 and inner[-1].end >= len(long) - 1:
            harms[short] = inner[-1].name
    for mention in SHORT_FORM.finditer(text):
        name = harms.get(mention[0]) or harms.get(mention[0].removesuffix("s"))
        if name:
            yield Name(mention.start(), mention.end(), "HARM", name)


def _longest(names: list[Name]) -> list[Name]:
    """Sorted names; of those that overlap the longest stays."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda name: (name.start, -name.end)):
        if kept and name.start < kept[-1].end:
            if name.end - name.start > kept[-1].end - kept[-1].start:
                kept[-1] = name
            continue
        kept.append(name)
    return kept
