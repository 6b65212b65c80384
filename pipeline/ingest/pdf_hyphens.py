"""Words broken at a line's end: whether the hyphen is the typesetter's or the word's own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
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
SECOND_PARTS = frozenset(
    "free based related controlled negative positive naive naïve specific resistant sensitive refractory associated "
    "mediated treated blind blinded driven dependent targeted directed adjusted confirmed induced eligible "
    "reported approved funded sponsored naïvely looking threatening limiting lowering reducing sparing finding "
    "making label sided tailed arm level wide plantar marrow versus".split()
)
# First parts that make a compound with any whole word after them: "first-line", "once-daily".
FIRST_PARTS = frozenset(
    "first second third fourth fifth long short high low open double single triple full half well all late early "
    "one two three four five six seven eight nine ten twelve once twice follow step ramp front near dose graft "
    "placebo disease event progression relapse patient life small large self cross quality meta peer time "
    "drug head best non ex time-to real hard in-depth tumor tumour bone".split()
)
# Prefixes make one word as a rule ("untreated", "independent"), so the lists above do not hold for them.
PREFIXES = frozenset("un in im ir de dis mis pre re pro co con under over out sub super inter trans".split())
# What a typesetter splits off is often no word: "short-ness", "high-est".
SUFFIXES = frozenset(
    "er ers est ly ness ing ings ed ened ens ish ful less ment ments tion tions sion ity ty al ally ic ics "
    "ous ive ar ary ory ure ant ent ance ence able ible hood ship ward wards ular ters lights light gle "
    "lines ter tal ble bly fied fies".split()
)


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
    broken = False
    ends = 0
    for line in lines:
        inside = FIRST_WORD.sub("", line, count=1) if broken else line
        broken = line.endswith((*HYPHENS, SOFT_HYPHEN))
        ends += broken
        inside = (
            inside[: LAST_WORD.search(inside.rstrip(HYPHENS + SOFT_HYPHEN)).start()] if broken else inside
        )  # type: ignore[union-attr]
        words.update(word.lower() for word in WORD.findall(inside))
        marks.update(mark for mark in inside if mark in HYPHENS)
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
    if head in PREFIXES:
        return False
    return after in SECOND_PARTS or (head in FIRST_PARTS and len(after) >= 2 and after not in SUFFIXES)
