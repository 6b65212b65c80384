"""Sentences of medical news: stops and line ends that end one, and the abbreviations that do not.

Every stop is looked at once, with the word before it and the word after it: the time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.extract.spans import Span


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


# Before a name or a number: never the last word of a sentence.
_TITLES = _words(
    "dr drs mr mrs ms prof profs st sr sra fr rev hon gov sen rep gen lt sgt messrs vs v e.g eg i.e ie cf "
    "viz fig figs eq ref refs vol vols pp ed eds approx ca circa resp incl excl assoc univ dept"
)
# Parts of an abbreviated journal or society name: "N. Engl. J. Med.", "Am. Soc. Clin. Oncol."
_JOURNAL_PARTS = _words(
    "engl j med clin oncol ann intern surg res am soc proc natl acad sci int eur br brit lett rheum dis "
    "neurol cardiol hematol haematol psychiatr psychiatry gastroenterol hepatol immunol rheumatol "
    "dermatol endocrinol metab pharmacol ther biol chem exp rev arch nat commun transl acta scand suppl "
    "assn biochem obstet gynecol pediatr urol respir crit infect microbiol radiol ophthalmol otolaryngol "
    "pathol physiol"
)
# May also stand at the end of a sentence: what follows decides.
_EITHER = _words(
    "u.s u.k u.n e.u u.s.a d.c m.d ph.d m.sc b.sc m.p.h d.o r.n pharm.d d.phil f.r.c.p m.b.a jr inc corp "
    "co ltd cos plc llc etc al a.m p.m am pm jan feb mar apr jun jul aug sept sep oct nov dec i.v iv s.c "
    "sc p.o i.m b.i.d t.i.d q.d bid tid mo mos yr yrs wk wks hr hrs min mins sec kg mg mcg ml no nos ft "
    "lb lbs oz"
)
# Of those, the ones after which any capital begins a sentence: a name seldom follows a unit.
_UNITS = _words("mo mos yr yrs wk wks hr hrs min mins sec kg mg mcg ml ft lb lbs oz bid tid iv sc am pm")
# Words that begin sentences, and seldom the second half of a name.
_STARTERS = _words(
    "a about according after all also although among an and another as at because before both but by "
    "despite during each early even every experts for four from given he her here his how however i if in "
    "instead investigators it its last like many median more most my nearly new no none not of on once "
    "one only or other our overall patients people published researchers results side since so some still "
    "study such than that the their then there these they this those three through thus to today "
    "treatment two under until we what when where whether which while who why with women yet you your"
)
# Nouns that take a single letter as their kind: "hepatitis B.", "arm A." do end a sentence.
_LETTERED = _words(
    "vitamin hepatitis group groups arm arms cohort type grade stage phase class part panel table figure "
    "influenza category plan step schedule regimen immunoglobulin factor"
)

_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*|\n")
_WORD_BEFORE = re.compile(r"[^\s()\[\"“‘/—–-]+$")
_NEXT = re.compile(r"[\"'“‘«(\[*•▪●–—\-]{0,3}\s?(\w[\w'’\-]*)?")
_GLUED = re.compile(r"[\"“(]?[A-Z][a-z'’]*[\s,:]")
_CITATION = re.compile(
    r"\d{1,2}(?:[,–-]\d{1,2}){0,5}(?=\s+[\"“(]?[A-Z])|(?:\[\d{1,3}(?:[,–-]\d{1,3}){0,5}\])(?=\s)"
)
_BULLET = re.compile(r"\s*(?:[-–—•▪●*·◦‣]|\(?\d{1,2}[.)])\s")

_LONGEST = 2_000
"""Characters of a sentence; a longer one is no prose and is cut, since numbers are weighed against all others
of their sentence.
"""
_SHORT_LINE = 45
"""A line of fewer characters was not broken by wrapping: it is a heading, a list item or a byline."""


def find_sentences(text: str) -> list[Span]:
    """Sentences of `text` in order: half-open code point offsets, without the white space around them.

    A blank line always ends a sentence; a single line end does after a heading, a short line or a list item;
    ".", "!", "?" and "…" do, unless they belong to an abbreviation, an initial, a number or a quotation
    that goes on. None is longer than `_LONGEST`.
    """
    sentences: list[Span] = []
    start = 0
    for stop in _STOP.finditer(text):
        end = _end_of_line(text, stop.start()) if stop.group() == "\n" else _end_at_stop(text, stop)
        if end > start:
            _append_trimmed(sentences, text, start, end)
            start = end
    _append_trimmed(sentences, text, start, len(text))
    return sentences


def _append_trimmed(sentences: list[Span], text: str, start: int, end: int) -> None:
    while end - start > _LONGEST:
        space = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        cut = space if space > 0 else start + _LONGEST
        _append_trimmed(sentences, text, start, cut)
        start = cut
    piece = text[start:end]
    bare = piece.strip()
    if bare:
        start += len(piece) - len(piece.lstrip())
        sentences.append((start, start + len(bare)))


def _end_of_line(text: str, newline: int) -> int:
    """`newline` where the line end is also the end of a sentence, else -1."""
    begin = max(text.rfind("\n", 0, newline), newline - 400) + 1
    line = text[begin:newline].strip()
    after = text[newline + 1 : newline + 60]
    following = after.lstrip(" \t\r\xa0")
    if not line or not following or following[0] == "\n":
        return newline
    if _BULLET.match(following) or line[-1] == ":":
        return newline
    if len(line) < _SHORT_LINE or _BULLET.match(line + " "):
        return newline if not following[0].islower() else -1
    return -1


def _end_at_stop(text: str, stop: re.Match[str]) -> int:
    """Where the sentence ends that this stop closes, or -1 if it closes none."""
    at, end = stop.span()
    if end == len(text) or text[end] == "\n":
        return end if text[at] != "." or not _is_title(text, at) else -1
    if not text[end].isspace():
        return _end_at_glued_stop(text, at, end)
    if _next_is_lower(text, end):
        return -1
    if stop.group()[0] == "." and _is_abbreviation(text, at, end):
        return -1
    return end


def _end_at_glued_stop(text: str, at: int, end: int) -> int:
    """A stop without white space after it: a reference number, or a space that was lost ("...?A: ...")."""
    if at == 0 or not (text[at - 1].isalpha() or text[at - 1] in ')%”"'):
        return -1
    citation = _CITATION.match(text, end, end + 40)
    if citation and text[at] == "." and text[max(0, at - 3) : at].isalpha():
        return citation.end()
    if not _GLUED.match(text, end, end + 24):
        return -1
    word = _word_before(text, at)
    if text[at] in "?!" or (word.isalpha() and word.islower() and len(word) > 2):
        return end
    return -1


def _next_is_lower(text: str, end: int) -> bool:
    found = _NEXT.match(text, end + 1)
    word = found.group(1) if found else None
    return bool(word) and word[0].islower() and not word[1:2].isupper()  # type: ignore[index]


def _word_before(text: str, at: int) -> str:
    found = _WORD_BEFORE.search(text, max(0, at - 24), at)
    return found.group() if found else ""


def _is_title(text: str, at: int) -> bool:
    word = _word_before(text, at)
    # In capitals it is an abbreviation of something else: "like MS."
    return word.lower() in _TITLES and not (len(word) > 1 and word.isupper())


def _is_abbreviation(text: str, at: int, end: int) -> bool:
    """Whether the full stop at `at` belongs to the word before it and the sentence goes on."""
    word = _word_before(text, at)
    lower = word.lower()
    found = _NEXT.match(text, end + 1)
    following = (found.group(1) or "") if found else ""
    starts = re.split("['’]", following.lower())[0] in _STARTERS
    if lower in _TITLES:
        return _is_title(text, at)
    if len(word) == 1 and word.isalpha():
        return word.isupper() and not starts and not _is_lettered(text, at)
    if lower in _JOURNAL_PARTS and word[0].isupper():
        return not starts
    if lower in {"no", "nos"}:
        return following[:1].isdigit()
    if lower in _EITHER:
        return not starts and not (lower in _UNITS and following[:1].isupper())
    return False


def _is_lettered(text: str, at: int) -> bool:
    """Whether the single letter before the stop names a kind of the noun before it: "hepatitis B."."""
    return _word_before(text, at - 2).lower() in _LETTERED


def cut_long(sentences: Iterable[Span], longest: int = 2_000) -> Iterator[Span]:
    """The sentences, in pieces of at most `longest` characters, so that no reader of one takes long."""
    for start, end in sentences:
        for first in range(start, end, longest):
            yield first, min(end, first + longest)
