"""Other names of a drug that the article explains: "Newbrand (newgenericmab)", "also known as ABC-123".

Offsets are into the folded text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from pipeline.extract.names.anchored import Anchored
from pipeline.extract.names.drug_rules import is_joined
from pipeline.extract.names.drug_shape import is_listed_elsewhere
from pipeline.extract.names.lexicon import Folded, Lexicon, is_whole_word, read_words
from pipeline.extract.sought import Sought
from pipeline.extract.spans import Name

WINDOW = 90
"""Characters before a drug in which the other name is sought."""
MARK = r"(?:[®™℠]|\((?:R|TM|SM)\)|\[(?:R|TM)\])?"
NAMES = r"(?:(?:brand|trade|generic|chemical|scientific|code)[ -]?names? ?(?:of |is |as |: ?)?)"
BRAND_NAMES = r"(?:brand|trade)[ -]?names? "
MAKER = r"[A-Z][\w&.]{1,20}"
KNOWN_AS = (
    r",? ?(?:which is |is |was )?(?:also |formerly |previously |generically |chemically |better )*"
    rf"(?:known|called|sold|marketed|referred to)(?: by {MAKER}(?: {MAKER})?)?"
    r"(?: (?:generically|chemically|commercially|scientifically))?(?: as| by| under)?(?: the| its)?"
)
# Between another name and the drug after it.
LINK_BEFORE = Sought(rf"(?:{KNOWN_AS} {NAMES}?|,? (?:the )?{NAMES}|, or )$")
BRACKET_BEFORE = re.compile(
    rf"{MARK} ?[(\[](?:{NAMES}|(?:formerly|also)?(?: known as| called)? ?|sold as |or )$"
)
# What every such link ends in: a cheap test before the patterns.
LINK_ENDS = (
    "(",
    "[",
    "as ",
    "by ",
    "under ",
    "name ",
    "names ",
    "of ",
    "called ",
    "the ",
    "its ",
    "is ",
    "or ",
    ": ",
)
CLOSED = re.compile(rf"{MARK}(?: [\w.]+){{0,3}}[)\],;.]|{MARK} ")

BRAND = r"[A-Z][a-z][A-Za-z]{2,14}"
CODE = r"[A-Z]{1,6}[- ]?\d{2,6}[A-Za-z]?|[A-Z]{2,5}-[A-Z]?\d{1,6}[A-Za-z]?|[a-z]{3,6}-cel"
# Capitals alone are a brand only with a mark: others are abbreviations.
OTHER_NAME = rf"({BRAND}|[A-Z]{{5,15}}(?=[®™(])|{CODE})"
ALIAS_BEFORE = re.compile(rf"(?<![\w-])({BRAND}|[A-Z]{{5,15}}|{CODE})(?:{MARK}| XR| ER)$")
ALIAS_IN_BRACKETS = re.compile(
    rf"{MARK} ?[(\[](?:{NAMES}|formerly (?:known as )?|also (?:known as|called) |(?:sold|marketed) as )?"
    rf"{OTHER_NAME}{MARK}(?=[)\],;])"
)
ALIAS_AFTER = re.compile(
    rf"(?:{KNOWN_AS} {NAMES}?|,? (?:the )?{BRAND_NAMES}"
    rf"|,? which {MAKER} (?:sells|markets) (?:as|under the name) ){OTHER_NAME}(?!\w)"
)


# A second name in the same brackets: "(ABC-123; Newbrand, Maker Inc)".
SECOND_IN_BRACKETS = re.compile(rf"[;,] {OTHER_NAME}{MARK}(?=[)\],;])")
OR_CODE = re.compile(rf", or ({CODE}),")
# Two drugs, and the initials of both.
BETWEEN = re.compile(r"[-/+]| ?\+ ?| (?:and|plus|with)(?: low-dose| high-dose)? ")
INITIALS = re.compile(r" ?[(\[]([A-Z][A-Za-z0-9]{1,3})[)\]]")
# "The drug, code-named ABC-123, ...": the drug that the article is about.
THE_DRUG_BEFORE = re.compile(
    r"\b(?:[Tt]he|[Tt]his) (?:\w+ ){0,2}"
    r"(?:drug|medicine|compound|treatment|therapy|agent|antibody|pill|molecule|vaccine),?"
    r" (?:which is |which was |is |was )?(?:also |once |still |previously |formerly )?$"
)
NOW_CALLED = Anchored(
    r"(?:known|called|code-named|codenamed|referred to|labell?ed)(?: for now| then)?(?: as)?"
    rf" ({CODE})(?: (?:or|and) ({CODE}))?",
    "known called code referred label",
    cased=True,
)


def find_aliases(folded: Folded, drugs: list[Name], lexicon: Lexicon) -> dict[str, str]:
    """Words that the article says to be another name of a drug: as written -> the drug's normal form."""
    aliases: dict[str, str] = {}
    for drug in drugs:
        for alias in _names_beside(folded, drug):
            if _is_name_of(alias, drug, folded) and not _has_meaning(alias, folded, lexicon):
                aliases.setdefault(alias, drug.name)
    return _names_of_the_drug(folded, drugs, lexicon) | aliases


def _names_of_the_drug(folded: Folded, drugs: list[Name], lexicon: Lexicon) -> dict[str, str]:
    """The codes of "the drug, also known as ABC-123": of the drug that the article names most."""
    named = Counter(drug.name for drug in drugs if drug.name.replace(" ", "").isalpha())
    if not named:
        return {}
    main = named.most_common(1)[0][0]
    called = (
        match
        for match in NOW_CALLED.finditer(folded.cased)
        if THE_DRUG_BEFORE.search(folded.cased, max(0, match.start() - WINDOW), match.start())
    )
    codes = (code for match in called for code in match.groups() if code)
    return {code: main for code in codes if lexicon.code(code) is None}


def find_regimens(folded: Folded, drugs: list[Name]) -> dict[str, str]:
    """Initials in brackets after two drugs: "menzavotamab-lenalidomide [ML]" -> {"ML": "ml"}."""
    regimens: dict[str, str] = {}
    for left, right in pairwise(drugs):
        match = INITIALS.match(folded.cased, right.end)
        if match and BETWEEN.fullmatch(folded.text, left.end, right.start):
            initials = (folded.text[left.start], folded.text[right.start])
            letters = match[1].lower()
            if (
                letters != "ct"
                and letters[0] == initials[0]
                and (letters[1] == initials[1] or letters[1:].isdigit())
            ):
                regimens[match[1]] = letters
    return regimens


def find_words(folded: Folded, names: dict[str, str], kind: str = "DRUG") -> Iterator[Name]:
    """Every mention of the words, as written. Args: names: word -> normal form."""
    for word, name in names.items():
        at = folded.cased.find(word)
        while at >= 0:
            if is_whole_word(folded.cased, at, at + len(word)):
                yield Name(at, at + len(word), kind, name)
            at = folded.cased.find(word, at + len(word))


def _names_beside(folded: Folded, drug: Name) -> Iterator[str]:
    """The candidate in brackets after the drug, before a bracket with the drug, or joined by "known as"."""
    for pattern in (ALIAS_IN_BRACKETS, ALIAS_AFTER, OR_CODE):
        if match := pattern.match(folded.cased, drug.end):
            yield match[1]
            if second := SECOND_IN_BRACKETS.match(folded.cased, match.end()):
                yield second[1]
    before = folded.cased[max(0, drug.start - WINDOW) : drug.start]
    if not before.endswith(LINK_ENDS) or not CLOSED.match(folded.cased, drug.end):
        return
    link = BRACKET_BEFORE.search(before) or LINK_BEFORE.search(before)
    if link and (match := ALIAS_BEFORE.search(before[: link.start()])):
        yield match[1]


def _is_name_of(alias: str, drug: Name, folded: Folded) -> bool:
    """Whether the word can be a name of this one drug."""
    # A brand is explained by a generic name; before a bracket with a code stand other capitalised words.
    if alias.isalpha() and not drug.name.replace(" ", "").isalpha():
        return False
    # Of two drugs before a bracket, it names both, unless it is a brand: "busulfan and melphalan (BuMel)".
    return alias.istitle() or not is_joined(folded, drug.start)


def _has_meaning(alias: str, folded: Folded, lexicon: Lexicon) -> bool:
    """Whether the word is a drug's, a maker's or a trial's, or an ordinary one in this article."""
    if (
        lexicon.get(alias)
        or lexicon.code(alias)
        or alias.lower() in read_words("makers.txt")
        or is_listed_elsewhere(alias)
    ):
        return True
    if alias.isupper() and re.search(rf"\b{re.escape(alias)} (?:trial|study|regimen)", folded.cased):
        return True
    return alias.isalpha() and f" {alias.lower()}" in folded.cased
