"""Words broken at a line's end: whether the hyphen is the typesetter's or the word's own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

SOFT_HYPHEN = "\u00ad"
HYPHENS = "-\u2010"
"""The keyboard's, and Unicode's; U+2011 never ends a line."""
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*(?:[-‐‑][^\W\d_]+)*")
LAST_WORD = re.compile(r"[\w’'-]*$")
FIRST_WORD = re.compile(r"[\w’'-]*")
SUSPENDED = re.compile(r"(?:and|or|to|und|et)\b")
"""What follows the hyphen of "pre- and postmenopausal"."""
RARE = 0.04
"""Of the lines, that end with a hyphen where a page is set without hyphenation; with it one in five does."""

# Second parts that make a compound of any word in front of them: "platinum-resistant", "event-free".
SECOND_PARTS = """
    adjusted approved arm associated based blind blinded confirmed controlled dependent directed driven
    eligible finding free funded induced label level limiting looking lowering making marrow mediated
    naive naïve negative plantar positive reducing refractory related reported resistant sensitive sided
    sparing specific sponsored tailed targeted threatening treated wide
"""
# First parts that make a compound with any whole word after them: "first-line", "once-daily".
FIRST_PARTS = """
    all best bone cross disease dose double drug early eight event ex fifth first five follow four
    fourth front full graft half hard head high large late life long low meta near nine non once one
    open patient peer placebo progression quality ramp real relapse second self seven short single six
    small step ten third three time triple tumor tumour twelve twice two well
"""
# Prefixes make one word as a rule ("untreated", "independent"), so the lists above do not hold for them.
PREFIXES = """
    co con de dis im in inter ir mis out over pre pro re sub super trans un under
"""
# What a typesetter splits off is often no word: "short-ness", "high-est".
SUFFIXES = """
    able al ally ance ant ar ary ble bly ed ence ened ens ent er ers est fied fies ful gle hood ible ic
    ics ing ings ish ity ive less light lights lines ly ment ments ness ory ous ship sion tal ter ters
    tion tions ty ular ure ward wards
"""


class Evidence(NamedTuple):
    """What a document shows of its hyphens."""

    words: Counter[str]
    """Lower-case words and compounds that stand within its lines."""
    marks: Counter[str]
    """Hyphens within its lines."""
    is_hyphenated: bool
    """Whether so many lines end with a hyphen that a typesetter must have put them there."""


def read_evidence(lines: Sequence[str]) -> Evidence:
    """What the lines of a document show; the broken words themselves are left out.

    Args: lines: in reading order, as they stand on the page.
    """
    words: Counter[str] = Counter()
    marks: Counter[str] = Counter()
    ends = 0
    was_broken = False
    for line in lines:
        is_broken = line.endswith((*HYPHENS, SOFT_HYPHEN))
        whole = line.partition(" ")[2] if was_broken else line
        whole = whole.rpartition(" ")[0] if is_broken else whole
        words.update(word.lower() for word in WORD.findall(whole))
        marks.update(mark for mark in whole if mark in HYPHENS)
        ends += is_broken
        was_broken = is_broken
    return Evidence(words, marks, ends >= 2 and ends > RARE * len(lines))


def join_lines(left: str, right: str, evidence: Evidence) -> str:
    """Two lines of a paragraph as one, with a space between or a broken word made whole."""
    if left.endswith(SOFT_HYPHEN):
        return left[:-1] + right
    if len(left) > 1 and left[-1] in HYPHENS and left[-2].isalnum():
        if SUSPENDED.match(right):
            return f"{left} {right}"
        return left + right if _keeps_hyphen(left, right, evidence) else left[:-1] + right
    # A range, an alternative, a ratio: "0.41–" and "0.64", "mg/" and "kg".
    if len(left) > 1 and left[-1] in "–/—" and not left[-2].isspace():
        return left + right
    return f"{left} {right}"


def _keeps_hyphen(left: str, right: str, evidence: Evidence) -> bool:
    before, after = _parts(left, right)
    if not before or not after or not before[-1].isalpha() or not after[0].isalpha():
        return True  # "4-week", "IL-6", "1,000-mg"
    if left[-1] not in evidence.marks and evidence.marks.total():
        return False  # The document's own hyphens are another character.
    votes = _votes(before.lower(), after.lower(), evidence)
    if votes:
        return votes > 0
    if after[0].isupper() and not before.isupper():
        return True  # "Kaplan-Meier"
    head = re.split(r"[-‐]", before)[-1]
    if len(head) == 1 or sum(map(str.isupper, head)) >= 2 or any(map(str.isdigit, head)):
        return True  # "T-cell", "CLL-related", "CD20-positive"
    return _is_compound(head.lower(), re.split(r"[-‐]", after.lower())[0]) or not evidence.is_hyphenated


def _votes(before: str, after: str, evidence: Evidence) -> int:
    """How much oftener the document has the compound than the whole word."""
    after = re.split(r"[-‐]", after)[0]
    return evidence.words[f"{before}-{after}"] - evidence.words[before + after]


def _parts(left: str, right: str) -> tuple[str, str]:
    """The two halves of the word: compounds whole, without what stands around them."""
    before, after = LAST_WORD.search(left[:-1]), FIRST_WORD.match(right)
    return (before[0] if before else "").strip("-'’"), (after[0] if after else "").strip("-'’")


def _is_compound(head: str, after: str) -> bool:
    """By the parts: "platinum-resistant", "first-line"; not "un-related", "high-est"."""
    if head in _words(PREFIXES):
        return False
    if after in _words(SECOND_PARTS):
        return True
    return head in _words(FIRST_PARTS) and len(after) >= 2 and after not in _words(SUFFIXES)


@cache
def _words(table: str) -> frozenset[str]:
    return frozenset(table.split())
