"""DOSE: an amount of drug per administration or per day; the unit tells."""

from __future__ import annotations

import re

from pipeline.extract.roles.claim import CERTAIN, STRONG, Claim
from pipeline.extract.unit import is_dose_unit
from pipeline.extract.window import Window

_LABORATORY = re.compile(
    r"\b(?:levels?|concentrations?|blood sugar|glucose|cholesterol|creatinine|bilirubin|"
    r"hemoglobin|haemoglobin|serum|plasma|"
    r"albumin|triglycerides?|platelets?|urine|calcium intake|sodium|salt|weigh(?:s|ed|ing)?|"
    r"weight of|body weight|tumou?rs?|lost|weight loss|gained|lighter|heavier)\b"
    r"[^.;]{0,40}$"
)
_PACKAGE = re.compile(
    r"^\s*(?:vials?|bottles?|packs?|packages?|tubes?|syringes?|of blood|blood|of fluid|of alcohol|"
    r"of fat|of protein|of fib(?:er|re)|of weight)\b"
)
_TABLETS_OF = re.compile(
    r"\b(?:tablets?|capsules?|vials?|pens?|syringes?|strengths?|bottles?)\s+(?:of\s+|"
    r"containing\s+)?(?:\d+\s?mg\s?(?:,|and|or)\s?)*$"
)
_SUPPLIED = re.compile(r"\b(?:supplied|available (?:as|in)|packaged|bottles? of|come in|comes in|sold in)\b")
_LUNGS = re.compile(r"\bfev|\bforced expiratory|\bforced vital|\blung function|\bfvc\b")
_TOUCHES = re.compile(r"[®™]?\s?[(\[,]?\s?(?:at\s)?")
_RADIATION = re.compile(r"^(?:Gy|cGy)")


def _of_drug(window: Window) -> bool:
    """ "the anti-cholesterol drug rosuvastatin (10 mg": the name of a drug touches the amount."""
    q, sentence = window.quantity, window.sentence
    ends = [name.end for name in sentence.names if name.kind == "DRUG" and name.end <= q.start]
    return bool(ends) and _TOUCHES.fullmatch(sentence.between(max(ends), q.start)) is not None


def dose(window: Window) -> Claim | None:
    """An amount in a drug's unit: "375 mg/m²", "AUC 5", "90 µg/kg/hr", "2 × 10⁶ CAR T cells/kg".

    Units: UCUM. Not: laboratory values ("126 mg/dL", "glucose fell by 10 mg"), body weight, package sizes,
    radiation.
    """
    q = window.quantity
    if q.kind != "amount" or q.unit is None or q.low is None:
        return None
    if _RADIATION.match(q.unit):
        return Claim("radiation_dose", CERTAIN, {}, f"unit {q.unit}")
    if q.unit != "mg.min/mL" and not is_dose_unit(q.unit):
        return Claim("measurement", CERTAIN, {}, f"unit {q.unit} is no dose")
    if _PACKAGE.match(window.after(20)) or (
        _TABLETS_OF.search(window.before(40)) and window.sentence.shows(_SUPPLIED)
    ):
        return Claim("measurement", CERTAIN, {}, "a package or a sample")
    if q.unit == "mL" and window.sentence.shows(_LUNGS) and not _of_drug(window):
        return Claim("laboratory_value", STRONG, {}, "a volume of the lungs")
    if _LABORATORY.search(window.before(50)) and not (_of_drug(window) or "dose" in window.before(50)):
        return Claim("laboratory_value", STRONG, {}, "a level or weight, not a dose")
    fields = {"value": q.value, "unit": q.unit}
    return Claim("DOSE", CERTAIN, fields | ({"bound": q.bound} if q.bound else {}), f"unit {q.unit}")
