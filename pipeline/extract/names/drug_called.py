"""Drugs that only the article introduces: "a drug called zunveylazine", "the pill, known as Bravelto".

Offsets are into the folded text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.names.anchored import Anchored
from pipeline.extract.names.drug_alias import find_words
from pipeline.extract.names.lexicon import Folded, Lexicon, read_words
from pipeline.extract.spans import Name

KIND = (
    r"(?:drug|medicine|medication|compound|antibody|molecule|vaccine|pill|tablet|antibiotic|antiviral|"
    r"painkiller"
    r"|antidepressant|inhibitor|blocker|agonist|antagonist|conjugate|chemotherapy|agent|remedy|treatment|"
    r"therapy)"
)
# "a drug called X", "the antibody, which is known as X", "a pill (called X)"; the name is a word of its own.
A_KIND_BEFORE = re.compile(rf"\b{KIND},?(?: that is| which is| is| was)?(?: also| now| currently)? ?[(]?$")
INTRODUCED = Anchored(
    r"(?:called|named|known as|known generically as|dubbed) [\"“']?"
    r"([A-Z][a-z]{4,19}|[a-z]{7,20})"
    r"(?=[®™]|[\"”']?(?:[,.;:)(\n]| (?:and|or|is|was|has|had|that|which|to|for|in|with|can"
    r"|could|may|on|by|after|given|plus|alone|versus)\b|$))",
    "called named known dubbed",
    cased=True,
)
WINDOW = 48
"""Characters before "called" in which the kind of thing stands."""
# What ends the names of classes, methods and people's words: "a drug called chemotherapy".
OTHER_ENDINGS = (
    "ing",
    "tion",
    "sion",
    "ment",
    "ness",
    "ity",
    "able",
    "ible",
    "ous",
    "ful",
    "less",
    "ism",
    "ist",
    "ics",
    "ers",
    "tors",
    "ates",
    "ants",
    "ines",
    "ides",
    "oids",
    "gens",
    "kers",
    "ways",
    "therapy",
    "hormone",
    "steroid",
    "vaccine",
    "medicine",
    "placebo",
    "ically",
    "ally",
    "ly",
    "ed",
    "killer",
    "pies",
    "tomy",
    "plasty",
    "scopy",
    "graphy",
    "thinner",
    "blocker",
    "something",
    "whatever",
    "protein",
    "enzyme",
    "insulin",
    "control",
    "standard",
)


def find_called(folded: Folded, lexicon: Lexicon) -> Iterator[Name]:
    """Every mention of a word that the article introduces as a drug's name, whatever its shape.

    Not: words that the tables know, classes ("called statins") and common words by their endings.
    """
    names = {
        match[1]
        for match in INTRODUCED.finditer(folded.cased)
        if A_KIND_BEFORE.search(folded.cased, max(0, match.start() - WINDOW), match.start())
    }
    new = {name: name.lower() for name in sorted(names) if _is_new(name.lower(), lexicon)}
    yield from find_words(folded, new)


def _is_new(word: str, lexicon: Lexicon) -> bool:
    known = lexicon.get(word) or word in read_words("makers.txt")
    return not known and not word.endswith(OTHER_ENDINGS)
