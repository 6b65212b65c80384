"""Abbreviations that an article defines: "hairy cell leukemia (HCL)", "HCL (hairy cell leukemia)".

Letters are matched to words as Schwartz and Hearst do, by scispaCy's `find_abbreviation`; this module finds
the places to try it, so that an article without a definition costs three regular expressions.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline.extract.sought import Sought

if TYPE_CHECKING:
    from spacy.vocab import Vocab

_SHORT = r"[A-Za-z0-9][A-Za-z0-9α-ωΑ-Ω]{0,9}(?:[-–‑/+&.][A-Za-z0-9α-ω]{1,8}){0,3}[.+]?"
# "(HCL)", "(HCL; also called ...)", "[HCL]", "(or HCL)"
_IN_BRACKETS = Sought(
    rf"[(\[][\"“”']?(?:or |the |i\.e\., )?({_SHORT})[\"“”']?(?:[;,:][^()\[\]\n]{{0,120}})?[)\]]"
)
# "chronic lymphocytic leukemia, or CLL," "a disease known as CLL"
_AFTER_OR = Sought(
    r"(?:,\s|\s[-–—]{1,2}\s?|\s)(?:or|known as|called|abbreviated(?: as)?|shortened to)\s[\"“']?"
    r"([A-Z][A-Za-z0-9-]{0,6}[A-Z0-9])(?=[\s,.;:)\"”'—–]|$)"
)
# "HCL (hairy cell leukemia)"
_SHORT_BEFORE = re.compile(rf"(?<![\w(\[])({_SHORT})\s?$")
_LONG_INSIDE = Sought(r"[(\[]((?:(?:a|an|the|or)\s)?[A-Za-z][^()\[\]\n;:]{5,100})[)\]]")
_TOKEN = re.compile(r"\w+|[^\w\s]")
# The long form lies in one part of a sentence: nothing is sought before these.
_SENTENCE_PART_END = re.compile(r"[;:()\[\]!?\"“”]|\n\s*\n|\.(?=\s|$)")
# Words that give no initial, and begin no long form.
_SMALL_WORDS = frozenset(
    {"a", "an", "and", "by", "called", "for", "from", "in", "of", "on", "or", "the", "to", "with"}
)
_GREEK = str.maketrans("αβγδεκλμτω", "abgdeklmto")
# Shapes of an abbreviation that are none: panels, numbers with a letter, degrees, plain words.
_NO_ABBREVIATIONS = frozenset("md phd usa uk us ci hr or ref fig table mg kg ml".upper().split())
_MAX_WINDOW = 160
_MAX_SHORT = 40


def find_abbreviations(text: str) -> dict[str, str]:
    """Short form -> long form, both as written, in the order of their definition; the first definition holds.

    A plural short form ("NSCLCs") is also given in the singular.
    Source of the method: Schwartz and Hearst 2003, Pac Symp Biocomput 8:451.
    """
    found: dict[int, tuple[str, str]] = {}
    for pattern in (_IN_BRACKETS, _AFTER_OR):
        for match in pattern.finditer(text):
            if _is_short_form(match.group(1)):
                long = _long_form_before(text, match.start(), match.group(1))
                found.setdefault(match.start(1), (match.group(1), long))
    for bracket in _LONG_INSIDE.finditer(text):
        before = _SHORT_BEFORE.search(text, max(0, bracket.start() - _MAX_SHORT), bracket.start())
        if before and _is_short_form(before[1]):
            found.setdefault(before.start(1), (before[1], _long_form_inside(bracket[1], before[1])))
    abbreviations: dict[str, str] = {}
    for _, (short, long) in sorted(found.items()):
        if long:
            abbreviations.setdefault(short, long)
            abbreviations.setdefault(_singular(short), long)
    return abbreviations


def _is_short_form(short: str) -> bool:
    """Two to ten characters, at least half of them letters, and written unlike a plain word."""
    letters = sum(c.isalpha() for c in short)
    capitals = sum(c.isupper() for c in _singular(short))
    if not 2 <= len(short) <= 12 or 2 * letters < len(short) or short.upper() in _NO_ABBREVIATIONS:
        return False
    return capitals >= 2 or (capitals == 1 and any(c.isdigit() for c in short))


def _singular(short: str) -> str:
    return short[:-1] if short.endswith("s") and short[:-1].isupper() and len(short) > 2 else short


def _long_form_before(text: str, at: int, short: str) -> str:
    """The long form of `short` that ends at `at`, or ""."""
    window = text[max(0, at - _MAX_WINDOW) : at].rstrip(" \n,—–-")
    breaks = [m.end() for m in _SENTENCE_PART_END.finditer(window)]
    window = window[breaks[-1] if breaks else 0 :]
    bare = _singular(short)
    # A comma stands in a long form only where every word gives its initial: "Prostate, Lung, ..."
    return _match_initials(window, bare) or _match_letters(re.split(r",\s", window)[-1], bare)


def _long_form_inside(inside: str, short: str) -> str:
    """The long form of `short` that a bracket after it gives, or "": only an article may precede it."""
    inside = inside.split(",")[0]
    long = _match_initials(inside, _singular(short)) or _match_letters(inside, _singular(short))
    return long if long and len(inside.split()) - len(long.split()) <= 1 else ""


def _match_initials(window: str, short: str) -> str:
    """The words at the window's end whose initials spell `short`, small words apart, or ""."""
    letters = [c for c in short.translate(_GREEK).lower() if c.isalnum()]
    tokens = [t for t in _TOKEN.finditer(window) if t.group()[0].isalnum()]
    begin = len(window)
    while letters and tokens:
        token = tokens.pop()
        word = token.group().translate(_GREEK).lower()
        if word[0] == letters[-1]:
            letters.pop()
            begin = token.start()
        elif word not in _SMALL_WORDS or begin == len(window):
            return ""
    return _tidy(window[begin:], short) if not letters else ""


def _match_letters(window: str, short: str) -> str:
    """Schwartz and Hearst's match: the window's last words that hold the letters of `short` in order."""
    from scispacy.abbreviation import find_abbreviation
    from spacy.tokens import Doc

    tokens = list(_TOKEN.finditer(window))
    width = min(len(short) + 5, 2 * len(short)) + sum(not t.group().isalnum() for t in tokens)
    tokens = tokens[-width:]
    if not tokens:
        return ""
    # Every token gets a space: find_abbreviation counts characters as if it had one.
    words = [t.group().translate(_GREEK) for t in tokens]
    words.append(short.translate(_GREEK))
    doc = Doc(_vocab(), words=words, spaces=[True] * len(words))
    _, long = find_abbreviation(doc[: len(tokens)], doc[len(tokens) :])
    return "" if long is None else _tidy(window[tokens[long.start].start() :], short)


def _tidy(long: str, short: str) -> str:
    """`long` without a possessive ending, or "" where it cannot be the long form of `short`."""
    long = re.sub(r"['’]s?$", "", long.rstrip())
    words = re.findall(r"\w+", long.lower().translate(_GREEK))
    parts = {part for part in re.split(r"\W", short.lower()) if len(part) > 2}
    last = [c for c in short.lower().translate(_GREEK) if c.isalnum()][-1]
    # The last letter comes from the last word or begins one: all of CHOP lies in "chemotherapy regimen".
    reached = last in words[-1] or any(word[0] == last for word in words)
    if len(long) < len(short) + 2 or words[0] in _SMALL_WORDS or parts & set(words) or not reached:
        return ""
    return long


@cache
def _vocab() -> Vocab:
    from spacy.vocab import Vocab

    return Vocab()
