"""Drug names one slip from a known one: "docetaxal", "anastrazole", "Tencentriq".

Only long names of the hand-written tables have neighbours. One slip leaves the first or the last four
letters of a long word whole: names are looked up by these, so that a word costs two lookups, once a process.
Offsets are into the folded text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from pipeline.extract.names.lexicon import Entry, Folded, drug_lexicon
from pipeline.extract.spans import Name

SHORTEST = 9
"""Letters of the shortest word that can be a slip: "Rituxin" may be anything."""
LONGEST = 80
"""Characters between two spaces: more is an address, or no text."""
WHOLE = 4
LONG_WORD = re.compile(rf"(?<!\w)[a-z]{{{SHORTEST},24}}(?!\w)")
# What ends a word made from another: "morphing" is no morphine, unless the name ends so too.
ENDINGS = ("ing", "ed", "ly", "ion", "ous", "er", "ness", "able", "ive", "ity", "ist", "ism", "s")
# Names of substances and remedies that are other names but for a letter.
NOT_SLIPS = frozenset({"actinomycin", "thyroxine", "creatinine", "methionine", "prednisolone"})


def find_misspelt(folded: Folded) -> Iterator[Name]:
    """Words one letter, or two swapped ones, away from a long drug name, with that drug's normal name."""
    # Each word once: an article repeats its words, and hardly any holds a slip.
    if not any(_holds_slip(piece) for piece in set(folded.text.split()) if SHORTEST <= len(piece) <= LONGEST):
        return
    for match in LONG_WORD.finditer(folded.text):
        entry = nearest(match.group())
        if entry is None or not (entry.form[0].islower() or folded.cased[match.start()].isupper()):
            continue
        if not _is_kept_up(match.group(), entry.form.lower(), folded.text):
            yield Name(*match.span(), "DRUG", entry.name)


def _is_kept_up(word: str, name: str, text: str) -> bool:
    """Whether an article spells the word so throughout and ends it as the name: another drug of its kind
    ("soragliflozin" beside the known sotagliflozin), and no slip.
    """
    return word[-WHOLE:] == name[-WHOLE:] and text.count(word) > 1 and name not in text


@lru_cache(maxsize=16_384)
def _holds_slip(piece: str) -> bool:
    return any(nearest(word) for word in LONG_WORD.findall(piece))


@lru_cache(maxsize=16_384)
def nearest(word: str) -> Entry | None:
    """The one long drug name a slip away; None where there is none, or several, or the word is a name itself.

    Args: word: lower case.
    """
    heads, tails = _neighbours()
    candidates = {*heads.get(word[:WHOLE], ()), *tails.get(word[-WHOLE:], ())}
    if not candidates or word in NOT_SLIPS or drug_lexicon().get(word):
        return None
    near = [entry for entry in candidates if is_slip(word, entry.form.lower())]
    names = {entry.name for entry in near}
    return min(near) if len(names) == 1 and not any(_is_other_word(word, e.form) for e in near) else None


def is_slip(word: str, name: str) -> bool:
    """Whether one letter changed, added, left out or swapped with the next makes the word of the name."""
    if word == name or abs(len(word) - len(name)) > 1:
        return False
    first = next((i for i, (a, b) in enumerate(zip(word, name, strict=False)) if a != b), len(name))
    if len(word) == len(name):
        swapped = word[first : first + 2] == name[first : first + 2][::-1]
        return word[first + 1 :] == name[first + 1 :] or (swapped and word[first + 2 :] == name[first + 2 :])
    short, long = sorted((word, name), key=len)
    first = min(first, len(short))
    return short[first:] == long[first + 1 :]


def _is_other_word(word: str, form: str) -> bool:
    """Whether the word's ending makes it another word, or a plural: "interferons"."""
    return any(word.endswith(ending) and not form.lower().endswith(ending) for ending in ENDINGS)


@cache
def _neighbours() -> tuple[dict[str, list[Entry]], dict[str, list[Entry]]]:
    """The long one-word names of the hand-written tables by their first and by their last letters."""
    heads: dict[str, list[Entry]] = {}
    tails: dict[str, list[Entry]] = {}
    for entry in drug_lexicon().entries():
        form = entry.form.lower()
        plain = entry.kind == "DRUG" and not entry.rule and entry.source != "UNII"
        if plain and len(form) >= SHORTEST and form.isalpha() and form.isascii():
            heads.setdefault(form[:WHOLE], []).append(entry)
            tails.setdefault(form[-WHOLE:], []).append(entry)
    return heads, tails
