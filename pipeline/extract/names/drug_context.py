"""Drugs that no table has and no stem gives away, told by their place: "taking orilast", "enfortisine plus".

A word that no English dictionary has (models/lexicon/words.txt.gz), nor the list of biology beside it,
and that stands where a treatment stands, is a drug. Offsets are into the folded text.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from pipeline.errors import ModelError
from pipeline.extract.names.drug_alias import find_words
from pipeline.extract.names.drug_called import OTHER_ENDINGS
from pipeline.extract.names.lexicon import Folded, Lexicon, read_words
from pipeline.extract.spans import Name
from pipeline.paths import models_folder

WORD = re.compile(r"(?<![\w-])[a-z]{6,22}(?!\w)")
MOST_PLACES = 20
"""Mentions of a word that are looked at."""
KIND = (
    r"(?:drug|medicine|medication|compound|antibody|molecule|vaccine|pill|tablet|capsule|antibiotic|antiviral"
    r"|painkiller|antidepressant|inhibitor|blocker|agonist|antagonist|conjugate|agent|radioligand|product|"
    r"degrader"
    r"|modulator|newcomer|biologic|opioid|steroid|statin|anticoagulant)"
)
UNIT = r"(?:mg|mcg|µg|μg|milligrams?|micrograms?|ml|units|iu)\b"
BEFORE = re.compile(
    rf"(?:\b{KIND},? (?:called |named |known as )?|\b{KIND}(?: [a-z-]+){{0,4}}, "
    rf"|\d ?-?{UNIT}(?:/\S+)?(?: (?:once |twice )?(?:daily|a day))?(?: doses?| tablets?|"
    rf" injections?)? of (?:oral )?"
    r"|\b(?:plus|combined with|in combination with|combinations? of|pairing of|together with|added to|adding"
    r"|placebo or|placebo versus|placebo vs\.?|than placebo or) "
    r"|\b(?:took|taking|given|received|receiving|assigned to|allocated to|randomi[sz]ed to|treated with|"
    r"infused with"
    r"|injected with|infusions? of|injections? of|instillations? of|doses? of|tablets? of|monotherapy with"
    r"|treatment with|therapy with|on top of|approved|trials? of|stud(?:y|ies) of|maker of|efficacy of|"
    r"safety of"
    r"|resistant to|refractory to|intolerant of) (?:oral |intravenous |either |only )?)$"
)
AFTER = re.compile(
    rf"(?:,? [(]?\d[\d.,]* ?-?{UNIT}| plus\b| combined with\b| in combination with\b"
    r"| (?:or|and|versus|vs\.?|than|with) (?:a |matching )?placebo\b"
    r"| (?:monotherapy|group|arm|recipients|takers|tablets?|capsules?|injections?|infusions?)\b"
    r"|-(?:treated|based|containing)\b)"
)
# Words made from others are no drugs: "nonadenoma", "chemoimmunotherapy", "neoadjuvant".
PREFIXES = tuple(
    (
        "non anti neo immuno chemo radio post pre multi hyper hypo inter intra sub micro macro bio nano "
        "cardio neuro over under un re co auto poly mono trans super ultra electro thermo cyto psycho tele "
        "cryo brachy"
    ).split()
)
NO_DRUG_ENDINGS = (
    *OTHER_ENDINGS,
    *(
        "ology itis osis oses emia oma omas pathy ic al ar ive ary ory some cyte cytes blast cell cells "
        "juvant suppressant megaly trophy centesis surgical derm ia um us is as ate gram grams ome oid "
        "okine okines otype kinase ylase hydrase oxidase ogenase synthase reductase peptidase protease "
        "esterase transferase phatase ligase merase protein globulin receptor saccharide peptide nucleotide "
        "oxide ship hood ward like wise proof person people women weight dose"
    ).split(),
)


def find_by_context(folded: Folded, lexicon: Lexicon) -> Iterator[Name]:
    """Every mention of an unknown word that is given as a drug somewhere in the article.

    Not: words that an English dictionary or the table has, words made from others, names of procedures,
    diseases and cells by their endings.
    """
    unknown = set(WORD.findall(folded.cased)) - read_dictionary()
    given = [word for word in sorted(unknown) if _may_be_drug(word, lexicon) and is_given(word, folded.text)]
    yield from find_words(folded, {form: word for word in given for form in (word, word.capitalize())})


@cache
def read_dictionary() -> frozenset[str]:
    """The English words of six letters and more, in lower case, read once a process.

    Raises: ModelError if the list is missing or damaged.
    """
    path = models_folder() / "lexicon" / "words.txt.gz"
    try:
        return frozenset(gzip.decompress(path.read_bytes()).decode("ascii").split())
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise ModelError("the list of English words cannot be read", where=str(path)) from error


def _may_be_drug(word: str, lexicon: Lexicon) -> bool:
    if word.endswith(NO_DRUG_ENDINGS) or lexicon.get(word) or word in read_words("makers.txt"):
        return False
    if word in read_words("biology.txt"):
        return False
    words = read_dictionary()
    if word.removesuffix("s") in words or word.removesuffix("es") in words:
        return False
    return not any(word.startswith(prefix) and word[len(prefix) :] in words for prefix in PREFIXES)


def is_given(word: str, text: str) -> bool:
    """Whether the word (a pattern, in lower case like the text) stands where a treatment stands somewhere."""
    places = islice(re.finditer(rf"(?<![\w-]){word}(?!\w)", text), MOST_PLACES)
    return any(
        AFTER.match(text, place.end()) or BEFORE.search(text, max(0, place.start() - 70), place.start())
        for place in places
    )
