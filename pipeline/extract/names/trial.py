"""Trials: their registry numbers ("NCT01234567") and their names ("KEYNOTE-189", "METREX", "SWOG S0777").

A name is known by its family (trials.tsv), or by its shape, capitals inside the word, and by what is beside
it: "the X trial", "a study called X", "X investigators", "X (NCT...)". Once named, it is found everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from pipeline.extract.names.abbreviation import find_abbreviations
from pipeline.extract.names.anchored import Anchored
from pipeline.extract.names.registry import find_registrations
from pipeline.extract.spans import Name, Span
from pipeline.paths import models_folder

# The shape of a trial's acronym: two capitals or more, perhaps parts joined by hyphens, perhaps a number.
_SHAPE = re.compile(
    r"(?<![\w@#/.&-])(?![IVX]{2,4}[abAB]?\b)(?=[a-z]{0,4}[A-Z][A-Za-z0-9]{0,10}?[A-Z])"
    r"(?P<word>[A-Za-z][A-Za-z0-9]{1,15}(?:\.\d{1,2})?(?:[-‐‑–][A-Za-z0-9]{1,12}){0,3})"
    r"(?P<tail>[\s\u00a0](?:\d{1,4}[A-Za-z]?(?![\w%]|[.,/·]\d)|[IVX]{1,4}(?!\w)|[A-Z]{2,12}(?![\w-])"
    r"|[A-Z]{0,3}[.-]?\d{2,6}(?!\w)))?"
    r"(?![\w@])"
)
_YEAR = re.compile(r"(?:19|20)\d\d$")
_NUMBERED = re.compile(r"[-‐‑–\s\u00a0]?\d{1,4}[A-Za-z]?$")

_ADJECTIVE = (
    r"(?:phase[\s-](?:[1-4][ab]?|I{1,3}[ab]?|IV)(?:/(?:[1-4]|I{1,3}))?|clinical|randomi[sz]ed|pivotal"
    r"|registration(?:al)?|open-label|extension|landmark|international|global|long-term|follow-up|main"
    r"|double-blind|placebo-controlled|screening|prevention|controlled|primary|parent|late-stage|"
    r"outcomes?|safety)"
)
_NOUN = r"(?:trials?|stud(?:y|ies)|substudy|sub-study|investigators?|trialists|trial's|study's)"
_NOUN_AFTER = re.compile(
    rf"['’]?[\"”)\]]?(?:\s\([^()\n]{{1,25}}\))?,?[\s\u00a0]+(?:{_ADJECTIVE},?\s){{0,3}}{_NOUN}\b",
    re.IGNORECASE,
)
_NAMED_BEFORE = re.compile(
    r"\b(?:trials?|stud(?:y|ies)|programme?|it|and)\W{0,3}(?:[\w-]+\s){0,4}?"
    r"(?:termed|called|named|dubbed|known as|entitled|titled|nicknamed|code-?named|acronym|abbreviated)\s"
    r"(?:as\s)?(?:the\s)?[\"“(']?$",
    re.IGNORECASE,
)
_BESIDE_BEFORE = re.compile(
    r"\b(?:trials?|stud(?:y|ies)|programme?s?)\s?(?:[(\[][\"“]?|,\s|[—–]\s?|:\s)$", re.IGNORECASE
)
_BESIDE_AFTER = re.compile(r"[\"”]?\s?[)\],;—–]|\s(?:and|or)\b")
_REGISTERED_AFTER = re.compile(
    r"\s?[(\[,;:]\s?(?:ClinicalTrials\.gov\s(?:number|identifier)?[,:]?\s?)?(?:NCT\d|ISRCTN|EudraCT)"
)
_APPOSITION_AFTER = re.compile(
    r"(?:,|\s(?:is|was))\s(?:an?|the|another)\s(?:[\w/-]+,?\s){0,8}?(?:trial|study|"
    r"phase\s[1-4I]+)\b(?!\s(?:group|author|leader|drug))"
    r"|,\swhich\s(?:gave|compared|tested|enrolled|randomi[sz]ed|pitted|studied|included|looked|recruited)\b"
    r"|,\s(?:in\swhich|where|whose)\s(?:some\s|about\s|all\s)?(?:\d|patients|participants)|"
    r"\s\((?:phase\s|[Nn]\s?=)"
)
# What is done by a trial and by few others, and what is had from one.
_TRIAL_VERB_AFTER = re.compile(
    r"\s(?:had\s|has\s)?(?:enrolled|enrols|enrolls|randomi[sz]ed|recruited|met\sits|missed\sits|assigned)\b"
)
_HAD_FROM_BEFORE = re.compile(
    r"\b(?:results?|findings?|data|analys[ei]s|readouts?|extension|success|failure|cohorts?|arms?|"
    r"update)\s(?:of|from|in)\s$"
    r"|\b(?:trial|study|trials|studies)[ \u00a0]$"
)
_DATELINE_AFTER = re.compile(r"\s?[,:(—–]|\s--")
_IN_BEFORE = re.compile(r"(?:^|[.!?;:]\s|\n)In\s$")
_IN_AFTER = re.compile(r",\s(?:where\s|the\s|among\s)?(?:[\d,]+|patients|participants|women|men|median)\b")
# "Study 301": a number instead of a name.
_NUMBERED_STUDY = re.compile(
    r"Study(?<!\wStudy)\s(?:(?!19|20)\d{3,4}|0\d{1,3}|[A-Z]{1,3}-?\d{2,4})\b(?!\s?%)"
)
_JOINED_AFTER = re.compile(r"(?:\s?\([^()\n]{1,40}\))?(?:,\s(?:and\s|or\s)?|\s(?:and|or|&)\s|/)(?:the\s)?$")
_NAME_PREFIX = re.compile(r"^(?:Mc|Mac|De|Di|La|Le|Van|Von|Du|Fitz|St)[A-Z][a-z]+$")
_FULL_NAME = re.compile(r"(?:\s(?:Trial|Study|Initiative)|^(?:Trial|Study)\sof\s.+)$")
_LONG_FORM_OF_TRIAL = re.compile(r"\b(?:trial|study|initiative|programme?)\b", re.IGNORECASE)
# Genes and proteins: short capitals and a digit or two, after one of these beginnings.
_GENE = re.compile(
    r"^(?:CD|IL|HER|CDK|BRCA|FGFR|VEGFR?|PDGFR?|NTRK|JAK|TYK|FLT|IDH|BCL|MCL|SGLT|PCSK|CTLA|TP|ROS|MSH|"
    r"MLH|PMS|RAD|HLA"
    r"|TNF|IFN|TGF|GLP|DPP|SOD|APO[A-E]?|ADAM|CYP|ABCB|SLC|KMT|NPM|PIK|STK|KEAP|CXCR|CCR|TLR|STAT|SMAD|WNT|"
    r"NOTCH|PD-?L?|HIF)"
    r"-?(?:\d{1,2}[A-Z]?\d?|[A-Z]\d)?$"
)
# A company's code for a drug: few letters and a long number.
_DRUG_CODE = re.compile(r"^[A-Z]{1,4}[a-z]?[-‐‑–\s]?\d{3,7}[A-Z]?$")


class _Words(NamedTuple):
    """trials.tsv, by kind."""

    families: frozenset[str]
    names: frozenset[str]
    groups: frozenset[str]
    not_trials: frozenset[str]
    full: Anchored


def find_trials(text: str, abbreviations: Mapping[str, str] | None = None) -> list[Name]:
    """Every mention of a trial's name or registry number, in text order; `name` is the mention's wording.

    Args: abbreviations: short -> long as the article defines them; sought in the text if not given.
    Not: study groups alone (SWOG), companies, genes, drug codes, abbreviations of diseases and endpoints.
    """
    abbreviations = find_abbreviations(text) if abbreviations is None else abbreviations
    spans = set(find_registrations(text))
    spans.update(match.span() for match in _words().full.finditer(text))
    spans.update(match.span() for match in _NUMBERED_STUDY.finditer(text))
    in_full = list(_in_full(text))
    spans.update(span for span, _ in in_full)
    named = _named_trials(text, abbreviations) | _spelled_out(abbreviations, text)
    named |= {short for _, short in in_full if short} | {match["name"] for match in _CALLED.finditer(text)}
    if named:
        spans.update(match.span() for match in _mentions(named).finditer(text))
    found: list[Name] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not found or start >= found[-1].end:
            found.append(Name(start, end, "TRIAL", " ".join(_BRACKETED.sub("", text[start:end]).split())))
    return found


def _in_full(text: str) -> Iterator[tuple[Span, str]]:
    """Names in full, and as they are called besides: "the National Polyp Study", "..., or Lung-MAP,".

    Only after "the": a headline has capitals in every word.
    """
    for noun in _TITLE_NOUN.finditer(text):
        head = _TITLE_HEAD.search(text, max(0, noun.start() - 160), noun.start())
        if head is None or _ORGANIZATION.search(head["name"]):
            continue
        if len(_TITLE_WORD.findall(head["name"])) > 1:
            short = _OR_SHORT.match(text, noun.end())
            yield (head.start("name"), noun.end()), short["short"] if short else ""


def outside_trials(names: Iterable[Name]) -> list[Name]:
    """The names in order, without the drugs and diseases that are words of a trial's own name."""
    names = sorted(names)
    trials = [name for name in names if name.kind == "TRIAL"]
    words = {position for trial in trials for position in range(trial.start, trial.end)}
    return [n for n in names if n.kind not in _IN_TRIAL_NAMES or not words.issuperset((n.start, n.end - 1))]


_IN_TRIAL_NAMES = frozenset({"DRUG", "DRUG_CLASS", "CONDITION", "HARM"})


_TITLE_NOUN = re.compile(r"\b(?:Trial|Study|Protocol|Trials(?=[,;(]| \())(?![\w-]|\s(?:[A-Z]|of\b|\d))")
_TITLE_HEAD = re.compile(
    r"\b(?:[Tt]he|[Cc]alled|[Nn]amed)\s(?:[A-Z][\w.&]*[-‑](?:funded|sponsored|led|backed|supported)\s)?"
    r"(?!(?:Phase|New|First|Oral|Open)\b)(?P<name>"
    r"(?:[A-Z][\w’'‑-]*,?\s(?:(?:of|in|for|and|the|to|on|with|as|&)\s){0,3}|\([A-Z][\w-]{1,11}\)\s)+)$"
)
_TITLE_WORD = re.compile(
    r"\b(?!(?:Phase|Clinical|Pivotal|New|First|Randomi[sz]ed|Controlled|Open|Label|Extension|I|II|III|IV|"
    r"V|Part|FDA|U\.S)"
    r"\b)[A-Z][a-z’'-]+"
)
_OR_SHORT = re.compile(r",\sor\s(?P<short>[A-Z][\w-]{2,15}),")
_BRACKETED = re.compile(r"\s\([^()]*\)")
_CALLED = re.compile(
    r"\b(?:[Tt]rials?|[Ss]tud(?:y|ies)),?\s(?:which\s(?:is|was)\s)?(?:called|named|dubbed|known\sas|"
    r"nicknamed)\s[\"“]?"
    r"(?P<name>[A-Z][A-Za-z-]+\s\d{1,4})(?![\w.%-]*\d)\b"
)


def _spelled_out(abbreviations: Mapping[str, str], text: str) -> set[str]:
    """Both forms of trials: "National Lung Screening Trial (NLST)", "A in B Patients (ABP) trial"."""
    named: set[str] = set()
    for short, long in abbreviations.items():
        called = _is_title(long) and re.search(rf"{re.escape(f'{long} ({short})')} (?:trial|study)\b", text)
        if called or (_FULL_NAME.search(long) and short not in _words().not_trials):
            named.add(short)
            named.update([long] if long[0].isupper() and len(long.split()) > 2 else [])
    return named


def _is_title(long: str) -> bool:
    """Whether every word but the small ones has a capital: "Alpharadin in Symptomatic Prostate Cancer"."""
    words = [word for word in long.split() if len(word) > 3]
    return len(words) > 2 and all(word[0].isupper() for word in words)


def _mentions(named: set[str]) -> re.Pattern[str]:
    """All the names, wherever they stand alone; "SOLO" is not found in "SOLO-2"."""
    alternatives = "|".join(re.escape(name) for name in sorted(named, key=lambda name: (-len(name), name)))
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?!\w|[-‐‑–]\w)")


def _named_trials(text: str, abbreviations: Mapping[str, str]) -> set[str]:
    """The names that some place in the article shows to be a trial's."""
    foreign = _foreign_abbreviations(abbreviations)
    named: set[str] = set()
    next_span: Span = (len(text), len(text))
    # From the end, so that in "the A, B and C trials" C is known before B is asked.
    for match in reversed(list(_SHAPE.finditer(text))):
        for start, end in _readings(match):
            joined = end < next_span[0] and bool(_JOINED_AFTER.fullmatch(text[end : next_span[0]]))
            if _is_trial(text, start, end, foreign, joined):
                named.add(text[start:end])
                next_span = (start, end)
                break
    return named


def _readings(match: re.Match[str]) -> list[Span]:
    """With the number or word after it, then without: "FUTURE 2", "FUTURE"."""
    word = match.span("word")
    return [match.span(), word] if match["tail"] else [word]


def _is_trial(text: str, start: int, end: int, foreign: frozenset[str], joined: bool) -> bool:
    name = text[start:end]
    known = _known_kind(name)
    if known == "not" or (known == "" and name in foreign):
        return False
    if known == "certain" or (known == "likely" and _is_distinct(text, start, end)):
        return True
    if not known and (not _is_plausible(name) or _in_capitals(text, start, end)):
        return False
    return joined or _is_called_trial(text, start, end)


def _is_distinct(text: str, start: int, end: int) -> bool:
    """Whether a listed name stands out by four capitals at least: then nothing else need say what it is."""
    first = re.split(r"[-‐‑–\s\u00a0]", text[start:end])[0]
    # "SUMMIT, N.J. (Reuters)", "ACTION: ..."
    if text[start - 1 : start] in {"", "\n"} and _DATELINE_AFTER.match(text, end):
        return False
    return len(first) > 3 and not first[1:].islower() and not _in_capitals(text, start, end)


def _known_kind(name: str) -> str:
    """ "certain": family or group with its number; "likely": a listed name; "not": no trial; "": unknown."""
    words = _words()
    stem = _NUMBERED.sub("", name)
    first = re.split(r"[-‐‑–\s\u00a0]", name)[0]
    if name in words.not_trials or name in words.groups or name.partition(" ")[2] in words.not_trials:
        return "not"
    if stem != name and stem in words.families:
        # "SUMMIT 2019" may be a meeting, "AML 17" may be patients.
        certain = (len(stem) > 3 or "-" in name) and not _YEAR.search(name)
        return "certain" if certain else "likely"
    if first in words.groups and re.search(r"\d{2}", name[len(first) :]) and first != "BIG":
        return "likely" if first in {"ECOG", "MRC", "COG", "Alliance"} else "certain"
    if name in words.names or name in words.families or (first in words.families and first != name):
        return "likely"
    return "not" if stem in words.not_trials and stem != name else ""


def _is_plausible(name: str) -> bool:
    """Whether an unknown word can be a trial's name by its shape."""
    letters = [c for c in name if c.isalpha()]
    if len(letters) < 3 or _NAME_PREFIX.match(name) or _GENE.match(name) or _DRUG_CODE.match(name):
        return False
    first, _, tail = name.replace("\u00a0", " ").partition(" ")
    if first in _words().not_trials or tail in _words().not_trials or (tail.isalpha() and len(tail) < 4):
        return False
    parts = re.split(r"[-‐‑–]", name)
    # "HER2-positive", "NCI-sponsored", "T-cell": an abbreviation and a plain word.
    if len(parts) > 1 and parts[-1].islower() and len(parts[-1]) > 1:
        return False
    named_part = len(parts) > 1 and parts[-1].isupper() and len(parts[-1]) > 3
    return named_part or parts[0] not in _words().not_trials


def _is_called_trial(text: str, start: int, end: int) -> bool:
    """Whether the words beside it say that it is a trial."""
    before = text[max(0, start - 60) : start]
    if _NAMED_BEFORE.search(before):
        return True
    # Three letters are anybody's abbreviation: only being called so makes them a trial's.
    if end - start == 3 and text[start:end] not in _words().names:
        return False
    if _NOUN_AFTER.match(text, end) or _REGISTERED_AFTER.match(text, end):
        return True
    if _BESIDE_BEFORE.search(before) and _BESIDE_AFTER.match(text, end):
        return True
    if _APPOSITION_AFTER.match(text, end) or _TRIAL_VERB_AFTER.match(text, end):
        return True
    if _IN_BEFORE.search(before) and _IN_AFTER.match(text, end):
        return True
    # Shorter capitals after "data from" may be a gene or a register.
    return end - start > 4 and bool(_HAD_FROM_BEFORE.search(before))


def _in_capitals(text: str, start: int, end: int) -> bool:
    """Whether the line is in capitals: a headline, where capitals say nothing."""
    begin = max(text.rfind("\n", 0, start) + 1, start - 150)
    stop = text.find("\n", end, end + 150)
    words = re.findall(r"[A-Za-z]{2,}", text[begin : stop if stop >= 0 else end + 150])
    in_capitals = [word for word in words if word.isupper()]
    return len(in_capitals) > 0.7 * len(words)


def _foreign_abbreviations(abbreviations: Mapping[str, str]) -> frozenset[str]:
    """Abbreviations that the article defines as no trial: a disease, an endpoint, a society."""
    return frozenset(
        short
        for short, long in abbreviations.items()
        if not _LONG_FORM_OF_TRIAL.search(long) and (long[:1].islower() or _ORGANIZATION.search(long))
    )


_ORGANIZATION = re.compile(
    r"\b(?:Society|Association|Institutes?|Group|Center|Centre|Network|Administration|Agency|College|"
    r"Foundation|Journal"
    r"|University|Hospital|Program|Division|Committee|Department|Council|Index|Scale|Score|Assessment)\b"
)


@cache
def _words() -> _Words:
    kinds: dict[str, list[str]] = {"family": [], "name": [], "full": [], "group": [], "not": []}
    for line in (models_folder() / "lexicon" / "trials.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith(("#", "kind\t")):
            kind, words = line.split("\t")
            kinds[kind] += words.split("|") if kind == "full" else words.split()
    full = "|".join(re.escape(name).replace("'", "['’]").replace(r"\ ", r"\s") for name in kinds["full"])
    first_words = " ".join(re.split(r"[\s']", name)[0] for name in kinds["full"])
    return _Words(
        frozenset(kinds["family"]),
        frozenset(kinds["name"]),
        frozenset(kinds["group"]),
        frozenset(kinds["not"]),
        Anchored(rf"(?:{full})(?!\w)", first_words, cased=True),
    )
