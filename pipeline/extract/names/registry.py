"""Registration numbers of trials: "NCT01234567", "EudraCT 2015-001234-22", "ACTRN12615000123456".

The registries are those of the WHO's International Clinical Trials Registry Platform (ICTRP);
the shape of each number is the registry's own.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.names.anchored import Anchored
from pipeline.extract.spans import Span

_DASH = r"[-‐‑–]"
_GAP = rf"(?:[\s\u00a0]|{_DASH})?"

NUMBERS = {
    "ClinicalTrials.gov": rf"(?:NCT|nct|Nct){_GAP}#?(?:\d{{8}}|\d{{4}}\s\d{{4}})",
    "ISRCTN": rf"(?:ISRCTN|isrctn){_GAP}\d{{8}}",
    "EU, 2004 to 2023": rf"(?:EUCTR)?(?:19|20)\d\d{_DASH}0\d{{5}}{_DASH}\d\d(?:{_DASH}[A-Z]{{2}})?",
    "EU, since 2022": rf"(?:EU{_DASH}?CT\s?)?20\d\d{_DASH}5\d{{5}}{_DASH}\d\d(?:{_DASH}\d\d)?",
    "Japan, UMIN": rf"UMIN(?:{_DASH}CTR)?{_GAP}0{{3}}\d{{6}}",
    "Japan, jRCT": rf"jRCTs?{_GAP}\d{{9,10}}",
    "Japan, JapicCTI": rf"Japic{_DASH}?CTI{_GAP}\d{{6}}|JMA{_DASH}IIA\d{{5}}",
    "Australia and New Zealand": rf"ACTRN{_GAP}\d{{14}}p?",
    "China": rf"ChiCTR(?:{_DASH}[A-Za-z]{{2,5}}{_DASH}|{_GAP})\d{{8,10}}|ITMCTR\d{{10}}",
    "India": r"CTRI[/\s]\d{4}/\d{2,3}/\d{6}",
    "Germany": rf"DRKS{_GAP}\d{{8}}",
    "Netherlands": rf"NTR{_GAP}\d{{3,5}}|NL{_DASH}OMON\d{{4,5}}|(?<=[Rr]egister )NL\d{{3,5}}"
    rf"|(?<=[Rr]egistry )NL\d{{3,5}}",
    "Iran": r"IRCT\d{11,14}N\d{1,2}",
    "Africa": rf"PACTR{_GAP}\d{{15,16}}",
    "Korea": rf"KCT{_GAP}\d{{7}}",
    "Thailand": r"TCTR\d{11}",
    "Sri Lanka": r"SLCTR/\d{4}/\d{3}",
    "Brazil": r"RBR-[a-z0-9]{6,7}",
    "Cuba": r"RPCEC\d{8}",
    "Peru": r"PER-\d{3}-\d\d",
    "Lebanon": r"LBCTR\d{10}",
    "Hong Kong": r"HKUCTR-\d{3,5}",
    "WHO, Universal Trial Number": r"U1111-\d{4}-\d{4}",
}
"""Registry -> the shape of its numbers."""

_NUMBER = Anchored(
    rf"(?:{'|'.join(NUMBERS.values())})(?![\w])(?!{_DASH}\w)",
    "NCT nct Nct ISRCTN isrctn EU 19 20 UMIN jRCT Japic JMA ACTRN ChiCTR ITMCTR CTRI DRKS NTR NL IRCT "
    "PACTR KCT"
    " TCTR SLCTR RBR RPCEC PER LBCTR HKUCTR U1111",
    cased=True,
)
# "ISRCTN registry number, 12345678": the registry's name, and its number without the letters.
_BARE_NUMBER = Anchored(
    r"(?:ISRCTN|UMIN(?:-CTR)?|jRCT)(?:\s(?:registry|register|registration|clinical|trials?|ID|number|no\.?"
    r"|identifier))+[:,]?\s#?(?P<number>0{3}\d{6}|\d{8}|\d{10})(?![\w-])",
    "ISRCTN UMIN jRCT",
    cased=True,
)


def find_registrations(text: str) -> Iterator[Span]:
    """The spans of registration numbers, as printed, with a space or hyphen inside; not in text order.

    Not: a registry's letters alone, numbers too short or too long, grants and telephone numbers.
    """
    for match in _NUMBER.finditer(text):
        yield match.span()
    for match in _BARE_NUMBER.finditer(text):
        yield match.span("number")
