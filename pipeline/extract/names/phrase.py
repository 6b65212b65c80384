"""Longest-match lookup of words and phrases in a table: the tool under condition.py and harm.py.

A hyphen is a space here ("non–small-cell" is three words), a plural or possessive form is looked up as its
noun, and a British spelling as the American one, so that a table needs one form of each term.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from pipeline.errors import ModelError
from pipeline.extract.names.anchored import fold_case
from pipeline.paths import models_folder

TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+|(?<=s)['’])?")
JOINS = frozenset({" ", "\u00a0", "\u2009", "-", "\u2010", "\u2011", "\u2013", "/", "” ", '" ', "’ ", "' "})
"""What may stand between two words of one phrase."""

SPELLINGS = (
    ("aem", "em"),
    ("tumour", "tumor"),
    ("oesoph", "esoph"),
    ("oedem", "edem"),
    ("coeliac", "celiac"),
    ("rrhoea", "rrhea"),
    ("paed", "ped"),
    ("pnoea", "pnea"),
)
INVARIANT = frozenset(
    {"diabetes", "herpes", "shingles", "rabies", "scabies", "caries", "aids", "hives", "measles", "mumps"}
    | {"tetanus", "rickets", "graves", "lupus", "hiv", "pancreas", "legs"}
)
NOT_PLURAL = ("ss", "us", "is", "'s", "'", "oides", "os", "betes")
MEMO_LIMIT = 16_384
LONGEST_WORD = 60


class Word(NamedTuple):
    """A token: its place, and its key (lower case, straight apostrophe)."""

    start: int
    end: int
    key: str


class Unit(NamedTuple):
    """One or more words that a table knows as one."""

    first: int
    """Number of its first word."""
    last: int
    kind: str
    key: str
    """The term of the table."""
    end: int
    """Where it ends in the text: without a possessive 's."""
    name: str | None = None
    """Its full form, where the words are not the name."""


class Words:
    """The words of a text, in order: their places and keys at hand, a Word made when asked for."""

    def __init__(self, text: str) -> None:
        folded = fold_case(text).replace("’", "'")
        self.spans = [match.span() for match in TOKEN.finditer(text)]
        self.keys = [folded[start:end] for start, end in self.spans]

    def __len__(self) -> int:
        return len(self.spans)

    def __getitem__(self, number: int) -> Word:
        return Word(*self.spans[number], self.keys[number])


def read_rows(file: str) -> Iterator[dict[str, str]]:
    """The rows of a table of models/lexicon/.

    Raises: ModelError where the table is missing.
    """
    path = models_folder() / "lexicon" / file
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    except OSError as error:
        raise ModelError("a table of the lexicon is missing", where=str(path)) from error


class Vocabulary:
    """Terms with their kinds, found from their first word; the longest wins."""

    def __init__(self, rank: tuple[str, ...]) -> None:
        """`rank`: the kinds, the one first that wins where a word has several."""
        self.rank = {kind: number for number, kind in enumerate(rank)}
        self.words: dict[str, str] = {}
        self.phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._memo: dict[str, tuple[str, str, int] | None] = {}

    def add(self, term: str, kind: str) -> None:
        """Add a term: lower case, hyphens as spaces."""
        parts = tuple(term.split())
        if len(parts) > 1:
            entries = self.phrases.setdefault(parts[0], [])
            entries.append((parts, kind))
            entries.sort(key=lambda entry: (-len(entry[0]), self.rank[entry[1]]))
        elif self.rank[kind] < self.rank.get(self.words.get(term, ""), 99):
            self.words[term] = kind

    def discard(self, term: str) -> None:
        """Take a term out again."""
        parts = tuple(term.split())
        if len(parts) == 1:
            self.words.pop(term, None)
        elif parts[0] in self.phrases:
            self.phrases[parts[0]] = [entry for entry in self.phrases[parts[0]] if entry[0] != parts]

    def known(self, keys: Iterable[str]) -> set[str]:
        """The keys with which a term may begin: at no other word is there one to look for."""
        return {key for key in keys if key in self.phrases or self._recall(key)}

    def find_phrase(self, text: str, words: Words, number: int) -> Unit | None:
        """The longest phrase of several words that starts at this word."""
        for parts, kind in self.phrases.get(words.keys[number], ()):
            cut = _match(text, words, number, parts)
            if cut is not None:
                last = number + len(parts) - 1
                return Unit(number, last, kind, " ".join(parts), words[last].end - cut)
        return None

    def find_word(self, words: Words, number: int) -> Unit | None:
        """The single word at this place, in any of its forms."""
        entry = self._recall(words.keys[number])
        return entry and Unit(number, number, entry[0], entry[1], words[number].end - entry[2])

    def _recall(self, key: str) -> tuple[str, str, int] | None:
        if key not in self._memo:
            if len(self._memo) > MEMO_LIMIT:
                self._memo.clear()
            self._memo[key] = self._look_up(key)
        return self._memo[key]

    def _look_up(self, key: str) -> tuple[str, str, int] | None:
        for form, cut in lookup_forms(key).items() if len(key) < LONGEST_WORD else ():
            if form in self.words:
                return self.words[form], form, cut
        return None


def _match(text: str, words: Words, number: int, parts: tuple[str, ...]) -> int | None:
    """How many letters to cut where the words from `number` on are these parts, the last in any form."""
    keys, last = words.keys, number + len(parts) - 1
    if last >= len(keys) or any(keys[number + k] != parts[k] for k in range(1, len(parts) - 1)):
        return None
    cut = lookup_forms(keys[last]).get(parts[-1])
    joined = cut is not None and all(are_joined(text, words, k) for k in range(number, last))
    return cut if joined else None


def are_joined(text: str, words: Words, number: int) -> bool:
    """Whether this word and the next may belong to one phrase."""
    return text[words.spans[number][1] : words.spans[number + 1][0]] in JOINS


@lru_cache(maxsize=16_384)
def lookup_forms(key: str) -> Mapping[str, int]:
    """The forms under which a word may stand in a table, with the letters cut from its end."""
    forms = [(key, 0)]
    for suffix in ("'s", "'"):
        if key.endswith(suffix):
            forms.append((key[: -len(suffix)], len(suffix)))
    forms += [(_american(form), cut) for form, cut in forms]
    forms += [(singular(form), cut) for form, cut in forms]
    return dict(forms)


def _american(word: str) -> str:
    for british, american in SPELLINGS:
        word = word.replace(british, american)
    return word


def singular(word: str) -> str:
    """The singular of an English or Latin noun, by its ending."""
    if word in INVARIANT or len(word) < 4 or word.endswith(NOT_PLURAL):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("oses"):
        return word[:-2] + "is"
    return word[:-1] if word.endswith("s") else word


def plain(text: str) -> str:
    """A term in lower case, with plain hyphens, apostrophes and spaces, and without quotes."""
    text = re.sub("[‐‑–]", "-", text.lower().replace("’", "'"))
    return re.sub(r"\s+", " ", re.sub(r"[“”\"]|' |'$(?<!s')", " ", text)).lstrip()
