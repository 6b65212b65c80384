"""Conditions: mentions of diseases, found by a grammar of disease phrases over tables of words.

A phrase is a run of known words that ends in a head word: "squamous non-small cell [lung cancer]". Words of stage,
severity and course are in no table, so a phrase starts after them. A general head ("cancer", "disease") needs a
modifier that says which; a disease word ("psoriasis") stands alone.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from pipeline.errors import ModelError
from pipeline.extract.spans import Name, Span
from pipeline.paths import models_folder

HEADS = frozenset(
    """addiction adenoma adenocarcinoma allergy aneurysm atrophy blastoma cancer carcinoma condition deficiency degeneration
    dependence disease disorder dysfunction dysplasia dystrophy edema embolism failure fever fibrillation
    fibrosis hemorrhage hypertrophy illness infarction infection injury insufficiency ischemia malformation
    malignancy neoplasm neoplasia palsy polyp sclerosis stenosis syndrome tumor ulcer""".split()
)
"""Last words that name no disease without a modifier."""

OPAQUE_HEADS = frozenset(
    "tumor cancer carcinoma malignancy condition disease disorder illness infection injury syndrome".split()
)
"""Heads that close a name: "breast cancer | tumors", "skin condition | plaque psoriasis"."""

JOINING_HEADS = frozenset({"syndrome", "disorder", "infection"})
"""Heads that go on from any other: "heart disease syndrome"."""

OF_HEADS = frozenset(
    "cancer carcinoma adenocarcinoma tumor malignancy sarcoma lymphoma disease disorder infection".split()
)
"""Heads that a place may follow: "cancer of the bone marrow"."""

EPONYM_HEADS = frozenset(
    {"syndrome", "disease", "tumor", "sarcoma", "lymphoma", "dystrophy", "palsy", "ataxia"}
)
"""Heads that a person's name may stand before."""

COURSE = frozenset(
    "acute chronic early invasive primary progressive recurrent secondary severe subacute".split()
)
"""Left out unless the table has the name with it: "acute myeloid leukemia", but "chronic" psoriasis."""

INVARIANT = frozenset(
    """diabetes herpes shingles rabies scabies caries aids hives measles mumps tetanus rickets scleroderma mellitus
    graves graves' eyes lupus hiv pancreas gallstones hemorrhoids legs""".split()
)
CONJUNCTIONS = frozenset({"and", "or"})
FILLERS = frozenset({"other", "certain", "some", "many", "several", "various", "advanced", "metastatic"})

JOINS = frozenset(" |\u00a0|\u2009|-|\u2010|\u2011|\u2013|/|” |\" |’ |' ".split("|"))
"""What may stand between two words of one phrase."""

TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+|(?<=s)['’])?")

ORGANISATION = (
    r"(?:Societ(?:y|ies)|Foundations?|Associations?|Institutes?|Cent(?:er|re)s?|Hospitals?|Networks?|Coalition|Council|Alliance|"
    r"University|College|Department|Division|School|Clinics?|Journal|Program(?:me)?|Organi[sz]ation|Group|"
    r"Consortium|Fund|Trust|League|Federation|Campaign|Unit|Service|Initiative|Collaborative|Registry|"
    r"Academy|Congress|Symposium|Conference|Meeting|Month|Week|Committee|Panel|Branch|Laborator(?:y|ies)|Lab|Section|"
    r"UK|Canada|Australia|Ireland|America|Europe|Action|Care|Awareness)\b"
)
ORGANISATION_AFTER = re.compile(rf"(?: (?:and|&|of|for|[A-Z][\w’'-]{{1,20}})){{0,4}}? {ORGANISATION}")
ORGANISATION_BEFORE = re.compile(
    rf"{ORGANISATION[:-2]} (?:of|for|on|against)(?: (?:the|and|&|of)|,? (?:and )?[A-Z][\w-]{{0,20}},?){{0,8}} $"
)
SCALE_BEFORE = re.compile(r"\b(?:Scale|Index|Inventory|Questionnaire|Scores?) (?:for|of) $", re.IGNORECASE)
SCALE_AFTER = re.compile(
    r"(?:[ -](?:symptoms?|severity|activity|area|and|rating|quality|of|life|impact|assessment|status|disability|"
    r"specific|global|impairment|functional|composite|disease|inventory)){0,6}[ -]"
    r"(?:index|indices|scales?|scores?|inventory|questionnaires?|scoring|rating)\b",
    re.IGNORECASE,
)
DISEASE_CUE_BEFORE = re.compile(
    r"\b(?:with|of|for|in|have|has|had|active|severe|advanced|treat|treating|against) $"
)
DISEASE_CUE_AFTER = re.compile(
    r"[ -](?:patients?|drugs?|treatments?|therap|symptoms?|speciali|cells?|medic|relapse|trials?)"
)

SPELLINGS = (("aem", "em"), ("tumour", "tumor"), ("oesoph", "esoph"), ("oedem", "edem"), ("coeliac", "celiac"),
             ("rrhoea", "rrhea"), ("paed", "ped"))  # fmt: skip


@dataclass
class Lexicon:
    """The tables of models/lexicon/conditions*.tsv, keyed by lower-case words with hyphens as spaces."""

    words: dict[str, str] = field(default_factory=dict)
    """A single word to its kind: HEAD, DISEASE, MODIFIER, COURSE, ALIAS, ADJECTIVE."""
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=dict)
    """The first word of a phrase to the whole phrases with their kinds, longest first."""
    names: dict[str, str] = field(default_factory=dict)
    """Full names of aliases and adjectives."""
    abbreviations: dict[str, str] = field(default_factory=dict)
    unsure: dict[str, str] = field(default_factory=dict)
    """Abbreviations that mean other things too."""
    established: set[str] = field(default_factory=set)
    sites: set[str] = field(default_factory=set)
    vague: set[str] = field(default_factory=set)


class Word(NamedTuple):
    """A token: its place, and its key (lower case, straight apostrophe)."""

    start: int
    end: int
    key: str


class Unit(NamedTuple):
    """One or more words that the tables know as one: `first` and `last` are token numbers."""

    first: int
    last: int
    kind: str
    key: str
    end: int
    """Where it ends in the text: without a possessive 's."""
    name: str | None = None


KINDS = {"word": "DISEASE", "name": "DISEASE", "modifier": "MODIFIER", "site": "MODIFIER", "alias": "ALIAS",
         "adjective": "ADJECTIVE", "eponym": "EPONYM"}  # fmt: skip
RANK = {"HEAD": 0, "DISEASE": 1, "ALIAS": 2, "ADJECTIVE": 3, "COURSE": 4, "MODIFIER": 5, "EPONYM": 6}
FULL = frozenset({"DISEASE", "ALIAS"})


@cache
def read_lexicon() -> Lexicon:
    """The lexicon, read once a process.

    Raises: ModelError where a table is missing.
    """
    lexicon = Lexicon()
    symptoms: set[str] = set()
    for file in ("conditions.tsv", "conditions_hand.tsv"):
        for row in _read_rows(file):
            term = row["term"].replace("-", " ")
            match row["class"]:
                case "abbreviation":
                    lexicon.abbreviations[row["term"]] = row["name"]
                case "unsure":
                    lexicon.unsure[row["term"]] = row["name"]
                case "established" | "vague" as collection:
                    getattr(lexicon, collection).add(term)
                case "symptom":
                    symptoms.add(term)
                case kind:
                    _add_term(lexicon, term, KINDS[kind], row.get("name"))
                    if kind == "site":
                        lexicon.sites.add(term)
    lexicon.words |= dict.fromkeys(HEADS, "HEAD") | dict.fromkeys(COURSE, "COURSE")
    for word in symptoms & {w for w, kind in lexicon.words.items() if kind == "DISEASE"}:
        del lexicon.words[word]
    for phrases in lexicon.phrases.values():
        phrases[:] = [entry for entry in phrases if " ".join(entry[0]) not in symptoms]
        phrases.sort(key=lambda entry: -len(entry[0]))
    return lexicon


def _read_rows(file: str) -> Iterator[dict[str, str]]:
    path = models_folder() / "lexicon" / file
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    except OSError as error:
        raise ModelError("the table of conditions is missing", where=str(path)) from error


def _add_term(lexicon: Lexicon, term: str, kind: str, name: str | None) -> None:
    if name:
        lexicon.names[term] = name
    words = tuple(term.split())
    if len(words) > 1:
        lexicon.phrases.setdefault(words[0], []).append((words, kind))
    elif RANK[kind] < RANK.get(lexicon.words.get(term, ""), 9):
        lexicon.words[term] = kind


def find_conditions(text: str, abbreviations: Mapping[str, str]) -> list[Name]:
    """Mentions of diseases in `text`, kind CONDITION, sorted, without overlaps.

    `abbreviations` maps the short forms that the article defines to their long forms. A mention that is the harm of
    a treatment is found too: an ADVERSE_EVENT fact that overlaps a CONDITION name wins, and so do the names of
    trials and journals.
    """
    words = [Word(m.start(), m.end(), m[0].lower().replace("’", "'")) for m in TOKEN.finditer(text)]
    reader = _Reader(text, words, abbreviations)
    found: list[Name] = []
    for run in reader.runs():
        for phrase in _split_run(run):
            found += reader.read_phrase(phrase)
    found = [name for name in found if not _is_organisation_or_scale(text, name)]
    return _without_overlaps(found)


class _Reader:
    """Reads the phrases of one article."""

    def __init__(self, text: str, words: list[Word], abbreviations: Mapping[str, str]) -> None:
        self.text, self.words, self.lexicon = text, words, read_lexicon()
        self.lower = text.lower()
        self.abbreviations = dict(_resolve_all(abbreviations))
        self.not_conditions = abbreviations.keys() - self.abbreviations.keys()
        self.ends: dict[int, Unit] = {}

    def runs(self) -> Iterator[list[Unit]]:
        """Maximal runs of joined units that hold a head, a disease or an adjective of one."""
        units = list(self._units())
        self.ends = {unit.last: unit for unit in units}
        run: list[Unit] = []
        for unit in units:
            if run and not (unit.first == run[-1].last + 1 and self._joined(run[-1].last, unit.first)):
                yield run
                run = []
            run.append(unit)
        if run:
            yield run

    def _units(self) -> Iterator[Unit]:
        number = 0
        while number < len(self.words):
            unit = self._unit(number)
            if unit:
                yield unit
            number = unit.last + 1 if unit else number + 1

    def _unit(self, number: int) -> Unit | None:
        """The longest unit of the tables at this word."""
        word = self.words[number]
        return (
            self._phrase(number, word.key) or self._abbreviation(number, word) or self._single(number, word)
        )

    def _phrase(self, number: int, key: str) -> Unit | None:
        for parts, kind in self.lexicon.phrases.get(key, ()):
            cut = self._match(number, parts)
            if cut is not None:
                last, term = number + len(parts) - 1, " ".join(parts)
                return Unit(
                    number, last, kind, term, self.words[last].end - cut, self.lexicon.names.get(term)
                )
        return None

    def _match(self, number: int, parts: tuple[str, ...]) -> int | None:
        """How many letters to cut where the words from `number` on are these parts; the last may be a plural."""
        last = number + len(parts) - 1
        if last >= len(self.words) or any(
            self.words[number + k].key != parts[k] for k in range(1, len(parts) - 1)
        ):
            return None
        if not self._plain_gaps(number, last):
            return None
        return dict(_lookup_forms(self.words[last].key)).get(parts[-1])

    def _abbreviation(self, number: int, word: Word) -> Unit | None:
        short = self.text[word.start : word.end]
        if short.islower() or len(short) < 2:
            return None
        for form in (short, short.removesuffix("s")):
            name = self.abbreviations.get(form) or self._known_abbreviation(form, word)
            if name:
                return Unit(number, number, "DISEASE", form, word.end, name)
        return None

    def _known_abbreviation(self, short: str, word: Word) -> str | None:
        if short in self.not_conditions:
            return None
        if short in self.lexicon.abbreviations:
            return self.lexicon.abbreviations[short]
        name = self.lexicon.unsure.get(short)
        if not name or self.text[max(0, word.start - 2) : word.start] == ", ":  # a degree: "Jane Roe, MS"
            return None
        if name in self.lower:
            return name
        before = DISEASE_CUE_BEFORE.search(self.text[max(0, word.start - 12) : word.start])
        return name if before and DISEASE_CUE_AFTER.match(self.text, word.end) else None

    def _single(self, number: int, word: Word) -> Unit | None:
        for key, cut in _lookup_forms(word.key):
            kind = self.lexicon.words.get(key)
            if kind and (kind != "EPONYM" or self.text[word.start : word.end].istitle()):
                return Unit(number, number, kind, key, word.end - cut, self.lexicon.names.get(key))
        return None

    def _joined(self, left: int, right: int) -> bool:
        return self.text[self.words[left].end : self.words[right].start] in JOINS

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
        """The phrase without course words that its established name lacks, and without names of other people."""
        if _singular(phrase[-1].key) not in EPONYM_HEADS:
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
        if head.name:
            before = self._plain(self.words[phrase[0].first].start, self.words[head.first].start)
            return before + head.name
        return _singular_name(self._plain(self.words[phrase[0].first].start, head.end))

    def _plain(self, start: int, end: int) -> str:
        """The text in lower case, with plain hyphens, apostrophes and spaces, and without quotes."""
        plain = re.sub("[‐‑–]", "-", self.text[start:end].lower().replace("’", "'"))
        return re.sub(r"\s+", " ", re.sub(r"[“”\"]|' |'$(?<!s')", " ", plain)).lstrip()

    def _place_after(self, head: Unit) -> tuple[int, str]:
        """Where a phrase ends, and " of the bone marrow" where a place follows its head."""
        number = head.last + 1
        keys = [word.key for word in self.words[number : number + 2]]
        if not keys or keys[0] != "of" or _singular(head.key) not in OF_HEADS:
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
            if unit.key in self.lexicon.sites:
                last = unit.last
            elif unit.kind != "MODIFIER":
                break
            number = unit.last + 1
        return last

    def _plain_gaps(self, first: int, last: int) -> bool:
        return all(self._joined(number, number + 1) for number in range(first, last))

    def _elided(self, phrase: list[Unit]) -> Iterator[Name]:
        """What shares the head: "lung, colon" in "lung, colon and kidney cancer"."""
        number = phrase[0].first - 1
        if len(phrase) == 1 and (number < 0 or self.words[number].key not in FILLERS):
            return
        while number > 0 and self.words[number].key in FILLERS:
            number -= 1
        if number < 1 or self.words[number].key not in CONJUNCTIONS:
            return
        while number > 0 and self.words[number].key in CONJUNCTIONS:
            number -= 1
        while chunk := self._chunk(number, phrase):
            start, end = self.words[chunk[0].first].start, chunk[-1].end
            tail = phrase[-1:] if chunk[-1].key in self.lexicon.sites else phrase[1:]
            yield Name(start, end, "CONDITION", f"{self._plain(start, end)} {self._name(tail)}")
            number = chunk[0].first - 1
            if number < 0 or self.text[self.words[number].end : start] != ", ":
                return

    def _chunk(self, number: int, phrase: list[Unit]) -> list[Unit]:
        """The modifiers that end at this word and may share the phrase's head."""
        chunk: list[Unit] = []
        while (unit := self.ends.get(number)) and unit.kind in {"MODIFIER", "ALIAS"}:
            if chunk and not self._joined(unit.last, chunk[0].first):
                break
            chunk.insert(0, unit)
            number = unit.first - 1
        if not chunk:
            return []
        if _singular(chunk[-1].key) != chunk[-1].key:  # "lungs and breast cancer"
            return []
        shares_kind = len(phrase) > 1 and phrase[0].kind in {"MODIFIER", "COURSE"}
        kind_of_disease = shares_kind and ADJECTIVE_ENDING.search(chunk[-1].key)
        return chunk if chunk[-1].key in self.lexicon.sites or kind_of_disease else []


ADJECTIVE_ENDING = re.compile(
    r"(?:ary|ar|ic|ous|al|oid|cell|hodgkin(?:'s)?|type (?:\d|i{1,2}|one|two)|remitting|negative)$"
)


def _split_run(run: list[Unit]) -> Iterator[list[Unit]]:
    """The phrases of a run: each ends in a head or a disease; at most one modifier stands between two ends."""
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
    """Whether a phrase ends here, or its next head belongs to it: "iron deficiency anemia", "lupus nephritis"."""
    head, next_head = _singular(run[end].key), _singular(run[following].key)
    if run[end].kind == "HEAD":
        return end == start or (head in OPAQUE_HEADS and next_head not in JOINING_HEADS)
    repeats = following == end + 1 and next_head in OPAQUE_HEADS - {"disease"}
    return repeats and run[end].kind == "DISEASE"


def _resolve_all(abbreviations: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The short forms whose long form is a condition, with its name."""
    for short, long in abbreviations.items():
        names = find_conditions(long, {}) if " " in long or "-" in long or len(long) > 6 else []
        if names and names[-1].end >= len(long.rstrip()) - 1:
            yield short, names[-1].name


@cache
def _lookup_forms(key: str) -> tuple[tuple[str, int], ...]:
    """The forms under which a word may stand in the tables, with the letters cut from its end."""
    forms = [(key, 0)]
    for suffix in ("'s", "'"):
        if key.endswith(suffix):
            forms.append((key[: -len(suffix)], len(suffix)))
    forms += [(_american(form), cut) for form, cut in forms]
    forms += [(_singular(form), cut) for form, cut in forms]
    return tuple(dict.fromkeys(forms))


def _american(word: str) -> str:
    for british, american in SPELLINGS:
        word = word.replace(british, american)
    return word


def _singular(word: str) -> str:
    """The singular of an English or Latin noun, by its ending."""
    if word in INVARIANT or len(word) < 4 or word.endswith(("ss", "us", "is", "'s", "'", "oides", "os")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("oses"):
        return word[:-2] + "is"
    return word[:-1] if word.endswith("s") else word


def _singular_name(name: str) -> str:
    *before, last = name.split(" ")
    return " ".join([*before, _singular(last)])


def _is_organisation_or_scale(text: str, name: Name) -> bool:
    """Whether the mention is part of an organisation's, a meeting's or a scale's name."""
    if SCALE_AFTER.match(text, name.end):
        return True
    if SCALE_BEFORE.search(text[max(0, name.start - 20) : name.start]):
        return True
    if not text[name.start].isupper():
        return False
    before = text[max(0, name.start - 90) : name.start]
    return bool(ORGANISATION_AFTER.match(text, name.end) or ORGANISATION_BEFORE.search(before))


def _without_overlaps(names: list[Name]) -> list[Name]:
    """Sorted names; of two that overlap the longer stays."""
    kept: list[Name] = []
    taken: list[Span] = []
    for name in sorted(names, key=lambda name: (name.start - name.end, name.start)):
        if all(name.end <= start or end <= name.start for start, end in taken):
            kept.append(name)
            taken.append((name.start, name.end))
    return sorted(kept)
