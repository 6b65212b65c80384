"""Conditions: mentions of diseases, found by a grammar of disease phrases over tables of words.

A phrase is a run of known words that ends in a head word: "squamous non-small cell [lung cancer]". Words of
stage, severity and course are in no table, so a phrase starts after them. A general head ("cancer",
"disease") needs a modifier that says which; a disease word ("psoriasis") stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from pipeline.extract.names.phrase import (
    Unit,
    Vocabulary,
    Word,
    Words,
    are_joined,
    plain,
    read_rows,
    singular,
)
from pipeline.extract.spans import Name
from pipeline.extract.words import PEOPLE


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


HEADS = _words(
    """addiction adenocarcinoma allergy aneurysm atrophy blastoma cancer carcinoma condition
    deficiency degeneration dependence disease disorder dysfunction dysplasia dystrophy edema
    embolism failure fever fibrillation fibrosis hemorrhage hypertrophy illness infarction infection
    injury insufficiency ischemia malformation malignancy neoplasm neoplasia palsy polyp sclerosis
    stenosis syndrome tumor ulcer"""
)
"""Last words that name no disease without a modifier."""

OPAQUE_HEADS = _words(
    "tumor cancer carcinoma malignancy condition disease disorder illness infection injury syndrome"
)
"""Heads that close a name: "breast cancer | tumors", "skin condition | plaque psoriasis"."""

JOINING_HEADS = frozenset({"syndrome", "disorder", "infection"})
"""Heads that go on from any other: "heart disease syndrome"."""

OF_HEADS = _words(
    "cancer carcinoma adenocarcinoma tumor malignancy sarcoma lymphoma disease disorder infection"
)
"""Heads that a place may follow: "cancer of the bone marrow"."""

EPONYM_HEADS = frozenset(
    {"syndrome", "disease", "tumor", "sarcoma", "lymphoma", "dystrophy", "palsy", "ataxia"}
)
"""Heads that a person's name may stand before."""

COURSE = _words(
    "relapsing acute chronic early indolent invasive primary progressive recurrent secondary severe subacute"
)
"""Left out unless the table has the name with it: "acute myeloid leukemia", but "chronic" psoriasis."""

CONJUNCTIONS = frozenset({"and", "or"})
BIOMARKERS = _words(
    "positive negative mutated mutant rearranged amplified resistant sensitive dependent overexpressing"
)
FILLERS = frozenset({"other", "certain", "some", "many", "several", "various", "advanced", "metastatic"})

ORGANISATION = (
    r"(?:Societ(?:y|ies)|Foundations?|Associations?|Institutes?|Cent(?:er|re)s?|Hospitals?|Networks?|"
    r"Coalition|Council|Alliance|"
    r"University|College|Department|Division|School|Clinics?|Journal|Program(?:me)?|Organi[sz]ation|Group|"
    r"Consortium|Fund|Trust|League|Federation|Campaign|Unit|Service|Initiative|Collaborative|Registry|"
    r"Academy|Congress|Symposium|Conference|Meeting|Month|Week|Committee|Panel|Branch|Laborator(?:y|ies)|"
    r"Lab|Section|"
    r"UK|Canada|Australia|Ireland|America|Europe|Action|Care|Awareness)\b"
)
ORGANISATION_AFTER = re.compile(rf"(?: (?:and|&|of|for|[A-Z][\w’'-]{{1,20}})){{0,4}}? {ORGANISATION}")
ORGANISATION_BEFORE = re.compile(
    rf"{ORGANISATION[:-2]} (?:of|for|on|against)(?: (?:the|and|&|of)|"
    rf",? (?:and )?[A-Z][\w-]{{0,20}},?){{0,8}} $"
)
SCALE_BEFORE = re.compile(r"\b(?:Scale|Index|Inventory|Questionnaire|Scores?) (?:for|of) $", re.IGNORECASE)
SCALE_AFTER = re.compile(
    r"(?:[ -](?:symptoms?|severity|activity|area|and|rating|quality|of|life|impact|assessment|status|"
    r"disability|"
    r"specific|global|impairment|functional|composite|disease|inventory)){0,6}[ -]"
    r"(?:index|indices|scales?|scores?|inventory|questionnaires?|scoring|rating)\b",
    re.IGNORECASE,
)
TRIAL_BEFORE = re.compile(r"[A-Z0-9]{3,}-$")
"""Before an abbreviation: it is the last part of a trial's name, "PARADIGM-HF"."""
OUTCOMES = _words("stroke embolism attack infarction arrest thrombosis fracture")
OUTCOME_BEFORE = re.compile(
    r"\b(?:risks?|odds|rates?|chances?|likelihood|incidence|fewer|prevent\w*|reduc\w+|lower\w*|cut\w*|less|"
    r"makes)\b[^.;:]{0,70}$",
    re.IGNORECASE,
)
"""Before an event that a trial counts, and does not treat: "lowered the risk of stroke or heart attack"."""
DISEASE_CUE_BEFORE = re.compile(
    r"\b(?:with|of|for|in|have|has|had|active|severe|advanced|treat|treating|against) $"
)
DISEASE_CUE_AFTER = re.compile(
    r"[ -](?:patients?|drugs?|treatments?|therap|symptoms?|speciali|cells?|medic|relapse|trials?)"
)
PEOPLE_WITH = re.compile(
    rf"\b{PEOPLE} (?:with|who have|who had|having|diagnosed with|living with|suffering from|treated for) $",
    re.IGNORECASE,
)
PEOPLE_AFTER = re.compile(r"[ -](?:patients|sufferers|relapses)\b")
"""What makes an abbreviation with other meanings a disease by itself: "patients with RA", "MS relapses"."""
NEVER_WITH = frozenset({"PD", "HD"})
"""Patients have these in other senses: progressive disease, high doses."""
NEVER_AFTER = frozenset({"ALL", "AS", "AD", "ED", "ET", "PE"}) | NEVER_WITH
"""Words before "patients" in other senses: "ALL patients", those of the emergency department."""

KINDS = {
    "word": "DISEASE",
    "name": "DISEASE",
    "modifier": "MODIFIER",
    "site": "MODIFIER",
    "alias": "ALIAS",
    "adjective": "ADJECTIVE",
    "eponym": "EPONYM",
}
"""Classes of the tables to kinds of unit. An alias stands alone ("Crohn's") or before a head ("Crohn's
disease"); an adjective stands alone ("diabetic patients") or is a modifier."""
RANK = ("HEAD", "DISEASE", "ALIAS", "ADJECTIVE", "COURSE", "MODIFIER", "EPONYM")


@dataclass
class Lexicon:
    """The tables models/lexicon/conditions.tsv (built) and conditions_hand.tsv."""

    vocabulary: Vocabulary = field(default_factory=lambda: Vocabulary(RANK))
    names: dict[str, str] = field(default_factory=dict)
    """Full names of aliases and adjectives."""
    abbreviation: dict[str, str] = field(default_factory=dict)
    unsure: dict[str, str] = field(default_factory=dict)
    """Abbreviations that mean other things too."""
    established: set[str] = field(default_factory=set)
    site: set[str] = field(default_factory=set)
    vague: set[str] = field(default_factory=set)
    symptom: set[str] = field(default_factory=set)


@cache
def read_lexicon() -> Lexicon:
    """The lexicon, read once a process.

    Raises: ModelError where a table is missing.
    """
    lexicon = Lexicon()
    for file in ("conditions.tsv", "conditions_hand.tsv"):
        for row in read_rows(file):
            _add_row(lexicon, row["class"], row["term"], row.get("name", ""))
    for kind, words in (("HEAD", HEADS), ("COURSE", COURSE)):
        for word in words:
            lexicon.vocabulary.add(word, kind)
    for short in lexicon.abbreviation:  # "AIDS" has its capitals: "hearing aids"
        lexicon.vocabulary.discard(short.lower())
    for term in lexicon.symptom:
        if lexicon.vocabulary.words.get(term, "DISEASE") == "DISEASE":
            lexicon.vocabulary.discard(term)
    return lexicon


def _add_row(lexicon: Lexicon, kind: str, term: str, name: str) -> None:
    if kind in {"abbreviation", "unsure"}:
        getattr(lexicon, kind)[term] = name
        return
    term = term.replace("-", " ")
    if kind in {"established", "vague", "symptom", "site"}:
        getattr(lexicon, kind).add(term)
    if kind in KINDS:
        lexicon.vocabulary.add(term, KINDS[kind])
    if name:
        lexicon.names[term] = name


def find_conditions(text: str, abbreviations: Mapping[str, str], words: Words | None = None) -> list[Name]:
    """Mentions of diseases in `text`, kind CONDITION, sorted, without overlaps.

    `abbreviations` maps the short forms that the article defines to their long forms; `words` are those of
    the text, read here if not given. A mention that is the
    harm of a treatment is found too: an ADVERSE_EVENT fact that overlaps a CONDITION name wins, and so do the
    names of trials and journals.
    """
    reader = _Reader(text, words or Words(text), abbreviations)
    found: list[Name] = []
    for run in reader.runs():
        for phrase in _split_run(run):
            found += reader.read_phrase(phrase)
    found = [name for name in found if not _is_no_mention(text, name)]
    return _without_overlaps(found)


class _Reader:
    """Reads the phrases of one article."""

    def __init__(self, text: str, words: Words, abbreviations: Mapping[str, str]) -> None:
        self.text, self.words, self.lexicon = text, words, read_lexicon()
        self.lower = text.lower()
        self.abbreviations = dict(_resolve_all(abbreviations, text))
        self.compounds = {
            tuple(re.split("[-/ ]", s)): n for s, n in self.abbreviations.items() if not s.isalnum()
        }
        self.not_conditions = abbreviations.keys() - self.abbreviations.keys()
        self.modifier_longs = {short: abbreviations[short].replace("\\", "") for short in self.not_conditions}
        self.ends: dict[int, Unit] = {}
        self.raws = [text[start:end] for start, end in words.spans]
        self.shorts = self._shorts()
        self.had = {short for short in self.shorts & self.lexicon.unsure.keys() if _is_had(text, short)}

    def _shorts(self) -> set[str]:
        """The words that are, or begin, an abbreviation, whatever it means here."""
        tables = (self.abbreviations, self.lexicon.abbreviation, self.lexicon.unsure)
        forms = {parts[0] for parts in self.compounds}.union(*tables)
        return {
            raw
            for raw in set(self.raws)
            if (raw in forms or raw.removesuffix("s") in forms) and not raw.islower()
        }

    def runs(self) -> Iterator[list[Unit]]:
        """Maximal runs of joined units that hold a head, a disease or an adjective of one."""
        units = list(self._units())
        self.ends = {unit.last: unit for unit in units}
        run: list[Unit] = []
        for unit in units:
            if run and not (unit.first == run[-1].last + 1 and self._joined(run[-1].last)):
                yield run
                run = []
            run.append(unit)
        if run:
            yield run

    def _units(self) -> Iterator[Unit]:
        after = 0
        for number in self._beginnings():
            if number >= after and (unit := self._unit(number)):
                yield unit
                after = unit.last + 1

    def _beginnings(self) -> list[int]:
        """The numbers of the words with which a unit may begin."""
        known = self.lexicon.vocabulary.known(set(self.words.keys))
        return [
            number
            for number, (key, raw) in enumerate(zip(self.words.keys, self.raws, strict=True))
            if key in known or raw in self.shorts
        ]

    def _unit(self, number: int) -> Unit | None:
        """The longest unit of the tables at this word."""
        vocabulary = self.lexicon.vocabulary
        unit = vocabulary.find_phrase(self.text, self.words, number) or self._abbreviation(number)
        unit = unit or vocabulary.find_word(self.words, number)
        if unit is None or (unit.kind == "EPONYM" and not self._is_title(number)):
            return None
        if unit.kind in {"ALIAS", "ADJECTIVE"}:
            return unit._replace(name=self.lexicon.names.get(unit.key))
        return unit

    def _is_title(self, number: int) -> bool:
        return self.text[self.words[number].start : self.words[number].end].istitle()

    def _abbreviation(self, number: int) -> Unit | None:
        word = self.words[number]
        short = self.text[word.start : word.end]
        if short not in self.shorts:
            return None
        for parts, full in self.compounds.items():
            last = number + len(parts) - 1
            if parts[0] == short and last < len(self.words) and self._raw(number, last) == parts:
                return Unit(number, last, "DISEASE", "-".join(parts), self.words[last].end, full)
        if len(short) < 2 or TRIAL_BEFORE.search(self.text[max(0, word.start - 12) : word.start]):
            return None
        for form in (short, short.removesuffix("s")):
            name = self.abbreviations.get(form) or self._known_abbreviation(form, word)
            if name:
                return Unit(number, number, "DISEASE", form, word.end, name)
        return None

    def _raw(self, first: int, last: int) -> tuple[str, ...]:
        return tuple(self.raws[first : last + 1])

    def _known_abbreviation(self, short: str, word: Word) -> str | None:
        if short in self.not_conditions:
            return None
        if short in self.lexicon.abbreviation:
            return self._spelled(self.lexicon.abbreviation[short])
        name = self.lexicon.unsure.get(short)
        if not name or self.text[max(0, word.start - 2) : word.start] == ", ":  # a degree: "Jane Roe, MS"
            return None
        if self._spelled(name) in self.lower or short in self.had:
            return self._spelled(name)
        before = DISEASE_CUE_BEFORE.search(self.text[max(0, word.start - 12) : word.start])
        return name if before and DISEASE_CUE_AFTER.match(self.text, word.end) else None

    def _spelled(self, name: str) -> str:
        """A name of the table in the article's spelling."""
        for american, british in (("leukemia", "leukaemia"), ("tumor", "tumour")):
            name = name.replace(american, british) if british in self.lower else name
        return name

    def _joined(self, left: int) -> bool:
        """Whether the word `left` and the next may belong to one phrase."""
        return are_joined(self.text, self.words, left)

    def read_phrase(self, phrase: list[Unit]) -> list[Name]:
        """The names in one phrase: itself, and what is left out before it ("breast and" ovarian cancer)."""
        phrase = self._trim(phrase)
        if not phrase:
            return []
        head = phrase[-1]
        end, place = self._place_after(head)
        elided = list(self._elided(phrase))
        complete = len(phrase) > 1 or head.kind != "HEAD" or bool(place)
        if not complete or _singular_name(" ".join(unit.key for unit in phrase)) in self.lexicon.vague:
            return elided if not complete else []
        own = Name(self.words[phrase[0].first].start, end, "CONDITION", self._name(phrase) + place)
        return [*elided, own]

    def _trim(self, phrase: list[Unit]) -> list[Unit]:
        """The phrase without course words that its established name lacks, and without names of people."""
        if singular(phrase[-1].key) not in EPONYM_HEADS:
            eponyms = [number for number, unit in enumerate(phrase) if unit.kind == "EPONYM"]
            phrase = phrase[eponyms[-1] + 1 :] if eponyms else phrase
        for number in range(len(phrase) - 1, -1, -1):
            if phrase[number].kind == "COURSE":
                rest = " ".join(unit.key for unit in phrase[number:])
                full = f"{phrase[number].key} {phrase[-1].name}" if phrase[-1].name else rest
                if not {rest, full} & self.lexicon.established:
                    return phrase[number + 1 :]
        return phrase

    def _name(self, phrase: list[Unit]) -> str:
        """The phrase's words in lower case and singular, the full form in place of an abbreviation."""
        head = phrase[-1]
        whole = " ".join(unit.key for unit in phrase)
        if whole in self.lexicon.names:
            return self.lexicon.names[whole]
        if len(phrase) == 2 and phrase[0].name and phrase[0].name.endswith(" " + head.key):
            return phrase[0].name  # "VHL disease", where VHL is a disease's short form
        if head.name:
            before = self._plain(self.words[phrase[0].first].start, self.words[head.first].start)
            return before + head.name
        return _singular_name(self._plain(self.words[phrase[0].first].start, head.end))

    def _plain(self, start: int, end: int) -> str:
        text = self.text[start:end]
        for short in self.not_conditions:
            if short in text:
                text = re.sub(rf"\b{re.escape(short)}\b", self.modifier_longs[short], text)
        return plain(text)

    def _place_after(self, head: Unit) -> tuple[int, str]:
        """Where a phrase ends, and " of the bone marrow" where a place follows its head."""
        number = head.last + 1
        keys = self.words.keys[number : number + 2]
        if not keys or keys[0] != "of" or singular(head.key) not in OF_HEADS:
            return head.end, ""
        number += 2 if keys[1:] == ["the"] else 1
        last = self._last_site(number)
        if last is None or not self._plain_gaps(head.last, last):
            return head.end, ""
        end = self.words[last].end
        return end, " " + self._plain(self.words[head.last + 1].start, end)

    def _last_site(self, number: int) -> int | None:
        """The last word of the body site that starts at this word: "gastrointestinal tract"."""
        last = None
        while number < len(self.words) and (unit := self._unit(number)):
            if unit.key in self.lexicon.site:
                last = unit.last
            elif unit.kind != "MODIFIER":
                break
            number = unit.last + 1
        return last

    def _plain_gaps(self, first: int, last: int) -> bool:
        return all(self._joined(number) for number in range(first, last))

    def _elided(self, phrase: list[Unit]) -> Iterator[Name]:
        """What shares the head: "lung, colon" in "lung, colon and kidney cancer"."""
        number = phrase[0].first - 1
        if len(phrase) == 1 and (number < 0 or self.words[number].key not in FILLERS):
            return
        number = self._skip_left_out(number)
        if number < 1 or self.words[number].key not in CONJUNCTIONS:
            return
        while number > 0 and self.words[number].key in CONJUNCTIONS:
            number -= 1
        while chunk := self._chunk(number, phrase):
            start, end = self.words[chunk[0].first].start, chunk[-1].end
            tail = phrase[-1:] if chunk[-1].key in self.lexicon.site else phrase[1:]
            yield Name(start, end, "CONDITION", f"{self._plain(start, end)} {self._name(tail)}")
            number = chunk[0].first - 1
            if number < 0 or self.text[self.words[number].end : start] != ", ":
                return

    def _course_chunk(self, number: int, phrase: list[Unit]) -> list[Unit]:
        """A course word that makes a kind of its own: "relapsing and primary progressive MS"."""
        unit = self.ends.get(number)
        tail = phrase[-1].name or phrase[-1].key
        known = unit and unit.kind == "COURSE" and f"{unit.key} {tail}" in self.lexicon.established
        return [unit] if unit and known else []

    def _skip_left_out(self, number: int) -> int:
        """The last word before stages and biomarkers: "ovarian or [HER2-negative] breast cancer"."""
        while number > 0 and (self.words[number].key in FILLERS or self.words[number].key in BIOMARKERS):
            is_marker = self.words[number].key in BIOMARKERS
            number -= 1
            if (
                is_marker
                and number > 0
                and self._joined(number)
                and self.words[number].key not in CONJUNCTIONS
            ):
                number -= 1
        return number

    def _chunk(self, number: int, phrase: list[Unit]) -> list[Unit]:
        """The modifiers that end at this word and may share the phrase's head."""
        chunk: list[Unit] = []
        while (unit := self.ends.get(number)) and unit.kind in {"MODIFIER", "ALIAS"}:
            if chunk and not self._joined(unit.last):
                break
            chunk.insert(0, unit)
            number = unit.first - 1
        if not chunk:
            return self._course_chunk(number, phrase)
        last = self.words[chunk[-1].last].key
        if singular(last) != last:  # a list of organs: "the adrenal glands and breast cancer"
            return []
        shares_kind = len(phrase) > 1 and phrase[0].kind in {"MODIFIER", "COURSE"}
        kind_of_disease = shares_kind and ADJECTIVE_ENDING.search(chunk[-1].key)
        return chunk if chunk[-1].key in self.lexicon.site or kind_of_disease else []


ADJECTIVE_ENDING = re.compile(
    r"(?:ary|ar|ic|ous|al|oid|cell|hodgkin(?:'s)?|type (?:\d|i{1,2}|one|two)|remitting|negative)$"
)


def _split_run(run: list[Unit]) -> Iterator[list[Unit]]:
    """The phrases of a run: each ends in a head or a disease, at most one modifier between two ends."""
    start = 0
    ends = [number for number, unit in enumerate(run) if unit.kind in {"HEAD", "DISEASE", "ALIAS"}]
    for place, end in enumerate(ends):
        following = ends[place + 1] if place + 1 < len(ends) else None
        if end < start:
            continue
        if following is not None and following - end <= 2 and not _is_closed(run, start, end, following):
            continue
        yield run[start : end + 1]
        start = end + 1
    for unit in run[start:]:
        if unit.kind == "ADJECTIVE":
            yield [unit]


def _is_closed(run: list[Unit], start: int, end: int, following: int) -> bool:
    """Whether a phrase ends here, or its next head belongs to it: "iron deficiency anemia"."""
    head, next_head = singular(run[end].key), singular(run[following].key)
    if run[end].kind == "HEAD":
        return end == start or (head in OPAQUE_HEADS and next_head not in JOINING_HEADS)
    repeats = following == end + 1 and next_head in OPAQUE_HEADS - JOINING_HEADS - {"disease"}
    return repeats and run[end].kind == "DISEASE"


def _is_had(text: str, short: str) -> bool:
    """Whether somewhere people have what the abbreviation stands for: "patients with RA", "RA patients"."""
    for match in re.finditer(rf"(?<![\w-]){short}(?![\w-]| [A-Z]{{2}})", text):
        before = short not in NEVER_WITH and PEOPLE_WITH.search(
            text, max(0, match.start() - 50), match.start()
        )
        if before or (short not in NEVER_AFTER and PEOPLE_AFTER.match(text, match.end())):
            return True
    return False


def _resolve_all(abbreviations: Mapping[str, str], text: str) -> Iterator[tuple[str, str]]:
    """The short forms of conditions, with the name; also "VHL" where "VHL disease" is in the text."""
    unsure = read_lexicon().unsure
    for short, long in abbreviations.items():
        if len(long) < 7:
            continue
        inner = {word: unsure[word] for word in long.split() if word in unsure and word != short}
        forms = [long] + [f"{long} {head}" for head in ("disease", "syndrome") if f"{short} {head}" in text]
        for form in forms:
            names = find_conditions(form, inner)
            if names and names[-1].end >= len(form.rstrip()) - 1:
                yield short, names[-1].name
                break


def _singular_name(name: str) -> str:
    *before, last = name.split(" ")
    return " ".join([*before, singular(last)])


def _is_no_mention(text: str, name: Name) -> bool:
    """Whether it is part of an organisation's or a scale's name, or an outcome that is counted."""
    if SCALE_AFTER.match(text, name.end):
        return True
    before = text[max(0, name.start - 90) : name.start]
    around = before[-60:] + text[name.end : name.end + 60]
    if singular(name.name.split()[-1]) in OUTCOMES and (OUTCOME_BEFORE.search(before) or " death" in around):
        return True
    if SCALE_BEFORE.search(text[max(0, name.start - 20) : name.start]):
        return True
    if not text[name.start].isupper():
        return False
    return bool(ORGANISATION_AFTER.match(text, name.end) or ORGANISATION_BEFORE.search(before))


def _without_overlaps(names: list[Name]) -> list[Name]:
    """Sorted names; of two that overlap the longer stays."""
    kept: list[Name] = []
    taken: set[int] = set()
    for name in sorted(names, key=lambda name: (name.start - name.end, name.start)):
        if taken.isdisjoint(range(name.start, name.end)):
            kept.append(name)
            taken.update(range(name.start, name.end))
    return sorted(kept)
