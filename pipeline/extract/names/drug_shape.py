"""Drug names that no table has, by their shape: international stems ("-tinib"), codes ("ORMD-0801").

Stems: WHO, The use of stems in the selection of international nonproprietary names, 2018.
Offsets are into the folded text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import ahocorasick_rs

from pipeline.extract.names.drug_rules import is_called_drug
from pipeline.extract.names.lexicon import Folded, Lexicon, read_words
from pipeline.extract.spans import Name


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


# Only stems that hardly another English word ends in; general ones ("-ase", "-ant", "-gene") are left out.
STEMS = {
    "antibodies, fusion proteins": (
        "mab tug bart mig bermin fusp nercept tacept bercept tercept lefacept cicept kicept bep"
    ),
    "targeted drugs": (
        "nib ciclib parib zomib lisib sertib degib catib alkib trapib sudil xafor rasib toclax deg stat"
        " domide imod estrant lutamide limus adenant"
    ),
    "cytotoxics": "taxel rubicin platin trexed trexate citabine tecan fosfamide vudine",
    "heart and vessels": (
        "sartan vaptan xaban gatran grelor vastatin ciguat exian entan renone olol dipine pril camten"
        " camtiv amidis kalner kalant kalim teplase prost"
    ),
    "metabolism": (
        "gliptin gliflozin glitazone glitazar delpar glipron flozin prazole prazan dronate calcet relix"
        " tirelin pivat ixibat fexor tirom cerfont fermin plermin steride olone fibranor"
    ),
    "peptides": "tide",
    "nerves and mind": (
        "gepant pitant netant caprant triptan orexant orexton setron azepam azolam peridone piprazole"
        " oxetine racetam gabalin anserin caserin trigine aclidine pertin ampator padon mesine"
    ),
    "infection": (
        "vir floxacin dacin bactam cycline penem cillin conazole fungin nidazole rofim gepix fungerp virine"
    ),
    "lungs, inflammation": (
        "lukast milast fentrine pixant parant tegrast tibant coxib caftor kinra copan coplan"
    ),
    "RNA drugs, cells, genes, factors": (
        "rsen siran meran leucel temcel vec grastim epoetin leukin dekin octocog eptacog nonacog"
    ),
}
SURNAME_STEMS = _words("rsen bart mig tug tecan")
"""Surnames and peoples end in these too: the word must also stand in lower case."""
NOT_DRUGS = _words(
    "aerostat alexian antistat apparant appestat bacteriostat barostat bastide benzopyrazolone"
    " chemostat coarsen coccidiostat constat crepitant cryostat decemvir elzevir eventide"
    " fluoroquinolone fungistat galvanostat gyrostat heliostat hemostat humidistat hydrostat intercept"
    " interleukin laurentide methicillin microstat moontide nighttide noontide palpitant photostat"
    " potentiostat precipitant pyrazolone pyrostat quinolone rheostat riptide sequestrant springtide"
    " thermostat transparant triumvir turbidostat yuletide"
)
NOT_ENDINGS = (
    "peptide",
    "cleotide",
    "lactide",
    "phatide",
    "lfatide",
    "mastide",
    "suntide",
    "ertide",
    "vetide",
)
"""Ends of other words, of chemistry and the calendar."""
SHORTEST = 7
"""Letters of the shortest word that counts: "-nib" alone makes no name."""
CELLS = "-cel"
"""Short names of engineered cells: "cilta-cel"."""
# The second word of a conjugate, an engineered cell or a glycoform: it makes the word before it a drug.
SECONDS = {
    "conjugates": "vedotin deruxtecan govitecan mafodotin ozogamicin tesirine emtansine soravtansine"
    " ravtansine pelidotin tirumotecan rezetecan brengitecan pasudotox duocarmazine",
    "cells": "autoleucel ciloleucel maraleucel vicleucel temleucel autotemcel autogene",
    "glycoforms": "alfa",
}
SECOND = re.compile(
    rf" (?:{'|'.join(' '.join(SECONDS.values()).split())}|pegol"
    r"|[a-z]{2,12}(?:leucel|temcel|vec|tecan|dotin|tansine|sirine|nirine|toclax|glutide|racel|plasmid|"
    r"kicept))(?!\w)"
)
GENES = re.compile(r"(?<![^\W_])[a-z]{4,20}(?:gene|cel|guran) [a-z]{2,12}(?:racel|plasmid)(?!\w)")
"""Both words of a gene or cell whose second alone is a common word: "detalimogene voraplasmid"."""
# The first word of an engineered cell, gene or messenger: "idecabtagene" before "vicleucel".
FIRST = re.compile(r"(?<![^\W_])[a-z]{4,20}(?:gene|cel|guran) $")
WORD_BEFORE = re.compile(r"(?<![^\W_])[a-z]+$")

# Letters, then two to eight digits; the look-behind follows the first letter, so that it is rarely tried.
CODE = re.compile(
    r"[A-Z](?<![\w/.@-].)[A-Z]{0,4}(?:-[A-Z]{1,3})?[- ]?\d{2,8}(?:-\d{2,6}|[A-Z]\d)?[A-Za-z]?"
    r"(?![\w/@])(?!-\d)"
)
# A code that no table has: not "PD-1", "CA-125-like" short ones, nor a list's ("not_codes.txt"), nor a year.
UNKNOWN_CODE = re.compile(r"[A-Z]{2,4}(?:-[A-Z]?\d{2,8}[a-z]?|\d{4,8})|[A-Z]{1,3}-[A-Z]{2,4}-?\d{2,6}")
GIVEN_AFTER = re.compile(
    r" (?:(?:was|were|is|has been) (?:\w+ )?(?:administered|given|infused|injected|taken|dosed|tolerated)"
    r"|monotherapy|infusions?|injections?)\b"
)
GIVEN_BEFORE = re.compile(
    r"\b(?:infused|injected|dosed|combined|combination) with $|\b(?:efficacy|safety|activity|"
    r"tolerability) of $"
    r"|\b(?:assess|evaluate|evaluating|evaluated|testing|administered) $"
)
"""What is done with a drug: a code to which it is done is a drug's."""
SURE_CODE = re.compile(r"-[A-Z]?\d{3}")
YEAR = re.compile(r"(?:19|20)\d\d$")
OF_A_TRIAL = re.compile(r",? (?:trial|study group|protocol|regimen)s?\b")


def find_by_shape(folded: Folded, lexicon: Lexicon) -> Iterator[Name]:
    """Names with an international stem, of a conjugate or cell product, and laboratories' codes."""
    for start, end in _find_stems(folded):
        first = FIRST.search(folded.text, max(0, start - 26), start)
        start = first.start() if first else start
        second = SECOND.match(folded.text, end)
        end = second.end() if second else end
        yield Name(start, end, "DRUG", folded.text[start:end])
    for match in GENES.finditer(folded.text) if "gene " in folded.text else ():
        yield Name(*match.span(), "DRUG", match.group())
    yield from _find_codes(folded, lexicon)


@cache
def _endings() -> tuple[list[str], ahocorasick_rs.AhoCorasick]:
    stems = " ".join(STEMS.values()).split()
    seconds = [f" {word}" for word in " ".join(SECONDS.values()).split()]
    endings = [*stems, *seconds, CELLS]
    return endings, ahocorasick_rs.AhoCorasick(endings)


def _find_stems(folded: Folded) -> Iterator[tuple[int, int]]:
    """The spans of words of letters that end in a stem, or stand before a second word."""
    text = folded.text
    endings, automaton = _endings()
    for which, at, end in automaton.find_matches_as_indexes(text, overlapping=True):
        if text[end : end + 1].isalnum():
            continue
        word = WORD_BEFORE.search(text, max(0, at - 24), at)
        if word is None or end - word.start() < SHORTEST:
            continue
        whole = text[word.start() : end]
        if whole in NOT_DRUGS or whole.endswith(NOT_ENDINGS):
            continue
        if endings[which] in SURNAME_STEMS and not _is_no_surname(folded, word.start(), end):
            continue
        yield word.start(), end


def _is_no_surname(folded: Folded, start: int, end: int) -> bool:
    """Whether the word is written small somewhere, has a conjugate's second word, or is called a drug."""
    if folded.text[start:end] in folded.cased or SECOND.match(folded.text, end):
        return True
    return is_called_drug(folded, start, end)


def _find_codes(folded: Folded, lexicon: Lexicon) -> Iterator[Name]:
    """Codes of the table, and unknown ones that look like a drug's."""
    matches = list(CODE.finditer(folded.cased))
    called_once = {match.group() for match in matches if _is_used(folded, *match.span())}
    for match in matches:
        start, end = match.span()
        called = match.group() in called_once
        if entry := lexicon.code(match.group()):
            # "R1507" may be a road: one letter asks for the later name in the article.
            counts = called or match.group()[:2].isalpha() or entry.name in folded.text
        else:
            counts = _is_new_code(match.group(), called) and not OF_A_TRIAL.match(folded.text, end)
        if counts:
            yield Name(start, end, "DRUG", match.group().lower())


def _is_used(folded: Folded, start: int, end: int) -> bool:
    """Whether the words beside a code say that it is a drug, or that it is given."""
    before = GIVEN_BEFORE.search(folded.text, max(0, start - 40), start)
    return bool(before or GIVEN_AFTER.match(folded.text, end)) or is_called_drug(folded, start, end)


def _is_new_code(code: str, called: bool) -> bool:
    """Whether an unknown code is a drug's: a short one, or one without a hyphen, where it is called one."""
    match = UNKNOWN_CODE.fullmatch(code)
    if match is None or YEAR.search(code) or is_listed_elsewhere(code):
        return False
    return called or SURE_CODE.search(code) is not None


def is_listed_elsewhere(code: str) -> bool:
    """Whether its letters are those of trials, grants, genes or cell lines: "NCT", "CALGB", "HCT"."""
    letters = re.match("[A-Z]+", code)
    return letters is not None and letters.group().lower() in read_words("not_codes.txt")
