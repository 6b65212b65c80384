"""The spellings of units by kind, with their UCUM codes.

A row is a code and its spellings: "(s)" may be there or not, "_" is a space or hyphen; a point may be left
out. A symbol keeps its case ("Pa" is no "PA"); a spelling of four letters and more may have any. Units of
time come apart: a time is a duration. Source: The Unified Code for Units of Measure (UCUM), version 2.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

AMOUNTS: dict[str, str] = {
    # mass and volume
    "mg": "mg mgs milligram(s) milligramme(s)",
    "ug": "mcg microgram(s) microgramme(s)",
    "ng": "nanogram(s)",
    "pg": "picogram(s)",
    "g": "g gm gram(s) gramme(s)",
    "kg": "kg kgs kilogram(s) kilo(s)",
    "t": "ton(s) tonne(s)",
    "[lb_av]": "lb lbs pound(s)",
    "[oz_av]": "oz ounce(s)",
    "L": "L liter(s) litre(s)",
    "dL": "dl dL deciliter(s) decilitre(s)",
    "mL": "ml mL ML cc milliliter(s) millilitre(s)",
    "uL": "microliter(s) microlitre(s)",
    "ku": "kDa kilodalton(s)",
    "u": "Da dalton(s)",
    # amount of substance, activity, concentration
    "mol": "mol",
    "mmol": "millimole(s)",
    "umol": "micromole(s) micromol",
    "nmol": "nanomole(s) nanomol",
    "mmol/L": "millimolar",
    "umol/L": "micromolar",
    "nmol/L": "nanomolar",
    "meq": "mEq meq milliequivalent(s)",
    "[iU]": "IU I.U IUs international_unit(s)",
    "M[iU]": "MIU million_international_units million_IU",
    "U": "U unit(s)",
    "m[iU]": "mIU",
    "[ppm]": "ppm",
    "[ppb]": "ppb ppbv",
    "[ppth]": "‰ permil per_mil",
    "%{wt}": "wt.%",
    "%{vol}": "vol.%",
    "%{mol}": "mol.% at.%",
    # radiation
    "MBq": "megabecquerel(s)",
    "GBq": "gigabecquerel(s)",
    "mCi": "millicurie(s)",
    "Gy": "Gy Gray Grays gray(s)",
    "cGy": "cGy centigray(s)",
    # length, area, angle, time on other scales
    "cm": "centimeter(s) centimetre(s)",
    "mm": "millimeter(s) millimetre(s)",
    "um": "micron(s) micrometer(s) micrometre(s)",
    "nm": "nanometer(s) nanometre(s)",
    "m": "meter(s) metre(s)",
    "km": "kilometer(s) kilometre(s)",
    "[in_i]": "inch(es)",
    "[ft_i]": "feet ft",
    "[mi_i]": "mile(s)",
    "Ao": "Å angstrom(s)",
    "AU": "AU",
    "har": "ha hectare(s)",
    "deg": "° degree(s)",
    "10*3.a": "ka kyr kyrs",
    "10*6.a": "Ma Myr Myrs",
    "10*9.a": "Ga Gyr Gyrs byr",
    # temperature, pressure, energy, electricity, frequency
    "Cel": "°C ºC oC ℃ degree(s)_Celsius degree(s)_C degree(s)_centigrade",
    "[degF]": "°F ºF ℉ degree(s)_Fahrenheit degree(s)_F",
    "deg{lat}": "°N °S",
    "deg{long}": "°E °W",
    "mm[Hg]": "mmHg mm_Hg millimeter(s)_of_mercury millimetre(s)_of_mercury",
    "atm": "atm atmosphere(s)",
    "kcal": "kcal calorie(s)",
    "dB": "dB decibel(s)",
    "{rpm}": "rpm",
    "{times}": "×",
    # what medicine counts
    "[pfu]": "PFU pfu plaque_forming_unit(s)",
    "[CFU]": "CFU cfu colony_forming_unit(s)",
    "{vg}": "vg vector_genome(s)",
    "{cells}": "cell(s) T_cell(s) CAR_T_cell(s) CAR_cell(s)",
    "{copies}": "copies",
    "{score}": "point(s)",
    "{beats}/min": "bpm",
    "{beats}": "beat(s)",
    "{packyears}": "pack_year(s)",
    "[bp]": "bp base_pair(s)",
}
PREFIXED: dict[str, str] = {
    "g": "m µ n p",
    "mol": "m µ n p",
    "L": "µ n",
    "l": "µ",
    "m": "c m µ n k d",
    "Pa": "h k M G",
    "Hz": "k M G",
    "eV": "k M",
    "V": "m k",
    "A": "m µ n",
    "W": "m k M G",
    "J": "m k M n",
    "bar": "m µ n k",
    "Bar": "m",
    "Bq": "k M G T",
    "Ci": "m µ",
    "Sv": "m µ",
    "M": "m µ n p",
    "N": "m k",
    "T": "m µ n",
}
"""SI prefixes by symbol; "µ" may also be written "μ" or "u"."""
UNPREFIXED = "Pa Hz eV bar Bq Sv"
"""Symbols of `PREFIXED` that also stand alone."""
SPACED = frozenset("mKVWJMs")
"""Letters that are a unit only behind a space: "5 K", but "5K" and "2-M" are names and "1990s" is a time."""
LETTERS: dict[str, str] = {"m": "m", "K": "K", "V": "V", "W": "W", "J": "J", "M": "mol/L"}
TIMES: dict[str, str] = {
    "s": "s sec secs seconds",
    "ms": "ms msec millisecond(s)",
    "us": "µs μs microsecond(s)",
    "ns": "ns nanosecond(s)",
    "min": "min mins minute(s)",
    "h": "h hr hrs hour(s)",
    "d": "d day(s)",
    "wk": "w wk wks week(s)",
    "mo": "mo mos month(s)",
    "a": "y yr yrs year(s)",
}
DENOMINATORS: dict[str, str] = {
    "kg": "kg kgs kilogram(s) kilo(s)",
    "[lb_av]": "lb lbs pound(s)",
    "g": "g gram(s)",
    "mg": "mg",
    "mL": "ml mL milliliter(s) millilitre(s)",
    "dL": "dl dL deciliter(s) decilitre(s)",
    "L": "L l liter(s) litre(s)",
    "uL": "µl μl µL μL uL microliter(s) microlitre(s)",
    "mol": "mol",
    "m": "m meter metre",
    "cm": "cm",
    "mm": "mm",
    "um": "µm μm",
    "km": "km",
    "har": "ha hectare",
    "s": "s sec second",
    "min": "min minute",
    "h": "h hr hour",
    "d": "d day dy",
    "wk": "wk week",
    "mo": "mo month",
    "a": "yr year y a",
    "K": "K",
    "Cel": "°C",
    "V": "V Vs",
    "{cell}": "cell",
    "{dose}": "dose injection infusion tablet capsule",
}
LENGTHS = frozenset({"m", "cm", "mm", "um", "km", "nm", "Ao"})
"""Codes that may be squared and cubed."""


def read_spellings(row: str) -> Iterator[str]:
    """The spellings of a row, "(s)" with and without."""
    for spelling in row.split():
        parts = re.split(r"(\([a-z]+\))", spelling)
        choices = [("", part[1:-1]) if part.startswith("(") else (part,) for part in parts]
        for chosen in product(*choices):
            yield "".join(chosen).replace("_", " ").replace(".", "")


def find_prefixed() -> Iterator[tuple[str, str]]:
    """(spelling, code) of the units with SI prefixes."""
    codes = {"l": "L", "M": "mol/L", "Bar": "bar"}
    for symbol, prefixes in PREFIXED.items():
        for prefix in prefixes.split():
            code = ("u" if prefix == "µ" else prefix) + codes.get(symbol, symbol)
            for written in "µμu" if prefix == "µ" else prefix:
                yield written + symbol, code
    for symbol in UNPREFIXED.split():
        yield symbol, codes.get(symbol, symbol)
