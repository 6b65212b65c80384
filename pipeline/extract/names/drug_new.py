"""Drug names that no table has: by the shape of the name, or because the article explains them.

- international names by their stems ("-tinib", "-zumab"; stems: WHO stem book 2018, WHO/EMP/RHT/TSN/2018.1),
- laboratory codes ("ORMD-0801"),
- words beside a known name that the article says to be the same ("Newbrand (newgenericmab)").

All offsets are into the folded text.
"""

from __future__ import annotations

import re
from functools import cache
from collections.abc import Iterable, Iterator

import ahocorasick_rs

from pipeline.extract.names.drug_rules import JOINED_BEFORE, is_called_drug
from pipeline.extract.names.lexicon import Folded, Lexicon, is_whole_word
from pipeline.extract.spans import Name

# Only stems that hardly another English word ends in; general ones ("-ase", "-tide", "-gene") are left out.
STEMS = (
    # antibodies, fusion proteins
    "mab bermin fusp nercept tacept bercept tercept lefacept"
    # kinase inhibitors and other targeted drugs
    " nib ciclib parib zomib lisib sertib degib rasib toclax dostat metostat domide mestrant destrant lutamide"
    # cytotoxics
    " taxel rubicin platin trexed trexate citabine tecan fosfamide vudine"
    # heart, vessels, metabolism
    " gliptin gliflozin glitazone glutide glipron sartan prazole prazan vaptan xaban gatran grelor vastatin"
    " cetrapib dronate ciguat entan terenone"
    # nerves and mind
    " gepant triptan orexant setron azepam azolam peridone piprazole oxetine racetam gabalin anserin"
    # infection
    " tegravir previr asvir buvir ciclovir cyclovir navir mivir capavir floxacin penem cillin conazole fungin nidazole"
    # RNA drugs, cells, genes
    " rsen siran leucel temcel parvovec repvec grastim epoetin"
    # others
    " coxib lukast relix tirelin reotide caftor kinra"
).split()
LETTERS_BEFORE = re.compile(r"(?<![^\W_])[a-z]+$")
SHORTEST = 7  # letters: "-nib" alone makes no name
# Surnames end in these too; they begin with a capital.
SURNAME_STEMS = ("rsen",)
# The second word of a conjugate, an engineered cell or a gene therapy: it makes the word before it a drug.
SECONDS = (
    "vedotin deruxtecan govitecan mafodotin ozogamicin tesirine emtansine soravtansine ravtansine pelidotin tirumotecan"
    " rezetecan brengitecan pasudotox duocarmazine autoleucel ciloleucel maraleucel vicleucel temleucel autotemcel autogene"
).split()
SECOND = re.compile(rf" (?:{'|'.join(SECONDS)}|[a-z]{{2,12}}(?:leucel|vec)|pegol|alfa)(?!\w)")
CELLS = "-cel"
"""Short names of engineered cells: "cilta-cel"."""

# Letters, a hyphen, three digits or more: a laboratory's code for a drug, unless the letters are another list's.
CODE = re.compile(
    r"[A-Z](?<![\w/.@-].)[A-Z]{0,4}(?:-[A-Z]{1,3})?[- ]?\d{2,8}(?:-\d{2,6})?[A-Za-z]?(?![\w/@])(?!-\d)"
)
UNKNOWN_CODE = re.compile(r"[A-Z]{2,4}(?:-\d{3,6}[a-z]?|\d{4,6})")
OF_A_TRIAL = re.compile(r",? (?:trial|study group|protocol|regimen)s?\b")
YEAR = re.compile(r"(?:19|20)\d\d$")
NOT_CODES = frozenset(
    "CCG POG CLB JGOG BCIRG CONKO AALL AAML ARST AREN ACRIN AIDA RMS NPC NCT RTOG CALGB SWOG ECOG NSABP GOG EORTC NRG HCT MDA HEK ISO CPT ICD UMIN HR CI FDA TP ASCO AACR JAMA NASDAQ NYSE ACOSOG ISRCTN"
    " DRKS CTRI PMID PMC DOI COVID SARS TEL FAX USA US UK EU PO CA NIH NCI AHA ESMO ASH ACTG HPTN HVTN MTN IBCSG JBR NCIC BIG GSE MIR"
    " SNP RS HLA CD IL EA AJCC TNM KRAS BRAF EGFR MRN IRB NCCN CTEP COG AALL ANBL AHEP ACNS AEWS PHS BMI PSA WHO EDT EST ET GMT".split()
)
MARK = r"(?:[®™℠]|\((?:R|TM|SM)\)|\[(?:R|TM)\])?"
NAMES = r"(?:(?:brand|trade|generic|chemical|scientific|code)[ -]?names? ?(?:of |is |as |: ?)?)"
KNOWN_AS = (
    r",? ?(?:which is |is |was )?(?:also |formerly |previously |generically |chemically |better )*"
    r"(?:known|called|sold|marketed|referred to)(?: by [A-Z][\w&.]{1,20}(?: [A-Z][\w&.]{1,20})?)?"
    r"(?: (?:generically|chemically|commercially|scientifically))?(?: as| by| under)?(?: the| its)?"
)
ALIAS_LINK = re.compile(rf"(?:{KNOWN_AS} {NAMES}?|,? (?:the )?{NAMES}|, or )$")
BRACKETED = re.compile(rf"{MARK} ?[(\[](?:{NAMES}|(?:formerly|also)?(?: known as| called)? ?|sold as |or )$")
# What every link between two names of a drug ends in: a cheap test before the patterns.
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
WORD = r"[A-Z][a-z][A-Za-z]{2,14}|[A-Z]{5,15}(?=[®™(])"
CODE_WORD = r"[A-Z]{1,6}[- ]?\d{2,6}[A-Za-z]?|[A-Z]{2,5}-[A-Z]?\d{1,6}[A-Za-z]?"
ALIAS_BEFORE = re.compile(rf"(?<![\w-])({WORD}|{CODE_WORD}|[A-Z]{{5,15}})(?:{MARK}| XR| ER)$")
ALIAS_IN_BRACKETS = re.compile(
    rf"{MARK} ?[(\[](?:{NAMES}|formerly (?:known as )?|also (?:known as|called) |(?:sold|marketed) as )?"
    rf"({WORD}|{CODE_WORD}){MARK}(?=[)\],;])"
)
ALIAS_AFTER = re.compile(
    rf"(?:{KNOWN_AS} {NAMES}?|,? (?:the )?(?:brand|trade)[ -]?names? |,? which [A-Z]\w+ (?:sells|markets) (?:as|under the name) )"
    rf"({WORD}|{CODE_WORD})(?!\w)"
)
# Capitalised words that stand beside a drug's name and are not another name of it.
MAKERS = frozenset(
    "abbott abbvie actelion alexion alkermes allergan alnylam amgen apotex astellas astrazeneca aurobindo bayer beigene beone biocon biogen biomarin biontech"
    " boehringer bristol bms celgene celltrion cephalon cipla daiichi eisai exelixis ferring forest genentech genmab genzyme gilead glaxo glaxosmithkline"
    " gsk horizon illumina immunogen incyte ionis ipsen janssen jazz johnson kite kyowa lilly lundbeck medimmune medivation merck merrimack millennium moderna"
    " morphosys mylan myriad nektar novartis novavax novo nycomed onyx organon otsuka pfizer pharmacyclics plexxikon purdue ranbaxy regeneron roche sandoz sanofi"
    " schering seagen sepracor serono servier shire spectrum sunesis takeda tesaro teva ucb upjohn vertex viatris viiv wyeth zeneca"
    " table figure phase group arms cohort study trial reuters medscape inc corp ltd medicare tufts".split()
)


def find_by_shape(folded: Folded, lexicon: Lexicon) -> Iterator[Name]:
    """Names with an international stem, of a conjugate or cell product, and laboratories' codes."""
    for start, end in _find_stems(folded):
        second = SECOND.match(folded.text, end)
        end = second.end() if second else end
        yield Name(start, end, "DRUG", folded.text[start:end])
    yield from _find_codes(folded, lexicon)


@cache
def _endings() -> tuple[list[str], ahocorasick_rs.AhoCorasick]:
    endings = [*STEMS, *(f" {word}" for word in SECONDS), CELLS]
    return endings, ahocorasick_rs.AhoCorasick(endings)


def _find_stems(folded: Folded) -> Iterator[tuple[int, int]]:
    """The spans of words of letters that end in a stem, or stand before a second word."""
    text = folded.text
    endings, automaton = _endings()
    for which, at, end in automaton.find_matches_as_indexes(text, overlapping=True):
        if text[end : end + 1].isalnum():
            continue
        ending = endings[which]
        word = LETTERS_BEFORE.search(text, max(0, at - 24), at)
        if word is None or end - word.start() < SHORTEST:
            continue
        if ending not in SURNAME_STEMS or folded.cased[word.start()].islower():
            yield word.start(), end


def _find_codes(folded: Folded, lexicon: Lexicon) -> Iterator[Name]:
    """Codes of the table, and unknown ones that look like a drug's."""
    for match in CODE.finditer(folded.cased):
        start, end = match.span()
        called = is_called_drug(folded, start, end)
        if entry := lexicon.code(match.group()):
            # "R1507" may be a road: one letter asks for the later name beside it.
            counts = called or match.group()[:2].isalpha() or entry.name in folded.text
        else:
            counts = _looks_like_code(match.group(), called) and not OF_A_TRIAL.match(folded.text, end)
        if counts:
            yield Name(start, end, "DRUG", match.group().lower())


def _looks_like_code(code: str, called: bool) -> bool:
    """Whether an unknown code is a drug's: without a hyphen only where it is called one."""
    letters = re.match("[A-Z]+", code)
    if letters is None or letters.group() in NOT_CODES or YEAR.search(code):
        return False
    return bool(UNKNOWN_CODE.fullmatch(code)) and ("-" in code or called)


def find_aliases(folded: Folded, drugs: Iterable[Name], lexicon: Lexicon) -> dict[str, str]:
    """Words that the article says to be another name of a known drug: alias as written -> normal form."""
    aliases: dict[str, str] = {}
    for drug in drugs:
        for alias in _aliases_beside(folded, drug):
            if alias.split("-")[0].rstrip("0123456789") in NOT_CODES:
                continue
            # Of two drugs before a bracket, it explains both, unless it is a brand: "busulfan and melphalan (BuMel)".
            if not alias.istitle() and JOINED_BEFORE.search(folded.text, max(0, drug.start - 12), drug.start):
                continue
            # Brands are explained by a generic name; before a code stand other capitalised words.
            if alias.isalpha() and not drug.name.replace(" ", "").isalpha():
                continue
            if alias.lower() not in MAKERS and not _is_common(alias, folded, lexicon):
                aliases.setdefault(alias, drug.name)
    return aliases


def _aliases_beside(folded: Folded, drug: Name) -> Iterator[str]:
    """The candidate in brackets after the name, or before a name in brackets, or joined by "known as"."""
    for pattern in (ALIAS_IN_BRACKETS, ALIAS_AFTER):
        if match := pattern.match(folded.cased, drug.end):
            yield match[1]
    before = folded.cased[max(0, drug.start - 90) : drug.start]
    if not before.endswith(LINK_ENDS) or not CLOSED.match(folded.cased, drug.end):
        return
    link = BRACKETED.search(before) or ALIAS_LINK.search(before)
    if link and (match := ALIAS_BEFORE.search(before[: link.start()])):
        yield match[1]


def _is_common(alias: str, folded: Folded, lexicon: Lexicon) -> bool:
    """Whether the word is an ordinary one in this article, or has a meaning of its own in the table."""
    if lexicon.get(alias):
        return True
    return alias.isalpha() and f" {alias.lower()}" in folded.cased


def find_words(folded: Folded, names: dict[str, str], kind: str = "DRUG") -> Iterator[Name]:
    """Every mention of the given words, as written."""
    for word, name in names.items():
        at = folded.cased.find(word)
        while at >= 0:
            if is_whole_word(folded.cased, at, at + len(word)):
                yield Name(at, at + len(word), kind, name)
            at = folded.cased.find(word, at + len(word))
