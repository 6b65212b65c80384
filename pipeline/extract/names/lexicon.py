"""Finds the names of a table in running text, in one pass, with offsets into the text as it was given.

Text is folded first: case, line breaks, no-break spaces, hyphen variants, soft hyphens. The fold keeps where
every character came from, so that a hit in the folded text points at the right characters of the article.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from sys import intern
from typing import NamedTuple

import ahocorasick_rs

from pipeline.errors import ModelError
from pipeline.paths import models_folder

HYPHENS = "\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d"
SPACES = (
    "\t\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
# "İ" is the only character that grows when it is lowercased; the apostrophe is written in two ways.
_SAME = {**dict.fromkeys(HYPHENS, "-"), **dict.fromkeys(SPACES, " "), "İ": "I", "’": "'"}
_SHRINKS = re.compile(rf"[ \n]{{2,}}|\n|[{INVISIBLE}]+")
# The same where no space stands before another space or a line break, as is usual: ten times as fast.
_SHRINKS_TIDY = re.compile(rf"\n[ \n]*|[{INVISIBLE}]+")
_PARAGRAPH = "\n"


class Folded(NamedTuple):
    """A text in its plain form, and where its characters came from."""

    text: str
    """Lower case, single spaces; "\\n" stands only where a paragraph ends."""
    cased: str
    """The same with its capitals."""
    cuts: list[int]
    shifts: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text for a non-empty span of the folded one."""
        return self._origin(start), self._origin(end - 1) + 1

    def _origin(self, position: int) -> int:
        return position + self.shifts[bisect_right(self.cuts, position) - 1]


def fold(text: str) -> Folded:
    """The plain form of a text: what names are looked up in."""
    same = _same_length(text)
    cuts, shifts = [0], [0]
    pieces: list[str] = []
    last = length = 0
    untidy = "  " in same or " \n" in same
    for match in (_SHRINKS if untidy else _SHRINKS_TIDY).finditer(same):
        kept = _replacement(match.group())
        pieces += (same[last : match.start()], kept)
        length += match.start() - last + len(kept)
        last = match.end()
        if len(kept) != len(match.group()):
            cuts.append(length)
            shifts.append(last - length)
    cased = "".join((*pieces, same[last:]))
    return Folded(cased.lower(), cased, cuts, shifts)


def _same_length(text: str) -> str:
    """One hyphen, one space, one apostrophe. Replacing is 10 times as fast as `str.translate`."""
    for character, plain in _SAME.items():
        if not text.isascii() or character.isascii():
            text = text.replace(character, plain)
    return text


def _replacement(run: str) -> str:
    if run[0] in INVISIBLE:
        return ""
    return _PARAGRAPH if run.count("\n") > 1 else " "


def _plain(form: str) -> str:
    return form.lower() if form.isascii() else fold(form).text


def _joined(form: str) -> str:
    return form.upper().replace("-", "").replace(" ", "")


class Entry(NamedTuple):
    """One name of a table."""

    form: str
    name: str
    kind: str
    rule: frozenset[str]
    components: tuple[str, ...] = ()
    source: str = ""


class Hit(NamedTuple):
    """A name of the table in the folded text."""

    start: int
    end: int
    entry: Entry


class Lexicon:
    """The names of a table, ready to be found.

    Example:
        >>> lexicon = Lexicon([Entry("Rituxan", "rituximab", "DRUG", frozenset())])
        >>> [hit.entry.name for hit in lexicon.find(fold("given RITUXAN\\u00ae twice"))]
        ['rituximab']
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries: dict[str, list[Entry]] = {}
        self._codes: dict[str, Entry] = {}
        for entry in entries:
            if entry.kind == "CODE":
                self._codes[_joined(entry.form)] = entry
            else:
                self._entries.setdefault(_plain(entry.form), []).append(entry)
        self._forms = list(self._entries)
        self.combinations = {name for same in self._entries.values() for _, name, *_ in same if " + " in name}
        """The normal forms of fixed combinations: "sacubitril + valsartan"."""
        self._automaton = ahocorasick_rs.AhoCorasick(self._forms)

    def __len__(self) -> int:
        return len(self._forms) + len(self._codes)

    def entries(self) -> Iterator[Entry]:
        """Every entry, codes last."""
        for same in self._entries.values():
            yield from same
        yield from self._codes.values()

    def get(self, form: str) -> list[Entry]:
        """The entries whose form is this, whatever its case."""
        return self._entries.get(_plain(form.strip()), [])

    def code(self, form: str) -> Entry | None:
        """The entry of a laboratory's code, however it is spaced: "AMG 162", "AMG-162", "AMG162"."""
        return self._codes.get(_joined(form))

    def find(self, folded: Folded) -> Iterator[Hit]:
        """Every whole-word occurrence, overlapping ones too, each entry of a form as a hit of its own."""
        text = folded.text
        for form, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if is_whole_word(text, start, end):
                for entry in self._entries[self._forms[form]]:
                    yield Hit(start, end, entry)


def is_whole_word(text: str, start: int, end: int) -> bool:
    """Whether no letter or digit touches the span from outside."""
    return not (start and text[start - 1].isalnum()) and not (end < len(text) and text[end].isalnum())


@cache
def drug_lexicon() -> Lexicon:
    """The drug names of models/lexicon/drugs.tsv; read once.

    Raises: ModelError if the table is missing or broken.
    """
    path = models_folder() / "lexicon" / "drugs.tsv"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()[1:]
        return Lexicon(_read_entry(line) for line in lines)
    except (OSError, ValueError) as error:
        hint = "python models/lexicon/build.py"
        raise ModelError(
            f"the table of drug names cannot be read: {error}", where=str(path), hint=hint
        ) from error


def _read_entry(line: str) -> Entry:
    form, name, kind, rule, components, source = line.split("\t")
    parts = tuple(components.split(";")) if components else ()
    return Entry(form, name, kind, _rules(rule), parts, intern(source))


@cache
def _rules(rule: str) -> frozenset[str]:
    return frozenset(rule.split())


@cache
def read_words(file: str) -> frozenset[str]:
    """The lower-case words of a list in models/lexicon/: "salts.txt", "makers.txt", "not_codes.txt".

    Raises: ModelError if the list is missing.
    """
    path = models_folder() / "lexicon" / file
    try:
        return frozenset(path.read_text(encoding="utf-8").split())
    except OSError as error:
        raise ModelError("a list of words cannot be read", where=str(path)) from error
